"""Where the numbers of a unit's prose come from: the map, and how a number finds its entry.

``notebooks/traces/NN.yml`` holds the map of a unit. The tests hold it against the notebook, the data
and the source; the site answers readers from it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from postsoviet.errors import CourseError
from postsoviet.reading import read_yaml
from postsoviet.schema_errors import explain
from postsoviet.traces.prose import Occurrence, tokens

FOLDER = Path(__file__).parents[2] / "notebooks" / "traces"


class TraceError(CourseError):
    """The map of a unit cannot be used."""


class Entry(BaseModel):
    """The origin of one number: exactly one of a cell, source lines, an expression, or the course.

    ``at`` is the number with some words around it, by which its place in the prose is known; a number
    that stands alone, as in the cell of a table, is its own phrase.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: str = Field(pattern=r"^\d[\d,]*(\.\d+)?$")
    at: str = Field(min_length=1)
    cell: str | None = None
    lines: str | None = None
    expression: str | None = None
    why: str = ""
    course: str | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Entry:
        if sum(origin is not None for origin in (self.cell, self.lines, self.expression, self.course)) != 1:
            raise ValueError("give exactly one of cell, lines, expression, course")
        if self.expression and not self.why:
            raise ValueError("an expression needs a why: what the number is")
        if self.number.casefold() not in self.phrase:
            raise ValueError(f"the phrase '{self.at}' does not hold the number {self.number}")
        return self

    @property
    def phrase(self) -> tuple[str, ...]:
        """The words by which the entry knows its place."""
        return tokens(self.at)

    def fits(self, occurrence: Occurrence) -> bool:
        """Whether the entry speaks of a number at this place."""
        if len(self.phrase) == 1 and (occurrence.before or occurrence.after):
            return False
        return self.number == occurrence.number and any(
            occurrence.matches(self.phrase, place)
            for place, word in enumerate(self.phrase)
            if word == self.number.casefold()
        )


class TraceMap(BaseModel):
    """The origins of all numbers of a unit's prose and quiz."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: str = Field(pattern=r"^\d\d$")
    definitions: str = ""
    origins: tuple[Entry, ...]

    def origin(self, occurrence: Occurrence) -> Entry | None:
        """Return the entry of a number: the one with the longest phrase that fits."""
        fitting = [entry for entry in self.origins if entry.fits(occurrence)]
        return max(fitting, key=lambda entry: len(entry.phrase), default=None)


def map_path(unit: str, folder: Path = FOLDER) -> Path:
    """Return where the map of a unit lies, or would."""
    return folder / f"{unit}.yml"


def load_map(unit: str, folder: Path = FOLDER) -> TraceMap:
    """Read the map of a unit.

    Parameters
    ----------
    unit : str
        Two digits.
    folder : Path
        Where the maps lie.

    Raises
    ------
    CourseError
        In one sentence, with the file, the place and the mend.
    """
    path = map_path(unit, folder)
    try:
        stamp = path.stat()
    except FileNotFoundError:
        raise TraceError(
            f"{path.name} is missing from {folder.name}; write it with 'python -m postsoviet traces draft {unit}'."
        ) from None
    return _read(path, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=32)
def _read(path: Path, _modified: int, _size: int) -> TraceMap:
    raw = read_yaml(path)
    try:
        return TraceMap.model_validate(raw)
    except ValidationError as error:
        sentence = explain(
            path.name, raw, error, kinds={"origins": "origin"}, models={"origins": Entry}, root=TraceMap
        )
        raise TraceError(sentence) from None
