"""Checks of the whole data folder, and the seal that renews its checksums."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from postsoviet.datasets import bad_cell, cell_value, read_rows
from postsoviet.descriptor import (
    DESCRIPTOR, Column, Package, Resource, data_folder, open_package, read_json,
)  # fmt: skip
from postsoviet.errors import DataError
from postsoviet.files import replacing

Table = dict[str, list[str | int | float | None]]


def check(folder: Path | None = None) -> list[str]:
    """Hold every data set against the descriptor.

    Parameters
    ----------
    folder : Path, optional
        A data folder; the course's own when left out.

    Returns
    -------
    list of str
        One sentence a problem, with file, row, column and mend; empty when all is well.
    """
    here = folder or data_folder()
    try:
        package = open_package(folder)
    except DataError as error:
        return [str(error)]
    problems: list[str] = []
    tables: dict[str, Table] = {}
    for resource in package.resources:
        path = here / resource.path
        try:
            rows = read_rows(path, resource)
        except DataError as error:
            problems.append(str(error))
            continue
        problems += _file_problems(path, resource)
        tables[resource.name] = table = {column.name: [] for column in resource.table.fields}
        problems += _cell_problems(resource, rows, table)
        problems += _key_problems(resource, table)
    problems += _reference_problems(package, tables)
    problems += _stray_files(here, package)
    return problems


def seal(folder: Path | None = None) -> list[str]:
    """Write the checksum and size of every CSV file into the descriptor.

    The file is replaced in one step, so a broken run leaves the old one. Nothing else in the
    descriptor changes.

    Parameters
    ----------
    folder : Path, optional
        A data folder; the course's own when left out.

    Returns
    -------
    list of str
        The names of the data sets whose checksum or size was renewed.
    """
    here = folder or data_folder()
    package = open_package(folder)
    raw = read_json(here / DESCRIPTOR)
    renewed = []
    for resource, entry in zip(package.resources, raw["resources"], strict=True):
        read_rows(here / resource.path, resource)
        now = _fingerprint(here / resource.path)
        if (entry["hash"], entry["bytes"]) != now:
            entry["hash"], entry["bytes"] = now
            renewed.append(resource.name)
    if renewed:
        text = json.dumps(raw, indent=2, ensure_ascii=False) + "\n"
        with replacing(here / DESCRIPTOR) as draft:
            draft.write_text(text, encoding="utf-8", newline="\n")
    return renewed


def _fingerprint(path: Path) -> tuple[str, int]:
    content = path.read_bytes()
    return "sha256:" + hashlib.sha256(content).hexdigest(), len(content)


def _file_problems(path: Path, resource: Resource) -> Iterator[str]:
    content = path.read_bytes()
    if b"\r" in content:
        yield f"{path.name}: lines end with CR LF; save it with LF line ends."
    if not content.endswith(b"\n"):
        yield f"{path.name}: the last line has no end; add a line break."
    if _fingerprint(path) != (resource.hash, resource.size):
        yield (
            f"{path.name}: its content differs from the checksum in {DESCRIPTOR}; undo the change,"
            " or run 'python -m postsoviet data seal' if it is meant."
        )


def _cell_problems(resource: Resource, rows: list[list[str]], table: Table) -> Iterator[str]:
    for number, row in enumerate(rows, start=2):
        for column, text in zip(resource.table.fields, row, strict=True):
            value = None
            try:
                value = cell_value(column, text)
            except ValueError:
                yield bad_cell(resource.path, number, column, text)
            else:
                broken = broken_constraint(column, value, text)
                if broken:
                    yield f"{resource.path}, row {number}, column '{column.name}': {broken}."
            table[column.name].append(value)
    for column in resource.table.fields:
        if column.constraints.unique:
            yield from _repeated(resource, table, (column.name,))


def broken_constraint(column: Column, value: str | float | None, text: str) -> str | None:
    rules = column.constraints
    if value is None:
        return "the cell is empty; fill it in" if rules.required else None
    if rules.enum is not None and value not in rules.enum:
        return f"'{text}' is not one of {', '.join(str(choice) for choice in rules.enum)}; choose one"
    if rules.pattern is not None and not re.fullmatch(rules.pattern, text):
        return f"'{text}' does not have the form {rules.pattern}; rewrite it"
    if column.role == "date" and not _is_date(text):
        return f"'{text}' is no date of the calendar; write 1998, 1998-05 or 1998-05-20"
    if rules.minimum is not None and value < rules.minimum:
        return f"{text} is below the smallest possible value, {rules.minimum:g}; correct it"
    if rules.maximum is not None and value > rules.maximum:
        return f"{text} is above the largest possible value, {rules.maximum:g}; correct it"
    return None


def _is_date(text: str) -> bool:
    try:
        # a year or a month stands for its first day
        date.fromisoformat(text + "-01-01"[: 3 * (2 - text.count("-"))])
    except ValueError:
        return False
    return True


def _key_problems(resource: Resource, table: Table) -> Iterator[str]:
    unknown = [name for name in resource.table.primary_key if name not in table]
    for name in unknown:
        yield (
            f"{DESCRIPTOR}, data set '{resource.name}': the primary key names a column '{name}'"
            " that does not exist; correct it."
        )
    if not unknown:
        yield from _repeated(resource, table, resource.table.primary_key)


def _repeated(resource: Resource, table: Table, names: tuple[str, ...]) -> Iterator[str]:
    first: dict[tuple, int] = {}
    for number, key in enumerate(zip(*(table[name] for name in names), strict=True), start=2):
        if key in first:
            said = ", ".join(f"{name} {value}" for name, value in zip(names, key, strict=True))
            yield (
                f"{resource.path}, row {number}: {said} stands in row {first[key]} already;"
                " remove one of them."
            )
        first.setdefault(key, number)


def _reference_problems(package: Package, tables: dict[str, Table]) -> Iterator[str]:
    for resource in package.resources:
        for key in resource.table.foreign_keys:
            there = tables.get(key.reference.resource)
            here = tables.get(resource.name)
            if here is None:
                continue
            if there is None or not {*key.reference.fields} <= {*there} or not {*key.fields} <= {*here}:
                yield (
                    f"{DESCRIPTOR}, data set '{resource.name}': a foreign key points to"
                    f" {', '.join(key.reference.fields)} of '{key.reference.resource}', which"
                    " cannot be read; correct the key or that data set."
                )
                continue
            known = set(zip(*(there[name] for name in key.reference.fields), strict=True))
            cells = zip(*(here[name] for name in key.fields), strict=True)
            for number, cell in enumerate(cells, start=2):
                # an empty cell points nowhere: the source names nothing there
                if cell not in known and any(value is not None for value in cell):
                    said = ", ".join(str(value) for value in cell)
                    yield (
                        f"{resource.path}, row {number}, column '{', '.join(key.fields)}': '{said}' is not in"
                        f" '{key.reference.resource}'; use the spelling that stands there."
                    )


def _stray_files(here: Path, package: Package) -> Iterator[str]:
    described = {resource.path for resource in package.resources}
    for path in sorted(here.glob("*.csv")):
        if path.name not in described:
            yield f"{path.name}: no data set in {DESCRIPTOR} describes it; describe it or remove it."
    names = [resource.name for resource in package.resources]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{DESCRIPTOR}: two data sets are called '{name}'; rename one."
