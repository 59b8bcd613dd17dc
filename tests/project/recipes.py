"""The pages for maintainers as recipes: their commands, followed in a copy of the repository."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "book" / "maintainers"
_NOT_COPIED = shutil.ignore_patterns(".git", "_build", ".venv*", "node_modules", "__pycache__", ".hypothesis", ".*_cache")


def commands(page: str) -> list[list[str]]:
    """Return the commands of a page, in order: the lines of its fences that are marked as of a shell."""
    text = (PAGES / page).read_text(encoding="utf-8")
    fences = re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)
    return [shlex.split(line) for fence in fences for line in fence.splitlines()]


def names_in_first_column(page: str) -> list[str]:
    """Return what stands in marks in the first column of the tables of a page."""
    return re.findall(r"^\| `([^`]+)` \|", (PAGES / page).read_text(encoding="utf-8"), re.M)


@dataclass
class Copy:
    """A copy of the repository in which commands run as its own."""

    root: Path

    @classmethod
    def make(cls, folder: Path) -> Copy:
        """Copy what git would, without what was built."""
        return cls(Path(shutil.copytree(ROOT, folder / "course", ignore=_NOT_COPIED)))

    def run(self, words: list[str]) -> subprocess.CompletedProcess:
        """Run a command of a page with this Python, on the copy's own library."""
        assert words[0] == "python", f"the pages begin their commands with python, and not with {words[0]}"
        # the copy is a course of its own: neither the edition of the tests nor the source texts are meant
        environment = {name: value for name, value in os.environ.items() if not name.startswith("COURSE_")}
        environment["PYTHONPATH"] = str(self.root)
        return subprocess.run([sys.executable, *words[1:]], cwd=self.root, env=environment, capture_output=True, text=True)

    def files(self) -> dict[str, bytes]:
        """Return every file, so that two moments can be compared."""
        found = (path for path in self.root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}
