"""The check cell of a notebook whose verdicts are given at grading: it takes an answer in, and keeps silent.

A student's notebook made with ``unit pack --hidden-tests`` imports `check` from here in place of
`postsoviet.exercises`. Its cells stay as they are.
"""

from dataclasses import dataclass

from postsoviet.exercises import exercise_of
from postsoviet.exercises.answers import Unreadable, unanswered
from postsoviet.exercises.verdict import shown
from postsoviet.words import words


@dataclass(frozen=True)
class Receipt:
    """What a student is told before grading; it shows itself in a notebook.

    Parameters
    ----------
    status : {"open", "unreadable", "answered"}
        No answer yet, not of the kind that the task asks for, or ready to be handed in.
    why : str
        The task, what is expected, or nothing.
    """

    status: str
    why: str = ""

    def __str__(self) -> str:
        return words(f"receipt.{self.status}", why=self.why)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        kind = "open" if self.status == "open" else "miss" if self.status == "unreadable" else "note"
        return shown(kind, str(self))


def check(name: str, answer=None) -> Receipt:
    """Say whether there is an answer, and whether it is of the right kind; never whether it is right.

    Parameters
    ----------
    name : str
        Id of the exercise: ``"09-palma"``.
    answer : number, name, list, set or dictionary, optional
        What the task asks for.

    Raises
    ------
    CourseError
        If there is no such exercise, or no such unit.
    """
    exercise = exercise_of(name)
    if unanswered(answer):
        return Receipt("open", exercise.task)
    try:
        exercise.kind().read(answer)
    except Unreadable as fault:
        return Receipt("unreadable", str(fault))
    return Receipt("answered")
