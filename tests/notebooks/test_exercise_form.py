"""The form of an exercise: objective, minutes, starter, check or criteria, graded hints, and a folded solution behind them."""

import re
from functools import cache

import nbformat
import pytest
from notebook_files import NOTEBOOKS

from postsoviet.teaching.assignment import Task, assignment, folds

#: The same words in every unit: from where to look to everything but the answer.
HINTS = ("Hint 1: where to look", "Hint 2: a first step", "Hint 3: a plan")
TASKS = [
    pytest.param(path, task, id=f"{path.name[:2]}-{task.number}") for path in NOTEBOOKS for task in assignment(path.name[:2]).tasks
]
#: Longer than this, a hint is a text of its own.
MOST_WORDS = 75


@cache
def cells(path) -> list:
    """Return the cells of a notebook, read once."""
    return nbformat.read(path, as_version=4).cells


@cache
def folded(path) -> list[list[tuple[str, str]]]:
    """Return heading and text of the folds of each Markdown cell that has any."""
    parts = [list(folds(cell.source)) for cell in cells(path) if cell.cell_type == "markdown" and "{fold}" in cell.source]
    return [[(part.info.removeprefix("{fold} "), part.content.strip()) for part in several] for several in parts]


def headings_of_folds(path, task: Task) -> list[str]:
    """Return the headings of the folds of the cell that holds an exercise's solution, in order."""
    return next([heading for heading, _ in parts] for parts in folded(path) if task.solution in (text for _, text in parts))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_one_exercise_is_open_and_the_others_have_a_check(path):
    given = assignment(path.name[:2])
    assert [task.is_open for task in given.tasks] == [False] * (len(given.tasks) - 1) + [True], f"{path.name}: only the last is open"


@pytest.mark.parametrize(("path", "task"), TASKS)
def test_the_hints_are_graded_and_stand_before_the_solution(path, task):
    *hints, solution = headings_of_folds(path, task)
    assert 2 <= len(hints) <= 3 and tuple(hints) == HINTS[: len(hints)], f"call the folds {', '.join(HINTS)}; here: {hints}"
    assert solution.startswith("Solution"), "fold the solution behind the hints"


@pytest.mark.parametrize(("path", "task"), TASKS)
def test_a_hint_is_short_and_plain(path, task):
    for hint in task.hints:
        assert len(hint.split()) <= MOST_WORDS, f"{len(hint.split())} words: {hint}"
        assert hint.rstrip("`*\"'").endswith((".", "?", "!")), f"end with a sentence: {hint}"
        assert not re.search("[\u2013\u2014]| - ", hint), f"no dash as punctuation: {hint}"
    assert len({*task.hints}) == len(task.hints), "each hint must say more than the one before"


@pytest.mark.parametrize(("path", "task"), TASKS)
def test_a_hint_points_to_what_the_page_has(path, task):
    """A title in italics is a heading, an explorer or a label of the page, so that a reader can find it."""
    page = "\n".join(cell.source for cell in cells(path))
    for hint in task.hints:
        page = page.replace(hint, "")
    for title in re.findall(r"(?<![*\w])\*([A-Z][^*\n]+)\*(?![*\w])", " ".join(task.hints)):
        assert title in page, f"the page has no '{title}'"


@pytest.mark.parametrize(("path", "task"), TASKS)
def test_objectives_and_minutes_are_those_of_the_unit(path, task):
    text = "\n".join(cell.source for cell in cells(path) if cell.cell_type == "markdown")
    listed = re.findall(r"^(\d)\. ", text[text.index("will be able to") :].partition("\n#")[0].partition("\n**What the data")[0], re.M)
    assert {*task.objectives} <= {*map(int, listed)}, f"objectives {task.objectives} of {len(listed)}"
    assert 5 <= task.minutes <= 40


@pytest.mark.parametrize(("path", "task"), [one for one in TASKS if one.values[1].is_open])
def test_an_open_exercise_says_how_it_is_judged(path, task):
    assert "how to judge" in headings_of_folds(path, task)[-1]
    criteria = re.findall(r"^(?:\d\.|-) ", task.solution, re.M)
    assert 4 <= len(criteria) <= 6 and re.search(r"^One point", task.solution, re.M)
