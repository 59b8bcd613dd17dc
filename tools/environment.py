"""The project's own Python environment: made from the lock, made again when the lock changes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "requirements.txt"
OLDEST_PYTHON = (3, 11)


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


def _stamp() -> str:
    """What the environment was made from: the lock, the package's own metadata, the interpreter."""
    text = LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + sys.version.encode()
    return hashlib.sha256(text).hexdigest()


def ensure_environment() -> Path:
    """Make the environment where it is missing or stale, and return its interpreter."""
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            f"This is Python {sys.version.split()[0]}; the course needs 3.11 or later, "
            "for example: make site PYTHON=python3.12"
        )
    stamp_file = ENVIRONMENT / "made-from.txt"
    if stamp_file.exists() and stamp_file.read_text() == _stamp():
        return python_of()
    say("1/3  Making the environment in .venv")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    venv.create(ENVIRONMENT, with_pip=True)
    pip = (python_of(), "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    packages = sum(line[:1].isalnum() for line in LOCK.read_text(encoding="utf-8").splitlines())
    say(f"2/3  Installing the {packages} packages of the lock (one to three minutes)")
    run(*pip, "--require-hashes", "-r", LOCK)
    say("3/3  Installing the course's own library")
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ".")
    stamp_file.write_text(_stamp())
    return python_of()
