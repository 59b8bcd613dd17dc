"""Measures of what taxes and benefits do to a distribution, and the author's what-if.

Sign conventions, because books differ:

* `concentration_coefficient` is negative when amounts per head are higher among the poor.
* `reynolds_smolensky` is positive when inequality falls from `before` to `after`.
* `kakwani` is concentration minus Gini. For a **tax** a positive value is progressive.
  For a **benefit** a negative value is progressive: the poor receive a larger part of
  benefits than of income.
"""

from __future__ import annotations

import numpy as np

from postsoviet.measures._validation import (
    MeasureError, amounts as nonnegative, group_numbers, numbers, same_shape, vector, weights_for,
)
from postsoviet.measures.change import percent_change
from postsoviet.measures.inequality import _above_curve, _cumulative, gini

__all__ = [
    "concentration_coefficient", "kakwani", "percent_change", "reranking", "reynolds_smolensky", "transfer",
]


def concentration_coefficient(amounts, rank_by=None, weights=None) -> float:
    """How far an amount is concentrated among the rich (positive) or the poor (negative).

    It is computed like the Gini, but people stand in the order of `rank_by` and not of
    the amount itself. Entries with the same rank share their amount equally.

    Parameters
    ----------
    amounts : array_like, shape (n,)
        Benefits or taxes per head, zero or more.
    rank_by : array_like, shape (n,), optional
        What people are ranked by, usually income before the benefit. Default: the order
        given, poorest first.
    weights : array_like, shape (n,), optional
        People in each group. Default: all groups are of one size.

    Returns
    -------
    float
        From above -1 (all to the poorest) to below 1 (all to the richest); 0 if all
        receive the same; the Gini if `amounts` is itself the ranking.

    Raises
    ------
    MeasureError
        If a list is empty, too short, negative, missing an entry, or sums to zero.

    References
    ----------
    Kakwani, N. C. (1980). Income Inequality and Poverty. Oxford University Press, ch. 8.
    """
    received = vector(amounts, "amounts")
    people = weights_for(weights, received)
    order = np.arange(received.size) if rank_by is None else vector(rank_by, "rank_by", length=received.size)
    _, place = np.unique(order, return_inverse=True)
    total = np.bincount(place, weights=received * people)
    return _above_curve(_cumulative(np.bincount(place, weights=people)), _cumulative(total))


def reynolds_smolensky(before, after, weights=None) -> float:
    """Reynolds-Smolensky index of redistribution: Gini before minus Gini after.

    Parameters
    ----------
    before, after : array_like, shape (n,)
        Income of the same persons or groups before and after the tax or benefit.
    weights : array_like, shape (n,), optional
        People in each group. Default: all groups are of one size.

    Returns
    -------
    float
        A fraction, not percent: 0.004 is 0.4 Gini points. Positive: inequality fell.

    Raises
    ------
    MeasureError
        If a list is empty, negative, missing an entry, sums to zero, or if the two lists
        differ in length.

    Notes
    -----
    For benefits that are the fraction t of all income before, the index equals
    ``-t / (1 + t) * kakwani(benefits, before) - reranking(before, after)``.

    References
    ----------
    Reynolds, M., and Smolensky, E. (1977). Public Expenditures, Taxes, and the
    Distribution of Income. Academic Press.
    Kakwani, N. C. (1984). On the measurement of tax progressivity and redistributive
    effect of taxes. Advances in Econometrics 3, 149-168 (the decomposition).
    """
    earlier = vector(before, "before")
    later = vector(after, "after", length=earlier.size)
    return gini(earlier, weights) - gini(later, weights)


def reranking(before, after, weights=None) -> float:
    """What re-ranking takes away from redistribution: 0 if nobody overtakes anybody.

    Parameters
    ----------
    before, after : array_like, shape (n,)
        Income of the same persons or groups before and after the tax or benefit.
    weights : array_like, shape (n,), optional
        People in each group. Default: all groups are of one size.

    Returns
    -------
    float
        Gini of `after` minus concentration of `after` in the old order; zero or more.

    Raises
    ------
    MeasureError
        As for `reynolds_smolensky`.

    References
    ----------
    Atkinson, A. B. (1980). Horizontal equity and the distribution of the tax burden. In
    Aaron and Boskin (eds.), The Economics of Taxation. Brookings.
    """
    earlier = vector(before, "before")
    later = vector(after, "after", length=earlier.size)
    return max(0.0, gini(later, weights) - concentration_coefficient(later, earlier, weights))


def kakwani(amounts, before, weights=None) -> float:
    """Kakwani index: concentration of an amount minus the Gini of income before it.

    Parameters
    ----------
    amounts : array_like, shape (n,)
        Benefits or taxes per head, zero or more.
    before : array_like, shape (n,)
        Income per head before them; people are ranked by it.
    weights : array_like, shape (n,), optional
        People in each group. Default: all groups are of one size.

    Returns
    -------
    float
        From above -2 to below 1. Benefits: negative is progressive. Taxes: positive is
        progressive.

    Raises
    ------
    MeasureError
        If a list is empty, too short, negative, missing an entry, or sums to zero.

    References
    ----------
    Kakwani, N. C. (1977). Measurement of tax progressivity: an international comparison.
    Economic Journal 87 (345), 71-80.
    """
    earlier = vector(before, "before")
    return concentration_coefficient(vector(amounts, "amounts", length=earlier.size), earlier, weights) - gini(
        earlier, weights
    )


def transfer(incomes, benefits, payers, receivers, fraction: float = 1.0) -> np.ndarray:
    """The what-if: take the benefits of some groups and give them to others.

    Each paying group loses `fraction` of its benefits. The sum goes in equal amounts to
    the receiving groups. Groups are of one size, so amounts per head can be added up, and
    the total stays what it was. Nobody reacts: it is a statement about arithmetic.

    Parameters
    ----------
    incomes : array_like, shape (n,)
        Income per head of each group, benefits included, poorest group first.
    benefits : array_like, shape (n,)
        Benefits per head inside those incomes, in the same unit.
    payers, receivers : int or iterable of int
        Group numbers that count from 1: deciles 5 to 10 are ``range(5, 11)``.
    fraction : float
        Part of the benefits that is moved, from 0 to 1.

    Returns
    -------
    numpy.ndarray, shape (n,)
        New incomes, in the order given (not ranked again).

    Raises
    ------
    MeasureError
        If a list is negative, missing an entry or of another length, if benefits exceed
        the income they are part of, if a group number is out of range or named twice, if
        a group both pays and receives, or if `fraction` is outside 0 to 1.

    References
    ----------
    The exercise of Hasanova (2017), chapter 9, with payers 5 to 10 and receiver 1.
    """
    income = vector(incomes, "incomes")
    benefit = nonnegative(benefits, "benefits")
    if benefit.ndim != 1:
        raise MeasureError("benefits must be a list with one number for each group of incomes.")
    same_shape(incomes=income, benefits=benefit)
    too_much = np.flatnonzero(benefit > income)
    if too_much.size:
        first = too_much[0]
        raise MeasureError(
            f"benefits, number {first + 1} of {benefit.size}, are {benefit[first]:g}, more than the income of "
            f"{income[first]:g} that contains them; give incomes with benefits included."
        )
    giving = group_numbers(payers, "payers", income.size)
    taking = group_numbers(receivers, "receivers", income.size)
    both = sorted(set(giving) & set(taking))
    if both:
        raise MeasureError(f"group {both[0]} is among payers and receivers; a group can only pay or receive.")
    part = numbers(fraction, "fraction")
    if part.ndim or not 0 <= part <= 1:
        raise MeasureError(
            f"fraction is {fraction!r}, but it must be one number from 0 (nothing) to 1 (all benefits)."
        )
    pays, takes = np.array(giving) - 1, np.array(taking) - 1
    moved = part * benefit[pays]
    income[pays] -= moved
    income[takes] += moved.sum() / takes.size
    return income
