"""Labelled points: where each place stands on two measures at once."""

from collections.abc import Sequence

import plotly.graph_objects as go

from postsoviet.charts.figure import house_figure
from postsoviet.charts.parts import (
    LEGEND,
    NARROW,
    colours_of,
    fold,
    legend_room,
    line_count,
    number,
    refuse_nothing,
    width_of,
)
from postsoviet.charts.theme import INK, PAPER

#: Margins left and right of the drawing, and below it.
_LEFT, _RIGHT, _BELOW = 56, 12, 48
#: Sides of a point on which its label may stand, in order of preference: direction across and up.
_SIDES = {
    "middle right": (1, 0), "middle left": (-1, 0), "top center": (0, 1), "bottom center": (0, -1),
    "top right": (1, 1), "bottom right": (1, -1), "top left": (-1, 1), "bottom left": (-1, -1),
}

Box = tuple[float, float, float, float]


def points(
    places: Sequence[tuple[str, float, float, str]],
    *,
    x_title: str,
    y_title: str,
    from_zero: bool = True,
    height: int = 420,
) -> go.Figure:
    """Draw a named point for each place; the kind gives its colour and its symbol.

    Parameters
    ----------
    places : sequence of (label, x, y, kind)
        A place of which a value is not known is left out by the author, who says so.
    x_title, y_title : str
        What the axes measure, with the unit.
    from_zero : bool
        Whether both axes start at zero.

    Raises
    ------
    CourseError
        If a value is missing or no number, or there are more kinds than can be told apart.
    """
    refuse_nothing(places, "points")
    spots = [
        (fold(label, 110, 12), number(x, f"The x of '{label}'"), number(y, f"The y of '{label}'"), kind)
        for label, x, y, kind in places
    ]
    kinds = colours_of(kind for *_, kind in spots)
    top = legend_room(kinds)
    across = _range([x for _, x, _, _ in spots], from_zero)
    up = _range([y for _, _, y, _ in spots], from_zero)
    sides = _sides(spots, across, up, NARROW - _LEFT - _RIGHT, height - top - _BELOW)
    traces = []
    for place, (kind, colour) in enumerate(kinds.items()):
        mine = [(spot, side) for spot, side in zip(spots, sides, strict=True) if spot[3] == kind]
        traces.append(
            go.Scatter(
                x=[spot[1] for spot, _ in mine], y=[spot[2] for spot, _ in mine], mode="markers+text", name=kind,
                text=[spot[0] for spot, _ in mine], textposition=[side for _, side in mine],
                textfont={"size": 12, "color": INK}, cliponaxis=False,
                marker={"color": colour, "size": 11, "symbol": place, "line": {"color": PAPER, "width": 1}},
                hovertext=[f"{spot[0].replace('<br>', ' ')}: {spot[1]:g}, {spot[2]:g}" for spot, _ in mine],
                hoverinfo="text",
            )
        )
    return house_figure(
        traces, height=height, showlegend=len(kinds) > 1, hovermode="closest", legend=LEGEND,
        margin={"l": _LEFT, "r": _RIGHT, "t": top, "b": _BELOW},
        xaxis={"title": {"text": x_title}, "range": across, "showgrid": True, "nticks": 7, "zeroline": from_zero},
        yaxis={"title": {"text": y_title}, "range": up, "nticks": 8, "zeroline": from_zero},
    )


def _range(values: list[float], from_zero: bool) -> list[float]:
    """Return the ends of an axis: a little air around the values, and zero where it is asked for."""
    low, high = (min(0.0, *values), max(0.0, *values)) if from_zero else (min(values), max(values))
    air = 0.08 * (high - low) or 1.0
    return [low if from_zero and low == 0 else low - air, high if from_zero and high == 0 else high + air]


def _sides(spots: list[tuple], across: list[float], up: list[float], wide: float, tall: float) -> list[str]:
    """Choose the side of each label so that, on a telephone, none meets another, a point or the edge."""
    at = [
        (wide * (x - across[0]) / (across[1] - across[0]), tall * (y - up[0]) / (up[1] - up[0]))
        for _, x, y, _ in spots
    ]
    marks: list[Box] = [(x - 6, y - 6, x + 6, y + 6) for x, y in at]
    chosen: dict[int, tuple[str, Box]] = {}
    # The first round knows only the labels before it; the next ones mend what came after.
    for place in [*range(len(spots))] * 3:
        taken = marks + [box for other, (_, box) in chosen.items() if other != place]
        boxes = {side: _box(spots[place][0], *at[place], *way) for side, way in _SIDES.items()}
        side = min(boxes, key=lambda side: _faults(boxes[side], taken, wide, tall))
        chosen[place] = side, boxes[side]
    return [chosen[place][0] for place in range(len(spots))]


def _box(label: str, x: float, y: float, right: int, above: int) -> Box:
    """Return the pixels that a label takes on one side of its point."""
    half_width, half_height = width_of(label, 12) / 2, 7.5 * line_count(label)
    beside = 8 if not above else 4
    x, y = x + right * (half_width + beside), y + above * (half_height + 7)
    return x - half_width, y - half_height, x + half_width, y + half_height


def _faults(box: Box, taken: list[Box], wide: float, tall: float) -> float:
    """Weigh the pixels that a label would cover, and those beyond the edge, where a text is cut."""
    met = sum(
        max(0.0, min(box[2], b[2]) - max(box[0], b[0])) * max(0.0, min(box[3], b[3]) - max(box[1], b[1]))
        for b in taken
    )
    beyond = max(0.0, -box[0], box[2] - wide - _RIGHT, -box[1], box[3] - tall)
    return met + 100 * beyond
