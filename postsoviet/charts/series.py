"""Lines and bars: how a quantity moves over time or differs between groups."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from postsoviet.charts.figure import house_figure
from postsoviet.charts.theme import INK, PAPER, SERIES, SOFT


def end_label(x, y, text: str, colour: str, shift: int = 0) -> dict:
    """Return an annotation that names a line at its last point, in the line's own colour."""
    return {
        "x": x, "y": y, "text": text, "font": {"color": colour, "size": 13}, "showarrow": False,
        "xanchor": "left", "xshift": 8, "yshift": shift, "align": "left",
    }


def lines(
    series: Mapping[str, tuple[Sequence, Sequence]],
    *,
    y_title: str,
    x_title: str = "",
    label_shift: Mapping[str, int] | None = None,
    from_zero: bool = True,
    height: int = 380,
    label_room: int = 96,
    colours: Mapping[str, str] | None = None,
) -> go.Figure:
    """Draw lines that are named at their ends, not in a legend.

    Parameters
    ----------
    series : mapping of str to (x, y)
        Name of a line to its points; a missing value leaves a gap.
    y_title, x_title : str
        What the axes measure, with the unit.
    label_shift : mapping of str to int, optional
        Pixels by which a label moves up, where two would meet.
    from_zero : bool
        Whether the vertical axis starts at zero.
    label_room : int
        Pixels kept free at the right for the labels.
    colours : mapping of str to str, optional
        Colours by name of the line; else the house order.
    """
    shifts = label_shift or {}
    traces, labels = [], []
    every_x = [value for x, _ in series.values() for value in x]
    for place, (name, (x, y)) in enumerate(series.items()):
        colour = (colours or {}).get(name, SERIES[place % len(SERIES)])
        x, y = list(x), [None if value != value else value for value in y]
        traces.append(
            go.Scatter(
                x=x, y=y, name=name.replace("<br>", " "), mode="lines+markers",
                line={"color": colour, "width": 2.5},
                marker={"size": 6, "color": colour, "symbol": place % 5},
                connectgaps=False,
            )
        )
        last = max(i for i, value in enumerate(y) if value is not None)
        labels.append(end_label(x[last], y[last], name, colour, shifts.get(name, 0)))
    return house_figure(
        traces, height=height, showlegend=False, annotations=labels, hovermode="x unified",
        margin={"l": 52, "r": label_room, "t": 16, "b": 44},
        # A fixed range: the labels stand beside the axis, and plotly would stretch it to hold them.
        xaxis={"title": {"text": x_title}, "range": [min(every_x) - 0.4, max(every_x) + 0.4]},
        yaxis={"title": {"text": y_title}, "rangemode": "tozero" if from_zero else "normal"},
    )


def bars(
    labels: Sequence[str],
    series: Mapping[str, Sequence[float]],
    *,
    value_title: str,
    stacked: bool = False,
    horizontal: bool = True,
    height: int | None = None,
    decimals: int = 0,
    suffix: str = "",
    colours: Sequence[str] | None = None,
    highlight: Mapping[str, str] | None = None,
) -> go.Figure:
    """Draw bars with their values written on them.

    Parameters
    ----------
    labels : sequence of str
        One label a bar, first on top where the bars lie.
    series : mapping of str to sequence of float
        Name of a series to its values; a missing value leaves an empty place.
    value_title : str
        What the length of a bar measures, with the unit.
    stacked : bool
        Whether the series of one label are laid end to end.
    highlight : mapping of str to str, optional
        Colours of single bars by label, for a chart of one series.
    """
    palette = colours or SERIES
    traces = []
    for place, (name, values) in enumerate(series.items()):
        values = [None if value != value else value for value in values]
        written = ["" if value is None else f"{value:,.{decimals}f}{suffix}" for value in values]
        colour = palette[place % len(palette)]
        fill = [highlight.get(label, colour) for label in labels] if highlight else colour
        along = {"x": values, "y": list(labels)} if horizontal else {"x": list(labels), "y": values}
        label = "%{y}" if horizontal else "%{x}"
        traces.append(
            go.Bar(
                **along, name=name, orientation="h" if horizontal else "v", marker={"color": fill},
                text=written, textposition="inside" if stacked else _text_place(values),
                insidetextanchor="middle" if stacked else "end",
                insidetextfont={"color": PAPER}, outsidetextfont={"color": SOFT}, cliponaxis=False,
                textangle=0, constraintext="both" if stacked else "none",
                hovertemplate=label + ": %{text}<extra>%{fullData.name}</extra>",
            )
        )
    many = len(series) > 1
    common = {"barmode": "stack" if stacked else "group", "showlegend": many, "legend": {"traceorder": "normal"}}
    value_axis = {"title": {"text": value_title}, "rangemode": "tozero"}
    if not horizontal:
        return house_figure(
            traces, height=height or 380, bargap=0.28, yaxis=value_axis,
            xaxis={"type": "category"}, margin={"l": 52, "r": 16, "t": 16, "b": 48}, **common,
        )
    per_label = 56 if stacked or not many else 30 + 24 * len(series)
    tall = height or 64 + per_label * len(labels) + (32 if many else 0)
    gap = 0.5 if stacked or not many else 0.34
    return house_figure(
        traces, height=tall, bargap=gap,
        annotations=[_above_bar(label, per_label * (1 - gap) / 2) for label in labels],
        # The values stand on the bars, so the axis keeps its title only.
        xaxis={**value_axis, "showticklabels": False, "showgrid": False},
        yaxis={"autorange": "reversed", "showgrid": False, "showticklabels": False, "type": "category"},
        margin={"l": 6, "r": 44, "t": 24 if many else 20, "b": 32}, **common,
    )


def _text_place(values: Sequence) -> str | list[str]:
    """Write the value beside a bar of length zero, for plotly leaves out a text that must lie inside it."""
    return ["outside" if value == 0 else "auto" for value in values] if 0 in values else "auto"


def _above_bar(label: str, half_bar: float) -> dict:
    """Name a bar above it, at the left edge: on a telephone a label beside it would take half the width."""
    return {
        "xref": "paper", "x": 0, "y": label, "text": label, "showarrow": False, "xanchor": "left",
        "yanchor": "bottom", "yshift": half_bar, "font": {"size": 13, "color": INK}, "align": "left",
    }
