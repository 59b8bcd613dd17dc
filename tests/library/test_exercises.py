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
        (13, "Look again"),
        ([1, 2], "should hold 1 number"),
        ("twelve", "not str"),
        (True, "not bool"),
        ({"a": 1}, "not dict"),
        (float("nan"), "not a finite number"),
        (float("inf"), "not a finite number"),
    ],
)
def test_a_wrong_answer_is_explained_without_the_answer(answer, why):
    verdict = SUM.judge(answer)
    assert verdict.status == "wrong" and why in verdict.why
    assert "12.5" not in str(verdict)


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
