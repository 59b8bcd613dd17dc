"""What must hold between the numbers of the data sets, whatever their source lines say.

A rule is a generator of sentences; it yields nothing while it holds. Rules read the cells as text,
so the same ones judge the stored files and files in which a test has changed a cell.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from postsoviet.descriptor import data_folder, open_package

Row = dict[str, str]
Tables = dict[str, list[Row]]
Rule = Callable[[Tables], Iterator[str]]

RULES: dict[str, tuple[Rule, tuple[str, ...]]] = {}


def rule(*names: str) -> Callable[[Rule], Rule]:
    """Register a rule with the data sets that it reads."""

    def register(function: Rule) -> Rule:
        RULES[f"{function.__module__.rpartition('.')[2]}.{function.__name__}"] = (function, names)
        return function

    return register


def load_rules() -> list[ModuleType]:
    """Import the rules of every unit; each module registers its own."""
    folder = Path(__file__).parent / "rules"
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    return [import_module(path.stem) for path in sorted(folder.glob("rules_[0-9][0-9]*.py"))]


def broken(name: str, tables: Tables) -> list[str]:
    """Return what breaks a rule; a table that has lost a row or a year breaks it too."""
    try:
        return [*RULES[name][0](tables)]
    except (KeyError, ValueError, ZeroDivisionError) as error:
        return [f"{type(error).__name__}: {error}"]


def read_tables() -> Tables:
    """Read every data set as rows of text."""
    tables = {}
    for resource in open_package().resources:
        with (data_folder() / resource.path).open(encoding="utf-8", newline="") as handle:
            tables[resource.name] = list(csv.DictReader(handle))
    return tables


def one(rows: list[Row], column: str, **where: str | int) -> float:
    """Return the number of the one row that fits; NaN, which breaks any comparison, when none does."""
    found = [row for row in rows if all(row[key] == str(value) for key, value in where.items())]
    return float(found[0][column]) if len(found) == 1 and found[0][column] else float("nan")


def grid(rows: list[Row], column: str) -> dict[int, dict[int, float]]:
    """Return a column by year and tenth."""
    table: dict[int, dict[int, float]] = defaultdict(dict)
    for row in rows:
        table[int(row["year"])][int(row["decile"])] = float(row[column])
    return table


def ratio(top: float, bottom: float, half_top: float, half_bottom: float) -> tuple[float, float]:
    """Return the smallest and largest ratio of two rounded numbers."""
    return (top - half_top) / (bottom + half_bottom), (top + half_top) / (bottom - half_bottom)


def meets(printed: float, half: float, low: float, high: float) -> bool:
    """Whether a printed number and a range can be the same, given its rounding."""
    return printed + half + 1e-9 >= low and printed - half - 1e-9 <= high
