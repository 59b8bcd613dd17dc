"""What is left to write: every place of the course that bears the mark of a skeleton."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: Stands at every place of a skeleton that an author has to write.
MARK = "To be written:"
#: Where authors write. The skeletons themselves, and the pages that speak of the mark, are elsewhere.
PLACES = (
    "notebooks/*.ipynb", "notebooks/quizzes/*.yaml", "notebooks/traces/*.yml", "postsoviet/explore/unit_*.py",
    "postsoviet/exercises/unit_*.py", "postsoviet/findings/unit_*.py", "tests/data/rules/rules_*.py",
    "tests/library/test_unit_*.py", "data/datapackage.json", "book/*.yml", "book/references.bib", "book/data/unit-*.md",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """One mark: the file, the line or the cell, and what is asked for."""

    file: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}, {self.where}: {self.what}"


def left_to_write(root: Path, unit: str | None = None) -> list[Place]:
    """Return every place that bears the mark.

    Parameters
    ----------
    root : pathlib.Path
        Root of the copy of the course.
    unit : str, optional
        Two digits: only the files of one unit, and its entries in the registers.
    """
    found = [place for pattern in PLACES for path in sorted(root.glob(pattern)) for place in _in_file(root, path)]
    return found if unit is None else [place for place in found if _is_of(place, unit, root)]


def _in_file(root: Path, path: Path) -> Iterator[Place]:
    name, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
    if MARK not in text:
        return
    if path.suffix == ".ipynb":
        for number, cell in enumerate(json.loads(text)["cells"], 1):
            for what in _asked("".join(cell["source"])):
                yield Place(name, f"cell {number}", what)
        return
    for number, line in enumerate(text.splitlines(), 1):
        for what in _asked(line):
            yield Place(name, f"line {number}", what)


def _asked(text: str) -> list[str]:
    """Return what each mark of a text asks for, up to the end of its sentence or line."""
    return [found.strip(" \"'*}]),") for found in re.findall(rf"{MARK}[ ]*([^\n]*?)(?=\.(?:\s|$|[\"'*\\])|\n|$)", text)]


def _is_of(place: Place, unit: str, root: Path) -> bool:
    if re.search(rf"(?:^|[/_-]){unit}(?:[_.-]|$)", place.file):
        return True
    if "unit" in Path(place.file).stem and Path(place.file).stem != "units":
        return False
    number = re.fullmatch(r"line (\d+)", place.where)
    return bool(number) and _entry_of(root / place.file, int(number[1])) == unit


def _entry_of(path: Path, line: int) -> str | None:
    """Return the unit of the entry in which a line of a register stands: the nearest that is named around it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    names = r'"?(?:number|unit|name)"?: "(\d\d)|^@\w+\{u(\d\d)'
    here = re.search(names, lines[line - 1])
    for text in ([] if here else reversed(lines[: line - 1])):
        if here := re.search(names, text):
            break
    return (here[1] or here[2]) if here else None
