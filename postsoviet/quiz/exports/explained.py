"""A question in the order in which a paper or a card shows it, and its key in rows that explain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from postsoviet.quiz.draws import shuffled
from postsoviet.quiz.exports.numbers import reach_of
from postsoviet.quiz.parts import Blank, ChoiceBlank, NumberKey, Option, TextKey
from postsoviet.quiz.questions import Question
from postsoviet.words import words


def letter(place: int) -> str:
    """Return A, B, ... Z, AA, AB, ... for a place from 0."""
    head, tail = divmod(place, 26)
    return (letter(head - 1) if head else "") + chr(ord("A") + tail)


@dataclass(frozen=True)
class Text:
    """Words of a key; ``literal`` words are no Markdown but what a student types."""

    text: str
    literal: bool = False


@dataclass(frozen=True)
class Row:
    """One answer and what is said to it.

    Attributes
    ----------
    mark : str
        The letter or the place that stands before the answer on the paper; may be empty.
    answer : Text
        The answer.
    right : bool or None
        Whether it is right; None where that is no question (a line of a rubric).
    why : str
        Markdown.
    """

    mark: str
    answer: Text
    right: bool | None
    why: str


@dataclass(frozen=True)
class Group:
    """Rows that belong together: all of a question, or those of one blank."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Arranged:
    """A question whose options stand in the order in which they are shown.

    Attributes
    ----------
    question : Question
        A drawn question; options, reasons and the options of blanks are in the order shown.
    shown : tuple of int
        For an ordering the items, for a matching the choices: their places in the question.
    """

    question: Question
    shown: tuple[int, ...] = ()

    @property
    def answer(self) -> str:
        """The key in a few signs, as one writes it on an answer sheet."""
        return "; ".join(one for one in _answers(self))

    def groups(self) -> list[Group]:
        """Return the key with every explanation."""
        question = self.question
        if question.type == "blanks":
            return [
                Group(words("export.blank", number=number), tuple(_rows_of_blank(question.blanks[name])))
                for number, name in enumerate(question.pieces[1::2], start=1)
            ]
        if question.type == "true-false":
            return [
                Group(words("export.verdict"), tuple(_verdict_rows(question))),
                Group(words("export.reason"), tuple(_option_rows(question.reasons))),
            ]
        return [Group("", tuple(_rows(self)))]


def arranged(question: Question, *salt: object) -> Arranged:
    """Shuffle what a question shows.

    Parameters
    ----------
    question : Question
        A drawn question.
    *salt
        What the order depends on, see `postsoviet.quiz.draws.shuffled`.
    """
    salt = (*salt, question.id)
    if question.type in ("single", "multiple"):
        return Arranged(question.model_copy(update={"options": shuffled(question.options, *salt)}))
    if question.type == "true-false":
        return Arranged(question.model_copy(update={"reasons": shuffled(question.reasons, *salt)}))
    if question.type == "blanks":
        blanks = {
            name: blank.model_copy(update={"options": shuffled(blank.options, *salt, name)})
            if isinstance(blank, ChoiceBlank)
            else blank
            for name, blank in question.blanks.items()
        }
        return Arranged(question.model_copy(update={"blanks": blanks}))
    if question.type == "ordering":
        return Arranged(question, _mixed(range(len(question.items)), *salt))
    if question.type == "matching":
        return Arranged(question, tuple(shuffled(range(len(question.choices)), *salt)))
    return Arranged(question)


def _mixed(places: Sequence[int], *salt: object) -> tuple[int, ...]:
    """Shuffle, but never into the right order, which would be a task without work."""
    mixed = shuffled(places, *salt)
    return tuple(mixed if mixed != list(places) else [*mixed[1:], mixed[0]])


def right_letters(options: Sequence[Option]) -> str:
    """Return the letters of the right options, parted by blanks."""
    return " ".join(letter(place) for place, option in enumerate(options) if option.correct)


def verdict(flag: bool) -> str:
    """Return the word for true or false."""
    return words("quiz.statement_true" if flag else "quiz.statement_false")


def number_words(key: NumberKey, value: float) -> str:
    """Write a number of a key with its unit."""
    return f"{reach_of(key).shown(value)} {key.unit}".strip()


def accepted_words(key: NumberKey) -> str:
    """Say which numbers count."""
    reach = reach_of(key)
    if not reach.reach:
        return words("export.exactly", answer=number_words(key, reach.centre))
    low, high = reach.shown(reach.low), reach.shown(reach.high)
    return words("export.accepted", answer=number_words(key, key.answer), low=low, high=high)


def points_words(points: int) -> str:
    """Return "1 point" or "2 points"."""
    return words("export.one_point") if points == 1 else words("export.points", points=points)


def _answers(one: Arranged) -> Iterator[str]:
    question = one.question
    if question.type in ("single", "multiple"):
        yield right_letters(question.options)
    elif question.type == "true-false":
        yield from (verdict(question.answer), right_letters(question.reasons))
    elif question.type == "ordering":
        # what one writes into the boxes, from the first item shown to the last
        yield " ".join(str(place + 1) for place in one.shown)
    elif question.type == "matching":
        yield " ".join(_match_letter(one, pair.match) for pair in question.pairs)
    elif question.type == "blanks":
        for number, name in enumerate(question.pieces[1::2], start=1):
            yield f"({number}) {_answer_of_blank(question.blanks[name])}"
    elif question.type in ("number", "text"):
        yield _answer_of_blank(question)


def _answer_of_blank(blank: Blank) -> str:
    if isinstance(blank, ChoiceBlank):
        return right_letters(blank.options)
    return number_words(blank, blank.answer) if isinstance(blank, NumberKey) else blank.accepted[0]


def _match_letter(one: Arranged, match: str) -> str:
    return letter(one.shown.index(one.question.choices.index(match)))


def _option_rows(options: Sequence[Option]) -> Iterator[Row]:
    for place, option in enumerate(options):
        yield Row(letter(place), Text(option.text), option.correct, option.feedback)


def _verdict_rows(question: Question) -> Iterator[Row]:
    for flag in (True, False):
        right = flag == question.answer
        yield Row("", Text(verdict(flag)), right, question.right if right else question.wrong)


def _rows_of_blank(blank: Blank) -> Iterator[Row]:
    if isinstance(blank, ChoiceBlank):
        yield from _option_rows(blank.options)
    else:
        yield from rows_of_key(blank)


def rows_of_key(key: NumberKey | TextKey) -> Iterator[Row]:
    """Yield what counts as right, each near miss, and any other answer."""
    if isinstance(key, NumberKey):
        yield Row("", Text(accepted_words(key), literal=True), True, key.right)
        for miss in key.near_misses:
            yield Row("", Text(number_words(key, miss.value), literal=True), False, miss.feedback)
    else:
        yield Row("", Text(" | ".join(key.accepted), literal=True), True, key.right)
        for miss in key.near_misses:
            yield Row("", Text(miss.value, literal=True), False, miss.feedback)
    yield Row("", Text(words("export.other"), literal=True), False, key.wrong)


def _rows(one: Arranged) -> Iterator[Row]:
    question = one.question
    if question.type in ("single", "multiple"):
        yield from _option_rows(question.options)
    elif isinstance(question, (NumberKey, TextKey)):
        yield from rows_of_key(question)
    elif question.type == "ordering":
        for place, item in enumerate(question.items, start=1):
            yield Row(str(place), Text(item.text), True, item.feedback)
    elif question.type == "matching":
        for pair in question.pairs:
            yield Row(_match_letter(one, pair.match), Text(f"{pair.text} → {pair.match}"), True, pair.feedback)
        for extra in question.extra:
            yield Row(_match_letter(one, extra.text), Text(extra.text), False, extra.feedback)
    else:
        for criterion in question.rubric:
            yield Row("", Text(criterion.text), None, points_words(criterion.points))
