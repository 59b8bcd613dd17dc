"""Ledger rows of chapter 9 for what its tables and annexes print."""

from __future__ import annotations

from postsoviet.datasets import load
from postsoviet.errors import CourseError
from postsoviet.findings.finding import Finding, join_lines, judge_number, scaled, span, sum_interval
from postsoviet.findings.unit_09 import (
    recompute_annex3, recompute_gini, recompute_ratios, recompute_table4, recompute_table5,
)
from postsoviet.measures.migration import percent_change
from postsoviet.measures.rounding import (
    DIFFERS, REPRODUCED, WITHIN_ROUNDING, Interval, interval, pair_verdict, ratio_interval,
)

_WHOLE_SOMS = "Annex 2 rounds incomes and benefits to whole soms; unrounded amounts can give the printed value."
_OUR_READING = "Our reading, which the author does not state: the benefits of 2000-2015 summed, on incomes of 2015,"
_EXPLAIN = {
    "annex 3, decile 1": {
        REPRODUCED: "Benefits of deciles 5 to 10 over the income of decile 1, both from Annex 2, round to the "
        "printed value.",
        WITHIN_ROUNDING: _WHOLE_SOMS,
    },
    "annex 3": {
        REPRODUCED: "Benefits over income of the decile, both from Annex 2, round to the printed value.",
        WITHIN_ROUNDING: _WHOLE_SOMS,
    },
    "actual": {
        REPRODUCED: "The decile's part of the ten mean incomes of 2015 in Annex 2 rounds to the printed value.",
    },
    "one year": {
        DIFFERS: "By our arithmetic the transfer, applied to the benefits and incomes of 2015 alone, gives "
        "another share; the author may have made a calculation that the text does not describe.",
    },
    "sixteen-year sum": {
        REPRODUCED: f"{_OUR_READING} round to the printed value.",
        WITHIN_ROUNDING: f"{_OUR_READING} can give the printed value once the rounding to whole soms is allowed for.",
    },
    "ratios": {
        REPRODUCED: "The ratio of the printed shares rounds to the printed value.",
        WITHIN_ROUNDING: "The shares in Annex 1 are rounded to one decimal; unrounded shares can give the printed "
        "value.",
    },
}


def findings() -> list[Finding]:
    """All rows of this module, in the order of the exhibits."""
    return [
        *_table1(), *_table3(), *_table4(), *_table5("one year", "Table 5", "09-table5"),
        *_table5("sixteen-year sum", "Table 5, sixteen-year reading (ours)", "09-table5-sixteen-years"),
        *_pairs(), *_ratios(), *_gini(), *_annex3(),
    ]


def _from_row(
    row, id: str, exhibit: str, cell: str, explanations: dict[str, str], lines: str, decimals: int
) -> Finding:
    """A finding from a row of a recomputed table, which has its verdict already."""
    if row.verdict not in explanations:
        raise CourseError(f"{id} came out as '{row.verdict}', which nothing explains yet; add a sentence for it.")
    return Finding(
        id, exhibit, cell, f"{row.printed:.{decimals}f}", row.recomputed, Interval(row.allowed_low, row.allowed_high),
        row.verdict, explanations[row.verdict], join_lines(row.line, lines), decimals + 2,
    )


def _annex2_lines(year: int | None = None) -> str:
    rows = load("09-annex2-income-benefits")
    return span(rows["line"]) if year is None else rows.loc[rows["year"] == year, "line"].iloc[0]


def _annex3() -> list[Finding]:
    return [
        _from_row(
            row, f"09-annex3-{row.year}-d{row.decile}", "Annex 3", f"{row.year}, decile {row.decile} (percent)",
            _EXPLAIN["annex 3, decile 1" if row.decile == 1 else "annex 3"], _annex2_lines(row.year),
            0 if row.decile == 1 else 1,
        )
        for row in recompute_annex3().itertuples()
    ]


def _table4() -> list[Finding]:
    found = []
    for row in recompute_table4().itertuples():
        explanations = {
            REPRODUCED: "The mean of sixteen yearly changes from Annex 2 rounds to the printed value.",
            WITHIN_ROUNDING: (
                f"The printed Annex 3 has a mean of {row.mean_of_annex3:.2f} and Annex 2 gives {row.recomputed:.2f}; "
                "incomes and benefits before rounding to whole soms can give the printed value."
            ),
        }
        found.append(_from_row(
            row, f"09-table4-d{row.decile}", "Table 4", f"decile {row.decile}, mean of 2000-2015 (percent)",
            explanations, _annex2_lines(), 1,
        ))
    return found


def _table5(rule: str, exhibit: str, prefix: str) -> list[Finding]:
    table = recompute_table5(rule)
    if rule != "one year":  # the actual row does not depend on the rule and is judged once
        table = table[table["distribution"] == "new"]
    found = []
    for row in table.itertuples():
        kind = rule if row.distribution == "new" else "actual"
        found.append(_from_row(
            row, f"{prefix}-{row.distribution}-d{row.decile}", exhibit,
            f"{row.distribution} distribution, decile {row.decile} (percent)", _EXPLAIN[kind],
            _annex2_lines(None if kind == "sixteen-year sum" else 2015), 2,
        ))
    return found


def _pairs() -> list[Finding]:
    """Printed numbers that must be one quantity and are not."""
    table5 = load("09-table5-income-shares").pivot(index="decile", columns="distribution", values="share_percent")
    lines5 = join_lines(*load("09-table5-income-shares")["line"].unique())
    actual, new = table5.loc[1, "actual"], table5.loc[1, "new"]
    rise = scaled(ratio_interval(interval(new, 2), interval(actual, 2)), 100, -100)
    table4 = load("09-table4-income-change").set_index("decile").loc[1]
    annex3 = load("09-annex3-income-change").query("decile == 1").set_index("year")
    found = []
    for id, exhibit, printed, decimals, source, remark in (
        (
            "09-pair-table4-table5", "Table 4 beside Table 5", table4.change_percent, 1, table4.line,
            f"Table 4 is a mean of sixteen years, and the highest of them is {annex3['change_percent'].max():.0f}",
        ),
        (
            "09-pair-annex3-table5", "Annex 3 beside Table 5", annex3.loc[2015, "change_percent"], 0,
            annex3.loc[2015, "line"], "the two printed tables imply different percentages for 2015",
        ),
    ):
        found.append(Finding(
            id, exhibit,
            f"rise of decile 1: printed change beside the rise from {actual} to {new} in Table 5 (percent)",
            f"{printed:.{decimals}f}", percent_change(actual, new), rise,
            pair_verdict(interval(printed, decimals), rise),
            "The transfer leaves total income unchanged, so the share of decile 1 must rise by the same percentage "
            f"as its income; {remark}.",
            join_lines(source, lines5), decimals + 2,
        ))
    annex1 = load("09-annex1-income-shares").query("year == 2015").set_index("decile")
    for decile in (1, 10):
        first, second = annex1.loc[decile], table5.loc[decile, "actual"]
        found.append(Finding(
            f"09-pair-annex1-table5-d{decile}", "Annex 1 beside Table 5",
            f"share of decile {decile}, 2015 (percent)",
            f"{first.share_percent:.1f}", second, interval(second, 2),
            pair_verdict(interval(first.share_percent, 1), interval(second, 2)),
            "Annex 1 and Annex 2 (from which Table 5 follows) describe different distributions of 2015, so their "
            "numbers should not be mixed; the actual row of Table 5 is an estimate from average incomes (line 9983).",
            join_lines(first.line, lines5, "9983"), 2,
        ))
    return found


def _ratios() -> list[Finding]:
    lines = span(load("09-annex1-income-shares")["line"])
    names = {"palma_ratio": ("palma", "Palma ratio"), "ratio_10_10": ("10-10", "10:10 ratio")}
    found = []
    for row in recompute_ratios().itertuples():
        slug, name = names[row.indicator]
        found.append(_from_row(
            row, f"09-annex1-{slug}-{row.year}", "Annex 1", f"{name}, {row.year} (times)", _EXPLAIN["ratios"],
            lines, 1,
        ))
    return found


def _gini() -> list[Finding]:
    lines = span(load("09-annex1-income-shares")["line"])
    return [
        _from_row(
            row, f"09-annex1-gini-{row.year}", "Annex 1", f"Gini, {row.year} (percent; ours is a lower bound)",
            {row.verdict: _about_gini(row)}, lines, 1,
        )
        for row in recompute_gini().itertuples()
    ]


def _about_gini(row) -> str:
    if row.verdict == DIFFERS:
        return (
            f"The printed shares of {row.year} allow no Gini above {row.allowed_high:.1f}, by our arithmetic; the "
            "printed value may rest on other data than the printed shares."
        )
    if row.printed > row.upper_bound:
        return (
            f"The printed value is above {row.upper_bound:.1f}, the highest Gini that the shares allow as printed; "
            "it is possible only if nearly all rounding went one way."
        )
    if row.printed < row.recomputed:
        return (
            f"The printed value is below the lower bound from the printed shares of {row.year}; it is possible only "
            "if nearly all rounding went one way and incomes inside each decile were almost equal, so it may rest "
            "on other data."
        )
    return (
        "A Gini from ten shares is a lower bound; the printed value lies between it and the highest Gini that the "
        "shares allow."
    )


def _table1() -> list[Finding]:
    shares = load("09-annex1-income-shares").set_index(["year", "decile"])
    indicators = load("09-annex1-indicators").dropna(subset="value").set_index(["year", "indicator"])
    deciles = {"share_poorest_10": 1, "share_richest_10": 10}
    names = {
        "gini": "Gini", "palma_ratio": "Palma ratio", "ratio_10_10": "10:10 ratio",
        "share_poorest_10": "share of the poorest tenth", "share_richest_10": "share of the richest tenth",
    }
    found = []
    for row in load("09-table1-inequality-profile").dropna(subset="value").itertuples():
        if row.indicator in deciles:
            source = shares.loc[(row.year, deciles[row.indicator])]
            other = source.share_percent
        elif (row.year, row.indicator) in indicators.index:
            source = indicators.loc[(row.year, row.indicator)]
            other = source.value
        else:
            continue  # Annex 1 has no Gini of 2000
        # Table 1 prints the Gini, and two shares of the richest, without a decimal.
        printed_whole = row.indicator == "gini" or row.value == round(row.value)
        found.append(judge_number(
            f"09-table1-{row.indicator.replace('_', '-')}-{row.year}", "Table 1",
            f"{names[row.indicator]}, {row.year} ({'percent' if row.unit == 'percent' else 'times'})",
            row.value, other, "Table 1 and Annex 1 agree to the digits printed.", join_lines(row.line, source.line),
            decimals=0 if printed_whole else 1, allowed=interval(other, 1),
        ))
    return found


def _table3() -> list[Finding]:
    table = load("09-table3-social-assistance-budget").set_index("item")
    total = table.loc["Total social assistance"]
    parts = table.drop("Total social assistance")
    exhibit, lines = "Table 3", span(table["line"])
    found = [judge_number(
        "09-table3-sum", exhibit, "total of the five items (thousand soms)", total.thousand_soms,
        parts["thousand_soms"].sum(),
        "The five items add up to the printed total.", lines, decimals=0, shown=1,
        allowed=sum_interval(interval(value, 0) for value in parts["thousand_soms"]),
    )]
    for row in parts.itertuples():
        slug = row.Index.lower().replace(" ", "-")
        part = 100 * row.thousand_soms / total.thousand_soms
        found.append(judge_number(
            f"09-table3-assistance-{slug}", exhibit, f"{row.Index}, share of social assistance (percent)",
            row.percent_of_social_assistance, part, "The item over the printed total rounds to the printed share.",
            join_lines(row.line, total.line), decimals=0,
        ))
        found.append(judge_number(
            f"09-table3-budget-{slug}", exhibit, f"{row.Index}, share of the total budget (percent)",
            row.percent_of_total_budget, part * total.percent_of_total_budget / 100,
            "The item's part of the printed 5.5 percent rounds to the printed share.",
            join_lines(row.line, total.line),
            decimals=1, allowed=scaled(interval(total.percent_of_total_budget, 1), part / 100),
        ))
    return found
