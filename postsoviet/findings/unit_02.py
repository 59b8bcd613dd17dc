"""Ledger rows of chapter 2: sums, multiples and percentages that its own numbers allow to check."""

from __future__ import annotations

import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, about, at_most, growth_interval, join_lines, judge_claim, judge_number, less_than, more_than, nearly,
    prose, scaled, sum_interval,
)
from postsoviet.measures.migration import growth_multiple, percent_change
from postsoviet.measures.rounding import interval, ratio_interval

HUNDREDS, THOUSANDS = -2, -3  # "decimals" of counts that are printed in round numbers
TEXT = "Text"


def findings() -> list[Finding]:
    """All rows of the unit, in the order of the text."""
    return [
        *_urban_kazakhs(), *_fertility(), *_rural_shares(), _northern_loss(), _turnover_growth(), _decade_growth(),
        *_astana(), _russians(), *_destinations(), _northernmost(), _repatriates(), *_repatriate_origins(),
        *_settlement(),
    ]


def _urban_kazakhs() -> list[Finding]:
    people = _populations("Ethnic Kazakhs in towns")
    times, years = prose("02", "urban_kazakh_growth"), prose("02", "urban_kazakh_growth_years")
    first, last = people.loc[1970], people.loc[2009]
    return [
        judge_claim(
            "02-urban-kazakhs", TEXT, "Kazakhs in towns, 2009 over 1970 (times)",
            "more than fourfold", more_than(times.value), growth_multiple(first.value, last.value),
            "The second printed number is more than four times the first.",
            join_lines(times.line, first.line),
            allowed=ratio_interval(interval(last.value, 1), interval(first.value, 1)),
        ),
        judge_claim(
            "02-urban-kazakhs-years", TEXT, "years from 1970 to 2009 (count)",
            f"less than {years.value:g}", less_than(years.value), people.index.max() - people.index.min(),
            "The two printed years are less than forty years apart.",
            join_lines(years.line, first.line), decimals=0,
        ),
    ]


def _fertility() -> list[Finding]:
    rates, said = load("02-fertility").set_index("place"), prose("02", "southern_fertility_multiple")
    kostanay = rates.loc["Kostanay"]
    found = []
    for end in ("lowest", "highest"):
        row = rates.loc[f"{end.capitalize()} of the southern oblasts (not named)"]
        ratio = row.total_fertility_rate / kostanay.total_fertility_rate
        found.append(judge_claim(
            f"02-fertility-{end}", TEXT,
            f"{end} southern total fertility rate over that of Kostanay, 2014 (times)",
            "twofold", about(said.value, 1), ratio,
            f"The {end} southern rate is {ratio:.2f} times the rate of Kostanay, which rounds to two.",
            join_lines(said.line, row.line, kostanay.line),
            allowed=ratio_interval(
                interval(row.total_fertility_rate, 2), interval(kostanay.total_fertility_rate, 2)
            ),
        ))
    return found


def _rural_shares() -> list[Finding]:
    shares = load("02-rural-population-shares").set_index("place")
    half = prose("02", "rural_share_of_south")
    south_kazakhstan, almaty = shares.loc["South Kazakhstan"], shares.loc["Almaty oblast"]
    both, four = shares.loc["South Kazakhstan and Almaty oblast"], shares.loc["Four southern oblasts"]
    return [
        judge_claim(
            "02-rural-two-oblasts", TEXT, "South Kazakhstan and Almaty oblast in the rural population (percent)",
            f"almost {both.share_percent:g}", nearly(both.share_percent, 10),
            south_kazakhstan.share_percent + almaty.share_percent,
            "More than 20 and about 19 add up to a little more than 39.",
            join_lines(both.line, south_kazakhstan.line, almaty.line), decimals=1,
            # "more than 20" is read as 20 to 21, and "about 19" by its rounding
            allowed=sum_interval([(20, 21), interval(almaty.share_percent, 0)]),
        ),
        judge_claim(
            "02-rural-four-oblasts", TEXT, "four southern oblasts in the rural population (percent)",
            "more than half", more_than(100 * half.value), four.share_percent,
            "The printed share of about 53 percent is more than half.",
            join_lines(half.line, four.line), decimals=1, allowed=interval(four.share_percent, 0),
        ),
    ]


def _northern_loss() -> Finding:
    people = _populations("Six northern oblasts")
    said = load("02-population-changes").set_index("group").loc["Six northern oblasts"]
    first, last = people.loc[1989].value, people.loc[2009].value
    change = percent_change(first, last)
    return judge_number(
        "02-north-loss", TEXT, "change of the population of six northern oblasts, 1989-2009 (percent)",
        said.change_percent, change,
        f"The two printed populations give a loss of {-change:.1f} percent; numbers before rounding to 0.1 million can "
        f"give {-said.change_percent}.",
        said.line, decimals=0, allowed=growth_interval(interval(first, 1), interval(last, 1)),
    )


def _turnover_growth() -> Finding:
    said = _volume("Growth of the yearly turnover of internal migration")
    first, last = (_volume("Inter-regional turnover in the year", "all", year) for year in (1999, 2015))
    return judge_claim(
        "02-turnover-growth", TEXT,
        "yearly turnover, 2015 over 1999 (times; ours from inter-regional moves alone)",
        f"more than {said.value:g}", more_than(said.value), growth_multiple(first.value, last.value),
        "The text speaks of all internal migration and prints only inter-regional totals, which it says grew at a "
        "similar pace; the total of 2015 is just above 2.5 times that of 1999, if 80,000 is rounded to thousands.",
        join_lines(said.line, first.line, last.line), decimals=3,
        allowed=ratio_interval(interval(last.value, HUNDREDS), interval(first.value, THOUSANDS)),
    )


def _decade_growth() -> Finding:
    said = prose("02", "decade_growth_of_migration")
    first, last = (_volume("Inter-regional migrants", "all", year) for year in (1989, 1999))
    multiple = growth_multiple(first.value, last.value)
    return judge_claim(
        "02-decade-growth", TEXT, "inter-regional migrants, 1999-2009 over 1989-1999 (times)",
        "threefold", about(said.value, 1), multiple,
        f"The second census total is {multiple:.1f} times the first, which rounds to three.",
        join_lines(said.line, first.line, last.line),
        allowed=ratio_interval(interval(last.value, THOUSANDS), interval(first.value, THOUSANDS)),
    )


def _astana() -> list[Finding]:
    people, said = _populations("Astana city"), prose("02", "astana_multiple")
    percent = load("02-population-changes").set_index("group").loc["Astana city"]
    first, last = people.loc[1989].value, people.loc[2015].value
    before, after = interval(first, THOUSANDS), interval(last, THOUSANDS)
    growth = percent_change(first, last)
    return [
        judge_number(
            "02-astana-percent", TEXT, "growth of Astana, 1989-2015 (percent)", percent.change_percent, growth,
            f"The two printed populations give {growth:.1f} percent; numbers before rounding to thousands can give "
            f"{percent.change_percent}.",
            percent.line, decimals=0, allowed=growth_interval(before, after),
        ),
        judge_claim(
            "02-astana-multiple", TEXT, "population of Astana, 2015 over 1989 (times)",
            "almost tripled", nearly(said.value, 1), growth_multiple(first, last),
            "The two printed populations give slightly more than three times, not slightly less; the words are looser "
            "than the numbers.",
            join_lines(said.line, percent.line), decimals=3, allowed=ratio_interval(after, before),
        ),
    ]


def _russians() -> Finding:
    said = _volume("Largest inter-regional number in any year")
    years = [_volume("Inter-regional turnover in the year", "Russians", year) for year in (1999, 2015)]
    largest = max(row.value for row in years)
    return judge_claim(
        "02-russians-ceiling", TEXT, "largest printed yearly number of Russian inter-regional migrants (persons)",
        f"never above {said.value:,.0f}", at_most(said.value), largest,
        "Both printed years are below the ceiling; the years between are not printed and cannot be checked.",
        join_lines(said.line, *(row.line for row in years)), decimals=0, allowed=interval(largest, HUNDREDS),
    )


def _destinations() -> list[Finding]:
    table = load("02-destinations-by-origin")
    found = []
    for origin in ("North", "South"):
        rows = table.query("origin == @origin and level == 'total'")
        found.append(_sum_of_shares(
            f"02-destinations-{origin.lower()}", f"destinations of migrants from the {origin}",
            rows["share_percent"], rows["line"],
        ))
    south = table.query("origin == 'South'").set_index("destination")
    for slug, whole in (("south", "South and Almaty city"), ("almaty", "Almaty city and Almaty oblast")):
        # The South splits into Almaty with its oblast and the rest; Almaty splits once more.
        parts, total = south[south["part_of"] == whole], south.loc[whole]
        found.append(judge_number(
            f"02-destinations-within-{slug}", TEXT, f"{whole}: sum of its printed parts (percent)",
            total.share_percent, parts["share_percent"].sum(), "The printed parts add up to the printed total.",
            join_lines(total.line, *parts["line"]), decimals=0, shown=1,
            allowed=sum_interval(interval(share, 0) for share in parts["share_percent"]),
        ))
    return found


def _northernmost() -> Finding:
    """The two nearer oblasts among the northern ones.

    The bound of "less than 1 percent" for the three others has no row: the text does not say if it
    holds for each of them or for all three, so no verdict would be fair.
    """
    near, all_north = prose("02", "south_to_karagandy_and_east"), prose("02", "south_to_other_north")
    return judge_claim(
        "02-northernmost-majority", TEXT,
        "Karagandy and East Kazakhstan in southern moves to the other northern oblasts (percent)",
        "overwhelming majority", more_than(50), 100 * near.value / all_north.value,
        "Eight of ten is a clear majority; how much is overwhelming is a matter of words.",
        join_lines(near.line, all_north.line), decimals=0,
        allowed=scaled(ratio_interval(interval(near.value, 0), interval(all_north.value, 0)), 100),
    )


def _repatriates() -> Finding:
    rounded, exact = prose("02", "repatriates_since_1991_rounded"), prose("02", "repatriates_since_1991")
    return judge_claim(
        "02-repatriates-million", TEXT, "repatriates since 1991 (million persons)",
        f"about {rounded.value:g}", about(rounded.value, 0.1), exact.value / 1e6,
        "Over 970,000 rounds to one million.", join_lines(rounded.line, exact.line),
    )


def _repatriate_origins() -> list[Finding]:
    rows = load("02-repatriates-origin")
    found = []
    for column, slug in (("share_percent", "low"), ("share_percent_high", "high")):
        other = rows.loc[rows["share_percent_high"].notna(), column].iloc[0]
        found.append(_sum_of_shares(
            f"02-repatriates-origins-{slug}", f"countries of origin, with {other} percent for other countries",
            rows[column].fillna(rows["share_percent"]), rows["line"],
        ))
    return found


def _settlement() -> list[Finding]:
    regions, table = load("02-repatriates-settlement"), load("02-repatriates-settlement-by-origin")
    uzbekistan, russia = table.query("origin == 'Uzbekistan'"), table.query("origin == 'Russia'")
    north, oblasts = russia.query("region == 'North'").iloc[0], russia.query("region_level == 'oblast'")
    printed, three = uzbekistan["share_percent"].sum(), oblasts["share_percent"].sum()
    three_range = sum_interval(interval(share, 0) for share in oblasts["share_percent"])
    return [
        _sum_of_shares(
            "02-settlement-regions", "parts of the country where repatriates of 1999-2009 settled", regions["share_percent"],
            regions["line"],
        ),
        judge_claim(
            "02-settlement-uzbekistan", TEXT,
            "repatriates from Uzbekistan: three printed parts of the country together (percent)",
            "at most 100", at_most(100), printed,
            f"The three printed shares leave {100 - printed} percent unprinted, which would be the cities of Astana "
            "and Almaty (our inference).",
            join_lines(*uzbekistan["line"]), decimals=1,
            allowed=sum_interval(interval(share, 0) for share in uzbekistan["share_percent"]),
        ),
        judge_claim(
            "02-settlement-russia", TEXT,
            "Pavlodar, Kostanay and North Kazakhstan in the northern share of repatriates from Russia (percent)",
            "mostly", more_than(50), 100 * three / north.share_percent,
            f"The three oblasts have {three} of the {north.share_percent} percent; the other "
            f"{north.share_percent - three} fall on the remaining northern oblasts, by our subtraction.",
            join_lines(north.line, *oblasts["line"]),
            allowed=scaled(ratio_interval(three_range, interval(north.share_percent, 0)), 100),
        ),
    ]


def _sum_of_shares(id: str, whole: str, shares: pd.Series, lines: pd.Series) -> Finding:
    """A whole of which all parts are printed: they must make up 100 percent."""
    total = shares.sum()
    rounded = "" if total == 100 else "; shares before rounding can make up the whole"
    return judge_number(
        id, TEXT, f"sum of the {whole} (percent); a whole is 100", 100, total,
        f"The printed shares add up to {total}{rounded}.",
        join_lines(*lines), decimals=0, shown=1, allowed=sum_interval(interval(share, 0) for share in shares),
    )


def _populations(place: str) -> pd.DataFrame:
    return load("02-populations").query("place == @place").set_index("year")


def _volume(measure: str, group: str | None = None, start: int | None = None) -> pd.Series:
    rows = load("02-migration-volumes").query("measure == @measure")
    if group is not None:
        rows = rows.query("group == @group")
    if start is not None:
        rows = rows.query("start == @start")
    return rows.iloc[0]
