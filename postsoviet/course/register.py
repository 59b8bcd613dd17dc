"""The register of units, ``book/units.yml``: who wrote a unit's source, where it plays, what comes before it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path

from postsoviet.errors import CourseError, did_you_mean
from postsoviet.reading import read_yaml

#: Root of the copy of the course that this library stands in; an installed wheel has no book.
ROOT = Path(__file__).parents[2]
PATH = "book/units.yml"
#: Keys that an entry may leave out. The tests ask every unit for its place on the map of the course.
GROUPINGS = ("themes", "methods", "skills")
OPTIONAL = frozenset({"needs", "uses", *GROUPINGS})
#: A synthesis uses the data of several units, has no source of its own, and is numbered from here.
FIRST_SYNTHESIS = 20


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
        CourseError
            If there is no such unit; the sentence names the near ones.
        """
        if number not in self.units:
            # a unit written without its zero is one digit away from others too
            near = [f"{number:0>2}"] if f"{number:0>2}" in self.units else self.units
            raise CourseError(
                f"{PATH} has no unit '{number}'{did_you_mean(number, near)}; the units are: {', '.join(self.units)}."
            )
        return self.units[number]

    def of_document(self, document: str) -> Unit | None:
        """Return the unit that a page holds, or ``None`` for any other page."""
        return next((unit for unit in self.units.values() if unit.document == document), None)


@cache
def read(root: Path = ROOT) -> Register:
    """Read and check the register.

    Parameters
    ----------
    root : pathlib.Path
        Root of the repository.

    Raises
    ------
    CourseError
        One sentence that names the unit, the key and the mend.
    """
    path = root / PATH
    if not path.exists():
        raise CourseError(f"{PATH} is not here; run this from a copy of the whole course.")
    content = read_yaml(path)
    parts = {str(part["id"]): Part(**{**part, "id": str(part["id"])}) for part in content["parts"]}
    units = {entry["number"]: _unit(entry, parts) for entry in content["units"]}
    for unit in units.values():
        for key in ("needs", "uses"):
            for other in getattr(unit, key):
                if other not in units:
                    raise CourseError(f"{PATH}, unit {unit.number}: '{key}' names a unit '{other}' that does not exist; correct it.")
    return Register(content["total_units"], parts, units, _vocabulary(content, units))


def _unit(entry: dict, parts: dict[str, Part]) -> Unit:
    name = entry.get("number", "without a number")
    known = {item.name for item in fields(Unit)}
    for key in entry:
        if key not in known:
            raise CourseError(f"{PATH}, unit {name}: unknown key '{key}'{did_you_mean(key, known, limit=1)}; rename or remove it.")
    source = {"author", "year"} if entry.get("uses") else set()
    missing = sorted(known - OPTIONAL - source - set(entry))
    if missing:
        raise CourseError(f"{PATH}, unit {name}: add the missing {', '.join(missing)}.")
    if str(entry["part"]) not in parts:
        raise CourseError(f"{PATH}, unit {name}: there is no part '{entry['part']}'; use one of: {', '.join(parts)}.")
    return Unit(**{**entry, "part": parts[str(entry["part"])]})


def _vocabulary(content: dict, register: dict[str, Unit]) -> dict[str, list[str]]:
    vocabulary = {key: content[key] for key in GROUPINGS}
    for unit in register.values():
        for key, known in vocabulary.items():
            for word in getattr(unit, key):
                if word not in known:
                    raise CourseError(
                        f"{PATH}, unit {unit.number}: '{word}' is none of the {key} at the head of the file"
                        f"{did_you_mean(word, known)}; use one of: {', '.join(known)}."
                    )
    return vocabulary
