"""What the built site holds, in its own order: the parts, the pages, and each page's text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath

from lxml import html
from lxml.html import HtmlElement

#: Pages that are no unit and belong into a book, in the order of a book's end.
REFERENCE = ("book/methods.html", "book/glossary.html", "book/people.html", "book/about.html")
GLOSSARY = "book/glossary.html"
#: Every cited work is listed here, and every citation leads here.
WORKS = "book/about.html"
#: Where the site says that it is published; nowhere, without an address in edition.yml.
_CANONICAL = '//link[@rel="canonical"]/@href'


@dataclass(frozen=True)
class Page:
    """A page of the site.

    Attributes
    ----------
    path : str
        Address inside the site.
    short : str
        Its name in the contents of the site, for running heads.
    numeral : str
        ``9`` or ``A``, where it is a unit.
    part : str
        The key of its part's colour.
    """

    path: str
    short: str
    numeral: str = ""
    part: str = ""

    @property
    def key(self) -> str:
        """What its identifiers begin with in a document of many pages."""
        stem = Path(self.path).stem
        return f"u{stem[:2]}" if self.is_unit else stem

    @property
    def is_unit(self) -> bool:
        """Whether it teaches; the other pages explain."""
        return self.path.startswith("notebooks/")

    @property
    def unit(self) -> str:
        """Two digits, for a unit."""
        return Path(self.path).stem[:2]

    def resolve(self, address: str) -> str:
        """Return an address on this page as one from the root of the site."""
        return normpath(join(dirname(self.path), address))


@dataclass(frozen=True)
class Part:
    """A heading of the contents with its units."""

    caption: str
    key: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Site:
    """The built site."""

    folder: Path
    parts: tuple[Part, ...]
    reference: tuple[Page, ...]
    address: str

    @classmethod
    def read(cls, folder: Path) -> Site:
        """Read the contents as the start page shows them: an edition has left its other units out there."""
        home = html.parse(str(folder / "index.html")).getroot()
        groups = home.xpath('//nav[@class="site-nav"]//li[@class="contents-group"]')
        parts = [part for group in groups if (part := _part(group)).pages]
        known = {page.path: page for group in groups for page in _pages(group)}
        canonical = (home.xpath(_CANONICAL) or [""])[0]
        reference = tuple(known[path] for path in REFERENCE if path in known)
        return cls(folder, tuple(parts), reference, canonical.removesuffix("index.html"))

    @property
    def units(self) -> tuple[Page, ...]:
        """Every unit in the order of the contents."""
        return tuple(page for part in self.parts for page in part.pages)

    def text(self, page: Page) -> HtmlElement:
        """Return the article of a page, to be changed at will."""
        # by the bytes and with the encoding named: the parser would guess it from the first kilobyte
        parser = html.HTMLParser(encoding="utf-8")
        root = html.fromstring((self.folder / page.path).read_bytes(), parser=parser)
        return root.xpath("//main/article")[0]


def _pages(group: HtmlElement) -> list[Page]:
    pages = []
    for link in group.xpath(".//a[@href]"):
        numbers = link.xpath('./span[@class="contents-number"]')
        numeral = numbers[0].text_content().strip() if numbers else ""
        short = link.text_content().strip().removeprefix(numeral).strip()
        pages.append(Page(link.get("href"), short, numeral, group.get("data-part", "")))
    return pages


def _part(group: HtmlElement) -> Part:
    caption = group.xpath('./p[@class="contents-caption"]')[0].text_content().strip()
    return Part(caption, group.get("data-part", ""), tuple(page for page in _pages(group) if page.is_unit))
