"""The rules between the numbers of unit 01; see data_rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from data_rules import Tables, one, rule

LAYOUTS: dict[str, tuple[tuple[str, ...], bool]] = {}
NO_LAYOUT: dict[str, str] = {}
IN_TEXT_ORDER: set[str] = set()

TITLES = 23


@rule("01-works", "01-narratives", "01-artists")
def the_catalogue_of_works_is_complete(tables: Tables) -> Iterator[str]:
    """All titles, numbered in order; every narrative and every artist with works is there."""
    works = tables["01-works"]
    if [row["work"] for row in works] != [f"w{number:02d}" for number in range(1, TITLES + 1)]:
        yield "ids"
    sections = Counter(row["narrative"] for row in works)
    if sections != {
        "historical background": 1, "reimagining nomadism": 14, "post-Soviet identity": 3,
        "urban public space": 4,
        "current political issues": 1,
    }:  # fmt: skip
        yield f"sections: {sections}"
    if not {row["narrative"] for row in tables["01-narratives"]} <= {*sections}:
        yield "a narrative without works"
    if Counter(row["theme"] for row in works if row["theme"] in ("nuclear tests", "Aral Sea")) != {
        "nuclear tests": 2, "Aral Sea": 3,
    }:  # fmt: skip
        yield "themes of nuclear tests and the Aral Sea"
    home = {row["artist"]: row["section"] for row in tables["01-artists"]}
    for row in works:
        if home[row["artist"]] != row["narrative"]:
            yield f"{row['work']}: the artist belongs to another section"


@rule("01-works")
def years_of_works_fit_their_source(tables: Tables) -> Iterator[str]:
    """Years come in pairs and in order, and are missing only where the source is none."""
    for row in tables["01-works"]:
        years = [row["year_start"], row["year_end"]]
        if (row["year_source"] == "none") != (years == ["", ""]) or bool(row["basis"]) != any(years):
            yield f"{row['work']}: years {years}, source {row['year_source']}"
        elif any(years) and not int(years[0]) <= int(years[1]) <= 2016:
            yield f"{row['work']}: {years}"
        if (row["basis"] == "inferred") != (row["year_source"] == "footnote"):
            yield f"{row['work']}: basis {row['basis']}"
        if row["year_source"] == "range of three series" and years != ["2009", "2016"]:
            yield f"{row['work']}: not the range of the three series"
    if sum(row["year_source"] == "range of three series" for row in tables["01-works"]) != 3:
        yield "three series share a range"


@rule("01-works", "01-pictures")
def pictures_agree_with_the_catalogue(tables: Tables) -> Iterator[str]:
    """Eight pictures under seven captions; artist and years are those of the catalogue."""
    works = {row["title"]: row for row in tables["01-works"]}
    shown = [row["caption"] for row in tables["01-pictures"]]
    numbers = [int(sign) for caption in shown for sign in caption if sign.isdigit()]
    if numbers != [*range(1, 9)] or len(shown) != 7:
        yield f"pictures {numbers}"
    if sorted(row["picture"] for row in works.values() if row["picture"]) != sorted(shown):
        yield "the catalogue names other pictures"
    by_id = {row["work"]: row for row in tables["01-works"]}
    for row in tables["01-pictures"]:
        work = works[row["title"]]
        if (work["picture"], work["artist"]) != (row["caption"], row["artist"]):
            yield row["caption"]
        years = [row["year_start"], row["year_end"]]
        if row["title"] == "Wolves of the Steppe":
            if years[0] != years[1] or not work["year_start"] <= years[0] <= work["year_end"]:
                yield f"{row['title']}: {years}"
        elif [work["year_start"], work["year_end"]] != years:
            yield f"{row['title']}: {years}"
        series = by_id.get(work["part_of"])
        if series and not series["year_start"] <= years[0] <= years[1] <= series["year_end"]:
            yield f"{row['title']} lies outside its series"
        if (row["credit"] == row["artist"]) != (row["credit_kind"] == "artist"):
            yield f"{row['caption']}: credit {row['credit']}"


@rule("01-works", "01-work-places", "01-street-art-cases")
def places_belong_to_works(tables: Tables) -> Iterator[str]:
    """Sites are those of the three cases; the exhibition is the one of the author."""
    rows = tables["01-work-places"]
    sites = {row["work"]: row["place"] for row in rows if row["role"] == "site"}
    if sites != {row["work"]: row["place"] for row in tables["01-street-art-cases"]}:
        yield f"sites {sites}"
    if [row["work"] for row in rows if row["role"] == "shown"] != ["w23"] or len(rows) != 9:
        yield "one exhibition, nine places"


@rule("01-street-art-cases", "01-works", "01-online-circulation")
def cases_are_works_of_one_street_artist(tables: Tables) -> Iterator[str]:
    """Title and year are those of the catalogue; steps online do not precede the work."""
    works = {row["work"]: row for row in tables["01-works"]}
    for row in tables["01-street-art-cases"]:
        work = works[row["work"]]
        expected = (work["title"], work["year_start"], work["basis"], "Pasha Cas")
        if (row["case"], row["year"], row["basis"], work["artist"]) != expected:
            yield f"{row['case']}: {row['year']}"
        steps = [step for step in tables["01-online-circulation"] if step["case"] == row["case"]]
        dated = {step["date"][:4] for step in steps if step["date"]}
        if dated != {row["year"]}:
            yield f"{row['case']}: steps of {dated}"
    kinds = Counter(row["reaction_kind"] for row in tables["01-street-art-cases"])
    if kinds != {"removed": 1, "case opened and closed": 1, "none reported": 1}:
        yield f"reactions {kinds}"


@rule("01-online-circulation")
def steps_online_have_basis_and_order(tables: Tables) -> Iterator[str]:
    """A date has a basis; dated steps of a case follow in time; every case is there."""
    rows = tables["01-online-circulation"]
    if Counter(row["case"] for row in rows) != {
        "Vsem Pokh": 5, "Pliashem!": 2, "Pliashem! and Portrait of Kharms": 1, "This is silence": 5,
        "Falkova and Musrepov": 3,
    }:  # fmt: skip
        yield "steps by case"
    for case in {row["case"] for row in rows}:
        dates = [row["date"] for row in rows if row["case"] == case and row["date"]]
        if dates != sorted(dates):
            yield f"{case}: {dates}"
    for row in rows:
        if bool(row["date"]) != bool(row["basis"]):
            yield f"{row['item']}: date without basis"
    if [row["item"] for row in rows if row["direction"] == "online becomes art"] != ["c16"]:
        yield "one step leads from the debate to a work"


@rule("01-artists", "01-artist-places")
def artists_and_their_group(tables: Tables) -> Iterator[str]:
    """Four organisers, three members by one reading; lives are in order and as long as a life."""
    rows = tables["01-artists"]
    group = Counter(row["kyzyl_tractor"] for row in rows)
    if group != {"organiser": 4, "member by one reading": 3, "not named": 7}:
        yield f"group {group}"
    for row in rows:
        if row["born"] and not 60 <= int(row["died"]) - int(row["born"]) <= 90:
            yield f"{row['artist']}: {row['born']}-{row['died']}"
    if [row["artist"] for row in rows if row["age"]] != ["Pasha Cas"]:
        yield "one age"
    if {row["artist"] for row in rows if row["born"]} != {
        row["artist"] for row in tables["01-artist-places"] if row["role"] == "trained"
    }:
        yield "the first painters were trained in Moscow"


@rule("01-borrowed-models", "01-works")
def models_are_taken_up_by_works_in_order(tables: Tables) -> Iterator[str]:
    """Models follow the works; The Chronicles of Mars has three, Kazakh Chronicle two, every other one."""
    used = [row["work"] for row in tables["01-borrowed-models"]]
    repeated = {work: times for work, times in Counter(used).items() if times > 1}
    if used != sorted(used) or repeated != {"w17": 2, "w23": 3}:
        yield f"{used}"
    if len(used) != 13:
        yield "thirteen models"


@rule("01-narratives", "01-figures-in-prose")
def narratives_are_four(tables: Tables) -> Iterator[str]:
    """Numbered in order, and as many as the introduction counts."""
    rows = tables["01-narratives"]
    said = one(tables["01-figures-in-prose"], "value", figure="narratives")
    if [int(row["number"]) for row in rows] != [*range(1, 5)] or said != len(rows):
        yield "narratives"
    if [row["level"] for row in rows].index("own heading") != 3:
        yield "the last has a heading of its own"


@rule("01-infrastructure", "01-figures-in-prose", "01-positions")
def institutions_are_counted(tables: Tables) -> Iterator[str]:
    """Two major academies counted and named; artists name four weaknesses."""
    rows = tables["01-infrastructure"]
    named = [row for row in rows if "National" in row["item"]]
    count = one(rows, "count", item="Major art academies")
    if not count == len(named) == one(tables["01-figures-in-prose"], "value", figure="major_academies"):
        yield f"{count} academies, {len(named)} named"
    if {row["place"] for row in named} != {"Almaty city", "Astana city"}:
        yield "places of the academies"
    if sum(row["who_says"] == "interviewed artists" for row in rows) != 4:
        yield "weaknesses of training"
    if Counter(row["state"] for row in rows) != {"exists": 7, "scarce": 3, "lacking": 6, "absent": 2}:
        yield "states"


@rule("01-figures-in-prose", "01-artists", "01-positions")
def single_numbers_agree(tables: Tables) -> Iterator[str]:
    """Numbers printed twice agree; shares leave a rest; fewer share a post than see it."""
    rows = tables["01-figures-in-prose"]

    def value(figure: str) -> float:
        return one(rows, "value", figure=figure)

    if value("age_of_cas") != one(tables["01-artists"], "age", artist="Pasha Cas"):
        yield "age"
    if not (value("famine_deaths") == value("famine_flight") and 0.6 < 2 * value("famine_deaths") < 0.7):
        yield "thirds"
    if not 0.02 < value("post_shares") / value("post_views") < 0.0215:
        yield "views and shares"
    if value("exhibition_last_day") - value("exhibition_first_day") != 10:
        yield "days of the exhibition"
    if value("playgrounds_tested") != value("lead_above_limit"):
        yield "both are five"
    for figure, position in (("press_freedom_rank", "q02"), ("soviet_domination", "q25")):
        said = next(row["says"] for row in tables["01-positions"] if row["position"] == position)
        if f"{value(figure):.0f}" not in said.split():
            yield f"{figure} is another number in {position}"
    counts = [value(name) for name in ("narratives", "monuments_on_square", "artists_curated")]
    if not (2 * value("major_academies") == counts[0] and counts == sorted({*counts})):
        yield "counts"


@rule("01-positions")
def speakers_are_of_one_kind(tables: Tables) -> Iterator[str]:
    """A speaker has one kind; only the author states; ids are in order."""
    rows = tables["01-positions"]
    if [row["position"] for row in rows] != [f"q{number:02d}" for number in range(1, 38)]:
        yield "ids"
    if len({(row["speaker"], row["speaker_kind"]) for row in rows}) != len({row["speaker"] for row in rows}):
        yield "a speaker has two kinds"
    for row in rows:
        if (row["form"] == "stated") != (row["speaker_kind"] == "author"):
            yield f"{row['position']}: {row['form']}"


@rule("01-terms")
def terms_are_told_apart(tables: Tables) -> Iterator[str]:
    """Ten terms, each with a meaning of its own; traditions are the author's."""
    rows = tables["01-terms"]
    if Counter(row["kind"] for row in rows) != {"concept": 3, "art": 3, "tradition": 3, "narrative": 1}:
        yield "kinds of terms"
    if len({row["meaning"] for row in rows}) != len(rows):
        yield "two terms with one meaning"
    if any(row["kind"] == "tradition" and row["who_says"] != "the author" for row in rows):
        yield "whose traditions"


@rule("01-events", "01-works", "01-online-circulation", "01-figures-in-prose")
def events_follow_and_agree(tables: Tables) -> Iterator[str]:
    """Events are sorted; works have their years; steps online have their days."""
    rows = tables["01-events"]
    dates = [row["date"][:4] for row in rows]
    if dates != sorted(dates) or len(rows) != 34:
        yield "order or number of events"
    if Counter(row["kind"] for row in rows) != {
        "work": 16, "person": 5, "art scene": 5, "online": 5, "exhibition": 2, "media": 1,
    }:  # fmt: skip
        yield "kinds of events"
    for row in rows:
        if row["end"] and row["end"] <= row["date"]:
            yield f"{row['event']}: ends before it starts"
        if row["kind"] != "work":
            continue
        years = (row["date"], row["end"] or row["date"])
        for work in tables["01-works"]:
            photograph = "photograph" in row["event"] and work["title"] != "Moscow Kokpar"
            named = f": {work['title']}" in row["event"] or f"photograph {work['title']}" in row["event"]
            if named and not photograph and (work["year_start"], work["year_end"]) != years:
                yield f"{work['title']}: {years}"
    days = {row["date"] for row in rows if row["kind"] == "online"}
    steps = {row["date"] for row in tables["01-online-circulation"] if row["basis"] == "printed"}
    if not steps - days <= {"2016-12"} or not days <= steps:
        yield f"{days ^ steps}"
    show = next(row for row in rows if row["event"].startswith("Exhibition"))
    for end, figure in (("date", "exhibition_first_day"), ("end", "exhibition_last_day")):
        if int(show[end][-2:]) != one(tables["01-figures-in-prose"], "value", figure=figure):
            yield figure
