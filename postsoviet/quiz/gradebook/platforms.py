"""The tables of grades that learning platforms import."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from postsoviet.quiz.gradebook.handed_in import Account
from postsoviet.quiz.gradebook.spreadsheet import Cell, table
from postsoviet.words import words

_EMAIL = re.compile(r"[^\s@<>,;\"']+@[^\s@<>,;\"']+\.[^\s@<>,;\"']+")
_NUMBER = re.compile(r"(?=\S*\d)[\w./-]+")

#: Title of a column of grades, and the points that can be had in it.
Column = tuple[str, float]


@dataclass(frozen=True)
class Row:
    """The grades of one student.

    Parameters
    ----------
    label : str
        How reports call her; no two rows have the same.
    written : str
        What stands for her name where she or her folder was named by hand; may be empty.
    account : Account or None
        What the platform's name of her file says of her.
    grades : tuple
        One for each column; None where there is none yet.
    said : str
        For the student.
    name : str
        Her name, where it is known beside what is written.
    """

    label: str
    written: str
    account: Account | None
    grades: tuple[Cell, ...]
    said: str
    name: str = ""


def identifies(written: str) -> bool:
    """Return whether a platform may know a student by what is written: an e-mail address, or a number."""
    return bool(_EMAIL.search(written) or _NUMBER.fullmatch(written))


def canvas(columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    """Write what Canvas imports: five columns about the student, then one an assignment; second row the points.

    Canvas (lib/gradebook_importer.rb) looks for ``Student`` first, ``ID`` second and ``Section`` last
    of the student's columns. It finds a student by ID, then SIS user, then login, then name; it takes
    a row for the points when its first cell holds "Points Possible". An ID is only known where Canvas
    itself named the file; a number that a student typed is none, for it may be somebody else's.

    Parameters
    ----------
    columns : sequence of Column
        The assignments.
    rows : sequence of Row
        The students.
    """
    header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *(title for title, _ in columns)]
    lines: list[list[Cell]] = [["    Points Possible", "", "", "", "", *(points for _, points in columns)]]
    for row in rows:
        number = row.account.number if row.account and row.account.platform == "canvas" else ""
        name = (row.name or row.written or row.label).replace("Points Possible", "Points-Possible")
        email = _EMAIL.search(row.written)
        typed = row.written if not email and _NUMBER.fullmatch(row.written) else ""
        lines.append([name, number, typed, email[0] if email else typed, "", *row.grades])
    return table(header, lines, places=2)


def moodle(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[bytes, bytes]:
    """Write what Moodle imports: one column that identifies, the grades, and feedback.

    Moodle (grade/import/csv/classes/load_data.php) knows a student by e-mail address, ID number or
    username. It stops the whole import at an unknown one, and a row without any goes to the student
    of the row before it. So such rows are kept out of the file and stand in one of their own.

    Parameters
    ----------
    columns : sequence of Column
        The grade items.
    rows : sequence of Row
        The students.

    Returns
    -------
    tuple of bytes
        The table to import, and the table to complete first, which is empty where nobody is missing.
    """
    emails = {row.label: found[0] for row in rows if (found := _EMAIL.search(row.written))}
    numbers = {row.label: row.written for row in rows if row.label not in emails and _NUMBER.fullmatch(row.written)}
    known, identifier = (numbers, "ID number") if len(numbers) > len(emails) else (emails, "Email address")
    titles = [words("gradebook.moodle_column", column=title, points=f"{points:g}") for title, points in columns]
    header = [identifier, "Full name", *titles, "Feedback comments"]
    lines = [[known.get(row.label, ""), row.name or row.label, *row.grades, row.said] for row in rows]
    missing = [line for line in lines if not line[0]]
    whole = table(header, [line for line in lines if line[0]], places=2)
    return whole, table(header, missing, places=2) if missing else b""
