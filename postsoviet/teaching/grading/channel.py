"""Read what comes out of a sandbox: the claims of one submission, each checked for form and size.

Whoever writes into the channel, the runner or a student's own code, can do no more than give answers.
"""

from __future__ import annotations

import math
from typing import Annotated, Literal

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from postsoviet.quiz.gradebook.results import clean
from postsoviet.teaching.grading.inside.plain import DEEPEST, LONGEST_TEXT, MOST_ITEMS

#: Signs of an error's text that are passed on.
_LONGEST_ERROR = 200


class Forged(Exception):
    """Something else than a message of the runner stands in the channel."""


class Large:
    """Stands for an answer that has more in it than any exercise asks for."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Held(_Part):
    """A value that is more than a number, a text or None; see `postsoviet.teaching.grading.inside.plain`."""

    type: Literal["list", "tuple", "set", "frozenset", "dict", "series", "array", "ellipsis", "not finite", "large", "other"]
    name: str = Field(default="", max_length=80)
    keys: list[Data] = Field(default=[], max_length=MOST_ITEMS)
    items: list[Data] = Field(default=[], max_length=MOST_ITEMS)


Data = None | bool | int | float | Annotated[str, Field(max_length=LONGEST_TEXT)] | Held


class Ready(_Part):
    """The runner has started; no code of the student's has run yet."""

    kind: Literal["ready"]


class Answer(_Part):
    """What stands in the answer of an exercise."""

    kind: Literal["answer"]
    task: str = Field(max_length=80)
    value: Data


class CellError(_Part):
    """A cell has raised an error; cells are counted from 0."""

    kind: Literal["error"]
    cell: int = Field(ge=0)
    name: str = Field(max_length=80)
    text: str = Field(max_length=_LONGEST_ERROR)


class LimitMet(_Part):
    """A cell wanted more than a limit allows, and the run has ended."""

    kind: Literal["limit"]
    limit: Literal["memory", "processes"]


class Done(_Part):
    """Every cell has run."""

    kind: Literal["done"]


Message = Ready | Answer | CellError | LimitMet | Done
_MESSAGES: TypeAdapter[Message] = TypeAdapter(Annotated[Message, Field(discriminator="kind")])


def read(line: bytes) -> Message:
    """Read one line of the channel.

    Parameters
    ----------
    line : bytes
        Of bounded size.

    Raises
    ------
    Forged
        If it is no message, whatever the bytes are.
    """
    try:
        return _MESSAGES.validate_json(line)
    except (ValidationError, RecursionError):
        raise Forged from None


def rebuild(data: Data) -> object:
    """Return the value that plain data stand for, of classes that exercises judge.

    Parameters
    ----------
    data : None, bool, int, float, str or Held
        From an answer.

    Raises
    ------
    Forged
        If the parts do not go together, or are nested too deeply.
    """
    return _rebuilt(data, 0)


def _rebuilt(data: Data, depth: int) -> object:
    if not isinstance(data, Held):
        return data
    if depth > DEEPEST + 1:
        raise Forged
    if data.type in ("ellipsis", "not finite", "large", "other"):
        return _single(data)
    items = [_rebuilt(one, depth + 1) for one in data.items]
    keys = [_rebuilt(one, depth + 1) for one in data.keys]
    if data.type not in ("dict", "series"):
        return _collection(data.type, items)
    if len(keys) != len(items):
        raise Forged
    if data.type == "dict":
        return dict(zip(map(_hashable, keys), items, strict=True))
    return pd.Series(items, index=pd.Index([*map(_hashable, keys)], dtype=object), dtype=object)


def _single(data: Held) -> object:
    if data.type == "ellipsis":
        return ...
    if data.type == "not finite":
        return {"inf": math.inf, "-inf": -math.inf}.get(data.name, math.nan)
    if data.type == "large":
        return Large()
    # an object whose class has the name of the student's and nothing else of it
    return type(clean(data.name) or "object", (), {})()


def _collection(kind: str, items: list) -> object:
    if kind == "array":
        array = np.empty(len(items), dtype=object)
        array[:] = items
        return array
    if kind in ("set", "frozenset"):
        return {"set": set, "frozenset": frozenset}[kind](map(_hashable, items))
    return tuple(items) if kind == "tuple" else items


def _hashable(value: object) -> object:
    """Return a value that may be a key: a set or list among the keys is none."""
    try:
        hash(value)
    except TypeError:
        raise Forged from None
    return value
