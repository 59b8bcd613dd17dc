"""What the checks of links need to know of each page: where it can be entered, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import html

#: Attributes that hold one address each; ``srcset`` holds several, and is read apart.
_ADDRESSES = ("href", "src", "action", "poster", "data")


@dataclass(frozen=True)
class Markup:
    """A page as a browser reads it.

    Attributes
    ----------
    places : frozenset of str
        What a link can name after the ``#``.
    links : tuple of str
        Every address once, in the order of the page.
    """

    places: frozenset[str]
    links: tuple[str, ...]


def read(site: Path) -> dict[str, Markup]:
    """Read every page of a built site, by its address inside the site."""
    return {path.relative_to(site).as_posix(): page(path.read_bytes()) for path in sorted(site.rglob("*.html"))}


def page(content: bytes) -> Markup:
    """Read one page."""
    root = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    links: dict[str, None] = {}
    for name in _ADDRESSES:
        links.update(dict.fromkeys(address.strip() for address in root.xpath(f"//@{name}")))
    for several in root.xpath("//@srcset"):
        links.update(dict.fromkeys(one.split()[0] for one in several.split(",") if one.strip()))
    return Markup(frozenset([*root.xpath("//@id"), *root.xpath("//a/@name")]), tuple(links))
