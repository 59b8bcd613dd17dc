"""Ledger rows of the introduction on Kazakhstan: its monitoring of threats, its thresholds and its counts."""

from __future__ import annotations

import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, join_lines, judge_claim, judge_whole, less_than, more_than, prose,
)
from postsoviet.measures.rounding import Interval

BOX, TEXT = "Contribution of Kadyr-Kasiyet", "Text"


def findings() -> list[Finding]:
    """All rows of this module, in the order of the text."""
    return [
        _anniversary(), _census(), _thirty_years(), _vote_shares(), _girls(), _parties(), _forces(),
        *_threats(), *_thresholds(), *_offences(), _women(), _notes(),
    ]


def _anniversary() -> Finding:
    said, events = prose("16", "khanate_anniversary"), load("16-events").set_index("event")
    founded = events.loc["The Kazakh Khanate is founded"]
    held = events.loc["550 years of the Khanate celebrated"]
    return judge_whole(
        "16-khanate-anniversary", TEXT, "years from the founding of the Khanate to the celebration (years)",
        said.value, int(held.date) - int(founded.date), "From 1465 to 2015 are 550 years.",
        join_lines(said.line, founded.line),
    )


def _census() -> Finding:
    rows = load("16-population").dropna(subset=["persons"]).set_index("group")
    kazakhs, russians = rows.loc["ethnic Kazakhs"], rows.loc["ethnic Russians"]
    return judge_claim(
        "16-census-gap", TEXT, "Russians for each Kazakh, 1989 (ratio)",
        "almost the same number", Interval(0.9, 1 - 1e-6), russians.persons / kazakhs.persons,
        f"Kazakhs are ahead by {kazakhs.persons - russians.persons:,.0f} people; without the total nothing can be said "
        "about shares.",
        join_lines(kazakhs.line, russians.line), decimals=3,
    )


def _thirty_years() -> Finding:
    said, events = prose("16", "years_to_resignation"), load("16-events").set_index("event")
    rise = events.loc["Nazarbayev becomes First Secretary"]
    end = events.loc["Nazarbayev announces his resignation"]
    (first_year, first_month), (last_year, last_month) = (
        (int(part) for part in row.date.split("-")[:2]) for row in (rise, end)
    )
    months = 12 * (last_year - first_year) + last_month - first_month
    return judge_claim(
        "16-thirty-years", "Note", "years from First Secretary to the resignation (years)",
        f"{said.value:g}", Interval(said.value - 0.5, said.value + 0.5), months / 12,
        "June 1989 to March 2019 is three months short of thirty years.",
        join_lines(said.line, rise.line, end.line),
    )


def _vote_shares() -> Finding:
    rows = load("16-elections").set_index("item")
    usual = rows.loc["Vote for Nazarbayev in all presidential elections but one"]
    exception = rows.loc["Vote for Nazarbayev in the one contested election"]
    return judge_claim(
        "16-vote-exception", TEXT, "vote share in the one exception (percent)",
        f"below the range of {usual.value:g} to {usual.value_high:g}", less_than(usual.value), exception.value,
        "The exception lies below the range; results of single elections are not printed.",
        join_lines(usual.line, exception.line), decimals=0,
    )


def _girls() -> Finding:
    text, note = prose("16", "girls_in_fire"), prose("16", "girls_in_note")
    return judge_whole(
        "16-children-in-fire", TEXT, "children who died in the house fire (persons)", text.value, note.value,
        "Text and cited title agree.", join_lines(text.line, note.line),
    )


def _parties() -> Finding:
    quoted, own = load("16-elections").set_index("item").loc["Parties that took part"], prose("16", "parties_author")
    return judge_whole(
        "16-parties", TEXT, "parties in the election of 2021 (count)", quoted.value, own.value,
        "The quotation and the author have the same number.", join_lines(quoted.line, own.line),
    )


def _forces() -> Finding:
    said, rows = prose("16", "competing_forces"), load("16-forces")
    return judge_whole(
        "16-forces", TEXT, "forces that shape the state (count)", said.value, len(rows),
        "Three are announced and three are described.", join_lines(said.line, *rows["line"]),
    )


def _totals() -> pd.DataFrame:
    return load("16-threat-totals").set_index(["year", "measure"])


def _threats() -> list[Finding]:
    groups, totals, said = load("16-threats-by-group"), _totals(), prose("16", "monitored_categories")
    people, threats = totals.loc[(2020, "people threatened")], totals.loc[(2020, "threats")]
    later, later_people = totals.loc[(2021, "threats")], totals.loc[(2021, "people threatened")]
    whole = groups["value"].sum()
    largest = groups.sort_values("value", ascending=False).iloc[0]
    return [
        judge_whole(
            "16-threat-groups", BOX, "groups of defenders (count)", said.value, len(groups),
            "Eight are announced and eight have a number.", join_lines(said.line, groups["line"].iloc[0]),
        ),
        judge_whole(
            "16-threats-as-threats", BOX, "sum of the eight groups, read as threats (threats)", threats.value, whole,
            f"The sentence calls the eight numbers threats, but they leave {threats.value - whole:,.0f} of the threats "
            "out; they fit the people threatened, so the wording and not the counting may be at fault.",
            join_lines(threats.line),
        ),
        judge_whole(
            "16-threats-as-people", BOX, "sum of the eight groups, read as people (persons)", people.value, whole,
            "The eight numbers add up to the people threatened, to the last person.", join_lines(people.line),
        ),
        judge_claim(
            "16-threats-largest", BOX, f"share of {largest['group']} in the eight groups (percent)",
            "the largest number", more_than(100 * groups["value"].nlargest(2).iloc[1] / whole),
            100 * largest["value"] / whole, "The first group is the largest, by far.", join_lines(people.line),
            decimals=1,
        ),
        judge_claim(
            "16-threats-2021", BOX, "least threats if everyone met one, first five months of 2021 (threats)",
            f"more than {later.value:g}", more_than(later.value), later_people.value,
            f"If each of the {later_people.value:g} people met one threat or more, there were at least as many "
            "threats. More than 400 allows that, although it suggests a smaller number; in 2020 there were about two "
            "threats for each person.",
            join_lines(later.line), decimals=0,
        ),
    ]


def _thresholds() -> list[Finding]:
    rules = load("16-registration-thresholds").set_index("rule")
    offices = load("16-women-in-office").set_index("office")
    regional = rules.loc["members in each oblast and in each of three cities"]
    national, akims = rules.loc["members"], offices.loc["regional akims"]
    before, after = rules.loc["members before the reform"], rules.loc["members after the reform"]
    least = regional.minimum * akims.of_all
    return [
        judge_claim(
            "16-threshold-party", TEXT, "members a party needs, after over before the reform (ratio)",
            "reduced", less_than(1), after.minimum / before.minimum, "The number was halved.",
            join_lines(before.line, after.line),
        ),
        judge_claim(
            "16-threshold-religion", TEXT, "least members of a national religious organisation by its regional rule "
            "(persons)",
            f"at least {national.minimum:,.0f}", Interval(national.minimum, float("inf")), least,
            f"If the {akims.of_all} regional akims stand for the oblasts and the three cities, {regional.minimum} in "
            f"each make {least:,}, so the regional rule asks for slightly more than the national number.",
            join_lines(national.line, akims.line), decimals=0,
        ),
    ]


def _offences() -> list[Finding]:
    rows = load("16-religion").set_index(["measure", "year"])
    first, last = rows.loc[("administrative cases", 2017)], rows.loc[("administrative cases", 2020)]
    title = rows.loc[("administrative prosecutions in the title of the note", 2020)]
    return [
        judge_claim(
            "16-religion-trend", TEXT, "change of cases under the law on religion, 2017-2020 (percent)",
            "downward", Interval(-100, -1e-6), 100 * (last.value / first.value - 1),
            "The cases fell by half; the years between are not printed, so that a trend cannot be seen.",
            join_lines(first.line, last.line), decimals=1,
        ),
        judge_whole(
            "16-religion-2020", TEXT, "cases of 2020 in the text and in the cited title (cases)",
            last.value, title.value,
            "The title of the cited report has five fewer; cases and prosecutions may be two things.",
            join_lines(last.line, title.line),
        ),
    ]


def _women() -> Finding:
    rows = load("16-elections").set_index("item")
    before, after = rows.loc["Women elected, before"], rows.loc["Women elected, after"]
    return judge_claim(
        "16-women-mazhilis", TEXT, "change of seats held by women in the Mazhilis (seats)",
        "fell", Interval(-before.value, -1e-6), after.value - before.value,
        "One seat fewer, in spite of a new quota; the number of all seats is not printed.",
        join_lines(before.line, after.line), decimals=0,
    )


def _notes() -> Finding:
    notes = load("16-notes")
    return judge_whole(
        "16-notes", "Notes", "notes that survive under the marks of the text (count)",
        notes["note"].max(), notes["note"].nunique(),
        "Two notes are missing from the stored text, and the one before them fits the next claim better than its own, "
        "so that two may have run together.",
        "257;489-493",
    )
