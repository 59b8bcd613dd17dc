"""One row of the replication ledger, and the rules by which words are read as numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from postsoviet.datasets import load
from postsoviet.measures.rounding import Interval, interval, ratio_interval, verdict_on_claim

# A strict bound ("more than", "below") leaves the bound itself out; this much is enough.
_STRICT = 1e-6


@dataclass(frozen=True)
class Finding:
    """A published result beside ours.

    Attributes
    ----------
    id : str
        Stable name, starting with the unit of the course.
    exhibit, cell : str
        Where the result is printed. The cell names the unit of measurement.
    printed : str
        As the source prints it, with its number of decimals and its "nearly" or "over".
    recomputed : float
        From the data sets.
    allowed : Interval or None
        Range of the recomputed number, given the rounding of its inputs.
    verdict, explanation : str
        One of the four verdicts, and one sentence about it.
    line : str
        Source lines of the printed result and of its inputs.
    decimals : int
        Decimals with which the ledger shows our number.
    """

    id: str
    exhibit: str
    cell: str
    printed: str
    recomputed: float
    allowed: Interval | None
    verdict: str
    explanation: str
    line: str
    decimals: int

    @property
    def unit(self) -> str:
        """Number of the course unit, for example "09"."""
        return self.id[:2]


def judge_number(
    id: str, exhibit: str, cell: str, printed: float, recomputed: float, explanation: str, line: str,
    *, decimals: int, shown: int | None = None, allowed: Interval | None = None,
) -> Finding:
    """Judge a printed number; the claim is that ours rounds to it.

    Parameters
    ----------
    id, exhibit, cell, printed, recomputed, explanation, line, allowed
        As the attributes of `Finding`; `printed` is the number itself.
    decimals : int
        Printed decimals.
    shown : int, optional
        Decimals with which the ledger shows our number. Default: two more than printed.
    """
    return judge_claim(
        id, exhibit, cell, f"{printed:.{decimals}f}", interval(printed, decimals), recomputed, explanation, line,
        decimals=decimals + 2 if shown is None else shown, allowed=allowed,
    )


def judge_whole(
    id: str, exhibit: str, cell: str, printed: float, recomputed: float, explanation: str, line: str,
    *, allowed: Interval | None = None,
) -> Finding:
    """Judge a printed whole number, such as a count, beside one that is counted or computed.

    Parameters
    ----------
    id, exhibit, cell, printed, recomputed, explanation, line, allowed
        As for `judge_number`.
    """
    return judge_number(
        id, exhibit, cell, printed, recomputed, explanation, line, decimals=0, shown=0, allowed=allowed
    )


def judge_claim(
    id: str, exhibit: str, cell: str, printed: str, claim: tuple[float, float], recomputed: float,
    explanation: str, line: str, *, decimals: int = 2, allowed: Interval | None = None,
) -> Finding:
    """Judge a statement that holds for a range of numbers.

    Parameters
    ----------
    id, exhibit, cell, printed, recomputed, explanation, line, decimals, allowed
        As the attributes of `Finding`.
    claim : Interval or (low, high)
        The numbers for which the statement is true; see `nearly`, `about`, `more_than`.
    """
    verdict = verdict_on_claim(claim, recomputed, *(allowed or (None, None)))
    return Finding(id, exhibit, cell, printed, float(recomputed), allowed, verdict, explanation, line, decimals)


def nearly(number: float, step: float) -> Interval:
    """Read "nearly" or "almost": below the number and nearer to it than to the step before.

    "Almost tripled", counted in whole multiples (step 1), is 2.5 to below 3.
    """
    return Interval(number - step / 2, number - _STRICT)


def about(number: float, step: float) -> Interval:
    """Read "about", or a rounded multiple such as "threefold": half a step to either side."""
    return Interval(number - step / 2, number + step / 2)


def more_than(number: float) -> Interval:
    """Read "more than" or "over"."""
    return Interval(number + _STRICT, math.inf)


def less_than(number: float) -> Interval:
    """Read "less than" for an amount that is zero or more."""
    return Interval(0.0, number - _STRICT)


def at_most(number: float) -> Interval:
    """Read "does not exceed" for an amount that is zero or more."""
    return Interval(0.0, number)


def sum_interval(parts: Iterable[tuple[float, float]]) -> Interval:
    """Range of a sum of numbers that are each known to lie in a range."""
    lows, highs = zip(*parts)
    return Interval(math.fsum(lows), math.fsum(highs))


def scaled(ends: tuple[float, float], factor: float, shift: float = 0.0) -> Interval:
    """Range of ``factor * x + shift`` when x lies in a range."""
    first, second = (factor * end + shift for end in ends)
    return Interval(min(first, second), max(first, second))


def growth_interval(before: tuple[float, float], after: tuple[float, float], years: int = 1) -> Interval:
    """Range of a compound rate of growth in percent (over one year: of a percentage change)."""
    low, high = ratio_interval(after, before)
    return Interval(100 * (low ** (1 / years) - 1), 100 * (high ** (1 / years) - 1))


def prose(unit: str, figure: str) -> pd.Series:
    """The row of a number that the text of a unit prints outside its tables."""
    return load(f"{unit}-figures-in-prose").set_index("figure").loc[figure]


def claim_of(unit: str, name: str) -> pd.Series:
    """The row of a claim of a unit, by its name."""
    return load(f"{unit}-claims").set_index("claim").loc[name]


def days_between(first: str, last: str) -> int:
    """Days from one ISO date to another; below zero when the last comes first."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def months_between(first: str, last: str) -> int:
    """Whole months from one ISO date to another, whatever their days."""
    (year, month), (last_year, last_month) = ([int(part) for part in day.split("-")[:2]] for day in (first, last))
    return 12 * (last_year - year) + last_month - month


def join_lines(*lines: str) -> str:
    """Put source lines together, each once, in the order given."""
    parts = [part for line in lines for part in str(line).split(";")]
    return ";".join(dict.fromkeys(parts))


def span(lines: Iterable[str]) -> str:
    """The stretch of source lines that holds all the given ones."""
    numbers = [int(number) for line in lines for part in str(line).split(";") for number in part.split("-")]
    return f"{min(numbers)}-{max(numbers)}"
