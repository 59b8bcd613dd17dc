"""An answer as plain data, ready for JSON: nothing of a student's classes leaves the sandbox."""

from __future__ import annotations

import math
import sys
from collections import deque
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import islice

#: Values in one answer, signs of one text and levels of nesting that are more than any exercise asks for.
MOST_ITEMS, LONGEST_TEXT, DEEPEST = 5_000, 5_000, 6
#: Digits of a whole number that is passed on as it is; one of more is larger than any number that Python computes with
#: as a decimal one, and counts as infinite.
MOST_DIGITS = 309
_LARGEST = 10**MOST_DIGITS


class _TooLarge(Exception):
    """An answer has more in it than any exercise asks for."""


def plain(value: object) -> object:
    """Return a value as data that JSON can hold.

    Numbers, texts, truth values and None stay what they are. Everything else is a mapping with a
    ``type`` that `postsoviet.teaching.grading.channel` knows. Only methods of Python, numpy and
    pandas are called, so a class of the student's gets no word in it.

    Parameters
    ----------
    value : object
        Whatever stands in the variable.

    Returns
    -------
    None, bool, int, float, str or dict
        ``{"type": "large"}`` for what is too large, ``{"type": "other", "name": ...}`` for what is
        no answer to any exercise.
    """
    try:
        return _Flattening().plain(value, 0)
    except _TooLarge:
        return {"type": "large"}
    except BaseException:  # a student's class may raise anything, also where it is only looked at
        return _other(value)


def is_blank(data: object) -> bool:
    """Return whether plain data hold no answer: None, ``...``, or nothing in them."""
    if isinstance(data, dict):
        return data["type"] == "ellipsis" or ("items" in data and not data["items"])
    return data is None or (isinstance(data, str) and not data.strip())


def _other(value: object) -> dict:
    return {"type": "other", "name": str(type(value).__name__)[:80]}


class _Flattening:
    def __init__(self) -> None:
        self._left = MOST_ITEMS

    def plain(self, value: object, depth: int) -> object:
        self._left -= 1
        if self._left < 0 or depth > DEEPEST:
            raise _TooLarge
        if value is None or isinstance(value, bool):
            return value
        if value is ...:
            return {"type": "ellipsis"}
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, int):
            return self._whole(value)
        if isinstance(value, float):
            return self._real(float.__float__(value))
        if isinstance(value, Decimal | Fraction):
            return self._real(float(value))
        return self._collection(value, depth)

    def _text(self, value: str) -> str:
        if str.__len__(value) > LONGEST_TEXT:
            raise _TooLarge
        # half a sign, which JSON could not carry, becomes a question mark
        return str.encode(value, "utf-8", "replace").decode()

    def _whole(self, value: int) -> object:
        exact = int.__index__(value)
        return exact if -_LARGEST < exact < _LARGEST else self._real(math.copysign(math.inf, 1 if exact > 0 else -1))

    def _real(self, value: float) -> object:
        return value if math.isfinite(value) else {"type": "not finite", "name": str(value)}

    def _collection(self, value: object, depth: int) -> object:
        if isinstance(value, dict):
            return self._pairs("dict", dict.keys(value), dict.values(value), depth)
        for kind in (list, tuple, set, frozenset):
            if isinstance(value, kind):
                return {"type": kind.__name__, "items": self._items(kind.__iter__(value), depth)}
        if isinstance(value, range | deque):
            return {"type": "list", "items": self._items(value, depth)}
        return self._of_packages(value, depth)

    def _of_packages(self, value: object, depth: int) -> object:
        """Flatten what numpy and pandas hold; they are asked only when the student's code has loaded them."""
        numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
        if pandas is not None:
            if isinstance(value, pandas.Series):
                self._refuse_large(value.size)
                return self._pairs("series", value.index, value, depth)
            if isinstance(value, pandas.DataFrame | pandas.Index | pandas.api.extensions.ExtensionArray):
                self._refuse_large(value.size)
                value = numpy.asarray(value, dtype=object)
            elif value is pandas.NA or value is pandas.NaT:
                return self._real(math.nan)
        if numpy is not None:
            if isinstance(value, numpy.generic):
                item = numpy.generic.item(value)
                return _other(value) if isinstance(item, numpy.generic) else self.plain(item, depth)
            if isinstance(value, numpy.ndarray):
                self._refuse_large(value.size)
                return {"type": "array", "items": self._items(numpy.ndarray.ravel(value).tolist(), depth)}
        return _other(value)

    def _pairs(self, kind: str, keys: Iterable, values: Iterable, depth: int) -> dict:
        return {"type": kind, "keys": self._items(keys, depth), "items": self._items(values, depth)}

    def _items(self, values: Iterable, depth: int) -> list:
        return [self.plain(one, depth + 1) for one in islice(values, self._left + 1)]

    def _refuse_large(self, size: int) -> None:
        if size > self._left:
            raise _TooLarge
