"""Spans of time: who was where from when to when, and how long each term of prison was."""

import re
from collections.abc import Sequence
from datetime import date
from math import ceil, floor

import plotly.graph_objects as go

from postsoviet.charts.figure import house_figure
from postsoviet.charts.parts import (
    HIDDEN,
    LEGEND,
    NARROW,
    colours_of,
    fold,
    label_above,
    legend_mark,
    legend_room,
    line_count,
    number,
    refuse_nothing,
    width_of,
)
from postsoviet.charts.theme import INK, PAPER, SOFT
from postsoviet.charts.timeline import written, year_of
from postsoviet.errors import CourseError

#: Pixels of a bar, of a line of a label, and of the space below a lane.
_BAR, _LINE, _GAP = 18, 17, 10
_UNKNOWN = "end not known"
#: Steps between dates that find room below each other's names on a telephone.
_STEPS = 4


def spans(
    rows: Sequence[tuple],
    *,
    x_title: str = "",
    x_range: tuple | None = None,
    height: int | None = None,
) -> go.Figure:
    """Draw a bar from each start to its end, one lane a label, first on top.

    Rows with the same label share a lane; where they overlap in time they lie below each other.

    Parameters
    ----------
    rows : sequence of (label, start, end, kind) or (label, start, end, kind, text)
        Starts and ends are ISO dates (a year, a month or a day), or numbers; an end of ``None`` is one that
        nobody knows, drawn as an open dotted bar to the end of the axis. The kind gives the colour.
        The text stands in the bar, or beside it where it is too long for a telephone.
    x_title : str
        What the axis measures; needless for dates.
    x_range : (first, last), optional
        Ends of the axis, of the same sort as the starts.

    Raises
    ------
    CourseError
        If a date or number cannot be read, an end lies before its start, or a span leaves the axis.
    """
    refuse_nothing(rows, "spans")
    parsed = [_parsed(row) for row in rows]
    dated = {isinstance(row[1], str) for row in rows}
    if len(dated) > 1:
        raise CourseError("Some spans start at dates and some at numbers; give all of them one sort.")
    first, last = _ends_of_axis(parsed, x_range, dated == {True})
    colours = colours_of(row[3] for row in rows)
    traces, texts, y = [], [], 0.0
    for label in dict.fromkeys(row[0] for row in rows):
        folded = fold(label, NARROW)
        texts.append(label_above(folded, y))
        y += _LINE * line_count(folded) + 3
        for track in _tracks([span for span in parsed if span["label"] == label]):
            below = 0
            for place, span in enumerate(track):
                traces.append(_bar(span, y, colours[span["kind"]], first, last))
                if span["text"]:
                    written_at, lower = _text(span, y, *_free(track, place, first, last), first, last)
                    texts.append(written_at)
                    below = max(below, lower)
            y += _BAR + 3 + _LINE * below
        y += _GAP
    marks = {kind: ("square", colour) for kind, colour in colours.items()} if len(colours) > 1 else {}
    if any(span["open"] for span in parsed):
        marks[_UNKNOWN] = ("square-open", SOFT)
    axis = _dates(first, last) if dated == {True} else {"nticks": 8, "tickformat": ","}
    top, bottom = legend_room([*marks, ""]) if marks else 12, 48 if x_title or "ticktext" in axis else 30
    return house_figure(
        [*traces, *(legend_mark(name, colour, symbol) for name, (symbol, colour) in marks.items())],
        height=height or int(y + top + bottom), annotations=texts, showlegend=bool(marks), hovermode="closest",
        barmode="overlay", legend=LEGEND, margin={"l": 8, "r": 16, "t": top, "b": bottom},
        xaxis={"range": [first, last], "title": {"text": x_title}, "showgrid": True, "zeroline": False, **axis},
        yaxis={**HIDDEN, "range": [y, 0]},
    )


def _dates(first: float, last: float) -> dict:
    """Return the marks of an axis of dates: years, or months where a year would stand at every mark."""
    step = next((months for months in (1, 2, 3, 6) if 12 * (last - first) <= _STEPS * months), None)
    if step is None:
        return {"nticks": 8, "tickformat": "d"}
    months = [month for month in range(ceil(12 * first - 0.01), floor(12 * last + 0.01) + 1) if month % step == 0]
    return {
        "tickvals": [month / 12 for month in months],
        "ticktext": [written(f"{month // 12}-{month % 12 + 1:02}").replace(" ", "<br>") for month in months],
    }


def _place(value, what: str) -> float:
    """Read an ISO date as a year with a fraction, or a number as it is."""
    if not isinstance(value, str):
        return number(value, what, "a date such as 2015-03 or a number")
    parts = [int(part) for part in value.split("-")] if re.fullmatch(r"\d{4}(-\d\d){0,2}", value) else [0]
    try:
        date(*parts, *[1] * (3 - len(parts)))
    except ValueError:
        raise CourseError(f"{what} is '{value}'; write a date as 2015, 2015-03 or 2015-03-09.") from None
    return year_of(value)


def _said(value) -> str:
    return written(value) if isinstance(value, str) else f"{value:g}"


def _parsed(row: tuple) -> dict:
    """Read one row, and write what a reader sees on pointing at its bar."""
    if len(row) not in (4, 5):
        raise CourseError(f"The span {row!r} has {len(row)} parts; give label, start, end, kind and, if any, a text.")
    label, start, end, kind, *text = row
    left = _place(start, f"The start of '{label}'")
    right = left if end is None else _place(end, f"The end of '{label}'")
    if end is not None and isinstance(start, str) is not isinstance(end, str):
        raise CourseError(f"The span '{label}' has a date at one end and a number at the other; give one sort.")
    if right < left:
        raise CourseError(f"The span '{label}' ends at {_said(end)}, before its start at {_said(start)}.")
    time = f"from {_said(start)}, {_UNKNOWN}" if end is None else f"{_said(start)} to {_said(end)}"
    return {
        "label": label, "from": left, "to": right, "open": end is None, "kind": kind,
        "text": (text or [""])[0] or "", "hover": f"{label}: {time} ({kind})",
    }


def _ends_of_axis(parsed: list[dict], x_range: tuple | None, dated: bool) -> tuple[float, float]:
    """Choose the axis, let the open spans reach its end, and refuse what leaves it."""
    low, high = min(span["from"] for span in parsed), max(span["to"] for span in parsed)
    margin = 0.06 * (high - low) or 1.0
    # Terms are counted from zero; years are not.
    first, last = (low - margin / 3 if dated else min(0.0, low)), high + margin
    if x_range is not None:
        first, last = (_place(end, "An end of x_range") for end in x_range)
    for span in parsed:
        if span["from"] < first or span["to"] > last:
            raise CourseError(f"The span '{span['label']}' leaves the axis from {first:g} to {last:g}; widen x_range.")
        if span["open"]:
            span["to"] = last
    return first, last


def _tracks(lane: list[dict]) -> list[list[dict]]:
    """Spread the spans of a lane over as few tracks as keep them apart."""
    tracks: list[list[dict]] = []
    for span in sorted(lane, key=lambda span: span["from"]):
        free = next((track for track in tracks if track[-1]["to"] <= span["from"]), None)
        if free is None:
            tracks.append(free := [])
        free.append(span)
    return tracks


def _bar(span: dict, y: float, colour: str, first: float, last: float) -> go.Scatter:
    """Return one bar; an open one has no fill and no right edge."""
    # A day on an axis of decades would be thinner than a pixel.
    left, right = span["from"], max(span["to"], span["from"] + 0.012 * (last - first))
    edges = [right, left, left, right]
    closed = [] if span["open"] else [right]
    top, bottom = y, y + _BAR
    line = {"color": colour, "width": 2, "dash": "dot"} if span["open"] else {"color": PAPER, "width": 1}
    return go.Scatter(
        x=[*edges, *closed], y=[top, top, bottom, bottom, *[top for _ in closed]], mode="lines", fill="toself",
        fillcolor="rgba(0,0,0,0)" if span["open"] else colour, line=line, hoveron="fills", hoverinfo="text",
        text=span["hover"], name=span["hover"], showlegend=False,
    )


def _free(track: list[dict], place: int, first: float, last: float) -> tuple[tuple, tuple]:
    """Return how far the text of a span may reach beside its bar, and below it, where only texts are in the way."""
    before, after = track[max(place - 1, 0) : place], track[place + 1 : place + 2]
    beside = (before[0]["to"] if before else first, after[0]["from"] if after else last)
    below = (
        beside[0] if before and before[0]["text"] else first,
        beside[1] if after and after[0]["text"] else last,
    )
    return beside, below


def _text(
    span: dict, y: float, free: tuple[float, float], below: tuple[float, float], first: float, last: float
) -> tuple[dict, int]:
    """Write in the bar, else right or left of it, else below; also count the lines that went below."""
    scale = (last - first) / (NARROW - 20)
    need = (width_of(span["text"], 12) + 10) * scale
    look = {"text": span["text"], "showarrow": False, "yanchor": "middle", "y": y + _BAR / 2, "borderpad": 0}
    if span["to"] - span["from"] >= need:
        ink = INK if span["open"] else PAPER
        return {**look, "x": span["from"], "xanchor": "left", "xshift": 4, "font": {"size": 12, "color": ink}}, 0
    soft = {"font": {"size": 12, "color": SOFT}}
    if free[1] - span["to"] >= need:
        return {**look, "x": span["to"], "xanchor": "left", "xshift": 4, **soft}, 0
    if span["from"] - free[0] >= need:
        return {**look, "x": span["from"], "xanchor": "right", "xshift": -4, **soft}, 0
    # Towards the side that has more room.
    rightward = below[1] - span["from"] >= span["to"] - below[0]
    room = below[1] - span["from"] if rightward else span["to"] - below[0]
    text = fold(span["text"], room / scale, 12)
    end = {"x": span["from"], "xanchor": "left"} if rightward else {"x": span["to"], "xanchor": "right"}
    look |= {"text": text, "align": end["xanchor"], "y": y + _BAR + 1, "yanchor": "top"}
    return {**look, **end, **soft}, line_count(text)
