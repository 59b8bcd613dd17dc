"""Ledger rows of chapter 11: population, figures and dates that its own numbers allow to check."""

from __future__ import annotations

import math

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, at_most, growth_interval, join_lines, judge_claim, judge_whole, more_than, nearly, prose, scaled,
)
from postsoviet.measures.change import percent_change
from postsoviet.measures.rounding import Interval, interval

TEXT = "Text"
HUNDREDS = -2  # the population of 2016 ends in two zeros
STEP_OF_TESTIMONY = 20  # "near halving" is read as a loss of 40 to below 50 percent
MOST = 50


def findings() -> list[Finding]:
    """All rows of the unit, in the order of the text."""
    return [
        *_interviews(), *_figure_numbers(), _years_of_figure_2(), *_decline(), _regained(), _concession(),
        _merged_programmes(), _life_of_the_ministry(), _reliance(), *_priorities(),
    ]


def _interviews() -> list[Finding]:
    cited, said = load("11-interviews"), prose("11", "interviews")
    months = load("11-events").query("event.str.contains('month of fieldwork') and kind == 'source'")
    months = months[months["date"].str.len() == len("2016-11")]
    outside = cited[~cited["date"].str[:7].isin(months["date"])]
    return [
        judge_claim(
            "11-interviews-cited", TEXT, "citations of interviews in the notes (count)",
            f"{said.value:g} in all", at_most(said.value), len(cited),
            f"The notes have {len(cited)} citations of interviews, one of them of several interviews at once; "
            "the text need not cite every conversation.",
            join_lines(said.line, *cited["line"]), decimals=0,
        ),
        judge_claim(
            "11-interviews-outside-fieldwork", TEXT, "cited interviews outside the two months of fieldwork "
            "(count)",
            "November and January", at_most(0), len(outside),
            "One cited interview is dated December 6, 2016; it may have been held apart from the stays in "
            "Tekeli, or the date may be a misprint.",
            join_lines(*months["line"], *outside["line"]), decimals=0,
        ),
    ]


def _figure_numbers() -> list[Finding]:
    rows = load("11-figure-numbers").dropna(subset=["text_number"])
    subjects = {1: "location", 2: "ethnic composition", 3: "population", 4: "migration", 5: "budget"}
    found = []
    for row in rows.itertuples():
        same = row.caption_number == row.text_number
        found.append(judge_whole(
            f"11-figure-on-{subjects[row.caption_number].replace(' ', '-')}", f"Figure {row.caption_number}",
            f"figure on {subjects[row.caption_number]}: number in its caption (rank)",
            row.text_number, row.caption_number,
            "Text and caption give this figure the same number." if same else
            "The text gives this figure a number one higher than its caption; a figure may have been "
            "dropped while the references stayed.",
            row.line,
        ))
    return found


def _years_of_figure_2() -> Finding:
    drawn = load("11-figure-numbers").set_index("caption_number").loc[2]
    stop = load("11-plant-history").set_index("stage").loc["Stop"]
    return judge_claim(
        "11-figure-2-years", "Figure 2",
        "years between the stop of the plant and the start of the figure on departures (years)",
        "cited for departures after the stop", at_most(0), drawn.start - int(stop.start),
        "The text cites the figure for departures after the plant stopped in 1994, and by its caption the "
        "figure starts in 1999; departures in between cannot be seen in it, later ones can.",
        join_lines(drawn.line, stop.line), decimals=0,
    )


def _decline() -> list[Finding]:
    people = load("11-population").set_index("year")
    first, last = people.loc[1989], people.loc[1999]
    said = load("11-population-statements").set_index("statement")
    halving = said[said["change_percent"].notna()].iloc[0]
    official = said[said["who_says"] == "official statistics"].iloc[0]
    loss = -percent_change(first.population, last.population)
    lines = join_lines(first.line, last.line)
    return [
        judge_claim(
            "11-official-decline", TEXT, "population lost between 1989 and 1999 (percent)",
            "decline", more_than(0), loss, f"The two official counts differ by {loss:.1f} percent.",
            join_lines(official.line, lines), decimals=1,
            allowed=scaled(growth_interval(interval(first.population, 0), interval(last.population, 0)), -1),
        ),
        judge_claim(
            "11-near-halving", TEXT, "population lost between 1989 and 1999 by official counts (percent)",
            "near halving", nearly(-halving.change_percent, STEP_OF_TESTIMONY), loss,
            "The text itself sets what local people say against the statistics; the official loss is about "
            "a quarter. A halving would need other years, another base or departures that nobody counted.",
            join_lines(halving.line, lines), decimals=1,
            allowed=scaled(growth_interval(interval(first.population, 0), interval(last.population, 0)), -1),
        ),
    ]


def _regained() -> Finding:
    people = load("11-population").set_index("year")
    said = load("11-population-statements").query("end == 2016").iloc[0]
    before, now = people.loc[1989], people.loc[2016]
    return judge_claim(
        "11-population-regained", TEXT, "population of 2016 over that of 1989 (percent more)",
        "exceeds the level before the 1990s", more_than(0), percent_change(before.population, now.population),
        "The number of 2016 is above that of 1989; no count between 1959 and 1989 is printed, so an "
        "earlier peak cannot be ruled out.",
        join_lines(said.line, before.line, now.line), decimals=1,
        allowed=growth_interval(interval(before.population, 0), interval(now.population, HUNDREDS)),
    )


def _concession() -> Finding:
    year, decree = prose("11", "concession_year"), prose("11", "concession_decree_year")
    return judge_whole(
        "11-concession-year", TEXT, "year of the decree cited for the transfer of the plant (year)",
        year.value, decree.value,
        "The note cites a decree of the year before; it may have ordered a transfer that followed a "
        "year later.",
        join_lines(year.line, decree.line),
    )


def _merged_programmes() -> Finding:
    said = prose("11", "merged_programmes")
    merged = load("11-programmes").query("role == 'merged'")
    return judge_whole(
        "11-merged-programmes", TEXT, "programmes listed as merged (count)", said.value, len(merged),
        "The list has as many names as the text counts.", join_lines(said.line, *merged["line"]),
    )


def _life_of_the_ministry() -> Finding:
    ministry = load("11-responsible-bodies").dropna(subset=["years"]).iloc[0]
    decree = prose("11", "regional_decree_year")
    # a point in one calendar year and a point in another lie up to a year nearer or farther apart
    apart = decree.value - ministry.start
    return judge_claim(
        "11-ministry-years", TEXT, "years from the new ministry to the decree on the merged programme "
        "(years)",
        f"{ministry.years:g}", (ministry.years, ministry.years), apart,
        "The text dates the merger by that year alone and its note cites a decree of 2014; a start early "
        "in 2013 and a change late in 2014 leave room for one and a half years.",
        join_lines(ministry.line, decree.line), decimals=0, allowed=Interval(max(0, apart - 1), apart + 1),
    )


def _reliance() -> Finding:
    own = load("11-budget-sources").dropna(subset=["share_percent"]).iloc[0]
    transfers = 100 - own.share_percent
    return judge_claim(
        "11-reliance-on-transfers", TEXT, "transfers in the local budget, by subtraction (percent)",
        "heavy reliance", more_than(MOST), transfers,
        f"If the rest is transfers, as the text says, they are {transfers:.0f} percent; this number is "
        "ours and the yearly shares are lost.",
        own.line, decimals=0, allowed=scaled(interval(own.share_percent, 0), -1, 100),
    )


def _priorities() -> list[Finding]:
    rows = load("11-table1-priorities")
    physical = rows["theme"].isin(["infrastructure", "housing"])
    lines = join_lines("10987-10996", *rows["line"])
    return [
        judge_claim(
            "11-priorities-physical", "Table 1", "priorities on infrastructure or housing among the eight "
            "(count)",
            "by physical infrastructure", Interval(len(rows) / 2, math.inf), physical.sum(),
            "By our coding five of the eight printed priorities are on infrastructure or housing, which "
            "bears out the emphasis that the author sees.",
            lines, decimals=0,
        ),
        judge_claim(
            "11-priorities-staff", "Table 1", "priorities on the skills of officials among the eight (count)",
            "a lack of measures", at_most(0), (rows["theme"] == "officials").sum(),
            "By our coding none of the eight printed priorities is about the staff who carry out policy; the "
            "plans themselves may say more than the table.",
            lines, decimals=0,
        ),
    ]
