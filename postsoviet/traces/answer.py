"""What a reader is told who asks a number where it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from postsoviet.descriptor import Column, Package, Resource, open_package
from postsoviet.traces.cells import cell_row, rows
from postsoviet.traces.origins import Entry

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DECILE = re.compile(r"\bdecile (\d+)\b")
_LOADED = re.compile(r"""load\(["']([a-z0-9-]+)["']\)""")


@dataclass(frozen=True)
class Answer:
    """The origin of a number, in parts that a page puts into words.

    Attributes
    ----------
    status : str
        ``printed``, ``prose`` and ``coded`` for a cell of a data set; ``derived`` for what the course
        computes; ``code`` for what the code of a chart takes or computes; ``text`` for what stands in the
        source and in no data set; ``course`` for a number of the course itself.
    document, exhibit, lines : str
        Where it stands in the source; empty for what is computed.
    datasets : tuple of str
        The data sets that hold it or that it is computed from.
    column, row : str
        Title of the column with its unit, and the key of the row.
    qualifier : str
        The word by which the author softens the number.
    expression, why : str
        How the course computes it, and what it is.
    findings : tuple of str
        Ids of the ledger rows that rest on the same lines.
    """

    status: str
    document: str = ""
    exhibit: str = ""
    lines: str = ""
    datasets: tuple[str, ...] = ()
    column: str = ""
    row: str = ""
    qualifier: str = ""
    expression: str = ""
    why: str = ""
    findings: tuple[str, ...] = ()


def answer(entry: Entry, unit: str, definitions: str = "") -> Answer:
    """Say where a number comes from.

    Parameters
    ----------
    entry : Entry
        Its entry in the map.
    unit : str
        Two digits.
    definitions : str
        The definitions of the map, to name the data sets behind an expression.

    Raises
    ------
    DataError
        When the entry's cell leads nowhere.
    """
    package = open_package()
    if entry.cell:
        return cell_answer(package, *cell_row(entry.cell))
    if entry.lines:
        return Answer("text", document=_document(package, unit), lines=entry.lines)
    if entry.expression:
        return Answer(
            "derived", datasets=_datasets(entry.expression, definitions), expression=entry.expression, why=entry.why
        )
    return Answer("course", why=entry.course or "")


def cell_answer(package: Package, resource: Resource, row: dict[str, str], name: str) -> Answer:
    """Say where the cell of a data set comes from."""
    if resource.name == "findings":
        return Answer("derived", datasets=(resource.name,), why=row["cell"], findings=(row["id"],))
    column = next(one for one in resource.table.fields if one.name == name)
    unit = row.get("unit", "") if column.unit == "see the column unit" else column.unit or ""
    title = f"{column.title} ({unit})" if unit and unit != "year" else column.title
    keys = [key for key in resource.table.primary_key if key not in (name, "value")]
    lines = row.get("line") or resource.provenance.lines
    course_unit = resource.unit if resource.unit != "all" else row.get("unit", "")
    return Answer(
        resource.provenance.processing,
        document=_document(package, course_unit),
        exhibit="" if resource.provenance.exhibit in ("prose", "register") else resource.provenance.exhibit,
        lines=lines,
        datasets=(resource.name,),
        column=title,
        row=", ".join(filter(None, (_said(resource, row, key) for key in keys))),
        qualifier=row.get("qualifier", "") if name == _measured(resource) else "",
        findings=() if _is_time(column) else _fitting(course_unit, lines, row),
    )


def _is_time(column: Column) -> bool:
    """Whether a column says when; a finding on the row is not about its year."""
    return column.unit == "year" or column.role == "date" or column.name == "period"


def _measured(resource: Resource) -> str:
    """Return the column whose number an author's "about" softens: the first that is no year."""
    return next((one.name for one in resource.table.fields if one.printed and one.type != "string" and one.unit != "year"), "")


def _said(resource: Resource, row: dict[str, str], name: str) -> str:
    column = next(one for one in resource.table.fields if one.name == name)
    # a short id says nothing to a reader where the row has words for it
    for words in ("description", "name"):
        if name in ("figure", "oblast") and row.get(words):
            return row[words]
    # a bare number would not say what it counts: "tenth 5", but "Astana city"
    return f"{column.title.lower()} {row[name]}" if column.type != "string" else row[name].replace("_", " ")


def _document(package: Package, unit: str) -> str:
    return next((source.document for source in package.sources if source.unit == unit), "")


def _datasets(expression: str, definitions: str) -> tuple[str, ...]:
    """Name the data sets that an expression loads, itself or through the definitions it uses."""
    used = [expression]
    for line in reversed(definitions.splitlines()):
        names = line.split("=")[0] if "=" in line else ""
        if any(re.search(rf"\b{re.escape(name.strip())}\b", text) for name in names.split(",") if name.strip() for text in used):
            used.append(line)
    return tuple(dict.fromkeys(name for text in used for name in _LOADED.findall(text)))


def _fitting(unit: str, lines: str, row: dict[str, str]) -> tuple[str, ...]:
    """Name three findings that rest on exactly these lines, differing ones first.

    A finding on another year or tenth than that of the row is left out.
    """
    wanted = {*lines.split(";")}
    found = [
        one for one in rows("findings")
        if one["unit"] == unit and wanted <= {*one["line"].split(";")} and _speaks_of(one["cell"], row)
    ]  # fmt: skip
    found.sort(key=lambda one: one["verdict"] in ("reproduced", "within rounding"))
    return tuple(one["id"] for one in found[:3])


def _speaks_of(cell: str, row: dict[str, str]) -> bool:
    """Whether a finding names no other year and no other tenth than a row has."""
    return all(
        not row.get(column) or not (named := pattern.findall(cell)) or row[column] in named
        for column, pattern in (("year", _YEAR), ("decile", _DECILE))
    )
