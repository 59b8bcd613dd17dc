"""Read a handed-in notebook: its code cells, and whether it is one of the unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, Field, ValidationError

from postsoviet.quiz.gradebook.results import clean
from postsoviet.teaching.assignment import Assignment, Task
from postsoviet.teaching.grading.supervising import Cell
from postsoviet.words import words

_CHECK = re.compile(r"""\bcheck\(\s*["'](?P<unit>\d\d)-[a-z0-9-]+["']""")


class Unusable(Exception):
    """A file is not a notebook of the unit; the message is a sentence without the file's name."""


class _Cell(BaseModel):
    cell_type: str
    source: str | list[str] = ""
    id: str = Field(default="", max_length=200)

    @property
    def text(self) -> str:
        return self.source if isinstance(self.source, str) else "".join(self.source)


class _Notebook(BaseModel):
    nbformat: int
    cells: list[_Cell]


@dataclass(frozen=True)
class Handed:
    """A notebook of the unit.

    Parameters
    ----------
    cells : tuple of Cell
        Its code cells.
    notes : tuple of str
        What is missing in it, a sentence each.
    """

    cells: tuple[Cell, ...]
    notes: tuple[str, ...]


def read(content: bytes, assignment: Assignment) -> Handed:
    """Read a notebook and make sure that it is of the unit.

    A unit is known by its checks and its cells, not by the name of the file.

    Parameters
    ----------
    content : bytes
        The whole file.
    assignment : Assignment
        The unit.

    Raises
    ------
    Unusable
        In one sentence, whatever the bytes are.
    """
    cells = tuple(Cell(cell.id, cell.text) for cell in _parsed(content).cells if cell.cell_type == "code")
    if not any(cell.source.strip() for cell in cells):
        raise Unusable(words("grading.no_code"))
    there = [task for task in assignment.tasks if _stands_in(task, cells)]
    units = Counter(found["unit"] for cell in cells for found in _CHECK.finditer(cell.source))
    if not units[assignment.unit]:
        if units:
            other = units.most_common(1)[0][0]
            raise Unusable(words("grading.wrong_unit", other=other, unit=assignment.unit))
        if not there:
            raise Unusable(words("grading.no_exercise", unit=assignment.unit))
    missing = [task for task in assignment.checked if task not in there]
    return Handed(cells, tuple(words("grading.exercise_missing", number=task.number) for task in missing))


def _parsed(content: bytes) -> _Notebook:
    if not content.strip():
        raise Unusable(words("grading.empty"))
    try:
        return _Notebook.model_validate_json(content.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        problem = error.errors(include_input=False, include_url=False)[0]
        if problem["type"] == "json_invalid":
            raise Unusable(words("grading.not_json")) from None
        place = clean(".".join(map(str, problem["loc"])))[:80]
        raise Unusable(words("grading.not_notebook", place=place)) from None


def _stands_in(task: Task, cells: Sequence[Cell]) -> bool:
    """Return whether anything of an exercise is left: one of its cells, its check, or its variable."""
    traces = [one for one in (task.id, task.answer_name) if one]
    return any(cell.id in (task.starter_id, task.check_id) or any(one in cell.source for one in traces) for cell in cells)
