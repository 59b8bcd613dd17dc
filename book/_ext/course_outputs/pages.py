"""Which scripts and styles a page needs, and whether its figures are all there and named once."""

from docutils import nodes
from sphinx.util import logging

from course_outputs.scripts import PALETTE

logger = logging.getLogger(__name__)


def _held(doctree) -> list[str]:
    return [
        name for node in doctree.findall(nodes.raw) for name in node.attributes.get("course_outputs", [])
    ]


def check_figures(app, doctree, docname) -> None:
    """Warn, and so fail the build, over a figure without texts, or two that share an id."""
    if any("course_bare_figure" in node for node in doctree.findall(nodes.raw)):
        logger.warning(
            "%s displays a plotly figure without show(); it would have no text alternative. "
            "Show it with postsoviet.charts.show().",
            docname,
        )
    names = _held(doctree)
    for name in sorted({name for name in names if names.count(name) > 1}):
        logger.warning("%s shows '%s' twice; give each figure its own key.", docname, name)


def add_scripts(app, pagename, templatename, context, doctree) -> None:
    """Add a script or a style to the pages that need it, and to no other."""
    if doctree is None:
        return
    names = _held(doctree)
    if any(name.startswith(("chart-", "explorer-")) for name in names):
        app.add_js_file(PALETTE, loading_method="defer")
        app.add_js_file("charts.js", loading_method="defer")
    if any(name.startswith("explorer-") for name in names):
        app.add_js_file("explorer.js", loading_method="defer")
    body = context.get("body", "")
    if '<section class="quiz ' in body:
        app.add_css_file("quiz.css")
        app.add_js_file("quiz.js", loading_method="defer")
