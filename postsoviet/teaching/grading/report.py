"""The report of a graded class as one page that needs nothing else.

Students are named only in the list of files at its end, so the rest can be shown in class.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from postsoviet.quiz.gradebook.page_parts import document, number, section, table, text
from postsoviet.teaching.assignment import Task
from postsoviet.teaching.grading.class_results import ClassResults
from postsoviet.words import words

#: Columns of the distribution where there are more points than these.
_MOST_COLUMNS = 10
#: Geometry of the charts, in their own units.
_WIDTH, _HEIGHT, _BASE, _TOP, _ROW = 420, 190, 160, 24, 46


@dataclass(frozen=True)
class _Difficulty:
    """How the students who were graded fared with one exercise."""

    task: Task
    right: int
    known: int
    wrong: int
    open: int

    @property
    def all(self) -> int:
        return self.right + self.known + self.wrong + self.open

    @property
    def share(self) -> float | None:
        return self.right / self.all if self.all else None


def page(results: ClassResults) -> str:
    """Return the report as HTML.

    Parameters
    ----------
    results : ClassResults
        The class.
    """
    difficulties = [_difficulty(results, task) for task in results.assignment.checked]
    parts = [
        f"<p>{text(_lead(results))}</p>",
        "" if results.in_sandbox else f'<p class="caution">{_word("no_sandbox")}</p>',
        section("points", words("grading.points_title"), _distribution(results)),
        section("exercises", words("grading.exercises_title"), _exercises(results, difficulties)),
        section("errors", words("grading.errors_title"), _errors(results)),
        section("files", words("grading.files_title"), _files(results)),
    ]
    return document(words("grading.title", unit=results.assignment.unit), "\n".join(part for part in parts if part))


def _word(key: str) -> str:
    return text(words(f"grading.{key}"))


def _lead(results: ClassResults) -> str:
    said = words(
        "grading.lead", students=len(results.students), graded=results.count("graded"),
        stopped=results.count("stopped"), refused=results.count("refused"),
    )  # fmt: skip
    if failed := results.count("failed"):
        said += " " + words("grading.lead_failed", failed=failed)
    if results.graded:
        said += " " + words(
            "grading.lead_mean", mean=number(results.mean), of=f"{results.possible:g}", deviation=number(results.deviation)
        )
    return said


def _difficulty(results: ClassResults, task: Task) -> _Difficulty:
    marks = [one.mark_of(task) for one in results.graded]
    wrong = [mark for mark in marks if mark.status == "wrong"]
    known = sum(mark.is_known for mark in wrong)
    right = sum(mark.status == "right" for mark in marks)
    return _Difficulty(task, right, known, len(wrong) - known, len(marks) - right - len(wrong))


def _distribution(results: ClassResults) -> str:
    """Draw how many students have how many points, and give the numbers in a table."""
    if not results.graded:
        return f"<p>{_word('nobody')}</p>"
    labels, counts = _columns([one.outcome.points for one in results.graded], results.possible)
    rows = [[label, str(count)] for label, count in zip(labels, counts, strict=True)]
    caption = words("grading.points_caption", graded=len(results.graded))
    header = [(words("grading.points_heading"), False), (words("grading.students_heading"), True)]
    said = "; ".join(f"{label}: {count}" for label, count in rows)
    return f"{_columns_drawn(labels, counts, words('grading.points_alt', said=said))}\n{table(caption, header, rows)}"


def _columns(points: Sequence[float], possible: float) -> tuple[list[str], list[int]]:
    """Count points by whole numbers, or in ten equal parts where there are many."""
    if possible <= _MOST_COLUMNS and all(float(one).is_integer() for one in (possible, *points)):
        counts = Counter(int(one) for one in points)
        return [str(one) for one in range(int(possible) + 1)], [counts[one] for one in range(int(possible) + 1)]
    width = possible / _MOST_COLUMNS
    counts = Counter(min(_MOST_COLUMNS - 1, math.floor(one / width + 1e-9)) for one in points)
    labels = [f"{place * width:g} – {(place + 1) * width:g}" for place in range(_MOST_COLUMNS)]
    return labels, [counts[place] for place in range(_MOST_COLUMNS)]


def _columns_drawn(labels: Sequence[str], counts: Sequence[int], alternative: str) -> str:
    step = (_WIDTH - 20) / len(labels)
    highest = max(counts) or 1
    parts = []
    for place, (label, count) in enumerate(zip(labels, counts, strict=True)):
        left, height = 10 + place * step, count / highest * (_BASE - _TOP)
        middle = left + step / 2
        parts += [
            f'<rect x="{left + step * .12:.1f}" y="{_BASE - height:.1f}" width="{step * .76:.1f}" height="{height:.1f}" fill="var(--blue)"/>',
            _label(middle, _BASE - height - 6, str(count), 13, "ink"),
            _label(middle, _BASE + 16, label.split(" ")[0], 12, "soft"),
        ]
    parts.append(f'<path d="M10 {_BASE}H{_WIDTH - 10}" stroke="var(--rule)"/>')
    parts.append(_label(_WIDTH / 2, _HEIGHT + 2, words("grading.points_heading"), 12, "soft"))
    return _svg("points-alt", alternative, _HEIGHT + 8, parts)


def _label(x: float, y: float, shown: str, size: int, colour: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="middle" fill="var(--{colour})">{text(shown)}</text>'


def _svg(name: str, alternative: str, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height:g}" role="img" aria-labelledby="{name}">'
        f'<title id="{name}">{text(alternative)}</title>{"".join(parts)}</svg>'
    )


def _exercises(results: ClassResults, difficulties: Sequence[_Difficulty]) -> str:
    keys = ("exercise", "points_heading", "right", "known", "wrong", "open", "share")
    header = [(words(f"grading.{key}"), key != "exercise") for key in keys]
    rows = [
        [_title(one.task), f"{one.task.points:g}", str(one.right), str(one.known), str(one.wrong), str(one.open),
         number(one.share)]
        for one in difficulties
    ]  # fmt: skip
    shown = [_bars(difficulties)] if results.graded else []
    shown.append(table(words("grading.exercises_caption"), header, rows))
    shown += [f"<p>{text(words('grading.open_exercise', title=_title(task), of=f'{task.points:g}'))}</p>" for task in results.assignment.open]
    return "\n".join(shown)


def _title(task: Task) -> str:
    return f"{task.number}. {task.title}"


def _bars(difficulties: Sequence[_Difficulty]) -> str:
    """Draw the part of the class that has each exercise right."""
    parts = []
    for place, one in enumerate(difficulties):
        top = 8 + place * _ROW
        share = one.share or 0
        parts += [
            f'<text x="10" y="{top + 14}" font-size="13" fill="var(--ink)">{text(_title(one.task))}</text>',
            f'<rect x="10" y="{top + 21}" width="330" height="13" fill="var(--faint)" stroke="var(--rule)"/>',
            f'<rect x="10" y="{top + 21}" width="{330 * share:.1f}" height="13" fill="var(--blue)"/>',
            f'<text x="350" y="{top + 32}" font-size="13" fill="var(--ink)">{text(number(share))}</text>',
        ]
    said = "; ".join(f"{_title(one.task)}: {number(one.share)}" for one in difficulties)
    return _svg("exercises-alt", words("grading.exercises_alt", said=said), 8 + len(difficulties) * _ROW, parts)


def _errors(results: ClassResults) -> str:
    """List the known mistakes, the most frequent first."""
    met = Counter(
        (task.number, mark.why)
        for task in results.assignment.checked
        for one in results.graded
        if (mark := one.mark_of(task)).is_known
    )
    if not met:
        return f"<p>{_word('no_errors')}</p>"
    header = [(words("grading.mistake"), False), (words("grading.exercise"), True), (words("grading.students_heading"), True)]
    rows = [[why, str(place), str(count)] for (place, why), count in sorted(met.items(), key=lambda one: (-one[1], one[0]))]
    return table(words("grading.errors_caption"), header, rows)


def _files(results: ClassResults) -> str:
    header = [(words(f"grading.{key}"), False) for key in ("file", "student", "became", "why")]
    rows = []
    for student in results.students:
        for file in student.submission.files:
            counts = file.became == "graded"
            became = student.outcome.result if counts else file.became
            said = [student.outcome.reason, *student.notes] if counts else [file.why]
            rows.append([file.name, student.label, words(f"grading.became_{became}"), " ".join(one for one in said if one)])
    return table(words("grading.files_caption"), header, rows)
