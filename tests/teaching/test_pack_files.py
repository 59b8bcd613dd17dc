"""The whole pack: its files, its points, its bytes, and what the command says when it cannot be written."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from postsoviet.cli import main
from postsoviet.errors import CourseError
from postsoviet.exercises import exercises
from postsoviet.quiz.formats import FORMATS
from postsoviet.teaching.assignment import assignment, parse_points
from postsoviet.teaching.pack.autograder import autograder, requirements
from postsoviet.teaching.pack.content import bare, content
from postsoviet.teaching.pack.note import note_markdown
from postsoviet.teaching.pack.packing import pack, write

ROOT = Path(__file__).parents[2]
#: A library of widgets that otter loads is written for an older traitlets.
pytestmark = pytest.mark.filterwarnings("ignore:Traits should be given as instances:DeprecationWarning")


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_another_process_writes_the_same_bytes(tmp_path):
    steps = []
    made = pack(parse_points("1=2", assignment("09")), progress=lambda done, whole: steps.append((done, whole)))
    command = [sys.executable, "-m", "postsoviet", "unit", "pack", "09", "--points", "1=2", "--out", str(tmp_path / "pack")]
    # another order of sets
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    written = files_of(tmp_path / "pack")
    assert [name for name in made if made[name] != written.get(name)] == [] and made.keys() == written.keys()
    assert steps == [(done, len(FORMATS) + 5) for done in range(len(FORMATS) + 6)]
    assert {"README.md", "slides.html", "teaching-note.md", "teaching-note.html", "autograder/autograder.zip"} <= written.keys()
    assert "student/09_income_inequality.ipynb" in written
    assert "instructor/09_income_inequality-solutions.ipynb" in written
    # one report a format: the quiz is there in each
    assert sum(name.startswith("quiz/") and name.endswith("-report.md") for name in written) == len(FORMATS)
    assert b"--points 1=2 --out grades.csv" in written["README.md"]


def test_a_page_across_units_has_a_pack_without_a_quiz(tmp_path, capsys):
    target = tmp_path / "new" / "21.zip"
    assert main(["unit", "pack", "21", "--hidden-tests", "--out", str(target)]) == 0
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        assert not [name for name in names if name.startswith("quiz/")] and "slides.html" in names
        assert "quiz/" not in archive.read("README.md").decode()
    assert "4 points. Begin with README.md." in capsys.readouterr().out


def test_what_is_there_stays_unless_it_is_to_be_replaced(tmp_path, capsys):
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / "plan.md").write_text("also mine")
    assert main(["unit", "pack", "21", "--out", str(tmp_path)]) == 2
    assert "is there already; choose another --out, or replace its files with --force." in capsys.readouterr().err
    assert files_of(tmp_path) == {"README.md": b"mine", "plan.md": b"also mine"}
    assert main(["unit", "pack", "21", "--out", str(tmp_path), "--force"]) == 0
    assert (tmp_path / "README.md").read_text().startswith("# Pack of unit 21")
    assert (tmp_path / "plan.md").read_text() == "also mine"
    assert not list(tmp_path.glob(".pack-*"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["pack", "9"], "There is no unit '9' (did you mean '09'?)"),
        (["pack", "09", "--points", "6=1"], "--points: unit 09 has no exercise '6'"),
        (["pack", "09", "--points", ""], "--points: '' is not EXERCISE=POINTS"),
        (["zip", "99"], "There is no unit '99'"),
    ],
)
def test_a_bad_argument_is_one_sentence_and_writes_nothing(tmp_path, monkeypatch, capsys, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    assert main(["unit", *arguments]) == 2
    error = capsys.readouterr().err.strip().splitlines()
    assert len(error) == 1 and sentence in error[0] and not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
def test_a_place_that_cannot_be_written_is_named(tmp_path, name):
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="could not be written: .*; choose another --out.$"):
        write({"README.md": b""}, tmp_path / "file" / name)


def test_a_pack_that_breaks_off_leaves_what_was_there(tmp_path):
    (tmp_path / "README.md").write_text("mine")
    with pytest.raises(TypeError):
        write({"README.md": b"new", "slides.html": "no bytes"}, tmp_path)
    assert files_of(tmp_path) == {"README.md": b"mine"}


@pytest.mark.parametrize("unit", ["06", "09"])
def test_the_note_holds_what_a_teacher_needs(unit):
    one = assignment(unit)
    taught = content(one)
    note = note_markdown(one, taught, solutions="x.ipynb")
    for task in one.checked:
        assert all(mistake.why in note for mistake in exercises(unit)[task.id].mistakes)
    for number, prompt in enumerate(taught.prompts, 1):
        assert f"### {number}. {prompt.title}\n\n{prompt.text}\n\n*What a good answer holds:*\n\n{prompt.rubric}\n" in note
    assert len(taught.prompts) == 3 and bare(one.open[0].solution) in note
    assert "{" not in note.replace("{term}", "{") and "](#" not in note


def test_minutes_and_points_of_unit_09_are_those_added_up_by_hand():
    one = parse_points("5=6", assignment("09"))
    note = note_markdown(one, content(one), solutions="x.ipynb")
    # 10 + 10 + 10 + 10 + 20 minutes, 1 + 1 + 1 + 1 + 6 points
    assert "| Together | | 60 | 10 | |" in note and "| Exercises | 60 |" in note and "the 6 points of the exercise" in note
    assert "4. weigh what a what-if in which nobody reacts (*static*) can show, and what it leaves out" in note


def test_the_autograder_pins_the_environment_of_a_student():
    lines = requirements().splitlines()
    lock = (ROOT / "binder/requirements.txt").read_text("utf-8")
    assert len(lines) > 8 and all(f"\n{line}" in lock for line in lines)
    assert {"ipykernel", "numpy", "pandas", "plotly"} <= {line.partition("==")[0] for line in lines}
    with zipfile.ZipFile(io.BytesIO(autograder(assignment("09"), hidden=True))) as archive:
        names = archive.namelist()
        assert "files/postsoviet/teaching/receipt.py" in names and "files/data/datapackage.json" in names
        assert not [name for name in names if "__pycache__" in name or "/vendor/" in name or "grading" in name]
        assert "hidden=True" in archive.read("tests/1-09-gini.py").decode()


def test_other_verbs_do_not_load_the_graders():
    code = (
        "import sys; from postsoviet.cli import main; main(['data', 'list']);"
        "print(sorted({'otter', 'dask', 'distributed', 'nbformat', 'icalendar', 'pybtex'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stderr.strip() == "[]"
