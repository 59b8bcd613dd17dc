"""The file of a student's work: a zip with a notebook and, where the browser gave them, the answers to its quiz.

The answers are a ``my-work.json`` as the site writes it: of every unit the result that the gradebook
reads, and what the browser keeps.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZipInfo

from postsoviet.errors import CourseError
from postsoviet.files import replacing
from postsoviet.unpacking import Unpacked, Unreadable, bare_name, unpacked
from postsoviet.work.notebooks import LARGEST, Notebook, unit_of
from postsoviet.zipped import zipped

ANSWERS = "my-work.json"
FORMAT = "postsoviet my work"
VERSION = 1
#: Bytes of a whole course's answers, with every try; some hundred thousand are usual.
LARGEST_ANSWERS = 5_000_000
#: Files in a zip beyond which it is none of ours.
_MOST = 100
#: Bytes that may come out of one zip: a few notebooks, and the answers.
_MOST_BYTES = 4 * LARGEST


@dataclass(frozen=True)
class Found:
    """What a file holds.

    Attributes
    ----------
    notebooks : dict
        Bytes by name; each is a notebook of a unit.
    answers : str
        Text of a my-work.json; empty where there is none.
    troubles : tuple of str
        What could not be read, each a sentence.
    """

    notebooks: dict[str, bytes]
    answers: str
    troubles: tuple[str, ...]


def name_of(unit: str) -> str:
    """Return how the file of a unit's work is called."""
    return f"my-work-{unit}.zip"


def write(notebook: Notebook, answers: str = "") -> Path:
    """Write the file beside its notebook.

    Parameters
    ----------
    notebook : Notebook
        As it stands on the disk.
    answers : str
        Text of a my-work.json.

    Raises
    ------
    CourseError
        If it cannot be written.
    """
    target = notebook.path.with_name(name_of(notebook.unit))
    held = {notebook.path.name: notebook.content} | ({ANSWERS: answers} if answers else {})
    try:
        with replacing(target) as draft:
            draft.write_bytes(zipped(held))
    except OSError as error:
        raise CourseError(f"{target.name} cannot be written: {error.strerror}; make room, and try again.") from None
    return target


def parts_of(name: str, content: bytes | str) -> dict[str, Any]:
    """Read a my-work.json and return its parts by unit; what stands in a part is not looked at.

    Raises
    ------
    CourseError
        If it is no such file, or one of another version.
    """
    try:
        raw = json.loads(content.decode("utf-8-sig") if isinstance(content, bytes) else content)
    except (ValueError, RecursionError):
        raise CourseError(f"{name} is damaged, or no file of a student's work: it is not valid JSON.") from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT or not isinstance(raw.get("units"), dict):
        raise CourseError(f"{name} is not a file of a student's work in this course.")
    if raw.get("version") != VERSION:
        raise CourseError(f"{name} comes from another version of the course than {VERSION}; open it where it was saved.")
    return raw["units"]


def read(path: Path) -> Found:
    """Read what was saved: a zip, a notebook alone, or the answers alone.

    Raises
    ------
    CourseError
        If there is no such file, or nothing in it can be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise CourseError(f"{path} cannot be read ({error.strerror}); check the name, or upload the file first.") from None
    if len(content) > LARGEST:
        raise CourseError(f"{path.name} has more than {LARGEST / 1e6:.0f} MB and is no file of this course.")
    entries = _unpacked(path) if content.startswith(b"PK") else [(path.name, content, "")]
    notebooks, answers, troubles = {}, "", []
    for name, inner, trouble in entries:
        try:
            if trouble:
                raise CourseError(trouble)
            if name.endswith(".ipynb"):
                unit_of(name, inner)
                notebooks[name] = inner
            elif name.endswith(".json"):
                parts_of(name, inner[: LARGEST_ANSWERS + 1])
                answers = inner.decode("utf-8-sig")
            else:
                raise CourseError(f"{name} is neither a notebook nor {ANSWERS}.")
        except CourseError as error:
            troubles.append(str(error))
    if not notebooks and not answers:
        raise CourseError(f"Nothing was opened, and nothing was changed. {' '.join(troubles) or f'{path.name} is empty.'}")
    return Found(notebooks, answers, tuple(troubles))


def _unpacked(path: Path) -> list[tuple[str, bytes, str]]:
    """Return name, content and trouble of every file in a zip; a path in it becomes a bare name."""
    try:
        with unpacked(path, _MOST_BYTES) as archive:
            if len(archive.parts) > _MOST:
                raise CourseError(f"{path.name} holds {len(archive.parts):,} files and is no file of this course.")
            found = [_part(archive, part) for part in archive.parts]
    except Unreadable:
        raise CourseError(f"{path.name} is damaged and cannot be unpacked; download or copy it again.") from None
    names: set[str] = set()
    return [(_own_name(name, names), content, trouble) for name, content, trouble in found]


def _part(archive: Unpacked, part: ZipInfo) -> tuple[str, bytes, str]:
    name = bare_name(part.filename)
    try:
        content = archive.read(part, LARGEST)
    except Unreadable as error:
        return name, b"", f"{name} in the zip {error}."
    return (name, content, "") if len(content) <= LARGEST else (name, b"", f"{name} in the zip is too large.")


def _own_name(name: str, names: set[str]) -> str:
    """Return a name that no other part of the zip has: two folders of it may hold notebooks of one name."""
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    number = 2
    while name.casefold() in names:
        name, number = f"{stem}-{number}{suffix}", number + 1
    names.add(name.casefold())
    return name
