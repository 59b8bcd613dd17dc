"""The sandbox of one submission: bubblewrap, and what it lets a student's code see.

Inside, there is Python with its packages, the library without its answers, the data sets, and a
small folder in memory to write to. There is no network, no home folder, no other process, and no
way to a namespace of one's own. Where root grades, an unprivileged user makes the sandbox, for the
system does not hold root to a number of processes.
"""

from __future__ import annotations

import compileall
import os
import shutil
import site
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import postsoviet
from postsoviet.descriptor import data_folder
from postsoviet.teaching.grading.limits import Limits

#: Parts of the library that a notebook may need; answers, keys of quizzes and the grader are not among them.
LIBRARY = ("charts", "explore", "findings", "measures", "words", "_data", "__pycache__")
#: Where they stand inside, and where a notebook runs.
COURSE, WORK = "/course", "/tmp/handed-in"
#: The user who makes the sandbox for root.
_NOBODY = 65534
_PACKAGE = Path(postsoviet.__file__).parent
_START = "import sys; sys.path.insert(0, {!r}); from postsoviet.teaching.grading.inside.run import main; main()"
#: Bytes of the shared memory that Python's own locks need.
_SHARED = 10_000_000
#: The processors are shared out among submissions already.
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
#: Nothing of the instructor's own environment goes in.
_ENVIRONMENT = {"HOME": WORK, "TMPDIR": "/tmp", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **_ONE_THREAD}

#: A path of this machine, and where it is seen inside.
Seen = tuple[str, str]


def command(limits: Limits, hidden: Sequence[str] = ()) -> list[str]:
    """Return the command that runs one submission in a sandbox.

    Parameters
    ----------
    limits : Limits
        For the size of its folders.
    hidden : sequence of str
        Paths that must not be seen even where they lie inside Python's own folders.
    """
    return [*_sandbox(limits, hidden), sys.executable, "-I", "-c", _START.format(COURSE)]


def bare_command() -> tuple[list[str], dict[str, str]]:
    """Return the command that runs a submission without a sandbox, and its environment."""
    return [sys.executable, "-I", "-c", _START.format(str(_PACKAGE.parent))], {**os.environ, **_ONE_THREAD}


@cache
def problem() -> str:
    """Return why there is no sandbox on this machine, as half a sentence; an empty text where there is one."""
    if sys.platform != "linux":
        return "only Linux has the sandbox that grading needs"
    if not shutil.which("bwrap"):
        return "the program bubblewrap is missing (Debian and Ubuntu: apt-get install bubblewrap)"
    helped = subprocess.run(["bwrap", "--help"], capture_output=True, text=True, check=False)
    if "--disable-userns" not in helped.stdout + helped.stderr:
        return "bubblewrap is older than 0.8"
    tried = subprocess.run(
        [*_sandbox(Limits(), ()), sys.executable, "-I", "-c", ""], capture_output=True, text=True, check=False
    )
    if tried.returncode:
        said = (tried.stderr.strip().splitlines() or ["nothing"])[-1]
        return f"the system does not let bubblewrap make one (it says: {said})"
    _compile()
    return ""


def _compile() -> None:
    """Compile the library where that is allowed: from inside, every notebook would have to do it anew."""
    for part in [*LIBRARY, "teaching/grading/inside"]:
        if (_PACKAGE / part).is_dir():
            compileall.compile_dir(_PACKAGE / part, quiet=2)


def _sandbox(limits: Limits, hidden: Sequence[str]) -> list[str]:
    seen = [*_system(), *_python(), *_course()]
    covered = [str(_PACKAGE), *hidden]
    if os.geteuid():
        return [*_inner(limits, _view(seen, covered)), "--"]
    # the paths are other ones for nobody, who sees what root has let be seen
    again = [(target, target) for _, target in seen]
    return [*_for_nobody(_view(seen, covered)), *_inner(limits, _view(again, ())), "--"]


def _inner(limits: Limits, view: list[str]) -> list[str]:
    return [
        "bwrap", "--size", str(limits.disk_megabytes * 1_000_000), "--tmpfs", "/tmp", *view,
        "--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try",
        "--disable-userns", "--die-with-parent", "--new-session", "--hostname", "sandbox",
        "--proc", "/proc", "--dev", "/dev", "--size", str(_SHARED), "--tmpfs", "/dev/shm", "--remount-ro", "/dev",
        "--dir", WORK, "--chdir", WORK, "--remount-ro", "/",
        "--clearenv", *(part for name, value in _ENVIRONMENT.items() for part in ("--setenv", name, value)),
    ]  # fmt: skip


def _for_nobody(view: list[str]) -> list[str]:
    """Return what stands before the sandbox where root grades.

    Root looks the paths up, for a home folder may be closed to others; nobody makes the sandbox.
    """
    return [
        "bwrap", "--dir", "/tmp", *view, "--bind", "/proc", "/proc", "--dev-bind", "/dev", "/dev",
        # bubblewrap, without rights by then, may not end a process of nobody; the kernel ends all of a namespace
        "--unshare-pid", "--die-with-parent",
        "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--",
        "setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups", "--",
    ]  # fmt: skip


def _system() -> Iterator[Seen]:
    """Yield what programs need of the system."""
    for path in ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/localtime"):
        if os.path.exists(path):
            yield path, path
    for path in ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64"):
        if os.path.isdir(path):
            yield path, path


def _python() -> Iterator[Seen]:
    """Yield the folders of this Python and of its packages, and not what else lies beside them."""
    program = Path(os.path.realpath(sys.executable))
    homes = dict.fromkeys([sys.prefix, sys.base_prefix, str(program.parents[1])])
    places = [os.path.join(home, part) for home in homes for part in ("bin", "lib", "lib64", "pyvenv.cfg")]
    places += [*site.getsitepackages(), *([site.getusersitepackages()] if site.ENABLE_USER_SITE else [])]
    for place in dict.fromkeys(places):
        if os.path.exists(place) and not place.startswith("/usr/"):
            yield place, place


def _course() -> Iterator[Seen]:
    """Yield the library without what tells answers, and the data sets."""
    inside = ["teaching/__init__.py", "teaching/grading/__init__.py", "teaching/grading/inside"]
    modules = sorted(path.name for path in _PACKAGE.glob("*.py"))
    for part in [*modules, *LIBRARY, *inside]:
        if (_PACKAGE / part).exists():
            yield str(_PACKAGE / part), f"{COURSE}/postsoviet/{part}"
    if data_folder().parent != _PACKAGE:
        yield str(data_folder()), f"{COURSE}/data"


def _view(seen: Sequence[Seen], covered: Iterable[str]) -> list[str]:
    """Return the options that show paths, with the folders on the way to them, and cover some again."""
    options: list[str] = []
    made: set[str] = set()
    for source, target in seen:
        for folder in [str(one) for one in reversed(Path(target).parents)][1:]:
            if folder not in made:
                made.add(folder)
                options += ["--dir", folder]
        options += ["--ro-bind", source, target]
    for path in dict.fromkeys(os.path.realpath(one) for one in covered):
        for source, target in seen:
            home = os.path.realpath(source) + os.sep
            if path.startswith(home) and os.path.exists(path):
                options += _cover(os.path.join(target, path.removeprefix(home)), os.path.isdir(path))
    return options


def _cover(place: str, is_folder: bool) -> list[str]:
    return ["--size", "4096", "--tmpfs", place, "--remount-ro", place] if is_folder else ["--ro-bind", "/dev/null", place]
