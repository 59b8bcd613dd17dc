"""What the page on rights, law and speech compares: speakers, claims, counts and terms, and its explorer.

The positions, the kinds of evidence and the groups of charges are coded by us from the lines that stand beside
them. Every number comes from the data sets of the units.
"""

from collections.abc import Sequence
from functools import cache
from statistics import median

import pandas as pd

from postsoviet.charts import house_figure
from postsoviet.charts.theme import BLUE, GREY, ORANGE
from postsoviet.datasets import load, row_beginning
from postsoviet.explore.view import Panel, View

#: Who speaks on Kazakhstan, oldest text first: short name, unit, author, year in which the text was written.
SPEAKERS = {
    "Press 2016": ("19", "Alexander Bogatik", 2016),
    "Scholar 2017": ("04", "Anna Gussarova", 2017),
    # our copy prints no date; the address of a stored copy has 13 March 2021
    "Web article C": ("17", "author of article C", 2021),
    "State 2021": ("17", "the official", 2021),
    "Centre July 2021": ("16", "Adam Hug", 2021),
    "Centre Sept. 2021": ("18", "Adam Hug", 2021),
}
SAYS, QUOTES, DIFFERS, SILENT, EARLY = "says so", "quotes it", "differs", "silent", "too early"
#: The positions that have a colour; silence has none.
POSITIONS = [SAYS, QUOTES, DIFFERS, EARLY]

#: Claims on Kazakhstan: words, year before which nobody could speak of it, position of each speaker who takes one.
CLAIMS = [
    ("Measures against extremism reach words or peaceful protest", None, {
        "Scholar 2017": (SAYS, "2235-2239;2358-2362;2505-2511"), "Web article C": (QUOTES, "155"),
        "Centre July 2021": (SAYS, "86-88;235"), "Centre Sept. 2021": (SAYS, "17;55")}),
    ("Article 174 is too vague or too broad", None, {
        "Scholar 2017": (SAYS, "2358-2362;2389-2393"), "Centre July 2021": (QUOTES, "178")}),
    ("NGOs should have a part in prevention", None, {
        "Press 2016": (QUOTES, "8;48-50;60"), "Scholar 2017": (SAYS, "2972-2987")}),
    ("Reforms since 2019 have brought real change", 2019, {
        "State 2021": (SAYS, "201-209"),
        "Centre July 2021": (DIFFERS, "62;96"), "Centre Sept. 2021": (DIFFERS, "11")}),
    ("The rules of 2020 made rallies easier", 2020, {
        "State 2021": (SAYS, "205"), "Centre July 2021": (DIFFERS, "96")}),
    ("Libel has left the Criminal Code", 2020, {
        "State 2021": (SAYS, "205"), "Centre July 2021": (SAYS, "206")}),
    ("Dialogue ended the tax cases of NGOs", 2021, {
        "State 2021": (SAYS, "207-209"), "Centre July 2021": (DIFFERS, "106")}),
]  # fmt: skip

#: What each speaker brings for what is said; ``main`` carries the text, ``also`` is used beside it.
EVIDENCE = ["Law, treaty", "Single cases", "Others' counts", "Own counts", "Others' words", "Own role"]
BRINGS = {
    "Press 2016 (unit 19)": {"Single cases": ("also", "two stories"), "Others' counts": ("also", "source not named"),
                             "Others' words": ("main", "six voices")},
    "Scholar 2017 (unit 4)": {"Law, treaty": ("main", "law, code"), "Single cases": ("main", "ten, from the net"),
                              "Others' counts": ("also", "press, a bureau"), "Own counts": ("main", "survey"),
                              "Others' words": ("also", "experts")},
    "Scholar 2017, Azerbaijan (unit 6)": {"Law, treaty": ("also", "laws dated"), "Single cases": ("main", "three leaders"),
                                          "Others' counts": ("also", "a list"), "Others' words": ("main", "press, posts")},
    "Web article C (unit 17)": {"Law, treaty": ("main", "treaty list"), "Single cases": ("also", "three events"), "Others' counts": ("also", "a survey"),
                                           "Others' words": ("main", "UN bodies")},
    "State official 2021 (unit 17)": {"Law, treaty": ("also", "new laws"), "Single cases": ("main", "tax cases"),
                                "Own counts": ("also", "NGOs, grants"), "Own role": ("main", "chairs talks")},
    "Centre, July 2021 (unit 16)": {"Law, treaty": ("also", "codes"), "Single cases": ("main", "many named"),
                                    "Others' counts": ("main", "rights groups"), "Others' words": ("also", "essays, UN"),
                                    "Own role": ("also", "edited essays")},
    "Monitor, in unit 16": {"Single cases": ("also", "a death"), "Own counts": ("main", "threats"),
                            "Own role": ("also", "itself under check")},
    "Centre, Sept. 2021 (unit 18)": {"Single cases": ("also", "two named"), "Others' words": ("main", "essays"), "Own role": ("also", "edited essays")},
}  # fmt: skip


def position(claim: str, speaker: str) -> str:
    """Say how a speaker stands to a claim: one of `POSITIONS`, or silent.

    A speaker who wrote before the thing happened is too early, which is not the same as silent.
    """
    _, since, said = next(row for row in CLAIMS if row[0] == claim)
    if speaker in said:
        return said[speaker][0]
    written = SPEAKERS[speaker][2]
    return EARLY if since and written < since else SILENT


def claim_cells() -> dict[tuple[str, str], tuple[str, str]]:
    """Return the cells of the matrix of claims, kind and text by claim and speaker; a silent text has no cell."""
    cells = {}
    for claim, *_ in CLAIMS:
        for speaker in SPEAKERS:
            kind = position(claim, speaker)
            if kind != SILENT:
                cells[claim, speaker] = (kind, kind)
    return cells


def claim_table() -> pd.DataFrame:
    """Return the claims with positions and lines, for the table below the chart."""
    return pd.DataFrame([
        (claim, speaker, text, said.get(speaker, ("", "none"))[1])
        for claim, _, said in CLAIMS
        for speaker in SPEAKERS
        for text in [claim_cells().get((claim, speaker), (SILENT, SILENT))[1]]
    ], columns=["Claim", "Speaker", "Position", "Lines"])  # fmt: skip


# counts


def _counted(name: str, column: str, start: str, value: str = "value") -> tuple[int, str]:
    """Return a count, and how it is printed with its qualifier."""
    row = row_beginning(load(name), column, start)
    qualifier = row.get("qualifier")
    return int(row[value]), f"{qualifier} {row[value]:,.0f}" if isinstance(qualifier, str) else f"{row[value]:,.0f}"


@cache
def counts() -> dict[str, dict[str, object]]:
    """Return six counts with what one must know before comparing: country, unit, stage, time and maker."""
    keys = ("value", "printed", "country", "unit", "stage", "time", "maker")
    rows = {
        "A": (*_counted("04-case-counts", "count", "registered_2016"), "Kazakhstan", "cases", "registered as incitement",
              "2016", "press article of May 2017"),
        "B": (*_counted("04-case-counts", "count", "opened_2017"), "Kazakhstan", "cases", "opened under Article 174",
              "2017, to November", "press article of November 2017"),
        "C": (*_counted("16-pressure-counts", "item", "Cases under"), "Kazakhstan", "cases", "documented under Article 405",
              "recent times", "Human Rights Watch"),
        "D": (*_counted("16-pressure-counts", "item", "Political"), "Kazakhstan", "people", "called political prisoners",
              "July 2021", "defenders in Kazakhstan"),
        "E": (*_counted("06-political-prisoners", "category", "All confirmed", "persons"), "Azerbaijan", "people",
              "called political prisoners", "November 2016", "group for a unified list"),
        "F": (*_counted("06-nardaran", "measure", "People in prison"), "Azerbaijan", "people", "called political prisoners",
              "October 2016", "defenders in Azerbaijan"),
    }  # fmt: skip
    return {letter: dict(zip(keys, row, strict=True)) for letter, row in rows.items()}


def obstacles(one: str, other: str) -> list[str]:
    """List in what two counts differ, in the order of the question that comes first."""
    first, second = counts()[one], counts()[other]
    return [what for what in ("country", "unit", "stage", "time", "maker") if first[what] != second[what]]


# terms

TEXTS = ("unit 4", "unit 16", "unit 6")
#: Cases of unit 16 whose charge, as printed, is only about what a person said or wrote; none of unit 6 is.
ABOUT_WORDS = ("c03", "c11", "c14")
#: Cases of unit 4 with a further charge that is not about words; its other cases are on words alone.
NOT_ONLY_WORDS = ("c06",)
#: Not penalties with a term in months: custody before a trial, and hours of work.
_NO_TERM = ("pre-trial detention", "community service")


@cache
def terms() -> pd.DataFrame:
    """Return the sentences that were imposed, one a row, with the term in months as printed.

    Returns
    -------
    pandas.DataFrame
        Columns ``text``, ``case``, ``months``, ``prison`` and ``words`` (whether the charge is only about words; coded by us).
    """
    rows = [
        ("unit 4", case.case, 12 * case.years + (0 if pd.isna(case.months) else float(case.months)), case.penalty == "prison",
         case.case not in NOT_ONLY_WORDS)
        for case in load("04-court-cases").itertuples()
    ]
    listed = load("16-sanctions")
    for one in listed[(listed["status"] == "imposed") & ~listed["measure"].isin(_NO_TERM)].itertuples():
        months = 12 * (0 if pd.isna(one.years) else one.years) + (0 if pd.isna(one.months) else float(one.months))
        if months:
            rows.append(("unit 16", one.case, months, one.measure == "prison", one.case in ABOUT_WORDS))
    told = load("06-sentences")
    for one in told[told["kind"] != "limit of both"].drop_duplicates(["person", "term"]).itertuples():
        months = 12 * one.years + (0 if pd.isna(one.months) else float(one.months))
        rows.append(("unit 6", one.person, months, one.kind == "prison", False))
    return pd.DataFrame(rows, columns=["text", "case", "months", "prison", "words"])


def chosen(base: str, charge: str, penalty: str) -> pd.DataFrame:
    """Return the terms that count.

    Parameters
    ----------
    base : {"term", "person"}
        Every term, or the longest term of each person.
    charge : {"any", "words"}
        Every charge, or only charges about words with none of another kind beside them.
    penalty : {"prison", "any"}
        Prison alone, or every penalty that has a term.
    """
    rows = terms()
    rows = rows[(rows["prison"] | (penalty == "any")) & (rows["words"] | (charge == "any"))]
    if base == "person":
        rows = rows.sort_values("months", kind="stable").drop_duplicates(["text", "case"], keep="last").sort_index()
    return rows


def months_of(rows: pd.DataFrame, texts: Sequence[str]) -> list[float]:
    """Return the terms of some texts, shortest first."""
    return sorted(rows.loc[rows["text"].isin(texts), "months"])


def verdict(home: Sequence[float], abroad: Sequence[float]) -> str:
    """Say in which list the middle term is longer; with an empty list nothing can be said."""
    if not home or not abroad:
        return "cannot be compared"
    first, second = median(home), median(abroad)
    return "have the same median" if first == second else f"look longer in {'Kazakhstan' if first > second else 'Azerbaijan'}"


def where_longer(base: str, charge: str, penalty: str, texts: str) -> View:
    """Compare the terms of two countries under one rule of counting.

    Parameters
    ----------
    base, charge, penalty : str
        As for `chosen`.
    texts : {"4", "16", "both"}
        Which text speaks for Kazakhstan.
    """
    home_texts = TEXTS[:2] if texts == "both" else (f"unit {texts}",)
    rows = chosen(base, charge, penalty)
    home, abroad = months_of(rows, home_texts), months_of(rows, TEXTS[2:])
    said = verdict(home, abroad)
    sentence = f"{_counted_words(home, 'Kazakhstan', base)} {_counted_words(abroad, 'Azerbaijan', base)} By this rule the terms {said}. "
    return View(
        sentence + _warning(charge, base, penalty, abroad),
        [Panel("terms", f"By this rule the terms of the two countries {said}.", _describe(rows, home_texts, home, abroad),
               _draw(rows, home_texts, home, abroad))],
        _readout(rows, home_texts),
    )  # fmt: skip


def _counted_words(months: list[float], country: str, base: str) -> str:
    what = {"term": "term", "person": "person"}[base]
    if not months:
        return f"{country}: nothing is left."
    plural = what if len(months) == 1 else {"term": "terms", "person": "people"}[base]
    return f"{country}: {len(months)} {plural}, median {median(months):g} months."


def _warning(charge: str, base: str, penalty: str, abroad: list[float]) -> str:
    if charge == "words":
        return "For Azerbaijan no term is printed for a charge about words alone, so the question has no answer in these texts."
    if base == "person":
        few = "one person" if len(abroad) == 1 else "two people"
        return f"The answer rests on {few} of Azerbaijan, and most of the charges are of other kinds."
    share = "All" if penalty == "prison" else "All but one"
    return f"{share} of the terms of Azerbaijan are those of one person, and most of the charges are of other kinds."


def _describe(rows: pd.DataFrame, home_texts: Sequence[str], home: list[float], abroad: list[float]) -> str:
    listed = "; ".join(
        f"{text} " + (", ".join(f"{month:g}" for month in months_of(rows, [text])) or "none")
        for text in (*home_texts, TEXTS[2])
    )
    lines = " and ".join(f"{name} {median(months):g}" for name, months in (("Kazakhstan", home), ("Azerbaijan", abroad)) if months)
    return f"A dot for each term in months, three rows. Counted: {listed}. Lines show the medians: {lines or 'none'}. What is not counted is grey and open."


def _stacked(months: Sequence[float], place: int) -> tuple[list[float], list[float]]:
    """Put equal terms above each other."""
    seen: dict[float, int] = {}
    heights = []
    for month in months:
        heights.append(place - 0.13 * seen.get(month, 0))
        seen[month] = seen.get(month, 0) + 1
    return list(months), heights


def _dots(pairs: list[tuple[list[float], list[float]]], name: str, colour: str, symbol: str) -> dict:
    x, y = [m for months, _ in pairs for m in months], [h for _, heights in pairs for h in heights]
    return dict(
        type="scatter", x=x or [None], y=y or [None], mode="markers", name=name, cliponaxis=False, hoverinfo="text",
        text=[f"{month:g} months" for month in x] or [""],
        marker={"color": colour, "size": 11, "symbol": symbol, "line": {"color": colour, "width": 2}},
    )


def _draw(rows: pd.DataFrame, home_texts: Sequence[str], home: list[float], abroad: list[float]) -> dict:
    counted, out = {}, []
    for place, text in enumerate(TEXTS):
        used = rows if text in (*home_texts, TEXTS[2]) else rows[:0]
        inside = used[used["text"] == text]
        every = terms()[terms()["text"] == text]
        counted[text] = _stacked(sorted(inside["months"]), place)
        out.append(_stacked(sorted(every.drop(inside.index)["months"]), place + 0.34))

    def line(months, rows_from, rows_to, name, colour, dash):
        at = median(months) if months else None
        return dict(type="scatter", x=[at, at], y=[rows_from, rows_to], mode="lines", name=name, hoverinfo="skip",
                    line={"color": colour, "width": 2, "dash": dash})

    return {
        "data": [
            _dots([counted[text] for text in TEXTS[:2]], "Kazakhstan", BLUE, "circle"),
            _dots([counted[TEXTS[2]]], "Azerbaijan", ORANGE, "diamond"),
            _dots(out, "Not counted", GREY, "circle-open"),
            line(home, -0.75, 1.5, "Median, Kazakhstan", BLUE, "dash"),
            line(abroad, 1.5, 2.6, "Median, Azerbaijan", ORANGE, "dot"),
        ],
        "layout": _layout(),
    }


@cache
def _layout() -> dict:
    """Layout of every state, built once."""
    return house_figure(
        height=420, margin={"l": 8, "r": 16, "t": 104, "b": 48}, hovermode="closest",
        xaxis={"title": {"text": "Months, as sentenced"}, "range": [-4, 252], "dtick": 48, "showgrid": True},
        yaxis={"tickvals": [0, 1, 2], "ticktext": ["Unit 4", "Unit 16", "Unit 6"], "range": [2.7, -0.8], "showgrid": False,
               "zeroline": False},
    ).to_plotly_json()["layout"]  # fmt: skip


def _readout(rows: pd.DataFrame, home_texts: Sequence[str]) -> pd.DataFrame:
    lines = []
    for text in TEXTS:
        months = months_of(rows, [text]) if text in (*home_texts, TEXTS[2]) else []
        country = "Azerbaijan" if text == TEXTS[2] else "Kazakhstan"
        cells = (f"{months[0]:g}", f"{median(months):g}", f"{months[-1]:g}") if months else ("", "", "")
        lines.append((f"{country}, {text}", f"{len(months)}", *cells))
    return pd.DataFrame(lines, columns=["Text", "Counted", "Shortest (months)", "Median (months)", "Longest (months)"])


# voices


def voices(claim: str) -> tuple[list[str], list[str]]:
    """Return the texts that hold a claim or quote it, and their authors, each author once."""
    texts = [speaker for speaker in SPEAKERS if position(claim, speaker) in (SAYS, QUOTES)]
    return texts, list(dict.fromkeys(SPEAKERS[speaker][1] for speaker in texts))


def in_own_words(claim: str) -> list[str]:
    """Return the authors who hold a claim in words of their own, each once."""
    return list(dict.fromkeys(SPEAKERS[speaker][1] for speaker in SPEAKERS if position(claim, speaker) == SAYS))
