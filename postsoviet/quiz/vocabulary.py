"""The functions that an expression of a bank may call: data sets, measures, and a little arithmetic."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np

from postsoviet.datasets import cell_value, read_records
from postsoviet.descriptor import data_folder, open_resource
from postsoviet.errors import did_you_mean
from postsoviet.measures import inequality, migration, proportions, redistribution, rounding
from postsoviet.quiz.expressions import ExpressionError, plain_value

#: Longer ranges are a mistake.
LONGEST_RANGE = 10_000


@cache
def _columns(name: str) -> Mapping[str, list]:
    resource, _ = open_resource(name)
    records = read_records(data_folder() / resource.path, resource)
    return {field.name: [cell_value(field, record[field.name]) for record in records] for field in resource.table.fields}


def _column(table: Mapping[str, list], name: str, data_set: str) -> list:
    if name not in table:
        raise ExpressionError(f"the data set '{data_set}' has no column '{name}'{did_you_mean(name, table)}")
    return table[name]


def values(data_set: str, column: str, **keys: Any) -> np.ndarray:
    """Return the cells of a column whose rows fit every key, in the order of the file.

    Parameters
    ----------
    data_set : str
        A name from the catalogue.
    column : str
        The column to read.
    **keys
        Column to a value, or to a list of values of which one must stand there.

    Raises
    ------
    ExpressionError
        When a column is not known, no row fits, or a fitting cell is empty.
    """
    table = _columns(data_set)
    wanted = _column(table, column, data_set)
    fits = range(len(wanted))
    for key, given in keys.items():
        cells = _column(table, key, data_set)
        allowed = list(given) if isinstance(given, (list, tuple, np.ndarray)) else [given]
        fits = [place for place in fits if cells[place] in allowed]
    found = [wanted[place] for place in fits]
    told = ", ".join(f"{key} = {given}" for key, given in keys.items()) or "any row"
    if not found:
        raise ExpressionError(f"no row of '{data_set}' has {told}")
    if None in found:
        raise ExpressionError(f"in '{data_set}' a cell of '{column}' is empty for {told}: the source prints nothing there")
    return np.array(found)


def value(data_set: str, column: str, **keys: Any) -> float | int | str:
    """Return the one cell of a column whose row fits every key; see `values`."""
    found = values(data_set, column, **keys)
    if len(found) != 1:
        raise ExpressionError(f"{len(found)} rows of '{data_set}' fit {keys}, and value() needs exactly one")
    return plain_value(found[0])


def distinct(data_set: str, column: str, **keys: Any) -> list:
    """Return the different cells of a column, in the order of the file; see `values`."""
    return list(dict.fromkeys(plain_value(cell) for cell in values(data_set, column, **keys)))


def rank_of(one: float, many: Any) -> int:
    """Return the place of a number among others, 1 for the largest."""
    return 1 + sum(bool(other > one) for other in many)


def near(first: float, second: float, reach: float) -> bool:
    """Whether two numbers lie within a reach of each other."""
    return abs(first - second) <= reach


def _range(first: int, last: int) -> list[int]:
    if last - first > LONGEST_RANGE:
        raise ExpressionError(f"a range holds at most {LONGEST_RANGE} numbers")
    return list(range(first, last))


def _text(one: Any) -> str:
    return f"{one:g}" if isinstance(one, float) else str(one)


_PLAIN: dict[str, Callable] = {
    "value": value, "values": values, "distinct": distinct, "rank_of": rank_of, "near": near, "text": _text,
    "range": _range, "round": round, "len": len, "sorted": sorted,
    "reversed": lambda many: list(many)[::-1],
    # of a list or of single numbers, and of numpy arrays at full speed
    "abs": np.abs, "sum": np.sum, "mean": np.mean, "median": np.median, "cumulative": np.cumsum,
    "min": lambda *many: np.min(many[0] if len(many) == 1 else many),
    "max": lambda *many: np.max(many[0] if len(many) == 1 else many),
}  # fmt: skip


def _measures() -> dict[str, Callable]:
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": function
        for module in (inequality, migration, proportions, redistribution, rounding)
        for name, function in vars(module).items()
        # what a module of measures offers: its own functions, and those of `change`, which migration passes on
        if inspect.isfunction(function) and not name.startswith("_") and _offered(function)
    }


def _offered(function: Callable) -> bool:
    home = function.__module__
    return home.startswith("postsoviet.measures.") and not home.endswith("._validation")


#: Every function by the name that an expression calls.
FUNCTIONS: Mapping[str, Callable] = MappingProxyType({**_PLAIN, **_measures()})
