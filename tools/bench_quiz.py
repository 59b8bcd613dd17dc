"""The speed of the quizzes: marking in the page, exports of every bank, and a large gradebook."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from postsoviet.quiz import bank as banks
from postsoviet.quiz.draws import draw_all
from postsoviet.quiz.exports import FORMATS, draw_source
from postsoviet.quiz.exports.writing import export, write
from postsoviet.quiz.gradebook import run
from postsoviet.quiz.gradebook.results import checksum

#: Label, figure and goal of a line in the table.
Row = tuple[str, str, str]
UNITS = sorted(path.name[:2] for path in banks.folder().glob("*.yaml"))
#: One answer of each type, whatever the key is; the time to mark it is the same.
ANSWERS: dict[str, Callable] = {
    "single": lambda q, n: n % len(q.options),
    "multiple": lambda q, n: [n % len(q.options)],
    "true-false": lambda q, n: {"verdict": n % 2 == 0, "reason": n % len(q.reasons)},
    "number": lambda q, n: f"{q.answer + n % 2:.4f}",
    "ordering": lambda q, n: [*range(1, len(q.items) + 1)],
    "matching": lambda q, n: [n % len(q.choices)] * len(q.pairs),
    "blanks": lambda q, n: {},
    "text": lambda q, n: q.accepted[0],
    "open": lambda q, n: {"text": "A sentence. " * 40, "ticked": [0]},
}
#: Fills every control, presses Check, and waits for the layout; and a press that does nothing, beside it.
MARK = """() => {
    const press = (form) => {
        // what was still to be laid out is not the work of the mark
        document.body.getBoundingClientRect();
        const begin = performance.now();
        form.requestSubmit();
        document.body.getBoundingClientRect();
        return performance.now() - begin;
    };
    const bare = document.createElement("form");
    bare.addEventListener("submit", (event) => event.preventDefault());
    document.body.append(bare);
    const idle = Array.from({ length: 20 }, () => press(bare));
    const marks = [];
    for (const form of document.querySelectorAll("form.question")) {
        for (const field of form.querySelectorAll("input[type=radio], input[type=checkbox]")) field.checked = true;
        for (const field of form.querySelectorAll("input[type=text], textarea")) field.value = "12.5";
        for (const field of form.querySelectorAll("select")) field.selectedIndex = 1;
        for (let turn = 0; turn < 5; turn++) marks.push(press(form));
    }
    return [idle, marks];
}"""


def marking(page) -> Iterator[Row]:
    """Time a press of Check for every question of an open unit page, layout included."""
    idle, marks = page.evaluate(MARK)
    base = statistics.median(idle)
    ratio = statistics.median(marks) / max(base, 0.001)
    yield (
        "marking a question in the page, milliseconds: median, slowest",
        f"{statistics.median(marks):.1f}, {max(marks):.1f}",
        f"at most 16; {ratio:.0f} x a press that does nothing",
    )


def exporting() -> Iterator[Row]:
    """Time the export of every bank to every format with 20 versions, beside the drawing alone."""
    start = time.monotonic()
    sources = [draw_source(banks.load(unit), variants=20, seed=7) for unit in UNITS]
    drawing = time.monotonic() - start
    each = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in FORMATS:
            begin = time.monotonic()
            for source in sources:
                write(export(source, name)[0], Path(folder))
            each[name] = time.monotonic() - begin
    whole = drawing + sum(each.values())
    slowest = max(each, key=each.__getitem__)
    yield "export of every bank to every format, 20 versions, seconds", f"{whole:.1f}", f"at most 10; {whole / drawing:.0f} x drawing"
    yield "  the slowest format, seconds", f"{each[slowest]:.1f}", slowest


def result_files(folder: Path, unit: str, count: int) -> None:
    """Write result files of a unit, each with every question in one of its versions."""
    bank = banks.load(unit)
    pools = {question.id: draw_all(bank, question) for question in bank.questions}
    moment = "2027-01-18T10:00:00.000Z"
    for n in range(count):
        answers = {}
        for name, pool in pools.items():
            drawn = pool[n % len(pool)]
            parameters = {key: one if isinstance(one, int) else str(one) for key, one in drawn.parameters.items()}
            answer = ANSWERS[drawn.question.type](drawn.question, n)
            tries = [{"at": moment, "seconds": n % 90, "answer": answer}] * 2
            answers[name] = {"parameters": parameters, "tries": tries, "hint": False, "shown": False}
        raw = {
            "format": "postsoviet quiz result", "version": 1, "unit": unit, "bank": banks.fingerprint(bank),
            "student": f"Student {n}", "saved": moment, "answers": answers,
        }  # fmt: skip
        (folder / f"{n:04d}.json").write_text(json.dumps({**raw, "checksum": checksum(raw)}), encoding="utf-8")


def grading(count: int = 1000) -> Iterator[Row]:
    """Time a gradebook of many result files, beside reading the same files as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "results"
        source.mkdir()
        result_files(source, "09", count)
        start = time.monotonic()
        for path in source.iterdir():
            json.loads(path.read_text(encoding="utf-8"))
        reading = time.monotonic() - start
        start = time.monotonic()
        run([source], "csv", Path(folder) / "gradebook")
        seconds = time.monotonic() - start
    yield f"gradebook of {count:,} result files, seconds", f"{seconds:.1f}", f"at most 10; {seconds / reading:.0f} x reading them"
