"""Run one submission under its limits, and keep what it says of its answers."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO

from postsoviet.teaching.grading import sandbox
from postsoviet.teaching.grading.channel import Answer, CellError, Data, Done, Forged, LimitMet, Ready, read
from postsoviet.teaching.grading.limits import Limits
from postsoviet.teaching.grading.watching import Family

#: Seconds between two looks at a submission, and for the end of its streams after its own.
_LOOK, _END = 0.1, 10
_CHUNK = 65_536
#: Bytes of what bubblewrap or Python say when nothing starts at all.
_LAST_WORDS = 2_000


class NotStarted(Exception):
    """The sandbox or Python in it did not start: nothing is known of the submission."""


class Interrupted(Exception):
    """The instructor has ended the grading."""


@dataclass(frozen=True)
class Cell:
    """A code cell: its id in the notebook, and its text."""

    id: str
    source: str


@dataclass(frozen=True)
class Question:
    """What the runner must know of an exercise: its id, the variable, and the id of the check cell."""

    id: str
    answer: str
    check: str


@dataclass
class Record:
    """What became of one run.

    Attributes
    ----------
    answers : dict
        Last plain value by id of the exercise.
    errors : list of CellError
        Of cells, the first ones.
    stopped : str
        Empty where every cell has run. Otherwise why not: ``time``, ``processor``, ``memory``,
        ``processes``, ``output``, ``answers``, ``forged``, ``exit`` or ``signal``.
    code : int
        The exit code of the process.
    """

    answers: dict[str, Data] = field(default_factory=dict)
    errors: list[CellError] = field(default_factory=list)
    stopped: str = ""
    code: int = 0


def supervise(
    cells: Sequence[Cell],
    questions: Sequence[Question],
    limits: Limits,
    *,
    in_sandbox: bool = True,
    hidden: Sequence[str] = (),
    interrupted: Callable[[], bool] = lambda: False,
) -> Record:
    """Run the cells of a submission and return what it answered.

    Parameters
    ----------
    cells : sequence of Cell
        In order.
    questions : sequence of Question
        The exercises.
    limits : Limits
        What it may use.
    in_sandbox : bool
        False runs a student's code with the rights of the instructor.
    hidden : sequence of str
        See `postsoviet.teaching.grading.sandbox.command`.
    interrupted : callable
        Is asked several times a second whether to give up.

    Raises
    ------
    NotStarted
        With what the system says, if nothing of the submission has run.
    Interrupted
        If `interrupted` says so.
    """
    request = {
        "cells": [vars(cell) for cell in cells], "tasks": [vars(one) for one in questions],
        "limits": limits.of_process if in_sandbox else limits.without_sandbox,
    }  # fmt: skip
    with _started(request, limits, in_sandbox, hidden) as process:
        return _Watch(process, {one.id for one in questions}, limits).run(interrupted)


@contextlib.contextmanager
def _started(request: dict, limits: Limits, in_sandbox: bool, hidden: Sequence[str]) -> Iterator[subprocess.Popen]:
    with contextlib.ExitStack() as stack:
        # a file and not a pipe, so that a large notebook cannot block the grader
        asked = stack.enter_context(tempfile.TemporaryFile())
        asked.write(json.dumps(request).encode())
        asked.seek(0)
        place = environment = None
        if in_sandbox:
            command = sandbox.command(limits, hidden)
        else:
            command, environment = sandbox.bare_command()
            place = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        try:
            # a session of its own: Ctrl+C is for the grader, which then ends its submissions
            process = subprocess.Popen(
                command, stdin=asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                cwd=place, env=environment, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise NotStarted(f"{command[0]}: {error.strerror}") from None
        with process.stdout, process.stderr:
            try:
                yield process
            finally:
                _kill(process)


def _kill(process: subprocess.Popen) -> None:
    """End a process with everything it started; a sandbox goes with its first process."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


class _Watch:
    """Reads both streams of a running submission and stops it at a limit."""

    def __init__(self, process: subprocess.Popen, tasks: set[str], limits: Limits):
        self._process, self._tasks, self._limits = process, tasks, limits
        self._record = Record()
        self._is_ready = self._is_done = False
        self._fault = ""
        self._last_words = b""
        self._news = threading.Event()

    def run(self, interrupted: Callable[[], bool]) -> Record:
        readers = [threading.Thread(target=one, daemon=True) for one in (self._read_messages, self._read_output)]
        for reader in readers:
            reader.start()
        stopped = self._wait(interrupted)
        code = self._process.poll()
        _kill(self._process)
        for reader in readers:
            reader.join(_END)
        if not self._is_ready:
            raise NotStarted(self._said())
        if not self._is_done:
            self._record.stopped = stopped or self._fault or self._by_itself(code)
        return self._record

    def _wait(self, interrupted: Callable[[], bool]) -> str:
        """Wait for the end, and return the limit that brought it, if one did."""
        deadline = time.monotonic() + self._limits.seconds
        family = Family(self._process.pid)
        while self._process.poll() is None:
            self._news.wait(_LOOK)
            if interrupted():
                raise Interrupted
            if self._is_done or self._fault:
                return self._fault
            if time.monotonic() > deadline:
                return "time"
            if limit := self._too_much(family):
                return limit
        return ""

    def _too_much(self, family: Family) -> str:
        family.look()
        if family.seconds() > self._limits.seconds:
            return "processor"
        if family.memory(self._limits.memory_bytes) > self._limits.memory_bytes:
            return "memory"
        return "processes" if family.count >= self._limits.processes else ""

    def _by_itself(self, code: int | None) -> str:
        """Return how a process ended that was not stopped; a shell counts signals from 128, Python below 0."""
        signals = {-(code or 0), (code or 0) - 128}
        if getattr(signal, "SIGXCPU", None) in signals:
            return "processor"
        self._record.code = code or 0
        return "signal" if code and (code < 0 or code > 128) else "exit"

    def _said(self) -> str:
        lines = self._last_words.decode("utf-8", "replace").strip().splitlines()
        return lines[-1][:300] if lines else f"it gave no sign of life in {self._limits.seconds} seconds"

    def _read_output(self) -> None:
        """Count what is printed; nothing of it is kept but the first words, for when Python does not start."""
        size = 0
        for chunk in _chunks(self._process.stderr):
            size += len(chunk)
            self._last_words = (self._last_words + chunk)[:_LAST_WORDS]
            if size > self._limits.output_bytes:
                self._end_with("output")
                return

    def _read_messages(self) -> None:
        size, rest = 0, b""
        for chunk in _chunks(self._process.stdout):
            size += len(chunk)
            if size > self._limits.answer_bytes:
                self._end_with("answers")
                return
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self._take(line)
                if self._is_done or self._fault:
                    self._news.set()
                    return

    def _take(self, line: bytes) -> None:
        try:
            message = read(line)
        except Forged:
            self._fault = "forged"
            return
        match message:
            case Ready():
                self._is_ready = True
            case Answer() if message.task in self._tasks:
                self._record.answers[message.task] = message.value
            case CellError():
                self._record.errors.append(message)
            case LimitMet():
                self._fault = message.limit
            case Done():
                self._is_done = True
            case _:
                self._fault = "forged"

    def _end_with(self, fault: str) -> None:
        self._fault = fault
        self._news.set()


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield what a stream gives until it ends, or is closed by the grader."""
    with contextlib.suppress(ValueError, OSError):
        while chunk := stream.read1(_CHUNK):
            yield chunk
