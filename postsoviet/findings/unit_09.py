"""Tables 4 and 5 and Annexes 1 and 3 of chapter 9, recomputed from its own annexes.

The author's rule, as Annex 3 applies it year by year: each of the deciles 5 to 10 gives up
its benefits, and the sum goes to decile 1. Each function returns one row a printed value,
with our value, the range that the rounding of the inputs allows, and a verdict.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from postsoviet.datasets import load
from postsoviet.errors import CourseError, did_you_mean
from postsoviet.measures.inequality import decile_ratio, gini, gini_upper_bound, palma_ratio, shares
from postsoviet.measures.redistribution import percent_change, transfer
from postsoviet.measures.rounding import Interval, half_width, interval, ratio_interval, verdict

PAYERS = range(5, 11)
RECEIVER = 1
BASE_YEAR = 2015  # the one year whose incomes give the actual row of Table 5
RULES = ("one year", "sixteen-year sum")
SOM = half_width(0)  # Annex 2 is printed in whole soms
SHARE = half_width(1)  # Annex 1 is printed with one decimal


def incomes_and_benefits(year: int) -> tuple[np.ndarray, np.ndarray]:
    """Income and benefits per head of the ten deciles in one year of Annex 2, in soms."""
    rows = load("09-annex2-income-benefits").query("year == @year").sort_values("decile")
    if rows.empty:
        raise CourseError(f"Annex 2 has no year {year!r}; choose a year from 2000 to 2015.")
    return rows["income"].to_numpy(float), rows["benefits"].to_numpy(float)


def recompute_annex3() -> pd.DataFrame:
    """Percentage change of income after the transfer, by year and decile, from Annex 2.

    Returns
    -------
    pandas.DataFrame
        year, decile, printed, recomputed, allowed_low, allowed_high, verdict, line: 112 rows.
    """
    rows = []
    for year, printed in load("09-annex3-income-change").groupby("year", sort=True):
        income, benefits = incomes_and_benefits(year)
        change = percent_change(income, transfer(income, benefits, PAYERS, [RECEIVER]))
        for cell in printed.sort_values("decile").itertuples():
            allowed = _allowed_change(income, benefits, cell.decile)
            decimals = 0 if cell.decile == RECEIVER else 1
            rows.append((year, *_row(cell.decile, cell.change_percent, change, decimals, allowed), cell.line))
    return pd.DataFrame(rows, columns=["year", *_COLUMNS, "line"])


def recompute_table4() -> pd.DataFrame:
    """Mean of the sixteen yearly changes, by decile, from Annex 2.

    Returns
    -------
    pandas.DataFrame
        decile, printed, recomputed, allowed_low, allowed_high, verdict, mean_of_annex3
        (the mean of the changes as printed), line: 7 rows.
    """
    yearly = recompute_annex3().groupby("decile")[["printed", "recomputed", "allowed_low", "allowed_high"]].mean()
    rows = []
    for cell in load("09-table4-income-change").sort_values("decile").itertuples():
        mean = yearly.loc[cell.decile]
        judged = verdict(cell.change_percent, mean.recomputed, 1, mean.allowed_low, mean.allowed_high)
        rows.append((
            cell.decile, cell.change_percent, mean.recomputed, mean.allowed_low, mean.allowed_high, judged,
            mean.printed, cell.line,
        ))
    return pd.DataFrame(rows, columns=[*_COLUMNS, "mean_of_annex3", "line"])


def new_incomes(rule: str = "one year") -> np.ndarray:
    """Incomes of the ten deciles after the transfer, on the incomes of 2015, in soms.

    Parameters
    ----------
    rule : {"one year", "sixteen-year sum"}
        Move the benefits of one year, 2015, as Annex 3 does, or the sum of the benefits of
        2000 to 2015, our reading of what gives the printed row of Table 5. The text names
        neither: it speaks of the data from 2000 to 2015.
    """
    income, _ = incomes_and_benefits(BASE_YEAR)
    benefits, _ = _benefits_moved(rule)
    return transfer(income, benefits, PAYERS, [RECEIVER])


def recompute_table5(rule: str = "one year") -> pd.DataFrame:
    """Income shares of the deciles before and after the transfer.

    Parameters
    ----------
    rule : {"one year", "sixteen-year sum"}
        As for `new_incomes`; it decides the new row, not the actual one.

    Returns
    -------
    pandas.DataFrame
        distribution, decile, printed, recomputed, allowed_low, allowed_high, verdict, line:
        14 rows (deciles 2 to 4 are not printed).
    """
    income, _ = incomes_and_benefits(BASE_YEAR)
    benefits, years = _benefits_moved(rule)
    ours = {"actual": shares(income), "new": shares(new_incomes(rule))}
    rows = []
    for cell in load("09-table5-income-shares").sort_values(["distribution", "decile"]).itertuples():
        moved = np.zeros(income.size) if cell.distribution == "actual" else benefits
        allowed = _allowed_share(income, moved, years, cell.decile)
        rows.append((
            cell.distribution, *_row(cell.decile, cell.share_percent, ours[cell.distribution], 2, allowed),
            cell.line,
        ))
    return pd.DataFrame(rows, columns=["distribution", *_COLUMNS, "line"])


def recompute_ratios() -> pd.DataFrame:
    """Palma and 10:10 ratios from the income shares of Annex 1.

    Returns
    -------
    pandas.DataFrame
        indicator, year, printed, recomputed, allowed_low, allowed_high, verdict, line: 32 rows.
    """
    rows = []
    for indicator, ratio, bottom in (("palma_ratio", palma_ratio, 4), ("ratio_10_10", decile_ratio, 1)):
        for year, printed, line, ten in _annex1(indicator):
            ours = ratio(ten)
            poorest = ten[:bottom].sum()
            allowed = ratio_interval(interval(ten[-1], 1), (poorest - bottom * SHARE, poorest + bottom * SHARE))
            rows.append((indicator, year, printed, ours, *allowed, verdict(printed, ours, 1, *allowed), line))
    return pd.DataFrame(rows, columns=["indicator", "year", *_COLUMNS[1:], "line"])


def recompute_gini() -> pd.DataFrame:
    """Printed Gini beside the bounds that the income shares of Annex 1 set for it.

    A Gini from ten shares is a lower bound, for it leaves out inequality inside the
    deciles; that inequality cannot be larger than the shares of the neighbours allow. The
    allowed range runs from one bound to the other, widened for the rounding of the shares.

    Returns
    -------
    pandas.DataFrame
        year, printed, recomputed (the lower bound), upper_bound, allowed_low, allowed_high,
        verdict, line, in percent: 14 rows, for 2000 and 2001 have no printed Gini.
    """
    rows = []
    for year, printed, line, ten in _annex1("gini"):
        lowest, highest = gini_range(ten)
        rows.append((
            year, printed, 100 * gini(ten), 100 * gini_upper_bound(ten), 100 * lowest, 100 * highest,
            verdict(printed, 100 * gini(ten), 1, 100 * lowest, 100 * highest), line,
        ))
    return pd.DataFrame(
        rows,
        columns=["year", "printed", "recomputed", "upper_bound", "allowed_low", "allowed_high", "verdict", "line"],
    )


def gini_range(ten_shares: np.ndarray) -> Interval:
    """Lowest and highest Gini of persons that fit ten shares printed with one decimal.

    Each share may be off by 0.05 either way. Inequality is lowest if the poor tenths are at
    the top of that range and the rich ones at the bottom, and highest the other way round;
    where the turn lies is tried out.
    """
    turns = [np.repeat([SHARE, -SHARE], [turn, 10 - turn]) for turn in range(11)]
    return Interval(
        min(gini(ten_shares + turn) for turn in turns), max(gini_upper_bound(ten_shares - turn) for turn in turns)
    )


_COLUMNS = ["decile", "printed", "recomputed", "allowed_low", "allowed_high", "verdict"]


def _row(decile: int, printed: float, ours: np.ndarray, decimals: int, allowed: Interval) -> tuple:
    value = ours[decile - 1]
    return decile, printed, value, *allowed, verdict(printed, value, decimals, *allowed)


def _allowed_change(income: np.ndarray, benefits: np.ndarray, decile: int) -> Interval:
    """Range of a percentage change when every income and benefit is rounded to a som."""
    own = (income[decile - 1] - SOM, income[decile - 1] + SOM)
    paid = benefits[[payer - 1 for payer in PAYERS]] if decile == RECEIVER else benefits[[decile - 1]]
    slack = SOM * paid.size
    low, high = ratio_interval((paid.sum() - slack, paid.sum() + slack), own)
    return Interval(100 * low, 100 * high) if decile == RECEIVER else Interval(-100 * high, -100 * low)


def _allowed_share(income: np.ndarray, moved: np.ndarray, years: int, decile: int) -> Interval:
    """Range of a share after a transfer, when every income and yearly benefit is rounded.

    The total is the sum of incomes whatever is moved. A share rises with the decile's own
    income and falls with the others', so the ends lie where these pull apart.
    """
    own = income[decile - 1]
    others, other_slack = income.sum() - own, SOM * (income.size - 1)
    payers = [payer - 1 for payer in PAYERS]
    gain = moved[payers].sum() if decile == RECEIVER else -moved[decile - 1]
    gain_slack = SOM * years * (len(payers) if decile == RECEIVER else 1) if moved.any() else 0.0
    low = (own - SOM + gain - gain_slack) / (own - SOM + others + other_slack)
    high = (own + SOM + gain + gain_slack) / (own + SOM + others - other_slack)
    return Interval(100 * low, 100 * high)


def _benefits_moved(rule: str) -> tuple[np.ndarray, int]:
    """Benefits that a rule moves, by decile, and the number of printed amounts in each."""
    if rule not in RULES:
        raise CourseError(
            f"There is no rule {rule!r}{did_you_mean(str(rule), RULES)}; choose one of: {', '.join(RULES)}."
        )
    if rule == "one year":
        return incomes_and_benefits(BASE_YEAR)[1], 1
    table = load("09-annex2-income-benefits")
    return table.groupby("decile")["benefits"].sum().sort_index().to_numpy(float), table["year"].nunique()


def _annex1(indicator: str) -> list[tuple[int, float, str, np.ndarray]]:
    """Year, printed value, line and ten shares for each year that prints the indicator."""
    table = load("09-annex1-income-shares").pivot(index="year", columns="decile", values="share_percent").sort_index()
    printed = load("09-annex1-indicators").query("indicator == @indicator").dropna(subset="value").sort_values("year")
    return [(row.year, row.value, row.line, table.loc[row.year].to_numpy(float)) for row in printed.itertuples()]
