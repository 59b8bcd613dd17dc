"""Ledger rows of the article on responses to retreating rights: its few numbers and dates."""

from __future__ import annotations


from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, days_between, join_lines, judge_claim, judge_whole, more_than, prose,
)
from postsoviet.measures.rounding import Interval

TEXT = "Text"


def findings() -> list[Finding]:
    """All rows of the unit, in the order of the text."""
    return [_states(), _launches_in_the_year(), _after_the_launches()]


def _states() -> Finding:
    said, rows = prose("18", "states_covered"), load("18-publications")
    return judge_whole(
        "18-states-covered", TEXT, "states with a publication of their own (count)", said.value,
        rows["country"].nunique(), "The list at the end names one publication for each of the three states.",
        join_lines(said.line, *map(str, rows["line"])),
    )


def _launches_in_the_year() -> Finding:
    project, rows = prose("18", "year_of_project"), load("18-publications")
    printed = rows[rows["basis"] == "printed"]
    outside = (printed["launched"].str[:4] != f"{project.value:.0f}").sum()
    return judge_claim(
        "18-launches-in-the-year", TEXT, "launches with a printed year outside that of the project (count)",
        f"over the course of {project.value:.0f}", Interval(0, 0), outside,
        f"{len(printed)} of the {len(rows)} launches print their year, and it is that of the project. The other "
        "prints only day and month.",
        join_lines(project.line, *map(str, rows["line"])), decimals=0,
    )


def _after_the_launches() -> Finding:
    rows, events = load("18-publications"), load("18-events")
    article = events[events["event"] == "The article appears"].iloc[0]
    last = rows.sort_values("launched").iloc[-1]
    days = days_between(last.launched, article.date)
    return judge_claim(
        "18-article-after-launches", TEXT, "days from the last launch to the article (count)",
        "has mapped", more_than(0), days,
        "All three launches lie before the article that looks back on them.",
        join_lines(str(article.line), "11", str(last.line)), decimals=0,
    )
