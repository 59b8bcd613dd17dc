"""The rules between the numbers of unit 08; see data_rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from data_rules import Tables, one, rule

LAYOUTS: dict[str, tuple[tuple[str, ...], bool]] = {}
NO_LAYOUT = {
    "08-table1-ranked-answers": "the two columns of the table stand below each other, list after list",
    "08-table1-numbers": "the numbers stand in sentences inside the cells",
    "08-figure1-factors": "the labels of the boxes hold no numbers",
}
IN_TEXT_ORDER = {"08-respondents", "08-answers-in-text", "08-legal-ages"}

GROUPS = ("Kazakh", "Russian")
KINDS_OF_PAPERS = {"concept": 3, "law": 3, "programme": 2}

# Our own codes, which no line of the source holds: rows of each category.
CODED = {
    ("08-claims", "topic"): {
        "harm": 1, "policy": 2, "pilot course": 2, "objections": 3, "family": 4, "language": 2,
        "region": 2, "shame": 2, "gender": 7, "abstinence": 1, "services": 6, "sources": 3, "abroad": 2,
        "method": 3, "conclusion": 4,
    },
    ("08-claims", "evidence"): {
        "news and cited figures": 1, "review of documents": 1, "none given": 22, "interview": 6,
        "reading of the course": 1, "survey comments and interview": 1, "cited study": 5, "law": 1,
        "survey of the chapter": 6,
    },
    ("08-country-comparison", "compared_for"): {
        "the case": 1, "example of success": 3, "neighbour of great influence": 1, "related culture": 1,
        "Central Asian country": 4,
    },
    ("08-claims", "who_kind"): {
        "author": 30, "expert": 5, "opponents": 3, "activist": 1, "commenters": 1, "lecturers": 1,
        "researchers": 2, "respondents": 1,
    },
    ("08-events", "place"): {
        "": 23, "Germany": 1, "Turkey": 2, "Tajikistan": 1, "Astana city": 2, "Almaty city": 1,
        "Samarkand oblast": 1, "Kyrgyzstan": 1,
    },
    ("08-key-questions", "answered_in"): {"Table 1": 4, "text alone": 1, "nowhere as such": 1},
    ("08-events", "kind"): {"policy": 10, "services": 1, "abroad": 6, "evidence": 5, "study": 8, "news": 2},
    ("08-figure1-factors", "theme"): {
        "education": 1, "health care": 1, "language": 1, "gender": 1, "culture": 1, "politics": 1,
    },
    ("08-health-indicators", "age_group"): {"15-19": 2, "teenage": 3, "15-16": 1, "15": 2, "": 3},
    ("08-health-indicators", "area"): {"all": 9, "rural": 1, "urban": 1},
    ("08-health-indicators", "qualifier"): {"": 9, "over": 1, "around": 1},
    ("08-health-indicators", "year"): {"": 8, "2016": 1, "2004": 1, "2013": 1},
    ("08-pilot-course-places", "role"): {"pilot of the course": 1, "town tested before the course": 2},
    ("08-policies", "outcome_class"): {
        "no action": 1, "not acted on": 1, "scrapped": 1, "measures elsewhere": 2, "little attention": 2,
        "possible basis": 1,
    },
    ("08-recommendations", "addressee"): {
        "lawmakers and ministries": 2, "state and health authorities": 4,
        "activists and non-governmental organizations": 4,
    },
    ("08-recommendations", "theme"): {"education": 2, "services": 3, "law": 1, "information": 4},
    ("08-respondents", "unit"): {"persons": 4, "percent": 2, "": 2},
    ("08-table1-numbers", "group"): {"Kazakh": 5, "Russian": 2},
    ("08-figures-in-prose", "qualifier"): {"": 24},
    ("08-table1-ranked-answers", "group"): {"Kazakh": 12, "Russian": 14, "both": 1},
}  # fmt: skip


@rule("08-respondents", "08-answers-in-text", "08-figures-in-prose")
def sample_adds_up_08(tables: Tables) -> Iterator[str]:
    """Groups add to all respondents, the two sexes to 100 percent, and bases are those of the groups."""
    rows, prose = tables["08-respondents"], tables["08-figures-in-prose"]
    size = {
        group: one(rows, "value", characteristic="respondents", group=group) for group in ("all", *GROUPS)
    }
    if size["all"] != size["Kazakh"] + size["Russian"] or not size["Kazakh"] < size["Russian"]:
        yield f"groups: {size}"
    shares = {sex: one(rows, "value", characteristic=sex, group="Kazakh") for sex in ("females", "males")}
    if shares["females"] + shares["males"] != 100 or not shares["males"] < shares["females"]:
        yield f"sexes: {shares}"
    for sex, share in shares.items():
        if not _whole_people(share, size["Kazakh"]):
            yield f"{share} percent {sex} are no whole people"
    russian = sorted(row["value"] for row in rows if row["group"] == "Russian")
    if russian != ["", "", "34"] or size["Russian"] % 2:
        yield "the Russian group is even, and its two sexes have no printed number"
    for row in [*rows, *tables["08-answers-in-text"]]:
        if row["base"] and float(row["base"]) != size[row["group"]]:
            yield f"base {row['base']} of the {row['group']} group"
        if row["base"] and not float(row["value"]) < float(row["base"]):
            yield f"{row['value']} out of {row['base']}"
    questions = [
        one(prose, "value", figure=f"survey_questions{part}") for part in ("", "_demographic", "_choice")
    ]
    if questions[0] != questions[1] + questions[2]:
        yield f"questions: {questions}"
    youngest, oldest = (one(prose, "value", figure=f"respondent_age_{end}") for end in ("youngest", "oldest"))
    if oldest != 2 * youngest:
        yield f"ages: {youngest} to {oldest}"
    south = one(rows, "value", characteristic="grew up in the south", group="Kazakh")
    if not size["Kazakh"] / 2 < south < 0.7 * size["Kazakh"]:
        yield "a majority of the Kazakh group is from the south"


def _whole_people(percent: float, people: float) -> bool:
    return any(round(100 * count / people) == percent for count in range(int(people) + 1))


@rule("08-answers-in-text", "08-respondents")
def answers_are_possible_08(tables: Tables) -> Iterator[str]:
    """Parents are named by three in four, doubts by few, and the percentage is one of whole people."""
    rows = tables["08-answers-in-text"]
    size = one(tables["08-respondents"], "value", characteristic="respondents", group="Kazakh")
    parents = one(rows, "value", answer="parents should educate", group="Kazakh")
    if not (_whole_people(parents, size) and 50 < parents < 75):
        yield f"{parents} percent of {size}"
    first = one(rows, "value", answer="first information from a parent", group="Kazakh")
    doubt = "questioned the accuracy of what is online"
    doubts = [one(rows, "value", answer=doubt, group=group) for group in GROUPS]
    if first != 1 or doubts[0] != first or not doubts[0] < doubts[1] < 5:
        yield f"few people: {first}, {doubts}"
    if one(rows, "value", answer="met pornography while searching", group="both") != 0.5:
        yield "half"
    if Counter(row["unit"] for row in rows) != {"persons": 3, "percent": 1, "share": 1}:
        yield "units"


@rule("08-table1-numbers", "08-respondents")
def table_1_shares_fit_the_counts_08(tables: Tables) -> Iterator[str]:
    """Agree and disagree make 100 percent; the counts make the share; ages differ by one year."""
    rows = tables["08-table1-numbers"]
    size = one(tables["08-respondents"], "value", characteristic="respondents", group="Kazakh")
    agree = {group: one(rows, "value", measure="agree that literacy matters for both sexes", group=group)
             for group in GROUPS}  # fmt: skip
    against = {sex: one(rows, "value", measure="disagree", sex=sex) for sex in ("all", "males", "females")}
    if agree["Kazakh"] + against["all"] != 100 or agree["Russian"] != 100:
        yield f"{agree}, {against}"
    if round(100 * (against["males"] + against["females"]) / size) != against["all"]:
        yield f"{against} of {size}"
    if against["males"] != 3 * against["females"]:
        yield "three males to one female"
    ages = [one(rows, "value", measure="age at first search", group=group) for group in GROUPS]
    if ages != [11, ages[0] + 1]:
        yield f"ages {ages}"
    units = {"age at first search": {"years"}, "disagree": {"percent", "persons"}}
    for row in rows:
        one_sex = row["sex"] != "all"
        if row["unit"] not in units.get(row["measure"], {"percent"}) or one_sex != (row["unit"] == "persons"):
            yield f"{row['measure']}: unit {row['unit']}"
    if len(rows) != 7:
        yield f"{len(rows)} rows"


@rule("08-table1-ranked-answers")
def lists_are_complete_08(tables: Tables) -> Iterator[str]:
    """Each list has the positions 1 to 3; lists of sources differ as the text says."""
    lists: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in tables["08-table1-ranked-answers"]:
        lists[row["question"], row["group"]][row["item"]] = int(row["position"])
        joined = {"Friends", "Family", "Parents", "School"}
        if row["note"].startswith("Printed with another") and row["item"] not in joined:
            yield f"{row['item']} stands alone"
    single = lists.pop(("language with more information", "both"))
    if single != {"Russian": 1}:
        yield f"language: {single}"
    if len(lists) != 8:
        yield f"{len(lists)} lists"
    for key, items in lists.items():
        if {*items.values()} != {1, 2, 3}:
            yield f"{key}: positions {items}"
        # a stroke joins two answers in two cells of the Russian group
        if len(items) != 3 + (key in {("sources now", "Russian"), ("who should educate", "Russian")}):
            yield f"{key}: {len(items)} answers"
    kazakh, russian = (lists["first sources", group] for group in GROUPS)
    if {*kazakh} != {*russian} or kazakh["Friends"] != 1 or russian["Internet"] != 1:
        yield "first sources"
    if not kazakh["Internet"] < kazakh["School"]:
        yield "first sources of the Kazakh group"
    if not russian["Internet"] < russian["School"] < russian["Friends"]:
        yield "without friends the order is the same in both groups"
    now = [lists["sources now", group] for group in GROUPS]
    if any(items["Internet"] != 1 or items["Private clinics"] != 2 or items["Friends"] != 3 for items in now):
        yield "sources now"
    why = [lists["why the internet", group] for group in GROUPS]
    if why[0]["Non-embarrassing environment"] != 1 or {*why[0]} & {*why[1]} != {"Quick reply", "Anonymity"}:
        yield "why the internet"
    if why[0]["Anonymity"] != why[1]["Anonymity"] or why[1]["Quick reply"] != 1:
        yield "why the internet: order"
    who = [lists["who should educate", group] for group in GROUPS]
    if any(items["Parents"] != 1 for items in who) or who[1]["School"] != 1 or who[0]["School"] != 2:
        yield "who should educate"
    if who[1]["Student clinics"] != 3:
        yield "student clinics are last"


@rule("08-health-indicators", "08-figures-in-prose")
def indicators_agree_08(tables: Tables) -> Iterator[str]:
    """Before fifteen is less than at fifteen and in school; Germany halves; rural is above urban."""
    rows, prose = tables["08-health-indicators"], tables["08-figures-in-prose"]
    value = {row["indicator"]: float(row["value"]) for row in rows}
    before, school = value["first_sex_before_15"], value["first_sex_in_school_years"]
    rural, urban = value["active_at_fifteen_rural"], value["active_at_fifteen_urban"]
    if not before < value["infertile_couples"] < urban < rural < school < 65:
        yield "order of the shares"
    if round(before + school, 1) != 78.2 or rural - urban != 11:
        yield "a changed share"
    fall = 1 - value["teenage_pregnancies_2013"] / value["teenage_pregnancies_2004"]
    if fall != one(prose, "value", figure="german_decline"):
        yield f"Germany falls by {fall}"
    if value["teenage_mothers_a_year"] != one(prose, "value", figure="headline_teen_births"):
        yield "the text and the title of its source"
    if not 0.4 < value["births_to_15_and_16"] / value["teenage_mothers_a_year"] < 0.45:
        yield "births"
    if value["abortions_a_year"] != 1e6 or value["families_with_taboo"] != 0.33:
        yield "Russia"
    for row in rows:
        area, unit = row["area"], row["unit"]
        if (area != "all") != row["indicator"].endswith(f"_{area}"):
            yield f"{row['indicator']}: area {area}"
        if row["year"] and row["indicator"][-4:].isdigit() and not row["indicator"].endswith(row["year"]):
            yield f"{row['indicator']}: year {row['year']}"
        if (unit in ("percent", "share")) != (float(row["value"]) <= 100):
            yield f"{row['indicator']}: unit {unit}"
    if Counter(row["country"] for row in rows) != {"Kazakhstan": 7, "Germany": 2, "Russia": 2}:
        yield "countries"


@rule("08-legal-ages", "08-figures-in-prose")
def legal_ages_climb_08(tables: Tables) -> Iterator[str]:
    """Prosecution, marriage and medical care follow; the proposal lowers the last to the second."""
    rows = tables["08-legal-ages"]
    law = [int(row["age"]) for row in rows if row["status"] == "law"]
    today = one(tables["08-figures-in-prose"], "value", figure="consent_age_today")
    if law != [14, 16, 18] or law[-1] != today:
        yield f"{law}, today {today}"
    proposed = one(rows, "age", right="give informed consent to medical care", status="proposal")
    if proposed != one(rows, "age", right="marry") or len(rows) != 4:
        yield f"proposed: {proposed}"
    if one(tables["08-figures-in-prose"], "value", figure="contraceptives_sold_below") != today:
        yield "contraceptives"


@rule("08-policies", "08-events")
def papers_stand_in_the_timeline_08(tables: Tables) -> Iterator[str]:
    """Every document has its event; programmes end; papers are counted by kind."""
    papers = tables["08-policies"]
    dates = {(row["date"][:4], row["end"]) for row in tables["08-events"] if row["kind"] == "policy"}
    for paper in papers:
        end = paper["period_end"] if paper["form"] == "programme" else ""
        if (paper["year"], end) not in dates:
            yield f"{paper['policy']}: {paper['year']} has no event"
        if (paper["form"] == "programme") != (paper["outcome_class"] == "measures elsewhere"):
            yield f"{paper['policy']}: {paper['outcome_class']}"
        if paper["period_start"] != (paper["year"] if paper["form"] == "programme" else ""):
            yield f"{paper['policy']}: starts in another year"
        if paper["period_end"] and int(paper["period_end"]) < int(paper["year"]) + 4:
            yield f"{paper['policy']}: ends too early"
    if Counter(paper["form"] for paper in papers) != KINDS_OF_PAPERS:
        yield "kinds of documents"
    years = [int(paper["year"]) for paper in papers]
    if years != sorted(years) or sum(bool(paper["period_end"]) for paper in papers) != 5:
        yield "order or periods"
    scrapped = [paper for paper in papers if paper["outcome_class"] == "scrapped"]
    if [(paper["policy"][:6], paper["period_end"]) for paper in scrapped] != [("Law on", "2009")]:
        yield "one law is scrapped"


@rule("08-events", "08-interviews")
def events_are_ordered_08(tables: Tables) -> Iterator[str]:
    """Ends follow starts, interviews stand in both tables, questionnaires fall into the survey."""
    events = tables["08-events"]
    if any(row["end"] and row["end"] <= row["date"] for row in events):
        yield "an event ends before it starts"
    days = {row["date"] for row in events if row["kind"] == "study" and row["event"].startswith("Interview")}
    if days != {row["date"] for row in tables["08-interviews"]} or len(days) != 4:
        yield f"interviews: {sorted(days)}"
    (survey,) = (row for row in events if "anonymous survey" in row["event"])
    quoted = [row["date"] for row in events if row["event"].startswith("A questionnaire")]
    if len(quoted) != 3 or any(not survey["date"] <= day <= survey["end"] for day in quoted):
        yield f"questionnaires: {quoted}"
    if len(events) != 32:
        yield f"{len(events)} events"


@rule("08-country-comparison", "08-pilot-course-places", "08-figure1-factors")
def coded_tables_are_complete_08(tables: Tables) -> Iterator[str]:
    """Ten countries, three examples of success, four boxes with six factors, two tested towns."""
    countries = tables["08-country-comparison"]
    if Counter(row["in_school_curriculum"] for row in countries) != {"yes": 3, "no": 3, "not said": 4}:
        yield "countries"
    for row in countries:
        if (row["in_school_curriculum"] == "yes") != (row["compared_for"] == "example of success"):
            yield row["country"]
        if (row["in_school_curriculum"] == "not said") != (row["compared_for"] == "Central Asian country"):
            yield row["country"]
    if Counter(row["box"] for row in tables["08-figure1-factors"]) != {"A": 3, "B": 1, "C": 1, "D": 1}:
        yield "boxes"
    towns = {row["dominant_language"]: row["awareness_before"] for row in tables["08-pilot-course-places"]}
    if towns != {"": "", "Russian": "higher", "Kazakh": "lower"}:
        yield f"towns: {towns}"


@rule("08-claims", "08-key-questions", "08-recommendations")
def ids_run_on_08(tables: Tables) -> Iterator[str]:
    """Ids have no gap, the author speaks as author, and short steps follow the main goal."""
    for name, letter in (("08-claims", "c"), ("08-recommendations", "r"), ("08-key-questions", "k")):
        column, width = ("question", 1) if letter == "k" else (name[3:-1], 2)
        ids = [row[column] for row in tables[name]]
        if ids != [f"{letter}{number:0{width}d}" for number in range(1, len(ids) + 1)]:
            yield f"{name}: ids"
    for row in tables["08-claims"]:
        if (row["who_kind"] == "author") != row["who_says"].startswith("the author"):
            yield f"{row['claim']}: {row['who_says']}"
    if Counter(row["horizon"] for row in tables["08-recommendations"]) != {"long term": 2, "short term": 8}:
        yield "horizons"
    if len(tables["08-claims"]) != 44:
        yield "claims"


@rule("08-figures-in-prose")
def single_numbers_agree_08(tables: Tables) -> Iterator[str]:
    """Ages that belong together are ordered, and small counts are what the text lists."""
    rows = tables["08-figures-in-prose"]
    value = {row["figure"]: float(row["value"]) for row in rows}
    if value["pilot_age_oldest"] != value["pilot_age_youngest"] + 4 or value["pilot_age_youngest"] != 15:
        yield "ages of the pilot"
    if value["consultation_age_oldest"] != value["parents_age_for_talk"]:
        yield "the group of children reaches the age from which parents would talk"
    if value["consultation_age_youngest"] != value["consultation_age_oldest"] - 2:
        yield "ages of the children"
    if value["tested_towns"] != value["pilot_later_oblasts"] or value["tested_towns"] != 2:
        yield "two and two"
    if value["german_decline_years"] != 10 or value["top_reasons"] != 3:
        yield "ten years, three reasons"
    if value["youngest_kidnapped_bride"] != 15 or value["top_developed_countries"] != 30:
        yield "abroad"
    if value["headline_schoolgirls"] != 900 or value["headline_kidnapped"] != 5:
        yield "titles"
    if value["youth_health_centers"] != value["survey_questions"] - 1:
        yield "centers"
    if value["days_before_girl_child_day"] != 5 or len(rows) != 24:
        yield "days"


@rule(
    "08-claims",
    "08-country-comparison",
    "08-events",
    "08-figure1-factors",
    "08-figures-in-prose",
    "08-health-indicators",
    "08-key-questions",
    "08-pilot-course-places",
    "08-policies",
    "08-recommendations",
    "08-respondents",
    "08-table1-numbers",
    "08-table1-ranked-answers",
)
def codes_are_counted_08(tables: Tables) -> Iterator[str]:
    """Each coded column has as many rows of every category as on the day of coding."""
    for (name, column), expected in CODED.items():
        if Counter(row[column] for row in tables[name]) != expected:
            yield f"{name}: {column}"
