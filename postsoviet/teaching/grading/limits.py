"""What one submission may use before it is stopped."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from postsoviet.errors import CourseError

#: Less than this and Python with numpy and pandas may not start; more is a slip of the keyboard.
LEAST_SECONDS, MOST_SECONDS = 5, 24 * 3600
LEAST_MEGABYTES, MOST_MEGABYTES = 300, 1_000_000
#: Address space beyond the memory limit: libraries reserve far more than they use.
_RESERVED = 1_500_000_000


@dataclass(frozen=True)
class Limits:
    """The limits of one submission.

    Parameters
    ----------
    seconds : int
        Of the clock, and as many of the processor, for all its processes together.
    megabytes : int
        Memory of all its processes together, in 10^6 bytes.
    output_bytes : int
        What it may print.
    disk_megabytes : int
        What it may keep in files; they are gone when it ends.
    processes : int
        Processes and threads at one time.
    answer_bytes : int
        What it may send back as answers.

    Raises
    ------
    CourseError
        If a limit is out of range.
    """

    seconds: int = 60
    megabytes: int = 1_000
    output_bytes: int = 20_000_000
    disk_megabytes: int = 100
    processes: int = 50
    answer_bytes: int = 2_000_000

    def __post_init__(self) -> None:
        if not LEAST_SECONDS <= self.seconds <= MOST_SECONDS:
            raise CourseError(f"--time-limit {self.seconds}: give {LEAST_SECONDS} to {MOST_SECONDS:,} seconds.")
        if not LEAST_MEGABYTES <= self.megabytes <= MOST_MEGABYTES:
            raise CourseError(
                f"--memory-limit {self.megabytes}: give {LEAST_MEGABYTES} to {MOST_MEGABYTES:,} megabytes;"
                " Python and the libraries of a unit need some 200."
            )

    @property
    def memory_bytes(self) -> int:
        """Memory in bytes."""
        return self.megabytes * 1_000_000

    @property
    def of_process(self) -> dict[str, int]:
        """Limits that the system keeps for each single process, by their names in Python's `resource`.

        ``RLIMIT_DATA`` counts what a process may write to, ``RLIMIT_AS`` all addresses it has asked for.
        """
        return {
            "RLIMIT_DATA": self.memory_bytes,
            "RLIMIT_AS": self.memory_bytes + _RESERVED,
            "RLIMIT_CPU": self.seconds,
            "RLIMIT_FSIZE": self.disk_megabytes * 1_000_000,
            "RLIMIT_NPROC": self.processes,
            "RLIMIT_NOFILE": 128,
            "RLIMIT_CORE": 0,
        }

    @property
    def without_sandbox(self) -> dict[str, int]:
        """Those of a process that has no sandbox: the system would count all processes of the instructor."""
        kept = set(self.of_process) - {"RLIMIT_NPROC"}
        if sys.platform != "linux":
            # other systems take limits of memory and do not keep them, or refuse them
            kept -= {"RLIMIT_DATA", "RLIMIT_AS"}
        return {name: most for name, most in self.of_process.items() if name in kept}
