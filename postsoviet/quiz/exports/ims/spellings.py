"""The ways to write the numbers that count, for a platform that compares letters and not numbers."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from postsoviet.quiz.exports.numbers import exact, reach_of
from postsoviet.quiz.parts import NumberKey

#: A list longer than this is of no use to an instructor who reads it.
MOST = 40
#: From numbers that end in so many noughts to numbers with so many decimals.
_ROUNDEST, _FINEST = 12, 8


def spellings(key: NumberKey) -> list[str]:
    """Return the numbers within the tolerance as they may be typed, the key first, with point and with comma.

    Parameters
    ----------
    key : NumberKey
        Of a drawn question or blank.

    Notes
    -----
    The round numbers first, then those with no decimals, with one, with two, and so on, as long as the list stays
    short.
    """
    reach = reach_of(key)
    low, high = Decimal(exact(reach.low)), Decimal(exact(reach.high))
    found = {reach.shown(key.answer): None}
    # without a tolerance more decimals than the key has could only be noughts
    finest = _FINEST if reach.reach else max(0, -int(low.as_tuple().exponent))
    for decimals in range(-_ROUNDEST, finest + 1):
        step = Decimal(1).scaleb(-decimals)
        first, last = (low / step).to_integral_value(ROUND_CEILING), (high / step).to_integral_value(ROUND_FLOOR)
        if last - first + 1 > MOST:
            break
        more = {f"{(first + place) * step:f}": None for place in range(int(last - first) + 1)}
        if len(found | more) > MOST:
            break
        found |= more
    return [*found, *(one.replace(".", ",") for one in found if "." in one)]
