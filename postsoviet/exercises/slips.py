"""Slips that any answer of numbers can have, and what may be said of them.

A slip is a near miss of form: another order, a sign, a fraction for a percentage, another unit, or too few
digits. A mistake of thinking belongs to its exercise, as a `Mistake`, and is tried first.
"""

from __future__ import annotations

import numpy as np

from postsoviet.words import words

#: Slack for binary fractions, so that an answer at the very edge of a tolerance counts.
SLACK = 1e-12
#: Decimals that are looked for in a rounded answer.
_MOST_DECIMALS = 6
#: Factors between single ones, thousands and millions.
_UNITS = (1e-6, 1e-3, 1e3, 1e6)


def slip(given: np.ndarray, right: np.ndarray, tolerance: float) -> str | None:
    """Name the slip that leads from the right numbers to these, or return None.

    Parameters
    ----------
    given, right : numpy.ndarray
        Numbers of the answer and of the right one, as many.
    tolerance : float
        Largest distance that counts as right, in the unit of the answer.

    Returns
    -------
    str or None
        One sentence without a number.
    """
    if _near(np.sort(given), np.sort(right), tolerance).all():
        return words("exercise.numbers_order")
    if _near(np.abs(given), np.abs(right), tolerance).all():
        return words("exercise.signs")
    for factor, key in ((0.01, "hundredth"), (100, "hundredfold"), *((unit, "unit_slip") for unit in _UNITS)):
        if _scaled(given, right, tolerance, factor):
            return words(f"exercise.{key}")
    rounded = _near(given, right, _half_digit(given)) & (given != 0)
    if (rounded | _near(given, right, tolerance)).all():
        return words("exercise.rounded")
    return None


def _near(one: np.ndarray, other: np.ndarray, distance: float | np.ndarray) -> np.ndarray:
    return np.abs(one - other) <= distance + SLACK


def _scaled(given: np.ndarray, right: np.ndarray, tolerance: float, factor: float) -> bool:
    """Return whether some numbers are the right ones times a factor, perhaps rounded, and the others are right."""
    reach = np.maximum(tolerance * factor, _half_digit(given) if factor < 1 else 0.0)
    scaled = _near(given, right * factor, reach) & (given != 0)
    return bool(scaled.any() and (scaled | _near(given, right, tolerance)).all())


def _half_digit(numbers: np.ndarray) -> np.ndarray:
    """Return half a unit of the last digit that each number has behind the point."""
    half = np.zeros(numbers.shape)
    for decimals in range(_MOST_DECIMALS, -1, -1):
        half[_near(numbers, np.round(numbers, decimals), 0.0)] = 0.5 * 10.0**-decimals
    return half
