"""Measure the site and the notebooks; print figures, fail nothing.

Times are given beside something measured in the same run, for machines differ and are shared: the
site's build beside a stock Jupyter Book build of the same notebooks, a notebook beside an empty one.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import bench_grading
import bench_pages
import bench_quiz
import nbformat
from browser import FLAGS, find_browser
from environment import ROOT, python_of, say
from playwright.sync_api import sync_playwright

SITE = ROOT / "_build" / "html"


def timed(*command: object, cwd: Path = ROOT) -> float:
    """Run a command silently and return its seconds."""
    start = time.monotonic()
    subprocess.run([str(part) for part in command], cwd=cwd, check=True, capture_output=True)
    return time.monotonic() - start


def row(name: str, value: str, aim: str = "") -> None:
    """Print one line of the table."""
    say(f"{name:<58}{value:>22}   {aim}")


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


def bench_site() -> None:
    """Set each figure of the site beside that of a stock book of the same pages, built and measured in this run."""
    say(f"{'the site':<48}{'here':>22}{'a stock book':>26}   goal")
    for label, here, stock, goal in bench_pages.rows():
        say(f"{label:<48}{here:>22}{stock:>26}   {goal}")


def bench_tests() -> None:
    """Say how long the tests took when they were last recorded: nothing is run for it."""
    recorded = json.loads((ROOT / "tests" / "seconds.json").read_text(encoding="utf-8"))
    row("all tests as recorded, minutes of one worker", f"{sum(recorded.values()) / 60:.0f}", "at most 30, which two share")


def main() -> None:
    """Print the whole table."""
    bench_site()
    with sync_playwright() as playwright:
        bench_quizzes(playwright)
    bench_tests()
    bench_notebooks()
    bench_student()
    # last, for a class of 200 takes its minutes
    for label, figure, goal in bench_grading.rows():
        row(label, figure, goal)


if __name__ == "__main__":
    main()
