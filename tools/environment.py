"""The project's own Python environments: made from their locks, made again when a lock changes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from installer import install
from locked import alone

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
#: What each environment is made from, lock after lock. JupyterLab stays out of the site's: see the notes on the
#: stack in pyproject.toml. A student's is made as Binder makes it: the kernel first, JupyterLab beside it.
KINDS = {
    "site": (".venv", ("requirements.txt",)),
    "lab": (".venv-lab", ("binder/requirements.txt", "requirements-lab.txt")),
    "hub": (".venv-hub", ("deploy/jupyterhub/requirements.txt",)),
}
OLDEST_PYTHON = (3, 11)
#: In an environment: what it was made from.
STAMP = "made-from.txt"


def python_of(folder: Path = ENVIRONMENT) -> Path:
    """Return the interpreter of an environment, on Windows as elsewhere."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def say(text: str) -> None:
    """Print a step at once, so that long work is seen to move."""
    print(text, flush=True)


def run(*command: str | Path, **options) -> None:
    """Run a command from the root of the project; a failure ends the task with its exit code."""
    result = subprocess.run([str(part) for part in command], cwd=ROOT, **options)
    if result.returncode:
        sys.exit(result.returncode)


def stamp(locks: tuple[str, ...], root: Path = ROOT) -> str:
    """Tell what an environment is made from: the locks, the package's own metadata, the interpreter."""
    text = b"".join((root / name).read_bytes() for name in (*locks, "pyproject.toml", "tools/installer.py")) + sys.version.encode()
    return hashlib.sha256(text).hexdigest()


def ensure_environment(kind: str = "site") -> Path:
    """Make an environment where it is missing or stale, and return its interpreter.

    Parameters
    ----------
    kind : str
        ``site`` builds and tests, ``lab`` is a student's JupyterLab, ``hub`` serves a class.
    """
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            f"This is Python {sys.version.split()[0]}; the course needs 3.11 or later, "
            "for example: make site PYTHON=python3.12"
        )
    name, locks = KINDS[kind]
    with alone(ROOT / name):
        return _environment(name, locks)


def ensure_environments(*kinds: str) -> None:
    """Make several environments at the same time; they share what uv fetched."""
    with ThreadPoolExecutor(len(kinds)) as pool:
        for made in [pool.submit(ensure_environment, kind) for kind in kinds]:
            made.result()


def _environment(name: str, locks: tuple[str, ...]) -> Path:
    folder = ROOT / name
    python, stamp_file = python_of(folder), folder / STAMP
    if stamp_file.exists() and stamp_file.read_text() == stamp(locks):
        return python
    say(f"Making the environment in {name} (half a minute to three, as fast as its packages come)")
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    start = time.monotonic()
    for lock in locks:
        install(python, lock)
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install")
    run(*pip, "--quiet", "--no-deps", "--no-build-isolation", "--editable", ".")
    stamp_file.write_text(stamp(locks))
    say(f"Made {name}; installing took {time.monotonic() - start:.0f} s")
    return python
