"""Two codings of the same cases: how often they agree, and how much of that goes beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from postsoviet.measures._validation import MeasureError


def percent_agreement(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Share of cases that two codings put into the same category, in percent.

    Parameters
    ----------
    first, second : sequence of length n
        Codes of the same cases in the same order, at least one.

    Returns
    -------
    float
        0 to 100 percent.

    Raises
    ------
    MeasureError
        If the codings are empty or differ in length.
    """
    return 100 * _alike(first, second)


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Agreement of two codings beyond what their own frequencies of each code would give by chance.

    Kappa is 1 for full agreement, 0 for what chance alone would give, and below 0 for less than
    that. It belongs to these cases and these codes: the same coders reach another kappa where one
    code is rare.

    Parameters
    ----------
    first, second : sequence of length n
        Codes of the same cases in the same order, at least one.

    Returns
    -------
    float
        At most 1, without a unit.

    Raises
    ------
    MeasureError
        If the codings are empty or differ in length, or if both use one and the same code
        throughout: then chance alone gives full agreement, and kappa has no value.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological
    Measurement 20(1), 37-46.
    """
    alike = _alike(first, second)
    often, also = Counter(first), Counter(second)
    # counted in whole numbers, so that chance is exactly one where both use a single code
    chance, cases = sum(often[code] * also[code] for code in often), len(first) ** 2
    if chance == cases:
        raise MeasureError("Both codings use one code for every case, so kappa has no value; report the agreement alone.")
    return (alike - chance / cases) / (1 - chance / cases)


def _alike(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Return the share of equal codes, from 0 to 1."""
    if len(first) != len(second) or not len(first):
        raise MeasureError(
            f"The codings have {len(first)} and {len(second)} cases; give both codes of the same cases, at least one."
        )
    return sum(one == other for one, other in zip(first, second, strict=True)) / len(first)
