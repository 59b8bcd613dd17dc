"""What each test function took when it was last recorded: long files begin first, and a quick check leaves long tests out.

``python tools/tasks.py test --record-seconds`` writes the record again; a test that is not in it counts as quick.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

RECORD = Path(__file__).with_name("seconds.json")
#: Seconds from which a test function, all its cases together, is left out of a quick check.
SLOW = 0.3
#: What asks for one of these needs a browser, a kernel or a server, or a site that was built.
NEEDS = {
    "browser": {"browser"},
    "kernel": {"kernel", "student_python", "programs"},
    "built": {"site"},
    # a fixture of a whole file counts to whichever test comes first, so its seconds name no function
    "sandbox": {"graded"},
}
MEANINGS = {
    "browser": "needs a browser",
    "kernel": "needs a kernel or a server of notebooks",
    "built": "needs a built site",
    "sandbox": "needs a class that was graded in the sandbox",
    "slow": "takes long, as recorded in tests/seconds.json",
}
#: A shorter time is no news.
LEAST = 0.2


def function_of(nodeid: str) -> str:
    """Return the test function of a case; all cells of a notebook are one."""
    file, _, name = nodeid.partition("::")
    return file if file.endswith(".ipynb") else f"{file}::{name.partition('[')[0]}"


def seconds() -> dict[str, float]:
    """Return the recorded seconds of each test function."""
    return json.loads(RECORD.read_text(encoding="utf-8"))


def mark(items: list[pytest.Item]) -> None:
    """Mark what needs more than Python, and what is slow."""
    recorded = seconds()
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        for name, fixtures in NEEDS.items():
            if asked & fixtures:
                item.add_marker(name)
        if recorded.get(function_of(item.nodeid), 0) >= SLOW:
            item.add_marker("slow")


def longest_first(items: list[pytest.Item]) -> None:
    """Put the files that take longest first, so that no worker is left with a long one at the end."""
    files: Counter[str] = Counter()
    for function, taken in seconds().items():
        files[function.partition("::")[0]] += taken
    items.sort(key=lambda item: -files[item.nodeid.partition("::")[0]])


class Recorder:
    """Adds up what each test function takes, its fixtures included."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add a part of a case."""
        self.taken[function_of(report.nodeid)] += report.duration

    def pytest_sessionfinish(self) -> None:
        """Write the record, sorted."""
        kept = {name: round(taken, 1) for name, taken in sorted(self.taken.items()) if taken >= LEAST}
        RECORD.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8", newline="\n")
