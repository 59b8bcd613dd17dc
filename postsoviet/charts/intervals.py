"""Estimates with their intervals, each written out, against a line of reference."""

from collections.abc import Sequence

import plotly.graph_objects as go

from postsoviet.charts.figure import house_figure
from postsoviet.charts.parts import HIDDEN, NARROW, fold, is_missing, label_above, line_count, number, refuse_nothing
from postsoviet.charts.theme import BLUE, GREY, SOFT
from postsoviet.errors import CourseError

#: Pixels of a line of a label, from the label to the middle of the mark, and of a whole row without its label.
_LINE, _DOWN, _ROW = 17, 14, 36


def intervals(
    labels: Sequence[str],
    estimates: Sequence[float | None],
    low: Sequence[float | None],
    high: Sequence[float | None],
    *,
    value_title: str,
    reference: float | None = None,
    reference_name: str = "",
    decimals: int = 0,
    suffix: str = "",
    height: int | None = None,
) -> go.Figure:
    """Draw each estimate as a dot on the line of its interval, with both written out above it.

    Parameters
    ----------
    labels : sequence of str
        One label a row, first on top.
    estimates, low, high : sequence of float
        The value of each row and the ends of its interval. A row without ends is a dot alone, one
        without an estimate a line alone; a row with nothing says so and stays empty.
    value_title : str
        What is measured, with the unit and the kind of interval.
    reference : float, optional
        Where a vertical line stands.
    reference_name : str
        What the line is; written above it.
    decimals : int
        Decimals of the written values.
    suffix : str
        What follows a written value, for example ``" %"``.

    Raises
    ------
    CourseError
        If the sequences differ in length, a value is no number, the ends stand the wrong way round, or an estimate
        lies outside its interval.
    """
    refuse_nothing(labels, "intervals")
    if not len(labels) == len(estimates) == len(low) == len(high):
        raise CourseError(
            f"There are {len(labels)} labels, {len(estimates)} estimates, {len(low)} low and {len(high)} high ends; "
            "give as many of each."
        )
    rows = [_row(*row) for row in zip(labels, estimates, low, high, strict=True)]
    if reference is not None:
        reference = number(reference, "The reference")
    values = [value for row in rows for value in row if value is not None] + [reference] * (reference is not None)
    if not values:
        raise CourseError("No row has an estimate or an interval; give at least one.")
    margin = 0.06 * (max(values) - min(values)) or 1.0
    first, last = min(values) - margin, max(values) + margin
    texts, middles, y = [], [], 0.0
    for label, row in zip(labels, rows, strict=True):
        folded = fold(f"{label}: {_said(row, decimals, suffix)}", NARROW)
        texts.append(label_above(folded, y))
        middles.append(y + _LINE * line_count(folded) + _DOWN)
        y = middles[-1] + _ROW - _DOWN
    traces = _marks(labels, rows, middles, decimals, suffix)
    named = reference is not None and bool(reference_name)
    if reference is not None:
        # The line leaves the labels free: it would strike them through.
        ends = [end for middle in middles for end in (middle - 12, middle + 12, None)]
        traces.insert(0, go.Scatter(
            x=[reference, reference, None] * len(rows), y=ends, mode="lines", name=reference_name, hoverinfo="skip",
            line={"color": GREY, "width": 2},
        ))  # fmt: skip
    if named:
        texts.append(_name_of_line(f"{reference_name}: {reference:,.{decimals}f}{suffix}", reference, first, last))
    top = 28 if named else 10
    return house_figure(
        traces, height=height or int(y + top + 52), annotations=texts, showlegend=False, hovermode="closest",
        margin={"l": 8, "r": 16, "t": top, "b": 52},
        xaxis={"title": {"text": fold(value_title, NARROW)}, "range": [first, last], "zeroline": False, "nticks": 8},
        yaxis={**HIDDEN, "range": [y, 0]},
    )


def _row(label: str, estimate, low, high) -> tuple[float | None, float | None, float | None]:
    """Check one row: all three values, a value alone, a range alone, or none."""
    gone = [is_missing(value) for value in (estimate, low, high)]
    if all(gone):
        return None, None, None
    value = None if gone[0] else number(estimate, f"The estimate of '{label}'")
    if gone[1:] == [True, True]:
        return value, None, None
    ends = number(low, f"The low end of '{label}'"), number(high, f"The high end of '{label}'")
    if ends[0] > ends[1]:
        raise CourseError(f"The range of '{label}' goes from {ends[0]:g} down to {ends[1]:g}; give the low end first.")
    if value is not None and not ends[0] <= value <= ends[1]:
        raise CourseError(
            f"The estimate of '{label}' is {value:g}, outside its interval from {ends[0]:g} to {ends[1]:g}."
        )
    return value, *ends


def _said(row: tuple, decimals: int, suffix: str) -> str:
    """Write a value and its interval."""
    value, low, high = row
    if low is None:
        return "no value" if value is None else f"{value:,.{decimals}f}{suffix}"
    ends = f"{low:,.{decimals}f} to {high:,.{decimals}f}{suffix}"
    return ends if value is None else f"{value:,.{decimals}f}{suffix} ({ends})"


def _marks(
    labels: Sequence[str], rows: list[tuple], middles: list[float], decimals: int, suffix: str
) -> list[go.Scatter]:
    """Return the lines of the intervals and the dots upon them."""
    known = [(label, row, y) for label, row, y in zip(labels, rows, middles, strict=True) if any(v is not None for v in row)]
    ranged = [(row, y) for _, row, y in known if row[1] is not None]
    return [
        go.Scatter(
            x=[end for row, _ in ranged for end in (row[1], row[2], None)],
            y=[end for _, y in ranged for end in (y, y, None)], mode="lines+markers", hoverinfo="skip",
            line={"color": BLUE, "width": 3},
            marker={"symbol": "line-ns", "size": 10, "line": {"color": BLUE, "width": 3}},
        ),
        go.Scatter(
            x=[row[0] for _, row, _ in known], y=[y for *_, y in known], mode="markers",
            marker={"color": BLUE, "size": 12}, hoverinfo="text",
            hovertext=[f"{label}: {_said(row, decimals, suffix)}" for label, row, _ in known],
        ),
    ]


def _name_of_line(text: str, x: float, first: float, last: float) -> dict:
    """Name the line of reference above the drawing, on the side where there is room."""
    right = x - first > 0.5 * (last - first)
    return {
        "x": x, "yref": "paper", "y": 1, "yshift": 4, "text": text, "showarrow": False, "yanchor": "bottom",
        "xanchor": "right" if right else "left", "xshift": 12 if right else -12,
        "font": {"size": 12, "color": SOFT},
    }
