"""One clear sentence out of a failed schema check: the file, the place and the mend."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from postsoviet.errors import did_you_mean

#: Signs of a name or a value that a sentence shows.
_SHOWN = 60
_UNKNOWN = ("extra_forbidden", "invalid_key")
_NO_KEYS = ("model_type", "model_attributes_type", "dict_type", "dataclass_type")


def explain(
    file: str,
    raw: Any,
    error: ValidationError,
    *,
    kinds: Mapping[str, str],
    models: Mapping[str, type[BaseModel]],
    root: type[BaseModel],
) -> str:
    """Turn a validation error into one sentence.

    Parameters
    ----------
    file : str
        The name of the file, for the head of the sentence.
    raw : object
        What the file holds, to find the names of the things on the way.
    error : ValidationError
        Only its first problem is told: others are often its consequences.
    kinds : mapping of str to str
        What one item of a list is called, by the key of the list.
    models : mapping of str to model
        The model that stands at a step of the way; a step that is not listed changes nothing.
    root : model
        The model of the whole file.
    """
    # an unknown key first: it is the usual cause of a key that seems to be missing
    problems = sorted(error.errors(), key=lambda problem: problem["type"] not in _UNKNOWN)
    problem = problems[0]
    way = list(problem["loc"])
    if problem["type"] in (*_UNKNOWN, "missing"):
        *place, key = way
        key = str(key)[:_SHOWN]
        where = _where(file, raw, place, kinds)
        if problem["type"] == "missing":
            return f"{where}: the key '{key}' is missing; add it."
        known = _known(place, models, root)
        return f"{where}: '{key}' is not a known key{did_you_mean(key, known)}; rename or remove it."
    if problem["type"].startswith("union_tag"):
        return _of_union(_where(file, raw, way, kinds), problem)
    message = _lower(problem["msg"].removeprefix("Value error, "))
    if problem["type"] == "value_error":
        return f"{_where(file, raw, way, kinds)}: {message}."
    *place, key = way or ["the file"]
    found = _shown(problem["input"])
    if problem["type"] in _NO_KEYS:
        message = "keys with values belong here"
    if isinstance(key, int):
        # an item of a list has a number and no name
        return f"{_where(file, raw, way, kinds)}: it is {found}, but {message}; mend it."
    return f"{_where(file, raw, place, kinds)}: '{key}' is {found}, but {message}; mend it."


def _of_union(where: str, problem: Mapping[str, Any]) -> str:
    """Say that the key which decides about the others, the type, is missing or not known."""
    context = problem["ctx"]
    key = context["discriminator"].strip("'")
    if "tag" not in context:
        return f"{where}: the key '{key}' is missing; add it."
    known = [word.strip().strip("'") for word in context["expected_tags"].split(",")]
    tag = str(context["tag"])[:_SHOWN]
    return f"{where}: the {key} '{tag}' is not known{did_you_mean(tag, known)}; there are: {', '.join(known)}."


def _shown(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, default=str)[:_SHOWN]
    except (ValueError, TypeError, RecursionError):
        # a number of thousands of digits, keys of another kind, or values within values without end
        return "a value that cannot be shown"


def _shown_name(value: Any) -> str:
    return f"'{value[:_SHOWN] if isinstance(value, str) else _shown(value)}'"


def _where(file: str, raw: Any, place: list[int | str], kinds: Mapping[str, str]) -> str:
    names = [file]
    node = raw
    kind = None
    for step in place:
        if isinstance(step, int):
            item = node[step] if isinstance(node, list) and step < len(node) else None
            # a reader finds an item by its name or id, or by its number where it has neither
            name = item.get("name", item.get("id")) if isinstance(item, dict) else None
            names.append(f"{kind or 'item'} {_shown_name(name)}" if name else f"{kind or 'item'} {step + 1}")
            node = item
        elif isinstance(node, dict) and step in node:
            node = node[step]
            kind = kinds.get(step)
            if kind is None:
                names.append(_shown_name(step))
    return ", ".join(names)


def _known(place: list[int | str], models: Mapping[str, type[BaseModel]], root: type[BaseModel]) -> list[str]:
    """List the keys allowed at a place of the file."""
    model = root
    for step in place:
        model = models.get(str(step), model)
    return [field.alias or name for name, field in model.model_fields.items()]


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")
