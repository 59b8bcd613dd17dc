"""The versions of a parameterised question, packed: what they share once, and what differs of each."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from postsoviet.quiz.draws import Parameter

_TAG = re.compile(r"(<[^>]*>)")
_BLOCK = re.compile(
    r'(?=<(?:div|fieldset|legend|details|summary|label|option|table|tr|ol|ul|li|p|span class="why")[ >])'
)


def plain_parameters(parameters: Mapping[str, Parameter]) -> dict[str, int | str]:
    """Return parameters with decimals as text, as a result file holds them."""
    return {name: str(one) if isinstance(one, float) else one for name, one in sorted(parameters.items())}


def packed(versions: Sequence[str], parameters: Sequence[Mapping[str, Parameter]]) -> str:
    """Return versions as JSON that may stand inside a ``script`` element.

    ``fixed[0] pieces[slots[0]] fixed[1] pieces[slots[1]] ... fixed[-1]`` is the markup of a version.

    Parameters
    ----------
    versions : sequence of str
        Markup of each.
    parameters : sequence of mapping
        What was drawn for each.
    """
    rows = _rows(versions)
    fixed, slots = [""], []
    columns: dict[tuple[str, ...], int] = {}
    for column in zip(*rows, strict=True):
        if len({*column}) == 1:
            fixed[-1] += column[0]
        else:
            # a year that stands at ten places is kept once
            slots.append(columns.setdefault(column, len(columns)))
            fixed.append("")
    held = [
        {"parameters": plain_parameters(drawn), "pieces": [column[place] for column in columns]}
        for place, drawn in enumerate(parameters)
    ]
    text = json.dumps({"fixed": fixed, "slots": slots, "versions": held}, ensure_ascii=False, separators=(",", ":"))
    # no text may end the element, or open a comment in it
    return text.replace("<", "\\u003c")


def _rows(versions: Sequence[str]) -> list[list[str]]:
    """Cut versions into tags and texts, so that every version has the same number of parts."""
    blocks = [_BLOCK.split(one) for one in versions]
    if len({len(one) for one in blocks}) > 1:
        return _aligned([_cut(one) for one in versions])
    # a sentence that is worded differently must not make the blocks after it differ
    columns = [_aligned([_cut(one) for one in column]) for column in zip(*blocks, strict=True)]
    return [[part for column in columns for part in column[row]] for row in range(len(versions))]


def _cut(markup: str) -> list[str]:
    return [part for part in _TAG.split(markup) if part]


def _aligned(rows: list[list[str]]) -> list[list[str]]:
    """Bring versions to one number of parts: where they are built differently, the middle is one part."""
    if len({len(row) for row in rows}) == 1:
        return rows
    shortest = min(map(len, rows))
    head = _shared(rows, shortest)
    tail = _shared([row[::-1] for row in rows], shortest - head)
    return [[*row[:head], "".join(row[head : len(row) - tail]), *row[len(row) - tail :]] for row in rows]


def _shared(rows: list[list[str]], limit: int) -> int:
    return next((place for place in range(limit) if len({row[place] for row in rows}) > 1), limit)
