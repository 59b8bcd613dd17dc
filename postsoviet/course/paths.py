"""Suggested ways through the course, ``book/paths.yml``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path as FilePath
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from postsoviet.course import minutes, register
from postsoviet.errors import CourseError, did_you_mean
from postsoviet.reading import read_yaml
from postsoviet.schema_errors import explain

PATH = "book/paths.yml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Step(_Strict):
    """One unit of a path, and what to do in it.

    ``minutes`` says how long a step takes that is not the whole unit. All of it is in class then: the
    talk about the evidence has what explorers and quiz leave.
    """

    unit: str
    do: str = ""
    minutes: int | None = Field(default=None, gt=minutes.EXPLORE, le=600)


class Path(_Strict):
    """One way through the course, and how a plan of it differs from that of single units."""

    name: str
    audience: str = Field(alias="for")
    steps: tuple[Step, ...] = Field(min_length=1)
    #: A unit may begin in the middle of a meeting.
    share: bool = False
    quiz: Literal["class", "home"] = "class"


class _File(_Strict):
    paths: tuple[Path, ...]


@cache
def read(root: FilePath = register.ROOT) -> tuple[Path, ...]:
    """Read and check the paths.

    Raises
    ------
    CourseError
        One sentence that names the path, the step and the mend.
    """
    known = register.read(root)
    raw = {"paths": read_yaml(root / PATH)}
    try:
        paths = _File.model_validate(raw).paths
    except ValidationError as error:
        kinds = {"paths": "path", "steps": "step"}
        raise CourseError(explain(PATH, raw, error, kinds=kinds, models={"paths": Path, "steps": Step}, root=_File)) from None
    for path in paths:
        for step in path.steps:
            try:
                known.unit(step.unit)
            except CourseError as error:
                raise CourseError(f"{PATH}, path '{path.name}': {error}") from None
    return paths


def find(name: str, root: FilePath = register.ROOT) -> Path:
    """Return a path by its name, in any case.

    Raises
    ------
    CourseError
        If there is none; the sentence lists them.
    """
    paths = {path.name.casefold(): path for path in read(root)}
    if name.casefold() not in paths:
        names = [path.name for path in paths.values()]
        near = did_you_mean(name.casefold(), paths)
        raise CourseError(f"{PATH} has no path '{name}'{near}; the paths are: {', '.join(names)}.")
    return paths[name.casefold()]


def whole_units(units: Sequence[str]) -> tuple[Step, ...]:
    """Return steps that take whole units, in the order given."""
    return tuple(Step(unit=unit) for unit in units)
