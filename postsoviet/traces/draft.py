"""Suggest an origin for the numbers of a prose that have none yet; an author then reads each one."""

from __future__ import annotations

from collections.abc import Iterable

from postsoviet.descriptor import Resource, open_package
from postsoviet.traces.cells import address_of, holds, rows
from postsoviet.traces.origins import Entry, TraceMap
from postsoviet.traces.prose import Occurrence, occurrences, tokens

_SKIPPED = frozenset({"line", "caption_line", "note", "tile_column", "tile_row"})


def suggestions(unit: str, trace_map: TraceMap | None, blocks: Iterable[str]) -> list[dict[str, str]]:
    """Suggest entries for the numbers that no entry of a map explains.

    Parameters
    ----------
    unit : str
        Two digits.
    trace_map : TraceMap or None
        What there is so far.
    blocks : iterable of str
        The prose, paragraph by paragraph.

    Returns
    -------
    list of dict
        Each with ``number`` and ``cell``, or with an empty ``lines`` where no data set has the
        number.
    """
    every = open_package().resources
    # a page across units has no data sets of its own: any may be meant
    resources = [one for one in every if one.unit == unit] or every
    chosen: dict[tuple[str, str], str] = {}
    found = [(occurrence, block) for block in blocks for occurrence in occurrences(block)]
    for occurrence, block in found:
        if trace_map is None or trace_map.origin(occurrence) is None:
            cell = _best(occurrence, block, resources)
            chosen.setdefault(_phrase(occurrence, cell, chosen), cell)
    # a number that stands twice in one phrase is explained by the longer of its phrases
    entries = [Entry(number=number, at=phrase, course="draft") for number, phrase in chosen]
    trial = TraceMap(unit=unit, origins=tuple(entries))
    used = {trial.origin(occurrence) for occurrence, _ in found}
    return [
        {"number": entry.number, "at": entry.at, **({"cell": cell} if cell else {"lines": ""})}
        for entry, cell in zip(entries, chosen.values(), strict=True)
        if entry in used
    ]


def _phrase(place: Occurrence, cell: str, taken: dict[tuple[str, str], str]) -> tuple[str, str]:
    """Return the number with so many words that no other origin has the same phrase."""
    for reach in range(2, 12):
        phrase = " ".join([*place.before[-reach:], place.number, *place.after[:reach]])
        if taken.get((place.number, phrase), cell) == cell:
            break
    return place.number, phrase


def _best(occurrence: Occurrence, block: str, resources: list[Resource]) -> str:
    """Return the address of the cell that shares most with the paragraph; empty when there is none."""
    words = {*tokens(block)} - {occurrence.number}
    near = {*occurrence.before[-6:], *occurrence.after[:6]}
    best, score = "", -1.0
    for resource in resources:
        for row in rows(resource.name):
            columns = [name for name, cell in row.items() if name not in _SKIPPED and cell and holds(cell, occurrence.number)]
            if not columns:
                continue
            said = {word for name, cell in row.items() if name != "line" for word in tokens(cell)} - {occurrence.number}
            shared = len(said & near) * 2 + len(said & words)
            # a column of numbers says more than a sentence that happens to have the number
            plain = next((name for name in columns if len(tokens(row[name])) == 1), None)
            points = shared + (2 if plain else 0) - 0.01 * len(said)
            if points > score:
                best, score = address_of(resource, row, plain or columns[0]), points
    return best
