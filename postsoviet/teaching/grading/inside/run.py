"""Run the code cells of one notebook and say what stands in its answers.

The request comes on standard input. Messages leave on what was standard output when this began, one
JSON object a line; from then on everything that a student's code prints goes to standard error. The
process is the student's: what leaves it is a claim about answers, and the grader trusts nothing else
of it.
"""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from typing import TYPE_CHECKING

from postsoviet.teaching.grading.inside import stand_ins
from postsoviet.teaching.grading.inside.plain import is_blank, plain

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

#: Errors of cells that are told; a loop may make many.
MOST_ERRORS = 20
# taken before any code of a student runs, which may put something else in their place
_encode, _write, _process, _exit = json.JSONEncoder(ensure_ascii=True, allow_nan=False).encode, os.write, os.getpid, os._exit


def main() -> None:
    """Run the notebook of the request and end the process."""
    request = json.loads(sys.stdin.buffer.read())
    channel = os.dup(1)
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    _limit(request["limits"])
    Running(channel, request["tasks"]).run(request["cells"])
    _exit(0)


def _limit(limits: dict[str, int]) -> None:
    """Take the limits of the process down; they cannot be raised again, and every child has them."""
    try:
        import resource
    except ImportError:
        return  # Windows, where the instructor has agreed to grade without limits of the system
    for name, most in limits.items():
        which = getattr(resource, name)
        _, already = resource.getrlimit(which)
        most = most if already == resource.RLIM_INFINITY else min(most, already)
        resource.setrlimit(which, (most, most))


class Running:
    """One run of a notebook.

    Parameters
    ----------
    channel : int
        Where messages go.
    tasks : list of dict
        ``id``, ``answer`` (the variable) and ``check`` (id of the cell) of each exercise.
    """

    def __init__(self, channel: int, tasks: list[dict[str, str]]):
        self._channel = channel
        self._tasks = {task["id"]: task for task in tasks}
        self._answered: set[str] = set()
        self._noted: set[str] = set()
        self._errors = 0
        self._own = _process()

    def run(self, cells: list[dict[str, str]]) -> None:
        """Run every cell; one that fails does not keep the later ones from running."""
        stand_ins.install(self._note)
        shell = _shell()
        self._send(kind="ready")
        for number, cell in enumerate(cells):
            self._noted.clear()
            error = _run(shell, cell["source"])
            if _process() != self._own:
                _exit(0)  # a child that the cell has made and left running
            if error:
                self._tell(number, error)
            for task in self._tasks.values():
                if task["id"] not in self._noted and _checks(cell, task):
                    self._take(task, shell)
        for task in self._tasks.values():
            if task["id"] not in self._answered:
                self._take(task, shell)
        self._send(kind="done")

    def _note(self, name: object, answer: object) -> None:
        """Take the answer that a check was given."""
        if isinstance(name, str) and name in self._tasks:
            self._noted.add(name)
            self._answer(name, plain(answer))

    def _take(self, task: dict[str, str], shell: InteractiveShell) -> None:
        """Take the answer that stands in the variable of an exercise."""
        if task["answer"] in shell.user_ns:
            self._answer(task["id"], plain(shell.user_ns[task["answer"]]))

    def _answer(self, name: str, data: object) -> None:
        if is_blank(data):
            return
        self._answered.add(name)
        self._send(kind="answer", task=name, value=data)

    def _tell(self, number: int, error: BaseException) -> None:
        limit = _limit_behind(error)
        if limit:
            self._send(kind="limit", limit=limit)
            _exit(1)
        self._errors += 1
        if self._errors <= MOST_ERRORS:
            self._send(kind="error", cell=number, name=str(type(error).__name__)[:80], text=_text(error))

    def _send(self, **message: object) -> None:
        if _process() != self._own:
            return
        data = _encode(message).encode("ascii") + b"\n"
        while data:
            data = data[_write(self._channel, data) :]


def _run(shell: InteractiveShell, source: str) -> BaseException | None:
    """Run a cell and return its error."""
    try:
        result = shell.run_cell(source, store_history=False)
    except BaseException as error:  # of IPython itself, where a cell has broken what it stands on
        return error
    finally:
        sys.stdout, sys.stderr = sys.stdout or sys.__stdout__, sys.stderr or sys.__stderr__
    return result.error_before_exec or result.error_in_exec


def _limit_behind(error: BaseException) -> str:
    """Return which limit of the sandbox an error comes from, or nothing."""
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, OSError) and error.errno == errno.EAGAIN and isinstance(error, BlockingIOError):
        return "processes"
    if isinstance(error, RuntimeError) and "can't start new thread" in _text(error):
        return "processes"
    return ""


def _text(error: BaseException) -> str:
    try:
        return str(error).encode("utf-8", "replace").decode()[:200]
    except Exception:
        return ""


def _checks(cell: dict[str, str], task: dict[str, str]) -> bool:
    return cell["id"] == task["check"] or bool(re.search(rf"check\(\s*['\"]{re.escape(task['id'])}['\"]", cell["source"]))


def _shell() -> InteractiveShell:
    """Return IPython without its screen: it shows no results and no tracebacks, and keeps no history."""
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Silent(DisplayHook):
        def __call__(self, result: object = None) -> None:
            if result is not None:
                self.shell.user_ns["_"] = result

    class Nowhere(DisplayPublisher):
        def publish(self, *args: object, **kwargs: object) -> None:
            pass

    class Shell(InteractiveShell):
        displayhook_class = Silent
        display_pub_class = Nowhere

        def showtraceback(self, *args: object, **kwargs: object) -> None:
            pass

        def showsyntaxerror(self, *args: object, **kwargs: object) -> None:
            pass

        def ask_exit(self) -> None:
            """Leave ``exit()`` without effect, so that the cells below it count."""

    config = Config()
    config.HistoryManager.enabled = False
    shell = Shell.instance(config=config)
    # the formatters would draw charts and tables for a screen that is not there
    shell.display_formatter.format = lambda *args, **kwargs: ({}, {})
    return shell
