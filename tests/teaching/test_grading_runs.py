"""Runs of the command: one that is killed goes on where it was, a cluster gives the same bytes, and errors say what to do."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from handed_in_notebooks import notebook, put

from postsoviet.cli import main
from postsoviet.errors import CourseError
from postsoviet.teaching.assignment import assignment
from postsoviet.teaching.grading import executors, kept, sandbox
from postsoviet.teaching.grading.grader import Job
from postsoviet.teaching.grading.limits import Limits
from postsoviet.teaching.grading.outcome import Outcome
from postsoviet.teaching.grading.running import Request, run
from postsoviet.teaching.grading.supervising import Cell

ROOT = Path(__file__).parents[2]
#: A second of the processor or more, by which a test knows that a cell is running.
BUSY = "import time; sum(range(10**8))"


@pytest.fixture(autouse=True)
def has_sandbox():
    if problem := sandbox.problem():
        pytest.fail(f"There is no sandbox here, for {problem}.", pytrace=False)


def a_class(folder: Path, *, slow: str = "") -> Path:
    """Five students: two are right, one fails in part, one has ended the process, one is broken."""
    return put(folder / "handed in", {
        "Aigul.ipynb": notebook(last=f"'a'; {slow}"), "Bek.ipynb": notebook(last=f"'b'; {slow}"),
        "Cholpon.ipynb": notebook({"my_gini": "1 / 0", "my_soms": "object()"}, last=slow or "0"),
        "Dina.ipynb": notebook(after_3="import os; os._exit(1)"), "Eva.ipynb": b"{",
    })  # fmt: skip


def written(folder: Path) -> dict[str, bytes]:
    """Return what a run leaves, but for the kept results."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def graded(folder: Path, out: str, **options) -> tuple[dict[str, bytes], list[str], int]:
    """Grade a class; return the files, what is said before the work, and how many were graded."""
    said, steps = [], []
    request = Request((folder / "handed in",), "09", folder / out / "grades.csv", **options)
    run(request, lambda done, whole: steps.append((done, whole)), said.append)
    return written(folder / out), said, len(steps)


def until(condition, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)


def started(folder: Path, out: Path) -> subprocess.Popen:
    words = ["grade", str(folder), "--unit", "09", "--out", str(out / "grades.csv"), "--workers", "1"]
    return subprocess.Popen(
        [sys.executable, "-m", "postsoviet", *words], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        # a test run in the background of a shell hands on that Ctrl+C is to be ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip


def ended(process: subprocess.Popen, how: int, condition) -> tuple[int, str]:
    """End a run when a condition holds; return its code and what it said, when nothing of it is left."""
    until(condition)
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(how)
    _, said = process.communicate(timeout=30)
    until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in family), 10)
    return process.returncode, said


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_leaves_nothing_running(tmp_path, how):
    folder = put(tmp_path / "handed in", {"Aigul.ipynb": notebook(last=f"{BUSY}; time.sleep(50)")})
    process = started(folder, tmp_path / "out")

    def is_asleep() -> bool:
        try:
            family = psutil.Process(process.pid).children(recursive=True)
            return any(one.status() == psutil.STATUS_SLEEPING and one.cpu_times().user > 0.8 for one in family)
        except psutil.NoSuchProcess:
            return False

    ended(process, how, is_asleep)
    assert not (tmp_path / "out" / "grades.csv").exists()


def test_a_run_that_is_ended_goes_on_where_it_was(tmp_path):
    folder, out = a_class(tmp_path, slow="import time; time.sleep(2)"), tmp_path / "out"

    def kept_results() -> int:
        return len([*(out / "grades-kept").glob("*.json")])

    code, said = ended(started(folder, out), signal.SIGINT, lambda: kept_results() > 0)
    assert code == 2 and said.endswith("Ended by you; what was graded is kept, so run the same command again to go on.\n")
    before = kept_results()
    code, _ = ended(started(folder, out), signal.SIGKILL, lambda: kept_results() > before)
    assert code == -signal.SIGKILL and [path.name for path in out.iterdir()] == ["grades-kept"]
    before = kept_results()

    files, said, steps = graded(tmp_path, "out", workers=4)
    assert said == [f"5 submissions: {4 - before} to grade, {before} graded in an earlier run, 1 that cannot be graded."]
    assert steps == 4 - before > 0
    again, said, steps = graded(tmp_path, "out")
    assert said == ["5 submissions: 0 to grade, 4 graded in an earlier run, 1 that cannot be graded."] and steps == 0
    assert again == files

    assert graded(tmp_path, "out", again=True, workers=4)[2] == 4
    assert written(out) == files


def test_whatever_could_change_a_mark_makes_another_result(tmp_path):
    results = kept.Kept(tmp_path)
    job = Job("09", (1.0,) * 5, (Cell("a", "1"),), Limits())
    others = [
        replace(job, unit="10"), replace(job, points=(2.0,) * 5), replace(job, cells=(Cell("a", "2"),)), replace(job, in_sandbox=False),
        replace(job, limits=Limits(seconds=61)), replace(job, limits=Limits(megabytes=999)),
    ]  # fmt: skip
    assert len({results.key(one) for one in (job, *others)}) == 7
    assert results.key(replace(job, hidden=("/elsewhere",))) == results.key(job)
    results.write("one", Outcome(result="graded", name="A"))
    assert results.read("one") == Outcome(result="graded", name="A")
    (tmp_path / "half.json").write_text('{"result": "gra')
    assert results.read("half") is None and results.read("none") is None


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_bytes_and_is_looked_at_before_work_begins(tmp_path, monkeypatch, request):
    from distributed import LocalCluster

    a_class(tmp_path)
    alone, _, _ = graded(tmp_path, "alone", workers=2)
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        together, said, steps = graded(tmp_path, "together", scheduler=address)
        assert steps == 4 and said == ["5 submissions: 4 to grade, 1 that cannot be graded."]
        assert together == alone
        # this machine's numpy is another one now; the workers have looked at theirs before
        monkeypatch.setattr(kept, "version", lambda name: "0")
        kept.grader_version.cache_clear()
        request.addfinalizer(kept.grader_version.cache_clear)
        with pytest.raises(CourseError, match="has another version of the course"):
            graded(tmp_path, "other", scheduler=address)
    assert not (tmp_path / "other" / "grades.csv").exists()


@pytest.mark.filterwarnings("ignore")
def test_an_address_without_a_scheduler_is_told(tmp_path, monkeypatch):
    a_class(tmp_path)
    monkeypatch.setattr(executors, "_PATIENCE", 1)
    with pytest.raises(CourseError, match=r"--scheduler tcp://127\.0\.0\.1:9: no Dask scheduler answers there"):
        graded(tmp_path, "out", scheduler="tcp://127.0.0.1:9")


def test_the_library_inside_is_enough_for_every_notebook_and_has_no_answers():
    """Every module of the library that a unit's notebook imports is in the sandbox, or has a stand-in."""
    import re

    stand_ins = {"postsoviet.exercises", "postsoviet.quiz", "postsoviet.teaching.receipt"}
    for number in range(1, 23):
        text = assignment(f"{number:02}").path.read_text(encoding="utf-8")
        for module in re.findall(r'"from (postsoviet[\w.]*) import', text):
            part = module.removeprefix("postsoviet").removeprefix(".").split(".")[0]
            is_inside = not part or part in sandbox.LIBRARY or (ROOT / "postsoviet" / f"{part}.py").is_file()
            assert is_inside or module in stand_ins, f"unit {number:02} needs {module} in the sandbox"
    shown = " ".join(sandbox.command(Request((), "09", Path("x")).limits))
    for part in ("exercises", "quizzes", "quiz", "notebooks", "otter_tests", "grader"):
        assert f"postsoviet/{part}" not in shown and f"/{part}/" not in shown


def test_a_whole_unit_of_the_course_earns_every_point(tmp_path):
    from postsoviet.teaching.pack.notebooks import instructor_notebook

    put(tmp_path / "handed in", {"Aigul.ipynb": instructor_notebook(assignment("09")).encode()})
    files, _, _ = graded(tmp_path, "out")
    row = files["grades.csv"].decode("utf-8-sig").splitlines()[1]
    assert '"graded",4,4,1,1,1,1,""' in row
    assert b"failed" not in files["grades-report.csv"]


def grade(*words: str) -> int:
    return main(["grade", *words])


def test_the_command_says_what_became_of_the_class(tmp_path, capsys):
    a_class(tmp_path)
    out = tmp_path / "out" / "09.csv"
    words = [str(tmp_path / "handed in"), "--unit", "09", "--out", str(out), "--to", "moodle", "--report", str(tmp_path / "out/page.html")]
    assert grade(*words) == 1
    said = capsys.readouterr()
    assert "Unit 09: 3 graded, 1 stopped without points, 1 not usable." in said.out
    assert "Dina: Its code ended the process before the last cell (exit code 1)." in said.out
    assert "Eva: It is no notebook, or only a part of one" in said.out and "4 of 4" in said.err
    assert {*written(tmp_path / "out")} == {"09.csv", "09-to-complete.csv", "page.html", "page.csv"}
    (tmp_path / "handed in" / "Eva.ipynb").unlink()
    (tmp_path / "handed in" / "Dina.ipynb").unlink()
    assert grade(*words) == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--unit", "9"], "There is no unit '9' (did you mean '09'?)"),
        (["--points", "7=1"], "--points: unit 09 has no exercise '7'"),
        (["--time-limit", "1"], "--time-limit 1: give 5 to 86,400 seconds."),
        (["--memory-limit", "10"], "--memory-limit 10: give 300 to 1,000,000 megabytes"),
        (["--workers", "0"], "--workers 0: give 1 to 1,000."),
        (["--workers", "2", "--scheduler", "tcp://x:1"], "leave one of --workers and --scheduler out"),
        (["--out", "."], ". is a folder; name a file in it."),
        (["--report", "grades.csv"], "--out and --report need names of their own"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_nothing_is_written(tmp_path, monkeypatch, capsys, words, sentence):
    a_class(tmp_path)
    monkeypatch.chdir(tmp_path)
    arguments = {"--unit": "09", "--out": "grades.csv"} | dict(zip(words[::2], words[1::2], strict=True))
    assert grade("handed in", *(part for pair in arguments.items() for part in pair)) == 2
    said = capsys.readouterr()
    assert sentence in said.err and len(said.err.splitlines()) == 1 and not said.out
    assert [path.name for path in tmp_path.iterdir()] == ["handed in"]


def test_without_a_sandbox_the_command_refuses_until_it_is_told_not_to(tmp_path, monkeypatch, capsys):
    a_class(tmp_path)
    monkeypatch.setattr(sandbox, "problem", lambda: "only Linux has the sandbox that grading needs")
    words = [str(tmp_path / "handed in"), "--unit", "09", "--out", str(tmp_path / "out" / "grades.csv")]
    assert grade(*words) == 2
    assert capsys.readouterr().err == (
        "There is no sandbox on this machine, for only Linux has the sandbox that grading needs; mend this, grade on Linux,"
        " or give --without-sandbox if you trust every notebook as your own code.\n"
    )
    monkeypatch.setattr(sandbox, "command", lambda *parts: pytest.fail("a sandbox was asked for"))
    assert grade(*words, "--without-sandbox") == 1
    assert "The notebooks ran without a sandbox" in capsys.readouterr().out
    page = (tmp_path / "out" / "grades-report.html").read_text(encoding="utf-8")
    assert "it could read the answers, the notebooks of others" in page
    rows = (tmp_path / "out" / "grades.csv").read_text("utf-8-sig").splitlines()
    assert [row.split(",")[4:6] for row in rows[1:]] == [['"graded"', "4"], ['"graded"', "4"], ['"graded"', "2"], ['"stopped"', "0"], ['"refused"', "0"]]
