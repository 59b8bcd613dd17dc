"""Measures of how unequally an amount is spread over people or equal-sized groups.

Convention: one entry is one person or one group; `weights` say how many people an
entry stands for and may be left out when all groups are of one size. Only shares
matter, so amounts in soms, shares in percent and fractions give the same result.
Indices are fractions (a Gini of 0.318, not 31.8); shares are in percent.
"""

from __future__ import annotations

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

    The Lorenz curve is convex, so between two known points it cannot run below the
    neighbouring chords drawn on. The largest Gini follows that lowest line. Together
    with `gini_from_shares` it brackets every Gini that fits the shares.

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
    width = 1 / ranked.size
    # Each group may hide a triangle under its chord. Its sides continue the chords of the
    # two neighbours; below the poorest group lies zero, above the richest there is no limit.
    below = np.diff(ranked, prepend=0.0)
    above = np.append(np.diff(ranked), np.inf)
    with np.errstate(invalid="ignore"):
        depth = np.where(np.isinf(above), below, below * above / (below + above))
    hidden = width * np.nan_to_num(depth)
    return gini(ranked) + float(hidden.sum())


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
