"""What the two explorers of unit 10 show, and the limits that its notebook uses.

The first explorer asks what two printed shares say about money for a pupil, when the source does not
print how large the one budget is beside all public money for schools. The second asks how many pupils
are in at least one of several categories that may overlap.
"""

import pandas as pd
import plotly.graph_objects as go

from postsoviet.charts import house_figure, intervals
from postsoviet.charts.parts import HIDDEN, LEGEND, label_above, legend_room
from postsoviet.charts.theme import BLUE, OCHRE, ORANGE
from postsoviet.datasets import load
from postsoviet.explore.view import Panel, View
from postsoviet.explore.wording import claim_over
from postsoviet.measures.rounding import Interval, interval, ratio_interval

#: "Almost 7" is read as at least half a point below, as a rounded number would be.
_ALMOST = 0.5
#: Size of the budget beside all public money for schools, in percent; no value is printed.
SIZES = (5, 10, 25, 100, 200)
OWN = {100: "all", 75: "three quarters", 50: "half"}

ALL_ROWS, NO_PLACE, FAMILIES, FEW = "all", "no place", "families", "few"
CHOSEN = {
    ALL_ROWS: "the seven categories",
    NO_PLACE: "the six categories that are not by place",
    FAMILIES: "the two categories by kind of family",
    FEW: "the four smallest categories",
}
APART, INSIDE, OPEN = "apart", "inside", "open"
ONE_ROW, CERTAIN, POSSIBLE = "one category", "at least one: certain", "at least one: possible"
#: Pixels of a lane of bars, of the line of its label, and of a bar.
_LANE, _LINE, _BAR = 42, 18, 16


def network(measure: str) -> float:
    """Return a number that the text prints on the network of elite schools."""
    return float(load("10-nis-numbers").set_index("measure").loc[measure, "value"])


def system(measure: str) -> float:
    """Return a number that the text prints on all secondary schools."""
    return float(load("10-school-system").set_index("measure").loc[measure, "value"])


# what rounded numbers and comparisons allow


def implied_pupils() -> Interval:
    """All pupils of the country, from the count of the network and its rounded share."""
    part, share = network("pupils"), network("share of all pupils of Kazakhstan")
    low, high = ratio_interval(interval(part, 0), interval(share, 2))
    return Interval(100 * low, 100 * high)


def two_shares() -> Interval:
    """How many times the share of the pupils the share of the budget is, as far as the printed words tell."""
    money, pupils = (
        network(f"share of {whole}") for whole in ("the budget of the Ministry of Education and Science", "all pupils of Kazakhstan")
    )
    return ratio_interval((money - _ALMOST, money), interval(pupils, 2))


def pupils_a_school(rural_for_each_urban: float | None = None) -> dict[str, tuple[float, float | None]]:
    """Lowest and highest mean number of pupils in a school that the printed comparisons allow.

    Parameters
    ----------
    rural_for_each_urban : float, optional
        Rural schools for each urban school are more than this; as printed when left out.

    Returns
    -------
    dict of str to (low, high)
        A limit that the text does not give is ``None``; numbers are left as computed.
    """
    schools, least = system("secondary schools"), system("pupils of secondary schools")
    most = implied_pupils().high
    ratio = rural_for_each_urban or system("rural schools for each urban school")
    urban_schools = schools / (1 + ratio)
    nis = network("pupils") / network("schools")
    return {
        "Rural school": (0.0, most / 2 / (schools - urban_schools)),
        "All schools of the country": (least / schools, most / schools),
        "Nazarbayev Intellectual School": (nis, nis),
        "Urban school": (least / 2 / urban_schools, None),
    }


# money for a pupil


def money_per_pupil(size: float, own: float = 100) -> tuple[Interval, float]:
    """Public money for one pupil of the network over that for the average pupil: its range, and its value at 7 and 0.47.

    Parameters
    ----------
    size : float
        The budget in percent of all public money for schools: an assumption.
    own : float
        Percent of the money of the network that is for its own pupils: an assumption.
    """
    part = size * own / 10_000
    low, high = two_shares()
    value = network("share of the budget of the Ministry of Education and Science")
    value /= network("share of all pupils of Kazakhstan")
    return Interval(low * part, high * part), value * part


def against_average(found: Interval) -> str:
    """Say where a range lies beside the average pupil."""
    return "more" if found.low > 1 else "less" if found.high < 1 else "not decided"


def money_view(size: int, own: int) -> View:
    """Show what the two shares say about money for a pupil, under two assumptions."""
    found, value = money_per_pupil(size, own)
    words = {
        "more": "more than the average. Then the money is out of proportion to the pupils, which fits the author's argument",
        "less": "less than the average. Then the two shares do not fit the author's argument",
        "not decided": "about the average, and rounding hides on which side",
    }[against_average(found)]
    sentence = (
        f"If the ministry's budget is {_size(size)} all public money for schools, and {OWN[own]} of the money of the NIS is for "
        f"their own pupils, there is {_times(value)} times as much money for one NIS pupil as for the average pupil "
        f"(range {_times(found.low)} to {_times(found.high)}): {words}. The source prints neither of the two assumptions."
    )
    rows = [(one, *money_per_pupil(one, own)) for one in SIZES]
    names = [f"Budget {one} %{', chosen' if one == size else ''}" for one, *_ in rows]
    listed = "; ".join(
        f"{one} percent: {_times(point)}, from {_times(ends.low)} to {_times(ends.high)}" for one, ends, point in rows
    )
    figure = intervals(
        names, [point for *_, point in rows], [ends.low for _, ends, _ in rows], [ends.high for _, ends, _ in rows],
        value_title="Multiple of the average pupil; budget in percent of all public money for schools", reference=1,
        reference_name="average pupil", decimals=1,
    )
    return View(
        sentence,
        [Panel(
            "money", f"The same two printed shares, with these assumptions: {_times(value)} times the average pupil.",
            "Five rows, one for each size of the budget in percent of all school money, with the multiple that follows and "
            f"its range, beside a line at 1, the average pupil. {listed}. Chosen: {size} percent.", figure,
        )],
        pd.DataFrame(
            [(f"{one} percent", _times(point), _times(ends.low), _times(ends.high), against_average(ends))
             for one, ends, point in rows],
            columns=["Budget in all school money (assumed)", "Times the average pupil", "Lowest", "Highest", "More or less?"],
        ),
    )  # fmt: skip


def _size(percent: int) -> str:
    return {100: "as large as", 200: "twice as large as"}.get(percent, f"{percent} percent of")


def _times(value: float) -> str:
    return f"{value:.1f}" if value >= 1.05 or value < 0.95 else f"{value:.2f}"


# categories that overlap


def in_at_least_one(counts, whole: int) -> tuple[int, int]:
    """Fewest and most pupils who can be in at least one of several categories, when nothing is known of overlaps."""
    counts = [int(count) for count in counts]
    return max(counts), min(sum(counts), int(whole))


def in_both(first: int, second: int, whole: int) -> tuple[int, int]:
    """Fewest and most pupils who can be in both of two categories."""
    return max(0, int(first + second - whole)), int(min(first, second))


def categories(chosen: str = ALL_ROWS) -> pd.Series:
    """Return the pupils of some categories of Table 1."""
    table = load("10-table1-pupil-categories")
    if chosen == NO_PLACE:
        table = table[table["counted_by"] != "place"]
    elif chosen == FAMILIES:
        table = table[table["counted_by"] == "family"]
    elif chosen == FEW:
        table = table.nsmallest(4, "pupils").sort_index()
    return table.set_index("category")["pupils"]


def laid_out(rows: str = ALL_ROWS, overlap: str = OPEN) -> go.Figure:
    """Draw the seven categories from zero or end to end, and below them the pupils who are in at least one.

    A category that is not counted has a name and no bar, so that every choice has the same shape.
    """
    whole, counted = int(network("pupils")), categories(rows)
    low, high = ends_of(rows, overlap)
    bars, start = [], 0
    for name, count in categories().items():
        if name in counted.index:
            bars.append((f"{name}: {count:,}", start, int(count)))
            start += int(count) if overlap != INSIDE else 0
        else:
            bars.append((f"{name}: not counted", 0, 0))
    found = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    labels = [*(name for name, *_ in bars), f"<b>In at least one: {found}</b>"]
    tops = [_LANE * place for place in range(len(labels))]
    middles = [top + _LINE + _BAR / 2 for top in tops]
    lanes = {
        ONE_ROW: (BLUE, middles[:-1], [size for *_, size in bars], [first for _, first, _ in bars]),
        CERTAIN: (ORANGE, middles[-1:], [low], [0]),
        POSSIBLE: (OCHRE, middles[-1:], [high - low], [low]),
    }
    traces = [
        go.Bar(
            x=size, base=first, y=y, width=_BAR, orientation="h", name=name, hoverinfo="name",
            marker={"color": colour},
        )
        for name, (colour, y, size, first) in lanes.items()
    ]
    top = legend_room(["", *lanes])
    return house_figure(
        traces, height=_LANE * len(labels) + top + 52, barmode="overlay", hovermode="closest", showlegend=True, legend=LEGEND,
        annotations=[label_above(label, y) for label, y in zip(labels, tops, strict=True)],
        margin={"l": 8, "r": 16, "t": top, "b": 52},
        xaxis={"range": [0, whole], "title": {"text": f"Pupils, of {whole:,}"}, "zeroline": False, "nticks": 6, "tickformat": ","},
        yaxis={**HIDDEN, "range": [_LANE * len(labels), 0]},
    )


def ends_of(rows: str, overlap: str) -> tuple[int, int]:
    """Fewest and most pupils in at least one of the chosen categories, under an assumption about overlaps."""
    fewest, most = in_at_least_one(categories(rows), int(network("pupils")))
    return (most if overlap == APART else fewest), (fewest if overlap == INSIDE else most)


def overlap_view(rows: str, overlap: str, limit: int) -> View:
    """Show how many pupils are in at least one category, and what becomes of a claim about them."""
    counts, whole = categories(rows), int(network("pupils"))
    low, high = ends_of(rows, overlap)
    said = _claim(low, high, whole, limit)
    found = f"{low:,} pupils" if low == high else f"between {low:,} and {high:,} pupils"
    percent = _share(low, whole) if low == high else f"{_share(low, whole)} to {_share(high, whole)}"
    why = {
        APART: "no pupil is in two of them",
        INSIDE: "the smaller categories lie wholly inside the largest",
        OPEN: "nothing is known of overlaps, which is all that the table allows",
    }[overlap]
    sentence = (
        f"If {why}, {found} ({percent} percent of {whole:,}) are in at least one of {CHOSEN[rows]}. "
        f"The claim \"more than {limit} percent of the pupils\" {said}."
    )
    drawn = "each from zero" if overlap == INSIDE else "end to end"
    alt = (
        f"Bars on a line from 0 to {whole:,} pupils, {drawn}: "
        + "; ".join(f"{name} {count:,}" for name, count in counts.items())
        + f". Last bar, in at least one: {found}."
    )
    table = []
    for key, name in CHOSEN.items():
        ends = in_at_least_one(categories(key), whole)
        table.append((name, *(f"{end:,}" for end in ends), " to ".join(_share(end, whole) for end in ends),
                      _claim(*ends, whole, limit)))  # fmt: skip
    return View(
        sentence,
        [Panel("bars", f"In at least one category: {found}.", alt, laid_out(rows, overlap))],
        pd.DataFrame(
            table, columns=["If nothing is known of overlaps", "Fewest", "Most", "Percent of all pupils", "The claim"]
        ),
    )


def _claim(low: int, high: int, whole: int, limit: int) -> str:
    """Say whether "more than so many percent" holds over a range of counts; in whole numbers, so that an edge is exact."""
    return claim_over(100 * low, 100 * high, limit * whole)


def _share(count: float, whole: float) -> str:
    return f"{100 * count / whole:.1f}"
