"""Unit 13: exercises, explorers and quiz, against sums and lists written out by hand from the source lines."""

import re

import pytest
from banks import right_text, versions_of

from postsoviet import load
from postsoviet.charts.figure import figure_dict
from postsoviet.exercises import check
from postsoviet.explore import unit_13
from postsoviet.explore.unit_13 import TAJIK, UZBEK, cases_view, incidents_view
from postsoviet.quiz.marking import mark
from postsoviet.quiz.text import plain

every, drawn = versions_of("13")
SIDES = {"Tajik": TAJIK, "Uzbek": UZBEK}
# lines 12777-12784
INCIDENTS = {TAJIK: (62, 32), UZBEK: (102, 5)}
# lines 12843-12848 and 12860-12864: agreed, open, whole, in km
LENGTHS = {TAJIK: (519, 459, 978), UZBEK: (1170, 208, 1378)}
MILES = {TAJIK: (322, 285), UZBEK: (727, 129)}
# lines 13458-13765: what each passage calls the case, by border
INFORMAL = {TAJIK: {"w2", "p1", "p2", "p4", "t4"}, UZBEK: {"w1", "p3", "t1", "t2", "t3", "t5"}}
COMMUNAL = {TAJIK: {"w3", "w4"}, UZBEK: {"w5"}}
OTHER = {TAJIK: {"a1"}, UZBEK: set()}
#: Cases whose teller stands in the sentence or in a note that is not lost.
NAMED = {"w1", "w2", "w5", "p1", "p2", "p3", "p4", "t1", "t2", "t3", "t4", "a2"}


def test_the_numbers_are_those_of_the_source():
    for border, (early, late) in INCIDENTS.items():
        assert unit_13.counted(border, "2010-2013") == (early, 4)
        assert unit_13.counted(border, "2014") == (late, 1)
        assert [unit_13.length(border, part) for part in ("agreed", "open", "whole")] == list(LENGTHS[border])
    assert unit_13.in_2015() == 10


def test_the_cases_are_those_of_the_source():
    cases = load("13-cases")
    for border in INFORMAL:
        mine = cases[cases["countries"] == border]
        assert set(mine.loc[mine["mode"] == "informal", "case"]) == INFORMAL[border]
        assert set(mine.loc[mine["mode"] == "communal", "case"]) == COMMUNAL[border]
    assert len(cases) == 16


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("13-means", [18.8, 21.4, 86.5]),
        ("13-means", [94 / 5, 107 / 5, 3200 / 37]),
        ("13-together", [100 * 1689 / 2356, 586.8 - 519]),
        ("13-kinds", {
            "A": "effect", "B": "resistance", "C": "cooperation", "D": "workaround",
            "E": "effect", "F": "cooperation", "G": "workaround", "H": "cooperation",
        }),
        ("13-speakers", {
            "A": "Kyrgyzstani side", "B": "Tajikistani authorities", "C": "one Kyrgyzstani Uzbek", "D": "International Crisis Group",
            "E": "the author", "F": "one student", "G": "Matveeva",
        }),
    ],
)  # fmt: skip
def test_the_right_answers_pass(exercise, answer):
    assert check(exercise, answer).passed


@pytest.mark.parametrize(
    ("exercise", "answer", "said"),
    [
        ("13-means", [23.75, 15.25, 86.5], "mean of two yearly means"),
        ("13-means", [94, 107, 86.5], "totals"),
        ("13-means", [47, 53.5, 86.5], "number of counts"),
        ("13-means", [18.8, 21.4, 13.5], "other border"),
        ("13-together", [(100 * 519 / 978 + 100 * 1170 / 1378) / 2, 67.8], "mean of the two shares"),
        ("13-together", [72.5, 67.8], "the text states"),
        ("13-together", [71.7, 459], "whole open part"),
    ],
)
def test_known_mistakes_meet_their_sentence(exercise, answer, said):
    verdict = check(exercise, answer)
    assert not verdict.passed
    assert said in verdict.why


@pytest.mark.parametrize(
    ("measure", "recorded", "tajik", "uzbek", "rises"),
    [
        ("total", 100, (62, 32), (102, 5), False),
        ("year", 100, (15.5, 32), (25.5, 5), True),
        ("year", 50, (31, 32), (51, 5), True),
        ("year", 40, (38.75, 32), (63.75, 5), False),
        ("length", 75, (62 / 3 / 9.78, 32 / 9.78), (34 / 13.78, 5 / 13.78), True),
    ],
)
@pytest.mark.parametrize("year_2015", ["apart", "tajik", "uzbek"])
def test_rise_or_fall(measure, recorded, tajik, uzbek, rises, year_2015):
    view = incidents_view(measure, recorded, year_2015)
    traces = {trace["name"]: list(trace["x"]) for trace in figure_dict(view.panels[0].figure)["data"] if trace["name"] in INCIDENTS}
    assert traces[TAJIK][:2] == pytest.approx(list(tajik), rel=1e-4)
    assert traces[UZBEK][:2] == pytest.approx(list(uzbek), rel=1e-4)
    labels = figure_dict(view.panels[0].figure)["data"][0]["y"]
    assert all(str(label).startswith("Year") for label in labels)  # a bare year would become a date on the axis
    assert ("Kyrgyzstan-Tajikistan border rise from" in view.sentence) == rises
    assert "Kyrgyzstan-Uzbekistan border fall from" in view.sentence
    assert ("We assume" in view.sentence) == (recorded != 100)
    assert ("opposite directions" in view.sentence) == (rises and recorded != 50)
    if year_2015 == "apart":
        assert list(view.readout.iloc[2])[1:] == ["not divided", "not divided"]
    elif measure != "length":
        assert (traces[TAJIK][2], traces[UZBEK][2]) == ((10, 0) if year_2015 == "tajik" else (0, 10))


def test_the_same_counts_lead_to_opposite_conclusions():
    found = {"Kyrgyzstan-Tajikistan border rise from" in incidents_view(one, share, "apart").sentence for one in ("total", "year") for share in (100, 40)}
    assert found == {True, False}


@pytest.mark.parametrize("border", ["both", TAJIK, UZBEK])
@pytest.mark.parametrize("told", ["anybody", "named"])
@pytest.mark.parametrize("counts", ["all", "not informal", "communal"])
def test_which_cases_are_left(counts, told, border):
    wanted = set()
    for place in (TAJIK, UZBEK) if border == "both" else (border,):
        wanted |= COMMUNAL[place]
        wanted |= OTHER[place] if counts != "communal" else set()
        wanted |= INFORMAL[place] if counts == "all" else set()
    wanted |= {"a2"} if border == "both" and counts != "communal" else set()
    if told == "named":
        wanted &= NAMED
    view = cases_view(counts, told, border)
    assert set(re.findall(r"\b[wpta]\d\b", " ".join(view.readout["Which"]))) == wanted
    assert f"{len(wanted)} of 16 cases" in view.sentence
    assert view.panels[0].finding == f"Cases left: {len(wanted)} of 16."


def test_without_informal_cases_nothing_is_left_of_pasture_and_trade():
    assert "No case is then left for pasture and trade" in cases_view("not informal", "anybody", "both").sentence
    assert "all four kinds" in cases_view("all", "anybody", "both").sentence
    assert "reasoning alone" in cases_view("communal", "named", TAJIK).sentence


def test_what_comes_first():
    starts = ["The counts compare as", "The counts compare only after", "The counts do not compare: they", "The counts do not compare: one"] * 2
    for question, values in every("what-comes-first"):
        assert right_text(question).startswith(starts[values["place"]])


def test_half_a_record():
    for question, values in every("half-a-record"):
        early, late = INCIDENTS[SIDES[values["side"]]]
        mean = 25 * early / values["recorded"]
        assert question.blanks["mean"].answer == pytest.approx(mean)
        assert right_text(question.blanks["change"]) == ("rise" if late > mean else "fall")
        assert right_text(question.blanks["record"]).startswith("a presumption")


def test_share_of_a_border():
    for question, values in every("share-of-a-border"):
        agreed, still_open = (LENGTHS if values["unit"] == "km" else MILES)[SIDES[values["side"]]][:2]
        part = agreed if values["asked"] == "agreed" else still_open
        assert question.answer == pytest.approx(100 * part / (agreed + still_open))
        assert "other part" in mark(question, f"{100 - question.answer:.1f}").feedback[0]


def test_what_around_allows():
    for question, values in every("what-around-allows"):
        points = 60 + values["reach"] * (-1 if values["end"] == "smallest" else 1)
        assert question.answer == pytest.approx(9.78 * points)
        assert mark(question, str(round(9.78 * points))).fraction == 1
        assert 9.78 * (60 - values["reach"]) > 519


def test_host_and_owner():
    lie, belong = {"Kyrgyzstan": 6, "Uzbekistan": 2, "Tajikistan": 0}, {"Kyrgyzstan": 1, "Uzbekistan": 4, "Tajikistan": 3}
    assert sum(lie.values()) == sum(belong.values()) == 8
    for question, values in every("host-and-owner"):
        assert question.answer == (lie if values["verb"] == "lie in" else belong)[values["country"]]


def test_rivers_and_treaties():
    texts = [plain(option.text) for option in drawn("rivers-and-treaties").options if option.correct]
    assert texts == ["More of these treaties are on sharing than on upkeep.", "The whole of which 98 is a part is not printed."]


def test_what_the_definition_leaves():
    for question, values in every("what-the-definition-leaves"):
        here = SIDES[values["side"]]
        sets = [INFORMAL[here], COMMUNAL[here], COMMUNAL[here] | OTHER[here], INFORMAL[here] | COMMUNAL[here]]
        assert question.answer == len(sets[values["rule"]])


def test_the_table_of_the_question_holds_the_cases():
    rows = {row.split("|")[1].strip(): row for row in every("what-the-definition-leaves")[0][0].stem.splitlines() if row.strip().startswith("|")}
    for name, wanted in (("informal", INFORMAL), ("communal", COMMUNAL)):
        cells = rows[name].split("|")
        assert set(cells[2].replace(" ", "").split(",")) == wanted[TAJIK]
        assert set(cells[3].replace(" ", "").split(",")) == wanted[UZBEK]


def test_code_the_report():
    by_hand = ["Effect", "Resistance", "Workaround", "Cooperation", "Effect", "Workaround", "Cooperation", "Cooperation"]
    for question, values in every("code-the-report"):
        assert right_text(question) == by_hand[values["place"]]


def test_who_reads_it_so():
    said = {pair.match: plain(pair.text) for pair in drawn("who-reads-it-so").pairs}
    assert "as such" in said["the author of the chapter"]
    assert "250" in said["a Kyrgyzstani Uzbek"]
    assert "lack of patriotism" in said["Megoran"]
    assert "volume of trade" in said["the International Crisis Group"]
    assert "our own animals" in said["Tajikistani authorities"]


def test_where_the_mark_leads():
    # lines 12800-12810 and 12869-12882: how each printed note begins
    notes = {
        6: "Beshimov", 7: "Matveeva", 8: "Kyrgyzstan", 10: "Kyrgyzstan", 11: "Borthakur", 12: "Bichsel", 13: "Matveeva", 14: "Kholigi",
        15: "Kurmanov", 16: "K-News", 17: "Megoran",
    }  # fmt: skip
    for question, values in every("where-the-mark-leads"):
        number = values["mark"] + (0, -1, 1)[values["reading"]]
        assert right_text(question).startswith(notes[number])


def test_giving_up_control_is_not_asked_for():
    question = drawn("giving-up-control")
    assert not question.answer
    assert [reason.correct for reason in question.reasons] == [False, True, False]


def test_a_test_of_trust_measures_trust_and_compares():
    for question, _ in every("a-test-of-trust"):
        assert right_text(question).startswith("Trust in similar pairs")
        assert "do and do not" in right_text(question)
