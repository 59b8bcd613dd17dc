"""Ledger rows of chapter 9 for what its text says about its own tables."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, about, at_most, growth_interval, join_lines, judge_claim, judge_number, judge_whole,
    more_than, nearly, prose, scaled, span, sum_interval,
)
from postsoviet.findings.unit_09 import SHARE, SOM, incomes_and_benefits, recompute_table4, recompute_table5
from postsoviet.measures.change import compound_growth_rate, percent_change
from postsoviet.measures.rounding import Interval, interval, ratio_interval

OTHER_BASE = "Text, other base year (ours)"


def findings() -> list[Finding]:
    """All rows of this module, in the order of the text."""
    return [
        *_fall_to_2008(), *_repeated(), *_poor_after_2013(), *_growth(), *_equal_growth(), *_yearly_falls(),
        *_budget(), *_benefits(), *_growth_of_benefits(), *_losses_and_gains(), *_almost_doubled(),
    ]


def _fall_to_2008() -> list[Finding]:
    said, gini = prose("09", "gini_fall_to_2008"), _annex1("gini")
    table1, end = _gini_of_table1(), gini.loc[2008]
    alone = -percent_change(table1.loc[2000].value, table1.loc[2008].value)
    found = []
    for id, exhibit, start, decimals, explanation in (
        (
            "09-text-gini-fall", "Text", table1.loc[2000], 0,
            "From the Gini of 2000 in Table 1 to that of 2008 in Annex 1 the fall is a little under 20 percent; the "
            f"whole percents of Table 1 alone give {alone:.1f}.",
        ),
        (
            "09-text-gini-fall-from-2002", OTHER_BASE, gini.loc[2002], 1,
            "Annex 1 prints no Gini before 2002; measured from there the fall is smaller, so the statement rests on "
            "Table 1.",
        ),
    ):
        change = growth_interval(interval(start.value, decimals), interval(end.value, 1))
        found.append(judge_claim(
            id, exhibit, f"fall of the Gini, {start.name}-2008 (percent)",
            f"nearly {said.value:g}", nearly(said.value, 10), -percent_change(start.value, end.value),
            explanation, join_lines(said.line, start.line, end.line), allowed=scaled(change, -1),
        ))
    return found


def _repeated() -> list[Finding]:
    """Numbers of Annex 1 that the text repeats."""
    found = []
    for figure, name, year, decimals in (
        ("gini_2013", "Gini", 2013, 1),
        ("gini_2015", "Gini", 2015, 1),
        ("poverty_rate_2015", "poverty rate", 2015, 1),
        ("poverty_rate_rounded", "poverty rate", 2015, 0),
    ):
        said, source = prose("09", figure), _annex1(name.lower().replace(" ", "_")).loc[year]
        found.append(judge_number(
            f"09-text-{figure.replace('_', '-')}", "Text", f"{name}, {year} (percent)",
            said.value, source.value, "The text and Annex 1 agree to the digits printed.",
            join_lines(said.line, source.line), decimals=decimals, allowed=interval(source.value, 1),
        ))
    return found


def _poor_after_2013() -> list[Finding]:
    shares = load("09-annex1-income-shares")
    table = shares.pivot(index="decile", columns="year", values="share_percent")
    change = table[2015] - table[2013]
    slack = 2 * SHARE  # each change is a difference of two rounded shares
    return [
        judge_claim(
            f"09-text-poor-after-2013-{slug}", "Text",
            f"change in the share of {name}, 2013-2015 (percentage points)",
            "no increase", Interval(-math.inf, 0.0), change[:last].sum(),
            "In Annex 1 this share rises between the two years; the author may mean that the share of the poorest "
            "tenth stays near 2 percent.",
            join_lines("9276-9280", span(shares["line"])),
            allowed=sum_interval((points - slack, points + slack) for points in change[:last]),
        )
        for slug, name, last in (("decile-1", "the poorest tenth", 1), ("bottom-40", "the poorest four tenths", 4))
    ]


def _growth() -> list[Finding]:
    said, growth = prose("09", "years_without_growth"), _annex1("gdp_growth")
    none = growth[(growth.index >= 2001) & (growth["value"] <= 0)]
    return [judge_whole(
        "09-text-years-without-growth", "Text", "years of zero or negative growth since 2001 (count)",
        said.value, len(none),
        f"Annex 1 has zero or negative growth in {', '.join(str(year) for year in none.index)}.",
        join_lines(said.line, *none["line"]),
    )]


def _equal_growth() -> list[Finding]:
    """Growth of the richest tenth beside the poorest; one deflator applies to both."""
    poorest, richest = prose("09", "real_growth_tenth_1"), prose("09", "real_growth_tenths_8_to_10")
    last, _ = incomes_and_benefits(2015)
    found = []
    for year in (2003, 2004, 2005):
        first, _ = incomes_and_benefits(year)
        amounts = np.array([first[0], last[0], first[9], last[9]])
        against_the_richest = SOM * np.array([-1, 1, 1, -1])
        low, ours, high = (
            _lead(amounts + sign * against_the_richest, 2015 - year, poorest.value) for sign in (1, 0, -1)
        )
        outcome = (
            "both tenths have the same compound growth in Annex 2, whatever the deflator."
            if year == 2003
            else "the income of the poorest tenth grows faster in Annex 2 than that of the richest; the result "
            "depends on the base year."
        )
        found.append(judge_claim(
            f"09-text-equal-growth-{year}", "Text (Figure 3)" if year == 2003 else OTHER_BASE,
            f"real growth of the richest tenth less that of the poorest, {year}-2015 (percentage points a year)",
            "0.0", about(richest.value - poorest.value, 0.2), ours, f"From {year} {outcome}",
            join_lines(poorest.line, richest.line, *_annex2_lines(year, 2015)), allowed=Interval(low, high),
        ))
    return found


def _lead(amounts: np.ndarray, years: int, poorest_growth: float) -> float:
    """Real growth of the richest less that of the poorest, if the poorest has the printed rate."""
    first_poor, last_poor, first_rich, last_rich = amounts
    relative = (last_rich / first_rich) / (last_poor / first_poor)
    return (100 + poorest_growth) * (relative ** (1 / years) - 1)


def _yearly_falls() -> list[Finding]:
    poverty, gini, table1 = _annex1("poverty_rate"), _annex1("gini"), _gini_of_table1()
    matches = "With 2002, the first Gini of Annex 1, as base year both yearly rates of the text come out."
    also = "From 2000, the first year of Annex 1, the rate of poverty reduction also rounds to the printed one."
    other = "The text prints no base year; this one gives another yearly rate."
    found = []
    for figure, name, decimals, end, start, start_decimals, exhibit, explanation in (
        ("poverty_yearly_fall", "poverty rate", 0, poverty.loc[2015], poverty.loc[2002], 1, "Text", matches),
        ("poverty_yearly_fall", "poverty rate", 0, poverty.loc[2015], poverty.loc[2000], 1, OTHER_BASE, also),
        ("poverty_yearly_fall", "poverty rate", 0, poverty.loc[2015], poverty.loc[2004], 1, OTHER_BASE, other),
        ("gini_yearly_fall", "Gini", 1, gini.loc[2015], gini.loc[2002], 1, "Text", matches),
        ("gini_yearly_fall", "Gini", 1, gini.loc[2015], table1.loc[2000], 0, OTHER_BASE, other),
        ("gini_yearly_fall", "Gini", 1, gini.loc[2015], gini.loc[2004], 1, OTHER_BASE, other),
    ):
        said, years = prose("09", figure), end.name - start.name
        rates = growth_interval(interval(start.value, start_decimals), interval(end.value, 1), years)
        found.append(judge_number(
            f"09-text-{figure.replace('_', '-')}-{start.name}", exhibit,
            f"{name}, compound fall {start.name}-2015 (percent a year)",
            said.value, -compound_growth_rate(start.value, end.value, years), explanation,
            join_lines(said.line, start.line, end.line), decimals=decimals, allowed=scaled(rates, -1),
        ))
    return found


def _budget() -> list[Finding]:
    total = load("09-table3-social-assistance-budget").set_index("item").loc["Total social assistance"]
    soms, dollars = prose("09", "budget_total"), prose("09", "budget_total_dollars")
    rate = prose("09", "exchange_rate")
    millions, range_of_millions = total.thousand_soms / 1000, scaled(interval(total.thousand_soms, 0), 1e-3)
    return [
        judge_claim(
            "09-text-budget-soms", "Text", "social assistance in 2015 (billion soms)",
            f"{soms.value:,.0f}", interval(soms.value, 0), millions / 1000,
            f"Table 3 has {total.thousand_soms:,.0f} thousand soms, which is {millions / 1000:.3f} billion; either the "
            "word or the comma in the text is a misprint.",
            join_lines(soms.line, total.line), decimals=3,
        ),
        judge_number(
            "09-text-budget-dollars", "Text", "social assistance in 2015 (million US dollars)",
            dollars.value, millions / rate.value,
            "The total of Table 3 at the printed exchange rate is a little lower; an exchange rate before rounding "
            "can give the printed amount.",
            join_lines(dollars.line, total.line, rate.line), decimals=1,
            allowed=ratio_interval(range_of_millions, interval(rate.value, 1)),
        ),
    ]


def _benefits() -> list[Finding]:
    said = prose("09", "richest_to_poorest_benefit")
    found = []
    for year, printed, claim, line in (
        (2012, "higher", more_than(1), "9745-9747"),
        (2015, "almost two-thirds", nearly(2 / 3, 1 / 3), said.line),
    ):
        _, benefits = incomes_and_benefits(year)
        poorest, richest = benefits[0], benefits[9]
        found.append(judge_claim(
            f"09-text-benefits-{year}", "Text",
            f"benefits of the richest tenth over those of the poorest, {year} (times)",
            printed, claim, richest / poorest,
            f"Annex 2 has {richest:.0f} soms for the richest tenth and {poorest:.0f} for the poorest.",
            join_lines(line, *_annex2_lines(year)),
            allowed=ratio_interval(interval(richest, 0), interval(poorest, 0)),
        ))
    return found


def _growth_of_benefits() -> list[Finding]:
    """Growth of benefits by tenth; one deflator applies to all, so the order can be checked."""
    _, before_last = incomes_and_benefits(2014)
    _, last = incomes_and_benefits(2015)
    found = []
    for year, exhibit in ((2003, "Text (Figure 5)"), (2004, OTHER_BASE)):
        _, first = incomes_and_benefits(year)
        rates = compound_growth_rate(first, last, 2015 - year)
        *others, richest = [
            growth_interval(interval(before, 0), interval(after, 0), 2015 - year)
            for before, after in zip(first, last)
        ]
        found.append(judge_claim(
            f"09-text-growth-of-benefits-{year}", exhibit,
            "growth of benefits of the richest tenth less the highest of the other tenths, "
            f"{year}-2015 (percentage points a year)",
            "highest", more_than(0), rates[9] - rates[:9].max(),
            "The richest tenth has the highest compound growth whatever the rounding, but it starts from "
            f"{first[9]:.0f} soms and rises from {before_last[9]:.0f} to {last[9]:.0f} in the last year alone.",
            join_lines("9769-9771", *_annex2_lines(year, 2015)),
            allowed=Interval(
                richest.low - max(end.high for end in others), richest.high - max(end.low for end in others)
            ),
        ))
    return found


def _losses_and_gains() -> list[Finding]:
    """What the text says about Table 4."""
    table4 = recompute_table4().set_index("decile")
    loss, fifth = prose("09", "payers_largest_loss"), prose("09", "richest_fifth_loss")
    gain = prose("09", "poorest_tenth_gain")
    worst = table4.loc[5:]["recomputed"].idxmin()
    top, poorest = table4.loc[[9, 10]].mean(numeric_only=True), table4.loc[1]
    return [
        judge_claim(
            "09-text-largest-loss", "Text", "largest mean fall of income among deciles 5 to 10 (percent)",
            f"at most {loss.value:g}", at_most(loss.value), -table4.loc[worst].recomputed,
            f"The largest mean fall is that of decile {worst}.",
            join_lines(loss.line, *_annex2_lines()), allowed=scaled(_allowed(table4.loc[worst]), -1),
        ),
        judge_number(
            "09-text-richest-fifth", "Text", "mean fall of income of the richest fifth (percent)",
            fifth.value, -top.recomputed, "The mean of deciles 9 and 10 rounds to the printed value.",
            join_lines(fifth.line, *_annex2_lines()), decimals=1, allowed=scaled(_allowed(top), -1),
        ),
        judge_claim(
            "09-text-poorest-gain", "Text", "mean rise of income of decile 1 (percent)",
            f"over {gain.value:g}", more_than(gain.value), poorest.recomputed,
            "The mean from Annex 2 is a little above the printed bound.",
            join_lines(gain.line, *_annex2_lines()), allowed=_allowed(poorest),
        ),
    ]


def _almost_doubled() -> list[Finding]:
    """What the text says about Table 5."""
    said = prose("09", "poorest_share_multiple")
    shares = recompute_table5("one year").set_index(["distribution", "decile"])
    old, new = shares.loc[("actual", 1)], shares.loc[("new", 1)]
    lines = join_lines(said.line, old.line, new.line)
    cell = "share of decile 1 after the transfer over the share before (times)"
    return [
        judge_claim(
            "09-text-almost-doubled", "Text", cell, f"almost {said.value:g}", nearly(said.value, 1),
            new.printed / old.printed,
            "From the two shares that Table 5 prints the multiple is nearer to two than to one, and below two.",
            lines, decimals=3, allowed=ratio_interval(interval(new.printed, 2), interval(old.printed, 2)),
        ),
        judge_claim(
            "09-text-almost-doubled-one-year", "Text, one year's benefits (ours)", cell, f"almost {said.value:g}",
            nearly(said.value, 1), new.recomputed / old.recomputed,
            "By our arithmetic the transfer of the benefits of 2015 alone raises the share by about a tenth.",
            join_lines(lines, *_annex2_lines(2015)), decimals=3,
            allowed=ratio_interval(_allowed(new), _allowed(old)),
        ),
    ]


def _annex1(indicator: str) -> pd.DataFrame:
    """Printed values of one indicator by year."""
    rows = load("09-annex1-indicators").query("indicator == @indicator").dropna(subset="value")
    return rows.set_index("year").sort_index()


def _gini_of_table1() -> pd.DataFrame:
    return load("09-table1-inequality-profile").query("indicator == 'gini'").set_index("year")


def _annex2_lines(*years: int) -> list[str]:
    """Source lines of these years of Annex 2, or the whole stretch."""
    rows = load("09-annex2-income-benefits")
    return [rows.loc[rows["year"] == year, "line"].iloc[0] for year in years] or [span(rows["line"])]


def _allowed(row: pd.Series) -> Interval:
    return Interval(row.allowed_low, row.allowed_high)
