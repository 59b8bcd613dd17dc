"""Ways to damage one cell, and whether anything notices."""

from __future__ import annotations

import copy
import random
from collections import defaultdict
from collections.abc import Callable, Iterator

from data_rules import RULES, Tables, broken
from source_rows import IN_TEXT_ORDER, LAYOUTS, differing_lines, out_of_order

from postsoviet.checking import broken_constraint
from postsoviet.datasets import cell_value
from postsoviet.descriptor import Column, Package, Resource
from postsoviet.sourcing import Evidence

Change = Callable[[str, random.Random], str]


def one_digit(text: str, rng: random.Random) -> str:
    """Change one digit of a text; a text without digits stays."""
    places = [place for place, sign in enumerate(text) if sign.isdigit()]
    if not places:
        return text
    place = rng.choice(places)
    return text[:place] + rng.choice([digit for digit in "123456789" if digit != text[place]]) + text[place + 1 :]


def swapped_digits(text: str, rng: random.Random) -> str:
    """Exchange two neighbouring digits."""
    places = [place for place in range(len(text) - 1) if text[place : place + 2].isdigit()]
    if not places:
        return one_digit(text, rng)
    place = rng.choice(places)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def turned_sign(text: str, _rng: random.Random) -> str:
    """Turn the sign."""
    return text[1:] if text.startswith("-") else f"-{text}"


def times_ten(text: str, _rng: random.Random) -> str:
    """Move the decimal point."""
    return f"{float(text) * 10:g}" if "." in text else f"{text}0"


def emptied(_text: str, _rng: random.Random) -> str:
    """Empty the cell."""
    return ""


def misspelt(text: str, rng: random.Random) -> str:
    """Exchange two neighbouring letters that differ."""
    places = [place for place in range(len(text) - 1) if text[place].lower() != text[place + 1].lower()]
    if not places:
        return text + "x"
    place = rng.choice(places)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


#: None stands for the value of another row.
OF_NUMBERS: dict[str, Change | None] = {
    "one digit changed": one_digit, "two digits swapped": swapped_digits, "sign turned": turned_sign,
    "decimal point moved": times_ten, "value of another row": None, "cell emptied": emptied,
}  # fmt: skip
OF_TEXTS: dict[str, Change | None] = {
    "letters swapped": misspelt, "value of another row": None, "cell emptied": emptied, "one digit changed": one_digit,
}  # fmt: skip


class Judge:
    """Everything that the tests hold a cell against, but for the checksum of its file."""

    def __init__(self, package: Package, tables: Tables, evidence: Evidence) -> None:
        self._package, self._tables, self._evidence = package, tables, evidence
        self._rules: dict[str, list[str]] = defaultdict(list)
        for name, (_, used) in RULES.items():
            for table in used:
                self._rules[table].append(name)

    def notices(self, name: str, position: int, column: Column, new: str) -> bool:
        """Whether something breaks when one cell has another text."""
        row = {**self._tables[name][position], column.name: new}
        rows = copy.copy(self._tables[name])
        rows[position] = row
        return any(self._signs(self._package.resource(name), rows, row, column))

    def _signs(self, resource: Resource, rows: list[dict[str, str]], row: dict[str, str], column: Column) -> Iterator[bool]:
        """Yield the verdicts, the cheap ones first."""
        name = resource.name
        text = row[column.name]
        try:
            yield broken_constraint(column, cell_value(column, text), text) is not None
        except ValueError:
            yield True
        keys = resource.table.primary_key
        if column.name in keys:
            yield [[one[key] for key in keys] for one in rows].count([row[key] for key in keys]) > 1
        for key in resource.table.foreign_keys:
            if column.name in key.fields:
                there = {tuple(one[field] for field in key.reference.fields) for one in self._tables[key.reference.resource]}
                here = tuple(row[field] for field in key.fields)
                yield any(here) and here not in there
        yield any(self._orphans(resource, rows, column))
        yield any(True for _ in self._evidence.problems(resource, row))
        source = self._evidence.sources.get(resource.unit)
        if name in LAYOUTS:
            yield bool(differing_lines(name, rows, source))
        if name in IN_TEXT_ORDER:
            yield bool(out_of_order(resource, rows, source))
        changed = {**self._tables, name: rows}
        for rule in self._rules[name]:
            yield bool(broken(rule, changed))

    def _orphans(self, resource: Resource, rows: list[dict[str, str]], column: Column) -> Iterator[bool]:
        """Yield whether a row of another data set has lost the row that it points to."""
        for other in self._package.resources:
            for key in other.table.foreign_keys:
                if key.reference.resource == resource.name and column.name in key.reference.fields:
                    here = {tuple(one[field] for field in key.reference.fields) for one in rows}
                    there = {tuple(one[field] for field in key.fields) for one in self._tables[other.name]}
                    yield any(any(cells) and cells not in here for cells in there)
