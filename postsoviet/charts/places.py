"""Charts of places: a tile-grid map, which needs no geometry, and flows between groups of places."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from postsoviet.charts.figure import house_figure
from postsoviet.charts.theme import FAINT, INK, ON_RAMP, PAPER, RAMP, RULE, SERIES, SOFT
from postsoviet.errors import CourseError

_HIDDEN_AXIS = {"visible": False, "fixedrange": True}


def tiles(places: pd.DataFrame, kinds: Mapping[str, str], values: Mapping[str, str] | None = None) -> list[dict]:
    """Turn a table of places into the squares of a `tile_map`.

    Parameters
    ----------
    places : pandas.DataFrame
        With the columns ``name``, ``tile_column`` and ``tile_row``.
    kinds : mapping of str to str
        Class by name of the place; a place that is left out is one of which nothing is known.
    values : mapping of str to str, optional
        Text below the name.
    """
    found = []
    for place in places.itertuples():
        kind, value = kinds.get(place.name), (values or {}).get(place.name, "")
        found.append({
            "column": place.tile_column, "row": place.tile_row, "label": place.name.replace(" ", "<br>"),
            "value": value, "class": kind, "hover": f"{place.name}: {value or kind or 'not printed'}",
        })
    return found


def tile_map(
    tiles: Sequence[Mapping],
    *,
    classes: Sequence[str],
    height: int = 330,
    ordered: bool = True,
) -> go.Figure:
    """Draw every region as one square of equal size, near its place on the map.

    Parameters
    ----------
    tiles : sequence of mappings
        Each with ``column`` and ``row`` (place on the grid, from the north-west), ``label`` (short,
        ``<br>`` allowed), ``value`` (text below the label, may be empty), ``class`` (one of
        ``classes``, or ``None`` where nothing is known) and ``hover``.
    classes : sequence of str
        Names of the classes, at most five, lowest first where ``ordered``.
    ordered : bool
        Whether the classes are steps of one quantity (a ramp) or kinds (distinct colours).

    Raises
    ------
    CourseError
        If two tiles share a place, or a class is not in ``classes``.
    """
    places = [(tile["column"], tile["row"]) for tile in tiles]
    for place in places:
        if places.count(place) > 1:
            raise CourseError(
                f"Two tiles stand at column {place[0]}, row {place[1]}; give each region its own place."
            )
    unknown = any(tile["class"] is None for tile in tiles)
    fills = _ramp(len(classes), unknown) if ordered else [(SERIES[i], PAPER) for i in range(len(classes))]
    look = dict(zip(classes, fills, strict=True))
    shapes, texts = [], []
    for tile in tiles:
        if tile["class"] is not None and tile["class"] not in look:
            raise CourseError(
                f"The tile '{tile['label']}' has the class '{tile['class']}', which is not one of: "
                f"{', '.join(classes)}."
            )
        fill, ink = look.get(tile["class"], (FAINT, SOFT))
        x, y = tile["column"], -tile["row"]
        shapes.append({
            "type": "rect", "x0": x - 0.48, "x1": x + 0.48, "y0": y - 0.48, "y1": y + 0.48,
            "fillcolor": fill, "line": {"color": RULE, "width": 1}, "layer": "below",
        })
        value = f"<br><b>{tile['value']}</b>" if tile["value"] else ""
        texts.append((x, y, f"{tile['label']}{value}", ink, tile["hover"]))
    drawn = [
        go.Scatter(
            x=[t[0] for t in texts], y=[t[1] for t in texts], mode="text", text=[t[2] for t in texts],
            textfont={"size": 11, "color": [t[3] for t in texts]}, showlegend=False,
            hovertext=[t[4] for t in texts], hoverinfo="text",
        )
    ]
    for name, (fill, _) in look.items():
        drawn.append(
            go.Scatter(x=[None], y=[None], mode="markers", name=name,
                       marker={"symbol": "square", "size": 14, "color": fill,
                               "line": {"color": RULE, "width": 1}})
        )
    columns, rows = [p[0] for p in places], [p[1] for p in places]
    return house_figure(
        drawn, height=height, shapes=shapes, margin={"l": 4, "r": 4, "t": 30, "b": 4},
        xaxis={**_HIDDEN_AXIS, "range": [min(columns) - 0.5, max(columns) + 0.5]},
        yaxis={**_HIDDEN_AXIS, "range": [-max(rows) - 0.5, -min(rows) + 0.5]},
    )


def _ramp(steps: int, unknown: bool) -> list[tuple[str, str]]:
    """Spread a number of classes over the ramp, with the text colour that is legible on each.

    The lightest step is left out, where it can be, if it would stand beside the grey of the unknown.
    """
    if steps > len(RAMP):
        raise CourseError(f"A tile map shows at most {len(RAMP)} ordered classes, not {steps}.")
    first = int(unknown and steps < len(RAMP))
    places = [first + round(i * (len(RAMP) - 1 - first) / max(steps - 1, 1)) for i in range(steps)]
    return [(RAMP[place], ON_RAMP[place]) for place in places]


def flow(
    origin: str,
    destinations: Sequence[tuple[str, float, str]],
    *,
    unit: str = "percent",
    height: int | None = None,
    slots: int | None = None,
) -> go.Figure:
    """Draw how one origin splits over its destinations: bands whose width is the share.

    Parameters
    ----------
    origin : str
        Name of the stem at the left.
    destinations : sequence of (name, share, colour)
        Top to bottom; shares in the same unit, more than zero.
    unit : str
        Unit of the shares, for the labels.
    slots : int, optional
        Number of bands the drawing has room for; the surplus stays empty, so that every state of
        an explorer has one shape.

    Raises
    ------
    CourseError
        If a share is not above zero, or there are more destinations than slots.
    """
    slots = len(destinations) if slots is None else slots
    if len(destinations) > slots:
        raise CourseError(f"The flow has {len(destinations)} destinations and {slots} slots; give it more slots.")
    for name, share, _ in destinations:
        if not share > 0:
            raise CourseError(f"The flow to '{name}' is {share}; leave out what does not flow.")
    total = sum(share for _, share, _ in destinations)
    # The gap lets a label of two lines stand free beside the thinnest band.
    gap = 0.09 * total
    left, right = 0.0, 0.0
    traces, labels = [], []
    shift = gap * (len(destinations) - 1) / 2
    for name, share, colour in destinations:
        traces.append(_band(left, right, share, shift, colour, f"{name}: {share:g} {unit}"))
        labels.append({
            "x": 1.02, "y": -(right + share / 2), "xanchor": "left", "showarrow": False, "align": "left",
            "text": f"<b>{share:g} %</b> {name}" if unit == "percent" else f"<b>{share:g}</b> {name}",
            "font": {"color": INK, "size": 13},
        })
        left += share
        right += share + gap
    for _ in range(slots - len(destinations)):
        traces.append(_band(0.0, 0.0, 0.0, 0.0, PAPER, "").update(x=[None], y=[None]))
        labels.append({**labels[-1], "text": " "})
    labels.append({
        "x": 0, "y": -shift, "xanchor": "left", "yanchor": "bottom", "yshift": 4, "align": "left",
        "text": f"<b>{origin}</b>", "showarrow": False, "font": {"color": INK, "size": 14},
    })
    return house_figure(
        traces, height=height or 70 + 62 * slots, showlegend=False, annotations=labels,
        margin={"l": 4, "r": 4, "t": 8, "b": 8}, hovermode="closest",
        xaxis={**_HIDDEN_AXIS, "range": [-0.02, 1.95]},
        yaxis={**_HIDDEN_AXIS, "range": [-(right - gap) * 1.02, 0.02 * total]},
    )


def _band(left: float, right: float, share: float, shift: float, colour: str, hover: str) -> go.Scatter:
    """Return one band: straight stem, then an S-shaped reach to its destination."""
    steps = [i / 16 for i in range(17)]
    eased = [t * t * (3 - 2 * t) for t in steps]
    stem = 0.42
    x = [0.0, *[stem + (1 - stem) * t for t in steps]]
    start = left + shift
    top = [start, *[start + (right - start) * e for e in eased]]
    bottom = [value + share for value in top]
    return go.Scatter(
        x=x + x[::-1], y=[-v for v in top] + [-v for v in bottom[::-1]], mode="lines", fill="toself",
        fillcolor=colour, line={"color": PAPER, "width": 1}, hoveron="fills", name=hover,
        hoverinfo="text", text=hover,
    )
