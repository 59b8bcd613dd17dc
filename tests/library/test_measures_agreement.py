"""Agreement of two codings, beside calculations by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsoviet.measures import MeasureError
from postsoviet.measures.agreement import cohen_kappa, percent_agreement

#: Fifty cases: both yes 20, both no 15, first alone yes 5, second alone yes 10.
FIRST = "y" * 25 + "n" * 25
SECOND = "y" * 20 + "n" * 5 + "y" * 10 + "n" * 15
PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=40)


def test_two_codes_by_hand():
    # observed 35 of 50; chance 25/50 * 30/50 + 25/50 * 20/50 = 0.5; kappa (0.7 - 0.5) / (1 - 0.5)
    assert percent_agreement(FIRST, SECOND) == 70
    assert cohen_kappa(FIRST, SECOND) == pytest.approx(0.4)


def test_three_codes_by_hand():
    # 9 cases in a table 2 1 0 / 0 2 1 / 1 0 2: observed 6/9, every code 3 of 9 twice, chance 3 * 1/9
    first, second = "aaabbbccc", "aabbbccca"
    assert percent_agreement(first, second) == pytest.approx(100 * 6 / 9)
    assert cohen_kappa(first, second) == pytest.approx((6 / 9 - 1 / 3) / (1 - 1 / 3))


def test_less_than_chance_is_negative():
    assert cohen_kappa("ab", "ba") == -1


@given(PAIRS)
def test_order_and_names_of_codes_do_not_matter(pairs):
    first, second = zip(*pairs, strict=True)
    try:
        kappa = cohen_kappa(first, second)
    except MeasureError:
        assert len({*first, *second}) == 1
        return
    assert kappa <= 1 and (kappa == pytest.approx(1)) == (first == second)
    assert cohen_kappa(second, first) == pytest.approx(kappa)
    other = {"a": 3, "b": 1, "c": 2}
    assert cohen_kappa([other[x] for x in first], [other[x] for x in second]) == pytest.approx(kappa)


@pytest.mark.parametrize("measure", [percent_agreement, cohen_kappa])
@pytest.mark.parametrize(("first", "second"), [("", ""), ("ab", "a")])
def test_codings_of_other_cases_are_refused(measure, first, second):
    with pytest.raises(MeasureError, match="give both codes of the same cases"):
        measure(first, second)


def test_one_code_throughout_has_no_kappa():
    with pytest.raises(MeasureError, match="has no value"):
        cohen_kappa("aaa", "aaa")
    assert percent_agreement("aaa", "aaa") == 100
