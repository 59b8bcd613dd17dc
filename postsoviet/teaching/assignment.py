"""A unit as an assignment: its exercises, read from its notebook.

The notebook is the one source. An exercise stands in it as a heading ``### Exercise 1. Title``, a
line ``*Objective 1, 10 minutes.*`` with the task, code cells to start from, a cell
``check("09-gini", my_gini)``, and folded hints and a folded solution.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from postsoviet.errors import CourseError, did_you_mean
from postsoviet.notebook_file import read_notebook

if TYPE_CHECKING:
    from markdown_it.token import Token
    from nbformat import NotebookNode

_HEADING = re.compile(r"^### Exercise (?P<number>\d+)\. (?P<title>.+)$", re.M)
_SCOPE = re.compile(
    r"^\*Objectives? (?P<objectives>\d[^*]*?)[.,] (?P<minutes>\d+) minutes(?:, open)?\.\*\s+(?P<text>.+)", re.M | re.S
)
#: What `fold` fences of an exercise are called; the heading of a solution may go on after a colon.
HINT, SOLUTION = "{fold} Hint", "{fold} Solution"
#: More points than anybody gives for one exercise: a slip of the keyboard.
MOST_POINTS = 1000


@dataclass(frozen=True)
class Task:
    """One exercise of a unit, as its notebook has it.

    Parameters
    ----------
    id : str or None
        ``"09-gini"``, by which `postsoviet.exercises` knows it; None for an open task, which
        nothing checks.
    number : int
        Place in the unit, from 1.
    title : str
        ``"A Gini coefficient by hand"``.
    objectives : tuple of int
        Numbers of the unit's objectives that it serves.
    minutes : int
        Working time.
    text : str
        What is asked, in MyST Markdown.
    answer_name : str or None
        Variable that the check cell passes, ``"my_gini"``; None for an open task.
    starter_id : str
        Id of the code cell in which a student answers; the cell of an open task too.
    check_id : str or None
        Id of the check cell.
    hints : tuple of str
        In MyST Markdown, from the slightest.
    solution : str
        In MyST Markdown; for an open task how to judge an answer.
    solution_code : str or None
        Python that sets the variable; it takes the place of the line of the starter that does so.
    points : float
        What a right answer earns.
    """

    id: str | None
    number: int
    title: str
    objectives: tuple[int, ...]
    minutes: int
    text: str
    answer_name: str | None
    starter_id: str
    check_id: str | None
    hints: tuple[str, ...]
    solution: str
    solution_code: str | None
    points: float = 1.0

    @property
    def is_open(self) -> bool:
        """Whether a person has to mark it."""
        return self.id is None


@dataclass(frozen=True)
class Assignment:
    """The exercises of one unit.

    Parameters
    ----------
    unit : str
        Two digits.
    title : str
        Title of the notebook.
    path : pathlib.Path
        The notebook.
    tasks : tuple of Task
        In the order of the notebook.
    """

    unit: str
    title: str
    path: Path
    tasks: tuple[Task, ...]

    @property
    def checked(self) -> tuple[Task, ...]:
        """The tasks that the grader marks."""
        return tuple(task for task in self.tasks if not task.is_open)

    @property
    def open(self) -> tuple[Task, ...]:
        """The tasks that a person marks."""
        return tuple(task for task in self.tasks if task.is_open)


def notebooks_folder() -> Path:
    """Return the folder of the units' notebooks; an installed wheel has none."""
    return Path(__file__).parents[2] / "notebooks"


def assignment(unit: str) -> Assignment:
    """Read the exercises of a unit.

    Parameters
    ----------
    unit : str
        Two digits, ``"09"``; the pages across units are ``"20"`` to ``"22"``.

    Returns
    -------
    Assignment
        With one point for each exercise.

    Raises
    ------
    CourseError
        If there is no such unit, or its notebook has an exercise that is not in the house form.
    """
    return read(path_of(unit))


def path_of(unit: str) -> Path:
    """Return the notebook of a unit.

    Raises
    ------
    CourseError
        If there is none; the sentence lists those that exist.
    """
    files = {path.name[:2]: path for path in sorted(notebooks_folder().glob("[0-9][0-9]_*.ipynb"))}
    if not files:
        raise CourseError(f"{notebooks_folder()} holds no notebooks; run this from a copy of the whole course.")
    if unit not in files:
        near = [f"{unit:0>2}"] if f"{unit:0>2}" in files else files
        raise CourseError(f"There is no unit '{unit}'{did_you_mean(unit, near)}; the units are: {', '.join(files)}.")
    return files[unit]


@cache
def read(path: Path) -> Assignment:
    """Read the exercises of one notebook; see `assignment`."""
    cells = read_notebook(path).cells
    title = next((line[2:].strip() for line in cells[0].source.splitlines() if line.startswith("# ")), path.stem)
    tasks = tuple(_task(path.name, block) for block in _blocks(cells))
    if not tasks:
        raise CourseError(f"{path.name} has no heading '### Exercise 1. Title'; it cannot be assigned.")
    return Assignment(path.name[:2], title, path, tasks)


def parse_points(text: str, assignment: Assignment) -> Assignment:
    """Return an assignment with other points.

    Parameters
    ----------
    text : str
        Number or id of an exercise and its points, with commas between: ``"1=2,3=4"`` or
        ``"09-gini=2.5"``. Exercises that are not named keep their points.
    assignment : Assignment
        The unit's exercises.

    Raises
    ------
    CourseError
        If a part cannot be read, names no exercise of the unit or one twice, or nothing at all
        would earn a point.
    """
    names = {str(task.number): task for task in assignment.tasks} | {task.id: task for task in assignment.checked}
    given: dict[int, float] = {}
    for part in text.split(","):
        name, separator, number = (word.strip() for word in part.partition("="))
        if not separator:
            raise CourseError(f"--points: '{part.strip()}' is not EXERCISE=POINTS; write for example 1=2,3=4.5.")
        if name not in names:
            hint = did_you_mean(name, [one for one in names if not one.isdigit()])
            raise CourseError(
                f"--points: unit {assignment.unit} has no exercise '{name}'{hint}; its exercises are 1 to {len(assignment.tasks)}."
            )
        task = names[name]
        if task.number in given:
            raise CourseError(f"--points: exercise {task.number} ({task.title}) is given points twice; name it once.")
        given[task.number] = _points(number, name)
    tasks = tuple(replace(task, points=given.get(task.number, task.points)) for task in assignment.tasks)
    if not sum(task.points for task in tasks):
        raise CourseError("--points: no exercise would earn a point; give at least one exercise more than 0.")
    return replace(assignment, tasks=tasks)


def folds(markdown: str) -> Iterator[Token]:
    """Yield the folded parts of a Markdown cell: `.info` is the heading, `.content` the text, `.map` the lines."""
    for token in _fences(markdown):
        if token.info.startswith("{fold}"):
            yield token


def _points(text: str, name: str) -> float:
    try:
        points = float(text)
    except ValueError:
        points = math.nan
    if not 0 <= points <= MOST_POINTS:
        raise CourseError(
            f"--points: '{text}' for exercise {name} is not a number from 0 to {MOST_POINTS}; write decimals with a point, 2.5."
        )
    return points


def _fences(markdown: str) -> list[Token]:
    from markdown_it import MarkdownIt

    return [token for token in MarkdownIt("commonmark").parse(markdown) if token.type == "fence"]


@dataclass
class _Block:
    """The cells of one exercise, and its heading."""

    number: int
    title: str
    texts: list[str] = field(default_factory=list)
    code: list[NotebookNode] = field(default_factory=list)


def _blocks(cells: Sequence[NotebookNode]) -> Iterator[_Block]:
    """Yield the exercises; the section ends at the next heading of its own level."""
    block = None
    for cell in cells:
        if cell.cell_type == "code":
            if block:
                block.code.append(cell)
            continue
        heading = _HEADING.search(cell.source)
        if block and (heading or re.match(r"##? ", cell.source)):
            yield block
            block = None
        if heading:
            block = _Block(int(heading["number"]), heading["title"].strip())
        if block:
            block.texts.append(cell.source[heading.end() :] if heading else cell.source)
    if block:
        yield block


def _task(file: str, block: _Block) -> Task:
    place = f"{file}, exercise {block.number}"
    text, *rest = block.texts
    scope = _SCOPE.search(text)
    if not scope:
        raise CourseError(f"{place}: start its text with a line like '*Objective 1, 10 minutes.*'.")
    parts = [fold for one in (text, *rest) for fold in folds(one)]
    solutions = [part for part in parts if part.info.startswith(SOLUTION)]
    if not block.code or len(solutions) != 1:
        raise CourseError(f"{place}: give it a code cell to start from, and one folded solution.")
    parsed = {cell.id: _parsed(cell.source, place) for cell in block.code}
    checks = [(cell, found) for cell in block.code if (found := _checked(parsed[cell.id]))]
    if len(checks) > 1:
        raise CourseError(f"{place}: it has {len(checks)} check cells; leave one.")
    check_cell, (name, variable) = checks[0] if checks else (None, (None, None))
    starters = [cell for cell in block.code if cell is not check_cell and (not variable or _sets(parsed[cell.id], variable))]
    if not starters:
        raise CourseError(f"{place}: no cell of it sets the variable '{variable}' that its check cell asks for.")
    programs = [fence.content for fence in _fences(solutions[0].content) if fence.info == "python"]
    return Task(
        id=name,
        number=block.number,
        title=block.title,
        objectives=tuple(_numbers(scope["objectives"])),
        minutes=int(scope["minutes"]),
        text=scope["text"].strip(),
        answer_name=variable,
        starter_id=starters[-1].id,
        check_id=check_cell.id if check_cell else None,
        hints=tuple(part.content.strip() for part in parts if part.info.startswith(HINT)),
        solution=solutions[0].content.strip(),
        solution_code=programs[0].rstrip("\n") if programs and name else None,
    )


def _numbers(text: str) -> list[int]:
    """Return the numbers of '3', '1 and 5', '2, 3 and 4' or '1 to 4'."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    return [*range(numbers[0], numbers[1] + 1)] if " to " in text else numbers


def _parsed(source: str, place: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        # only a slip of syntax has a line
        line = (getattr(error, "text", None) or "").strip()[:60]
        where = f" at {line!r}" if line else ""
        raise CourseError(f"{place}: the code of a cell cannot be read as Python{where}; correct it.") from error


def _checked(code: ast.Module) -> tuple[str, str] | None:
    """Return exercise and variable of a cell ``check("09-gini", my_gini)``."""
    for node in ast.walk(code):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "check":
            match node.args:
                case [ast.Constant(value=str(name)), ast.Name(id=variable)]:
                    return name, variable
    return None


def _sets(code: ast.Module, variable: str) -> bool:
    """Return whether a cell gives a variable a value."""
    return any(
        isinstance(node, ast.Name) and node.id == variable and isinstance(node.ctx, ast.Store) for node in ast.walk(code)
    )
