"""Gather what a release hands out in ``_build/release``: the same bytes for the same commit, with their checksums.

``make release`` builds everything first and then runs this. A part that is missing ends it in one sentence, and nothing
is left in the folder: half a release is none.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path

from environment import ROOT, say

from postsoviet.quiz.formats import FORMATS
from postsoviet.zipped import zipped

BUILD = ROOT / "_build"
SUMS = "SHA256SUMS"
#: Half past midnight of 2 February 2020, as hatchling has it; said here so that a setting of the machine does not count.
EPOCH = "1580601600"


class Missing(Exception):
    """A part of the release is not there; the message is a sentence."""


def version_problem(tag: str, root: Path = ROOT) -> str:
    """Say why a tag does not name the version of this commit; nothing where it does, or where there is no tag."""
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    if tag and tag != f"v{version}":
        return f"The tag {tag} is not v{version}, the version in pyproject.toml; correct one of them and tag again."
    # the last key of its kind in the file is the course's own
    lines = (root / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    cited = [line.partition(":")[2].strip(" \"'") for line in lines if line.startswith("version:")]
    if cited and cited[-1] != version:
        return f"CITATION.cff names the version {cited[-1]}, and pyproject.toml {version}; correct one of them."
    return ""


def course_zip(build: Path) -> dict[str, bytes]:
    """Return the course as a folder for a stick, which the build of the site makes."""
    return _one(build / "html", "*.zip", "the zip of the course; run 'make site'")


def data_package(build: Path) -> dict[str, bytes]:
    """Return the data package, which the build of the site makes."""
    return _one(build / "html" / "data", "*.zip", "the data package; run 'make site'")


def papers(build: Path) -> dict[str, bytes]:
    """Return the book as a PDF, and a zip of one PDF a unit."""
    book = _one(build / "pdf", "*.pdf", "the PDF of the book; run 'make pdf'")
    units = {path.name: path.read_bytes() for path in sorted((build / "pdf" / "units").glob("*.pdf"))}
    if not units:
        raise Missing("_build/pdf/units has no PDF of a unit; run 'make pdf'.")
    return book | {"units-pdf.zip": zipped(units)}


def quizzes(_build: Path) -> dict[str, bytes]:
    """Return a zip of every unit's quiz for each format."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        for one in FORMATS:
            folder = Path(name) / one
            say(f"Writing the quizzes for {one}")
            _run(sys.executable, "-m", "postsoviet", "quiz", "export", "--to", one, "--out", str(folder))
            files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
            found[f"quizzes-{one}.zip"] = zipped(files)
    return found


def wheel(_build: Path) -> dict[str, bytes]:
    """Return the library as a wheel, with its data and quizzes."""
    with tempfile.TemporaryDirectory() as name:
        command = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", name)
        _run(*command, env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH})
        return _one(Path(name), "*.whl", "a wheel; see what hatchling said")


#: The parts of a release, the quick ones first, so that what is missing is told at once.
PARTS: tuple[Callable[[Path], dict[str, bytes]], ...] = (course_zip, data_package, papers, wheel, quizzes)


def gather(build: Path = BUILD, parts: tuple[Callable[[Path], dict[str, bytes]], ...] = PARTS) -> Path:
    """Write every part and the checksums, and return the folder.

    Raises
    ------
    Missing
        In one sentence; an old release is then gone, and no part of a new one is there.
    """
    target = build / "release"
    shutil.rmtree(target, ignore_errors=True)
    files: dict[str, bytes] = {}
    for part in parts:
        files |= part(build)
    target.mkdir(parents=True)
    for name, content in sorted(files.items()):
        (target / name).write_bytes(content)
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    (target / SUMS).write_text(sums, encoding="utf-8", newline="\n")
    return target


def _one(folder: Path, pattern: str, what: str) -> dict[str, bytes]:
    found = sorted(folder.glob(pattern))
    shown = folder.relative_to(ROOT).as_posix() if folder.is_relative_to(ROOT) else folder.name
    if len(found) != 1:
        raise Missing(f"{shown} has {len(found) or 'no'} files {pattern} where a release needs {what}.")
    return {found[0].name: found[0].read_bytes()}


def _run(*command: str, **options) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, **options)
    if done.returncode:
        raise Missing(f"'{' '.join(command[1:4])}' failed: {(done.stderr or done.stdout).strip().splitlines()[-1]}")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; 2 says that there is no release."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tag", nargs="?", default="", help="the tag of the release, as v1.2.3: it must be that of pyproject.toml")
    parser.add_argument("--check", action="store_true", help="only compare the tag with the version, before anything is built")
    options = parser.parse_args(arguments)
    if problem := version_problem(options.tag):
        print(problem, file=sys.stderr)
        return 2
    if options.check:
        return 0
    try:
        folder = gather()
    except Missing as error:
        print(error, file=sys.stderr)
        return 2
    for path in sorted(folder.iterdir()):
        say(f"{path.stat().st_size / 1e6:8.2f} MB  {path.name}")
    say(f"The release is in {folder.relative_to(ROOT)}. To compare: sha256sum --check {SUMS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
