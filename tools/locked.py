"""One process at a time in a folder that several may want to make: tests run in several."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one process, and one thread of it, make a folder. The lock ends with its process."""
    with folder.with_name(f"{folder.name}.lock").open("w") as file:
        if os.name == "nt":
            import msvcrt

            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:
                    print("     Waiting for another program that makes this environment", flush=True)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
