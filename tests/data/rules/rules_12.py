"""The rules between the numbers of unit 12; see data_rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from data_rules import Tables, one, rule

LAYOUTS: dict[str, tuple[tuple[str, ...], bool]] = {}
NO_LAYOUT = {
    "12-mine-conflicts": "the cells of a mine stand on several lines, one of them inside a line; held by "
    "text order",
    "12-influence": "the percent sign is glued to the number at the end of the line; held by text order",
}
IN_TEXT_ORDER = {
    "12-influence", "12-licences", "12-mine-conflicts", "12-respondents", "12-survey-counts",
}  # fmt: skip

MINES = ["Jerui", "Andash", "Taldy-Bulak"]
# percentages that no whole number of 44 people gives; "about 65" is softened by the author
NOT_FROM_44 = {40, 65, 53, 17, 60}


def from_44(percent: float) -> bool:
    """Whether some whole number of 44 people rounds to a percentage."""
    return any(abs(100 * count / 44 - percent) <= 0.5 for count in range(45))


@rule("12-mine-conflicts", "12-figures-in-prose")
def table_1_has_three_mines(tables: Tables) -> Iterator[str]:
    """Three mines; one dash; the most peaceful protests and changes of owner at Jerui."""
    rows = tables["12-mine-conflicts"]
    if [row["mine"] for row in rows] != MINES:
        yield "three mines in the order of the table"
        return
    if len(rows) != one(tables["12-figures-in-prose"], "value", figure="mines_with_conflicts"):
        yield "the text speaks of three mines"
    for column in ("ownership_changes", "peaceful_protests", "court_cases"):
        numbers = [int(row[column]) for row in rows]
        if any(after >= before for before, after in pairwise(numbers)):
            yield f"{column} fall from mine to mine"
    if [row["violent_protests"] == "" for row in rows] != [True, False, False]:
        yield "the dash stands at Jerui and nowhere else"
    if rows[1]["violent_protests"] != rows[2]["violent_protests"]:
        yield "the other two have the same number"
    for row in rows:
        expected = ("Russian", "Vostok Geolodobycha", "construction") if row["mine"] == "Jerui" else (
            "Australian", "Robust Resources", "suspended")  # fmt: skip
        if (row["investor"], row["licensee"], row["status"]) != expected:
            yield f"{row['mine']}: investor, licensee and status"


@rule("12-influence", "12-information-channels", "12-survey-answers")
def shares_of_44(tables: Tables) -> Iterator[str]:
    """Yes and no make 100; exactly five printed percentages cannot come from 44 people."""
    influence = [float(row["percent"]) for row in tables["12-influence"]]
    if sum(influence) != 100 or influence[0] > influence[1]:
        yield f"{influence}"
    shares = [*influence, *(float(row["percent"]) for row in tables["12-information-channels"])]
    shares += [float(row["value"]) for row in tables["12-survey-answers"] if row["unit"] == "percent"]
    if len(shares) != 16 or {share for share in shares if not from_44(share)} != NOT_FROM_44:
        yield f"{sorted(share for share in shares if not from_44(share))}"


@rule("12-information-channels", "12-figures-in-prose")
def channels_are_ranked(tables: Tables) -> Iterator[str]:
    """Each question lists its channels from the most to the least named; internet is third."""
    rows = tables["12-information-channels"]
    for question, size in (("now", 4), ("wanted", 3)):
        shares = [float(row["percent"]) for row in rows if row["question"] == question]
        if len(shares) != size or shares != sorted(shares, reverse=True) or sum(shares) <= 100:
            yield f"{question}: {shares}"
        if not shares or shares[0] <= 50:
            yield f"{question}: the first is a majority"
    wanted = [row["channel"] for row in rows if row["question"] == "wanted"]
    rank = one(tables["12-figures-in-prose"], "value", figure="wanted_internet_rank")
    if wanted.index("internet") + 1 != rank:
        yield "rank of the internet"
    if [row["qualifier"] for row in rows] != ["", "", "", "", "about", "", ""]:
        yield "only the first wanted channel is softened"


@rule("12-survey-counts", "12-survey-answers", "12-figures-in-prose", "12-respondents")
def attendance_is_the_rest(tables: Tables) -> Iterator[str]:
    """Who never went and who went make up all of the asked, and they are the same 44 everywhere."""
    asked = one(tables["12-figures-in-prose"], "value", figure="respondents_local")
    if one(tables["12-respondents"], "value", group="local communities") != asked:
        yield "44 villagers"
    answers = tables["12-survey-answers"]
    for row in tables["12-survey-counts"]:
        if float(row["respondents"]) != asked:
            yield f"{row['question']}: {row['respondents']} asked"
        rest = round(100 - 100 * float(row["count"]) / asked)
        if one(answers, "value", question=row["question"], answer="have attended") != rest:
            yield f"{row['question']}: {rest} percent"
    for row in answers:
        if (row["unit"] == "share") != (row["value"] == "0.67"):
            yield f"{row['question']}: only two-thirds is a share"


@rule("12-respondents", "12-survey-bodies", "12-figures-in-prose")
def bodies_are_as_many_as_counted(tables: Tables) -> Iterator[str]:
    """The lists of names have the announced lengths."""
    named = Counter(row["group"] for row in tables["12-survey-bodies"])
    for row in tables["12-respondents"]:
        if row["unit"] == "bodies" and named[row["group"]] != int(row["value"]):
            yield f"{row['group']}: {named[row['group']]} named"
    if named["NGO in conflict work"] != one(tables["12-figures-in-prose"], "value", figure="national_ngos"):
        yield "NGOs"
    if [row["value"] for row in tables["12-respondents"] if row["unit"] == "persons"] != ["44", "3"]:
        yield "persons"


@rule("12-survey-villages", "12-distances", "12-mine-conflicts")
def villages_stand_by_their_mines(tables: Tables) -> Iterator[str]:
    """Four villages for three mines; a distance for each mine; the resident is nearer than the author."""
    pairs = {(row["mine"], row["village"]) for row in tables["12-survey-villages"]}
    rows = tables["12-distances"]
    if len(pairs) != 4 or not {(row["mine"], row["village"]) for row in rows} <= pairs:
        yield "a distance to a village that stands by another mine"
    if {mine for mine, _ in pairs} != {row["mine"] for row in tables["12-mine-conflicts"]}:
        yield "each mine has a village"
    by_author = [float(row["km"]) for row in rows if row["who_says"] == "author"]
    if len(by_author) != 3 or by_author != sorted(by_author) or by_author[-1] > 25:
        yield f"{by_author}"
    said = [row for row in rows if row["km_said"]]
    if len(said) != 1 or said[0]["km"] or not float(said[0]["km_said"]) < by_author[0] < 2:
        yield "one distance is said by a resident, of Andash"


@rule("12-deposits", "12-licences", "12-events")
def deposits_and_licences_agree(tables: Tables) -> Iterator[str]:
    """Years of discovery rise and stand in the timeline; licences are as many as mines named with them."""
    rows = tables["12-deposits"]
    found = [row["found"] for row in rows if row["found"]]
    if found != sorted(found) or len(found) != 3:
        yield f"{found}"
    events = [row for row in tables["12-events"] if "is found" in row["event"]]
    told = {(row["date"], row["event"].split()[0]) for row in events}
    if told != {(row["found"], row["mine"]) for row in rows if row["found"]}:
        yield "the timeline has other years"
    every, explored, extraction = (int(row["number"]) for row in tables["12-licences"])
    if Counter(row["explored"] for row in rows)["yes"] != explored or explored + extraction >= every:
        yield f"{explored} explored of {every}"
    if [row["mine"] for row in rows if row["extraction"] == "yes"] != ["Jerui"] or extraction != 1:
        yield "Jerui alone has a licence for extraction"


@rule("12-region")
def talas_is_rural_and_small(tables: Tables) -> Iterator[str]:
    """Agriculture is below the rural share, mining far below; districts are fewer than the regions."""
    rows = tables["12-region"]
    value = {row["measure"]: float(row["value"]) for row in rows}
    if len(rows) != 8 or not 20 < value["Population"] / value["Area"] < 23:
        yield "about 22 people on a square kilometre"
    farming = 100 * value["Share of people who live on agriculture"]
    rural = value["Share of people in rural areas"]
    if not value["Share of mining"] < value["Share of residents in poverty"] < farming < rural < 100:
        yield "mining, poverty, agriculture, rural"
    if value["Districts (rayons)"] >= value["Regions (oblasts)"]:
        yield "four districts, seven oblasts"
    if [row["qualifier"] for row in rows if row["qualifier"]] != ["less than"]:
        yield "only mining is bounded"


@rule("12-economy")
def five_mines_weigh_more_in_industry(tables: Tables) -> Iterator[str]:
    """Gross product is the widest base and industry the narrowest, with exports between."""
    mines, product, industry, exports = (float(row["value"]) for row in tables["12-economy"])
    if not mines < product < 10 or not product < 100 * exports == 50 < industry < 60:
        yield f"{mines}, {product}, {industry}, {exports}"


@rule("12-investor-origins", "12-conflict-causes")
def lists_are_complete(tables: Tables) -> Iterator[str]:
    """Eight foreign countries and one domestic investor; four regions, one without a place in brackets."""
    if Counter(row["kind"] for row in tables["12-investor-origins"]) != {"foreign": 8, "domestic": 1}:
        yield "investors"
    causes = tables["12-conflict-causes"]
    if [row["region"] for row in causes if not row["site"]] != ["Talas oblast"] or len(causes) != 4:
        yield "regions"


@rule("12-renegotiations", "12-figures-in-prose", "12-events")
def renegotiations_span_eight_years(tables: Tables) -> Iterator[str]:
    """Three years, eight apart, each in the timeline."""
    years = [row["year"] for row in tables["12-renegotiations"]]
    prose = tables["12-figures-in-prose"]
    if len(years) != one(prose, "value", figure="renegotiations"):
        yield f"{years}"
    if int(years[-1]) - int(years[0]) != one(prose, "value", figure="renegotiation_span"):
        yield f"{years}"
    told = [row for row in tables["12-events"] if row["event"].startswith("Centerra Gold renegotiates")]
    if years != [row["date"] for row in told]:
        yield "the timeline has other years"


@rule("12-figures-in-prose", "12-reforms-2012", "12-events")
def single_numbers_agree(tables: Tables) -> Iterator[str]:
    """Numbers that stand in two places are the same, ranges have their ends in order."""
    prose, events = tables["12-figures-in-prose"], tables["12-events"]
    number = {row["figure"]: float(row["value"]) for row in prose}
    if number["conflict_zones"] != number["conflict_zones_note"]:
        yield "zones of conflict"
    if [float(row["value"]) for row in tables["12-reforms-2012"] if row["value"]] != [number["levy"]]:
        yield "levy"
    if number["conflict_period_start"] != number["first_licence_year"]:
        yield "start of the conflicts"
    for name in ("programme_weeks", "council_years"):
        if not number[f"{name}_low"] < number[f"{name}_high"] <= 3:
            yield name
    if not number["strategy_end"] - number["strategy_start"] == 20:
        yield "twenty years of strategy"
    dates = {row["date"] for row in events}
    for figure in ("commission_year", "first_licence_year", "first_gold", "reform_year"):
        if str(int(number[figure])) not in dates:
            yield f"{figure} is not in the timeline"
    if not any(f"{number['conflict_zones']:g} zones" in row["event"] for row in events):
        yield "zones of conflict in the timeline"
    if not any(f"{number['cyanide_container']:g}-ton" in row["event"] for row in events):
        yield "container in the timeline"
    if number["text_year"] - number["reform_year"] != number["years_after_reform"] - 1:
        yield "five years are called six"


@rule("12-note-shift")
def notes_shift_by_one(tables: Tables) -> Iterator[str]:
    """Each printed note fits the mark after its own; the last fits none."""
    rows = tables["12-note-shift"]
    if [row["note_number"] for row in rows] != [str(number) for number in range(53, 60)]:
        yield "notes 53 to 59"
    for row in rows[:-1]:
        if int(row["mark_that_fits"]) != int(row["note_number"]) + 1:
            yield f"note {row['note_number']}"
    if rows[-1]["mark_that_fits"]:
        yield "the last note fits no mark"


@rule("12-recommendations", "12-conclusions", "12-stakeholder-views")
def argument_is_complete(tables: Tables) -> Iterator[str]:
    """Numbers run on for each addressee; five conclusions; every group of the survey speaks."""
    numbers: dict[str, list[int]] = {}
    for row in tables["12-recommendations"]:
        numbers.setdefault(row["addressee"], []).append(int(row["number"]))
    sizes = {"NGOs": 3, "national government": 6, "local government": 4, "mining companies": 2}
    if numbers != {name: [*range(1, size + 1)] for name, size in sizes.items()}:
        yield f"{numbers}"
    order = [row["position"] for row in tables["12-conclusions"]]
    if order != ["first", "second", "third", "fourth", "fifth"]:
        yield f"{order}"
    themes: dict[str, set[str]] = {}
    for row in tables["12-stakeholder-views"]:
        themes.setdefault(row["stakeholder"], set()).add(row["theme"])
        if (row["stakeholder"] == "author") != (row["evidence"] == "author"):
            yield row["view"]
    if not {"awareness", "participation", "capacity building"} <= set.intersection(
        *(themes[name] for name in ("villagers", "donors", "national government", "local government"))
    ):
        yield "a group is silent on a theme"
    if [row["stakeholder"] for row in tables["12-stakeholder-views"] if row["theme"] == "attitude to mining"] != [
        "author", "author",
    ]:  # fmt: skip
        yield "the author says two things on the attitude to mining"
