"""Inequality measures against brute force, hand calculations, properties and printed tables."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings, strategies as st

from postsoviet import load
from postsoviet.measures import MeasureError
from postsoviet.measures.inequality import (
    _most_unequal_slopes,
    decile_ratio, gini, gini_from_shares, gini_upper_bound, lorenz_ordinates, palma_ratio, shares, theil,
)

settings.register_profile("measures", max_examples=60, deadline=None)
settings.load_profile("measures")

amount = st.floats(min_value=0, max_value=1e6).map(lambda x: round(x, 3))
incomes = st.lists(amount, min_size=2, max_size=25).filter(lambda xs: sum(xs) > 0)
TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15]  # sum 60


def half_relative_mean_difference(values, weights=None) -> float:
    """The definition of the Gini by all pairs: no sorting, no Lorenz curve."""
    people = [1] * len(values) if weights is None else weights
    pairs = sum(p * q * abs(x - y) for x, p in zip(values, people) for y, q in zip(values, people))
    total = sum(people)
    mean = sum(x * p for x, p in zip(values, people)) / total
    return pairs / (2 * total**2 * mean)


@given(incomes)
def test_gini_is_half_the_relative_mean_difference(values):
    assert gini(values) == pytest.approx(half_relative_mean_difference(values), abs=1e-9)


@given(incomes, st.data())
def test_weighted_gini_is_half_the_relative_mean_difference(values, data):
    weights = data.draw(st.lists(st.integers(0, 9), min_size=len(values), max_size=len(values)))
    assume(sum(x * w for x, w in zip(values, weights)) > 0)
    assert gini(values, weights) == pytest.approx(half_relative_mean_difference(values, weights), abs=1e-9)


@given(incomes, st.data())
def test_a_weight_is_a_number_of_like_people(values, data):
    weights = data.draw(st.lists(st.integers(0, 4), min_size=len(values), max_size=len(values)))
    assume(sum(x * w for x, w in zip(values, weights)) > 0)
    people = [x for x, w in zip(values, weights) for _ in range(w)]
    assert gini(values, weights) == pytest.approx(gini(people), abs=1e-9)
    assert theil(values, weights) == pytest.approx(theil(people), abs=1e-9)


@pytest.mark.parametrize("measure", [gini, theil])
@given(values=incomes, factor=st.floats(0.01, 1000), copies=st.integers(2, 4))
def test_scale_and_number_of_people_do_not_matter(measure, values, factor, copies):
    assert measure(np.array(values) * factor) == pytest.approx(measure(values), abs=1e-9)
    assert measure(values * copies) == pytest.approx(measure(values), abs=1e-9)


@pytest.mark.parametrize("measure", [gini, theil])
@given(values=incomes, data=st.data(), part=st.floats(0.05, 0.5))
def test_a_gift_from_rich_to_poor_lowers_inequality(measure, values, data, part):
    rich, poor = data.draw(st.sampled_from(range(len(values)))), data.draw(st.sampled_from(range(len(values))))
    # Smaller gaps are lost in floating point, which says nothing about the principle.
    assume(values[rich] - values[poor] > 1e-3 * max(values))
    after = list(values)
    gift = part * (values[rich] - values[poor])  # at most half the gap: they do not change places
    after[rich] -= gift
    after[poor] += gift
    assert measure(after) < measure(values)


@given(incomes)
def test_bounds(values):
    n = len(values)
    assert 0 <= gini(values) <= 1 - 1 / n + 1e-12
    assert 0 <= theil(values) <= math.log(n) + 1e-9


def test_the_ends_of_the_scale():
    assert gini([7, 7, 7, 7]) == 0 and theil([7, 7, 7, 7]) == 0
    assert gini([0, 0, 0, 5]) == pytest.approx(1 - 1 / 4)
    assert theil([0, 0, 0, 5]) == pytest.approx(math.log(4))


@given(incomes)
def test_lorenz_curve_rises_is_convex_and_stays_below_the_diagonal(values):
    people, income = lorenz_ordinates(values)
    assert people[0] == income[0] == 0 and people[-1] == income[-1] == 1
    assert len(people) == len(income) == len(values) + 1
    steps = np.diff(income)
    assert (steps >= -1e-12).all() and (np.diff(steps) >= -1e-12).all()
    assert (income <= people + 1e-12).all()


def test_lorenz_points_by_hand():
    # Incomes 3, 1 with 1 and 2 people: total 3 + 2 = 5; the two poor are 2/3 of people with 2/5 of income.
    people, income = lorenz_ordinates([3, 1], weights=[1, 2])
    assert people.tolist() == pytest.approx([0, 2 / 3, 1])
    assert income.tolist() == pytest.approx([0, 2 / 5, 1])


def test_theil_by_hand():
    # Mean of 1 and 3 is 2: (0.5 ln 0.5 + 1.5 ln 1.5) / 2 = (-0.34657 + 0.60820) / 2 = 0.13081
    assert theil([1, 3]) == pytest.approx(0.130812, abs=1e-6)


def test_gini_by_hand():
    # 1 and 3: differences 0, 2, 2, 0; mean difference 1; half of it over the mean 2 is 0.25.
    assert gini([3, 1]) == pytest.approx(0.25)


def test_ratios_by_hand():
    assert palma_ratio(TEN) == pytest.approx(15 / (1 + 2 + 3 + 4))
    assert decile_ratio(TEN) == pytest.approx(15 / 1)
    assert decile_ratio(TEN, top=2, bottom=2) == pytest.approx((15 + 9) / (1 + 2))
    assert palma_ratio([10] * 10) == pytest.approx(0.25)


def test_ratios_rank_the_tenths_first():
    assert decile_ratio(TEN[::-1]) == decile_ratio(TEN)
    assert palma_ratio(TEN[::-1]) == palma_ratio(TEN)


@given(incomes)
def test_shares_add_up_to_100_and_keep_their_order(values):
    result = shares(values)
    assert result.sum() == pytest.approx(100)
    assert result[0] == pytest.approx(100 * values[0] / sum(values))


def test_weighted_shares_by_hand():
    assert shares([1, 2], weights=[2, 1]).tolist() == [50, 50]


@given(incomes)
def test_gini_from_shares_takes_percent_and_fractions(values):
    percent = shares(values)
    assert gini_from_shares(percent) == pytest.approx(gini(values), abs=1e-9)
    assert gini_from_shares(percent / 100) == pytest.approx(gini(values), abs=1e-9)


@given(st.lists(amount, min_size=20, max_size=60).filter(lambda xs: sum(xs) > 0))
def test_grouped_bounds_hold_the_gini_of_persons(values):
    people = sorted(values)[: len(values) // 5 * 5]
    assume(sum(people) > 0)
    groups = np.array(people).reshape(5, -1).sum(axis=1)
    assert gini_from_shares(groups) <= gini(people) + 1e-9
    assert gini(people) <= gini_upper_bound(groups) + 1e-9


def test_upper_bound_by_hand():
    # Groups with 1 and 3. With the slope m at their border, 1 <= m <= 3, the two triangles add
    # 1*(m-1)/m and 3-m, which is largest at m = 1: 0 + 2. Over the total 4 and two groups that is
    # 0.25, beside the grouped Gini of 0.25. All of the surplus goes to one person.
    assert gini_upper_bound([1, 3]) == pytest.approx(0.5)


@given(st.lists(st.integers(1, 50), min_size=4, max_size=4), st.integers(0, 2**32 - 1))
def test_no_choice_of_slopes_beats_the_upper_bound(groups, seed):
    # Slopes drawn at random between the chords, and the area by its own formula.
    ranked = np.sort(groups) / sum(groups)
    highest = gini_upper_bound(groups)
    for slopes in np.random.default_rng(seed).uniform(ranked[:-1], ranked[1:], size=(50, 3)):
        low, high = np.concatenate([[0], slopes]), slopes
        pairs = [(r - a) * (b - r) / (b - a) for r, a, b in zip(ranked, low, high, strict=False) if b > a]
        assert gini(ranked) + (sum(pairs) + ranked[-1] - slopes[-1]) / 4 <= highest + 1e-9


def test_upper_bound_is_reached_by_persons():
    # Four groups of 1,000: two incomes in each, at the slopes that meet there; the surplus of the
    # richest group goes to one person. The Gini of these 4,000 comes within a thousandth.
    groups = np.array([1.0, 2.0, 3.0, 6.0])
    slopes = _most_unequal_slopes(groups / 12) * 12
    people = []
    for share, low, high in zip(groups, slopes[:-1], slopes[1:], strict=True):
        if np.isinf(high):
            people += [low] * 999 + [1000 * share - 999 * low]
        else:
            richer = round(1000 * (share - low) / (high - low)) if high > low else 0
            people += [low] * (1000 - richer) + [high] * richer
    assert gini(people) == pytest.approx(gini_upper_bound(groups), abs=1e-3)


def test_published_palma_ratios_are_those_of_the_printed_shares():
    # 2002 alone misses, 2.046 against 2.1, which the rounding of the shares explains.
    printed = load("09-annex1-indicators").query("indicator == 'palma_ratio'").set_index("year")["value"]
    table = load("09-annex1-income-shares").sort_values(["year", "decile"]).groupby("year")["share_percent"]
    ours = {year: palma_ratio(row) for year, row in table}
    assert [year for year in ours if abs(ours[year] - printed[year]) > 0.05 + 1e-9] == [2002]
    assert ours[2015] == pytest.approx(26.5 / (2.2 + 3.6 + 4.7 + 5.8))


def test_published_2015_income_gini_from_hand_summed_deciles():
    income = load("09-annex2-income-benefits").query("year == 2015")["income"]
    # Sum of (2i - 11) x income_i over 10 times the total: 129 561 / 407 470.
    assert gini(income) == pytest.approx(129_561 / 407_470)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: gini([1, -5, 2]), "values, number 2 of 3, is -5, below zero"),
        (lambda: gini([1, float("nan")]), "values, number 2 of 2, is missing"),
        (lambda: gini([1, None]), "values, number 2 of 2, is missing"),
        (lambda: gini([1, float("inf")]), "infinite"),
        (lambda: gini(["1", "2"]), "values, number 1 of 2, is '1', which is not a number"),
        (lambda: gini([1, "2", None]), "values, number 2 of 3, is '2', which is not a number"),
        (lambda: gini(pd.Series([1, pd.NA], dtype="Int64")), "values, number 2 of 2, is missing"),
        (lambda: gini([]), "values is empty"),
        (lambda: gini(3), "0 dimensions"),
        (lambda: gini([[1, 2], [3, 4]]), "2 dimensions"),
        (lambda: gini([[1, 2], [3]]), "unequal length"),
        (lambda: gini([0, 0]), "sums to zero"),
        (lambda: gini([1, 2], weights=[1]), "weights has 1 numbers, but 2 are needed"),
        (lambda: gini([0, 2], weights=[1, 0]), "weights are zero wherever"),
        (lambda: theil([1, 2], weights=[-1, 2]), "weights, number 1 of 2, is -1"),
        (lambda: palma_ratio([1] * 9), "shares has 9 numbers, but 10 are needed"),
        (lambda: decile_ratio([0] + [1] * 9), "zero for the poorest"),
        (lambda: decile_ratio(TEN, top=0), "top is 0"),
        (lambda: decile_ratio(TEN, top=6, bottom=5), "bottom is 5"),
        (lambda: decile_ratio(TEN, top=1.5), "whole number"),
        (lambda: gini_from_shares([]), "shares is empty"),
    ],
)
def test_numbers_without_meaning_are_refused_with_the_place(call, words):
    with pytest.raises(MeasureError, match=words) as caught:
        call()
    assert str(caught.value).endswith(".")


def test_arguments_are_not_changed():
    given_values = np.array([3.0, 1.0, 2.0])
    gini(given_values), shares(given_values), lorenz_ordinates(given_values), gini_upper_bound(given_values)
    assert given_values.tolist() == [3, 1, 2]
