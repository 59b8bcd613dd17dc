"""Ledger rows of chapter 10: pupils, shares, fees and counts, and what may be divided by what."""

from __future__ import annotations

import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, at_most, join_lines, judge_claim, judge_number, judge_whole, less_than, more_than, prose, scaled,
    span,
)
from postsoviet.measures.rounding import Interval, interval, ratio_interval

TEXT, BOTH = "Text", "Text and Table 1"
MILLION = 1e6


def findings() -> list[Finding]:
    """All rows of the unit, in the order of the text."""
    return [
        _most_resources(), *_fees(), _rounded_pupils(), _share_of_pupils(),
        _two_shares(), _rural_pupils(), _rural_share(), _sum_of_categories(), *_languages(),
        _kinds_of_school(), _transition(),
    ]


def network(measure: str) -> pd.Series:
    """Return a row on the network of elite schools."""
    return load("10-nis-numbers").set_index("measure").loc[measure]


def system(measure: str) -> pd.Series:
    """Return a row on the schools of the whole country."""
    return load("10-school-system").set_index("measure").loc[measure]


def _budget() -> pd.Series:
    return network("share of the budget of the Ministry of Education and Science")


def _most_resources() -> Finding:
    said, share = load("10-claims").query("says.str.startswith('The vast majority')").iloc[0], _budget()
    return judge_claim(
        "10-majority-of-resources", TEXT,
        "the one printed share: one network of elite schools in the budget of the ministry, 2017 (percent)",
        "the vast majority of state resources", more_than(50), share.value,
        f"The only share that the text prints is almost {share.value:g} percent, for one network in the budget "
        "of one ministry. The sentence is on all special schools and all state money for education in "
        "Kazakhstan; no number is printed that brings these to a majority.",
        join_lines(said.line, share.line), decimals=0, allowed=Interval(share.value - 0.5, share.value),
    )


def _fees() -> list[Finding]:
    table = load("10-nis-fees")
    fees = table.pivot(index="residence", columns="accommodation", values="fee_usd")
    lines = join_lines(*table["line"])
    return [
        judge_claim(
            f"10-fees-{slug}", TEXT, f"least difference between the fees {name} (US dollars)", "respectively",
            more_than(0), difference.min(), explanation, lines, decimals=0,
        )
        for slug, name, difference, explanation in (
            ("accommodation", "with and without accommodation", fees["with"] - fees["without"],
             "Read in the order printed, accommodation costs more for residents and for non-residents."),
            ("residence", "of non-residents and residents", fees.loc["non-resident"] - fees.loc["resident"],
             "Read in the order printed, non-residents pay more with and without accommodation."),
        )
    ]


def _rounded_pupils() -> Finding:
    rounded, exact = network("pupils rounded"), network("pupils")
    return judge_claim(
        "10-pupils-rounded", TEXT, "pupils of the elite schools (pupils)", f"less than {rounded.value:,.0f}",
        less_than(rounded.value), exact.value, "The exact number is a little smaller than the bound.",
        join_lines(rounded.line, exact.line), decimals=0,
    )


def _share_of_pupils() -> Finding:
    said, part = network("share of all pupils of Kazakhstan"), network("pupils")
    whole = system("pupils of secondary schools")
    implied = part.value / said.value * 100 / MILLION
    # "more than 2.9 million" is read as 2.9 to 3.0 million
    allowed = ratio_interval(interval(part.value, 0), (whole.value, whole.value + 1e5))
    return judge_number(
        "10-share-of-pupils", TEXT, "elite schools in all pupils, if these are 2.9 million (percent)",
        said.value,
        100 * part.value / whole.value,
        f"The printed share belongs to about {implied:.2f} million pupils, which is more than 2.9 million, "
        "as printed.",
        join_lines(said.line, part.line, whole.line), decimals=2, shown=3, allowed=scaled(allowed, 100),
    )


def _two_shares() -> Finding:
    money, pupils = _budget(), network("share of all pupils of Kazakhstan")
    # "almost 7" is read as 6.5 to 7
    allowed = ratio_interval((money.value - 0.5, money.value), interval(pupils.value, 2))
    return judge_claim(
        "10-two-shares", TEXT,
        "share of the budget of the ministry over share of all pupils (times; not money for each pupil)",
        f"almost {money.value:g} percent and just {pupils.value} percent", more_than(1),
        money.value / pupils.value,
        f"The one share is {allowed.low:.1f} to {allowed.high:.1f} times the other. This is no ratio of "
        "spending: the budget is of one ministry, other pupils are also paid for from local budgets, and "
        "the years may differ.",
        join_lines(money.line, pupils.line), decimals=1, allowed=allowed,
    )


def _rural_pupils() -> Finding:
    said = network("pupils from rural areas and small towns")
    row = _categories().loc["Children from rural areas and small towns"]
    return judge_whole(
        "10-rural-pupils", BOTH, "pupils from rural areas and small towns (pupils)", said.value, row.pupils,
        "The text and Table 1 agree.", join_lines(said.line, row.line),
    )


def _rural_share() -> Finding:
    said = network("share of pupils from rural areas and small towns")
    part = network("pupils from rural areas and small towns")
    whole = network("pupils")
    return judge_claim(
        "10-rural-share", TEXT, "pupils from rural areas and small towns (percent)",
        f"less than {said.value:g}",
        less_than(said.value), 100 * part.value / whole.value,
        "The two printed counts give a little less than that. How far that is from the country as a whole cannot be "
        "said: the share of such places in all pupils is not printed.",
        join_lines(said.line, part.line, whole.line), decimals=2,
    )


def _sum_of_categories() -> Finding:
    table, whole = _categories(), network("pupils")
    total = table["pupils"].sum()
    return judge_claim(
        "10-categories", BOTH, "sum of the seven categories (entries in categories, not pupils)",
        f"{whole.value:,.0f} pupils", at_most(whole.value), total,
        "The categories are no parts of a whole, for one pupil may be in several. If every row counts "
        f"pupils, between {table['pupils'].max():,} and {total:,} pupils are in at least one, and at least "
        f"{whole.value - total:,.0f} are in none.",
        join_lines(whole.line, span(table["line"])), decimals=0,
    )


def _languages() -> list[Finding]:
    table = load("10-languages-to-learn")
    required, new = prose("10", "languages_required"), prose("10", "languages_new_for_others")
    others = table.query("ethnic_group == 'other groups' and status == 'to learn'")
    return [
        judge_whole(
            "10-languages-required", TEXT, "languages named as required (count)", required.value,
            table["language"].nunique(), f"They are {_list(table['language'].unique())}.",
            join_lines(required.line, span(table["line"])),
        ),
        judge_number(
            "10-languages-new", TEXT, "languages named as new to other ethnic groups (count)", new.value,
            len(others),
            f"They are {_list(others['language'])}.", join_lines(new.line, *others["line"]), decimals=0,
            shown=0,
        ),
    ]


def _kinds_of_school() -> Finding:
    table, said = load("10-life-paths"), prose("10", "school_types")
    return judge_whole(
        "10-school-types", TEXT, "kinds of school whose graduates are portrayed (count)", said.value,
        table["school_type"].nunique(),
        f"The chapter portrays {_list(table['school_type'].unique())} graduates; how many of the "
        f"{prose('10', 'interviews_graduates').value:g} interviews stand behind each is not said.",
        join_lines(said.line, span(table["line"])),
    )


def _transition() -> Finding:
    said, written = prose("10", "years_since_transition_plan"), prose("10", "year_of_text")
    news = load("10-events").query("event.str.contains('12 years')").iloc[0]
    return judge_whole(
        "10-transition", TEXT, "years from the cited report on longer schooling to the chapter (years)",
        said.value, written.value - int(news.date[:4]),
        "The cited report is of January 2015, two years before the year of the chapter. It already has the "
        "postponement, so the plan itself may be older.",
        join_lines(said.line, news.line, written.line),
    )


def _categories() -> pd.DataFrame:
    return load("10-table1-pupil-categories").set_index("category")


def _list(names) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}"
