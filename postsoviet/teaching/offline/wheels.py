"""Fetch the packages of a lock for machines like this one; the one thing here that needs a network."""

from __future__ import annotations

import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from postsoviet import progress
from postsoviet.errors import CourseError

FOLDER = "wheels"
#: Says for which machines the wheels are; ``start.py`` compares.
MADE_FOR = "made-for.txt"


def this_machine() -> str:
    """Name what wheels depend on, as ``start.py`` does: version of Python, system, processor."""
    return f"{sys.version_info.major}.{sys.version_info.minor} {sys.platform} {platform.machine()}"


def fetched_wheels(lock: Path) -> dict[str, bytes]:
    """Fetch the packages, hold them against the hashes of the lock, and return them.

    Parameters
    ----------
    lock : Path
        A file of requirements with hashes.

    Returns
    -------
    dict
        Paths inside the zip to contents.

    Raises
    ------
    CourseError
        If a package cannot be fetched; the sentence has the words of pip.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--progress-bar", "off",
            "--only-binary=:all:", "--require-hashes", "--requirement", str(lock), "--dest", folder,
        ]  # fmt: skip
        all_ = sum(line[:1].isalnum() for line in lock.read_text("utf-8").splitlines())
        with tempfile.TemporaryFile("w+") as complaints:
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, text=True) as process:
                found = 0
                for line in process.stdout:
                    if line.startswith("Collecting "):
                        found += 1
                        progress.bar(min(found, all_ - 1), all_)
            if process.returncode:
                complaints.seek(0)
                errors = [line.removeprefix("ERROR: ").strip() for line in complaints if line.startswith("ERROR")]
                raise CourseError(
                    f"The packages could not be fetched ({errors[-1] if errors else 'pip did not say why'});"
                    " --wheels needs a network. Try again, or leave --wheels out."
                )
        progress.bar(all_, all_)
        files = {f"{FOLDER}/{path.name}": path.read_bytes() for path in Path(folder).iterdir()}
    return {**files, f"{FOLDER}/{MADE_FOR}": f"{this_machine()}\n".encode()}
