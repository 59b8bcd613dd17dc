"""Sphinx extension: the course without a network, as a web app that keeps pages and as a folder to carry away.

See decision 019. Everything here works on the finished site, so it runs after every other part of the build.
"""

from __future__ import annotations

from pathlib import Path

from course_theme import about, units
from course_theme.assets import fingerprint, serve_static
from sphinx.application import Sphinx

from course_offline import app as web_app
from course_offline import folder, worker
from course_offline.built import Built
from course_offline.page import ReadOffline, fill_in

STATIC = Path(__file__).parent / "static"
#: Registers the worker: on every page. Shows what is kept: on one.
EVERY_PAGE, ONE_PAGE = "course-offline.js", "course-keep.js"


def name_script(app: Sphinx) -> None:
    """Name the script of every page to the template."""
    app.course_fingerprints = {**app.course_fingerprints, EVERY_PAGE: fingerprint((STATIC / EVERY_PAGE).read_bytes())}


def add_scripts(app: Sphinx, pagename: str, template: str, context: dict, doctree) -> None:
    """Give the page about reading offline its script, and the titles of all pages."""
    if '<section class="offline"' in context.get("body", ""):
        app.add_js_file(ONE_PAGE, loading_method="defer")
        context["body"] = fill_in(app, pagename, context["body"])


def publish(app: Sphinx, exception: Exception | None) -> None:
    """Write the web app, the worker and the folder to download: of all that the build has made."""
    if exception or app.builder.format != "html":
        return
    site, root = Path(app.outdir), Path(app.srcdir)
    edition = units.edition(root)
    web_app.write(site, edition.title, about.sentence(root))
    folder.write(site, edition.title, root)
    # last: it knows the fingerprint of every other file
    worker.write(Built.of(site))


def setup(app: Sphinx) -> dict:
    """Register the directive, the scripts, and what is made of the finished site."""
    app.add_directive("read-offline", ReadOffline)
    serve_static(app, STATIC)
    # after the theme has named its own scripts
    app.connect("builder-inited", name_script, priority=600)
    app.connect("html-page-context", add_scripts)
    app.connect("build-finished", publish, priority=990)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
