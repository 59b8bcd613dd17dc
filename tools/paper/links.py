"""Links on paper: a page number inside the document, a footnote with the address outside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from lxml.html import HtmlElement
from postsoviet.words import words

from paper.elements import element, replace
from paper.site import GLOSSARY, WORKS, Page

_OUTSIDE = re.compile(r"^(https?:|mailto:)")


def prefix_names(article: HtmlElement, key: str) -> None:
    """Make the identifiers of a page unlike those of any other page."""
    for node in article.xpath(".//*[@id]"):
        if not node.get("id").startswith(f"{key}-"):
            node.set("id", f"{key}-{node.get('id')}")
    for name in ("aria-labelledby", "aria-describedby", "for"):
        for node in article.xpath(f".//*[@{name}]"):
            del node.attrib[name]


def settle(article: HtmlElement, page: Page, held: Mapping[str, Page], address: str) -> None:
    """Turn every link of a page into what it is in a document.

    Parameters
    ----------
    article : HtmlElement
        The page; its identifiers have their prefix already.
    page : Page
        Which one.
    held : mapping
        The pages of the document by their address on the site.
    address : str
        Where the site is published; empty where nobody said.
    """
    for link in article.xpath(".//a[@href]"):
        target = link.get("href")
        if has_page_number(link):
            continue
        if _OUTSIDE.match(target):
            _footnote(link, target)
            continue
        if target.startswith("data:") or link.get("download") is not None:
            link.drop_tag()
            continue
        place, _, name = target.partition("#")
        path = page.resolve(place) if place else page.path
        if path in held:
            key = held[path].key
            link.set("href", f"#{key}-{name}" if name else f"#{key}")
            quiet = _is_quiet(link, path)
            link.set("class", "term" if quiet else "inside")
            if not quiet:
                _page_number(link)
        elif address:
            whole = f"{address}{path}" + (f"#{name}" if name else "")
            link.set("href", whole)
            _footnote(link, whole)
        else:
            link.drop_tag()


def has_page_number(link: HtmlElement) -> bool:
    """Tell whether a link was made for paper."""
    return link.get("class") == "page-number"


def _is_quiet(link: HtmlElement, path: str) -> bool:
    """Tell where a page number at each link would drown the text: terms, cited works, cells of tables."""
    listed = link.xpath("ancestor::td | ancestor::th | ancestor::*[contains(@class, 'references')]")
    return path in (GLOSSARY, WORKS) or bool(listed)


def _page_number(link: HtmlElement) -> None:
    at = element(f'<span class="at"> ({page_link(link.get("href")[1:])})</span>')
    at.tail, link.tail = link.tail, None
    link.addnext(at)


def page_link(name: str) -> str:
    """Return a link that prints as the number of the page where something stands."""
    return f'<a class="page-number" href="#{name}">{words("pdf.page")} </a>'


def _footnote(link: HtmlElement, address: str) -> None:
    """Print the address at the foot of the page, unless the words of the link are the address."""
    link.set("class", "outside")
    bare = address.removeprefix("mailto:").removeprefix("https://").removeprefix("http://").removesuffix("/")
    if bare in link.text_content():
        return
    note = element(f'<span class="footnote">{escape(address)}</span>')
    note.tail, link.tail = link.tail, None
    link.addnext(note)


def drop_broken(root: HtmlElement) -> None:
    """Keep the words of a link whose place is not in the document."""
    known = set(root.xpath("//@id"))
    for link in root.xpath('//a[starts-with(@href, "#")]'):
        if link.get("href")[1:] not in known:
            after = link.getnext()
            if after is not None and after.get("class") == "at":
                replace(after)
            link.drop_tag()


def glossary_terms(articles: Iterable[HtmlElement]) -> list[str]:
    """Return the names of the terms that pages link to."""
    return sorted({
        link.get("href").partition("#")[2]
        for article in articles
        for link in article.xpath(".//a[@href]")
        if GLOSSARY.rpartition("/")[2] in link.get("href")
    })  # fmt: skip
