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

import bench_loading
import lighthouse_marks
from bench_loading import Figure, written
from browser import FLAGS, find_browser
from environment import ROOT, say
from playwright.sync_api import sync_playwright
from server import site_server
from tasks import JUPYTER_BOOK

#: Label, the figure here and of the stock book, and the goal.
Row = tuple[str, str, str, str]
SITE = ROOT / "_build" / "html"
STOCK_CONFIG = "title: Stock\nonly_build_toc_files: true\nexecute:\n  execute_notebooks: 'off'\n"
AXE = ROOT / "tests" / "site" / "vendor" / "axe.min.js"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}, "resultTypes": ["violations"]}
#: Pages on which the violations are counted: a bare one, and units at both ends and in the middle.
LOOKED_AT = ("01", "09", "16")
#: Kinds of page that Lighthouse marks in both books; `make lighthouse` marks every kind of ours.
MARKED = ("a unit with charts", "a bare page")


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


def violations(site: Path, pages: list[str]) -> list[int]:
    """Count the rules of WCAG that each page breaks, as axe sees them."""
    server = site_server(site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    counts = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        context = browser.new_context(bypass_csp=True, reduced_motion="reduce", service_workers="block")
        for name in pages:
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/{name}", wait_until="load")
            page.evaluate(AXE.read_text("utf-8"))
            counts.append(len(page.evaluate("(rules) => axe.run(document, rules)", RULES)["violations"]))
            page.close()
        browser.close()
    server.shutdown()
    server.server_close()
    return counts


def figures(site: Path, units: list[str]) -> Iterator[Figure]:
    """Measure a built book."""
    yield from bench_loading.figures(site)
    index = gzip.compress((site / "searchindex.js").read_bytes(), 6)
    yield "search index, kB gzipped", [len(index) / 1e3], ".0f", "at most 150"
    looked_at = [bench_loading.BARE, *(unit for unit in units if Path(unit).name[:2] in LOOKED_AT)]
    broken = violations(site, looked_at)
    yield f"rules of WCAG broken a page, of {len(looked_at)} pages", [sum(broken) / len(broken)], ".1f", "0"
    for kind, found in lighthouse_marks.rows(site, MARKED):
        goal = "at least " + ", ".join(map(str, lighthouse_marks.GOALS.values()))
        yield f"Lighthouse, {kind}", [found.of[name] for name in lighthouse_marks.GOALS], ".0f", goal


def rows() -> Iterator[Row]:
    """Build both books, and measure the pages of both."""
    units = [f"notebooks/{path.stem}.html" for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    say("Building the site")
    ours, pages = built(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        say("Building a stock book of the same pages, and measuring it")
        stock_book(Path(folder))
        stock, stock_pages = built(Path(folder))
        yield "build, seconds a page", f"{ours / pages:.2f}", f"{stock / stock_pages:.2f}", "at most 0.4"
        # one after the other: each starts browsers
        stock_figures = []
        for figure in figures(Path(folder) / "_build" / "html", units):
            stock_figures.append(figure)
            say(f"  {figure[0].strip()}")
        for (label, mine, style, goal), (_, theirs, _, _) in zip(figures(SITE, units), stock_figures, strict=True):
            yield label, written(mine, style), written(theirs, style), goal
