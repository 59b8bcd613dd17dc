"""A unit chart: every person is one square, so that small numbers stay people."""

from collections.abc import Mapping
from numbers import Real

import plotly.graph_objects as go

from postsoviet.charts.figure import house_figure
from postsoviet.charts.parts import (
    HIDDEN,
    LEGEND,
    NARROW,
    colours_of,
    fold,
    label_above,
    legend_room,
    line_count,
    refuse_nothing,
)
from postsoviet.charts.theme import SOFT
from postsoviet.errors import CourseError

_MOST, _MOST_IN_ROW = 400, 30
#: Pixels from one square to the next, of a line of a label, and of the space below a group.
_STEP, _LINE, _GAP = 20, 17, 12


def unit_chart(
    groups: Mapping[str, int | Mapping[str, int]],
    *,
    per_row: int = 10,
    unit: str = "one square is one person",
    height: int | None = None,
) -> go.Figure:
    """Draw each group as a block of squares, with its count, and the counts of its kinds, above it.

    Parameters
    ----------
    groups : mapping of str to int, or to a mapping of kind to int
        Name of a group to how many it counts, or how many of each kind.
    per_row : int
        Squares in one row of a block, at most 30.
    unit : str
        What one square stands for; written below the chart.

    Raises
    ------
    CourseError
        If a count is not a whole number from zero, there are no squares or more than 400, or ``per_row`` is
        out of range.
    """
    refuse_nothing(groups, "groups")
    if per_row not in range(1, _MOST_IN_ROW + 1):
        raise CourseError(f"A row of squares holds 1 to {_MOST_IN_ROW}, not {per_row!r}; change per_row.")
    counts = {name: _counts(name, group) for name, group in groups.items()}
    total = sum(sum(kinds.values()) for kinds in counts.values())
    if not 0 < total <= _MOST:
        raise CourseError(
            f"The unit chart has {total} squares, and it shows 1 to {_MOST}; let a square stand for more, or draw bars."
        )
    colours = colours_of(kind for kinds in counts.values() for kind in kinds)
    step = min(_STEP, NARROW // per_row)
    marks: dict[str, list[tuple[float, float, str]]] = {kind: [] for kind in colours}
    labels, y = [], 0.0
    for name, kinds in counts.items():
        count = sum(kinds.values())
        label = fold(f"{name}: {count}{_by_kind(kinds)}", NARROW)
        labels.append(label_above(label, y))
        y += _LINE * line_count(label) + 4
        for place, kind in enumerate(kind for kind, number in kinds.items() for _ in range(number)):
            hover = f"{name}: {kinds[kind]} of {count} {kind}" if kind else f"{name}: {count}"
            marks[kind].append((step * (place % per_row + 0.5), y + step * (place // per_row + 0.5), hover))
        y += step * -(-count // per_row) + _GAP
    labels.append(label_above(unit[:1].upper() + unit[1:], y, 12) | {"font": {"size": 12, "color": SOFT}})
    y += _LINE
    named = [kind for kind in colours if kind]
    top = legend_room(named)
    return house_figure(
        [_squares(kind, places, colours[kind], step - 3) for kind, places in marks.items()],
        height=height or int(y + top + 8), annotations=labels, showlegend=len(named) > 1, hovermode="closest",
        legend=LEGEND, margin={"l": 6, "r": 6, "t": top, "b": 8},
        # One unit across is one down, so that the squares stay close on a wide screen too.
        xaxis={**HIDDEN, "range": [0, step * per_row], "scaleanchor": "y", "constrain": "range",
               "constraintoward": "left"},
        yaxis={**HIDDEN, "range": [y, 0]},
    )


def _by_kind(kinds: dict[str, int]) -> str:
    """Say how a count is made up; a number is not said twice where there is one kind only."""
    present = {kind: number for kind, number in kinds.items() if kind and number}
    if not present:
        return ""
    if len(present) == len([number for number in kinds.values() if number]) == 1:
        return f" ({next(iter(present))})"
    return f" ({', '.join(f'{number} {kind}' for kind, number in present.items())})"


def _counts(name: str, group) -> dict[str, int]:
    """Return the counts of a group by kind; one that has no kinds has the kind of no name."""
    kinds = group if isinstance(group, Mapping) else {"": group}
    for kind, count in kinds.items():
        if isinstance(count, bool) or not isinstance(count, Real) or count < 0 or count % 1:
            what = f"'{kind}' in '{name}'" if kind else f"'{name}'"
            raise CourseError(f"The count of {what} is {count!r}; give a whole number from zero.")
    return {kind: int(count) for kind, count in kinds.items()}


def _squares(kind: str, places: list[tuple[float, float, str]], colour: str, size: int) -> go.Scatter:
    return go.Scatter(
        x=[place[0] for place in places] or [None], y=[place[1] for place in places] or [None], mode="markers",
        name=kind, showlegend=bool(kind), marker={"symbol": "square", "size": size, "color": colour},
        hovertext=[place[2] for place in places], hoverinfo="text",
    )
