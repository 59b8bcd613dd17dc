"""Small makers of elements: what a chapter needs that the site does not have."""

from __future__ import annotations

from html import escape

from lxml import html
from lxml.html import HtmlElement


def element(markup: str) -> HtmlElement:
    """Return the one element that a piece of HTML holds."""
    return html.fragment_fromstring(markup)


def markup_of(node: HtmlElement) -> str:
    """Return an element as HTML, without the text after it."""
    return html.tostring(node, encoding="unicode", with_tail=False)


def inside(node: HtmlElement) -> str:
    """Return what an element holds, as HTML."""
    return escape(node.text or "", quote=False) + "".join(html.tostring(one, encoding="unicode") for one in node)


def replace(old: HtmlElement, *new: HtmlElement) -> None:
    """Put elements where one stood; the text after it stays where it is."""
    parent, tail = old.getparent(), old.tail
    place = parent.index(old)
    old.tail = None
    parent.remove(old)
    for step, one in enumerate(new):
        parent.insert(place + step, one)
    if new:
        new[-1].tail = tail
    elif place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + (tail or "")
    else:
        parent.text = (parent.text or "") + (tail or "")


def has_class(name: str) -> str:
    """Return the XPath condition for one of several classes."""
    return f'contains(concat(" ", normalize-space(@class), " "), " {name} ")'


def find(root: HtmlElement, name: str) -> list[HtmlElement]:
    """Return every element of a class, in the order of the page."""
    return root.xpath(f".//*[{has_class(name)}]")
