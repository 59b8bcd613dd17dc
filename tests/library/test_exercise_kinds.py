"""Answers other than numbers: each kind right, wrong and malformed, and nothing told that was not given."""

from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest
from postsoviet.errors import CourseError
from postsoviet.exercises import Exercise, Mistake
from postsoviet.exercises.answers import fold, kind_of

PLACES = ["Osh", "Jalal-Abad", "Batken", "Naryn", "Talas", "Chüy", "G\u02bbijduvon"]
HINT = "Read the second table again."


def exercise(answer, **more) -> Exercise:
    """An exercise with a given right answer."""
    fields = {"id": "99-kind", "task": "Do it.", "answer": lambda: answer, "right": "Yes.", "wrong": HINT}
    return Exercise(**(fields | more))


ONE = exercise("Jalal-Abad", mistakes=[Mistake(lambda: "Osh", "Osh is the largest city, not the region.")])
SET = exercise(
    {"Osh", "Batken", "Jalal-Abad"},
    mistakes=[Mistake(lambda: {"Naryn", "Talas"}, "You named the places that were left out.")],
)
ORDER = exercise(
    ("Osh", "Batken", "Jalal-Abad"),
    mistakes=[Mistake(lambda: ["Jalal-Abad", "Batken", "Osh"], "Largest first.")],
)
CODES = exercise(
    {"p1": "economic", "p2": "political", "p3": "cultural"},
    mistakes=[Mistake(lambda: dict.fromkeys(["p1", "p2", "p3"], "economic"), "Not every case is economic.")],
)
YEARS = exercise({2010: 4.25, 2011: 5.5, 2012: 7.75}, tolerance=0.01)


@pytest.mark.parametrize(
    ("task", "answer"),
    [
        (ONE, "Jalal-Abad"),
        (ONE, "  jalal\u2013ABAD\n"),
        (ONE, ["Jalal\u2011Abad"]),
        (ONE, np.str_("Jalal-Abad")),
        (ONE, pd.Series(["Jalal-Abad"])),
        (SET, ["Batken", "Osh", "Jalal-Abad"]),
        (SET, ("batken", " osh ", "jalal\u2014abad", "Osh")),
        (SET, {"Batken", "Osh", "Jalal-Abad"}),
        (SET, frozenset({"Batken", "Osh", "Jalal-Abad"})),
        (SET, {"Batken": 1, "Osh": 2, "Jalal-Abad": 3}.keys()),
        (SET, pd.Series(["Batken", "Osh", "Jalal-Abad"])),
        (SET, pd.Series(["Batken", "Osh", "Jalal-Abad"]).astype("category")),
        (SET, pd.Index(["Batken", "Osh", "Jalal-Abad"])),
        (SET, np.array(["Batken", "Osh", "Jalal-Abad"])),
        (ORDER, ["Osh", "Batken", "Jalal-Abad"]),
        (ORDER, pd.Index(["osh", "batken", "jalal-abad"])),
        (CODES, {"P3 ": "Cultural", "p1": "economic", "p2": "POLITICAL"}),
        (CODES, pd.Series({"p1": "economic", "p2": "political", "p3": "cultural"})),
        (CODES, MappingProxyType({"p1": "economic", "p2": "political", "p3": "cultural"})),
        (YEARS, {2010: 4.25, 2011: 5.5, 2012: 7.745}),
        (YEARS, {"2010": np.float32(4.25), np.int64(2011): 5.5, 2012.0: 7.75}),
        (YEARS, pd.Series([4.25, 5.5, 7.75], index=[2010, 2011, 2012])),
    ],
)
def test_types_and_ways_of_writing_are_tolerated(task, answer):
    assert task.judge(answer).passed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("G\u02bbijduvon", "g'ijduvon"),
        ("G\u2018ijduvon", "G`IJDUVON"),
        ("G\u00b4ijduvon", "G\u02bcijduvon"),
        ("a \u00a0 b", "A b"),
        ("\u0438\u0306", "\u0439"),
        ("\u2212", "-"),
    ],
)
def test_marks_and_blanks_do_not_count(one, other):
    assert fold(one) == fold(other)


def test_letters_count():
    assert fold("Chüy") != fold("Chuy")


@pytest.mark.parametrize(
    "answer", [None, ..., "", " ", [], [...], ["", None], {}, {"p1": ...}, set(), pd.Series([], dtype=object)]
)
@pytest.mark.parametrize("task", [ONE, SET, ORDER, CODES, YEARS])
def test_a_starter_that_is_not_filled_in_shows_the_task(task, answer):
    assert task.judge(answer).status == "open"


@pytest.mark.parametrize(
    ("task", "answer", "why"),
    [
        (ONE, "Naryn", HINT),
        (SET, ["Osh", "Naryn"], f"Right so far: 1 of your 2. Still missing: 2. {HINT}"),
        (SET, ["Osh", "osh", "Batken", "Jalal-Abad", "Talas"], f"Right so far: 3 of your 4. Still missing: 0. {HINT}"),
        (ORDER, ["Batken", "Osh", "Jalal-Abad"], f"These are the right names, but not in this order. {HINT}"),
        (ORDER, ["Osh", "Talas", "Jalal-Abad"], f"In their place so far: 2 of 3. {HINT}"),
        (ORDER, ["Osh", "Osh", "Batken"], f"In their place so far: 1 of 3. {HINT}"),
        (ORDER, ["Osh", "Batken"], f"The list should have 3 places; yours has 2. {HINT}"),
        (CODES, {"p1": "economic", "p2": "cultural", "p3": "economic"}, f"Right so far: 1 of 3. {HINT}"),
        (CODES, {"p1": "economic", "p2": ...}, f"Right so far: 1 of 3. Keys without a value: 'p2', 'p3'. {HINT}"),
        (YEARS, {2010: 4.25, 2011: 5.6, 2012: 7.75}, f"Right so far: 2 of 3. {HINT}"),
        (
            YEARS,
            {2010: 4.25, 2011: 5.5, 2021: 7.75},
            "Right so far: 2 of 3. Keys without a value: '2012'. "
            f"There is no '2021' among the keys (did you mean '2012' or '2011' or '2010'?). {HINT}",
        ),
        (YEARS, {2010: 4.25, 2011: 5.5, 2012: 7.75, "total": 17.5},
         f"Right so far: 3 of 3. There is no 'total' among the keys. {HINT}"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_counted(task, answer, why):
    verdict = task.judge(answer)
    assert verdict.status == "wrong" and verdict.why == why


@pytest.mark.parametrize(
    ("task", "answer", "why"),
    [
        (ONE, 5, "one name in quotation marks, not int"),
        (ONE, ["Osh", "Naryn"], "one name in quotation marks, not list"),
        (ONE, {"Osh": 1}, "one name in quotation marks, not dict"),
        (SET, "Osh, Batken, Jalal-Abad", "a set or list of names, not str"),
        (SET, 3, "a set or list of names, not int"),
        (SET, {"Osh": "yes"}, "a set or list of names, not dict"),
        (SET, ["Osh", 5], "a value of the type int"),
        (SET, [["Osh", "Batken"]], "a value of the type list"),
        (SET, pd.Series(["Osh", np.nan]), "a value of the type float"),
        (ORDER, {"Osh", "Batken", "Jalal-Abad"}, "their order counts, not set"),
        (ORDER, "Osh", "their order counts, not str"),
        (CODES, ["economic", "political", "cultural"], "a dictionary with the keys 'p1', 'p2', 'p3', not list"),
        (CODES, pd.DataFrame({"p1": ["economic"]}), "a dictionary with the keys 'p1', 'p2', 'p3', not DataFrame"),
        (CODES, {"p1": 1, "p2": "political"}, "The value of 'p1' should be a name in quotation marks, not int"),
        (YEARS, {2010: "4.25"}, "The value of '2010' should be a number, not str"),
        (YEARS, {2010: True}, "The value of '2010' should be a number, not bool"),
        (YEARS, {1999: [1, 2]}, "The value of '1999' should be a number, not list"),
        (YEARS, {2010: float("nan")}, "not a finite number"),
    ],
)
def test_an_answer_of_another_kind_is_told_what_is_expected(task, answer, why):
    verdict = task.judge(answer)
    assert verdict.status == "wrong" and why in verdict.why


def test_many_keys_are_listed_in_part():
    task = exercise({f"case {number}": "yes" for number in range(20)})
    assert "'case 7' and 12 more, not list" in task.judge(["yes"]).why


@pytest.mark.parametrize(
    ("task", "answer"),
    [
        (ONE, "osh"),
        (SET, ["talas", "Naryn"]),
        (ORDER, ["Jalal-Abad", "Batken", "Osh"]),
        (CODES, {"p1": "economic", "p2": "Economic", "p3": "economic"}),
    ],
)
def test_a_known_mistake_comes_before_the_counts(task, answer):
    assert task.judge(answer).why == task.mistakes[0].why


@pytest.mark.parametrize(
    ("right", "mistaken", "answer", "why"),
    [
        # the mistake is wrong at b alone; c is wrong as well
        ({"a": "x", "b": "y", "c": "z"}, {"a": "x", "b": "z", "c": "z"}, {"a": "x", "b": "z", "c": "x"}, "Right so far: 1 of 3. Why."),
        ({"a": "x", "b": "y", "c": "z"}, {"a": "x", "b": "z", "c": "z"}, {"a": "x", "b": "x", "c": "x"}, f"Right so far: 1 of 3. {HINT}"),
        ({"a": "x", "b": "y"}, {"a": "z", "b": "y"}, {"a": "z"}, "Right so far: 0 of 2. Keys without a value: 'b'. Why."),
        # the mistake has w too much; the answer also lacks z
        ({"x", "y", "z"}, {"w", "x", "y", "z"}, {"w", "x", "y"}, "Right so far: 2 of your 3. Still missing: 1. Why."),
        ({"x", "y", "z"}, {"x", "y"}, {"v", "x", "y"}, "Right so far: 2 of your 3. Still missing: 1. Why."),
        ({"x", "y", "z"}, {"x", "y"}, {"x", "z"}, f"Right so far: 2 of your 2. Still missing: 1. {HINT}"),
    ],
)
def test_a_known_mistake_is_seen_beside_another(right, mistaken, answer, why):
    assert exercise(right, mistakes=[Mistake(lambda: mistaken, "Why.")]).judge(answer).why == why


def test_a_mistake_of_another_kind_is_passed_over():
    task = exercise({"Osh"}, mistakes=[Mistake(lambda: 5, "five"), Mistake(lambda: ["Naryn"], "north")])
    assert task.judge(["Naryn"]).why == "north"


@pytest.mark.parametrize(
    ("right", "answer"),
    [
        ("Osh", "Jalalabad"),
        ({"Osh", "Talas"}, ["Osh", "Jalalabad"]),
        (["Osh", "Talas"], ["Jalalabad", "Osh"]),
        ({"first": "Osh", "second": "Talas"}, {"first": "Jalalabad", "second": "Talas"}),
    ],
)
def test_a_name_outside_the_choices_is_reported_with_what_is_near(right, answer):
    why = exercise(right, choices=lambda: PLACES).judge(answer).why
    assert why.startswith("There is no 'Jalalabad' among the names to choose from (did you mean 'Jalal-Abad'")


def test_what_is_offered_for_a_misspelt_name_does_not_depend_on_the_answer():
    said = {exercise({right}, choices=PLACES).judge(["Bathken"]).why for right in ("Osh", "Batken", "Talas")}
    assert len(said) == 1


def test_a_choice_in_another_spelling_is_known():
    assert exercise({"Osh"}, choices=PLACES).judge(["g'ijduvon"]).why.startswith("Right so far: 0 of your 1.")


WRONG = [
    ["Naryn"], ["Osh", "Naryn"], ["Batken", "Osh"], ["Osh", "Talas", "Jalal-Abad"],
    ["Batken", "Osh", "Jalal-Abad", "Chüy"], "Naryn", 7, {"Osh": 1}, {"a": "Naryn", "b": "Naryn"},
    {"a": "Osh", "b": "Talas", "d": "x"}, {"a": 1}, {1, 2}, [None, 3.5], object(), b"Osh", True,
    pd.DataFrame({"a": ["Osh"], "b": ["Naryn"]}),
]  # fmt: skip


@pytest.mark.parametrize("answer", WRONG, ids=range(len(WRONG)))
@pytest.mark.parametrize(
    "right",
    [
        {"Batken", "Osh", "Jalal-Abad"},
        ["Osh", "Batken", "Jalal-Abad"],
        "Jalal-Abad",
        {"a": "Osh", "b": "Batken", "c": "Jalal-Abad"},
    ],
    ids=["set", "list", "name", "dictionary"],
)
def test_no_verdict_tells_a_right_name_that_was_not_given(right, answer):
    verdict = exercise(right).judge(answer)
    assert verdict.status == "wrong"
    for name in ("Osh", "Batken", "Jalal-Abad"):
        assert name in str(answer) or name not in str(verdict)


def test_no_verdict_tells_a_number_of_a_table():
    said = str(YEARS.judge({2010: 1, 2011: 2, 2013: 3}))
    assert not any(number in said for number in ("4.25", "5.5", "7.75"))


@pytest.mark.parametrize(
    ("right", "answer"),
    [
        ({"Osh"}, ["<img src=x onerror=alert(1)>"]),
        ("Osh", "<script>alert(1)</script>"),
        ({"a": "b"}, {"<b onclick='x'>": "c"}),
        ({"a": 1}, {"<i>": [1, 2]}),
    ],
)
def test_what_was_typed_is_safe_markup(right, answer):
    html = exercise(right, choices=["Osh", "Naryn", "b", "c"]).judge(answer)._repr_mimebundle_()["text/html"]
    inside = html.removeprefix('<div class="check check-miss" role="status"><p>').removesuffix("</p></div>")
    assert not set("<>\"'") & set(inside)


def test_braces_in_a_name_are_kept():
    assert "'{why}'" in str(exercise({"Osh"}, choices=PLACES).judge(["{why}"]))


@pytest.mark.parametrize("right", [set(), {}, {"a": None}, {"a": ["b"]}, {1, 2}, object(), ["a", 1]])
def test_a_right_answer_of_no_kind_is_refused(right):
    assert kind_of(right) is None
    with pytest.raises(CourseError, match="'99-kind' cannot be checked"):
        exercise(right).judge("x")


def test_a_right_answer_outside_the_choices_is_refused():
    with pytest.raises(CourseError, match="not among its choices: 'Bishkek'"):
        exercise({"Osh", "Bishkek"}, choices=PLACES).judge(["Osh"])


@pytest.mark.parametrize("left_out", ["right", "wrong"])
def test_an_exercise_needs_both_sentences(left_out):
    with pytest.raises(CourseError, match="lacks a sentence"):
        exercise("x", **{left_out: None})
