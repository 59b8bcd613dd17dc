"""What the directives about ``data/`` have in common: tables, links, and warnings."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from course_theme import units, usage, words

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

    def is_here(self, unit: str) -> bool:
        """Return whether the edition uses data of a unit; what belongs to all units is always here."""
        root = Path(self.env.srcdir)
        edition = units.edition(root)
        return edition.is_whole or not unit.isdigit() or unit in usage.units_of_data(root, edition.units)

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

    def download(self, text: str, address: str) -> nodes.reference:
        """Return a link to a file beside the pages."""
        up = "../" * self.env.docname.count("/")
        return nodes.reference("", text, refuri=f"{up}{address}", internal=True, classes=["download-data"])
