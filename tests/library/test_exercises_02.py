"""The exercises of unit 02: right answers pass, known mistakes are met, and nothing is given away."""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest

from postsoviet.exercises import check
from postsoviet.exercises.unit_02 import EXERCISES, almaty_range, exchange, share_of_a_share, year_and_decade

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "02_migration.ipynb"


def markdown() -> str:
    """All Markdown of the notebook."""
    return "\n".join(cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "markdown")


def test_answers_against_arithmetic_by_hand():
    assert share_of_a_share() == pytest.approx(0.69 * 0.47 * 100)
    assert year_and_decade() == pytest.approx(80_000 / 30_800)
    assert almaty_range() == pytest.approx([100 * (1.665 / 1.075 - 1), 100 * (1.675 / 1.065 - 1)])
    assert exchange() == pytest.approx([0.40 * (14 + 10), 0.33 * (24 + 5)])


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_the_right_answer_passes_in_any_number_type(exercise):
    answer = exercise.answer()
    assert check(exercise.id, answer).passed
    assert check(exercise.id, np.asarray(answer, dtype=np.float32) * 1.0).passed
    assert check(exercise.id, ...).status == "open"


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_each_known_mistake_meets_its_own_sentence(exercise):
    said = [exercise.judge(mistake.answer()) for mistake in exercise.mistakes]
    assert all(verdict.status == "wrong" for verdict in said)
    assert [verdict.why for verdict in said] == [mistake.why for mistake in exercise.mistakes]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_wild_answer_gets_the_general_sentence(exercise):
    wild = np.full(np.size(exercise.answer()), 987.0)
    assert exercise.judge(wild).why == exercise.wrong


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_no_sentence_for_an_unsolved_exercise_holds_the_answer(exercise):
    texts = " ".join([exercise.task, exercise.wrong, *(mistake.why for mistake in exercise.mistakes)])
    spoken = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", texts)}
    for value in np.atleast_1d(exercise.answer()):
        assert not any(abs(value - number) <= exercise.tolerance for number in spoken)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_the_folded_solution_passes_its_check(exercise):
    section = next(part for part in markdown().split("### Exercise ")[1:] if solution_names(part) & checked_name(exercise.id))
    program = re.search(r"```python\n(.*?)```", section, re.S)[1]
    names: dict = {}
    setup = next(cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code")
    exec(setup, names)
    exec("north, south = printed('North'), printed('South')", names)
    exec(program, names)
    assert check(exercise.id, names[next(iter(checked_name(exercise.id)))]).passed


def solution_names(section: str) -> set[str]:
    """Names that the solution of a section assigns."""
    return set(re.findall(r"^(my_\w+) =", section, re.M))


def checked_name(identifier: str) -> set[str]:
    """Name of the variable that a check cell of the notebook hands over."""
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    return {
        match[1]
        for cell in cells
        if cell.cell_type == "code" and (match := re.fullmatch(rf'check\("{identifier}", (my_\w+)\)', cell.source.strip()))
    }


def test_every_exercise_has_a_check_cell():
    for exercise in EXERCISES:
        assert checked_name(exercise.id), f"the notebook has no cell check(\"{exercise.id}\", my_...)"
