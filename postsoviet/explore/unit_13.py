"""What the two explorers of unit 13 show, and the measures that its notebook uses.

The first explorer asks whether incidents at two borders rose or fell, when the periods differ in length
and not every incident was recorded. The second asks how many of the told cases are left when one
narrows what counts as cooperation, or who tells it.
"""

from collections.abc import Sequence

import pandas as pd

from postsoviet.charts import bars, matrix
from postsoviet.datasets import load
from postsoviet.explore.view import Panel, View
from postsoviet.explore.wording import joined

TAJIK, UZBEK, THREE = "Kyrgyzstan-Tajikistan", "Kyrgyzstan-Uzbekistan", "all three"
BORDERS = (TAJIK, UZBEK)
EARLY, LATE = "2010-2013", "2014"

TOTAL, YEARLY, BY_LENGTH = "total", "year", "length"
#: What is drawn, how it is called in a sentence, and its decimals.
_MEASURES = {
    TOTAL: ("Incidents in the whole period", "totals", 0),
    YEARLY: ("Incidents a year (mean)", "means a year", 1),
    BY_LENGTH: ("Incidents a year for each 100 km of border", "means a year for each 100 km", 2),
}
APART, ALL_TAJIK, ALL_UZBEK = "apart", "tajik", "uzbek"

EVERY, NOT_INFORMAL, COMMUNAL = "all", "not informal", "communal"
ANYBODY, NAMED = "anybody", "named"
BOTH = "both"
RESOURCES = ("water", "pasture", "trade", "apricots")
KINDS = ("informal only", "informal and communal", "mixed or not labelled", "communal only")
#: Tellers whom a reader cannot look up, as the data set words them.
_NO_STUDY = ("not readable (note lost)", "not stated", "an anonymous development worker")


#: A change below this is called small.
_SMALL = 0.1

# incidents


def length(border: str, part: str = "whole") -> float:
    """Kilometres of a border or of its agreed or open part."""
    table = load("13-border-lengths").set_index(["border", "part"])
    return float(table.loc[(border, part), "km"])


def counted(border: str, period: str) -> tuple[float, int]:
    """Incidents printed for one border and period, and the years of the period."""
    start, end = (int(year) for year in (period[:4], period[-4:]))
    table = load("13-incidents")
    row = table[(table["border"] == border) & (table["start"] == start) & (table["end"] == end)].iloc[0]
    return float(row["value"]), end - start + 1


def in_2015() -> float:
    """Incidents of 2015, which the text does not divide between the borders."""
    return float(load("13-incidents").set_index("series").loc["both_borders_2015", "value"])


def measured(border: str, period: str, measure: str = YEARLY, recorded: float = 100) -> float:
    """Incidents of a period as a total, a yearly mean, or a yearly mean for each 100 km of border.

    Parameters
    ----------
    recorded : float
        Percent of all incidents that the count holds: an assumption.
    """
    count, years = counted(border, period)
    return _scaled(100 * count / recorded, years, border, measure)


def _scaled(count: float, years: int, border: str, measure: str) -> float:
    if measure == TOTAL:
        return count
    return count / years * (100 / length(border) if measure == BY_LENGTH else 1)


def incidents_view(measure: str, recorded: int, year_2015: str) -> View:
    """Show how incidents at two borders changed, by what is compared and what is assumed."""
    title, name, decimals = _MEASURES[measure]
    early = {border: measured(border, EARLY, measure, recorded) for border in BORDERS}
    late = {border: measured(border, LATE, measure) for border in BORDERS}
    last = {border: _last(border, measure, year_2015) for border in BORDERS}

    def told(border: str) -> str:
        change = 100 * (late[border] / early[border] - 1)
        return (
            f"{'rise' if change > 0 else 'fall'} from {early[border]:,.{decimals}f} to {late[border]:,.{decimals}f} "
            f"({change:+.0f} percent)"
        )

    growth = late[TAJIK] / early[TAJIK] - 1
    rises = growth > 0
    way = "hardly change" if growth < _SMALL else "rise"
    where = f"{way} on the Tajik border and fall on the Uzbek border" if rises else "fall on both borders"
    assumed = (
        "" if recorded == 100
        else f" We assume that {recorded} percent of the incidents of {EARLY}, and all of {LATE}, were recorded."
    )  # fmt: skip
    caution = (
        f"But four years stand beside one year, so these two totals cannot tell whether incidents {'rose' if rises else 'fell'}."
        if measure == TOTAL
        else "Incidents then fall on both borders: the rise that the printed counts show on the Tajik one would come from the record, and not from events."
        if not rises
        else "On the Tajik border the change is then so small that it says little."
        if growth < _SMALL
        else "So the two borders moved in opposite directions."
    )
    split = {
        APART: f"The {in_2015():.0f} incidents of 2015 are not divided between the borders and stay out.",
        ALL_TAJIK: f"If all {in_2015():.0f} incidents of 2015 were on the Tajik border, the Uzbek one had none that year.",
        ALL_UZBEK: f"If all {in_2015():.0f} incidents of 2015 were on the Uzbek border, it had more of them than in 2014, and the Tajik one had none.",
    }[year_2015]
    sentence = (
        f"Compared as {name}, incidents on the Kyrgyzstan-Tajikistan border {told(TAJIK)}, and those on the Kyrgyzstan-Uzbekistan border "
        f"{told(UZBEK)}.{assumed} {caution} {split}"
    )
    # with a word, so that no axis takes a label for a date
    rows = [f"Years {EARLY}", f"Year {LATE}", f"Year 2015, {'divided by assumption' if year_2015 != APART else 'not divided'}"]
    values = {border: [early[border], late[border], last[border]] for border in BORDERS}
    spoken = "; ".join(
        f"{border} {early[border]:.{decimals}f} in {EARLY} and {late[border]:.{decimals}f} in {LATE}"
        + (f", and {last[border]:.{decimals}f} in 2015" if last[border] is not None else "")
        for border in BORDERS
    )
    return View(
        sentence,
        [Panel(
            "incidents",
            f"{title}: from {EARLY} to {LATE} they {where}"
            f"{', but four years stand beside one' if measure == TOTAL else ''}.",
            f"Pairs of bars for the two borders, {title.lower()}: {spoken}.",
            bars(rows, values, value_title=title, decimals=decimals),
        )],
        pd.DataFrame(
            [(row, *(_written(values[border][place], decimals) for border in BORDERS)) for place, row in enumerate(rows)],
            columns=["Period", *BORDERS],
        ),
    )  # fmt: skip


def _last(border: str, measure: str, year_2015: str) -> float | None:
    if year_2015 == APART:
        return None
    mine = (year_2015 == ALL_TAJIK) == (border == TAJIK)
    return _scaled(in_2015() if mine else 0.0, 1, border, measure)


def _written(value: float | None, decimals: int) -> str:
    return "not divided" if value is None else f"{value:,.{decimals}f}"


# cases


def chosen_cases(counts: str = EVERY, told: str = ANYBODY, border: str = BOTH) -> pd.DataFrame:
    """Return the cases that are left under a definition of cooperation and a demand on the source."""
    cases = load("13-cases")
    if counts == NOT_INFORMAL:
        cases = cases[cases["mode"] != "informal"]
    elif counts == COMMUNAL:
        cases = cases[cases["mode"] == "communal"]
    if told == NAMED:
        cases = cases[~cases["described_by"].isin(_NO_STUDY)]
    if border != BOTH:
        cases = cases[cases["countries"] == border]
    return cases


def kind_of(modes: Sequence[str]) -> str:
    """Name the mixture of modes in one cell of the table."""
    found = set(modes)
    if found == {"informal"}:
        return KINDS[0]
    if found == {"informal", "communal"}:
        return KINDS[1]
    return KINDS[3] if found == {"communal"} else KINDS[2]


def case_cells(cases: pd.DataFrame) -> dict[tuple[str, str], tuple[str, str]]:
    """Cases by resource and border, as a matrix draws them: the kind of a cell, and the cases in it."""
    return {
        (resource.capitalize(), border): (kind_of(group["mode"]), ", ".join(group["case"]))
        for (resource, border), group in cases.groupby(["resource", "countries"])
    }


def case_matrix(cases: pd.DataFrame, *, every_kind: bool = True):
    """Draw cases by resource and border.

    Parameters
    ----------
    every_kind : bool
        Whether kinds that no cell has stand in the legend too, so that every choice has the same shape.
    """
    rows, cells = [resource.capitalize() for resource in RESOURCES], case_cells(cases)
    present = {kind for kind, _ in cells.values()}
    kinds = [kind for kind in KINDS if every_kind or kind in present]
    return matrix(rows, [TAJIK, UZBEK, THREE], cells, kinds=kinds, missing="none")


def cases_view(counts: str, told: str, border: str) -> View:
    """Show which cases are left, and how broad the claim of the chapter is then."""
    whole, cases = len(load("13-cases")), chosen_cases(counts, told, border)
    left = {resource: int((cases["resource"] == resource).sum()) for resource in RESOURCES}
    present = [resource for resource in RESOURCES if left[resource]]
    gone = [resource for resource in RESOURCES if not left[resource]]
    what = {
        EVERY: "every case that the chapter tells counts",
        NOT_INFORMAL: "cases that are described as informal do not count",
        COMMUNAL: "only communal work counts",
    }[counts]
    who = ", and the teller must be a study or author with a name" if told == NAMED else ""
    where = "" if border == BOTH else f", on the border {border} alone"
    informal = int((cases["mode"] == "informal").sum())
    start = f"If {what}{who}{where}, {len(cases)} of {whole} cases {'is' if len(cases) == 1 else 'are'} left"
    if not present:
        sentence = f"{start}. The claim then rests on the author's reasoning alone."
    else:
        listed = ", ".join(f"{resource} {left[resource]}" for resource in present)
        breadth = (
            "The cases then reach all four kinds of contact"
            if not gone
            else f"No case is then left for {joined(gone)}"
        )
        base = (
            f"and {'all' if informal == len(cases) else informal} of the {len(cases)} are described as informal"
            if informal
            else "and none of these cases is described as informal throughout"
            if len(cases) > 2
            else f"and the claim rests on {'one case' if len(cases) == 1 else 'two cases'}"
        )
        sentence = f"{start}: {listed}. {breadth}, {base}."
    tellers = ", ".join(sorted(set(cases["described_by"]))) or "nobody"
    alt = "A table of four resources by three borders. " + (
        "; ".join(f"{row}, {column}: {text} ({kind})" for (row, column), (kind, text) in case_cells(cases).items()) or "All cells say none"
    )  # fmt: skip
    return View(
        f"{sentence} Told by: {tellers}.",
        [Panel("cases", f"Cases left: {len(cases)} of {whole}.", f"{alt}.", case_matrix(cases))],
        pd.DataFrame(
            [(resource, left[resource], ", ".join(cases.loc[cases["resource"] == resource, "case"]) or "none") for resource in RESOURCES],
            columns=["Resource", "Cases left", "Which"],
        ),
    )
