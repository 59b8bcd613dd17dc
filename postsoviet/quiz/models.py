"""What a quiz bank may hold. One file a unit, checked whole when it is read."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Option(_Strict):
    """One answer to choose: its text, whether it is right, and why."""

    text: str = Field(min_length=1)
    correct: bool = False
    feedback: str = Field(min_length=1)


class NearMiss(_Strict):
    """A wrong number that a known mistake leads to, and what to say of it."""

    value: float
    feedback: str = Field(min_length=1)


class _Question(_Strict):
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    objective: int = Field(ge=1, description="number of the unit's objective that it tests")
    difficulty: Literal["recall", "apply", "judge"]
    points: int = Field(default=1, ge=1)
    stem: str = Field(min_length=1)
    rests_on: str = Field(min_length=1, description="data set or source lines behind the answer")


class ChoiceQuestion(_Question):
    """One right answer (``single``) or several (``multiple``)."""

    type: Literal["single", "multiple"]
    options: list[Option] = Field(min_length=3)

    @model_validator(mode="after")
    def _key_fits_type(self):
        right = sum(option.correct for option in self.options)
        if self.type == "single" and right != 1:
            raise ValueError(f"a single choice has exactly one right option, this one has {right}")
        if self.type == "multiple" and right in (0, len(self.options)):
            raise ValueError("a multiple choice has at least one right and one wrong option")
        texts = [option.text for option in self.options]
        if len(set(texts)) != len(texts):
            raise ValueError("two options have the same text; reword one")
        return self


class NumberQuestion(_Question):
    """A number within a tolerance."""

    type: Literal["number"]
    answer: float
    tolerance: float = Field(ge=0)
    unit: str = ""
    right: str = Field(min_length=1, description="feedback for a right answer")
    wrong: str = Field(min_length=1, description="feedback for any other answer")
    near_misses: list[NearMiss] = Field(default_factory=list)

    @model_validator(mode="after")
    def _misses_miss(self):
        for miss in self.near_misses:
            if abs(miss.value - self.answer) <= self.tolerance:
                raise ValueError(f"the near miss {miss.value:g} lies within the tolerance of the answer")
        return self


Question = Annotated[ChoiceQuestion | NumberQuestion, Field(discriminator="type")]


class Bank(_Strict):
    """The quiz of one unit."""

    unit: str = Field(pattern=r"^\d\d$")
    title: str = Field(min_length=1)
    questions: list[Question] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_differ(self):
        seen = set()
        for question in self.questions:
            if question.id in seen:
                raise ValueError(f"two questions have the id '{question.id}'; ids must differ")
            seen.add(question.id)
        return self
