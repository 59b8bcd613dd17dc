"""Mark one page of each kind with Lighthouse, in the local Chromium; a mark under its goal fails.

Lighthouse comes from npm, by the lock in ``tools/lighthouse/``, into a folder that git does not see. A mark for
performance depends on what else the machine does: where it is under its goal, the page is marked twice more, and the
median counts, as its makers advise.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from browser import FLAGS, find_browser
from environment import ROOT, say
from locked import alone
from server import site_server

SITE = ROOT / "_build" / "html"
RECIPE = ROOT / "tools" / "lighthouse"
FOLDER = ROOT / ".lighthouse"
#: What Lighthouse marks, and the least of a hundred that this course accepts.
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
PAGES = {
    "home": "index.html",
    "a unit with charts": "notebooks/09_income_inequality.html",
    "a synthesis": "notebooks/20_measuring_inequality.html",
    "a bare page": "book/students.html",
    "a data page": "book/data/unit-09.html",
    "a register": "book/data/findings.html",
    "search": "search.html?q=inequality",
    "my work": "book/my-work.html",
    "glossary": "book/glossary.html",
    "instructors": "book/instructors.html",
    "page not found": "404.html",
}
#: Seconds for one look at a page; a busy machine takes its time.
PATIENCE = 300


@dataclass(frozen=True)
class Marks:
    """The marks of a page, of a hundred, and what took points away."""

    of: dict[str, int]
    faults: list[str]

    @property
    def short(self) -> list[str]:
        """The names of the marks that are under their goals."""
        return [name for name, goal in GOALS.items() if self.of[name] < goal]


def ensure_lighthouse() -> Path:
    """Install Lighthouse by its lock where it is missing or another is pinned, and return its program."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("Lighthouse needs Node.js with npm: install Node.js 20 or later (Debian: apt-get install nodejs npm).")
    lock = "package-lock.json"
    program = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
    with alone(FOLDER):
        if program.exists() and (FOLDER / lock).read_bytes() == (RECIPE / lock).read_bytes():
            return program
        say("Installing Lighthouse (about a minute)")
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir()
        for name in ("package.json", lock, ".npmrc"):
            shutil.copy(RECIPE / name, FOLDER)
        # the browser that comes with puppeteer is not wanted: the one of the tests is used
        quiet = os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}
        done = subprocess.run([npm, "ci", "--silent", "--no-audit", "--no-fund"], cwd=FOLDER, env=quiet)
        if done.returncode:
            # what is half there must not look like the whole next time
            shutil.rmtree(FOLDER)
            sys.exit("Lighthouse could not be installed: npm says why above; the lock is tools/lighthouse/package-lock.json.")
    return program


def once(program: Path, address: str) -> dict:
    """Let Lighthouse look at a page, and return its report."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        flags = " ".join(["--headless=new", *FLAGS])
        done = subprocess.run(
            [shutil.which("node"), program, address, "--quiet", "--output=json", f"--output-path={report}",
             f"--only-categories={','.join(GOALS)}", f"--chrome-flags={flags}"],
            env=os.environ | {"CHROME_PATH": find_browser() or ""}, capture_output=True, text=True, timeout=PATIENCE,
        )  # fmt: skip
        if done.returncode or not report.exists():
            sys.exit(f"Lighthouse could not look at {address}: {done.stderr.strip()[-400:]}")
        return json.loads(report.read_text(encoding="utf-8"))


def faults(report: dict) -> list[str]:
    """Return what took points away from the marks that are under their goals."""
    found = []
    for name, goal in GOALS.items():
        category = report["categories"][name]
        if round(100 * category["score"]) >= goal:
            continue
        for part in category["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                found.append(f"{name}: {audit['title']} ({part['id']}) {audit.get('displayValue', '')}".rstrip())
    return found


def marks(program: Path, address: str) -> Marks:
    """Mark a page; three times where the first mark for performance is under its goal."""
    reports = [once(program, address)]

    def all_of(name: str) -> list[int]:
        return [round(100 * report["categories"][name]["score"]) for report in reports]

    if all_of("performance")[0] < GOALS["performance"]:
        reports += [once(program, address) for _ in range(2)]
    of = {name: round(statistics.median(all_of(name))) for name in GOALS}
    return Marks(of, faults(reports[-1]))


def rows(site: Path = SITE, kinds: Iterable[str] = tuple(PAGES)) -> Iterator[tuple[str, Marks]]:
    """Mark a page of each kind of a built site."""
    program = ensure_lighthouse()
    server = site_server(site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for kind in kinds:
            yield kind, marks(program, f"http://127.0.0.1:{server.server_port}/{PAGES[kind]}")
    finally:
        server.shutdown()
        server.server_close()


def main() -> int:
    """Print the table, and what is short of its goal."""
    if not (SITE / "index.html").is_file():
        sys.exit("The site is not built: run make site first.")
    say(f"{'of 100':<20}" + "".join(f"{name:>16}" for name in GOALS))
    short = []
    for kind, found in rows():
        say(f"{kind:<20}" + "".join(f"{found.of[name]:>16}" for name in GOALS))
        if found.short:
            short.append((kind, found))
    say(f"{'goal, at least':<20}" + "".join(f"{goal:>16}" for goal in GOALS.values()))
    for kind, found in short:
        say(f"{kind} ({PAGES[kind]}): {', '.join(found.short)} too low")
        for fault in found.faults:
            say(f"  {fault}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
