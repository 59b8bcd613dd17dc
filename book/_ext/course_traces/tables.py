"""Where the numbers in the table of a chart come from."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from postsoviet.charts.card import Card
from postsoviet.charts.show import METADATA
from postsoviet.descriptor import Package, Resource, open_package
from postsoviet.numerals import exact
from postsoviet.traces.answer import Answer, cell_answer
from postsoviet.traces.cells import rows
from postsoviet.traces.prose import tokens


def cards(notebook: Path) -> dict[str, Card]:
    """Return the charts that a notebook stores, by id."""
    found = {}
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            stored = output.get("metadata", {}).get(METADATA)
            if stored:
                found[stored["id"]] = Card(**stored)
    return found


def table_answer(card: Card, row: int, column: int) -> Answer | None:
    """Say where a cell of a chart's table comes from.

    A cell of a data set is taken where its number is the same and the table's row names what its own
    row is about; of several the one with most words in common. Everything else the code above the chart
    computes or chooses.

    Parameters
    ----------
    card : Card
        The chart.
    row, column : int
        The cell, from 0, without the row of headings.
    """
    value = card.rows[row][column]
    if not card.data or isinstance(value, bool) or value is None:
        return None
    package = open_package()
    others = [cell for place, cell in enumerate(card.rows[row]) if place != column and cell is not None]
    said = {word for cell in [*others, card.columns[column]] for word in tokens(str(cell))}
    best = max(
        (match for name in card.data for match in _matches(package, name, value, said)),
        key=lambda match: match[0],
        default=None,
    )
    if isinstance(value, str) and best is None:
        return None
    if best is None:
        return Answer("code", datasets=tuple(card.data))
    return cell_answer(package, *best[1])


def _matches(package: Package, name: str, value: Any, said: set[str]):
    """Yield the cells of a data set with this number, each with how well its row fits."""
    resource = package.resource(name)
    for row, keys, words in _words_of_rows(resource):
        if not all(named <= said if whole else named & said for named, whole in keys):
            continue
        for column in (one.name for one in resource.table.fields if one.name != "line"):
            if _same(row[column], value):
                yield len(words & said - {*tokens(row[column])}), (resource, row, column)


@lru_cache(maxsize=64)
def _words_of_rows(resource: Resource) -> list[tuple[dict[str, str], list[tuple[set[str], bool]], set[str]]]:
    """Give each row of a data set with the words of its keys and of all its cells.

    A table's row must have a numeric key whole, and one word of any other. A key that is the same in
    every row tells none from another, an id is no word of a table, and a value is what is looked for.
    """
    stored = rows(resource.name)
    columns = {one.name: one for one in resource.table.fields}
    keys = ["description" if key == "figure" else key for key in resource.table.primary_key if key != "value"]
    keys = [key for key in keys if len({row[key] for row in stored}) > 1]
    return [
        (
            row,
            [({*tokens(row[key])}, columns[key].type != "string") for key in keys],
            {word for key, cell in row.items() if key != "line" for word in tokens(cell)},
        )
        for row in stored
    ]


def _same(stored: str, shown: Any) -> bool:
    if isinstance(shown, str):
        return stored == shown
    try:
        return abs(exact(stored)) == abs(exact(f"{shown:.10g}"))
    except ValueError:
        return False
