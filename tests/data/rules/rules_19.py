"""The rules between the numbers of unit 19; see data_rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from data_rules import Row, Tables, one, rule

LAYOUTS: dict[str, tuple[tuple[str, ...], bool]] = {}
NO_LAYOUT: dict[str, str] = {}
IN_TEXT_ORDER: set[str] = set()

# How often each code of a coded column occurs; a cell moved to another code changes two of the counts.
CATEGORIES = {
    ("19-statements", "topic"): {
        "agreement": 1, "policy": 3, "programme": 3, "resource": 2, "self-description": 1, "support": 3,
        "threat": 3,
    },
    ("19-outputs-and-outcomes", "evidence"): {
        "event": 5, "none": 2, "number without source": 2, "statement": 10,
    },
    ("19-organisations", "kind"): {
        "NGO": 2, "association": 1, "state body": 5, "youth movement": 1, "youth organisation": 1,
    },
    ("19-events", "kind"): {
        "forum": 3, "organisation": 2, "policy": 2, "programme": 5, "violence": 1,
    },
    ("19-figures", "who_says"): {
        "director of the centre": 1, "reporter": 8,
    },
}  # fmt: skip


def _in_text_order(rows: list[Row]) -> bool:
    starts = [int(row["line"].replace(";", "-").split("-")[0]) for row in rows]
    return starts == sorted(starts)


def _numbered(rows: list[Row], column: str, prefix: str) -> bool:
    return [row[column] for row in rows] == [f"{prefix}{number:02d}" for number in range(1, len(rows) + 1)]


@rule("19-figures", "19-events", "19-organisations")
def figures_agree(tables: Tables) -> Iterator[str]:
    """Years of the single numbers are those of the events and organisations; each has its unit."""
    rows = tables["19-figures"]
    said = {row["figure"]: float(row["value"]) for row in rows}
    units = {
        "forum_number": "rank", "phoenix_founded": "year", "phoenix_topic_since": "year",
        "movement_formed": "year", "window": "months", "meetings": "meetings", "youth_reached": "persons",
        "concept_first_year": "year", "concept_last_year": "year",
    }  # fmt: skip
    if {row["figure"]: row["unit"] for row in rows} != units:
        yield "figures and their units"
    if [row["figure"] for row in rows if row["qualifier"]] != ["meetings"]:
        yield "one number is softened"
    founded = {row["organisation"].split(" ")[0]: row["founded"] for row in tables["19-organisations"]}
    for figure, organisation in (("phoenix_founded", "Phoenix"), ("movement_formed", "KazakhStan")):
        if founded[organisation] != f"{said[figure]:g}":
            yield f"{organisation} is founded in {founded[organisation]}"
    dates = {row["date"][:4] for row in tables["19-events"] if row["basis"] == "printed"}
    for figure, unit in units.items():
        if unit == "year" and figure != "concept_last_year" and f"{said[figure]:g}" not in dates:
            yield f"{figure} is no event"
    if [row["end"] for row in tables["19-events"] if row["end"]] != [f"{said['concept_last_year']:g}"]:
        yield "end of the concept"
    # a floor of meetings: no more than eighty at one on average, and more than one
    if not 1 < said["youth_reached"] / said["meetings"] <= 80:
        yield "young people a meeting"
    if not 0 < said["window"] < 12:
        yield "the window is shorter than a year"


@rule("19-outputs-and-outcomes", "19-figures")
def outcomes_have_no_numbers(tables: Tables) -> Iterator[str]:
    """Numbers stand beside outputs alone, and are those of the figures."""
    rows = tables["19-outputs-and-outcomes"]
    if not _numbered(rows, "item", "o") or not _in_text_order(rows):
        yield "ids and order"
    counted = [row for row in rows if row["evidence"] == "number without source"]
    if {row["level"] for row in counted} != {"output"} or len(counted) != 2:
        yield "two outputs have numbers"
    figures = tables["19-figures"]
    for row, figure in zip(counted, ("meetings", "youth_reached"), strict=False):
        if f"{one(figures, 'value', figure=figure):,.0f}" not in row["statement"].split():
            yield f"{figure} in {row['statement']}"
    expected = {
        "hoped outcome": 3, "output": 6, "plan": 3, "activity": 3, "input": 1, "claimed outcome": 3,
    }  # fmt: skip
    if Counter(row["level"] for row in rows) != expected:
        yield "levels"
    outcomes = {row["evidence"] for row in rows if "outcome" in row["level"]}
    if not outcomes <= {"none", "statement"}:
        yield "an outcome rests on a statement or on nothing"


@rule("19-speakers", "19-statements")
def speakers_speak(tables: Tables) -> Iterator[str]:
    """Each speaker has a statement, people interviewed are ids, and sides fit the posts."""
    speakers, statements = tables["19-speakers"], tables["19-statements"]
    if not _numbered(statements, "statement", "s") or not _in_text_order(statements):
        yield "ids and order"
    counts = Counter(row["speaker"] for row in statements)
    if {*counts} != {row["speaker"] for row in speakers}:
        yield "a speaker without statement"
    if (len(speakers), len(statements)) != (6, 16) or counts["p01"] != 5 or counts["p04"] != 5:
        yield f"statements: {dict(counts)}"
    for row in speakers:
        if (row["state_post"] == "yes") != ("state" in row["side"]):
            yield f"{row['speaker']}: {row['side']}"
        if ("NGO" in row["side"]) != row["speaker"].startswith("p"):
            yield f"{row['speaker']}: ids are for people interviewed"
    if sum(row["form"] == "reported" for row in statements) != 3:
        yield "three statements are only reported"


@rule("19-voices")
def unheard_voices_cite_the_whole_text(tables: Tables) -> Iterator[str]:
    """That a voice is missing can only be seen in the whole article."""
    rows = tables["19-voices"]
    for row in rows:
        if (row["heard"] == "not heard") != (row["line"] == "1-60"):
            yield f"{row['voice']}: lines {row['line']}"
    if Counter(row["heard"] for row in rows) != {"heard": 3, "not heard": 6}:
        yield "voices"


@rule("19-organisations", "19-programmes")
def programmes_are_run_where_their_organisation_is(tables: Tables) -> Iterator[str]:
    """Two organisations have a printed year; a programme of a provincial one stays in its province."""
    places = {row["organisation"]: row["place"] for row in tables["19-organisations"]}
    if sum(bool(row["founded"]) for row in tables["19-organisations"]) != 2 or len(places) != 10:
        yield "organisations"
    programmes = tables["19-programmes"]
    for row in programmes:
        home = places[row["organisation"]]
        if home not in ("Kazakhstan", "Astana city") and row["place"] != home:
            yield f"{row['programme']}: {row['place']}"
    if [row["paid_by"] for row in programmes].count("Provincial government") != 1 or len(programmes) != 6:
        yield "one of six programmes has a payer"


@rule("19-events")
def events_run_in_order(tables: Tables) -> Iterator[str]:
    """Events are sorted; every day is inferred, for no year is printed beside it."""
    rows = tables["19-events"]
    dates = [row["date"] for row in rows]
    if dates != sorted(dates) or len(rows) != 13:
        yield "order of the events"
    for row in rows:
        if row["date"].startswith("2016") != (row["basis"] == "inferred"):
            yield f"{row['event']}: {row['basis']}"
        if row["basis"] == "inferred" and not row["note"]:
            yield f"{row['event']}: inferred without a note"
    forums = [row["date"] for row in rows if row["kind"] == "forum"]
    if [int(day[-2:]) for day in forums] != [17, 18, 20]:
        yield "the days of the forum and of the two conferences"


@rule("19-statements", "19-outputs-and-outcomes", "19-organisations", "19-events", "19-figures")
def coded_columns_of_unit_19_add_up(tables: Tables) -> Iterator[str]:
    """Each code occurs as often as when it was set."""
    for (name, column), expected in CATEGORIES.items():
        found = Counter(row[column] for row in tables[name])
        if found != expected:
            yield f"{name}, {column}: {dict(found)}"
