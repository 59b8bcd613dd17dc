"""XML built as a tree, and written the same way every time."""

from __future__ import annotations

from xml.etree import ElementTree

Node = ElementTree.Element
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def node(tag: str, *inside: Node | str | None, **attributes: object) -> Node:
    """Make an element.

    Parameters
    ----------
    tag : str
        Its name, prefix included.
    *inside : Element or str or None
        What it holds, in order; None is left out.
    **attributes : object
        Written as text, without those that are None. A trailing underscore of a name falls away, and
        two underscores stand for a colon: ``class_="table"``, ``xmlns__xsi="..."``.
    """
    made = ElementTree.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("__", ":"), str(value))
    add(made, *inside)
    return made


def add(parent: Node, *inside: Node | str | None) -> Node:
    """Put elements and texts at the end of an element, and return it."""
    for thing in inside:
        if thing is None:
            continue
        if not isinstance(thing, str):
            parent.append(thing)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + thing
        else:
            parent.text = (parent.text or "") + thing
    return parent


def document(root: Node, flowing: frozenset[str] = frozenset()) -> bytes:
    """Write a whole file, indented where no words stand.

    Parameters
    ----------
    root : Element
        The whole tree; blanks are added to it.
    flowing : frozenset of str
        Elements in which a blank would be seen: nothing in them is indented.
    """
    _indent(root, 0, flowing)
    # encoded at the end: the tree is written in many small pieces
    return DECLARATION + ElementTree.tostring(root, encoding="unicode").encode("utf-8", "xmlcharrefreplace") + b"\n"


def _indent(parent: Node, depth: int, flowing: frozenset[str]) -> None:
    if not len(parent) or parent.tag in flowing or any((text or "").strip() for text in _texts(parent)):
        return
    step = "\n" + "  " * (depth + 1)
    parent.text = step
    for child in parent:
        _indent(child, depth + 1, flowing)
        child.tail = step
    parent[-1].tail = step[:-2]


def _texts(parent: Node) -> list[str | None]:
    return [parent.text, *(child.tail for child in parent)]


def fragment(html: str) -> Node:
    """Read HTML of our own making, which is well formed, as an element that holds it."""
    return ElementTree.fromstring(f"<div>{html}</div>")
