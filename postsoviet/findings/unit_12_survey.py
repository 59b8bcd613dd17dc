"""Ledger rows of chapter 12 on its survey of 44 villagers."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, about, join_lines, judge_claim, judge_number, judge_whole, less_than, more_than, nearly,
    prose, sum_interval,
)
from postsoviet.measures.proportions import grim
from postsoviet.measures.rounding import interval

TEXT = "Text"
HALF = 50
QUARTERS = 25  # "almost half" is read in quarters of the whole: 37.5 to below 50 percent
FIVES = 5  # "about 65" is read in steps of five


def findings() -> list[Finding]:
    """All rows of this module: words about shares first, then the test of every share against 44."""
    return [*_majorities(), *_channels(), *_influence(), *_attendance(), *_whole_people()]


def _majorities() -> list[Finding]:
    answers = load("12-survey-answers").set_index(["question", "answer"])
    known = answers.loc[("Aware of decisions and policies on mining", "yes")]
    hard = answers.loc[("Difficulties in taking part", "communication and information")]
    return [
        judge_claim(
            f"12-majority-{slug}", TEXT, cell, words, more_than(HALF), row.value, "The printed share is "
            "above half.",
            row.line, decimals=0, allowed=interval(row.value, 0),
        )
        for slug, cell, words, row in (
            ("aware", "villagers who are aware of decisions (percent)", "more than half", known),
            ("difficulties", "villagers with difficulties of information (percent)", "majority", hard),
        )
    ]


def _channels() -> list[Finding]:
    rows = load("12-information-channels")
    now, wanted = (rows[rows["question"] == question].set_index("channel") for question in ("now", "wanted"))
    people, ngos, state = now.iloc[0], now.loc["local NGOs"], now.loc["local government"]
    others = now.iloc[1:]
    rank = prose("12", "wanted_internet_rank")
    gap = sum_interval([interval(state.percent, 0), interval(-ngos.percent, 0)])
    ahead = sum_interval([interval(people.percent, 0), interval(-ngos.percent, 0)])
    return [
        judge_claim(
            "12-majority-relatives", TEXT, "villagers who hear from people they know (percent)", "majority",
            more_than(HALF), people.percent, "The printed share is above half.", people.line, decimals=0,
            allowed=interval(people.percent, 0),
        ),
        judge_claim(
            "12-minority-channels", TEXT, "largest share of the other three channels (percent)",
            "sizable minority", less_than(HALF), others["percent"].max(),
            "All three are below half; the shares add up to more than 100, so one person could name several.",
            join_lines(*others["line"]), decimals=0, allowed=interval(others["percent"].max(), 0),
        ),
        judge_whole(
            "12-internet-rank", TEXT, "place of the internet among the wanted channels (rank)", rank.value,
            (wanted["percent"] >= wanted.loc["internet"].percent).sum(),
            "Two printed channels stand before it.", join_lines(rank.line, *wanted["line"]),
        ),
        judge_claim(
            "12-activists-before-ngos", TEXT,
            "people they know less local NGOs, as a present source (percentage points)", "activists more",
            more_than(0), people.percent - ngos.percent,
            "Activists are ahead of NGOs if they stand for the whole channel, which also takes in "
            "relatives, neighbours and friends.",
            join_lines("11905-11909", people.line, ngos.line), decimals=0, allowed=ahead,
        ),
        judge_claim(
            "12-government-before-ngos", TEXT,
            "local government less local NGOs, as a present source (percentage points)",
            "even local government more", more_than(0), state.percent - ngos.percent,
            "As a present source the NGOs are ahead; the words fit the wanted sources, where the local "
            "government is first, or trust, which was not asked.",
            join_lines("11905-11909", ngos.line, state.line), decimals=0, allowed=gap,
        ),
    ]


def _influence() -> list[Finding]:
    rows = load("12-influence").set_index("answer")
    yes, no = rows.loc["Yes"], rows.loc["No"]
    lines = join_lines(yes.line, no.line)
    powerless = load("12-stakeholder-views").query("view.str.contains('powerless')").iloc[0]
    return [
        judge_claim(
            "12-powerless", "Figure 1", "villagers who believe that they have no influence (percent)",
            "perception that they are powerless", more_than(HALF), no.percent,
            "Before the survey the author writes that, as its results show, the steps just described are "
            "not enough against problems on the ground, among them people's sense of being powerless. She "
            "prints no share for it. Read as a majority it does not fit the figure, where fewer than one in "
            "four deny influence; it may mean some of them, or power over the mines.",
            join_lines(powerless.line, no.line), decimals=0, allowed=interval(no.percent, 0),
        ),
        judge_whole(
            "12-influence-sum", "Figure 1", "sum of yes and no (percent); a whole is 100", 100,
            yes.percent + no.percent, "The two printed shares make up the whole.", lines,
            allowed=sum_interval(interval(row.percent, 0) for row in (yes, no)),
        ),
        judge_claim(
            "12-influence-majority", "Figure 1", "villagers who believe that they have influence (percent)",
            "majority", more_than(HALF), yes.percent,
            "More than three of four say so; it is a belief, and not a measure of influence.",
            join_lines("11885-11888", yes.line), decimals=0, allowed=interval(yes.percent, 0),
        ),
    ]


def _attendance() -> list[Finding]:
    never = load("12-survey-counts").set_index("question")
    went = load("12-survey-answers").query("answer == 'have attended'").set_index("question")
    hearings, auctions = never.index
    absent = 100 * never["count"] / never["respondents"]
    found = [
        judge_claim(
            f"12-never-{slug}", TEXT, f"villagers who never went to {name} (percent)", words, claim,
            absent[question], f"{never.loc[question, 'count']} of {never.loc[question, 'respondents']} are "
            f"{absent[question]:.1f} percent.", never.loc[question, "line"], decimals=1,
        )
        for slug, name, question, words, claim in (
            ("hearing", "a hearing", hearings, "almost half", nearly(HALF, QUARTERS)),
            ("auction", "an auction", auctions, "more than half", more_than(HALF)),
        )
    ]
    for slug, question in (("hearings", hearings), ("auctions", auctions)):
        row = went.loc[question]
        found.append(judge_number(
            f"12-attended-{slug}", TEXT, f"villagers who went to {slug}, from those who never did (percent)",
            row.value, 100 - absent[question], "The printed percentage is the rest of the printed count.",
            join_lines(row.line, never.loc[question, "line"]), decimals=0, shown=1,
        ))
    return found


def _whole_people() -> list[Finding]:
    """Every printed percentage that no printed count stands behind: can it come from 44 people?"""
    respondents = int(prose("12", "respondents_local").value)
    return [_from_people(slug, cell, row, respondents) for slug, cell, row in _shares()]


def _shares() -> Iterator[tuple[str, str, pd.Series]]:
    for row in load("12-information-channels").itertuples():
        words = row.channel.split(",")[0].split(" ")
        yield f"{row.question}-{'-'.join(words)}".lower(), f"{row.channel} ({row.question})", row
    for row in load("12-influence").itertuples():
        yield f"influence-{row.answer.lower()}", f"can influence decisions: {row.answer.lower()}", row
    answers = load("12-survey-answers").query("unit == 'percent' and answer != 'have attended'")
    slugs = ("aware", "way-hearings", "way-auctions", "difficulties", "took-part")
    for slug, row in zip(slugs, answers.rename(columns={"value": "percent"}).itertuples(), strict=True):
        yield slug, f"{row.question.lower()}: {row.answer}", row


def _from_people(slug: str, cell: str, row, respondents: int) -> Finding:
    counts = grim(row.percent, respondents)
    nearest = counts[0] if counts else round(row.percent * respondents / 100)
    qualifier = getattr(row, "qualifier", None)
    bounded = isinstance(qualifier, str) and qualifier == "about"
    if counts:
        sentence = f"{nearest} of {respondents} give this percentage."
    else:
        sentence = (
            f"No whole number of {respondents} rounds to {row.percent:g}; {nearest} is the nearest. "
            + ("The word about allows for it." if bounded else
               "Some may not have answered, or the rounding was loose.")
        )
    return judge_claim(
        f"12-grim-{slug}", "Figure 1" if slug.startswith("influence") else TEXT, f"{cell} (percent of "
        f"{respondents})",
        f"about {row.percent:g}" if bounded else f"{row.percent:g}",
        about(row.percent, FIVES) if bounded else interval(row.percent, 0), 100 * nearest / respondents,
        sentence,
        join_lines(row.line, prose("12", "respondents_local").line), decimals=1,
    )
