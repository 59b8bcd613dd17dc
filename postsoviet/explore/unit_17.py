"""What the explorers of unit 17 show: a table with two rows that no state can be given, and forecasts with their outcomes.

No value of the two broken rows is ever given to a state by the course. A reader may suppose one; every
text then says that it is supposed.
"""

from functools import cache
from itertools import product

import pandas as pd

from postsoviet.charts import matrix, unit_chart
from postsoviet.datasets import load
from postsoviet.explore.view import Panel, View
from postsoviet.explore.wording import joined

STATES = ("Kazakhstan", "Kyrgyzstan", "Uzbekistan")
OPEN = "open"
PROTOCOL, DISAPPEARANCE = "OPCAT", "ICPPED"
#: A signature alone does not bind.
BINDING = ("Accession", "Ratification")
SUPPOSED = "Supposed"

#: Statements whose time had passed when the article was written; coded by us from lines 23, 79-81, 138 and 207.
PAST = ("f04", "f10", "f11", "f12", "f17", "f21", "f22")
BORNE, NOT_BORNE, DISPUTED, PARTLY, UNTOLD = "borne out", "not borne out", "in dispute", "open", "not told"
OUTCOMES = (BORNE, NOT_BORNE, DISPUTED, PARTLY, UNTOLD)
#: What units 16 and 18 add, coded by us: he was president until March 2019; tax cases are told in another way.
OTHER_UNITS = {"f01": BORNE, "f02": BORNE, "f21": DISPUTED}


@cache
def _table(name: str) -> pd.DataFrame:
    """Return a data set that nobody here changes."""
    return load(name)


# the treaty table


def assignments(blank: str = OPEN, holder: str = OPEN) -> list[tuple[str, str]]:
    """List the ways in which the values of the two broken rows could belong to states.

    Parameters
    ----------
    blank : str
        State that is supposed to have no value for the optional protocol, or ``"open"``.
    holder : str
        State that is supposed to have the one value for enforced disappearance, or ``"open"``.

    Returns
    -------
    list of (blank, holder)
        All ways that agree with what is supposed.
    """
    return list(product(STATES if blank == OPEN else [blank], STATES if holder == OPEN else [holder]))


@cache
def readable(state: str, counted: str = "binding") -> int:
    """Count the treaties of a state in the readable rows.

    Parameters
    ----------
    state : str
    counted : {"binding", "any"}
        Accession and ratification only, or a signature as well.
    """
    rows = _table("17-treaties")
    rows = rows[rows["country"] == state]
    return len(rows) if counted == "any" else int(rows["status"].isin(BINDING).sum())


def total(state: str, blank: str, holder: str, counted: str = "binding") -> int:
    """Count the treaties of a state in one of the `assignments`."""
    return readable(state, counted) + (state != blank) + (state == holder)


def limits(state: str, blank: str = OPEN, holder: str = OPEN, counted: str = "binding") -> tuple[int, int]:
    """Return the fewest and the most treaties that a state can have."""
    counts = [total(state, *way, counted) for way in assignments(blank, holder)]
    return min(counts), max(counts)


def leaders(blank: str, holder: str, counted: str = "binding") -> tuple[str, ...]:
    """Return the states with the most treaties in one of the `assignments`."""
    counts = {state: total(state, blank, holder, counted) for state in STATES}
    return tuple(state for state in STATES if counts[state] == max(counts.values()))


def treaty_cells() -> dict[tuple[str, str], tuple[str, str]]:
    """Return the readable cells of the table: (treaty, state) to (kind, text)."""
    kinds = {"Signed": "Signed only"}
    return {(row.treaty, row.country): (kinds.get(row.status, row.status), row.status.lower())
            for row in _table("17-treaties").itertuples()}  # fmt: skip


def treaty_names() -> list[str]:
    """Return the treaties in the order of the printed table."""
    both = pd.concat([_table("17-treaties"), _table("17-treaties-unassigned")]).sort_values("row", kind="stable")
    return list(dict.fromkeys(both["treaty"]))


def _name(abbreviation: str) -> str:
    return _table("17-treaties-unassigned").drop_duplicates("abbreviation").set_index("abbreviation").loc[abbreviation, "treaty"]


@cache
def _supposed_cells(blank: str, holder: str) -> dict[tuple[str, str], tuple[str, str]]:
    cells = treaty_cells()
    for state in STATES:
        if blank != OPEN:
            cells[_name(PROTOCOL), state] = (SUPPOSED, "supposed: no value" if state == blank else "supposed: ratification")
        if holder != OPEN:
            cells[_name(DISAPPEARANCE), state] = (SUPPOSED, "supposed: accession" if state == holder else "supposed: no value")
    return cells


@cache
def _supposed_figure(blank: str, holder: str) -> dict:
    kinds = ["Accession", "Ratification", "Signed only", SUPPOSED]
    return matrix(treaty_names(), STATES, _supposed_cells(blank, holder), kinds=kinds, missing="not readable").to_plotly_json()


def treaties(blank: str, holder: str, counted: str) -> View:
    """Show the table under a supposition, and what it would do to the order of the states.

    Parameters
    ----------
    blank, holder : str
        As for `assignments`.
    counted : {"binding", "any"}
        As for `readable`.
    """
    cells = _supposed_cells(blank, holder)
    ways = assignments(blank, holder)
    ranges = {state: limits(state, blank, holder, counted) for state in STATES}
    said = joined([f"{state} {low if low == high else f'{low} to {high}'}" for state, (low, high) in ranges.items()])
    first = list(dict.fromkeys(leaders(*way, counted) for way in ways))
    nothing = blank == holder == OPEN
    who = _first(first, not nothing)
    what = "binding treaties" if counted == "binding" else "treaties with any entry"
    opening = (
        "Nothing is supposed." if nothing
        else "This is supposed, and not known." if OPEN not in (blank, holder)
        else "One row is supposed, and the other is left open."
    )  # fmt: skip
    listed = "; ".join(
        f"{name}: " + ", ".join(f"{state} {cells[name, state][1] if (name, state) in cells else 'not readable'}" for state in STATES)
        for name in treaty_names()
    )
    return View(
        f"{opening} Number of {what}: {said}. {who} The copy does not say which states the values of the two rows belong to.",
        [Panel(
            "table", who if nothing else f"Supposed, not known: {who[0].lower() + who[1:] if who.startswith('This') else who}",
            f"Matrix with nine treaties and three states. {listed}.",
            _supposed_figure(blank, holder),
        )],
        pd.DataFrame(
            [(state, readable(state, counted), *ranges[state], "yes" if any(state in one for one in first) else "no")
             for state in STATES],
            columns=["State", "In readable rows", "Fewest", "Most", "Can be first"],
        ),
    )  # fmt: skip


def _first(found: list[tuple[str, ...]], supposed: bool) -> str:
    """Say which state comes first, as far as all that is possible agrees on it."""
    if not supposed:
        return "The readable rows do not tell which state has the most."
    always = [state for state in STATES if all(state in one for one in found)]
    if not always:
        return "This would still not tell which state has the most."
    if len(found) > 1:
        return f"{joined(always)} would be first, alone or with others."
    return f"{always[0]} would have the most." if len(always) == 1 else f"{joined(always)} would share the first place."


# forecasts


@cache
def _outcomes() -> dict[str, str]:
    rows = _table("17-forecasts")
    return dict(zip(rows["forecast"], rows["outcome"], strict=True))


def outcome(forecast: str, teller: str) -> str:
    """Return the outcome of a statement that a rule lets in.

    Parameters
    ----------
    forecast : str
        Id as in `17-forecasts`.
    teller : {"any", "other", "course"}
        The article that prints the statement may tell it; only another of the four may; or another of the
        four and units 16 and 18.
    """
    if teller == "any":
        return _outcomes()[forecast]
    return OTHER_UNITS.get(forecast, UNTOLD) if teller == "course" else UNTOLD


def counted_statements(when: str) -> list[str]:
    """Return the ids of the statements that count.

    Parameters
    ----------
    when : {"all", "ahead", "past"}
        All, those that looked ahead when the article was written, or those on a time that had passed.
    """
    every = _table("17-forecasts")["forecast"]
    return [one for one in every if when == "all" or (one in PAST) == (when == "past")]


def forecasts(when: str, teller: str, untold: str) -> View:
    """Show how many statements about the future came true, by the rules that are chosen.

    Parameters
    ----------
    when, teller : str
        As for `counted_statements` and `outcome`.
    untold : {"out", "failed"}
        Whether a statement without an outcome is left out of the rate, or counted as failed.
    """
    table = _table("17-forecasts")
    inside = counted_statements(when)
    let_in = {one: outcome(one, teller) for one in inside}
    groups = {
        f"Article {article}": {kind: sum(let_in.get(one) == kind for one in rows["forecast"]) for kind in OUTCOMES}
        for article, rows in table.groupby("article")
    }
    count = {kind: sum(group[kind] for group in groups.values()) for kind in OUTCOMES}
    told = count[BORNE] + count[NOT_BORNE]
    base = len(inside) if untold == "failed" else told
    verb = "is" if count[BORNE] == 1 else "are"
    rate = f"{count[BORNE]} of {base} {verb} borne out" if base else "No rate can be formed"
    if teller == "course" and count[BORNE]:
        rate += ", by inference"
    sentence = f"{len(inside)} statements count, and {told} have an outcome that is borne out or not. {rate}. "
    sentence += _lesson(teller, untold, told)
    listed = "; ".join(f"{name}: " + ", ".join(f"{number} {kind}" for kind, number in kinds.items() if number)
                       for name, kinds in groups.items() if sum(kinds.values()))  # fmt: skip
    return View(
        sentence,
        [Panel(
            "squares", f"{rate}, and {count[UNTOLD]} of {len(inside)} statements have no outcome in the texts let in.",
            f"Blocks of squares, one square a statement, by article and outcome. {listed}.",
            unit_chart(groups, per_row=10, unit="one square is one statement, coded by us"),
        )],
        pd.DataFrame(
            [(f"Article {article}", *(" ".join(one for one in rows["forecast"] if let_in.get(one) == kind) or "none" for kind in OUTCOMES))
             for article, rows in table.groupby("article")],
            columns=["Statements by id", *(kind.capitalize() for kind in OUTCOMES)],
        ),
    )  # fmt: skip


def _lesson(teller: str, untold: str, told: int) -> str:
    """Say what may be concluded."""
    inferred = (
        "Both outcomes are inferences of ours: unit 16 has Nazarbayev in office until March 2019, and does not tell of the vote itself."
        if teller == "course" and told else ""
    )  # fmt: skip
    if untold == "failed":
        silence = "This rate treats silence as failure. It says more about what the texts leave out than about the writers."
        return f"{silence} {inferred}".strip()
    if teller == "any" and told:
        return "Each of these outcomes stands in the article that prints the statement, so its writer knew the end."
    if inferred:
        return f"{inferred} This is too little to judge the writers by."
    if teller == "course":
        return "One case, the suspended NGOs, is told in another way by unit 16, so it is in dispute."
    return "Nobody can say from these texts whether the writers saw the future well."


# the charts of the page

#: Kinds of support in `17-claims`, joined for a drawing.
SUPPORT = {
    "none given": "nothing given", "event": "event or figure", "figure": "event or figure",
    "named authority": "named text or body", "cited timeline": "named text or body",
    "UN body": "named text or body", "NGO report": "named text or body", "own role": "own part in it",
}  # fmt: skip
#: How near a sentence of article C is to a named source, nearest first.
VOICES = ("UN committee", "short form", "other voice", "no source named")
#: Steps of 2010 that the essay tells after the flight of 7 April without a day.
_UNORDERED = {(2010, 4), (2010, 5)}


def support() -> dict[str, dict[str, int]]:
    """Count the claims of each article by the support that it prints."""
    kinds = list(dict.fromkeys(SUPPORT.values()))
    rows = _table("17-claims").assign(support=lambda table: table["evidence"].map(SUPPORT))
    return {f"Article {article}": {kind: int((part["support"] == kind).sum()) for kind in kinds}
            for article, part in rows.groupby("article")}  # fmt: skip


def voice(who_says: str) -> str:
    """Return which of the `VOICES` stands behind a concern of article C."""
    if who_says == "the Committee, short form":
        return VOICES[1]
    if who_says.endswith("no source named"):
        return VOICES[3]
    return VOICES[0] if "Committee" in who_says else VOICES[2]


def concern_cells() -> dict[tuple[str, str], tuple[str, str]]:
    """Return for each issue and state the nearest voice, and how many of its rows have any voice."""
    cells = {}
    for place, rows in _table("17-issues-by-country").groupby(["issue", "country"], sort=False):
        voices = [voice(one) for one in rows["who_says"]]
        cells[place] = (min(voices, key=VOICES.index), f"{sum(one != VOICES[3] for one in voices)} of {len(voices)}")
    return cells


def step_days() -> pd.DataFrame:
    """Return each step of the two revolts with the first and the last day on which it can lie.

    A step without a day lies between the dated steps around it, in the order of the essay. Two steps of 2010
    stand outside this order, and lie anywhere before the departure.
    """
    rows = []
    for revolt, steps in _table("17-revolts").groupby("revolt"):
        dates = {row.step: pd.Timestamp(row.date) for row in steps.itertuples() if len(row.date) == 10}
        start = min(dates.values())
        for row in steps.itertuples():
            known = row.step in dates
            before = [day for step, day in dates.items() if step <= row.step]
            after = [day for step, day in dates.items() if step >= row.step]
            first = start if (revolt, row.step) in _UNORDERED else before[-1]
            person = row.actor.startswith(("Askar", "Kurmanbek"))
            action = row.action.partition(";")[0]
            said = f"{row.actor.split()[-1]} {action[0].lower()}{action[1:]}" if person else action
            dated = ("day printed" if row.basis == "printed" else "follows from words") if known else "no day"
            rows.append((revolt, row.step, said, (first - start).days, (after[0] - start).days, dated, row.line))
    return pd.DataFrame(rows, columns=["revolt", "step", "what", "first", "last", "dated", "line"])
