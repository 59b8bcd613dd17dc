"""The tasks of the project: ``python tools/tasks.py site``. ``make`` calls the same ones.

Only the standard library is used here, for this file runs before anything is installed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from browser import ensure_browser
from bubblewrap import ensure_bubblewrap
from environment import ROOT, ensure_environment, ensure_environments, run, say
from server import site_server

SITE = ROOT / "_build" / "html"
#: A file stays whole, for a notebook is one; they come longest first, as tests/recorded.py sorts them.
WORKERS = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
#: Jupyter Book has no module to run with -m, and its program has another name on Windows.
JUPYTER_BOOK = "from jupyter_book.cli.main import main; main()"


def site() -> None:
    """Build the site, warnings as errors, and print where it is."""
    python = ensure_environment()
    # a slip in edition.yml is told before anything is removed
    run(python, "-m", "postsoviet", "edition")
    start = time.monotonic()
    # Always from nothing: Sphinx copies static files once, and a page without a source must go.
    shutil.rmtree(ROOT / "_build", ignore_errors=True)
    say("Building the site")
    run(python, "-c", JUPYTER_BOOK, "build", ".", "--warningiserror", "--keep-going", "--quiet")
    pages = sum(1 for _ in SITE.rglob("*.html"))
    say(f"Built {pages} pages in {time.monotonic() - start:.0f} s. Open {SITE / 'index.html'}")


def test(arguments: list[str]) -> None:
    """Run everything that CI runs: build the site, then every test and every notebook."""
    python = ensure_environment()
    os.environ["CHROMIUM"] = ensure_browser()
    ensure_bubblewrap()
    # the tests are about the whole course, also in a fork that teaches a part of it
    os.environ["COURSE_EDITION"] = str(ROOT / "tests" / "whole_course.yml")
    with ThreadPoolExecutor(1) as beside:
        # not in the tests, whose two workers would make them at the same time; a build leaves a core free
        made = beside.submit(ensure_environments, "lab", "hub")
        site()
        made.result()
    say("Testing: the data, the library, the site in a browser, JupyterLab, a hub, and every notebook")
    # an option alone is about the whole run; a file is about itself
    what = [] if any(not one.startswith("-") for one in arguments) else ["tests", "notebooks"]
    run(python, "-m", "pytest", "--nbval", "--nbval-current-env", *WORKERS, *arguments, *what)


def check(arguments: list[str]) -> None:
    """Run what needs no browser, no kernel and no built site, and is quick: for after every change."""
    python = ensure_environment()
    os.environ["COURSE_EDITION"] = str(ROOT / "tests" / "whole_course.yml")
    left_out = "not (browser or kernel or built or sandbox or slow)"
    run(python, "-m", "pytest", "--quiet", *WORKERS, "-m", left_out, *(arguments or ["tests"]))


def lighthouse() -> None:
    """Mark a page of each kind with Lighthouse (needs npm); a mark under its goal fails."""
    os.environ["CHROMIUM"] = ensure_browser()
    if not (SITE / "index.html").exists():
        site()
    run(ensure_environment(), "tools/lighthouse_marks.py")


def lab(arguments: list[str]) -> None:
    """Open a unit in JupyterLab, on this machine only."""
    python = ensure_environment("lab")
    try:
        run(python, "-m", "postsoviet", "lab", *arguments)
    except KeyboardInterrupt:
        say("")


def notebooks(arguments: list[str]) -> None:
    """Run every notebook, in place, and write the units for JupyterLab; a second run changes no byte."""
    run(ensure_environment(), "tools/notebooks.py", *arguments)
    run(ensure_environment(), "tools/units.py", *(["--check"] if "--check" in arguments else []))


def pictures() -> None:
    """Draw the charts that quiz questions name, as pictures; a second run changes no byte."""
    run(ensure_environment(), "tools/pictures.py")


def serve() -> None:
    """Serve the built site on this machine only."""
    if not (SITE / "index.html").exists():
        site()
    port = int(os.environ.get("PORT", "8000"))
    with site_server(SITE, port) as server:
        say(f"The site is at http://127.0.0.1:{port} (end with Ctrl+C)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("")


def lock() -> None:
    """Pin every dependency, with hashes, from pyproject.toml."""
    run(ensure_environment(), "tools/lock.py")


def vendor(arguments: list[str]) -> None:
    """Fetch the third-party scripts and fonts again, with their checksums (needs npm)."""
    run(ensure_environment(), "tools/vendor.py", *arguments)


def bench() -> None:
    """Measure size and speed; nothing fails, figures are printed."""
    site()
    run(ensure_environment(), "tools/bench.py")


def links(arguments: list[str]) -> None:
    """List the addresses outside the site, or ask each (list or check)."""
    run(ensure_environment(), "tools/links.py", *(arguments or ["list"]))


def newest(arguments: list[str]) -> None:
    """Build and test a clean copy with the newest versions, and report what would break."""
    run(sys.executable, "tools/newest.py", *arguments)


def release_check(arguments: list[str]) -> None:
    """Compare a tag with the version, before anything is built."""
    run(ensure_environment(), "tools/release.py", "--check", *arguments)


def release(arguments: list[str]) -> None:
    """Build what a release hands out, with checksums (v1.2.3 compares the tag)."""
    python = ensure_environment()
    release_check(arguments)
    site()
    pdf([])
    run(python, "tools/release.py", *arguments)


def pdf(arguments: list[str]) -> None:
    """Make the PDFs from the site, which is built first where it is missing or old; 09 makes that unit alone."""
    python = ensure_environment()
    os.environ["CHROMIUM"] = ensure_browser()
    if is_stale(SITE / "index.html"):
        site()
    run(python, "tools/pdf.py", *arguments)


def is_stale(built: Path) -> bool:
    """Tell whether something that the site is made from is newer than the site."""
    if not built.exists():
        return True
    folders = [ROOT / name for name in ("book", "data", "notebooks", "postsoviet")]
    sources = [ROOT / name for name in ("_config.yml", "_toc.yml", "edition.yml", "index.md", "pyproject.toml")]
    sources += [path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts]
    return any(path.stat().st_mtime > built.stat().st_mtime for path in sources if path.is_file())


def visual(arguments: list[str]) -> None:
    """Compare the look of the site with the reference pictures; --accept renews them."""
    python = ensure_environment()
    ensure_browser()
    site()
    run(python, "tools/visual.py", *arguments)


def clean() -> None:
    """Remove what was built; the environment stays."""
    shutil.rmtree(ROOT / "_build", ignore_errors=True)


TASKS = {
    "site": site, "test": test, "check": check, "lighthouse": lighthouse, "lab": lab, "notebooks": notebooks,
    "pictures": pictures, "serve": serve, "lock": lock,
    "vendor": vendor, "bench": bench, "clean": clean, "links": links, "newest": newest, "release": release,
    "release-check": release_check, "pdf": pdf, "visual": visual,
}  # fmt: skip
TAKES_ARGUMENTS = (test, check, lab, notebooks, vendor, links, newest, release, release_check, pdf, visual)


def _call(name: str, arguments: list[str]) -> None:
    task = TASKS[name]
    if task in TAKES_ARGUMENTS:
        task(arguments)
    elif arguments:
        sys.exit(f"'{name}' takes no arguments.")
    else:
        task()


def main() -> None:
    """Run one task."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], add_help=True)
    told = "; ".join(f"{name}: {task.__doc__.splitlines()[0]}" for name, task in TASKS.items())
    parser.add_argument("task", choices=TASKS, help=told)
    parser.add_argument("arguments", nargs="*", help="passed on to: test, check, lab, notebooks, vendor, links, newest, release, pdf, visual")
    options, rest = parser.parse_known_args()
    _call(options.task, options.arguments + rest)


if __name__ == "__main__":
    main()
