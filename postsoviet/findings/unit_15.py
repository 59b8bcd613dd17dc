"""Ledger rows of chapter 15: its sample, its conditions of contact, and the numbers it prints twice."""

from __future__ import annotations

import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import Finding, join_lines, judge_claim, judge_whole, more_than, prose
from postsoviet.measures.rounding import Interval, interval, ratio_interval

TEXT = "Text"
SIXTH_DIGIT, THOUSANDS = -5, -3  # "decimals" of 4.7 million and of 61,000
LIST = "16596-16679"


def findings() -> list[Finding]:
    """All rows of the unit, in the order of the text."""
    return [
        _escalation(), _near_agreements(), _seized(), *_conditions(), *_sample(),
        _consortium(), _exchange_rate(), _imagine_years(), _middle_tier(), _mini_steps(),
    ]


def _escalation() -> Finding:
    said, other = prose("15", "escalation_days_author"), prose("15", "escalation_days_post")
    return judge_whole(
        "15-escalation-days-post", TEXT, "length of the escalation of April 2016, as a quoted post has it (days)",
        said.value, other.value,
        "The author counts four days and the quoted post five; they may count the first or the last day differently, "
        "and the chapter does not say when the post was written.",
        join_lines(said.line, other.line),
    )


def _near_agreements() -> Finding:
    said = prose("15", "near_agreements")
    dated = load("15-events").query("event.str.contains('ear agreement')")
    return judge_whole(
        "15-near-agreements", TEXT, "years named for the two occasions near an agreement (count)",
        said.value, len(dated), "Two occasions are announced and two years are named.",
        join_lines(said.line, *dated["line"]),
    )


def _seized() -> Finding:
    rows = load("15-conflict-figures").set_index("item")
    regions, districts = rows.loc["further regions seized"], rows.loc["adjacent districts in dispute"]
    return judge_whole(
        "15-seized-districts", TEXT, "territories beyond Nagorno-Karabakh in two cited works (count)",
        regions.value, districts.value,
        "One work counts seven further regions; the other reports seven adjacent districts, in the words of Baku.",
        join_lines(regions.line, districts.line),
    )


def _conditions() -> list[Finding]:
    rows, said, again = load("15-conditions"), prose("15", "contact_conditions"), prose("15", "conditions_again")
    first, second = (rows[rows["list"] == name] for name in ("first list", "second list"))
    added = rows[rows["list"] == "proposed addition"].iloc[0]
    shared = {*first["condition"]} & {*second["condition"]}
    return [
        judge_whole(
            "15-conditions-first", TEXT, "conditions in the first list (count)", said.value, len(first),
            "Four are announced and four are listed.", join_lines(said.line, *first["line"]),
        ),
        judge_whole(
            "15-condition-fifth", TEXT, "place of friendship after the conditions of the first list (rank)",
            added.position, len(first) + 1, "Friendship is called the fifth condition, and four stand before it.",
            join_lines(added.line, *first["line"]),
        ),
        judge_whole(
            "15-conditions-repeated", TEXT, "conditions that the second list shares with the first (count)",
            again.value, len(shared),
            "Both lists have four conditions, but the second has a common goal where the first has the absence of "
            "competition; the two may be meant as two sides of one condition.",
            join_lines(again.line, *first["line"], second["line"].iloc[0]),
        ),
    ]


def _listed(attribute: str, *values: str) -> int:
    """How many entries of the list of interviewees have one of the values of an attribute."""
    rows = load("15-interviewees").query("attribute == @attribute")
    return int(rows["value"].isin(values).sum()) if values else len(rows)


def _sample() -> list[Finding]:
    rows = load("15-sample").set_index("item")
    total = rows.loc["respondents"]
    found = []
    for id, parts, what, remark in (
        ("sex", ("men", "women"), "men and women", "Thirteen and nine make twenty-two."),
        (
            "mode", ("by Skype", "in writing"), "by Skype and in writing",
            "Seventeen and six make twenty-three; one respondent may have answered in both ways, or one of the three "
            "numbers is a slip.",
        ),
    ):  # fmt: skip
        lines = join_lines(total.line, *(rows.loc[part].line for part in parts))
        found.append(judge_whole(
            f"15-sample-{id}", TEXT, f"respondents, {what} (persons)", total.value,
            sum(rows.loc[part].value for part in parts), remark, lines,
        ))
    return [*found, *_list_of_interviewees(rows)]


def _list_of_interviewees(rows: pd.DataFrame) -> list[Finding]:
    total, organisers = rows.loc["respondents"], rows.loc["organisers"]
    taking_part, hidden = rows.loc["participants or activists"], rows.loc["anonymous"]
    only, marked = _listed("role", "organiser"), _listed("mark", "pseudonym")
    half = total.value / 2
    return [
        judge_whole(
            "15-sample-list", TEXT, "entries of the list of interviewees (count)", total.value, _listed("side"),
            "The list has as many entries as the text has respondents.", join_lines(total.line, LIST),
        ),
        judge_claim(
            "15-sample-majority", TEXT, "participants in some form in the list (persons)",
            "the majority", more_than(half), _listed("role", "participant", "both"),
            "Most entries describe the person as a participant, some of them also as an organiser.",
            join_lines(taking_part.line, LIST), decimals=0,
        ),
        judge_claim(
            "15-sample-organisers", TEXT, "organisers and nothing else in the list (persons)",
            f"{organisers.value:g} to {organisers.value_high:g}",
            Interval(organisers.value, organisers.value_high), only,
            f"The list shows {only}, and {_listed('role', 'organiser', 'both')} with those who take or took part as "
            "well; former organisers are among them, and the author may count by another rule.",
            join_lines(organisers.line, LIST), decimals=0,
        ),
        judge_claim(
            "15-sample-anonymity", TEXT, "entries marked as pseudonyms (persons)",
            "most", more_than(half), marked,
            f"{marked} of {total.value} entries carry the mark; others may have wished for anonymity and agreed to be "
            "named later, or the mark is missing.",
            join_lines(hidden.line, LIST), decimals=0,
        ),
    ]


def _consortium() -> Finding:
    first, second = prose("15", "epnk_organisations_background"), prose("15", "epnk_organisations_funding")
    return judge_whole(
        "15-consortium-size", TEXT, "organisations in the consortium, said twice (count)", first.value, second.value,
        "Both places have five.", join_lines(first.line, second.line),
    )


def _exchange_rate() -> Finding:
    money = load("15-funding").set_index(["organisation", "currency"])
    euros, dollars = money.loc[("EPNK", "EUR")], money.loc[("EPNK", "USD")]
    small, small_dollars = money.loc[("CRISP", "EUR")], money.loc[("CRISP", "USD")]
    rate = ratio_interval(interval(small_dollars.value, THOUSANDS), interval(small.value, THOUSANDS))
    return judge_claim(
        "15-exchange-rate", TEXT, "dollars for a euro in the budget of EPNK (times)",
        f"{small_dollars.value / small.value:.2f} in the grant to CRISP", rate, dollars.value / euros.value,
        "Both pairs of amounts rest on one rate of about 1.22 to 1.24; the euros of CRISP are read as rounded to "
        "thousands.",
        join_lines(euros.line, small.line), decimals=3,
        allowed=ratio_interval(interval(dollars.value, SIXTH_DIGIT), interval(euros.value, SIXTH_DIGIT)),
    )


def _imagine_years() -> Finding:
    said, grant = prose("15", "imagine_years"), load("15-funding").set_index("organisation").loc["Imagine"]
    return judge_whole(
        "15-imagine-years", TEXT, "calendar years from 2012 to 2016, both counted (years)",
        said.value, grant.end - grant.start + 1, "Five years when the first and the last are counted.",
        join_lines(said.line, grant.line),
    )


def _by_year() -> pd.Series:
    money = load("15-funding").query("currency == 'USD'").set_index("organisation")
    return money["value"] / (money["end"] - money["start"] + 1)


def _middle_tier() -> Finding:
    years, lines = _by_year(), load("15-funding")["line"]
    return judge_claim(
        "15-middle-tier", TEXT, "dollars a year of the organisation called middle-tier (USD)",
        "between the small one and the consortium", Interval(years["CRISP"], years["EPNK"]), years["Imagine"],
        f"By calendar year {years['Imagine']:,.0f} lies between {years['CRISP']:,.0f} and {years['EPNK']:,.0f}; the "
        "sums are of different kinds, so only their order means something.",
        join_lines(*lines), decimals=0,
    )


def _mini_steps() -> Finding:
    said = prose("15", "mini_steps")
    steps = load("15-recommendations").query("step.notna() and step != ''")
    return judge_whole(
        "15-mini-steps", TEXT, "lettered steps under the first recommendation (count)", said.value, len(steps),
        "Three are announced and three are lettered.", join_lines(said.line, *steps["line"]),
    )
