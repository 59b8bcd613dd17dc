"""Which answers were given to a question, and by whom: the whole class, its upper and its lower group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from postsoviet.quiz import text as texts
from postsoviet.quiz.gradebook.merging import Gradebook, Reply
from postsoviet.quiz.gradebook.item_analysis import Analysis
from postsoviet.quiz.marking import mark_number, mark_text
from postsoviet.quiz.parts import ChoiceBlank, NumberKey, Option, TextKey
from postsoviet.quiz.questions import Question

OTHER, UNANSWERED, UNREADABLE = "another answer", "no answer", "not a number that can be read"

# the same options are asked for once a student
plain = lru_cache(maxsize=4096)(texts.plain)


@dataclass(frozen=True)
class Given:
    """One answer that could be given to a part of a question.

    Attributes
    ----------
    part : str
        Of the question: a blank, a pair, an item; empty for the whole question.
    place : str
        Stays the same over the versions of a question; the text may differ.
    text : str
        Plain words.
    """

    part: str
    place: str
    text: str
    is_right: bool


@dataclass(frozen=True)
class Taken:
    """How many students gave one answer."""

    question: str
    given: Given
    all: int
    upper: int
    lower: int


def taken(gradebook: Gradebook, analysis: Analysis) -> list[Taken]:
    """Count the answers to every question that is marked without a person.

    Parameters
    ----------
    gradebook : Gradebook
        The class.
    analysis : Analysis
        Knows the two groups.

    Returns
    -------
    list of Taken
        Answers that nobody gave are listed where a bank names them: a distractor that tempts nobody
        should be replaced. The text of a drawn question is that of the first student's version.
    """
    rows = []
    for question in gradebook.markable:
        replies = [student.replies.get(question.id) for student in gradebook.students]
        counted = [_of_reply(reply) for reply in replies]
        known: dict[tuple[str, str], Given] = {}
        sample = next((reply.question for reply in replies if reply), None)
        for given in [*(_possible(sample) if sample else ()), *(one for each in counted for one in each)]:
            known.setdefault((given.part, given.place), given)
        keys = [{(given.part, given.place) for given in each} for each in counted]
        # answers that the bank names keep its order; the others follow
        for key, given in known.items():
            rows.append(
                Taken(
                    question.id,
                    given,
                    sum(key in each for each in keys),
                    sum(key in keys[place] for place in analysis.upper),
                    sum(key in keys[place] for place in analysis.lower),
                )
            )
    return rows


def _of_reply(reply: Reply | None) -> list[Given]:
    if reply is None or reply.answer is None:
        return [Given("", "none", UNANSWERED, False)]
    return list(_given(reply.question, reply.answer)) or [Given("", "none", UNANSWERED, False)]


def _options(options: list[Option], part: str = "") -> list[Given]:
    return [
        Given(part, f"{place + 1:02d}", plain(option.text), bool(option.correct))
        for place, option in enumerate(options)
    ]


def _verdicts(question: Any) -> list[Given]:
    return [
        Given("verdict", str(value).lower(), str(value).lower(), value == question.answer) for value in (True, False)
    ]


def _named(key: NumberKey | TextKey, part: str = "") -> list[Given]:
    """List what the key of a number or a word names: the answer, then the near misses."""
    if isinstance(key, NumberKey):
        right, misses = f"{key.answer:g} {key.unit}".strip(), [f"{miss.value:g}" for miss in key.near_misses]
    else:
        right, misses = key.accepted[0], [miss.value for miss in key.near_misses]
    return [
        Given(part, "right", right, True),
        *(Given(part, f"near {n:02d}", text, False) for n, text in enumerate(misses, 1)),
    ]


def _possible(question: Question) -> Iterator[Given]:
    """Yield the answers that a question names."""
    if question.type in ("single", "multiple"):
        yield from _options(question.options)
    elif question.type == "true-false":
        yield from (*_verdicts(question), *_options(question.reasons, "reason"))
    elif question.type in ("number", "text"):
        yield from _named(question)
    elif question.type == "blanks":
        for name in question.pieces[1::2]:
            blank = question.blanks[name]
            yield from _options(blank.options, name) if isinstance(blank, ChoiceBlank) else _named(blank, name)


def _given(question: Question, answer: Any) -> Iterator[Given]:
    """Yield what one answer gives."""
    if question.type == "single":
        yield _options(question.options)[answer]
    elif question.type == "multiple":
        yield from (_options(question.options)[place] for place in answer)
    elif question.type == "true-false":
        yield _verdicts(question)[not answer["verdict"]]
        if answer.get("reason") is not None:
            yield _options(question.reasons, "reason")[answer["reason"]]
    elif question.type in ("number", "text"):
        yield _typed(question, answer)
    elif question.type == "ordering":
        for place, (item, given) in enumerate(zip(question.items, answer, strict=True), start=1):
            if given is not None:
                yield Given(plain(item.text), f"{given:02d}", f"place {given}", given == place)
    elif question.type == "matching":
        for pair, given in zip(question.pairs, answer, strict=True):
            if given is not None:
                choice = question.choices[given]
                yield Given(plain(pair.text), f"{given + 1:02d}", plain(choice), choice == pair.match)
    elif question.type == "blanks":
        for name in question.pieces[1::2]:
            blank, given = question.blanks[name], answer.get(name)
            if given not in (None, ""):
                yield (
                    _options(blank.options, name)[given]
                    if isinstance(blank, ChoiceBlank)
                    else _typed(blank, given, name)
                )


def _typed(key: NumberKey | TextKey, text: str, part: str = "") -> Given:
    """Say which of the named answers a typed one is, by the rule that marks it."""
    number = isinstance(key, NumberKey)
    found = (mark_number if number else mark_text)(key, text)
    if not found.readable:
        return Given(part, "unreadable", UNREADABLE if number and text.strip() else UNANSWERED, False)
    named = _named(key, part)
    if found.right:
        return named[0]
    for miss, given in zip(key.near_misses, named[1:], strict=True):
        # the mark names the near miss by what it says of it
        if found.feedback == (miss.feedback,):
            return given
    return Given(part, "other", OTHER, False)
