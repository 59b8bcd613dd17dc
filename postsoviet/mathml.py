"""Formulas as MathML: no script, and a screen reader can read them."""

from __future__ import annotations

import re
from html import escape

from latex2mathml.converter import convert

from postsoviet.errors import CourseError

_ALIGNED = re.compile(r"\s*\\begin\{(aligned|align\*?|gathered)\}(.*)\\end\{\1\}\s*", re.DOTALL)


def _inner(tex: str, display: str) -> str:
    """Convert TeX and return what stands inside the ``math`` element."""
    try:
        markup = convert(tex, display=display)
    except Exception as error:
        raise CourseError(
            f"The formula '{tex}' could not be turned into MathML ({error}); write it with simpler commands."
        ) from error
    if "&</mi>" in markup:
        raise CourseError(
            f"The formula '{tex}' has an alignment mark outside \\begin{{aligned}}; remove the '&'."
        )
    if unknown := re.search(r">(\\\w+)<", markup):
        raise CourseError(
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
    CourseError
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
