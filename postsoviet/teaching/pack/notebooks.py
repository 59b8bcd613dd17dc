"""The two notebooks of a pack: the student's, without solutions, and the instructor's, with all of them."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from postsoviet.errors import CourseError
from postsoviet.notebook_file import read_notebook
from postsoviet.teaching.assignment import HINT, Assignment, Task, folds
from postsoviet.teaching.plain import for_jupyterlab
from postsoviet.words import words

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: Key of the metadata by which the grader knows a notebook of this course, and the cells of an exercise.
METADATA = "postsoviet"
#: Ids of the cells that a pack adds.
WELCOME_ID, STUDENT_ID, HAND_IN_ID = "pack-welcome", "pack-student", "pack-hand-in"
_CHECK_IMPORT = "from postsoviet.exercises import check\n"
_RECEIPT_IMPORT = "from postsoviet.teaching.receipt import check\n"
#: What the site says between the heading of the exercises and the first of them, of its buttons and folds.
_SITE_WORDS = re.compile(r"(?<=^## Exercises\n)(.*?)(?=^### Exercise )", re.M | re.S)


def student_notebook(assignment: Assignment, *, hidden: bool = False) -> str:
    """Return the text of the notebook that students work in.

    Solutions, and what a good answer to a question for discussion holds, are not in it. Hints and
    check cells stay, and every cell keeps its id.

    Parameters
    ----------
    assignment : Assignment
        With the points that the first cell announces.
    hidden : bool
        Whether a check cell says only that an answer of the right kind is there
        (`postsoviet.teaching.receipt`).

    Raises
    ------
    CourseError
        If the notebook does not import `check` in the house form.
    """
    notebook = _read(assignment)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = _without_solutions(cell.source)
    if hidden:
        _hide_verdicts(assignment, notebook)
    _prepare(assignment, notebook, words("pack.welcome_hidden" if hidden else "pack.welcome"))
    notebook.cells.insert(1, _code(words("pack.student_cell"), STUDENT_ID))
    _make_room(assignment, notebook)
    notebook.cells.append(_markdown(words("pack.hand_in", file=assignment.path.name), HAND_IN_ID))
    return _written(notebook)


def instructor_notebook(assignment: Assignment) -> str:
    """Return the text of the solved notebook: every starter is replaced, so that every check passes."""
    notebook = _read(assignment)
    tasks = {task.starter_id: task for task in assignment.checked}
    for cell in notebook.cells:
        if cell.id in tasks:
            cell.source = solved(tasks[cell.id], cell.source)
    _prepare(assignment, notebook, words("pack.welcome_instructor"))
    return _written(notebook)


def solved(task: Task, source: str) -> str:
    """Return a starter cell with the solution in place of the line that sets the answer.

    Raises
    ------
    CourseError
        If the solution has no code, or the cell does not set the answer at its outer level.
    """
    lines = source.splitlines()
    places = [
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and [ast.unparse(one) for one in node.targets] == [task.answer_name]
    ]
    if len(places) != 1 or task.solution_code is None:
        raise CourseError(
            f"The starter of exercise '{task.id}' should set {task.answer_name} once, and its solution hold Python."
        )
    lines[places[0].lineno - 1 : places[0].end_lineno] = task.solution_code.splitlines()
    return "\n".join(lines)


def _read(assignment: Assignment) -> NotebookNode:
    return read_notebook(assignment.path)


def _without_solutions(source: str) -> str:
    lines = source.splitlines()
    for fold in reversed([fold for fold in folds(source) if not fold.info.startswith(HINT)]):
        first, last = fold.map
        del lines[first:last]
    return "\n".join(lines).strip("\n")


def _hide_verdicts(assignment: Assignment, notebook: NotebookNode) -> None:
    setup = [cell for cell in notebook.cells if cell.cell_type == "code" and _CHECK_IMPORT in cell.source + "\n"]
    if len(setup) != 1:
        raise CourseError(
            f"{assignment.path.name}: write '{_CHECK_IMPORT.strip()}' in one cell, on a line of its own; "
            "hidden tests change this line."
        )
    setup[0].source = (setup[0].source + "\n").replace(_CHECK_IMPORT, _RECEIPT_IMPORT).rstrip("\n")


def _make_room(assignment: Assignment, notebook: NotebookNode) -> None:
    """Add a cell for the text of an open exercise that starts from a computation."""
    for task in assignment.open:
        place = next(place for place, cell in enumerate(notebook.cells) if cell.id == task.starter_id)
        if '"""' not in notebook.cells[place].source:
            notebook.cells.insert(place + 1, _markdown(words("pack.your_text"), f"pack-text-{task.number}"))


def _prepare(assignment: Assignment, notebook: NotebookNode, welcome: str) -> None:
    """Write the cells for JupyterLab, mark those of the exercises, and tell what the notebook is."""
    title, *rest = notebook.cells
    # the card of the site tells a reader how to work there; a pack tells how to hand in
    title.source = "\n".join([f"# {assignment.title}", "", welcome, "", *_table(assignment)])
    title.id = WELCOME_ID
    for cell in rest:
        cell.source = _SITE_WORDS.sub("\n", cell.source) if cell.cell_type == "markdown" else cell.source
    notebook.cells = [title, *for_jupyterlab([cell for cell in rest if cell.source.strip()], alone=True)]
    roles = {task.starter_id: (task, "answer") for task in assignment.tasks}
    roles |= {task.check_id: (task, "check") for task in assignment.checked}
    for cell in notebook.cells:
        if cell.id in roles:
            task, role = roles[cell.id]
            cell.metadata[METADATA] = {"exercise": task.number, "id": task.id, "points": task.points, "role": role}
            # a cell that is gone cannot be graded; an answer is written into its cell
            cell.metadata["deletable"] = False
            if role == "check":
                cell.metadata["editable"] = False
    notebook.metadata[METADATA] = {"unit": assignment.unit}
    # otter refuses a notebook of another assignment by this name
    notebook.metadata["otter"] = {"assignment_name": assignment_name(assignment)}


def assignment_name(assignment: Assignment) -> str:
    """Return the name by which otter tells a submission of this unit from one of another."""
    return f"unit-{assignment.unit}"


def _table(assignment: Assignment) -> list[str]:
    """Return the exercises with their minutes and points as lines of a Markdown table."""
    lines = [words("pack.exercise_row"), "| --- | --: | --: |"]
    for task in assignment.tasks:
        marked = words("pack.by_hand") if task.is_open else ""
        lines.append(f"| {task.number}. {task.title} {marked}".rstrip() + f" | {task.minutes} | {task.points:g} |")
    minutes, points = sum(task.minutes for task in assignment.tasks), sum(task.points for task in assignment.tasks)
    return [*lines, f"| {words('pack.total')} | {minutes} | {points:g} |"]


def _code(source: str, identifier: str) -> NotebookNode:
    from nbformat.v4 import new_code_cell

    return new_code_cell(source, id=identifier, metadata={"deletable": False})


def _markdown(source: str, identifier: str) -> NotebookNode:
    from nbformat.v4 import new_markdown_cell

    return new_markdown_cell(source, id=identifier)


def _written(notebook: NotebookNode) -> str:
    import nbformat

    return nbformat.writes(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
