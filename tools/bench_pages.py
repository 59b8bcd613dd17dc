"""The pages of the site beside those of a stock Jupyter Book, built from the same sources in the same run."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import bench_loading
from browser import FLAGS, find_browser
from environment import ROOT
from playwright.sync_api import sync_playwright
from server import site_server
from tasks import JUPYTER_BOOK

#: Label, figure and goal of a line in the table.
Row = tuple[str, str, str]
SITE = ROOT / "_build" / "html"
STOCK_CONFIG = "title: Stock\nonly_build_toc_files: true\nexecute:\n  execute_notebooks: 'off'\n"
BARE = "book/students.html"
AXE = ROOT / "tests" / "site" / "vendor" / "axe.min.js"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}, "resultTypes": ["violations"]}
#: Pages on which the violations are counted: a bare one, and units at both ends and in the middle.
LOOKED_AT = ("01", "09", "16")


def built(folder: Path) -> tuple[float, int]:
    """Build a book from nothing; return the seconds and the number of its pages."""
    shutil.rmtree(folder / "_build", ignore_errors=True)
    start = time.monotonic()
    command = [sys.executable, "-c", JUPYTER_BOOK, "build", ".", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.monotonic() - start, sum(1 for _ in (folder / "_build" / "html").rglob("*.html"))


def stock_book(folder: Path) -> None:
    """Lay out the notebooks and a bare page as a stock book, at the same addresses."""
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    (folder / "book").mkdir()
    shutil.copy(ROOT / "book" / "students.md", folder / "book")
    names = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
    (folder / "_config.yml").write_text(STOCK_CONFIG)
    (folder / "intro.md").write_text("# Stock\n")
    chapters = "".join(f"- file: {name}\n" for name in ("book/students", *(f"notebooks/{name}" for name in names)))
    (folder / "_toc.yml").write_text(f"format: jb-book\nroot: intro\nchapters:\n{chapters}")


class Meter:
    """Load pages in a real browser: what travels, what asks another host, what breaks a rule of access."""

    def __init__(self, playwright, folder: Path):
        self.server = site_server(folder)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        self.host = f"127.0.0.1:{self.server.server_port}"

    def visit(self, *pages: str) -> list[tuple[int, int, int]]:
        """Visit pages in turn with one cache; return bytes, gzipped bytes and requests to other hosts of each."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
        known, results = set(), []
        for name in pages:
            finished, asked = [], []
            page = context.new_page()
            page.on("requestfinished", lambda request, into=finished: into.append(request))
            page.on("request", lambda request, into=asked: into.append(request))
            page.goto(f"http://{self.host}/{name}", wait_until="load")
            page.evaluate(
                "async () => { for (let y = 0; y < document.body.scrollHeight; y += 600) {"
                " scrollTo(0, y); await new Promise(r => setTimeout(r, 60)); } }"
            )
            page.wait_for_load_state("networkidle")
            plain = packed = 0
            for request in finished:
                if request.url in known or urlsplit(request.url).netloc != self.host:
                    continue
                known.add(request.url)
                body = request.response().body()
                plain += len(body)
                # A font is compressed already; servers send it as it is.
                packed += len(body) if request.url.endswith("woff2") else len(gzip.compress(body, 6))
            foreign = {one.url for one in asked if urlsplit(one.url).netloc not in ("", self.host)}
            results.append((plain, packed, len(foreign)))
            page.close()
        context.close()
        return results

    def violations(self, *pages: str) -> list[int]:
        """Count the rules of WCAG that each page breaks, as axe sees them."""
        context = self.browser.new_context(bypass_csp=True, reduced_motion="reduce", service_workers="block")
        counts = []
        for name in pages:
            page = context.new_page()
            page.goto(f"http://{self.host}/{name}", wait_until="load")
            page.evaluate(AXE.read_text("utf-8"))
            counts.append(len(page.evaluate("(rules) => axe.run(document, rules)", RULES)["violations"]))
            page.close()
        context.close()
        return counts

    def close(self) -> None:
        """End the browser and the server."""
        self.browser.close()
        self.server.shutdown()
        self.server.server_close()


def _figures(playwright, site: Path, units: list[str]) -> dict[str, tuple[str, float]]:
    """Return what was measured of a built book: as it is printed, and as a number for the ratio."""
    meter = Meter(playwright, site)
    looked_at = [BARE, *(unit for unit in units if Path(unit).name[:2] in LOOKED_AT)]
    bare, first, following = *meter.visit(BARE), *meter.visit(units[0], units[1])
    broken = meter.violations(*looked_at)
    foreign = sum(one[2] for one in (bare, first, following))
    meter.close()
    index = gzip.compress((site / "searchindex.js").read_bytes(), 6)
    sizes = {"a bare page": bare, "first page with charts, all drawn": first, "next page": following}
    found = {name: (f"{one[0] / 1e6:.2f} MB, {one[1] / 1e6:.3f} gz", one[1]) for name, one in sizes.items()}
    found["search index"] = (f"{len(index) / 1e3:.0f} kB gz", len(index))
    found["requests to other hosts, three pages"] = (str(foreign), foreign)
    found[f"rules of WCAG broken a page, of {len(looked_at)} pages"] = (f"{sum(broken) / len(broken):.1f}", sum(broken))
    return found


GOALS = {
    "a bare page": "at most 0.15 gz", "first page with charts, all drawn": "at most 0.6 gz", "next page": "at most 0.08 gz",
    "search index": "at most 150 kB", "requests to other hosts, three pages": "0",
}  # fmt: skip


def rows() -> Iterator[Row]:
    """Build both books, and measure the pages of both."""
    units = [f"notebooks/{path.stem}.html" for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    ours, pages = built(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        stock_book(Path(folder))
        stock, stock_pages = built(Path(folder))
        ratio = (ours / pages) / (stock / stock_pages)
        yield "build, seconds a page", f"{ours / pages:.2f}", "at most 0.4"
        yield "  a stock book of the same notebooks, same run", f"{stock / stock_pages:.2f}", f"ratio {ratio:.2f}"
        stock_site = Path(folder) / "_build" / "html"
        with sync_playwright() as playwright:
            mine = _figures(playwright, SITE, units)
            theirs = _figures(playwright, stock_site, units)
        for name, (shown, size) in mine.items():
            other, base = theirs[name]
            yield name, shown, GOALS.get(name, "0")
            yield "  a stock book, same run", other, f"ratio {size / base:.2f}" if base else ""
        # a slow line; it starts a browser of its own
        yield from bench_loading.rows(SITE)
        for label, figure, _ in bench_loading.rows(stock_site):
            yield f"stock: {label.strip()}", figure, "same run"
