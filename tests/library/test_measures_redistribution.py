"""Redistribution measures: identities, hand calculations and the printed annexes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from postsoviet import load
from postsoviet.measures import MeasureError
from postsoviet.measures.inequality import gini, shares
from postsoviet.measures.redistribution import (
    concentration_coefficient, kakwani, percent_change, reranking, reynolds_smolensky, transfer,
)

settings.register_profile("measures", max_examples=60, deadline=None)
settings.load_profile("measures")

pair = st.tuples(st.integers(1, 10_000), st.integers(0, 3_000))
pairs = st.lists(pair, min_size=2, max_size=15).filter(lambda rows: sum(b for _, b in rows) > 0)


def year(number: int):
    rows = load("09-annex2-income-benefits").query("year == @number").sort_values("decile")
    return rows["income"].to_numpy(float), rows["benefits"].to_numpy(float)


@given(pairs)
def test_redistribution_is_size_times_aim_minus_reranking(rows):
    before, benefits = np.array(rows, dtype=float).T
    size = benefits.sum() / before.sum()
    aim = -kakwani(benefits, before)
    after = before + benefits
    assert reynolds_smolensky(before, after) == pytest.approx(
        size / (1 + size) * aim - reranking(before, after), abs=1e-9
    )


@given(pairs)
def test_concentration_stays_inside_the_gini(rows):
    before, benefits = np.array(rows, dtype=float).T
    coefficient = concentration_coefficient(benefits, before)
    assert abs(coefficient) <= gini(benefits) + 1e-9
    assert concentration_coefficient(benefits, benefits) == pytest.approx(gini(benefits), abs=1e-9)
    if len(set(before)) == len(before):
        assert concentration_coefficient(benefits, -before + before.max()) == pytest.approx(-coefficient, abs=1e-9)


@given(pairs, st.randoms())
def test_the_order_of_the_rows_does_not_matter(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    first, second = (np.array(table, dtype=float).T for table in (rows, shuffled))
    assert concentration_coefficient(first[1], first[0]) == pytest.approx(
        concentration_coefficient(second[1], second[0]), abs=1e-9
    )


def test_concentration_by_hand():
    # All to the poorer of two: the curve goes to (1/2, 1), so 1 - 2 x (1/4 + 1/2) = -1/2.
    assert concentration_coefficient([10, 0]) == pytest.approx(-0.5)
    assert concentration_coefficient([0, 10]) == pytest.approx(0.5)
    assert concentration_coefficient([5, 5]) == pytest.approx(0)
    # Two people of one rank share what they got, whoever stands first.
    assert concentration_coefficient([10, 0], rank_by=[3, 3]) == pytest.approx(0)
    # One poor person with 10 beside three richer with nothing: 1 - 2 x (1/8 + 3/4) = -3/4.
    assert concentration_coefficient([10, 0], weights=[1, 3]) == pytest.approx(-0.75)


def test_signs():
    before = [10, 20, 30]
    assert kakwani([5, 1, 0], before) < 0  # a benefit for the poor
    assert kakwani([0, 1, 9], before) > 0  # a progressive tax
    assert kakwani(before, before) == pytest.approx(0)  # in proportion to income
    assert reynolds_smolensky(before, [15, 21, 30]) > 0
    assert reranking(before, [31, 20, 30]) > 0 and reranking(before, [15, 21, 30]) == 0


def test_benefits_of_2015_narrow_inequality_by_0_4_point():
    income, benefits = year(2015)
    before = income - benefits
    assert 100 * gini(before) == pytest.approx(32.187, abs=5e-4)
    assert 100 * reynolds_smolensky(before, income) == pytest.approx(0.391, abs=5e-4)
    assert 100 * concentration_coefficient(benefits, before) == pytest.approx(-19.481, abs=5e-4)
    assert 100 * kakwani(benefits, before) == pytest.approx(-51.668, abs=5e-4)


amounts_of_ten = st.lists(st.integers(100, 9999), min_size=10, max_size=10)


@given(amounts_of_ten, st.lists(st.integers(0, 100), min_size=10, max_size=10), st.data())
def test_a_transfer_keeps_the_total(income, benefits, data):
    order = data.draw(st.permutations(range(1, 11)))
    cut, end = data.draw(st.integers(1, 9)), data.draw(st.integers(1, 10))
    payers, receivers = order[:cut], order[cut : max(cut + 1, end)]
    fraction = data.draw(st.floats(0, 1))
    after = transfer(income, benefits, payers, receivers, fraction)
    assert after.sum() == pytest.approx(sum(income))
    untouched = [d - 1 for d in range(1, 11) if d not in payers and d not in receivers]
    assert (after[untouched] == np.array(income)[untouched]).all()
    gains = after[np.array(receivers) - 1] - np.array(income)[np.array(receivers) - 1]
    assert gains == pytest.approx(gains[0])
    for payer in payers:
        assert after[payer - 1] == pytest.approx(income[payer - 1] - fraction * benefits[payer - 1])


def test_transfer_by_hand():
    # Groups 2 and 3 give 4 and 6; half of it, 5, is split between groups 1 and 4.
    assert transfer([10, 20, 30, 40], [1, 4, 6, 9], [2, 3], [1, 4], 0.5).tolist() == [12.5, 18, 27, 42.5]
    assert transfer([10, 20], [1, 4], 2, 1).tolist() == [14, 16]


def test_the_author_s_rule_in_2015():
    income, benefits = year(2015)
    after = transfer(income, benefits, payers=range(5, 11), receivers=[1])
    # 29 + 18 + 17 + 15 + 8 + 46 = 133 soms go to the poorest: 1165 + 133 = 1298 of 40 747 in all.
    assert after[0] == 1298
    assert shares(after)[0] == pytest.approx(100 * 1298 / 40_747)
    assert percent_change(income, after)[0] == pytest.approx(100 * 133 / 1165)


def test_the_author_s_rule_gives_the_printed_annex_3():
    printed = load("09-annex3-income-change")
    worst = 0.0
    for number, rows in printed.groupby("year"):
        income, benefits = year(number)
        change = percent_change(income, transfer(income, benefits, range(5, 11), [1]))
        for row in rows.itertuples():
            if row.decile > 1:  # printed with one decimal; the first decile has none
                worst = max(worst, abs(change[row.decile - 1] - row.change_percent))
    assert worst == pytest.approx(0.141, abs=5e-4)  # 2000, decile 5: -0.5 beside -0.641


def test_percent_change():
    assert percent_change(50, 60) == pytest.approx(20) and isinstance(percent_change(50, 60), float)
    assert percent_change([50, 10], [60, 5]).tolist() == pytest.approx([20, -50])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: transfer([1, 2], [0, 1], [2], [2]), "group 2 is among payers and receivers"),
        (lambda: transfer([1, 2], [0, 1], [3], [1]), "number 1 of payers is 3, but it must be .* from 1 to 2"),
        (lambda: transfer([1, 2], [0, 1], [0], [1]), "number 1 of payers is 0"),
        (lambda: transfer([1, 2], [0, 1], [2, 2], [1]), "payers names group 2 twice"),
        (lambda: transfer([1, 2], [0, 1], [], [1]), "payers is empty"),
        (lambda: transfer([1, 2], [0, 1], [2], "1"), "give group numbers"),
        (lambda: transfer([1, 2], [0, 1], [2], None), "give group numbers"),
        (lambda: transfer([1, 2], [0, 1, 1], [2], [1]), "incomes has 2 and benefits has 3"),
        (lambda: transfer([1, 2], [0, 3], [2], [1]), "number 2 of 2, are 3, more than the income of 2"),
        (lambda: transfer([1, 2], 0, [2], [1]), "benefits must be a list"),
        (lambda: transfer([1, 2], [0, 1], [2], [1], fraction=1.2), "fraction is 1.2"),
        (lambda: transfer([1, 2], [0, -1], [2], [1]), "benefits, number 2 of 2, is -1"),
        (lambda: concentration_coefficient([1, 2], rank_by=[1]), "rank_by has 1 numbers"),
        (lambda: concentration_coefficient([0, 0]), "amounts sums to zero"),
        (lambda: reynolds_smolensky([1, 2], [1]), "after has 1 numbers"),
        (lambda: kakwani([1], [1, 2]), "amounts has 1 numbers"),
        (lambda: percent_change(0, 5), "before is 0, but it must be above zero"),
        (lambda: percent_change([1, 2], [1, 2, 3]), "before has 2 and after has 3"),
    ],
)
def test_numbers_without_meaning_are_refused_with_the_place(call, words):
    with pytest.raises(MeasureError, match=words):
        call()
