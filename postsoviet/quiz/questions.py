"""The types of question. Each is checked whole when a bank is read, and again when it is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from postsoviet.quiz.parts import (
    Blank, ChoiceBlank, Criterion, Difficulty, Extra, Flag, Item, NumberKey, Option, Pair, Strict, Text, TextKey,
    check_options, is_expression,
)  # fmt: skip
from postsoviet.quiz.tolerance import folded

#: A place to fill in the text of a fill-in question: ``[[base]]``.
BLANK = re.compile(r"\[\[([a-z][a-z0-9_]*)\]\]")
_NAME = r"^[a-z][a-z0-9_]*$"
Name = Annotated[str, Field(pattern=_NAME)]


class QuestionBase(Strict):
    """What every question has.

    Attributes
    ----------
    stem : str
        Markdown. Its first paragraphs are the question; tables and lists follow it as material.
    rests_on : str
        Data sets or source lines behind the answer.
    hint : str
        A first step, without the answer.
    chart : str
        Key of a chart of the unit that stands with the stem.
    draw : mapping
        Names to the values that a drawn number, place or word may take: a list or an expression.
    let : mapping
        Names to expressions, computed in their order after the draw.
    where : str
        An expression: which draws are allowed.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    objective: int = Field(ge=1, le=100, description="number of the unit's objective that it tests")
    difficulty: Difficulty
    points: int = Field(default=1, ge=1, le=1000)
    stem: Text
    rests_on: str = Field(min_length=1)
    hint: str = ""
    chart: str = ""
    draw: dict[Name, list[float | int | str] | str] = Field(default_factory=dict)
    let: dict[Name, str] = Field(default_factory=dict)
    where: str = ""

    @property
    def is_parameterised(self) -> bool:
        """Whether the question has several versions."""
        return bool(self.draw)

    def explanations(self) -> Iterator[str]:
        """Yield every text that explains: feedback first, then the hint."""
        raise NotImplementedError


class ChoiceQuestion(QuestionBase):
    """One right answer (``single``) or several (``multiple``)."""

    type: Literal["single", "multiple"]
    options: list[Option] = Field(min_length=3)

    @model_validator(mode="after")
    def _key_fits_type(self):
        check_options(self.options, several=self.type == "multiple")
        return self

    def explanations(self) -> Iterator[str]:
        yield from (option.feedback for option in self.options)
        yield from filter(None, [self.hint])


class TrueFalseQuestion(QuestionBase):
    """A statement that is true or false, and the reason why."""

    type: Literal["true-false"]
    answer: Flag
    right: Text
    wrong: Text
    reasons: list[Option] = Field(min_length=3)

    @model_validator(mode="after")
    def _one_reason(self):
        check_options(self.reasons, several=False)
        return self

    def explanations(self) -> Iterator[str]:
        yield from (self.right, self.wrong, *(reason.feedback for reason in self.reasons))
        yield from filter(None, [self.hint])


class NumberQuestion(NumberKey, QuestionBase):
    """A number within a tolerance."""

    type: Literal["number"]

    def explanations(self) -> Iterator[str]:
        yield from _of_key(self)
        yield from filter(None, [self.hint])


class OrderingQuestion(QuestionBase):
    """Things to put in order; ``first`` and ``last`` name the two ends."""

    type: Literal["ordering"]
    first: str = Field(min_length=1)
    last: str = Field(min_length=1)
    items: list[Item] = Field(min_length=3, max_length=8)

    @model_validator(mode="after")
    def _order_is_known(self):
        texts = [folded(item.text) for item in self.items]
        if len(set(texts)) != len(texts):
            raise ValueError("two items have the same text; reword one")
        keys = [item.by for item in self.items]
        if all(key is None for key in keys) or any(is_expression(key) for key in keys):
            return self
        if None in keys:
            raise ValueError("either every item says what it is ordered by, or none does")
        if any(later <= earlier for earlier, later in zip(keys, keys[1:], strict=False)):
            raise ValueError("the items must stand in the right order, and no two may have the same place ('by')")
        return self

    def explanations(self) -> Iterator[str]:
        yield from (item.feedback for item in self.items)
        yield from filter(None, [self.hint])


class MatchingQuestion(QuestionBase):
    """Things to match with what they belong to; a match may belong to several."""

    type: Literal["matching"]
    pairs: list[Pair] = Field(min_length=2, max_length=10)
    extra: list[Extra] = Field(default_factory=list)

    @property
    def choices(self) -> list[str]:
        """Every match once, in the order of the bank; the extra ones last."""
        return [*dict.fromkeys(pair.match for pair in self.pairs), *(extra.text for extra in self.extra)]

    @model_validator(mode="after")
    def _texts_differ(self):
        prompts = [folded(pair.text) for pair in self.pairs]
        if len(set(prompts)) != len(prompts):
            raise ValueError("two things to match have the same text; reword one")
        choices = [folded(text) for text in self.choices]
        if len(set(choices)) != len(choices):
            raise ValueError("two matches differ only in case or marks; write them alike or reword one")
        if len(choices) < 2:
            raise ValueError("a matching question needs two different matches at least")
        return self

    def explanations(self) -> Iterator[str]:
        yield from (pair.feedback for pair in self.pairs)
        yield from (extra.feedback for extra in self.extra)
        yield from filter(None, [self.hint])


class BlanksQuestion(QuestionBase):
    """A text with blanks, ``[[name]]``, each of which is chosen or written."""

    type: Literal["blanks"]
    text: Text
    blanks: dict[Name, Blank] = Field(min_length=1)

    @property
    def pieces(self) -> list[str]:
        """The text cut at its blanks: text, name, text, name, ..., text."""
        return BLANK.split(self.text)

    @model_validator(mode="after")
    def _every_blank_is_there_once(self):
        names = self.pieces[1::2]
        for name in names:
            if name not in self.blanks:
                raise ValueError(f"the text has the blank [[{name}]], which 'blanks' does not explain; add it")
        for name in self.blanks:
            if names.count(name) != 1:
                raise ValueError(f"the blank '{name}' must stand in the text exactly once, as [[{name}]]")
        return self

    def explanations(self) -> Iterator[str]:
        for blank in (self.blanks[name] for name in self.pieces[1::2]):
            yield from (option.feedback for option in blank.options) if isinstance(blank, ChoiceBlank) else _of_key(blank)
        yield from filter(None, [self.hint])


class TextQuestion(TextKey, QuestionBase):
    """A short text, with the answers that count."""

    type: Literal["text"]

    def explanations(self) -> Iterator[str]:
        yield from _of_key(self)
        yield from filter(None, [self.hint])


class OpenQuestion(QuestionBase):
    """An answer in the student's own words, read with a rubric."""

    type: Literal["open"]
    rubric: list[Criterion] = Field(min_length=2)
    sample: Text

    @model_validator(mode="before")
    @classmethod
    def _points_are_those_of_the_rubric(cls, value: Any) -> Any:
        if isinstance(value, dict) and "points" not in value and isinstance(value.get("rubric"), list):
            lines = [line.get("points") for line in value["rubric"] if isinstance(line, dict)]
            if lines and all(isinstance(points, int) for points in lines):
                return {**value, "points": sum(lines)}
        return value

    @model_validator(mode="after")
    def _points_add_up(self):
        total = sum(line.points for line in self.rubric)
        if self.points != total:
            raise ValueError(f"the rubric adds up to {total} points, and 'points' says {self.points}; leave 'points' out")
        return self

    def explanations(self) -> Iterator[str]:
        yield self.sample
        yield from filter(None, [self.hint])


def _of_key(key: NumberKey | TextKey) -> Iterator[str]:
    yield from (key.right, key.wrong, *(miss.feedback for miss in key.near_misses))


Question = Annotated[
    ChoiceQuestion | TrueFalseQuestion | NumberQuestion | OrderingQuestion | MatchingQuestion | BlanksQuestion
    | TextQuestion | OpenQuestion,
    Field(discriminator="type"),
]  # fmt: skip
#: The model of each type, by the word that a bank writes.
TYPES: dict[str, type[QuestionBase]] = {
    "single": ChoiceQuestion, "multiple": ChoiceQuestion, "true-false": TrueFalseQuestion, "number": NumberQuestion,
    "ordering": OrderingQuestion, "matching": MatchingQuestion, "blanks": BlanksQuestion, "text": TextQuestion,
    "open": OpenQuestion,
}  # fmt: skip
