"""Exercises that are checked where they are worked, with messages that explain and do not tell."""

from functools import cache
from importlib import import_module
from pathlib import Path

from postsoviet.errors import CourseError, did_you_mean
from postsoviet.exercises.exercise import Exercise, Mistake, refuse_twins
from postsoviet.exercises.verdict import Verdict

__all__ = ["Exercise", "Mistake", "Verdict", "check", "exercises"]


@cache
def exercises() -> dict[str, Exercise]:
    """Return every exercise of the course by id; each unit's live in a module ``unit_NN``."""
    found = []
    for file in sorted(Path(__file__).parent.glob("unit_[0-9][0-9].py")):
        found += import_module(f"{__name__}.{file.stem}").EXERCISES
    return refuse_twins(found)


def check(name: str, answer=None) -> Verdict:
    """Judge an answer.

    Parameters
    ----------
    name : str
        Id of the exercise, as its cell gives it: ``"09-palma"``.
    answer : number or sequence of numbers, optional
        Types and rounding are tolerated; nothing, or ``...``, shows the task.

    Returns
    -------
    Verdict
        Shows itself in a notebook; ``.passed`` for a script.

    Raises
    ------
    CourseError
        If there is no such exercise.
    """
    known = exercises()
    if name not in known:
        raise CourseError(
            f"There is no exercise '{name}'{did_you_mean(name, known)}; the exercises are: {', '.join(known)}."
        )
    return known[name].judge(answer)
