"""Migration measures: hand calculations, properties and figures printed in chapter 2."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, strategies as st

from postsoviet.measures import MeasureError
from postsoviet.measures import redistribution
from postsoviet.measures.migration import (
    compound_growth_rate, effectiveness, gross_migration, growth_multiple, location_quotient, net_migration,
    percent_change,
)

count = st.integers(0, 10**7)


@given(count, count)
def test_net_gross_and_effectiveness_belong_together(came, left):
    assume(came + left > 0)
    assert net_migration(came, left) == -net_migration(left, came)
    assert gross_migration(came, left) == came + left
    assert -100 <= effectiveness(came, left) <= 100
    assert effectiveness(came, left) == pytest.approx(100 * net_migration(came, left) / gross_migration(came, left))


def test_by_hand():
    assert net_migration([30, 10], [10, 40]).tolist() == [20, -30]
    assert effectiveness(30, 10) == 50 and effectiveness(0, 7) == -100
    # A tenth of the place, a fifth of the country: half as concentrated.
    assert location_quotient(10, 100, 200, 1000) == pytest.approx(0.5)
    assert growth_multiple(281, 863) == pytest.approx(863 / 281)
    assert compound_growth_rate(100, 121, 2) == pytest.approx(10)


@given(st.floats(0.1, 1e6), st.floats(0.1, 1e6), st.integers(1, 50))
def test_growth_rates_lead_from_the_first_to_the_last(first, last, years):
    rate = compound_growth_rate(first, last, years)
    assert first * (1 + rate / 100) ** years == pytest.approx(last, rel=1e-6)
    assert percent_change(first, last) == pytest.approx(100 * (growth_multiple(first, last) - 1), abs=1e-6)


def test_poverty_rate_of_the_annex_falls_four_percent_a_year():
    assert compound_growth_rate(62.6, 32.7, 15) == pytest.approx(-4.24, abs=0.005)


def test_growth_of_astana():
    # 281 to 863 thousand is 582 more: 582 / 281 = 2.0712.
    assert percent_change(281, 863) == pytest.approx(207.12, abs=0.005)


def test_there_is_one_definition_of_percent_change():
    assert percent_change is redistribution.percent_change


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: net_migration(-1, 2), "arrivals is -1, below zero"),
        (lambda: net_migration([1, 2], [1]), "arrivals has 2 and departures has 1"),
        (lambda: effectiveness([1, 0], [1, 0]), "both zero at number 2 of 2"),
        (lambda: effectiveness(0, 0), "both zero, so"),
        (lambda: location_quotient(5, 4, 1, 2), "group_here is larger than all_here"),
        (lambda: location_quotient(1, 4, 3, 2), "group_everywhere is larger than all_everywhere"),
        (lambda: location_quotient(1, 0, 1, 2), "all_here is 0"),
        (lambda: compound_growth_rate(1, 2, 0), "years is 0"),
        (lambda: growth_multiple(1, -2), "after is -2"),
    ],
)
def test_numbers_without_meaning_are_refused_with_the_place(call, words):
    with pytest.raises(MeasureError, match=words):
        call()
