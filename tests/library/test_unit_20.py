"""Synthesis on measuring inequality: exercises, explorer and charts, against sums written out by hand from the source lines."""

import json
from itertools import product
from pathlib import Path

import pytest

from postsoviet.charts.figure import figure_dict
from postsoviet.exercises import check
from postsoviet.explore import unit_20 as u

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "20_measuring_inequality.ipynb"
# lines 10017-10027, the column of 2015
ANNEX1 = [2.2, 3.6, 4.7, 5.8, 6.5, 8.0, 10.9, 13.8, 18.0, 26.5]
# lines 10097-10099
INCOME = [1165, 1833, 2309, 2779, 3255, 3754, 4295, 5068, 6283, 10006]
BENEFIT = [74, 39, 30, 32, 29, 18, 17, 15, 8, 46]
ALL_INCOME, ALL_BENEFITS = 40747, 308
# lines 10352-10357 and 10963-10965
SCHOOLS, MONEY, OWN = 0.47, 7, 7


def charts() -> dict[str, dict]:
    """The stored charts of the page by key."""
    found = {}
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            if card := output.get("metadata", {}).get("postsoviet"):
                found[card["id"].removeprefix("chart-20-")] = card
    return found


def test_the_shares_are_those_of_the_sources():
    assert sum(INCOME) == ALL_INCOME and sum(BENEFIT) == ALL_BENEFITS
    assert list(u.incomes(u.ANNEX_1)) == ANNEX1
    assert list(u.incomes(u.ANNEX_2)) == pytest.approx([100 * one / ALL_INCOME for one in INCOME])
    assert list(u.benefits()) == pytest.approx([100 * one / ALL_BENEFITS for one in BENEFIT])
    assert u.pupils() == (SCHOOLS, MONEY) and u.own_share() == OWN
    # Table 5, line 9926, prints two of the shares of Annex 2
    assert [round(u.incomes()[place], 2) for place in (0, 9)] == [2.86, 24.56]


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("20-pairs", {
            "A": "a pair", "B": "no match", "C": "one share only", "D": "one share only", "E": "a pair", "F": "no match",
        }),
        ("20-fifth", [44.5 / 20, 24.5, 5]),
        ("20-cut", [60, 60 - 30.8]),
    ],
)  # fmt: skip
def test_the_right_answers_pass(exercise, answer):
    assert check(exercise, answer).passed


@pytest.mark.parametrize(
    ("exercise", "answer", "said"),
    [
        ("20-fifth", [4.45, 34.5, 10], "size of a tenth"),
        ("20-fifth", [2.65, 16.5, 10], "took one tenth"),
        ("20-fifth", [0.449, 24.5, 5], "upside down"),
        ("20-fifth", [2.225, -24.5, 5], "sign"),
        ("20-fifth", [2.225, 24.5, 100], "is a share"),
        ("20-fifth", [44.5 / 5.8, 24.5, 5], "poorest fifth"),
        ("20-cut", [50, 27.2], "in the middle"),
        ("20-cut", [60, 30.8], "share of income below"),
        ("20-cut", [40, 29.2], "above the cut"),
        ("20-cut", [90, 16.5], "cut off the richest"),
        ("20-cut", [60, 0.292], "fraction"),
    ],
)
def test_known_mistakes_meet_their_sentence(exercise, answer, said):
    verdict = check(exercise, answer)
    assert not verdict.passed and said in verdict.why


def test_the_cut_is_the_best_of_nine():
    ginis = [10 * cut - sum(ANNEX1[:cut]) for cut in range(1, 10)]
    assert [u.two_group_gini(cut) for cut in range(1, 10)] == pytest.approx(ginis)
    assert max(ginis) == ginis[5]


# the explorer


def test_ratio_and_points_give_opposite_orders_for_income():
    for annex in (u.ANNEX_1, u.ANNEX_2):
        by_ratio = [one.group for one in u.ordered(u.RATIO, annex)]
        assert by_ratio == [u.PUPILS, u.POOREST, u.RICHEST, u.FOUR]
        assert [one.group for one in u.ordered(u.POINTS, annex)] == by_ratio[::-1]
        assert "the reverse order" in u.measured_view(u.RATIO, annex, u.ALL).sentence


@pytest.mark.parametrize(
    ("measure", "resource", "admitted", "said"),
    [
        (u.SHARE, u.ANNEX_1, u.ALL, "richest tenth 26.5 percent, poorest four tenths 16.3 percent, Tekeli (own revenue) 7 percent, NIS pupils almost 7 percent"),
        (u.POINTS, u.ANNEX_1, u.ALL, "poorest four tenths (23.7 points below); nearest: NIS pupils (6.0 to 6.5 points above)"),
        (u.RATIO, u.ANNEX_2, u.ALL, "NIS pupils (13.7 to 15.1 times); nearest: poorest four tenths (0.50 times)"),
        (u.RATIO, u.ANNEX_2, u.MATCHING, "poorest tenth (0.29 times); nearest: poorest four tenths (0.50 times)"),
        (u.RATIO, u.BENEFITS, u.MATCHING, "receives more benefits than an equal part (1.5 times)"),
        (u.RATIO, u.BENEFITS_TO_INCOME, u.ALL, "receives fewer benefits than in proportion (0.61 times)"),
    ],
)
def test_sentences_of_the_explorer(measure, resource, admitted, said):
    assert said in u.measured_view(measure, resource, admitted).sentence


def test_the_base_turns_the_richest_tenth_round():
    against = {resource: next(one for one in u.cases(resource) if one.group == u.RICHEST) for resource in (u.BENEFITS, u.BENEFITS_TO_INCOME)}
    assert against[u.BENEFITS].ratio == pytest.approx(46 / 30.8) and against[u.BENEFITS].points > 0
    assert against[u.BENEFITS_TO_INCOME].ratio == pytest.approx((46 / 308) / (10006 / 40747)) and against[u.BENEFITS_TO_INCOME].points < 0


def test_what_has_no_second_share_is_never_placed():
    for measure, resource, admitted in product((u.SHARE, u.POINTS, u.RATIO), (u.ANNEX_1, u.BENEFITS), (u.ALL, u.MATCHING)):
        placed = {one.group for one in u.ordered(measure, resource, admitted)}
        assert (u.TOWN in placed) == (measure == u.SHARE and admitted == u.ALL)
        assert (u.PUPILS in placed) == (admitted == u.ALL)
        assert {u.POOREST, u.FOUR, u.RICHEST} <= placed
    for measure in (u.POINTS, u.RATIO):
        assert u.PUPILS not in {one.group for one in u.ordered(measure, u.BENEFITS_TO_INCOME, u.ALL)}
    assert "no share of income" in u.measured_view(u.RATIO, u.BENEFITS_TO_INCOME, u.ALL).sentence


def test_a_bar_ends_at_its_value():
    drawn = figure_dict(u.measured_view(u.POINTS, u.ANNEX_1, u.ALL).panels[0].figure)["data"]
    ends = [trace["x"][1] for trace in drawn[:5]]
    assert ends == pytest.approx([2.2 - 10, 16.3 - 40, 26.5 - 10, 7 - 0.47, 0])
    drawn = figure_dict(u.measured_view(u.RATIO, u.ANNEX_1, u.MATCHING).panels[0].figure)["data"]
    assert [trace["x"][1] for trace in drawn[:5]] == pytest.approx([0.22, 16.3 / 40, 2.65, 1, 1])
    assert [trace["line"]["width"] for trace in drawn[3:5]] == [0, 0]


# the charts


def test_the_square_holds_only_pairs():
    spots = {(group, kind): (x, y) for group, x, y, kind in u.square()}
    assert len(spots) == 7 and all(group != u.TOWN for group, _ in spots)
    assert spots[u.PUPILS, "budget of a ministry"] == (SCHOOLS, MONEY)
    assert spots[u.FOUR, "benefits"] == (40, pytest.approx(100 * (74 + 39 + 30 + 32) / 308))
    assert spots[u.FOUR, "income"] == (40, pytest.approx(100 * (1165 + 1833 + 2309 + 2779) / 40747))
    data = {trace["name"]: trace for trace in figure_dict(u.square_figure())["data"] if trace.get("name")}
    assert sum(len(trace["x"]) for trace in data.values()) == 7
    low, high = u.pupils_ratio()
    assert (low, high) == (pytest.approx(6.5 / 0.475), pytest.approx(7 / 0.465))


def test_the_matrices_say_what_is_missing():
    assert [name for name, _, cells in u.needs() if u.MISSING in dict(cells)] == ["Pupils from small places", "Own share of the budget"]
    rows = {name: [kind for kind, _ in cells] for name, cells in u.comparisons()}
    assert all(len(kinds) == len(u.ASKED) for kinds in rows.values())
    assert [name for name, kinds in rows.items() if set(kinds) == {u.SAME}] == ["Poorest and richest tenth, income"]
    assert rows["7 % of NIS and 7 % of Tekeli"] == [u.DIFFERS] * 4
    assert len(u.as_cells(u.needs(), u.NEEDS)) == 28


def test_the_numbers_of_the_charts_are_right():
    ginis = dict(charts()["groups"]["rows"])
    assert ginis == {
        "Poorest tenth, and the others": 7.8, "Richest tenth, and the others": 16.5, "Two halves": 27.2, "Five fifths": 36.6,
        "Ten tenths": 38.2,
        "Most that the tenths allow": 39.7, "As printed": 40.8,
    }  # fmt: skip
    rows = {(subject, year): value for subject, year, value in charts()["bases"]["rows"]}
    # printed coefficients of line 10030, counts of lines 10849-10851 and 10891-10893
    assert rows["Gini", 2008] == round(100 * (40.8 - 36.3) / 36.3, 1) == 12.4
    assert rows["Gini", 2013] == round(100 * (40.8 - 45.6) / 45.6, 1) == -10.5
    assert rows["People of Tekeli", 1989] == 3.7 and rows["People of Tekeli", 1999] == 35.9
    assert len(rows) == 13 + 2
