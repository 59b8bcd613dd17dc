"""What an answer is worth: numbers as they are typed anywhere, words, and partial credit."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from postsoviet.quiz.keys import key_of
from postsoviet.quiz.marking import mark, read_number, readings
from postsoviet.quiz.parts import Tolerance
from postsoviet.quiz.tolerance import accepted_range, folded, round_digits
from test_quiz_bank import QUESTIONS, written


@pytest.fixture
def questions(tmp_path):
    """A question of every type, by type."""
    return {question.type: question for question in written(tmp_path).questions}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1 234,5", [1234.5]), ("1,234.5", [1234.5]), ("1.234,5", [1234.5]), ("1\u202f234,5", [1234.5]), ("1'234.5", [1234.5]),
        ("12.5", [12.5]), ("12,5", [12.5]), ("0,125", [0.125]), ("1,234", [1234, 1.234]), ("1.234", [1.234, 1234]),
        ("1,234,567", [1234567]), ("1.234.567", [1234567]), ("\u22123", [-3]), ("+4", [4]), ("12 %", [12]), (".5", [0.5]),
        ("", []), ("abc", []), ("1e5", []), ("1.2.3", []), ("1,2,3", []), ("--1", []), ("1 2 x", []), ("nan", []), ("\u0663", []),
        ("12 percent", []), ("1,23.45,6", []),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_typed_in_any_country(text, numbers):
    assert readings(text) == numbers
    assert read_number(text) == (numbers[0] if numbers else None)


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=2))
def test_a_number_written_in_five_ways_is_the_same_number(value):
    english = f"{value:,.2f}"
    continental = english.replace(",", " ").replace(".", ",")
    for text in (f"{value}", english, continental, continental.replace(" ", "\u00a0"), f"{english} %"):
        assert float(value) in readings(text)


@pytest.mark.parametrize(
    ("tolerance", "inside", "outside"),
    [
        ({"absolute": 0.1}, [3.09, 3.19, 3.29], [3.08, 3.31]),
        ({"relative": 0.01}, [3.16, 3.22], [3.15, 3.23]),
        ({"digits": 2}, [3.15, 3.2, 3.24], [3.14, 3.26]),
        ({"digits": 1}, [2.5, 3, 3.49], [2.4, 3.6]),
    ],
)
def test_three_kinds_of_tolerance(tolerance, inside, outside):
    low, high = accepted_range(3.19, Tolerance(**tolerance))
    assert all(low <= value <= high for value in inside)
    assert not any(low <= value <= high for value in outside)


@given(st.decimals(min_value=Decimal("0.001"), max_value=10**6, places=3), st.integers(1, 6))
def test_significant_digits_are_those_of_the_decimal_module(value, digits):
    exponent = value.adjusted() - digits + 1
    expected = value.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP)
    assert round_digits(float(value), digits) == pytest.approx(float(expected), rel=1e-9)


@pytest.mark.parametrize(
    ("first", "second"),
    [("Lorenz  Curve.", "lorenz curve"), ("Almaty \u2013 Astana", "almaty - astana"), ("ӘлІ", "әлі"), ("\u00abНурлы кош\u00bb", '"нурлы кош"')],
)
def test_words_are_compared_without_case_blanks_and_shapes_of_marks(first, second):
    assert folded(first) == folded(second)


@pytest.mark.parametrize(("first", "second"), [("қ", "к"), ("é", "e"), ("a b", "ab"), ("1.5", "15")])
def test_letters_and_digits_count(first, second):
    assert folded(first) != folded(second)


def test_every_key_is_right(questions):
    for kind, question in questions.items():
        result = mark(question, key_of(question))
        assert result.right is (kind != "open") and result.fraction == (None if kind == "open" else 1.0), kind


@pytest.mark.parametrize(
    ("kind", "answer", "fraction", "feedback"),
    [
        ("single", 1, 0, ["Tempting."]),
        ("multiple", [0], 0.5, ["Yes."]), ("multiple", [0, 2], 0, ["Yes.", "No."]), ("multiple", [0, 1, 2], 0.5, None),
        ("true-false", {"verdict": True, "reason": 1}, 0.5, ["Yes.", "Tempting."]),
        ("true-false", {"verdict": True, "reason": None}, 0.5, ["Yes."]),
        ("true-false", {"verdict": False, "reason": 0}, 0, ["No.", "Because."]),
        ("number", "3,19", 1, ["Yes."]), ("number", "4.925", 0, ["Printed."]), ("number", "7", 0, ["No."]),
        ("ordering", [1, 3, 2], 1 / 3, ["First.", "Then.", "Last."]), ("ordering", [1, None, None], 1 / 3, None),
        ("matching", [0, 2], 0.5, ["So.", "Tempting."]), ("matching", [1, 0], 0, ["So.", "So."]),
        ("blanks", {"one": 0, "two": "5,4", "three": "WORD"}, 1, ["Yes."] * 3), ("blanks", {"one": 1, "two": "5.6"}, 0, None),
        ("text", " the LORENZ curve ", 1, ["Yes."]), ("text", "gini", 0, ["A number."]), ("text", "Palma", 0, ["No."]),
        ("open", {"text": "My answer", "ticked": [0]}, None, ["So."]),
    ],
)  # fmt: skip
def test_partial_credit_and_what_is_said(questions, kind, answer, fraction, feedback):
    result = mark(questions[kind], answer)
    assert result.fraction == (None if fraction is None else pytest.approx(fraction))
    assert result.readable
    if feedback is not None:
        assert [*result.feedback] == feedback


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["verdict", "reason", "text", "one", "x"]), inner, max_size=4),
    max_leaves=8,
)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_nothing_that_a_file_may_hold_is_an_error(kind, tmp_path_factory):
    question = written(tmp_path_factory.mktemp("bank"), kind).questions[0]

    @given(JSON)
    def never_fails(answer):
        result = mark(question, answer)
        assert result.fraction is None or 0 <= result.fraction <= 1

    never_fails()
