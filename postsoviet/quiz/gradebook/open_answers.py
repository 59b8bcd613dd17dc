"""Open answers leave for a person to read and come back with her points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from postsoviet.errors import CourseError
from postsoviet.quiz import text as texts
from postsoviet.quiz.gradebook.merging import Gradebook, Student
from postsoviet.quiz.marking import read_number
from postsoviet.quiz.questions import Question
from postsoviet.quiz.gradebook.results import clean
from postsoviet.quiz.gradebook.spreadsheet import LONGEST_CELL, Cell, read_table, safe

FILE = "open-answers.csv"
COLUMNS = ("student", "file", "question", "text", "ticked", "points possible", "points")
# a line of a rubric is asked for once a student
plain = lru_cache(maxsize=1024)(texts.plain)


@dataclass(frozen=True)
class Merged:
    """A gradebook with the points of its open answers.

    Attributes
    ----------
    left_over : tuple
        Rows with points that fit to nothing now; they are written back as they are.
    sentences : tuple of str
        What happened to such rows.
    """

    gradebook: Gradebook
    left_over: tuple[Mapping[str, str], ...] = ()
    sentences: tuple[str, ...] = ()


def _text(student: Student, question: Question) -> str:
    text = clean(student.replies[question.id].answer["text"], lines=True)
    if len(text) > LONGEST_CELL:
        return f"{text[:LONGEST_CELL]} [... The whole text is in {student.file}.]"
    return text


def rows(merged: Merged) -> list[list[Cell]]:
    """Return the rows of the table: every open answer, then what fits to nothing."""
    gradebook = merged.gradebook
    found: list[list[Cell]] = []
    for question in gradebook.open:
        for student in gradebook.students:
            if not student.wrote(question.id):
                continue
            reply = student.replies[question.id]
            ticked = " | ".join(plain(reply.question.rubric[place].text) for place in reply.answer["ticked"])
            points = None if reply.fraction is None else reply.fraction * question.points
            found.append(
                [student.label, student.file, question.id, _text(student, question), ticked, question.points, points]
            )
    return found + [[row.get(name, "") for name in COLUMNS] for row in merged.left_over]


def has_points(path: Path) -> bool:
    """Whether a person has written points into a table of open answers.

    Raises
    ------
    CourseError
        When the table cannot be read, so nobody knows.
    """
    return path.is_file() and any(row["points"].strip() for _, row in read_table(path, COLUMNS))


def merge(gradebook: Gradebook, path: Path) -> Merged:
    """Take the points of a table that a person has filled in.

    Parameters
    ----------
    gradebook : Gradebook
        Without points of open answers.
    path : Path
        The table; rows without points stay open.

    Raises
    ------
    CourseError
        When points are no number, or more than the question has; the sentence names the row.
    """
    questions = {question.id: question for question in gradebook.open}
    # a spreadsheet may write the apostrophe of a protected name back, or drop it
    students = {safe(student.label): student for student in gradebook.students}
    given: dict[tuple[str, str], float] = {}
    left_over, sentences = [], []
    for number, row in read_table(path, COLUMNS):
        if not row["points"].strip():
            continue
        question, student = questions.get(row["question"].strip()), students.get(safe(row["student"].strip()))
        points = read_number(row["points"])
        if points is None:
            shown = clean(row["points"])[:40]
            raise CourseError(
                f"{path.name}, row {number}: '{shown}' is no number of points; write a number or leave it empty."
            )
        if question and not 0 <= points <= question.points:
            raise CourseError(
                f"{path.name}, row {number}: {points:g} points,"
                f" but '{question.id}' has 0 to {question.points}; mend the number."
            )
        place = f"Row {number} of {path.name}, {clean(row['student'])[:60]}, {clean(row['question'])[:60]}:"
        if not question or not student or not student.wrote(question.id):
            left_over.append(row)
            sentences.append(
                f"{place} no open answer fits to it, so its points are kept in the table but do not count."
            )
        elif _compared(_text(student, question)) != _compared(row["text"]):
            left_over.append(row)
            sentences.append(f"{place} the answer is another one now; read it again, the old row is kept below.")
        elif (student.label, question.id) in given:
            raise CourseError(
                f"{path.name}, row {number}: this answer has points in an earlier row too; keep one of the two."
            )
        else:
            given[student.label, question.id] = points / question.points
    updated = tuple(_with_points(student, given) for student in gradebook.students)
    return Merged(replace(gradebook, students=updated), tuple(left_over), tuple(sentences))


def _compared(text: str) -> str:
    """Leave out what a spreadsheet may change: blanks, ends of lines, protecting apostrophes."""
    return "".join(text.replace("'", "").split())


def _with_points(student: Student, given: Mapping[tuple[str, str], float]) -> Student:
    mine = {name: fraction for (label, name), fraction in given.items() if label == student.label}
    if not mine:
        return student
    changed = {name: replace(reply, fraction=mine.get(name, reply.fraction)) for name, reply in student.replies.items()}
    return replace(student, replies=changed)
