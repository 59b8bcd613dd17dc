"""The service worker: its program is ``worker.js``, and this writes what it must know of a build before it."""

from __future__ import annotations

import json
from pathlib import Path

from course_offline.built import Built

WORKER = "course-worker.js"
#: The page that a reader sees in place of one that is not kept.
OFFLINE = "book/offline.html"
#: Kept from the first visit on.
START = ("index.html", OFFLINE)
_PROGRAM = Path(__file__).parent / "worker.js"


def write(built: Built) -> None:
    """Write the worker of a build; the same files give the same bytes."""
    (built.site / WORKER).write_text(script(built), "utf-8")


def script(built: Built) -> str:
    """Return the worker of a build."""
    names = list(built.files)
    place = {name: at for at, name in enumerate(names)}
    core = {name for page in START if page in built.files for name in (page, *built.needs[page])}
    core |= {name for name in built.files if name.endswith(".webmanifest") or "course-icon-" in name}
    told = {
        "version": built.version,
        "files": {name: list(about) for name, about in built.files.items()},
        # by number, for a name stands in the needs of many pages
        "needs": {page: sorted({place[name] for name in (*needs, *built.search)}) for page, needs in built.needs.items()},
        "core": sorted(core),
        "offline": OFFLINE,
    }
    return f"const COURSE = {json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n{_PROGRAM.read_text('utf-8')}"
