"""Every stored number stands in the source, and a changed one would be noticed."""

from __future__ import annotations

import copy
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import data_rules_02  # noqa: F401  (registers the rules of unit 02)
import pytest
from data_rules import RULES, Tables, broken, read_tables
from source_rows import IN_TEXT_ORDER, LAYOUTS, differing_lines, out_of_order

from postsoviet.checking import broken_constraint
from postsoviet.datasets import cell_value
from postsoviet.descriptor import Column, Resource, open_package
from postsoviet.tracing import SourceText

PACKAGE = open_package()
TABLES = read_tables()
PRINTED = [name for name in TABLES if PACKAGE.resource(name).provenance.processing == "printed"]


def printed_columns(resource: Resource) -> list[Column]:
    return [column for column in resource.table.fields if column.printed]


def untraced(name: str, row: dict[str, str], source: SourceText) -> Iterator[str]:
    """Name the cells of a row whose number does not stand in the row's lines."""
    resource = PACKAGE.resource(name)
    in_prose = resource.provenance.processing == "prose"
    for column in printed_columns(resource):
        unit = row.get("unit", "") if column.unit == "see the column unit" else column.unit or ""
        # in prose the word percent follows the number; in a table it stands in the head
        percent = in_prose and unit.startswith("percent") and "Printed as a word" not in row.get("note", "")
        if row[column.name] and not source.trace(row[column.name], row["line"], percent=percent):
            yield f"{name}, line {row['line']}: {column.name} {row[column.name]}"


@pytest.mark.parametrize("name", TABLES)
def test_printed_numbers_stand_in_their_lines(name: str, source_text: SourceText) -> None:
    assert [cell for row in TABLES[name] for cell in untraced(name, row, source_text)] == []


@pytest.mark.parametrize("name", PRINTED)
def test_printed_rows_are_complete_and_in_order(name: str, source_text: SourceText) -> None:
    assert differing_lines(name, TABLES[name], source_text) == []


@pytest.mark.parametrize("name", sorted(IN_TEXT_ORDER))
def test_numbers_from_prose_follow_the_text(name: str, source_text: SourceText) -> None:
    assert out_of_order(PACKAGE.resource(name), TABLES[name], source_text) == []


def test_captions_of_lost_exhibits_stand_in_their_lines(source_text: SourceText) -> None:
    assert [row["exhibit"] for row in TABLES["lost-exhibits"] if not caption_stands(row, source_text)] == []


def caption_stands(row: dict[str, str], source: SourceText) -> bool:
    """Whether the line of a lost exhibit is its caption; lost footnotes have none."""
    line = row["caption_line"]
    if not line or not 1 <= int(line) <= 20_000:
        return not line and row["exhibit"].startswith("Footnotes")
    return source.line(int(line)).strip().startswith(f"{row['exhibit']}.")


def test_every_printed_table_has_a_layout() -> None:
    assert sorted(PRINTED) == sorted(LAYOUTS)


def test_every_data_set_with_numbers_from_prose_is_traced() -> None:
    for name in TABLES:
        resource = PACKAGE.resource(name)
        if resource.provenance.processing in ("printed", "prose"):
            assert printed_columns(resource), f"{name} has no column marked as printed"


@pytest.mark.parametrize("name", TABLES)
def test_lines_lie_inside_the_range_of_the_data_set(name: str) -> None:
    ranges = PACKAGE.resource(name).provenance.lines
    if not ranges:
        return
    allowed = {line for part in ranges.split(";") for line in _span(part)}
    for row in TABLES[name]:
        for part in row["line"].split(";"):
            assert {*_span(part)} <= allowed, f"{name}: line {row['line']} is outside {ranges}"


def _span(part: str) -> range:
    first, _, last = part.partition("-")
    return range(int(first), int(last or first) + 1)


# --- mutation: change one cell, and something must notice -----------------------------------------


def _digit(text: str, rng: random.Random) -> str:
    places = [place for place, sign in enumerate(text) if sign.isdigit()]
    place = rng.choice(places)
    return text[:place] + rng.choice([digit for digit in "123456789" if digit != text[place]]) + text[place + 1 :]


def _swapped_digits(text: str, rng: random.Random) -> str:
    places = [place for place in range(len(text) - 1) if text[place : place + 2].isdigit()]
    if not places:
        return _digit(text, rng)
    place = rng.choice(places)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _sign(text: str, _rng: random.Random) -> str:
    return text[1:] if text.startswith("-") else f"-{text}"


def _times_ten(text: str, _rng: random.Random) -> str:
    return f"{float(text) * 10:g}" if "." in text else f"{text}0"


KINDS = {
    "one digit changed": _digit,
    "two digits swapped": _swapped_digits,
    "sign turned": _sign,
    "decimal point moved": _times_ten,
    "value of another row": None,
    "cell emptied": lambda _text, _rng: "",
}


def noticed(name: str, row: int, column: Column, tables: Tables, source: SourceText) -> bool:
    """Whether a constraint, the source line, the printed row or a rule notices a changed cell."""
    text = tables[name][row][column.name]
    try:
        if broken_constraint(column, cell_value(column, text), text):
            return True
    except ValueError:
        return True
    keys = PACKAGE.resource(name).table.primary_key
    if column.name in keys and [
        [one[key] for key in keys] for one in tables[name]
    ].count([tables[name][row][key] for key in keys]) > 1:
        return True
    if any(untraced(name, tables[name][row], source)):
        return True
    if name in LAYOUTS and differing_lines(name, tables[name], source):
        return True
    if name in IN_TEXT_ORDER and out_of_order(PACKAGE.resource(name), tables[name], source):
        return True
    if name == "lost-exhibits" and not caption_stands(tables[name][row], source):
        return True
    return any(name in used and broken(rule, tables) for rule, (_, used) in RULES.items())


def test_a_changed_cell_is_noticed(source_text: SourceText, capsys: pytest.CaptureFixture) -> None:
    rng = random.Random(20180917)
    cells = [
        (name, position, column)
        for name, rows in TABLES.items()
        # the ledger is computed, and has a test of its own
        if PACKAGE.resource(name).provenance.processing != "derived"
        for column in PACKAGE.resource(name).table.fields
        if column.type != "string" and not column.name.startswith("tile_")
        for position, row in enumerate(rows)
        if row[column.name]
    ]
    # as many from prose as from the annexes, which would otherwise fill the sample
    small = [cell for cell in cells if cell[0] not in LAYOUTS]
    sample = rng.sample(cells, 200) + rng.sample(small, 200)
    missed: Counter[str] = Counter()
    where: dict[str, list[str]] = defaultdict(list)
    tried: Counter[str] = Counter()
    for number, (name, position, column) in enumerate(sample):
        kind = [*KINDS][number % len(KINDS)]
        old = TABLES[name][position][column.name]
        change = KINDS[kind]
        others = [row[column.name] for row in TABLES[name] if row[column.name] not in ("", old)]
        if change is None and not others:
            continue
        new = rng.choice(others) if change is None else change(old, rng)
        if new and float(new) == float(old):
            continue
        tried[kind] += 1
        changed = {**TABLES, name: copy.copy(TABLES[name])}
        changed[name][position] = {**TABLES[name][position], column.name: new}
        if not noticed(name, position, column, changed, source_text):
            missed[kind] += 1
            where[kind].append(f"{name}, {column.name}: {old} -> {new!r}, line {TABLES[name][position]['line']}")
    with capsys.disabled():
        print(f"\n{sum(tried.values())} changed cells, {sum(missed.values())} not noticed")
        for kind, places in where.items():
            print(f"  {kind} ({missed[kind]} of {tried[kind]}):", *places, sep="\n    ")
    assert sum(tried.values()) > 300
    assert sum(missed.values()) <= 0.03 * sum(tried.values())
    # a slip of the pen in a number is always seen
    assert missed["decimal point moved"] == 0


def test_the_source_is_that_of_the_descriptor(source_text: SourceText) -> None:
    """The author's name stands at the head of the range that the descriptor gives."""
    for source in PACKAGE.sources:
        first = int(source.lines.partition("-")[0])
        author = source.document.split()[0]
        assert author in "".join(source_text.line(line) for line in range(first, first + 10))


def test_no_source_text_lies_in_the_repository() -> None:
    root = Path(__file__).parents[2]
    assert not [path for path in (root / "data").iterdir() if path.suffix == ".txt"]
