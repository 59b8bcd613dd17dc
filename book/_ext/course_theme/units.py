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
#: Words a minute of a student who reads academic English as a second language; see "For maintainers".
READING_SPEED = 130


@dataclass(frozen=True)
class Part:
    """A part of the course, with the accent colour that ``body[data-part]`` chooses."""

    id: str
    numeral: str
    name: str


@dataclass(frozen=True)
class Unit:
    """One unit, as it stands in ``book/units.yml``."""

    number: str
    document: str
    part: Part
    short: str
    author: str
    year: int
    countries: list[str]
    method: str
    question: str
    minutes_work: int
    needs: list[str] = field(default_factory=list)

    @property
    def numeral(self) -> str:
        """The number without a leading zero, as a reader says it."""
        return str(int(self.number))

    @property
    def notebook(self) -> str:
        """Path of the notebook from the root of the repository."""
        return f"{self.document}.ipynb"


@dataclass(frozen=True)
class Register:
    """Every part and unit of the course, and how many units it will have."""

    total: int
    parts: dict[str, Part]
    units: dict[str, Unit]

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
    missing = sorted(known - {"needs"} - set(entry))
    if missing:
        raise ExtensionError(f"{PATH}, unit {name}: add the missing {', '.join(missing)}.")
    if str(entry["part"]) not in parts:
        raise ExtensionError(
            f"{PATH}, unit {name}: there is no part '{entry['part']}'; use one of: {', '.join(parts)}."
        )
    return Unit(**{**entry, "part": parts[str(entry["part"])]})


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
    return Register(content["total_units"], parts, units)


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
