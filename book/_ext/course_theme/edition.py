"""What ``edition.yml`` changes in a build: the name of the site, and which pages it has.

A unit that is left out has no page. Where a page that stays links to it, the link leads to the site of
the whole course, or, where the edition names none, becomes plain text that says so. The pages of data sets
that no unit of the edition uses are left out, and so are the glossary's terms that no page links.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join

from course_theme import units, usage, words
from course_theme.directives.dictionary import page_of

GLOSSARY = "book/glossary"
#: ``{term}`Text <Term>``` or ``{term}`Term```.
_TERM = re.compile(r"\{term\}`(?:[^`<]*<([^`>]+)>|([^`<]+))`")
#: An entry of the glossary: a term at the margin, its meaning indented below it.
_ENTRY = re.compile(r"^(?P<term>[^\s`#{:].*)\n(?:  .*\n|\n(?=  ))+\n?", re.MULTILINE)
#: Sphinx's tag for text that is true of the whole course only: ``{only} whole_course``.
WHOLE = "whole_course"


def name_the_site(app: Sphinx, config) -> None:
    """Take name, author and address of the site from the edition."""
    edition = units.edition(app.srcdir)
    config.project = config.html_title = edition.title
    config.author = edition.author
    # the machine that publishes the site knows best where it will stand
    config.html_baseurl = os.environ.get("COURSE_BASEURL") or edition.links.site or ""
    if edition.is_whole:
        app.tags.add(WHOLE)


def left_out(root: Path) -> set[str]:
    """Return the pages that an edition does not have."""
    edition, register = units.edition(root), units.read(root)
    if edition.is_whole:
        return set()
    used = usage.units_of_data(root, edition.units)
    out = {unit.document for unit in register.units.values() if unit.number not in edition.units}
    return out | {page_of(number) for number in register.units if number not in used}


def choose_pages(app: Sphinx, config) -> None:
    """Take the pages that are left out from the contents, and headings that are empty then."""
    out = left_out(Path(app.srcdir))
    if not out:
        return
    site_map = config.external_site_map
    for page in out & {*site_map}:
        del site_map[page]
    for document in map(site_map.__getitem__, site_map):
        for tree in document.subtrees:
            tree.items = [item for item in tree.items if str(item) not in out]
        document.subtrees = [tree for tree in document.subtrees if tree.items]
    config.exclude_patterns = [*config.exclude_patterns, *(f"{page}.*" for page in sorted(out))]


def title_the_start_page(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put the title of the edition above the start page."""
    if docname == app.config.master_doc:
        title = units.edition(app.srcdir).title
        source[0] = re.sub(r"^# .*$", lambda _: f"# {title}", source[0], count=1, flags=re.MULTILINE)


def shorten_glossary(app: Sphinx, docname: str, source: list[str]) -> None:
    """Leave out the terms that no page of the edition links, neither itself nor by another term."""
    if docname == GLOSSARY and not units.edition(app.srcdir).is_whole:
        pages = [app.env.doc2path(page) for page in app.env.found_docs if page != GLOSSARY]
        source[0] = shortened(source[0], [_text(Path(page)) for page in sorted(pages)])


def shortened(glossary: str, texts: Iterable[str]) -> str:
    """Return a glossary with the terms that the texts link, and the terms that these link.

    Parameters
    ----------
    glossary : str
        Markdown with ``{glossary}`` directives below second-level headings.
    texts : iterable of str
        Markdown of the pages.
    """
    meanings = {entry["term"].strip().casefold(): entry[0] for entry in _ENTRY.finditer(glossary)}
    wanted: set[str] = set()
    fresh = {term for text in texts for term in _linked(text)}
    while fresh:
        wanted |= fresh
        fresh = {term for name in fresh for term in _linked(meanings.get(name, ""))} - wanted
    kept = _ENTRY.sub(lambda entry: entry[0] if entry["term"].strip().casefold() in wanted else "", glossary)
    head, *sections = re.split(r"^(?=## )", kept, flags=re.MULTILINE)
    return head + "".join(section for section in sections if _ENTRY.search(section))


def _linked(text: str) -> set[str]:
    return {(found[0] or found[1]).strip().casefold() for found in _TERM.findall(text)}


def _text(path: Path) -> str:
    text = path.read_text("utf-8")
    if path.suffix != ".ipynb":
        return text
    return "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "markdown")


class LinksToPagesLeftOut(SphinxPostTransform):
    """Lead links to units that are left out to the whole course, or say that they are not here."""

    # before MyST (9) and Sphinx (10) look for the page, and warn
    default_priority = 5

    def run(self, **kwargs) -> None:
        """Go through the links of the page that no one has resolved yet."""
        out = left_out(Path(self.app.srcdir))
        if not out:
            return
        whole = units.edition(self.app.srcdir).links.whole_course
        note = words.table(self.app.srcdir)["site"]["left_out"]
        for link in list(self.document.findall(addnodes.pending_xref)):
            page = _page(link)
            if page not in out:
                continue
            link.replace_self(elsewhere(link, page, whole, note))


def elsewhere(link: addnodes.pending_xref, page: str, whole: str | None, note: str) -> list[nodes.Node]:
    """Return what stands in the place of a link to a page that is left out.

    Parameters
    ----------
    link : pending_xref
        The link; its words stay.
    page : str
        The page that it leads to.
    whole : str or None
        Address of the site of the whole course.
    note : str
        What stands after the words where there is no such address.
    """
    content = [child.deepcopy() for child in link.children]
    if not whole:
        return [*content, nodes.Text(f" {note}")]
    fragment = f"#{link['reftargetid']}" if link.get("reftargetid") else ""
    return [nodes.reference("", "", *content, refuri=f"{whole.rstrip('/')}/{page}.html{fragment}")]


def _page(link: addnodes.pending_xref) -> str:
    """Return the page that a link to a page leads to."""
    if link["reftype"] == "doc":
        return docname_join(link["refdoc"], link["reftarget"])
    return link["reftarget"] if link.get("refdomain") == "doc" else ""


def setup(app: Sphinx) -> None:
    """Connect to the build."""
    app.connect("config-inited", name_the_site)
    # right after sphinx_external_toc (900) has read the contents
    app.connect("config-inited", choose_pages, priority=901)
    app.connect("source-read", title_the_start_page)
    app.connect("source-read", shorten_glossary)
    app.add_post_transform(LinksToPagesLeftOut)
