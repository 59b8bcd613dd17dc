"""Exercises that are checked where they are worked, with messages that explain and do not tell."""

from functools import cache
from importlib import import_module
from pathlib import Path

from postsoviet.errors import CourseError, did_you_mean
from postsoviet.exercises.exercise import Exercise, Mistake, refuse_twins
from postsoviet.exercises.verdict import Verdict

__all__ = ["Exercise", "Mistake", "Verdict", "check", "exercise_of", "exercises"]


def units_with_exercises() -> list[str]:
    """Return the two digits of every unit that has exercises; they live in a module ``unit_NN``."""
    return sorted(file.stem[-2:] for file in Path(__file__).parent.glob("unit_[0-9][0-9].py"))


@cache
def exercises(unit: str) -> dict[str, Exercise]:
    """Return the exercises of a unit by id.

    Parameters
    ----------
    unit : str
        Two digits, ``"09"``.

    Raises
    ------
    CourseError
        If the unit has none.
    """
    known = units_with_exercises()
    if unit not in known:
        raise CourseError(f"There are no exercises of unit '{unit}'; there are some of: {', '.join(known)}.")
    return refuse_twins(import_module(f"{__name__}.unit_{unit}").EXERCISES)


def exercise_of(name: str) -> Exercise:
    """Return an exercise by its id, ``"09-palma"``.

    Raises
    ------
    CourseError
        If there is no such exercise, or no such unit.
    """
    known = exercises(name[:2])
    if name not in known:
        raise CourseError(
            f"There is no exercise '{name}'{did_you_mean(name, known)}; those of the unit are: {', '.join(known)}."
        )
    return known[name]


def check(name: str, answer=None) -> Verdict:
    """Judge an answer.

    Parameters
    ----------
    name : str
        Id of the exercise, as its cell gives it: ``"09-palma"``.
    answer : number, name, list, set or dictionary, optional
        What the task asks for. Types, rounding, and the case and marks of names are tolerated;
        nothing, or ``...``, shows the task.

    Returns
    -------
    Verdict
        Shows itself in a notebook; ``.passed`` for a script.

    Raises
    ------
    CourseError
        If there is no such exercise, or no such unit.
    """
    return exercise_of(name).judge(answer)
