"""What a quiz bank may hold. One file a unit, checked whole when it is read."""

from __future__ import annotations

from pydantic import Field, model_validator

from postsoviet.errors import CourseError, did_you_mean
from postsoviet.quiz.parts import Strict
from postsoviet.quiz.questions import Name, Question


class Bank(Strict):
    """The quiz of one unit.

    Attributes
    ----------
    definitions : mapping
        Names to expressions over the unit's data sets, for every question of the bank.
    """

    unit: str = Field(pattern=r"^\d\d$")
    title: str = Field(min_length=1)
    definitions: dict[Name, str] = Field(default_factory=dict)
    questions: list[Question] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_differ(self):
        seen = set()
        for question in self.questions:
            if question.id in seen:
                raise ValueError(f"two questions have the id '{question.id}'; ids must differ")
            seen.add(question.id)
        return self

    def question(self, name: str) -> Question:
        """Return the question with an id.

        Raises
        ------
        CourseError
            When there is none.
        """
        for question in self.questions:
            if question.id == name:
                return question
        hint = did_you_mean(name, (question.id for question in self.questions))
        raise CourseError(f"The quiz of unit {self.unit} has no question '{name}'{hint}.")
