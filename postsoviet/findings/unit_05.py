"""Ledger rows of chapter 5: lists, dates, trust and sizes that its own words allow to check."""

from __future__ import annotations

import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, at_most, claim_of, join_lines, judge_claim, judge_number, judge_whole, less_than, more_than, prose,
)
from postsoviet.measures.rounding import Interval, interval, ratio_interval

TEXT, FOOTNOTES = "Text", "Footnotes"
_THOUSANDS = -3  # "decimals" of numbers of people that are printed in round thousands


def findings() -> list[Finding]:
    """All rows of the unit, in the order of the text."""
    return [
        _attendance(), _scholars(), _teacher(), _site(), _archive(), _journeys(), _first_journey(), *_lists(),
        _forum_answer(), _news_sites(), _arrest(), *_trust(), _sermon(),
    ]


def _attendance() -> Finding:
    size = load("05-community-size").set_index("measure")
    people, ceiling = size.loc["People drawn by the sermons at the Abu Bakr mosque"], size.loc["Salafis in Azerbaijan"]
    low, high = (100 * number / ceiling.value for number in (people.value, people.value_high))
    return judge_claim(
        "05-attendance", TEXT, "highest attendance at the mosque beside the ceiling of the community (persons)",
        f"at most {ceiling.value:,.0f}", at_most(ceiling.value), people.value_high,
        f"Attendance is {low:.0f} to {high:.0f} percent of a ceiling that is no estimate; the two have no common date, "
        "and not all who came need be Salafis.",
        join_lines(people.line, ceiling.line), decimals=0, allowed=interval(people.value_high, _THOUSANDS),
    )


def _scholars() -> Finding:
    rows, said = load("05-scholars"), prose("05", "influential_sheikhs")
    two = rows.query("role == 'particular influence'")
    return judge_whole(
        "05-list-sheikhs", TEXT, "sheikhs with a particular influence (count)", said.value, len(two),
        f"The text names {' and '.join(two['scholar'])}.", join_lines(said.line, *two["line"]),
    )


def _teacher() -> Finding:
    """A personal tie needs years in which both could meet in Medina."""
    rows = load("05-scholars").set_index("scholar")
    teacher, leader = rows.loc["Muhammad Aman al-Jami"], rows.loc["Qamet Suleymanov"]
    decade = _event("origins", "1990")
    overlap = teacher.died - int(decade.date) + 1
    return judge_claim(
        "05-teacher-alive", TEXT, "years of the 1990s in which al-Jami lived, the year of his death included (years)",
        "personal relations", more_than(0), overlap,
        f"The teacher al-Jami died in {teacher.died:.0f}, when the leader was {teacher.died - leader.born:.0f} at most, so that a "
        "tie in Medina in the 1990s is possible; whether there was one the years cannot show.",
        join_lines(claim_of("05", "personal_tie").line, teacher.line, leader.line, decade.line), decimals=0,
    )


def _site() -> Finding:
    """The site beside the closure of the mosque."""
    site, closed, claim = _event("media", "2003"), _closure(), claim_of("05", "digital_extension")
    years = int(closed.date) - int(site.date)
    return judge_claim(
        "05-site-before-closure", TEXT, "age of the site when the mosque was closed (years)",
        "digital media an extension of the mosque while it was open", more_than(0), years,
        "The site is older than the closure, so the internet did not come with it; that the internet is important "
        f"since {closed.date}, as the text says elsewhere, is a matter of weight and not of the first use.",
        join_lines(claim.line, site.line, closed.line), decimals=0,
    )


def _archive() -> Finding:
    """Whether the sermons of the archive can all be from the mosque."""
    first, built = _event("media", "1994"), _event("mosque", "1997")
    low, high = int(first.date), int(first.end)
    return judge_claim(
        "05-archive-and-mosque", TEXT, "building of the mosque, beside the first sermons in the archive (year)",
        "sermons from the mid-1990s", Interval(low, high), int(built.date),
        f"We read the middle of the decade as {low} to {high}; the mosque was built in {built.date}. The first sermons "
        "may have been given elsewhere, or the words may be loose.",
        join_lines(first.line, built.line), decimals=0,
    )


def _journeys() -> Finding:
    rows, claim = load("05-journeys").query("journey == 'within the country'"), claim_of("05", "meetings_recorded")
    return judge_claim(
        "05-journeys-recorded", FOOTNOTES, "named places at home with a cited video (percent)",
        "all meetings are recorded", Interval(100, 100), 100 * rows["video"].notna().mean(),
        "Every place at home that the text names has a video in the footnotes; others are not named. Of the places "
        "abroad one has none, but the statement is about meetings at home.",
        join_lines(claim.line, *rows["line"]), decimals=0,
    )


def _first_journey() -> Finding:
    """The text dates more travelling from the closure; the videos begin later."""
    rows, closed, claim = load("05-journeys").dropna(subset="posted"), _closure(), claim_of("05", "travel_after_loss")
    first = rows.sort_values("posted").iloc[0]
    return judge_claim(
        "05-first-journey", FOOTNOTES, "first dated video of a journey (year)",
        f"journeys since the loss of the mosque in {closed.date}",
        more_than(int(closed.date)), int(first.posted[:4]),
        f"All dated videos are later than the closure, the first by {int(first.posted[:4]) - int(closed.date)} "
        "years; for the years between, and for those before the closure, no journey is dated, so more travel cannot be "
        "shown.",
        join_lines(claim.line, closed.line, first.line), decimals=0,
    )


def _lists() -> list[Finding]:
    rows = load("05-messages")
    found = []
    for slug, figure, name in (
        ("interviews", "interview_messages", "interviews"),
        ("who-we-are", "who_we_are_messages", "who we are"),
        ("patriotism", "forms_of_patriotism", "patriotism"),
    ):
        said, some = prose("05", figure), rows[rows["list"] == name]
        found.append(judge_number(
            f"05-list-{slug}", TEXT, f"items of the list '{name}' (count)", said.value, len(some),
            "The items that follow are as many as the text says.", join_lines(said.line, *some["line"]), decimals=0,
            shown=0,
        ))
    return found


def _forum_answer() -> Finding:
    answer, rallies = _event("media", "2011-04-28"), _event("protest", "2010")
    return judge_claim(
        "05-answer-on-rally", FOOTNOTES, "answer on the rally at the ministry (year)",
        f"{rallies.date}-{rallies.end}", (int(rallies.date), int(rallies.end)), int(answer.date[:4]),
        "The answer falls into the years of the demonstrations.", join_lines(answer.line, rallies.line), decimals=0,
    )


def _news_sites() -> Finding:
    said = prose("05", "sites_multiply_after")
    return judge_claim(
        "05-news-sites", FOOTNOTES, "year after which news sites became more numerous (year)", "mid-2000s",
        Interval(2004, 2006), said.value, "Text and footnote agree, if the middle of the decade is 2004 to 2006.",
        join_lines(claim_of("05", "news_sites_multiply").line, said.line), decimals=0,
    )


def _arrest() -> Finding:
    """The arrest of the text beside the days in the footnotes."""
    arrest, video = _event("repression", "2014-11"), _event("repression", "2014-11-17")
    return judge_whole(
        "05-arrest-month", FOOTNOTES, "month of the video on the arrest in 2014 (month)", int(arrest.date[5:]),
        int(video.date[5:7]), "The video is of the month in which the text puts the arrest.",
        join_lines(arrest.line, video.line),
    )


def _trust() -> list[Finding]:
    rows, claim = load("05-trust").set_index("institution"), claim_of("05", "low_trust")
    found = []
    for name, column, explanation in (
        ("police", "share_percent", "We read very low as less than half. The share is of those who somewhat "
         "trust; if others trust fully, and the source counts those apart, trust is higher."),
        ("courts", "share_percent_high", "We read very low as less than half; even the upper end of the range is "
         "below it."),
    ):
        row = rows.loc[name]
        found.append(judge_claim(
            f"05-trust-{name}", TEXT, f"trust in {name} (percent)", "very low, people do not trust", less_than(50),
            row[column], explanation, join_lines(claim.line, row.line), decimals=0, allowed=interval(row[column], 0),
        ))
    first, second = rows.loc["president"], rows.loc["police"]
    found.append(judge_claim(
        "05-trust-president", TEXT, "trust in the president over trust in the police (times)",
        f"whereas {first.qualifier} {first.share_percent:.0f} percent trust the president",
        more_than(1), first.share_percent / second.share_percent,
        "The order is clear; how wide the gap is depends on the answers that the two shares count, and year and number "
        "of respondents are not printed.",
        join_lines(claim.line, first.line, second.line), decimals=1,
        allowed=ratio_interval(interval(first.share_percent, 0), interval(second.share_percent, 0)),
    ))
    return found


def _sermon() -> Finding:
    """The sermon on prices beside the devaluations that it explains."""
    last, sermon = _event("economy", "2015-12"), _event("economy", "2016-01-29")
    months = 12 * (int(sermon.date[:4]) - int(last.date[:4])) + int(sermon.date[5:7]) - int(last.date[5:7])
    return judge_claim(
        "05-sermon-on-prices", FOOTNOTES, "sermon on prices after the second devaluation (months)",
        "answer to the devaluation", Interval(0, float("inf")), months,
        "The video was posted in the month after the second devaluation, so the order of the text holds.",
        join_lines(last.line, sermon.line), decimals=0,
    )


def _event(kind: str, date: str) -> pd.Series:
    """The one event of a kind at a date."""
    return load("05-events").query("kind == @kind and date == @date").iloc[0]


def _closure() -> pd.Series:
    rows = load("05-events").query("kind == 'state'")
    return rows[rows["event"].str.contains("close the Abu Bakr")].iloc[0]
