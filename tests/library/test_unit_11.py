"""Unit 11: exercises, explorers and quiz, against sums and lists written out by hand from the source lines."""

import math
import re
from itertools import pairwise

import pytest
from banks import right_texts, versions_of

from postsoviet import load
from postsoviet.charts.figure import figure_dict
from postsoviet.exercises import check
from postsoviet.explore import unit_11
from postsoviet.explore.unit_11 import COUNTED, between_view, budget_view, path, rise_needed, shares, yearly_growth
from postsoviet.quiz.marking import mark

every, drawn = versions_of("11")
# lines 10823-10824, 10849-10851 and 10891-10893
PEOPLE = {1959: 30000, 1989: 31428, 1999: 23982, 2016: 32600}
OWN = 7  # lines 10963-10966


def test_the_numbers_are_those_of_the_source():
    assert load("11-population").set_index("year")["population"].to_dict() == PEOPLE
    assert unit_11.own_share() == OWN
    assert [unit_11.people(year) for year in PEOPLE] == list(PEOPLE.values())


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("11-there-and-back", [7446 / 314.28, 7446 / 239.82, 23.982 / 0.55]),
        ("11-there-and-back", [23.7, 31.0, 43.6]),
        ("11-one-year", [35, 19]),
        ("11-budget", [100 * 21 / 114, 100 * 13.95 / 7]),
        ("11-captions", {
            "A": "other years", "B": "could test it", "C": "other measure", "D": "could test it", "E": "could test it",
            "F": "no such figure",
        }),
    ],
)  # fmt: skip
def test_the_right_answers_pass(exercise, answer):
    assert check(exercise, answer).passed


@pytest.mark.parametrize(
    ("exercise", "answer", "said"),
    [
        ("11-there-and-back", [23.7, 23.7, 43.6], "one base twice"),
        ("11-there-and-back", [23.7, 35.9, 43.6], "leads to 2016"),
        ("11-there-and-back", [23.7, 31.0, 34.8], "added the percentage"),
        ("11-there-and-back", [23.7, 31.0, 17.3], "began in 1989"),
        ("11-one-year", [100, 84], "whole budget"),
        ("11-one-year", [35, 31], "floor away once"),
        ("11-one-year", [35, 15], "all five years"),
        ("11-budget", [21, 199.3], "old budget"),
        ("11-budget", [18.4, 214.3], "whole budget"),
        ("11-budget", [18.4, 299.3], "percent of before"),
    ],
)
def test_known_mistakes_meet_their_sentence(exercise, answer, said):
    verdict = check(exercise, answer)
    assert not verdict.passed
    assert said in verdict.why


@pytest.mark.parametrize(
    ("loss", "start", "area", "low", "side", "over"),
    [
        (COUNTED, 1999, 0, 23982, "above", 3.7),
        (COUNTED, 2010, 0, 23982, "above", 3.7),
        (COUNTED, 2011, 1000, 23982, "above", 0.5),
        (40, 2010, 2000, 18857, "below", 2.6),
        (49, 1999, 0, 16028, "above", 3.7),
        (49, 2011, 2000, 16028, "below", 2.6),
    ],
)
def test_what_lies_between(loss, start, area, low, side, over):
    view = between_view(loss, start, area)
    rate = 100 * (math.exp(math.log((32600 - area) / low) / (2016 - start)) - 1)
    assert f"it took {rate:.1f} percent a year for {2016 - start} years" in view.sentence
    assert f"{over} percent {side} 1989" in view.sentence
    assert view.sentence.endswith("passed." if side == "above" else "not reached.")
    assert ("would have to be too high" in view.sentence) == (start == 1999 and low != 23982)
    line = figure_dict(view.panels[0].figure)["data"][1]
    steps = {1989: 31428, 1999: 23982, start: low, 2016: 32600 - area}
    assert dict(zip(line["x"], line["y"], strict=True)) == steps
    assert view.panels[0].finding == f"Growth from {start}: {rate:.1f} percent a year, to {over} percent {side} 1989."


def test_the_path_keeps_both_counts_when_the_low_point_is_later():
    for loss in (40, 49):
        for start in (2010, 2011):
            assert dict(path(loss, start))[1989] == 31428
            assert dict(path(loss, start))[1999] == 23982


def test_the_same_counts_lead_to_opposite_conclusions():
    said = {between_view(loss, start, area).sentence.split()[-2] for loss in unit_11.LOSSES for start in unit_11.STARTS for area in unit_11.AREAS}
    assert {"is", "not"} == said
    assert yearly_growth(COUNTED, 2011) > 3 * yearly_growth(COUNTED, 1999)
    assert max(unit_11.AREAS) > 32600 - 31428 > sorted(unit_11.AREAS)[1]


@pytest.mark.parametrize(
    ("step", "cut", "first", "last", "rise"), [(0, 10, 7, 7, 133), (2, 10, 3, 11, 81), (-3, 50, 13, 1, 4950), (3, 5, 1, 13, 33), (-2, 20, 11, 3, 647)]
)
def test_one_mean_and_five_histories(step, cut, first, last, rise):
    assert sum(shares(step)) / 5 == OWN
    assert (shares(step)[0], shares(step)[-1]) == (first, last)
    view = budget_view(step, cut)
    assert f"grow by {rise:,} percent" in view.sentence
    assert math.isclose(rise_needed(last, cut), rise, abs_tol=0.5)
    own, transfers, missing = (bar["y"] for bar in figure_dict(view.panels[0].figure)["data"])
    assert all(math.isclose(sum(parts), 100) for parts in zip(own, transfers, missing, strict=True))
    assert math.isclose(missing[-1], (100 - last) * cut / 100)
    word = {0: "did not change", 1: "smaller", -1: "larger"}[(step > 0) - (step < 0)]
    assert word in view.sentence


def test_what_the_recompute_section_says():
    assert [round(100 * (now - 31428) / 31428, 1) for now in (32550, 32650)] == [3.6, 3.9]
    assert [round(23982 / left) for left in (0.6, 0.5)] == [39970, 47964]


def test_way_back():
    for question, values in every("way-back"):
        left = 100 - values["loss"]
        assert left * (1 + question.answer / 100) == pytest.approx(100)
        assert "base is smaller" in mark(question, str(values["loss"])).feedback[0]


def test_years_of_growth():
    for question, values in every("years-of-growth"):
        count = 23982.0
        for _ in range(2016 - values["start"]):
            count *= 1 + question.answer / 100
        assert count == pytest.approx(32600)
        assert values["start"] not in (1999, 2010, 2011)


def test_what_two_counts_allow():
    paths = [[31428, 30000, 23982], [31428, 31900, 22000, 24500, 23982], [31428, 31428, 23982]]
    holds = {
        "The number of people fell in each": lambda path: all(b < a for a, b in pairwise(path)),
        "In at least one of the ten years": lambda path: any(b < a for a, b in pairwise(path)),
        "The town was never smaller than in 1999": lambda path: min(path) == 23982,
        # twice as many births and arrivals, or none: the balance stays, the number who moved does not
        "Exactly 7,446 people moved away": lambda path: path is not paths[0],
        "Births and arrivals together were fewer": lambda path: path[-1] < path[0],
    }
    for option in drawn("what-two-counts-allow").options:
        (test,) = [test for start, test in holds.items() if option.text.startswith(start)]
        assert option.correct == all(test(path) for path in paths), option.text


def test_readings_by_growth():
    rates = []
    for item in drawn("readings-by-growth").items:
        low = 31428 * 0.55 if "45 percent" in item.text else 23982
        rates.append(100 * ((32600 / low) ** (1 / (2016 - int(item.text[-4:]))) - 1))
        assert item.feedback.startswith(f"{rates[-1]:.1f} percent a year")
    assert len(rates) == 4
    assert rates == sorted(rates)


def test_peak_behind_a_halving():
    for question, values in every("peak-behind-a-halving"):
        peak = question.blanks["peak"].answer
        assert peak * (100 - values["loss"]) / 100 == pytest.approx(23982)
        assert peak > 31428
        assert right_texts(question.blanks["side"]) == ["above"]


def test_share_after_growth():
    for question, values in every("share-after-growth"):
        own = OWN * values["times"]
        assert question.answer == pytest.approx(100 * own / (93 + own))
        assert mark(question, f"{question.answer:.1f}").fraction == 1
        assert "multiplied the share" in mark(question, f"{own}").feedback[0]


def test_class_of_a_small_town():
    for question, values in every("class-of-a-small-town"):
        students, years = 0, 0
        while students < 25:
            students, years = students + values["need"], years + 1
        assert question.answer == years


def test_where_the_number_leads():
    # captions 10789, 10911, 10979, 10983 and 10984 under the numbers 1, 2, 4, 5 and 6 of the text
    by_hand = ["What the sentence", "A related subject", "A subject for which the text cites another", "A subject for which the text cites another",
               "A subject for which the text cites no"]  # fmt: skip
    for question, values in every("where-the-number-leads"):
        (right,) = right_texts(question)
        assert right.startswith(by_hand[values["place"]])
    assert "32,600 people in 2016" in drawn("where-the-number-leads", place=2).stem
    rows = load("11-figure-numbers")
    assert [int(n) for n in rows["text_number"].dropna()] == [1, 2, 4, 5, 6]


def test_what_each_found_figure_would_tell():
    would = {pair.text.split(",")[0]: pair.match for pair in drawn("what-each-found-figure-would-tell").pairs}
    # captions 10912, 10979, 10983 and 10984
    assert would == {
        "Population of Tekeli": "Was the town larger in some year before 1989?",
        "Yearly net migration of the main single-industry towns": "Did more people arrive than leave, and was it so in other towns?",
        "Sources of the town's revenues": "Did the town come to depend on transfers less, or more?",
        "Length of mayors' terms": "Was a stay of almost 8 years usual, or an exception?",
    }


def test_evidence_of_the_claim():
    said = {
        "In Soviet times": "What a person", "The people of the town": "What a person", "A university campus": "What an organisation",
        "Heavy reliance": "A number", "State support": "What the state laid down", "The local government": "What the state laid down",
        "Residents often": "What a person", "Mayors change": "What a person", "The law sets": "What the state laid down",
        "State programmes serve": "What a person", "Efforts for civil": "What the state laid down",
    }  # fmt: skip
    found = {}
    for question, _ in every("evidence-of-the-claim"):
        claim = re.search(r'"([^"]+)"', question.stem)[1]
        (start,) = [start for start in said if claim.startswith(start)]
        (right,) = right_texts(question)
        found[start] = right.startswith(said[start])
    assert found == dict.fromkeys(said, True)


def test_one_promising_town_and_safe_wording():
    question = drawn("one-promising-town")
    assert question.answer is False
    assert [reason.text for reason in question.reasons if reason.correct] == ["The author calls it the most promising, and no other town is studied beside it."]
    # lines 10849-10854: counts have years and a source, the testimony has neither year nor base
    (right,) = right_texts(drawn("safe-wording"))
    assert right == "Official counts fell by about a quarter from 1989 to 1999; local people spoke of a near halving."
