"""What every measure checks before it computes, and the error it raises.

A measure that receives a missing or a negative number must stop and say where,
because numpy would carry it on in silence and a plausible wrong number is worse
than none.
"""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Integral

import numpy as np

from postsoviet.errors import CourseError


class MeasureError(CourseError):
    """A measure was given numbers it has no meaning for."""


def numbers(values, name: str) -> np.ndarray:
    """Return `values` as a float array in which every entry is a finite number.

    Parameters
    ----------
    values : number or array_like
        A single number or a list of numbers of any shape.
    name : str
        What the caller calls this argument; errors name it.

    Returns
    -------
    numpy.ndarray
        A new array of floats; its shape is that of `values`.

    Raises
    ------
    MeasureError
        If an entry is text, is missing or is infinite.
    """
    try:
        array = np.asarray(values)
    except ValueError:
        raise MeasureError(f"{name} has rows of unequal length; give one plain list of numbers.") from None
    if array.dtype.kind in "biuf":
        array = array.astype(float)
    else:
        array = _from_objects(np.asarray(values, dtype=object), name)
    bad = np.flatnonzero(~np.isfinite(array))
    if bad.size:
        what = "missing (NaN)" if np.isnan(array.ravel()[bad[0]]) else "infinite"
        raise MeasureError(
            f"{_place(name, array, bad[0])} is {what}; leave that observation out or fill it in, "
            "for a measure cannot guess it."
        )
    return array


def _from_objects(array: np.ndarray, name: str) -> np.ndarray:
    """Convert a mixed array entry by entry, so that an error can name the entry."""
    converted = np.empty(array.shape, dtype=float)
    for position, entry in enumerate(array.ravel()):
        try:
            # float("12") would succeed, and a column read as text would slip through.
            if isinstance(entry, (str, bytes)):
                raise TypeError
            converted.ravel()[position] = np.nan if entry is None else float(entry)
        except (TypeError, ValueError):
            raise MeasureError(
                f"{_place(name, array, position)} is {entry!r}, which is not a number; "
                "give plain numbers, without units or signs of percent."
            ) from None
    return converted


def amounts(values, name: str) -> np.ndarray:
    """Return `values` as an array of numbers that are zero or more (see `numbers`)."""
    array = numbers(values, name)
    bad = np.flatnonzero(array < 0)
    if bad.size:
        raise MeasureError(
            f"{_place(name, array, bad[0])} is {array.ravel()[bad[0]]:g}, below zero; "
            "this measure is defined for amounts of zero or more, so correct or drop it."
        )
    return array


def vector(values, name: str, *, length: int | None = None) -> np.ndarray:
    """Return a one-dimensional array of amounts whose total is above zero.

    Parameters
    ----------
    values : array_like
        Amounts of zero or more.
    name : str
        What the caller calls this argument.
    length : int, optional
        The number of entries that the measure needs.

    Raises
    ------
    MeasureError
        If `values` is empty, not one-dimensional, of another length, holds a
        negative, missing or infinite entry, or sums to zero.
    """
    array = amounts(values, name)
    if array.ndim != 1:
        raise MeasureError(
            f"{name} has {array.ndim} dimensions, but one plain list of numbers is needed; pass one row or column."
        )
    if array.size == 0:
        raise MeasureError(f"{name} is empty; give at least one number.")
    if length is not None and array.size != length:
        raise MeasureError(f"{name} has {array.size} numbers, but {length} are needed; check what was left out.")
    if array.sum() == 0:
        raise MeasureError(f"{name} sums to zero, so there is nothing to share out; check the column.")
    return array


def weights_for(weights, values: np.ndarray) -> np.ndarray:
    """Return the weights that go with `values`; ones if none are given."""
    if weights is None:
        return np.ones(values.size)
    people = vector(weights, "weights", length=values.size)
    if (values * people).sum() == 0:
        raise MeasureError(
            "weights are zero wherever there is something to share, so the weighted total is zero; check them."
        )
    return people


def positive(values, name: str) -> np.ndarray:
    """Return `values` as numbers above zero: something that one can divide by."""
    array = numbers(values, name)
    bad = np.flatnonzero(array <= 0)
    if bad.size:
        raise MeasureError(
            f"{_place(name, array, bad[0])} is {array.ravel()[bad[0]]:g}, but it must be above zero, "
            "because the measure divides by it; check the order of the arguments."
        )
    return array


def same_shape(**arrays: np.ndarray) -> None:
    """Raise unless all lists among the arguments have the same length."""
    shapes = {name: array.shape for name, array in arrays.items() if array.ndim}
    if len(set(shapes.values())) > 1:
        sizes = " and ".join(f"{name} has {np.prod(shape, dtype=int)}" for name, shape in shapes.items())
        raise MeasureError(f"{sizes} numbers; give lists of one length, in the same order.")


def plain(array) -> float | np.ndarray:
    """Hand back a float for a single result and an array for several."""
    array = np.asarray(array)
    return float(array) if array.ndim == 0 else array


def whole(value, name: str, *, lowest: int, highest: int) -> int:
    """Return a whole number inside a range, or raise with the range."""
    right_type = isinstance(value, Integral) and not isinstance(value, bool)
    if not right_type or not lowest <= value <= highest:
        raise MeasureError(f"{name} is {value!r}, but it must be a whole number from {lowest} to {highest}.")
    return int(value)


def group_numbers(groups, name: str, count: int) -> list[int]:
    """Return distinct group numbers that count from 1, such as the deciles 5 to 10."""
    if isinstance(groups, Integral):
        groups = [groups]
    if isinstance(groups, str) or not isinstance(groups, Iterable):
        raise MeasureError(f"{name} is {groups!r}; give group numbers, such as [1] or range(5, 11).")
    chosen = [
        whole(group, f"number {place} of {name}", lowest=1, highest=count) for place, group in enumerate(groups, 1)
    ]
    if not chosen:
        raise MeasureError(f"{name} is empty; name at least one group from 1 to {count}.")
    for place, group in enumerate(chosen):
        if group in chosen[:place]:
            raise MeasureError(f"{name} names group {group} twice; name each group once.")
    return chosen


def _place(name: str, array: np.ndarray, position: int) -> str:
    """Name one entry the way a reader counts: from 1."""
    return name if array.ndim == 0 else f"{name}, number {position + 1} of {array.size},"
