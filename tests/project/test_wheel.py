"""The library installs as a wheel and works far from this repository, with its data and quizzes."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORKS = """
import postsoviet, postsoviet.quiz
from pathlib import Path
assert {folder!r} in postsoviet.__file__, postsoviet.__file__
assert len(postsoviet.load("09-annex2-income-benefits")) == 160
from postsoviet.cli import main
assert main(["quiz", "check"]) == 0
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """A wheel, built as a release would be."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_data_quizzes_words_and_the_script(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "_data/datapackage.json", "_quizzes/09_income_inequality.yaml", "_quizzes/pictures/pictures.json", "words/en.yml",
        "quiz/quiz.css", "quiz/script/8-quiz.js", "work/script/2-merge.js", "work/live/save.js", "quiz/exports/paper.css",
    ):  # fmt: skip
        assert f"postsoviet/{name}" in names, f"the wheel lacks {name}"


def test_the_wheel_works_without_the_repository(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n" + WORKS.format(folder=str(tmp_path))
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
