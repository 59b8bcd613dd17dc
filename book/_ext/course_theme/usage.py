"""Which units use a data set: their notebooks, their quizzes, and the modules of the library that serve them."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from course_theme import units

_NAME = re.compile(r"""["'](\d\d-[a-z0-9-]+)["']""")


def units_using(root: Path, name: str, documents: set[str]) -> list[tuple[str, str]]:
    """Return the page and the title of every unit on the site whose code names a data set.

    Parameters
    ----------
    root : pathlib.Path
        Root of the repository.
    name : str
        The data set.
    documents : set of str
        Pages of the site.
    """
    return [
        (unit.document, f"{unit.numeral}. {unit.short}")
        for unit in units.read(root).units.values()
        if unit.document in documents and name in _names_in(root, unit.number, unit.notebook)
    ]


@lru_cache(maxsize=64)
def _names_in(root: Path, unit: str, notebook: str) -> frozenset[str]:
    cells = json.loads((root / notebook).read_text("utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    code += [
        file.read_text("utf-8")
        for part in ("explore", "exercises")
        for file in (root / "postsoviet" / part).glob(f"unit_{unit}*.py")
    ]
    code += [file.read_text("utf-8") for file in (root / "notebooks" / "quizzes").glob(f"{unit}_*.yaml")]
    return frozenset(found for text in code for found in _NAME.findall(text))


def units_of_data(root: Path, numbers: Iterable[str]) -> frozenset[str]:
    """Return the units to which the data sets belong that some units use, with their own."""
    return frozenset(numbers) | {unit for number in numbers for unit in _data_of(root, number)}


@cache
def _data_of(root: Path, number: str) -> frozenset[str]:
    resources = json.loads((root / "data" / "datapackage.json").read_text("utf-8"))["resources"]
    names = _names_in(root, number, units.read(root).unit(number).notebook)
    traces = root / "notebooks" / "traces" / f"{number}.yml"
    if traces.exists():
        names |= frozenset(re.findall(r"\b\d\d-[a-z0-9-]+", traces.read_text("utf-8")))
    return frozenset(one["unit"] for one in resources if one["name"] in names)


def findings_on(folder: Path, resource: dict) -> int:
    """Count the findings of a unit that rest on lines of a data set."""
    with (folder / resource["path"]).open(newline="", encoding="utf-8") as file:
        lines = {part for row in csv.DictReader(file) for part in (row.get("line") or "").split(";") if part}
    return sum(
        1 for unit, used in _findings(folder, (folder / "findings.csv").stat().st_mtime_ns)
        if unit == resource["unit"] and used & lines
    )  # fmt: skip


@lru_cache(maxsize=2)
def _findings(folder: Path, _modified: int) -> list[tuple[str, frozenset[str]]]:
    with (folder / "findings.csv").open(newline="", encoding="utf-8") as file:
        return [(row["unit"], frozenset(row["line"].split(";"))) for row in csv.DictReader(file)]
