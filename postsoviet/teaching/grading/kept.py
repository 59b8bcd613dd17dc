"""Results of single submissions, kept beside the grades so that a run which was ended goes on where it was."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic import ValidationError

import postsoviet
from postsoviet.descriptor import data_folder
from postsoviet.errors import CourseError
from postsoviet.files import replacing
from postsoviet.teaching.assignment import path_of
from postsoviet.teaching.grading.grader import Job
from postsoviet.teaching.grading.outcome import Outcome

#: Packages whose version may change what a notebook computes.
_PACKAGES = ("numpy", "pandas", "otter-grader")


@cache
def grader_version(unit: str) -> str:
    """Return signs that change whenever anything by which a unit is graded does.

    Parameters
    ----------
    unit : str
        Two digits.
    """
    whole = hashlib.sha256(" ".join([platform.python_version(), *map(version, _PACKAGES)]).encode())
    for name, path in sorted(_parts(unit)):
        whole.update(f"\n{name}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _parts(unit: str) -> Iterator[tuple[str, Path]]:
    package = Path(postsoviet.__file__).parent
    for folder in (package, data_folder()):
        for path in folder.rglob("*"):
            if path.suffix in (".py", ".yml", ".csv", ".json") and path.is_file():
                yield f"{folder.name}/{path.relative_to(folder).as_posix()}", path
    yield "notebook", path_of(unit)


class Kept:
    """A folder of results.

    Parameters
    ----------
    folder : Path
        Need not exist yet.
    """

    def __init__(self, folder: Path):
        self._folder = folder

    def key(self, job: Job) -> str:
        """Return the name of a submission's result: it changes with the code, the points, the limits and the grader."""
        what = {name: value for name, value in asdict(job).items() if name != "hidden"}
        text = json.dumps([what, grader_version(job.unit)], sort_keys=True)
        return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:40]

    def read(self, key: str) -> Outcome | None:
        """Return a result, or None where there is none that can be read."""
        try:
            return Outcome.model_validate_json(self._path(key).read_bytes())
        except (OSError, ValidationError):
            return None

    def write(self, key: str, outcome: Outcome) -> None:
        """Keep a result; a reader sees all of it or nothing.

        Raises
        ------
        CourseError
            If the disk refuses.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with replacing(self._path(key)) as draft:
                draft.write_text(outcome.model_dump_json(), encoding="utf-8")
        except OSError as error:
            raise CourseError(
                f"A result could not be kept in {self._folder} ({error.strerror}); choose another --out."
            ) from None

    def forget(self) -> None:
        """Remove all results."""
        for path in self._folder.glob("*.json"):
            path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"
