"""Unit 8: its exercises, explorers and quiz, held against counts and sums worked out by hand from the source lines."""

import re
from fractions import Fraction
from itertools import product
from math import comb, sqrt

import nbformat
import pytest
from banks import right_set, versions_of
from postsoviet import load
from postsoviet.charts.figure import figure_dict
from postsoviet.datasets import data_folder
from postsoviet.exercises import exercises
from postsoviet.explore.unit_08 import (
    ALONE, MOVED, PARTLY, SAME, counted_answers, not_asked_bounds, one_answer, ranked_cells, sexes, who_was_asked,
)  # fmt: skip
from postsoviet.quiz.bank import load as load_bank
from postsoviet.quiz.text import plain

BANK = load_bank("08")
every, drawn = versions_of("08")
EXERCISES = exercises("08")
KAZAKH, RUSSIAN = 23, 34  # lines 8575-8577


def wilson(count: int, n: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's interval in percent as the two roots of (p - x)^2 = z^2 x (1 - x) / n."""
    p = count / n
    a, b, c = 1 + z * z / n, -(2 * p + z * z / n), p * p
    root = sqrt(b * b - 4 * a * c)
    return 100 * (-b - root) / (2 * a), 100 * (-b + root) / (2 * a)


def fisher(first: int, n_first: int, second: int, n_second: int) -> float:
    """Fisher's two-sided probability by adding fractions."""
    yes, everyone = first + second, n_first + n_second
    chances = {
        k: Fraction(comb(n_first, k) * comb(n_second, yes - k), comb(everyone, yes))
        for k in range(yes + 1) if k <= n_first and yes - k <= n_second
    }
    return float(sum(chance for chance in chances.values() if chance <= chances[first]))


def shares_of(n: int) -> set[int]:
    """Whole percentages that n people can give; halves round up."""
    return {int(100 * count / n + 0.5) for count in range(n + 1)}


# what the charts draw


def test_women_and_men_are_whole_people():
    # 61 and 39 percent of 23, and equal numbers of 34 (lines 8577-8581)
    assert sexes() == {"Kazakh group": {"women": 14, "men": 9}, "Russian group": {"women": 17, "men": 17}}
    assert [round(100 * 14 / 23), round(100 * 9 / 23)] == [61, 39]


def test_the_counted_answers():
    assert [*counted_answers()[["group", "count", "n"]].itertuples(index=False, name=None)] == [("Kazakh", 19, 23), ("Russian", 34, 34), ("Kazakh", 17, 23), ("Kazakh", 1, 23), ("Russian", 4, 34)]


def test_the_ranked_answers_stand_as_in_table_1():
    # lines 8664-8729, written out by hand
    texts = {name: [ranked_cells()[name, place][1] for place in ("1st", "2nd", "3rd")] for name, _ in ranked_cells()}
    assert texts["First sources, Kazakh group"] == ["Friends", "Internet", "School"]
    assert texts["First sources, Russian group"] == ["Internet", "School", "Friends"]
    assert texts["Sources now, Russian group"] == ["Internet", "Private clinics", "Friends / Family"]
    assert texts["Who should educate, Russian group"][0] == "Parents / School"
    assert len(ranked_cells()) == 24


def test_the_colours_of_the_ranked_answers_compare_the_two_lists():
    kinds = {key: kind for key, (kind, _) in ranked_cells().items()}
    assert {kinds["First sources, Kazakh group", place] for place in ("1st", "2nd", "3rd")} == {MOVED}
    assert kinds["Sources now, Kazakh group", "1st"] == kinds["Sources now, Russian group", "1st"] == SAME
    assert kinds["Sources now, Russian group", "3rd"] == PARTLY
    assert kinds["Why the internet, Russian group", "2nd"] == kinds["Who should educate, Russian group", "3rd"] == ALONE


def test_no_number_of_a_chart_is_typed():
    cells = nbformat.read(data_folder().parent / "notebooks" / "08_sexuality_education.ipynb", as_version=4).cells
    charts = [cell.source for cell in cells if cell.cell_type == "code" and "show(\n" in cell.source]
    assert len(charts) == 7
    for source in charts:
        assert "load(" in source or re.search(r"ranked_cells|sexes|answers\[", source)


# the exercises


def test_possible_shares_by_counting():
    percentages = [43, 50, 57, 59, 65, 70, 75]
    assert EXERCISES["08-possible-shares"].answer() == {
        str(share): "possible" if share in shares_of(KAZAKH) else "impossible" for share in percentages
    }
    assert len(shares_of(KAZAKH)) == 24


def test_what_the_ranks_show_by_hand():
    assert EXERCISES["08-what-the-ranks-show"].answer() == {
        "A": "shown", "B": "not shown", "C": "contradicted", "D": "shown", "E": "not shown", "F": "shown", "G": "not shown",
    }


def test_wilson_and_fisher_by_hand():
    assert EXERCISES["08-wilson-south"].answer() == pytest.approx(list(wilson(15, 23)), abs=1e-4)
    assert EXERCISES["08-fisher-sexes"].answer() == pytest.approx(100 * (1001 + 1176 + 126) / 8855)


# explorer 1: chance, and the people who were not asked


@pytest.mark.parametrize(("answer", "times", "covered"), [(0, 1, 100), (2, 1, 90), (2, 10, 75), (1, 10, 50), (4, 1, 25)])
def test_the_range_for_all_has_two_parts(answer, times, covered):
    count, n = [(19, 23), (34, 34), (17, 23), (1, 23), (4, 34)][answer]
    low, high = wilson(count * times, n * times)
    ends = [low, high, covered / 100 * low, covered / 100 * high + 100 - covered]
    assert [100 * end for end in not_asked_bounds(count * times, n * times, covered / 100)] == pytest.approx(ends, abs=1e-3)
    readout, figure = who_was_asked(answer, times, covered).readout, who_was_asked(answer, times, covered).panels[0].figure
    assert list(readout.iloc[2, 1:3].astype(float)) == pytest.approx(ends[2:], abs=0.051)
    assert (figure.data[-1].x[2] is None) == (covered < 100)  # no estimate for all while a part is unknown
    assert f"{ends[2]:.1f} to {ends[3]:.1f}" in figure.layout.annotations[2].text.replace("<br>", " ")


def test_a_tenth_of_unlike_people_opens_the_majority_of_parents():
    assert "it is more than half" in who_was_asked(2, 1, 100).sentence
    assert "stays open" in who_was_asked(2, 1, 90).sentence
    assert "it is more than half" in who_was_asked(2, 10, 75).sentence  # 0.75 * 67.9


@pytest.mark.parametrize(("answer", "times"), [*product(range(5), (1, 10))])
def test_with_half_unlike_nothing_is_settled(answer, times):
    assert "stays open" in who_was_asked(answer, times, 50).sentence


# explorer 2: how many answers the difference hangs on


@pytest.mark.parametrize(("kazakh", "russian"), [(4, 0), (3, 0), (5, 0), (4, 1), (0, 0), (8, 5)])
def test_fisher_in_the_explorer(kazakh, russian):
    chance = 100 * fisher(kazakh, KAZAKH, russian, RUSSIAN)
    said = dict(one_answer(kazakh, russian).readout.itertuples(index=False, name=None))["Fisher's exact test (cases of 100)"]
    assert float(said) == pytest.approx(chance, abs=0.05)


def test_one_answer_turns_the_conclusion():
    said = {counts: one_answer(*counts).sentence for counts in [(3, 0), (4, 0), (5, 0), (4, 1)]}
    assert "depends on the rule" in said[4, 0] and said[4, 0].startswith("As in Table 1")
    assert "not told apart" in said[3, 0] and "not told apart" in said[4, 1]
    assert "below both limits" in said[5, 0]


def test_the_blocks_hold_all_people():
    for kazakh, russian in product(range(9), range(6)):
        drawing = figure_dict(one_answer(kazakh, russian).panels[0].figure)
        squares = sum(len([x for x in trace["x"] if x is not None]) for trace in drawing["data"] if trace.get("mode") == "markers")
        assert squares == 57, (kazakh, russian)


# the quiz


def test_a_list_never_shows_a_number_of_people():
    for question, given in every("a-place-in-a-list"):
        assert right_set(question) == {2}, given
        item = plain(question.stem).split('"')[3]
        rows = load("08-table1-ranked-answers")
        found = rows[(rows["question"] == given["asked"]) & (rows["group"] == given["group"]) & (rows["position"] == given["place"])]
        assert list(found["item"]) == [item]


def test_two_first_places_speak_for_the_hypothesis():
    assert right_set(BANK.question("which-facts-speak-for-the-hypothesis")) == {0, 1}


def test_people_behind_a_percentage():
    for question, given in every("people-behind-a-percentage"):
        n = {"Kazakh": KAZAKH, "Russian": RUSSIAN}[given["group"]]
        share = int(re.search(r'"(\d+) percent', plain(question.stem))[1])
        assert [count for count in range(n + 1) if int(100 * count / n + 0.5) == share] == [question.answer], given


def test_possible_and_impossible_shares():
    for question, given in every("can-this-share-be"):
        fits = given["share"] in shares_of({"Kazakh": KAZAKH, "Russian": RUSSIAN}[given["group"]])
        assert question.answer == (fits if given["claim"] == "can" else not fits), given
        assert right_set(question) == ({0} if fits else {2}), given


def test_the_order_of_widths():
    for question, given in every("from-narrow-to-wide"):
        pairs = [(given["small"], 23), (given["middle"], 34), (given["large"], 57), (given["hundred"], 100)]
        ordered = sorted(pairs, key=lambda pair: wilson(*pair)[1] - wilson(*pair)[0])
        assert [plain(item.text) for item in sorted(question.items, key=lambda item: item.by)] == [
            f"{count} of {n} people" for count, n in ordered
        ], given


def test_all_in_one_group_by_combinations():
    for question, given in every("all-in-one-group"):
        n = {"Kazakh": KAZAKH, "Russian": RUSSIAN}[given["group"]]
        assert question.answer == pytest.approx(100 * comb(n, given["many"]) / comb(57, given["many"])), given
        two_sided = 100 * fisher(given["many"], n, 0, 57 - n)
        assert f"{two_sided:.2f} of 100" in plain(question.right), given


def test_what_the_test_says_is_never_that_the_groups_are_alike():
    question = drawn("what-the-test-says")
    assert right_set(question) == {0}
    chance = fisher(1, KAZAKH, 4, RUSSIAN)  # lines 8799-8803
    assert f"gives {chance:.2f}" in plain(question.stem) and chance > 0.6
    assert f"{100 * chance:.0f} percent" in plain(question.options[2].text)


def test_only_two_pairs_stand_side_by_side():
    fitting = {("active_at_fifteen_rural", "active_at_fifteen_urban"), ("teenage_pregnancies_2004", "teenage_pregnancies_2013")}
    rows = load("08-health-indicators").set_index("indicator")
    for question, given in every("side-by-side"):
        pair = given["first"], given["second"]
        assert question.answer == (pair in fitting), given
        assert right_set(question) == ({1} if pair in fitting else {2})
        # the oracle: the register names one source for both, or two
        assert (rows.loc[pair[0], "who_says"] == rows.loc[pair[1], "who_says"]) == (pair in fitting)


def test_ages_by_hand():
    # lines 8558-8561 and 9055-9056
    for question, given in every("what-may-a-person-do"):
        care = 16 if given["rule"].startswith("if") else 18
        expected = {place for place, age in enumerate((14, 16, care)) if given["age"] >= age}
        assert right_set(question) == expected, given


def test_what_became_of_each_document():
    # lines 8183-8228 by hand: place of the right option, document by document in the order of the data
    places = [0, 0, 1, 2, 3, 3, 2, 4]
    for place, policy in zip(places, load("08-policies")["policy"], strict=True):
        assert right_set(drawn("what-became-of-it", policy=policy)) == {place}, policy
