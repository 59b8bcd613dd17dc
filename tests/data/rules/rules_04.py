"""The rules between the numbers of unit 04; see data_rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from data_rules import Row, Tables, one, rule

NO_LAYOUT = {
    "04-court-cases": "each case is a paragraph and a column of broken lines, not a row of cells",
    "04-figure1-meaning-of-extremism": "values and labels of the bars stand apart, with a percent sign",
    "04-types-of-extremism": "cells of words, shortened in our own",
}
IN_TEXT_ORDER = {"04-survey-answers", "04-figures-in-prose"}

CASES = [f"c{number:02}" for number in range(1, 16)]
NORTH = {"Northern Kazakhstan", "Nothern Kazakhstan"}


def _term(words: str) -> tuple[float, str]:
    """Read years and months from a term in words: 5-and-a-half-year gives 5.5 years."""
    years = float(re.search(r"(\d+)(?=-| y)", words)[1]) + (0.5 if "half" in words else 0)
    months = re.search(r"(\d+)[- ]month", words)
    return years, months[1] if months else ""


def _wrong_terms(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        if bool(row["sentence_as_printed"]) != bool(row["years"]):
            yield f"{row['case']}: a term in words and one in numbers go together"
        elif row["years"] and _term(row["sentence_as_printed"]) != (float(row["years"]), row.get("months", "")):
            yield f"{row['case']}: {row['years']} for {row['sentence_as_printed']}"


@rule("04-court-cases", "04-other-cases", "04-cases-told-twice")
def terms_are_those_in_words(tables: Tables) -> Iterator[str]:
    """The number of years and months is that of the printed words, and no case is missing."""
    for name in ("04-court-cases", "04-other-cases", "04-cases-told-twice"):
        yield from _wrong_terms(tables[name])
    if [row["case"] for name in ("04-court-cases", "04-other-cases") for row in tables[name]] != CASES:
        yield "not one row for each case"


@rule("04-court-cases", "04-cases-told-twice")
def text_and_appendix_tell_the_same_case(tables: Tables) -> Iterator[str]:
    """Place, network and sentence of the four cases that both tell agree."""
    appendix = {row["case"]: row for row in tables["04-court-cases"]}
    told = tables["04-cases-told-twice"]
    if len(told) != 4:
        yield "four cases are told twice"
    for row in told:
        for column in ("place", "platform", "years"):
            if row[column] and row[column] != appendix[row["case"]][column]:
                yield f"{row['case']}: {column} {row[column]}"


@rule("04-court-cases")
def appendix_is_consistent(tables: Tables) -> Iterator[str]:
    """Years rise from three cases to three to four; labels, charges and codes fit together."""
    rows = tables["04-court-cases"]
    if [row["year"] for row in rows] != ["2015"] * 3 + ["2016"] * 3 + ["2017"] * 4:
        yield "years"
    if Counter(row["incitement_of"] for row in rows) != {"national": 6, "religious": 3, "social": 1}:
        yield "kinds of hatred"
    for row in rows:
        case = row["case"]
        if (row["part_of_country"] == "north") != (row["region_label"] in NORTH):
            yield f"{case}: north and label"
        if (row["part_of_country"] == "west") != (row["region_label"] == "Eastern Kazakhstan"):
            yield f"{case}: the one label East is that of a western city"
        if (row["theme"] == "separatism") != ("territorial" in row["further_charge"]):
            yield f"{case}: separatism and charge"
        if (row["theme"] == "religious hatred or terrorism") != (row["incitement_of"] == "religious"):
            yield f"{case}: theme and hatred"
        if row["penalty"] != "prison" and (row["years"], row["role_stated"]) != ("2", "activist"):
            yield f"{case}: the restriction of freedom is that of the activist"
        if any(row[name] for name in ("probation_years", "costs_tenge", "costs_usd")) != (case == "c01"):
            yield f"{case}: probation and costs are those of one case"
        if bool(row["position_of_accused"]) != (row["position"] != "not printed"):
            yield f"{case}: position and its words"
        if row["target"] and row["incitement_of"] == "religious":
            yield f"{case}: the rows on religious hatred name no target"
    if Counter(row["position"] for row in rows) != {
        "admits a part": 1, "admits the posts": 1, "denies": 2, "not printed": 6,
    }:  # fmt: skip
        yield "positions"
    if sum(bool(row["target"]) for row in rows) != 5:
        yield "targets"
    first = rows[0]
    if not 300 < float(first["costs_tenge"]) / float(first["costs_usd"]) < 360:
        yield "tenge per dollar"
    if float(first["probation_years"]) >= float(first["years"]):
        yield "probation is shorter than prison"
    if sum(row["penalty"] == "prison" for row in rows) != 9:
        yield "nine prison terms"


@rule("04-other-cases")
def other_cases_are_consistent(tables: Tables) -> Iterator[str]:
    """Codes follow the charges; two years are read from footnotes, and two charges differ there."""
    rows = tables["04-other-cases"]
    themes = {"separatism": "separatism", "religious hatred": "religious hatred or terrorism",
              "terrorist propaganda": "religious hatred or terrorism", "not printed": "other"}  # fmt: skip
    for row in rows:
        if themes[row["charge_in_text"]] != row["theme"]:
            yield f"{row['case']}: theme"
        if (row["charge_in_text"] == "religious hatred") != (row["charge_in_footnote_title"] == "inter-ethnic hatred"):
            yield f"{row['case']}: charge in the footnote"
        if (row["penalty"] == "not clear") != (row["further_penalty"] == "probation"):
            yield f"{row['case']}: probation"
    if [row["case"] for row in rows if row["basis"] == "inferred"] != ["c13", "c14"]:
        yield "years that stand in footnotes alone"
    separatism, *others = (float(row["years"]) for row in rows)
    if not all(separatism > years for years in others):
        yield "the author's example of separatism has the longest term"


@rule("04-figure1-meaning-of-extremism", "04-survey-answers", "04-figures-in-prose")
def survey_adds_up(tables: Tables) -> Iterator[str]:
    """Shares of Figure 1 are whole persons and make 100; the prose repeats them."""
    bars, answers = tables["04-figure1-meaning-of-extremism"], tables["04-survey-answers"]
    shares = {row["option"]: int(row["percent"]) for row in bars}
    if sum(shares.values()) != one(tables["04-figures-in-prose"], "value", figure="survey_respondents"):
        yield f"{sum(shares.values())} percent"
    said = {row["answer"]: int(row["percent"]) for row in answers}
    two = {share for option, share in shares.items() if "national security" in option or "racial" in option}
    if two != {said["security_or_ethnic_hatred"]} or shares["Incitement of religious hatred"] != 2 * min(two):
        yield "national security, ethnic hatred and religious hatred"
    if shares["All of above"] != said["all_of_the_above"] or shares["All of above"] <= sum(shares.values()) / 2:
        yield "more than half chose all"
    if shares["Incitement of religious hatred"] != said["religious_hatred"]:
        yield "religious hatred"
    types = Counter(row["type_in_law"] for row in bars)
    if types != {"political": 3, "national": 1, "religious": 1, "all": 1}:
        yield f"{types}"
    single = sorted(share for option, share in shares.items() if option != "All of above")
    if single[0] != 0 or single[-1] != shares["Incitement of religious hatred"]:
        yield "lowest and highest option"
    confirmed = {row["option"] for row in bars if row["matched_by"] == "prose and order"}
    if confirmed != {option for option, share in shares.items() if share in (9, 18, 53)}:
        yield "what the prose confirms"


@rule("04-survey-answers")
def partial_shares_leave_room(tables: Tables) -> Iterator[str]:
    """Ten shares; those of the one-choice question leave most to the lost options."""
    rows = tables["04-survey-answers"]
    by_figure = Counter(row["exhibit"] for row in rows)
    if by_figure != {"Figure 1": 3, "Figure 2": 3, "Figure 3": 2, "Figure 4": 1, "Figure 5": 1}:
        yield "answers by figure"
    one_choice = [int(row["percent"]) for row in rows if row["answer_format"] == "one choice"]
    if sum(one_choice) > 50 or len(one_choice) != 3:
        yield "the largest answer of the question with one choice is lost, so the printed ones leave it room"
    for row in rows:
        if (row["answer_format"] == "one choice") != (row["exhibit"] == "Figure 2"):
            yield f"{row['answer']}: answer format"
    said = {row["answer"]: int(row["percent"]) for row in rows}
    if not said["free_to_write"] < said["unsafe"] < 50 < said["state_should_educate"] < said["interested_in_literacy"]:
        yield "order of the shares"
    if not said["offensive_statements"] < said["none_of_the_cases"] <= said["negative_attitude"]:
        yield "offensive statements are the smallest printed share"
    for row in rows:
        if bool(row["qualifier"]) != (row["answer"] == "none_of_the_cases"):
            yield f"{row['answer']}: qualifier"


@rule("04-case-counts")
def counts_keep_their_order(tables: Tables) -> Iterator[str]:
    """Parts stay inside their whole, and the counts keep the order that the text says they have."""
    rows = tables["04-case-counts"]
    if len(rows) != 10:
        yield f"{len(rows)} counts"
    value = {row["count"]: int(row["value"]) for row in rows}
    counted = {row["status"]: "cases" for row in rows} | {
        "accused of inciting hatred": "persons", "arrested": "persons", "prosecuted under Article 174": "activists",
    }  # fmt: skip
    if not value["to_court_2016"] < value["registered_2016"] / 2 < 2 * value["registered_january_2017"]:
        yield "less than half of the cases of 2016 go to court"
    if not value["opened_2008_2012"] < value["registered_2016"]:
        yield "one year has more than the five years before"
    if not value["activists_2014"] < value["activists_2015"] < value["arrested_january_2017"]:
        yield "activists and arrests rise"
    if not value["arrested_january_2017"] < value["registered_january_2017"] / 2:
        yield "arrests are part of the cases of the month"
    if not 2 * value["registered_january_2017"] < value["criminal_cases_september_2017"] < value["opened_2017"] / 4:
        yield "the year 2017"
    if not 3 < value["opened_2017"] / value["accused_since_2014"] < 3.25:
        yield "accused and cases"
    if not 7.9 < value["opened_2017"] / value["opened_2008_2012"] < 8:
        yield "2017 beside the five years"
    for row in rows:
        if bool(row["end"]) != (row["count"] == "opened_2008_2012") or not row["count"].endswith(
            row["end"] or row["start"][:4]
        ):
            yield f"{row['count']}: time"
        if counted[row["status"]] != row["unit"]:
            yield f"{row['count']}: {row['unit']} {row['status']}"


@rule("04-sanctions", "04-court-cases", "04-other-cases")
def sanctions_fit(tables: Tables) -> Iterator[str]:
    """Values are those in words; practice keeps to the limits of the law, and so do the cases."""
    rows = tables["04-sanctions"]
    for row in rows:
        words = row["as_printed"].replace(",", "").replace("a year", "1 year")
        if [float(number) for number in re.findall(r"\d+", words)] != [
            float(row[name]) for name in ("value", "value_high") if row[name]
        ]:
            yield f"{row['sanction']}: {row['value']} and {row['value_high']} for {row['as_printed']}"
        if (row["target"] == "platforms") != (row["country"] == "Germany"):
            yield f"{row['sanction']}: only Germany aims at platforms"
        if row["value_high"] and float(row["value_high"]) <= float(row["value"]):
            yield f"{row['sanction']}: upper below lower"
    for column in ("value", "value_high"):
        if one(rows, column, sanction="kazakhstan_article_174") != one(rows, column, sanction="kazakhstan_since_2014"):
            yield "law and practice"
    low, high = (one(rows, name, sanction="kazakhstan_article_174") for name in ("value", "value_high"))
    terms = [float(row["years"]) for name in ("04-court-cases", "04-other-cases") for row in tables[name]]
    if not (min(terms) == low and max(terms) < high < one(rows, "value", sanction="kazakhstan_aggravated")):
        yield "terms of the cases"
    if len(rows) != 10:
        yield f"{len(rows)} sanctions"


@rule("04-types-of-extremism", "04-approaches", "04-figures-in-prose")
def printed_counts_are_those_of_the_lists(tables: Tables) -> Iterator[str]:
    """Three types and three approaches, each with its members in order."""
    prose = tables["04-figures-in-prose"]
    types = Counter(row["type"] for row in tables["04-types-of-extremism"])
    if [*types.items()] != [("Political", 7), ("National", 1), ("Religious", 2)]:
        yield f"{types}"
    for row in tables["04-types-of-extremism"]:
        if not row["element"].startswith(row["type"].lower()):
            yield f"{row['element']}: {row['type']}"
    approaches = Counter(row["approach"] for row in tables["04-approaches"])
    if [*approaches.values()] != [1, 4, 2]:
        yield f"{approaches}"
    for figure, number in (("types_of_extremism", len(types)), ("approaches", len(approaches))):
        if one(prose, "value", figure=figure) != number:
            yield figure
    years = {row["actor"]: row["year"] for row in tables["04-approaches"] if row["year"]}
    if years != {"Japan": "2016"}:
        yield f"{years}"


@rule("04-figures-in-prose")
def numbers_of_the_survey_fit(tables: Tables) -> Iterator[str]:
    """Ages, platforms and questions of the survey."""
    value = {row["figure"]: float(row["value"]) for row in tables["04-figures-in-prose"]}
    if len(value) != 15:
        yield f"{len(value)} figures"
    if not 18 <= value["survey_age_low"] < value["survey_age_high"]:
        yield "adults"
    if not 1 <= value["perception_questions"] < value["survey_lines_of_questioning"] < value["egypt_test_points"]:
        yield "questions, topics and points"
    if not value["survey_respondents"] < value["comments_analysed"] <= 300:
        yield "comments and respondents"
    if not value["growth_over_2015"] < value["years_of_growth"] < value["egypt_test_points"]:
        yield "twice in a year, and four years"
    if not value["growth_over_2015"] <= 2 or not value["japan_online_hate"] < 127:
        yield "doubling, and fewer people than Japan has"


@rule("04-events")
def events_are_in_order(tables: Tables) -> Iterator[str]:
    """Dates rise within each length of date, ends come later, and the counts have their dates."""
    rows = tables["04-events"]
    for row in rows:
        if row["end"] and row["end"] <= row["date"]:
            yield f"{row['event']}: ends before it begins"
    if [row["date"][:4] for row in rows] != sorted(row["date"][:4] for row in rows):
        yield "years do not rise"
    if [row["date"] for row in rows if row["kind"] == "attack"] != ["2001-09-11", "2011", "2012", "2016"]:
        yield "attacks"
    if [row["date"] for row in rows if row["kind"] == "counts"] != ["2008", "2016", "2017-01", "2017-09"]:
        yield "counts"
    if len(rows) != 43:
        yield f"{len(rows)} events"
