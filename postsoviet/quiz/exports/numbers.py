"""A key in numbers, as formats want it: a centre, how far one may be from it, and how to print both."""

from __future__ import annotations

import math
from dataclasses import dataclass

from postsoviet.quiz.parts import NumberKey
from postsoviet.quiz.tolerance import reach

#: The significant digits that are kept of a number; more would print the noise of binary fractions.
DIGITS = 12


def exact(value: float) -> str:
    """Write a number in full, without the noise of binary fractions and without a power of ten."""
    text = f"{value:.{DIGITS}g}"
    if "e" in text:
        text = f"{value:.{max(0, DIGITS - 1 - math.floor(math.log10(abs(value))))}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@dataclass(frozen=True)
class Reach:
    """The numbers that count as right, without the slack for binary fractions.

    Attributes
    ----------
    centre : float
        The key; where the tolerance is in significant digits, the key rounded to them.
    reach : float
        How far from the centre a number may lie.
    """

    centre: float
    reach: float

    @property
    def low(self) -> float:
        """The lowest number that counts."""
        return self.centre - self.reach

    @property
    def high(self) -> float:
        """The highest number that counts."""
        return self.centre + self.reach

    def shown(self, value: float) -> str:
        """Write a number with no more decimals than the tolerance can tell apart."""
        if not self.reach:
            return exact(value)
        # a hundredth of the reach: rounding then moves an edge by nothing that a reader could see
        decimals = max(0, math.ceil(-math.log10(self.reach)) + 2)
        return exact(round(value, decimals))


def reach_of(key: NumberKey) -> Reach:
    """Return what counts as right, as a centre and a distance.

    Parameters
    ----------
    key : NumberKey
        Of a drawn question, or of one of its blanks.
    """
    return Reach(*reach(key.answer, key.tolerance))
