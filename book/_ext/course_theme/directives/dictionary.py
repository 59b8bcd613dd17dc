"""``{dataset-index}`` and ``{dataset-list}``: the data dictionary, written from the data folder."""

from __future__ import annotations

import csv
import json
from functools import cached_property, lru_cache
from pathlib import Path

from docutils import nodes

from course_theme import usage
from course_theme.directives.fold import fold, fold_title
from course_theme.directives.tables import DataDirective, entry, table

DESCRIPTOR = "datapackage.json"
#: Rows of a data set that its section shows.
PREVIEW = 6


def read_rows(path: Path) -> list[list[str]]:
    """Read the cells of a CSV file below its header."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))[1:]


def page_of(unit: str) -> str:
    """Return the page that describes the data sets of a unit."""
    return f"book/data/unit-{unit}" if unit.isdigit() else "book/data/registers"


@lru_cache(maxsize=1)
def _read(path: Path, _modified: int) -> dict:
    # twenty pages of one build ask for it
    return json.loads(path.read_text("utf-8"))


class Dictionary(DataDirective):
    """What the two directives share: the descriptor, by unit."""

    @cached_property
    def package(self) -> dict:
        """The descriptor as it stands."""
        self.env.note_dependency(f"data/{DESCRIPTOR}")
        path = self.folder / DESCRIPTOR
        return _read(path, path.stat().st_mtime_ns)

    @cached_property
    def resources(self) -> dict[str, list[dict]]:
        """The data sets by unit, in the order of their names; the registers come last."""
        found: dict[str, list[dict]] = {}
        for resource in sorted(self.package["resources"], key=lambda one: (one["unit"], one["name"])):
            found.setdefault(resource["unit"], []).append(resource)
        return found

    def exhibit(self, resource: dict) -> str:
        """Return the exhibit that a data set comes from; nothing where it comes from sentences."""
        name = resource.get("provenance", {}).get("exhibit", "")
        return "" if name in ("prose", "register") else name

    def rows(self, resource: dict) -> list[list[str]]:
        """Return the cells of a data set."""
        return read_rows(self.folder / resource["path"])


class DatasetIndex(Dictionary):
    """One line a data set of the whole course, which a reader can narrow."""

    def run(self) -> list[nodes.Node]:
        """Return the table, and the links to the descriptor and to everything in one file."""
        if not (self.folder / DESCRIPTOR).exists():
            return self.missing(DESCRIPTOR)
        columns = self.site["columns"]
        heads = [
            entry(columns["unit"], "column-unit", "filter"),
            entry(columns["dataset"], "column-cell"),
            entry(columns["origin"], "column-origin", "filter"),
            entry(columns["exhibit"], "column-exhibit"),
            entry(columns["rows"], "column-rows"),
        ]
        body = [self.line(unit, one) for unit, resources in self.resources.items() if self.is_here(unit) for one in resources]
        frame = nodes.container("", table(heads, body, ["data-table", "register-table"]), classes=["register"])
        links = [
            nodes.list_item("", nodes.paragraph("", "", self.download(self.site[label], f"data/{file}")))
            for label, file in (("download_all", "course-data.zip"), ("download_descriptor", DESCRIPTOR))
        ]
        return [nodes.bullet_list("", *links), frame]

    def line(self, unit: str, resource: dict) -> list[nodes.entry]:
        """Return the cells of one data set."""
        address = self.env.app.builder.get_relative_uri(self.env.docname, page_of(unit))
        link = nodes.reference("", resource["title"], refuri=f"{address}#data-{resource['name']}", internal=True)
        processing = resource["provenance"]["processing"]
        return [
            entry(self.unit_name(unit), "column-unit", "number"),
            entry(link, "column-cell"),
            entry(self.site["processing"][processing], "column-origin"),
            entry(self.exhibit(resource) or self.site["in_text"], "column-exhibit"),
            entry(str(len(self.rows(resource))), "column-rows", "number"),
        ]


class DatasetList(Dictionary):
    """A section for each data set of a unit, for example ``{dataset-list} 02``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the sections."""
        if not (self.folder / DESCRIPTOR).exists():
            return self.missing(DESCRIPTOR)
        unit = self.arguments[0]
        if unit not in self.resources:
            raise self.error(f"There is no data set of unit '{unit}'; there are: {', '.join(self.resources)}.")
        return [*self.source(unit), *(self.section(resource) for resource in self.resources[unit])]

    def source(self, unit: str) -> list[nodes.Node]:
        """Name the document that the data sets come from, what is doubtful about it, and whose it is."""
        found = next((one for one in self.package["sources"] if one["unit"] == unit), None)
        if found is None:
            return []
        said = f"{self.site['source_of_unit']} {found['title']}. {found['rights']}"
        return [
            nodes.paragraph("", text, classes=["dataset-facts"]) for text in (said, found.get("note", "")) if text
        ]

    def section(self, resource: dict) -> nodes.section:
        """Describe one data set; ``{ref}`data-NAME``` leads here from any page."""
        name = f"data-{resource['name']}"
        section = nodes.section(
            "", nodes.title("", resource["title"]), ids=[name], names=[name], classes=["dataset"]
        )
        self.state.document.note_explicit_target(section, section)
        rows = self.rows(resource)
        section += nodes.paragraph("", "", *self.facts(resource, len(rows)), classes=["dataset-facts"])
        section += nodes.paragraph("", resource["description"])
        section += self.remarks(resource)
        section += self.preview(resource, rows)
        section += self.columns(resource["schema"]["fields"])
        section += self.use(resource)
        return section

    def facts(self, resource: dict, count: int) -> list[nodes.Node]:
        """Say in one line what it is, from where, and how it came here."""
        origin = resource["provenance"]
        lines = origin["lines"].replace("-", "–").replace(";", ", ")
        facts = [
            ", ".join(filter(None, (origin["document"], self.exhibit(resource)))),
            self.site["lines"].format(lines=lines) if lines else "",
            self.site["processing"][origin["processing"]],
            self.site["rows"].format(rows=count) if count != 1 else self.site["one_row"],
        ]
        return [nodes.literal("", resource["name"]), nodes.Text(" · " + " · ".join(filter(None, facts)))]

    def remarks(self, resource: dict) -> list[nodes.Node]:
        """List the notes, the conflicts inside the source, and what cannot be compared."""
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

    def preview(self, resource: dict, rows: list[list[str]]) -> fold:
        """Fold the first rows as they are stored."""
        fields = resource["schema"]["fields"]
        kinds = [["number"] if item["type"] != "string" else [] for item in fields]
        heads = [entry(item["title"], *kind) for item, kind in zip(fields, kinds, strict=True)]
        body = [
            [entry(cell, *kind) for cell, kind in zip(row, kinds, strict=True)] for row in rows[:PREVIEW]
        ]
        label = "preview" if len(rows) > PREVIEW else "preview_whole"
        title = fold_title("", self.site[label].format(count=min(PREVIEW, len(rows)), all=len(rows)))
        return fold("", title, table(heads, body, ["data-table"]), kind="note", open=False)

    def columns(self, fields: list[dict]) -> fold:
        """Fold the dictionary of the columns."""
        columns = self.site["columns"]
        rows = [
            [
                nodes.literal("", item["name"]),
                item["description"],
                item.get("unit", ""),
                self.site["types"][item["type"]],
                limits(item.get("constraints", {}), self.site["limits"]),
            ]
            for item in fields
        ]
        heads = [entry(columns[key]) for key in ("column", "meaning", "unit_of_measure", "type", "limits")]
        title = fold_title("", self.site["columns_fold"].format(count=len(fields)))
        return fold("", title, table(heads, rows, ["data-table"]), kind="note", open=False)

    def use(self, resource: dict) -> list[nodes.Node]:
        """Say how to load the data set, who uses it, and where its file is."""
        name = resource["name"]
        code = f'load("{name}")'
        block = nodes.literal_block(code, code, language="python")
        used = nodes.paragraph("", self.site["used_by"] + " ", classes=["dataset-facts"])
        links = [
            nodes.reference("", title, refuri=self.env.app.builder.get_relative_uri(self.env.docname, document))
            for document, title in usage.units_using(Path(self.env.srcdir), name, self.env.found_docs)
        ]
        if findings := usage.findings_on(self.folder, resource):
            ledger = self.env.app.builder.get_relative_uri(self.env.docname, "book/data/findings")
            text = self.site["used_by_findings"].format(count=findings)
            links.append(nodes.reference("", text, refuri=f"{ledger}?unit={self.unit_name(resource['unit'])}"))
        for place, link in enumerate(links):
            used += [nodes.Text(", "), link] if place else [link]
        path = self.folder / resource["path"]
        size = max(1, round(path.stat().st_size / 1000))
        label = self.site["download_csv"].format(name=path.name, size=size)
        download = nodes.paragraph("", "", self.download(label, f"data/{path.name}"), classes=["dataset-download"])
        return [block, *([used] if links else []), download]


def limits(constraints: dict, words: dict) -> str:
    """Put the constraints of a column into a few words."""
    said = []
    if constraints.get("required"):
        said.append(words["required"])
    if constraints.get("unique"):
        said.append(words["unique"])
    low, high = constraints.get("minimum"), constraints.get("maximum")
    if low is not None and high is not None:
        said.append(words["range"].format(low=f"{low:g}", high=f"{high:g}"))
    elif low is not None:
        said.append(words["minimum"].format(low=f"{low:g}"))
    elif high is not None:
        said.append(words["maximum"].format(high=f"{high:g}"))
    if choices := constraints.get("enum"):
        said.append(words["enum"].format(choices=", ".join(map(str, choices))))
    return "; ".join(said)
