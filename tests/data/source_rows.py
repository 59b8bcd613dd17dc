"""Hold stored rows against the source, cell by cell and in the order of the source."""

from __future__ import annotations

from collections import defaultdict
from types import ModuleType

from data_rules import Row

from postsoviet.descriptor import Resource
from postsoviet.tracing import SourceText

# Filled from the rules of the units. Which columns of a data set hold the cells of a printed row, and
# whether it is printed backwards; why a printed table has no such layout; which data sets from prose
# have rows that follow the text from its first number to its last.
LAYOUTS: dict[str, tuple[tuple[str, ...], bool]] = {}
NO_LAYOUT: dict[str, str] = {}
IN_TEXT_ORDER: set[str] = set()


def take_layouts(modules: list[ModuleType]) -> None:
    """Gather the layouts that the rules of the units declare."""
    for module in modules:
        LAYOUTS.update(getattr(module, "LAYOUTS", {}))
        NO_LAYOUT.update(getattr(module, "NO_LAYOUT", {}))
        IN_TEXT_ORDER.update(getattr(module, "IN_TEXT_ORDER", ()))


def stored_cells(name: str, rows: list[Row]) -> dict[int, list[str]]:
    """Return the stored cells by source line, in the order of the printed row."""
    columns, backwards = LAYOUTS[name]
    cells: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        lines = row["line"].split(";")
        if len(lines) == 1:
            cells[int(lines[0])] += [row[column] for column in columns]
        else:
            for line, column in zip(lines, columns, strict=True):
                cells[int(line)].append(row[column])
    # the tenths run from the highest to the fifth, and then comes the first: backwards throughout
    return {line: values[::-1] if backwards else values for line, values in cells.items()}


def differing_lines(name: str, rows: list[Row], source: SourceText) -> list[int]:
    """List the source lines whose printed cells are not the stored ones."""
    wrong = []
    for line, cells in stored_cells(name, rows).items():
        printed = source.line(line).replace(",", "").split()[-len(cells) :]
        if ["" if cell == "-" else cell for cell in printed] != cells:
            wrong.append(line)
    return wrong


def out_of_order(resource: Resource, rows: list[Row], source: SourceText) -> list[str]:
    """List the stored numbers that do not follow the one before in the running text."""
    numbers = iter(source.numbers(resource.provenance.lines))
    columns = [column.name for column in resource.table.fields if column.printed and column.type != "string"]
    lost = []
    for cell in (row[column] for row in rows for column in columns if row[column]):
        if not any(number.is_value(cell) for number in numbers):
            lost.append(cell)
    return lost
