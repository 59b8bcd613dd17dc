"""Formulae as MathML, written at build time: no script, and a screen reader can read them."""

from __future__ import annotations

import re
from html import escape

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.math import get_node_equation_number

_ALIGNED = re.compile(r"\s*\\begin\{(aligned|align\*?|gathered)\}(.*)\\end\{\1\}\s*", re.DOTALL)


def _inner(tex: str, display: str) -> str:
    """Convert TeX and return what stands inside the ``math`` element."""
    try:
        markup = convert(tex, display=display)
    except Exception as error:
        raise ExtensionError(
            f"The formula '{tex}' could not be turned into MathML ({error}); write it with simpler commands."
        ) from error
    if "&</mi>" in markup:
        raise ExtensionError(
            f"The formula '{tex}' has an alignment mark outside \\begin{{aligned}}; remove the '&'."
        )
    if unknown := re.search(r">(\\\w+)<", markup):
        raise ExtensionError(
            f"The formula '{tex}' has the command '{unknown[1]}', which is not known; write it with simpler ones."
        )
    # a name of several letters, such as log, is upright; the style sheet sets single letters in italics
    markup = re.sub(r"<mi>([^<]{2,})</mi>", r'<mi mathvariant="normal">\1</mi>', markup)
    return markup[markup.index(">") + 1 : markup.rindex("<")]


def mathml(tex: str, display: str = "inline") -> str:
    """Turn a TeX formula into a ``math`` element.

    Parameters
    ----------
    tex : str
        The formula, as in LaTeX. ``aligned`` may stand around the whole of it.
    display : {"inline", "block"}
        In the line, or on its own.

    Raises
    ------
    ExtensionError
        If the formula uses something that cannot be converted.
    """
    if aligned := _ALIGNED.fullmatch(tex):
        rows = [row.split("&") for row in aligned[2].split(r"\\") if row.strip()]
        body = "".join(
            "<mtr>" + "".join(f"<mtd>{_inner(cell, 'block')}</mtd>" for cell in row) + "</mtr>"
            for row in rows
        )
        body = f'<mtable class="aligned" displaystyle="true">{body}</mtable>'
    else:
        body = _inner(tex, display)
    return f'<math display="{display}" alttext="{escape(tex.strip())}">{body}</math>'


def _inline(translator, node: nodes.math) -> None:
    translator.body.append(mathml(node.astext()))
    raise nodes.SkipNode


def _block(translator, node: nodes.math_block) -> None:
    # a long formula scrolls by itself on a narrow screen; the page does not
    translator.body.append(translator.starttag(node, "div", CLASS="math-block", tabindex="0", role="group",
                                               **{"aria-label": "Formula"}))
    translator.body.append(mathml(node.astext(), "block"))
    if node.get("number"):
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="equation-number">({number})</span>')
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the renderer; ``html_math_renderer: mathml`` in ``_config.yml`` chooses it."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
