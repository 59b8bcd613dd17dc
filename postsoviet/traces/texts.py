"""The texts of a unit whose numbers are traced: the Markdown of its notebook and the feedback of its quiz."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from postsoviet.errors import CourseError
from postsoviet.notebook_file import read_cells
from postsoviet.quiz import bank
from postsoviet.quiz.filling import HOLE
from postsoviet.traces.prose import Occurrence, markdown_blocks, occurrences

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def notebook_path(unit: str, folder: Path = NOTEBOOKS) -> Path:
    """Return the notebook of a unit.

    Raises
    ------
    CourseError
        When there is none.
    """
    found = sorted(folder.glob(f"{unit}_*.ipynb"))
    if not found:
        known = ", ".join(path.name[:2] for path in sorted(folder.glob("[0-9][0-9]_*.ipynb"))) or "none"
        raise CourseError(f"There is no notebook of unit '{unit}' in {folder.name}; there are: {known}.")
    return found[0]


def blocks(unit: str, folder: Path = NOTEBOOKS) -> Iterator[str]:
    """Yield the paragraphs of a unit's prose and of the feedback in its quiz, as plain text."""
    for cell in read_cells(notebook_path(unit, folder)):
        if cell["cell_type"] == "markdown":
            yield from markdown_blocks(cell["source"])
    if bank.exists(unit):
        for feedback in _feedback(bank.load(unit)):
            yield from markdown_blocks(feedback)


def unit_occurrences(unit: str, folder: Path = NOTEBOOKS) -> list[Occurrence]:
    """List the numbers of a unit's prose and quiz feedback, in their order."""
    return [occurrence for block in blocks(unit, folder) for occurrence in occurrences(block)]


def _feedback(questions: bank.Bank) -> Iterator[str]:
    for question in questions.questions:
        for text in question.explanations():
            # what an expression computes says itself where it comes from
            yield HOLE.sub(" ", text)
