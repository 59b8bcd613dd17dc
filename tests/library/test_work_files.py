"""A student's notebook goes into one file and comes back; nothing is overwritten, and every trouble is one sentence."""

import io
import json
import os
import zipfile

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from postsoviet.cli import main
from postsoviet.errors import CourseError
from postsoviet.work import file
from postsoviet.work.notebooks import current, opened, unit_of
from postsoviet.work.returning import place

ROOT = Path(__file__).parents[2]


def notebook(unit="09", code="my_gini = 1"):
    """Return a notebook as small as can be, as bytes."""
    card = f"# Title\n\n```{{unit-card}} {unit}\n```\n"
    cells = [{"cell_type": "markdown", "source": card}, {"cell_type": "code", "source": [code], "outputs": []}]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


ANSWERS = json.dumps({"format": "postsoviet my work", "version": 1, "units": {"09": {"kept": {}}}})


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of units, as a kernel has it for its working folder."""
    (tmp_path / "09_income_inequality.ipynb").write_bytes(notebook())
    (tmp_path / "02_migration.ipynb").write_bytes(notebook("02"))
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return tmp_path


# -- finding the notebook ----------------------------------------------------------------------


def test_the_notebook_of_the_kernel_counts_and_else_the_one_saved_last(folder, monkeypatch):
    mine = folder / "09_income_inequality-mine.ipynb"
    mine.write_bytes(notebook(code="mine"))
    os.utime(mine, (1, 1))
    assert current("09", folder).path.name == "09_income_inequality.ipynb"
    os.utime(folder / "09_income_inequality.ipynb", (0, 0))
    assert current("09", folder).path == mine
    monkeypatch.setenv("JPY_SESSION_NAME", "notebooks/09_income_inequality.ipynb")
    assert current(None, folder).path.name == current("09", folder).path.name == "09_income_inequality.ipynb"
    # a kernel may be asked for another unit than its own
    assert current("02", folder).unit == "02"


def test_the_unit_is_told_whatever_the_file_is_called():
    assert unit_of("Untitled.ipynb", notebook("15")) == "15"
    assert unit_of("unit 02_x.ipynb", b'{"cells": []}') == "02"


@pytest.mark.parametrize("path", sorted((ROOT / "units").glob("*.ipynb")), ids=lambda path: path.stem)
def test_the_unit_of_a_student_s_own_notebook_is_known(path):
    assert unit_of("Untitled.ipynb", path.read_bytes()) == path.stem[:2]


def test_how_old_the_saved_notebook_is(folder):
    path = folder / "09_income_inequality.ipynb"
    assert opened(path).minutes == 0
    long_ago = path.stat().st_mtime - 600
    os.utime(path, (long_ago, long_ago))
    assert opened(path).minutes == 10


@pytest.mark.parametrize(
    ("unit", "sentence"), [(None, r'save_my_work\("09"\)'), ("77", "no notebook of unit '77' in the folder")]
)
def test_a_notebook_that_is_not_there(folder, unit, sentence):
    with pytest.raises(CourseError, match=sentence):
        current(unit, folder)


# -- there and back ----------------------------------------------------------------------------


def test_the_file_holds_the_notebook_byte_for_byte_and_is_the_same_each_time(folder):
    target = file.write(current("09", folder), ANSWERS)
    first = target.read_bytes()
    assert target.name == "my-work-09.zip" and file.write(current("09", folder), ANSWERS).read_bytes() == first
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["09_income_inequality.ipynb", "my-work.json"]
        assert archive.read("09_income_inequality.ipynb") == notebook()
    found = file.read(target)
    assert found.notebooks == {"09_income_inequality.ipynb": notebook()}
    assert (found.answers, found.troubles) == (ANSWERS, ())


def test_nothing_is_overwritten(folder):
    mine, other = notebook(code="mine"), notebook(code="another day")
    name = "09_income_inequality.ipynb"
    names = [path.name for content in (mine, mine, other, notebook()) for _, path in place({name: content}, folder)]
    assert names == [f"{name[:-6]}-mine.ipynb", f"{name[:-6]}-mine.ipynb", f"{name[:-6]}-mine-2.ipynb", name]
    assert (folder / name).read_bytes() == notebook()
    assert (folder / names[0]).read_bytes() == mine and (folder / names[2]).read_bytes() == other
    # what was put beside it is saved, and comes back under its own name
    (said, path), = place({names[0]: other}, folder)
    assert path.name == names[2] and "is here already" in said


def test_what_a_zip_holds_besides_is_said_and_no_path_leaves_the_folder(folder, tmp_path):
    path = tmp_path / "w.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../09_far.ipynb", notebook())
        archive.writestr("..\\..\\02_far.ipynb", notebook("02"))
        archive.writestr("notes.txt", "hello")
        archive.writestr("cut.ipynb", notebook()[:50])
        archive.writestr("my-work.json", '{"format": "postsoviet my work", "version": 7, "units": {}}')
    found = file.read(path)
    assert {*found.notebooks} == {"09_far.ipynb", "02_far.ipynb"} and not found.answers
    assert "notes.txt is neither" in found.troubles[0] and "cut.ipynb is no notebook" in found.troubles[1]
    assert "another version" in found.troubles[2]
    assert {target.parent for _, target in place(found.notebooks, folder)} == {folder}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "neither a notebook"), (b"PK\x03\x04rest", "damaged and cannot be unpacked"),
        (notebook()[:-20], "neither a notebook"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_opened_changes_nothing(folder, content, sentence):
    path = folder / "work.zip"
    path.write_bytes(content)
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    with pytest.raises(CourseError, match=sentence):
        file.read(path)
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place_of=st.integers(0, 700), value=st.integers(0, 255), cut=st.booleans())
def test_any_damage_is_read_or_one_sentence(tmp_path, place_of, value, cut):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("09_income_inequality.ipynb", notebook())
        archive.writestr("my-work.json", ANSWERS)
    content = bytearray(packed.getvalue())
    at = min(place_of, len(content) - 1)
    content[at] = value
    path = tmp_path / "damaged.zip"
    path.write_bytes(content[:at] if cut else content)
    try:
        found = file.read(path)
        assert found.notebooks or found.answers
    except CourseError as error:
        assert "\n" not in str(error)


# -- on the command line -----------------------------------------------------------------------


def test_save_and_open_in_a_terminal(folder, tmp_path, capsys):
    assert main(["work", "save", "09", "--folder", str(folder)]) == 0
    assert "09_income_inequality.ipynb as it was saved" in capsys.readouterr().out
    away = tmp_path / "another machine"
    away.mkdir()
    assert main(["work", "open", str(folder / "my-work-09.zip"), "--folder", str(away)]) == 0
    assert (away / "09_income_inequality.ipynb").read_bytes() == notebook()
    assert main(["work", "open", str(folder / "nothing.zip")]) == 2
    assert "check the name, or upload the file first" in capsys.readouterr().err
    (folder / "cut.json").write_text("{")
    assert main(["work", "open", str(folder / "cut.json")]) == 2
    with zipfile.ZipFile(folder / "half.zip", "w") as archive:
        archive.writestr("02_migration.ipynb", notebook("02"))
        archive.writestr("my-work.json", "{")
    assert main(["work", "open", str(folder / "half.zip"), "--folder", str(away)]) == 1
    assert "my-work.json is damaged" in capsys.readouterr().err and (away / "02_migration.ipynb").exists()
