"""The exercises of every unit: the printed solution passes, each known mistake meets its sentence, nothing is told."""

import contextlib
import io
import re
from functools import cache

import nbformat
import numpy as np
import pytest
from notebook_files import NOTEBOOKS

from postsoviet.exercises import check, exercises
from postsoviet.exercises.answers import Numbers
from postsoviet.explore import Explorer

UNITS = {path.name[:2]: path for path in NOTEBOOKS}
ALL = [pytest.param(unit, one, id=one.id) for unit in UNITS for one in exercises(unit).values()]
_CHECK = re.compile(r'check\("(?P<id>[\w-]+)", (?P<name>\w+)\)')
_SOLUTION = re.compile(r"\{fold\} Solution.*?```python\n(.*?)```", re.S)


@cache
def solutions(unit: str) -> dict[str, object]:
    """Run a unit from its first cell; at each check cell put the printed solution in, and return the answers by id."""
    cells = nbformat.read(UNITS[unit], as_version=4).cells
    names: dict = {}
    found: dict[str, object] = {}
    for place, cell in enumerate(cells):
        if cell.cell_type != "code" or cell.source.startswith("quiz("):
            continue
        with contextlib.redirect_stdout(io.StringIO()):
            exec(cell.source, names)
        if checked := _CHECK.search(cell.source):
            after = next(other.source for other in cells[place + 1 :] if "{fold} Solution" in other.source)
            if program := _SOLUTION.search(after):
                worked = dict(names)
                exec(program[1], worked)
                found[checked["id"]] = worked[checked["name"]]
    return found


@pytest.fixture(autouse=True)
def _no_explorers(monkeypatch):
    # their states have tests of their own, and take most of the time
    monkeypatch.setattr(Explorer, "show", lambda self: None)


@pytest.mark.parametrize(("unit", "exercise"), ALL)
def test_the_printed_solution_passes(unit, exercise):
    found = solutions(unit)
    assert exercise.id in found, f"give {exercise.id} a check cell and a folded solution with Python that sets its variable"
    assert check(exercise.id, found[exercise.id]).passed, f"the solution of {exercise.id} gives {found[exercise.id]!r}"


@pytest.mark.parametrize(("unit", "exercise"), ALL)
def test_the_right_answer_passes_in_any_number_type(unit, exercise):
    answer = exercise.answer()
    assert check(exercise.id, answer).passed
    if isinstance(exercise.kind(), Numbers):
        assert check(exercise.id, np.asarray(answer, dtype=np.float32) * 1.0).passed


@pytest.mark.parametrize(("unit", "exercise"), [one for one in ALL if isinstance(one.values[1].kind(), Numbers)])
def test_a_wild_answer_gets_the_general_sentence(unit, exercise):
    wild = np.full(np.size(exercise.answer()), 987_654.0)
    assert exercise.judge(wild).why == exercise.wrong


@pytest.mark.parametrize(("unit", "exercise"), ALL)
def test_an_exercise_belongs_to_its_unit(unit, exercise):
    assert exercise.id.startswith(f"{unit}-")


@pytest.mark.parametrize(("unit", "exercise"), ALL)
def test_no_answer_shows_the_task(unit, exercise):
    assert check(exercise.id, ...).status == "open"


@pytest.mark.parametrize(("unit", "exercise"), ALL)
def test_each_known_mistake_meets_its_own_sentence(unit, exercise):
    said = [exercise.judge(mistake.answer()) for mistake in exercise.mistakes]
    assert exercise.mistakes, f"{exercise.id}: name at least one mistake that students will make"
    assert all(verdict.status == "wrong" for verdict in said)
    assert [verdict.why for verdict in said] == [mistake.why for mistake in exercise.mistakes]


@pytest.mark.parametrize(("unit", "exercise"), ALL)
def test_no_sentence_for_an_unsolved_exercise_holds_the_answer(unit, exercise):
    texts = " ".join([exercise.task, exercise.wrong, *(mistake.why for mistake in exercise.mistakes)])
    answer = exercise.answer()
    if isinstance(answer, str | dict | set | frozenset) or any(isinstance(one, str) for one in np.atleast_1d(answer)):
        if isinstance(answer, str):
            assert not re.search(rf"\b{re.escape(answer)}\b", texts, re.I), f"{exercise.id} tells its answer"
        return
    spoken = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", texts)}
    for value in np.atleast_1d(answer):
        assert not any(abs(abs(value) - number) <= exercise.tolerance for number in spoken), f"{exercise.id} tells {value}"


@pytest.mark.parametrize("unit", UNITS)
def test_every_exercise_is_in_the_notebook(unit):
    missing = set(exercises(unit)) - set(solutions(unit))
    assert not missing, f"unit {unit} checks {sorted(missing)}, which its notebook does not ask"
