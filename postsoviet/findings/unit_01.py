"""Ledger rows of chapter 1: years, names and counts that the text prints in more than one place."""

from __future__ import annotations

from datetime import date

import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, about, at_most, days_between, join_lines, judge_claim, judge_whole, more_than, nearly, prose,
    sum_interval,
)
from postsoviet.measures.rounding import Interval

TEXT = "Text"
DAYS_IN_MONTH = 365.25 / 12


def findings() -> list[Finding]:
    """All rows of the unit, in the order of the text."""
    return [
        _narratives(), _famine(), _in_lifetime(), _academies(), *_photographs_in_series(), *_same_years(),
        _first_work_of_cas(), _press_year(), _search_after_painting(), _video_after_search(), _few_months(),
    ]


def _narratives() -> Finding:
    said, sections = prose("01", "narratives"), load("01-narratives")
    return judge_whole(
        "01-narratives", TEXT, "sections on narratives in the body (count)", said.value,
        sections["heading"].nunique(),
        "Each of the four narratives has a section; the third is named after urban public space and not "
        "after social critique.",
        join_lines(said.line, *sections["line"]),
    )


def _famine() -> Finding:
    died, fled = prose("01", "famine_deaths"), prose("01", "famine_flight")
    return judge_claim(
        "01-famine-shares", TEXT, "Kazakhs who died or fled, of all (share)", "at most 1", at_most(1),
        died.value + fled.value,
        "Read as two separate groups, the parts make about two thirds and leave about a third of the "
        "population; a third is a round word, and we allow five points to either side.",
        join_lines(died.line, fled.line),
        allowed=sum_interval((nearly(died.value, 0.1), about(fled.value, 0.1))),
    )


def _in_lifetime() -> Finding:
    painter = load("01-artists").dropna(subset=["born"]).set_index("artist").loc["Abylkhan Kasteev"]
    work = _works().loc["Turksib"]
    return judge_claim(
        "01-turksib-lifetime", "Picture 1", "Turksib, year of the caption (year)",
        f"between {painter.born:.0f} and {painter.died:.0f}", (painter.born, painter.died), work.year_start,
        "The painting is dated within the lifetime that the text prints for its painter.",
        join_lines(painter.line, _pictures().loc["Turksib"].line), decimals=0,
    )


def _academies() -> Finding:
    said = prose("01", "major_academies")
    table = load("01-infrastructure")
    named = table[table["item"].str.contains("National Academy|National Art University")]
    return judge_whole(
        "01-academies", TEXT, "major art academies that the text names (count)", said.value, len(named),
        "The text counts two and names two, one in Almaty and one in Astana.",
        join_lines(said.line, *named["line"]),
    )


def _photographs_in_series() -> list[Finding]:
    """Photographs with a caption of their own, held against the years of their series."""
    works, pictures = _works(), _pictures()
    by_id = works.reset_index().set_index("work")
    found = []
    for slug, photograph in (
        ("moscow-kokpar", "Moscow Kokpar"), ("wolves", "Wolves of the Steppe"),
        ("three-brides", "Three Brides"),
    ):
        caption, own = pictures.loc[photograph], works.loc[photograph]
        series = own if pd.isna(own.part_of) else by_id.loc[own.part_of]
        found.append(judge_claim(
            f"01-series-{slug}", caption["caption"], f"{photograph}, year of the caption (year)",
            f"between {series.year_start:.0f} and {series.year_end:.0f}",
            (series.year_start, series.year_end),
            caption.year_start,
            "The caption gives a year inside the range that the text prints for the series"
            + (" and two others together." if series.year_source == "range of three series" else "."),
            join_lines(caption.line, series.line), decimals=0,
        ))
    return found


def _same_years() -> list[Finding]:
    """Years printed both in the text and in a caption."""
    events, pictures = load("01-events"), _pictures()
    found = []
    for slug, title, start in (
        ("blue-period", "Kazakhstan: Blue Period", "year_start"),
        ("blue-period-end", "Kazakhstan: Blue Period", "year_end"),
        ("pliashem", "Pliashem!", "year_start"),
    ):
        caption = pictures.loc[title]
        said = events[events["event"].str.contains(title, regex=False) & (events["kind"] == "work")].iloc[0]
        year = said.end if start == "year_end" else said.date
        found.append(judge_whole(
            f"01-years-{slug}", caption["caption"],
            f"{title}, {'last' if start == 'year_end' else 'first'} year in caption and text (year)",
            int(year), caption[start], "The text and the caption print the same year.",
            join_lines(said.line, caption.line),
        ))
    return found


def _first_work_of_cas() -> Finding:
    cases, works = load("01-street-art-cases").set_index("case"), load("01-works")
    case = cases.loc["Vsem Pokh"]
    dated = works.query("artist == 'Pasha Cas'").dropna(subset=["year_start"])
    return judge_whole(
        "01-cas-first", TEXT, "earliest dated work of Pasha Cas in the chapter (year)",
        case.year, dated["year_start"].min(),
        "The work called one of his first is the earliest of the three that are dated here; one more work "
        "has no year.",
        join_lines(case.line, *dated["line"]),
    )


def _press_year() -> Finding:
    case = load("01-street-art-cases").set_index("case").loc["Vsem Pokh"]
    reports = _steps("Vsem Pokh", "news site")
    years = {int(day[:4]) for day in reports["date"]}
    return judge_whole(
        "01-vsem-pokh-year", TEXT, "year of the press reports on Vsem Pokh (year)", case.year, max(years),
        "Both dated press reports are of the year that the text gives to the work, and of the same day.",
        join_lines(case.line, *reports["line"]),
    )


def _search_after_painting() -> Finding:
    case = load("01-street-art-cases").set_index("case").loc["Pliashem!"]
    report = _steps("Pliashem!", "news site").iloc[0]
    return judge_whole(
        "01-pliashem-year", TEXT, "year of the press report on the police search (year)",
        case.year, int(report.date[:4]),
        "The report of the notes is of the year that the text gives to the work. It tells of the search; the "
        "closing of the case has no date.",
        join_lines(case.line, report.line),
    )


def _video_after_search() -> Finding:
    report, video = _steps("Pliashem!", "news site").iloc[0], _steps("This is silence", "YouTube").iloc[0]
    days = days_between(report.date, video.date)
    return judge_claim(
        "01-silence-after-pliashem", TEXT, "video of This is silence after the report on Pliashem! (days)",
        "after", more_than(0), days,
        "The text places This is silence after Pliashem!, and the dates of the notes have the same order.",
        join_lines("720-722", report.line, video.line), decimals=0,
    )


def _few_months() -> Finding:
    """From any day of the month of the dispute to the first day of the exhibition."""
    post = _steps("Falkova and Musrepov", "Facebook").dropna(subset=["date"]).iloc[0]
    first_day = prose("01", "exhibition_first_day")
    shown = _steps("Falkova and Musrepov", "exhibition").iloc[0]
    opening = date.fromisoformat(f"{shown.date}-{first_day.value:02.0f}")
    earliest, latest = (
        (opening - date.fromisoformat(f"{post.date}-{day}")).days / DAYS_IN_MONTH for day in ("01", "31")
    )
    return judge_claim(
        "01-few-months", TEXT, "from the dispute on Facebook to the exhibition (months)", "a few",
        about(4, 4), (earliest + latest) / 2,
        "The day in August is not printed, so three and a half to four and a half months lie between the "
        "two dates; we read a few as two to six.",
        join_lines(post.line, first_day.line, shown.line), decimals=1, allowed=Interval(latest, earliest),
    )


def _works() -> pd.DataFrame:
    return load("01-works").set_index("title")


def _pictures() -> pd.DataFrame:
    return load("01-pictures").set_index("title")


def _steps(case: str, platform: str) -> pd.DataFrame:
    return load("01-online-circulation").query("case == @case and platform == @platform")
