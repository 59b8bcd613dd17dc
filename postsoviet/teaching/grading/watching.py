"""What all processes of one submission use together; the system's own limits hold for each process alone."""

from __future__ import annotations

import os
from pathlib import Path

_PROC = Path("/proc")
_PAGE, _TICKS = (os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")) if hasattr(os, "sysconf") else (4096, 100)
#: Bytes of a block in the system's count of what a file takes.
_BLOCK = 512


class Family:
    """A process and everything that it has started.

    Parameters
    ----------
    process : int
        Its number. On a system without ``/proc`` nothing can be seen, and all figures are 0.
    """

    def __init__(self, process: int):
        self._process = process
        self._members: list[int] = []
        self._seconds: dict[int, float] = {}

    def look(self) -> None:
        """Find out who belongs to the family now."""
        self._members, waiting = [], [self._process]
        while waiting:
            member = waiting.pop()
            self._members.append(member)
            waiting += _children(member)

    @property
    def count(self) -> int:
        """Processes and threads."""
        return sum(len(_listed(_PROC / str(one) / "task")) for one in self._members)

    def seconds(self) -> float:
        """Return the processor time of all members, those that have ended among them."""
        for one in self._members:
            if fields := _stat(one):
                self._seconds[one] = (int(fields[11]) + int(fields[12])) / _TICKS
        return sum(self._seconds.values())

    def memory(self, limit: int) -> int:
        """Return the bytes of memory in use.

        Parameters
        ----------
        limit : int
            As long as a quick count, in which shared memory counts more than once, stays below it,
            that count is given.
        """
        nameless = sum(map(_nameless_files, self._members))
        quick = sum(int(fields[21]) * _PAGE for one in self._members if (fields := _stat(one)))
        return quick + nameless if quick + nameless <= limit else sum(map(_proportional, self._members)) + nameless


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""  # it has ended meanwhile


def _listed(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _stat(process: int) -> list[str]:
    """Return the fields of a process from its state on; its name before may hold any sign."""
    return _read(_PROC / str(process) / "stat").rpartition(")")[2].split()


def _children(process: int) -> list[int]:
    tasks = _PROC / str(process) / "task"
    return [int(child) for one in _listed(tasks) for child in _read(tasks / one / "children").split()]


def _proportional(process: int) -> int:
    """Return the memory of a process, with what it shares divided by those who share it."""
    for line in _read(_PROC / str(process) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    fields = _stat(process)
    return int(fields[21]) * _PAGE if fields else 0


def _nameless_files(process: int) -> int:
    """Return the bytes of open files that live in memory and have no name, such as those of `os.memfd_create`."""
    whole = 0
    folder = _PROC / str(process) / "fd"
    for one in _listed(folder):
        try:
            if os.readlink(folder / one).startswith("/memfd:"):
                whole += os.stat(folder / one).st_blocks * _BLOCK
        except OSError:
            continue
    return whole
