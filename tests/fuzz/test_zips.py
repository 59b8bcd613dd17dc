"""No zip file writes outside the folder, fills the memory, hides a file behind another, or gives a traceback."""

from __future__ import annotations

import json
import os
import re
import resource
from pathlib import Path

import pytest
from hostile_zips import hostile, zip_of
from hypothesis import given, settings
from hypothesis import strategies as st

from postsoviet.cli import main
from postsoviet.teaching.assignment import assignment
from postsoviet.teaching.grading.submissions import gather
from postsoviet.unpacking import Unreadable, bare_name, unpacked

ROOT = Path(__file__).parents[2]
INSIDE = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
    {"cell_type": "code", "metadata": {}, "id": "a", "execution_count": None, "outputs": [], "source": 'check("09-gini", 1)'},
]}).encode()  # fmt: skip
ZIPS = hostile(INSIDE)
WITH_NOTEBOOK = {
    "up", "absolute", "windows up", "windows drive", "windows device", "windows stream", "network share", "link", "twice",
    "right to left", "new line", "long",
}  # fmt: skip


@pytest.mark.parametrize("name", ZIPS)
def test_a_zip_of_a_students_work_stays_in_its_folder(tmp_path, capsys, name):
    folder = tmp_path / "deep" / "units"
    folder.mkdir(parents=True)
    (tmp_path / "my-work-09.zip").write_bytes(ZIPS[name])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    code = main(["work", "open", str(tmp_path / "my-work-09.zip"), "--folder", str(folder)])
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1000
    assert grown < 600, f"it took {grown:.0f} MB"
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    outside = [path for path in tmp_path.rglob("*") if path.is_file() and folder not in path.parents]
    assert outside == [tmp_path / "my-work-09.zip"]
    written = [*folder.rglob("*")]
    assert all(path.is_file() and not path.is_symlink() and path.parent == folder for path in written)
    if name in WITH_NOTEBOOK:
        assert code in (0, 1) and written
    else:
        assert code == 2 and not written and len(said.err.splitlines()) == 1


def test_two_files_of_one_name_are_both_kept(tmp_path):
    (tmp_path / "my-work-09.zip").write_bytes(ZIPS["twice"])
    assert main(["work", "open", str(tmp_path / "my-work-09.zip"), "--folder", str(tmp_path)]) == 0
    sizes = sorted(path.stat().st_size for path in tmp_path.glob("*.ipynb"))
    assert sizes == [len(INSIDE), len(INSIDE) + 1, len(INSIDE) + 2]


def test_a_class_of_hostile_zips_is_told_of_one_by_one(tmp_path):
    for name, content in ZIPS.items():
        (tmp_path / f"{name}.zip").write_bytes(content)
    found = gather([tmp_path], assignment("09"), tmp_path / "out")
    # a zip file with several notebooks in folders of their own may be several students
    assert len(found) >= len(ZIPS)
    for one in found:
        for note in one.files:
            assert note.why.isprintable() and "Traceback" not in note.why
        assert one.handed or one.refusal, one.label
    assert {path.suffix for path in tmp_path.rglob("*") if path.is_file()} == {".zip"}


@settings(settings.get_profile("fuzz"))
@given(name=st.text(max_size=400) | st.sampled_from(["..", "a/..", "CON", "aux.txt", "c:x", "a:b", "x" * 300, "é" * 300, " . ", "\ud800"]))
def test_a_bare_name_is_a_files_own_name_on_every_system(tmp_path, name):
    bare = bare_name(name)
    assert bare == bare_name(bare) and bare not in ("", ".", "..")
    assert not re.search(r'[\\/:<>"|?*\x00-\x1f]', bare) and len(bare.encode()) <= 255
    assert os.path.basename(bare) == bare
    (tmp_path / bare).write_bytes(b"")
    (tmp_path / bare).unlink()


def test_what_comes_out_of_a_zip_is_counted(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of([(str(n), bytes(1000)) for n in range(5)]))
    with unpacked(path, 2500) as archive:
        assert [len(archive.read(part, 5000)) for part in archive.parts[:3]] == [1000, 1000, 1000]
        with pytest.raises(Unreadable, match="too many bytes"):
            archive.read(archive.parts[3], 5000)


def test_nothing_else_unpacks_an_archive():
    allowed = {"postsoviet/unpacking.py", "postsoviet/zipped.py"}
    for folder in ("postsoviet", "book", "tools"):
        for path in (ROOT / folder).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            text = path.read_text("utf-8")
            assert not re.search(r"\.extractall\(|unpack_archive|archive\.extract\(", text), f"{name} unpacks to the disk"
            assert name in allowed or "zipfile.ZipFile(" not in text, f"{name} opens a zip by itself; use postsoviet.unpacking"
