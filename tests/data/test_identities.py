"""The numbers of a data set agree with each other and with those of other data sets."""

from __future__ import annotations

import copy

import pytest
from data_rules import RULES, broken, load_rules, read_tables

load_rules()
TABLES = read_tables()
KEYS = {"year", "decile", "line"}


@pytest.mark.parametrize("name", RULES)
def test_rule_holds(name: str) -> None:
    assert [*RULES[name][0](TABLES)] == []


@pytest.mark.parametrize("name", RULES)
def test_rule_can_fail(name: str) -> None:
    """A rule that no change of a value and no lost row breaks would guard nothing."""
    for table in RULES[name][1]:
        for position, row in enumerate(TABLES[table]):
            for column, text in row.items():
                if column not in KEYS and text.lstrip("-").replace(".", "", 1).isdigit():
                    changed = {**TABLES, table: copy.deepcopy(TABLES[table])}
                    changed[table][position][column] = "99" if text != "99" else "1"
                    if broken(name, changed):
                        return
        if broken(name, {**TABLES, table: TABLES[table][1:]}):
            return
    pytest.fail(f"Nothing breaks {name}; sharpen it.")

