"""The tables of a graded class: grades for a platform or a spreadsheet, and what became of every file."""

from __future__ import annotations

from typing import Literal

from postsoviet.quiz.gradebook import platforms
from postsoviet.quiz.gradebook.spreadsheet import Cell, table
from postsoviet.teaching.grading.class_results import ClassResults, Student
from postsoviet.words import words

Shape = Literal["canvas", "moodle", "csv"]
SHAPES: tuple[Shape, ...] = ("canvas", "moodle", "csv")


def grades(results: ClassResults, shape: Shape) -> tuple[bytes, bytes]:
    """Write the grades.

    Parameters
    ----------
    results : ClassResults
        The class.
    shape : {"canvas", "moodle", "csv"}
        For whom. Open exercises have a column of their own, which is empty until a person fills it.

    Returns
    -------
    tuple of bytes
        The grades; and for Moodle the students whom it could not know, to be completed first, or nothing.
    """
    if shape == "csv":
        return _plain(results), b""
    columns = [(words("grading.column", unit=results.assignment.unit), results.possible)]
    if results.assignment.open:
        columns.append((words("grading.open_column", unit=results.assignment.unit), results.possible_open))
    rows = [
        platforms.Row(
            one.label, one.written, one.submission.account,
            (one.points, *([None] if results.assignment.open else [])), feedback(results, one), one.outcome.name or one.label,
        )
        for one in results.students
    ]  # fmt: skip
    return (platforms.canvas(columns, rows), b"") if shape == "canvas" else platforms.moodle(columns, rows)


def feedback(results: ClassResults, student: Student) -> str:
    """Return what a student may read: points, and a sentence on each exercise."""
    if student.points is None:
        return words("grading.not_graded_yet")
    said = [words("grading.points", points=f"{student.points:g}", of=f"{results.possible:g}"), student.outcome.reason]
    if student.outcome.result == "graded":
        said += [
            words("grading.said", number=mark.number, verdict=words(f"exercise.{mark.status}", why=mark.why, task=mark.why))
            for mark in student.outcome.marks
        ]
    if results.assignment.open:
        said.append(words("grading.open_waiting", of=f"{results.possible_open:g}"))
    return " ".join(one for one in said if one)


def _plain(results: ClassResults) -> bytes:
    tasks = results.assignment.tasks
    titles = [words("grading.exercise_column", number=task.number, id=task.id or "open", of=f"{task.points:g}") for task in tasks]
    header = ["student", "name in the notebook", "number in the notebook", "file", "result", "points", "points possible",
              *titles, "feedback"]  # fmt: skip
    rows: list[list[Cell]] = [
        [one.label, one.outcome.name, one.outcome.number, one.submission.file, one.outcome.result, one.points,
         results.possible, *(None if task.is_open else one.points_of(task) for task in tasks), feedback(results, one)]
        for one in results.students
    ]  # fmt: skip
    return table(header, rows)


def report(results: ClassResults) -> bytes:
    """Write what became of every file, one a row.

    Parameters
    ----------
    results : ClassResults
        The class.
    """
    rows: list[list[Cell]] = []
    for student in results.students:
        for file in student.submission.files:
            counts = file.became == "graded"
            rows.append(
                [file.name, student.outcome.result if counts else file.became, student.label,
                 student.points if counts else None, student.outcome.reason if counts else file.why,
                 " ".join(student.notes) if counts else ""]
            )  # fmt: skip
    return table(["file", "result", "student", "points", "why", "notes"], rows)
