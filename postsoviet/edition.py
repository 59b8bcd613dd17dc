"""The edition of the course: its own name, dates, units and links, from ``edition.yml`` alone.

Without the file, or with an empty one, the edition is the whole course with no dates. Everything
that shows a name, a unit or a link of the course asks here, so a fork edits no other file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from postsoviet.course import meetings, register
from postsoviet.errors import CourseError
from postsoviet.reading import read_yaml
from postsoviet.schema_errors import explain

FILE = "edition.yml"
#: Names another file, for a second edition from the same copy; the tests name the whole course.
VARIABLE = "COURSE_EDITION"
#: The course that an edition is made from.
COURSE = "Governance after the Soviet Union"
AUTHORS = f"The authors of the course {COURSE}"


def web_address(text: str) -> str:
    """Check that a text is a whole web address.

    Raises
    ------
    ValueError
        If it is none.
    """
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or "." not in parts.netloc.partition(":")[0] and parts.hostname != "localhost":
        raise ValueError(f"'{text}' is not a web address; write it whole, as in https://www.university.edu/course")
    return text


def _contact(text: str) -> str:
    name, separator, host = text.removeprefix("mailto:").partition("@")
    if separator and name and "." in host and ":" not in text.removeprefix("mailto:") and " " not in text:
        return f"mailto:{name}@{host}"
    if urlsplit(text).scheme in ("http", "https"):
        return web_address(text)
    raise ValueError(f"'{text}' is neither a mail address nor a web address; write name@university.edu or https://www.university.edu/help")


def _of_text(convert: Callable[[str], Any]) -> BeforeValidator:
    """Convert a text, and say of anything else that it is none."""

    def checked(value: Any) -> Any:
        if not isinstance(value, str):
            raise ValueError("one text belongs here, and not a list or keys with values")
        return convert(value)

    return BeforeValidator(checked)


def _two_digits(text: str) -> str:
    return f"{text:0>2}" if text.isdigit() else text


def _list(value: Any) -> Any:
    if isinstance(value, str):
        raise ValueError(f"'{value}' is no list; write it in square brackets, with commas: [{value}]")
    return value


Address = Annotated[str, _of_text(web_address)]
Contact = Annotated[str, _of_text(_contact)]
Day = Annotated[date, _of_text(meetings.parse_day)]
Weekday = Annotated[int, _of_text(meetings.parse_weekday)]
Clock = Annotated[time, _of_text(meetings.parse_time)]
Zone = Annotated[ZoneInfo, _of_text(meetings.parse_zone)]
Unit = Annotated[str, _of_text(_two_digits)]
Span = Annotated[meetings.Span, _of_text(meetings.parse_span)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, raw: Any) -> Any:
        """A key without a value is as good as none."""
        if isinstance(raw, str | list):
            raise ValueError("here belong keys with values, one a line, each indented by two spaces")
        return {key: value for key, value in raw.items() if value not in ("", "~", "null", [], {})}


class Dates(_Strict):
    """When the course meets; minutes are those of one meeting."""

    start: Day | None = None
    end: Day | None = None
    meetings: Annotated[tuple[Weekday, ...], BeforeValidator(_list)] = ()
    minutes: int | None = Field(default=None, ge=1, le=600)
    time: Clock | None = None
    time_zone: Zone | None = None
    skip: Annotated[tuple[Span, ...], BeforeValidator(_list)] = ()

    @model_validator(mode="after")
    def _agree(self) -> Dates:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"the course ends on {self.end}, before it starts on {self.start}; correct one of them")
        if len(set(self.meetings)) < len(self.meetings):
            raise ValueError("a weekday stands twice in 'meetings'; a course meets once a day at most")
        if self.time_zone and not self.time:
            raise ValueError("'time_zone' needs a 'time' of the day; add it, or remove the zone")
        return self


class Links(_Strict):
    """Where things are; what is left out is not shown, but the repository, which git knows."""

    site: Address | None = None
    repository: Address | None = None
    binder: Address = "https://mybinder.org"
    learning_platform: Address | None = None
    contact: Contact | None = None
    whole_course: Address | None = None


class Edition(_Strict):
    """What one edition says of itself; ``units`` is empty for the whole course."""

    title: str = Field(default=COURSE, min_length=1)
    author: str = AUTHORS
    description: str = ""
    units: Annotated[tuple[Unit, ...], BeforeValidator(_list)] = ()
    dates: Dates = Dates()
    links: Links = Links()

    @property
    def is_whole(self) -> bool:
        """Whether every unit belongs to it."""
        return not self.units

    @property
    def is_renamed(self) -> bool:
        """Whether it has a name of its own, and so must say what it is made from."""
        return self.title != COURSE

    def holds(self, unit: str) -> bool:
        """Return whether a unit belongs to the edition."""
        return self.is_whole or unit in self.units


def read(root: Path = register.ROOT) -> Edition:
    """Read and check ``edition.yml``, or the file that the environment names in ``COURSE_EDITION``.

    Parameters
    ----------
    root : pathlib.Path
        Root of the repository. An installed wheel has no such file, and the answer is the whole course.

    Raises
    ------
    CourseError
        One sentence that names the key and the mend.
    """
    named = os.environ.get(VARIABLE)
    path = root / (named or FILE)
    if path.exists():
        return _read(path, root)
    if named:
        raise CourseError(f"{VARIABLE} names the file {named}, which does not exist; correct the name, or unset it.")
    return Edition()


@cache
def _read(path: Path, root: Path) -> Edition:
    file = path.name
    # as text: YAML would take 02 for a number, 10:00 for a count of minutes, and trip over 30 February
    raw = read_yaml(path, loader=yaml.BaseLoader) or {}
    if not isinstance(raw, dict):
        raise CourseError(f"{file}: the file must be a list of keys with values, as in 'title: {COURSE}'; see its first lines.")
    try:
        edition = Edition.model_validate(raw)
    except ValidationError as error:
        models = {"dates": Dates, "links": Links}
        raise CourseError(explain(file, raw, error, kinds={}, models=models, root=Edition)) from None
    known = register.read(root)
    for unit in edition.units:
        try:
            known.unit(unit)
        except CourseError as error:
            raise CourseError(f"{file}, 'units': {error}") from None
        if edition.units.count(unit) > 1:
            raise CourseError(f"{file}, 'units': unit {unit} stands twice; name it once.")
    return edition
