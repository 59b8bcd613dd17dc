"""Formulae as MathML, written at build time; see ``postsoviet.mathml``."""

from __future__ import annotations

from docutils import nodes
from postsoviet.errors import CourseError
from postsoviet.mathml import mathml
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.math import get_node_equation_number


def _formula(tex: str, display: str = "inline") -> str:
    try:
        return mathml(tex, display)
    except CourseError as error:
        raise ExtensionError(str(error)) from error


def _inline(translator, node: nodes.math) -> None:
    translator.body.append(_formula(node.astext()))
    raise nodes.SkipNode


def _block(translator, node: nodes.math_block) -> None:
    # a long formula scrolls by itself on a narrow screen; the page does not
    translator.body.append(translator.starttag(node, "div", CLASS="math-block", tabindex="0", role="group",
                                               **{"aria-label": "Formula"}))
    translator.body.append(_formula(node.astext(), "block"))
    if node.get("number"):
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="equation-number">({number})</span>')
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the renderer; ``html_math_renderer: mathml`` in ``_config.yml`` chooses it."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
