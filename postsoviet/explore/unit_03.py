"""What unit 3 draws and what its two explorers show: two lists of origins, and what divides four newspapers.

The first explorer asks if different dates could explain that two chapters print different shares. A
list of all who ever came can only grow, so a country whose number would have to fall speaks against
it. The second asks whether language or ownership goes with the tones of the newspapers as we coded
them; a tone is towards the policy of the state, never towards the returnees.
"""

from functools import cache

import pandas as pd
import plotly.graph_objects as go

from postsoviet.charts import house_figure, matrix
from postsoviet.charts.parts import HIDDEN, LEGEND, label_above
from postsoviet.charts.theme import BLUE, FAINT, INK, ORANGE, SOFT
from postsoviet.datasets import load
from postsoviet.explore.view import Panel, View
from postsoviet.explore.wording import joined
from postsoviet.measures.rounding import Interval, interval

#: The row of the countries that a chapter does not name one by one.
OTHERS = "Countries not named"
#: Chapter 2 prints "over 970,000"; like the ledger, we read it as up to ten thousand more.
_OVER = 10_000
#: The four tones, in the order of the legend.
TONES = ("favourable", "mixed", "official line", "critical")
#: Frames of the main account; what the papers did after Zhanaozen stands in a column of its own.
_ASIDE = ("Zhanaozen", "image of returnees")


# the two lists of origins


@cache
def origin_ranges() -> dict[str, tuple[Interval, Interval]]:
    """Return the shares that rounding allows, chapter 2 and chapter 3, in percent, by country."""
    there = load("02-repatriates-origin").set_index("origin")
    here = load("03-origin-shares").set_index("origin")["share_percent"]
    found = {
        origin: (interval(there.loc[origin, "share_percent"], 0), interval(share, 1)) for origin, share in here.items()
    }
    other = there[there["share_percent_high"].notna()].iloc[0]
    named = [pair[1] for pair in found.values()]
    found[OTHERS] = (
        Interval(interval(other["share_percent"], 0).low, interval(other["share_percent_high"], 0).high),
        Interval(100 - sum(one.high for one in named), 100 - sum(one.low for one in named)),
    )
    return found


def people_of_chapter_2() -> Interval:
    """Return the number of returnees that the words "over 970,000" allow, as we read them."""
    printed = load("02-figures-in-prose").set_index("figure").loc["repatriates_since_1991", "value"]
    return Interval(float(printed), float(printed) + _OVER)


def origin_counts(base: float) -> dict[str, tuple[Interval, Interval]]:
    """Return people by country in both lists, as ranges, if the shares of chapter 3 count ``base`` people."""
    total = people_of_chapter_2()
    return {
        origin: (
            Interval(there.low * total.low / 100, there.high * total.high / 100),
            Interval(here.low * base / 100, here.high * base / 100),
        )
        for origin, (there, here) in origin_ranges().items()
    }


def must_fall(later: int, base: float) -> list[str]:
    """Name the rows whose number falls for sure from the earlier list to the later one.

    Parameters
    ----------
    later : {2, 3}
        Chapter whose list is the later one.
    base : float
        People whom the shares of chapter 3 count.
    """
    falling = []
    for origin, pair in origin_counts(base).items():
        before, after = pair if later == 3 else pair[::-1]
        if after.high < before.low:
            falling.append(origin)
    return falling


def two_lists(rows: dict[str, tuple[Interval, Interval]], *, value_title: str, last: float) -> go.Figure:
    """Draw what two lists say of each row, with the range that rounding allows as the length of a bar."""
    colours, labels = {"Chapter 2": ORANGE, "Chapter 3": BLUE}, []
    traces = [
        go.Scatter(x=[None], y=[None], mode="lines", name=name, line={"color": colour, "width": 9})
        for name, colour in colours.items()
    ]
    y = 0.0
    for label, pair in rows.items():
        labels.append(label_above(label, y))
        for place, (name, one) in enumerate(zip(colours, pair, strict=True)):
            level = y + 25 + 13 * place
            width = max(one.high - one.low, 0.011 * last)
            middle = (one.low + one.high) / 2
            traces.append(go.Scatter(
                x=[middle - width / 2, middle + width / 2], y=[level, level], mode="lines", showlegend=False,
                line={"color": colours[name], "width": 11}, hoverinfo="text",
                text=f"{label}, {name.lower()}: {one.low:,.4g} to {one.high:,.4g}",
            ))
        y += 56
    return house_figure(
        traces, height=int(y + 92), annotations=labels, hovermode="closest", legend=LEGEND,
        margin={"l": 8, "r": 16, "t": 40, "b": 52},
        xaxis={"title": {"text": value_title}, "range": [0, last], "showgrid": True, "zeroline": False, "nticks": 8},
        yaxis={**HIDDEN, "range": [y, 0]},
    )


def origin_dates(later: int, base: int) -> View:
    """Show if a later date alone could turn one list of origins into the other.

    Parameters
    ----------
    later, base : int
        As for `must_fall`.
    """
    counts, falling = origin_counts(base), must_fall(later, base)
    total = people_of_chapter_2()
    shrinks = base < total.low if later == 3 else base > total.high
    opening = f"Suppose that chapter {later} has the later list, and that the shares of chapter 3 count {base:,} people."
    if falling:
        said = f"Then the number would have to fall for: {_listed(falling)}. "
        said += "The sum of all returnees would have to fall too. " if shrinks else ""
        said += "A list of all who ever came cannot lose people, so a later date alone does not explain the gap."
        finding = f"With these choices the number would have to fall for: {_listed(falling)}."
    else:
        said = "Then no number has to fall, and a later date could explain the gap. But the text speaks of about 1 million returnees."
        finding = "With these choices no number has to fall."
    thousands = {
        (f"{name}: falls" if name in falling else name): tuple(Interval(one.low / 1000, one.high / 1000) for one in pair)
        for name, pair in counts.items()
    }
    described = "; ".join(f"{name} {_span(pair[0])} and {_span(pair[1])}" for name, pair in counts.items())
    return View(
        f"{opening} {said}",
        [Panel("people", finding, f"Two bars a row, in thousand people, chapter 2 and chapter 3: {described}.",
               two_lists(thousands, value_title="Thousand people", last=1100))],
        pd.DataFrame(
            [(name, _span(pair[0]), _span(pair[1]), "falls" if name in falling else "may grow or stay")
             for name, pair in counts.items()],
            columns=["Origin", "Chapter 2 (thousand people)", "Chapter 3 (thousand people)", "From the earlier to the later list"],
        ),
    )  # fmt: skip


def _span(one: Interval) -> str:
    return f"{one.low / 1000:,.1f} to {one.high / 1000:,.1f}"


def _listed(names: list[str]) -> str:
    return joined([name if name != OTHERS else "the countries not named" for name in names])


# the lost figure


def two_of_many(values: dict[int, float], first: int, last: int, *, value_title: str) -> go.Figure:
    """Draw the years whose value is known as bars, and all others as a grey field without a value."""
    top = 1.15 * max(values.values())
    lost = [year for year in range(first, last + 1) if year not in values]
    shapes = [
        {"type": "rect", "x0": year - 0.45, "x1": year + 0.45, "y0": 0, "y1": top, "fillcolor": FAINT,
         "line": {"width": 0}, "layer": "below"}
        for year in lost
    ]  # fmt: skip
    bars = go.Bar(
        x=list(values), y=list(values.values()), width=0.9, marker={"color": BLUE}, hovertemplate="%{x}: %{y:,}<extra></extra>",
    )
    notes = [
        {"x": year, "y": value, "text": f"{year}: {value:,.0f}", "showarrow": False, "yanchor": "bottom",
         "font": {"color": INK, "size": 13}}
        for year, value in values.items()
    ]
    notes.append({"x": 1, "xref": "paper", "y": 0.6 * top, "text": f"grey: {len(lost)} years,<br>value lost", "showarrow": False,
                  "xanchor": "right", "xshift": -8, "font": {"color": SOFT, "size": 13}})
    return house_figure(
        [bars], height=300, shapes=shapes, annotations=notes, margin={"l": 60, "r": 16, "t": 16, "b": 40},
        xaxis={"range": [first - 0.7, last + 0.7], "tickformat": "d", "nticks": 8},
        yaxis={"title": {"text": value_title}, "range": [0, top], "tickformat": ","},
    )  # fmt: skip


# the four newspapers


@cache
def tones(stage: int) -> dict[str, str]:
    """Return the tone of each newspaper of the sample towards the policy of a stage, as coded by us."""
    frames = load("03-frames").query("stage == @stage and frame not in @_ASIDE")
    return dict(zip(frames["newspaper"], frames["tone"], strict=True))


def counted(tone: str, mixed: str) -> str:
    """Return the tone under which a coded tone is counted: ``mixed`` is "mixed", "favourable" or "critical"."""
    return mixed if tone == "mixed" else tone


def divides(stage: int, divide: str, mixed: str) -> str:
    """Tell whether a property of the newspapers goes with their tones.

    Parameters
    ----------
    stage : {1, 2, 3}
    divide : {"language", "ownership"}
        Property by which the papers are put in two groups.
    mixed : {"mixed", "favourable", "critical"}
        How a mixed tone counts.

    Returns
    -------
    {"yes", "no", "alike"}
        Each group has one tone and the two differ; or not; or all papers have the same tone.
    """
    papers = load("03-newspapers")
    groups = [
        {counted(tones(stage)[name], mixed) for name in group["newspaper"] if name in tones(stage)}
        for _, group in papers.groupby(divide)
    ]
    if len(set.union(*groups)) == 1:
        return "alike"
    return "yes" if all(len(group) == 1 for group in groups) and groups[0] != groups[1] else "no"


def tone_divide(stage: int, divide: str, mixed: str) -> View:
    """Show the four newspapers in two groups with their tones; parameters as for `divides`."""
    papers, said = load("03-newspapers"), tones(stage)
    other = "ownership" if divide == "language" else "language"
    cells, listed = {}, []
    for paper in papers.itertuples():
        row, column = _group(divide, getattr(paper, divide)), _group(other, getattr(paper, other))
        if paper.newspaper in said:
            tone = counted(said[paper.newspaper], mixed)
            cells[row, column] = (tone, f"{paper.newspaper}: {tone}")
            listed.append(f"{paper.newspaper} {tone}")
        else:
            listed.append(f"{paper.newspaper} not described")
    verdict = divides(stage, divide, mixed)
    finding = {
        "yes": f"Stage {stage}: the tones go with {divide}.",
        "no": f"Stage {stage}: the tones do not go with {divide}.",
        "alike": f"Stage {stage}: all papers have the same tone, so nothing divides them.",
    }[verdict]
    missing = "" if len(said) == len(papers) else " One newspaper is not described for this stage, so the result rests on three."
    effect = "" if "mixed" in said.values() else " No tone is coded as mixed in this stage, so the rule for mixed tones changes nothing."
    conclusion = {
        "yes": f"Inside each group the tones agree, and the two groups differ. In this coding {divide} divides the papers.",
        "no": f"Two papers of one group differ. In this coding {divide} does not divide the papers.",
        "alike": "All papers agree. In this coding neither language nor ownership divides them.",
    }[verdict]
    rows = [_group(divide, value) for value in dict.fromkeys(papers[divide])]
    columns = [_group(other, value) for value in dict.fromkeys(papers[other])]
    return View(
        f"{', '.join(listed)}. {conclusion}{missing}{effect}",
        [Panel("papers", finding, f"Table of two rows, {rows[0]} and {rows[1]}, with a tone in each cell: {', '.join(listed)}.",
               matrix(rows, columns, cells, kinds=TONES, missing="not described"))],
        pd.DataFrame(
            [(paper.newspaper, paper.language, paper.ownership, said.get(paper.newspaper, "not described"),
              counted(said[paper.newspaper], mixed) if paper.newspaper in said else "not described") for paper in papers.itertuples()],
            columns=["Newspaper", "Language", "Ownership", "Tone, coded by us", "Counted as"],
        ),
    )  # fmt: skip


def _group(divide: str, value: str) -> str:
    return f"{value}-language papers" if divide == "language" else f"{value.capitalize()} papers"


#: Column of a frame in the matrix of the unit, by stage; what followed Zhanaozen has its own.
PERIODS = {1: "1991-1999", 2: "2000-2011", 3: "from 2014"}
AFTER_ZHANAOZEN = "after Zhanaozen"


def frame_cells() -> dict[tuple[str, str], tuple[str, str]]:
    """Return the cells of the matrix of frames: (newspaper, period) to (tone, frame)."""
    cells = {}
    papers = set(load("03-newspapers")["newspaper"])
    for row in load("03-frames").itertuples():
        if row.newspaper not in papers or row.frame == "image of returnees":
            continue
        if row.frame == "Zhanaozen":
            cells[row.newspaper, AFTER_ZHANAOZEN] = ("charge not repeated", "no blame on returnees")
        else:
            cells[row.newspaper, PERIODS[row.stage]] = (row.tone, row.frame)
    return cells
