"""Measure the site and the notebooks; print figures, fail nothing.

Times are given beside something measured in the same run, for machines differ and are shared: the
site's build beside a stock Jupyter Book build of the same notebooks, a notebook beside an empty one.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import bench_grading
import bench_quiz
import nbformat
from browser import FLAGS, find_browser
from environment import ROOT, python_of, say
from playwright.sync_api import sync_playwright
from server import site_server
from tasks import JUPYTER_BOOK

SITE = ROOT / "_build" / "html"
STOCK_CONFIG = "title: Stock\nonly_build_toc_files: true\nexecute:\n  execute_notebooks: 'off'\n"


def timed(*command: object, cwd: Path = ROOT) -> float:
    """Run a command silently and return its seconds."""
    start = time.monotonic()
    subprocess.run([str(part) for part in command], cwd=cwd, check=True, capture_output=True)
    return time.monotonic() - start


def build_seconds(folder: Path) -> float:
    """Build a book from nothing and return the seconds."""
    shutil.rmtree(folder / "_build", ignore_errors=True)
    return timed(sys.executable, "-c", JUPYTER_BOOK, "build", ".", "--quiet", cwd=folder)


def stock_book(folder: Path) -> int:
    """Lay out the same notebooks as a stock book and return the number of its pages."""
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    names = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
    (folder / "_config.yml").write_text(STOCK_CONFIG)
    (folder / "intro.md").write_text("# Stock\n")
    chapters = "".join(f"- file: notebooks/{name}\n" for name in names)
    (folder / "_toc.yml").write_text(f"format: jb-book\nroot: intro\nchapters:\n{chapters}")
    return len(names) + 1


class Meter:
    """Load pages in a real browser and add up what travels."""

    def __init__(self, playwright, folder: Path):
        self.server = site_server(folder)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def visit(self, *pages: str) -> list[tuple[int, int]]:
        """Visit pages in turn with one cache; return bytes and gzipped bytes of each visit."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 900})
        known, results = set(), []
        for name in pages:
            bodies = []
            page = context.new_page()
            page.on("requestfinished", lambda request, into=bodies: into.append(request))
            page.goto(f"{self.address}/{name}", wait_until="networkidle")
            page.evaluate(
                "async () => { for (let y = 0; y < document.body.scrollHeight; y += 600) {"
                " scrollTo(0, y); await new Promise(r => setTimeout(r, 60)); } }"
            )
            page.wait_for_load_state("networkidle")
            plain = packed = 0
            for request in bodies:
                if request.url in known:
                    continue
                known.add(request.url)
                body = request.response().body()
                plain += len(body)
                # A font is compressed already; servers send it as it is.
                packed += len(body) if request.url.endswith("woff2") else len(gzip.compress(body, 6))
            results.append((plain, packed))
            page.close()
        context.close()
        return results

    def close(self) -> None:
        """End the browser and the server."""
        self.browser.close()
        self.server.shutdown()


def row(name: str, value: str, aim: str = "") -> None:
    """Print one line of the table."""
    say(f"{name:<58}{value:>22}   {aim}")


def megabytes(pair: tuple[int, int]) -> str:
    """Write bytes and gzipped bytes."""
    return f"{pair[0] / 1e6:.2f} MB, {pair[1] / 1e6:.3f} gz"


def bench_build_and_weight(playwright) -> None:
    """Time the build and weigh the pages, ours and a stock book's."""
    pages = sum(1 for _ in SITE.rglob("*.html"))
    units = [f"notebooks/{path.stem}.html" for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    ours = build_seconds(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        stock_pages = stock_book(Path(folder))
        stock = build_seconds(Path(folder))
        row("build, seconds a page", f"{ours / pages:.2f}", "at most 0.4")
        row("  a stock book of the same notebooks, same run", f"{stock / stock_pages:.2f}", f"ratio {ours / pages / (stock / stock_pages):.2f}")
        meter = Meter(playwright, Path(folder) / "_build" / "html")
        stock_bare = meter.visit("intro.html")[0]
        meter.close()
    meter = Meter(playwright, SITE)
    bare = meter.visit("book/students.html")[0]
    row("a bare page", megabytes(bare), "at most 0.9 MB, 0.3 gz")
    row("  a bare page of a stock book, same run", megabytes(stock_bare), f"ratio {bare[1] / stock_bare[1]:.2f}")
    for first, second in (units, units[::-1]):
        visits = meter.visit(first, second)
        row(f"first visit, all charts drawn: {Path(first).stem}", megabytes(visits[0]), "at most 0.9 gz")
        row(f"  next page: {Path(second).stem}", megabytes(visits[1]))
    meter.close()


def bench_notebooks() -> None:
    """Time each notebook beside an empty one."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]), empty)
        base = timed(sys.executable, "tools/notebooks.py", empty)
    row("an empty notebook, seconds", f"{base:.1f}")
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        seconds = timed(sys.executable, "tools/notebooks.py", "--check", path)
        row(f"notebook {path.stem}, seconds", f"{seconds:.1f}", f"at most 5; {seconds / base:.1f} x empty")


#: Prints the seconds of the import, then milliseconds: first data set, descriptor, slowest of the rest.
LOADING = """
import json, time
clock = time.perf_counter
start = clock(); from postsoviet import datasets; print(f"{clock() - start:.2f}")
import pandas
def loading(name):
    start = clock(); datasets.load(name); return 1000 * (clock() - start)
print(f"{loading('12-influence'):.0f}")
from postsoviet.descriptor import DESCRIPTOR, data_folder
start = clock(); raw = json.loads((data_folder() / DESCRIPTOR).read_text()); print(f"{1000 * (clock() - start):.0f}")
print(f"{max(loading(one['name']) for one in raw['resources']):.0f}")
"""


def bench_student() -> None:
    """Install a student's environment and import what a notebook imports."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "env"
        timed(sys.executable, "-m", "venv", target)
        bare = sum(f.stat().st_size for f in target.rglob("*") if f.is_file())
        pip = (python_of(target), "-m", "pip", "install", "--quiet")
        seconds = timed(*pip, "--require-hashes", "-r", "binder/requirements.txt")
        size = sum(f.stat().st_size for f in target.rglob("*") if f.is_file()) - bare
        start = timed(python_of(target), "-c", "pass")
        code = "import postsoviet.charts, postsoviet.explore, postsoviet.quiz, postsoviet.exercises; postsoviet.load('09-annex2-income-benefits')"
        first = timed(python_of(target), "-c", code)
        again = timed(python_of(target), "-c", code)
        loading = subprocess.run(
            [python_of(target), "-c", LOADING], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout.split()
    row("student's environment: install, seconds", f"{seconds:.0f}")
    row("student's environment: size", f"{size / 1e6:.0f} MB")
    row("student's import and first data set, seconds", f"{first:.1f}, then {again:.1f}", f"bare start {start:.2f}")
    row("import of postsoviet.datasets, seconds", loading[0], "at most 0.5")
    row("  the first data set after it, milliseconds", loading[1], f"at most 20; the whole descriptor takes {loading[2]}")
    row("  the slowest of all the others, milliseconds", loading[3], "at most 20")


def bench_quizzes(playwright) -> None:
    """Time marking, exports and the gradebook."""
    chromium = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
    page = chromium.new_page()
    page.goto((SITE / "notebooks" / "09_income_inequality.html").as_uri())
    for label, figure, goal in (*bench_quiz.marking(page), *bench_quiz.exporting(), *bench_quiz.grading()):
        row(label, figure, goal)
    chromium.close()


def main() -> None:
    """Print the whole table."""
    with sync_playwright() as playwright:
        bench_build_and_weight(playwright)
        bench_quizzes(playwright)
    bench_notebooks()
    bench_student()
    # last, for a class of 200 takes its minutes
    for label, figure, goal in bench_grading.rows():
        row(label, figure, goal)


if __name__ == "__main__":
    main()
