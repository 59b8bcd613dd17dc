"""The ends of a range of numbers as decimals that a platform reads back."""

from __future__ import annotations

from postsoviet.quiz.exports.numbers import Reach, exact
from postsoviet.quiz.tolerance import SLACK

#: A difference that comes from binary fractions alone, as a part of the size of the numbers.
_NOISE = 1e-15


def ends(reach: Reach) -> tuple[str, str]:
    """Return the lowest and the highest number that count.

    Parameters
    ----------
    reach : Reach
        A centre and a distance.

    Notes
    -----
    An end that is no short decimal, 336.263636..., is moved outwards by the slack that the course itself allows:
    rounded, it would lose an answer at the very edge.
    """
    size = max(1.0, abs(reach.centre), reach.reach)
    low, high = exact(reach.low), exact(reach.high)
    if abs(float(low) - reach.low) > _NOISE * size:
        low = exact(reach.low - SLACK * size)
    if abs(float(high) - reach.high) > _NOISE * size:
        high = exact(reach.high + SLACK * size)
    return low, high
