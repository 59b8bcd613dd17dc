"""Ledger rows of chapter 12 outside its survey: mines, counts, dates and notes."""

from __future__ import annotations


import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, days_between, join_lines, judge_claim, judge_whole, less_than, prose,
)
from postsoviet.measures.rounding import CANNOT_BE_BOTH, Interval, interval

TEXT = "Text"
FROM_ZERO = Interval(0, float("inf"))
COUNTRY_OF = {"Russian": "Russia", "Australian": "Australia"}  # nationality of an investor in Table 1


def findings() -> list[Finding]:
    """All rows of this module, in the order of the text."""
    return [
        _investors(), *_renegotiations(), _conflict_zones(), *_reform(), _regions(), *_licences(), _distance(),
        _period(), _mines(), _violence(), _meeting(), *_lists(), _villages(), _notes(),
    ]


def _investors() -> Finding:
    listed = load("12-investor-origins").query("kind == 'foreign'")
    table = load("12-mine-conflicts")
    countries = table["investor"].map(COUNTRY_OF).drop_duplicates()
    return judge_claim(
        "12-investor-countries", "Table 1", "countries of the investors of the table that the list has (count)",
        f"list of {len(listed)} countries", Interval(len(countries), len(countries)),
        countries.isin(listed["country"]).sum(),
        "Table 1 has a Russian and an Australian investor, and the list of countries in the introduction has "
        "no Australia; the list may hold only some countries, or be older than the change of owner.",
        join_lines(*listed["line"], *table["line"]), decimals=0,
    )


def _renegotiations() -> list[Finding]:
    years = load("12-renegotiations")
    times, span = prose("12", "renegotiations"), prose("12", "renegotiation_span")
    commission = prose("12", "commission_year")
    return [
        judge_whole(
            "12-renegotiations", TEXT, "years of renegotiation that are named (count)", times.value,
            len(years),
            "The text counts three and names three years.", times.line,
        ),
        judge_whole(
            "12-renegotiation-span", TEXT, "years from the first to the last renegotiation (years)",
            span.value, years["year"].max() - years["year"].min(),
            "The first and the last named year are eight years apart.", span.line,
        ),
        judge_claim(
            "12-commission-before-renegotiation", TEXT,
            "years from the commission to the first renegotiation that it is said to have led to (years)",
            "0 or more", FROM_ZERO, years["year"].min() - commission.value,
            "The first renegotiation is dated a year before the demonstrations and the commission, so it "
            "cannot have followed from them, unless one of the years is another.",
            join_lines(commission.line, "11337-11353"), decimals=0,
        ),
    ]


def _conflict_zones() -> Finding:
    said, note = prose("12", "conflict_zones"), prose("12", "conflict_zones_note")
    return judge_whole(
        "12-conflict-zones", TEXT, "zones of conflict in the title of the cited report (count)",
        said.value, note.value,
        "The text and the title of the report in its note have the same number; the title counts problem "
        "deposits, where the text says zones of conflict.",
        join_lines(said.line, note.line),
    )


def _reform() -> list[Finding]:
    events = load("12-events").query("kind == 'law'").set_index("date")
    in_text, in_note = events.loc["2012-06"], events.loc["2012-08-09"]
    said, start, text = (prose("12", name) for name in ("years_after_reform", "reform_year", "text_year"))
    apart = text.value - start.value
    return [
        judge_whole(
            "12-subsoil-law-month", TEXT, "month of the subsoil law in its note (month of 2012)",
            int(in_text.name[-2:]), int(in_note.name[5:7]),
            "The text has June and the note August; the bill may be meant in the one place and the signed "
            "law in the other.",
            join_lines(in_text.line, in_note.line),
        ),
        judge_claim(
            "12-six-years-later", TEXT, "years from the reform to the text (years)",
            f"{said.value:g}", interval(said.value, 0), apart,
            "The years are five apart; from the middle of 2012 to the end of 2017 it is five and a half, "
            "which can be rounded to six. The volume with the text came out in 2018.",
            join_lines(said.line, start.line, text.line), decimals=0,
            # the text is of 2017, the law of June or August 2012
            allowed=Interval(apart - 1, apart + 0.5),
        ),
    ]


def _regions() -> Finding:
    said = load("12-region").set_index("measure").loc["Districts (rayons)"]
    named = load("places").query("kind == 'district' and part_of == 'Talas oblast'")
    return judge_whole(
        "12-districts", TEXT, "districts of Talas that are named (count)", said.value, len(named),
        "The text counts four districts and names four.", said.line,
    )


def _licences() -> list[Finding]:
    said, mines = load("12-licences").set_index("licence"), load("12-deposits")
    found = []
    for slug, licence, column in (
        ("exploration", "Exploration for gold and copper", "explored"),
        ("extraction", "Extraction of gold", "extraction"),
    ):
        named = mines[mines[column] == "yes"]
        found.append(judge_whole(
            f"12-licences-{slug}", TEXT, f"mines named with a licence for {slug} (count)",
            said.loc[licence].number, len(named), "As many mines are named as are counted.",
            said.loc[licence].line,
        ))
    return found


def _distance() -> Finding:
    rows = load("12-distances").query("mine == 'Andash'").set_index("who_says")
    author, resident = rows.loc["author"], rows.loc["resident quoted by the press"]
    return judge_claim(
        "12-distance-andash", TEXT, "distance from Andash to Kopuro-Bazar (kilometres)",
        f"less than {resident.km_said:g}", less_than(resident.km_said), author.km,
        "The author's distance of the mine is above the resident's distance of the factory; the two need "
        "not be measured from one point.",
        join_lines(resident.line, author.line), decimals=1, allowed=interval(author.km, 1),
    )


def _period() -> Finding:
    start, licence = prose("12", "conflict_period_start"), prose("12", "first_licence_year")
    return judge_whole(
        "12-period-start", "Table 1", "year of the first licence (year)", start.value, licence.value,
        "The count of conflicts starts with the year of the first licence.",
        join_lines("11576-11579", start.line, licence.line),
    )


def _mines() -> Finding:
    table, said = load("12-mine-conflicts"), prose("12", "mines_with_conflicts")
    return judge_whole(
        "12-three-mines", "Table 1", "mines of the table (count)", said.value, len(table),
        "The text speaks of three mines and the table has three.", join_lines(said.line, *table["line"]),
    )


def _violence() -> Finding:
    table, said = load("12-mine-conflicts"), prose("12", "mines_with_conflicts")
    counted = (table["violent_protests"] > 0).sum()
    unknown = table["violent_protests"].isna().sum()
    return judge_claim(
        "12-violent-mines", "Table 1", "mines with violent protests (count)", f"{said.value:g}",
        Interval(said.value, said.value), counted,
        "The text has meetings, demonstrations and violence near three mines; the table counts violent "
        "protests at two and has a dash for Jerui, which may mean none or not known.",
        join_lines(said.line, *table["line"]), decimals=0, allowed=Interval(counted, counted + unknown),
    )


def _meeting() -> Finding:
    events = load("12-events").set_index("event")
    meeting = events[events.index.str.startswith("Prime Minister speaks")].iloc[0]
    report = events[events.index.str.contains("report on the Prime Minister")].iloc[0]
    days = days_between(meeting.date, report.date)
    return Finding(
        "12-meeting-and-report", "Footnote 46", "days from the meeting to the press report on it (days)",
        "0 or more", float(days), None, CANNOT_BE_BOTH,
        "The report is dated a month before the meeting that it reports; one of the dates must be a slip.",
        join_lines(meeting.line, report.line), 0,
    )


def _lists() -> list[Finding]:
    bodies, asked = load("12-survey-bodies"), load("12-respondents").set_index("group")
    ngos = prose("12", "national_ngos")
    found = [
        _named(f"12-list-{group.split()[0]}", group, asked.loc[group].value, asked.loc[group].line, bodies)
        for group in ("donors", "national government")
    ]
    return [*found, _named("12-list-ngos", "NGO in conflict work", ngos.value, ngos.line, bodies)]


def _named(id: str, group: str, counted: float, line: str, bodies: pd.DataFrame) -> Finding:
    named = bodies[bodies["group"] == group]
    return judge_whole(
        id, TEXT, f"bodies named, {group} (count)", counted, len(named),
        "As many bodies are named as are counted.",
        join_lines(line, *named["line"]),
    )


def _villages() -> Finding:
    said, named = prose("12", "main_villages"), load("12-survey-villages")
    return judge_whole(
        "12-main-villages", TEXT, "villages named as the main ones (count)", said.value, len(named),
        "Three are announced and four named, two of them for Jerui; three may be the number of mines.",
        join_lines(said.line, *named["line"]),
    )


def _notes() -> Finding:
    rows = load("12-note-shift").dropna(subset=["mark_that_fits"])
    shift = rows["mark_that_fits"] - rows["note_number"]
    return judge_claim(
        "12-note-shift", "Footnotes 53-59", "notes whose text fits the mark after their own (count)",
        "each fits its mark", Interval(0, 0), (shift == 1).sum(),
        "From 53 on the printed notes fit the next mark; the source of Figure 3 may have dropped out, and "
        "the last number went to the note on the author of the next chapter.",
        join_lines(*rows["line"]), decimals=0,
    )
