"""The teaching note of a unit: one Markdown text, and the same as an HTML page that prints on two sheets at most."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from postsoviet import standalone
from postsoviet.course import minutes, register
from postsoviet.edition import read as edition
from postsoviet.exercises import exercises
from postsoviet.quiz import text as markdown
from postsoviet.teaching.assignment import Assignment, Task
from postsoviet.teaching.pack.content import Content, bare
from postsoviet.words import words

_STYLE = Path(__file__).with_name("note.css")


def note_markdown(assignment: Assignment, content: Content, *, hidden: bool = False, solutions: str) -> str:
    """Return the note as Markdown.

    Parameters
    ----------
    assignment : Assignment
        With the points as they should be.
    content : Content
        Of the same unit.
    hidden : bool
        Whether the students' check cells give no verdict.
    solutions : str
        Path of the solved notebook, from the folder of the note.
    """
    parts = [
        f"# {_say('title', unit=content.unit.numeral, title=assignment.title)}",
        _lead(content),
        f"## {_say('students')}",
        *_students(content),
        f"## {_say('timing')}",
        _timing(content),
        f"## {_say('exercises')}",
        _exercises(assignment),
        _say("marking_hidden" if hidden else "marking", command=grade_command(assignment), solutions=solutions),
        f"## {_say('mistakes')}",
        _say("mistakes_lead"),
        *(part for task in assignment.checked for part in _mistakes(task)),
        *(part for task in assignment.open for part in _by_hand(task)),
        f"## {_say('discuss')}",
    ]
    for number, prompt in enumerate(content.prompts, 1):
        parts += [f"### {number}. {prompt.title}", prompt.text, f"*{_say('rubric')}*", prompt.rubric]
    return "\n\n".join(parts) + "\n"


def note_html(assignment: Assignment, text: str) -> str:
    """Return the note as a page that asks no host for anything.

    Parameters
    ----------
    assignment : Assignment
        The unit.
    text : str
        From `note_markdown`.
    """
    title = text.partition("\n")[0].removeprefix("# ")
    # a table that is wider than a telephone moves inside its own frame
    frame = f'<div class="table" role="group" tabindex="0" aria-label="{escape(_say("table"))}">'
    body = markdown.block(text).replace("<table>", f"{frame}<table>")
    body = re.sub(r"<th(?=[ >])", '<th scope="col"', body.replace("</table>", "</table></div>"))
    return standalone.page(title, body, style=_STYLE.read_text("utf-8"))


def grade_command(assignment: Assignment) -> str:
    """Return the command that grades a class with the points of this pack."""
    given = ",".join(f"{task.number}={task.points:g}" for task in assignment.tasks if task.points != 1)
    points = f" --points {given}" if given else ""
    return f"python -m postsoviet grade SUBMISSIONS/ --unit {assignment.unit}{points} --out grades.csv"


def _say(key: str, **values) -> str:
    return words(f"note.{key}", **values)


def _lead(content: Content) -> str:
    unit = content.unit
    source = f"{unit.author} ({unit.year})." if unit.author else ""
    return f"*{_say('lead', course=edition().title)}* {source} {unit.question}".replace("  ", " ")


def _students(content: Content) -> list[str]:
    unit = content.unit
    objectives = "\n".join(f"{number}. {one}" for number, one in enumerate(content.objectives, 1))
    needs = _say("needs")
    if unit.needs:
        before = map(register.read().unit, unit.needs)
        needs += " " + _say("units_before", units=", ".join(f"{one.numeral}. {one.short}" for one in before))
    return [_say("objectives"), objectives, needs]


def _timing(content: Content) -> str:
    minutes_of: dict[str, int] = {}
    for one in minutes.activities(content.unit):
        minutes_of[one.kind] = minutes_of.get(one.kind, 0) + one.minutes
    rows = [_say("timing_row"), "| --- | --: |"]
    rows += [f"| {_say(f'part_{kind}')} | {count} |" for kind, count in minutes_of.items()]
    rows.append(f"| {_say('total')} | {sum(minutes_of.values())} |")
    return "\n".join([*rows, "", _say("discuss_minutes", count=len(content.prompts))])


def _exercises(assignment: Assignment) -> str:
    rows = [_say("exercise_row"), "| --- | --- | --: | --: | --- |"]
    for task in assignment.tasks:
        objectives = ", ".join(map(str, task.objectives))
        marked = _say("by_hand" if task.is_open else "by_grader")
        rows.append(f"| {task.number}. {task.title} | {objectives} | {task.minutes} | {task.points:g} | {marked} |")
    whole = sum(task.minutes for task in assignment.tasks), sum(task.points for task in assignment.tasks)
    rows.append(f"| {_say('total')} | | {whole[0]} | {whole[1]:g} | |")
    return "\n".join(rows)


def _mistakes(task: Task) -> list[str]:
    known = exercises(task.id[:2])[task.id]
    lines = "\n".join(f"- {mistake.why}" for mistake in known.mistakes)
    return [f"### {task.number}. {task.title}", lines]


def _by_hand(task: Task) -> list[str]:
    points = words("pack.one_point" if task.points == 1 else "pack.points", points=f"{task.points:g}")
    return [f"## {_say('rubric_of', number=task.number)}", bare(task.solution), _say("rubric_points", points=points)]
