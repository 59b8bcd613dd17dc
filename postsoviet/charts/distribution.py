"""Charts of a distribution and of a result checked: Lorenz curves, printed beside recomputed."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from postsoviet.charts.figure import house_figure
from postsoviet.charts.series import end_label
from postsoviet.charts.theme import BLUE, GREY, ORANGE, RULE, SERIES, SOFT


def lorenz(
    curves: Mapping[str, tuple[Sequence[float], Sequence[float]]], *, height: int = 420
) -> go.Figure:
    """Draw Lorenz curves against the line of equality.

    Parameters
    ----------
    curves : mapping of str to (population share, income share)
        Lorenz ordinates as ``measures.lorenz_ordinates`` returns them: fractions from 0 to 1.
    """
    dashes = ("solid", "dash", "dot", "dashdot")
    traces = [
        go.Scatter(
            x=[0, 100], y=[0, 100], mode="lines", name="Equal incomes",
            line={"color": GREY, "width": 1.5}, hoverinfo="skip",
        )
    ]
    for place, (name, (people, income)) in enumerate(curves.items()):
        colour = SERIES[place % len(SERIES)]
        traces.append(
            go.Scatter(
                x=[100 * float(share) for share in people], y=[100 * float(share) for share in income],
                name=name, mode="lines+markers", marker={"size": 6, "color": colour},
                line={"color": colour, "width": 2.5, "dash": dashes[place % len(dashes)]},
                hovertemplate="poorest %{x:.0f} % of people: %{y:.2f} % of income",
            )
        )
    return house_figure(
        traces, height=height, margin={"l": 52, "r": 16, "t": 16, "b": 48},
        xaxis={"title": {"text": "People, poorest first (percent)"}, "range": [0, 100.5], "dtick": 20},
        yaxis={"title": {"text": "Share of all income (percent)"}, "range": [0, 100.5], "dtick": 20},
        legend={"orientation": "v", "x": 0.02, "y": 0.98, "yanchor": "top"},
    )


def printed_and_recomputed(
    labels: Sequence[str],
    printed: Sequence[float],
    recomputed: Sequence[float],
    low: Sequence[float] | None = None,
    high: Sequence[float] | None = None,
    *,
    value_title: str,
    range_name: str = "Range that rounding allows",
    height: int | None = None,
) -> go.Figure:
    """Set each printed value beside the recomputed one and the range that rounding allows.

    Parameters
    ----------
    labels : sequence of str
        One label a row, first on top.
    printed, recomputed : sequence of float
        The two values of each row.
    low, high : sequence of float, optional
        Ends of the range that the rounding of the inputs allows.
    value_title : str
        What is measured, with the unit.
    range_name : str
        What the range is, for the legend.
    """
    labels = list(labels)
    traces = []
    if low is not None and high is not None:
        x, y = [], []
        for label, left, right in zip(labels, low, high, strict=True):
            x += [float(left), float(right), None]
            y += [label, label, None]
        traces.append(
            go.Scatter(x=x, y=y, mode="lines", name=range_name, hoverinfo="skip",
                       line={"color": RULE, "width": 9})
        )
    traces.append(
        go.Scatter(x=[float(value) for value in recomputed], y=labels, mode="markers", name="Recomputed",
                   marker={"color": BLUE, "size": 11, "symbol": "circle"})
    )
    traces.append(
        go.Scatter(x=[float(value) for value in printed], y=labels, mode="markers", name="Printed",
                   marker={"color": ORANGE, "size": 13, "symbol": "diamond-open", "line": {"width": 2.5}})
    )
    return house_figure(
        traces, height=height or 110 + 32 * len(labels), hovermode="closest",
        margin={"l": 16, "r": 24, "t": 16, "b": 48},
        xaxis={"title": {"text": value_title}, "showgrid": True},
        yaxis={"autorange": "reversed", "type": "category", "showgrid": True},
    )


def spread(
    labels: Sequence[str],
    values: Sequence[float],
    low: Sequence[float],
    high: Sequence[float],
    *,
    value_title: str,
    value_name: str,
    range_name: str,
    decimals: int = 1,
    height: int | None = None,
) -> go.Figure:
    """Draw a value of each row on the range from its lowest to its highest case.

    Parameters
    ----------
    labels : sequence of str
        One label a row, first on top.
    values, low, high : sequence of float
        The value that is written on its dot, and the ends of the range.
    value_title : str
        What is measured, with the unit.
    value_name, range_name : str
        What the dot and the range are, for the legend.
    """
    x, y = [], []
    for label, left, right in zip(labels, low, high, strict=True):
        x += [float(left), float(right), None]
        y += [label, label, None]
    return house_figure(
        [
            go.Scatter(x=x, y=y, mode="lines", name=range_name, hoverinfo="skip", line={"color": RULE, "width": 16}),
            go.Scatter(x=[float(value) for value in values], y=list(labels), mode="markers+text", name=value_name,
                       text=[f"{value:+.{decimals}f}" for value in values], textposition="top center",
                       textfont={"color": SOFT, "size": 12}, cliponaxis=False,
                       marker={"color": BLUE, "size": 8}, hovertemplate="%{y}: %{text}<extra></extra>"),
        ],
        height=height or 120 + 40 * len(labels), hovermode="closest",
        margin={"l": 16, "r": 24, "t": 16, "b": 48},
        xaxis={"title": {"text": value_title}, "showgrid": True},
        yaxis={"autorange": "reversed", "type": "category", "showgrid": True},
    )


def slope(
    series: Mapping[str, tuple[float, float]], moments: tuple[str, str], *, value_title: str,
    height: int = 380, label_shift: Mapping[str, int] | None = None, label_room: int = 130,
) -> go.Figure:
    """Join two values of each group by a thin line: two points, and nothing claimed between them."""
    traces, labels = [], []
    for place, (name, pair) in enumerate(series.items()):
        colour = SERIES[place % len(SERIES)]
        traces.append(
            go.Scatter(x=list(moments), y=[float(v) for v in pair], name=name, mode="lines+markers",
                       line={"color": colour, "width": 1.5, "dash": "dot"},
                       marker={"size": 10, "color": colour})
        )
        shift = (label_shift or {}).get(name, 0)
        labels.append(end_label(moments[1], float(pair[1]), name, colour, shift))
    return house_figure(
        traces, height=height, showlegend=False, annotations=labels,
        margin={"l": 52, "r": label_room, "t": 16, "b": 44},
        xaxis={"type": "category", "range": [-0.15, 1.05], "tickfont": {"color": SOFT, "size": 14}},
        yaxis={"title": {"text": value_title}, "rangemode": "tozero"},
    )
