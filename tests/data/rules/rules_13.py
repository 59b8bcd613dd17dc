"""The rules between the numbers of unit 13; see data_rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from data_rules import Tables, one, rule

TAJIK, UZBEK = "Kyrgyzstan-Tajikistan", "Kyrgyzstan-Uzbekistan"
LAYOUTS: dict[str, tuple[tuple[str, ...], bool]] = {}
NO_LAYOUT: dict[str, str] = {}
IN_TEXT_ORDER = {"13-border-shares", "13-syr-darya-water", "13-tributary-treaties", "13-valley-population"}


@rule("13-border-lengths", "13-border-shares")
def border_parts_add_up_13(tables: Tables) -> Iterator[str]:
    """Kilometres add up, miles follow from kilometres, and the Uzbek shares follow from the lengths."""
    rows = tables["13-border-lengths"]
    if len(rows) != 6:
        yield "two borders with three parts each"
    for border in (TAJIK, UZBEK):
        whole, agreed, open_part = (one(rows, "km", border=border, part=part) for part in ("whole", "agreed", "open"))
        if whole != agreed + open_part:
            yield f"{border}: {agreed} and {open_part} in {whole}"
    for row in rows:
        if round(float(row["km"]) / 1.609344) != int(row["miles"]):
            yield f"{row['km']} km are not {row['miles']} miles"
    shares = tables["13-border-shares"]
    for part in ("agreed", "open"):
        length = one(rows, "km", border=UZBEK, part=part) / one(rows, "km", border=UZBEK, part="whole")
        if round(100 * length) != one(shares, "share_percent", border=UZBEK, part=part):
            yield f"{part} share of the Uzbek border"
    # the share of the Tajik border does not follow from its lengths; only its words are held
    stated = [row for row in shares if row["border"] == TAJIK]
    if [(row["part"], row["share_percent"], row["qualifier"]) for row in stated] != [("agreed", "60", "around")]:
        yield "stated share of the Tajik border"
    if any(row["qualifier"] for row in shares if row["border"] == UZBEK):
        yield "the shares of the Uzbek border are printed bare"


@rule("13-incidents", "13-events")
def incidents_fit_together_13(tables: Tables) -> Iterator[str]:
    """Two borders make a total; the timeline and the series say the same; periods run forward."""
    rows = tables["13-incidents"]
    total, tajik, uzbek = (
        one(rows, "value", border=border, start=2014, end=2014) for border in ("both borders", TAJIK, UZBEK)
    )
    if total != tajik + uzbek:
        yield f"{tajik} and {uzbek} in {total}"
    if one(rows, "value", border=TAJIK, end=2013) >= one(rows, "value", border=UZBEK, end=2013) or uzbek >= tajik:
        yield "the Uzbek border has more incidents before 2014 and fewer in that year"
    armed, casualties, wounded = (
        one(rows, "value", series=series) for series in ("armed_incidents", "casualties", "wounded")
    )
    if not wounded < casualties == armed <= total:
        yield f"{armed} armed incidents, {casualties} casualties, {wounded} wounded"
    events = {(row["date"], row["end"] or row["date"]): row["event"] for row in tables["13-events"]
              if row["kind"] in ("incidents", "violence") and any(sign.isdigit() for sign in row["event"])}  # fmt: skip
    for row in rows:
        if int(row["start"]) > int(row["end"]) or (row["basis"] == "inferred") != (row["border"] == "not stated"):
            yield f"{row['series']}: period"
        text = events.get((row["start"], row["end"]), "")
        part = row["series"] in ("casualties", "wounded", "tajik_border_2014", "uzbek_border_2014")
        if not part and row["value"] not in text.replace(",", " ").split():
            yield f"{row['series']}: the timeline has another number"
    marks = [int(row["note_mark"]) for row in rows]
    if marks != sorted(marks) or {*marks} != {7, 8, 9, 10, 11}:
        yield "marks of the notes"
    if {row["series"] for row in rows if row["recorded_by"] == "Kyrgyzstani authorities"} != {
        row["series"] for row in rows if row["start"] == row["end"] == "2014"
    }:
        yield "only the counts of 2014 name who registered them"


@rule("13-enclaves", "13-figures-in-prose")
def enclaves_add_up_13(tables: Tables) -> Iterator[str]:
    """Four counts make the printed total, and two the total of Uzbekistan; owners differ from hosts."""
    rows, said = tables["13-enclaves"], tables["13-figures-in-prose"]
    if sum(int(row["enclaves"]) for row in rows) != one(said, "value", figure="enclaves_total"):
        yield "all enclaves"
    hosts = Counter[str]()
    for row in rows:
        hosts[row["host"]] += int(row["enclaves"])
        if row["host"] == row["owner"]:
            yield f"{row['host']} is no enclave of its own"
    if hosts["Uzbekistan"] != one(said, "value", figure="enclaves_in_uzbekistan"):
        yield "enclaves in Uzbekistan"
    if one(rows, "enclaves", host="Kyrgyzstan", owner="Uzbekistan") != max(int(row["enclaves"]) for row in rows):
        yield "most enclaves are Uzbek and lie in Kyrgyzstan"


@rule("13-cultivated-land")
def cultivated_land_grows_13(tables: Tables) -> Iterator[str]:
    """In each country the share grows; Uzbekistan ends where Kyrgyzstan begins; Tajikistan doubles."""
    rows = tables["13-cultivated-land"]
    share = {(row["country"], row["year"]): int(row["share_percent"]) for row in rows}
    if len(share) != 6 or {year for _, year in share} != {"1991", "2006"}:
        yield "three countries and two years"
    for country in {country for country, _ in share}:
        if share[country, "1991"] >= share[country, "2006"]:
            yield country
    if share["Uzbekistan", "2006"] != share["Kyrgyzstan", "1991"]:
        yield "Uzbekistan in 2006 and Kyrgyzstan in 1991"
    if share["Tajikistan", "2006"] != 2 * share["Tajikistan", "1991"]:
        yield "Tajikistan"
    if [row["qualifier"] for row in rows] != ["around", *[""] * 5] or share["Uzbekistan", "1991"] % 5:
        yield "only the first share is a rounded one"
    if share["Kyrgyzstan", "2006"] != max(share.values()) or share["Tajikistan", "1991"] != min(share.values()):
        yield "highest and lowest"


@rule("13-syr-darya-water", "13-tributary-treaties", "13-journeys")
def water_and_roads_are_ordered_13(tables: Tables) -> Iterator[str]:
    """Bounds leave room for a rest; treaties are narrower than tributaries; the trip gets longer."""
    water = tables["13-syr-darya-water"]
    below, above = (one(water, "share_percent", qualifier=word) for word in ("less than", "more than"))
    if not (below < above and below + above < 100 and len(water) == 2) or below % 5 or above % 5:
        yield f"less than {below} and more than {above}"
    treaties = tables["13-tributary-treaties"]
    tributaries = one(treaties, "value", unit="tributaries")
    numbers = [int(row["value"]) for row in treaties if row["unit"] == "treaties"]
    # no sum of the source: ten more tributaries than technical treaties guards the digits
    if len(numbers) != 2 or numbers[1] >= numbers[0] or sum(numbers) + 10 != tributaries or numbers[1] % 5:
        yield "treaties"
    before, since = ({row["period"]: row for row in tables["13-journeys"]}[name] for name in ("before", "since"))
    if not all(int(before[column]) < int(since[column]) for column in ("year", "buses", "hours")):
        yield "the trip gets longer"
    if (before["start"], before["end"]) != (since["start"], since["end"]):
        yield "the same trip"
    # as many hours more as there are buses now, by chance; this guards the digits
    if int(since["hours"]) - int(before["hours"]) != int(since["buses"]) or before["buses"] != "1":
        yield "hours and buses"


@rule("13-valley-population")
def shares_are_below_one_13(tables: Tables) -> Iterator[str]:
    """A share lies below one, and people and density lie in the range of a dense valley."""
    rows = tables["13-valley-population"]
    shares = [float(row["value"]) for row in rows if row["unit"] == "share"]
    if len(shares) != 2 or not 0.2 < shares[1] < shares[0] < 0.4:
        yield "shares of the countries"
    people, density = (one(rows, "value", unit=unit) for unit in ("persons", "persons per square kilometre"))
    if not 30_000 < people / density < 35_000 or people % 1_000_000 or density % 10:
        yield "area that follows from people and density, both round numbers"
    if [round(1 / share) for share in shares] != [3, 4] or any(round(share, 2) not in (0.33, 0.25) for share in shares):
        yield "a third and a quarter"


@rule("13-figures-in-prose", "13-claims", "13-policies", "13-recommendations", "13-border-shares")
def single_numbers_fit_13(tables: Tables) -> Iterator[str]:
    """A number that stands in two data sets is the same, and units of two systems agree."""
    said = {row["figure"]: float(row["value"]) for row in tables["13-figures-in-prose"]}
    claims, policies = tables["13-claims"], tables["13-policies"]
    if said["homes_demolished"] != one(claims, "value", kind="estimate"):
        yield "homes"
    loss = next(row for row in claims if row["kind"] == "loss")
    if int(loss["value_high"]) != 2 * int(loss["value"]) or loss["unit"] != "percent":
        yield "livestock lost"
    if sum(1 for row in claims if row["value"]) != 3 or any(bool(row["value"]) != bool(row["unit"]) for row in claims):
        yield "three claims have a number and a unit"
    years = one(policies, "end", policy="development_strategy") - one(policies, "start", policy="development_strategy")
    if said["strategy_years"] != years + 1:
        yield "years of the strategy"
    if round(said["goods_kg"] / 0.45359237, -1) != said["goods_lbs"]:
        yield "pounds"
    if round(said["canal_metres"] / 0.3048, -1) != said["canal_feet"]:
        yield "feet"
    if said["recommendation_groups"] != len({row["group"] for row in tables["13-recommendations"]}):
        yield "groups of recommendations"
    if not 10 * said["decades_of_attempts"] < said["years_of_independence"] <= said["chapter_year"] - 1991:
        yield "years of independence"
    for figure in ("plan_money", "funeral_miles", "goods_kg", "ferry_people", "homes_demolished"):
        if said[figure] % 5:
            yield f"{figure} is a round number"
    for figure in ("kinds_of_claims", "major_resources", "areas_of_cooperation", "decades_of_attempts"):
        if said[figure] != 2:
            yield f"{figure}: two are named"
    if said["conflict_decades"] != 2 or said["delimitation_meetings"] * 2 >= said["contested_sections"]:
        yield "meetings are fewer than half of the sections"


@rule("13-policies", "13-policy-themes")
def policies_have_themes_13(tables: Tables) -> Iterator[str]:
    """Every document has a theme; laws and bodies have no year; bodies deal with delimitation."""
    policies, themes = tables["13-policies"], tables["13-policy-themes"]
    of = {row["policy"]: {theme["theme"] for theme in themes if theme["policy"] == row["policy"]} for row in policies}
    for row in policies:
        if not of[row["policy"]]:
            yield f"{row['policy']} has no theme"
        if row["kind"] == "body" and "delimitation" not in of[row["policy"]]:
            yield f"{row['policy']} deals with delimitation"
        if (row["kind"] in ("law", "body")) != (not row["start"] and not row["end"]):
            yield f"{row['policy']}: years"
        if row["start"] and row["end"] and int(row["start"]) >= int(row["end"]):
            yield f"{row['policy']} ends before it starts"
    if sum(1 for names in of.values() if "easier crossing" in names) != 2:
        yield "two documents speak of easier crossing"
    if one(policies, "end", policy="border_strategy") - one(policies, "start", policy="border_strategy") != 10:
        yield "the border strategy covers ten years"


@rule("13-cases", "13-case-places")
def cases_have_places_13(tables: Tables) -> Iterator[str]:
    """Sixteen cases under four headings; the letter of an id is its heading; each has a place."""
    cases = tables["13-cases"]
    heads = {"w": "water", "p": "pasture", "t": "trade", "a": "apricots"}
    if Counter(row["resource"] for row in cases) != {"water": 5, "pasture": 4, "trade": 5, "apricots": 2}:
        yield "cases by heading"
    placed = {row["case"] for row in tables["13-case-places"]}
    for row in cases:
        if heads[row["case"][0]] != row["resource"] or row["case"] not in placed:
            yield f"{row['case']}: heading or place"
        if (row["mode"] in ("mixed", "not labelled")) != (row["resource"] == "apricots"):
            yield f"{row['case']}: mode"
    if {row["case"] for row in cases if row["mode"] == "communal"} != {"w3", "w4", "w5"}:
        yield "communal cases"
    if [row["mode"] for row in cases if row["resource"] == "apricots"] != ["mixed", "not labelled"]:
        yield "only the first apricot case has an informal part"
    firsts = [int(row["line"].split("-")[0]) for row in cases]
    if firsts != sorted(firsts):
        yield "the cases follow the text"


@rule("13-effects", "13-uzbek-measures", "13-recommendations", "13-drivers", "13-note-marks")
def coded_lists_are_complete_13(tables: Tables) -> Iterator[str]:
    """As many rows as the text lists, and ids that fit their kind."""
    effects = tables["13-effects"]
    if any((row["effect"][0] == "e") != (row["kind"] == "effect") for row in effects):
        yield "ids of effects"
    if Counter(row["kind"] for row in effects) != {"effect": 9, "resistance": 1, "workaround": 2}:
        yield "effects by kind"
    if sorted(row["year"] for row in effects if row["year"]) != ["2003", "2007", "2010"]:
        yield "years of effects"
    if len(tables["13-uzbek-measures"]) != 8:
        yield "eight measures"
    if {*Counter(row["group"] for row in tables["13-recommendations"]).values()} != {2}:
        yield "two recommendations in each group"
    if Counter(row["driver"] for row in tables["13-drivers"])["readings of June 2010"] != 3:
        yield "three readings of June 2010"
    marks = [int(row["mark"]) for row in tables["13-note-marks"]]
    if marks != [mark for mark in range(2, 22) if mark not in (4, 5)]:
        yield "marks"


@rule("13-events", "13-policies", "13-effects", "13-claims", "13-resource-rules", "13-border-shares")
def timeline_agrees_with_the_topics_13(tables: Tables) -> Iterator[str]:
    """Events stand in order of time, and a year that a topic prints is a year of the timeline."""
    events = tables["13-events"]
    years = [row["date"][:4] for row in events]
    if years != sorted(years) or any(row["end"] and row["end"] <= row["date"] for row in events):
        yield "order of time"
    spans = {(row["date"], row["end"]) for row in events if row["kind"] == "policy"}
    for row in tables["13-policies"]:
        # the border strategy looks ahead; the timeline has only the year in which it was made
        end = "" if row["policy"] == "border_strategy" else row["end"]
        if row["start"] and (row["start"], end) not in spans:
            yield f"{row['policy']}: {row['start']}"
        if not row["start"] and row["end"] and (row["end"], "") not in spans:
            yield f"{row['policy']}: {row['end']}"
    of_kind = {(row["kind"], row["date"]) for row in events}
    for row in tables["13-effects"]:
        if row["year"] and not {("security", row["year"]), ("resistance", row["year"])} & of_kind:
            yield f"{row['effect']}: {row['year']}"
    for row in tables["13-claims"]:
        kind = "security" if row["kind"] == "estimate" else "incidents"
        if row["year"] and (kind, row["year"]) not in of_kind:
            yield f"{row['claim']}: {row['year']}"
    for row in tables["13-resource-rules"]:
        if row["since"] and ("agreement", row["since"]) not in of_kind:
            yield f"{row['rule']}: {row['since']}"
    said = {row["date"]: row["event"] for row in events if row["kind"] == "agreement"}
    shares = {row["part"]: row["share_percent"] for row in tables["13-border-shares"] if row["border"] == UZBEK}
    for date, part in (("2017", "agreed"), ("2018", "open")):
        if f"{shares[part]} percent" not in said[date]:
            yield f"{part} share in the timeline"
    decades = {(row["date"], row["end"]) for row in events if row["date"] in ("1920", "1950", "1980")}
    if decades != {("1920", "1939"), ("1920", "1929"), ("1950", "1959"), ("1980", "1989")}:
        yield "Soviet decades"
    for word, date in (("Independence", "1991"), ("border crisis", "1998"), ("Andijon", "2005"), ("Movement", "1999")):
        if not any(word in row["event"] and row["date"] == date for row in events):
            yield f"{word}: {date}"


@rule("13-arguments", "13-recommendations", "13-incidents", "13-note-marks")
def counts_run_from_one_13(tables: Tables) -> Iterator[str]:
    """Our own numbers run from one, and a mark at an incident is explained among the marks."""
    if [row["step"] for row in tables["13-arguments"]] != [str(step) for step in range(1, 11)]:
        yield "steps"
    if [row["number"] for row in tables["13-recommendations"]] != ["1", "2"] * 3:
        yield "recommendations"
    sentences = {row["mark"]: row["sentence"] for row in tables["13-note-marks"]}
    for row in tables["13-incidents"]:
        first = row["series"] in ("conflicts_1989_2009", "both_borders_2014", "both_borders_2015", "armed_incidents")
        if (first or row["end"] == "2013") and row["value"] not in sentences[row["note_mark"]].split():
            yield f"{row['series']}: mark {row['note_mark']}"
        if row["start"] == row["end"] == "2014" and row["note_mark"] != "9":
            yield f"{row['series']}: mark"
