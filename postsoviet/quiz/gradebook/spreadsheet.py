"""Tables for spreadsheets: read by Excel, LibreOffice and learning platforms, and never run by them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from postsoviet.errors import CourseError

#: A spreadsheet takes what begins like this for a formula; so it does after a sign at which a program
#: with other list separators, or one that does not know quotes, would cut the cell.
_FORMULA = re.compile("(^|[;\t\n\r])(\\s*)(?=[=+\\-@\uff1d\uff0b\uff0d\uff20])")
#: Excel holds 32,767 signs in a cell and drops the rest without a word.
LONGEST_CELL = 30_000

Cell = str | int | float | None


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe stands before it.

    Parameters
    ----------
    text : str
        Written by somebody else. Rules of OWASP, "CSV Injection", and of its ASVS 1.2.10.
    """
    text = _FORMULA.sub(r"\1\2'", text.replace("\0", ""))
    return f"'{text}" if text.startswith(("\t", "\r")) else text


def _cell(value: Cell, places: int) -> Cell:
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, float):
        value = round(value, places) + 0.0
        return int(value) if value.is_integer() else value
    return value


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]], places: int = 4) -> bytes:
    """Write a table as CSV in UTF-8.

    Parameters
    ----------
    header : sequence of str
        Our own words. They are not quoted, for the mark of UTF-8, without which Excel misreads
        Cyrillic, stands before them, and strict readers allow no quote after it.
    rows : iterable
        Texts are made safe and quoted; numbers stay numbers, also negative ones.
    places : int
        Decimals of the numbers.
    """
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\r\n").writerow(header)
    writer = csv.writer(target, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for row in rows:
        writer.writerow(["" if value is None else _cell(value, places) for value in row])
    return target.getvalue().encode("utf-8-sig")


def read_table(path: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Read a table that a person has worked on, whichever list separator her spreadsheet used.

    Parameters
    ----------
    path : Path
        A CSV file.
    columns : sequence of str
        Columns that it must have; others are ignored.

    Returns
    -------
    list of tuple
        Number of the row in the spreadsheet, from 2, and its cells by column.

    Raises
    ------
    CourseError
        In one sentence.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CourseError(
            f"{path.name} cannot be read ({error.strerror}); check its name and who may open it."
        ) from None
    except UnicodeDecodeError:
        raise CourseError(f"{path.name} is not in UTF-8; save it from your spreadsheet as 'CSV UTF-8'.") from None
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise CourseError(f"{path.name} is not a table that can be read ({error}); save it as 'CSV UTF-8'.") from None
    header = [name.strip() for name in rows[0]] if rows else []
    for name in columns:
        if name not in header:
            raise CourseError(f"{path.name} has no column '{name}'; keep the columns that the gradebook wrote.")
    width = len(header)
    return [
        (number, dict(zip(header, [*row, *[""] * (width - len(row))], strict=False)))
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]
