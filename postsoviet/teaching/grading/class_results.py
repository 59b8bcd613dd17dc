"""The results of a class, and what shows only when its submissions stand side by side."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from postsoviet.quiz.gradebook.platforms import identifies
from postsoviet.teaching.assignment import Assignment, Task
from postsoviet.teaching.grading.outcome import Outcome, TaskMark
from postsoviet.teaching.grading.submissions import Submission
from postsoviet.words import words


@dataclass(frozen=True)
class Student:
    """One student's submission and what became of it.

    Attributes
    ----------
    notes : tuple of str
        Of the submission alone, and of the class.
    written : str
        The number or address by which a platform may know her; empty where there is none, or where
        another student gives the same.
    """

    submission: Submission
    outcome: Outcome
    notes: tuple[str, ...] = ()
    written: str = ""

    @property
    def label(self) -> str:
        """How reports call her."""
        return self.submission.label

    @property
    def points(self) -> float | None:
        """Points that count; None where the grader could not do its work."""
        return None if self.outcome.result == "failed" else self.outcome.points

    def points_of(self, task: Task) -> float | None:
        """Return the points that count for one exercise."""
        if self.points is None:
            return None
        mark = self.mark_of(task)
        return mark.points if mark and self.outcome.result == "graded" else 0.0

    def mark_of(self, task: Task) -> TaskMark | None:
        """Return the mark of one exercise, that of a stopped submission too."""
        return next((mark for mark in self.outcome.marks if mark.id == task.id), None)


@dataclass(frozen=True)
class ClassResults:
    """A graded class.

    Parameters
    ----------
    assignment : Assignment
        The unit, with its points.
    students : tuple of Student
        In the order of their labels.
    in_sandbox : bool
        Whether the notebooks ran in one.
    """

    assignment: Assignment
    students: tuple[Student, ...]
    in_sandbox: bool = True

    @property
    def possible(self) -> float:
        """Points of the exercises that are checked."""
        return sum(task.points for task in self.assignment.checked)

    @property
    def possible_open(self) -> float:
        """Points of the exercises that a person marks."""
        return sum(task.points for task in self.assignment.open)

    @property
    def graded(self) -> tuple[Student, ...]:
        """Those whose notebook ran to its end."""
        return tuple(one for one in self.students if one.outcome.result == "graded")

    @property
    def mean(self) -> float | None:
        """Mean points of those graded."""
        return statistics.fmean(one.outcome.points for one in self.graded) if self.graded else None

    @property
    def deviation(self) -> float | None:
        """Standard deviation of the points of those graded, as of a sample."""
        points = [one.outcome.points for one in self.graded]
        return statistics.stdev(points) if len(points) > 1 else None

    def count(self, result: str) -> int:
        """Return how many submissions ended in one way."""
        return sum(one.outcome.result == result for one in self.students)


def bring_together(
    assignment: Assignment, found: Sequence[tuple[Submission, Outcome]], *, in_sandbox: bool
) -> ClassResults:
    """Return the results of a class, with notes on what two submissions share.

    Parameters
    ----------
    assignment : Assignment
        The unit, with its points.
    found : sequence of tuple
        Submissions with their outcomes, in order.
    in_sandbox : bool
        Whether the notebooks ran in one.
    """
    numbers = Counter(outcome.number.casefold() for _, outcome in found if outcome.number)
    copies = Counter(one.handed.cells for one, outcome in found if one.handed and _has_answers(outcome))
    students = []
    for one, outcome in found:
        notes = list(outcome.notes)
        is_shared = numbers[outcome.number.casefold()] > 1
        if is_shared:
            notes.append(words("grading.same_number", number=outcome.number))
        if one.handed and copies[one.handed.cells] > 1:
            notes.append(words("grading.same_notebook"))
        students.append(Student(one, outcome, tuple(notes), _written(one, "" if is_shared else outcome.number)))
    return ClassResults(assignment, tuple(students), in_sandbox)


def _has_answers(outcome: Outcome) -> bool:
    return any(mark.status != "open" for mark in outcome.marks)


def _written(submission: Submission, number: str) -> str:
    """Return by what a platform may know a student: the instructor's name for the file comes before her own word."""
    if not submission.account and identifies(submission.label):
        return submission.label
    return number
