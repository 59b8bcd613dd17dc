"""The charts that stand with a question, as pictures that need no script and no network.

``make pictures`` draws them from the outputs of the notebooks; a test says when one is out of date.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from postsoviet.errors import CourseError, did_you_mean
from postsoviet.quiz.bank import folder

REGISTER = "pictures.json"


@dataclass(frozen=True)
class Picture:
    """A chart as a picture.

    Attributes
    ----------
    key : str
        The key of the chart in its unit.
    alt : str
        The text alternative of the chart.
    svg : str
        For a page.
    png : bytes
        For what cannot show SVG.
    width, height : int
        In pixels of a page; the PNG is finer.
    """

    key: str
    alt: str
    svg: str
    png: bytes
    width: int
    height: int


@cache
def register() -> dict[str, Any]:
    """Return what is known of each picture, by ``NN-key``."""
    path = folder() / "pictures" / REGISTER
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@cache
def picture(unit: str, key: str) -> Picture:
    """Return the picture of a chart.

    Parameters
    ----------
    unit : str
        Two digits.
    key : str
        The key of a chart of the unit.

    Raises
    ------
    CourseError
        When there is none yet.
    """
    name = f"{unit}-{key}"
    known = register()
    if name not in known:
        hint = did_you_mean(name, known)
        raise CourseError(f"There is no picture of the chart '{key}' of unit {unit}{hint}; run 'make pictures'.")
    here, entry = folder() / "pictures", known[name]
    return Picture(
        key=key,
        alt=entry["alt"],
        svg=(here / f"{name}.svg").read_text(encoding="utf-8"),
        png=(here / f"{name}.png").read_bytes(),
        width=entry["width"],
        height=entry["height"],
    )
