"""Ledger rows of the article on NGOs against extremism: what its few dates and counts allow to check."""

from __future__ import annotations


import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import Finding, days_between, join_lines, judge_claim, more_than
from postsoviet.measures.rounding import Interval

TEXT = "Text"
A_DAY = 1  # printed as "a day earlier"
SEVERAL = 2  # "many years" is read as more than two


def findings() -> list[Finding]:
    """All rows of the unit, in the order of the text."""
    return [_a_day_earlier(), _window(), _many_years()]


def _event(fragment: str) -> pd.Series:
    events = load("19-events")
    return events[events["event"].str.contains(fragment, regex=False)].iloc[0]


def _figure(name: str) -> pd.Series:
    return load("19-figures").set_index("figure").loc[name]


def _a_day_earlier() -> Finding:
    forum, conference = _event("Religious Scholars"), _event("Conference in Astana")
    days = days_between(forum.date, conference.date)
    return judge_claim(
        "19-forum-a-day-earlier", TEXT, "days from the scholars' forum to the conference on NGOs (count)",
        "a day earlier", Interval(A_DAY, A_DAY), days,
        "One passage places the forum a day before the conference, another prints its date; the two agree.",
        join_lines(str(conference.line), str(forum.line)), decimals=0,
    )


def _window() -> Finding:
    window, formed, last = _figure("window"), _event("for Peace is formed"), _event("Youth against extremism")
    months = 12 * (int(last.date[:4]) - int(formed.date[:4])) + int(last.date[5:7]) - int(formed.date[5:7])
    return judge_claim(
        "19-window-and-founding", TEXT, "months from the founding to the latest event (count; year inferred)",
        f"the past {window.value:g} months", more_than(window.value), months,
        f"From the founding to the latest event are {months} months, more than the printed period. So the "
        "meetings are not counted from the founding.",
        join_lines(str(window.line), str(formed.line), str(last.line)), decimals=0,
    )


def _many_years() -> Finding:
    founded, last = _figure("phoenix_founded"), _event("Youth against extremism")
    years = int(last.date[:4]) - int(founded.value)
    return judge_claim(
        "19-many-years", TEXT, "years from the founding of the centre to the article (years; year inferred)",
        "for many years", more_than(SEVERAL), years,
        f"Many has no fixed size. The centre can have worked in the field for {years} years at most; the one "
        "topic with a printed start is younger.",
        join_lines("18", str(founded.line), str(_figure("phoenix_topic_since").line)), decimals=0,
    )
