"""The rules between the numbers of unit 07; see data_rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from data_rules import Tables, one, rule

LAYOUTS: dict[str, tuple[tuple[str, ...], bool]] = {}
NO_LAYOUT: dict[str, str] = {}  # the chapter has no table
IN_TEXT_ORDER: set[str] = set()


@rule("07-typologies", "07-figures-in-prose")
def lists_of_unit_07_are_whole(tables: Tables) -> Iterator[str]:
    """Lists run from 1 without a gap, in the order of the text; two of them have a printed length."""
    lists: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in tables["07-typologies"]:
        lists[row["set"]].append((int(row["rank"]), int(row["line"].split("-")[0])))
    for name, places in lists.items():
        if [rank for rank, _ in places] != [*range(1, len(places) + 1)]:
            yield f"{name}: {places}"
        if [line for _, line in places] != sorted(line for _, line in places):
            yield f"{name}: not in the order of the text"
    prose = tables["07-figures-in-prose"]
    for name, figure in (("mission", "mission_areas"), ("disputes with official Islam", "last_dispute")):
        if len(lists[name]) != one(prose, "value", figure=figure):
            yield f"{name}: {len(lists[name])}"
    if len(lists) != 7 or sum(len(places) for places in lists.values()) != 31:
        yield "seven lists with 31 elements"


@rule("07-universities", "07-places-named", "07-figures-in-prose")
def named_lists_have_their_length(tables: Tables) -> Iterator[str]:
    """Three universities of students, three cities of exile, four branches and three countries."""
    universities = Counter(row["list"] for row in tables["07-universities"])
    places = Counter(row["list"] for row in tables["07-places-named"])
    prose = tables["07-figures-in-prose"]
    if universities["main universities whose students were interviewed"] != one(
        prose, "value", figure="universities_interviewed"
    ) or universities["foreign branches without a deputy rector for ideology"] != 4:
        yield f"universities: {dict(universities)}"
    if places["cities to which artists moved"] != one(prose, "value", figure="exile_cities"):
        yield f"cities: {dict(places)}"
    if places["countries of religious study abroad"] != 3 or len(universities) != 2 or len(places) != 5:
        yield "lists"
    if sorted(places.values()) != [2, 2, 2, 3, 3]:
        yield f"places: {dict(places)}"


@rule("07-deputy-rector-duties")
def duties_are_seven(tables: Tables) -> Iterator[str]:
    """Seven bullets in their order, of which three watch others."""
    rows = tables["07-deputy-rector-duties"]
    if [int(row["rank"]) for row in rows] != [*range(1, 8)]:
        yield "ranks"
    starts = [int(row["line"].split("-")[0]) for row in rows]
    if starts != sorted(starts):
        yield "not in the order of the text"
    if [int(row["rank"]) for row in rows if row["function"] == "monitors"] != [1, 2, 5]:
        yield "duties that watch"
    if {*Counter(row["function"] for row in rows).values()} != {1, 3}:
        yield "functions"


@rule("07-position-matrix", "07-figures-in-prose")
def positions_follow_from_agreement(tables: Tables) -> Iterator[str]:
    """Shared issues have one position, disputed ones two; there are three disputes in four issues."""
    rows = tables["07-position-matrix"]
    for row in rows:
        same = row["official_islam"] == row["secular_conservatives"]
        if same != (row["agreement"] == "shared"):
            yield f"{row['issue']}: {row['agreement']}"
    disputed = [row for row in rows if row["agreement"] == "disputed"]
    # the first dispute, on schooling, holds two issues
    if len(disputed) != one(tables["07-figures-in-prose"], "value", figure="last_dispute") + 1 or len(rows) != 10:
        yield f"{len(disputed)} disputed issues"
    against = [row["issue"] for row in rows if row["official_islam"] == "against"]
    if against != ["Western influence"]:
        yield f"the clergy is against {against}"


@rule("07-events", "07-positions", "07-cultural-cases", "07-institutions")
def dates_of_unit_07_agree(tables: Tables) -> Iterator[str]:
    """Events rise in time, and dates of persons, cases and institutions stand among them."""
    rows = tables["07-events"]
    dates = [row["date"] for row in rows]
    if dates != sorted(dates) or len(rows) != 24:
        yield f"{len(rows)} events, not in order"
    for row in rows:
        if row["end"] and row["end"] <= row["date"]:
            yield f"{row['event']}: ends before it starts"
    others = [row["from_year"] for row in tables["07-positions"] if row["from_year"]]
    others += [row["date"] for row in tables["07-cultural-cases"] if row["date"]]
    if any(row["end"] != "2017" for row in rows if row["date"] == "2016" and row["basis"] == "inferred"):
        yield "undated events after 2016"
    others += [row["founded"] for row in tables["07-institutions"] if row["founded"]]
    if sorted(others) != ["1995", "1996", "1996", "2004", "2009-12-16", "2014"]:
        yield f"dates elsewhere: {others}"
    for day in others:
        if day not in dates:
            yield f"{day} is no event"
    inferred = [row["date"] for row in rows if row["basis"] == "inferred"]
    if inferred != ["1990", "1995", "2016", "2016", "2016"]:
        yield f"inferred: {inferred}"


@rule("07-figures-in-prose")
def figures_of_unit_07_fit(tables: Tables) -> Iterator[str]:
    """Ranges rise, penalties and lists of the same chapter keep their order, claimants are named."""
    rows = tables["07-figures-in-prose"]
    said = {row["figure"]: float(row["value"]) for row in rows}
    for row in rows:
        if row["value_high"] and not float(row["value"]) < float(row["value_high"]) < 2 * float(row["value"]):
            yield f"{row['figure']}: {row['value']} to {row['value_high']}"
    ranges = sorted(row["figure"] for row in rows if row["value_high"])
    if ranges != ["possible_labour", "students_abroad"] or len(rows) != 12:
        yield f"ranges: {ranges}"
    if not 12 * said["possible_labour"] > said["possible_prison"] == 2 * said["last_dispute"]:
        yield "penalties"
    if not said["madrasahs"] == 2 * said["mission_areas"] < said["students_abroad"] < said["religious_education_age"]:
        yield "schools, students and age"
    if not 30 < said["army_exam_share"] < 40 or said["artists_in_russia"] % 500:
        yield "exam and artists"
    if not said["activists_interviewed"] < said["exile_cities"] == said["universities_interviewed"] == 3:
        yield "interviews and cities"
    second_hand = [row["figure"] for row in rows if row["who_says"] != "the author"]
    if second_hand != ["artists_in_russia"]:
        yield f"second hand: {second_hand}"


@rule("07-claims", "07-institutions")
def claims_and_institutions_of_unit_07(tables: Tables) -> Iterator[str]:
    """Claims run from c01 without a gap; a forecast of the author is always hedged."""
    rows = tables["07-claims"]
    if [row["claim_id"] for row in rows] != [f"c{number:02d}" for number in range(1, 32)]:
        yield "ids"
    for row in rows:
        if (row["speaker"] == "the author") != (row["speaker_kind"] == "author"):
            yield f"{row['claim_id']}: {row['speaker_kind']}"
        if row["speaker_kind"] == "author" and row["topic"] == "future" and row["hedged"] != "yes":
            yield f"{row['claim_id']}: a forecast"
    if sum(row["hedged"] == "yes" for row in rows) != 7:
        yield "hedged claims"
    arenas = Counter(row["arena"] for row in tables["07-institutions"])
    if arenas != {"doctrine": 1, "culture": 2, "religion": 6, "education": 6, "youth": 3, "opposition": 2}:
        yield f"arenas: {dict(arenas)}"
