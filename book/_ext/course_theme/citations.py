"""References: round brackets in the text, and the works of one page at its end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import sphinxcontrib.bibtex.plugin
from docutils import nodes
from pybtex.plugin import find_plugin
from pybtex_docutils import Backend
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.directives import BibliographyDirective
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

from course_theme import units

_CITED = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
#: What the documentation of the extension tells authors to write at the end of a page.
_THIS_PAGE = "docname in docnames"


def _round() -> BracketStyle:
    return BracketStyle(left="(", right=")")


@dataclass
class RoundReferenceStyle(AuthorYearReferenceStyle):
    """Author and year, as the social sciences write them: Hasanova (2017)."""

    bracket_parenthetical: BracketStyle = field(default_factory=_round)
    bracket_textual: BracketStyle = field(default_factory=_round)
    bracket_author: BracketStyle = field(default_factory=_round)
    bracket_label: BracketStyle = field(default_factory=_round)
    bracket_year: BracketStyle = field(default_factory=_round)


def cited(source: str) -> list[str]:
    """Return the keys that a page cites, each once, in the order of the text."""
    found = [key.strip() for keys in _CITED.findall(source) for key in keys.split(",")]
    return list(dict.fromkeys(found))


class Bibliography(BibliographyDirective):
    """``{bibliography}``; filtered to this page, it is a plain list.

    One page of the site holds the list to which citations link. A second full list with the same
    work would be a duplicate, so the list of a unit has the same words and no link targets.
    """

    def run(self) -> list[nodes.Node]:
        """Return the list of this page, or hand over to the extension."""
        if self.options.get("filter") != _THIS_PAGE:
            if "all" in self.options and not units.edition(self.env.srcdir).is_whole:
                # works that only units outside this edition cite
                self.options["cited"] = self.options.pop("all")
            return super().run()
        if "keyprefix" in self.options:
            raise self.error(
                "Take :keyprefix: out, here and in the citations of this page: "
                "every citation leads to the one list on the page of sources."
            )
        source = Path(self.env.doc2path(self.env.docname)).read_text("utf-8")
        entries = self.env.get_domain("cite").bibdata.data.entries
        # an unknown key is reported by the citation itself
        works = [entries[key] for key in cited(source) if key in entries]
        style = find_plugin("pybtex.style.formatting", self.config.bibtex_default_style)()
        items = [Backend().paragraph(work) for work in style.format_entries(works)]
        return [nodes.container("", *items, classes=["references"])]


def setup(app: Sphinx) -> None:
    """Register the style under the name that ``_config.yml`` uses, and the directive."""
    sphinxcontrib.bibtex.plugin.register_plugin(
        "sphinxcontrib.bibtex.style.referencing", "author_year_round", RoundReferenceStyle
    )
    app.add_directive("bibliography", Bibliography, override=True)
