"""The files of a gradebook, and how they are put in their place: all of them, or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from postsoviet.errors import CourseError
from postsoviet.quiz.gradebook import open_answers, platforms
from postsoviet.quiz.gradebook.distractors import Taken
from postsoviet.quiz.gradebook.merging import File, Gradebook, Student, possible
from postsoviet.quiz.gradebook.item_analysis import Analysis, remark
from postsoviet.quiz.gradebook.spreadsheet import Cell, table
from postsoviet.words import words

Shape = Literal["canvas", "moodle", "csv"]
SHAPES: tuple[Shape, ...] = ("canvas", "moodle", "csv")
GRADES, REPORT, UNMATCHED = "grades.csv", "report.csv", "grades-to-complete.csv"


def grades(gradebook: Gradebook, shape: Shape) -> dict[str, bytes]:
    """Write the grades in the shape that a platform imports.

    Parameters
    ----------
    gradebook : Gradebook
        Points of open answers stand in a column of their own, which is empty while one is unread.
    shape : {"canvas", "moodle", "csv"}
        For whom.
    """
    return {"canvas": _canvas, "moodle": _moodle, "csv": _plain}[shape](gradebook)


def _columns(gradebook: Gradebook) -> list[platforms.Column]:
    """Return title and points of the columns with grades."""
    title = words("quiz.label", unit=gradebook.bank.unit)
    columns = [(title, possible(gradebook.markable))]
    if gradebook.open:
        columns.append((words("gradebook.open_column", quiz=title), possible(gradebook.open)))
    return columns


def _scores(gradebook: Gradebook, student: Student) -> list[Cell]:
    return [gradebook.points(student), *([gradebook.open_points(student)] if gradebook.open else [])]


def _canvas(gradebook: Gradebook) -> dict[str, bytes]:
    return {GRADES: platforms.canvas(_columns(gradebook), _rows(gradebook))}


def _moodle(gradebook: Gradebook) -> dict[str, bytes]:
    known, missing = platforms.moodle(_columns(gradebook), _rows(gradebook))
    return {GRADES: known, **({UNMATCHED: missing} if missing else {})}


def _rows(gradebook: Gradebook) -> list[platforms.Row]:
    return [
        platforms.Row(student.label, student.written, student.account, tuple(_scores(gradebook, student)), _said(gradebook, student))
        for student in gradebook.students
    ]


def _said(gradebook: Gradebook, student: Student) -> str:
    points, of = round(gradebook.points(student), 2), possible(gradebook.markable)
    said = words("gradebook.points", points=f"{points:g}", of=of)
    if not gradebook.open:
        return said
    marked = gradebook.open_points(student)
    if marked is None:
        return f"{said} {words('gradebook.open_waiting', of=possible(gradebook.open))}"
    return f"{said} {words('gradebook.open_points', points=f'{round(marked, 2):g}', of=possible(gradebook.open))}"


def _plain(gradebook: Gradebook) -> dict[str, bytes]:
    """Write one row a student with the fraction of every question; empty where nothing was answered or read."""
    questions = gradebook.bank.questions
    header = ["student", "file", "saved", "points so far", "points markable", "open points", "open points possible",
              "open answers to read", "questions answered", "questions", "tries", "seconds", "hints", "answers shown",
              *(question.id for question in questions)]  # fmt: skip
    rows = []
    for student in gradebook.students:
        replies = [*student.replies.values()]
        unread = sum(student.wrote(one.id) and student.fraction(one.id) is None for one in gradebook.open)
        rows.append(
            [student.label, student.file, student.saved, gradebook.points(student), possible(gradebook.markable),
             gradebook.open_points(student) if gradebook.open else None, possible(gradebook.open), unread,
             sum(reply.answer is not None for reply in replies), len(questions),
             sum(reply.tries for reply in replies), sum(reply.seconds for reply in replies),
             sum(reply.hint for reply in replies), sum(reply.shown for reply in replies),
             *(student.fraction(question.id) for question in questions)]
        )  # fmt: skip
    return {GRADES: table(header, rows)}


def items(analysis: Analysis) -> bytes:
    """Write the figures of every question."""
    header = ["question", "type", "points", "students", "answered", "difficulty (mean fraction)",
              "discrimination (correlation with the rest)", "upper minus lower group", "students in upper group",
              "students in lower group", "mean tries", "median seconds", "hints taken", "answers shown",
              "remark"]  # fmt: skip
    rows = [
        [one.question, one.kind, one.points, analysis.students, one.answered, one.difficulty, one.discrimination,
         one.upper_lower, len(analysis.upper), len(analysis.lower), one.tries, one.seconds, one.hints, one.shown,
         words(f"gradebook.{key}") if (key := remark(one)) else ""]
        for one in analysis.items
    ]  # fmt: skip
    return table(header, rows)


def distractors(taken: Sequence[Taken], analysis: Analysis) -> bytes:
    """Write who gave which answer."""
    header = ["question", "part", "answer", "right", "students", f"upper group (of {len(analysis.upper)})",
              f"lower group (of {len(analysis.lower)})"]  # fmt: skip
    rows = [
        [one.question, one.given.part, one.given.text, "yes" if one.given.is_right else "no",
         one.all, one.upper, one.lower]
        for one in taken
    ]  # fmt: skip
    return table(header, rows)


def report(files: Sequence[File]) -> bytes:
    """Write what became of every file."""
    rows = [
        [
            one.name,
            "graded" if one.is_graded else "skipped",
            one.student,
            one.saved,
            one.reason,
            " ".join(one.cautions),
            ", ".join(one.shown),
        ]
        for one in files
    ]
    return table(["file", "result", "student", "saved", "why skipped", "cautions", "answers shown"], rows)


def check_target(out: Path, given: Path | None) -> None:
    """Refuse a folder in which something of the instructor's would be lost.

    Parameters
    ----------
    out : Path
        Where the gradebook goes.
    given : Path or None
        The table of open answers that is given back.

    Raises
    ------
    CourseError
        In one sentence.
    """
    if not out.exists():
        return
    if not out.is_dir():
        raise CourseError(f"{out} is a file; name a folder for the gradebook.")
    if any(out.iterdir()) and not (out / REPORT).is_file():
        raise CourseError(
            f"{out} holds other files and no gradebook; name a new folder, or an earlier gradebook to replace."
        )
    table_of_open = out / open_answers.FILE
    if (given is None or given.resolve() != table_of_open.resolve()) and open_answers.has_points(table_of_open):
        raise CourseError(
            f"{table_of_open} holds points that you wrote;"
            f" give them back with --open {table_of_open}, or name a new folder."
        )


def put(out: Path, files: Mapping[str, bytes]) -> None:
    """Put a gradebook in its place in one step; files of the instructor in an earlier one stay.

    Parameters
    ----------
    out : Path
        A new folder, an empty one, or an earlier gradebook.
    files : mapping
        Name to content.

    Raises
    ------
    CourseError
        When the disk refuses; the earlier gradebook is whole then.
    """
    draft, before = (out.with_name(f".{out.name}.{os.getpid()}{end}") for end in ("", ".before"))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        draft.mkdir()
        for name, content in files.items():
            (draft / name).write_bytes(content)
        if out.exists():
            for own in out.iterdir():
                if own.name not in (*_OURS, *files):
                    (shutil.copytree if own.is_dir() else shutil.copy2)(own, draft / own.name)
            os.replace(out, before)
        try:
            os.replace(draft, out)
        except OSError:
            if before.exists():
                os.replace(before, out)
            raise
    except OSError as error:
        raise CourseError(
            f"The gradebook could not be written to {out} ({error.strerror});"
            " close its files in other programs and try again."
        ) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        if out.exists():
            shutil.rmtree(before, ignore_errors=True)


_OURS = (GRADES, UNMATCHED, "items.csv", "distractors.csv", open_answers.FILE, REPORT, "report.html")
