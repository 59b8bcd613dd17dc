"""Ledger rows that hold chapter 3 beside chapter 2, which tells of the same returnees."""

from __future__ import annotations

import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, about, at_most, join_lines, judge_claim, judge_number, judge_whole, more_than, prose, scaled,
    sum_interval,
)
from postsoviet.measures.rounding import Interval, interval

BESIDE = "Text, beside chapter 2"
THOUSANDS = -3  # "decimals" of counts that are printed in round numbers
TEN_THOUSAND = 10_000  # "over 970,000" is read as up to 980,000


def findings() -> list[Finding]:
    """All rows of this module, in the order of the text of chapter 3."""
    return [
        _total(), *_origins(), _other_origins(), _flow_in_census(), *_nurly_kosh_years(),
        *_destination_of_the_protest_region(), *_oblasts(), *_settlement(),
    ]


def _total() -> Finding:
    total, exact = load("03-returnees").iloc[0], prose("02", "repatriates_since_1991")
    return judge_claim(
        "03-total", BESIDE, "returnees of chapter 2 (million persons)", f"about {total.value:g}",
        about(total.value, 0.1),
        exact.value / 1e6, "Chapter 2 prints over 970,000, which rounds to one million.",
        join_lines(total.line, exact.line), allowed=scaled((exact.value, exact.value + TEN_THOUSAND), 1e-6),
    )


def _origins() -> list[Finding]:
    """Chapter 3 prints one decimal and chapter 2 whole percents: the former must round to the latter."""
    here = load("03-origin-shares").set_index("origin")
    there = load("02-repatriates-origin").set_index("origin")
    found = []
    for origin, row in here.iterrows():
        other = there.loc[origin]
        gap = row.share_percent - other.share_percent
        if abs(gap) <= 0.5:
            explanation = (
                f"The {row.share_percent} percent of chapter 3 round to the {other.share_percent} of "
                "chapter 2."
            )
        else:
            explanation = (
                f"Chapter 3 prints {row.share_percent} percent and chapter 2 {other.share_percent}, "
                f"{abs(gap):.1f} points {'less' if gap > 0 else 'more'}; the paper behind chapter 3 "
                "names October 2015, chapter 2 prints no date."
            )
        found.append(judge_number(
            f"03-origin-{origin.lower()}", BESIDE,
            f"share of {origin} in chapter 3, against chapter 2 (percent)",
            other.share_percent, row.share_percent, explanation, join_lines(other.line, row.line),
            decimals=0, shown=1, allowed=interval(row.share_percent, 1),
        ))
    return found


def _other_origins() -> Finding:
    here, there = load("03-origin-shares"), load("02-repatriates-origin")
    other = there[there["share_percent_high"].notna()].iloc[0]
    named = sum_interval(interval(share, 1) for share in here["share_percent"])
    rest = 100 - here["share_percent"].sum()
    return judge_claim(
        "03-origin-others", BESIDE, "countries that chapter 3 does not name (percent)",
        f"{other.share_percent}-{other.share_percent_high:g}",
        (interval(other.share_percent, 0).low, interval(other.share_percent_high, 0).high), rest,
        f"Chapter 3 leaves {rest:.1f} percent unnamed, more than twice what chapter 2 gives to all other "
        "countries; one reason is that its shares of Mongolia and Turkmenistan are smaller.",
        join_lines(other.line, *here["line"]), decimals=1, allowed=scaled(named, -1, 100),
    )


def _flow_in_census() -> Finding:
    census = prose("02", "repatriates_1999_2009")
    years = load("03-returnees").query("measure == 'Returnees in the year'")
    return judge_claim(
        "03-flow-in-census", BESIDE, "returnees of 1999 and 2005 together (persons)",
        f"at most {census.value:,.0f}",
        at_most(census.value), years["value"].sum(),
        "The two years lie in the period 1999-2009, for which chapter 2 prints a census total, and do not "
        "exceed it.",
        join_lines(census.line, *years["line"]), decimals=0,
        allowed=sum_interval(interval(value, THOUSANDS) for value in years["value"]),
    )


def _nurly_kosh_years() -> list[Finding]:
    here = load("03-nurly-kosh").set_index("measure").loc["Years of spending"]
    there = load("02-programmes").set_index("programme").loc["Nurly Kosh"]
    return [
        judge_whole(
            f"03-nurly-kosh-{column}", BESIDE,
            f"{name} year of Nurly Kosh in chapter 3, against chapter 2 (year)",
            there[column], here[column], "Both chapters print the same year.",
            join_lines(there.line, here.line),
        )
        for column, name in (("start", "first"), ("end", "last"))
    ]


def _destination_of_the_protest_region() -> list[Finding]:
    """Chapter 3 calls the region of Zhanaozen a main destination of returnees from two countries."""
    rows = load("02-repatriates-settlement-by-origin")
    turkmenistan = rows.query("origin == 'Turkmenistan' and region == 'Mangystau'").iloc[0]
    uzbekistan = rows.query("origin == 'Uzbekistan' and region_level == 'macro'").set_index("region")
    west = uzbekistan.loc["West"]
    said = "1697-1699"
    return [
        judge_claim(
            "03-zhanaozen-turkmenistan", BESIDE,
            "returnees from Turkmenistan who settled in Mangystau (percent)",
            "one of the main destinations", more_than(50), turkmenistan.share_percent,
            "By chapter 2 most returnees from Turkmenistan settled in this western oblast.",
            join_lines(said, turkmenistan.line), decimals=0, allowed=interval(turkmenistan.share_percent, 0),
        ),
        judge_claim(
            "03-zhanaozen-uzbekistan", BESIDE,
            "rank of the West among places of returnees from Uzbekistan (rank)",
            "one of the main destinations", at_most(2),
            1 + (uzbekistan["share_percent"] > west.share_percent).sum(),
            f"By chapter 2 the West is second with {west.share_percent} percent, far behind the South; we "
            "read a main destination as first or second.",
            join_lines(said, *uzbekistan["line"]), decimals=0,
        ),
    ]


def _oblasts() -> list[Finding]:
    regions = load("02-regions")
    extended, left_out = prose("03", "oblasts_extended"), prose("03", "capital_cities_left_out")
    north = prose("03", "northern_oblasts_in_decree")
    parts = regions["macro_region"].value_counts()
    return [
        judge_whole(
            "03-oblasts", BESIDE, "oblasts in the list of chapter 2 (oblasts)", extended.value,
            len(regions) - parts["City"],
            "Chapter 2 lists the same number of oblasts besides the two capital cities.",
            join_lines(extended.line, *regions["line"]),
        ),
        judge_whole(
            "03-cities", BESIDE, "capital cities in the list of chapter 2 (cities)", left_out.value,
            parts["City"],
            "Both chapters set Almaty and Astana apart.",
            join_lines(left_out.line, *regions.query("macro_region == 'City'")["line"]),
        ),
        judge_whole(
            "03-northern-oblasts", BESIDE, "northern oblasts in the list of chapter 2 (oblasts)", north.value,
            parts["North"],
            "Six oblasts of the decree lie in the north, as many as chapter 2 counts there; chapter 3 does "
            "not name them.",
            join_lines(north.line, *regions.query("macro_region == 'North'")["line"]),
        ),
    ]


def _settlement() -> list[Finding]:
    """The sentence credits chapter 2; what chapter 2 prints."""
    here = load("03-settlement-shares")
    south = load("02-repatriates-settlement").set_index("region").loc["South"]
    by_origin = load("02-repatriates-settlement-by-origin")
    uzbekistan = by_origin.query("origin == 'Uzbekistan' and region == 'South'").iloc[0]
    three = here["share_percent"].sum()
    bounds = sum_interval(interval(share, 1) for share in here["share_percent"])
    lines = join_lines(*here["line"])
    return [
        _majority(
            "all", "all returnees of 1999-2009", south,
            "Chapter 2, to which the sentence refers, prints 49 percent for the South in the census, just "
            "below half; it also cites official reports of an overwhelming majority.", lines,
        ),
        _majority(
            "uzbekistan", "returnees from Uzbekistan", uzbekistan,
            "For returnees from Uzbekistan chapter 2 prints a clear majority, as the sentence says.", lines,
        ),
        _three_in_south(
            "all", three, bounds, south, lines,
            "Three of four southern oblasts have more in chapter 3 than the whole South in chapter 2, where "
            "the three shares do not stand; base or dates must differ.",
        ),
        _three_in_south(
            "uzbekistan", three, bounds, uzbekistan, lines,
            "As shares of returnees from Uzbekistan the three oblasts fit into the South of chapter 2; the "
            "text does not say that this is the base.",
        ),
    ]


def _majority(slug: str, who: str, row: pd.Series, explanation: str, lines: str) -> Finding:
    return judge_claim(
        f"03-south-majority-{slug}", BESIDE, f"{who} who settled in the South (percent)", "majority",
        more_than(50),
        row.share_percent, explanation, join_lines(lines, row.line), decimals=0,
        allowed=interval(row.share_percent, 0),
    )


def _three_in_south(
    slug: str, three: float, bounds: Interval, south: pd.Series, lines: str, explanation: str
) -> Finding:
    return judge_claim(
        f"03-three-oblasts-{slug}", BESIDE,
        f"three southern oblasts together, beside the South ({slug}) (percent)",
        f"at most {south.share_percent}", at_most(interval(south.share_percent, 0).high), three, explanation,
        join_lines(lines, south.line), decimals=1, allowed=bounds,
    )
