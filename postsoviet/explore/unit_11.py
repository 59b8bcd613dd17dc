"""What the two explorers of unit 11 show, and the limits that its notebook uses.

The first explorer asks what may lie between the printed counts of a town, and whether one may say that it stands
above its old level. The second takes an average share of five years and asks what single years, and a cut of
transfers, would mean.
"""

from functools import cache

import pandas as pd
import plotly.graph_objects as go

from postsoviet.charts import house_figure
from postsoviet.charts.parts import LEGEND, legend_room
from postsoviet.charts.theme import BLUE, GREY, INK, ORANGE, RULE, SOFT
from postsoviet.datasets import load
from postsoviet.explore.view import Panel, View
from postsoviet.measures.change import compound_growth_rate, percent_change

COUNTED = "counted"
#: Readings of a loss that people remember as a near halving, in percent of the people of 1989; ours.
LOSSES = {COUNTED: "as counted in 1999", 40: "a loss of 40 percent", 49: "a loss of 49 percent"}
STARTS, AREAS = (1999, 2010, 2011), (0, 1000, 2000)
#: Years of the lost figure on the budget, by its caption.
BUDGET_YEARS = (2011, 2012, 2013, 2014, 2015)
TRENDS, CUTS = (-3, -2, 0, 2, 3), (5, 10, 20, 50)
OWN, TRANSFERS, MISSING = "own revenue", "transfers", "missing after the cut"


@cache
def people(year: int) -> int:
    """Return the people of the town as printed for a year."""
    return int(load("11-population").set_index("year").loc[year, "population"])


@cache
def own_share() -> float:
    """Return the average share of the budget that the town contributes itself, in percent."""
    return float(load("11-budget-sources")["share_percent"].dropna().iloc[0])


@cache
def growth_years() -> str:
    """Return the years in which the author writes that the town has grown: two numbers, as printed."""
    rows = load("11-figures-in-prose").set_index("figure")["value"]
    return f"{rows['growth_years_low']:g} or {rows['growth_years_high']:g}"


# what lies between the counts


def lowest(loss: str | int) -> int:
    """Return the people of the town at its lowest, under a reading of the loss since 1989."""
    return people(1999) if loss == COUNTED else round(people(1989) * (100 - loss) / 100)


def path(loss: str | int, start: int, area: int = 0) -> list[tuple[int, int]]:
    """Return the turning points of an assumed path from 1989 to 2016.

    Parameters
    ----------
    loss : str or int
        ``"counted"``, or the loss since 1989 at the lowest point, in percent.
    start : int
        Year in which growth begins. A deeper low point lies there; in 1999 it takes the place of the count.
    area : int
        People of 2016 in places that were not counted with the town in 1989: an assumption.
    """
    points = {1989: people(1989), 1999: people(1999)}
    points |= {start: lowest(loss), 2016: people(2016) - area}
    return sorted(points.items())


def yearly_growth(loss: str | int, start: int, area: int = 0) -> float:
    """Return the steady yearly growth, in percent, that the path needs from its low point to 2016."""
    return float(compound_growth_rate(lowest(loss), people(2016) - area, 2016 - start))


def between_view(loss: str | int, start: int, area: int) -> View:
    """Show one path that fits the chosen readings, and what it lets one say."""
    turns, rate, years = path(loss, start, area), yearly_growth(loss, start, area), 2016 - start
    over = float(percent_change(people(1989), people(2016) - area))
    side = "above" if over > 0 else "below"
    times = rate / yearly_growth(COUNTED, 1999, area)
    pace = "" if (loss, start) == (COUNTED, 1999) else f", {times:.1f} times the pace of steady growth from the count of 1999"
    low, counted = lowest(loss), people(1999)
    fell = f"If {low:,} was the lowest point"
    if loss != COUNTED:
        fell = f"If the town fell to {low:,} people ({LOSSES[loss]} since 1989)"
    if loss == COUNTED:
        kept = (
            f"The author writes of growth in the last {growth_years()} years. "
            if start == 1999
            else f"From 1999 to {start} the number would stay the same. "
        )
    elif start == 1999:
        kept = f"The count of 1999, {counted:,}, would have to be too high. "
    else:
        kept = f"After the count of 1999 the town would lose {counted - low:,} more people by {start}. "
    whose = "on the printed numbers" if area == 0 else f"without {area:,} people of places that were not counted in 1989"
    sentence = (
        f"{fell} and growth began in {start}, it took {rate:.1f} percent a year for {years} years{pace}. {kept}"
        f"In 2016 the town would stand {abs(over):.1f} percent {side} 1989, {whose}: that count is "
        f"{'passed' if over > 0 else 'not reached'}."
    )
    written = "; ".join(f"{year}: {count:,}" for year, count in turns)
    table = []
    for one in LOSSES:
        for first in STARTS:
            table.append((LOSSES[one].capitalize(), first, f"{lowest(one):,}", round(yearly_growth(one, first, area), 1)))
    return View(
        sentence,
        [Panel(
            "path", f"Growth from {start}: {rate:.1f} percent a year, to {abs(over):.1f} percent {side} 1989.",
            f"People of the town from 1989 to 2016. Filled dots for printed numbers: {people(1989):,} in 1989, {counted:,} in "
            f"1999, {people(2016):,} in 2016. A dotted line, the assumed path, runs through {written}. A thin level line stands at the count of 1989.",
            _drawn(turns),
        )],
        pd.DataFrame(table, columns=["Lowest point", "Growth begins", "People then", "Percent a year to 2016"]),
    )  # fmt: skip


def _drawn(turns: list[tuple[int, int]]) -> go.Figure:
    """Draw the printed counts, the path through its turning points, and the level of 1989."""
    printed = [1989, 1999, 2016]
    top = legend_room(["printed count", "assumed path", "level of 1989"])
    traces = [
        go.Scatter(x=[1987, 2018], y=[people(1989)] * 2, mode="lines", name="level of 1989", hoverinfo="skip",
                   line={"color": GREY, "width": 1}),
        go.Scatter(x=[year for year, _ in turns], y=[count for _, count in turns], mode="lines+markers",
                   name="assumed path", line={"color": ORANGE, "width": 2, "dash": "dot"},
                   marker={"color": ORANGE, "size": 9, "symbol": "diamond-open"}),
        go.Scatter(x=printed, y=[people(year) for year in printed], mode="markers+text", name="printed count",
                   marker={"color": BLUE, "size": 11}, text=[f"{people(year):,}" for year in printed],
                   textposition=["top center", "bottom left", "top left"], textfont={"color": INK, "size": 12}),
    ]  # fmt: skip
    return house_figure(
        traces, height=330 + top, hovermode="closest", showlegend=True, legend=LEGEND,
        margin={"l": 60, "r": 16, "t": top, "b": 40},
        xaxis={"range": [1986, 2018.5], "tickvals": [1989, 1999, 2010, 2016], "zeroline": False},
        yaxis={"range": [0, 38000], "title": {"text": "People"}, "tickformat": ",", "nticks": 5},
    )


def testimony() -> tuple[float, float]:
    """People left after a loss of half, and of 40 percent, of the count of 1989: our reading of a near halving."""
    return people(1989) * 0.5, people(1989) * 0.6


def counts_figure() -> go.Figure:
    """Draw the four printed numbers with nothing between them, and the testimony as a band without a year."""
    low, high = testimony()
    first = people(1959)
    traces = [
        go.Scatter(x=[1989, 1999, 2016], y=[people(year) for year in (1989, 1999, 2016)], mode="markers+text",
                   name="printed number", marker={"color": BLUE, "size": 12},
                   text=[f"{people(1989):,}", f"{people(1999):,}", f"{people(2016):,}"],
                   textposition=["top center", "top center", "top left"], textfont={"color": INK, "size": 13}),
        go.Scatter(x=[1959], y=[first], mode="markers+text", name="lower limit",
                   marker={"color": BLUE, "size": 13, "symbol": "triangle-up-open", "line": {"width": 2}},
                   text=[f"more than<br>{first:,}"], textposition=["top right"], textfont={"color": INK, "size": 13}),
    ]  # fmt: skip
    top = legend_room(["printed number", "lower limit"])
    band = {"type": "rect", "x0": 1989, "x1": 2016, "y0": low, "y1": high, "fillcolor": RULE, "line": {"width": 0},
            "layer": "below"}
    note = {"x": 2016, "y": low, "text": "\"near halving\" of 1989,<br>in our reading; no year is said", "showarrow": False,
            "font": {"color": SOFT, "size": 12}, "xanchor": "right", "yanchor": "top", "align": "right"}
    return house_figure(
        traces, height=350 + top, hovermode="closest", showlegend=True, legend=LEGEND, shapes=[band], annotations=[note],
        margin={"l": 60, "r": 16, "t": top, "b": 40},
        xaxis={"range": [1954, 2019], "tickvals": [1959, 1989, 1999, 2016], "zeroline": False},
        yaxis={"range": [0, 40000], "title": {"text": "People"}, "tickformat": ",", "nticks": 5},
    )


# an average share, and a cut of transfers


def shares(step: int) -> list[float]:
    """Own shares of five years that change by so many points a year and have the printed mean."""
    return [own_share() + step * place for place in (-2, -1, 0, 1, 2)]


def rise_needed(own: float, cut: float) -> float:
    """Percent by which own revenue must grow to replace a cut of transfers.

    Parameters
    ----------
    own : float
        Own revenue in percent of the budget before the cut; the rest is transfers.
    cut : float
        Percent of the transfers that is taken away.
    """
    return (100 - own) * cut / own


def own_share_after(own: float, multiple: float) -> float:
    """Own share of the budget, in percent, when own revenue is multiplied and transfers stay."""
    return 100 * own * multiple / (own * multiple + 100 - own)


def budget_view(step: int, cut: int) -> View:
    """Show five assumed years with the printed mean, and what a cut of transfers would ask of the last one."""
    five = shares(step)
    last = five[-1]
    gone = (100 - last) * cut / 100
    rise = rise_needed(last, cut)
    moved = {0: "stayed the same", 2: "rose by 2 points a year", 3: "rose by 3 points a year",
             -2: "fell by 2 points a year", -3: "fell by 3 points a year"}[step]  # fmt: skip
    verdict = {0: "Dependence did not change", 1: "Dependence became smaller", -1: "Dependence became larger"}[
        (step > 0) - (step < 0)
    ]
    went = f"it was {last:g} percent each year" if step == 0 else f"it went from {five[0]:g} to {last:g} percent"
    sentence = (
        f"If the own share {moved}, {went}, with the printed mean of {own_share():g}. "
        f"{verdict}. A cut of {cut} percent of the transfers would then take {gone:.1f} of each 100 of the budget, and own "
        f"revenue would have to grow by {rise:,.0f} percent to replace it."
    )
    names = [*map(str, BUDGET_YEARS), "after<br>the cut"]
    parts = {
        OWN: ([*five, last], BLUE),
        TRANSFERS: ([*(100 - one for one in five), 100 - last - gone], GREY),
        MISSING: ([0] * 5 + [gone], ORANGE),
    }
    traces = [
        go.Bar(x=[*range(len(names))], y=sizes, name=name, marker={"color": colour}, hovertemplate="%{y:.1f}<extra>" + name + "</extra>")
        for name, (sizes, colour) in parts.items()
    ]
    labels = [
        {"x": place, "y": 101, "text": f"<b>{size:g}</b>", "showarrow": False, "yanchor": "bottom", "font": {"color": BLUE, "size": 13}}
        for place, size in enumerate([*five, last])
    ]
    top = legend_room([*parts])
    figure = house_figure(
        traces, height=330 + top, barmode="stack", bargap=0.25, showlegend=True, legend={**LEGEND, "traceorder": "normal"},
        annotations=labels, hovermode="closest", margin={"l": 52, "r": 12, "t": top, "b": 48},
        xaxis={"tickvals": [*range(len(names))], "ticktext": names, "tickangle": 0, "zeroline": False, "showgrid": False},
        yaxis={"range": [0, 112], "title": {"text": "Percent of the budget before a cut"}, "tickvals": [0, 25, 50, 75, 100]},
    )  # fmt: skip
    listed = ", ".join(f"{year}: {own:g}" for year, own in zip(BUDGET_YEARS, five, strict=True))
    alt = (
        f"Six stacked bars of 100. The own share, at the bottom, is {listed} percent; transfers are the rest. In the last bar a "
        f"cut of {cut} percent of the transfers leaves {gone:.1f} missing. The yearly values are assumed."
    )
    table = pd.DataFrame(
        [(_said(one), shares(one)[0], shares(one)[-1], round(rise_needed(shares(one)[-1], cut))) for one in TRENDS],
        columns=["Own share a year (assumed)", "2011 (percent)", "2015 (percent)", f"Rise of own revenue for a cut of {cut} percent (percent)"],
    )
    return View(
        sentence,
        [Panel("years", f"One way to a mean of {own_share():g} percent: {five[0]:g} percent in 2011, {last:g} in 2015.", alt, figure)],
        table,
    )


def _said(step: int) -> str:
    return "the same" if step == 0 else f"{step:+d} points"
