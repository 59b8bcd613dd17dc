"""Every stored value stands in the source, and a changed one would be noticed."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict

import pytest
from data_rules import load_rules, read_tables
from mutations import OF_NUMBERS, OF_TEXTS, Judge
from source_rows import IN_TEXT_ORDER, LAYOUTS, NO_LAYOUT, differing_lines, out_of_order, take_layouts

from postsoviet.descriptor import Column, open_package
from postsoviet.sourcing import Evidence
from postsoviet.tracing import line_blocks

take_layouts(load_rules())
PACKAGE = open_package()
TABLES = read_tables()
#: Written by code from the other data sets, with a test of its own.
DERIVED = {one.name for one in PACKAGE.resources if one.provenance.processing == "derived"}
PRINTED = [one.name for one in PACKAGE.resources if one.provenance.processing == "printed"]
#: Interviews whose speakers could be told from the lines.
WITHOUT_LINES = {"15-interviewees"}


@pytest.mark.parametrize("name", TABLES)
def test_every_value_stands_in_its_lines(name: str, evidence: Evidence) -> None:
    resource = PACKAGE.resource(name)
    assert [problem for row in TABLES[name] for problem in evidence.problems(resource, row)] == []


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_printed_rows_are_complete_and_in_order(name: str, evidence: Evidence) -> None:
    assert differing_lines(name, TABLES[name], evidence.sources[name[:2]]) == []


@pytest.mark.parametrize("name", sorted(IN_TEXT_ORDER))
def test_numbers_from_prose_follow_the_text(name: str, evidence: Evidence) -> None:
    assert out_of_order(PACKAGE.resource(name), TABLES[name], evidence.sources[name[:2]]) == []


def test_every_printed_table_has_a_layout_or_a_reason() -> None:
    assert sorted(PRINTED) == sorted({*LAYOUTS, *NO_LAYOUT})
    assert all(reason.strip() for reason in NO_LAYOUT.values())


def test_only_the_ledger_is_derived() -> None:
    """What we compute is a finding or a function; a data set holds what a source says."""
    assert DERIVED == {"findings"}


def test_every_data_set_with_numbers_from_a_source_is_traced() -> None:
    for resource in PACKAGE.resources:
        columns = resource.table.fields
        if resource.provenance.processing in ("printed", "prose"):
            assert any(column.printed for column in columns), f"{resource.name} has no column marked as printed"
        if resource.provenance.lines and resource.name not in WITHOUT_LINES:
            assert any(column.name == "line" for column in columns), f"{resource.name}: give every row its line"


@pytest.mark.parametrize("name", TABLES)
def test_lines_lie_inside_the_range_of_the_data_set(name: str) -> None:
    ranges = PACKAGE.resource(name).provenance.lines
    if not ranges or name in WITHOUT_LINES:
        return
    allowed = {line for block in line_blocks(ranges) for line in block}
    for row in TABLES[name]:
        cited = {line for block in line_blocks(row["line"]) for line in block}
        assert cited <= allowed, f"{name}: line {row['line']} is outside {ranges}"


def test_lines_of_the_registers_lie_inside_their_unit() -> None:
    spans = {source.unit: range(*line_span(source.lines)) for source in PACKAGE.sources}
    for name in ("findings", "lost-exhibits"):
        for row in TABLES[name]:
            for part in filter(None, row["line"].split(";")):
                unit, _, lines = part.rpartition(":")
                # units of one volume share its lines, so a finding may cite another chapter
                near = [spans[one] for one in spans if not unit and one <= "15" and row["unit"] <= "15"]
                inside = near or [spans[unit or row["unit"]]]
                (cited,) = line_blocks(lines)
                assert any(cited[0] in span and cited[-1] in span for span in inside), f"{name}: {row['unit']} {part}"


def line_span(lines: str) -> tuple[int, int]:
    """Return the first line of a range and the one after its last."""
    blocks = line_blocks(lines)
    return blocks[0][0], blocks[-1][-1] + 1


def test_every_spelling_of_a_place_stands_in_a_source(evidence: Evidence) -> None:
    whole = {unit: next(s.lines for s in PACKAGE.sources if s.unit == unit) for unit in evidence.sources}
    for row in TABLES["places"]:
        for spelling in filter(None, row["printed_names"].split(";")):
            assert any(
                source.says(spelling, whole[unit]) for unit, source in evidence.sources.items()
            ), f"places.csv: no source has '{spelling}' for {row['name']}"


def test_the_vocabulary_of_places_is_whole_and_holds_nothing_idle() -> None:
    places = {row["name"]: row for row in TABLES["places"]}
    used = {
        row[field]
        for resource in PACKAGE.resources for key in resource.table.foreign_keys
        if key.reference.resource == "places" for field in key.fields for row in TABLES[resource.name]
    }  # fmt: skip
    used |= {row["part_of"] for row in places.values()}
    for name, row in places.items():
        assert not row["part_of"] or row["part_of"] in places, f"places.csv: {name} is part of nothing we know"
        whole = row["country"] in places
        for country in [row["country"]] if whole else re.split(", | and ", row["country"]):
            assert country in places or country == "several (not named)", f"places.csv: {country} is missing"
        assert name in used or row["part_of"] or row["kind"] == "country", f"places.csv: nothing uses {name}; remove it"


def test_every_column_of_places_uses_the_vocabulary() -> None:
    names = {"place", "country", "oblast", "city", "district", "village", "town", "exclave", "enclave", "settlement"}
    for resource in PACKAGE.resources:
        keyed = {field for key in resource.table.foreign_keys for field in key.fields}
        bare = {column.name for column in resource.table.fields if column.type == "string"} & names - keyed
        assert not bare or resource.unit in ("02", "all"), (
            f"{resource.name}: give the column {', '.join(bare)} a foreign key to places.name"
        )


# --- mutation: change one cell, and something must notice -----------------------------------------


def sample(columns: dict[str, list[Column]], rng: random.Random, size: int) -> list[tuple[str, int, Column]]:
    """Draw filled cells, as many from small data sets as from large ones."""
    cells = [
        (name, position, column)
        for name, found in columns.items()
        for column in found
        for position, row in enumerate(TABLES[name])
        if row[column.name]
    ]
    by_name = defaultdict(list)
    for cell in cells:
        by_name[cell[0]].append(cell)
    even = [rng.choice(by_name[rng.choice([*by_name])]) for _ in range(size // 2)]
    return rng.sample(cells, size - len(even)) + even


def mutate(judge: Judge, kinds: dict, cells: list, rng: random.Random) -> tuple[Counter, dict[str, list[str]]]:
    """Change every drawn cell in its own way; return how many were tried, and what was missed."""
    tried: Counter[str] = Counter()
    missed: dict[str, list[str]] = defaultdict(list)
    for number, (name, position, column) in enumerate(cells):
        kind = [*kinds][number % len(kinds)]
        old = TABLES[name][position][column.name]
        others = [row[column.name] for row in TABLES[name] if row[column.name] not in ("", old)]
        if kinds[kind] is None and not others:
            continue
        new = rng.choice(others) if kinds[kind] is None else kinds[kind](old, rng)
        if new == old or (column.type != "string" and new and float(new) == float(old)):
            continue
        tried[kind] += 1
        if not judge.notices(name, position, column, new):
            line = TABLES[name][position].get("line", "")
            missed[kind].append(f"{name}, {column.name}: {old!r} -> {new!r}, line {line}")
    return tried, missed


def report(capsys: pytest.CaptureFixture, what: str, tried: Counter, missed: dict[str, list[str]]) -> float:
    """Print what was missed, and return its share."""
    lost = sum(map(len, missed.values()))
    with capsys.disabled():
        print(f"\n{sum(tried.values())} changed {what}, {lost} not noticed")
        for kind, places in missed.items():
            print(f"  {kind} ({len(places)} of {tried[kind]}):", *places[:8], sep="\n    ")
    return lost / sum(tried.values())


def test_a_changed_number_is_noticed(evidence: Evidence, capsys: pytest.CaptureFixture) -> None:
    rng = random.Random(20180917)
    columns = {
        name: [
            column for column in PACKAGE.resource(name).table.fields
            if column.type != "string" and not column.name.startswith("tile_")
        ]
        for name in TABLES if name not in DERIVED
    }  # fmt: skip
    cells = sample({name: found for name, found in columns.items() if found}, rng, 700)
    tried, missed = mutate(Judge(PACKAGE, TABLES, evidence), OF_NUMBERS, cells, rng)
    assert report(capsys, "numbers", tried, missed) <= 0.03
    # a slip of the pen in a number is always seen
    assert not missed["decimal point moved"]


def test_a_changed_name_date_or_category_is_noticed(evidence: Evidence, capsys: pytest.CaptureFixture) -> None:
    """Cells that a source or a list settles; our own sentences are held by the checksum alone."""
    rng = random.Random(20180917)
    columns = {
        name: [
            column for column in PACKAGE.resource(name).table.fields
            if column.type == "string" and column.name != "line"
            and (column.printed or column.constraints.enum)
        ]
        for name in TABLES if name not in DERIVED
    }  # fmt: skip
    cells = sample({name: found for name, found in columns.items() if found}, rng, 500)
    tried, missed = mutate(Judge(PACKAGE, TABLES, evidence), OF_TEXTS, cells, rng)
    share = report(capsys, "names, dates and categories", tried, missed)
    assert not missed["letters swapped"]
    assert share <= 0.15
