"""``{people-index}``: who is named in which unit, from ``book/people.yml``."""

from __future__ import annotations

from docutils import nodes
from postsoviet.reading import read_yaml

from course_theme.directives.cards import UnitDirective
from course_theme.directives.tables import entry, table
from course_theme.units import told

PEOPLE = "book/people.yml"


def _sorted_by(one: dict) -> str:
    """People stand by their last name, everything else by its first word."""
    name = one["name"].casefold()
    return f"{name.split()[-1]} {name}" if one["kind"] == "person" else name


class PeopleIndex(UnitDirective):
    """A table that a reader can narrow: a name, what it is, and what a unit's source says of it."""

    def run(self) -> list[nodes.Node]:
        """Return one row for each name and unit."""
        self.env.note_dependency(PEOPLE)
        entries = told(read_yaml, self.root / PEOPLE)
        columns = self.site["columns"]
        heads = [
            entry(columns["name"], "column-cell"), entry(columns["kind"], "column-kind", "filter"),
            entry(columns["role"], "column-explanation"), entry(columns["unit"], "column-unit", "filter"),
            entry(columns["line"], "column-line"),
        ]  # fmt: skip
        written = {unit.number: unit for unit in self.written}
        rows = [
            self.row(one["name"], one["kind"], mention, written[mention["unit"]])
            for one in sorted(entries, key=_sorted_by)
            for mention in one["mentions"]
            if mention["unit"] in written
        ]
        return [nodes.container("", table(heads, rows, ["data-table", "register-table"]), classes=["register"])]

    def row(self, name: str, kind: str, mention: dict, unit) -> list[nodes.entry]:
        """Return the cells of one mention."""
        line = str(mention["line"]).replace(";", "; ").replace("-", "\u2060–\u2060")
        return [
            entry(name, "column-cell"), entry(self.site["kinds"][kind], "column-kind"),
            entry(mention["role"], "column-explanation"), entry(self.unit_link(unit, unit.numeral), "column-unit", "number"),
            entry(line, "column-line"),
        ]  # fmt: skip
