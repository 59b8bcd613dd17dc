"""Exercises of unit 9: a Gini by hand, a row of Annex 3, aim and size, and the money behind a share.

Answers and mistakes are computed from the data sets. A mistake is tried in order, so the more
particular one stands first.
"""

import numpy as np

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.findings.unit_09 import PAYERS, RECEIVER, incomes_and_benefits
from postsoviet.measures.inequality import gini, gini_from_shares, shares
from postsoviet.measures.redistribution import percent_change, transfer

GINI_YEAR, ROW_YEAR, AIM_YEAR, MONEY_YEAR = 2008, 2014, 2010, 2015


def shares_of_annex1(year: int) -> np.ndarray:
    """Income shares of the ten tenths in one year of Annex 1, in percent."""
    rows = load("09-annex1-income-shares").query("year == @year").sort_values("decile")
    return rows["share_percent"].to_numpy(float)


def gini_by_hand() -> float:
    """Grouped Gini of the shares of Annex 1, in percent."""
    return 100 * gini_from_shares(shares_of_annex1(GINI_YEAR))


def _gini_without_origin() -> float:
    """Trapezoids that leave out the first point, where nobody has anything."""
    points = np.cumsum(shares_of_annex1(GINI_YEAR)) / shares_of_annex1(GINI_YEAR).sum()
    return 100 * (1 - float(np.sum(points[1:] + points[:-1]) / 10))


def _gini_of_steps() -> float:
    """Rectangles under the curve in place of trapezoids."""
    points = np.cumsum(shares_of_annex1(GINI_YEAR)) / shares_of_annex1(GINI_YEAR).sum()
    return 100 * (1 - 2 * float(points.sum() / 10))


def annex3_row() -> np.ndarray:
    """Change of income of the 1st and of the 5th to 10th tenth, in percent."""
    income, benefits = incomes_and_benefits(ROW_YEAR)
    change = percent_change(income, transfer(income, benefits, PAYERS, [RECEIVER]))
    return _first_and_payers(change)


def _first_and_payers(values: np.ndarray) -> np.ndarray:
    return np.concatenate([values[:1], values[4:]])


def _annex3_as_printed() -> np.ndarray:
    """The row of Annex 3, copied."""
    rows = load("09-annex3-income-change").query("year == @ROW_YEAR").sort_values("decile")
    return rows["change_percent"].to_numpy(float)


def _annex3_before_benefits() -> np.ndarray:
    """Changes in percent of income without benefits."""
    income, benefits = incomes_and_benefits(ROW_YEAR)
    new = transfer(income, benefits, PAYERS, [RECEIVER])
    return _first_and_payers(100 * (new - income) / (income - benefits))


def _annex3_signs() -> np.ndarray:
    """The same sizes, but a loss written as a positive number."""
    return np.abs(annex3_row())


def _annex3_in_new_income() -> np.ndarray:
    """Changes in percent of the income after the transfer."""
    income, benefits = incomes_and_benefits(ROW_YEAR)
    new = transfer(income, benefits, PAYERS, [RECEIVER])
    return _first_and_payers(100 * (new - income) / new)


def aim_and_size() -> list[float]:
    """Share of benefits that the poorest four tenths receive, and benefits in percent of income."""
    income, benefits = incomes_and_benefits(AIM_YEAR)
    return [100 * benefits[:4].sum() / benefits.sum(), 100 * benefits.sum() / income.sum()]


def _aim_of_one_tenth() -> list[float]:
    income, benefits = incomes_and_benefits(AIM_YEAR)
    return [100 * benefits[0] / benefits.sum(), 100 * benefits.sum() / income.sum()]


def _aim_as_income_share() -> list[float]:
    """The share of the poorest four tenths in income, not in benefits."""
    income, benefits = incomes_and_benefits(AIM_YEAR)
    return [100 * income[:4].sum() / income.sum(), 100 * benefits.sum() / income.sum()]


def soms_needed() -> float:
    """Soms a head that the poorest tenth must receive to reach its printed new share."""
    income, _ = incomes_and_benefits(MONEY_YEAR)
    return _printed_share() / 100 * income.sum() - income[0]


def _printed_share() -> float:
    table = load("09-table5-income-shares").query("distribution == 'new' and decile == @RECEIVER")
    return float(table["share_percent"].iloc[0])


def _soms_as_growing_total() -> float:
    """The sum if it were added to total income and taken from nobody."""
    income, _ = incomes_and_benefits(MONEY_YEAR)
    part = _printed_share() / 100
    return (part * income.sum() - income[0]) / (1 - part)


def _soms_by_points() -> float:
    """Points of share read as percent of the poorest tenth's own income."""
    income, _ = incomes_and_benefits(MONEY_YEAR)
    return (_printed_share() - shares(income)[0]) / 100 * income[0]


EXERCISES = [
    Exercise(
        id="09-gini",
        task="Compute the grouped Gini coefficient of 2008 from the ten shares of Annex 1, in percent.",
        answer=gini_by_hand,
        tolerance=0.05,
        labels=("Gini of 2008, percent",),
        right="It lies below the printed value, for the inequality inside each tenth is left out.",
        wrong="Check three things: fractions that end at 1, a curve that starts at zero, trapezoids of width one tenth.",
        mistakes=[
            Mistake(lambda: gini_by_hand() / 100, "This is a fraction; the task asks for percent."),
            Mistake(_gini_without_origin, "The first trapezoid is missing: the curve starts at zero, where nobody has anything."),
            Mistake(_gini_of_steps, "Rectangles cover too much under the curve; take the mean of the two ends of each step."),
            Mistake(lambda: 100 - gini_by_hand(), "This is twice the area under the curve; the Gini is what is missing to equality."),
            Mistake(lambda: 100 * gini(incomes_and_benefits(GINI_YEAR)[0]), "These are the incomes of Annex 2, another distribution; take Annex 1."),
        ],
    ),
    Exercise(
        id="09-annex3-row",
        task="Give seven changes of income in 2014, in percent: the 1st tenth, then the 5th to the 10th.",
        answer=annex3_row,
        tolerance=0.02,
        labels=(
            "1st tenth, percent", "5th tenth, percent", "6th tenth, percent", "7th tenth, percent",
            "8th tenth, percent", "9th tenth, percent", "10th tenth, percent",
        ),
        right="One of the seven does not round to what is printed. Half a som more or less is enough to explain it.",
        wrong="The 1st tenth gains the sum of six benefits; each payer loses its own; all are divided by income as printed.",
        mistakes=[
            Mistake(_annex3_as_printed, "These are the printed values; compute your own from Annex 2 and leave them unrounded."),
            Mistake(lambda: annex3_row().round(1), "Leave your numbers unrounded: the question is how they would be rounded."),
            Mistake(_annex3_signs, "The sizes fit, but who pays has less than before: a loss needs a minus sign."),
            Mistake(_annex3_before_benefits, "You divide by income without benefits; the author divides by total income."),
            Mistake(_annex3_in_new_income, "You divide by the new income; a change is measured against what was there before."),
            Mistake(lambda: annex3_row() / 100, "These are fractions; the task asks for percent."),
            Mistake(lambda: np.concatenate([annex3_row()[:1] / len(PAYERS), annex3_row()[1:]]),
                    "You give the poorest tenth the mean of six benefits; the rule gives it their sum."),
        ],
    ),
    Exercise(
        id="09-aim-and-size",
        task="Give two numbers for 2010 in percent: the part of benefits that goes to the poorest four tenths, "
             "and all benefits as a part of all income.",
        answer=aim_and_size,
        tolerance=0.05,
        labels=("Benefits that go to the poorest four tenths, percent", "Benefits as a part of all income, percent"),
        right="The first speaks of targeting, the second of size. A system can be good at one and poor at the other.",
        wrong="The first fraction has benefits above and below the line; the second has benefits above and income below.",
        mistakes=[
            Mistake(lambda: aim_and_size()[::-1], "Both numbers are right, but their order is not the one asked for."),
            Mistake(lambda: [value / 100 for value in aim_and_size()], "These are fractions; the task asks for percent."),
            Mistake(_aim_of_one_tenth, "Your first number is for the poorest tenth alone; the task asks for four tenths."),
            Mistake(_aim_as_income_share, "Your first number is their share of income; the task asks for their share of benefits."),
        ],
    ),
    Exercise(
        id="09-soms-needed",
        task="How many soms a head must the poorest tenth receive in 2015 to have the share that Table 5 prints?",
        answer=soms_needed,
        labels=("Needed by the poorest tenth, soms a head",),
        # half a unit of the last digit of the printed share, in soms, and a little for a share taken from Table 5
        tolerance=5,
        right="Compare it with the benefits of the upper six tenths in that year before you write your sentence.",
        wrong="Total income stays the same. Find the income that goes with the printed share, then what is missing to it.",
        mistakes=[
            Mistake(lambda: soms_needed() + incomes_and_benefits(MONEY_YEAR)[0][0],
                    "This is the whole new income of the poorest tenth; the question asks what it must receive."),
            Mistake(lambda: incomes_and_benefits(MONEY_YEAR)[1][[payer - 1 for payer in PAYERS]].sum(),
                    "This is what one year's benefits move; the question asks what the printed share would need."),
            Mistake(_soms_as_growing_total, "You let total income grow; in the what-if others give up what the poorest receive."),
            Mistake(_soms_by_points, "A point of share is a part of all income, not of the poorest tenth's own income."),
        ],
    ),
]
