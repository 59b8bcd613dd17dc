"""The register of units, ``book/units.yml``: who wrote a unit's source, where it plays, how long it takes."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import yaml
from sphinx.errors import ExtensionError

PATH = "book/units.yml"
#: Keys that an entry may leave out. The tests ask every unit for its place on the map of the course.
GROUPINGS = ("themes", "methods", "skills")
OPTIONAL = frozenset({"needs", "uses", *GROUPINGS})
#: A synthesis uses the data of several units, has no source of its own, and is numbered from here.
FIRST_SYNTHESIS = 20
#: Words a minute of a student who reads academic English as a second language; see "For maintainers".
READING_SPEED = 130


@dataclass(frozen=True)
class Part:
    """A part of the course, with the accent colour that ``body[data-part]`` chooses.

    The documents beside the four parts of the book have no numeral.
    """

    id: str
    numeral: str
    name: str


@dataclass(frozen=True)
class Unit:
    """One unit, as it stands in ``book/units.yml``; a synthesis names the units that it uses."""

    number: str
    document: str
    part: Part
    short: str
    countries: list[str]
    method: str
    question: str
    minutes_work: int
    author: str = ""
    year: int = 0
    needs: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    uses: list[str] = field(default_factory=list)

    @property
    def numeral(self) -> str:
        """The number without a leading zero, as a reader says it; a page across units has a letter."""
        return chr(ord("A") + int(self.number) - FIRST_SYNTHESIS) if self.uses else str(int(self.number))

    @property
    def notebook(self) -> str:
        """Path of the notebook from the root of the repository."""
        return f"{self.document}.ipynb"


@dataclass(frozen=True)
class Register:
    """Every part and unit of the course, how many units it will have, and the words that sort them."""

    total: int
    parts: dict[str, Part]
    units: dict[str, Unit]
    vocabulary: dict[str, list[str]]

    def unit(self, number: str) -> Unit:
        """Return a unit by its two digits.

        Raises
        ------
        ExtensionError
            If there is no such unit; the sentence names the near ones.
        """
        if number not in self.units:
            near = get_close_matches(number, self.units, n=2) or list(self.units)
            raise ExtensionError(
                f"{PATH} has no unit '{number}'; add it there, or use one of: {', '.join(near)}."
            )
        return self.units[number]

    def of_document(self, document: str) -> Unit | None:
        """Return the unit that a page holds, or ``None`` for any other page."""
        return next((unit for unit in self.units.values() if unit.document == document), None)


def _unit(entry: dict, parts: dict[str, Part]) -> Unit:
    name = entry.get("number", "without a number")
    known = {item.name for item in fields(Unit)}
    for key in entry:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else "."
            raise ExtensionError(f"{PATH}, unit {name}: unknown key '{key}'{hint}")
    source = {"author", "year"} if entry.get("uses") else set()
    missing = sorted(known - OPTIONAL - source - set(entry))
    if missing:
        raise ExtensionError(f"{PATH}, unit {name}: add the missing {', '.join(missing)}.")
    if str(entry["part"]) not in parts:
        raise ExtensionError(
            f"{PATH}, unit {name}: there is no part '{entry['part']}'; use one of: {', '.join(parts)}."
        )
    return Unit(**{**entry, "part": parts[str(entry["part"])]})


def _vocabulary(content: dict, register: dict[str, Unit]) -> dict[str, list[str]]:
    vocabulary = {key: content[key] for key in GROUPINGS}
    for unit in register.values():
        for key, known in vocabulary.items():
            for word in getattr(unit, key):
                if word not in known:
                    near = get_close_matches(word, known, n=1) or known
                    raise ExtensionError(
                        f"{PATH}, unit {unit.number}: '{word}' is none of the {key} at the head of the file; "
                        f"use one of: {', '.join(near)}."
                    )
    return vocabulary


@cache
def read(root: Path) -> Register:
    """Read and check the register.

    Parameters
    ----------
    root : pathlib.Path
        Root of the repository.

    Raises
    ------
    ExtensionError
        One sentence that names the unit, the key and the mend.
    """
    content = yaml.safe_load((root / PATH).read_text("utf-8"))
    parts = {str(part["id"]): Part(**{**part, "id": str(part["id"])}) for part in content["parts"]}
    units = {entry["number"]: _unit(entry, parts) for entry in content["units"]}
    return Register(content["total_units"], parts, units, _vocabulary(content, units))


def minutes_to_read(notebook: Path) -> int:
    """Measure how long the prose of a notebook takes to read.

    Code blocks, directive fences and addresses do not count as prose. The answer is rounded up to
    five minutes, for a closer figure would claim more than it knows.
    """
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    prose = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    prose = re.sub(r"^(`{3,}|~{3,}|:{3,}).*$|\(https?://[^)]*\)", " ", prose, flags=re.MULTILINE)
    words = len(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", prose))
    return max(5, 5 * math.ceil(words / READING_SPEED / 5))
