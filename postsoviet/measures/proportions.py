"""Shares of a few people: what a count out of a small number can and cannot say."""

from __future__ import annotations

from fractions import Fraction
from math import comb, sqrt
from statistics import NormalDist

from postsoviet.measures._validation import MeasureError, whole
from postsoviet.measures.rounding import Interval, agrees

_MOST = 10**6


def wilson_interval(count: int, n: int, level: float = 0.95) -> Interval:
    """Range of the share in a population from which a random sample was drawn.

    The interval answers only for chance. It says nothing of a sample that was chosen for
    convenience, or of people who did not answer.

    Parameters
    ----------
    count : int
        How many of the sample have the trait.
    n : int
        Size of the sample, at least 1.
    level : float
        Level of confidence, between 0 and 1.

    Returns
    -------
    Interval
        Shares between 0 and 1: ``wilson_interval(5, 10)`` is 0.237 to 0.763.

    Raises
    ------
    MeasureError
        If the count is not a whole number from 0 to `n`, or `level` is not between 0 and 1.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
    inference. Journal of the American Statistical Association 22(158), 209-212.
    """
    n = whole(n, "n", lowest=1, highest=_MOST)
    count = whole(count, "count", lowest=0, highest=n)
    if not 0 < level < 1:
        raise MeasureError(f"level is {level!r}, but it must lie between 0 and 1; 0.95 is usual.")
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = count / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    # at the ends the formula gives the end itself but for the last bit
    return Interval(0.0 if count == 0 else centre - half, 1.0 if count == n else centre + half)


def fisher_exact(table: list[list[int]]) -> float:
    """Two-sided probability of a table of two rows and two columns at least as rare as this one.

    All tables with the same margins are counted in whole numbers, so the result is exact until
    it is turned into a decimal.

    Parameters
    ----------
    table : list of two lists of two int
        Rows are groups, columns are yes and no.

    Returns
    -------
    float
        Between 0 and 1. Fisher's tea taster, ``[[3, 1], [1, 3]]``, gives 0.486.

    Raises
    ------
    MeasureError
        If the table has another shape or holds something else than counts.

    References
    ----------
    Fisher, R. A. (1935). The Design of Experiments. Oliver and Boyd, ch. 2. Tables are ranked by
    their probability, as Fisher (1970, Statistical Methods for Research Workers, 14th ed., sec. 21.02)
    and R's ``fisher.test`` rank them.
    """
    if len(table) != 2 or any(len(row) != 2 for row in table):
        raise MeasureError("table must have two rows of two counts, for example [[3, 1], [1, 3]].")
    (a, b), (c, d) = (
        [whole(cell, f"row {place} of table", lowest=0, highest=_MOST) for cell in row]
        for place, row in enumerate(table, 1)
    )
    first, second, yes = a + b, c + d, a + c
    ways = {k: comb(first, k) * comb(second, yes - k) for k in range(max(0, yes - second), min(first, yes) + 1)}
    rare = sum(count for count in ways.values() if count <= ways[a])
    return float(Fraction(rare, sum(ways.values())))


def grim(percent: float, n: int, decimals: int = 0) -> list[int]:
    """List the counts out of `n` that are printed as this percentage.

    An empty list means that no whole number of people gives the printed share: someone did not
    answer, the base is another one, or the rounding was loose.

    Parameters
    ----------
    percent : float
        As printed, from 0 to 100.
    n : int
        Size of the sample, at least 1.
    decimals : int
        Printed decimals of the percentage.

    Returns
    -------
    list of int
        ``grim(59, 44)`` is [26], ``grim(53, 44)`` is [].

    Raises
    ------
    MeasureError
        If `n` or `decimals` is not a whole number in its range, or `percent` is not from 0 to 100.

    References
    ----------
    Brown, N. J. L., and Heathers, J. A. J. (2017). The GRIM test. Social Psychological and
    Personality Science 8(4), 363-369; here for shares instead of means.
    """
    n = whole(n, "n", lowest=1, highest=_MOST)
    if not 0 <= percent <= 100:
        raise MeasureError(f"percent is {percent!r}, but a share lies between 0 and 100.")
    near = round(percent * n / 100)
    reach = int(n * 10.0**-decimals / 200) + 1
    candidates = range(max(0, near - reach), min(n, near + reach) + 1)
    return [count for count in candidates if agrees(percent, 100 * count / n, decimals)]
