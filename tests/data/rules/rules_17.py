"""The rules between the numbers of unit 17; see data_rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from data_rules import Row, Tables, meets, one, ratio, rule

LAYOUTS: dict[str, tuple[tuple[str, ...], bool]] = {}
NO_LAYOUT = {
    "17-treaties": "The cells of a row have run together with the treaty; a rule takes them apart.",
    "17-treaties-unassigned": "As for 17-treaties; which states the values belong to cannot be seen.",
}
IN_TEXT_ORDER = {"17-figures-in-prose", "17-timeline-notes"}

# How often each code of a coded column occurs; a cell moved to another code changes two of the counts.
CATEGORIES = {
    ("17-consequences", "theme"): {
        "clans": 1, "ethnic relations": 1, "human rights": 1, "north and south": 1, "opposition": 1,
        "outside powers": 2, "public mood": 1, "state standing": 1,
    },
    ("17-consequences", "direction"): {"more": 2, "risk": 1, "unchanged": 1, "worse": 5},
    ("17-actors", "position"): {
        "acts": 3, "chairs": 1, "decides": 1, "founds": 1, "promises": 1, "supports early vote": 4,
        "takes part": 13,
    },
    ("17-figures-in-prose", "unit"): {
        "article number": 1, "communities": 1, "decades": 2, "nationalities": 1, "percent": 3, "revolts": 1,
        "share": 1, "states": 1, "year": 2, "years": 2,
    },
    ("17-events", "end"): {
        "": 40, "2011-12-17": 1, "2025": 2,
    },
    ("17-revolts", "value_high"): {
        "": 14, "3000": 1,
    },
    ("17-issues-by-country", "kind"): {
        "investigation": 7, "law": 7, "practice": 12, "progress": 3, "services": 6, "society": 8,
    },
    ("17-issues-by-country", "who_says"): {
        "Amnesty International": 1, "Committee on Economic, Social and Cultural Rights": 1,
        "Human Rights Committee": 3, "NGO survey": 1, "author, no source named": 27, "observer, not named": 1,
        "the Committee, short form": 9,
    },
    ("17-claims", "kind"): {
        "fact": 24, "forecast": 4, "interpretation": 17, "judgement": 24, "recommendation": 2,
    },
    ("17-claims", "evidence"): {
        "NGO report": 2, "UN body": 7, "cited timeline": 4, "event": 11, "figure": 6, "named authority": 2,
        "none given": 31, "own role": 8,
    },
    ("17-forecasts", "kind"): {
        "attempt": 1, "commitment": 1, "condition": 2, "expectation": 2, "forecast": 5, "hope": 1, "plan": 4,
        "promise": 2, "recommendation": 1, "scenario": 1, "speculation": 1, "warning": 2,
    },
    ("17-forecasts", "outcome"): {
        "borne out": 1, "not borne out": 5, "not told": 15, "open": 2,
    },
    ("17-actors", "kind"): {
        "civil society": 2, "court": 1, "government": 5, "head of state": 2, "international": 7,
        "parliament": 2, "party": 1, "state body": 4,
    },
    ("17-authorities", "kind"): {
        "NGO": 3, "UN body": 2, "analyst": 1, "database": 1, "not named": 2, "official": 1, "scholar": 3,
        "state body": 1,
    },
    ("17-events", "kind"): {
        "civil society": 6, "economy": 2, "election": 4, "flight or resignation": 4, "foreign policy": 1,
        "institution": 6, "law": 4, "plan": 3, "protest": 5, "survey": 1, "text": 1, "treaty": 3, "violence": 3,
    },
}  # fmt: skip

STATES = ("Kazakhstan", "Kyrgyzstan", "Uzbekistan")  # the order of the printed head
TREATY_ROWS = range(1, 10)
ISSUE_LINES = {
    "expression": (155, 155), "torture": (157, 157), "violence against women": (159, 159),
    "accountability": (161, 161), "sexual minorities": (163, 167), "disability": (169, 171),
}  # fmt: skip


def _numbered(rows: list[Row], column: str, prefix: str) -> bool:
    """Whether ids run from one without a gap, in the order of the file."""
    return [row[column] for row in rows] == [f"{prefix}{number:02d}" for number in range(1, len(rows) + 1)]


@rule("17-treaties", "17-treaties-unassigned")
def treaty_rows_are_the_printed_ones(tables: Tables) -> Iterator[str]:
    """The cells of a row, put together again, are the end of its printed run; three cells have states."""
    cells, runs = defaultdict(list), defaultdict(set)
    for row in tables["17-treaties"]:
        cells[int(row["row"])].append((STATES.index(row["country"]), row["status"]))
        runs[int(row["row"])].add((row["printed_run"], row["abbreviation"], row["treaty"], row["line"]))
    for number, values in cells.items():
        if [place for place, _ in values] != [0, 1, 2]:
            yield f"row {number}: not one value for each state, in the order of the head"
    for row in tables["17-treaties-unassigned"]:
        number = int(row["row"])
        cells[number].append((int(row["value_number"]) - 1, row["status"]))
        runs[number].add((row["printed_run"], row["abbreviation"], row["treaty"], row["line"]))
        if [place for place, _ in cells[number]] != [*range(len(cells[number]))] or len(cells[number]) > 2:
            yield f"row {number}: values are not counted from one, or are as many as the states"
    if sorted(cells) != [*TREATY_ROWS]:
        yield "not nine rows"
    loose = {(row["row"], row["abbreviation"]) for row in tables["17-treaties-unassigned"]}
    if loose != {("2", "OPCAT"), ("4", "ICPPED")}:
        yield "the two rows with fewer values than states"
    for number, values in cells.items():
        if len(runs[number]) != 1:
            yield f"row {number}: its cells name different treaties"
            continue
        run, _, _, line = next(iter(runs[number]))
        statuses = "".join(status for _, status in values)
        name = run.removesuffix(statuses)
        if name == run or name.endswith(("Accession", "Ratification", "Signed")):
            yield f"row {number}: {statuses} in {run}"
        # the head of the table is line 142, and its rows follow it without a blank line
        if line != f"142;{142 + number}":
            yield f"row {number}: line {line}"


@rule("17-issues-by-country")
def every_issue_names_every_state(tables: Tables) -> Iterator[str]:
    """Six issues for three states; one failed inquiry for each; only some sentences leave the state out."""
    rows = tables["17-issues-by-country"]
    if not _numbered(rows, "concern", "c"):
        yield "ids"
    found = Counter((row["issue"], row["country"]) for row in rows)
    issues = list(dict.fromkeys(row["issue"] for row in rows))
    if len(issues) != 6 or {*found} != {(issue, state) for issue in issues for state in STATES}:
        yield "not six issues, each for three states"
    if any(found["accountability", state] != 1 for state in STATES):
        yield "accountability is not one row a state"
    for row in rows:
        if (row["country_in_text"] == "inferred") != bool(row["note"]):
            yield f"{row['concern']}: an inferred state needs a note, a named one none"
        if row["issue"] == "accountability" and row["kind"] != "investigation":
            yield f"{row['concern']}: {row['kind']}"
    for row in rows:
        low, high = ISSUE_LINES[row["issue"]]
        if not low <= int(row["line"]) <= high:
            yield f"{row['concern']}: {row['issue']} on line {row['line']}"
    # the text takes the states in this order within an issue, but turns the last two for two issues
    for issue in issues:
        states = list(dict.fromkeys(row["country"] for row in rows if row["issue"] == issue))
        turned = issue in ("sexual minorities", "disability")
        if states != [STATES[place] for place in ((0, 2, 1) if turned else (0, 1, 2))]:
            yield f"{issue}: {states}"
    if Counter(row["country"] for row in rows) != {"Kazakhstan": 16, "Kyrgyzstan": 13, "Uzbekistan": 14}:
        yield "rows of the states"


@rule("17-revolts", "17-events", "17-figures-in-prose")
def revolts_run_in_order(tables: Tables) -> Iterator[str]:
    """Steps are counted, printed days do not go back, and each printed day is an event."""
    rows = tables["17-revolts"]
    dated = {row["date"] for row in tables["17-events"] if row["article"] == "B"}
    by_revolt = defaultdict(list)
    for row in rows:
        by_revolt[row["revolt"]].append(row)
        if row["date"][:4] != row["revolt"]:
            yield f"{row['date']} in the revolt of {row['revolt']}"
        # the one day that is inferred is "the very next day" after the election
        if (row["basis"] == "printed") != (len(row["date"]) == 10 and row["date"] != "2005-02-28"):
            yield f"{row['date']}: basis {row['basis']}"
        if len(row["date"]) == 10 and row["date"] not in dated:
            yield f"{row['date']} is no event"
        if bool(row["value"]) != bool(row["unit"]) or (row["value_high"] and not row["value"]):
            yield f"{row['date']}: a number and its unit go together"
        if row["value_high"] and not int(row["value"]) < int(row["value_high"]):
            yield f"{row['date']}: the range is upside down"
    for year, steps in by_revolt.items():
        if [row["step"] for row in steps] != [str(number) for number in range(1, len(steps) + 1)]:
            yield f"{year}: steps"
        days = [row["date"] for row in steps if len(row["date"]) == 10]
        if days != sorted(set(days)):
            yield f"{year}: days go back"
    if len(by_revolt) != one(tables["17-figures-in-prose"], "value", figure="major_revolts"):
        yield "two major revolts"
    counted = [row for row in rows if row["value"]]
    if [(row["unit"], bool(row["qualifier"])) for row in counted] != [
        ("winners", False), ("persons", False), ("persons", True)
    ]:  # fmt: skip
        yield "one count of winners and two of persons, the last of them softened"
        return
    # a counter-rally smaller than the protest it answers; winners are no crowd
    if not int(counted[0]["value"]) < int(counted[2]["value"]) < int(counted[1]["value"]):
        yield "winners, counter-rally and protest are not in this order of size"


@rule("17-government-figures")
def government_figures_agree(tables: Tables) -> Iterator[str]:
    """Growth follows from the counts, both sums imply one exchange rate, and each number has its unit."""
    rows = tables["17-government-figures"]
    said = {row["figure"]: float(row["value"]) for row in rows}
    if said["ngos_active_registered"] / said["ngos_early_1990s"] != said["ngo_growth"]:
        yield "growth of NGOs"
    low, high = ratio(said["grants_tenge"], said["grants_dollars"] + 25_000, 5e7, 25_000)
    part_low, part_high = ratio(said["civil_society_tenge"], said["civil_society_dollars"], 50_000, 5_000)
    if not (low <= part_high and part_low <= high):
        yield "two exchange rates"
    # more forums than packages of reforms, and fewer than the meetings at the last one
    if not said["reform_packages"] < said["civil_forum_number"] < said["civil_forum_meetings"]:
        yield "number of the forum"
    if not said["civil_society_tenge"] < said["grants_tenge"]:
        yield "a part above its whole"
    if 10 * said["decades_looked_back"] != said["independence_anniversary"]:
        yield "decades since independence"
    if not said["civil_forum_since"] < said["platform_since"] < said["concept_until"] == 2025:
        yield "years"
    units = {
        "independence_anniversary": "rank", "ngos_early_1990s": "NGOs", "ngos_active_registered": "NGOs",
        "ngo_growth": "times", "grants_tenge": "tenge", "grants_dollars": "US dollars",
        "civil_society_tenge": "tenge", "civil_society_dollars": "US dollars", "civil_forum_since": "year",
        "civil_forum_number": "rank", "civil_forum_meetings": "meetings", "platform_since": "year",
        "reform_packages": "packages", "rally_notice": "days", "libel_article": "article number",
        "concept_until": "year", "decades_looked_back": "decades",
    }  # fmt: skip
    if {row["figure"]: row["unit"] for row in rows} != units:
        yield "figures and their units"
    softened = {row["figure"]: row["qualifier"] for row in rows if row["qualifier"]}
    if softened != {
        "ngos_early_1990s": "approximately", "ngos_active_registered": "around", "grants_dollars": "over",
        "civil_society_tenge": "approximately",
    }:  # fmt: skip
        yield "qualifiers"


@rule("17-figures-in-prose", "17-treaties", "17-events", "17-issues-by-country")
def single_figures_agree(tables: Tables) -> Iterator[str]:
    """What the single numbers say again elsewhere in the unit."""
    rows = tables["17-figures-in-prose"]
    said = {row["figure"]: float(row["value"]) for row in rows}
    if not meets(said["states_compared"], 0, *[len({row["country"] for row in tables["17-treaties"]})] * 2):
        yield "states compared"
    if not said["tenge_devaluation"] < said["rouble_devaluation"]:
        yield "the rouble fell more than the tenge"
    if not said["gdp_growth_2015"] < one(rows, "value_high", figure="gdp_growth_2015") < 5:
        yield "growth of 2015"
    if not said["religious_communities"] < said["nationalities"]:
        yield "communities and nationalities"
    events = tables["17-events"]
    if not any(row["date"] == f"{said['oil_boost_from']:g}" and row["article"] == "A" for row in events):
        yield "start of stronger oil output"
    ends = {row["end"] for row in events if row["article"] == "C"}
    if f"{said['disability_plan_until']:g}" not in ends:
        yield "end of the disability plan"
    findings = " ".join(row["finding"] for row in tables["17-issues-by-country"])
    if f"Article {said['torture_article']:g} " not in findings:
        yield "article on torture"
    if [row["figure"] for row in rows if row["value_high"]] != ["gdp_growth_2015"]:
        yield "one range"
    if {row["figure"]: row["qualifier"] for row in rows if row["qualifier"]} != {
        "rouble_devaluation": "more than", "survey_violence": "almost", "prison_maximum": "up to"
    }:  # fmt: skip
        yield "qualifiers"


@rule("17-timeline-notes")
def notes_follow_each_other(tables: Tables) -> Iterator[str]:
    """Six notes; their marks, their places and the pages they cite do not go back."""
    rows = tables["17-timeline-notes"]
    if [row["note_number"] for row in rows] != [str(number) for number in range(1, 7)]:
        yield "numbers of the notes"
    for row in rows:
        mark, _, note = row["line"].partition(";")
        first = 98 + 4 * int(row["note_number"])
        if mark != row["cited_on"] or note != f"{first}-{first + 2}":
            yield f"note {row['note_number']}: lines {row['line']}"
        if not int(row["page_first"]) < int(row["page_last"]):
            yield f"note {row['note_number']}: pages"
    for before, after in pairwise(rows):
        columns = ("page_first", "page_last", "cited_on")
        if any(int(after[column]) < int(before[column]) for column in columns):
            yield f"note {after['note_number']} goes back"


@rule("17-consequences")
def consequences_are_the_nine_of_the_list(tables: Tables) -> Iterator[str]:
    """Nine items on nine lines; two speak of outside powers, which have more say and not less."""
    rows = tables["17-consequences"]
    if [(row["item"], row["line"]) for row in rows] != [(str(item), str(86 + item)) for item in range(1, 10)]:
        yield "items and lines"
    for row in rows:
        if (row["theme"] == "outside powers") != (row["direction"] == "more"):
            yield f"item {row['item']}: {row['theme']}, {row['direction']}"
    if Counter(row["theme"] for row in rows)["outside powers"] != 2:
        yield "outside powers"


@rule("17-forecasts")
def outcomes_are_told_or_not(tables: Tables) -> Iterator[str]:
    """A told outcome has words, an untold one none; only the official tells of one borne out."""
    rows = tables["17-forecasts"]
    if not _numbered(rows, "forecast", "f") or len(rows) != 23:
        yield "ids"
    for row in rows:
        if (row["outcome"] == "not told") != (not row["outcome_text"]):
            yield f"{row['forecast']}: {row['outcome']}, {row['outcome_text']}"
        if row["outcome"] == "borne out" and row["article"] != "D":
            yield f"{row['forecast']}: borne out in {row['article']}"
    articles = [row["article"] for row in rows]
    if articles != sorted(articles):
        yield "rows do not follow the articles"


LINED = ("17-claims", "17-authorities", "17-actors", "17-events", "17-figures-in-prose", "17-forecasts")


@rule(*LINED)
def claims_stand_in_their_articles(tables: Tables) -> Iterator[str]:
    """Ids carry the letter of the article, lines lie in it, and what a piece relies on fits its claims."""
    ends = {"A": (5, 51), "B": (55, 124), "C": (130, 173), "D": (179, 211)}
    own = {"cited timeline": "B", "UN body": "C", "NGO report": "C", "own role": "D"}
    by_article = defaultdict(list)
    for row in tables["17-claims"]:
        by_article[row["article"]].append(row)
    for article, rows in by_article.items():
        if not _numbered(rows, "claim", article.lower()):
            yield f"{article}: ids"
    for name in LINED:
        for row in tables[name]:
            low, high = ends[row["article"]]
            if not all(low <= int(line) <= high for line in row["line"].replace(";", "-").split("-")):
                yield f"{name}: line {row['line']} is not in {row['article']}"
    for row in tables["17-claims"]:
        if (row["who_says"] == "Official") != (row["article"] == "D"):
            yield f"{row['claim']}: {row['who_says']}"
        if own.get(row["evidence"], row["article"]) != row["article"]:
            yield f"{row['claim']}: {row['evidence']}"
    if {row["article"] for row in tables["17-authorities"]} != {"A", "B", "C"}:
        yield "D names no source"
    actors = tables["17-actors"]
    if sum(row["position"] == "supports early vote" for row in actors) != 4:
        yield "four bodies back the early vote"
    guests = Counter(row["kind"] == "international" for row in actors if row["position"] == "takes part")
    if guests != {True: 7, False: 6}:
        yield f"participants of the platform: {dict(guests)}"


@rule("17-events")
def events_run_in_order(tables: Tables) -> Iterator[str]:
    """Events are sorted by time, end after they begin, and an inferred date says why."""
    rows = tables["17-events"]
    dates = [row["date"] for row in rows]
    if dates != sorted(dates):
        yield "events are not sorted"
    for row in rows:
        if row["end"] and row["end"] <= row["date"][: len(row["end"])]:
            yield f"{row['event']}: ends {row['end']}"
        if row["basis"] == "inferred" and not row["note"]:
            yield f"{row['event']}: inferred without a note"
    inferred = Counter(row["article"] for row in rows if row["basis"] == "inferred")
    if inferred != {"A": 4, "B": 2, "C": 1, "D": 8}:
        yield f"inferred dates: {dict(inferred)}"


@rule(*dict.fromkeys(name for name, _ in CATEGORIES))
def coded_columns_of_unit_17_add_up(tables: Tables) -> Iterator[str]:
    """Each code occurs as often as when it was set."""
    for (name, column), expected in CATEGORIES.items():
        found = Counter(row[column] for row in tables[name])
        if found != expected:
            yield f"{name}, {column}: {dict(found)}"
