"""The rules between the numbers of unit 18; see data_rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from data_rules import Tables, one, rule

LAYOUTS: dict[str, tuple[tuple[str, ...], bool]] = {}
NO_LAYOUT: dict[str, str] = {}
IN_TEXT_ORDER: set[str] = set()

# How often each code of a coded column occurs; a cell moved to another code changes two of the counts.
CATEGORIES = {
    ("18-contributors", "affiliation_kind"): {
        "independent": 6, "organisation": 15, "research institute": 2, "university": 13,
    },
    ("18-recommendations", "addressee"): {
        "United Kingdom": 1, "Western asylum systems": 1, "diplomats": 1,
        "institutions, partners and donors": 9, "international partners": 9, "not named": 1,
        "technology companies": 1, "three states": 8,
    },
    ("18-recommendations", "theme"): {
        "asylum": 2, "civil society": 1, "conditionality": 4, "corruption": 4, "data protection": 1,
        "diplomacy": 4, "donor projects": 2, "extremism law and torture": 1, "gender and LGBTQ": 1, "media": 1,
        "new voices": 2, "parties": 1, "platforms": 2, "sanctions": 4, "unions": 1,
    },
    ("18-recommendation-countries", "how_named"): {
        "as one of all three": 15, "by its language": 3, "named": 29,
    },
    ("18-claims", "theme"): {
        "civil society": 2, "corruption": 4, "outside powers": 3, "pandemic and economy": 2, "politics": 4,
        "repression": 1, "society and religion": 2, "what works": 5,
    },
    ("18-claims", "area"): {
        "Kazakhstan": 4, "Kyrgyzstan": 2, "Tajikistan": 2, "all three": 10, "region": 5,
    },
    ("18-claims", "basis_of_claim"): {
        "author": 13, "finding of the project": 10,
    },
    ("18-outside-actors", "kind"): {
        "business": 1, "donors": 1, "government": 1, "institution": 1, "media and networks": 1,
        "movement": 1, "research organisation": 1, "state": 4,
    },
    ("18-events", "kind"): {
        "outside": 1, "politics": 1, "project": 5, "resolution": 1, "violence": 1,
    },
}  # fmt: skip

STATES = ("Kyrgyzstan", "Tajikistan", "Kazakhstan")  # the order of the title, and of the launches


@rule("18-publications", "18-events", "18-figures-in-prose")
def launches_are_events(tables: Tables) -> Iterator[str]:
    """One publication a state, launched in the order of the title and in the year of the project."""
    rows, figures = tables["18-publications"], tables["18-figures-in-prose"]
    if tuple(row["country"] for row in rows) != STATES:
        yield "not one row for each state, in the order of the title"
    if len(rows) != one(figures, "value", figure="publications"):
        yield "number of publications"
    year = f"{one(figures, 'value', figure='year_of_project'):g}"
    days = [row["launched"] for row in rows]
    if days != sorted(set(days)) or {day[:4] for day in days} != {year}:
        yield "launches do not follow each other within the year"
    events = {(row["date"], row["basis"], row["line"]) for row in tables["18-events"]}
    for row in rows:
        if (row["launched"], row["basis"], row["line"]) not in events:
            yield f"{row['country']}: its launch is no event"
        if (row["basis"] == "inferred") != bool(row["note"]):
            yield f"{row['country']}: an inferred date needs a note"


@rule("18-contributors", "18-publications")
def contributors_are_counted_through(tables: Tables) -> Iterator[str]:
    """Entries and names are counted without gaps, and stand in the line of their publication."""
    lines = {row["country"]: row["line"] for row in tables["18-publications"]}
    entries, names = defaultdict(list), Counter()
    for row in tables["18-contributors"]:
        entries[row["country"], int(row["entry"])].append(int(row["position"]))
        names[row["country"]] += 1
        if row["line"] != lines.get(row["country"]):
            yield f"{row['name']}: line {row['line']}"
        if row["affiliation"].lower().startswith("independent") and row["affiliation_kind"] != "independent":
            yield f"{row['name']}: {row['affiliation_kind']}"
    # one person has two entries, but in two spellings
    if len({row["name"] for row in tables["18-contributors"]}) != len(tables["18-contributors"]):
        yield "a name stands twice"
    if [number for _, number in entries] != [*range(1, 13), *range(1, 10), *range(1, 9)]:
        yield "entries do not follow each other"
    for key, positions in entries.items():
        if positions != [*range(1, len(positions) + 1)]:
            yield f"{key}: names are not counted from one"
    for state, count in (("Kyrgyzstan", 12), ("Tajikistan", 9), ("Kazakhstan", 8)):
        if sorted(number for country, number in entries if country == state) != [*range(1, count + 1)]:
            yield f"{state}: not {count} entries"
    if names != {"Kyrgyzstan": 14, "Tajikistan": 13, "Kazakhstan": 9}:
        yield f"names: {dict(names)}"


@rule("18-recommendations")
def lists_are_complete(tables: Tables) -> Iterator[str]:
    """The two lists have one row a line; sentences of the text have other addressees than the lists."""
    rows = tables["18-recommendations"]
    if [row["recommendation"] for row in rows] != [f"r{number:02d}" for number in range(1, len(rows) + 1)]:
        yield "ids"
    for addressee, lines, scope in (
        ("three states", range(54, 62), "all three"),
        ("institutions, partners and donors", range(66, 75), "no state named"),
    ):
        items = [row for row in rows if row["addressee"] == addressee]
        if [int(row["line"]) for row in items] != [*lines]:
            yield f"{addressee}: lines"
        if {(row["where"], row["scope"]) for row in items} != {("list", scope)}:
            yield f"{addressee}: where and scope"
    themes = [row["theme"] for row in rows if row["addressee"] == "three states"]
    if len(set(themes)) != len(themes):
        yield "each item for the three states has a theme of its own"
    if any((row["where"] == "list") != (row["line"] >= "50") for row in rows):
        yield "the lists stand at the end"
    text = [int(row["line"]) for row in rows if row["where"] == "text"]
    if text != sorted(text) or not text or max(text) > 47:
        yield "sentences of the text stand before the lists, in their order"


@rule("18-recommendations", "18-recommendation-countries")
def states_follow_from_the_scope(tables: Tables) -> Iterator[str]:
    """The states of a recommendation are those of its scope, and none where no state is named."""
    found = defaultdict(list)
    for row in tables["18-recommendation-countries"]:
        found[row["recommendation"]].append(row["country"])
    lines = {row["recommendation"]: row["line"] for row in tables["18-recommendations"]}
    for row in tables["18-recommendations"]:
        scope = row["scope"]
        expected = [state for state in STATES if scope == "all three" or state in scope]
        if found.get(row["recommendation"], []) != expected:
            yield f"{row['recommendation']}: {scope}, {found.get(row['recommendation'])}"
    for row in tables["18-recommendation-countries"]:
        if row["line"].split(";")[-1] != lines[row["recommendation"]]:
            yield f"{row['recommendation']}: line {row['line']}"
        if (row["how_named"] == "as one of all three") and len(found[row["recommendation"]]) != 3:
            yield f"{row['recommendation']}: {row['how_named']}"


@rule("18-mentions", "18-recommendations", "18-figures-in-prose")
def mentions_are_complete(tables: Tables) -> Iterator[str]:
    """Each feature has a row for each state and is said of one at least; rows follow the text."""
    features = defaultdict(list)
    for row in tables["18-mentions"]:
        features[row["feature"]].append(row)
    for feature, rows in features.items():
        if tuple(row["country"] for row in rows) != STATES:
            yield f"{feature}: states"
        if len({(row["theme"], row["line"]) for row in rows}) != 1:
            yield f"{feature}: theme or line"
        if not any(row["mentioned"] == "mentioned" for row in rows):
            yield f"{feature}: said of no state"
    lines = [int(row["line"]) for row in tables["18-mentions"]]
    if lines != sorted(lines):
        yield "rows do not follow the text"

    def states(feature: str) -> set[str]:
        return {row["country"] for row in features[feature] if row["mentioned"] == "mentioned"}

    hijab = one(tables["18-figures-in-prose"], "value", figure="states_with_hijab_limits")
    if len(states("some restrictions on the hijab")) != hijab:
        yield "hijab"
    # the same sentence is a feature here and a recommendation there
    scopes = {row["action"]: row["scope"] for row in tables["18-recommendations"]}
    for feature, action in (
        ("direct budget support to be rethought", "Rethink, and perhaps reduce, direct budget support"),
        ("proposed for the United Kingdom's priority list",
         "Add the state to the list of human-rights priority countries"),
    ):  # fmt: skip
        if " and ".join(state for state in STATES if state in states(feature)) != scopes[action]:
            yield feature
    counts = Counter(row["country"] for row in tables["18-mentions"] if row["mentioned"] == "mentioned")
    if counts != {"Kyrgyzstan": 26, "Tajikistan": 23, "Kazakhstan": 25}:
        yield f"mentions: {dict(counts)}"


@rule("18-figures-in-prose", "18-mentions", "18-leaders")
def single_figures_agree(tables: Tables) -> Iterator[str]:
    """What the few numbers say again elsewhere in the unit."""
    rows = tables["18-figures-in-prose"]
    said = {row["figure"]: float(row["value"]) for row in rows}
    if not said["states_covered"] == said["publications"] == len(STATES) < said["states_of_central_asia"]:
        yield "three of five states"
    features = {row["feature"] for row in tables["18-mentions"]}
    if f"third revolution in {said['revolution_years']:g} years" not in features:
        yield "span of the revolutions"
    if said["revolution_number"] != 3:
        yield "third revolution"
    units = {
        "states_covered": "states", "states_of_central_asia": "states", "publications": "publications",
        "year_of_project": "year", "revolution_number": "rank", "revolution_years": "years",
        "states_with_hijab_limits": "states",
    }  # fmt: skip
    if {row["figure"]: row["unit"] for row in rows} != units:
        yield "figures and their units"
    if Counter(row["country"] for row in tables["18-leaders"]) != {
        "Kyrgyzstan": 2, "Tajikistan": 1, "Kazakhstan": 2
    }:  # fmt: skip
        yield "leaders"
    # the one office with an ordinal is that of a president who has left it
    if [row["leader"] for row in tables["18-leaders"] if row["office"] != "President"] != ["Nazarbayev"]:
        yield "offices"


@rule("18-claims")
def claims_are_counted_through(tables: Tables) -> Iterator[str]:
    """Ids run without gaps, and no claim stands twice."""
    rows = tables["18-claims"]
    if [row["claim"] for row in rows] != [f"k{number:02d}" for number in range(1, 24)]:
        yield "ids"
    if len({row["statement"] for row in rows}) != len(rows):
        yield "a claim stands twice"


@rule("18-outside-actors")
def outside_actors_are_complete(tables: Tables) -> Iterator[str]:
    """Russia and the United Kingdom play two parts each, the others one."""
    parts = Counter(row["actor"] for row in tables["18-outside-actors"])
    twice = {actor for actor, count in parts.items() if count == 2}
    if twice != {"Russia", "United Kingdom"} or len(parts) != 9:
        yield f"{dict(parts)}"


@rule("18-events")
def events_run_in_order(tables: Tables) -> Iterator[str]:
    """Events are sorted, nothing is later than the article, and an inferred date says why."""
    rows = tables["18-events"]
    dates = [row["date"] for row in rows]
    if dates != sorted(dates) or [row["event"] for row in rows][-1:] != ["The article appears"]:
        yield "order of the events"
    for row in rows:
        if (row["basis"] == "inferred") != bool(row["note"]):
            yield f"{row['event']}: an inferred date needs a note"


@rule(*dict.fromkeys(name for name, _ in CATEGORIES))
def coded_columns_of_unit_18_add_up(tables: Tables) -> Iterator[str]:
    """Each code occurs as often as when it was set."""
    for (name, column), expected in CATEGORIES.items():
        found = Counter(row[column] for row in tables[name])
        if found != expected:
            yield f"{name}, {column}: {dict(found)}"
