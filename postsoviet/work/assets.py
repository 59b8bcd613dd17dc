"""The script that saves and loads a student's work: the site and a live kernel each add their own end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from postsoviet.quiz import assets

_HERE = Path(__file__).parent


def script(*ends: Path, given: dict[str, Any] | None = None) -> str:
    """Join storage, files and merging with what shows them.

    Parameters
    ----------
    ends : Path
        The source files that use the others.
    given : dict, optional
        What it finds as ``given``.
    """
    return assets.bundle([*assets.shared(), *sorted((_HERE / "script").glob("*.js")), *ends], given)
