"""What the templates of a page need to know: navigation, unit, launch links, words and versions."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from postsoviet.course.register import Unit
from postsoviet.edition import COURSE
from postsoviet.packing import pack
from postsoviet.teaching import plain

from course_theme import about, launch, units, words

#: The page that a server sends for an unknown address of any depth.
NOT_FOUND = "404"


@dataclass
class Entry:
    """One link of the navigation."""

    title: str
    document: str
    number: str = ""
    current: bool = False
    children: list[Entry] = field(default_factory=list)


@dataclass
class Group:
    """The links below one heading of ``_toc.yml``."""

    caption: str
    part: str
    entries: list[Entry]


def _entry(app: Sphinx, document: str, pagename: str) -> Entry:
    unit = units.read(app.srcdir).of_document(document)
    title = unit.short if unit else app.env.titles[document].astext()
    inner = [_entry(app, child, pagename) for child in app.env.toctree_includes.get(document, [])]
    entry = Entry(title, document, unit.numeral if unit else "", document == pagename, inner)
    # a branch is open only where the reader is inside it
    if not (entry.current or any(child.current for child in inner)):
        entry.children = []
    return entry


def navigation(app: Sphinx, pagename: str) -> list[Group]:
    """Return the table of contents, grouped as in ``_toc.yml``."""
    register = units.read(app.srcdir)
    groups = []
    for tree in app.env.external_site_map.root.subtrees:
        documents = [item for item in tree.files() if item in app.env.titles]
        unit = next(filter(None, map(register.of_document, documents)), None)
        entries = [_entry(app, document, pagename) for document in documents]
        if entries:
            groups.append(Group(tree.caption or "", unit.part.id if unit else "", entries))
    return groups


def sections(app: Sphinx, pagename: str) -> list[tuple[str, str]]:
    """Return the second-level headings of a page as pairs of anchor and title."""
    toc = app.env.tocs.get(pagename)
    if not toc or not toc.children:
        return []
    lists = [child for child in toc[0].children if isinstance(child, nodes.bullet_list)]
    references = [next(item.findall(nodes.reference), None) for found in lists for item in found.children]
    return [(ref["anchorname"], ref.astext()) for ref in references if ref is not None]


@cache
def version(root: Path) -> str:
    """Return the version of the course, from ``pyproject.toml``."""
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def cite(app: Sphinx, title: str, unit: Unit | None) -> str:
    """Write the sentence by which to cite a page; without a title, the whole course."""
    site = words.table(app.srcdir)["site"]
    values = {"course": about.name(app.srcdir), "version": version(app.srcdir), "title": title}
    if unit:
        values |= {"number": unit.numeral, "author": unit.author, "year": unit.year}
    kind = ("cite_synthesis" if unit.uses else "cite_unit") if unit else "cite_page" if title else "cite_course"
    return site[kind].format(**values)


def absolute_root(config: Config) -> str:
    """Return the folder of the site on its host."""
    base = urlsplit(config.html_baseurl or "").path.strip("/")
    return f"/{base}/" if base else "/"


def _from_anywhere(app: Sphinx, context: dict) -> None:
    """Make every address of the not-found page absolute, for it is shown at any depth."""
    root = absolute_root(app.config)
    relative = context["pathto"]
    context["pathto"] = lambda target, resource=False: root + relative(target, resource)
    context["content_root"] = root


def add_context(app: Sphinx, pagename: str, template: str, context: dict, doctree) -> None:
    """Add what ``layout.html`` shows around the content of a page."""
    if pagename == NOT_FOUND:
        _from_anywhere(app, context)
    register = units.read(app.srcdir)
    unit = register.of_document(pagename)
    site = words.table(app.srcdir)
    title = app.env.titles[pagename].astext() if pagename in app.env.titles else site["site"].get(pagename, "")
    context.update(
        words=site,
        course=app.config.project,
        unit=unit,
        plain_title=title,
        navigation=navigation(app, pagename),
        sections=sections(app, pagename),
        version=version(app.srcdir),
        cite=cite(app, "" if pagename == app.config.master_doc else title, unit),
        is_home=pagename == app.config.master_doc,
        is_document=pagename in app.env.found_docs,
        description=about.description(app.srcdir, pagename, (context.get("meta") or {}).get("description", "")),
        edition=units.edition(app.srcdir),
        whole_course=COURSE,
    )


def start(app: Sphinx) -> None:
    """Look up, once a build, where the repository is published."""
    repository = units.edition(app.srcdir).links.repository
    app.course_remote = launch.parse(repository) if repository else launch.remote(Path(app.srcdir))


def copy_downloads(app: Sphinx, exception: Exception | None) -> None:
    """Put the notebooks and the data at stable addresses beside the pages."""
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    for unit in units.read(app.srcdir).units.values():
        if unit.document in app.env.found_docs:
            # what a reader takes away is opened in JupyterLab, which cannot read the page's own notation
            shutil.copyfile(Path(app.srcdir) / plain.student_path(unit), out / unit.notebook)
    data = Path(app.srcdir) / "data"
    (out / "data").mkdir(exist_ok=True)
    for file in [*data.glob("*.csv"), *data.glob("datapackage.json")]:
        shutil.copyfile(file, out / "data" / file.name)
    pack(out / "data" / "course-data.zip")


def setup(app: Sphinx) -> None:
    """Connect to the build."""
    # Jupyter Book sets this for an extension that is not in our list, and would be warned about it
    app.add_config_value("comments_config", {}, "")
    app.connect("builder-inited", start)
    app.connect("html-page-context", add_context)
    app.connect("build-finished", copy_downloads)
