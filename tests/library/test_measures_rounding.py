"""Intervals and verdicts, by hand and by drawing numbers from inside the intervals."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, strategies as st

from postsoviet.measures import MeasureError
from postsoviet.measures.rounding import (
    agrees, half_width, interval, overlap, pair_verdict, ratio_interval, verdict, verdict_on_claim,
)

value = st.floats(-1e5, 1e5)
decimals = st.integers(-3, 4)


def test_half_width():
    assert [half_width(d) for d in (1, 0, -3)] == pytest.approx([0.05, 0.5, 500])


@given(value, decimals)
def test_a_rounded_number_agrees_with_the_one_it_came_from(exact, places):
    printed = round(exact, places)
    low, high = interval(printed, places)
    assert low - 1e-6 <= exact <= high + 1e-6
    assert agrees(printed, exact, places)
    assert verdict(printed, exact, places) == "reproduced"


@given(value, decimals)
def test_a_whole_unit_away_does_not_agree(exact, places):
    assert not agrees(exact + 10.0**-places, exact, places)


@given(value, st.floats(1, 1e4), st.integers(0, 2), st.floats(0, 1), st.floats(0, 1))
def test_a_ratio_of_inner_points_lies_inside(top, bottom, places, along_top, along_bottom):
    over, under = interval(top, places), interval(bottom, places)
    result = ratio_interval(over, under)
    ratio = (over.low + along_top * (over.high - over.low)) / (under.low + along_bottom * (under.high - under.low))
    slack = 1e-9 * max(1, abs(ratio))
    assert result.low - slack <= ratio <= result.high + slack


def test_the_northern_population_by_hand():
    # 5.7 over 7.7 million: at the least 5.65 / 7.75 = 0.729, at the most 5.75 / 7.65 = 0.752.
    low, high = ratio_interval(interval(5.7, 1), interval(7.7, 1))
    assert (low, high) == pytest.approx((0.72903, 0.75163), abs=5e-6)
    loss = 100 * (5.7 / 7.7 - 1)
    assert verdict(-25, loss, 0) == "differs"
    assert verdict(-25, loss, 0, 100 * (low - 1), 100 * (high - 1)) == "within rounding"


def test_halfway_agrees_with_both_neighbours():
    assert agrees(0.3, 0.25, 1) and agrees(0.2, 0.25, 1) and agrees(-0.2, -0.15, 1)
    assert not agrees(-0.5, -0.55006, 1)


def test_verdicts_on_claims():
    more_than_two_and_a_half = (2.5, math.inf)
    assert verdict_on_claim(more_than_two_and_a_half, 2.535) == "reproduced"
    assert verdict_on_claim(more_than_two_and_a_half, 2.49, 2.4, 2.6) == "within rounding"
    assert verdict_on_claim(more_than_two_and_a_half, 2.3, 2.2, 2.4) == "differs"


def test_two_printed_numbers_for_one_quantity():
    assert pair_verdict(interval(10.3, 1), interval(10.4, 1)) == "within rounding"
    assert pair_verdict(interval(10.3, 1), interval(72, 0)) == "cannot be both"
    assert overlap((1, 2), (2, 3)) and not overlap((1, 2), (2.1, 3))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: half_width(1.5), "decimals is 1.5, but it must be a whole number from -15 to 15"),
        (lambda: half_width(True), "decimals is True"),
        (lambda: interval([1, 2], 1), "value is a list of 2 numbers"),
        (lambda: interval(float("nan"), 1), "value is missing"),
        (lambda: ratio_interval((1, 2), (-1, 1)), "denominator may be zero"),
        (lambda: ratio_interval((2, 1), (1, 2)), "numerator runs from 2 to 1"),
        (lambda: overlap((1, float("nan")), (1, 2)), "first runs from 1 to nan"),
        (lambda: overlap(3, (1, 2)), "a range is needed"),
        (lambda: overlap((1, 2, 3), (1, 2)), "a range is needed"),
        (lambda: verdict(1, None, 0), "recomputed is missing"),
        (lambda: verdict(9, 1, 0, low=3, high=2), "runs from 3 to 2"),
    ],
)
def test_numbers_without_meaning_are_refused_with_the_place(call, words):
    with pytest.raises(MeasureError, match=words):
        call()
