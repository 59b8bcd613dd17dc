"""Ledger rows of chapter 8: the sample, the order of answers, and what the text says of other numbers."""

from __future__ import annotations

import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, at_most, join_lines, judge_claim, judge_number, judge_whole, more_than, prose, span,
)
from postsoviet.measures.rounding import Interval, interval, ratio_interval

TEXT, TABLE, BOTH = "Text", "Table 1", "Text and Table 1"


def findings() -> list[Finding]:
    """All rows of this module, in the order of the text."""
    return [
        _teen_births_headline(), _young_mothers(), _tested_towns(), _before_and_at_fifteen(), _questions(),
        _rows_of_table(), _groups(), _bases(), _quoted_questionnaires(), _search_before_talk(),
        _internet_lists(), _internet_now(),
        _first_place(), _shared_reasons(), _parents_first(), _parents_now(), *_germany(), _consent_age(),
    ]


def respondents(characteristic: str, group: str) -> pd.Series:
    """Return a row on the sample."""
    return load("08-respondents").query("characteristic == @characteristic and group == @group").iloc[0]


def answer(name: str, group: str) -> pd.Series:
    """Return a row on an answer that the running text counts."""
    return load("08-answers-in-text").query("answer == @name and group == @group").iloc[0]


def listed(question: str, group: str) -> pd.DataFrame:
    """Return the printed answers of a group to a question, by answer."""
    rows = load("08-table1-ranked-answers").query("question == @question and group == @group")
    return rows.set_index("item")


def _teen_births_headline() -> Finding:
    said, title = _indicator("teenage_mothers_a_year"), prose("08", "headline_teen_births")
    return judge_claim(
        "08-teen-births-title", TEXT,
        "teenage girls who give birth in a year, by the title of the cited article (persons)",
        f"over {said.value:,.0f}", more_than(said.value), title.value,
        "The title of the cited article has the round number without over; the article may give a larger "
        "one.",
        join_lines(said.line, title.line), decimals=0, allowed=interval(title.value, -3),
    )


def _young_mothers() -> Finding:
    part, whole = _indicator("births_to_15_and_16"), _indicator("teenage_mothers_a_year")
    share = 100 * part.value / whole.value
    return judge_claim(
        "08-births-15-16", "Text, two sources (ours)",
        "babies of mothers of fifteen and sixteen, out of a year's teenage mothers (percent)",
        f"{part.value:,.0f} and over {whole.value:,.0f}", at_most(100), share,
        "Mothers of fifteen and sixteen are some of all teenage mothers, so the first number should be the "
        "smaller one, and it is. It is no share to be quoted: the two numbers are of two years and two "
        "sources, and one counts babies, the other mothers.",
        join_lines(part.line, whole.line), decimals=0,
    )


def _tested_towns() -> Finding:
    said, places = prose("08", "tested_towns"), load("08-pilot-course-places")
    towns = places[places["role"] == "town tested before the course"]
    return judge_number(
        "08-tested-towns", TEXT, "towns named for the test before the pilot course (count)", said.value,
        len(towns),
        "The text names as many towns as it announces.", join_lines(said.line, *towns["line"]), decimals=0,
        shown=0,
    )


def _before_and_at_fifteen() -> Finding:
    before = _indicator("first_sex_before_15")
    urban = _indicator("active_at_fifteen_urban")
    return judge_claim(
        "08-before-and-at-fifteen", "Text, two sources (ours)",
        "first sex before the age of fifteen, where the urban share at fifteen is the bound (percent)",
        f"{before.value} and {urban.value:g}", at_most(urban.value), before.value,
        "Both shares at fifteen are larger than the share before fifteen, as one would expect. More cannot "
        "be said: the two surveys ask different questions, and their bases and years are not printed.",
        join_lines(before.line, urban.line), decimals=1,
    )


def _questions() -> Finding:
    total, parts = prose("08", "survey_questions"), [
        prose("08", "survey_questions_demographic"), prose("08", "survey_questions_choice")
    ]
    return judge_whole(
        "08-questions", TEXT, "questions on the person and questions with a choice (count)", total.value,
        sum(part.value for part in parts), "The two kinds add up to all questions.",
        join_lines(total.line, *(part.line for part in parts)),
    )


def _rows_of_table() -> Finding:
    questions = prose("08", "survey_questions_choice")
    lists, numbers = load("08-table1-ranked-answers"), load("08-table1-numbers")
    # agreement and disagreement stand in one row of the table
    shown = lists["question"].nunique() + numbers.loc[numbers["measure"] != "disagree", "measure"].nunique()
    return judge_claim(
        "08-rows-of-table-1", "Text and Table 1 (ours)",
        "rows of Table 1 beside the questions with a choice of answers (count)",
        f"{questions.value:g} multiple-choice questions", at_most(questions.value), shown,
        f"If each row answers one question, Table 1 shows {shown} of {questions.value:g}. The text reports "
        "on some of the others in words; the questionnaire itself is not printed.",
        join_lines(questions.line, span(pd.concat([lists, numbers])["line"])), decimals=0,
    )


def _groups() -> Finding:
    total = respondents("respondents", "all")
    parts = [respondents("respondents", group) for group in ("Kazakh", "Russian")]
    return judge_whole(
        "08-groups", TEXT, "respondents in Kazakh and in Russian (persons)", total.value,
        sum(part.value for part in parts), "The two language groups add up to all respondents.",
        join_lines(total.line, *(part.line for part in parts)),
    )


def _bases() -> Finding:
    rows = pd.concat([load("08-respondents"), load("08-answers-in-text")])
    rows = rows[rows["base"].notna()]
    fitting = sum(row.base == respondents("respondents", row.group).value for row in rows.itertuples())
    return judge_claim(
        "08-bases", TEXT,
        "answers printed with the size of their group (count of those where it is the right one)",
        ", ".join(f"{base:.0f}" for base in rows["base"]), Interval(len(rows), len(rows)), fitting,
        "Every base printed beside an answer is the whole of its language group.",
        join_lines(*rows["line"]), decimals=0,
    )


def _quoted_questionnaires() -> Finding:
    events = load("08-events")
    survey = events[events["event"].str.contains("anonymous survey")].iloc[0]
    quoted = events[events["event"].str.startswith("A questionnaire")]
    inside = quoted["date"].str[:7].between(survey.date, survey.end).sum()
    return judge_claim(
        "08-quoted-questionnaires", TEXT,
        "quoted questionnaires completed in the months of the survey (count)",
        f"{survey.date} to {survey.end}", Interval(len(quoted), len(quoted)), inside,
        f"All {len(quoted)} dated quotations fall into the months that the text gives.",
        join_lines(survey.line, *quoted["line"]), decimals=0,
    )


def _search_before_talk() -> Finding:
    talk = prose("08", "parents_age_for_talk")
    ages = load("08-table1-numbers").query("measure == 'age at first search'")
    return judge_claim(
        "08-search-before-talk", BOTH, "latest printed age at the first search for information (years)",
        f"after {talk.value:g} might be too late", at_most(talk.value), ages["value"].max(),
        "Neither group gives an age of search above the age after which parents are said to hold a talk "
        "fitting. The first is from the survey, the second follows an interview; whether the ages of the "
        "survey are means or something else is not printed.",
        join_lines(talk.line, *ages["line"]), decimals=0,
    )


def _internet_lists() -> Finding:
    guess = load("08-claims").query("says.str.contains('hypothesis')").iloc[0]
    lists = [listed(question, group) for question in ("first sources", "sources now")
             for group in ("Kazakh", "Russian")]
    heads = sum(rows.loc["Internet", "position"] == 1 for rows in lists)
    return judge_claim(
        "08-internet-lists", BOTH, f"lists of sources that begin with the internet, out of {len(lists)} (count)",
        "the primary source (hypothesis)", more_than(len(lists) / 2), heads,
        "Two groups name their sources at the start and of today. Both begin with the internet today; at "
        "the start the Russian group does so, while the Kazakh group begins with friends.",
        join_lines(guess.line, span(pd.concat(lists)["line"])), decimals=0,
    )


def _internet_now() -> Finding:
    said = load("08-claims").query("says.str.contains('prime source')").iloc[0]
    rows = [listed("sources now", group).loc["Internet"] for group in ("Kazakh", "Russian")]
    return judge_claim(
        "08-internet-now", BOTH, "lower of the two positions of the internet among sources of today (rank)",
        "remains the prime source", Interval(1, 1), max(row.position for row in rows),
        "Both groups list the internet first among their sources of today. How many people stand behind "
        "that is not printed, so the vast majority cannot be checked.",
        join_lines(said.line, *(row.line for row in rows)), decimals=0,
    )


def _first_place() -> Finding:
    row = listed("why the internet", "Kazakh").loc["Non-embarrassing environment"]
    return judge_claim(
        "08-first-reason", BOTH, "position of the setting that does not embarrass, Kazakh group (rank)",
        "ranked first", Interval(1, 1), row.position,
        "The text ranks it first, and it heads the list; this passage suggests that the lists are "
        "rankings.",
        join_lines("8794-8796", row.line), decimals=0,
    )


def _shared_reasons() -> Finding:
    lists = [listed("why the internet", group) for group in ("Kazakh", "Russian")]
    shared = [*lists[0].index.intersection(lists[1].index)]
    return judge_claim(
        "08-shared-reasons", BOTH, "reasons for the internet that both lists have (count)",
        "quick replies and anonymity", Interval(2, 2), len(shared),
        f"Both lists have {shared[0].lower()} and {shared[1].lower()}, and no other reason in common.",
        join_lines("8791-8794", span(pd.concat(lists)["line"])), decimals=0,
    )


def _parents_first() -> Finding:
    said = answer("parents should educate", "Kazakh")
    row = listed("who should educate", "Kazakh").loc["Parents"]
    return judge_claim(
        "08-parents-first", BOTH, "position of parents among those who should educate, Kazakh group (rank)",
        f"{said.value:g} percent", Interval(1, 1), row.position,
        "An answer that about three in four gave would be expected at the head of the list, and it is there.",
        join_lines(said.line, row.line), decimals=0,
    )


def _parents_now() -> Finding:
    lists = pd.concat([listed("sources now", group) for group in ("Kazakh", "Russian")])
    return judge_claim(
        "08-parents-now", BOTH, "lists of sources of today that name parents (count)",
        "rarely turn to parents", Interval(0, 0), (lists.index == "Parents").sum(),
        "Neither list names parents. The Russian group lists family, which is wider, in third place beside "
        "friends; how many said so is not printed.",
        join_lines("8782-8783", span(lists["line"])), decimals=0,
    )


def _germany() -> list[Finding]:
    first, last = _indicator("teenage_pregnancies_2004"), _indicator("teenage_pregnancies_2013")
    half, years = prose("08", "german_decline"), prose("08", "german_decline_years")
    decline = 1 - last.value / first.value
    low, high = ratio_interval(interval(last.value, -2), interval(first.value, -3))
    return [
        judge_number(
            "08-germany-half", TEXT, "fall of teenage pregnancies in Germany, 2004-2013 (share)", half.value,
            decline,
            "The second number is half the first.", join_lines(half.line, first.line), decimals=1,
            allowed=Interval(1 - high, 1 - low),
        ),
        judge_claim(
            "08-germany-years", TEXT, "years from the first to the second number for Germany (years)",
            f"within the last {years.value:g} years", at_most(years.value), last.year - first.year,
            "Nine years lie between the two numbers, ten calendar years if both ends are counted.",
            join_lines(years.line, first.line), decimals=0,
        ),
    ]


def _consent_age() -> Finding:
    today = prose("08", "consent_age_today")
    law = load("08-legal-ages").query("right == 'receive medical care without a parent'").iloc[0]
    return judge_whole(
        "08-consent-age", TEXT, "age of medical care without a parent (years)", today.value, law.age,
        "The proposal starts from the age that the chapter gives for the law.",
        join_lines(today.line, law.line),
    )


def _indicator(name: str) -> pd.Series:
    return load("08-health-indicators").set_index("indicator").loc[name]
