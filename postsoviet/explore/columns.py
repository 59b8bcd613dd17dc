"""The states of an explorer on their way to a page: every number once, as a column over the states.

``states.pack`` lists what differs from state to state. Most of that is the same few numbers, said again
in a sentence, a text alternative, a table and a drawing. Here lists and texts are taken apart into the
numbers they are made of. A column that several places show is kept once, and only for the controls
on which it depends, which makes the largest explorer half as heavy. ``explorer.js`` puts the states together.
"""

import re
from collections.abc import Sequence
from itertools import product
from json import dumps

_NUMBER = re.compile(r"(\d+(?:[.,]\d+)*)")
#: With fewer states than this, a list of the whole texts is as small as the numbers in them.
FEW = 24
#: Stands in a sentence where a number goes.
HOLE = "\u0001"
#: One character for the place of a value among the distinct ones; none that JSON or HTML would escape.
PLACES = "".join(chr(code) for code in range(35, 127) if chr(code) not in "\\<>&")


def _mark(value) -> str:
    return dumps(value, ensure_ascii=False, separators=(",", ":"))


class _Columns:
    """The distinct columns, each numbered when it is first asked for."""

    def __init__(self) -> None:
        self.held: list[list] = []
        self._places: dict[str, int] = {}

    def place(self, values: list) -> int:
        """Return the number of a column."""
        mark = _mark(values)
        if mark not in self._places:
            self._places[mark] = len(self.held)
            self.held.append(values)
        return self._places[mark]

    def text_of(self, values: list) -> int | None:
        """Return the number of a column of texts that says the same numbers, if there is one."""
        for form in (str, "{:.1f}".format, "{:.2f}".format):
            said = [form(value) for value in values]
            if _mark(said) in self._places and [float(text) for text in said] == values:
                return self._places[_mark(said)]
        return None


def _is_flat(values: Sequence) -> bool:
    return all(isinstance(one, list) for one in values) and len({len(one) for one in values}) == 1 and not any(
        isinstance(item, list | dict) for one in values for item in one
    )


def _is_number(value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _recipe(values: list, columns: _Columns):
    """Tell how a leaf is put together; see ``explorer.js`` for the same in the other direction."""
    if _is_flat(values):
        return [_recipe(list(items), columns) for items in zip(*values, strict=True)]
    if len({_mark(value) for value in values}) == 1:
        return {"is": values[0]}
    if all(isinstance(value, str) for value in values):
        return _sentence(values, columns)
    if all(map(_is_number, values)):
        said = columns.text_of(values)
        if said is not None:
            return {"number": said}
    return columns.place(values)


def _sentence(values: list[str], columns: _Columns):
    cut = [_NUMBER.split(value) for value in values]
    count = max(len(parts) for parts in cut) // 2
    if not count:
        return columns.place(values)
    wording = [HOLE.join(parts[::2]) for parts in cut]
    numbers = [
        columns.place([parts[2 * n + 1] if 2 * n + 1 < len(parts) else "" for parts in cut]) for n in range(count)
    ]
    return {"text": wording[0] if len({*wording}) == 1 else columns.place(wording), "numbers": numbers}


def _needed(values: list, states: list[tuple[int, ...]], count: int) -> tuple[int, list]:
    """Return the controls on which a column depends, as bits, and one value for each of their choices."""
    marks = [_mark(value) for value in values]
    by = list(range(count))
    for control in range(count):
        fewer = [one for one in by if one != control]
        seen: dict[tuple[int, ...], str] = {}
        if all(seen.setdefault(tuple(state[one] for one in fewer), mark) == mark
               for state, mark in zip(states, marks, strict=True)):  # fmt: skip
            by = fewer
    kept: dict[tuple[int, ...], object] = {}
    for state, value in zip(states, values, strict=True):
        kept.setdefault(tuple(state[one] for one in by), value)
    return sum(1 << one for one in by), list(kept.values())


def _short(controls: int, values: list) -> list:
    distinct = {_mark(value): value for value in values}
    if len(distinct) > min(len(values) / 3, len(PLACES)):
        return [controls, values]
    order = {mark: place for place, mark in enumerate(distinct)}
    return [controls, list(distinct.values()), "".join(PLACES[order[_mark(value)]] for value in values)]


def columns_of(counts: Sequence[int], changes: Sequence[dict]) -> dict:
    """Return the changes of ``states.pack`` as columns and what is made of them.

    Parameters
    ----------
    counts : sequence of int
        How many choices each control offers, in the order in which the states are numbered.
    changes : sequence of dict
        ``path``, ``values`` and ``index`` of each leaf that differs.

    Returns
    -------
    dict
        ``counts``; ``columns``: controls as bits, values, and where values repeat a text with one character
        a choice; ``leaves``: each a path and its recipe.
    """
    columns = _Columns()
    whole = [[change["values"][place] for place in change["index"]] for change in changes]
    # texts first: a drawing then finds its numbers in the words
    order = sorted(range(len(changes)), key=lambda place: not all(isinstance(one, str) for one in whole[place]))
    states = list(product(*map(range, counts)))
    made = _recipe if len(states) >= FEW else lambda values, into: into.place(values)
    leaves = [[changes[place]["path"], made(whole[place], columns)] for place in order]
    packed = [_short(*_needed(values, states, len(counts))) for values in columns.held]
    return {"counts": list(counts), "columns": packed, "leaves": leaves}
