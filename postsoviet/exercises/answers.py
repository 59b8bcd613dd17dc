"""The kinds of answer: how each is read, when two count as the same, and what may be counted aloud.

A kind holds the right answer. What it says of another answer are counts, and keys that the task
gives; never a name or a number of the right answer.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

import numpy as np
import pandas as pd

from postsoviet.errors import did_you_mean
from postsoviet.exercises.slips import SLACK, slip
from postsoviet.words import words

#: How many keys a sentence lists before it counts the others.
LISTED = 8

_APOSTROPHES = "\u2018\u2019\u02b9\u02bb\u02bc\u2032\u0060\u00b4\uff07"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_MARKS = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_DASHES, "-"))


class Unreadable(Exception):
    """An answer is not of the kind that the task asks for; the message says what is expected."""


def fold(name: str) -> str:
    """Bring a name to the form in which names are compared.

    Case, runs of blanks and the shape of apostrophes and dashes do not count; letters do.
    """
    # marks first: the normal form would take a spacing accent apart
    return " ".join(unicodedata.normalize("NFKC", name.translate(_MARKS)).casefold().split())


def unanswered(value) -> bool:
    """Return whether a value holds nothing yet: ``None``, ``...``, empty text, or a collection of these."""
    return not _filled(value.values() if isinstance(value, Mapping) else _items(value))


def outside(names: Iterable[str], choices: Iterable[str]) -> list[str]:
    """Return the names that are not among the choices."""
    known = {fold(choice) for choice in choices}
    return [name for name in names if fold(name) not in known]


class Kind:
    """A right answer, and how another is compared with it.

    Attributes
    ----------
    right : object
        The right answer, in the form that `read` returns.
    """

    right: object

    def read(self, value) -> object:
        """Return a value in the form in which it is compared.

        Raises
        ------
        Unreadable
            If the value is not of this kind.
        """
        raise NotImplementedError

    def same(self, given, other) -> bool:
        """Return whether two answers, both as read, count as the same."""
        raise NotImplementedError

    def names(self, given) -> list[str]:
        """Return the names in an answer that must be among the choices of a task."""
        return []

    def slip(self, given) -> str | None:
        """Return what may be said of a wrong answer that is right but for its form."""
        return None

    def part(self, given, mistaken) -> int:
        """Return in how many places a mistaken answer is wrong, if a given one has all of these; else 0."""
        return 0

    def counts(self, given) -> str:
        """Return what may be said of a wrong answer: how much of it is right, never what."""
        return ""


@dataclass(frozen=True)
class Numbers(Kind):
    """A number or a list of numbers; a number counts as a list of one.

    A number in quotation marks is text and no number, and so is one with a percent sign.
    """

    right: np.ndarray
    tolerance: float

    def read(self, value) -> np.ndarray:
        items = _items(value)
        if any(isinstance(item, str) and not _blank(item) for item in items):
            raise Unreadable(words("exercise.number_as_text"))
        if any(_blank(item) for item in items):
            raise Unreadable(words("exercise.place_open"))
        given = _numbers(value)
        if given is None:
            raise Unreadable(words("exercise.expects_numbers", type=_type(value)))
        if given.shape != self.right.shape:
            raise Unreadable(self._wrong_count(given))
        if not np.isfinite(given).all():
            raise Unreadable(words("exercise.not_finite"))
        return given

    def same(self, given, other) -> bool:
        return bool(self._places(given, other).all())

    def slip(self, given) -> str | None:
        return slip(given, self.right, self.tolerance)

    def part(self, given, mistaken) -> int:
        wrong = ~self._places(mistaken, self.right)
        return int(wrong.sum()) if self._places(given, mistaken)[wrong].all() else 0

    def counts(self, given) -> str:
        right = int(self._places(given, self.right).sum())
        return words("exercise.numbers_right", right=right, all=self.right.size) if right else ""

    def _places(self, given, other) -> np.ndarray:
        return np.abs(given - other) <= self.tolerance + SLACK

    def _wrong_count(self, given: np.ndarray) -> str:
        said = words("exercise.number_count", all=self.right.size, given=given.size)
        # 32,4 is two numbers to Python
        commas = given.size == 2 * self.right.size and (given == np.round(given)).all()
        return f"{said} {words('exercise.decimal_comma')}" if commas else said


@dataclass(frozen=True)
class Name(Kind):
    """One name; a list that holds just one counts as well."""

    right: str

    def read(self, value) -> str:
        items = [] if isinstance(value, Mapping) else _filled(_items(value))
        if len(items) != 1 or not isinstance(items[0], str):
            raise Unreadable(words("exercise.expects_name", type=_type(value)))
        return items[0]

    def same(self, given, other) -> bool:
        return fold(given) == fold(other)

    def names(self, given) -> list[str]:
        return [given]


@dataclass(frozen=True)
class NameSet(Kind):
    """Names without an order; a name given twice counts once."""

    right: list[str]

    def read(self, value) -> list[str]:
        return _names(value, "exercise.expects_names")

    def same(self, given, other) -> bool:
        return _folded(given) == _folded(other)

    def part(self, given, mistaken) -> int:
        mine, theirs, right = _folded(given), _folded(mistaken), _folded(self.right)
        has_all = theirs - right <= mine and not (right - theirs) & mine
        return len(theirs ^ right) if has_all else 0

    def names(self, given) -> list[str]:
        return given

    def counts(self, given) -> str:
        mine, right = _folded(given), _folded(self.right)
        return words(
            "exercise.names_right", right=len(mine & right), given=len(mine), missing=len(right - mine)
        )


@dataclass(frozen=True)
class NameList(Kind):
    """Names in an order."""

    right: list[str]

    def read(self, value) -> list[str]:
        if isinstance(value, Set):
            raise Unreadable(words("exercise.expects_order", type=_type(value)))
        return _names(value, "exercise.expects_order")

    def same(self, given, other) -> bool:
        return [fold(name) for name in given] == [fold(name) for name in other]

    def names(self, given) -> list[str]:
        return given

    def counts(self, given) -> str:
        mine, right = [fold(name) for name in given], [fold(name) for name in self.right]
        if len(mine) != len(right):
            return words("exercise.order_count", all=len(right), given=len(mine))
        if Counter(mine) == Counter(right):
            return words("exercise.order_only")
        placed = sum(one == other for one, other in zip(mine, right, strict=True))
        return words("exercise.order_right", right=placed, all=len(right))


@dataclass(frozen=True)
class Table(Kind):
    """A name or a number for each key. The keys belong to the task and may be told."""

    right: dict[str, str | float]
    tolerance: float

    def read(self, value) -> dict[str, str | float]:
        if isinstance(value, pd.Series):
            value = value.to_dict()
        if not isinstance(value, Mapping):
            raise Unreadable(words("exercise.expects_table", keys=_listed(self.right), type=_type(value)))
        spelling = {fold(key): key for key in self.right}
        found = {}
        for key, cell in value.items():
            label = spelling.get(fold(_label(key)), _label(key))
            if not _blank(cell):
                found[label] = self._cell(label, cell)
        return found

    def same(self, given, other) -> bool:
        return given.keys() == other.keys() and all(self._agree(given[key], other[key]) for key in given)

    def part(self, given, mistaken) -> int:
        wrong = [key for key, cell in self.right.items() if key not in mistaken or not self._agree(mistaken[key], cell)]
        has_all = all(key in given and key in mistaken and self._agree(given[key], mistaken[key]) for key in wrong)
        return len(wrong) if has_all else 0

    def names(self, given) -> list[str]:
        return [cell for cell in given.values() if isinstance(cell, str)]

    def counts(self, given) -> str:
        right = sum(key in given and self._agree(given[key], cell) for key, cell in self.right.items())
        said = [words("exercise.table_right", right=right, all=len(self.right))]
        missing = [key for key in self.right if key not in given]
        if missing:
            said.append(words("exercise.keys_missing", keys=_listed(missing)))
        unknown = [key for key in given if key not in self.right]
        if unknown:
            said.append(words("exercise.key_unknown", key=unknown[0], hint=did_you_mean(unknown[0], self.right)))
        return " ".join(said)

    def _cell(self, key: str, value) -> str | float:
        """Return a value as a name or a number, as the right answer has it under this key."""
        cell = _cell(value)
        asked = self.right.get(key, cell)
        if cell is None or isinstance(cell, str) != isinstance(asked, str):
            expected = "name" if isinstance(asked, str) else "number"
            raise Unreadable(words(f"exercise.value_{expected}", key=key, type=_type(value)))
        if not isinstance(cell, str) and not np.isfinite(cell):
            raise Unreadable(words("exercise.not_finite"))
        return cell

    def _agree(self, one: str | float, other: str | float) -> bool:
        if isinstance(one, str) or isinstance(other, str):
            return isinstance(one, str) and isinstance(other, str) and fold(one) == fold(other)
        return abs(one - other) <= self.tolerance + SLACK


def kind_of(answer, tolerance: float = 0.0) -> Kind | None:
    """Return the kind of a right answer, or None where it is of no kind that can be checked.

    Parameters
    ----------
    answer : number, str, sequence of either, set of str, or dict of either
        The right answer.
    tolerance : float
        Largest distance that still counts, where there are numbers.
    """
    if isinstance(answer, str):
        return Name(answer)
    if isinstance(answer, Mapping):
        cells = {_label(key): _cell(value) for key, value in answer.items()}
        return None if not cells or None in cells.values() else Table(cells, tolerance)
    items = _items(answer)
    if items and all(isinstance(item, str) for item in items):
        return NameSet(items) if isinstance(answer, Set) else NameList(items)
    numbers = _numbers(answer)
    return None if numbers is None else Numbers(numbers, tolerance)


def _numbers(value) -> np.ndarray | None:
    """Return a value as a flat array of numbers, or None where it is not numbers."""
    if isinstance(value, str | bytes | Mapping) or any(isinstance(item, bool | np.bool_) for item in _items(value)):
        return None
    try:
        return np.atleast_1d(np.asarray(value, dtype=float)).ravel()
    except (TypeError, ValueError):
        return None


def _cell(value) -> str | float | None:
    """Return one value of a table as text or a number, or None where it is neither."""
    if isinstance(value, str):
        return value
    numbers = None if _blank(value) else _numbers(value)
    return float(numbers[0]) if numbers is not None and numbers.size == 1 else None


def _names(value, expected: str) -> list[str]:
    """Return a collection of names as a list; `expected` is the phrase for anything else."""
    if isinstance(value, str) or not (isinstance(value, list | tuple | Set) or hasattr(value, "__array__")):
        raise Unreadable(words(expected, type=_type(value)))
    names = _filled(_items(value))
    for name in names:
        if not isinstance(name, str):
            raise Unreadable(words("exercise.not_name", type=_type(name)))
    return names


def _items(value) -> list:
    """Return what a collection holds; a single value is a collection of one."""
    if isinstance(value, Set):
        return sorted(value, key=str)
    if isinstance(value, list | tuple):
        return list(value)
    if hasattr(value, "__array__") and not isinstance(value, str):
        return np.asarray(value, dtype=object).ravel().tolist()
    return [value]


def _filled(items: Iterable) -> list:
    return [item for item in items if not _blank(item)]


def _blank(value) -> bool:
    """Return whether a place is not filled in yet."""
    return value is None or value is ... or (isinstance(value, str) and not value.strip())


def _folded(names: Iterable[str]) -> set[str]:
    return {fold(name) for name in names}


def _label(key) -> str:
    """Return a key as text; a year that became 2010.0 in a data frame is 2010 again."""
    return str(int(key)) if isinstance(key, float) and key.is_integer() else str(key).strip()


def _listed(keys: Iterable[str]) -> str:
    """Return keys in quotation marks, and how many more there are when they are many."""
    quoted = [f"'{key}'" for key in keys]
    if len(quoted) <= LISTED:
        return ", ".join(quoted)
    return words("exercise.and_more", keys=", ".join(quoted[:LISTED]), more=len(quoted) - LISTED)


def _type(value) -> str:
    return type(value).__name__
