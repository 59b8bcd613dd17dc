"""The tests of an assignment in otter-grader's format, and marks given by them.

One file a checked task, in otter's form of test cases as functions. The same files serve two masters:

- ``otter run`` and Gradescope run them in the kernel of the submission;
- `mark` runs them in the grader's own process, on plain values that a sandbox took out of the
  submission, so that no code of a student is near when a mark is given.

What is right is decided by `postsoviet.exercises` alone; points are counted by otter alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from postsoviet.exercises import exercises
from postsoviet.exercises.verdict import Verdict
from postsoviet.teaching.assignment import Assignment, Task
from postsoviet.words import words

_TEST = '''\
"""{title}: the value of {answer_name} is judged by the course itself."""

from otter.test_files import test_case

OK_FORMAT = False
name = "{id}"
points = {points!r}


@test_case(name="{id}", points={points!r}, hidden={hidden})
def answer_is_right(env):
    from postsoviet.exercises import exercises

    verdict = exercises("{unit}")["{id}"].judge(env.get("{answer_name}"))
    assert verdict.passed, str(verdict)
'''


@dataclass(frozen=True)
class Mark:
    """What one checked task earned.

    Parameters
    ----------
    task : Task
        The task, with its points.
    points : float
        What was given, from 0 to ``task.points``.
    status : {"open", "wrong", "right"}
        As in `postsoviet.exercises.verdict.Verdict`; ``"open"`` where there is no answer.
    why : str
        The sentence for the student. It never holds the answer.
    """

    task: Task
    points: float
    status: str
    why: str


def source_of_test(task: Task, *, hidden: bool = False) -> str:
    """Return the test file of a checked task.

    Parameters
    ----------
    task : Task
        One that is not open.
    hidden : bool
        Whether Gradescope keeps the result from the student until the instructor publishes it.
    """
    return _TEST.format(
        title=task.title, answer_name=task.answer_name, id=task.id, points=_plain(task.points), hidden=hidden,
        unit=task.id[:2],
    )  # fmt: skip


def write_tests(assignment: Assignment, folder: Path, *, hidden: bool = False) -> list[Path]:
    """Write the test files of an assignment and return them; see `source_of_test`.

    Parameters
    ----------
    assignment : Assignment
        With the points as they should be.
    folder : pathlib.Path
        An existing folder.
    hidden : bool
        See `source_of_test`.
    """
    paths = []
    for task in assignment.checked:
        # by number, for otter reports the tests in the order of their files
        path = folder / f"{task.number}-{task.id}.py"
        path.write_text(source_of_test(task, hidden=hidden), encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


def mark(assignment: Assignment, values: Mapping[str, object]) -> list[Mark]:
    """Mark the checked tasks of one submission; run it outside the student's process.

    Parameters
    ----------
    assignment : Assignment
        With the points as they should be (`postsoviet.teaching.assignment.parse_points`).
    values : mapping
        Value of each answer variable by its name (``task.answer_name``): numbers, strings, and
        lists, tuples, sets and dictionaries of these, and None. A name that is missing counts as
        not answered. Bound their size before: a text of many megabytes takes minutes to compare
        with the names of a task.

    Returns
    -------
    list of Mark
        One for each task of ``assignment.checked``, in order. No value makes it raise.
    """
    from otter.test_files import GradingResults
    from otter.test_files.exception_test import ExceptionTestFile

    files = [ExceptionTestFile.from_string(source_of_test(task), path=f"{task.id}.py") for task in assignment.checked]
    for file in files:
        file.run(dict(values))
    results = GradingResults(files)
    marks = []
    for task in assignment.checked:
        verdict = _verdict(task, values.get(task.answer_name))
        marks.append(Mark(task, float(results.get_score(task.id)), verdict.status, verdict.why))
    return marks


def _verdict(task: Task, value: object) -> Verdict:
    try:
        return exercises(task.id[:2])[task.id].judge(value)
    except Exception as error:  # a number too large for a float, a list nested a thousand times
        return Verdict("wrong", words("pack.unreadable", type=type(value).__name__, error=type(error).__name__))


def _plain(points: float) -> float | int:
    return int(points) if float(points).is_integer() else points
