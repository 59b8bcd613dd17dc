"""``{read-offline}``: what the device keeps, the ways to keep more and to remove it, and the folder to download."""

from __future__ import annotations

import json
from pathlib import Path

from course_theme import units, words
from course_theme.directives.cards import UnitDirective
from docutils import nodes
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from sphinx.application import Sphinx

from course_offline import folder

#: What the script says; everything else stands in the template.
_SPOKEN = (
    "folder", "none", "wanted", "again", "kept", "kept_all", "keep_size", "fetching", "stopped", "done", "failed", "removed",
)  # fmt: skip
#: Where the titles of all pages go: they are known only when every page was read.
_TITLES = "@@titles@@"


class ReadOffline(UnitDirective):
    """The controls, and the link to the zip; its size is filled in when the zip is made."""

    def run(self) -> list[nodes.Node]:
        """Return the markup."""
        site = words.table(self.root)["read_offline"]
        link = self.env.app.builder.get_relative_uri(self.env.docname, "index").removesuffix("index.html")
        archive = link + folder.archive_name(units.edition(self.root).title)
        spoken = _json({name: site[name] for name in _SPOKEN})
        return [nodes.raw("", _template().render(words=site, archive=archive, spoken=spoken, titles=_TITLES, offer=folder.offer(site, archive)), format="html")]


def fill_in(app: Sphinx, pagename: str, body: str) -> str:
    """Put in the titles of all pages, by their files."""
    titles = {f"{page}.html": app.env.titles[page].astext() for page in sorted(app.env.found_docs) if page in app.env.titles}
    return body.replace(_TITLES, _json(titles))


def _template():
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("page.html")


def _json(data: dict) -> Markup:
    """Write JSON that may stand inside a ``script`` element."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
