"""A timeline of dated events that stays legible on a telephone: one row an event."""

from collections.abc import Sequence
from textwrap import wrap

import plotly.graph_objects as go

from postsoviet.charts.figure import house_figure
from postsoviet.charts.theme import INK, RULE, SERIES
from postsoviet.words import words

#: Pixels of one unit of height; a line of text takes 0.38 of it.
_ROW = 46
#: Characters of a label that fit on one line of a narrow telephone.
_LINE = 44
#: On a shorter axis plotly would mark halves of years, and write each year twice.
_FEW_YEARS = 6


def year_of(date: str) -> float:
    """Turn ``1997``, ``2010-01`` or ``2003-05-08`` into a year with a fraction."""
    parts = [int(part) for part in str(date).split("-")]
    month = parts[1] if len(parts) > 1 else 1
    day = parts[2] if len(parts) > 2 else 1
    return parts[0] + (month - 1) / 12 + (day - 1) / 365


def written(date: str) -> str:
    """Write an ISO date for people: ``2003-05-08`` becomes ``8 May 2003``."""
    year, *rest = str(date).split("-")
    if not rest:
        return year
    month = words("date.months").split()[int(rest[0]) - 1]
    return " ".join([*(str(int(day)) for day in rest[1:]), month, year])


def _with_bold_date(text: str) -> str:
    date, colon, event = text.partition(": ")
    return f"<b>{date}</b>  {event}" if colon else text


def timeline(events: Sequence[tuple[str, str, str]], *, until: dict[int, str] | None = None) -> go.Figure:
    """Draw events top to bottom in order of time; the place of a dot along the axis is its date.

    Parameters
    ----------
    events : sequence of (date, event, kind)
        ISO dates (a year, a month or a day), a short text, and the kind that gives the colour.
    until : dict of int to str, optional
        Last date of the events that last, by place in ``events``.
    """
    order = sorted(range(len(events)), key=lambda place: year_of(events[place][0]))
    kinds = list(dict.fromkeys(kind for _, _, kind in events))
    colour = {kind: SERIES[i % len(SERIES)] for i, kind in enumerate(kinds)}
    years = [year_of(date) for date, _, _ in events]
    years += [year_of(date) for date in (until or {}).values()]
    first, last = min(years) - 1, max(years) + 1
    labels, traces, y = [], [], 0.0
    rows: dict[str, list[tuple[float, float, str]]] = {kind: [] for kind in kinds}
    for place in order:
        date, event, kind = events[place]
        text = wrap(f"{written(date)}: {event}", _LINE)
        y -= 0.62 + 0.38 * len(text)
        labels.append({
            "xref": "paper", "x": 0, "y": y, "text": _with_bold_date("<br>".join(text)), "showarrow": False,
            "xanchor": "left", "yanchor": "bottom", "yshift": 6, "align": "left",
            "font": {"size": 13, "color": INK},
        })
        rows[kind].append((year_of(date), y, f"{written(date)}: {event}"))
        if until and place in until:
            traces.append(
                go.Scatter(x=[year_of(date), year_of(until[place])], y=[y, y], mode="lines",
                           line={"color": colour[kind], "width": 6}, showlegend=False, hoverinfo="skip")
            )
    for kind, points in rows.items():
        traces.append(
            go.Scatter(
                x=[p[0] for p in points], y=[p[1] for p in points], mode="markers", name=kind, cliponaxis=False,
                marker={"size": 11, "color": colour[kind], "symbol": kinds.index(kind) % 5},
                hovertext=[p[2] for p in points], hoverinfo="text",
            )
        )
    lines = [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": label["y"], "y1": label["y"],
         "line": {"color": RULE, "width": 1}, "layer": "below"}
        for label in labels
    ]
    return house_figure(
        traces, height=int(104 + _ROW * (0.4 - y)), annotations=labels, shapes=lines,
        margin={"l": 12, "r": 16, "t": 64, "b": 40}, showlegend=len(kinds) > 1,
        xaxis={"range": [first, last], "tickformat": "d", **({"dtick": 1} if last - first < _FEW_YEARS else {})},
        yaxis={"visible": False, "range": [y - 0.4, 0], "fixedrange": True},
        legend={"y": 1, "yanchor": "bottom"},
    )
