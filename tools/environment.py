"""The project's own Python environments: made from their locks, made again when a lock changes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
    text = b"".join((root / name).read_bytes() for name in (*locks, "pyproject.toml")) + sys.version.encode()
    return hashlib.sha256(text).hexdigest()


def _install(pip: tuple[str | Path, ...], lock: str, step: str) -> None:
    """Install the packages of a lock, and count them on a terminal."""
    packages = sum(line[:1].isalnum() for line in (ROOT / lock).read_text(encoding="utf-8").splitlines())
    say(f"{step}  Installing the packages of {lock}, at most {packages} (one to three minutes)")
    command = [str(part) for part in (*pip, "--progress-bar", "off", "--require-hashes", "-r", lock)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        found = 0
        for line in process.stdout:
            found += line.startswith(("Collecting ", "Requirement already satisfied"))
            if sys.stdout.isatty():
                moving = "putting them in place" if line.startswith("Installing collected") else f"{found} found"
                print(f"\r     {moving:<24}", end="", flush=True)
    if sys.stdout.isatty():
        say("\r" + " " * 29 + "\r")
    if process.returncode:
        sys.exit(process.returncode)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one process at a time make an environment: tests run in several. The lock ends with its process."""
    with folder.with_name(f"{folder.name}.lock").open("w") as file:
        if os.name == "nt":
            import msvcrt

            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:
                    say("     Waiting for another program that makes this environment")
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


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


def _environment(name: str, locks: tuple[str, ...]) -> Path:
    folder = ROOT / name
    python, stamp_file = python_of(folder), folder / STAMP
    if stamp_file.exists() and stamp_file.read_text() == stamp(locks):
        return python
    steps = len(locks) + 2
    say(f"1/{steps}  Making the environment in {name}")
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install")
    for number, lock in enumerate(locks, 2):
        _install(pip, lock, f"{number}/{steps}")
    say(f"{steps}/{steps}  Installing the course's own library")
    run(*pip, "--quiet", "--no-deps", "--no-build-isolation", "--editable", ".")
    stamp_file.write_text(stamp(locks))
    return python
