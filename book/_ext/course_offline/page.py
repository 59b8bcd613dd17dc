"""``{read-offline} device``: what the device keeps, and ways to keep more or less; ``folder``: the zip to download."""

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
    """One of the two ways to read without a network."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the markup of a way."""
        ways = {"device": self.device, "folder": self.folder}
        if self.arguments[0] not in ways:
            raise self.error(f"'{self.arguments[0]}' is no way to read without a network; write one of: {', '.join(ways)}.")
        return [nodes.raw("", ways[self.arguments[0]](words.table(self.root)["read_offline"]), format="html")]

    def device(self, site: dict) -> str:
        """Return the list of what is kept, and the controls."""
        spoken = _json({name: site[name] for name in _SPOKEN})
        return _template().render(words=site, spoken=spoken, titles=_TITLES)

    def folder(self, site: dict) -> str:
        """Return the link to the zip; its size is filled in when the zip is made."""
        home = self.env.app.builder.get_relative_uri(self.env.docname, "index").removesuffix("index.html")
        link = folder.offer(site, home + folder.archive_name(units.edition(self.root).title))
        return f'<p class="offline-download">{link}</p>'


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
