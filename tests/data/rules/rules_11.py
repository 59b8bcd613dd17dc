"""The rules between the numbers of unit 11; see data_rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from data_rules import Tables, one, rule

LAYOUTS: dict[str, tuple[tuple[str, ...], bool]] = {}
NO_LAYOUT: dict[str, str] = {}
IN_TEXT_ORDER: set[str] = set()

# events that are in another data set too, and the words by which their sentence is known
COUNTS = {"1959": "Census", "1989": "Official", "1999": "Official", "2016": "before the 1990s"}


@rule("11-population", "11-population-statements", "11-events")
def population_falls_and_recovers(tables: Tables) -> Iterator[str]:
    """Four dates; a loss of about a quarter, then a number above that of 1989, in the timeline as well."""
    rows = tables["11-population"]
    people = {row["year"]: int(row["population"]) for row in rows}
    if [*people] != [*COUNTS]:
        yield f"years {[*people]}"
        return
    if not 0.2 < 1 - people["1999"] / people["1989"] < 0.3:
        yield "the official loss is about a quarter"
    if not people["1989"] < people["2016"] < 1.1 * people["1989"]:
        yield "2016 is a little above 1989"
    for row in rows:
        if (row["qualifier"] == "more than") != (row["who_says"] == "census"):
            yield f"{row['year']}: only the census is a lower bound"
        told = [event["event"] for event in tables["11-events"] if event["date"] == row["year"]]
        if not any(COUNTS[row["year"]] in event and row["population"] in event for event in told):
            yield f"{row['year']}: the timeline has another number"
    statements = tables["11-population-statements"]
    if Counter(row["direction"] for row in statements) != {"fall": 3, "growth": 3}:
        yield "three falls, three growths"
    for row in statements:
        if bool(row["change_percent"]) != (row["who_says"] == "local people in interviews"):
            yield f"{row['statement']}: only the testimony names a size"
        if row["change_percent"] and float(row["change_percent"]) != -50:
            yield "a halving is a loss of 50 percent"


@rule("11-population-movements")
def movements_have_one_end_in_tekeli(tables: Tables) -> Iterator[str]:
    """Who comes or visits ends there, who leaves begins there."""
    rows = tables["11-population-movements"]
    for row in rows:
        if row["to_area" if row["direction"] in ("in", "visit") else "from_area"] != "Tekeli":
            yield row["group"]
    if Counter(row["direction"] for row in rows) != {"in": 10, "out": 5, "visit": 3}:
        yield "ten arrivals, five departures, three visits"


@rule("11-monotowns", "11-figures-in-prose", "11-events")
def towns_are_part_of_settlements(tables: Tables) -> Iterator[str]:
    """Monotowns are fewer than settlements, more than their share of people; the programme is of one year."""
    rows = tables["11-monotowns"]
    settlements, towns = (float(row["value"]) for row in rows if row["unit"] == "settlements")
    share, threshold = (float(row["value"]) for row in rows if row["unit"] == "percent")
    if not 0.3 < towns / settlements < 0.32:
        yield f"{towns} of {settlements}"
    if not 15 < share < threshold == 20:
        yield f"share {share}, threshold {threshold}"
    prose = tables["11-figures-in-prose"]
    if str(int(one(prose, "value", figure="first_programme"))) != rows[-1]["year"]:
        yield "the threshold is that of the first programme"
    if {row["year"] for row in rows[:-1]} != {str(int(one(prose, "value", figure="regional_decree_year")))}:
        yield "three numbers come from the decree"
    dated = {event["date"] for event in tables["11-events"] if "First national" in event["event"]}
    if dated != {rows[-1]["year"]}:
        yield "the timeline has another year for the first programme"


@rule("11-budget-sources")
def own_share_is_the_small_one(tables: Tables) -> Iterator[str]:
    """One of two sources has a printed share, and it is below a tenth."""
    shares = [row["share_percent"] for row in tables["11-budget-sources"]]
    if len(shares) != 2 or not 0 < float(shares[0]) < 10 or shares[1]:
        yield f"{shares}"


@rule("11-figure-numbers")
def figure_numbers_shift_by_one(tables: Tables) -> Iterator[str]:
    """The first two agree, the next three are one higher in the text, the last has no reference."""
    rows = tables["11-figure-numbers"]
    if [row["caption_number"] for row in rows] != [str(number) for number in range(1, 7)]:
        yield "six captions"
    expected = {"same": 0, "text is higher": 1}
    for row in rows:
        if row["text_number"]:
            if int(row["text_number"]) - int(row["caption_number"]) != expected.get(row["numbers"]):
                yield f"Figure {row['caption_number']}: {row['numbers']}"
        elif row["numbers"] != "no reference" or row["measures"] != "no reference":
            yield f"Figure {row['caption_number']}: no number in the text"
        if row["start"] and not int(row["start"]) < int(row["end"]):
            yield f"Figure {row['caption_number']}: years"
    if Counter(row["numbers"] for row in rows) != {"same": 2, "text is higher": 3, "no reference": 1}:
        yield "two, three and one"
    span = {row["caption_number"]: (row["start"], row["end"]) for row in rows}
    if span["2"][1] != span["3"][1] or span["3"][1] != span["6"][1] or span["4"][1] != span["5"][1]:
        yield "three captions end in one year, two in another"


@rule("11-table1-priorities")
def eight_priorities(tables: Tables) -> Iterator[str]:
    """Positions run from 1 to 8, and lines rise with them."""
    rows = tables["11-table1-priorities"]
    if [row["position"] for row in rows] != [str(number) for number in range(1, 9)]:
        yield "positions"
    first = [int(row["line"].split("-")[0]) for row in rows]
    if first != sorted(first):
        yield "lines do not rise"
    themes = Counter(row["theme"] for row in rows)
    if themes != {"infrastructure": 3, "housing": 2, "economy": 2, "environment": 1}:
        yield "themes"


@rule("11-plant-history", "11-figures-in-prose", "11-events", "11-diversification")
def plant_history_is_in_order(tables: Tables) -> Iterator[str]:
    """Stages follow each other and are dated as in the timeline; three projects, one share."""
    starts = [row["start"] for row in tables["11-plant-history"] if row["start"]]
    if starts != sorted(starts) or len(starts) != 3:
        yield f"{starts}"
    dates = {row["date"] for row in tables["11-events"] if row["kind"] == "plant"}
    if not {*starts} <= dates:
        yield "a stage is not in the timeline"
    prose = tables["11-figures-in-prose"]
    year, decree = (one(prose, "value", figure=f"concession_{name}") for name in ("year", "decree_year"))
    if str(int(year)) != starts[-1] or decree != year - 1 or str(int(decree)) not in dates:
        yield f"concession {year}, decree {decree}"
    rows = tables["11-diversification"]
    if Counter(bool(row["share"]) for row in rows) != {False: 5, True: 1} or Counter(
        row["kind"].split()[0] for row in rows
    ) != {"project": 3, "what": 3}:
        yield "three projects, three outcomes, one share"
    if [row["share"] for row in rows if row["share"]] != ["0.5"]:
        yield "half of the workers"


@rule("11-programmes", "11-figures-in-prose", "11-responsible-bodies", "11-events")
def programmes_merge_into_one(tables: Tables) -> Iterator[str]:
    """As many merged programmes as the text counts, one result, and dates in order."""
    rows, prose = tables["11-programmes"], tables["11-figures-in-prose"]
    roles = Counter(row["role"] for row in rows)
    counted = one(prose, "value", figure="merged_programmes")
    if roles["merged"] != counted or roles["result of the merger"] != 1:
        yield f"{roles}"
    result = next(row for row in rows if row["role"] == "result of the merger")
    first = next(row for row in rows if row["role"] == "first national programme")
    ministry = tables["11-responsible-bodies"][0]
    if result["year"] != str(int(one(prose, "value", figure="regional_decree_year"))):
        yield "the merger has the year of the decree"
    if not int(first["year"]) < int(ministry["start"]) < int(result["year"]) < int(result["horizon"]):
        yield "programme, ministry, merger, horizon"
    if not 0 < float(ministry["years"]) - (int(result["year"]) - int(ministry["start"])) < 1:
        yield f"{ministry['years']} years"
    if any(row["horizon"] not in ("", result["horizon"], "2017") for row in rows):
        yield "horizons"
    plan = next(row for row in rows if row["role"] == "local plan")
    if (plan["year"], plan["horizon"]) not in {(row["date"], row["end"]) for row in tables["11-events"]}:
        yield "the local plan is not in the timeline"


@rule("11-interviews", "11-notes", "11-figures-in-prose", "11-events")
def notes_are_complete(tables: Tables) -> Iterator[str]:
    """Notes 1 to 32; interviews stand in notes of that kind, with their year, and are fewer than in all."""
    notes = {row["note_number"]: row for row in tables["11-notes"]}
    if [*notes] != [str(number) for number in range(1, 33)]:
        yield "notes 1 to 32"
    interviews = tables["11-interviews"]
    cited = {row["note_number"] for row in interviews}
    if cited != {number for number, row in notes.items() if row["kind"] == "interview"}:
        yield "notes of interviews"
    for number in cited:
        years = [row["date"][:4] for row in interviews if row["note_number"] == number]
        if notes[number]["year"] != min(years):
            yield f"note {number}: year"
    ids = [f"p{place:02}" for place, _ in enumerate(interviews, 1)]
    if [row["interview"] for row in interviews] != ids:
        yield "ids"
    prose = tables["11-figures-in-prose"]
    if not len(interviews) < one(prose, "value", figure="interviews") == 13:
        yield "thirteen in all"
    years = {str(int(one(prose, "value", figure=f"fieldwork_{name}_year"))) for name in ("first", "second")}
    if {row["date"][:4] for row in interviews} != years:
        yield "years of fieldwork"
    decrees = {row["author_or_title"]: row["year"] for row in notes.values() if row["kind"] == "legal act"}
    for figure, year in (("regional_decree_number", "regional_decree_year"),
                         ("concession_decree_number", "concession_decree_year")):  # fmt: skip
        number = int(one(prose, "value", figure=figure))
        if decrees.get(f"Decree {number}") != str(int(one(prose, "value", figure=year))):
            yield f"decree {number}"
    if Counter(row["kind"] for row in notes.values())["legal act"] != 6:
        yield "six notes cite legal acts"


@rule("11-figures-in-prose")
def years_of_growth_are_two_neighbours(tables: Tables) -> Iterator[str]:
    """5 or 6 years; distances and thresholds keep their size."""
    prose = tables["11-figures-in-prose"]
    if one(prose, "value", figure="growth_years_high") != one(prose, "value", figure="growth_years_low") + 1:
        yield "5 or 6 years"
    if one(prose, "value", figure="longest_mayor_term") >= 2016 - 1992:
        yield "a term is shorter than the years of the lost figure"
    if one(prose, "value", figure="growth_rank") != 1:
        yield "the text calls the town the first"
    if not 200 < one(prose, "value", figure="distance_almaty") < one(prose, "value", figure="altitude"):
        yield "kilometres and metres"


@rule("11-arguments", "11-recommendations")
def who_says_and_on_what(tables: Tables) -> Iterator[str]:
    """Statements of other people rest on interviews; five claims are on officials."""
    rows = tables["11-arguments"]
    for row in rows:
        if row["who_says"] != "author" and row["evidence"] != "interview":
            yield row["claim"]
    if Counter(row["who_says"] for row in rows if row["evidence"] == "interview") != {
        "author": 1, "company director": 1, "local people": 1, "private sector": 1, "tourism sector": 1,
    }:  # fmt: skip
        yield "each group speaks once, and the author cites one interview"
    officials = [row["claim"] for row in rows if row["theme"] == "officials"]
    if len(officials) != 5 or not any("key" in claim for claim in officials):
        yield "five claims on officials, with the main one of the chapter"
    steps = [row["order_printed"] for row in tables["11-recommendations"]]
    if steps != ["first", "first", "second", "second", "", "", "", ""]:
        yield f"{steps}"
