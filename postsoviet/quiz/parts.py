"""The pieces that questions are made of. A number may be an expression, a text may have holes."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationInfo, model_validator

from postsoviet.quiz.tolerance import accepted_range, folded

#: What a number that is computed begins with: ``answer: "= inequality.gini(incomes)"``.
COMPUTED = "= "
#: Stand around computed words while a text is turned into markup; no text of a bank may hold them.
HOLE_START, HOLE_END = "\ue000", "\ue001"
#: Follows the first sign where the words are a number: one private sign that says from which hole it comes.
HOLE_NUMBERS = range(0xE100, 0xF900)
#: Computed words between their signs: the sign of the hole, or nothing, and the words.
MARKED = re.compile(
    f"{HOLE_START}([{chr(HOLE_NUMBERS[0])}-{chr(HOLE_NUMBERS[-1])}]?)(.*?){HOLE_END}", re.S
)
#: The context in which a version is checked: its texts were written by the bank and by us.
DRAWN = "drawn"


def is_expression(value: object) -> bool:
    """Whether a value of a bank is still to be computed."""
    return isinstance(value, str) and value.startswith(COMPUTED)


def _computed(value: float | bool | str) -> float | bool | str:
    if isinstance(value, str) and not value.startswith(COMPUTED):
        raise ValueError(f"'{value}' is neither a number nor an expression; an expression begins with '{COMPUTED}'")
    return value


def _written(value: str, info: ValidationInfo) -> str:
    if value.startswith(COMPUTED):
        raise ValueError("a text cannot begin with '= '; write {{ expression }} where it is to be computed")
    if (HOLE_START in value or HOLE_END in value) and info.context != DRAWN:
        raise ValueError("the text holds a private sign (U+E000 or U+E001) that marks computed words; remove it")
    return value


#: A number, or an expression that gives one.
Number = Annotated[float | str, AfterValidator(_computed)]
#: True or false, or an expression that gives one of them.
Flag = Annotated[bool | str, AfterValidator(_computed)]
#: Markdown; ``{{ expression | format }}`` is computed.
Text = Annotated[str, Field(min_length=1), AfterValidator(_written)]


class Strict(BaseModel):
    """A part that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Option(Strict):
    """One answer to choose: its text, whether it is right, and why."""

    text: Text
    correct: Flag = False
    feedback: Text


class NumberMiss(Strict):
    """A wrong number that a known mistake leads to, and what to say of it."""

    value: Number
    feedback: Text


class TextMiss(Strict):
    """A wrong word that a known mistake leads to, and what to say of it."""

    value: Text
    feedback: Text


class Tolerance(Strict):
    """How far a number may lie from the answer; exactly one of the three ways.

    Attributes
    ----------
    absolute : float
        In the unit of the answer.
    relative : float
        As a part of the answer: 0.01 is one percent.
    digits : int
        The number, rounded to so many significant digits, must equal the answer so rounded.
    """

    absolute: Number | None = None
    relative: Annotated[float, Field(gt=0, lt=1)] | None = None
    digits: Annotated[int, Field(ge=1, le=12)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value):
        return {"absolute": value} if isinstance(value, (int, float, str)) else value

    @model_validator(mode="after")
    def _one_way(self):
        given = [name for name, value in self if value is not None]
        if len(given) != 1:
            raise ValueError(
                f"a tolerance is 'absolute', 'relative' or 'digits', exactly one of them, not {' and '.join(given) or 'none'}"
            )
        if isinstance(self.absolute, float) and self.absolute < 0:
            raise ValueError("a tolerance cannot be negative")
        return self


class Item(Strict):
    """One thing to put in order, and why it stands where it stands.

    ``by`` is what the things are ordered by, smallest first; without it they stand in the right
    order in the bank.
    """

    text: Text
    feedback: Text
    by: Number | None = None


class Pair(Strict):
    """Something to match, what it belongs to, and why."""

    text: Text
    match: Text
    feedback: Text


class Extra(Strict):
    """A match that belongs to nothing, and why it tempts."""

    text: Text
    feedback: Text


class Criterion(Strict):
    """One line of a rubric: what an answer must show, and its points."""

    text: Text
    points: Annotated[int, Field(ge=1)]


class NumberKey(Strict):
    """What marks a number: in a question of its own, or in one blank of a text."""

    answer: Number
    tolerance: Tolerance
    unit: str = ""
    right: Text
    wrong: Text
    near_misses: list[NumberMiss] = Field(default_factory=list)

    @model_validator(mode="after")
    def _misses_miss(self):
        values = [self.answer, self.tolerance.absolute or 0.0, *(miss.value for miss in self.near_misses)]
        if any(is_expression(value) for value in values):
            return self
        low, high = accepted_range(self.answer, self.tolerance)
        for miss in self.near_misses:
            if low <= miss.value <= high:
                raise ValueError(f"the near miss {miss.value:g} lies within the tolerance of the answer, {low:g} to {high:g}")
        return self


class TextKey(Strict):
    """What marks a short text: in a question of its own, or in one blank of a text."""

    accepted: list[Text] = Field(min_length=1)
    right: Text
    wrong: Text
    near_misses: list[TextMiss] = Field(default_factory=list)

    @model_validator(mode="after")
    def _texts_differ(self):
        seen = {folded(text) for text in self.accepted}
        if len(seen) != len(self.accepted):
            raise ValueError("two accepted answers are the same but for case and marks; keep one")
        for miss in self.near_misses:
            if folded(miss.value) in seen:
                raise ValueError(f"the near miss '{miss.value}' is also an accepted answer")
            seen.add(folded(miss.value))
        return self


def check_options(options: list[Option], *, several: bool) -> None:
    """Raise ValueError unless the key of a choice is whole and its texts differ."""
    texts = [" ".join(option.text.casefold().split()) for option in options]
    if len(set(texts)) != len(texts):
        raise ValueError("two options have the same text; reword one")
    if any(is_expression(option.correct) for option in options):
        return
    right = sum(option.correct for option in options)
    if several and right in (0, len(options)):
        raise ValueError("a multiple choice has at least one right and one wrong option")
    if not several and right != 1:
        raise ValueError(f"a single choice has exactly one right option, this one has {right}")


class ChoiceBlank(Strict):
    """A blank to fill by choosing."""

    options: list[Option] = Field(min_length=2)

    @model_validator(mode="after")
    def _one_right(self):
        check_options(self.options, several=False)
        return self


def _kind_of_blank(value: object) -> str:
    keys = value if isinstance(value, dict) else type(value).model_fields if isinstance(value, Strict) else ()
    return "chosen" if "options" in keys else "number" if "answer" in keys else "text"


#: A blank is chosen, or written as a number or as a word; its keys say which.
Blank = Annotated[
    Annotated[ChoiceBlank, Tag("chosen")] | Annotated[NumberKey, Tag("number")] | Annotated[TextKey, Tag("text")],
    Discriminator(_kind_of_blank),
]
Difficulty = Literal["recall", "apply", "judge"]
