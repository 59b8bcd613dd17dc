"""Ledger rows of chapter 6 for its lists, spans of years, dates of sources and numbers of tourism."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise

from postsoviet.datasets import load, row_beginning
from postsoviet.findings.finding import (
    Finding, about, at_most, join_lines, judge_claim, judge_whole, months_between, more_than, prose,
)
from postsoviet.measures.rounding import CANNOT_BE_BOTH, REPRODUCED, Interval

TEXT = "Text"
DATES = "Footnotes, order of dates (ours)"
TEXT_YEAR = 2017  # the year that the chapter gives for itself
ISO_DAY = len("2011-05-06")


def findings() -> list[Finding]:
    """All rows of this module, in the order of the functions below."""
    return [
        *_lists(), *_countries(), *_spans(), *_presidents(), *_two_dates(), *_sources(), *_tourism(), *_laws(),
    ]


def _lists() -> list[Finding]:
    """Lengths of the lists that the chapter announces."""
    table, found = load("06-argument"), []
    for figure, name in (
        ("stated_discursive_lines", "discursive lines against Islam"),
        ("stated_aims", "aims of the regime"),
        ("stated_cases", "open entries of Islam into politics"),
        ("stated_factor_sets", "sets of factors behind the change"),
        ("stated_shifts", "shifts on the secular side"),
        ("stated_cautions", "words of caution"),
        ("stated_ways", "ways in which the divide of Shia and Sunni may lose weight"),
        ("stated_outside_factors", "outside factors in the talk about Islam"),
    ):
        said, rows = prose("06", figure), table.query("set == @name")
        slug = figure.removeprefix("stated_").replace("_", "-")
        at_least = said.qualifier == "at least"
        found.append(judge_claim(
            f"06-list-{slug}", TEXT, f"{name} (count)",
            f"{'at least ' if at_least else ''}{said.value:g}",
            Interval(said.value, math.inf) if at_least else Interval(said.value, said.value), len(rows),
            "The chapter gives as many as it announces.", join_lines(said.line, *rows["line"]), decimals=0,
        ))
    return found


def _countries() -> list[Finding]:
    members = load("06-country-lists").query("list == 'OIC contact group'")
    said = prose("06", "oic_group_members")
    return [
        judge_whole(
            "06-countries-oic", "Footnote", "states in the OIC contact group (count)", said.value, len(members),
            "Seven states are named.", join_lines(said.line, *members["line"]),
        ),
    ]


def _spans() -> list[Finding]:
    """Spans in words beside the years that the same chapter prints."""
    office = load("06-presidents")
    first = office[office["president"] == "Heydar Aliyev"].iloc[0]
    events, laws = load("06-events"), load("06-legal-timeline")
    independence = row_beginning(events, "event", "The Islamic Party is founded")
    republic = row_beginning(events, "event", "The Azerbaijan Democratic Republic")
    party = row_beginning(laws, "content", "Parties based on faith")
    barred = row_beginning(laws, "content", "Members of the Islamic Party")
    claims = load("06-claims").set_index("claim_id")
    spans = (
        ("republic", "years_of_democratic_republic", 1, republic.date, republic.end, republic.line,
         "From 1918 to 1920 are two years.", "years of the Democratic Republic"),
        ("party", "years_after_1995", 1, party.date, barred.date, join_lines(party.line, barred.line),
         "The two printed years are ten apart.", "years from the loss of registration to the barred candidates"),
        ("officials", "years_after_2004", 10, claims.loc["c04"].date, claims.loc["c05"].date,
         join_lines(claims.loc["c04"].line, claims.loc["c05"].line),
         "The two printed years are eleven apart, which is some ten years.",
         "years between the statements of two officials"),
        ("independence", "years_of_independence", 5, independence.date, str(TEXT_YEAR), independence.line,
         "From 1991, when the country had just become independent, to the year of the chapter are 26 calendar years, "
         "which is 25 or 26 full years by the month.", "years of independence"),
        ("soviet", "years_of_soviet_rule", 10, republic.end, independence.date,
         join_lines(republic.line, independence.line),
         "From the end of the Democratic Republic in 1920 to 1991 are 71 years: seventy in round numbers.",
         "years of Soviet rule"),
        ("family", "years_of_aliyev_rule", 10, first.start, str(TEXT_YEAR), first.line,
         "From 1993 to the year of the chapter are 24 years; twenty is a round number, and the printed dates of "
         "office are longer.", "years of rule of the Aliyev family"),
    )
    found = []
    for slug, figure, step, start, end, lines, explanation, name in spans:
        said = prose("06", figure)
        found.append(judge_claim(
            f"06-span-{slug}", TEXT, name, f"{said.value:g}", about(said.value, step), int(end[:4]) - int(start[:4]),
            explanation, join_lines(said.line, lines), decimals=0,
        ))
    decade = prose("06", "decade_of_independence")
    return [*found, judge_whole(
        "06-span-decade", TEXT, "decade of independence in the year of the chapter (count)", decade.value,
        (TEXT_YEAR - int(independence.date) - 1) // 10 + 1, "The 26th year is in the third decade.",
        join_lines(decade.line, independence.line),
    )]


def _presidents() -> list[Finding]:
    terms = load("06-presidents")
    found = []
    for before, after in pairwise(terms.to_dict("records")):
        days = (_day(after["start"]) - _day(before["end"])).days
        if days >= 0:
            continue
        found.append(judge_claim(
            f"06-presidents-{after['president'].split()[0].lower()}", TEXT,
            f"start of {after['president']} after the end of {before['president']} (days)",
            "one president after the other", Interval(0, math.inf), days,
            f"By the printed dates two men were president for {-days} days; both dates can be right if the second "
            "acted for the first, who kept the title, but the text does not say so.",
            join_lines(before["line"], after["line"]), decimals=0,
        ))
    return found


def _two_dates() -> list[Finding]:
    """Two years that are printed for one event."""
    found = []
    for slug, first, second, name, explanation in (
        ("election", "election_year_footnote", "election_year_body", "presidential election before the imam's arrest",
         "The body dates the election 2003 and the arrest December 2003; the footnote's 2013 is ten years later, "
         "probably a slip, and there was an election in that year too."),
        ("oped", "oped_year_footnote", "oped_year_reference", "article in the Washington Times",
         "A footnote and the body speak of 2007, the reference is dated August 2009; the talk may be older than its "
         "article, but the article cannot be of both years."),
    ):
        one, other = prose("06", first), prose("06", second)
        found.append(Finding(
            f"06-dates-{slug}", "Footnote", f"{name}, as printed in another place (year)", f"{one.value:.0f}",
            float(other.value), None, CANNOT_BE_BOTH if one.value != other.value else REPRODUCED, explanation,
            join_lines(one.line, other.line), 0,
        ))
    return found


def _sources() -> list[Finding]:
    """A source cannot be earlier than what it reports, nor later than the chapter that cites it."""
    table = load("06-source-dates").set_index("item")
    found = []
    for slug, item, explanation in (
        ("hijab", "Report on the hijab ban",
         "The report is dated nearly eight years before the ban of which the chapter speaks; the year may be a "
         "misprint, or the title may mean an earlier ban."),
        ("ngo", "Article on the NGO amendments",
         "The article is almost a year earlier than the entry into force; it can stand for the rest of the sentence "
         "only."),
        ("post", "Report of a social media post on jailed believers", "The report is of the day after the post."),
        ("speech", "Report on the arrest of the Islamic Party's chairman",
         "The report is nine days later than the speech, which fits an arrest a few days after it."),
        ("answer", "Answer on social media to a Musavat politician",
         "The answer and the article it answers are of the same day."),
        ("interview", "Interview of the movement's leader", "The interview is of two weeks after his release."),
        ("prosecutor", "Report on the prosecutor's call for life",
         "The report is of the end of the month in which the call is dated."),
        ("letter", "Report with the open letter to the president",
         "The report is of the month in which the letter is dated, before the sentence of late January."),
    ):
        row = table.loc[item]
        start = row.text_date if len(row.text_date) == ISO_DAY else f"{row.text_date}-01"
        days = (_day(row.source_date) - _day(start)).days
        dated = row.what_the_text_dates
        if not dated.startswith(("the ", "his ")):
            dated = f"the {dated}"
        found.append(judge_claim(
            f"06-sources-{slug}", DATES, f"{item}: its date after that of {dated} (days)",
            "not before", more_than(-0.5), days, explanation, row.line, decimals=0,
        ))
    games, listed = prose("06", "solidarity_games"), table.loc["List of people jailed over the Nardaran affair"]
    start = load("06-muslim-world-ties").set_index("partner").loc["Islamic Solidarity Games"].start
    found.append(judge_claim(
        "06-sources-list", DATES, "year and month of the list of people jailed (months after May 2017)",
        "not after the chapter", Interval(-math.inf, 0.0), months_between(start, listed.source_date),
        "The chapter treats May 2017 as the future, but the source is dated October 2017; the designation it reports "
        "is of October 2016, so the year is probably a misprint, unless the reference was added later.",
        join_lines(listed.line, games.line), decimals=0,
    ))
    return found


def _tourism() -> list[Finding]:
    table = load("06-tourism").set_index("indicator")
    total = table.loc["Tourists"]
    found = []
    for slug, name, explanation in (
        ("visas", "Tourists with an electronic visa", "They are fewer than all tourists of the quarter."),
        ("iran", "Tourists around the Novruz holidays",
         "The number is below that of all tourists of the quarter, in which the holidays lie; the text does not say "
         "that one is part of the other."),
    ):
        row = table.loc[name]
        found.append(judge_claim(
            f"06-tourism-{slug}", "Text, part and whole (ours)", f"{name.lower()} beside all of the quarter (persons)",
            f"at most {total.value:,.0f}", at_most(total.value), row.value, explanation,
            join_lines(row.line, total.line), decimals=0,
        ))
    return found


def _laws() -> list[Finding]:
    """The years of the text for the NGO laws beside the votes that the footnote dates."""
    shift = load("06-argument").query("element.str.startswith('Laws of 2013-14')").iloc[0]
    votes = load("06-legal-timeline").query("field == 'NGOs' and step in ['approved', 'adopted']")
    years = {int(text[:4]) for text in votes["date"]}
    return [judge_claim(
        "06-laws-years", "Text and footnote", "last year of a vote of parliament on the NGO laws (year)",
        "2013-14", Interval(2013, 2014), max(years),
        f"The votes are dated {' and '.join(votes['date'])}, in the two years of the text; the first law came into "
        "force a year after its vote.",
        join_lines(shift.line, *votes["line"]), decimals=0,
    )]


def _day(text: str) -> date:
    return date.fromisoformat(text)
