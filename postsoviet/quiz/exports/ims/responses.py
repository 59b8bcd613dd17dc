"""What a question asks for, in the few forms that all QTI formats know: choose, write a number, a word, a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from postsoviet.quiz.draws import shuffled
from postsoviet.quiz.exports.ims.prose import mark
from postsoviet.quiz.parts import ChoiceBlank, NumberKey, Option, TextKey
from postsoviet.quiz.questions import Question
from postsoviet.words import words


@dataclass(frozen=True)
class Choice:
    """Something to choose: its Markdown, whether it is right, and what is said to it."""

    text: str
    right: bool
    feedback: str


@dataclass(frozen=True)
class Chosen:
    """A response given by choosing.

    Attributes
    ----------
    name : str
        Unique in its question, and a valid name in XML.
    label : str
        Markdown: what this part of the question asks; empty where the stem says it.
    choices : tuple of Choice
        In the order of the bank.
    several : bool
        Whether more than one may be chosen.
    mixed : bool
        Whether a platform may shuffle the choices.
    """

    name: str
    label: str
    choices: tuple[Choice, ...]
    several: bool = False
    mixed: bool = True

    @property
    def right(self) -> list[int]:
        """The places of the right choices, from 0."""
        return [place for place, choice in enumerate(self.choices) if choice.right]


@dataclass(frozen=True)
class Typed:
    """A response written as a number or as a word; see `Chosen` for name and label."""

    name: str
    label: str
    key: NumberKey | TextKey

    @property
    def is_number(self) -> bool:
        """Whether a number is asked for."""
        return isinstance(self.key, NumberKey)


@dataclass(frozen=True)
class Written:
    """A response in the student's own words, which a person reads."""

    name: str
    label: str = ""


Response = Chosen | Typed | Written


def responses(question: Question, *salt: object) -> list[Response]:
    """Return what a drawn question asks for, part by part; each part counts alike.

    Parameters
    ----------
    question : Question
        Without expressions.
    *salt
        Decides in which order the things to put in order are shown; never the right one.
    """
    if question.type in ("single", "multiple"):
        return [_of_options("answer", "", question.options, several=question.type == "multiple")]
    if question.type == "true-false":
        verdicts = tuple(
            Choice(words(f"quiz.statement_{word}"), right, question.right if right else question.wrong)
            for word, right in (("true", question.answer), ("false", not question.answer))
        )
        return [
            Chosen("verdict", words("export.verdict"), verdicts, mixed=False),
            _of_options("reason", words("export.reason"), question.reasons),
        ]
    if question.type == "ordering":
        return [_place_of(question, place) for place in shown_order(question, *salt)]
    if question.type == "matching":
        said = {extra.text: extra.feedback for extra in question.extra}
        return [
            Chosen(
                f"pair-{number}",
                pair.text,
                tuple(Choice(one, one == pair.match, said.get(one, pair.feedback)) for one in question.choices),
            )
            for number, pair in enumerate(question.pairs, start=1)
        ]
    if question.type == "blanks":
        return [_of_blank(name, question.blanks[name]) for name in question.pieces[1::2]]
    return [Written("answer")] if question.type == "open" else [Typed("answer", "", question)]


def shown_order(question: Question, *salt: object) -> list[int]:
    """Return the places of the items of an ordering in the order to show them, which is never the right one."""
    places = list(range(len(question.items)))
    mixed = shuffled(places, *salt, question.id)
    return mixed if mixed != places else [*mixed[1:], mixed[0]]


def _of_options(name: str, label: str, options: Iterable[Option], *, several: bool = False) -> Chosen:
    return Chosen(name, label, tuple(Choice(one.text, bool(one.correct), one.feedback) for one in options), several)


def _place_of(question: Question, place: int) -> Chosen:
    item, count = question.items[place], len(question.items)
    ends = {0: question.first, count - 1: question.last}
    choices = tuple(
        Choice(f"{one + 1} ({ends[one]})" if one in ends else str(one + 1), one == place, item.feedback)
        for one in range(count)
    )
    return Chosen(f"item-{place + 1}", item.text, choices, mixed=False)


def _of_blank(name: str, blank: ChoiceBlank | NumberKey | TextKey) -> Response:
    label = mark(name)
    if isinstance(blank, ChoiceBlank):
        return _of_options(name, label, blank.options)
    return Typed(name, label, blank)
