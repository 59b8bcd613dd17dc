"""Measures of how unequally an amount is spread over people or equal-sized groups.

Convention: one entry is one person or one group; `weights` say how many people an
entry stands for and may be left out when all groups are of one size. Only shares
matter, so amounts in soms, shares in percent and fractions give the same result.
Indices are fractions (a Gini of 0.318, not 31.8); shares are in percent.
"""

from __future__ import annotations

from itertools import pairwise
from math import inf

import numpy as np

from postsoviet.measures._validation import MeasureError, vector, weights_for, whole


def lorenz_ordinates(values, weights=None) -> tuple[np.ndarray, np.ndarray]:
    """Points of the Lorenz curve: what share of income the poorest share of people has.

    Parameters
    ----------
    values : array_like, shape (n,)
        Income per head of each person or group, zero or more, in any order and unit.
    weights : array_like, shape (n,), optional
        People in each group. Default: all groups are of one size.

    Returns
    -------
    population_share, income_share : numpy.ndarray, shape (n + 1,)
        Cumulative fractions from 0 to 1, poorest first. Both start with 0.

    Raises
    ------
    MeasureError
        If a list is empty, too short, negative, missing an entry, or sums to zero.

    References
    ----------
    Lorenz, M. O. (1905). Methods of measuring the concentration of wealth.
    Publications of the American Statistical Association 9 (70), 209-219.
    """
    incomes = vector(values, "values")
    people = weights_for(weights, incomes)
    order = np.argsort(incomes, kind="stable")
    income = (incomes * people)[order]
    return _cumulative(people[order]), _cumulative(income)


def gini(values, weights=None) -> float:
    """Gini coefficient: twice the area between the Lorenz curve and equality.

    For single persons this equals half the relative mean absolute difference and runs
    from 0 to 1 - 1/n. For groups the Lorenz curve is drawn with straight lines between
    the known points, as if all members of a group had the same income. What the groups
    hide inside is left out, so a grouped Gini is a **lower bound** of the true one
    (`gini_upper_bound` gives the other end).

    Parameters
    ----------
    values : array_like, shape (n,)
        Income per head of each person or group, zero or more, in any order and unit.
    weights : array_like, shape (n,), optional
        People in each group. Default: all groups are of one size.

    Returns
    -------
    float
        A fraction from 0 (all equal) to below 1.

    Raises
    ------
    MeasureError
        If a list is empty, too short, negative, missing an entry, or sums to zero.

    References
    ----------
    Gini, C. (1914). Sulla misura della concentrazione e della variabilita dei caratteri.
    Gastwirth, J. L. (1972). The estimation of the Lorenz curve and Gini index.
    Review of Economics and Statistics 54 (3), 306-316 (grouped data as a lower bound).
    """
    population, income = lorenz_ordinates(values, weights)
    return max(0.0, _above_curve(population, income))  # equal incomes can leave -1e-17


def gini_from_shares(shares) -> float:
    """Grouped Gini from the income shares of equal-sized groups, such as ten deciles.

    A lower bound of the Gini of persons (see `gini`). The shares may be percent or
    fractions; they are divided by their own sum, because printed shares add up to
    99.9 or 100.1 as often as to 100.

    Parameters
    ----------
    shares : array_like, shape (n,)
        Share of each group in total income, zero or more.

    Returns
    -------
    float
        A fraction from 0 to 1 - 1/n.

    Raises
    ------
    MeasureError
        As for `gini`; the argument is named ``shares``.

    References
    ----------
    Gastwirth (1972), as for `gini`.
    """
    return gini(vector(shares, "shares"))


def gini_upper_bound(shares) -> float:
    """Highest Gini that persons can have, given the shares of equal-sized groups.

    The Lorenz curve is convex and passes through the known points. Its slope at each of them
    lies between the slopes of the two chords that meet there. Once these slopes are chosen,
    the curve can run no lower than the lines they draw; the largest Gini is that of the best
    choice. In such a population each group holds people of two incomes, its lowest and its
    highest, and the richest group one person without limit. Together with
    `gini_from_shares` it brackets every Gini that fits the shares.

    Parameters
    ----------
    shares : array_like, shape (n,)
        Share of each group in total income, zero or more, in percent or fractions.

    Returns
    -------
    float
        A fraction; never below ``gini_from_shares(shares)``.

    Raises
    ------
    MeasureError
        As for `gini`; the argument is named ``shares``.

    References
    ----------
    Mehran, F. (1975). Bounds on the Gini index based on observed points of the Lorenz
    curve. Journal of the American Statistical Association 70 (349), 64-66.
    """
    ranked = np.sort(vector(shares, "shares"))
    ranked = ranked / ranked.sum()
    slopes = _most_unequal_slopes(ranked)
    below, above = ranked - slopes[:-1], slopes[1:] - ranked
    with np.errstate(invalid="ignore"):
        # two incomes in a group make a triangle under its chord; above the richest there is no limit
        depth = np.where(np.isinf(above), below, below * above / (below + above))
    return gini(ranked) + float(np.nan_to_num(depth).sum()) / ranked.size


def _most_unequal_slopes(ranked: np.ndarray) -> np.ndarray:
    """Slopes of the lowest-lying Lorenz curve at its n + 1 known points, in group shares.

    The area under the curve is a convex function of the slopes, and each slope meets only
    its two neighbours, so setting one after the other to its best value reaches the optimum.
    """
    # plain floats: a thousand small steps are ten times faster with them than with arrays
    chords = ranked.tolist()
    slopes = [0.0, *((low + high) / 2 for low, high in pairwise(chords)), inf]
    for _ in range(10_000):
        moved = 0.0
        for place in range(1, len(chords)):
            lower, upper = chords[place - 1], chords[place]
            left, right = lower - slopes[place - 1], slopes[place + 1] - upper
            if right == inf:
                best = slopes[place - 1] + left
            elif left + right > 0:
                best = (left * slopes[place + 1] + right * slopes[place - 1]) / (left + right)
            else:
                best = lower
            best = min(max(best, lower), upper)
            moved = max(moved, abs(best - slopes[place]))
            slopes[place] = best
        # the area is flat at its optimum, so its error is of the order of this one squared
        if moved < 1e-9:
            break
    return np.array(slopes)


def shares(values, weights=None) -> np.ndarray:
    """Share of each entry in the total, in percent.

    Parameters
    ----------
    values : array_like, shape (n,)
        Amounts per head of each group, zero or more.
    weights : array_like, shape (n,), optional
        People in each group. Default: all groups are of one size.

    Returns
    -------
    numpy.ndarray, shape (n,)
        Percent, in the order given; the sum is 100.

    Raises
    ------
    MeasureError
        If a list is empty, too short, negative, missing an entry, or sums to zero.
    """
    incomes = vector(values, "values")
    total = incomes * weights_for(weights, incomes)
    return 100 * total / total.sum()


def decile_ratio(shares, top: int = 1, bottom: int = 1) -> float:
    """Share of the richest tenths over the share of the poorest tenths.

    ``decile_ratio(s)`` is the 10:10 ratio, ``decile_ratio(s, 2, 2)`` the 20:20 ratio.

    Parameters
    ----------
    shares : array_like, shape (10,)
        Income shares, or mean incomes, of the ten tenths of the population. They are
        ranked from poorest to richest first, so a tenth that has been overtaken counts
        where it stands now.
    top, bottom : int
        How many tenths to count at each end.

    Returns
    -------
    float
        A number of times.

    Raises
    ------
    MeasureError
        If there are not ten numbers, if an entry is negative or missing, if `top` and
        `bottom` overlap, or if the poorest tenths have nothing, for the ratio is then
        not defined.

    References
    ----------
    Cowell, F. A. (2011). Measuring Inequality, 3rd ed. Oxford University Press, ch. 2.
    """
    ranked = np.sort(vector(shares, "shares", length=10))
    top = whole(top, "top", lowest=1, highest=9)
    bottom = whole(bottom, "bottom", lowest=1, highest=10 - top)
    poorest = ranked[:bottom].sum()
    if poorest == 0:
        raise MeasureError(
            "shares are zero for the poorest tenths, so a ratio to them is not defined; count more tenths."
        )
    return float(ranked[-top:].sum() / poorest)


def palma_ratio(shares) -> float:
    """Palma ratio: share of the richest tenth over the share of the poorest four tenths.

    Parameters
    ----------
    shares : array_like, shape (10,)
        Income shares, or mean incomes, of the ten tenths of the population.

    Returns
    -------
    float
        A number of times; 0.25 if all are equal.

    Raises
    ------
    MeasureError
        As for `decile_ratio`.

    References
    ----------
    Palma, J. G. (2011). Homogeneous middles vs. heterogeneous tails, and the end of the
    "inverted-U". Development and Change 42 (1), 87-153.
    """
    return decile_ratio(shares, top=1, bottom=4)


def theil(values, weights=None) -> float:
    """Theil's T: the mean of (income / mean) x ln(income / mean).

    Parameters
    ----------
    values : array_like, shape (n,)
        Income per head of each person or group, zero or more. A zero counts as 0, the
        limit of x ln x.
    weights : array_like, shape (n,), optional
        People in each group. Default: all groups are of one size.

    Returns
    -------
    float
        0 if all are equal; at most ln(n). For groups a lower bound, as with the Gini.

    Raises
    ------
    MeasureError
        If a list is empty, too short, negative, missing an entry, or sums to zero.

    References
    ----------
    Theil, H. (1967). Economics and Information Theory. North-Holland, ch. 4.
    """
    incomes = vector(values, "values")
    people = weights_for(weights, incomes)
    mean = np.average(incomes, weights=people)
    relative = incomes / mean
    terms = relative * np.log(np.where(relative > 0, relative, 1.0))
    return max(0.0, float(np.average(terms, weights=people)))


def _cumulative(amounts: np.ndarray) -> np.ndarray:
    """Running share of the total, from 0 to exactly 1."""
    running = np.concatenate([[0.0], np.cumsum(amounts)])
    return running / running[-1]


def _above_curve(population: np.ndarray, income: np.ndarray) -> float:
    """One minus twice the area under a curve of straight lines (trapezoids)."""
    return float(1 - np.sum(np.diff(population) * (income[1:] + income[:-1])))
