"""The rules between the numbers of unit 09; see data_rules."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from data_rules import Row, Tables, grid, meets, one, ratio, rule

YEARS = range(2000, 2016)
PAYERS = range(5, 11)
TENTHS = range(1, 11)

LAYOUTS = {
    "09-annex1-income-shares": (("share_percent",), False),
    "09-annex1-indicators": (("value",), False),
    "09-annex2-income-benefits": (("income", "benefits"), False),
    "09-annex3-income-change": (("change_percent",), True),
    "09-table1-inequality-profile": (("value",), False),
    "09-table3-social-assistance-budget": (
        ("thousand_soms", "percent_of_social_assistance", "percent_of_total_budget"), False,
    ),
    "09-table4-income-change": (("change_percent",), False),
    "09-table5-income-shares": (("share_percent",), False),
}  # fmt: skip


def _full(rows: list[Row], tenths: range | list[int]) -> Iterator[str]:
    keys = sorted((int(row["year"]), int(row["decile"])) for row in rows)
    if keys != sorted((year, tenth) for year in YEARS for tenth in tenths):
        yield "not one row for each year and tenth"


@rule("09-annex1-income-shares")
def annex_1_shares_add_to_100(tables: Tables) -> Iterator[str]:
    """Ten shares, each rounded to 0.1, add up to 100 give or take ten half steps."""
    rows = tables["09-annex1-income-shares"]
    yield from _full(rows, TENTHS)
    for year, shares in grid(rows, "share_percent").items():
        if abs(sum(shares.values()) - 100) > 10 * 0.05 + 1e-9:
            yield f"{year}: {sum(shares.values()):.1f}"


@rule("09-annex1-income-shares")
def annex_1_lorenz_is_convex(tables: Tables) -> Iterator[str]:
    """Tenths are ranked by income, so shares rise and the Lorenz curve bends one way, below the diagonal."""
    for year, shares in grid(tables["09-annex1-income-shares"], "share_percent").items():
        curve, total = [0.0], 0.0
        for tenth in sorted(shares):
            total += shares[tenth]
            curve.append(total)
        steps = [after - before for before, after in pairwise(curve)]
        if any(after < before - 1e-9 for before, after in pairwise(steps)) or min(steps) <= 0:
            yield f"{year}: shares do not rise"
        if any(point / total > rank / len(steps) + 1e-9 for rank, point in enumerate(curve)):
            yield f"{year}: the curve passes the diagonal"


@rule("09-annex1-income-shares", "09-annex1-indicators")
def annex_1_ratios_follow_from_shares(tables: Tables) -> Iterator[str]:
    """The printed ratios are possible, given that every share is rounded to 0.1."""
    rows = tables["09-annex1-indicators"]
    for year, shares in grid(tables["09-annex1-income-shares"], "share_percent").items():
        if {*shares} != {*TENTHS}:
            continue
        poor = sum(shares[tenth] for tenth in range(1, 5))
        palma = one(rows, "value", year=year, indicator="palma_ratio")
        if not meets(palma, 0.05, *ratio(shares[10], poor, 0.05, 0.2)):
            yield f"{year}: Palma ratio {palma}"
        tenths = one(rows, "value", year=year, indicator="ratio_10_10")
        if not meets(tenths, 0.05, *ratio(shares[10], shares[1], 0.05, 0.05)):
            yield f"{year}: ratio of the tenths {tenths}"


@rule("09-annex1-income-shares", "09-annex1-indicators")
def annex_1_gini_is_above_its_lower_bound(tables: Tables) -> Iterator[str]:
    """A Gini from ten groups leaves out what differs inside them, so it bounds the full one from below."""
    rows = tables["09-annex1-indicators"]
    for year, shares in grid(tables["09-annex1-income-shares"], "share_percent").items():
        printed = one(rows, "value", year=year, indicator="gini")
        if year < 2002:
            if printed == printed:
                yield f"{year}: a dash is printed, not {printed}"
            continue
        total = sum(shares.values())
        grouped = sum((2 * tenth - 11) * share for tenth, share in shares.items()) / (10 * total) * 100
        # rounding of the shares moves the grouped value by at most 0.25; the widest gap printed is 5.2
        if not grouped - 0.25 <= printed + 0.05 <= grouped + 6:
            yield f"{year}: Gini {printed} beside {grouped:.2f} from the tenths"


@rule("09-annex1-indicators")
def annex_1_indicators_are_complete(tables: Tables) -> Iterator[str]:
    """Five indicators a year, each in the one unit it has."""
    rows = tables["09-annex1-indicators"]
    units = {"palma_ratio": "ratio", "ratio_10_10": "times", "gini": "percent", "poverty_rate": "percent",
             "gdp_growth": "percent"}  # fmt: skip
    if sorted((int(row["year"]), row["indicator"]) for row in rows) != sorted(
        (year, name) for year in YEARS for name in units
    ):
        yield "not one row for each year and indicator"
    for row in rows:
        if units[row["indicator"]] != row["unit"]:
            yield f"{row['year']}: {row['indicator']} in {row['unit']}"


@rule("09-annex1-indicators", "09-figures-in-prose")
def prose_of_unit_09_agrees_with_annex_1(tables: Tables) -> Iterator[str]:
    """Single numbers that the text repeats from Annex 1, and the four years without growth."""
    rows, prose = tables["09-annex1-indicators"], tables["09-figures-in-prose"]
    for figure, year, indicator in (
        ("gini_2013", 2013, "gini"), ("gini_2015", 2015, "gini"), ("poverty_rate_2015", 2015, "poverty_rate"),
    ):  # fmt: skip
        if one(prose, "value", figure=figure) != one(rows, "value", year=year, indicator=indicator):
            yield figure
    if round(one(rows, "value", year=2015, indicator="poverty_rate")) != one(
        prose, "value", figure="poverty_rate_rounded"
    ):
        yield "poverty_rate_rounded"
    growth = [float(row["value"]) for row in rows if row["indicator"] == "gdp_growth" and int(row["year"]) >= 2001]
    if sum(value <= 0 for value in growth) != one(prose, "value", figure="years_without_growth"):
        yield "years_without_growth"


@rule("09-table1-inequality-profile", "09-annex1-income-shares", "09-annex1-indicators")
def table_1_agrees_with_annex_1(tables: Tables) -> Iterator[str]:
    """Table 1 repeats five years of Annex 1, partly in whole percent."""
    shares, rows = tables["09-annex1-income-shares"], tables["09-annex1-indicators"]
    for row in tables["09-table1-inequality-profile"]:
        year, indicator, text = row["year"], row["indicator"], row["value"]
        if indicator.startswith("share"):
            there = one(shares, "share_percent", year=year, decile=1 if "poorest" in indicator else 10)
        else:
            there = one(rows, "value", year=year, indicator=indicator)
        # a dash here, or the Gini of 2000, which is a dash there
        if text and there == there and abs(float(text) - there) > (0.05 if "." in text else 0.5) + 1e-9:
            yield f"{year} {indicator}: {text} beside {there}"
    expected = {(name, year) for name in ("gini", "palma_ratio", "share_poorest_10", "share_richest_10",
                "ratio_10_10") for year in ("2000", "2008", "2013", "2014", "2015")}  # fmt: skip
    if {(row["indicator"], row["year"]) for row in tables["09-table1-inequality-profile"]} != expected:
        yield "not one row for each indicator and year"


@rule("09-annex2-income-benefits")
def annex_2_incomes_rise(tables: Tables) -> Iterator[str]:
    """Tenths are ranked by income, and benefits are a part of income."""
    rows = tables["09-annex2-income-benefits"]
    yield from _full(rows, TENTHS)
    benefits = grid(rows, "benefits")
    for year, incomes in grid(rows, "income").items():
        ordered = [incomes[tenth] for tenth in sorted(incomes)]
        if any(after <= before for before, after in pairwise(ordered)):
            yield f"{year}: incomes do not rise"
        if any(benefits[year][tenth] >= incomes[tenth] for tenth in incomes):
            yield f"{year}: benefits exceed income"


@rule("09-annex2-income-benefits", "09-annex3-income-change")
def annex_3_follows_from_annex_2(tables: Tables) -> Iterator[str]:
    """Each printed change is possible, given that Annex 2 is in whole soms."""
    rows = tables["09-annex2-income-benefits"]
    incomes, benefits = grid(rows, "income"), grid(rows, "benefits")
    yield from _full(tables["09-annex3-income-change"], [1, *PAYERS])
    for year, changes in grid(tables["09-annex3-income-change"], "change_percent").items():
        for tenth, printed in changes.items():
            paid = sum(benefits[year][payer] for payer in PAYERS) if tenth == 1 else benefits[year][tenth]
            cells = len(PAYERS) if tenth == 1 else 1
            low, high = ratio(paid, incomes[year][tenth], 0.5 * cells, 0.5)
            sign, half = (1, 0.5) if tenth == 1 else (-1, 0.05)
            if not meets(sign * printed, half, 100 * low, 100 * high):
                yield f"{year}, tenth {tenth}: {printed}"


@rule("09-annex3-income-change", "09-table4-income-change")
def table_4_is_the_mean_of_annex_3(tables: Tables) -> Iterator[str]:
    """Each value is a possible mean of sixteen rounded ones."""
    yearly = grid(tables["09-annex3-income-change"], "change_percent")
    for row in tables["09-table4-income-change"]:
        tenth = int(row["decile"])
        values = [changes[tenth] for changes in yearly.values() if tenth in changes]
        mean = sum(values) / len(YEARS)
        half = 0.5 if tenth == 1 else 0.05
        if not meets(float(row["change_percent"]), 0.05, mean - half, mean + half):
            yield f"tenth {tenth}: {row['change_percent']} beside {mean:.3f}"
    if [row["decile"] for row in tables["09-table4-income-change"]] != [str(tenth) for tenth in (1, *PAYERS)]:
        yield "not one row for each tenth"


@rule("09-table5-income-shares", "09-annex2-income-benefits", "09-figures-in-prose")
def table_5_starts_from_annex_2(tables: Tables) -> Iterator[str]:
    """The actual row is that of 2015, and what the poorest gain the upper tenths lose."""
    rows = tables["09-table5-income-shares"]
    if sorted((row["distribution"], int(row["decile"])) for row in rows) != sorted(
        (kind, tenth) for kind in ("actual", "new") for tenth in (1, *PAYERS)
    ):
        yield "not one row for each tenth and distribution"
        return
    incomes = grid(tables["09-annex2-income-benefits"], "income")[2015]
    total = sum(incomes.values())
    for tenth in (1, *PAYERS):
        printed = one(rows, "share_percent", decile=tenth, distribution="actual")
        if not meets(printed, 0.005, *(100 * end for end in ratio(incomes[tenth], total, 0.5, 5))):
            yield f"tenth {tenth}: {printed}"
    balance = sum(float(row["share_percent"]) * (1 if row["distribution"] == "new" else -1) for row in rows)
    if abs(balance) > len(rows) * 0.005 + 1e-9:
        yield f"the shares change by {balance:.2f} in all"
    for figure, kind in (("poorest_share_actual", "actual"), ("poorest_share_new", "new")):
        said = one(tables["09-figures-in-prose"], "value", figure=figure)
        if said != one(rows, "share_percent", decile=1, distribution=kind):
            yield figure


@rule("09-table3-social-assistance-budget", "09-figures-in-prose")
def table_3_adds_up(tables: Tables) -> Iterator[str]:
    """Parts add exactly to the total, percentages are those of the amounts, and the text repeats them."""
    total, *parts = tables["09-table3-social-assistance-budget"]
    amount = float(total["thousand_soms"])
    if sum(float(part["thousand_soms"]) for part in parts) != amount:
        yield "the parts do not add up to the total"
    # the share of the whole budget: its base is known from 5.5, rounded to 0.1
    low, high = amount / (float(total["percent_of_total_budget"]) + 0.05), amount / (
        float(total["percent_of_total_budget"]) - 0.05
    )
    for row in (total, *parts):
        value = float(row["thousand_soms"])
        if round(100 * value / amount) != float(row["percent_of_social_assistance"]):
            yield f"{row['item']}: {row['percent_of_social_assistance']} percent of social assistance"
        if not meets(float(row["percent_of_total_budget"]), 0.05, value / high, value / low):
            yield f"{row['item']}: {row['percent_of_total_budget']} percent of the budget"
    prose = tables["09-figures-in-prose"]
    said = {figure: one(prose, "value", figure=figure) for figure in (
        "budget_share", "budget_total", "share_monthly_social_benefits", "share_maternity",
        "budget_total_dollars", "exchange_rate")}  # fmt: skip
    if said["budget_share"] != float(total["percent_of_total_budget"]) or said["budget_total"] != amount // 1000:
        yield "the text gives another total"
    if abs(said["budget_total_dollars"] * said["exchange_rate"] / (amount / 1000) - 1) > 0.002:
        yield "the total in dollars does not follow from the exchange rate"
    for figure, item in (("share_monthly_social_benefits", "Monthly social benefits"),
                         ("share_maternity", "Maternity benefits")):  # fmt: skip
        if said[figure] != one(parts, "percent_of_social_assistance", item=item):
            yield figure
