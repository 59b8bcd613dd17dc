"""From a folder of submissions to grades and a report: what the command does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, as_completed
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from postsoviet.errors import CourseError
from postsoviet.files import replacing
from postsoviet.teaching.assignment import Assignment, assignment, parse_points
from postsoviet.teaching.grading import executors, report, sandbox, tables
from postsoviet.teaching.grading.class_results import ClassResults, bring_together
from postsoviet.teaching.grading.grader import Job
from postsoviet.teaching.grading.kept import Kept
from postsoviet.teaching.grading.limits import Limits
from postsoviet.teaching.grading.outcome import Outcome
from postsoviet.teaching.grading.submissions import Submission, gather
from postsoviet.teaching.grading.tables import Shape

#: So many sentences about single submissions are printed; the report has them all.
_SHOWN = 20


@dataclass(frozen=True)
class Request:
    """What an instructor asks for.

    Parameters
    ----------
    paths : tuple of Path
        Folders, zip files or notebooks.
    unit : str
        Two digits.
    out : Path
        The table of grades.
    points : str
        See `postsoviet.teaching.assignment.parse_points`; empty for one point each.
    to : {"canvas", "moodle", "csv"}
        The shape of the grades.
    report : Path or None
        The report page; beside the grades when left out.
    workers : int
        Submissions at one time on this machine; 0 for one a processor.
    scheduler : str
        Address of a Dask cluster to grade on; empty for this machine.
    limits : Limits
        Of each submission.
    in_sandbox : bool
        False only where the instructor accepts what the report then says.
    again : bool
        Whether to grade everything anew.
    """

    paths: tuple[Path, ...]
    unit: str
    out: Path
    points: str = ""
    to: Shape = "csv"
    report: Path | None = None
    workers: int = 0
    scheduler: str = ""
    limits: Limits = Limits()
    in_sandbox: bool = True
    again: bool = False

    @property
    def page(self) -> Path:
        """The report page."""
        return self.report or self.out.with_name(f"{self.out.stem}-report.html")

    @property
    def files(self) -> Path:
        """The table of what became of every file."""
        return self.page.with_suffix(".csv")

    @property
    def to_complete(self) -> Path:
        """The students whom Moodle could not know."""
        return self.out.with_name(f"{self.out.stem}-to-complete.csv")

    @property
    def kept(self) -> Path:
        """The results that are kept for a later run."""
        return self.out.with_name(f"{self.out.stem}-kept")


@dataclass(frozen=True)
class Summary:
    """What was done: sentences for the instructor, and whether every submission was graded."""

    results: ClassResults
    sentences: tuple[str, ...]
    is_complete: bool


def run(
    request: Request,
    progress: Callable[[int, int], None] | None = None,
    say: Callable[[str], None] | None = None,
) -> Summary:
    """Grade a class and write grades and report.

    Parameters
    ----------
    request : Request
        What to do.
    progress : callable, optional
        Is told how many submissions are done, of how many.
    say : callable, optional
        Is told, before the work begins, how much there is.

    Raises
    ------
    CourseError
        When nothing can be graded; nothing is written then.
    """
    unit = assignment(request.unit)
    if request.points:
        unit = parse_points(request.points, unit)
    if not unit.checked:
        raise CourseError(f"Unit {unit.unit} has no exercise that is checked by code; there is nothing to grade.")
    _require_sandbox(request)
    _require_place(request)
    submissions = gather(request.paths, unit, request.kept)
    outcomes = _graded(request, unit, submissions, progress or (lambda done, whole: None), say or (lambda sentence: None))
    results = bring_together(unit, [*zip(submissions, outcomes, strict=True)], in_sandbox=request.in_sandbox)
    missing = _write(request, results)
    return _summary(request, results, missing)


def _require_sandbox(request: Request) -> None:
    if request.in_sandbox and not request.scheduler and (problem := sandbox.problem()):
        raise CourseError(
            f"There is no sandbox on this machine, for {problem}; mend this, grade on Linux,"
            " or give --without-sandbox if you trust every notebook as your own code."
        )


def _require_place(request: Request) -> None:
    if request.out.is_dir():
        raise CourseError(f"{request.out} is a folder; name a file in it.")
    for path in (request.page, request.files):
        if path.is_dir():
            raise CourseError(f"{path} is a folder; name a file.")
    places = {request.out.resolve(), request.page.resolve(), request.files.resolve()}
    if len(places) < 3 or places & {one.resolve() for one in request.paths}:
        raise CourseError("--out and --report need names of their own; give them other ones.")
    if request.kept.exists() and not request.kept.is_dir():
        raise CourseError(f"{request.kept} is a file, and results are kept in a folder of this name; choose another --out.")


def _graded(
    request: Request,
    unit: Assignment,
    submissions: Sequence[Submission],
    progress: Callable[[int, int], None],
    say: Callable[[str], None],
) -> list[Outcome]:
    """Return the outcome of every submission, in order; only what is not kept is graded."""
    kept = Kept(request.kept)
    if request.again:
        kept.forget()
    jobs = {place: _job(request, unit, one) for place, one in enumerate(submissions) if one.handed}
    keys = {place: kept.key(job) for place, job in jobs.items()}
    done = {key: outcome for key in {*keys.values()} if (outcome := kept.read(key))}
    left = {keys[place]: job for place, job in jobs.items() if keys[place] not in done}
    ready = sum(key in done for key in keys.values())
    say(_beginning(len(submissions), len(submissions) - len(jobs), ready, len(jobs) - ready))
    if left:
        with closing(_work(request, left)) as work:
            for number, (key, outcome) in enumerate(work, 1):
                if outcome.result != "failed":
                    kept.write(key, outcome)
                done[key] = outcome
                progress(number, len(left))
    return [
        done[keys[place]] if place in keys else Outcome(result="refused", reason=one.refusal)
        for place, one in enumerate(submissions)
    ]


def _job(request: Request, unit: Assignment, one: Submission) -> Job:
    hidden = [*request.paths, request.out, request.page, request.files, request.kept, unit.path.parent]
    return Job(
        unit.unit, tuple(task.points for task in unit.tasks), one.handed.cells, request.limits, request.in_sandbox,
        one.handed.notes, tuple(os.path.abspath(path) for path in hidden),
    )  # fmt: skip


def _beginning(whole: int, refused: int, ready: int, left: int) -> str:
    said = f"{_counted(whole, 'submission')}: {left} to grade"
    said += f", {ready} graded in an earlier run" if ready else ""
    return f"{said}, {refused} that cannot be graded." if refused else f"{said}."


def _work(request: Request, jobs: Mapping[str, Job]) -> Iterator[tuple[str, Outcome]]:
    """Yield outcomes as they come; the failure of one is no reason to stop."""
    with _workplace(request) as (executor, grade):
        waiting = {executor.submit(grade, job): key for key, job in jobs.items()}
        try:
            for future in as_completed(waiting):
                try:
                    yield waiting[future], future.result()
                except (Exception, CancelledError) as error:
                    said = " ".join(str(error).split())[:200] or type(error).__name__
                    yield waiting[future], Outcome(result="failed", reason=f"The grader could not do its work: {said}")
        finally:
            for future in waiting:
                future.cancel()


@contextmanager
def _workplace(request: Request) -> Iterator[executors.Workplace]:
    if request.scheduler:
        with executors.cluster(request.scheduler, request.unit, in_sandbox=request.in_sandbox) as place:
            yield place
    else:
        with executors.here(request.workers or executors.processors()) as place:
            yield place


def _write(request: Request, results: ClassResults) -> bool:
    """Write all files, and return whether Moodle could not know somebody."""
    grades, missing = tables.grades(results, request.to)
    files = {request.out: grades, request.page: report.page(results).encode(), request.files: tables.report(results)}
    if missing:
        files[request.to_complete] = missing
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path) as draft:
                draft.write_bytes(content)
        if not missing:
            request.to_complete.unlink(missing_ok=True)
    except OSError as error:
        raise CourseError(
            f"{path} could not be written ({error.strerror}); close it in other programs and run the command again,"
            " nothing has to be graded twice."
        ) from None
    return bool(missing)


def _summary(request: Request, results: ClassResults, missing: bool) -> Summary:
    said = [
        f"Unit {results.assignment.unit}: {results.count('graded')} graded, {results.count('stopped')} stopped without points,"
        f" {results.count('refused')} not usable."
    ]
    others = [one for one in results.students if one.outcome.result != "graded"]
    said += [f"{one.label}: {one.outcome.reason}" for one in others[:_SHOWN]]
    if len(others) > _SHOWN:
        said.append(f"So much for {_SHOWN} of them; {len(others) - _SHOWN} more stand in {request.files}.")
    if failed := results.count("failed"):
        said.append(f"{_counted(failed, 'submission')} could not be graded by a fault that is not the student's; run the same command again.")
    if results.assignment.open:
        said.append(f"Open exercises are for you to read; their column (of {results.possible_open:g}) is empty now.")
    if missing:
        said.append(
            f"Some students gave no e-mail address or number; they are in {request.to_complete}:"
            " fill its first column in before you import it, for Moodle gives a row without it to another student."
        )
    if not request.in_sandbox:
        said.append("The notebooks ran without a sandbox; the report says what that means.")
    said.append(f"The grades are in {request.out}. Open {request.page} first; {request.files} has every file.")
    return Summary(results, tuple(said), is_complete=not others)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
