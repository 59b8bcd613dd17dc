"""The speed of grading: a class of 200 in the sandbox, beside the bare grader, and on one and two Dask workers."""

from __future__ import annotations

import argparse
import json
import logging
import random
import statistics
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from postsoviet.exercises import exercises
from postsoviet.progress import bar
from postsoviet.teaching.assignment import Task, assignment
from postsoviet.teaching.grading import executors
from postsoviet.teaching.grading.limits import Limits
from postsoviet.teaching.grading.running import Request, run
from postsoviet.teaching.pack.autograder import autograder
from postsoviet.teaching.pack.notebooks import solved, student_notebook

#: Label, figure and goal of a line in the table.
Row = tuple[str, str, str]
UNIT = "09"
#: Students of each kind, of every 20.
KINDS = ("right",) * 6 + ("partly",) * 5 + ("mistaken",) * 5 + ("wrong",) * 2 + ("hostile",) * 2
#: Code in the midst of a notebook that is otherwise right, and what must become of it.
HOSTILE = {
    "endless loop": ("while True: pass", "stopped"),
    "memory bomb": ("x = [0] * 10\nwhile True: x = x + x", "stopped"),
    "os._exit": ("import os; os._exit(0)", "stopped"),
    "fork bomb": ("import os\nwhile True: os.fork()", "stopped"),
    "200 MB of output": ("import os\nfor _ in range(200): os.write(1, b'x' * 1_000_000)", "stopped"),
    "writes into the channel": ("import os\nfor fd in range(3, 40):\n    try: os.write(fd, b'{}\\n')\n    except OSError: pass", "stopped"),
    "patched check": ("import postsoviet.exercises as e\ncheck = e.check = lambda *words: True", "graded"),
    "deletes files": ("import shutil; shutil.rmtree('/tmp', ignore_errors=True)", "graded"),
    "kills its parent": ("import os; os.kill(os.getppid(), 9)", "graded"),
    "broken": ("", "refused"),
    "wrong unit": ("", "refused"),
    "socket": ("import socket; socket.create_connection(('1.1.1.1', 80), 3)", "graded"),
}
#: So that an endless loop does not take a minute of the measurement.
LIMITS = Limits(seconds=40)


@dataclass(frozen=True)
class Handed:
    """A generated submission and what must become of it."""

    name: str
    content: bytes
    result: str
    points: float


def a_class(count: int, seed: int) -> list[Handed]:
    """Generate submissions: right, partly right, with known mistakes, wrong and hostile.

    Parameters
    ----------
    count : int
        Students.
    seed : int
        The same seed gives the same class.
    """
    draw = random.Random(seed)
    unit = assignment(UNIT)
    plain = nbformat.reads(student_notebook(unit), as_version=4)
    hostile = iter(range(count))
    found = []
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        name = f"{number:03} {kind}"
        if kind == "hostile":
            what = [*HOSTILE][next(hostile) % len(HOSTILE)]
            found.append(_hostile(f"{name}, {what}", plain, what))
            continue
        asked = draw.sample(unit.checked, draw.randint(1, len(unit.checked) - 1))
        answers = {task.starter_id: _answered(draw, kind, task, task in asked) for task in unit.checked}
        right = [task for task in unit.checked if kind == "right" or (kind in ("partly", "mistaken") and task not in asked)]
        found.append(Handed(name, _written(plain, answers, name), "graded", len(right)))
    return found


def _answered(draw: random.Random, kind: str, task: Task, is_asked: bool) -> Callable[[str], str]:
    """Return how a student of a kind fills a starter cell; of some exercises only, where she is not all right."""
    if kind == "wrong":
        return lambda source: f"{source}\n{task.answer_name} = [{draw.random()}] * {draw.randint(1, 9)}"
    if kind == "right" or not is_asked:
        return lambda source: solved(task, source)
    if kind == "partly":
        return lambda source: source
    mistake = draw.choice(exercises(UNIT)[task.id].mistakes).answer()
    value = mistake.tolist() if hasattr(mistake, "tolist") else [float(one) for one in mistake] if isinstance(mistake, list) else float(mistake)
    return lambda source: f"{source}\n{task.answer_name} = {value!r}"


def _hostile(name: str, plain: nbformat.NotebookNode, what: str) -> Handed:
    code, result = HOSTILE[what]
    unit = assignment(UNIT)
    answers = {task.starter_id: lambda source, task=task: solved(task, source) for task in unit.checked}
    third = unit.checked[2].starter_id
    right = answers[third]
    content = _written(plain, {**answers, third: lambda source: f"{right(source)}\n{code}"}, name)
    if what == "broken":
        content = content[: len(content) // 2]
    elif what == "wrong unit":
        content = content.replace(b"09-", b"10-")
    return Handed(name, content, result, len(unit.checked) if result == "graded" else 0)


def _written(plain: nbformat.NotebookNode, answers: dict[str, Callable[[str], str]], name: str) -> bytes:
    notebook = json.loads(nbformat.writes(plain))
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["id"] in answers:
            cell["source"] = answers[cell["id"]](source)
        elif "student_name = " in source:
            cell["source"] = source.replace('student_name = ""', f'student_name = "{name}"')
    return json.dumps(notebook).encode()


def _put(folder: Path, handed: list[Handed]) -> Path:
    folder.mkdir()
    for one in handed:
        (folder / f"{one.name}.ipynb").write_bytes(one.content)
    return folder


def class_of(count: int, seed: int) -> Iterator[Row]:
    """Grade a class and compare every student with what must have become of her."""
    handed = a_class(count, seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        request = Request((_put(folder / "handed in", handed),), UNIT, folder / "out" / "grades.csv", limits=LIMITS)
        start = time.monotonic()
        results = run(request, bar).results
        seconds = time.monotonic() - start
        page = request.page.read_text(encoding="utf-8")
    found = {one.label: one for one in results.students}
    lost = [one.name for one in handed if one.name not in found]
    other = [one.name for one in handed if one.name in found and (found[one.name].outcome.result, found[one.name].points) != (one.result, one.points)]
    hostile = [one for one in handed if "hostile" in one.name]
    kinds = Counter(one.outcome.result for one in results.students)
    yield f"a class of {count}: rows in the grades", str(len(found)), f"{count}, none lost: {lost or 'none'}"
    yield "  graded, stopped, not usable", f"{kinds['graded']}, {kinds['stopped']}, {kinds['refused']}", f"not as generated: {other or 'none'}"
    yield "  hostile ones, and how many the report names", f"{len(hostile)}, {sum(one.name in page for one in hostile)}", "all"
    per_minute = 60 * count / seconds / executors.processors()
    yield "  submissions a minute and processor, hostile ones among them", f"{per_minute:.0f}", f"{executors.processors()} processors, {seconds:.0f} s"


def beside_the_bare_grader(count: int, seed: int) -> Iterator[Row]:
    """Grade the same right notebooks with otter alone and here, by turns, one at a time."""
    from otter.api import grade_submission

    handed = [one for one in a_class(20 * count, seed) if one.name.endswith(" right")][:count]
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "autograder.zip").write_bytes(autograder(assignment(UNIT)))
        for place, one in enumerate([handed[0], *handed]):
            path = _put(folder / str(place), [one]) / f"{one.name}.ipynb"
            start = time.monotonic()
            total = grade_submission(str(path), str(folder / "autograder.zip"), quiet=True).total
            between = time.monotonic()
            points = run(Request((path,), UNIT, folder / f"out {place}" / "grades.csv", workers=1)).results.students[0].points
            end = time.monotonic()
            if total != points:
                raise SystemExit(f"{one.name}: otter gives {total} points, and the sandbox {points}.")
            bare.append(between - start)
            ours.append(end - between)
    # the first turn has read everything into memory, for both
    ratio = statistics.median(bare[1:]) / statistics.median(ours[1:])
    yield (
        "right submissions a minute and processor, in the sandbox",
        f"{60 / statistics.median(ours[1:]):.0f}",
        f"{ratio:.1f} x the bare grader (otter run), {60 / statistics.median(bare[1:]):.0f} in the same minutes",
    )


def with_dask(count: int, seed: int) -> Iterator[Row]:
    """Grade the same notebooks on one Dask worker and on two, by turns."""
    from distributed import LocalCluster

    handed = [one for one in a_class(20 * count, seed) if "hostile" not in one.name][:count]
    seconds: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = _put(folder / "handed in", handed)
        for turn, workers in enumerate((1, 2, 1, 2)):
            with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.ERROR) as cluster:
                request = Request((source,), UNIT, folder / f"out {turn}" / "grades.csv", scheduler=cluster.scheduler_address)
                run(Request((source / f"{handed[0].name}.ipynb",), UNIT, folder / f"warm {turn}" / "grades.csv", scheduler=cluster.scheduler_address))
                start = time.monotonic()
                run(request)
                seconds[workers].append(time.monotonic() - start)
    ratio = min(seconds[1]) / min(seconds[2])
    yield f"{count} submissions on two Dask workers beside one", f"{ratio:.2f} x as fast", f"2 on idle processors; {executors.processors()} here"


def rows(count: int = 200, seed: int = 9) -> Iterator[Row]:
    """Measure everything."""
    yield from class_of(count, seed)
    yield from beside_the_bare_grader(min(6, count), seed)
    yield from with_dask(min(12, count), seed)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="students (200)")
    parser.add_argument("--seed", type=int, default=9)
    options = parser.parse_args()
    # otter and Dask warn of what is theirs to mend
    warnings.simplefilter("ignore")
    for label, figure, goal in rows(options.count, options.seed):
        print(f"{label:<66} {figure:>18}   {goal}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
