"""What the explorer and the charts of the synthesis on measuring inequality show: groups of three units, each with a
share of people and a share of money, and what changes with the measure, the second share and the cases that count.

The shares of unit 9 are of tenths of the people, those of unit 10 of pupils and of one ministry's budget, and that of
unit 11 is what one town contributes to its own budget. Two wholes match when the money is all the money of just the people
who are counted; which of them match is coded by us.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from postsoviet.charts import house_figure
from postsoviet.charts.parts import HIDDEN, LEGEND, label_above, legend_mark, legend_room
from postsoviet.charts.theme import BLUE, GREEN, GREY, ORANGE, SOFT
from postsoviet.datasets import load
from postsoviet.explore.view import Panel, View
from postsoviet.explore.wording import joined
from postsoviet.measures.rounding import Interval, interval, ratio_interval

YEAR = 2015
POOREST, FOUR, RICHEST = "Poorest tenth", "Poorest four tenths", "Richest tenth"
PUPILS, TOWN = "NIS pupils", "Tekeli (own revenue)"
#: Groups of tenths, by their numbers.
TENTHS = {POOREST: (1,), FOUR: (1, 2, 3, 4), RICHEST: (10,)}
GROUPS = (*TENTHS, PUPILS, TOWN)

ANNEX_1, ANNEX_2, BENEFITS, BENEFITS_TO_INCOME = "annex 1", "annex 2", "benefits", "benefits to income"
SHARE, POINTS, RATIO = "share", "points", "ratio"
ALL, MATCHING = "all", "matching"
MATCH, NO_MATCH, ALONE = "wholes match", "no match", "no second share"
#: "Almost 7" is read as at least half a point below, as unit 10 reads it.
_ALMOST = 0.5
#: Pixels of a lane with its label, and from its top to the middle of the mark.
_LANE, _DOWN = 44, 28
#: Seven marks on each, since every state of an explorer has one shape.
_AXES = {
    SHARE: {
        "title": {"text": "Percent of its own whole"}, "type": "linear", "range": [0, 62],
        "tickvals": [0, 10, 20, 30, 40, 50, 60], "ticktext": ["0", "10", "20", "30", "40", "50", "60"],
    },
    POINTS: {
        "title": {"text": "Points above or below"}, "type": "linear", "range": [-28, 42],
        "tickvals": [-20, -10, 0, 10, 20, 30, 40], "ticktext": ["-20", "-10", "0", "10", "20", "30", "40"],
    },
    RATIO: {
        "title": {"text": "Times; each step multiplies"}, "type": "log", "range": [-0.8, 1.35],
        "tickvals": [0.2, 0.5, 1, 2, 5, 10, 20], "ticktext": ["0.2", "0.5", "1", "2", "5", "10", "20"],
    },
}  # fmt: skip
_NEUTRAL = {SHARE: 0, POINTS: 0, RATIO: 1}


@dataclass(frozen=True)
class Case:
    """A group with its share of money, in percent, and the share of people or income that it is set against."""

    group: str
    money: float
    against: float | None
    kind: str

    @property
    def points(self) -> float:
        """How many points the share of money lies above the other share."""
        return self.money - self.against

    @property
    def ratio(self) -> float:
        """How many times the other share the share of money is."""
        return self.money / self.against

    @property
    def times(self) -> float:
        """How many times too much, or too little, the group has."""
        return max(self.ratio, 1 / self.ratio)


# what the sources print


@cache
def incomes(annex: str = ANNEX_2) -> np.ndarray:
    """Shares of the ten tenths in all income of 2015, in percent; Annex 1 prints them, from Annex 2 they are computed."""
    if annex == ANNEX_1:
        table = load("09-annex1-income-shares")
        return table[table["year"] == YEAR].sort_values("decile")["share_percent"].to_numpy(float)
    return _from_amounts("income")


@cache
def benefits() -> np.ndarray:
    """Shares of the ten tenths in all benefits of 2015, in percent, from the amounts a head of Annex 2."""
    return _from_amounts("benefits")


def _from_amounts(column: str) -> np.ndarray:
    table = load("09-annex2-income-benefits")
    amounts = table[table["year"] == YEAR].sort_values("decile")[column].to_numpy(float)
    return 100 * amounts / amounts.sum()


@cache
def pupils() -> tuple[float, float]:
    """Shares of the elite schools in all pupils and in the budget of one ministry, in percent, as printed."""
    numbers = load("10-nis-numbers").set_index("measure")["value"]
    return (
        float(numbers["share of all pupils of Kazakhstan"]),
        float(numbers["share of the budget of the Ministry of Education and Science"]),
    )


@cache
def own_share() -> float:
    """Average share of its budget that the town contributes, in percent."""
    return float(load("11-budget-sources")["share_percent"].dropna().iloc[0])


def pupils_ratio() -> Interval:
    """Range of the ratio of the two shares of the elite schools, with "almost" read as up to half a point less."""
    children, money = pupils()
    return ratio_interval(Interval(money - _ALMOST, money), interval(children, 2))


def cases(resource: str = ANNEX_2) -> list[Case]:
    """Return the five groups of the three units.

    Parameters
    ----------
    resource : str
        What the tenths share: income of either annex, or benefits set against people or against income.
    """
    money = incomes(resource) if resource in (ANNEX_1, ANNEX_2) else benefits()
    beside = incomes(ANNEX_2) if resource == BENEFITS_TO_INCOME else np.full(10, 10.0)
    found = []
    for group, tenths in TENTHS.items():
        places = [tenth - 1 for tenth in tenths]
        found.append(Case(group, float(money[places].sum()), float(beside[places].sum()), MATCH))
    children, budget = pupils()
    schools = Case(PUPILS, budget, children, NO_MATCH)
    if resource == BENEFITS_TO_INCOME:  # no income of the pupils is printed
        schools = Case(PUPILS, budget, None, ALONE)
    return [*found, schools, Case(TOWN, own_share(), None, ALONE)]


def ordered(measure: str, resource: str = ANNEX_2, admitted: str = ALL) -> list[Case]:
    """Groups that the measure can place, the largest share, or the farthest from an equal share, first."""
    kept = [one for one in cases(resource) if one.kind == MATCH or admitted == ALL]
    if measure == SHARE:
        # what is almost so much stands after what is so much
        return sorted(kept, key=lambda one: (-one.money, one.group == PUPILS))
    kept = [one for one in kept if one.against is not None]
    return sorted(kept, key=lambda one: -(abs(one.points) if measure == POINTS else one.times))


# the explorer


def measured_view(measure: str, resource: str, admitted: str) -> View:
    """Show the groups by one measure, and what one would conclude."""
    order = ordered(measure, resource, admitted)
    first, last = order[0], order[-1]
    if measure == SHARE:
        finding = f"The largest share alone: {_low(first)}, {_value(first, SHARE)}."
        listed = joined([f"{_low(one)} {_value(one, SHARE)}" for one in order])
        said = f"By the share alone, the order is: {listed}. " + (
            "Each number is a part of its own whole, and the groups differ in size. So this order does not say who has too much."
            if admitted == ALL
            else "All three are parts of one whole, but the groups differ in size: four tenths are four times as many people as one tenth."
        )
    else:
        name = "the difference in points" if measure == POINTS else "the ratio"
        finding = f"By {name}, farthest from {_equal(resource)}: {_low(first)}; nearest: {_low(last)}."
        said = (
            f"By {name}, farthest from {_equal(resource)}: {_low(first)} ({_value(first, measure)}); nearest: {_low(last)} "
            f"({_value(last, measure)}). {_conclusion(measure, resource, admitted)}"
        )
    drawn = {one.group for one in order}
    lanes = "; ".join(_lane(one, measure, one.group in drawn) for one in cases(resource))
    line = "zero" if measure == SHARE else f"the line of {_equal(resource)}, {_NEUTRAL[measure]}"
    return View(
        said,
        [Panel("groups", finding, f"Five lanes with bars that begin at {line}. {lanes}.", _lanes(measure, resource, drawn))],
        _readout(resource, admitted),
    )


def _equal(resource: str) -> str:
    return "a share in proportion to income" if resource == BENEFITS_TO_INCOME else "an equal share"


def _low(one: Case) -> str:
    return one.group if one.group in (PUPILS, TOWN) else one.group.lower()


def _value(one: Case, measure: str) -> str:
    """Write a value of a group in words; that of the elite schools is a range, because "almost" is one."""
    schools = one.group == PUPILS
    if measure == SHARE:
        said = {PUPILS: f"almost {one.money:g}", TOWN: f"{one.money:g}"}
        return f"{said.get(one.group, f'{one.money:.1f}')} percent"
    if measure == POINTS:
        size = f"{one.points - _ALMOST:.1f} to {one.points:.1f}" if schools else f"{abs(one.points):.1f}"
        return f"{size} points {'above' if one.points > 0 else 'below'}"
    ends = pupils_ratio()
    return f"{ends.low:.1f} to {ends.high:.1f} times" if schools else f"{one.ratio:.{1 if one.ratio > 1 else 2}f} times"


def _conclusion(measure: str, resource: str, admitted: str) -> str:
    """Say what follows from the order, and what does not."""
    top = next(one for one in cases(resource) if one.group == RICHEST)
    other = "ratio" if measure == POINTS else "difference in points"
    by_points, by_ratio = ([one.group for one in ordered(way, resource, admitted)] for way in (POINTS, RATIO))
    if resource == BENEFITS:
        base = f"Set against people, the richest tenth receives more benefits than an equal part ({_value(top, measure)})."
    elif resource == BENEFITS_TO_INCOME:
        base = f"Set against income, the richest tenth receives fewer benefits than in proportion ({_value(top, measure)})."
    else:
        base = f"The {other} gives {'the reverse' if by_points == by_ratio[::-1] else 'another'} order."
    if admitted == MATCHING:
        return f"{base} All three groups have one source, one year and wholes that match. They may be compared, if their sizes are named."
    if resource == BENEFITS_TO_INCOME:
        return f"{base} For the NIS no share of income is printed, so they have no place in this order."
    if measure == RATIO:
        return f"{base} But no tenth can have more than 10 times its share of people, and the two wholes of the NIS do not match."
    return f"{base} Few points do not mean little for each pupil, and the two wholes of the NIS do not match."


def _lane(one: Case, measure: str, drawn: bool) -> str:
    """Write the label of a lane."""
    if drawn:
        return f"{one.group}: {_value(one, measure)}"
    return f"{one.group}: {'no second share printed' if one.against is None else 'left out, no match'}"


def _lanes(measure: str, resource: str, drawn: set[str]) -> go.Figure:
    """Draw each group from the line of an equal share to its value."""
    colours = {MATCH: BLUE, NO_MATCH: ORANGE, ALONE: GREEN}
    neutral = _NEUTRAL[measure]
    marks, texts, rows = [], [], cases(resource)
    for place, one in enumerate(rows):
        texts.append(label_above(_lane(one, measure, one.group in drawn), _LANE * place + 4))
        value = getattr(one, "money" if measure == SHARE else measure) if one.group in drawn else neutral
        marks.append(go.Scatter(
            x=[neutral, value], y=[_LANE * place + _DOWN + 4] * 2, mode="lines", hoverinfo="skip", showlegend=False,
            line={"color": colours[one.kind], "width": 12 if one.group in drawn else 0},
        ))  # fmt: skip
    ends = [end for place in range(len(rows)) for end in (_LANE * place + _DOWN - 6, _LANE * place + _DOWN + 14, None)]
    marks.append(go.Scatter(
        x=[neutral, neutral, None] * len(rows), y=ends, mode="lines", hoverinfo="skip", showlegend=False,
        line={"color": GREY, "width": 2},
    ))  # fmt: skip
    top = legend_room(["", *colours])
    return house_figure(
        [*marks, *(legend_mark(kind, colour) for kind, colour in colours.items())],
        height=_LANE * len(rows) + top + 56, annotations=texts, showlegend=True, legend=LEGEND, hovermode="closest",
        margin={"l": 8, "r": 16, "t": top, "b": 52}, xaxis={**_AXES[measure], "zeroline": False},
        yaxis={**HIDDEN, "range": [_LANE * len(rows), 0]},
    )  # fmt: skip


def _readout(resource: str, admitted: str) -> pd.DataFrame:
    """Set the three measures of every group side by side, with its place in each order."""
    places = {
        measure: {one.group: place for place, one in enumerate(ordered(measure, resource, admitted), 1)}
        for measure in (SHARE, POINTS, RATIO)
    }

    if TOWN in places[SHARE]:  # "almost 7" and an average of 7 cannot be told apart
        places[SHARE][TOWN] = places[SHARE][PUPILS] = min(places[SHARE][TOWN], places[SHARE][PUPILS])

    def cell(one: Case, measure: str) -> str:
        place = places[measure].get(one.group)
        return "none" if place is None else f"{_value(one, measure)} (place {place})"

    rows = [
        (one.group, "not printed" if one.against is None else f"{one.against:.2f}", *(cell(one, m) for m in (SHARE, POINTS, RATIO)))
        for one in cases(resource)
    ]
    return pd.DataFrame(
        rows, columns=["Group", "Set against (percent)", "Share alone", "Difference", "Ratio"]
    )


# charts of the page


def square() -> list[tuple[str, float, float, str]]:
    """Return the points for which both shares exist: group, share of people, share of money, what is shared."""
    kinds = {ANNEX_2: "income", BENEFITS: "benefits"}
    found = [(one.group, one.against, one.money, kinds[resource]) for resource in kinds for one in cases(resource) if one.kind == MATCH]
    return [*found, (PUPILS, *pupils(), "budget of a ministry")]


def square_figure() -> go.Figure:
    """Draw the points on axes whose steps multiply, so that the distance from the line of an equal share is the ratio."""
    looks = {"income": (BLUE, "circle", 11), "benefits": (GREEN, "diamond-open", 13), "budget of a ministry": (ORANGE, "square", 12)}
    sides = {
        (POOREST, "income"): "bottom center", (FOUR, "income"): "bottom center", (RICHEST, "income"): "top right",
        (POOREST, "benefits"): "top left", (FOUR, "benefits"): "top center", (RICHEST, "benefits"): "middle left",
        (PUPILS, "budget of a ministry"): "top center",
    }  # fmt: skip
    traces, notes = [], []
    for times, text, at in ((10, "10 times", 1.0), (1, "equal share", 1.4), (0.1, "a tenth", 40)):
        low, high = max(0.2, 1 / times), min(100, 100 / times)
        traces.append(go.Scatter(
            x=[low, high], y=[low * times, high * times], mode="lines", hoverinfo="skip", showlegend=False,
            line={"color": GREY, "width": 2 if times == 1 else 1, "dash": "solid" if times == 1 else "dot"},
        ))  # fmt: skip
        notes.append({
            "x": np.log10(at), "y": np.log10(at * times), "text": text, "showarrow": False, "xanchor": "left", "yanchor": "top",
            "xshift": 3, "font": {"color": SOFT, "size": 12},
        })
    for kind, (colour, symbol, size) in looks.items():
        mine = [one for one in square() if one[3] == kind]
        traces.append(go.Scatter(
            x=[x for _, x, _, _ in mine], y=[y for *_, y, _ in mine], mode="markers+text", name=kind,
            text=[_spot(group, sides[group, kind]) for group, *_ in mine],
            textposition=[sides[group, kind] for group, *_ in mine], textfont={"color": colour, "size": 12}, cliponaxis=False,
            marker={"color": colour, "symbol": symbol, "size": size, "line": {"color": colour, "width": 2}},
            hovertext=[f"{group}: {x:g} percent, with {y:.1f} percent of {kind}" for group, x, y, _ in mine], hoverinfo="text",
        ))  # fmt: skip
    ticks = {"tickvals": [0.5, 1, 2, 5, 10, 20, 50, 100], "ticktext": ["0.5", "1", "2", "5", "10", "20", "50", "100"]}
    top = legend_room(looks)
    return house_figure(
        traces, height=430 + top, annotations=notes, showlegend=True, legend=LEGEND, hovermode="closest",
        margin={"l": 52, "r": 16, "t": top, "b": 52},
        xaxis={"title": {"text": "Share of people or pupils (percent)"}, "type": "log", "range": [-0.75, 2.02], "zeroline": False, **ticks},
        yaxis={"title": {"text": "Share of the money (percent)"}, "type": "log", "range": [0, 2.02], "zeroline": False, **ticks},
    )


def _spot(group: str, side: str) -> str:
    """Write the name of a point, with a space between it and its mark."""
    if group == PUPILS:
        return f"{group}:<br>{NO_MATCH}"
    return group.replace(" four", "<br>four") + ("\u00a0" * 2 if side == "middle left" else "")


def two_group_gini(cut: int, annex: str = ANNEX_1) -> float:
    """Gini, in percent, of two groups: the poorest so many tenths, and the others. It is the difference of two shares."""
    return float(10 * cut - incomes(annex)[:cut].sum())


def needs() -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Each measure with its unit, and what ``NEEDS`` asks of it: a kind and a text for each; coded by us."""
    children, _ = pupils()
    years = load("11-budget-sources").iloc[0]["period"].split()[-1]
    ministry = int(load("10-nis-numbers").set_index("measure")["year"].dropna().iloc[0])
    town = load("11-population")["year"]
    printed, computed, missing = PRINTED, COMPUTED, MISSING
    return [
        ("Income of the poorest tenth", "9", ((printed, "a tenth of the people"), (printed, "all income"), (printed, f"{YEAR}"), (printed, "10 % of the people"))),
        ("Benefits of the richest tenth", "9", ((printed, "a tenth of the people"), (computed, "all benefits"), (printed, f"{YEAR}"), (computed, "people, or income"))),
        ("Gini coefficient", "9", ((printed, "the people"), (printed, "all income"), (printed, f"{YEAR}"), (printed, "equal incomes"))),
        ("Elite schools in a budget", "10", ((printed, "pupils of the NIS"), (printed, "one ministry's budget"), (printed, f"{ministry}; 2016 by a caption"), (printed, f"{children} % of all pupils"))),
        ("Pupils from small places", "10", ((printed, "pupils of the NIS"), (printed, "all NIS pupils"), (printed, "2016"), (missing, "such pupils in all schools"))),
        ("Own share of the budget", "11", ((printed, "one town"), (printed, "its revenues"), (printed, f"{years}, by a caption"), (missing, "other towns"))),
        ("Change of population", "11", ((printed, "one town"), (printed, "its people"), (printed, f"{town.max()}"), (printed, f"{town.iloc[1]} or {town.iloc[2]}"))),
    ]  # fmt: skip


NEEDS = ("Who has it", "Of what", "Year", "Set against")
PRINTED, COMPUTED, MISSING = "printed", "by arithmetic", "not printed"

SAME, DIFFERS, OPEN = "same", "differs", "not known"
ASKED = ("People", "Whole", "Year", "Kind")


def comparisons() -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Comparisons that the printed numbers invite, and what is the same on both sides; coded by us."""
    _, money = pupils()
    town = load("11-population")["year"]
    report = load("11-budget-sources").iloc[0]["period"].split()[-1]
    ministry = int(load("10-nis-numbers").set_index("measure")["year"].dropna().iloc[0])
    return [
        ("Poorest and richest tenth, income", ((SAME, "one survey"), (SAME, "all income"), (SAME, f"{YEAR}"), (SAME, "shares"))),
        ("Richest tenth, benefits and income", ((SAME, "one survey"), (DIFFERS, "two sums of money"), (SAME, f"{YEAR}"), (SAME, "shares"))),
        ("Gini as printed, and from Annex 2", ((OPEN, "same survey?"), (OPEN, "why annexes differ"), (SAME, f"{YEAR}"), (DIFFERS, "published, ten groups"))),
        ("NIS: a budget, and all pupils", ((SAME, "NIS pupils"), (DIFFERS, "one ministry, all schools"), (DIFFERS, f"{ministry}; 2016 by a caption"), (SAME, "shares"))),
        (f"{money:g} % of NIS and {own_share():g} % of Tekeli", ((DIFFERS, "pupils, a town"), (DIFFERS, "two budgets"), (DIFFERS, f"{ministry}, {report}"), (DIFFERS, "received, contributed"))),
        (f"Tekeli in {town.iloc[1]} and {town.max()}", ((OPEN, "same area?"), (SAME, "all residents"), (DIFFERS, "on purpose"), (OPEN, f"source of {town.max()}"))),
    ]  # fmt: skip


def as_cells(rows, columns: tuple[str, ...]) -> dict[tuple[str, str], tuple[str, str]]:
    """Lay rows of (name, ..., cells) out as the matrix builder wants them."""
    return {(row[0], column): cell for row in rows for column, cell in zip(columns, row[-1], strict=True)}


def as_table(rows, columns: tuple[str, ...], first: str) -> pd.DataFrame:
    """Write the same rows as a table of words."""
    return pd.DataFrame(
        [(row[0], *(f"{text} ({kind})" for kind, text in row[-1])) for row in rows], columns=[first, *columns]
    )
