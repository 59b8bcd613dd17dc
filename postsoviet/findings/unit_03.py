"""Ledger rows of chapter 3: its numbers among themselves."""

from __future__ import annotations

import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, at_most, join_lines, judge_claim, judge_whole, more_than, prose, sum_interval,
)
from postsoviet.measures.rounding import interval, ratio_interval

TEXT = "Text"
BILLIONS, HUNDRED_MILLIONS = -9, -8  # "decimals" of amounts that are printed as 2 and as 1.3 billion


def findings() -> list[Finding]:
    """All rows of this module, in the order of the text; see unit_03_chapter_2 for the others."""
    return [
        *_origins(), _programme_years(), _strong_flow(), _stages(), *_newspapers(), _two_currencies(),
        _years_of_spending(), _majority_in_three_oblasts(), _waiting_time(), _neighbours(),
    ]


def _origins() -> list[Finding]:
    rows = load("03-origin-shares")
    total = rows["share_percent"].sum()
    allowed = sum_interval(interval(share, 1) for share in rows["share_percent"])
    return [
        judge_claim(
            "03-origins-sum", TEXT, "five countries of origin together (percent); a whole is 100",
            "at most 100", at_most(100), total,
            f"The five printed shares leave {100 - total:.1f} percent for countries that the text does not "
            "name.",
            join_lines(*rows["line"]), decimals=1, allowed=allowed,
        ),
        judge_claim(
            "03-origins-mostly", TEXT, "five countries of origin together (percent)", "mostly", more_than(50),
            total,
            "The five named countries make up about nine of ten returnees.",
            join_lines(*rows["line"]), decimals=1, allowed=allowed,
        ),
    ]


def _programme_years() -> Finding:
    said, last = prose("03", "years_of_programme"), prose("03", "figure1_last_year")
    law = load("03-policy-measures").set_index("measure").loc["Law on Immigration"]
    return judge_whole(
        "03-years-of-programme", TEXT, "from the law to the last year of Figure 1 (years)", said.value,
        last.value - int(law.date[:4]),
        "The text does not say from which year it counts; from the law of 1992 to the last year of the "
        "lost figure it is 23 years.",
        join_lines(said.line, law.line, last.line),
    )


def _strong_flow() -> Finding:
    start, end = prose("03", "strong_flow_start"), prose("03", "strong_flow_end")
    rows = load("03-returnees").query("measure == 'Returnees in the year'")
    largest = rows.loc[rows["value"].idxmax()]
    return judge_claim(
        "03-strong-flow", TEXT, "year of the higher printed number of returnees (year)",
        f"{start.value:g} to {end.value:g}", (start.value, end.value), largest.start,
        "One sentence names 1999 to 2004 as the years of strong flow and gives the higher number for 2005; "
        "two spans may be meant, and the published paper has the same.",
        join_lines(start.line, largest.line), decimals=0,
    )


def _stages() -> Finding:
    said, rows = prose("03", "stages"), load("03-stages")
    return judge_whole(
        "03-stages", TEXT, "stages with a heading of their own (count)", said.value, len(rows),
        "Three stages are announced and three described; the headings leave out 2012 and 2013.",
        join_lines(said.line, *rows["line"]),
    )


def _newspapers() -> list[Finding]:
    said, rows = prose("03", "newspapers_read"), load("03-newspapers")
    two_kinds = rows.groupby(["language", "ownership"]).size()
    return [
        judge_whole(
            "03-newspapers", TEXT, "newspapers that the text names and describes (count)", said.value,
            len(rows),
            "Four are announced and four described.",
            join_lines(said.line, *rows["line"]),
        ),
        judge_whole(
            "03-newspapers-kinds", TEXT, "pairs of language and ownership among the newspapers (count)",
            said.value,
            (two_kinds == 1).sum(),
            "State and private papers in Kazakh and in Russian are announced; each of the four pairs has "
            "one newspaper.",
            join_lines(said.line, *rows["line"]),
        ),
    ]


def _two_currencies() -> Finding:
    """Would a dollar cost what it costs elsewhere in the volume, give or take a factor of ten?"""
    rows = load("03-tenge-and-dollars").set_index("chapter")
    spending, costs = rows.loc[3], rows.loc[4]
    price, elsewhere = spending.tenge / spending.dollars, costs.tenge / costs.dollars
    return judge_claim(
        "03-tenge-for-a-dollar", TEXT, "price of a dollar by the two amounts for Nurly Kosh (tenge)",
        "2 billion tenge, approximately 1.3 billion dollars", (elsewhere / 10, elsewhere * 10), price,
        f"By these amounts a dollar costs about {price:.1f} tenge; a pair of amounts in chapter 4 makes it "
        f"about {elsewhere:.0f} tenge in 2015. Even a tenfold change of the rate cannot join them, so at "
        "least one of the two amounts cannot be as printed; the text does not tell which.",
        join_lines(spending.line, costs.line),
        allowed=ratio_interval(interval(spending.tenge, BILLIONS), interval(spending.dollars, HUNDRED_MILLIONS)),
    )


def _years_of_spending() -> Finding:
    rows = _nurly_kosh()
    said = rows.loc["Years of spending"]
    return judge_whole(
        "03-nurly-kosh-years", TEXT, "years from 2009 to 2011, both counted (years)", said.value,
        said.end - said.start + 1, "The three years are 2009, 2010 and 2011.", said.line,
    )


def _majority_in_three_oblasts() -> Finding:
    rows = load("03-settlement-shares")
    return judge_claim(
        "03-settlement-majority", TEXT, "three southern oblasts together (percent)", "majority",
        more_than(50),
        rows["share_percent"].sum(),
        "The three shares together are just above half, if all three have one base; the text does not "
        "print it.",
        join_lines(*rows["line"]), decimals=1,
        allowed=sum_interval(interval(share, 1) for share in rows["share_percent"]),
    )


def _waiting_time() -> Finding:
    low, high = prose("03", "citizenship_years_before_low"), prose("03", "citizenship_years_before_high")
    benefits = prose("03", "years_of_benefits_before")
    return judge_claim(
        "03-waiting-time", TEXT, "years of benefits before citizenship (years)",
        f"{low.value:g}-{high.value:g}",
        (low.value, high.value), benefits.value,
        "Benefits ran for the five years before citizenship, which the text puts at 5-7 years just before; "
        "the two agree at the lower end only.",
        join_lines(low.line, benefits.line), decimals=0,
    )


def _neighbours() -> Finding:
    rows = load("03-youth-survey").set_index("neighbour")
    returnees = rows.loc["Ethnic returnees"]
    rank = 1 + (rows["share_percent"] > returnees.share_percent).sum()
    return judge_whole(
        "03-neighbours-rank", TEXT, "rank of returnees among the two printed shares (rank)",
        returnees["rank"], rank,
        "The only other printed share is higher; the shares of further groups are not printed, so the rank "
        "among all cannot be checked.",
        join_lines(*rows["line"]),
    )


def _nurly_kosh() -> pd.DataFrame:
    return load("03-nurly-kosh").set_index("measure")
