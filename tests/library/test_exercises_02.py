"""The right answers to the exercises of unit 02, worked out by hand."""

import pytest

from postsoviet.exercises.unit_02 import almaty_range, exchange, share_of_a_share, year_and_decade


def test_answers_against_arithmetic_by_hand():
    assert share_of_a_share() == pytest.approx(0.69 * 0.47 * 100)
    assert year_and_decade() == pytest.approx(80_000 / 30_800)
    assert almaty_range() == pytest.approx([100 * (1.665 / 1.075 - 1), 100 * (1.675 / 1.065 - 1)])
    assert exchange() == pytest.approx([0.40 * (14 + 10), 0.33 * (24 + 5)])
