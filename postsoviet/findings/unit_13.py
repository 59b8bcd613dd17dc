"""Ledger rows of chapter 13: border lengths, incidents and the counts of its text."""

from __future__ import annotations

import pandas as pd

from postsoviet.datasets import load, row_beginning
from postsoviet.findings.finding import (
    Finding, about, at_most, join_lines, judge_claim, judge_whole, more_than, prose, scaled, span,
)
from postsoviet.measures.rounding import Interval, interval, ratio_interval

TEXT = "Text"
TAJIK, UZBEK = "Kyrgyzstan-Tajikistan", "Kyrgyzstan-Uzbekistan"
SLUGS = {TAJIK: "tajik", UZBEK: "uzbek"}
KM_PER_MILE, KG_PER_POUND, METRES_PER_FOOT = 1.609344, 0.45359237, 0.3048


def findings() -> list[Finding]:
    """All rows of the unit, in the order of the text."""
    return [
        *_incidents(), *_enclaves(), *_independence(), *_shares(), _shares_add_up(), *_lengths_add_up(),
        _miles(), _cultivated_land(), _strategy_years(), *_pounds_and_feet(), _recommendation_groups(),
    ]


def _incidents() -> list[Finding]:
    counts, decades = load("13-incidents").set_index("series"), prose("13", "conflict_decades")
    conflicts = counts.loc["conflicts_1989_2009"]
    whole, tajik, uzbek = (counts.loc[f"{name}_2014"] for name in ("both_borders", "tajik_border", "uzbek_border"))
    armed, later = counts.loc["armed_incidents"], counts.loc["both_borders_2015"]
    return [
        judge_whole(
            "13-conflict-decades", TEXT, "decades from 1989 to 2009 (count)", decades.value,
            (conflicts.end - conflicts.start) / 10, "The two printed years lie two decades apart.",
            join_lines(decades.line, conflicts.line),
        ),
        judge_whole(
            "13-incidents-2014", TEXT, "incidents on both borders, 2014 (count)", whole.value,
            tajik.value + uzbek.value, "The counts of the two borders add up to the total.",
            join_lines(whole.line, tajik.line, uzbek.line),
        ),
        judge_claim(
            "13-armed-incidents", TEXT, "incidents with weapons, 2014 to mid-2015, beside all incidents (count)",
            f"{armed.value:g}", at_most(whole.value + later.value), armed.value,
            f"The armed incidents can be part of the {whole.value + later.value} of 2014 and 2015 together; the first "
            "half of 2015 is not printed alone, and the counts may come from different sources.",
            join_lines(armed.line, whole.line, later.line), decimals=0,
        ),
    ]


def _enclaves() -> list[Finding]:
    enclaves = load("13-enclaves")
    found = []
    for id, figure, rows, cell in (
        ("13-enclaves", "enclaves_total", enclaves, "enclaves and exclaves in the Valley (count)"),
        ("13-enclaves-uzbekistan", "enclaves_in_uzbekistan", enclaves[enclaves["host"] == "Uzbekistan"],
         "enclaves in Uzbekistan (count)"),
    ):  # fmt: skip
        said = prose("13", figure)
        found.append(judge_whole(
            id, TEXT, cell, said.value, rows["enclaves"].sum(), "The counts by owner add up to the printed number.",
            join_lines(said.line, *rows["line"]),
        ))
    return found


def _independence() -> list[Finding]:
    now, events = prose("13", "chapter_year"), load("13-events")
    start = row_beginning(events, "event", "Independence")
    agreement = row_beginning(events, "event", "Kyrgyzstan and Uzbekistan agree")
    years, attempts = prose("13", "years_of_independence"), prose("13", "decades_of_attempts")
    age = int(now.value) - int(start.date)
    return [
        judge_claim(
            "13-years-of-independence", TEXT, "years from independence to the year of the chapter (count)",
            f"more than {years.value:g}", more_than(years.value), age,
            "From 1991 to the year under the title it is one year more than the printed number.",
            join_lines(years.line, start.line, now.line), decimals=0,
        ),
        judge_claim(
            "13-decades-of-attempts", TEXT, "decades from independence to the latest agreement (count)",
            "more than two", more_than(attempts.value), (int(agreement.date[:4]) - int(start.date)) / 10,
            "Independence and the agreement of 2017 lie more than two decades apart.",
            join_lines(attempts.line, start.line, agreement.line), decimals=1,
        ),
    ]


def _shares() -> list[Finding]:
    lengths, shares = _lengths(), load("13-border-shares").set_index(["border", "part"])
    found = []
    for (border, part), said in shares.iterrows():
        piece, whole = lengths.loc[(border, part)], lengths.loc[(border, "whole")]
        share = 100 * piece.km / whole.km
        rounded = border == TAJIK
        claim = about(said.share_percent, 10) if rounded else interval(said.share_percent, 0)
        low, high = (end * whole.km / 100 for end in claim)
        found.append(judge_claim(
            f"13-{SLUGS[border]}-border-{part}", TEXT, f"{part} part of the {border} border (percent)",
            f"{said.qualifier} {said.share_percent:g}" if rounded else f"{said.share_percent:g}", claim, share,
            f"The kilometres give {share:.1f} percent; around {said.share_percent}, read as {claim.low:g} to "
            f"{claim.high:g}, would be {low:.0f} to {high:.0f} km. The share may come from another date or source."
            if rounded
            else "The kilometres give the printed percentage.",
            join_lines(said.line, piece.line, whole.line),
            allowed=scaled(ratio_interval(interval(piece.km, 0), interval(whole.km, 0)), 100),
        ))
    return found


def _shares_add_up() -> Finding:
    shares = load("13-border-shares").set_index("border").loc[UZBEK]
    return judge_claim(
        "13-uzbek-border-shares", TEXT, f"agreed and remaining shares of the {UZBEK} border (percent)",
        "85 and 15", interval(100, 0), shares["share_percent"].sum(),
        "The agreed and the remaining share add up to the whole border.", join_lines(*shares["line"]), decimals=0,
    )


def _lengths_add_up() -> list[Finding]:
    lengths = _lengths()
    found = []
    for border, slug in SLUGS.items():
        agreed, open_part, whole = (lengths.loc[(border, part)] for part in ("agreed", "open", "whole"))
        for unit in ("km", "miles"):
            total = agreed[unit] + open_part[unit]
            exact = total == whole[unit]
            found.append(judge_whole(
                f"13-{slug}-border-{unit}", TEXT, f"agreed and open part of the {border} border ({unit})",
                whole[unit], total,
                "The two parts add up to the whole." if exact
                else "The rounded miles of the two parts fall one short of the rounded whole.",
                join_lines(whole.line, agreed.line, open_part.line),
                # the kilometres are taken as exact, the miles as rounded from them
                allowed=Interval(total - 1, total + 1) if unit == "miles" else None,
            ))
    return found


def _miles() -> Finding:
    lengths = load("13-border-lengths")
    gap = (lengths["miles"] - lengths["km"] / KM_PER_MILE).abs().max()
    return judge_claim(
        "13-miles", TEXT, "largest gap between printed and converted miles, six lengths (miles)",
        "whole miles", at_most(0.5), gap, "All six lengths in miles are the kilometres, converted and rounded.",
        join_lines(*lengths["line"]),
    )


def _cultivated_land() -> Finding:
    shares = load("13-cultivated-land").pivot(index="country", columns="year", values="share_percent")
    growing = (shares[2006] > shares[1991]).sum()
    return judge_claim(
        "13-cultivated-land", TEXT, "countries whose cultivated share grew, 1991-2006 (count)",
        "growing", interval(len(shares), 0), growing, "The printed share is higher in 2006 in all three countries.",
        span(load("13-cultivated-land")["line"]), decimals=0,
    )


def _strategy_years() -> Finding:
    said = prose("13", "strategy_years")
    strategy = load("13-policies").set_index("policy").loc["development_strategy"]
    return judge_whole(
        "13-strategy-years", TEXT, "years that the development strategy covers (count)", said.value,
        strategy.end - strategy.start + 1, "Counting the first and the last year, the plan covers five years.",
        join_lines(said.line, strategy.line),
    )


def _pounds_and_feet() -> list[Finding]:
    found = []
    for metric, other, factor, cell, explanation in (
        ("goods_kg", "goods_lbs", KG_PER_POUND, "goods of a trader (pounds)",
         "300 kg are a little over 661 pounds; the printed number is rounded to tens."),
        ("canal_metres", "canal_feet", METRES_PER_FOOT, "width of the canal at Kara-Suu (feet)",
         "12 metres are a little over 39 feet; the printed number is rounded to tens."),
    ):  # fmt: skip
        first, second = prose("13", metric), prose("13", other)
        found.append(judge_claim(
            f"13-{other.replace('_', '-')}", TEXT, cell, f"{second.value:g}", interval(second.value, -1),
            first.value / factor, explanation, join_lines(second.line, first.line), decimals=1,
        ))
    return found


def _recommendation_groups() -> Finding:
    said, points = prose("13", "recommendation_groups"), load("13-recommendations")
    return judge_whole(
        "13-recommendation-groups", TEXT, "groups of recommendations (count)", said.value,
        points["group"].nunique(), "The closing list has three groups, though its third heading carries no number.",
        join_lines(said.line, span(points["line"])),
    )


def _lengths() -> pd.DataFrame:
    return load("13-border-lengths").set_index(["border", "part"])
