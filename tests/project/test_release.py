"""A release: every part or none, with checksums that fit, the same bytes again, and a tag that is the version."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import release

from postsoviet.zipped import zipped

ROOT = Path(__file__).parents[2]


@pytest.fixture
def built(tmp_path) -> Path:
    """A folder as the site and the PDFs leave it."""
    for name, content in {
        "html/course.zip": zipped({"index.html": "x"}), "html/data/course-data.zip": zipped({"a.csv": "x"}),
        "pdf/course.pdf": b"%PDF", "pdf/units/02.pdf": b"%PDF 2", "pdf/units/01.pdf": b"%PDF 1",
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


QUICK = (release.course_zip, release.data_package, release.papers)


def test_the_parts_lie_side_by_side_with_their_sums(built):
    (built / "release").mkdir()
    (built / "release" / "of-last-year.zip").write_bytes(b"")
    folder = release.gather(built, QUICK)
    sums = dict(reversed(line.split("  ")) for line in (folder / release.SUMS).read_text().splitlines())
    assert [*sums] == ["course-data.zip", "course.pdf", "course.zip", "units-pdf.zip"]
    assert {path.name for path in folder.iterdir()} == {*sums, release.SUMS}
    for name, value in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == value
    with zipfile.ZipFile(folder / "units-pdf.zip") as archive:
        assert archive.namelist() == ["01.pdf", "02.pdf"]
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {path.name: path.read_bytes() for path in release.gather(built, QUICK).iterdir()} == before


@pytest.mark.parametrize("name", ["html/course.zip", "html/data/course-data.zip", "pdf/course.pdf", "pdf/units/*.pdf"])
def test_a_missing_part_is_one_sentence_and_no_release(built, name):
    for path in built.glob(name):
        path.unlink()
    with pytest.raises(release.Missing) as error:
        release.gather(built, QUICK)
    assert str(error.value).endswith(".") and "run 'make " in str(error.value)
    assert not (built / "release").exists()


def test_the_tag_must_be_the_version(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n', "utf-8")
    (tmp_path / "CITATION.cff").write_text('cff-version: 1.2.0\nversion: "1.2.3"\n', "utf-8")
    assert not release.version_problem("v1.2.3", tmp_path) and not release.version_problem("", tmp_path)
    said = release.version_problem("v1.2.4", tmp_path)
    assert said == "The tag v1.2.4 is not v1.2.3, the version in pyproject.toml; correct one of them and tag again."
    (tmp_path / "CITATION.cff").write_text("version: 1.0.0\n", "utf-8")
    assert "CITATION.cff names the version 1.0.0, and pyproject.toml 1.2.3" in release.version_problem("v1.2.3", tmp_path)


def test_the_version_of_this_commit_is_one():
    command = [sys.executable, "tools/release.py", "--check", "v0.0.0"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1
    assert not release.version_problem("")


def test_the_quizzes_are_those_of_every_unit_in_every_format(monkeypatch):
    # one unit in one format says as much as all, which take a minute
    real = release._run
    monkeypatch.setattr(release, "FORMATS", ("gift",))
    monkeypatch.setattr(release, "_run", lambda *command: real(*command, "--unit", "17"))
    found = release.quizzes(ROOT)
    assert [*found] == ["quizzes-gift.zip"]
    with zipfile.ZipFile(io.BytesIO(found["quizzes-gift.zip"])) as archive:
        assert "17.gift.txt" in archive.namelist()


def test_the_wheel_has_the_same_bytes_again():
    assert release.wheel(ROOT) == release.wheel(ROOT)
