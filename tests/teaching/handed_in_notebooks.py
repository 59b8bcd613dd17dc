"""Small notebooks of unit 09, as students hand them in: the exercises alone, so that a class runs in seconds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from postsoviet.exercises import exercises
from postsoviet.teaching.assignment import assignment

UNIT = "09"


@cache
def right() -> dict[str, str]:
    """Return Python for the right answer of every exercise, by its variable."""
    found = {}
    for task in assignment(UNIT).checked:
        found[task.answer_name] = repr(np.asarray(exercises(UNIT)[task.id].answer()).tolist())
    return found


def cells(answers: Mapping[str, str] | None = None, **extra: str) -> list[dict]:
    """Return the code cells of a notebook.

    Parameters
    ----------
    answers : mapping, optional
        Python for each variable; the right ones where left out.
    **extra : str
        Code that stands after the check of an exercise, ``after_2="..."``; ``first`` and ``last``
        stand at the ends.
    """
    found = [("setup", "from postsoviet.exercises import check"), ("first", extra.get("first", ""))]
    for task in assignment(UNIT).checked:
        code = {**right(), **(answers or {})}[task.answer_name]
        found.append((task.starter_id, f"{task.answer_name} = {code}"))
        found.append((task.check_id, f'check("{task.id}", {task.answer_name})'))
        found.append((f"after-{task.number}", extra.get(f"after_{task.number}", "")))
    found.append(("last", extra.get("last", "")))
    return [_cell(name, source) for name, source in found if source]


def _cell(name: str, source: str) -> dict:
    return {"cell_type": "code", "id": name, "metadata": {}, "source": source, "outputs": [], "execution_count": None}


def notebook(answers: Mapping[str, str] | None = None, *, without: tuple[str, ...] = (), **extra: str) -> bytes:
    """Return a notebook file; cells with ids in `without` are gone."""
    kept = [cell for cell in cells(answers, **extra) if cell["id"] not in without]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": kept}).encode()


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
