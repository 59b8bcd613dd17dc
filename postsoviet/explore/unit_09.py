"""How unit 9 shows a redistribution: what each tenth gains or loses, and the two Lorenz curves.

The explorer has some hundred states. Each drawing is built once by the house's builders; a state
only puts its own values in, which is what keeps all of them together under a second.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from postsoviet.charts import house_figure, lorenz
from postsoviet.charts.theme import BLUE, GREY, INK, ORANGE
from postsoviet.explore.view import Panel, View
from postsoviet.measures.inequality import decile_ratio, gini, lorenz_ordinates, palma_ratio, shares
from postsoviet.measures.redistribution import percent_change

TENTHS = [str(tenth) for tenth in range(1, 11)]
#: Axis of the changes, the same for every state, so that two choices can be compared by eye.
_LOWEST, _HIGHEST = -4, 25


def before_and_after(before: Sequence[float], after: Sequence[float]) -> View:
    """Show incomes of ten tenths before and after a redistribution.

    Parameters
    ----------
    before, after : sequence of float, shape (10,)
        Income a head in soms, poorest tenth first; the total is the same in both.
    """
    before, after = np.asarray(before, float), np.asarray(after, float)
    change = percent_change(before, after)
    moved = (after - before).clip(min=0).sum()
    ginis = 100 * gini(before), 100 * gini(after)
    sentence = (
        f"{moved:.0f} soms move. The Gini coefficient goes from {ginis[0]:.2f} to {ginis[1]:.2f} percent, "
        f"the share of the poorest tenth from {shares(before)[0]:.2f} to {shares(after)[0]:.2f} percent."
    )
    gains = f"Those who receive gain {_span(change[change > 0])} percent of income"
    losses = f"those who pay lose {_span(-change[change < 0])} percent"
    return View(
        sentence,
        [
            Panel("change", f"{gains}; {losses}.", _describe_change(change), _draw_change(change)),
            Panel("lorenz", f"The lower half of the Lorenz curve. Gini: {ginis[0]:.2f} percent before, {ginis[1]:.2f} after.",
                  _describe_curves(before, after), _draw_curves(before, after)),
        ],
        _readout(before, after),
    )


def _span(values: np.ndarray) -> str:
    """Write one value or the range of several."""
    if not values.size:
        return "0.0"
    low, high = f"{values.min():.1f}", f"{values.max():.1f}"
    return low if low == high else f"{low} to {high}"


def _signed(value: float, decimals: int) -> str:
    """Write a change with its sign, and no sign where it rounds to zero."""
    text = f"{value:+.{decimals}f}"
    return text if float(text) else text[1:]


def _describe_change(change: np.ndarray) -> str:
    return "Change of income in percent, from the poorest to the richest tenth: " + ", ".join(
        _signed(value, 1) for value in change
    )


def _describe_curves(before: np.ndarray, after: np.ndarray) -> str:
    first, second = (100 * lorenz_ordinates(values)[1] for values in (before, after))
    return (
        f"Two Lorenz curves. The poorest 10 percent have {first[1]:.2f} percent of income before and "
        f"{second[1]:.2f} after; the poorest half has {first[5]:.2f} and {second[5]:.2f}."
    )


@cache
def _change_drawing() -> dict:
    bar = go.Bar(
        x=TENTHS, y=[0] * 10, texttemplate="%{y}", textposition="outside", textangle=0, cliponaxis=False,
        outsidetextfont={"color": INK, "size": 11}, marker={"color": [GREY] * 10},
        hovertemplate="tenth %{x}: %{y} percent<extra></extra>",
    )
    return house_figure(
        [bar], height=340, margin={"l": 48, "r": 8, "t": 12, "b": 48}, bargap=0.25,
        xaxis={"title": {"text": "Tenth, from the poorest to the richest"}, "type": "category"},
        yaxis={"title": {"text": "Change of income (percent)"}, "range": [_LOWEST, _HIGHEST]},
    ).to_plotly_json()


@cache
def _curve_drawing() -> dict:
    even = lorenz_ordinates(range(1, 11))
    drawing = lorenz({"Before": even, "After": even}, height=340)
    # The poorest tenths are where a transfer to them can be seen; on the whole curve it is a hair.
    drawing.update_xaxes(range=[0, 51], dtick=10).update_yaxes(range=[0, 31], dtick=10)
    return drawing.to_plotly_json()


def _with(drawing: dict, *changes: dict) -> dict:
    """Return a drawing with other values in its traces."""
    data = [{**trace, **change} for trace, change in zip(drawing["data"], changes, strict=True)]
    return {**drawing, "data": data}


def _draw_change(change: np.ndarray) -> dict:
    colours = [BLUE if value > 0 else ORANGE if value < 0 else GREY for value in change]
    return _with(_change_drawing(), {"y": change.round(1) + 0.0, "marker": {"color": colours}})


def _draw_curves(before: np.ndarray, after: np.ndarray) -> dict:
    drawn = [{"y": (100 * lorenz_ordinates(values)[1]).round(2)} for values in (before, after)]
    return _with(_curve_drawing(), {}, *drawn)


def _readout(before: np.ndarray, after: np.ndarray) -> pd.DataFrame:
    shares_before, shares_after = shares(before), shares(after)
    rows = [
        ("Gini coefficient (percent)", 100 * gini(before), 100 * gini(after), 2),
        ("Palma ratio", palma_ratio(before), palma_ratio(after), 3),
        ("10:10 ratio (times)", decile_ratio(before), decile_ratio(after), 2),
        ("Share of the poorest tenth (percent)", shares_before[0], shares_after[0], 2),
        ("Share of the poorest four tenths (percent)", shares_before[:4].sum(), shares_after[:4].sum(), 2),
        ("Share of the richest tenth (percent)", shares_before[9], shares_after[9], 2),
        *((f"Income of tenth {tenth} (soms)", before[tenth - 1], after[tenth - 1], 1) for tenth in range(1, 11)),
    ]
    return pd.DataFrame(
        [(name, f"{first:.{d}f}", f"{last:.{d}f}", _signed(last - first, d)) for name, first, last, d in rows],
        columns=["Figure", "Before", "After", "Change"],
    )
