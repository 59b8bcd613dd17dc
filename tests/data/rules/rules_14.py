"""The rules between the numbers of unit 14; see data_rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from data_rules import Tables, one, rule

KYRGYZSTAN, TAJIKISTAN = "Kyrgyzstan", "Tajikistan"
ANSWERS = ["very good", "good", "bad", "very bad"]
LAYOUTS = {"14-openness": (("share_percent",), False)}
NO_LAYOUT: dict[str, str] = {}
IN_TEXT_ORDER = {"14-officers-injured"}


@rule("14-openness", "14-openness-in-text")
def openness_is_complete_14(tables: Tables) -> Iterator[str]:
    """Six groups a country with four answers; no row passes 100; the text repeats the answer bad."""
    rows, said = tables["14-openness"], tables["14-openness-in-text"]
    by_group: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
    for row in rows:
        by_group[row["survey_country"], row["neighbour"]].append((row["answer"], float(row["share_percent"])))
    if Counter(country for country, _ in by_group) != {KYRGYZSTAN: 6, TAJIKISTAN: 6}:
        yield "six groups in each country"
    for (country, neighbour), cells in by_group.items():
        if [answer for answer, _ in cells] != ANSWERS:
            yield f"{country}, {neighbour}: answers"
        if not 35 < sum(share for _, share in cells) < 75:
            yield f"{country}, {neighbour}: the four answers add up to 35 to 75 percent"
    bad = {key: dict(cells)["bad"] for key, cells in by_group.items()}
    for country, neighbour, decimals in ((KYRGYZSTAN, "Family of Tajiks", 0), (TAJIKISTAN, "Family of Kyrgyz", 1)):
        share = one(said, "value", survey_country=country, unit="percent")
        if round(bad[country, neighbour], decimals) != share:
            yield f"{country}: the text says {share}"
        if {row["neighbour"] for row in said if row["survey_country"] == country} != {neighbour}:
            yield f"{country}: the text speaks of {neighbour}"
    worse = sum(share >= bad[KYRGYZSTAN, "Family of Tajiks"] for (country, _), share in bad.items()
                if country == KYRGYZSTAN)  # fmt: skip
    if worse != one(said, "value", survey_country=KYRGYZSTAN, unit="rank"):
        yield "rank of Tajiks"
    # the rank in Tajikistan cannot be counted: fewer groups are printed
    if one(said, "value", survey_country=TAJIKISTAN, unit="rank") != 7:
        yield "stated rank of Kyrgyz"


@rule("14-openness")
def openness_falls_down_the_table_14(tables: Tables) -> Iterator[str]:
    """The Kyrgyz table is sorted by very good, the Tajik one by bad; couples are at the far end of both."""
    cells = {
        country: {
            answer: [float(row["share_percent"]) for row in tables["14-openness"]
                     if (row["survey_country"], row["answer"]) == (country, answer)]
            for answer in ANSWERS
        }
        for country in (KYRGYZSTAN, TAJIKISTAN)
    }  # fmt: skip
    if cells[KYRGYZSTAN]["very good"] != sorted(cells[KYRGYZSTAN]["very good"]):
        yield "very good in Kyrgyzstan"
    if cells[TAJIKISTAN]["bad"] != sorted(cells[TAJIKISTAN]["bad"], reverse=True):
        yield "bad in Tajikistan"
    if cells[KYRGYZSTAN]["bad"] != sorted(cells[KYRGYZSTAN]["bad"], reverse=True):
        yield "bad in Kyrgyzstan"
    for country, answers in cells.items():
        for answer, end in (("very good", min), ("good", min), ("bad", max), ("very bad", max)):
            if answers[answer][0] != end(answers[answer]):
                yield f"{country}, {answer}: the first row is at the end"


@rule("14-incidents", "14-events", "14-figures-in-prose")
def averages_make_the_total_14(tables: Tables) -> Iterator[str]:
    """Two averages of three years give almost the total; sources differ; the timeline repeats the numbers."""
    rows = tables["14-incidents"]
    total, first, second = (
        one(rows, "value", start=start, end=end) for start, end in ((2012, 2017), (2012, 2014), (2015, 2017))
    )
    if not total - 2 < 3 * first + 3 * second < total:
        yield f"{first} and {second} in {total}"
    if {row["counted_from"]: row["start"] for row in rows if row["measure"] == "average"} != {
        "media reports": "2012", "official statistics": "2015",
    }:  # fmt: skip
        yield "sources of the averages"
    events = {(row["date"], row["end"]): row["event"] for row in tables["14-events"] if row["kind"] == "incidents"}
    for row in rows:
        said = f"{row['qualifier']} {row['value']}".strip()
        if said not in events.get((row["start"], row["end"]), "").lower():
            yield f"{row['series']}: the timeline has another number"
    if one(tables["14-figures-in-prose"], "value", figure="incident_years") != 2017 - 2012:
        yield "years of the count"


@rule("14-officers-injured", "14-events")
def officers_add_up_14(tables: Tables) -> Iterator[str]:
    """Two sides make the total, and the timeline has it."""
    rows = tables["14-officers-injured"]
    both, kyrgyz, tajik = (one(rows, "officers", side=side) for side in ("both", KYRGYZSTAN, TAJIKISTAN))
    if both != kyrgyz + tajik or kyrgyz <= tajik:
        yield f"{kyrgyz} and {tajik} in {both}"
    if not any(f"{both:g} are injured" in row["event"] for row in tables["14-events"] if row["date"] == "2014-01"):
        yield "the timeline has another number"


@rule("14-border-lengths", "14-events")
def lengths_and_miles_agree_14(tables: Tables) -> Iterator[str]:
    """Miles follow from kilometres, and parts are shorter than the whole."""
    rows = tables["14-border-lengths"]
    for row in rows:
        if round(float(row["km"]) / 1.609344) != int(row["miles"]):
            yield f"{row['km']} km are not {row['miles']} miles"
    section, agreed, whole = (one(rows, "km", part=part) for part in ("section in the valley", "agreed", "whole"))
    if not section < whole - agreed < agreed < whole:
        yield "the agreed part is more than half, and the section shorter than the rest"
    if [row["part"] for row in rows if row["qualifier"] and row["as_of"]] != ["agreed"]:
        yield "only the agreed part has a year and a qualifier"
    if not any(f"about {agreed:g} km" in row["event"] for row in tables["14-events"] if row["date"] == "2016"):
        yield "the timeline has another length"


@rule("14-ways-of-conflict")
def scores_are_ordered_14(tables: Tables) -> Iterator[str]:
    """Protest is highest, higher on the Tajik side, and violent ways are lower there."""
    rows = tables["14-ways-of-conflict"]
    score = {(row["country"], row["way"].split()[0]): float(row["score"]) for row in rows}
    if len(score) != 5 or {row["scale_points"] for row in rows} != {"5"}:
        yield "five scores on a scale of five"
    if not score[TAJIKISTAN, "more"] < score[KYRGYZSTAN, "threat"] < score[KYRGYZSTAN, "blocking"]:
        yield "violent ways"
    if not 3 < score[KYRGYZSTAN, "peaceful"] < score[TAJIKISTAN, "peaceful"] < 5:
        yield "protest"
    if score[KYRGYZSTAN, "blocking"] - score[KYRGYZSTAN, "threat"] > 0.15:
        yield "two ways are called equally important"


@rule("14-survey-numbers", "14-studies")
def survey_numbers_fit_14(tables: Tables) -> Iterator[str]:
    """Eleven shares of known studies; words stay shares; few fights by ethnicity, more boys than girls."""
    rows = tables["14-survey-numbers"]
    value = {row["indicator"]: float(row["value"]) for row in rows}
    if len(value) != 11:
        yield "eleven shares"
    if any((row["unit"] == "share") != (float(row["value"]) < 1) for row in rows):
        yield "a share lies below one, a percentage above"
    if not value["extortion_girls"] * 4 < value["extortion_boys"] < value["extortion_girls"] * 5:
        yield "boys and girls"
    if not value["fights_ethnic_tj"] < value["fights_ethnic_kg"] < 5 < value["fights_neighbourhoods"] < 50:
        yield "fights"
    if not value["racketeering"] < value["extortion_boys"] < value["fights_south"]:
        yield "extortion and fights"
    if value["some_russian"] != value["ethnic_identity_batken"] or value["no_russian"] / 100 > value["some_russian"]:
        yield "thirds, and knowledge of Russian"
    for row in rows:
        exact = row["indicator"].startswith(("extortion", "fights_ethnic"))
        if exact == bool(row["qualifier"]):
            yield f"{row['indicator']}: qualifier"
        if row["unit"] == "percent" and not exact and row["value"] not in ("13", "24") and int(row["value"]) % 5:
            yield f"{row['indicator']}: softened numbers are round"
    years = {row["study"]: int(row["published"]) for row in tables["14-studies"]}
    if len(years) != 7:
        yield "seven studies"
    for row in tables["14-studies"]:
        if row["fieldwork"] and int(row["fieldwork"]) >= int(row["published"]):
            yield f"{row['study']} is published after the survey"
    if years["fes_kg"] + 1 != years["fes_tj"] or not years["saferworld"] < years["thiessen"] < years["acted"]:
        yield "years of the studies"


@rule("14-donor-waves", "14-figures-in-prose", "14-frames")
def lists_are_as_long_as_said_14(tables: Tables) -> Iterator[str]:
    """Waves follow each other, and every counted list has the announced length."""
    waves, said = tables["14-donor-waves"], tables["14-figures-in-prose"]
    if [row["wave"] for row in waves] != ["1", "2", "3", "4"] or any(
        before["end"] != after["start"] for before, after in zip(waves, waves[1:], strict=False)
    ):
        yield "waves"
    if len(waves) != one(said, "value", figure="donor_waves") or waves[-1]["end"]:
        yield "number of waves"
    members = Counter(row["list"] for row in tables["14-frames"])
    for figure, name in (
        ("roadmap_documents", "documents of the roadmap"), ("concept_pillars", "pillars of the Concept"),
        ("markers_kyrgyzstan", "identity markers, southern Kyrgyzstan"), ("strands", "strands on youth"),
        ("markers_tajikistan", "identity markers, Tajikistan"), ("resolution_ways", "ways of Resolution 2250"),
        ("affiliation_scales", "scales of ethno-affiliation"),
    ):  # fmt: skip
        if members[name] != one(said, "value", figure=figure):
            yield f"{name}: {members[name]}"
    for low, high in (("program_years_low", "program_years_high"), ("assessment_years_low", "assessment_years_high")):
        if not one(said, "value", figure=low) < one(said, "value", figure=high):
            yield f"{low} and {high}"
    # lists that are lost or not coded, and lengths: their numbers, once more
    for figure, number in (("principles", 9), ("tajik_priorities", 10), ("series_groups", 6), ("workshop_days", 5),
                           ("closure_months", 3), ("civil_war_years", 5), ("kyrgyz_project_years", 3),
                           ("ways_in_kyrgyzstan", 3), ("program_years_high", 5)):  # fmt: skip
        if one(said, "value", figure=figure) != number:
            yield figure
    if one(said, "value", figure="years_of_tension") != one(said, "value", figure="years_of_uncertain_borders"):
        yield "tension and uncertain borders are dated alike"
    if members["priorities of initiatives"] != 4 or members["departures of the new discourse"] != 5:
        yield "lists by letter and by ordinal"
    people, land = (one(said, "value", figure=figure) for figure in ("isfara_residents", "irrigated_land"))
    if not 19 < people / land < 20 or people % 10_000 or land % 1_000:
        yield "residents to a hectare"


@rule("14-solutions", "14-theories", "14-programmes", "14-programme-places", "14-activities", "14-recommendations")
def matrices_are_complete_14(tables: Tables) -> Iterator[str]:
    """Tables 1 to 3 have all their rows, and every theory has a programme or a solution."""
    theories = {row["theory"]: row["setting"] for row in tables["14-theories"]}
    if any((name[0] == "b") != (setting == "border") for name, setting in theories.items()):
        yield "ids of theories"
    applied = Counter(row["theory"] for row in tables["14-programmes"])
    if applied != {**{f"a{number}": 1 for number in range(1, 8)}, "a8": 3}:
        yield "programmes by theory"
    solved = Counter(row["theory"] for row in tables["14-solutions"])
    if solved != {"b1": 2, "b2": 2, "b3": 5, "b4": 2} or {*applied, *solved} != {*theories}:
        yield "solutions by theory"
    challenge = {row["theory"]: row["challenge"] for row in tables["14-solutions"]}
    if [*challenge.values()] != ["animosities", "ethnicity and nationalism", "animosities and trust", "risky behaviour"]:
        yield "challenges"
    places = Counter(row["programme"] for row in tables["14-programme-places"])
    if places.pop("Global Citizenship Corps", 0) != 6 or {*places.values()} != {1} or len(places) != 9:
        yield "places of programmes"
    if len(tables["14-activities"]) != 6:
        yield "six types of activities"
    points = [(row["addressee"], row["number"]) for row in tables["14-recommendations"]]
    if Counter(addressee for addressee, _ in points) != {
        "local governments": 3, "donors": 2, "community and media organisations": 2, "researchers": 1,
    }:  # fmt: skip
        yield "recommendations"
    names = [name for name, _ in points]
    if any(int(number) != names[: place + 1].count(name) for place, (name, number) in enumerate(points)):
        yield "numbers of recommendations"


@rule("14-openness")
def openness_columns_keep_their_sums_14(tables: Tables) -> Iterator[str]:
    """Sums of the printed columns; no sum is printed, these guard the digits."""
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for row in tables["14-openness"]:
        sums[row["survey_country"], row["answer"]] += float(row["share_percent"])
    for country, expected in ((KYRGYZSTAN, (24.4, 107.1, 104.1, 47.7)), (TAJIKISTAN, (52.7, 139.7, 72.4, 59.8))):
        for answer, total in zip(ANSWERS, expected, strict=True):
            if round(sums[country, answer], 1) != total:
                yield f"{country}, {answer}: {sums[country, answer]:.1f}"


@rule("14-events", "14-policies", "14-donor-waves", "14-studies", "14-arguments")
def timeline_agrees_with_the_topics_14(tables: Tables) -> Iterator[str]:
    """Events stand in order of time, and a year that a topic prints is a year of the timeline."""
    events = tables["14-events"]
    years = [row["date"][:4] for row in events]
    if any(row["end"] and row["end"] <= row["date"] for row in events):
        yield "an event ends before it starts"
    if any(int(after) < int(before) - 2 for before, after in zip(years, years[1:], strict=False)):
        yield "order of time"
    spans = {(row["kind"], row["date"], row["end"]) for row in events}
    for row in tables["14-policies"]:
        if row["start"] and ("policy", row["start"], row["end"]) not in spans:
            yield f"{row['policy']}: {row['start']}"
    for row in tables["14-donor-waves"]:
        if ("donors", row["start"], row["end"]) not in spans:
            yield f"wave {row['wave']}"
    research = {date[:4] for kind, date, _ in spans if kind == "research"}
    for row in tables["14-studies"]:
        # of the two studies with a survey year the timeline has the survey; the baseline of 2013 is only cited
        year = row["fieldwork"] or row["published"]
        if row["study"] != "thiessen" and year not in research:
            yield f"{row['study']}: {year}"
    if [row["step"] for row in tables["14-arguments"]] != [str(step) for step in range(1, 12)]:
        yield "steps"
