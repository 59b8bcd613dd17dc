"""Make the course's PDFs from the built site: one book, and one file a unit.

``python tools/pdf.py`` writes all of them into ``_build/pdf``; ``python tools/pdf.py 09`` only those units,
and with ``--book`` a book of them as well. Two processes work at once: one sets the book, the other the units.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path

from environment import ROOT, say
from paper.binding import bind_book, bind_unit
from paper.chapter import Chapter, read_chapter
from paper.pictures import Studio
from paper.press import Printed, ensure_pango, print_document
from paper.site import GLOSSARY, Page, Part, Site
from postsoviet import edition
from postsoviet.words import words

SITE = ROOT / "_build" / "html"
FOLDER = ROOT / "_build" / "pdf"
PROCESSES = 2


@dataclass(frozen=True)
class Workshop:
    """Where the PDFs are made; each process opens the site for itself.

    Attributes
    ----------
    folder : Path
        Where they go.
    """

    folder: Path

    def read(self, page: Page) -> Chapter:
        """Read a page; a chart that any process has drawn is not drawn again."""
        studio = Studio(self.folder / "pictures", SITE / "_static" / "course.css")
        return read_chapter(Site.read(SITE), page, studio)

    def draw(self, page: Page) -> None:
        """Draw the charts of a page and keep the pictures."""
        self.read(page)

    def print_unit(self, page: Page) -> tuple[Printed, float]:
        """Write the PDF of a unit, with its answers and its words."""
        start = time.monotonic()
        site = Site.read(SITE)
        glossary = next((self.read(one) for one in site.reference if one.path == GLOSSARY), None)
        document = bind_unit(site, self.read(page), glossary)
        target = self.folder / "units" / f"{Path(page.path).stem}.pdf"
        return print_document(document, target), time.monotonic() - start

    def print_book(self, units: Sequence[Page]) -> tuple[Printed, float]:
        """Write the PDF of some units under their parts, with all that explains them."""
        start = time.monotonic()
        site = Site.read(SITE)
        parts = [replace(part, pages=tuple(page for page in part.pages if page in units)) for part in site.parts]
        parts: list[Part] = [part for part in parts if part.pages]
        chapters = {page.path: self.read(page) for page in (*units, *site.reference)}
        name = re.sub(r"\W+", "-", edition.read().title).strip("-").lower()
        printed = print_document(bind_book(site, parts, chapters), self.folder / f"{name}.pdf")
        return printed, time.monotonic() - start


def chosen(site: Site, units: list[str]) -> list[Page]:
    """Return the units that were asked for; all of them without a wish.

    Raises
    ------
    SystemExit
        If the site has no such unit.
    """
    known = {page.unit: page for page in site.units}
    for unit in units:
        if unit.zfill(2) not in known:
            raise SystemExit(words("pdf.no_unit", unit=unit, units=", ".join(known)))
    return [known[unit.zfill(2)] for unit in units] or list(known.values())


def report(future: Future) -> None:
    """Say what was written, and every complaint of the typesetter."""
    printed, seconds = future.result()
    size = f"{printed.path.stat().st_size / 1e6:.1f}"
    say(words("pdf.written", name=printed.path.name, pages=printed.pages, size=size, seconds=round(seconds)))
    for complaint in printed.complaints:
        print(f"  {complaint}", file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("units", nargs="*", help="numbers of units; without any: the book and every unit")
    parser.add_argument("--book", action="store_true", help="bind the named units into one book, too")
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder to write into (_build/pdf)")
    options = parser.parse_args(arguments)
    if not (SITE / "index.html").is_file():
        raise SystemExit(words("pdf.no_site"))
    ensure_pango()
    pages = chosen(Site.read(SITE), options.units)
    workshop = Workshop(options.to.resolve())
    with ProcessPoolExecutor(PROCESSES) as pool:
        drawn = {pool.submit(workshop.draw, page): page for page in pages}
        for done, future in enumerate(as_completed(drawn), start=1):
            future.result()
            say(words("pdf.drawing", done=done, whole=len(drawn), name=drawn[future].short))
        # the book first: it takes longest, and its process goes on with units when it is done
        jobs = [pool.submit(workshop.print_book, pages)] if options.book or not options.units else []
        jobs += [pool.submit(workshop.print_unit, page) for page in pages]
        for future in as_completed(jobs):
            report(future)
    return 0


if __name__ == "__main__":
    sys.exit(main())
