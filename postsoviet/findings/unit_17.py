"""Ledger rows of the four articles of one web page: what their few numbers allow to check."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from postsoviet.datasets import load, row_beginning
from postsoviet.findings.finding import (
    Finding, about, days_between, join_lines, judge_claim, more_than, prose, scaled,
)
from postsoviet.measures.rounding import Interval, interval, ratio_interval

TEXT = "Text"
BINDING = ("Accession", "Ratification")  # a signature alone does not bind
FIRST_TREATY = 143  # source line of the first row of the treaty table
HUNDREDS, THOUSANDS, TENS_OF_THOUSANDS, HUNDRED_THOUSANDS = -2, -3, -4, -5  # "decimals" of round numbers
HUNDRED_MILLIONS = -8
MILLION = 10**6
ONE_DECIMAL = 0.1  # what is printed as over 4.3 is below 4.4
A_WEEK = timedelta(weeks=1)  # printed as "a week", which is no number in the data
A_DAY = 1  # printed as "the very next day"


def findings() -> list[Finding]:
    """All rows of the unit, in the order of the articles."""
    return [
        _currencies(), _next_day(), _conventions(), _ngo_growth(), _exchange_rate(), _room_for_youth(),
        _a_week(), _anniversary(),
    ]


def _official(figure: str) -> pd.Series:
    return load("17-government-figures").set_index("figure").loc[figure]


def _currencies() -> Finding:
    tenge, rouble = prose("17", "tenge_devaluation"), prose("17", "rouble_devaluation")
    return judge_claim(
        "17-rouble-and-tenge", TEXT, "devaluation of the rouble less that of the tenge (percentage points)",
        "even more pronounced", more_than(0), rouble.value - tenge.value,
        "The rouble lost more than the tenge. How much more is open, as its number is a lower bound and no "
        "period is printed for either.",
        join_lines(rouble.line), decimals=0, allowed=Interval(rouble.value - tenge.value - 0.5, float("inf")),
    )


def _day(fragment: str) -> pd.Series:
    steps = load("17-revolts").query("revolt == 2010")
    return row_beginning(steps, "action", fragment)


def _next_day() -> Finding:
    left, resigned = _day("Leaves the state"), _day("Resigns")
    days = days_between(left.date, resigned.date)
    return judge_claim(
        "17-resignation-next-day", TEXT, "days from Bakiyev's departure to his resignation (count)",
        "the very next day", Interval(A_DAY, A_DAY), days,
        "The printed day of the resignation is the day after the printed day of the departure.",
        join_lines(str(left.line), str(resigned.line)), decimals=0,
    )


def _conventions() -> Finding:
    """A row with three values has one for each state; a row with fewer leaves a state out."""
    claims, placed, loose = load("17-claims"), load("17-treaties"), load("17-treaties-unassigned")
    claim = row_beginning(claims, "statement", "Three states have joined")
    binding = placed[placed["status"].isin(BINDING)].groupby("abbreviation")["country"].nunique()
    states, rows = placed["country"].nunique(), placed["row"].nunique() + loose["row"].nunique()
    all_bound = int((binding == states).sum())
    signed = placed["row"].nunique() - all_bound
    return judge_claim(
        "17-conventions-joined", "Table 1", "treaties of the table that bind all three states (count)",
        "signed up to major international conventions", more_than(rows / 2), all_bound,
        f"We read the claim as most of the {rows} treaties in the table. All three states are bound by "
        f"{all_bound}; {signed} more is only signed by two of them, and {loose['row'].nunique()} rows have fewer "
        "values than states.",
        join_lines(str(claim.line), f"{FIRST_TREATY}-{FIRST_TREATY + rows - 1}"), decimals=0,
    )


def _ngo_growth() -> Finding:
    said, first, last = (
        _official(name) for name in ("ngo_growth", "ngos_early_1990s", "ngos_active_registered")
    )
    return judge_claim(
        "17-ngo-growth", TEXT, "active registered NGOs over the NGOs of the early 1990s (times)",
        f"{said.value:g}-fold", about(said.value, 1), last.value / first.value,
        "The two counts give the printed multiple exactly. Both are rounded, and the later one counts only "
        "active registered NGOs.",
        join_lines(str(said.line)),
        allowed=ratio_interval(interval(last.value, THOUSANDS), interval(first.value, HUNDREDS)),
    )


def _exchange_rate() -> Finding:
    """Two sums are printed in two currencies; the rate behind the smaller one is used on the larger."""
    tenge, dollars, part_tenge, part_dollars = (
        _official(name)
        for name in ("grants_tenge", "grants_dollars", "civil_society_tenge", "civil_society_dollars")
    )
    rate = part_tenge.value / part_dollars.value
    rates = ratio_interval(
        interval(part_tenge.value, HUNDRED_THOUSANDS), interval(part_dollars.value, TENS_OF_THOUSANDS)
    )
    ours = ratio_interval(interval(tenge.value, HUNDRED_MILLIONS), rates)
    printed = dollars.value / MILLION
    return judge_claim(
        "17-exchange-rate", TEXT, "all grants at the exchange rate of their smaller part, 2020 (million dollars)",
        f"over {printed:g} million", Interval(more_than(printed).low, printed + ONE_DECIMAL),
        tenge.value / rate / MILLION,
        f"The part for civil society implies about {rate:.0f} tenge for a dollar. At this rate all grants are "
        f"a little over {printed:g} million dollars, as printed.",
        join_lines(str(tenge.line), str(part_tenge.line)), allowed=scaled(ours, 1 / MILLION),
    )


def _room_for_youth() -> Finding:
    whole, part = _official("grants_tenge"), _official("civil_society_tenge")
    rest = 100 * (1 - part.value / whole.value)
    share = ratio_interval(interval(part.value, HUNDRED_THOUSANDS), interval(whole.value, HUNDRED_MILLIONS))
    return judge_claim(
        "17-grants-for-youth", TEXT, "grants less the part for civil society, 2020 (percent)",
        "most of the funding", more_than(50), rest,
        f"The part for civil society leaves {rest:.0f} percent for all else, so most of the money can have gone "
        "to children and young people. That it did is not shown by any printed number.",
        join_lines(str(part.line)), decimals=1, allowed=scaled(share, -100, 100),
    )


def _a_week() -> Finding:
    events = load("17-events")
    dropped = row_beginning(events, "event", "Charges against")
    meeting = row_beginning(events, "event", "Meeting of the Dialogue")
    earlier = date.fromisoformat(dropped.date) - A_WEEK
    first = date.fromisoformat(f"{meeting.date}-01")
    return judge_claim(
        "17-a-week-after-january", TEXT, "day of January a week before the charges were dropped (day)",
        "meeting held in January", Interval(1, 31), (earlier - first).days + 1,
        f"A week before the printed day is {earlier.day} January, so the meeting can have been in January "
        "as printed.",
        join_lines(str(meeting.line), str(dropped.line)), decimals=0,
    )


def _anniversary() -> Finding:
    said, events = _official("independence_anniversary"), load("17-events")
    start = events[events["event"].str.contains("becomes independent")].iloc[0]
    grants = _official("grants_tenge")
    year = int(start.date) + int(said.value)
    return judge_claim(
        "17-year-of-writing", TEXT, "years from the printed grants to the anniversary (years)",
        f"{said.value:g}th anniversary this year", more_than(0), year - int(grants.period),
        f"Article A dates independence {start.date}, so the anniversary falls in {year}. Article D tells of "
        f"the grants of {grants.period} as past, which fits that year.",
        join_lines(str(said.line), str(start.line), str(grants.line)), decimals=0,
    )
