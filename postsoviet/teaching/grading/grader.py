"""Grade one submission: run it in the sandbox, judge what it answered, and say what became of it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from postsoviet.exercises import exercises
from postsoviet.quiz.gradebook.results import clean
from postsoviet.teaching.assignment import Assignment, assignment
from postsoviet.teaching.grading.channel import CellError, Forged, Large, rebuild
from postsoviet.teaching.grading.limits import Limits
from postsoviet.teaching.grading.outcome import Outcome, TaskMark
from postsoviet.teaching.grading.supervising import Cell, Question, Record, supervise
from postsoviet.teaching.pack.otter_tests import Mark, mark
from postsoviet.words import words

#: Variables of the cell in which a student writes who she is.
NAME, NUMBER = "student_name", "student_number"
#: Errors of cells that a report tells.
_SHOWN = 3
_LONGEST_NAME = 200
# otter takes hold of the output of the whole process while it marks
_MARKING = threading.Lock()
# where an object lies in memory is another place each time
_ADDRESS = re.compile(r"0x[0-9a-fA-F]+")


@dataclass(frozen=True)
class Job:
    """One submission and how to grade it; plain data, so that it can travel to another machine.

    Parameters
    ----------
    unit : str
        Two digits.
    points : tuple of float
        Of the unit's tasks, in order.
    cells : tuple of Cell
        The code.
    limits : Limits
        What it may use.
    in_sandbox : bool
        False only where the instructor has said so.
    notes : tuple of str
        What is known already.
    hidden : tuple of str
        Paths of the instructor that must not be seen, wherever they lie.
    """

    unit: str
    points: tuple[float, ...]
    cells: tuple[Cell, ...]
    limits: Limits
    in_sandbox: bool = True
    notes: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def grade(job: Job, interrupted: Callable[[], bool] = lambda: False) -> Outcome:
    """Grade one submission.

    Parameters
    ----------
    job : Job
        The submission.
    interrupted : callable
        Is asked several times a second whether to give up.

    Raises
    ------
    NotStarted, Interrupted
        See `postsoviet.teaching.grading.supervising.supervise`.
    """
    unit = assignment(job.unit)
    unit = replace(unit, tasks=tuple(replace(task, points=one) for task, one in zip(unit.tasks, job.points, strict=True)))
    questions = [Question(task.id, task.answer_name, task.check_id) for task in unit.checked]
    questions += [Question(name, name, "") for name in (NAME, NUMBER)]
    record = supervise(
        job.cells, questions, job.limits, in_sandbox=job.in_sandbox, hidden=job.hidden, interrupted=interrupted
    )
    return _judged(job, unit, record)


def _judged(job: Job, unit: Assignment, record: Record) -> Outcome:
    stopped = record.stopped
    values = {}
    for name, data in record.answers.items():
        try:
            values[name] = rebuild(data)
        except Forged:
            stopped = stopped or "forged"
    marks = _marks(unit, values)
    reason = _reason(stopped, record, job.limits) if stopped else ""
    before = sum(one.points for one in marks)
    if stopped and before:
        reason += " " + words("grading.before", points=f"{before:g}")
    return Outcome(
        result="stopped" if stopped else "graded", reason=reason, marks=marks,
        notes=(*job.notes, *_errors(record.errors, job.cells)), name=_text(values.get(NAME)), number=_text(values.get(NUMBER)),
    )  # fmt: skip


def _marks(unit: Assignment, values: dict[str, object]) -> tuple[TaskMark, ...]:
    given = {task.answer_name: values[task.id] for task in unit.checked if task.id in values}
    known = exercises(unit.unit)
    found = []
    with _MARKING:
        marked = mark(unit, given)
    for one in marked:
        why = words("grading.too_large") if isinstance(given.get(one.task.answer_name), Large) else one.why
        is_known = one.status == "wrong" and any(why == mistake.why for mistake in known[one.task.id].mistakes)
        found.append(_mark(one, why, is_known))
    return tuple(found)


def _mark(one: Mark, why: str, is_known: bool) -> TaskMark:
    return TaskMark(
        id=one.task.id, number=one.task.number, points=one.points, possible=one.task.points, status=one.status,
        why=clean(why)[:500], is_known=is_known,
    )  # fmt: skip


def _reason(stopped: str, record: Record, limits: Limits) -> str:
    return words(
        f"grading.stopped_{stopped}", seconds=limits.seconds, megabytes=f"{limits.megabytes:,}", code=record.code,
        processes=limits.processes, output=f"{limits.output_bytes // 1_000_000:,}",
        answers=f"{limits.answer_bytes // 1_000_000:,}",
    )  # fmt: skip


def _errors(errors: Sequence[CellError], cells: Sequence[Cell]) -> list[str]:
    """Return a sentence for each of the first cells that failed, and one for the rest."""
    told = []
    for error in errors[:_SHOWN]:
        if error.cell < len(cells):
            text = _ADDRESS.sub("0x...", clean(error.text))[:120]
            said = f"{clean(error.name)}: {text}" if text else clean(error.name)
            told.append(words("grading.cell_failed", cell=_first_line(cells[error.cell].source), error=said))
    if len(errors) > _SHOWN:
        told.append(words("grading.cells_failed", count=len(errors) - _SHOWN))
    return told


def _first_line(source: str) -> str:
    line = next((clean(line) for line in source.splitlines() if line.strip()), "")
    return line if len(line) <= 60 else f"{line[:59]}…"


def _text(value: object) -> str:
    """Return a name or number that a student wrote, as text."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return clean(str(value))[:_LONGEST_NAME]
