"""When two answers count as the same: numbers within a tolerance, words without case and marks."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postsoviet.quiz.parts import Tolerance

#: Slack for binary fractions, so that an answer at the very edge counts. A part of the edge's size.
SLACK = 1e-9
_MARKS = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u201c": '"', "\u201d": '"', "\u00ab": '"', "\u00bb": '"'})  # fmt: skip


def round_digits(value: float, digits: int) -> float:
    """Round to significant digits, halves away from zero.

    Parameters
    ----------
    value : float
        Any finite number.
    digits : int
        How many digits, from 1.
    """
    if value == 0:
        return 0.0
    exponent = math.floor(math.log10(abs(value))) - digits + 1
    scaled = abs(value) / 10**exponent
    # halves are pushed up by a hair: 2.675 is stored a little below itself
    whole = math.floor(scaled + 0.5 + SLACK)
    # multiplied or divided by a whole power, which is exact, never by a binary fraction
    size = whole * 10**exponent if exponent >= 0 else whole / 10**-exponent
    return math.copysign(size, value)


def reach(answer: float, tolerance: Tolerance) -> tuple[float, float]:
    """Return the centre of the numbers that count as right, and how far from it they may lie.

    Parameters
    ----------
    answer : float
        The key.
    tolerance : Tolerance
        Absolute, relative, or in significant digits. In digits the numbers are those which round to
        the same digits as the key does, both ends included.
    """
    if tolerance.absolute is not None:
        return answer, float(tolerance.absolute)
    if tolerance.relative is not None:
        return answer, abs(answer) * tolerance.relative
    centre = round_digits(answer, tolerance.digits)
    exponent = math.floor(math.log10(abs(centre))) - tolerance.digits + 1 if centre else -tolerance.digits
    return centre, 0.5 * 10.0**exponent


def accepted_range(answer: float, tolerance: Tolerance) -> tuple[float, float]:
    """Return the lowest and the highest number that count as right, slack for binary fractions included.

    See `reach` for the parameters.
    """
    centre, distance = reach(answer, tolerance)
    slack = SLACK * max(1.0, abs(centre))
    return centre - distance - slack, centre + distance + slack


def folded(text: str) -> str:
    """Bring a short text to the form in which answers are compared.

    Case, runs of blanks, the shape of dashes and quotation marks and a final point do not count.
    Letters do: Cyrillic, Kazakh and accented letters stay what they are.
    """
    words = unicodedata.normalize("NFKC", text).translate(_MARKS).lower().split()
    return " ".join(words).strip(" .,;:!?")
