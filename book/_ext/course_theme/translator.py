"""What the theme writes differently from Sphinx: tables that scroll, quiet anchors, native folding."""

from __future__ import annotations

import re

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from course_theme import words

# a group and not a region: a page may have many tables, and landmarks should be few
_SCROLL = '<div class="table-scroll" role="group" tabindex="0" aria-label="{label}">'

_KIND_OF_LINK = re.compile('(?:(?<=")| )reference (?:in|ex)ternal')


def _is_whole_cell(paragraph: nodes.Element) -> bool:
    """Whether a cell of a table holds this paragraph and nothing else; that of a verdict carries its sign."""
    cell = paragraph.parent
    if not isinstance(cell, nodes.entry) or len(cell) > 1 or paragraph["ids"] or paragraph["classes"]:
        return False
    return not any(one.startswith("verdict-") for one in cell["classes"])


class CourseTranslator(HTML5Translator):
    """Sphinx's HTML writer with the theme's markup for tables and anchors."""

    @property
    def _words(self) -> dict:
        return words.table(self.builder.srcdir)["site"]

    def visit_table(self, node: nodes.Element) -> None:
        """Open a table inside a box that scrolls by itself when the screen is narrow."""
        title = next(iter(node.findall(nodes.title)), None)
        label = title.astext() if title else self._words["table"]
        self.body.append(_SCROLL.format(label=self.attval(label)))
        self.body.append(self.starttag(node, "table"))

    def depart_table(self, node: nodes.Element) -> None:
        """Close the table and its box."""
        self.body.append("</table>\n</div>\n")

    def visit_row(self, node: nodes.Element) -> None:
        """Open a row; that it is odd or even is for a style sheet to know."""
        self.body.append(self.starttag(node, "tr", ""))
        # the writer of entries counts here
        node.column = 0

    def visit_paragraph(self, node: nodes.Element) -> None:
        """Open a paragraph, unless it is all that a cell of a table holds."""
        if not _is_whole_cell(node):
            super().visit_paragraph(node)

    def depart_paragraph(self, node: nodes.Element) -> None:
        """Close a paragraph that was opened."""
        if not _is_whole_cell(node):
            super().depart_paragraph(node)

    def visit_reference(self, node: nodes.Element) -> None:
        """Open a link; whether it leaves the site is to be seen in its address."""
        place = len(self.body)
        super().visit_reference(node)
        self.body[place] = _KIND_OF_LINK.sub("", self.body[place], count=1).replace(' class=""', "")

    def depart_colspec(self, node: nodes.Element) -> None:
        """Leave out column widths: they would be inline styles, and a browser sets them better."""

    def visit_citation(self, node: nodes.Element) -> None:
        """Write a reference as plain markup: the roles that docutils gives it are out of use."""
        self.body.append(self.starttag(node, "div", CLASS="citation"))

    def depart_citation(self, node: nodes.Element) -> None:
        """Close the reference."""
        self.body.append("</div>\n")

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        """Write the link to a section with a name that a screen reader can say."""
        if node["ids"] and self.config.html_permalinks and self.builder.add_permalinks:
            label = self.attval(self._words["permalink"])
            self.body.append(f'<a class="headerlink" href="#{node["ids"][0]}" aria-label="{label}">#</a>')


def open_container(translator: CourseTranslator, node: nodes.container) -> None:
    """Open a frame with its own classes alone."""
    translator.body.append(translator.starttag(node, "div"))


def close_container(translator: CourseTranslator, node: nodes.container) -> None:
    """Close the frame."""
    translator.body.append("</div>\n")


def open_hidden_cell(translator: CourseTranslator, node: HideCodeCellNode) -> None:
    """Fold the hidden part of a code cell in a native ``details``."""
    site = translator._words
    if "below-input" in node["classes"]:
        kind, label = "result-fold", site["show_result"]
    else:
        kind, label = "code-fold", site["show_code"]
    translator.body.append(f'<details class="cell-fold {kind}"><summary>{label}</summary>\n')


def close_hidden_cell(translator: CourseTranslator, node: HideCodeCellNode) -> None:
    """Close the fold."""
    translator.body.append("</details>\n")


def accessible_frame(html: str, label: str) -> str:
    """Give the table that pandas writes a scrolling box, scopes, and no empty heading."""
    html = re.sub(r"<style scoped>.*?</style>", "", html, flags=re.DOTALL)
    html = re.sub(r"<th>\s*</th>", "<td></td>", html)
    head, body = html.split("</thead>", 1)
    html = head.replace("<th>", '<th scope="col">') + "</thead>" + body.replace("<th>", '<th scope="row">')
    html = html.replace(' style="text-align: right;"', "")
    opening = _SCROLL.format(label=label) + '<table class="data-table pandas">'
    html = html.replace('<table border="1" class="dataframe">', opening)
    return html.replace("</table>", "</table></div>")


class AccessibleTables(SphinxPostTransform):
    """Rewrite the tables that arrive as raw markup from the outputs of a notebook."""

    default_priority = 400
    formats = ("html",)

    def run(self, **kwargs) -> None:
        """Go through every raw block of the page."""
        label = words.table(self.app.srcdir)["site"]["table"]
        for node in self.document.findall(nodes.raw):
            html = node.astext()
            if '<table border="1" class="dataframe">' in html:
                node.children = [nodes.Text(accessible_frame(html, label))]


def setup(app: Sphinx) -> None:
    """Register the writer and the rewriting of raw tables."""
    app.set_translator("html", CourseTranslator, override=True)
    # Jupyter Book has a writer of its own for them, so a method of the class above would not be asked
    app.add_node(nodes.container, override=True, html=(open_container, close_container))
    app.add_node(HideCodeCellNode, override=True, html=(open_hidden_cell, close_hidden_cell))
    app.add_post_transform(AccessibleTables)
