"""Ledger rows of chapter 14 beside chapter 13: one border, measured and counted twice."""

from __future__ import annotations

import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, about, at_most, join_lines, judge_claim, scaled, sum_interval,
)
from postsoviet.measures.rounding import Interval, interval, pair_verdict, ratio_interval

BOTH = "Text, chapters 13 and 14"
BORDER = "Kyrgyzstan-Tajikistan"


def findings() -> list[Finding]:
    """All rows of this module: lengths first, then incidents."""
    return [_whole_length(), _agreed_length(), _agreed_share(), *_incidents()]


def _whole_length() -> Finding:
    here, there = _lengths_of_14().loc["whole"], _lengths_of_13().loc["whole"]
    ours, theirs = interval(here.km, 0), interval(there.km, 0)
    return Finding(
        "14-across-whole-border", BOTH, "whole Tajikistan-Kyrgyzstan border (km)", f"{here.km} and {there.km}",
        float(there.km), theirs, pair_verdict(ours, theirs),
        "The two chapters print different lengths for one border; that part of its line was not agreed, or that they "
        "use different sources, may explain it.",
        join_lines(here.line, there.line), 0,
    )  # fmt: skip


def _agreed_length() -> Finding:
    here, there = _lengths_of_14().loc["agreed"], _lengths_of_13().loc["agreed"]
    return judge_claim(
        "14-across-agreed-border", BOTH, "agreed part of the border (km)", f"{here.qualifier} {here.km}",
        about(here.km, 10), there.km, "The length of chapter 13 rounds to the one that chapter 14 prints.",
        join_lines(here.line, there.line), decimals=0,
    )


def _agreed_share() -> Finding:
    here = _lengths_of_14()
    shares = load("13-border-shares").set_index("border")
    said = shares.loc[[BORDER]].iloc[0]
    ratio = ratio_interval(interval(here.loc["agreed"].km, -1), interval(here.loc["whole"].km, 0))
    share = 100 * here.loc["agreed"].km / here.loc["whole"].km
    return judge_claim(
        "14-across-agreed-share", BOTH, "agreed part of the border (percent)",
        f"{said.qualifier} {said.share_percent:g}", about(said.share_percent, 10), share,
        f"With the lengths of chapter 14 the agreed share is {share:.1f} percent, so they do not bear out the share "
        "that chapter 13 states either.",
        join_lines(said.line, here.loc["agreed"].line, here.loc["whole"].line), decimals=1, allowed=scaled(ratio, 100),
    )


def _incidents() -> list[Finding]:
    here, there = load("14-incidents").set_index("series"), load("13-incidents").set_index("series")
    first, second = here.loc["first_average"], here.loc["second_average"]
    four_years, in_2014 = there.loc["tajik_border_2010_2013"], there.loc["tajik_border_2014"]
    both_2014, both_2015 = there.loc["both_borders_2014"], there.loc["both_borders_2015"]
    years = first.end - first.start + 1
    before = years * first.value - in_2014.value
    change = 100 * (both_2015.value / both_2014.value - 1)
    return [
        judge_claim(
            "14-across-2012-2013", BOTH, "incidents of 2012 and 2013 left by the media average (count)",
            f"{four_years.value} in 2010-2013", at_most(four_years.value), before,
            f"Three times the media average, less the {in_2014.value} that authorities registered in 2014, leaves a "
            f"number that fits inside the {four_years.value} of four years; two kinds of sources are mixed here.",
            join_lines(first.line, four_years.line, in_2014.line), decimals=0,
            allowed=sum_interval([scaled(interval(first.value, 0), years, -in_2014.value)]),
        ),
        judge_claim(
            "14-across-2015", BOTH, "incidents on two borders in 2015 beside the average of one (count)",
            f"{second.qualifier} {second.value}", Interval(about(second.value, 10).low, float("inf")),
            both_2015.value,
            "Chapter 13 has ten on two borders together, chapter 14 about ten a year on one of them; both can be "
            "true if nearly all of 2015 fell on that border, or if later years had more.",
            join_lines(second.line, both_2015.line), decimals=0,
        ),
        judge_claim(
            "14-across-fall", BOTH, "change of incidents on both borders, 2014-2015 (percent)", "fell",
            Interval(-100.0, -1e-6), change,
            "Chapter 13, which prints no media counts, also shows fewer incidents after 2014, so the change of source "
            "need not explain the whole fall; its two numbers may come from different notes.",
            join_lines(second.line, both_2014.line, both_2015.line), decimals=0,
        ),
    ]


def _lengths_of_14() -> pd.DataFrame:
    return load("14-border-lengths").set_index("part")


def _lengths_of_13() -> pd.DataFrame:
    rows = load("13-border-lengths")
    return rows[rows["border"] == BORDER].set_index("part")
