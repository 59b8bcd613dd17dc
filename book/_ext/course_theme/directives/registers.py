"""``{register-table}``: a register of the course as a table that a reader can narrow."""

from __future__ import annotations

import csv
from difflib import get_close_matches

from docutils import nodes
from docutils.parsers.rst import directives

from course_theme.directives.tables import DataDirective, entry, table


def _names(text: str) -> list[str]:
    return text.replace(",", " ").split()


class RegisterTable(DataDirective):
    """A register as a table that a reader can narrow, for example ``{register-table} findings``."""

    required_arguments = 1
    option_spec = {
        "columns": lambda text: _names(directives.unchanged_required(text)),
        "filter": lambda text: _names(directives.unchanged_required(text)),
        "id": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return the table inside the region that the script gives its filters."""
        name = f"{self.arguments[0]}.csv"
        path = self.folder / name
        if not path.exists():
            return self.missing(name)
        self.env.note_dependency(f"data/{name}")
        with path.open(newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            rows, known = [row for row in reader if self.is_here(row.get("unit", ""))], reader.fieldnames or []
        columns, narrow = self.options.get("columns", known), self.options.get("filter", [])
        key = self.options.get("id")
        for column in [*columns, *narrow, *([key] if key else [])]:
            if column not in known:
                near = get_close_matches(column, known, n=1)
                hint = f"; did you mean '{near[0]}'?" if near else "."
                raise self.error(f"data/{name} has no column '{column}'{hint}")
        names = self.site["columns"]
        heads = [
            entry(names.get(column, column), f"column-{column}", *["filter"] * (column in narrow))
            for column in columns
        ]
        body = [[self.cell(row, column) for column in columns] for row in rows]
        link = self.download(self.site["download_register"].format(name=name), f"data/{name}")
        found = table(heads, body, ["data-table", "register-table"])
        if key:
            # a link from a unit leads to the very row
            for line, row in zip(next(found.findall(nodes.tbody)).children, rows, strict=True):
                line["ids"].append(row[key])
        frame = nodes.container("", found, classes=["register"])
        return [frame, nodes.paragraph("", "", link)]

    def cell(self, row: dict, column: str) -> nodes.entry:
        """Return one cell; a verdict carries a class, so that it is not told by words alone."""
        text = (row[column] or "").strip()
        if column == "unit":
            text = self.unit_name(text)
        if column == "line":
            # several places may stand on lines of their own, and a range never breaks
            text = text.replace(";", "; ").replace("-", "\u2060–\u2060")
        classes = [f"column-{column}"]
        if column == "verdict":
            classes.append("verdict-" + text.replace(" ", "-"))
        if column != "line" and text.replace(".", "", 1).replace("-", "", 1).isdigit():
            classes.append("number")
        return entry(text, *classes)
