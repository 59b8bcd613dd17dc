"""What the explorers of unit 16 show, and the codings behind its tables: sanctions, the handover, rules of registration.

People are known by case id only. The cases were chosen by a report, so the views count persons and form no shares.
"""

from functools import cache

import pandas as pd

from postsoviet.charts import house_figure
from postsoviet.charts.theme import BLUE, GREEN, GREY, ORANGE, PAPER, PURPLE, RULE
from postsoviet.datasets import load, row_beginning
from postsoviet.explore.view import Panel, View

PRISON, BOTH, RESTRICTION, NEITHER = "prison only", "both", "restriction only", "neither"
CODES = (PRISON, BOTH, RESTRICTION, NEITHER)
BEFORE, AFTER, OUT = "before", "after", "out"

#: Who holds what after the handover: power, then kind, words and lines for the first president and for the president.
KEPT, PASSED, INFLUENCE, ACT = "kept", "passed on", "influence", "his own act"
HANDOVER = [
    ("Office of the president", (PASSED, "left it", "39"), (PASSED, "holds it", "39")),
    ("National Security Council", (KEPT, "chair for life", "39"), None),
    ("Ruling party Nur-Otan", (KEPT, "leader", "39"), None),
    ("Constitutional Council", (KEPT, "member", "39"), None),
    ("Daily work", (PASSED, "passed on in effect", "39"), (PASSED, "does it", "39")),
    ("Other formal powers", (PASSED, "passes on slowly", "60"), (PASSED, "receives", "60")),
    ("Appointments", (INFLUENCE, "strong influence", "60"), None),
    ("First in line to succeed", None, (ACT, "removed the holder, 2020", "220")),
    ("Reforms", None, (ACT, "death penalty; rural akims", "60")),
]

#: Offices and cities in which a national religious organisation needs members, if the regional akims stand for them.
PLACES = 17


# which sanctions a case met


@cache
def _sanctions() -> pd.DataFrame:
    return load("16-sanctions")


def restricted(case: str) -> bool:
    """Whether the text tells of a freedom restriction; a probation that includes one counts."""
    rows = _sanctions().query("case == @case and status == 'imposed'")
    return bool(rows["measure"].isin(["freedom restriction", "probation"]).any())


def imprisoned(case: str, prison: str = "imposed") -> bool:
    """Whether a case counts as prison.

    Parameters
    ----------
    case : str
        Id such as ``"c01"``.
    prison : {"imposed", "detained", "all"}
        Prison terms that were imposed; these and detention before trial; also terms that were threatened or pardoned.
    """
    rows = _sanctions().query("case == @case")
    measures = ["prison"] if prison == "imposed" else ["prison", "pre-trial detention"]
    rows = rows[rows["measure"].isin(measures)]
    return bool(len(rows) if prison == "all" else (rows["status"] == "imposed").any())


def code(case: str, prison: str = "imposed") -> str:
    """Sort a case into one of the four `CODES`; parameters as for `imprisoned`."""
    return {(True, False): PRISON, (True, True): BOTH, (False, True): RESTRICTION, (False, False): NEITHER}[
        imprisoned(case, prison), restricted(case)
    ]


@cache
def sanctioned() -> tuple[str, ...]:
    """Ids of the cases with at least one sanction, in order."""
    return tuple(dict.fromkeys(_sanctions()["case"]))


#: Notes that date a case which has no year in the text: case, note, and what the note cites.
DATING_NOTES = {"c03": 25, "c10": 76}


def year(case: str, undated: str = "out") -> int | None:
    """Year of a case, if the text prints one.

    Parameters
    ----------
    case : str
        Id such as ``"c01"``.
    undated : {"out", "notes"}
        Whether two cases without a year take that of the report which their note cites.
    """
    printed = load("16-cases").set_index("case").loc[case, "year"]
    if pd.notna(printed):
        return int(printed)
    if undated == "notes" and case in DATING_NOTES:
        notes = load("16-notes")
        return int(notes.loc[notes["note"] == DATING_NOTES[case], "date"].min()[:4])
    return None


def period(case: str, turn: str = "after", undated: str = "out") -> str:
    """Say on which side of March 2019 a case is put; cases of 2019 go where ``turn`` says ("after" or "out")."""
    when = year(case, undated)
    if when is None:
        return OUT
    return BEFORE if when < 2019 else AFTER if when > 2019 else turn


def piles(prison: str, turn: str, undated: str) -> dict[str, dict[str, str]]:
    """Return period to case to code; parameters as for `imprisoned`, `period` and `year`."""
    sides: dict[str, dict[str, str]] = {BEFORE: {}, AFTER: {}, OUT: {}}
    for case in sanctioned():
        sides[period(case, turn, undated)][case] = code(case, prison)
    return {side: dict(sorted(cases.items(), key=lambda row: CODES.index(row[1]))) for side, cases in sides.items()}


def met(cases: dict[str, str]) -> tuple[int, int]:
    """Persons with prison and persons with a restriction; a person with both counts in both."""
    return (sum(one in (PRISON, BOTH) for one in cases.values()), sum(one in (RESTRICTION, BOTH) for one in cases.values()))


def handover(prison: str, turn: str, undated: str) -> View:
    """Count persons with prison and with a restriction before and after the handover; parameters as for `piles`."""
    sides = piles(prison, turn, undated)
    (p0, r0), (p1, r1) = met(sides[BEFORE]), met(sides[AFTER])
    more = "more persons with a restriction than with prison" if r1 > p1 else (
        "more persons with prison than with a restriction" if p1 > r1 else "as many persons with prison as with a restriction")
    fits = "would fit this count" if r1 > p1 and p0 > r0 else "finds no support in this count"
    left = len(sides[OUT])
    sentence = (
        f"Before the handover: {p0} with prison, {r0} with a restriction. After it: {p1} with prison, {r1} with a restriction, "
        f"so {more}. The idea that restrictions took the place of prison {fits}. {left} cases stay outside it, "
        "and all were chosen for a report, so no count here can show a trend."
    )
    words = {BEFORE: "Before", AFTER: "After", OUT: "No year, or left out"}
    told = "; ".join(
        f"{words[side]}: " + (", ".join(f"{case} {one}" for case, one in cases.items()) or "none") for side, cases in sides.items()
    )
    return View(
        sentence,
        [Panel("cases", f"After the handover, this count has {p1} with prison and {r1} with a restriction.",
               f"One square a case, in three rows. {told}.", _squares(sides))],
        pd.DataFrame(
            [(words[side], *map(str, met(cases)), str(len(cases))) for side, cases in sides.items()],
            columns=["Cases", "With prison", "With a restriction", "Cases in the row"],
        ),
    )  # fmt: skip


_COLOURS = {PRISON: ORANGE, BOTH: PURPLE, RESTRICTION: BLUE, NEITHER: GREY}


@cache
def _square_layout() -> dict:
    heads = [(0, "Before the handover"), (1, "After it"), (2, "No year, or left out")]
    return house_figure(
        height=330, margin={"l": 8, "r": 8, "t": 64, "b": 12}, hovermode="closest",
        annotations=[{"x": 0.5, "y": y - 0.42, "text": text, "showarrow": False, "xanchor": "left"} for y, text in heads],
        xaxis={"visible": False, "range": [0.4, 10.8], "fixedrange": True},
        yaxis={"visible": False, "range": [2.5, -0.7], "fixedrange": True},
    ).to_plotly_json()["layout"]


def _squares(sides: dict[str, dict[str, str]]) -> dict:
    data = []
    for kind in CODES:
        spots = [(x, y, case) for y, cases in enumerate(sides.values()) for x, (case, one) in enumerate(cases.items(), 1) if one == kind]
        data.append(dict(
            type="scatter", mode="markers+text", name=kind, x=[x for x, _, _ in spots] or [None], y=[y for _, y, _ in spots] or [None],
            text=[case for *_, case in spots] or [""], textposition="middle center", textfont={"color": PAPER, "size": 11},
            hoverinfo="text", cliponaxis=False, showlegend=True,
            marker={"symbol": "square", "size": 27, "color": _COLOURS[kind], "line": {"width": 0}},
        ))  # fmt: skip
    return {"data": data, "layout": _square_layout()}


# what the rules of registration ask for

#: Bodies of the explorer: words, and the rules that apply to them by row of `16-registration-thresholds`.
BODIES = {
    "old": ("party under the old number", [0, 2, 3]),
    "new": ("party under the new number", [1, 2, 3]),
    "local": ("local religious organisation", [4]),
    "national": ("national religious organisation", [5, 6]),
}
_SHORT = [
    "Party, before: members", "Party, after: members", "Party: congress, more than", "Party: committee, more than",
    "Religious, local: citizens", "Religious, national: members", "Religious, national: in each place",
]  # fmt: skip


def held(rule: int, members: int, spread: str) -> float:
    """People that a group brings to a rule: for the regional rule those in its weakest place, else all members.

    Parameters
    ----------
    rule : int
        Row of `16-registration-thresholds`.
    members : int
    spread : {"one", "even"}
        All in one place, or as many in each of the places.
    """
    if rule != 6:
        return members
    return members / PLACES if spread == "even" else 0


def meets(rule: int, members: int, spread: str) -> bool:
    """Whether the numbers of a group satisfy a rule; parameters as for `held`."""
    row = load("16-registration-thresholds").iloc[rule]
    has = held(rule, members, spread)
    return has > row["minimum"] if row["qualifier"] == "more than" else has >= row["minimum"]


def registration(body: str, members: int, spread: str) -> View:
    """Show which rules of registration the numbers of a group satisfy; ``body`` is a key of `BODIES`."""
    name, rules = BODIES[body]
    failed = [rule for rule in rules if not meets(rule, members, spread)]
    where = "all in one place" if spread == "one" else f"spread evenly over {PLACES} places"
    needed = load("16-registration-thresholds")["minimum"]
    if failed:
        why = "; ".join(
            f"{_SHORT[rule].split(': ')[1].removesuffix(', more than')} {held(rule, members, spread):,.0f}, and the rule names "
            f"{'more than ' if rule in (2, 3) else ''}{needed[rule]:,.0f}"
            for rule in failed
        )  # fmt: skip
        end = f"The numbers do not suffice ({why})."
        if failed == [6] and spread == "even":
            end += " The total is large enough, and still the group is too small in each place."
        elif failed == [6]:
            end += " The total is large enough; where the members live decides."
    else:
        end = "The numbers suffice."
        if body == "new":
            end += " Yet no new party has been registered since 2013, after nine attempts since 2016: the number is not the only gate."
        elif body == "old":
            end += " That alone says nothing on whether it would have been registered."
        else:
            end += " Whether it would be registered, the text does not say: it calls registration hard."
    colours = [GREY if rule not in rules else ORANGE if rule in failed else GREEN for rule in range(7)]
    state = ["not asked" if rule not in rules else "not met" if rule in failed else "met" for rule in range(7)]
    rows = [
        (_SHORT[rule], f"{needed[rule]:,.0f}", f"{held(rule, members, spread):,.0f}" if rule in rules else "", state[rule])
        for rule in range(7)
    ]
    return View(
        f"A {name} with {members:,} members, {where}. {end}",
        [Panel("rules", "The numbers do not suffice." if failed else "The numbers suffice.",
               "Seven rules as open dots on a scale of powers of ten, with a diamond for what the group brings to each rule "
               "that is asked of it, its number, and the words met or not met. " + "; ".join(f"{_SHORT[rule]} {needed[rule]:,.0f}: {state[rule]}" for rule in range(7)) + ".",
               _gates(needed, [held(rule, members, spread) for rule in range(7)], colours, rules, state))],
        pd.DataFrame(rows, columns=["Rule", "Asked (persons)", "Brought (persons)", "Result"]),
    )  # fmt: skip


@cache
def _gate_layout() -> dict:
    heads = [{"x": 0, "xref": "paper", "y": rule - 0.36, "text": text, "showarrow": False, "xanchor": "left"}
             for rule, text in enumerate(_SHORT)]  # fmt: skip
    return house_figure(
        height=470, margin={"l": 12, "r": 24, "t": 44, "b": 52}, hovermode="closest", annotations=heads,
        xaxis={"type": "log", "range": [0.6, 4.9], "tickvals": [10, 100, 1000, 10000],
               "ticktext": ["10", "100", "1,000", "10,000"], "title": {"text": "Persons"}, "showgrid": True},
        yaxis={"visible": False, "range": [6.5, -0.7]},
    ).to_plotly_json()["layout"]  # fmt: skip


def _gates(needed, brought, colours, rules, state) -> dict:
    # a scale of powers of ten has no zero: nobody stands at the left edge, and the words say 0
    has = [(max(brought[rule], 5), rule) for rule in rules]
    joined = [value for rule in rules for value in (needed[rule], max(brought[rule], 5), None)]
    return {
        "data": [
            dict(type="scatter", mode="lines", x=joined, y=[value for rule in rules for value in (rule, rule, None)],
                 line={"color": RULE, "width": 4}, hoverinfo="skip", showlegend=False),
            dict(type="scatter", mode="markers", name="asked", x=[float(value) for value in needed], y=list(range(7)),
                 hoverinfo="x", marker={"symbol": "circle-open", "size": 13, "color": colours, "line": {"width": 3}}),
            dict(type="scatter", mode="text", x=[10**4.9] * len(rules), y=[rule - 0.36 for rule in rules], hoverinfo="skip",
                 text=[f"{brought[rule]:,.0f}: {state[rule]}" for rule in rules], textposition="middle left", showlegend=False),
            dict(type="scatter", mode="markers", name="brought", x=[x for x, _ in has], y=[y for _, y in has],
                 hoverinfo="text", hovertext=[f"{brought[rule]:,.0f}" for rule in rules],
                 marker={"symbol": "diamond", "size": 12, "color": [colours[rule] for rule in rules]}),
        ],
        "layout": _gate_layout(),
    }  # fmt: skip


# amounts, and what stands behind each

#: What stands behind an amount; coded by us from `nature` and `note` of `16-assets`.
BEHIND = {
    "debt": "no source named", "judgment": "court decision", "claim in a title": "claim, allegation",
    "investigation": "press, analysts", "allegation": "claim, allegation", "court order": "court decision",
    "court case": "claim, allegation", "ownership found": "press, analysts",
    "official figure": "official figure", "residence": "press, analysts",
}  # fmt: skip


# restrictions with a printed term, and parties over time


def restriction_years() -> dict[str, float]:
    """Case to years of its freedom restriction, where the text prints a term or an end; c09 as its probation."""
    rows = _sanctions().query("status == 'imposed' and measure in ('freedom restriction', 'probation')")
    told = {row.case: row.years for row in rows.itertuples() if pd.notna(row.years)}
    told |= {row.case: float(row.until - year(row.case)) for row in rows.itertuples() if pd.notna(row.until)}
    return dict(sorted(told.items()))


def event(start: str) -> pd.Series:
    """Return the event of the unit whose words begin so; an error if none or several do."""
    return row_beginning(load("16-events"), "event", start)
