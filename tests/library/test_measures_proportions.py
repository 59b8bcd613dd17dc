"""Intervals, Fisher's test and the GRIM check against published values and brute force."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsoviet.measures import MeasureError
from postsoviet.measures.proportions import fisher_exact, grim, wilson_interval

# Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion. Statistics in
# Medicine 17, 857-872, table I, method 3.
NEWCOMBE = {(81, 263): (0.2553, 0.3662), (15, 148): (0.0624, 0.1605), (0, 20): (0.0, 0.1611), (1, 29): (0.0061, 0.1718)}


@pytest.mark.parametrize(("count", "n"), NEWCOMBE)
def test_wilson_equals_published_values(count, n):
    assert wilson_interval(count, n) == pytest.approx(NEWCOMBE[count, n], abs=5e-5)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_mirrors(pair):
    count, n = pair
    low, high = wilson_interval(count, n)
    assert 0 <= low <= count / n <= high <= 1
    mirrored = wilson_interval(n - count, n)
    assert (1 - high, 1 - low) == pytest.approx(mirrored)


def test_fishers_tea_taster():
    # 34 of the 70 equally likely choices are at least as far from chance: 1 + 16 + 16 + 1
    assert fisher_exact([[3, 1], [1, 3]]) == pytest.approx(34 / 70)


def test_fisher_equals_r():
    # fisher.test(matrix(c(3, 8, 10, 2), 2)) and of the criminal twins, table 20 of Fisher (1970)
    assert fisher_exact([[10, 3], [2, 15]]) == pytest.approx(0.0005367, abs=5e-8)


@given(st.tuples(*[st.integers(0, 4)] * 4))
def test_fisher_equals_brute_force(cells):
    """Every way to choose who of the first group says yes, counted one by one."""
    a, b, c, d = cells
    people, yes = range(a + b + c + d), a + c
    tallies = [sum(person < a + b for person in chosen) for chosen in combinations(people, yes)]
    share = {k: tallies.count(k) for k in set(tallies)}
    expected = sum(count for count in share.values() if count <= share[a]) / len(tallies)
    assert fisher_exact([[a, b], [c, d]]) == pytest.approx(expected)


@given(st.integers(1, 200), st.integers(0, 2), st.data())
def test_grim_equals_brute_force(n, decimals, data):
    count = data.draw(st.integers(0, n))
    printed = float(f"{100 * count / n:.{decimals}f}")
    expected = [k for k in range(n + 1) if abs(100 * k / n - printed) <= 0.5 * 10**-decimals + 1e-9]
    assert grim(printed, n, decimals) == expected
    assert count in grim(printed, n, decimals)


def test_grim_by_hand():
    assert grim(59, 44) == [26]  # 26 of 44 is 59.09 percent
    assert grim(53, 44) == []  # 23 of 44 is 52.3, 24 is 54.5


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: wilson_interval(5, 4), "count is 5"),
        (lambda: wilson_interval(1, 0), "n is 0"),
        (lambda: wilson_interval(1, 4, 95), "level is 95"),
        (lambda: fisher_exact([[1, 2, 3], [4, 5, 6]]), "two rows of two counts"),
        (lambda: fisher_exact([[1, -2], [4, 5]]), "row 1 of table is -2"),
        (lambda: grim(101, 44), "percent is 101"),
    ],
)
def test_wrong_numbers_are_one_sentence(call, words):
    with pytest.raises(MeasureError, match=words.replace("[", r"\[")) as caught:
        call()
    assert "\n" not in str(caught.value)
