"""The rules between the numbers of unit 10; see data_rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from data_rules import Tables, one, ratio, rule

LAYOUTS = {"10-table1-pupil-categories": (("pupils",), False)}
NO_LAYOUT: dict[str, str] = {}
IN_TEXT_ORDER = {"10-nis-fees", "10-school-system", "10-figures-in-prose"}

# Our own codes, which no line of the source holds: rows of each category.
CODED = {
    ("10-claims", "topic"): {
        "theory": 1, "money": 3, "ordinary schools": 3, "purpose": 4, "admission": 4, "national test": 1,
        "spread": 2, "minorities": 2, "decline": 2, "separation": 2, "outcome": 4,
    },
    ("10-claims", "who_kind"): {
        "author": 19, "official": 4, "expert": 1, "principals": 3, "researchers": 1,
    },
    ("10-claims", "evidence"): {
        "cited theory": 1, "none given": 8, "figures with no source": 2, "official figures": 2,
        "interview": 5, "argument": 6, "annual report": 1, "interviews": 2, "cited study": 1,
    },
    ("10-events", "kind"): {"work": 2, "schools": 3, "society": 1, "budget": 3, "evidence": 5, "policy": 4},
    ("10-recommendations", "addressee"): {
        "Parliament and ministry": 4, "elite schools": 5,
        "civil society and international organizations": 3,
    },
    ("10-recommendations", "theme"): {
        "participation": 2, "inclusion": 4, "teachers": 1, "minorities": 1, "return": 1, "partnership": 1,
        "transparency": 1, "assessment": 1,
    },
    ("10-tests", "part"): {"subject": 1, "language": 4, "other": 1, "": 2},
    ("10-schools-named", "place"): {"Almaty city": 2, "Astana city": 1, "Shymkent": 1, "Kazakhstan": 1, "": 3},
    ("10-events", "place"): {"": 16, "Zhanaozen": 1, "Astana city": 1},
    ("10-school-system", "qualifier"): {"": 3, "more than": 2, "up to": 1},
    ("10-school-system", "unit"): {"schools": 1, "pupils": 2, "percent": 2, "times": 1},
    ("10-nis-numbers", "qualifier"): {"almost": 1, "less than": 2, "": 4},
    ("10-nis-numbers", "unit"): {"percent": 3, "pupils": 3, "schools": 1},
    ("10-education-spending", "qualifier"): {"approximately": 1, "": 1, "almost": 1},
    ("10-figures-in-prose", "qualifier"): {"": 19, "up to": 1, "at least": 1},
    ("10-table1-pupil-categories", "counted_by"): {"family": 2, "parents": 2, "child": 2, "place": 1},
}  # fmt: skip


@rule("10-table1-pupil-categories", "10-nis-numbers")
def categories_fit_all_pupils_10(tables: Tables) -> Iterator[str]:
    """Seven categories, each a part of all pupils; the rural one is repeated in the text."""
    rows, numbers = tables["10-table1-pupil-categories"], tables["10-nis-numbers"]
    pupils = {row["category"]: int(row["pupils"]) for row in rows}
    everyone = one(numbers, "value", measure="pupils")
    rural = pupils["Children from rural areas and small towns"]
    if rural != one(numbers, "value", measure="pupils from rural areas and small towns"):
        yield f"rural: {rural}"
    share = one(numbers, "value", measure="share of pupils from rural areas and small towns")
    if not share - 1 < 100 * rural / everyone < share:
        yield f"rural: {rural} of {everyone}"
    if sum(pupils.values()) != 7907 or not max(pupils.values()) < everyone:
        yield f"{sum(pupils.values())} entries"
    if Counter(row["counted_by"] for row in rows) != {"family": 2, "parents": 2, "child": 2, "place": 1}:
        yield "whose traits"
    order = sorted(pupils, key=lambda name: -pupils[name])
    if not order[0].endswith("single-parent families") or not order[-1].endswith("guardianship"):
        yield f"order: {order}"


@rule("10-nis-numbers", "10-school-system")
def pupils_and_shares_agree_10(tables: Tables) -> Iterator[str]:
    """The share of pupils follows from both numbers; the rounded number bounds the exact one."""
    numbers, system = tables["10-nis-numbers"], tables["10-school-system"]
    pupils = one(numbers, "value", measure="pupils")
    if not 0 < one(numbers, "value", measure="pupils rounded") - pupils < 1000:
        yield f"{pupils} rounded"
    share = one(numbers, "value", measure="share of all pupils of Kazakhstan")
    low, high = ratio(100 * pupils, share, 50, 0.005)
    if not low > one(system, "value", measure="pupils of secondary schools") > low - 5e4 or not high < 3e6:
        yield f"{share} percent belong to {low:.0f} to {high:.0f} pupils"
    schools = one(numbers, "value", measure="schools")
    if not 600 < pupils / schools < 700:
        yield f"{schools} schools"
    for row in [*numbers, *system]:
        if (row["unit"] == "percent") != (row["measure"].startswith(("share", "schools with"))):
            yield f"{row['measure']}: unit {row['unit']}"
        if (row["qualifier"] == "less than") != (row["measure"] in {
            "pupils rounded", "share of pupils from rural areas and small towns"
        }):  # fmt: skip
            yield f"{row['measure']}: {row['qualifier']}"


@rule("10-school-system")
def school_system_is_possible_10(tables: Tables) -> Iterator[str]:
    """Schools are of a likely size, and schools without grades are not more than rural schools."""
    rows = tables["10-school-system"]
    schools = one(rows, "value", measure="secondary schools")
    if not 400 < one(rows, "value", measure="pupils of secondary schools") / schools < 410:
        yield f"{schools} schools"
    times = one(rows, "value", measure="rural schools for each urban school")
    without = one(rows, "value", measure="schools without grades")
    equipped = one(rows, "value", measure="schools with facilities for children with disabilities")
    if times != 3 or not equipped < without < 100 * times / (times + 1):
        yield f"{without} percent without grades, {times} rural to one urban"
    if round(equipped + without, 1) != 74.7:
        yield "a changed share"
    if one(rows, "value", measure="pupils in a class of good schools in big cities") != 40:
        yield "class"
    if len(rows) != 6:
        yield f"{len(rows)} rows"


@rule("10-nis-fees", "10-figures-in-prose")
def fees_are_ordered_10(tables: Tables) -> Iterator[str]:
    """Accommodation and foreign residence cost more; private schools are dearer than all."""
    fee = {(row["residence"], row["accommodation"]): int(row["fee_usd"]) for row in tables["10-nis-fees"]}
    here, abroad = ("resident", "non-resident")
    extra = [fee[residence, "with"] - fee[residence, "without"] for residence in (here, abroad)]
    if extra != [3000, 3700] or fee[abroad, "without"] - fee[here, "without"] != 1100:
        yield f"fees: {fee}"
    private = one(tables["10-figures-in-prose"], "value", figure="private_fee")
    if len(fee) != 4 or not 2.5 * max(fee.values()) < private < 3 * max(fee.values()):
        yield f"private schools: {private}"


@rule("10-education-spending", "10-nis-numbers")
def spending_is_consistent_10(tables: Tables) -> Iterator[str]:
    """The share of the ministry's budget stands in two data sets; ranges run upwards."""
    rows = tables["10-education-spending"]
    share = one(rows, "value", measure="Nazarbayev Intellectual Schools in the budget of the ministry")
    measure = "share of the budget of the Ministry of Education and Science"
    if share != one(tables["10-nis-numbers"], "value", measure=measure):
        yield f"{share} percent"
    years = {one(rows, "start", unit="percent"), one(tables["10-nis-numbers"], "year", measure=measure)}
    if years != {2017.0}:
        yield f"years {years}"
    low, high, start, end = (
        one(rows, column, unit="percent of gross domestic product")
        for column in ("value", "value_high", "start", "end")
    )
    if high - low != 0.5 or end - start != 4:
        yield "share of the gross domestic product"
    if one(rows, "value", unit="billion US dollars", start=2016) != 5 or high != 4:
        yield "budgets"


@rule("10-languages-to-learn", "10-figures-in-prose", "10-tests")
def languages_are_counted_10(tables: Tables) -> Iterator[str]:
    """Each group needs three languages; Kazakhs learn one of them and the others two."""
    rows, prose = tables["10-languages-to-learn"], tables["10-figures-in-prose"]
    learn = Counter(row["ethnic_group"] for row in rows if row["status"] == "to learn")
    if learn != {"Kazakhs": 1, "other groups": one(prose, "value", figure="languages_new_for_others")}:
        yield f"to learn: {learn}"
    required = one(prose, "value", figure="languages_required")
    entrance = [row for row in tables["10-tests"] if row["kind"] == "entrance exam"]
    exams = {row["test"] for row in entrance if row["part"] == "language"}
    for group in ("Kazakhs", "other groups"):
        needed = {row["language"] for row in rows if row["ethnic_group"] == group}
        if needed != exams or len(exams) != required:
            yield f"{group}: {exams}"
    if one(prose, "value", figure="languages_of_elite_graduates") != required:
        yield "languages of elite graduates"
    if Counter(row["kind"] for row in tables["10-tests"]) != {
        "entrance exam": 5, "school-leaving exam": 1, "international test": 2
    }:  # fmt: skip
        yield "tests"


@rule("10-life-paths", "10-figures-in-prose", "10-elitization-features")
def portraits_are_complete_10(tables: Tables) -> Iterator[str]:
    """Three kinds of school with the same aspects, as many as types and cases; four features."""
    aspects = defaultdict(set)
    for row in tables["10-life-paths"]:
        aspects[row["school_type"]].add(row["aspect"])
    kinds = {frozenset(found) for found in aspects.values()}
    if len(kinds) != 1 or len(tables["10-life-paths"]) != 5 * len(aspects):
        yield f"aspects: {dict(aspects)}"
    prose = tables["10-figures-in-prose"]
    said = {one(prose, "value", figure=figure) for figure in ("school_types", "representative_cases")}
    if said != {len(aspects)}:
        yield f"{len(aspects)} kinds of school"
    if one(prose, "value", figure="interviews_graduates") != one(prose, "value", figure="interviews_experts"):
        yield "as many graduates as experts"
    if one(prose, "value", figure="interviews_graduates") != len(aspects) ** 2:
        yield "nine interviews"
    if len(tables["10-elitization-features"]) != 4:
        yield "four features"


@rule("10-events", "10-programmes", "10-figures-in-prose", "10-nis-fees")
def years_agree_10(tables: Tables) -> Iterator[str]:
    """Events end after they start and bear the years that other data sets have."""
    events = tables["10-events"]
    if any(row["end"] and row["end"] <= row["date"] for row in events) or len(events) != 18:
        yield "an event ends before it starts, or one is missing"
    if [row["date"] for row in events if row["basis"] == "inferred"] != ["1990", "2050"]:
        yield "two dates are inferred"
    dates = {(row["date"][:4], row["end"]) for row in events}
    for programme in tables["10-programmes"]:
        if programme["year"] and (programme["year"], programme["end"]) not in dates:
            yield programme["programme"]
    prose = tables["10-figures-in-prose"]
    paid = one(prose, "value", figure="paid_places_since")
    if not any("who pay" in row["event"] and float(row["date"]) == paid for row in events):
        yield f"paid places since {paid}"
    written = one(prose, "value", figure="year_of_text")
    gap = one(prose, "value", figure="years_since_transition_plan")
    if not any("12 years" in row["event"] and float(row["date"][:4]) == written - gap for row in events):
        yield f"{gap} years before {written}"


@rule("10-figures-in-prose")
def single_numbers_agree_10(tables: Tables) -> Iterator[str]:
    """Counts of words and grades keep their order, and each number is there once."""
    value = {row["figure"]: float(row["value"]) for row in tables["10-figures-in-prose"]}
    if len(value) != 21 or value["word_education"] - value["strategy_rank"] != value["word_healthcare"]:
        yield "words of the strategy"
    usual = value["usual_entry_grade"]
    if not value["early_entry_grade"] < usual == value["proposed_grades"] - value["plan_reforms"]:
        yield "grades"
    if value["schools_per_regional_capital"] != value["early_entry_grade"]:
        yield "at least one, from the first"
    if value["program_issues"] != 18 or value["test_gap"] != 2 * value["strategy_rank"]:
        yield "issues and gap"


@rule("10-claims", "10-recommendations", "10-schools-named")
def ids_run_on_10(tables: Tables) -> Iterator[str]:
    """Ids have no gap, the author speaks as author, and the three addressees have their share."""
    for name, letter in (("10-claims", "c"), ("10-recommendations", "r")):
        ids = [row[name[3:-1]] for row in tables[name]]
        if ids != [f"{letter}{number:02d}" for number in range(1, len(ids) + 1)]:
            yield f"{name}: ids"
    for row in tables["10-claims"]:
        if (row["who_kind"] == "author") != ("author" in row["who_says"]):
            yield f"{row['claim']}: {row['who_says']}"
    if sorted(Counter(row["addressee"] for row in tables["10-recommendations"]).values()) != [3, 4, 5]:
        yield "addressees"
    if len(tables["10-claims"]) != 28:
        yield "claims"
    kinds = Counter(row["kind"] for row in tables["10-schools-named"])
    if kinds != {"private": 2, "regular": 2, "elite": 4}:
        yield f"schools: {kinds}"


@rule(
    "10-claims",
    "10-education-spending",
    "10-events",
    "10-figures-in-prose",
    "10-nis-numbers",
    "10-recommendations",
    "10-school-system",
    "10-schools-named",
    "10-table1-pupil-categories",
    "10-tests",
)
def codes_are_counted_10(tables: Tables) -> Iterator[str]:
    """Each coded column has as many rows of every category as on the day of coding."""
    for (name, column), expected in CODED.items():
        if Counter(row[column] for row in tables[name]) != expected:
            yield f"{name}: {column}"
