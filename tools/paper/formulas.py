"""Formulas as vector pictures: the press knows no MathML, and its readers need the formula in words."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from xml.etree import ElementTree

from lxml import etree
from lxml.html import HtmlElement

from paper.elements import element, replace

#: Points of the text that a formula stands in.
SIZE = 10.5
_MATHML = "http://www.w3.org/1998/Math/MathML"


def set_formulas(root: HtmlElement) -> None:
    """Replace every formula by a picture that stands on the line of its text."""
    for node in list(root.iter("math")):
        replace(node, element(_picture(node)))


def _picture(node: HtmlElement) -> str:
    # loading the mathematical typeface takes a second, and most units have no formula
    from ziamath import Math

    block = node.get("display") == "block"
    source = etree.tostring(node, encoding="unicode", with_tail=False).replace("<math", f'<math xmlns="{_MATHML}"', 1)
    formula = Math(ElementTree.fromstring(source), size=SIZE)
    drawn = formula.svg()
    _, top, width, height = (float(number) for number in ElementTree.fromstring(drawn).get("viewBox").split())
    data = b64encode(drawn.encode()).decode()
    words = node.get("alttext") or " ".join(node.text_content().split())
    kind = "formula formula-block" if block else "formula"
    return (
        f'<img class="{kind}" src="data:image/svg+xml;base64,{data}" alt="{escape(words)}" '
        f'style="width:{width:.2f}pt;height:{height:.2f}pt;vertical-align:{-(top + height):.2f}pt">'
    )
