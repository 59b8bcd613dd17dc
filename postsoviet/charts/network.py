"""A network on a grid that the author sets: argument maps, types of actors, flows of media."""

from collections.abc import Sequence

import plotly.graph_objects as go

from postsoviet.charts.figure import house_figure
from postsoviet.charts.parts import HIDDEN, LEGEND, NARROW, fold, legend_mark, legend_room, line_count, refuse_nothing
from postsoviet.charts.theme import BLUE, FAINT, GREEN, GREY, INK, OCHRE, ORANGE, PAPER, PURPLE, SOFT
from postsoviet.errors import CourseError, did_you_mean

_MOST_COLUMNS = 4
#: Share of a column that a box takes; the rest is the way of the arrows.
_BOX = 0.84
#: Pixels of a line of text, of the space around it in a box, and between two rows of boxes.
_LINE, _PAD, _GAP = 15, 14, 38
#: Fill, text and border of each kind of box, and whether the border is dashed: never colour alone.
_BOXES = (
    (BLUE, PAPER, BLUE, "solid"),
    (FAINT, INK, GREY, "solid"),
    (PAPER, INK, OCHRE, "dash"),
    (PAPER, INK, GREEN, "dot"),
)
_ARROWS = ((SOFT, "solid"), (ORANGE, "dash"), (PURPLE, "dot"), (GREEN, "dashdot"))


def network(
    nodes: Sequence[tuple[str, int, int, str]],
    edges: Sequence[tuple[str, str, str]],
    *,
    height: int | None = None,
) -> go.Figure:
    """Draw boxes on a grid and the arrows between them.

    An arrow runs straight where the way is free, else along the lanes between the boxes.

    Parameters
    ----------
    nodes : sequence of (name, column, row, kind)
        The name is what stands in the box; columns from 1 to at most 4, rows from 1 at the top. The kind
        gives fill and border; at most four.
    edges : sequence of (from, to, kind)
        Names of two nodes; the kind gives colour and dash; at most four.

    Raises
    ------
    CourseError
        If two nodes share a name or a place, a place is off the grid, an edge names no node or joins a node
        to itself, or there are too many kinds.
    """
    refuse_nothing(nodes, "nodes")
    _check(nodes, edges)
    looks = _looks((node[3] for node in nodes), _BOXES, "boxes")
    strokes = _looks((edge[2] for edge in edges), _ARROWS, "arrows")
    first, last = min(node[1] for node in nodes), max(node[1] for node in nodes)
    columns = last - first + 1
    size = 11 if columns == _MOST_COLUMNS else 12
    folded = {name: fold(name, _BOX * NARROW / columns - 3, size) for name, *_ in nodes}
    bands = _bands(nodes, folded)
    boxes = {
        name: (column - _BOX / 2, column + _BOX / 2, *bands[row]) for name, column, row, _ in nodes
    }
    shapes = [
        {"type": "rect", "x0": boxes[name][0], "x1": boxes[name][1], "y0": boxes[name][2], "y1": boxes[name][3],
         "fillcolor": looks[kind][0], "line": {"color": looks[kind][2], "width": 2, "dash": looks[kind][3]},
         "layer": "below"}
        for name, *_, kind in nodes
    ]
    texts = go.Scatter(
        x=[column for _, column, *_ in nodes], y=[sum(bands[row]) / 2 for *_, row, _ in nodes], mode="text",
        text=[folded[name] for name, *_ in nodes], hovertext=[f"{name} ({kind})" for name, *_, kind in nodes],
        textfont={"size": size, "color": [looks[kind][1] for *_, kind in nodes]}, hoverinfo="text", showlegend=False,
    )
    ways = _ways(nodes, edges, boxes)
    arrows = [_arrow(edge, way, *strokes[edge[2]]) for edge, way in zip(edges, ways, strict=True)]
    marks = [
        legend_mark(kind, look[0], "square").update(marker={"line": {"color": look[2], "width": 2}})
        for kind, look in looks.items() if len(looks) > 1
    ] + [
        go.Scatter(x=[None], y=[None], mode="lines", name=kind, line={"color": colour, "dash": dash, "width": 2.5})
        for kind, (colour, dash) in strokes.items()
    ]
    top = legend_room(["", *(mark.name for mark in marks)]) if marks else 12
    floor = max(bottom for _, bottom in bands.values()) + _GAP / 2
    return house_figure(
        [*arrows, texts, *marks], height=height or int(floor + top + 8), shapes=shapes, hovermode="closest",
        showlegend=bool(marks), legend=LEGEND, margin={"l": 4, "r": 4, "t": top, "b": 8},
        xaxis={**HIDDEN, "range": [first - 0.5, last + 0.5]}, yaxis={**HIDDEN, "range": [floor, 0]},
    )


def _check(nodes: Sequence[tuple], edges: Sequence[tuple]) -> None:
    """Refuse places and names that clash or do not exist."""
    names, places = [node[0] for node in nodes], [tuple(node[1:3]) for node in nodes]
    for name, place in zip(names, places, strict=True):
        if names.count(name) > 1:
            raise CourseError(f"Two boxes are named '{name}'; give each its own name.")
        if place[0] not in range(1, _MOST_COLUMNS + 1) or not (isinstance(place[1], int) and place[1] >= 1):
            raise CourseError(
                f"The box '{name}' stands at column {place[0]!r}, row {place[1]!r}; columns go from 1 to "
                f"{_MOST_COLUMNS}, and rows are whole numbers from 1."
            )
        if places.count(place) > 1:
            raise CourseError(f"Two boxes stand at column {place[0]}, row {place[1]}; give each its own place.")
    for start, end, _ in edges:
        for name in (start, end):
            if name not in names:
                raise CourseError(
                    f"The arrow from '{start}' to '{end}' needs a box '{name}'{did_you_mean(name, names)}; "
                    "there is none of this name."
                )
        if start == end:
            raise CourseError(f"An arrow joins '{start}' to itself; leave it out.")


def _looks(kinds, looks: tuple, what: str) -> dict[str, tuple]:
    """Give each kind its look, in order of first appearance."""
    names = list(dict.fromkeys(kinds))
    if len(names) > len(looks):
        raise CourseError(f"The network has {len(names)} kinds of {what}, and at most {len(looks)} can be told apart.")
    return dict(zip(names, looks, strict=False))


def _bands(nodes: Sequence[tuple], folded: dict[str, str]) -> dict[int, tuple[float, float]]:
    """Return top and bottom of each row, in pixels from the top: as tall as its longest text."""
    bands, y = {}, _GAP / 2
    for row in sorted({node[2] for node in nodes}):
        tall = _PAD + _LINE * max(line_count(folded[name]) for name, _, there, _ in nodes if there == row)
        bands[row] = (y, y + tall)
        y += tall + _GAP
    return bands


def _ways(nodes: Sequence[tuple], edges: Sequence[tuple], boxes: dict[str, tuple]) -> list[list[tuple[float, float]]]:
    """Return the corners of each arrow; the arrows at one side of a box stand apart on it."""
    place = {name: (column, row) for name, column, row, _ in nodes}
    sides = [_sides(place[start], place[end], set(place.values())) for start, end, _ in edges]
    at: dict[tuple[str, str], list[tuple]] = {}
    for number, ((start, end, _), pair) in enumerate(zip(edges, sides, strict=True)):
        at.setdefault((start, pair[0]), []).append((*place[end], number))
        at.setdefault((end, pair[1]), []).append((*place[start], number))
    ways = []
    for number, ((start, end, _), pair) in enumerate(zip(edges, sides, strict=True)):
        ends = []
        for name, other, side in ((start, end, pair[0]), (end, start, pair[1])):
            # Sideways by row, up and down by column: so the arrows at one side do not cross.
            order = sorted(at[name, side], key=lambda a: (a[side in "left right"], a))
            ends.append(_port(boxes[name], side, order.index((*place[other], number)), len(order)))
        ways.append(_way(ends, pair, place[start], place[end], boxes, start, end))
    return ways


def _sides(start: tuple[int, int], end: tuple[int, int], places: set) -> tuple[str, str]:
    """Return the sides at which an arrow leaves and arrives."""
    if start[1] != end[1]:
        return ("bottom", "top") if start[1] < end[1] else ("top", "bottom")
    between = range(min(start[0], end[0]) + 1, max(start[0], end[0]))
    if any((column, start[1]) in places for column in between):
        return "top", "top"
    return ("right", "left") if start[0] < end[0] else ("left", "right")


def _port(box: tuple, side: str, number: int, count: int) -> tuple[float, float]:
    """Return the point of a side for one of its arrows, spread over its middle."""
    left, right, top, bottom = box
    share = (number + 1) / (count + 1)
    if side in ("top", "bottom"):
        return left + (right - left) * (0.1 + 0.8 * share), top if side == "top" else bottom
    return left if side == "left" else right, top + (bottom - top) * share


def _way(ends: list, pair: tuple, start: tuple, end: tuple, boxes: dict, *names: str) -> list[tuple[float, float]]:
    """Return the corners of one arrow: straight, over a row, or along the lane beside the column of its end."""
    (x0, y0), (x1, y1) = ends
    if pair == ("top", "top"):
        return [(x0, y0), (x0, y0 - _GAP / 3), (x1, y0 - _GAP / 3), (x1, y1)]
    others = [box for name, box in boxes.items() if name not in names]
    if not any(_crosses(ends, box) for box in others):
        return ends
    down = 1 if y1 > y0 else -1
    # The lane on the side from which the arrow comes; one between two columns where there is a choice.
    before = end[0] > start[0] or (end[0] == start[0] and end[0] > min(box[0] for box in boxes.values()) + 1)
    lane = end[0] - 0.5 if before else end[0] + 0.5
    out, back = y0 + down * _GAP / 3, y1 - down * _GAP / 2
    return [(x0, y0), (x0, out), (lane, out), (lane, back), (x1, back), (x1, y1)]


def _crosses(ends: list, box: tuple) -> bool:
    """Tell whether a straight arrow between two rows would run through a box."""
    (x0, y0), (x1, y1) = ends
    left, right, top, bottom = box
    if y0 == y1 or max(y0, y1) <= top or min(y0, y1) >= bottom:
        return False
    inside = sorted((min(max(y, min(y0, y1)), max(y0, y1)) for y in (top, bottom)))
    x = sorted(x0 + (x1 - x0) * (y - y0) / (y1 - y0) for y in inside)
    return x[0] < right + 0.02 and x[1] > left - 0.02


def _arrow(edge: tuple, way: list[tuple[float, float]], colour: str, dash: str) -> go.Scatter:
    start, end, kind = edge
    return go.Scatter(
        x=[x for x, _ in way], y=[y for _, y in way], mode="lines+markers", showlegend=False,
        line={"color": colour, "width": 2, "dash": dash},
        marker={"symbol": "arrow", "angleref": "previous", "size": [*[0] * (len(way) - 1), 11], "color": colour,
                "line": {"width": 0}, "opacity": 1},
        hovertext=f"{start} → {end}: {kind}", hoverinfo="text",
    )
