"""What a page without a kernel needs to check an exercise: its form, its data, and the script that judges."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from postsoviet.errors import CourseError
from postsoviet.exercises import exercises
from postsoviet.exercises.answers import Kind, Name, NameList, NameSet, Numbers, Table, fold
from postsoviet.exercises.exercise import Exercise
from postsoviet.quiz import assets
from postsoviet.words import table, words

_HERE = Path(__file__).parent
#: Sentences that the script says; the others are of types that a form cannot give.
_SPOKEN = (
    "open", "right", "wrong", "place_open", "numbers_right", "numbers_order", "signs", "hundredth", "hundredfold",
    "unit_slip", "rounded", "names_right", "order_count", "order_only", "order_right", "table_right", "keys_missing",
    "and_more", "form_unreadable", "form_unloaded",
)  # fmt: skip
#: The signs that are turned, and by how many places: half of them, so that turning twice gives the text back.
_FIRST, _TURNED = ord("!"), 94


@dataclass(frozen=True)
class Form:
    """How an exercise is answered on a page. It holds nothing of the right answer.

    Parameters
    ----------
    kind : {"numbers", "amounts", "verdicts", "name", "names", "order"}
        Numbers; numbers or names for the keys of the task; one name; names without and with an order.
    labels : tuple of str
        What each place is called; for names without an order there is none.
    choices : tuple of str
        The names to choose from.
    """

    kind: str
    labels: tuple[str, ...]
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Described:
    """An exercise as a page has it.

    Parameters
    ----------
    form : Form
        What a reader sees.
    data : dict
        What the script must know to judge.
    """

    form: Form
    data: dict[str, Any]

    @property
    def imprint(self) -> str:
        """A short sign of what is asked; it changes with the exercise."""
        return hashlib.sha256(json.dumps(self.data).encode()).hexdigest()[:8]


def described(exercise: Exercise) -> Described | None:
    """Return the form and the data of an exercise, or None where its names are not among choices.

    Raises
    ------
    CourseError
        If the exercise has not one label for each number.
    """
    kind = exercise.kind()
    shape = _shape(kind)
    choices = () if shape in ("numbers", "amounts") else _shown(kind, exercise.offered())
    if shape is None or (shape not in ("numbers", "amounts") and not choices):
        return None
    mistakes = [(_places(kind, mistaken, choices), why) for why, mistaken in exercise.mistaken(kind)]
    data = {
        "kind": shape, "task": exercise.task, "why": exercise.right, "wrong": exercise.wrong,
        "right": _places(kind, kind.right, choices),
        # an answer with a name that cannot be chosen is never given
        "mistakes": [[places, why] for places, why in mistakes if places is not None],
    }  # fmt: skip
    if isinstance(kind, Numbers | Table):
        data["tolerance"] = kind.tolerance
    if isinstance(kind, Table):
        data["keys"] = list(kind.right)
    return Described(Form(shape, _labels(exercise, kind), choices), data)


@cache
def of_unit(unit: str) -> dict[str, Described]:
    """Return what can be checked on the page of a unit, by the ids of exercises.

    Parameters
    ----------
    unit : str
        Two digits, ``"09"``.
    """
    found = {name: described(exercise) for name, exercise in exercises(unit).items()}
    return {name: one for name, one in found.items() if one is not None}


@cache
def unit_script(unit: str) -> str:
    """Return the data of a unit's exercises as a script, so that a page opened from a folder can load it.

    A static page cannot hide a key. The text is turned, so that nobody reads it by accident.

    Parameters
    ----------
    unit : str
        Two digits, ``"09"``.
    """
    data = {name: one.data for name, one in of_unit(unit).items()}
    return f"courseChecks={json.dumps(turned(json.dumps(data, separators=(',', ':'))))};\n"


def turned(text: str) -> str:
    """Return a text with its visible signs turned by half a circle; turned again, it is as before."""
    half = _TURNED // 2
    return "".join(
        chr(_FIRST + (ord(sign) - _FIRST + half) % _TURNED) if _FIRST <= ord(sign) < _FIRST + _TURNED else sign
        for sign in text
    )


def script(*ends: Path) -> str:
    """Join storage, the reading of numbers and the marking with what shows them.

    Parameters
    ----------
    ends : Path
        The source files that use the others.
    """
    spoken = table()["exercise"]
    files = [*assets.shared()[:1], assets.reading(), _HERE / "script" / "marking.js", *ends]
    return assets.bundle(files, {"words": {name: spoken[name] for name in _SPOKEN}})


def _shape(kind: Kind) -> str | None:
    match kind:
        case Numbers():
            return "numbers"
        case Table():
            texts = [isinstance(cell, str) for cell in kind.right.values()]
            return "verdicts" if all(texts) else None if any(texts) else "amounts"
        case Name():
            return "name"
        case NameSet():
            return "names"
        case NameList():
            return "order"
    return None


def _shown(kind: Kind, choices: Iterable[str]) -> tuple[str, ...]:
    """Return the choices as a form lists them: as the task does, but never in an order that is the answer's."""
    names = [fold(name) for name in kind.names(kind.right)]
    told = not isinstance(kind, Table) or len(set(names)) == len(names)
    return tuple(sorted(choices, key=fold) if told or isinstance(choices, Set) else choices)


def _labels(exercise: Exercise, kind: Kind) -> tuple[str, ...]:
    match kind:
        case Numbers():
            size, labels = kind.right.size, exercise.labels
        case Table():
            size, labels = len(kind.right), exercise.labels or tuple(kind.right)
        case NameList():
            size = len(kind.right)
            labels = exercise.labels or tuple(words("exercise.form_place", number=place + 1) for place in range(size))
        case NameSet():
            size, labels = 0, ()
        case _:
            size, labels = 1, exercise.labels or (words("exercise.form_name"),)
    if len(labels) != size:
        raise CourseError(
            f"The exercise '{exercise.id}' needs a label for each of its {size} places; it has {len(labels)}."
        )
    return tuple(labels)


def _places(kind: Kind, answer, choices: tuple[str, ...]) -> list[float | int | None] | None:
    """Return an answer as the script has it: numbers, or the places of names among the choices."""
    if isinstance(kind, Numbers):
        return [_short(number) for number in answer.tolist()]
    if isinstance(kind, Table):
        if answer.keys() - kind.right.keys():
            return None
        answer = [answer.get(key) for key in kind.right]
    known = {fold(choice): place for place, choice in enumerate(choices)}
    named = [answer] if isinstance(answer, str) else answer
    places = [known.get(fold(one), -1) if isinstance(one, str) else one for one in named]
    return None if -1 in places and choices else [_short(place) for place in places]


def _short(number: float | None) -> float | int | None:
    return int(number) if isinstance(number, float) and number.is_integer() else number
