"""Files of answers: many answers share a paragraph, so each paragraph is written once."""

from __future__ import annotations

import json
from typing import Any


class Shared:
    """Pieces of markup, each kept once."""

    def __init__(self) -> None:
        self._parts: dict[str, int] = {}

    def places(self, parts: list[str]) -> list[int]:
        """Return an answer as the places of its pieces."""
        return [self._parts.setdefault(part, len(self._parts)) for part in parts]

    def script(self, function: str, answers: Any) -> str:
        """Return the file: a call, so that a page opened from a folder can load it too."""
        both = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in ([*self._parts], answers))
        return f"{function}({','.join(both)});\n"
