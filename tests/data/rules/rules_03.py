"""The rules between the numbers of unit 03; see data_rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from data_rules import Tables, one, rule

LAYOUTS: dict[str, tuple[tuple[str, ...], bool]] = {}
NO_LAYOUT: dict[str, str] = {}
IN_TEXT_ORDER: set[str] = set()

PAPERS = ["Egemen Qazaqstan", "Kazakhstanskaia pravda", "Zhas Alash", "Vremia"]


@rule("03-origin-shares", "02-repatriates-origin")
def origins_fall_and_leave_a_rest(tables: Tables) -> Iterator[str]:
    """Five countries from the largest share to the smallest, the same as in chapter 2, and not a whole."""
    shares = {row["origin"]: float(row["share_percent"]) for row in tables["03-origin-shares"]}
    if [*shares.values()] != sorted(shares.values(), reverse=True):
        yield "order"
    if not 90.5 < sum(shares.values()) < 91:
        yield f"sum {sum(shares.values()):.1f}"
    there = {row["origin"] for row in tables["02-repatriates-origin"] if not row["share_percent_high"]}
    if {*shares} != there:
        yield f"countries {sorted(shares)}"


@rule("03-settlement-shares")
def three_oblasts_are_a_bare_majority(tables: Tables) -> Iterator[str]:
    """The text calls them the majority and prints them from the largest down."""
    shares = [float(row["share_percent"]) for row in tables["03-settlement-shares"]]
    if len(shares) != 3 or shares != sorted(shares, reverse=True) or not 50.5 < sum(shares) < 51:
        yield f"{shares}"


@rule("03-returnees", "03-figures-in-prose", "03-events")
def returnees_grow(tables: Tables) -> Iterator[str]:
    """The two years stand in the timeline; the flow grows more than tenfold and stays below the total."""
    rows = tables["03-returnees"]
    early, late = (one(rows, "value", start=year, end=year) for year in (1999, 2005))
    total = one(rows, "value", unit="million persons")
    if not (11 < late / early < 12 and early + late < 1e6 * total and total == 1):
        yield f"{early}, {late}, {total}"
    for row in tables["03-events"]:
        if row["event"].endswith("people return in the year"):
            said = float(row["event"].split()[0].replace(",", ""))
            if said != one(rows, "value", start=row["date"]):
                yield f"{row['event']} in {row['date']}"
    figures = tables["03-figures-in-prose"]
    for figure, year in (("strong_flow_start", 1999), ("strong_flow_end", 2004)):
        if one(figures, "value", figure=figure) != year:
            yield figure


@rule("03-nurly-kosh", "03-policy-measures", "03-events")
def nurly_kosh_is_planned_for_three_years(tables: Tables) -> Iterator[str]:
    """Years agree; a result is one; the quota is that of the decree and of the timeline."""
    rows = tables["03-nurly-kosh"]
    if Counter(row["kind"] for row in rows) != {"planned": 7, "comparison": 1, "result": 1}:
        yield "kinds"
    spans = {(row["start"], row["end"]) for row in rows if row["kind"] == "planned" and row["start"]}
    if spans != {("2009", "2011")} or one(rows, "value", measure="Years of spending") != 3:
        yield f"{spans}"
    if [(row["start"], row["end"]) for row in rows if row["kind"] == "comparison"] != [("2005", "2007")]:
        yield "earlier decrees"
    quota = f"{one(rows, 'value', unit='families per year'):,.0f}"
    measures = tables["03-policy-measures"]
    decree = next(row for row in measures if row["measure"] == "Presidential quota decree")
    dated = any(quota in row["event"] for row in tables["03-events"])
    if not (decree["content"].startswith(quota) and dated):
        yield f"quota {quota}"
    homes = one(rows, "value", unit="families")
    workers, projects = one(rows, "value", unit="workers"), one(rows, "value", unit="projects")
    if not 0.05 < homes / (3 * 20_000) < 0.06 or not 860 < workers / projects < 870:
        yield "homes in the quota, workers in a project"
    tenge, dollars = one(rows, "value", unit="billion tenge"), one(rows, "value", unit="billion US dollars")
    if not (1.5 < tenge / dollars < 1.6 and 0 < one(rows, "value", unit="percent") < 50):
        yield "the two amounts as printed, and less than half of the goal"
    if one(rows, "value", unit="times") != 2:
        yield "doubled"


@rule("03-tenge-and-dollars", "03-nurly-kosh")
def amounts_in_two_currencies(tables: Tables) -> Iterator[str]:
    """The first amount is that of Nurly Kosh; the second makes a dollar some hundreds of tenge."""
    program, costs = tables["03-tenge-and-dollars"]
    for column, unit in (("tenge", "billion tenge"), ("dollars", "billion US dollars")):
        if float(program[column]) != 1e9 * one(tables["03-nurly-kosh"], "value", unit=unit):
            yield column
    if not 334 < float(costs["tenge"]) / float(costs["dollars"]) < 335:
        yield "price of a dollar in chapter 4"
    if (program["chapter"], costs["chapter"]) != ("3", "4"):
        yield "chapters"


@rule("03-stages", "03-events", "03-figures-in-prose")
def stages_follow(tables: Tables) -> Iterator[str]:
    """Numbered, in order, with two years in no stage, and in the timeline."""
    rows = tables["03-stages"]
    if [int(row["number"]) for row in rows] != [1, 2, 3] or one(
        tables["03-figures-in-prose"], "value", figure="stages"
    ) != len(rows):
        yield "numbers"
    first, second, third = rows
    pairs = ((first, second), (second, third))
    gaps = [int(later["start"]) - int(earlier["end"]) for earlier, later in pairs]
    if gaps != [1, 3] or third["end"]:
        yield "years"
    spans = [(row["date"], row["end"]) for row in tables["03-events"] if "tage of policy" in row["event"]]
    if spans != [(row["start"], row["end"]) for row in rows]:
        yield f"timeline {spans}"


@rule("03-policy-measures", "03-stages", "03-events")
def measures_lie_in_their_stage(tables: Tables) -> Iterator[str]:
    """A dated measure lies in its stage, and a printed one stands in the timeline."""
    stages = {row["number"]: (row["start"], row["end"] or "9999") for row in tables["03-stages"]}
    there = {row["date"] for row in tables["03-events"]}
    last = 0
    for row in tables["03-policy-measures"]:
        if bool(row["date"]) != bool(row["basis"]):
            yield f"{row['measure']}: date and basis"
        start, end = stages[row["stage"]]
        if row["date"] and not start <= row["date"][:4] <= end:
            yield f"{row['measure']}: {row['date']} is not in stage {row['stage']}"
        if row["date"] and row["date"] not in there:
            yield f"{row['measure']}: {row['date']} is not in the timeline"
        if int(row["stage"]) < last:
            yield f"{row['measure']}: order"
        last = int(row["stage"])
    if Counter(row["stage"] for row in tables["03-policy-measures"]) != {"1": 2, "2": 4, "3": 6}:
        yield "measures by stage"


@rule("03-newspapers", "03-figures-in-prose")
def newspapers_are_two_by_two(tables: Tables) -> Iterator[str]:
    """One newspaper for each pair of language and ownership; round circulations, all different."""
    rows = tables["03-newspapers"]
    if [row["newspaper"] for row in rows] != PAPERS:
        yield "names"
    if len({(row["language"], row["ownership"]) for row in rows}) != len(rows):
        yield "pairs"
    if one(tables["03-figures-in-prose"], "value", figure="newspapers_read") != len(rows):
        yield "number"
    copies = {row["newspaper"]: int(row["circulation"]) for row in rows}
    if any(count % 10_000 for count in copies.values()) or sum(copies.values()) != 500_000:
        yield f"{copies}"
    if sorted(copies, key=lambda name: copies[name]) != [PAPERS[2], PAPERS[1], PAPERS[0], PAPERS[3]]:
        yield "order of circulations"


@rule("03-web-platforms")
def one_site_has_a_rank(tables: Tables) -> Iterator[str]:
    """Numbers are printed for one site; a rank lies inside the registered sites."""
    rows = tables["03-web-platforms"]
    ranked = [row for row in rows if row["rank"]]
    if [row["site"] for row in ranked] != ["qamshy.kz"] or len(rows) != 3:
        yield "sites"
    for row in ranked:
        if not int(row["rank"]) == 40 < int(row["registered_sites"]) < int(row["visitors_per_month"]):
            yield row["site"]
    if Counter(row["owner_relation"] for row in rows)["owned by returnees"] != 2:
        yield "owners"


@rule("03-frames", "03-newspapers", "03-stages")
def frames_cover_newspapers_and_stages(tables: Tables) -> Iterator[str]:
    """Every newspaper in every stage but one, ids in order, tone that goes with the frame."""
    rows = tables["03-frames"]
    if [row["frame_id"] for row in rows] != [f"f{number:02d}" for number in range(1, 16)]:
        yield "ids"
    if [row["stage"] for row in rows] != sorted(row["stage"] for row in rows):
        yield "stages"
    names = {row["newspaper"] for row in tables["03-newspapers"]}
    pairs = {(row["newspaper"], row["stage"]) for row in rows if row["newspaper"] in names}
    missing = {(name, row["number"]) for name in names for row in tables["03-stages"]} - pairs
    if missing != {("Vremia", "2")}:
        yield f"missing {missing}"
    tones = {
        "kin and homeland": {"favourable"}, "costs and doubts": {"mixed"},
        "labour for the economy": {"official line"},
        "failures of programmes": {"critical"}, "Zhanaozen": {"no blame on returnees", "blame for a time"},
        "great migration": {"favourable"}, "image of returnees": {"defence of returnees"},
    }  # fmt: skip
    for row in rows:
        if row["tone"] not in tones[row["frame"]]:
            yield f"{row['frame_id']}: {row['tone']}"


@rule("03-vocabulary", "03-dated-articles")
def words_are_dated_as_their_articles(tables: Tables) -> Iterator[str]:
    """Three words in each language from the articles of 1992-1997; later words without a period."""
    rows = tables["03-vocabulary"]
    if Counter(row["press"] for row in rows) != {
        "Kazakh-language": 3, "Russian-language": 3, "both": 1, "state newspapers": 2,
    }:  # fmt: skip
        yield "words by press"
    for row in rows:
        if (row["period"] == "1992-1997") != row["press"].endswith("-language"):
            yield f"{row['term']}: {row['period']}"
    dates = [row["date"] for row in tables["03-dated-articles"]]
    if [date[:4] for date in dates] != ["1992", "1992", "1992", "2009", "2011"]:
        yield f"{dates}"


@rule("03-dated-articles", "03-stages", "03-events")
def articles_lie_in_their_stage(tables: Tables) -> Iterator[str]:
    """An article lies in its stage; one with a day stands in the timeline."""
    stages = {row["number"]: (row["start"], row["end"] or "9999") for row in tables["03-stages"]}
    days = {row["date"] for row in tables["03-events"] if row["kind"] == "press"}
    for row in tables["03-dated-articles"]:
        start, end = stages[row["stage"]]
        if not start <= row["date"][:4] <= end or row["date"] not in days:
            yield f"{row['article']}: {row['date']}"


@rule("03-youth-survey", "03-events")
def survey_has_one_sample(tables: Tables) -> Iterator[str]:
    """Same year and ages in both rows; the higher share has the first rank."""
    rows = tables["03-youth-survey"]
    if len({(row["year"], row["age_low"], row["age_high"]) for row in rows}) != 1 or len(rows) != 2:
        yield "sample"
    first, second = sorted(rows, key=lambda row: int(row["rank"]))
    shares = [float(row["share_percent"]) for row in (first, second)]
    if not shares[0] > 1.9 * shares[1] or first["rank"] == second["rank"]:
        yield "ranks"
    if second["share_percent"] != second["age_low"] or int(second["age_high"]) != 2 * int(second["age_low"]):
        yield "14 is a share and an age, and 28 its double"
    if not any(row["kind"] == "survey" and row["date"] == first["year"] for row in tables["03-events"]):
        yield "timeline"


@rule("03-figures-in-prose", "02-regions", "03-events")
def single_numbers_agree(tables: Tables) -> Iterator[str]:
    """Oblasts are those of chapter 2; years and waiting times fit each other."""
    rows = tables["03-figures-in-prose"]

    def value(figure: str) -> float:
        return one(rows, "value", figure=figure)

    regions = Counter(row["macro_region"] for row in tables["02-regions"])
    cities = regions.pop("City")
    if value("oblasts_extended") != sum(regions.values()) or value("capital_cities_left_out") != cities:
        yield "oblasts and cities"
    if not value("northern_oblasts_in_decree") == regions["North"] == value("oblasts_in_decree") - 1:
        yield "northern oblasts"
    if value("figure1_last_year") - value("figure1_first_year") != value("years_of_programme"):
        yield "years of the programme"
    low, high = value("citizenship_years_before_low"), value("citizenship_years_before_high")
    if not value("citizenship_years_after") == 1 < low == value("years_of_benefits_before") < high == low + 2:
        yield "waiting time"
    kazakhs, print_media = value("kazakh_share_1991"), value("print_share_of_media")
    if not value("share_of_ethnic_kazakhs") == 10 < kazakhs < 50 < print_media:
        yield "shares"
    if not any(f"{value('kazakh_share_1991'):.0f} percent" in row["event"] for row in tables["03-events"]):
        yield "the share of 1991 in the timeline"


@rule("03-positions")
def positions_keep_who_speaks(tables: Tables) -> Iterator[str]:
    """Ids in order; only the author states; returnees have ids and no names."""
    rows = tables["03-positions"]
    if [row["position"] for row in rows] != [f"q{number:02d}" for number in range(1, 32)]:
        yield "ids"
    for row in rows:
        if (row["form"] == "stated") != (row["speaker_kind"] == "author"):
            yield f"{row['position']}: {row['form']}"
        if (row["speaker_kind"] == "returnee") != (row["speaker"][:2] in ("p0", "p1")):
            yield f"{row['position']}: {row['speaker']}"
    topics = Counter(row["topic"] for row in rows)
    if (topics["Zhanaozen"], topics["press"], topics["north"]) != (7, 3, 4):
        yield f"topics {topics}"


@rule("03-issues-raised", "03-newspapers")
def issues_follow_the_stages(tables: Tables) -> Iterator[str]:
    """Stages in order; newspapers that raise issues are the two private ones."""
    rows = tables["03-issues-raised"]
    if Counter(row["stage"] for row in rows) != {"1": 2, "2": 4, "3": 8, "": 1}:
        yield "stages"
    if [row["stage"] for row in rows] != sorted((row["stage"] for row in rows), key=lambda stage: stage or "9"):
        yield "order"
    private = {row["newspaper"] for row in tables["03-newspapers"] if row["ownership"] == "private"}
    if {row["who_raises"] for row in rows} & {row["newspaper"] for row in tables["03-newspapers"]} != private:
        yield "newspapers"


@rule("03-events")
def events_follow(tables: Tables) -> Iterator[str]:
    """Sorted by year; an end comes after its start; all are there."""
    rows = tables["03-events"]
    years = [row["date"][:4] for row in rows]
    if years != sorted(years) or len(rows) != 25:
        yield "order or number"
    if Counter(row["kind"] for row in rows) != {
        "policy": 10, "press": 6, "migration": 4, "conflict": 2, "population": 1, "economy": 1, "survey": 1,
    }:  # fmt: skip
        yield "kinds of events"
    for row in rows:
        if row["end"] and row["end"] <= row["date"]:
            yield f"{row['event']}: ends before it starts"
    if [row["date"] for row in rows if row["kind"] == "conflict"] != ["2011-12", "2014-03"]:
        yield "conflicts"
