"""Where submissions are graded: on this machine, or on a cluster. Both are executors of `concurrent.futures`."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from postsoviet.errors import CourseError
from postsoviet.teaching.grading import kept, sandbox
from postsoviet.teaching.grading.grader import Job, grade
from postsoviet.teaching.grading.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from distributed import Client

#: Seconds in which a scheduler must answer.
_PATIENCE = 10

#: An executor, and the function that it is given for each job.
Workplace = tuple[Executor, "Callable[[Job], Outcome]"]


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def here(workers: int) -> Iterator[Workplace]:
    """Grade on this machine.

    A thread is enough to look after one submission, which runs in a process of its own.

    Parameters
    ----------
    workers : int
        Submissions at one time.
    """
    given_up = threading.Event()
    with ThreadPoolExecutor(workers) as executor:
        try:
            yield executor, partial(grade, interrupted=given_up.is_set)
        except BaseException:
            given_up.set()
            executor.shutdown(cancel_futures=True)
            raise


@contextmanager
def cluster(address: str, unit: str, *, in_sandbox: bool) -> Iterator[Workplace]:
    """Grade on a Dask cluster.

    Parameters
    ----------
    address : str
        Of its scheduler, ``"tcp://10.0.0.5:8786"``.
    unit : str
        Every worker must have the same course as this machine.
    in_sandbox : bool
        Whether every worker must have the sandbox.

    Raises
    ------
    CourseError
        If there is no cluster at the address, or a worker is not fit to grade.
    """
    from distributed import Client

    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise CourseError(
            f"--scheduler {address}: no Dask scheduler answers there ({type(error).__name__}); start one with 'dask scheduler'."
        ) from None
    with client:
        _require_fit(client, address, unit, in_sandbox)
        yield client.get_executor(pure=False), grade


def _require_fit(client: Client, address: str, unit: str, in_sandbox: bool) -> None:
    versions = client.run(kept.grader_version, unit, on_error="return")
    if not versions:
        raise CourseError(f"--scheduler {address}: the cluster has no workers; start some with 'dask worker {address}'.")
    for worker, found in versions.items():
        if found != kept.grader_version(unit):
            reason = f" ({type(found).__name__}: {found})" if isinstance(found, BaseException) else ""
            raise CourseError(
                f"--scheduler {address}: the worker {worker} has another version of the course, of Python or of numpy,"
                f" pandas or otter-grader than this machine{reason}; install the same on both."
            )
    if not in_sandbox:
        return
    for worker, problem in client.run(sandbox.problem).items():
        if problem:
            raise CourseError(f"--scheduler {address}: the worker {worker} has no sandbox, for {problem}; mend it or end this worker.")
