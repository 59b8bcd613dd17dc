"""``{read-offline} device``: what the device keeps, and ways to keep more or less; ``folder``: the zip to download."""

from __future__ import annotations

from pathlib import Path

from course_theme import units, words
from course_theme.directives.cards import UnitDirective
from course_theme.templates import script_json, template
from docutils import nodes
from sphinx.application import Sphinx

from course_offline import folder

_PAGE = Path(__file__).with_name("page.html")
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
        spoken = script_json({name: site[name] for name in _SPOKEN})
        return template(_PAGE).render(words=site, spoken=spoken, titles=_TITLES)

    def folder(self, site: dict) -> str:
        """Return the link to the zip; its size is filled in when the zip is made."""
        home = self.env.app.builder.get_relative_uri(self.env.docname, "index").removesuffix("index.html")
        link = folder.offer(site, home + folder.archive_name(units.edition(self.root).title))
        return f'<p class="offline-download">{link}</p>'


def fill_in(app: Sphinx, pagename: str, body: str) -> str:
    """Put in the titles of all pages, by their files."""
    titles = {f"{page}.html": app.env.titles[page].astext() for page in sorted(app.env.found_docs) if page in app.env.titles}
    return body.replace(_TITLES, script_json(titles))
