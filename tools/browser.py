"""Find a Chromium for the tests of what a reader sees."""

from __future__ import annotations

import os
import shutil
import subprocess

#: The shell first: the same engine without tool bars, which a test would open and close with every page.
NAMES = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
)  # fmt: skip

#: Headless, and silent: no first-run pages, no look-ups of its own.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_browser() -> str | None:
    """Return the path of a Chromium or Chrome: ``$CHROMIUM`` first, then the usual names."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if os.path.exists(named) else None
    return next((path for path in map(shutil.which, NAMES) if path), None)


def ensure_browser() -> str:
    """Return a browser; install Debian's where that is allowed, else say what to do.

    Raises
    ------
    SystemExit
        With one sentence, where there is no browser and none may be installed.
    """
    path = find_browser()
    if path:
        return path
    may_install = shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0
    if may_install:
        print("Installing Debian's Chromium for the browser tests", flush=True)
        quiet = {"check": True, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium-headless-shell"], **quiet)
        path = find_browser()
        if path:
            return path
    raise SystemExit(
        "The browser tests need Chromium or Chrome: install one (Debian: apt-get install chromium-headless-shell), "
        "or set CHROMIUM to the path of its program."
    )
