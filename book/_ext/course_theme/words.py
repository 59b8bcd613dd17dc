"""The words of the interface, from the same table that the library uses."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml


@cache
def table(root: Path, language: str = "en") -> dict:
    """Return the word table of a language as nested dictionaries.

    The file is read directly, so that the theme builds pages where the library is not installed.
    """
    return yaml.safe_load((root / f"postsoviet/words/{language}.yml").read_text("utf-8"))
