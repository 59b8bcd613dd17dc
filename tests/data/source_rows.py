"""Hold stored rows against the source, cell by cell and in the order of the source."""

from __future__ import annotations

from collections import defaultdict

from data_rules import Row

from postsoviet.descriptor import Resource
from postsoviet.tracing import SourceText

# Which columns of a data set hold the cells of a printed row, and whether it is printed backwards.
LAYOUTS: dict[str, tuple[tuple[str, ...], bool]] = {
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

# Data sets from prose whose rows follow the text from its first number to its last.
IN_TEXT_ORDER = {
    "02-born-elsewhere", "02-destinations-by-origin", "02-flows-to-northernmost", "02-origin-shares",
    "02-repatriates-origin", "02-repatriates-settlement", "02-repatriates-settlement-by-origin",
    "02-rural-population-shares", "02-russian-share-northern-oblasts", "02-urban-kazakh-share-1970s",
    "02-villages",
}  # fmt: skip


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
    columns = [column.name for column in resource.table.fields if column.printed]
    lost = []
    for cell in (row[column] for row in rows for column in columns if row[column]):
        if not any(number.is_value(cell) for number in numbers):
            lost.append(cell)
    return lost
