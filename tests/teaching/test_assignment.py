"""A unit's notebook is read as an assignment: what a person sees in it, typed off by hand, is the oracle."""

import nbformat
import pytest

from postsoviet.errors import CourseError
from postsoviet.exercises import exercises
from postsoviet.exercises.exercise import Exercise
from postsoviet.teaching.assignment import assignment, notebooks_folder, parse_points, read

NOTEBOOKS = sorted(notebooks_folder().glob("[0-9][0-9]_*.ipynb"))
#: id, number, title, objectives, minutes, answer, starter cell, check cell, first word of the solution's code
UNIT_09 = [
    ("09-gini", 1, "A Gini coefficient by hand", (1,), 10, "my_gini", "8a531807", "807ea3f2", "points"),
    ("09-annex3-row", 2, "One row of Annex 3", (2,), 10, "my_changes", "0b6b68f3", "feaad821", "new"),
    ("09-aim-and-size", 3, "Aim and size", (3,), 10, "my_aim_and_size", "d4cf20fb", "60c27465", "my_aim_and_size"),
    ("09-soms-needed", 4, "How much money would it take?", (5,), 10, "my_soms", "20099a4b", "2e55cd15", "my_soms"),
    (None, 5, "Your own rule", (4,), 20, None, "efa36f54", None, None),
]
UNIT_02 = [
    ("02-share-of-a-share", 1, "A share of a share", (1,), 10, "my_share", "adbecacc", "63a6f746", "my_share"),
    ("02-year-and-decade", 2, "One year beside a decade", (2,), 10, "my_multiple", "ab3110a1", "a1d4fbb0", "my_multiple"),
    ("02-almaty-range", 3, "What growth do two rounded numbers allow?", (4,), 15, "my_range", "8df41554", "f564cdf0", None),
    ("02-claims", 4, "Claims and destinations", (3,), 15, "my_verdicts", "9ae9b502", "4152018f", "my_verdicts"),
    (None, 5, "A note about a lost map", (5,), 20, None, "14119b04", None, None),
]


@pytest.mark.parametrize(("unit", "expected"), [("09", UNIT_09), ("02", UNIT_02)])
def test_every_field_is_what_the_notebook_shows(unit, expected):
    tasks = assignment(unit).tasks
    fields = [
        (t.id, t.number, t.title, t.objectives, t.minutes, t.answer_name, t.starter_id, t.check_id) for t in tasks
    ]  # fmt: skip
    assert fields == [row[:8] for row in expected]
    for task, row in zip(tasks, expected, strict=True):
        assert row[8] is None or task.solution_code.split()[0] == row[8]
        assert task.points == 1
        assert task.is_open is (task.id is None)


def test_texts_hints_and_solution_are_those_of_the_exercise():
    gini = assignment("09").tasks[0]
    assert gini.text.startswith("Compute the grouped Gini coefficient of 2008") and "fold" not in gini.text
    assert gini.hints and "fractions" in " ".join(gini.hints) and "```" not in " ".join(gini.hints)
    assert gini.solution.startswith("Each pair of neighbours") and gini.solution.endswith("is missing.")
    assert gini.solution_code.splitlines()[1] == "my_gini = 100 * (1 - np.sum((points[1:] + points[:-1]) / 10))"
    rule = assignment("09").tasks[4]
    assert rule.solution.startswith("One point each:") and rule.solution_code is None


def test_several_objectives():
    assert assignment("08").tasks[4].objectives == (3, 4, 5)
    assert assignment("22").tasks[3].objectives == (1, 2, 3, 4)
    assert assignment("12").tasks[4].objectives == (3, 5)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_notebook_can_be_assigned(path):
    unit = assignment(path.name[:2])
    assert [task.number for task in unit.tasks] == [*range(1, len(unit.tasks) + 1)]
    assert {task.id for task in unit.checked} == set(exercises(unit.unit))
    assert all(isinstance(exercises(unit.unit)[task.id], Exercise) for task in unit.checked)
    assert all(task.hints and task.solution_code for task in unit.checked)
    assert len(unit.open) == 1 and unit.open[0].number == len(unit.tasks)
    cells = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
    for task in unit.tasks:
        assert cells[task.starter_id].cell_type == "code"
        if not task.is_open:
            assert f'check("{task.id}", {task.answer_name})' in cells[task.check_id].source
            assert f"{task.answer_name} = " in cells[task.starter_id].source
            compile(task.solution_code, task.id, "exec")


@pytest.mark.parametrize(("unit", "sentence"), [("9", "did you mean '09'"), ("99", "the units are: 01, 02"), ("x/..", "no unit")])
def test_an_unknown_unit_is_one_clear_sentence(unit, sentence):
    with pytest.raises(CourseError, match=sentence):
        assignment(unit)


def test_points_by_number_and_by_id():
    points = [task.points for task in parse_points("1=2, 09-soms-needed = 2.5,5=0", assignment("09")).tasks]
    assert points == [2, 1, 1, 2.5, 0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1", "'1' is not EXERCISE=POINTS"),
        ("", "'' is not EXERCISE=POINTS"),
        ("1=2,5", "'5' is not EXERCISE=POINTS"),
        ("6=1", "no exercise '6'; its exercises are 1 to 5"),
        ("09-gin=1", "did you mean '09-gini'"),
        ("1=two", "'two' for exercise 1 is not a number"),
        ("1=-1", "'-1' for exercise 1 is not a number from 0 to 1000"),
        ("1=nan", "'nan' for exercise 1"),
        ("1=2,09-gini=3", "given points twice"),
        ("1=0,2=0,3=0,4=0,5=0", "no exercise would earn a point"),
    ],
)
def test_bad_points_are_one_clear_sentence(text, sentence):
    with pytest.raises(CourseError) as raised:
        parse_points(text, assignment("09"))
    assert sentence in str(raised.value) and str(raised.value).startswith("--points: ")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("*Objective 1, 10 minutes.*", "Objective 1."), "exercise 1: start its text with a line like"),
        (("````{fold} Solution\nEach", "````{fold} Answer\nEach"), "exercise 1: give it a code cell to start from, and one folded"),
        (("my_gini = ...", "gini = ..."), "exercise 1: no cell of it sets the variable 'my_gini'"),
        (("my_gini = ...", "my_gini = = 1"), "exercise 1: the code of a cell cannot be read as Python at 'my_gini = = 1"),
        (("my_gini = ...", "my_gini = " + "(" * 5_000), "exercise 1: the code of a cell cannot be read as Python at"),
        (("my_gini = ...", "my_gini = " + "-" * 100_000 + "1"), "exercise 1: the code of a cell cannot be read as Python"),
        (("my_gini = ...", "my_gini = '\0'"), "exercise 1: the code of a cell cannot be read as Python"),
        (("### Exercise", "### Task"), "has no heading '### Exercise 1. Title'"),
    ],
)
def test_an_exercise_that_is_not_in_the_house_form_is_named(tmp_path, change, sentence):
    notebook = nbformat.read(assignment("09").path, as_version=4)
    for cell in notebook.cells:
        cell.source = cell.source.replace(*change)
    nbformat.write(notebook, tmp_path / "09_broken.ipynb")
    with pytest.raises(CourseError, match="^09_broken.ipynb") as raised:
        read(tmp_path / "09_broken.ipynb")
    assert sentence in str(raised.value)
