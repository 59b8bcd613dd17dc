"""The figures of the items against a published example, other formulas, and sums done by hand."""

import math
from statistics import fmean, pstdev

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from postsoviet.quiz.gradebook import item_analysis
from postsoviet.quiz.gradebook.distractors import taken
from postsoviet.quiz.gradebook.merging import gather
from postsoviet.quiz.gradebook.handed_in import Entry
from postsoviet.quiz.gradebook.item_analysis import alpha, analyse, difficulty, groups, rest_correlation, upper_minus_lower
from result_files import Tries, make_bank, result, sealed

# K. L. Wuensch, "The Kuder-Richardson 20" (East Carolina University, StatHelp, KR20.txt): ten students, ten items.
# It prints p of every item, the sum of its pq by item, and the variance of the totals, 5.84, divided by n.
WUENSCH = np.array([[int(sign) for sign in row] for row in (
    "1111110110", "1011011101", "1111011001", "0010001000", "0000010010",
    "1110111111", "1101110111", "1111111101", "0101111101", "1101101110",
)])  # fmt: skip
PRINTED_P = [.7, .7, .6, .7, .6, .8, .7, .7, .5, .6]  # fmt: skip
PRINTED_PQ = [.21, .21, .24, .21, .24, .16, .21, .21, .25, .24]  # fmt: skip


def test_the_example_is_copied_as_it_is_printed():
    assert WUENSCH.sum(axis=1).tolist() == [8, 7, 7, 2, 2, 9, 8, 9, 7, 7]
    assert WUENSCH.var(axis=0) == pytest.approx(PRINTED_PQ)


def test_difficulty_is_the_printed_p():
    assert [difficulty(column) for column in WUENSCH.T] == pytest.approx(PRINTED_P)


def test_alpha_is_the_kuder_richardson_20_of_the_printed_values():
    assert alpha(WUENSCH) == pytest.approx(10 / 9 * (1 - sum(PRINTED_PQ) / 5.84))
    # by hand: 2.18 / 5.84 = 0.37329, 0.62671 * 10 / 9 = 0.69635
    assert alpha(WUENSCH) == pytest.approx(0.69635, abs=5e-6)


def test_alpha_is_the_mean_of_all_split_halves():
    # Cronbach 1951: alpha is the mean of the Flanagan coefficients of all splits into equal halves
    from itertools import combinations

    table = WUENSCH[:, :6]
    coefficients = []
    for half in combinations(range(6), 3):
        first, second = table[:, half].sum(axis=1), table[:, [i for i in range(6) if i not in half]].sum(axis=1)
        coefficients.append(2 * (1 - (first.var() + second.var()) / (first + second).var()))
    assert alpha(table) == pytest.approx(fmean(coefficients))


@pytest.mark.parametrize("item", range(10))
def test_discrimination_is_the_point_biserial_with_the_rest(item):
    right, totals = WUENSCH[:, item], WUENSCH.sum(axis=1)
    rest = [int(total - point) for total, point in zip(totals, right, strict=True)]
    able = [score for score, point in zip(rest, right, strict=True) if point]
    others = [score for score, point in zip(rest, right, strict=True) if not point]
    p = len(able) / len(rest)
    textbook = (fmean(able) - fmean(others)) / pstdev(rest) * math.sqrt(p * (1 - p))
    assert rest_correlation(right, totals) == pytest.approx(textbook)
    # Henrysson's correction turns the correlation with the whole total into the one with the rest
    whole, spread, own = np.corrcoef(right, totals)[0, 1], totals.std(), right.std()
    corrected = (whole * spread - own) / math.sqrt(own**2 + spread**2 - 2 * whole * own * spread)
    assert rest_correlation(right, totals) == pytest.approx(corrected)


def test_discrimination_by_hand():
    # item 1 1 0 0, rest 3 1 2 0: means 2 and 1, s = sqrt(5/4), pq = 1/4; so 1 / sqrt(5) = 0.4472
    assert rest_correlation([1, 1, 0, 0], [4, 2, 2, 0]) == pytest.approx(1 / math.sqrt(5))


def test_without_spread_there_is_no_figure():
    assert rest_correlation([1, 1, 1], [3, 2, 1]) is None
    assert rest_correlation([1, 0, 1], [2, 1, 2]) is None
    assert rest_correlation([1], [2]) is None
    assert rest_correlation([1 / 3 + 1 / 3 + 1 / 3, 0.1 + 0.2 + 0.7], [1, 2]) is None
    assert alpha([[1, 0]]) is None and alpha([[1], [0]]) is None and alpha([[1, 0], [0, 1]]) is None


def test_groups_of_27_percent_and_their_difference():
    totals = [8, 7, 7, 2, 2, 9, 8, 9, 7, 7]
    # 27 percent of 10 is 2.7, so three; the third best is an 8, which two students have;
    # the third last is a 7, which four have
    upper, lower = groups(totals)
    assert upper == [0, 5, 6, 7] and lower == [1, 2, 3, 4, 8, 9]
    assert upper_minus_lower([1, 0, 0, 0, 0, 1, 1, 0.5, 1, 0.5], upper, lower) == pytest.approx(3.5 / 4 - 1.5 / 6)
    assert groups(list(range(100))) == (list(range(73, 100)), list(range(27)))
    assert groups([5]) == ([0], [0])


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 2 / 3, 1.0]), min_size=4, max_size=4), min_size=1, max_size=40
    )
)
def test_the_order_of_students_changes_nothing_and_bounds_hold(rows):
    table = np.array(rows)
    totals, back = table.sum(axis=1), table[::-1].sum(axis=1)
    upper, lower = groups(totals)
    assert sorted(len(rows) - 1 - place for place in upper) == groups(back)[0]
    assert len(upper) >= max(1, int(len(rows) * 0.27 + 0.5)) and len(lower) >= 1
    found = rest_correlation(table[:, 0], totals)
    assert found is None or -1 <= found <= 1
    assert -1 <= upper_minus_lower(table[:, 0], upper, lower) <= 1
    first, second = alpha(table), alpha(table[::-1])
    assert (first is None) == (second is None) and (first is None or first == pytest.approx(second, abs=1e-9))
    assert first is None or first <= 1 + 1e-9


@pytest.fixture
def class_of_four(tmp_path, monkeypatch):
    """Four students: 1 has everything, 2 misses the single choice, 3 and 4 have little."""
    bank = make_bank(tmp_path / "banks", monkeypatch)
    files = [
        result(bank, "a", {"one": 0, "many": [0, 1], "sum": "12", "word": "Bishkek", "match": [0, 1]}, seconds=10),
        result(bank, "b", {"one": 1, "many": [0], "sum": "2012", "word": "Bishkek", "match": [0, None]}, seconds=20),
        result(bank, "c", {"one": Tries(0, 1), "many": [2], "sum": "many", "word": "Frunze"}, seconds=30),
        result(bank, "d", {"sum": "5"}, seconds=70),
    ]
    return gather([Entry(f"{raw['student']}.json", lambda raw=raw: sealed(raw)) for raw in files])


def test_items_of_a_class_by_hand(class_of_four):
    analysis = analyse(class_of_four)
    items = {item.question: item for item in analysis.items}
    # points: a 1+2+1+1+1 = 6; b 0+1+0+1+.5 = 2.5; c and d 0
    assert [class_of_four.points(student) for student in class_of_four.students] == [6, 2.5, 0, 0]
    assert analysis.mean == pytest.approx(8.5 / 4)
    assert analysis.deviation == pytest.approx(np.std([6, 2.5, 0, 0], ddof=1))
    assert (
        items["one"].difficulty == 1 / 4
        and items["many"].difficulty == (1 + 0.5) / 4
        and items["order"].difficulty == 0
    )
    assert items["many"].discrimination == pytest.approx(np.corrcoef([2, 1, 0, 0], [4, 1.5, 0, 0])[0, 1])
    assert items["order"].discrimination is None
    assert (items["one"].answered, items["one"].tries, items["one"].seconds) == (3, 4 / 3, 20)
    assert (items["order"].answered, items["order"].tries, items["order"].seconds) == (0, None, None)
    # 27 percent of four is one; c and d are tied at the end
    assert (analysis.upper, analysis.lower) == ([0], [2, 3])
    assert items["many"].upper_lower == 1
    assert "essay" not in items and analysis.is_small and not analysis.is_dichotomous


def test_who_took_which_answer(class_of_four):
    rows = {(one.question, one.given.part, one.given.text): one for one in taken(class_of_four, analyse(class_of_four))}

    def of(question, text, part=""):
        one = rows[question, part, text]
        return one.all, one.upper, one.lower, one.given.is_right

    assert of("one", "Alpha") == (1, 1, 0, True)
    assert of("one", "Beta | <b>bold</b>") == (2, 0, 1, False)
    assert of("one", "Delta that nobody takes") == (0, 0, 0, False)
    assert of("one", "no answer") == (1, 0, 1, False)
    assert of("many", "First") == (2, 1, 0, True)
    assert of("sum", "12 years") == (1, 1, 0, True)
    assert of("sum", "2012") == (1, 0, 0, False)
    assert of("sum", "not a number that can be read") == (1, 0, 1, False)
    assert of("sum", "another answer") == (1, 0, 1, False)
    assert of("word", "Frunze") == (1, 0, 1, False)
    assert of("match", "North", "Talas") == (1, 1, 0, True)
    assert not any("essay" == question for question, _, _ in rows)


def test_parts_of_an_answer_are_counted_one_by_one(tmp_path, monkeypatch):
    bank = make_bank(tmp_path / "banks", monkeypatch)
    gaps = {"place": 1, "count": "x", "word": "Қазақстан"}
    answers = {"verdict": {"verdict": False, "reason": 2}, "order": [1, 3, None], "match": [2, 0], "gaps": gaps}
    raw = sealed(result(bank, answers=answers))
    gradebook = gather([Entry("a.json", lambda: raw)])
    found = {
        (one.question, one.given.part, one.given.text, one.given.is_right)
        for one in taken(gradebook, analyse(gradebook))
        if one.all and one.question in answers
    }
    assert found == {
        ("verdict", "verdict", "false", False), ("verdict", "reason", "Perhaps", False),
        ("order", "low", "place 1", True), ("order", "middle", "place 3", False),
        ("match", "Osh", "West", False), ("match", "Talas", "South", False),
        ("gaps", "place", "South", False), ("gaps", "count", "not a number that can be read", False),
        ("gaps", "word", "Қазақстан", True),
    }  # fmt: skip


def test_remarks_name_what_stands_out():
    def item(difficulty, discrimination):
        return item_analysis.ItemFigures("q", "single", 1, 9, difficulty, discrimination, 0, 1, 1, 0, 0)

    assert item_analysis.remark(item(0.5, -0.3)) == "check_key"
    assert item_analysis.remark(item(0.97, 0.4)) == "too_easy"
    assert item_analysis.remark(item(0.1, 0.4)) == "too_hard"
    assert item_analysis.remark(item(0.5, 0.1)) == "weak"
    assert item_analysis.remark(item(0.5, 0.4)) == ""
    assert item_analysis.remark(item(0.5, None)) == ""
