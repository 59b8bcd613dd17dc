"""Unit 1: answers, explorers, charts and quiz keys against lists that were written out from the text by hand."""

from collections import Counter
from datetime import date
from pathlib import Path

import nbformat
import pytest
from banks import right_places, versions_of
from postsoviet.exercises import check
from postsoviet.explore.unit_01 import (
    case_cells,
    count_works,
    dated_works,
    documented,
    reach_public,
    voice_cells,
    works_by_year,
)
from postsoviet.quiz.bank import load as load_bank
from postsoviet.quiz.draws import draw_one
from postsoviet.quiz.text import plain

BANK = load_bank("01")
every, _ = versions_of("01")
NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "01_contemporary_art.ipynb"
#: Titles with their years, from the captions and sentences (lines 349-803), without Turksib and the two undated ones.
YEARS = {
    "Kokpar": (2009, 2016), "Moscow Kokpar": (2014, 2014), "Wolves of the Steppe": (2009, 2016),
    "Battle for a Square Meter": (2009, 2016), "Family Album": (2006, 2011), "Contest": (2010, 2013),
    "Transformer": (2013, 2013), "Pedestal": (2016, 2016), "Kurchatov 22": (2012, 2012), "Aral Beach": (2011, 2011),
    "Maiden and Wrack": (2011, 2011), "Transoxiana Dreams": (2011, 2011), "Madonna of the Great Steppe": (2009, 2009),
    "Kazakhstan: Blue Period": (2002, 2005), "Kazakh Chronicle": (2008, 2014), "Three Brides": (2014, 2014),
    "Vsem Pokh": (2013, 2013), "Pliashem!": (2016, 2016), "This is silence": (2016, 2016),
    "The Chronicles of Mars": (2016, 2016),
}  # fmt: skip
PHOTOGRAPHS_OF_SERIES = {"Moscow Kokpar", "Three Brides"}
#: Years of a group (line 348), of a posting (671) and of an exhibition (763).
BORROWED_YEARS = {"Kokpar", "Wolves of the Steppe", "Battle for a Square Meter", "This is silence", "The Chronicles of Mars"}
#: Who speaks, by the lines of the statement.
SPEAKERS = {
    "q03": "author", "q04": "author", "q05": "author", "q07": "scholar", "q09": "scholar", "q14": "scholar", "q15": "artist",
    "q19": "scholar", "q21": "author", "q24": "artist", "q27": "artist", "q32": "artist", "q33": "author", "q35": "artist",
}  # fmt: skip


def stored_card(key: str) -> tuple[dict, dict]:
    """The card and the figure of a chart as the notebook stores them."""
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        for output in cell.get("outputs", []):
            card = output.get("metadata", {}).get("postsoviet")
            if card and card["id"] == f"chart-{key}":
                return card, output.data["application/vnd.plotly.v1+json"]
    raise AssertionError(f"no chart {key}")


# exercises


def test_2011_by_three_rules():
    first = [title for title, (start, _) in YEARS.items() if start == 2011]
    last = [title for title, (_, end) in YEARS.items() if end == 2011]
    through = [title for title, (start, end) in YEARS.items() if start <= 2011 <= end]
    assert first == ["Aral Beach", "Maiden and Wrack", "Transoxiana Dreams"]
    assert set(last) - set(first) == {"Family Album"}
    assert check("01-years-by-rule", [len(first), len(last), len(through)]).passed
    assert not check("01-years-by-rule", [3, 4, 8]).passed


def test_seven_sentences_judged_by_their_lines():
    # A 695-698, B 620-622, D 288-290, F 662-666 say it; C 673 has one number; E 665 no unit; G 232-237 no number of artists
    mine = dict(zip("ABCDEFG", ["contradicted", "supported", "not known", "contradicted", "not known", "supported", "not known"],
                    strict=True))  # fmt: skip
    assert check("01-verdicts", mine).passed
    for letter, verdict in mine.items():
        other = "contradicted" if verdict == "supported" else "supported"
        assert not check("01-verdicts", {**mine, letter: other}).passed


def test_six_events_by_the_dates_of_the_notes():
    dates = {"F": date(2013, 10, 4), "B": date(2016, 4, 20), "D": date(2016, 6, 27), "C": date(2016, 8, 15),
             "E": date(2016, 9, 9), "A": date(2016, 12, 14)}  # fmt: skip
    assert check("01-order-of-steps", sorted(dates, key=dates.get)).passed
    assert not check("01-order-of-steps", list("FBCDEA")).passed


def test_shares_of_all_views_that_are_rounded_to_37_thousand():
    possible = [views for views in range(36_000, 38_001) if abs(views - 37_000) <= 500]
    assert check("01-share-range", [78_100 / max(possible), 78_100 / min(possible)]).passed
    assert not check("01-share-range", [2.11, 2.11]).passed


# explorers


@pytest.mark.parametrize("unit", ["titles", "folded"])
@pytest.mark.parametrize("rule", ["first", "last", "every"])
@pytest.mark.parametrize("years", ["all", "own"])
def test_works_by_year_follow_the_list_written_by_hand(unit, rule, years):
    left_out = (PHOTOGRAPHS_OF_SERIES if unit == "folded" else set()) | (BORROWED_YEARS if years == "own" else set())
    expected = Counter()
    for title, (start, end) in YEARS.items():
        if title not in left_out:
            expected.update({"first": [start], "last": [end], "every": range(start, end + 1)}[rule])
    assert {year: len(works) for year, works in works_by_year(unit, rule, years).items() if works} == expected
    most = max(expected.values())
    sentence = count_works(unit, rule, years).sentence
    assert f"with {most} of {len(YEARS) - len(left_out)} works" in sentence
    assert all(str(year) in sentence.split(",")[0] for year, count in expected.items() if count == most)


def test_the_rule_changes_the_fullest_year():
    started = {count_works("titles", rule, "all").sentence.split(",")[0] for rule in ("first", "last", "every")}
    assert len(started) == 3


@pytest.mark.parametrize(
    ("definition", "evidence", "cases"),
    [
        ("narrow", "told", {"Vsem Pokh", "This is silence", "Falkova and Musrepov"}),  # 641-644, 750-753, 795-798
        ("narrow", "dated", {"Falkova and Musrepov"}),  # August 2016, line 778
        ("narrow", "counted", set()),
        ("middle", "dated", {"Vsem Pokh", "Pliashem!", "Falkova and Musrepov"}),  # press of 2013 and 2016
        ("wide", "counted", {"This is silence"}),  # note 29
        ("wide", "told", {"Vsem Pokh", "Pliashem!", "This is silence", "Falkova and Musrepov"}),
    ],
)
def test_the_cases_that_a_rule_keeps(definition, evidence, cases):
    assert {case for case, items in documented(definition, evidence).items() if items} == cases
    view = reach_public(definition, evidence)
    words = {0: "none of the four", 1: "one of the four", 3: "three of the four", 4: "all four"}
    assert words[len(cases)] in view.sentence
    filled = sum(colour != "#ffffff" for colour in view.panels[0].figure.data[0].marker.color)
    assert filled == sum(map(len, documented(definition, evidence).values())) == list(view.readout["Counts"]).count("yes")


def test_the_steps_that_definitions_and_evidence_keep():
    def kept(*rule) -> list[str]:
        return sorted(item for items in documented(*rule).values() for item in items)

    assert kept("wide", "dated") == ["c01", "c02", "c03", "c06", "c08", "c09", "c14"]
    assert kept("middle", "named") == ["c02", "c03", "c06", "c08", "c14", "c15"]
    for evidence in ("told", "dated", "named", "counted"):
        assert {*kept("narrow", evidence)} <= {*kept("middle", evidence)} <= {*kept("wide", evidence)}


# charts


def test_the_table_of_cases_tells_what_the_lines_tell():
    cells = case_cells()
    assert cells["Authorities", "Vsem Pokh"][0] == cells["Authorities", "Pliashem!"][0] == "without a date"
    assert ("Authorities", "This is silence") not in cells and ("Debate online", "Pliashem!") not in cells
    # of the dispute only the first post has its month (778); of three posts on This is silence only the video has a day (671)
    debates = [cell for (stage, _), cell in cells.items() if stage == "Debate online"]
    assert debates == [("without a date", "social networks")] * 2 + [("in part with a date", "Facebook (August 2016)")]
    assert cells["The artist and his team speak", "This is silence"][1] == "YouTube (27 June 2016), Facebook, Vlast"
    assert cells["Debate becomes art", "Falkova and Musrepov"] == ("with a date", "exhibition (December 2016)")


def test_five_voices_on_colonial_relations():
    said = {column: names for (topic, column), (_, names) in voice_cells().items() if topic == "Colonial relations"}
    assert said == {"The author": "states", "Scholars": "Abykayeva-Tiesenhausen<br>(quoted)", "Artists": "Menlibayeva<br>Musrepov<br>Falkova<br>(both)"}
    for topic in ("Pollution", "Nuclear tests"):
        assert [names for (one, _), (_, names) in voice_cells().items() if one == topic] == ["Cas<br>(reported)"]


def test_the_charts_draw_the_lists():
    rows = stored_card("01-titles")[0]["rows"]
    assert [sum(row[1:]) for row in rows] == [1, 14, 3, 4, 1]
    assert [sum(row[column] for row in rows) for column in (1, 2, 3)] == [len(YEARS) + 1 - len(BORROWED_YEARS), len(BORROWED_YEARS), 2]
    assert {row[0]: (row[2], row[3]) for row in stored_card("01-catalogue")[0]["rows"]} == YEARS
    assert len(dated_works()) == len(YEARS)


# quiz


def test_whose_statement():
    places = {"artist": 0, "author": 1, "scholar": 2}
    versions = every("whose-statement")
    assert {values["position"] for _, values in versions} == set(SPEAKERS)
    for question, values in versions:
        assert right_places(question.options) == [places[SPEAKERS[values["position"]]]]


def test_terms_are_named_by_their_meaning():
    for question, values in every("name-the-term"):
        assert question.accepted[0] == values["term"] and question.near_misses[0].value != values["term"]
    assert "ancestors" in plain(draw_one(BANK, BANK.question("name-the-term"), {"term": "aruakh"}).question.stem)


def test_shares_of_narratives_by_two_units_of_count():
    count, inside = [14, 3, 4, 1], [1, 1, 0, 0]
    for question, values in every("share-of-a-narrative"):
        place = values["place"]
        top, whole = (count[place], 23) if values["unit"] == "titles" else (count[place] - inside[place], 21)
        assert question.answer == pytest.approx(100 * top / whole)


def test_works_of_a_year_in_the_table_of_the_question():
    listed = ["Family Album", "Contest", "Transformer", "Kurchatov 22", "Aral Beach", "Madonna of the Great Steppe",
              "Kazakhstan: Blue Period", "Kazakh Chronicle"]  # fmt: skip
    for question, values in every("works-in-a-year"):
        counts = {"first": 0, "last": 0, "every": 0}
        for start, end in map(YEARS.get, listed):
            counts["first"] += start == values["year"]
            counts["last"] += end == values["year"]
            counts["every"] += values["year"] in range(start, end + 1)
        assert question.answer == counts.pop(values["rule"])
        assert {miss.value for miss in question.near_misses} == set(counts.values())


def test_reactions_of_authorities():
    for question, values in every("what-authorities-did"):
        assert question.answer == (values["place"] == values["claimed"]) and right_places(question.reasons) == [values["place"]]


def test_round_views():
    for question, values in every("round-views"):
        views = 37_000 + values["nearest"] / 2 * (1 if values["end"] == "lowest" else -1)
        assert question.answer == pytest.approx(781 / views * 100)


def test_comparisons_and_membership():
    for question, _ in every("which-was-seen-more"):
        assert right_places(question.options) == [1]
    organisers = {"Arystanbek Shalbayev", "Smail Bayaliyev", "Said Atabekov", "Moldakul Narymbetov"}
    others = {"Yerbossyn Meldibekov", "Almagul Menlibayeva", "Saule Suleimenova"}
    versions = every("members-of-the-group")
    assert {(v["sure"], v["unsure"]) for _, v in versions} == {(a, b) for a in organisers for b in others}
    assert all(right_places(question.options) == [0, 2] for question, _ in versions)


def test_fixed_keys():
    assert right_places(BANK.question("works-without-a-year").options) == [3]
    steps = [item.text.split()[0] for item in BANK.question("from-a-debate-to-a-work").items]
    assert steps == ["A", "Falkova", "Musrepov", "Many", "Slogans"]
    pairs = {pair.text: pair.match for pair in BANK.question("what-each-case-adds").pairs}
    assert "recorded act" in pairs["This is silence"] and "seldom" in pairs["Pliashem!"]
    assert "short stay" in pairs["Vsem Pokh"] and "quarrel" in pairs["The Chronicles of Mars"]
    assert sum(line.points for line in BANK.question("silence-in-public").rubric) == 4
