"""The notebooks of a pack: students get no solution, and the instructor's copy passes every check, on a fresh kernel."""

import re
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from postsoviet.errors import CourseError
from postsoviet.exercises import exercises
from postsoviet.teaching.assignment import assignment, folds, notebooks_folder, parse_points
from postsoviet.teaching.pack.autograder import autograder
from postsoviet.teaching.pack.notebooks import instructor_notebook, solved, student_notebook
from postsoviet.teaching.receipt import check

UNITS = sorted(path.name[:2] for path in notebooks_folder().glob("[0-9][0-9]_*.ipynb"))
#: A library of widgets that otter loads is written for an older traitlets.
pytestmark = pytest.mark.filterwarnings("ignore:Traits should be given as instances:DeprecationWarning")


def cells(text: str) -> list:
    return nbformat.reads(text, as_version=4).cells


def run(text: str) -> dict[str, str]:
    """Run a notebook from top to bottom in a fresh kernel; return what each check cell said, by its id."""
    notebook = nbformat.reads(text, as_version=4)
    folder = {"metadata": {"path": str(notebooks_folder())}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=folder, extra_arguments=["--log-level=ERROR"]).execute()
    return {
        cell.id: cell.outputs[0].data["text/plain"]
        for cell in notebook.cells
        if cell.metadata.get("postsoviet", {}).get("role") == "check"
    }


def secrets(unit: str) -> set[str]:
    """Return every line of a solution, of a rubric, and of what a good answer holds."""
    original = nbformat.read(assignment(unit).path, as_version=4).cells
    markdown = [cell.source for cell in original if cell.cell_type == "markdown"]
    kept = [fold.content for text in markdown for fold in folds(text) if not fold.info.startswith("{fold} Hint")]
    assert len(kept) >= len(assignment(unit).tasks) + 3
    return {line.strip("` -") for text in kept for line in text.splitlines() if len(line.strip()) > 25}


@pytest.mark.parametrize("unit", UNITS)
def test_no_solution_stands_in_the_students_copy(unit):
    original = nbformat.read(assignment(unit).path, as_version=4).cells
    code = "\n".join(cell.source for cell in original if cell.cell_type == "code")
    copy = cells(student_notebook(assignment(unit)))
    sources = "\n".join(cell.source for cell in copy)
    # a line that the unit itself shows a reader, in a chart's code, is no secret
    told = [line for line in secrets(unit) if line in sources and line not in code]
    assert not told, told
    assert "Solution" not in sources and "What a good answer holds" not in sources
    assert not any(cell.get("outputs") for cell in copy), "an output can hold an answer"
    for task in assignment(unit).tasks:
        assert all(hint.splitlines()[0].split("`")[0].split("{")[0][:30] in sources for hint in task.hints)


@pytest.mark.parametrize("unit", ["05", "09", "21"])
def test_every_code_cell_keeps_its_id_and_only_the_starters_are_solved(unit):
    unchanged = nbformat.read(assignment(unit).path, as_version=4).cells
    original = {cell.id: cell.source for cell in unchanged if cell.cell_type == "code"}
    for text in (student_notebook(assignment(unit)), instructor_notebook(assignment(unit))):
        found = {cell.id: cell.source for cell in cells(text) if cell.cell_type == "code" and cell.id in original}
        assert found.keys() == original.keys()
        changed = {name for name in original if found[name] != original[name]}
        assert changed == (set() if "pack-student" in text else {task.starter_id for task in assignment(unit).checked})


def test_the_cells_of_an_exercise_say_so_and_the_first_cells_what_it_is():
    unit = parse_points("1=2.5,5=4", assignment("09"))
    title, student, *rest = cells(student_notebook(unit))
    assert title.source.startswith("# Income inequality in Kyrgyzstan and social benefits")
    assert "| 1. A Gini coefficient by hand | 10 | 2.5 |" in title.source and "| Together | 60 | 9.5 |" in title.source
    assert 'student_name = ""' in student.source and "Hand in" in rest[-1].source
    marked = [cell.metadata["postsoviet"] | {"cell": cell.id} for cell in rest if "postsoviet" in cell.metadata]
    assert marked[0] == {"exercise": 1, "id": "09-gini", "points": 2.5, "role": "answer", "cell": "8a531807"}
    assert marked[1] == {"exercise": 1, "id": "09-gini", "points": 2.5, "role": "check", "cell": "807ea3f2"}
    assert len(marked) == 9 and marked[-1]["id"] is None


def test_the_students_copy_of_a_qualitative_unit_runs_and_every_check_is_open():
    said = run(student_notebook(assignment("06")))
    assert len(said) == 4 and all(text.startswith("Not answered yet.") for text in said.values())


def test_the_instructors_copy_of_a_qualitative_unit_passes_every_check():
    said = run(instructor_notebook(assignment("06")))
    assert len(said) == 4 and all(text.startswith("Right.") for text in said.values())


@pytest.mark.parametrize(
    ("copy", "hidden", "expected"), [("instructor", False, "8.500 / 8.500"), ("student", True, "0.000 / 8.500")]
)
def test_otter_itself_gives_the_solved_copy_every_point_and_the_students_none(tmp_path, copy, hidden, expected):
    unit = parse_points("1=2,2=4.5,5=7", assignment("09"))
    (tmp_path / "autograder.zip").write_bytes(autograder(unit, hidden=hidden))
    text = instructor_notebook(unit) if copy == "instructor" else student_notebook(unit, hidden=hidden)
    (tmp_path / "unit.ipynb").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "otter", "run", "-a", "autograder.zip", "--no-logo", "unit.ipynb"],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert f"Total Score: {expected}" in done.stdout, done.stdout + done.stderr
    result = (tmp_path / "results.json").read_text("utf-8")
    assert result.count("Not answered yet") == (4 if copy == "student" else 0)
    assert ('"visibility": "hidden"' in result) is hidden


def test_hidden_tests_are_not_in_the_students_copy():
    shown, hidden = (cells(student_notebook(assignment("09"), hidden=one)) for one in (False, True))
    sources = "\n".join(cell.source for cell in hidden)
    assert "from postsoviet.exercises import check" not in sources
    assert "from postsoviet.teaching.receipt import check" in sources
    # the first cell says what a check tells, and the setup cell where it comes from; nothing else differs
    assert [a.id for a, b in zip(shown, hidden, strict=True) if a.source != b.source] == ["pack-welcome", "773c8257"]


def test_a_receipt_says_the_same_of_a_right_and_of_a_wrong_answer():
    for unit in ("06", "09"):
        for name, exercise in exercises(unit).items():
            right = exercise.answer()
            wrong = exercise.mistakes[0].answer()
            assert exercise.judge(wrong).status == "wrong"
            assert check(name, right) == check(name, wrong) and check(name, right).status == "answered"
            assert check(name, ...).status == "open" and exercise.task in str(check(name, ...))
    short = check("09-annex3-row", [1, 2])
    assert short.status == "unreadable" and str(short).startswith("This cannot be graded as it is.") and "7" in short.why
    assert 'role="status"' in check("09-gini", 3)._repr_mimebundle_()["text/html"]
    with pytest.raises(CourseError, match="did you mean '09-gini'"):
        check("09-gin", 3)


def test_a_starter_that_sets_its_answer_twice_is_refused():
    task = assignment("09").tasks[0]
    with pytest.raises(CourseError, match="'09-gini' should set my_gini once"):
        solved(task, "my_gini = 1\nmy_gini = 2")
    assert re.search(r"^points = ", solved(task, "a = 1\nmy_gini = ...\nb = 2"), re.M)
