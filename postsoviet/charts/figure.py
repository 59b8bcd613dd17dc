"""From a plotly figure to plain, stable JSON that any machine writes alike."""

import math

import plotly.graph_objects as go

from postsoviet.charts.parts import NARROW, WIDE, legend_room
from postsoviet.charts.theme import TEMPLATE, TRACE_TYPES
from postsoviet.errors import CourseError

DEFAULT_HEIGHT = 380


def house_figure(data=(), **layout) -> go.Figure:
    """Return a figure in the house look.

    Parameters
    ----------
    data : sequence of plotly traces
        What is drawn; only the trace types of ``theme.TRACE_TYPES``.
    **layout
        Layout options of plotly that go beyond the house template.
    """
    layout.setdefault("height", DEFAULT_HEIGHT)
    return go.Figure(data=list(data), layout={"template": TEMPLATE, **layout})


def plain(value):
    """Turn what plotly holds into lists, dicts, strings and numbers of six significant digits.

    Six digits are more than a screen shows, and they hide the last bits in which two processors
    may differ, so a stored output compares equal everywhere.
    """
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, float):
        if math.isnan(value):
            return None
        rounded = float(f"{value:.6g}")
        return int(rounded) if rounded.is_integer() else rounded
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def figure_dict(figure: go.Figure | dict) -> dict:
    """Return the figure as plain data, after checking that the site can draw it.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure or dict
        A figure, or what its ``to_plotly_json`` returns. An explorer of hundreds of states builds
        one figure and passes dicts with other values in it, which is much faster.

    Raises
    ------
    CourseError
        If a trace is of a type that is not in the site's plotly bundle.
    """
    raw = figure if isinstance(figure, dict) else figure.to_plotly_json()
    for trace in raw["data"]:
        if trace.get("type", "scatter") not in TRACE_TYPES:
            raise CourseError(
                f"A chart uses the trace type '{trace['type']}', which the site's plotly bundle cannot "
                f"draw; build it from {', '.join(sorted(TRACE_TYPES))}."
            )
    return {"data": plain(raw["data"]), "layout": plain(raw["layout"])}


def height_of(figure: dict) -> int:
    """Height in pixels that the page keeps free for the figure before it is drawn."""
    return int(figure["layout"].get("height", DEFAULT_HEIGHT))


def wide_height_of(figure: dict) -> int:
    """Height in pixels that the page keeps free where a chart is wide, and its legend takes fewer lines."""
    layout = figure["layout"]
    # only such a legend stands in the margin above the drawing
    if layout.get("legend", {}).get("y") != 1:
        return height_of(figure)
    names = [one.get("name") or "" for one in figure["data"] if one.get("showlegend", "name" in one)]
    narrow, wide = legend_room(names, NARROW), legend_room(names, WIDE)
    reserved = layout.get("margin", {}).get("t", 0)
    return height_of(figure) - (narrow - wide if reserved >= narrow else 0)


def without_house_look(figure: dict) -> dict:
    """Return the figure without the house template, which the site has once for all of them."""
    if figure["layout"].get("template") != plain(TEMPLATE):
        return figure
    return {**figure, "layout": {key: value for key, value in figure["layout"].items() if key != "template"}}


def with_house_look(figure: dict) -> dict:
    """Return a figure of a page with the house template again, for a drawing that is made elsewhere."""
    return {**figure, "layout": {"template": plain(TEMPLATE), **figure["layout"]}}
