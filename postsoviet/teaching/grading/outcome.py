"""What became of one submission, in a form that is kept on the disk and sent over a network."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

#: A submission was run to its end, was stopped at a limit, could not be read; or the grader itself failed.
Result = Literal["graded", "stopped", "refused", "failed"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class TaskMark(_Part):
    """What one exercise earned.

    Attributes
    ----------
    id : str
        Of the exercise.
    number : int
        In its unit.
    points, possible : float
        Given, and at most.
    status : {"right", "wrong", "open"}
        Open where there is no answer.
    why : str
        The sentence for the student.
    is_known : bool
        Whether it is a mistake that the exercise knows.
    """

    id: str
    number: int
    points: float
    possible: float
    status: Literal["right", "wrong", "open"]
    why: str
    is_known: bool = False


class Outcome(_Part):
    """What became of one submission.

    Attributes
    ----------
    result : {"graded", "stopped", "refused", "failed"}
        A submission that was stopped or refused has no points.
    reason : str
        Why it was not graded.
    marks : tuple of TaskMark
        Of every exercise that is checked; of a stopped one, those of the answers given before.
    notes : tuple of str
        What else the instructor should know.
    name, number : str
        What the student wrote of herself in the notebook.
    """

    result: Result
    reason: str = ""
    marks: tuple[TaskMark, ...] = ()
    notes: tuple[str, ...] = ()
    name: str = ""
    number: str = ""

    @property
    def points(self) -> float:
        """Points that count."""
        return self.points_before if self.result == "graded" else 0.0

    @property
    def points_before(self) -> float:
        """Points of the answers that were given, also by a submission that was stopped afterwards."""
        return sum(mark.points for mark in self.marks)
