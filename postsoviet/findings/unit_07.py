"""Ledger rows of chapter 7: the few numbers of the text beside its lists and dates."""

from __future__ import annotations


import pandas as pd

from postsoviet.datasets import load, row_beginning
from postsoviet.findings.finding import (
    Finding, days_between, join_lines, judge_claim, judge_whole, more_than, prose,
)

TEXT = "Text"
DATES = "Footnote, order of dates (ours)"


def findings() -> list[Finding]:
    """All rows of the unit, in the order of the text."""
    return [*_lists(), *_order(), *_reports()]


def _lists() -> list[Finding]:
    """Numbers in words beside the lists that follow them."""
    found = []
    for slug, figure, name, column, value, counted, explanation in (
        ("mission", "mission_areas", "typologies", "set", "mission", "areas of the mission",
         "Four areas are listed, as announced."),
        ("cities", "exile_cities", "places-named", "list", "cities to which artists moved", "cities of exile",
         "Three cities are named, as announced."),
        ("disputes", "last_dispute", "typologies", "set", "disputes with official Islam",
         "disputes between clergy and doctrine", "The third dispute is the last that is given."),
        ("universities", "universities_interviewed", "universities", "list",
         "main universities whose students were interviewed", "main universities in Tashkent",
         "Three universities are named, as announced."),
    ):  # fmt: skip
        said, table = prose("07", figure), load(f"07-{name}")
        rows = table[table[column] == value]
        found.append(judge_whole(
            f"07-list-{slug}", TEXT, f"{counted} (count)", said.value, len(rows), explanation,
            join_lines(said.line, *rows["line"]),
        ))
    return found


def _order() -> list[Finding]:
    """What the text puts in an order, beside the years it prints."""
    found = []
    for slug, printed, first, second, explanation in (
        ("youth", "in the aftermath of 1992", "Protests of students", "Rustam Inoyatov replaces",
         "The drive that follows the protests of 1992 is dated 1995."),
        ("photographer", "a change since the death of Karimov", "Islam Karimov dies",
         "The photographer of case k03 may hold",
         "The exhibition is reported in the year after the death."),
    ):
        before, after = _event(first), _event(second)
        found.append(judge_claim(
            f"07-order-{slug}", TEXT, "years from the first event to the second", printed, more_than(0),
            int(after.date[:4]) - int((before.end or before.date)[:4]), explanation,
            join_lines(before.line, after.line), decimals=0,
        ))
    return found


def _reports() -> list[Finding]:
    """A report cannot be earlier than what it reports, nor an attack that is continued later than the next."""
    ban, agency = _event("The singer Lola"), _event("Press report with the licensing agency")
    minister = _event("Press report with the deputy prime minister")
    charges, article = _event("Criminal charges"), _event("Article on the photographer")
    found = [judge_claim(
        "07-order-dress", DATES, "years from the ban on the singer to the report cited",
        "not before", more_than(-0.5), int(agency.date[:4]) - int(ban.date[:4]),
        "The report is of the year after the ban.", join_lines(ban.line, agency.line), decimals=0,
    )]
    for slug, name, first, second, explanation in (
        ("attacks", "days from the report on the agency to that on the deputy prime minister, who went on",
         agency, minister,
         "The second report is dated three months after the first; both dates are of reports, not of the words."),
        ("charges", "days from the charges to the article cited for the accusations", charges, article,
         "By its printed date the article follows the charges within weeks; its web address has a month later."),
    ):
        found.append(judge_claim(
            f"07-order-{slug}", DATES, name, "not before", more_than(-0.5),
            days_between(first.date, second.date), explanation,
            join_lines(first.line, second.line), decimals=0,
        ))
    return found


def _event(start: str) -> pd.Series:
    events = load("07-events").fillna({"end": ""})
    return row_beginning(events, "event", start)
