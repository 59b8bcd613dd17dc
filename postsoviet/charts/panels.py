"""Several quantities over the same years, each with its own axis, one above the other."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from postsoviet.charts.figure import house_figure
from postsoviet.charts.theme import INK, SERIES, SOFT
from postsoviet.errors import CourseError

#: Part of a panel's height that its heading needs.
_HEADING = 0.16


def panels(
    series: Mapping[str, tuple[Sequence, Sequence]],
    *,
    kinds: Mapping[str, str] | None = None,
    marked: Sequence = (),
    from_zero: bool = True,
    panel_height: int = 190,
) -> go.Figure:
    """Draw each series in its own panel, so that quantities of different units never share an axis.

    Parameters
    ----------
    series : mapping of str to (x, y)
        Heading of a panel, with the unit, to its points; a missing value leaves a gap.
    kinds : mapping of str to str, optional
        ``"bar"`` for the panels that are drawn with bars; the others are lines.
    marked : sequence, optional
        Places on the common axis at which every panel writes its value.
    from_zero : bool
        Whether the axes of lines start at zero; bars always do.

    Raises
    ------
    CourseError
        If there is no series, or a panel has another kind than line or bar.
    """
    if not series:
        raise CourseError("panels() was given no series; pass at least one heading with its points.")
    count, traces, headings, layout = len(series), [], [], {}
    for place, (heading, (x, y)) in enumerate(series.items()):
        axis = "y" if place == 0 else f"y{place + 1}"
        x, y = list(x), [None if value is None or value != value else float(value) for value in y]
        kind = (kinds or {}).get(heading, "line")
        if kind not in ("line", "bar"):
            raise CourseError(f"The panel '{heading}' has the kind '{kind}'; choose line or bar.")
        colour = SERIES[place % len(SERIES)]
        written = [f"{value:g}" if at in marked and value is not None else "" for at, value in zip(x, y, strict=True)]
        traces.append(_bars(x, y, written, colour, heading, axis) if kind == "bar"
                      else _line(x, y, written, colour, heading, axis))
        top = 1 - place / count
        headings.append({
            "xref": "paper", "yref": "paper", "x": 0, "y": top, "xanchor": "left", "yanchor": "top",
            "text": f"<b>{heading}</b>", "showarrow": False, "font": {"color": INK, "size": 13},
        })
        mode = "tozero" if from_zero or kind == "bar" else "normal"
        layout[f"yaxis{'' if place == 0 else place + 1}"] = {
            "domain": [top - 1 / count + 0.03, top - _HEADING / count], "rangemode": mode, "nticks": 5,
        }
    return house_figure(
        traces, height=panel_height * count + 40, showlegend=False, annotations=headings,
        hovermode="x unified", margin={"l": 44, "r": 16, "t": 12, "b": 36},
        xaxis={"anchor": "y" if count == 1 else f"y{count}"}, **layout,
    )


def _line(x: list, y: list, written: list[str], colour: str, name: str, axis: str) -> go.Scatter:
    return go.Scatter(
        x=x, y=y, yaxis=axis, name=name, mode="lines+markers+text", text=written, textposition=_beside_line(y),
        textfont={"color": SOFT, "size": 12}, cliponaxis=False, connectgaps=False,
        line={"color": colour, "width": 2.5}, marker={"size": 6, "color": colour},
        hovertemplate="%{y}",
    )


def _beside_line(y: list) -> list[str]:
    """Place each label on the side of its point on which the line does not run."""
    sides = []
    for place, value in enumerate(y):
        near = [n for n in y[max(place - 1, 0):place + 2] if n is not None]
        low = value is not None and value <= min(near) and len(near) > 1
        sides.append("bottom center" if low else "top center")
    return sides


def _bars(x: list, y: list, written: list[str], colour: str, name: str, axis: str) -> go.Bar:
    return go.Bar(
        x=x, y=y, yaxis=axis, name=name, text=written, textposition="outside", textangle=0,
        outsidetextfont={"color": SOFT, "size": 12}, cliponaxis=False, marker={"color": colour},
        hovertemplate="%{y}",
    )
