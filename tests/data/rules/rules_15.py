"""The rules between the numbers of unit 15; see data_rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from data_rules import Row, Tables, one, rule

IN_TEXT_ORDER = {"15-sample"}
RESPONDENTS = {"participant", "organiser", "respondents together"}
FOUR = ["authority sanction", "common goal", "cooperation", "equal status"]


def _lines(row: Row) -> list[int]:
    """Return the first and last source lines of a row."""
    return [int(number) for part in row["line"].split(";") for number in part.split("-")]


@rule("15-interviewees", "15-sample")
def nobody_can_be_singled_out(tables: Tables) -> Iterator[str]:
    """Each attribute has one row a respondent, in an order of its own, and no value fits fewer than three."""
    rows, sample = tables["15-interviewees"], tables["15-sample"]
    if {*rows[0]} != {"attribute", "entry", "value"}:
        yield "a column more, or one less"
    for attribute, counts in (
        ("side", {"Armenia": 9, "Azerbaijan": 9, "elsewhere": 4}),
        ("role", {"participant": 12, "organiser": 7, "both": 3}), ("mark", {"pseudonym": 8, "no mark": 14}),
    ):  # fmt: skip
        values = [row["value"] for row in rows if row["attribute"] == attribute]
        if Counter(values) != counts or min(counts.values()) < 3:
            yield f"{attribute}: {Counter(values)}"
        if len(values) != one(sample, "value", item="respondents"):
            yield f"{attribute}: not one row a respondent"
        # the order of the rows must not follow the value, as a sorted list would
        if sum(before != after for before, after in zip(values, values[1:], strict=False)) < 5:
            yield f"sorted by {attribute}"
        entries = [row["entry"] for row in rows if row["attribute"] == attribute]
        if entries != [f"{attribute[0]}{number:02d}" for number in range(1, len(values) + 1)]:
            yield f"{attribute}: entries are numbered for each attribute by itself"


@rule("15-sample")
def the_sample_adds_up_where_the_source_does(tables: Tables) -> Iterator[str]:
    """Sex makes the whole; mode makes one too many; organisers are a minority of four to five."""
    rows = tables["15-sample"]
    total = one(rows, "value", item="respondents")
    men, women, skype, writing = (
        one(rows, "value", item=item) for item in ("men", "women", "by Skype", "in writing")
    )
    if men + women != total or men - women != 4:
        yield "men and women"
    if skype + writing != total + 1 or skype - writing != 11:
        yield "Skype and writing"
    few, many = (one(rows, column, item="organisers") for column in ("value", "value_high"))
    if many - few != 1 or few + many != women:
        yield "four to five"
    if one(rows, "value", item="average age") % 5:
        yield "age"
    if [row["item"] for row in rows if not row["value"]] != ["participants or activists", "anonymous"]:
        yield "a number, or words"


@rule("15-statements", "15-themes")
def statements_lie_in_their_sections(tables: Tables) -> Iterator[str]:
    """Themes follow the text; a respondent's line is the whole section, any other lies inside it."""
    themes = {row["theme"]: _lines(row) for row in tables["15-themes"]}
    ranges = [*themes.values()]
    if any(before[1] >= after[0] for before, after in zip(ranges, ranges[1:], strict=False)):
        yield "themes overlap or do not follow the text"
    rows = tables["15-statements"]
    if [*dict.fromkeys(row["theme"] for row in rows)] != [*themes]:
        yield "a theme without a statement, or out of order"
    # inside a theme the alphabet, because the order of the text would give the lines away
    if (keys := [([*themes].index(row["theme"]), row["summary"].lower()) for row in rows]) != sorted(keys):
        yield "order of the statements"
    for position, row in enumerate(rows, start=1):
        if row["statement"] != f"s{position:02d}":
            yield f"{row['statement']} is out of order"
        lines, section = _lines(row), themes[row["theme"]]
        if row["speaker"] in RESPONDENTS and lines != section:
            yield f"{row['statement']}: a respondent's line is the section"
        if row["speaker"] not in RESPONDENTS and not section[0] <= lines[0] <= lines[-1] <= section[1]:
            yield f"{row['statement']}: lines {row['line']} are not in {row['theme']}"


@rule("15-statements")
def statements_are_balanced_as_the_source_is(tables: Tables) -> Iterator[str]:
    """Praise is for friendship, minorities and dialogue; most of the rest is criticism by participants."""
    rows = tables["15-statements"]
    if {row["theme"] for row in rows if row["kind"] == "praise"} != {
        "friendship", "selection bias", "dialogue as such",
    }:  # fmt: skip
        yield "praise"
    speakers = Counter(row["speaker"] for row in rows if row["kind"] == "criticism")
    if speakers.most_common(1)[0][0] != "participant":
        yield "participants criticise most"
    if [row["theme"] for row in rows if row["speaker"] == "author" and row["kind"] == "praise"] != ["friendship"]:
        yield "the author praises storytelling and nothing else"
    if Counter(row["kind"] for row in rows).most_common(1)[0][0] != "criticism":
        yield "criticism leads"
    # one passage, cut at the one sentence that turns from research to the core teams
    if [row["speaker"] for row in rows if row["theme"] == "unequal status"] != ["participant"] * 2:
        yield "unequal status"


@rule("15-conditions", "15-cases-by-condition", "15-figures-in-prose")
def conditions_are_four_and_a_fifth(tables: Tables) -> Iterator[str]:
    """Two lists of four share three; the cases are judged by the second."""
    rows = tables["15-conditions"]
    lists = {name: [row for row in rows if row["list"] == name] for name in ("first list", "second list")}
    for name, figure in (("first list", "contact_conditions"), ("second list", "conditions_again")):
        if [row["position"] for row in lists[name]] != ["1", "2", "3", "4"]:
            yield name
        if len(lists[name]) != one(tables["15-figures-in-prose"], "value", figure=figure):
            yield figure
    if sorted(row["condition"] for row in lists["second list"]) != FOUR:
        yield "conditions of the second list"
    if len({row["condition"] for row in lists["first list"]} - {*FOUR}) != 1:
        yield "three shared conditions"
    if one(rows, "position", condition="friendship") != 5:
        yield "the fifth condition"
    cases: dict[str, list[Row]] = {}
    for row in tables["15-cases-by-condition"]:
        cases.setdefault(row["case"], []).append(row)
    if len(cases) != 4 or any(sorted(row["condition"] for row in case) != FOUR for case in cases.values()):
        yield "four cases by four conditions"
    for name, met in (
        ("Nansen dialogue", 3), ("Tekali process", 3), ("Israeli-Palestinian dialogues", 0),
        ("Armenian-Azerbaijani dialogues of the interviews", 0),
    ):  # fmt: skip
        if sum(row["status"] == "met" for row in cases[name]) != met:
            yield name
    if any(row["status"] == "met" for rows in cases.values() for row in rows if row["condition"] == FOUR[0]):
        yield "no case has the backing of authorities"
    if any((row["status"] == "not stated") != (row["who_says"] == "nobody") for row in tables["15-cases-by-condition"]):
        yield "what is not stated is said by nobody"


@rule("15-funding", "15-figures-in-prose")
def money_agrees_in_two_currencies(tables: Tables) -> Iterator[str]:
    """One exchange rate within rounding, sizes in order, and periods as the text counts them."""
    rows = tables["15-funding"]
    large, small = (
        one(rows, "value", organisation=name, currency="USD") / one(rows, "value", organisation=name, currency="EUR")
        for name in ("EPNK", "CRISP")
    )
    if not (abs(large - small) < 0.02 and 1.2 < small < 1.25):
        yield f"{large:.3f} and {small:.3f} dollars for a euro"
    years = {row["organisation"]: int(row["end"]) - int(row["start"]) + 1 for row in rows}
    if years != {"EPNK": 4, "CRISP": 1, "Imagine": 5} or {row["end"] for row in rows} != {"2016", "2019"}:
        yield "periods"
    if years["Imagine"] != one(tables["15-figures-in-prose"], "value", figure="imagine_years"):
        yield "five years"
    if any(int(row["value"]) % 1000 for row in rows):
        yield "amounts are printed in round numbers"
    sizes = [one(rows, "value", organisation=name, currency="USD") for name in ("CRISP", "Imagine", "EPNK")]
    if not 60_000 < sizes[0] < sizes[1] / 10 < sizes[2] / 70 < 100_000:
        yield "small, middle-tier, consortium"


@rule("15-conflict-figures")
def losses_stand_apart(tables: Tables) -> Iterator[str]:
    """The displaced are in tens of thousands, one group more than the other, and seven is counted twice."""
    rows = tables["15-conflict-figures"]
    azeris, armenians, displaced = (
        one(rows, "value", group=group) for group in ("Azeris", "Armenians", "Azerbaijanis, among them Kurds")
    )
    if displaced != 2 * armenians or not 0.6 * armenians < azeris < 0.7 * armenians or azeris % 50_000:
        yield "displaced"
    if one(rows, "value", unit="regions") != one(rows, "value", unit="districts"):
        yield "seven"
    if len(rows) != 6:
        yield f"{len(rows)} rows"
    for row in rows:
        if bool(row["value"]) == bool(row["in_words"]):
            yield f"{row['item']}: a number or words"
        left = row["country_left"]
        if bool(left) != (row["item"] == "resettled by force") or left.startswith(row["group"][:4]):
            yield f"{row['group']} left {left}"


@rule("15-survey")
def both_sides_disapprove(tables: Tables) -> Iterator[str]:
    """Nearly all of one group and about three of four of the other."""
    rows = tables["15-survey"]
    first, second = (one(rows, "disapprove_percent", group=group) for group in ("Azerbaijanis", "Armenians"))
    if not (75 < second < 77 and 98 < first <= 99):
        yield f"{first} and {second}"


@rule("15-recommendations", "15-themes", "15-figures-in-prose")
def recommendations_are_numbered(tables: Tables) -> Iterator[str]:
    """Eight, one and one; three steps under the first; in the order of the text."""
    rows = tables["15-recommendations"]
    for addressee, count in (("NGOs", 8), ("donors", 1), ("local governments", 1)):
        numbers = [row["number"] for row in rows if row["addressee"] == addressee and not row["step"]]
        if numbers != [str(number) for number in range(1, count + 1)]:
            yield addressee
    steps = [(row["addressee"], row["number"], row["step"]) for row in rows if row["step"]]
    if steps != [("NGOs", "1", letter) for letter in "abc"]:
        yield "steps"
    if len(steps) != one(tables["15-figures-in-prose"], "value", figure="mini_steps"):
        yield "three steps"
    starts = [_lines(row)[0] for row in rows]
    if starts != sorted(starts):
        yield "order"


@rule("15-programmes", "15-figures-in-prose", "15-events")
def programmes_agree_with_the_rest(tables: Tables) -> Iterator[str]:
    """Years of the programmes are those of the timeline, and their participants those of the prose."""
    rows, events = tables["15-programmes"], tables["15-events"]
    dated = {(row["date"], row["end"]) for row in events}
    for row in rows:
        if row["end"] and (row["start"], row["end"]) not in dated:
            yield f"{row['programme']}: {row['start']}-{row['end']}"
    for name in ("EPNK", "Nansen Dialogue Network"):
        start = str(int(one(rows, "start", programme=name)))
        if not any(row["date"] == start and name.split()[0] in row["event"] for row in events):
            yield name
    if one(rows, "participants", programme="Nansen Dialogue Network") != one(
        tables["15-figures-in-prose"], "value", figure="nansen_participants"
    ):
        yield "participants"
    if len(rows) != 13:
        yield f"{len(rows)} programmes"
    if one(rows, "start", programme="Peace radio") != 1994:
        yield "peace radio"


@rule("15-figures-in-prose")
def repeated_numbers_agree(tables: Tables) -> Iterator[str]:
    """What is said twice is the same; a quoted post has one day more."""
    rows = tables["15-figures-in-prose"]
    value = {row["figure"]: int(row["value"]) for row in rows}
    if value["escalation_days_author"] != value["contact_conditions"]:
        yield "four"
    if value["escalation_days_post"] != value["escalation_days_author"] + 1:
        yield "five days"
    if not value["epnk_organisations_background"] == value["epnk_organisations_funding"] == value["imagine_years"]:
        yield "five organisations"
    if value["near_agreements"] != value["camp_phases"] or value["camp_phases"] != one(
        rows, "value_high", figure="camp_partners"
    ):
        yield "two"
    if value["camp_partners"] != 1 or value["business_years"] % 10 or not 500 < value["meta_analysis_studies"] < 520:
        yield "partners, years or studies"
    if value["business_years"] != 5 * value["contact_conditions"]:
        yield "twenty"


@rule("15-literature", "15-figures-in-prose")
def works_are_dated(tables: Tables) -> Iterator[str]:
    """Notes stand behind what they support; the claims follow the text; the one number agrees."""
    rows = tables["15-literature"]
    starts = [_lines(row)[0] for row in rows]
    if starts != sorted(starts):
        yield "order"
    for row in rows:
        claim, *note = row["line"].split(";")
        if not note or int(note[0].split("-")[0]) <= int(claim.split("-")[0]):
            yield f"{row['work']}: the note follows the claim"
    years = [int(row["year"]) for row in rows]
    if len(rows) != 29 or (min(years), max(years)) != (1955, 2017) or years.count(1998) != 1:
        yield "years"
    studies = int(one(tables["15-figures-in-prose"], "value", figure="meta_analysis_studies"))
    if not any(row["claim"].startswith(f"{studies} studies") for row in rows):
        yield "515 studies"


@rule("15-events")
def events_follow_each_other(tables: Tables) -> Iterator[str]:
    """In order of time, nothing after the chapter, and the ceasefire between war and escalation."""
    rows = tables["15-events"]
    dates = [row["date"] for row in rows]
    if dates != sorted(dates):
        yield "order"
    if any(row["end"] and row["end"] < row["date"][:4] for row in rows) or max(dates) > "2017":
        yield "ends before it starts, or lies after the chapter"
    for kind, count in (
        ("conflict", 5), ("status", 2), ("mediation", 4), ("peacebuilding", 8), ("funding", 5), ("pressure", 2),
        ("survey", 1),
    ):  # fmt: skip
        if sum(row["kind"] == kind for row in rows) != count:
            yield kind
    # intervals between the printed steps of the conflict
    years = [int(row["date"][:4]) for row in rows if row["kind"] in ("conflict", "status", "mediation")]
    if [after - before for before, after in zip(years, years[1:], strict=False)] != [3, 65, 3, 1, 2, 3, 4, 4, 7, 4]:
        yield "steps of the conflict"
    # a check sum: no other rule would see a wrong year that leaves the order as it is
    if sum(int(row["date"][:4]) for row in rows) != 53_971:
        yield "years"
    if any(row["basis"] == "inferred" and not row["note"] for row in rows):
        yield "what is inferred has a note"


@rule("15-actor-links")
def links_join_different_actors(tables: Tables) -> Iterator[str]:
    """No actor acts upon itself, and no link runs both ways."""
    pairs = {(row["from_actor"], row["to_actor"]) for row in tables["15-actor-links"]}
    for first, second in pairs:
        if first == second or (second, first) in pairs:
            yield f"{first} and {second}"
    if len(pairs) != 15:
        yield f"{len(pairs)} links"


@rule("15-biases")
def three_biases(tables: Tables) -> Iterator[str]:
    """One passage a bias, each with a direction of its own."""
    if len({row["direction"] for row in tables["15-biases"]}) != 3:
        yield "directions"
