"""The one script and the one style sheet of every quiz: the site copies them, a live kernel sends them along."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_COMMENT = re.compile(r"^\s*//.*\n", re.M)
_INDENT = re.compile(r"^\s+", re.M)


@cache
def script() -> str:
    """Join the source files into one script; they stand in the order of their numbers."""
    return bundle(sorted((_HERE / "script").glob("*.js")))


def bundle(files: Iterable[Path], given: dict[str, Any] | None = None) -> str:
    """Join source files into one script with one scope, without what only their authors need.

    Parameters
    ----------
    files : iterable of Path
        In the order in which they build on each other.
    given : dict, optional
        Data that they find under the name ``given``.
    """
    source = "\n".join(file.read_text(encoding="utf-8") for file in files)
    data = "" if given is None else f"const given = {json.dumps(given, ensure_ascii=False)};\n"
    return f'(() => {{\n"use strict";\n{data}{lean(source)}\n}})();\n'


def lean(source: str) -> str:
    """Take out of a script what only its authors need: lines of comment, and the room before a line.

    No text in it may go over several lines.
    """
    return _INDENT.sub("", _COMMENT.sub("", source)).rstrip()


def shared() -> list[Path]:
    """Return the source files that know of storage and files, and nothing of forms."""
    return [_HERE / "script" / name for name in ("5-storage.js", "6-result.js")]


def reading() -> Path:
    """Return the source file that reads what was typed."""
    return _HERE / "script" / "1-reading.js"


@cache
def style() -> str:
    """Return the style sheet."""
    return (_HERE / "quiz.css").read_text(encoding="utf-8")
