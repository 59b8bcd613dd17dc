"""A check tolerates types and rounding, names a known mistake, and never tells the answer."""

import numpy as np
import pandas as pd
import pytest
from postsoviet.errors import CourseError
from postsoviet.exercises import Exercise, Mistake, check
from postsoviet.exercises.exercise import refuse_twins

SUM = Exercise(
    id="09-test",
    task="Add the numbers.",
    answer=lambda: 12.5,
    tolerance=0.05,
    right="Every number counts once.",
    wrong="Look again at what is added.",
    mistakes=[Mistake(lambda: 25.0, "Each number was counted twice.")],
)


@pytest.mark.parametrize("answer", [12.5, np.float64(12.54), pd.Series([12.46]), [12.5], (12.5,)])
def test_types_and_rounding_are_tolerated(answer):
    assert SUM.judge(answer).passed


@pytest.mark.parametrize("answer", [None, ...])
def test_no_answer_shows_the_task(answer):
    verdict = SUM.judge(answer)
    assert verdict.status == "open" and "Add the numbers." in str(verdict)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (25, "counted twice"),
        (14, "Look again"),
        ([1, 2, 3], "Numbers that the task asks for: 1. Numbers in your answer: 3."),
        ((12, 5), "Write a decimal point"),
        ("twelve", "Your answer holds text"),
        ("12.5", "without quotation marks"),
        ("12.5 %", "without a percent sign"),
        (["12.5"], "Your answer holds text"),
        ([12.5, ...], "not filled in yet"),
        ({12.5}, "in square brackets, not set"),
        (True, "not bool"),
        ([True], "not list"),
        ({"a": 1}, "not dict"),
        (float("nan"), "not a finite number"),
        (float("inf"), "not a finite number"),
    ],
)
def test_a_wrong_answer_is_explained_without_the_answer(answer, why):
    verdict = SUM.judge(answer)
    assert verdict.status == "wrong" and why in verdict.why
    assert "12.5" not in str(verdict)


TRIPLE = Exercise(
    id="09-three", task="Give three percentages.", answer=lambda: [32.43, 7.5, -0.46], tolerance=0.06, right="", wrong="Look again.",
    mistakes=[Mistake(lambda: [-0.46, 7.5, 32.43], "The first comes first.")],
)  # fmt: skip


@pytest.mark.parametrize("decimals", [1, 2, 3])
def test_a_rounding_within_the_tolerance_passes(decimals):
    assert TRIPLE.judge([round(one, decimals) for one in (32.43, 7.5, -0.46)]).passed


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ([7.5, 32.43, -0.46], "not in this order"),
        ([32.4, 7.5, 0.46], "not every sign"),
        ([0.3243, 0.075, -0.0046], "a hundredth"),
        ([32.4, 0.075, -0.46], "a hundredth"),
        ([0.32, 7.5, -0.5], "a hundredth"),
        ([3243, 7.5, -0.46], "a hundred times"),
        ([32430, 7500, -460], "not the unit"),
        ([32, 8, -0.46], "rounded too much"),
        ([32, 7.5, -0.46], "rounded too much"),
        # by hand: 33 is no rounding of 32.43, and 0 is no answer that was rounded
        ([33, 7.5, -0.46], "Right so far: 2 of 3. Look again."),
        ([32.4, 7.5, 0], "Right so far: 2 of 3. Look again."),
        ([1, 2, 3], "Look again."),
        # a mistake of the exercise is more particular, so it comes first
        ([-0.46, 7.5, 32.43], "The first comes first."),
    ],
)
def test_a_slip_of_form_is_named(answer, why):
    verdict = TRIPLE.judge(np.array(answer))
    assert verdict.status == "wrong" and why in verdict.why
    assert not any(number in str(verdict) for number in ("32.4", "7.5", "0.46"))


PARTS = Exercise(
    id="09-parts", task="Give three percentages.", answer=lambda: [10.0, 20.0, 30.0], tolerance=0.5, right="", wrong="Look again.",
    mistakes=[Mistake(lambda: [10, 20, 45], "Third: another base."), Mistake(lambda: [7, 13, 30], "First two: another year."),
              Mistake(lambda: [7, 20, 30], "First: another row.")],
)  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ([10, 20, 45], "Third: another base."),
        ([10, 26, 45], "Right so far: 1 of 3. Third: another base."),
        ([7, 13, 37], "First two: another year."),
        ([7, 26, 30], "Right so far: 1 of 3. First: another row."),
        # two mistakes at once: the one that explains most
        ([7, 13, 45], "First two: another year."),
        ([7, 26, 45], "Third: another base."),
        ([10, 26, 37], "Right so far: 1 of 3. Look again."),
    ],
)
def test_an_answer_with_several_mistakes_gets_the_sentence_of_one(answer, why):
    assert PARTS.judge(answer).why == why


def test_an_unknown_exercise_lists_those_that_exist():
    with pytest.raises(CourseError, match="There is no exercise '09-none'.*09-soms-needed"):
        check("09-none", 1)
    with pytest.raises(CourseError, match="There are no exercises of unit '99'; there are some of: .*09"):
        check("99-none", 1)


def test_two_exercises_with_one_id_are_refused():
    with pytest.raises(CourseError, match="Two exercises"):
        refuse_twins([SUM, SUM])


def test_the_message_is_safe_markup():
    html = Exercise("09-x", "<b>", lambda: 1, 0, "", "").judge(None)._repr_mimebundle_()["text/html"]
    assert "<b>" not in html
