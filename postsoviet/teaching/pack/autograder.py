"""The autograder of a unit: a zip that ``otter run`` and Gradescope accept, made by otter itself.

The course's library and its data travel inside, for no package index has them. Otter lays them beside the
submission, where Python finds them.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
import tomllib
from pathlib import Path

from postsoviet.course.register import ROOT
from postsoviet.teaching.assignment import Assignment
from postsoviet.teaching.pack.notebooks import assignment_name
from postsoviet.teaching.pack.otter_tests import write_tests
from postsoviet.unpacking import unpacked
from postsoviet.zipped import zipped

#: The Python of Binder's environment (binder/runtime.txt), so that a student and the grader run the same.
_RUNTIME, _LOCK = "binder/runtime.txt", "binder/requirements.txt"
#: What no kernel of a student needs: caches, and the scripts of the slides.
_LEFT_OUT = re.compile(r"__pycache__|/\.|\.pyc$|/teaching/(?!(__init__|receipt)\.py$)")
#: Bytes of what otter makes; with the course's library it has some millions.
_LARGEST = 500_000_000


def autograder(assignment: Assignment, *, hidden: bool = False) -> bytes:
    """Return the zip.

    Parameters
    ----------
    assignment : Assignment
        With the points as they should be.
    hidden : bool
        Whether Gradescope keeps the results from students until the instructor publishes them.
    """
    from otter.generate import main as generate

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tests").mkdir()
        write_tests(assignment, folder / "tests", hidden=hidden)
        (folder / "config.json").write_text(json.dumps(_settings(assignment, hidden)), encoding="utf-8")
        (folder / "requirements.txt").write_text(requirements(), encoding="utf-8")
        generate(
            tests_dir=str(folder / "tests"),
            output_path=str(folder / "autograder.zip"),
            config=str(folder / "config.json"),
            requirements=str(folder / "requirements.txt"),
            no_environment=True,
            python_version=(ROOT / _RUNTIME).read_text("utf-8").strip().removeprefix("python-"),
        )
        # otter writes the time of day into its zip
        with unpacked(folder / "autograder.zip", _LARGEST) as made:
            files = {part.filename: made.read(part, _LARGEST) for part in made.parts}
    return zipped(dict(sorted({**files, **_library(assignment.unit)}.items())))


def requirements() -> str:
    """Return what a submission needs besides otter, in the versions of a student's environment."""
    lock = dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", (ROOT / _LOCK).read_text("utf-8"), re.M))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = [re.match(r"[\w.-]+", one)[0] for one in [*project["dependencies"], "ipykernel"]]
    return "".join(f"{name}=={lock[name]}\n" for name in sorted(names))


def tests_of(zip_file: bytes) -> dict[str, bytes]:
    """Return the tests in an autograder, by their names."""
    with unpacked(io.BytesIO(zip_file), _LARGEST) as archive:
        parts = [part for part in archive.parts if part.filename.startswith("tests/")]
        return {part.filename.removeprefix("tests/"): archive.read(part, _LARGEST) for part in parts}


def _settings(assignment: Assignment, hidden: bool) -> dict:
    return {
        "assignment_name": assignment_name(assignment),
        # the verdict of each exercise is shown as soon as Gradescope has run it, or when it is published
        "show_all_public": not hidden,
        "show_stdout": False,
    }


def _library(unit: str) -> dict[str, bytes]:
    """Return the files of the library, of the data and of the unit's quiz, as otter expects them."""
    quizzes = ROOT / "notebooks" / "quizzes"
    paths = [*(ROOT / "postsoviet").rglob("*"), *(ROOT / "data").rglob("*")]
    paths += [*quizzes.glob(f"{unit}_*.yaml"), *quizzes.glob(f"pictures/{unit}-*"), *quizzes.glob("pictures/*.json")]
    found = {path.relative_to(ROOT).as_posix(): path for path in paths if path.is_file()}
    return {f"files/{name}": path.read_bytes() for name, path in found.items() if not _LEFT_OUT.search(name)}
