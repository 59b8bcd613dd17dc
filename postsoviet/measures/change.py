"""Change between two points in time: one definition for incomes and for people."""

from __future__ import annotations

import numpy as np

from postsoviet.measures._validation import amounts, numbers, plain, positive, same_shape


def percent_change(before, after) -> float | np.ndarray:
    """Change from `before` to `after`, in percent of `before`.

    Parameters
    ----------
    before : number or array_like
        The earlier amount, above zero.
    after : number or array_like
        The later amount, in the same unit.

    Returns
    -------
    float or numpy.ndarray
        Percent; negative for a fall. From 50 to 60 is +20.

    Raises
    ------
    MeasureError
        If `before` is zero or negative, an entry is missing, or the lists differ in length.
    """
    first, last = positive(before, "before"), numbers(after, "after")
    same_shape(before=first, after=last)
    return plain(100 * (last - first) / first)


def growth_multiple(before, after) -> float | np.ndarray:
    """How many times `before` the later amount is: 3 if it tripled.

    Growth of 200 percent is a multiple of 3, not of 2; the two are easily confused.

    Parameters
    ----------
    before : number or array_like
        The earlier amount, above zero.
    after : number or array_like
        The later amount, zero or more, in the same unit.

    Returns
    -------
    float or numpy.ndarray

    Raises
    ------
    MeasureError
        If `before` is zero or negative, `after` is negative, an entry is missing, or the
        lists differ in length.
    """
    first, last = positive(before, "before"), amounts(after, "after")
    same_shape(before=first, after=last)
    return plain(last / first)


def compound_growth_rate(before, after, years) -> float | np.ndarray:
    """Steady yearly rate that leads from `before` to `after`, in percent a year.

    This is the geometric mean of yearly changes. The plain mean of yearly changes is
    another number, and higher unless all years are alike.

    Parameters
    ----------
    before : number or array_like
        The amount in the first year, above zero.
    after : number or array_like
        The amount in the last year, zero or more.
    years : number
        Years between them (2002 to 2015 is 13), above zero.

    Returns
    -------
    float or numpy.ndarray
        Percent a year; negative for a fall.

    Raises
    ------
    MeasureError
        If `before` or `years` is zero or negative, `after` is negative, an entry is
        missing, or the lists differ in length.

    References
    ----------
    Rowland, D. T. (2003). Demographic Methods and Concepts. Oxford University Press, ch. 2.
    """
    span = positive(years, "years")
    return plain(100 * (np.asarray(growth_multiple(before, after)) ** (1 / span) - 1))
