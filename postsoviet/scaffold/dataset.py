"""The skeleton of a data set: a table with its heading, and its description."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from postsoviet.course import register
from postsoviet.errors import CourseError
from postsoviet.scaffold.registers import with_resource
from postsoviet.scaffold.writing import Plan

DESCRIPTOR = "data/datapackage.json"
_NAME = re.compile(r"\d\d(-[a-z0-9]+)+")
_COLUMN = re.compile(r"([a-z][a-z0-9_]*):(string|integer|number)")
_USUAL = ("item:string", "value:number")
#: The column that every table has: where the source says what the row says.
_LINE = {
    "name": "line", "type": "string", "title": "Source line",
    "description": "Line or lines of the source text that print the values of the row.", "role": "code",
    "constraints": {"required": True, "pattern": r"^\d+(-\d+)?(;\d+(-\d+)?)*$"},
}  # fmt: skip


def described(
    name: str, text: str, columns: Sequence[dict[str, Any]], key: Sequence[str], provenance: dict[str, str], title: str, description: str
) -> dict[str, Any]:
    """Return a data set's entry in the descriptor, sealed."""
    content = text.encode()
    return {
        "name": name, "path": f"{name}.csv", "profile": "tabular-data-resource", "title": title, "description": description,
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "schema": {"fields": [*columns], "primaryKey": [*key], "missingValues": [""]},
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}", "bytes": len(content), "unit": name[:2], "provenance": provenance,
    }  # fmt: skip


def rows_of_csv(rows: Sequence[Sequence[str]]) -> str:
    """Return the text of a table."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def plan_dataset(root: Path, name: str, title: str | None, columns: Sequence[str], processing: str) -> Plan:
    """Plan a new data set of a unit that exists.

    Parameters
    ----------
    root : pathlib.Path
        Root of the copy of the course.
    name : str
        ``09-topic``.
    title : str, optional
        What the table holds.
    columns : sequence of str
        ``name:type``; the column of lines comes by itself.
    processing : str
        As in the descriptor: ``printed``, ``prose`` or ``coded``.

    Raises
    ------
    CourseError
        If the name or a column is not of the form, the name is taken, or the unit has no source.
    """
    if not _NAME.fullmatch(name):
        raise CourseError(f"The name '{name}' of the data set is not of the form 09-topic; write the unit's two digits, a hyphen, and small letters.")
    plan = Plan(root)
    package = json.loads(plan.text(DESCRIPTOR))
    unit = register.read(root).unit(name[:2])
    source = next((one for one in package["sources"] if one["unit"] == unit.number), None)
    if source is None:
        raise CourseError(f"Unit {unit.number} has no source in {DESCRIPTOR}, so it can have no data set; name the unit whose source prints the numbers.")
    if any(one["name"] == name for one in package["resources"]):
        raise CourseError(f"{DESCRIPTOR} has a data set '{name}' already, and nothing was written; choose another name.")
    fields = [*map(_column, columns or _USUAL), _LINE]
    names = [one["name"] for one in fields]
    if twice := [one for one in names if names.count(one) > 1]:
        raise CourseError(f"The column '{twice[0]}' is given twice (every table gets a column 'line' by itself); name each column once.")
    text = rows_of_csv([names])
    plan.create(f"data/{name}.csv", text)
    provenance = {
        "document": source["document"], "exhibit": "To be written: the table or annex, or prose.",
        "lines": source["lines"], "processing": processing,
    }  # fmt: skip
    entry = described(
        name, text, fields, names[:1], provenance, title or "To be written: what the table holds.",
        "To be written: one sentence on the rows.",
    )  # fmt: skip
    plan.change(DESCRIPTOR, with_resource(plan.text(DESCRIPTOR), entry))
    return plan


def _column(said: str) -> dict[str, Any]:
    found = _COLUMN.fullmatch(said)
    if found is None:
        raise CourseError(
            f"The column '{said}' is not of the form name:type; write small letters, a colon, and string, integer or number."
        )
    name, kind = found.groups()
    about = {"name": name, "type": kind, "title": name.replace("_", " ").capitalize(), "description": f"To be written: what '{name}' holds, and its unit."}
    return about | ({"printed": True} if kind != "string" else {}) | {"constraints": {"required": True} if kind == "string" else {}}
