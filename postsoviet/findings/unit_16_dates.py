"""Ledger rows of the introduction on Kazakhstan that hold dates and terms against each other."""

from __future__ import annotations

import pandas as pd

from postsoviet.datasets import load, row_beginning
from postsoviet.findings.finding import (
    Finding, join_lines, judge_claim, judge_whole, less_than, more_than, prose,
)
from postsoviet.measures.rounding import CANNOT_BE_BOTH, Interval

TEXT = "Text"


def findings() -> list[Finding]:
    """All rows of this module, in the order of the text."""
    return [
        *_impossible_dates(), _moratorium(), *_terms_cut_short(), _still_in_prison(), _union_ban(), *_restrictions(),
    ]


def _year(date: str) -> float:
    """A date as a number of years, by its month where it has one."""
    year, month = (*(int(part) for part in date.split("-")), 1)[:2]
    return year + (month - 1) / 12


def _event(start: str) -> pd.Series:
    """The one event whose text begins so."""
    return row_beginning(load("16-events"), "event", start)


def _impossible_dates() -> list[Finding]:
    found = []
    for id, start, other, explanation in (
        (
            "alash", "Alash Autonomy declared", "Bolsheviks complete their conquest",
            "The autonomy is said to last until 1920, so it cannot begin in 2017; the context points to 1917.",
        ),
        (
            "soviet-republic", "Soviet autonomous republic set up", "The autonomous republic is renamed",
            "The republic is renamed in 1925, so it cannot be set up in 2020; the context points to 1920.",
        ),
    ):
        first, last = _event(start), _event(other)
        found.append(Finding(
            f"16-date-{id}", TEXT, "years from the beginning to what came later (years)", first.date,
            _year(last.date) - _year(first.date), None, CANNOT_BE_BOTH, explanation,
            join_lines(first.line, last.line), 1,
        ))
    for id, start, explanation in (
        (
            "election-2019", "Presidential election (month",
            "A newspaper of June 2019, cited in a note, reports the result of an election that the text expects in "
            "July 2019.",
        ),
        (
            "pipeline", "A newspaper alleges",
            "The reports cited for the allegation are of December 2020; the text prints December 2000 and calls it "
            "recent.",
        ),
    ):
        row = _event(start)
        found.append(Finding(
            f"16-date-{id}", TEXT, "years from the printed date to that of the cited report (years)", row.date,
            _year(row.likely_date) - _year(row.date), None, CANNOT_BE_BOTH, explanation, row.line, 1,
        ))
    return found


def _moratorium() -> Finding:
    said, start, end = prose("16", "land_moratorium"), _event("Two organisers"), _event("Land sales banned")
    return judge_claim(
        "16-land-moratorium", TEXT, "longest time from the moratorium to the permanent ban (years)",
        f"banned before {said.value:g} years were over", Interval(0, said.value), _year(end.date) - _year(start.date),
        "No month of the moratorium is printed. It is told after the arrests of May 2016; if it came after them, "
        "the ban of May 2021 was within the five years.",
        join_lines(said.line, start.line, end.line), decimals=1,
    )


def _terms_cut_short() -> list[Finding]:
    terms = load("16-sanctions").query("measure == 'prison' and status == 'imposed'").set_index("case")
    cases = load("16-cases").set_index("case")
    found = []
    for case, start, end, remark in (
        ("c01", _event("Two organisers").date, _event("One organiser of the land").date, "freed"),
        ("c07", f"{cases.loc['c07'].year:.0f}-01", _event("A prisoner").date, "granted early release"),
    ):
        row = terms.loc[case]
        served = _year(end) - _year(start)
        found.append(judge_claim(
            f"16-term-{case}", TEXT, f"longest time from arrest or sentence to release, case {case} (years)",
            f"{remark} before {row.years:g} years were over", less_than(row.years), served,
            f"Counted from the earliest date the text allows, {served:.1f} years of {row.years:g} had passed.",
            join_lines(row.line, cases.loc[case].line),
        ))
    return found


def _still_in_prison() -> Finding:
    case = load("16-cases").set_index("case").loc["c08"]
    term = load("16-sanctions").set_index("case").loc["c08"]
    written = _event("A prisoner").date
    return judge_claim(
        "16-term-c08", TEXT, "years from the sentence of case c08 to the time of writing (years)",
        f"still in prison of a term of {term.years:g}", less_than(term.years), int(written[:4]) - case.year,
        "The term had years to run when the text was written.", join_lines(case.line, "130"), decimals=0,
    )


def _union_ban() -> Finding:
    rows = load("16-sanctions").query("case == 'c12'")
    case, said = load("16-cases").set_index("case").loc["c12"], prose("16", "union_ban_like")
    until = rows.dropna(subset=["until"]).iloc[0]
    return judge_whole(
        "16-union-ban", TEXT, "years of the union ban, from sentence to end (years)",
        said.value, until["until"] - case.year,
        "From 2019 to 2026 are seven years, as long as the first prison term with which it is compared.",
        join_lines(said.line, until.line),
    )


def _restrictions() -> list[Finding]:
    rows = load("16-sanctions").query("measure == 'freedom restriction' or measure == 'probation'").set_index("case")
    linked, given, other = (rows.loc[case] for case in ("c10", "c09", "c03"))
    claim = "longer for those linked to banned groups"
    return [
        judge_claim(
            "16-restriction-longer", TEXT, "restriction of case c10 over the term of case c09 (times)",
            claim, more_than(1), linked.years / given.years,
            "The one example given is longer; two cases do not show a rule.", linked.line,
        ),
        judge_claim(
            "16-restriction-other", TEXT, "restriction of case c10 over that of case c03 (times)",
            claim, more_than(1), linked.years / other.years,
            "Another case of the same text, told without a link to a banned group, has the longer restriction of five "
            "years; the claim may still hold for most cases, which the text does not count.",
            join_lines(linked.line, other.line),
        ),
    ]
