"""Ledger rows of chapter 6 for its prisoners, prison terms and the raid on Nardaran."""

from __future__ import annotations

import math

import pandas as pd

from postsoviet.datasets import load, row_beginning
from postsoviet.findings.finding import (
    Finding, at_most, days_between, join_lines, judge_claim, judge_whole, months_between, nearly, prose,
)
from postsoviet.measures.rounding import Interval

TEXT = "Text"
LEADER = "p01"
DAYS_OF_A_MONTH = 365.25 / 12
DECADE = 10


def findings() -> list[Finding]:
    """All rows of this module; those of the text are in unit_06_text."""
    return [*_prisoners(), *_terms(), *_imam(), *_nardaran()]


def _prisoners() -> list[Finding]:
    table, said = load("06-political-prisoners"), prose("06", "political_prisoners")
    parts = table.query("list == 'confirmed' and level == 'part'")
    total = table.query("list == 'confirmed' and level == 'total'").iloc[0]
    religious = parts.set_index("category").loc["Religious activists"]
    affair = _nardaran_row("People in prison over the affair, all called political prisoners")
    return [
        judge_whole(
            "06-prisoners-sum", "Footnote", "political prisoners by class, late November 2016: sum (persons)",
            total.persons, parts["persons"].sum(), "The eight classes add up to the printed total.",
            join_lines(total.line, *parts["line"]),
        ),
        judge_whole(
            "06-prisoners-text", TEXT, "political prisoners as of November 2016 (persons)",
            said.value, total.persons, "The text and the footnote give the same total.",
            join_lines(said.line, total.line),
        ),
        judge_claim(
            "06-prisoners-affair", "Text, two lists (ours)",
            "people of the Nardaran affair beside the whole list (persons)",
            f"at most {total.persons}", at_most(total.persons), affair.value,
            f"The {affair.value:g} people of October are fewer than the {total.persons} on the list of November, but "
            f"more than its {religious.persons} religious activists: if all of them were on it, at least one would "
            "be in another class, as a convicted secular politician may be. The two lists have different makers.",
            join_lines(affair.line, total.line, religious.line), decimals=0,
        ),
    ]


def _terms() -> list[Finding]:
    said, sentences = prose("06", "terms_of_movement_leader"), load("06-sentences").query("person == @LEADER")
    arrests = _steps(LEADER).query("step == 'arrest'")
    first_two = sentences.query("kind == 'prison' and term in ['1', '2']")
    limit = sentences.query("kind == 'limit of both'").iloc[0]
    found = [
        judge_whole(
            "06-terms-count", TEXT, "imprisonments of the movement's leader (count)",
            said.value, arrests["term"].nunique(), "Three arrests that led to prison are dated, besides two short "
            "detentions.", join_lines(said.line, *arrests["line"]),
        ),
        judge_claim(
            "06-terms-limit", TEXT, "longest of the first two sentences (years)",
            f"no longer than {_years(limit):g}", at_most(_years(limit)), first_two.apply(_years, axis=1).max(),
            "The sentences are one and a half and two and a half years.",
            join_lines(limit.line, *first_two["line"]), decimals=1,
        ),
    ]
    for term, explanation in (
        ("1", "Arrest and release lie eighteen months apart to the day, as the footnote says of the full sentence."),
        ("2", "Arrest and release lie 28 months apart, two less than the full term of which the footnote speaks; "
         "earlier custody that was counted, or a slip in a date, could explain it."),
    ):
        sentence = first_two.query("term == @term and account == 'footnote'").iloc[0]
        arrest, release = (_day(LEADER, term, step) for step in ("arrest", "release"))
        found.append(_served(f"06-terms-{term}", sentence, arrest, release, explanation))
    return [*found, _quoted_before_release(), _back_and_jailed(), _founded_in_prison()]


def _quoted_before_release() -> Finding:
    quoted = _steps(LEADER).query("step == 'quoted as being out of prison'").iloc[0]
    release = _day(LEADER, "2", "release")
    days = days_between(release.date, quoted.date)
    return judge_claim(
        "06-terms-quoted", "Footnotes, two dates (ours)",
        "press title that quotes the leader as out of prison, after his release (days)",
        "on the day or later", Interval(0, 365), days,
        "The title is dated one day before the printed day of release; that he was out by then is our reading of his "
        "words, and either date may be off by a day.",
        join_lines(quoted.line, release.line), decimals=0,
    )


def _back_and_jailed() -> Finding:
    """The return from abroad and the first arrest are printed for one month."""
    events = load("06-events")
    back = row_beginning(events, "event", "p01 is back")
    arrest = _day(LEADER, "1", "arrest")
    days = days_between(f"{back.date}-01", arrest.date)
    return judge_claim(
        "06-terms-return", "Text and footnote", "days from the first of the month of the return to the first arrest",
        f"back in {back.date}", Interval(0, 30), days,
        f"The dates fit, but narrowly: return, protest and arrest must all lie in the first {days + 1} days of May.",
        join_lines(back.line, arrest.line), decimals=0,
    )


def _founded_in_prison() -> Finding:
    """The movement is older than the release of the man who is named among its founders."""
    events = load("06-events")
    founded = row_beginning(events, "event", "The Movement for Muslim Unity is founded")
    release, arrest = _day(LEADER, "2", "release"), _day(LEADER, "2", "arrest")
    return judge_claim(
        "06-terms-founder", "Text and footnote (ours)",
        "months from the release of the leader to the founding of his movement", "founder at liberty",
        Interval(0, math.inf), months_between(release.date, founded.date),
        "By a footnote the leader was in prison when he is said to have founded the movement with others; that can be "
        "done from prison, but the text does not say so, and one of the dates may be a slip.",
        join_lines(founded.line, arrest.line, release.line), decimals=0,
    )


def _imam() -> list[Finding]:
    said, steps = prose("06", "months_in_jail_imam"), _steps("p02")
    arrest, release = (steps.query("step == @step").iloc[0] for step in ("arrest", "release"))
    months = months_between(arrest.date, release.date)
    claims = load("06-claims")
    echo = claims[claims["claim"].str.contains("nearly a decade")].iloc[0]
    chairman = _steps("p03").query("step == 'arrest'").iloc[0]
    return [
        judge_whole(
            "06-imam-months", TEXT, "months of the imam in jail, early December 2003 to early April",
            said.value, months, "From early December to early April are four months; the year of release is read from "
            "the arrest.", join_lines(said.line, arrest.line, release.line),
        ),
        judge_claim(
            "06-imam-decade", TEXT, "years from the arrest of the imam to that of the party's chairman",
            "nearly a decade", nearly(DECADE, DECADE / 2), months_between(arrest.date, chairman.date) / 12,
            "From December 2003 to January 2011 are seven years, and to the conviction in October 2011 nearly eight: "
            "less than the words say.",
            join_lines(echo.line, arrest.line, chairman.line), decimals=1,
        ),
    ]


def _nardaran() -> list[Finding]:
    sentence = load("06-sentences").query("person == @LEADER and term == '3'").iloc[0]
    found = []
    for who, name in (("the author", "footnote"), ("title of a press report", "press title")):
        row = load("06-nardaran").query("who_says == @who and measure.str.startswith('Longest')").iloc[0]
        found.append(judge_whole(
            f"06-nardaran-longest-{name.replace(' ', '-')}", TEXT if name == "footnote" else "Press title",
            "longest sentence of the trial beside that of the leader (years)",
            row.value, _years(sentence), f"The text and the {name} agree on the longest sentence.",
            join_lines(row.line, sentence.line),
        ))
    return found


def _served(id: str, sentence: pd.Series, arrest: pd.Series, release: pd.Series, explanation: str) -> Finding:
    """Time between arrest and release beside a sentence that is said to have been served in full."""
    days = days_between(arrest.date, release.date)
    full = 12 * _years(sentence)
    return judge_claim(
        id, "Footnote", "months from arrest to release of the leader",
        f"{full:g} (full sentence)", Interval(full - 0.5, full + 0.5), days / DAYS_OF_A_MONTH, explanation,
        join_lines(sentence.line, arrest.line, release.line), decimals=1,
    )


def _years(sentence: pd.Series) -> float:
    """Length of a sentence in years, whose parts are stored as printed."""
    parts = sentence.reindex(["years", "months"]).fillna(0).astype(float)
    return parts["years"] + parts["months"] / 12


def _steps(person: str) -> pd.DataFrame:
    return load("06-prison-dates").query("person == @person")


def _day(person: str, term: str, step: str) -> pd.Series:
    """The one row that dates a step of a term to the day in a footnote."""
    rows = _steps(person).query("term == @term and step == @step and account == 'footnote'")
    return rows[rows["date"].str.len() == len("2011-05-06")].iloc[0]


def _nardaran_row(measure: str) -> pd.Series:
    return load("06-nardaran").set_index("measure").loc[measure]
