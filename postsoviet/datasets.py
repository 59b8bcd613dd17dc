"""Data sets as data frames, with their units, source and cautions attached."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

from postsoviet.descriptor import Column, Resource, Source, data_folder, open_package, open_resource
from postsoviet.errors import DataError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

_DIGITS = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)


def load(name: str, folder: Path | None = None) -> pd.DataFrame:
    """Load one data set.

    Parameters
    ----------
    name : str
        A name from the catalogue, for example ``09-annex2-income-benefits``.
    folder : Path, optional
        A data folder; the course's own when left out.

    Returns
    -------
    pandas.DataFrame
        Columns typed by the descriptor: ``number`` is a float, ``integer`` an integer
        (``Int64`` where cells are empty), ``string`` text. An empty cell means that the
        source prints nothing there; it stays missing. ``.attrs`` holds ``name``, ``title``,
        ``description``, ``unit`` (of the course), ``units`` (column to unit), ``source`` (short,
        for a caption), ``reference`` (for a list of works), ``exhibit``, ``lines``,
        ``processing``, ``notes``, ``conflicts`` and ``breaks``.

    Raises
    ------
    DataError
        Naming the file, the row, the column and the mend.
    """
    resource, document = open_resource(name, folder)
    rows = read_rows((folder or data_folder()) / resource.path, resource)

    import pandas as pd

    columns = {
        column.name: _series(column, [row[position] for row in rows], resource.path)
        for position, column in enumerate(resource.table.fields)
    }
    frame = pd.DataFrame(columns)
    frame.attrs.update(_attributes(resource, document))
    return frame


def row_beginning(table: pd.DataFrame, column: str, start: str) -> pd.Series:
    """Return the one row of a table whose text in a column begins with some words.

    Parameters
    ----------
    table : pandas.DataFrame
        A data set, or some of its rows.
    column : str
        Column of text.
    start : str
        Beginning of the text, so long that it is told from all others.

    Raises
    ------
    DataError
        If no row, or more than one, begins so.
    """
    found = table[table[column].str.startswith(start)]
    if len(found) != 1:
        raise DataError(f"{len(found)} rows have a text in '{column}' that begins with '{start}'; give the beginning of exactly one.")
    return found.iloc[0]


def catalogue(folder: Path | None = None) -> pd.DataFrame:
    """List the data sets.

    Parameters
    ----------
    folder : Path, optional
        A data folder; the course's own when left out.

    Returns
    -------
    pandas.DataFrame
        One row a data set: ``name``, ``unit``, ``title``, ``exhibit``, ``rows``, ``processing``.
    """
    import pandas as pd

    here = folder or data_folder()
    return pd.DataFrame(
        [
            {
                "name": resource.name,
                "unit": resource.unit,
                "title": resource.title,
                "exhibit": resource.provenance.exhibit,
                "rows": len(read_rows(here / resource.path, resource)),
                "processing": resource.provenance.processing,
            }
            for resource in open_package(folder).resources
        ]
    )


def read_rows(path: Path, resource: Resource) -> list[list[str]]:
    """Read the cells of a CSV file as they stand, and hold its header against the descriptor.

    Parameters
    ----------
    path : Path
        The file.
    resource : Resource
        Its description.

    Returns
    -------
    list of list of str
        The rows below the header.

    Raises
    ------
    DataError
        When the file is missing, its columns differ, or a row has too few or too many cells.
    """
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            table = list(csv.reader(handle))
    except FileNotFoundError:
        raise DataError(
            f"{path.name} is missing from the data folder; restore it, or remove the data set"
            f" '{resource.name}' from datapackage.json."
        ) from None
    except UnicodeDecodeError as error:
        raise DataError(
            f"{path.name} is not UTF-8 (byte {error.start}); save it again as UTF-8."
        ) from None
    header = table[0] if table else []
    expected = [column.name for column in resource.table.fields]
    if header != expected:
        raise DataError(_wrong_header(path.name, header, expected))
    for number, row in enumerate(table[1:], start=2):
        if len(row) != len(expected):
            raise DataError(
                f"{path.name}, row {number}: it has {len(row)} cells and the header has"
                f" {len(expected)}; add or remove commas, or quote a cell that holds one."
            )
    return table[1:]


def read_records(path: Path, resource: Resource) -> list[dict[str, str]]:
    """Read the rows of a CSV file as text by column; see `read_rows`."""
    columns = [column.name for column in resource.table.fields]
    return [dict(zip(columns, cells, strict=True)) for cells in read_rows(path, resource)]


def cell_value(column: Column, text: str) -> str | int | float | None:
    """Turn the text of a cell into its value; an empty cell is None.

    Raises
    ------
    ValueError
        When the text is not of the column's type.
    """
    if text == "":
        return None
    if column.type == "string":
        return text
    # float() alone would also take blanks, underscores, exponents and 'nan'
    if not _DIGITS.fullmatch(text):
        raise ValueError(text)
    return int(text) if column.type == "integer" else float(text)


def bad_cell(file: str, row: int, column: Column, text: str) -> str:
    """Say in one sentence what is wrong with a cell that is not of its type."""
    kind = "a whole number" if column.type == "integer" else "a number"
    return (
        f"{file}, row {row}, column '{column.name}': '{text}' is not {kind};"
        " write digits with a full stop for decimals and no thousands comma, or leave it empty."
    )


def _wrong_header(file: str, header: list[str], expected: list[str]) -> str:
    missing = [name for name in expected if name not in header]
    extra = [name for name in header if name not in expected]
    if missing:
        hint = did_you_mean(missing[0], extra, limit=1).replace("did you mean", "is it now called")
        return (
            f"{file}, row 1: the column '{missing[0]}' is missing{hint};"
            " give the file and datapackage.json the same columns."
        )
    if extra:
        return (
            f"{file}, row 1: the column '{extra[0]}' is not in datapackage.json"
            f"{did_you_mean(extra[0], expected, limit=1)}; describe it there or remove it."
        )
    return f"{file}, row 1: the columns must stand in the order {', '.join(expected)}; reorder them."


def _series(column: Column, cells: list[str], file: str) -> pd.Series:
    import pandas as pd

    values = []
    for number, text in enumerate(cells, start=2):
        try:
            values.append(cell_value(column, text))
        except ValueError:
            raise DataError(bad_cell(file, number, column, text)) from None
    if column.type == "string":
        return pd.Series(values, dtype="str", name=column.name)
    if column.type == "number":
        return pd.Series(values, dtype="float64", name=column.name)
    whole = "int64" if None not in values else "Int64"
    return pd.Series(values, dtype=whole, name=column.name)


def _attributes(resource: Resource, document: Source | None) -> dict[str, object]:
    provenance = resource.provenance
    place = {"prose": "text"}.get(provenance.exhibit, provenance.exhibit)
    lines = f", lines {provenance.lines}" if provenance.lines else ""
    return {
        "name": resource.name,
        "title": resource.title,
        "description": resource.description,
        "unit": resource.unit,
        "units": {column.name: column.unit for column in resource.table.fields if column.unit},
        "source": f"{provenance.document}, {place}{lines}",
        "reference": document.title if document else provenance.document,
        "exhibit": provenance.exhibit,
        "lines": provenance.lines,
        "processing": provenance.processing,
        "notes": list(resource.notes),
        "conflicts": list(resource.conflicts),
        "breaks": list(resource.breaks),
    }
