"""The one script and the one style sheet of every quiz: the site copies them, a live kernel sends them along."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_COMMENT = re.compile(r"^\s*//.*\n", re.M)
_INDENT = re.compile(r"^\s+", re.M)


@cache
def script() -> str:
    """Join the source files into one script, without what only its authors need.

    The files have one scope, and stand in the order of their numbers.
    """
    source = "\n".join(file.read_text(encoding="utf-8") for file in sorted((_HERE / "script").glob("*.js")))
    return f'(() => {{\n"use strict";\n{_INDENT.sub("", _COMMENT.sub("", source)).rstrip()}\n}})();\n'


@cache
def style() -> str:
    """Return the style sheet."""
    return (_HERE / "quiz.css").read_text(encoding="utf-8")
