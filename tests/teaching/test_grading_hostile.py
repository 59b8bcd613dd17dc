"""A class with hostile and broken notebooks is graded in one run: each costs its own points and nobody else's."""

from __future__ import annotations

import csv
import io
import os
import socket
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from handed_in_notebooks import notebook, put, right

from postsoviet.teaching.grading import sandbox
from postsoviet.teaching.grading.limits import Limits
from postsoviet.teaching.grading.running import Request, run

#: As small as a loaded machine allows.
LIMITS = Limits(seconds=15, megabytes=400, output_bytes=5_000_000, disk_megabytes=50)
WRONG = {name: "0.5" for name in right()}
#: Looks for answers wherever a student may look, and takes what it finds.
SPY = """
import importlib, os, sys
found = []
for name in ("postsoviet.exercises.unit_09", "postsoviet.teaching.grading.grader", "postsoviet.teaching.pack"):
    try:
        found.append(importlib.import_module(name))
    except ImportError:
        pass
seen = set(os.listdir("/"))
for place in seen - {"usr", "proc", "bin", "sbin", "lib", "lib32", "lib64"}:
    for folder, folders, files in os.walk("/" + place):
        folders[:] = [one for one in folders if one != "python3.11"]
        found += [f"{folder}/{one}" for one in files if one.endswith((".ipynb", ".yaml", ".csv.key")) or one == "shadow"]
        found += [folder for one in files if "/exercises" in folder]
found += [one for one in os.listdir("/proc") if one.isdigit() and b"pytest" in open(f"/proc/{one}/cmdline", "rb").read()]
found += [one for one in os.environ if "PYTEST" in one or "SECRET" in one]
if found:
    raise RuntimeError(f"I can see {found[0]}")
"""


@dataclass(frozen=True)
class Kind:
    """A hostile notebook, and what must become of it."""

    content: bytes
    result: str
    said: str = ""
    points: float = 0


def after(code: str, result: str = "stopped", said: str = "", points: float = 0, answers=None) -> Kind:
    """A notebook with all answers, and code of a student in its midst."""
    return Kind(notebook(answers, after_2=code), result, said, points)


ANSWERS_BEFORE = "the answers before that would have had 2."
#: Sentences are those of the report.
KINDS = {
    # what must be stopped
    "endless loop": after("while True: pass", said="perhaps in an endless loop. It has no points; " + ANSWERS_BEFORE),
    "sleeper": after("import time; time.sleep(1e6)", said="after 15 seconds"),
    "memory bomb": after("x = [0] * 10\nwhile True: x = x + x", said="more than 400 MB of memory"),
    "memory of many": after(
        "import os, time\nfor _ in range(6):\n  if os.fork() == 0:\n    x = bytearray(os.urandom(1) * 90_000_000); time.sleep(1e6)\ntime.sleep(1e6)",
        said="more than 400 MB of memory",
    ),
    "nameless files": after(
        "import os\nkept = []\nwhile True:\n  kept.append(os.memfd_create('x')); os.write(kept[-1], bytes(40_000_000))",
        said="more than 400 MB of memory",
    ),
    "os._exit": after("import os; os._exit(0)", said="ended the process before the last cell (exit code 0)"),
    "killed by itself": after("import os; os.kill(os.getpid(), 9)", said="broke down or was ended by its own code"),
    "crash": after("import ctypes; ctypes.string_at(0)", said="broke down or was ended by its own code"),
    "fork bomb": after("import os\nwhile True: os.fork()", said="more than 50 processes"),
    "stubborn fork bomb": after(
        "import os\nwhile True:\n  try: os.fork()\n  except BaseException: pass", said="more than 50 processes"
    ),
    "bomb of the shell": after("%%bash\n:(){ :|:& };:", said="more than 50 processes"),
    "200 MB of output": after("import os\nfor _ in range(200): os.write(1, b'x' * 1_000_000)", said="printed more than 5 MB"),
    "200 MB by print": after("for _ in range(200): print('x' * 1_000_000)", said="printed more than 5 MB"),
    "writes nonsense into the channel": after(
        "import os\nfor fd in range(3, 40):\n  try: os.write(fd, b'{}\\n')\n  except OSError: pass", said="the channel"
    ),
    "floods the channel": after(
        "import os\nfor fd in range(3, 40):\n  try:\n    for _ in range(300): os.write(fd, b'9' * 10_000)\n  except OSError: pass",
        said="its answers are larger than 2 MB",
    ),
    "hostile array": after(
        "class Array:\n  def __array__(self, *a, **k):\n    while True: pass\n  __eq__ = __repr__ = __len__ = __iter__ = __array__\n"
        "my_gini = Array(); check('09-gini', my_gini)",
        "graded", "", 3,
    ),
    # what may run on, and harms nobody
    "fork": after("import os; os.fork()", "graded", points=4),
    "kills its parent": after("import os\nfor one in (os.getppid(), 1): os.kill(one, 9)", "graded", points=4),
    "kills everybody": after("import os; os.kill(-1, 9)", "graded", "ProcessLookupError", 4),
    "deletes files": after("import shutil; [shutil.rmtree(one, ignore_errors=True) for one in ('/course', '/tmp', '/etc', '/usr/bin')]", "graded", points=4),
    "fills the disk": after("for n in range(9): open(f'f{n}', 'wb').write(bytes(20_000_000))", "graded", "No space left", 4),
    "socket": after("import socket; socket.create_connection(('1.1.1.1', 80), 3)", "graded", "unreachable", 4),
    "socket to this machine": after("import socket, os; socket.create_connection(('127.0.0.1', PORT), 3)", "graded", "refused", 4),
    "namespace": after("import subprocess; subprocess.run(['unshare', '-Ur', 'true'], check=True)", "graded", "CalledProcessError", 4),
    "raises its limits": after(
        "import resource; resource.setrlimit(resource.RLIMIT_NPROC, (999, 999))", "graded", "ValueError", 4
    ),
    "spy": Kind(notebook(last=SPY), "graded", "", 4),
    "asks and leaves": after("input('?')\n", "graded", "EOFError", 4),
    "exit": after("exit()", "graded", points=4),
    "SystemExit": after("raise SystemExit(3)", "graded", "SystemExit", 4),
    "shell": after("!echo hello\n%cd /tmp", "graded", points=4),
    "no output": after("import sys; sys.stdout = sys.stderr = None; print(1)", "graded", points=4),
    "patched tools": after(
        "import builtins, json, sys, os\njson.dumps = json.loads = builtins.open = os.write = None", "graded", points=4
    ),
    # marks cannot be forged
    "patched check": Kind(notebook(WRONG, first=(
        "import postsoviet.exercises as e, builtins\nclass Yes:\n  passed, status, why = True, 'right', ''\n"
        "check = e.check = builtins.check = lambda *a, **k: Yes()"
    )), "graded", "", 0),
    "forged answers": Kind(notebook(WRONG, after_4=(
        "import os, json\nmark = json.dumps({'kind': 'answer', 'task': '09-gini', 'value': 0.5, 'points': 99, 'status': 'right'})\n"
        "for fd in range(3, 40):\n  try: os.write(fd, mark.encode() + b'\\n')\n  except OSError: pass"
    )), "stopped", "the channel", 0),
    "says that it passed": Kind(notebook(WRONG, first=(
        "import postsoviet.teaching.grading.inside.run as run\nrun.Running._answer = lambda self, name, data: self._send(kind='done')"
    )), "graded", "", 0),
    # answers that are none
    "strange answers": Kind(notebook({
        "my_gini": "float('nan')", "my_changes": "[10**5000] * 7", "my_aim_and_size": "(n for n in iter(int, 1))", "my_soms": "range(10**9)",
    }), "graded", "", 0),
    "deep and strange answers": Kind(notebook(
        {"my_changes": "{1: {2: object()}}", "my_aim_and_size": "type('__class__', (), {})", "my_soms": "'9' * 10**8"},
        after_1="my_gini = []\nfor _ in range(9999): my_gini = [my_gini]\ncheck('09-gini', my_gini)",
    ), "graded", "", 0),
    # broken notebooks
    "one cell fails": Kind(notebook({"my_changes": "1 / 0"}), "graded", "ZeroDivisionError", 3),
    "syntax error": Kind(notebook({"my_changes": "(("}), "graded", "SyntaxError", 3),
    "missing cells": Kind(notebook(without=("feaad821", "0b6b68f3")), "graded", "Exercise 2 is missing", 3),
    "missing check": Kind(notebook(without=("feaad821",)), "graded", "", 4),
    "broken": Kind(notebook()[:200], "refused", "no notebook, or only a part of one"),
    "empty": Kind(b"", "refused", "The file is empty"),
    "binary": Kind(bytes(range(256)), "refused", "no notebook"),
    "nested": Kind(b"[" * 100_000, "refused", "no notebook"),
    "other json": Kind(b'{"cells": 1}', "refused", "no notebook that can be read"),
    "no code": Kind(b'{"nbformat": 4, "cells": []}', "refused", "no code"),
    "wrong unit": Kind(notebook().replace(b"09-", b"10-"), "refused", "the notebook of unit 10, and this is unit 09"),
    "other notebook": Kind(b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "1"}]}', "refused", "No exercise of unit 09"),
    "huge": Kind(notebook() + b" " * 20_000_000, "refused", "more than 20,000,000 bytes"),
    "hidden verdicts": Kind(notebook(first="from postsoviet.teaching.receipt import check"), "graded", "", 4),
    "named": Kind(notebook(first="student_name = 'Айгүл'; student_number = 20271"), "graded", "", 4),
    "good": Kind(notebook(last="'good'"), "graded", "", 4),
}


def zip_of(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


@dataclass(frozen=True)
class Graded:
    """A class that was graded."""

    grades: dict[str, dict[str, str]]
    notes: dict[str, str]
    page: str
    folder: Path


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> Graded:
    """All kinds in one run, each the file of a student of that name."""
    if problem := sandbox.problem():
        pytest.fail(f"There is no sandbox here, for {problem}.", pytrace=False)
    base = tmp_path_factory.mktemp("class")
    # a door on this machine that stands open, so that a closed one is the sandbox's work
    door = socket.create_server(("127.0.0.1", 0))
    port = str(door.getsockname()[1]).encode()
    contents = {f"{name}/my work.ipynb": kind.content.replace(b"PORT", port) for name, kind in KINDS.items()}
    folder = put(base / "handed in", contents)
    put(folder, {
        "zip of folders.zip": zip_of({"a/b/c/unit.ipynb": notebook(), "a/picture.png": b"", "__MACOSX/a/._unit.ipynb": b"x"}),
        "zip of many.zip": zip_of({f"{n}/unit.ipynb": notebook(WRONG | {"my_gini": str(n)}) for n in range(3)}),
        "zip slip.zip": zip_of({"../../../slipped.ipynb": notebook(), "/slipped.ipynb": notebook()}),
        "zip bomb.zip": zip_of({"unit.ipynb": bytes(300_000_000)}),
        "zip in zip.zip": zip_of({"deep.zip": zip_of({"unit.ipynb": notebook()})}),
        "no zip.zip": b"PK\x03\x04 and no more",
        "pdf/report.pdf": b"%PDF",
        "renamed/final_FINAL (2).ipynb.txt": notebook(),
    })  # fmt: skip
    (folder / "link").mkdir()
    os.symlink(folder / "good" / "my work.ipynb", folder / "link" / "unit.ipynb")
    os.symlink(folder / "good", folder / "linked folder")
    os.environ["SECRET"] = "of the instructor"
    try:
        with door:
            run(Request((folder,), "09", base / "out" / "grades.csv", workers=4, limits=LIMITS))
    finally:
        del os.environ["SECRET"]
    rows = list(csv.DictReader(io.StringIO((base / "out/grades.csv").read_text("utf-8-sig"))))
    files = csv.DictReader(io.StringIO((base / "out/grades-report.csv").read_text("utf-8-sig")))
    notes: dict[str, str] = {}
    for row in files:
        notes[row["student"]] = " ".join([notes.get(row["student"], ""), row["why"], row["notes"]])
    return Graded({row["student"]: row for row in rows}, notes, (base / "out/grades-report.html").read_text("utf-8"), base)


@pytest.mark.parametrize("name", KINDS)
def test_a_notebook_costs_its_own_points_and_says_why(graded, name):
    kind, row = KINDS[name], graded.grades[name]
    assert (row["result"], row["points"], row["points possible"]) == (kind.result, f"{kind.points:g}", "4"), graded.notes[name]
    assert kind.said in graded.notes[name]
    if not kind.said:
        assert not graded.notes[name].strip()


ARCHIVES = {
    "zip of folders": ("graded", 4, ""),
    "zip of many": ("refused", 0, "several notebooks of unit 09"),
    "zip slip": ("graded", 4, ""),
    "zip bomb": ("refused", 0, "more than 20,000,000 bytes"),
    "zip in zip": ("graded", 4, ""),
    "no zip": ("refused", 0, "no zip file that can be opened"),
    "pdf": ("refused", 0, "It is no notebook"),
    "renamed": ("graded", 4, ""),
    "link": ("refused", 0, "is a link to something else"),
    "linked folder": ("refused", 0, "is a link to something else"),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_files_of_every_shape_are_reported(graded, name):
    result, points, said = ARCHIVES[name]
    row = graded.grades[name]
    assert (row["result"], row["points"]) == (result, str(points)) and said in graded.notes[name]


def test_nobody_is_lost_and_nothing_is_left(graded):
    assert {*graded.grades} == {*KINDS, *ARCHIVES}
    assert not list(graded.folder.parent.rglob("slipped*"))
    for name in KINDS:
        assert name in graded.page
    assert [*graded.folder.joinpath("out").glob(".*")] == []


def test_what_was_given_before_a_stop_is_told_and_does_not_count(graded):
    row = graded.grades["os._exit"]
    assert [row[name] for name in row if name.startswith("exercise ")] == ["0", "0", "0", "0", ""]
    assert ANSWERS_BEFORE in row["feedback"]


def test_what_a_student_writes_of_herself_is_kept(graded):
    row = graded.grades["named"]
    assert (row["name in the notebook"], row["number in the notebook"]) == ("Айгүл", "20271")


def test_the_page_asks_for_nothing(graded):
    assert "http" not in graded.page.replace("http-equiv", "")
