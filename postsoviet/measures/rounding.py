"""What a printed number allows: intervals from rounding, and a verdict on a recomputation.

A number printed as 2.7 may have been anything from 2.65 to 2.75. A result that is
recomputed from such numbers is therefore not a point but a range, and a printed result
is doubted only if it lies outside that range.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from postsoviet.measures._validation import MeasureError, numbers, whole

REPRODUCED = "reproduced"
WITHIN_ROUNDING = "within rounding"
DIFFERS = "differs"
CANNOT_BE_BOTH = "cannot be both"
VERDICTS = (REPRODUCED, WITHIN_ROUNDING, DIFFERS, CANNOT_BE_BOTH)

# Binary fractions cannot hold 0.05 exactly; relative to the numbers, this much is no difference.
_TOLERANCE = 1e-12


class Interval(NamedTuple):
    """The lowest and the highest value that a number may have; both ends belong to it."""

    low: float
    high: float


def half_width(decimals: int) -> float:
    """Half a unit of the last printed digit.

    Parameters
    ----------
    decimals : int
        Printed decimals: 1 for 2.7, 0 for 27, -3 for a number given in whole thousands.

    Returns
    -------
    float
        0.05, 0.5 and 500 for these three.

    Raises
    ------
    MeasureError
        If `decimals` is not a whole number from -15 to 15.

    References
    ----------
    Taylor, J. R. (1997). An Introduction to Error Analysis, 2nd ed. University Science
    Books, ch. 1-2.
    """
    return 0.5 * 10.0 ** -whole(decimals, "decimals", lowest=-15, highest=15)


def interval(value: float, decimals: int) -> Interval:
    """Range of the numbers that are printed as `value` with so many decimals.

    Parameters
    ----------
    value : float
        The printed number.
    decimals : int
        As for `half_width`.

    Returns
    -------
    Interval
        ``interval(2.7, 1)`` is 2.65 to 2.75.

    Raises
    ------
    MeasureError
        If `value` is missing or not a single number, or `decimals` is out of range.

    References
    ----------
    Taylor (1997), as for `half_width`.
    """
    centre = _single(value, "value")
    return Interval(centre - half_width(decimals), centre + half_width(decimals))


def ratio_interval(numerator: tuple[float, float], denominator: tuple[float, float]) -> Interval:
    """Range of a quotient of two numbers that are each known to lie in a range.

    The two are taken to be free of each other; where one contains the other (a part of a
    total) the true range is narrower.

    Parameters
    ----------
    numerator, denominator : Interval or (low, high)
        The denominator's range must not contain zero.

    Returns
    -------
    Interval

    Raises
    ------
    MeasureError
        If a range is upside down or the denominator may be zero.

    References
    ----------
    Moore, R. E. (1966). Interval Analysis. Prentice-Hall, ch. 2.
    """
    top, bottom = _range(numerator, "numerator"), _range(denominator, "denominator")
    if bottom.low <= 0 <= bottom.high:
        raise MeasureError(
            f"denominator may be zero (it runs from {bottom.low:g} to {bottom.high:g}), so the ratio has no range; "
            "use a number printed with more digits."
        )
    corners = [above / below for above in top for below in bottom]
    return Interval(min(corners), max(corners))


def overlap(first: tuple[float, float], second: tuple[float, float]) -> bool:
    """Whether two ranges have a value in common.

    Parameters
    ----------
    first, second : Interval or (low, high)

    Returns
    -------
    bool
        Ranges that only touch do overlap.

    Raises
    ------
    MeasureError
        If a range is upside down or has a missing end.

    References
    ----------
    Moore (1966), as for `ratio_interval`.
    """
    one, other = _range(first, "first"), _range(second, "second")
    slack = _TOLERANCE * max(1.0, *(abs(end) for end in (*one, *other) if np.isfinite(end)))
    return one.low <= other.high + slack and other.low <= one.high + slack


def agrees(printed: float, recomputed: float, decimals: int) -> bool:
    """Whether a recomputed number, rounded like the printed one, equals it.

    Parameters
    ----------
    printed, recomputed : float
        The number in the source and ours.
    decimals : int
        Printed decimals, as for `half_width`.

    Returns
    -------
    bool
        A number exactly halfway agrees with both neighbours, for printers round it
        either way.

    Raises
    ------
    MeasureError
        If a number is missing or `decimals` is out of range.

    References
    ----------
    Taylor (1997), as for `half_width`.
    """
    ours = _single(recomputed, "recomputed")
    return overlap(interval(printed, decimals), Interval(ours, ours))


def verdict(
    printed: float, recomputed: float, decimals: int, low: float | None = None, high: float | None = None
) -> str:
    """Judge a printed number beside a recomputed one.

    Parameters
    ----------
    printed, recomputed : float
        The number in the source and ours.
    decimals : int
        Printed decimals of the source, as for `half_width`.
    low, high : float, optional
        Range of the recomputed number, given the rounding of its inputs. Default: the
        inputs are exact.

    Returns
    -------
    str
        ``"reproduced"`` if ours rounds to the printed number; ``"within rounding"`` if a
        number that rounds to it lies in the range; ``"differs"`` otherwise.

    Raises
    ------
    MeasureError
        If a number is missing, or `low` is above `high`.

    References
    ----------
    Brown, N. J. L., and Heathers, J. A. J. (2017). The GRIM test. Social Psychological
    and Personality Science 8 (4), 363-369 (the same idea for means of whole numbers).
    """
    return verdict_on_claim(interval(printed, decimals), recomputed, low, high)


def verdict_on_claim(
    claim: tuple[float, float], recomputed: float, low: float | None = None, high: float | None = None
) -> str:
    """Judge a claim that is a range, such as "more than 2.5 times", beside a number.

    Parameters
    ----------
    claim : Interval or (low, high)
        The numbers of which the claim would be true; an end may be infinite.
    recomputed, low, high : float
        As for `verdict`.

    Returns
    -------
    str
        As for `verdict`.

    Raises
    ------
    MeasureError
        As for `verdict`.

    References
    ----------
    Moore (1966), as for `ratio_interval`.
    """
    ours = _single(recomputed, "recomputed")
    if overlap(claim, Interval(ours, ours)):
        return REPRODUCED
    allowed = Interval(ours if low is None else low, ours if high is None else high)
    return WITHIN_ROUNDING if overlap(claim, allowed) else DIFFERS


def pair_verdict(first: tuple[float, float], second: tuple[float, float]) -> str:
    """Judge two printed numbers that must be the same quantity.

    Parameters
    ----------
    first, second : Interval or (low, high)
        What each of the two allows for the quantity.

    Returns
    -------
    str
        ``"within rounding"`` if the ranges overlap, ``"cannot be both"`` if not.

    Raises
    ------
    MeasureError
        If a range is upside down or has a missing end.

    References
    ----------
    Moore (1966), as for `ratio_interval`.
    """
    return WITHIN_ROUNDING if overlap(first, second) else CANNOT_BE_BOTH


def _single(value, name: str) -> float:
    array = numbers(value, name)
    if array.ndim:
        raise MeasureError(
            f"{name} is a list of {array.size} numbers, but one number is needed; call this once for each."
        )
    return float(array)


def _range(ends, name: str) -> Interval:
    try:
        low, high = (float(end) for end in ends)
    except (TypeError, ValueError):
        raise MeasureError(f"{name} is {ends!r}, but a range is needed: two numbers, (low, high).") from None
    if not low <= high:  # also true when an end is missing
        raise MeasureError(f"{name} runs from {low:g} to {high:g}; give the lower end first and leave no end out.")
    return Interval(low, high)
