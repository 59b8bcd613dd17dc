"""Cells of the data sets by address, as they are stored."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from postsoviet.datasets import read_records
from postsoviet.descriptor import Resource, data_folder, open_package
from postsoviet.errors import DataError, did_you_mean
from postsoviet.numerals import exact
from postsoviet.traces.prose import NUMBER

_ADDRESS = re.compile(r"(?P<name>[a-z0-9-]+)\[(?P<key>.*)\]\.(?P<column>[a-z0-9_]+)")


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a data set as text."""
    resource = open_package().resource(name)
    path = data_folder() / resource.path
    return _rows(path, path.stat().st_mtime_ns, name)


@lru_cache(maxsize=512)
def _rows(path: Path, _modified: int, name: str) -> list[dict[str, str]]:
    return read_records(path, open_package().resource(name))


def cell_row(address: str) -> tuple[Resource, dict[str, str], str]:
    """Find a cell by its address, ``02-populations[Astana city | 1989].value``.

    Parameters
    ----------
    address : str
        Data set, the values of its key columns, column.

    Returns
    -------
    tuple
        The data set, the row by column, the name of the column.

    Raises
    ------
    DataError
        When the address is malformed or leads nowhere.
    """
    match = _ADDRESS.fullmatch(address)
    if not match:
        raise DataError(f"'{address}' is no cell; write data-set[key | key].column.")
    resource = open_package().resource(match["name"])
    columns = [column.name for column in resource.table.fields]
    if match["column"] not in columns:
        raise DataError(f"'{address}': there is no such column{did_you_mean(match['column'], columns)}.")
    key, names = match["key"].split(" | "), resource.table.primary_key
    for row in rows(resource.name):
        if [row[name] for name in names] == key:
            return resource, row, match["column"]
    raise DataError(f"'{address}': no row has {', '.join(names)} = {match['key']}.")


def address_of(resource: Resource, row: dict[str, str], column: str) -> str:
    """Return the address of a cell."""
    return f"{resource.name}[{' | '.join(row[name] for name in resource.table.primary_key)}].{column}"


def holds(cell: str, number: str) -> bool:
    """Whether a stored cell is a number of the prose, whatever its sign, or a text that has it."""
    try:
        return abs(exact(cell)) == exact(number)
    except ValueError:
        return any(exact(one) == exact(number) for one in NUMBER.findall(cell.replace("-", " ")))
