"""An exercise: what is asked, how an answer is judged, and what each known mistake means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from postsoviet.errors import CourseError
from postsoviet.exercises.verdict import Verdict


@dataclass(frozen=True)
class Mistake:
    """A known way to a wrong answer, and the sentence that helps.

    Parameters
    ----------
    answer : callable
        Returns the answer to which the mistake leads.
    why : str
        What is wrong in terms of the idea. It must not contain the right answer.
    """

    answer: Callable[[], object]
    why: str


@dataclass(frozen=True)
class Exercise:
    """A task whose answer is a number or a list of numbers.

    Parameters
    ----------
    id : str
        Unit and name, ``"09-palma"``.
    task : str
        What to do, in one sentence; shown while there is no answer.
    answer : callable
        Computes the right answer from the course's data.
    tolerance : float
        Largest distance from the right answer that still counts, in the unit of the answer.
    right, wrong : str
        What is said of a right answer, and of a wrong one that no known mistake explains.
    mistakes : sequence of Mistake
        Tried in order.
    """

    id: str
    task: str
    answer: Callable[[], object]
    tolerance: float
    right: str
    wrong: str
    mistakes: Sequence[Mistake] = field(default_factory=tuple)

    def judge(self, answer) -> Verdict:
        """Compare an answer with the right one, then with the known mistakes.

        Parameters
        ----------
        answer : number or sequence of numbers, or None
            ``None`` and ``...`` mean that there is no answer yet.
        """
        if answer is None or answer is ...:
            return Verdict("open", self.task)
        given = _numbers(answer)
        if given is None:
            return Verdict("wrong", f"The answer should be numbers, not {type(answer).__name__}.")
        expected = _numbers(self.answer())
        if given.shape != expected.shape:
            return Verdict(
                "wrong", f"The answer should hold {expected.size} number(s); yours holds {given.size}."
            )
        if not np.isfinite(given).all():
            return Verdict("wrong", "The answer holds a value that is not a finite number.")
        if self._near(given, expected):
            return Verdict("right", self.right)
        for mistake in self.mistakes:
            slip = _numbers(mistake.answer())
            if slip is not None and slip.shape == given.shape and self._near(given, slip):
                return Verdict("wrong", mistake.why)
        return Verdict("wrong", self.wrong)

    def _near(self, given: np.ndarray, other: np.ndarray) -> bool:
        return bool(np.all(np.abs(given - other) <= self.tolerance + 1e-12))


def _numbers(value) -> np.ndarray | None:
    """Return a value as a flat array of numbers, or None where it is not numbers."""
    if isinstance(value, str | bytes | bool | dict):
        return None
    try:
        return np.atleast_1d(np.asarray(value, dtype=float)).ravel()
    except (TypeError, ValueError):
        return None


def refuse_twins(exercises: Sequence[Exercise]) -> dict[str, Exercise]:
    """Index exercises by id and refuse an id that is used twice."""
    found: dict[str, Exercise] = {}
    for exercise in exercises:
        if exercise.id in found:
            raise CourseError(f"Two exercises have the id '{exercise.id}'; give each its own.")
        found[exercise.id] = exercise
    return found
