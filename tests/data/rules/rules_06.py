"""The rules between the numbers of unit 06; see data_rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from data_rules import Tables, one, rule

LAYOUTS: dict[str, tuple[tuple[str, ...], bool]] = {}
NO_LAYOUT: dict[str, str] = {}  # the chapter has no table
IN_TEXT_ORDER = {"06-visa-terms"}

ISO_DAY = len("2011-05-06")
# lists of the argument and the figure that announces their length
ANNOUNCED = {
    "discursive lines against Islam": "stated_discursive_lines", "aims of the regime": "stated_aims",
    "open entries of Islam into politics": "stated_cases",
    "sets of factors behind the change": "stated_factor_sets", "shifts on the secular side": "stated_shifts",
    "dynamics towards accommodation": "stated_dynamics", "words of caution": "stated_cautions",
    "outside factors in the talk about Islam": "stated_outside_factors",
    "ways in which the divide of Shia and Sunni may lose weight": "stated_ways",
}  # fmt: skip


@rule("06-political-prisoners", "06-figures-in-prose")
def prisoners_add_up(tables: Tables) -> Iterator[str]:
    """Eight classes make the total, which the text repeats; those monitored are a list of their own."""
    rows = tables["06-political-prisoners"]
    parts = [int(row["persons"]) for row in rows if (row["list"], row["level"]) == ("confirmed", "part")]
    total = one(rows, "persons", list="confirmed", level="total")
    if len(parts) != 8 or sum(parts) != total:
        yield f"{len(parts)} classes add up to {sum(parts)}"
    if total != one(tables["06-figures-in-prose"], "value", figure="political_prisoners"):
        yield "the text has another total"
    if max(parts) != one(rows, "persons", category="Religious activists"):
        yield "religious activists are not the largest class"
    if not 0 < one(rows, "persons", list="monitored", level="total") < total or len(rows) != 10:
        yield "people monitored"


@rule("06-prison-dates")
def steps_of_a_term_follow_each_other(tables: Tables) -> Iterator[str]:
    """Arrest, sentence and release come in this order, and a term ends before the next begins."""
    terms: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in tables["06-prison-dates"]:
        terms[row["person"], row["term"]][row["step"]].append(row["date"])
    ends: dict[str, str] = defaultdict(str)
    for (person, term), steps in sorted(terms.items()):
        if not term.isdigit():
            continue
        dates = [day for step in ("arrest", "sentence", "release") for day in steps[step]]
        if [day[:7] for day in dates] != sorted(day[:7] for day in dates):
            yield f"{person}, term {term}: {dates}"
        if ends[person] and steps["arrest"] and min(steps["arrest"]) < ends[person]:
            yield f"{person}, term {term} begins before the last one ends"
        ends[person] = max(steps["release"], default="9999")
    if sorted(term for person, term in terms if person == "p01") != ["1", "2", "3", "short 1", "short 2"]:
        yield "terms of p01"


@rule("06-prison-dates")
def passages_agree_on_a_step(tables: Tables) -> Iterator[str]:
    """Where two passages date one step, they give the same month; each term is dated in both."""
    seen: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in tables["06-prison-dates"]:
        seen[row["person"], row["term"], row["step"]].add(row["date"][:7])
    for step, months in seen.items():
        if len(months) != 1:
            yield f"{step}: {sorted(months)}"
    accounts = Counter(row["account"] for row in tables["06-prison-dates"] if row["person"] == "p01")
    if accounts != {"body": 13, "footnote": 10, "press title": 1}:
        yield f"passages: {dict(accounts)}"


@rule("06-prison-dates", "06-sentences")
def first_term_is_served_to_the_day(tables: Tables) -> Iterator[str]:
    """The first term of p01 lasts as long as its sentence; the second sentence is the limit of both."""
    rows = tables["06-sentences"]
    years = {
        (row["term"], row["account"]): float(row["years"]) + float(row["months"] or 0) / 12
        for row in rows if row["person"] == "p01"
    }  # fmt: skip
    days = {
        row["step"]: date.fromisoformat(row["date"]) for row in tables["06-prison-dates"]
        if row["person"] == "p01" and row["term"] == "1" and len(row["date"]) == ISO_DAY
    }  # fmt: skip
    served = 12 * (days["release"].year - days["arrest"].year) + days["release"].month - days["arrest"].month
    if served != 12 * years["1", "footnote"] or days["release"].day != days["arrest"].day:
        yield f"{served} months of the first term"
    if not years["2", "body"] == years["2", "footnote"] == years["1 and 2", "body"] < years["3", "body"]:
        yield "the second sentence"
    suspended = [(row["person"], row["years"], row["months"]) for row in rows if row["kind"] == "suspended"]
    if suspended != [("p02", "5", "")]:
        yield "suspended sentence"


@rule("06-nardaran", "06-sentences", "06-political-prisoners")
def nardaran_numbers_fit(tables: Tables) -> Iterator[str]:
    """The longest sentence is that of the leader, whoever prints it; the convicted are part of the jailed."""
    rows = tables["06-nardaran"]
    longest = {row["value"] for row in rows if row["measure"].startswith("Longest")}
    if longest != {row["years"] for row in tables["06-sentences"] if row["person"] == "p01" and row["term"] == "3"}:
        yield f"longest sentence: {longest}"
    jailed = one(rows, "value", measure="People in prison over the affair, all called political prisoners")
    convicted = one(rows, "value", measure="Members of the movement convicted with its leader")
    arrested = one(rows, "value", measure="People arrested with the leader")
    religious = one(tables["06-political-prisoners"], "persons", category="Religious activists")
    if not arrested < convicted < religious < jailed < religious + 2:
        yield f"{arrested}, {convicted}, {religious} and {jailed} people"
    villagers, police = (one(rows, "value", measure=f"{who} killed in the raid") for who in ("Villagers", "Policemen"))
    if not one(rows, "value", measure="Residents who died in a police car after a beating") < police:
        yield "the death in a police car"
    if not villagers == 2 * police == one(rows, "value", measure="First detention order for the leader"):
        yield "people killed"
    if 2 * one(rows, "value", measure="Shortest sentence of the defendants") not in {float(text) for text in longest}:
        yield "shortest sentence"
    for row in rows:
        if (row["period"] == "2017-01-25") != (row["measure"].endswith("the defendants")):
            yield f"{row['measure']}: {row['period']}"


@rule("06-tourism", "06-visa-terms", "06-country-lists")
def tourism_fits(tables: Tables) -> Iterator[str]:
    """Parts of the quarter stay below it, stays are the same, and only some covered countries are named."""
    rows, visas = tables["06-tourism"], tables["06-visa-terms"]
    total, electronic, iran = (
        one(rows, "value", group=group, unit="persons")
        for group in ("all foreign tourists", "users of the ASAN system", "tourists from Iran")
    )
    if not 10 * electronic < total < 15 * electronic or not electronic < iran < total / 8:
        yield f"{electronic} and {iran} of {total}"
    growth = [float(row["value"]) for row in rows if row["unit"] == "percent"]
    if not (len(growth) == 2 and growth[0] > 2 * growth[1] > 49):
        yield f"growth: {growth}"
    if not 2.5 < one(rows, "value", unit="billion dollars", period="2016") < 3:
        yield "spending"
    if one(visas, "value", item="Stay") != one(visas, "value", item="Validity"):
        yield "the two visas differ in length"
    named = sum(row["list"] == "ASAN electronic visa" for row in tables["06-country-lists"])
    if not 5 * named < one(visas, "value", item="Countries covered") < 6 * named:
        yield f"{named} countries are named"
    if not one(visas, "value", item="Time of issue") < one(visas, "value", item="Fee") < 30:
        yield "time of issue and fee"


@rule("06-country-lists", "06-figures-in-prose")
def country_lists_are_complete(tables: Tables) -> Iterator[str]:
    """Sixteen examples, seven members, eight, four and three countries, no country twice in a list."""
    rows = tables["06-country-lists"]
    counts = Counter(row["list"] for row in rows)
    if counts["OIC contact group"] != one(tables["06-figures-in-prose"], "value", figure="oic_group_members"):
        yield "members of the contact group"
    expected = {
        "ASAN electronic visa": 16, "OIC contact group": 7, "Istanbul conference of 2011": 8,
        "religious education abroad in Soviet times": 4, "countries where Islamists won elections": 3,
    }  # fmt: skip
    if counts != expected:
        yield f"{dict(counts)}"
    kinds = {"ASAN electronic visa": "named examples", "OIC contact group": "all members",
             "Istanbul conference of 2011": "countries of participants",
             "religious education abroad in Soviet times": "named examples",
             "countries where Islamists won elections": "named examples"}  # fmt: skip
    for row in rows:
        if row["what"] != kinds[row["list"]]:
            yield f"{row['country']}: {row['what']}"


@rule("06-presidents", "06-figures-in-prose")
def presidents_follow_each_other(tables: Tables) -> Iterator[str]:
    """Starts and ends rise; one overlap of less than a quarter is printed, and only the last is in office."""
    rows = tables["06-presidents"]
    if [row["start"] for row in rows] != sorted(row["start"] for row in rows) or len(rows) != 5:
        yield "starts do not rise"
    if [bool(row["end"]) for row in rows] != [True] * 4 + [False]:
        yield "only the last is in office"
    overlaps = [
        (date.fromisoformat(before["end"]) - date.fromisoformat(after["start"])).days
        for before, after in zip(rows, rows[1:], strict=False)
    ]
    if sum(days > 0 for days in overlaps) != 1 or not 60 < max(overlaps) < 90 or overlaps[-1] != 0:
        yield f"overlaps: {overlaps}"
    for row in rows:
        if row["end"] and row["start"] >= row["end"]:
            yield f"{row['president']}: {row['start']} to {row['end']}"
    lines = [(row["identity_line"], row["foreign_policy"]) for row in rows]
    if lines != [("none named", "pro-Moscow")] * 2 + [("Turkism", "pro-Western")] + [("Azerbaijanism", "balanced")] * 2:
        yield "lines of identity"
    rule_of_the_family = 2017 - int(rows[3]["start"][:4])
    said = one(tables["06-figures-in-prose"], "value", figure="years_of_aliyev_rule")
    if not said < rule_of_the_family < said + 5:
        yield f"{rule_of_the_family} years of the family"


@rule("06-argument", "06-figures-in-prose")
def lists_have_the_announced_length(tables: Tables) -> Iterator[str]:
    """Each list runs from 1 to its announced length, in the order of the text."""
    lists: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in tables["06-argument"]:
        lists[row["set"]].append((int(row["rank"]), int(row["line"].split("-")[0])))
    if {*lists} != {*ANNOUNCED}:
        yield f"lists: {sorted(lists)}"
    for name, places in lists.items():
        said = one(tables["06-figures-in-prose"], "value", figure=ANNOUNCED[name])
        if [rank for rank, _ in places] != [*range(1, int(said) + 1)]:
            yield f"{name}: {places}"
        if [line for _, line in places] != sorted(line for _, line in places):
            yield f"{name}: not in the order of the text"


@rule("06-legal-timeline", "06-events", "06-figures-in-prose")
def laws_are_in_order(tables: Tables) -> Iterator[str]:
    """Dated steps rise; the same step has the same date among the events; undated ones are law in force."""
    rows = tables["06-legal-timeline"]
    dated = [row["date"] for row in rows if row["date"]]
    if [day[:7] for day in dated] != sorted(day[:7] for day in dated) or len(rows) != 25:
        yield "dates do not rise"
    for row in rows:
        if (row["step"] == "in the law" or row["instrument"] == "Ban on loudspeakers") != (not row["date"]):
            yield f"{row['instrument']}: a date for all steps but law in force and one practice"
    events = {row["date"] for row in tables["06-events"]}
    for day in ("1921-05", "1995", "1996", "2009", "2010-12", "2011-07", "2013-02-15", "2014-02-03", "2014-10-17",
                "2016-02", "2017-01-10"):  # fmt: skip
        if day not in events or day not in dated:
            yield f"{day} is not in both"
    articles = sorted(row["article"] for row in rows if row["article"])
    if articles != ["4", "4.1", "5", "5.5", "5.6", "85"]:
        yield f"articles: {articles}"


@rule("06-careers")
def careers_overlap_once(tables: Tables) -> Iterator[str]:
    """Studies last five and then one year abroad, and five in Baku, of which two overlap."""
    stages = {
        (row["person"], row["place"]): (int(row["start"]), int(row["end"]))
        for row in tables["06-careers"] if row["start"] and row["end"]
    }  # fmt: skip
    baku, qom, najaf = (stages["p01", place] for place in ("Baku", "Qom", "Najaf"))
    if not (qom[1] == najaf[0] and baku[1] - qom[0] == 2 and najaf[1] - najaf[0] == 1):
        yield f"{baku}, {qom}, {najaf}"
    if baku[1] - baku[0] != qom[1] - qom[0]:
        yield "lengths of the studies"
    if one(tables["06-careers"], "duration_years", place="Poland") != 2:
        yield "training in Poland"
    back = [row["start"] for row in tables["06-careers"] if row["stage"] == "return from studies"]
    if back != [str(najaf[1]), "1998"]:
        yield f"returns: {back}"
    if len(tables["06-careers"]) != 9 or one(tables["06-careers"], "start", person="p02", place="Baku") != baku[0]:
        yield "stages"


@rule("06-source-dates", "06-figures-in-prose")
def dates_of_sources(tables: Tables) -> Iterator[str]:
    """Three sources are older than what they are cited for, one reference is of another year than its footnote."""
    rows = tables["06-source-dates"]
    older = {row["item"] for row in rows if row["source_date"][:7] < row["text_date"][:7]}
    expected = {
        "Report on the hijab ban", "Article on the NGO amendments",
        "Report of a rally, cited for words of the movement's leader",
    }  # fmt: skip
    if older != expected or len(rows) != 12:
        yield f"older: {sorted(older)}"
    prose = tables["06-figures-in-prose"]
    article = next(row for row in rows if row["item"] == "Washington Times article")
    if int(article["source_date"][:4]) != one(prose, "value", figure="oped_year_reference"):
        yield "the reference"
    if int(article["text_date"]) != one(prose, "value", figure="oped_year_footnote"):
        yield "the footnote"
    if one(prose, "value", figure="election_year_footnote") - one(prose, "value", figure="election_year_body") != 10:
        yield "the election"


@rule("06-figures-in-prose", "06-prison-dates")
def figures_of_unit_06_fit(tables: Tables) -> Iterator[str]:
    """Numbers in words agree with counts, and ranks with one another."""
    prose = tables["06-figures-in-prose"]
    said = {row["figure"]: float(row["value"]) for row in prose}
    arrests = {
        row["term"] for row in tables["06-prison-dates"] if row["person"] == "p01" and row["step"] == "arrest"
    }  # fmt: skip
    if said["terms_of_movement_leader"] != len(arrests):
        yield "terms of the leader"
    if said["decade_of_independence"] != said["years_of_independence"] // 10 + 1:
        yield "decade of independence"
    if said["years_after_1995"] != said["years_after_2004"] or said["years_after_1995"] != 2005 - 1995:
        yield "ten years"
    if not said["years_of_democratic_republic"] < said["years_of_aliyev_rule"] < said["years_of_soviet_rule"] == 70:
        yield "years of rule"
    if not said["months_in_jail_imam"] == said["solidarity_games"] == said["hottest_destinations"] == 4:
        yield "fours"
    if not said["main_secular_parties"] == said["stated_ways"] == 2:
        yield "parties and ways"
    if said["new_prisoners_2011"] != said["years_of_independence"] or said["trade_rank_israel"] != 3:
        yield "new prisoners and trade"
    if not said["grant_threshold"] < said["missile_range"] < said["juma_believers"] == 6 * said["missile_range"]:
        yield "threshold, range and believers"
    if len(prose) != len(said) or len(prose) != 32:
        yield f"{len(prose)} figures"


@rule("06-actors", "06-relations")
def relations_have_a_sign_that_fits(tables: Tables) -> Iterator[str]:
    """A kind of tie has one sign, no actor is tied to itself, and the state's acts against clerics are there."""
    signs: dict[str, set[str]] = defaultdict(set)
    for row in tables["06-relations"]:
        signs[row["kind"]].add(row["sign"])
        if row["source"] == row["target"]:
            yield f"{row['source']} is tied to itself"
    for kind, found in signs.items():
        if len(found) != 1:
            yield f"{kind}: {sorted(found)}"
    against = Counter(row["kind"] for row in tables["06-relations"] if row["source"].startswith("Government"))
    if against != {"imprisons": 3, "represses": 1}:
        yield f"acts of the government: {dict(against)}"
    if len(tables["06-actors"]) != 39:
        yield f"{len(tables['06-actors'])} actors"


@rule("06-claims")
def claims_are_numbered(tables: Tables) -> Iterator[str]:
    """Claims run from c01 without a gap, the author's are arguments or forecasts, officials' are not."""
    rows = tables["06-claims"]
    if [row["claim_id"] for row in rows] != [f"c{number:02d}" for number in range(1, 53)]:
        yield "ids"
    for row in rows:
        if (row["evidence"] in ("argument", "projection")) != (row["speaker_side"] == "author"):
            yield f"{row['claim_id']}: {row['evidence']} of {row['speaker_side']}"
    sides = Counter(row["speaker_side"] for row in rows)
    if sides["regime"] != 7 or sides["author"] != 7:
        yield f"sides: {dict(sides)}"


@rule("06-events", "06-muslim-world-ties")
def events_of_unit_06_are_in_order(tables: Tables) -> Iterator[str]:
    """Years rise, spans end after they begin, and dated ties stand among the events."""
    rows = tables["06-events"]
    if [row["date"] for row in rows] != sorted(row["date"] for row in rows) or len(rows) != 70:
        yield f"{len(rows)} events"
    for row in rows:
        if row["end"] and row["end"] <= row["date"]:
            yield f"{row['event']}: ends before it starts"
    dates = {row["date"][:7] for row in rows}
    for row in tables["06-muslim-world-ties"]:
        if len(row["start"]) == len("2016-02") and row["start"] not in dates:
            yield f"{row['partner']}: {row['start']} is no event"
