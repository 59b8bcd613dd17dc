"""Find the notebook that a student works in, and tell of which unit it is."""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

from postsoviet.errors import CourseError

#: Bytes. A unit with all its charts has one or two million; a student may draw many more.
LARGEST = 50_000_000
#: What names the unit inside a notebook: its card on the site, its quiz, the checks of its exercises.
_INSIDE = (
    ("markdown", re.compile(r"^`{3,}\{unit-card\} (\d\d)\s*$", re.M)),
    ("code", re.compile(r"""^quiz\(["'](\d\d)["']\)""", re.M)),
    ("code", re.compile(r"""^check\(["'](\d\d)-""", re.M)),
)
_NAME = re.compile(r"(?<!\d)(\d\d)_[a-z]")


@dataclass(frozen=True)
class Notebook:
    """A notebook as it stands on the disk.

    Attributes
    ----------
    unit : str
        Two digits.
    minutes : int
        How long ago it was saved.
    """

    path: Path
    unit: str
    content: bytes
    minutes: int


def unit_of(name: str, content: bytes) -> str:
    """Return the unit of a notebook: by what is in it, which outlives another file name, or else by its name.

    Raises
    ------
    CourseError
        If it is no notebook, or a notebook of no unit.
    """
    try:
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in json.loads(content.decode("utf-8"))["cells"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise CourseError(f"{name} is no notebook, or only a part of one.") from None
    inside = (pattern.search(text) for kind, pattern in _INSIDE for one, text in cells if one == kind)
    found = next(filter(None, inside), None) or _NAME.search(name)
    if not found:
        raise CourseError(f"{name} is a notebook, but of no unit of the course.")
    return found[1]


def current(unit: str | None, folder: Path) -> Notebook:
    """Return the notebook that a student works in.

    Parameters
    ----------
    unit : str or None
        Two digits; None for the notebook whose kernel this is.
    folder : Path
        Where it lies: the working folder of a kernel.

    Raises
    ------
    CourseError
        If it cannot be found.
    """
    # Jupyter tells a kernel the path of its notebook, seen from the server
    told = folder / Path(os.environ.get("JPY_SESSION_NAME", "")).name
    if told.suffix == ".ipynb" and told.is_file():
        notebook = opened(told)
        if unit in (None, notebook.unit):
            return notebook
    if unit is None:
        raise CourseError("This kernel does not know its notebook; name the unit, for example save_my_work(\"09\").")
    # of several copies the one that was saved last
    files = sorted(folder.glob(f"*{unit}_*.ipynb"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for file in files:
        try:
            notebook = opened(file)
        except CourseError:
            continue
        if notebook.unit == unit:
            return notebook
    raise CourseError(f"There is no notebook of unit '{unit}' in the folder {folder.name}; open it, and run this there.")


def opened(path: Path) -> Notebook:
    """Read a notebook.

    Raises
    ------
    CourseError
        If it cannot be read, is too large, or is no notebook of a unit.
    """
    try:
        seen = path.stat()
        if seen.st_size > LARGEST:
            raise CourseError(
                f"{path.name} has {seen.st_size / 1e6:.0f} MB, more than {LARGEST / 1e6:.0f}; clear its largest outputs and save it."
            )
        content = path.read_bytes()
    except OSError as error:
        raise CourseError(f"{path.name} cannot be read ({error.strerror}).") from None
    minutes = max(0, int((time.time() - seen.st_mtime) / 60))
    return Notebook(path, unit_of(path.name, content), content, minutes)
