"""The right answers to the exercises of unit 02, worked out by hand."""

import pytest

from postsoviet import load
from postsoviet.exercises.unit_02 import almaty_range, claims, exchange, share_of_a_share, year_and_decade


def test_answers_against_arithmetic_by_hand():
    assert share_of_a_share() == pytest.approx(0.69 * 0.47 * 100)
    assert year_and_decade() == pytest.approx(80_000 / 30_800)
    assert almaty_range() == pytest.approx([100 * (1.665 / 1.075 - 1), 100 * (1.675 / 1.065 - 1)])
    assert exchange() == pytest.approx([0.40 * (14 + 10), 0.33 * (24 + 5)])


def test_claims_against_the_printed_shares_by_hand():
    # lines 1221-1238, 1347-1353 and 1363-1365
    assert claims() == {
        "a": "holds",  # 47, or 69 x 47 percent = 32.4
        "b": "not decided",  # 47 beside 22, or 32.4 beside 36.6
        "c": "does not hold",  # 14 beside 9 + 11, at most 14.5 beside 19
        "d": "does not hold",  # 49, at most 49.5
        "e": "holds",  # 100 - 58 = 42 at most, with rounding 42.5
        "f": "not decided",  # 9.6 beside 9.57
        "g": "not decided",  # one period, 1999-2015
    }


def test_no_flow_is_printed_for_the_years_of_nurly_kosh():
    assert load("02-flows-to-northernmost")["scope"].str.contains("1999-2015").all()
    years = load("02-migration-volumes")[["start", "end"]].drop_duplicates()
    assert (2009, 2011) not in set(years.itertuples(index=False, name=None))
