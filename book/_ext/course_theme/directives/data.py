"""``{dataset-list}`` and ``{register-table}``: the data dictionary and the registers, from the files."""

from __future__ import annotations

import csv
import json
from difflib import get_close_matches
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from course_theme import units, words
from course_theme.directives.fold import fold, fold_title

logger = logging.getLogger(__name__)


def table(headings: list[nodes.Node], rows: list[list], classes: list[str]) -> nodes.table:
    """Build a table whose cells hold text or nodes.

    Parameters
    ----------
    headings : list of docutils.nodes.entry
        Cells of the heading row.
    rows : list of list
        Each cell is a string, a node, or an ``entry`` with classes of its own.
    classes : list of str
        Classes of the table.
    """

    def row(cells) -> nodes.row:
        return nodes.row("", *[cell if isinstance(cell, nodes.entry) else entry(cell) for cell in cells])

    group = nodes.tgroup("", cols=len(headings))
    group += [nodes.colspec(colwidth=1) for _ in headings]
    group += nodes.thead("", row(headings))
    group += nodes.tbody("", *map(row, rows))
    return nodes.table("", group, classes=classes)


def entry(content: str | nodes.Node, *classes: str) -> nodes.entry:
    """Wrap text or a node as a table cell."""
    inner = content if isinstance(content, nodes.Node) else nodes.Text(str(content))
    # a list is a block already; everything else needs a paragraph around it
    block = inner if isinstance(inner, nodes.bullet_list) else nodes.paragraph("", "", inner)
    return nodes.entry("", block, classes=list(classes))


class DataDirective(SphinxDirective):
    """What the directives about ``data/`` have in common."""

    @property
    def folder(self) -> Path:
        """The folder of the data."""
        return Path(self.env.srcdir) / "data"

    @property
    def site(self) -> dict:
        """Words of the site."""
        return words.table(Path(self.env.srcdir))["site"]

    def unit_name(self, number: str) -> str:
        """Return a unit's number as readers say it; what belongs to all units has a word."""
        return str(int(number)) if number.isdigit() else self.site["all_units"]

    def missing(self, name: str) -> list[nodes.Node]:
        """Warn that a file is not there; the strict build then stops with this sentence."""
        logger.warning(
            "data/%s does not exist yet; run python -m postsoviet to write it, or take the directive out.",
            name,
            location=self.get_location(),
        )
        return []

    def link(self, text: str, address: str) -> nodes.reference:
        """Return a link to a file beside the pages."""
        up = "../" * self.env.docname.count("/")
        return nodes.reference("", text, refuri=f"{up}{address}", internal=True, classes=["download-data"])


def count_rows(path: Path) -> int:
    """Count the observations of a CSV file."""
    with path.open(newline="", encoding="utf-8") as file:
        return sum(1 for _ in csv.reader(file)) - 1


class DatasetList(DataDirective):
    """An overview of every data set, then a section for each with fields, notes and download."""

    def run(self) -> list[nodes.Node]:
        """Return the overview and the sections, unit by unit."""
        descriptor = self.folder / "datapackage.json"
        if not descriptor.exists():
            return self.missing("datapackage.json")
        self.env.note_dependency("data/datapackage.json")
        resources = json.loads(descriptor.read_text("utf-8"))["resources"]
        grouped: dict[str, list[dict]] = {}
        for resource in sorted(resources, key=lambda resource: (resource["unit"], resource["name"])):
            if (self.folder / resource["path"]).exists():
                grouped.setdefault(resource["unit"], []).append(resource)
        sections = [self.unit_section(number, found) for number, found in grouped.items()]
        whole = self.link(self.site["download_register"].format(name=descriptor.name), f"data/{descriptor.name}")
        return [self.overview(grouped), nodes.paragraph("", "", whole), *sections]

    def exhibit(self, resource: dict) -> str:
        """Return the exhibit that a data set comes from; nothing where it comes from sentences."""
        name = resource.get("provenance", {}).get("exhibit", "")
        return "" if name == "prose" else name

    def overview(self, grouped: dict[str, list[dict]]) -> nodes.table:
        """One line a data set, with a link to its section."""
        rows = [
            [
                entry(self.unit_name(number), "number"),
                nodes.reference("", resource["title"], refid=f"data-{resource['name']}", internal=True),
                self.exhibit(resource) or self.site["in_text"],
                entry(str(count_rows(self.folder / resource["path"])), "number"),
            ]
            for number, resources in grouped.items()
            for resource in resources
        ]
        columns = self.site["columns"]
        heads = [entry(columns["unit"], "number"), entry(columns["dataset"]), entry(columns["exhibit"]),
                 entry(columns["rows"], "number")]
        return table(heads, rows, ["data-table", "overview"])

    def unit_section(self, number: str, resources: list[dict]) -> nodes.section:
        """Gather the data sets of one unit under a heading."""
        unit = units.read(Path(self.env.srcdir)).units.get(number)
        # the registers belong to the whole course
        title = self.site["registers"]
        if unit:
            title = self.site["unit_heading"].format(number=unit.numeral, title=unit.short)
        section = nodes.section("", nodes.title("", title), ids=[f"unit-{number}"], classes=["datasets"])
        section += [self.dataset(resource) for resource in resources]
        return section

    def dataset(self, resource: dict) -> nodes.section:
        """Describe one data set; ``{ref}`data-NAME``` leads here from any page."""
        name = f"data-{resource['name']}"
        section = nodes.section("", nodes.title("", resource["title"]), ids=[name], names=[name],
                                classes=["dataset"])
        self.state.document.note_explicit_target(section, section)
        path = self.folder / resource["path"]
        origin = resource.get("provenance", {})
        lines = str(origin.get("lines", ""))
        rows = count_rows(path)
        facts = [
            self.exhibit(resource),
            self.site["lines"].format(lines=lines.replace("-", "–")) if lines else "",
            self.site["rows"].format(rows=rows) if rows != 1 else self.site["one_row"],
            self.site["processing"].get(origin.get("processing"), ""),
        ]
        section += nodes.paragraph("", " · ".join(filter(None, facts)), classes=["dataset-facts"])
        if resource.get("description"):
            section += nodes.paragraph("", resource["description"])
        section += self.fields(resource["schema"]["fields"])
        section += self.remarks(resource)
        label = self.site["download_csv"].format(name=path.name, size=max(1, round(path.stat().st_size / 1000)))
        section += nodes.paragraph("", "", self.link(label, f"data/{path.name}"), classes=["dataset-download"])
        return section

    def remarks(self, resource: dict) -> list[nodes.Node]:
        """Fold the notes, the conflicts inside the source, and what cannot be compared."""
        items = [
            nodes.list_item("", nodes.paragraph("", "", *filter(None, [label, nodes.Text(str(text))])))
            for key in ("conflicts", "breaks", "notes")
            for text in resource.get(key, [])
            for label in [nodes.strong("", self.site[key] + " ") if self.site[key] else None]
        ]
        if not items:
            return []
        title = fold_title("", self.site["remarks"].format(count=len(items)))
        return [fold("", title, nodes.bullet_list("", *items), kind="note", open=False)]

    def fields(self, fields: list[dict]) -> fold:
        """Fold the dictionary of the columns."""
        columns = self.site["columns"]
        rows = [
            [
                nodes.literal("", item["name"]),
                item.get("description") or item.get("title", ""),
                item.get("unit", ""),
                self.site["types"].get(item.get("type"), item.get("type", "")),
            ]
            for item in fields
        ]
        heads = [entry(columns[key]) for key in ("column", "meaning", "unit_of_measure", "type")]
        title = fold_title("", self.site["columns_fold"].format(count=len(fields)))
        return fold("", title, table(heads, rows, ["data-table"]), kind="note", open=False)


def _names(text: str) -> list[str]:
    return text.replace(",", " ").split()


class RegisterTable(DataDirective):
    """A register as a table that a reader can narrow, for example ``{register-table} findings``."""

    required_arguments = 1
    option_spec = {
        "columns": lambda text: _names(directives.unchanged_required(text)),
        "filter": lambda text: _names(directives.unchanged_required(text)),
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
            rows, known = list(reader), reader.fieldnames or []
        columns, narrow = self.options.get("columns", known), self.options.get("filter", [])
        for column in [*columns, *narrow]:
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
        link = self.link(self.site["download_register"].format(name=name), f"data/{name}")
        frame = nodes.container("", table(heads, body, ["data-table", "register-table"]), classes=["register"])
        return [frame, nodes.paragraph("", "", link)]

    def cell(self, row: dict, column: str) -> nodes.entry:
        """Return one cell; a verdict carries a class, so that it is not told by words alone."""
        text = (row[column] or "").strip()
        if column == "unit":
            text = self.unit_name(text)
        if column == "line":
            # several places may stand on lines of their own
            text = text.replace(";", "; ").replace("-", "–")
        classes = [f"column-{column}"]
        if column == "verdict":
            classes.append("verdict-" + text.replace(" ", "-"))
        if column != "line" and text.replace(".", "", 1).replace("-", "", 1).isdigit():
            classes.append("number")
        return entry(text, *classes)
