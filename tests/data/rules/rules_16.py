"""The rules between the numbers of unit 16; see data_rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from data_rules import Tables, one, rule


@rule("16-threats-by-group", "16-threat-totals", "16-figures-in-prose")
def groups_add_up_to_the_people(tables: Tables) -> Iterator[str]:
    """Eight groups from the largest to the smallest, with the sum of the people and not of the threats."""
    values = [int(row["value"]) for row in tables["16-threats-by-group"]]
    if len(values) != one(tables["16-figures-in-prose"], "value", figure="monitored_categories"):
        yield "eight groups"
    if values != sorted(values, reverse=True):
        yield "order"
    totals = tables["16-threat-totals"]
    people, threats = (one(totals, "value", year=2020, measure=name) for name in ("people threatened", "threats"))
    if sum(values) != people:
        yield f"{sum(values)} of {people}"
    if not 2 < threats / people < 2.1 or threats - sum(values) != 730:
        yield f"{threats} threats against {people}"
    part, floor = (one(totals, "value", year=2021, measure=name) for name in ("people threatened", "threats"))
    if part != 475 or not floor < part < people or floor % 100 or {row["months"] for row in totals} != {"", "5"}:
        yield "five months"
    if any(bool(row["qualifier"]) != (row["value"] == "400") for row in totals):
        yield "only the floor is softened"


@rule("16-threat-peaks", "16-threat-trends", "16-threat-sources")
def lists_of_the_monitoring_are_whole(tables: Tables) -> Iterator[str]:
    """Two months of one year and one of the next; seven trends, one a line; nine sources of three kinds."""
    if Counter(row["date"][:4] for row in tables["16-threat-peaks"]) != {"2020": 2, "2021": 1}:
        yield "peaks"
    if [int(row["line"]) for row in tables["16-threat-trends"]] != [*range(150, 157)]:
        yield "trends"
    if sorted(Counter(row["kind"] for row in tables["16-threat-sources"]).values()) != [2, 3, 4]:
        yield "sources"


@rule("16-population")
def kazakhs_are_just_ahead(tables: Tables) -> Iterator[str]:
    """A narrow plurality of 1989, and a majority later."""
    rows = tables["16-population"]
    kazakhs, russians = (one(rows, "persons", group=f"ethnic {name}", date=1989) for name in ("Kazakhs", "Russians"))
    if kazakhs - russians != 307_067:
        yield f"gap {kazakhs - russians}"
    if not 67 < one(rows, "share_percent", date=2021) < 69 or any(
        bool(row["persons"]) == bool(row["share_percent"]) for row in rows
    ):
        yield "a count or a share"


@rule("16-economy")
def trade_and_ranks_are_in_order(tables: Tables) -> Iterator[str]:
    """The European Union trades more than China; two ranks are equal and one is better."""
    rows = {row["indicator"]: float(row["value"]) for row in tables["16-economy"]}
    ranks = [float(row["value"]) for row in tables["16-economy"] if row["unit"] == "rank"]
    if not (len(ranks) == 3 and ranks[0] == ranks[2] == 12 and ranks[1] == ranks[0] - 3):
        yield "ranks"
    if not rows["European Union in external trade"] == 30 == rows["China in all trade"] + 12:
        yield "trade"
    if not 4 < rows["China in inward investment"] < rows["Growth of output per head"] < 7:
        yield "investment or growth a head"
    # the fall of the nineties is more than three times that of 2020
    if not 3.2 < rows["Fall of the economy"] / -rows["Growth of the economy"] < 3.6:
        yield "falls"
    if not 1.6 < rows["Growth of personal loans"] < 1.8:
        yield "loans"


@rule("16-covid")
def the_pandemic_in_proportion(tables: Tables) -> Iterator[str]:
    """Deaths are 1.57 percent of cases, doses 38 for each 100 people, cases 2.8 percent of people."""
    rows = {row["indicator"]: float(row["value"]) for row in tables["16-covid"]}
    people = 1e6 * rows["population"]
    if rows["vaccine doses given"] % 1e6 or rows["confirmed cases"] - 63 * rows["deaths"] != 5437:
        yield "doses or cases"
    for share, low, high in (
        (rows["deaths"] / rows["confirmed cases"], 0.01570, 0.01572),
        (rows["vaccine doses given"] / people, 0.378, 0.379), (rows["confirmed cases"] / people, 0.0281, 0.0282),
    ):  # fmt: skip
        if not low < share < high:
            yield f"{share:.5f}"


@rule("16-elections", "16-women-in-office", "16-figures-in-prose")
def elections_are_in_order(tables: Tables) -> Iterator[str]:
    """The exception is ten below the range; one seat is lost; five parties twice; few women in office."""
    rows = tables["16-elections"]
    usual = "Vote for Nazarbayev in all presidential elections but one"
    low, high = one(rows, "value", item=usual), one(rows, "value_high", item=usual)
    if not low - 10 == one(rows, "value", item="Vote for Nazarbayev in the one contested election") == high - 18:
        yield "votes"
    before, after = (one(rows, "value", item=f"Women elected, {when}") for when in ("before", "after"))
    if before - after != 1 or not 25 < after < one(tables["16-figures-in-prose"], "value", figure="women_quota"):
        yield "women elected"
    parties = one(rows, "value", item="Parties that took part")
    if parties != one(tables["16-figures-in-prose"], "value", figure="parties_author"):
        yield "parties"
    if not parties < one(rows, "value", item="Failed attempts to register a party") == 9:
        yield "attempts"
    if not 63 < one(rows, "value", item="Turnout") < 63.5:
        yield "turnout"
    offices = tables["16-women-in-office"]
    akims, posts = (
        (one(offices, "women", office=name), one(offices, "of_all", office=name))
        for name in ("regional akims", "ministerial posts")
    )
    if posts[0] != 2 * akims[0] or posts[1] - akims[1] != 5 or akims[1] != 17:
        yield "offices"


@rule("16-registration-thresholds", "16-women-in-office")
def thresholds_are_in_order(tables: Tables) -> Iterator[str]:
    """Halved for parties; a hundred times more for a national than for a local body; the regional rule binds."""
    rows = tables["16-registration-thresholds"]
    least = {row["rule"]: int(row["minimum"]) for row in rows}
    if least["members before the reform"] != 2 * least["members after the reform"]:
        yield "halved"
    if not least["people at the founding congress"] == least["people in the initiating committee"] == (
        least["members after the reform"] / 20
    ):
        yield "congress and committee"
    if not least["members"] == 100 * least["citizens"] == least["people at the founding congress"] * 5:
        yield "religious bodies"
    regional = least["members in each oblast and in each of three cities"]
    regions = one(tables["16-women-in-office"], "of_all", office="regional akims")
    if regional % 100 or not least["members"] < regional * regions < 1.05 * least["members"]:
        yield "regional rule"
    if {row["law_year"] for row in rows if "religious" in row["body"]} != {"2011"} or any(
        row["law_year"] for row in rows if row["body"] == "political party"
    ):
        yield "year of the law"


@rule("16-religion")
def religion_is_in_order(tables: Tables) -> Iterator[str]:
    """Two shares leave five percent; cases fall by half; the title has five fewer than the text."""
    rows = tables["16-religion"]
    if one(rows, "value", measure="Muslims") + one(rows, "value", measure="Orthodox Christians") != 95 or one(
        rows, "value", measure="Muslims"
    ) != 72:
        yield "shares"
    first, last = (one(rows, "value", measure="administrative cases", year=year) for year in (2017, 2020))
    title = one(rows, "value", measure="administrative prosecutions in the title of the note", year=2020)
    if last - title != 5 or first - last != 145 or not 0.48 < last / first < 0.5:
        yield "cases"


@rule("16-cases", "16-sanctions")
def sanctions_fit_their_cases(tables: Tables) -> Iterator[str]:
    """Every case of the text that names a sanction has one, no name is printed, and terms fit each other."""
    cases = [row["case"] for row in tables["16-cases"]]
    rows = tables["16-sanctions"]
    if cases != [f"c{number:02d}" for number in range(1, 21)]:
        yield "twenty cases"
    if {*cases} - {row["case"] for row in rows} != {"c19", "c20"}:
        yield "the two who died in custody had no sentence"
    for first, second in (("c01", "c02"), ("c15", "c16"), ("c16", "c17")):
        if [[*row.values()][1:7] for row in rows if row["case"] == first] != [
            [*row.values()][1:7] for row in rows if row["case"] == second
        ]:
            yield f"{first} and {second} are sentenced alike"
    years = {(row["case"], row["measure"], row["status"]): float(row["years"]) for row in rows if row["years"]}
    restriction, prison = "freedom restriction", "prison"
    if not years["c01", prison, "imposed"] == years["c03", restriction, "imposed"] == years["c13", prison, "imposed"]:
        yield "five years"
    if not (
        years["c01", restriction, "imposed"] == years["c03", "restraint", "imposed"]
        == years["c06", restriction, "imposed"] == years["c09", prison, "threatened"]
        == years["c14", prison, "threatened"] == 3
    ):  # fmt: skip
        yield "three years"
    if years["c11", prison, "threatened"] != years["c12", prison, "pardoned"]:
        yield "seven years"
    begun = one(tables["16-cases"], "year", case="c12")
    if one(rows, "until", case="c12", measure=restriction) - begun != years["c12", prison, "pardoned"]:
        yield "the ban is as long as the first term"
    if (years["c09", "probation", "imposed"], years["c10", restriction, "imposed"]) != (1.5, 3.5):
        yield "halves of a year"
    if one(rows, "hours", case="c03", measure="community service") != 100:
        yield "probation or service"
    if [years[case, prison, "imposed"] for case in ("c04", "c07", "c08")] != [6, 4, 18]:
        yield "longest term"
    months = {row["case"]: row["months"] for row in rows if row["months"]}
    if len(rows) != 27:
        yield "rows"
    if months != {"c09": "2", "c12": "5"}:
        yield "months"
    if any(row["status"] != "imposed" and row["measure"] != prison for row in rows):
        yield "only prison is threatened or pardoned"


@rule("16-cases")
def years_of_cases_are_in_range(tables: Tables) -> Iterator[str]:
    """The years that the text prints, and an outcome that is not before them."""
    years = Counter(row["year"] for row in tables["16-cases"])
    if years != {"2016": 2, "2002": 1, "2012": 1, "2017": 1, "2018": 1, "2007": 1, "2020": 2, "2019": 3, "": 8}:
        yield str(years)
    for row in tables["16-cases"]:
        ends = [word for word in row["outcome"].split() if word.isdigit()]
        if row["year"] and ends and ends[0] < row["year"]:
            yield row["case"]


@rule("16-pressure-counts", "16-figures-in-prose")
def counts_of_pressure_are_in_order(tables: Tables) -> Iterator[str]:
    """A rank inside its index, a range of one to two, and counts near each other as in the source."""
    rows = tables["16-pressure-counts"]
    value = {row["item"]: int(row["value"]) for row in rows}
    size = one(tables["16-figures-in-prose"], "value", figure="index_size")
    if not size - 30 < value["Place in the index of press freedom"] == size - 25:
        yield "index"
    if 2 * value["Women's march in Almaty"] != one(rows, "value_high", item="Women's march in Almaty"):
        yield "march"
    if value["Cases under Article 405"] != 10 * value["Human rights organisations under tax investigation"]:
        yield "thirteen and 130"
    if value["Union members on hunger strike"] != 20 * value["Political prisoners"]:
        yield "four hundred and twenty"
    if value["Attacks on media workers or threats of violence"] != 24:
        yield "attacks"
    fine = value["Highest fine after a memorial service"]
    if fine % 5000 or not 2780 < fine / value["Highest fine after a memorial service in MCI"] < 2790:
        yield "fine in two units"
    shortest, longest = (value[f"{end} detention after a memorial service"] for end in ("Shortest", "Longest"))
    if (shortest, longest) != (5, 2):
        yield "days and months of detention"
    cases, share = (
        value[f"Domestic violence, {what}"]
        for what in ("administrative cases begun", "cases withdrawn before a ruling")
    )
    if cases * share != 2_700_000 or cases % 1000:
        yield "domestic violence"


@rule("16-assets")
def amounts_are_in_order(tables: Tables) -> Iterator[str]:
    """Debt, title and judgment of one bank fall; homes and buildings keep their ratio."""
    rows = {row["item"]: float(row["value"]) for row in tables["16-assets"]}
    bank = [rows["Debt found at BTA Bank"], rows["Size of the BTA case in a cited title"],
            rows["Judgments for BTA Bank, mostly in Britain"], rows["Assets frozen in the BTA affair"]]  # fmt: skip
    if bank != sorted(bank, reverse=True) or bank[0] != 10 or bank[1] != 2 * bank[3] or round(bank[2], 1) != 4.8:
        yield f"bank: {bank}"
    if rows["Three homes in Britain"] != rows["Funds of the Kazakhgate affair"] or (
        rows["Three homes in Britain"] * 7 != rows["Buildings in Baker Street, London"] * 4
    ):
        yield "homes"
    for item, amount in (
        ("Direct investment from Kazakhstan in Britain", 1), ("Residence in Britain by investor visa", 205),
        ("Homes bought by the first president's family", 785),
    ):  # fmt: skip
        if rows[item] != amount:
            yield item


@rule("16-deaths", "16-figures-in-prose")
def victims_are_in_order(tables: Tables) -> Iterator[str]:
    """A part is smaller than its whole, ranges rise, and what is told twice agrees."""
    rows = tables["16-deaths"]
    famine, part = (one(rows, "value", event="Famine", group=group) for group in ("all", "ethnic Kazakhs"))
    if not (0.86 < part / famine < 0.87 and famine == one(rows, "value", event="Nuclear tests")):
        yield "famine"
    if part % 100_000 or famine % 100_000:
        yield "printed in tenths of a million"
    revolt = "Suppression of the Central Asian revolt"
    if 5 * one(rows, "value", event=revolt) != 3 * one(rows, "value_high", event=revolt):
        yield "revolt"
    prose = tables["16-figures-in-prose"]
    fire = one(rows, "value", event="House fire")
    if not fire == one(prose, "value", figure="girls_in_fire") == one(prose, "value", figure="girls_in_note"):
        yield "fire"
    dungans, kazakhs = (one(rows, "value", group=group) for group in ("Dungans", "Kazakhs"))
    if (dungans, kazakhs) != (9, 1):
        yield "ten dead"
    if one(rows, "value", event="December protests") != 200 or one(rows, "value", event="Zhanaozen strike") != 14:
        yield "protests"
    spans = {(row["start"], row["end"]) for row in rows if row["end"]}
    if spans != {("1931", "1933"), ("1949", "1963")} or [int(row["start"]) for row in rows] != sorted(
        int(row["start"]) for row in rows
    ):
        yield "years"


@rule("16-movements", "16-events")
def movements_fit_the_timeline(tables: Tables) -> Iterator[str]:
    """What was banned has a year, nothing ends before it begins, and founding years stand in the timeline."""
    events = tables["16-events"]
    for row in tables["16-movements"]:
        if row["status"] == "banned as extremist" and not row["ended"]:
            yield f"{row['name']} has no year of its ban"
        if row["founded"] and row["ended"] and row["ended"] <= row["founded"]:
            yield f"{row['name']} ends before it begins"
        key = row["name"].split(" (")[0]
        for year in filter(None, (row["founded"], row["ended"])):
            if not any(event["date"][:4] == year and any(
                word in event["event"] for word in (key, key.replace(" of Kazakhstan", ""))
            ) for event in events):  # fmt: skip
                yield f"{row['name']}: {year} is not in the timeline"
    parties = [row for row in tables["16-movements"] if row["kind"] == "party"]
    registered = sum(row["status"].startswith("registered") for row in parties)
    if (registered, len(parties), len(tables["16-movements"])) != (4, 8, 24):
        yield "four registered parties of eight"


@rule("16-decree-topics", "16-forces", "16-essays", "16-partners", "16-suggestions", "16-misprints")
def lists_are_whole(tables: Tables) -> Iterator[str]:
    """Nine topics, one a line; three forces; nine contributions; slips of two kinds."""
    if [int(row["line"].split(";")[0]) for row in tables["16-decree-topics"]] != [*range(112, 121)]:
        yield "topics"
    if Counter(row["sensitivity"] for row in tables["16-decree-topics"])["politically contentious"] != 2:
        yield "two topics are contentious"
    if [row["position"] for row in tables["16-forces"]] != ["1", "2", "3"]:
        yield "forces"
    if len(tables["16-essays"]) != 9 or len(tables["16-partners"]) != 13 or len(tables["16-suggestions"]) != 6:
        yield "contributions, partners or suggestions"
    if Counter(row["kind"] for row in tables["16-misprints"]) != {"date": 4, "name": 11}:
        yield "slips"


@rule("16-events", "16-misprints")
def events_follow_each_other(tables: Tables) -> Iterator[str]:
    """In the order of the likely date; a date that is doubted is a slip on record; nothing after July 2021."""
    rows = tables["16-events"]
    dates = [row["likely_date"] or row["date"] for row in rows]
    if dates != sorted(dates) or max(dates) > "2021-07-14" or len(rows) != 95:
        yield f"{len(rows)} events, out of order or too late"
    # a check sum: no other rule would see a wrong year that leaves the order as it is
    if sum(int(row["date"][:4]) for row in rows) != 188_997:
        yield "years"
    doubted = [row for row in rows if row["likely_date"]]
    if len(doubted) != sum(row["kind"] == "date" for row in tables["16-misprints"]):
        yield "doubted dates"
    if any(row["end"] and row["end"][:4] < row["date"][:4] for row in rows):
        yield "ends before it starts"


@rule("16-figures-in-prose", "16-events")
def single_numbers_fit_each_other(tables: Tables) -> Iterator[str]:
    """What is said twice agrees, and spans fit the dates."""
    rows = tables["16-figures-in-prose"]
    value = {row["figure"]: int(row["value"]) for row in rows}
    dates = {row["event"]: row["date"] for row in tables["16-events"]}
    if int(dates["550 years of the Khanate celebrated"]) - int(dates["The Kazakh Khanate is founded"]) != (
        value["khanate_anniversary"]
    ):
        yield "anniversary"
    if not value["years_of_control"] == value["years_to_resignation"] == value["women_quota"] == 30:
        yield "thirty"
    if not value["land_lease_limit"] == 5 * value["land_moratorium"] == 5 * value["early_retirement_years"]:
        yield "lease and moratorium"
    if not value["case_age"] == value["meeting_limit"] == value["competing_forces"] == value["uwo_homes"] == 3:
        yield "three"
    if not value["minister_stint"] == 3 * value["union_suspension"] == 3 * value["family_countries"]:
        yield "eighteen months and six"
    if value["kazakhs_in_xinjiang"] != 600 * value["left_china"] or value["left_china"] != 2500:
        yield "Xinjiang"
    if 2 * value["early_retirement_share"] != 5 * value["family_years"] or value["family_years"] != 20:
        yield "fifty percent and twenty years"
    if value["area_sq_km"] // 100 != 27_249 or value["area_sq_km"] % 100:
        yield "area"
    if (value["famine_kazakh_share"], value["nuclear_tests"], value["area_rank"]) != (38, 110, 9):
        yield "famine, tests or rank"
    if value["freedom_neighbours"] != value["competing_forces"]:
        yield "three neighbours"
    if (value["monitored_categories"], value["union_ban_like"], value["index_size"]) != (8, 7, 180):
        yield "eight, seven or 180"


@rule("16-notes")
def two_notes_are_lost(tables: Tables) -> Iterator[str]:
    """Every mark has a note but two; parts are numbered; counts by outlet are those of a second reading."""
    rows = tables["16-notes"]
    notes = {int(row["note"]) for row in rows}
    if {*range(1, 141)} - notes != {111, 112}:
        yield "lost notes"
    for note in notes:
        parts = [int(row["part"]) for row in rows if int(row["note"]) == note]
        if parts != [*range(1, len(parts) + 1)]:
            yield f"parts of note {note}"
    if len(rows) != 190:
        yield "citations"
    outlets = Counter(outlet for _, outlet in {(row["note"], row["outlet"]) for row in rows})
    for outlet, count in (
        ("RFE/RL", 28), ("Eurasianet", 15), ("Human Rights Watch", 8), ("The Diplomat", 7), ("Twitter", 7),
        ("The Guardian", 6), ("Legislationline", 6), ("OSCE", 5),
    ):  # fmt: skip
        if outlets[outlet] != count:
            yield f"{outlet}: {outlets[outlet]} notes"
    years = Counter(row["date"][:4] for row in rows)
    if (years["2019"], years["2020"], years["2021"]) != (16, 45, 67):
        yield "years"
