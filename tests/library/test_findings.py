"""The replication ledger: its rows, its verdicts, and the stored file."""

from __future__ import annotations

import argparse
import functools
import itertools
import os
import re

import numpy as np
import pandas as pd
import pytest

from postsoviet import findings, load
from postsoviet.course.register import read
from postsoviet.descriptor import data_folder
from postsoviet.errors import CourseError
from postsoviet.findings import command, register, unit_09, unit_09_tables
from postsoviet.findings.finding import about, less_than, more_than, nearly
from postsoviet.measures.inequality import gini, gini_upper_bound
from postsoviet.measures.rounding import VERDICTS, overlap, verdict_on_claim


@pytest.fixture(scope="module")
def ledger() -> pd.DataFrame:
    return findings.ledger()


@pytest.fixture(scope="module")
def text() -> str:
    return register.text()


@pytest.fixture(scope="module")
def by_id(ledger) -> pd.DataFrame:
    return ledger.set_index("id")


# --- the ledger as a whole ---------------------------------------------------------------------


def test_the_stored_ledger_is_what_the_data_sets_give(text):
    stored = data_folder() / register.FILE
    assert stored.read_bytes() == text.encode("utf-8"), (
        "findings.csv is out of date; run 'python -m postsoviet findings write'"
    )


def test_every_row_is_complete(ledger):
    assert list(ledger.columns) == register.COLUMNS
    assert ledger["id"].is_unique
    assert set(ledger["verdict"]) <= set(VERDICTS)
    assert set(ledger["unit"]) == {unit.number for unit in read().units.values() if not unit.uses}
    assert (ledger["id"].str[:2] == ledger["unit"]).all()
    for column in ("exhibit", "cell", "printed", "explanation", "line"):
        assert (ledger[column].str.strip() != "").all()
    assert ledger["recomputed"].notna().all()
    # A range holds our number; an end that is left out is open.
    assert not (ledger["allowed_low"] > ledger["recomputed"]).any()
    assert not (ledger["recomputed"] > ledger["allowed_high"]).any()


def test_the_range_shown_is_never_narrower_than_the_range(by_id):
    for one in register.findings():
        if one.allowed is not None:
            row, (low, high) = by_id.loc[one.id], one.allowed
            assert row["allowed_low"] <= low + 1e-8 if np.isfinite(low) else pd.isna(row["allowed_low"]), one.id
            assert row["allowed_high"] >= high - 1e-8 if np.isfinite(high) else pd.isna(row["allowed_high"]), one.id


def test_explanations_are_short_and_blame_nobody(ledger):
    for row in ledger.itertuples():
        assert re.fullmatch(r"[A-Z0-9].*[^.]\.", row.explanation), row.id
        assert len(row.explanation) <= 400 and len(re.findall(r"[a-z)]\. [A-Z]", row.explanation)) <= 2, row.id
        assert not re.search(r"\b(wrong|error|mistake|false)\b", row.explanation), row.id


def test_a_number_with_a_verdict_of_differs_lies_outside_its_range(ledger):
    # elsewhere a bare number may stand for a claim in words, such as "some ten years"
    tables = ledger[ledger["unit"].isin(["02", "09"])]
    numeric = tables[tables["printed"].str.fullmatch(r"-?\d+(\.\d+)?")]
    assert len(numeric) > 230
    for row in numeric.itertuples():
        decimals = len(row.printed.partition(".")[2])
        printed, half = float(row.printed), 0.5 * 10**-decimals
        low = row.recomputed if pd.isna(row.allowed_low) else row.allowed_low
        high = row.recomputed if pd.isna(row.allowed_high) else row.allowed_high
        inside = low <= printed + half and high >= printed - half
        assert inside == (row.verdict in ("reproduced", "within rounding")), row.id
        close = abs(row.recomputed - printed) <= half + 0.5 * 10 ** -(decimals + 2)
        assert not (row.verdict == "reproduced" and not close), row.id


# --- verdicts that the reading of the chapters found -------------------------------------------


def counts(ledger, exhibit) -> dict[str, int]:
    return ledger.loc[(ledger["unit"] == "09") & (ledger["exhibit"] == exhibit), "verdict"].value_counts().to_dict()


def test_counts_by_exhibit(ledger):
    assert counts(ledger, "Annex 3") == {"reproduced": 96, "within rounding": 16}
    assert counts(ledger, "Table 4") == {"reproduced": 6, "within rounding": 1}
    assert counts(ledger, "Table 5") == {"reproduced": 7, "differs": 7}
    assert counts(ledger, "Table 5, sixteen-year reading (ours)") == {"reproduced": 4, "within rounding": 3}
    assert counts(ledger, "Table 1") == {"reproduced": 22}
    assert counts(ledger, "Table 3") == {"reproduced": 11}
    ratios = ledger[ledger["id"].str.contains("annex1-(?:palma|10-10)")]
    assert ratios["verdict"].value_counts().to_dict() == {"reproduced": 18, "within rounding": 14}


def test_annex_3_misses_are_those_of_the_brief_and_none_other(ledger):
    missed = ledger[(ledger["exhibit"] == "Annex 3") & (ledger["verdict"] == "within rounding")]
    assert {id.removeprefix("09-annex3-") for id in missed["id"]} == {
        "2000-d5", "2000-d6", "2000-d7", "2001-d1", "2001-d5", "2001-d6", "2004-d6", "2005-d1", "2005-d9", "2006-d5",
        "2006-d6", "2008-d8", "2008-d10", "2009-d5", "2009-d10", "2014-d6",
    }


@pytest.mark.parametrize(
    ("id", "verdict", "recomputed"),
    [
        # By hand: 133 soms of the deciles 5-10 and 1165 of decile 1, over 40 747 in all.
        ("09-table5-new-d1", "differs", 100 * (1165 + 133) / 40_747),
        # 836 soms in sixteen years.
        ("09-table5-sixteen-years-new-d1", "within rounding", 100 * (1165 + 836) / 40_747),
        ("09-pair-annex3-table5", "cannot be both", 100 * (4.92 / 2.86 - 1)),
        ("09-pair-table4-table5", "cannot be both", 100 * (4.92 / 2.86 - 1)),
        ("09-annex1-palma-2002", "within rounding", 30.9 / (2.0 + 3.3 + 4.3 + 5.5)),
        ("09-annex1-gini-2006", "differs", 39.44),
        ("09-annex1-gini-2014", "within rounding", 43.12),
        ("09-annex1-gini-2015", "differs", 38.18),
        ("09-text-budget-dollars", "within rounding", 7397.035 / 64.5),
        ("09-text-budget-soms", "differs", 7.397),
        ("09-text-gini-fall", "reproduced", 100 * (45 - 36.3) / 45),
        ("09-text-poverty-yearly-fall-2000", "reproduced", 4.24),
        ("09-text-gini-yearly-fall-2002", "reproduced", 0.20),
        ("09-text-years-without-growth", "reproduced", 4),
        ("09-text-benefits-2012", "reproduced", 33 / 28),
        ("09-text-benefits-2015", "reproduced", 46 / 74),
        ("09-text-almost-doubled", "reproduced", 4.92 / 2.86),
        ("09-text-almost-doubled-one-year", "differs", (1165 + 133) / 1165),
        ("02-north-loss", "within rounding", 100 * (5.7 / 7.7 - 1)),
        ("02-astana-percent", "within rounding", 100 * (863 / 281 - 1)),
        ("02-astana-multiple", "differs", 863 / 281),
        ("02-decade-growth", "reproduced", 991 / 308),
        ("02-turnover-growth", "reproduced", 202.8 / 80),
        ("02-urban-kazakhs", "reproduced", 4.8 / 1.1),
        ("02-northernmost-majority", "reproduced", 100 * 8 / 10),
        ("02-destinations-north", "reproduced", 69 + 2 + 5 + 24),
        ("02-destinations-south", "within rounding", 67 + 14 + 10 + 8),
        ("02-settlement-russia", "reproduced", 100 * (13 + 11 + 10) / 44),
    ],
)
def test_single_verdicts(by_id, id, verdict, recomputed):
    row = by_id.loc[id]
    assert row["verdict"] == verdict
    assert row["recomputed"] == pytest.approx(recomputed, abs=0.006)


# --- the recomputations that notebooks call ----------------------------------------------------


def test_allowed_changes_hold_every_change_inside_the_rounding():
    """Draw incomes and benefits inside their rounding: the change must stay in the range."""
    rng = np.random.default_rng(9)
    table = unit_09.recompute_annex3().set_index(["year", "decile"])
    for year in (2000, 2007, 2015):
        income, benefits = unit_09.incomes_and_benefits(year)
        for _ in range(200):
            x, b = income + rng.uniform(-0.5, 0.5, 10), benefits + rng.uniform(-0.5, 0.5, 10)
            for decile in (1, *range(5, 11)):
                change = 100 * (b[4:].sum() if decile == 1 else -b[decile - 1]) / x[decile - 1]
                row = table.loc[(year, decile)]
                assert row.allowed_low <= change <= row.allowed_high


@pytest.mark.parametrize("rule", unit_09.RULES)
def test_allowed_shares_hold_every_share_inside_the_rounding(rule):
    rng = np.random.default_rng(5)
    table = unit_09.recompute_table5(rule).query("distribution == 'new'").set_index("decile")
    income, _ = unit_09.incomes_and_benefits(2015)
    benefits = load("09-annex2-income-benefits").pivot(index="year", columns="decile", values="benefits")
    if rule == "one year":
        benefits = benefits.loc[[2015]]
    for _ in range(300):
        # The corners of the rounding reach further than its inside.
        x = income + rng.choice([-0.5, 0.5], 10)
        b = (benefits.to_numpy(float) + rng.choice([-0.5, 0.5], benefits.shape)).sum(axis=0)
        after = x.copy()
        after[4:] -= b[4:]
        after[0] += b[4:].sum()
        for decile in table.index:
            share = 100 * after[decile - 1] / after.sum()
            assert table.loc[decile].allowed_low - 1e-9 <= share <= table.loc[decile].allowed_high + 1e-9


def test_a_verdict_without_an_explanation_is_named(monkeypatch):
    monkeypatch.setattr(unit_09_tables, "_EXPLAIN", {**unit_09_tables._EXPLAIN, "one year": {}})
    with pytest.raises(CourseError, match="09-table5-new-d1 came out as 'differs', which nothing explains"):
        unit_09_tables.findings()


def test_the_rule_decides_the_new_row_only():
    one, sixteen = (unit_09.recompute_table5(rule) for rule in unit_09.RULES)
    actual = one["distribution"] == "actual"
    assert (one.loc[actual, "recomputed"] == sixteen.loc[actual, "recomputed"]).all()
    assert (one.loc[~actual, "recomputed"] != sixteen.loc[~actual, "recomputed"]).all()
    assert unit_09.new_incomes("one year")[0] == 1165 + 133
    assert unit_09.new_incomes("sixteen-year sum")[0] == 1165 + 836
    assert unit_09.new_incomes().sum() == pytest.approx(40_747)


def test_the_sum_over_all_years_is_the_nearest_reading():
    worst = {
        rule: (table.recomputed - table.printed).abs().max()
        for rule in unit_09.RULES
        for table in [unit_09.recompute_table5(rule).query("distribution == 'new'")]
    }
    assert worst["one year"] == pytest.approx(1.73, abs=0.005)
    assert worst["sixteen-year sum"] == pytest.approx(0.012, abs=0.0005)


@pytest.mark.parametrize("year", [2002, 2006, 2014, 2015])
def test_the_range_of_the_gini_is_that_of_all_corners_of_the_rounding(year):
    shares = load("09-annex1-income-shares").query("year == @year").sort_values("decile")["share_percent"].to_numpy()
    corners = [shares + np.array(signs) for signs in itertools.product((-0.05, 0.05), repeat=10)]
    low, high = unit_09.gini_range(shares)
    assert low == pytest.approx(min(gini(corner) for corner in corners), abs=1e-12)
    assert high == pytest.approx(max(gini_upper_bound(corner) for corner in corners), abs=1e-12)


def test_unknown_rules_and_years_are_refused():
    with pytest.raises(CourseError, match="did you mean 'one year'"):
        unit_09.recompute_table5("one yaer")
    with pytest.raises(CourseError, match="no year 1999"):
        unit_09.incomes_and_benefits(1999)


# --- words read as ranges ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "inside", "outside"),
    [
        (nearly(20, 10), [15, 19.33, 19.99], [14.9, 20, 21]),
        (nearly(3, 1), [2.5, 2.99], [3, 3.07]),
        (about(2, 1), [1.79, 2.18], [1.4, 2.6]),
        (more_than(2.5), [2.535, 100], [2.5, 2.4]),
        (less_than(1), [0, 0.99], [1, 1.07]),
    ],
)
def test_words_as_ranges(claim, inside, outside):
    assert all(verdict_on_claim(claim, value) == "reproduced" for value in inside)
    assert not any(overlap(claim, (value, value)) for value in outside)


# --- the stored file and the command -----------------------------------------------------------


def parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_verb(parser.add_subparsers(dest="verb"))
    return parser.parse_args(["findings", *words])


#: For tests of the stored file: what it holds is computed once for all of them.
ONCE = functools.cache(register._findings_of)


@pytest.fixture
def computed_once(monkeypatch) -> None:
    monkeypatch.setattr(register, "_findings_of", ONCE)


@pytest.mark.usefixtures("computed_once")
def test_write_then_check(tmp_path, capsys):
    target = tmp_path / "findings.csv"
    arguments = parse("write", "--file", str(target))
    assert arguments.run(arguments) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["findings.csv"]  # no draft is left
    assert b"\r" not in target.read_bytes()
    arguments = parse("check", "--file", str(target))
    assert arguments.run(arguments) == 0
    assert f"All {len(register.findings())} findings agree" in capsys.readouterr().out


@pytest.mark.usefixtures("computed_once")
@pytest.mark.parametrize(
    "damage", [lambda text: text.replace("3.1855", "3.1856"), lambda text: text + "x", lambda text: text[:-200]]
)
def test_a_changed_ledger_is_named_with_its_line(tmp_path, capsys, damage, text):
    target = tmp_path / "findings.csv"
    target.write_text(damage(text), encoding="utf-8", newline="")
    arguments = parse("check", "--file", str(target))
    assert arguments.run(arguments) == 1
    said = capsys.readouterr().err
    assert re.search(r"findings\.csv, line \d+, .* findings write", said)


def test_a_missing_ledger_is_named(tmp_path):
    with pytest.raises(CourseError, match="findings.csv is missing; run"):
        findings.check(tmp_path / "findings.csv")


@pytest.mark.usefixtures("computed_once")
def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "findings.csv"
    target.write_text("old")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError):
        findings.write(target)
    assert target.read_text() == "old" and [path.name for path in tmp_path.iterdir()] == ["findings.csv"]


def test_the_ledger_of_one_unit_is_its_part_of_the_whole():
    whole = findings.ledger()
    parts = [findings.ledger(unit) for unit in ("02", "09")]
    assert [len(part) for part in parts] == [(whole["unit"] == unit).sum() for unit in ("02", "09")]
    with pytest.raises(CourseError, match="no findings of unit '20'"):
        findings.ledger("20")
