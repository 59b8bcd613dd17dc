"""The verb ``grade``: grade a class's notebooks of a unit."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from postsoviet.errors import CourseError

SHAPES = ("csv", "canvas", "moodle")


def add_verb(verbs: argparse._SubParsersAction) -> None:
    """Add ``grade`` to the command line."""
    parser = verbs.add_parser(
        "grade", help="grade a class's notebooks of a unit",
        description="Grade the notebooks of a class, each in a sandbox of its own, and write grades and a report."
        " A run that was ended goes on where it was.",
    )  # fmt: skip
    parser.add_argument("submissions", nargs="+", type=Path, metavar="SUBMISSIONS",
                        help="a folder of notebooks, or of folders or zip files one a student, or the zip file of Canvas or Moodle")  # fmt: skip
    parser.add_argument("--unit", required=True, help="two digits")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the table of grades to write: grades.csv")
    parser.add_argument("--points", default="", metavar="LIST", help="points of exercises, 1=2,3=4.5 (one each)")
    parser.add_argument("--to", choices=SHAPES, default="csv", help="who reads the grades: a spreadsheet, Canvas or Moodle (csv)")
    parser.add_argument("--report", type=Path, metavar="FILE", help="the report page (beside the grades)")
    parser.add_argument("--workers", type=int, metavar="N", help="submissions at one time on this machine (one a processor)")
    parser.add_argument("--scheduler", default="", metavar="ADDRESS", help="grade on a Dask cluster: tcp://10.0.0.5:8786")
    parser.add_argument("--time-limit", type=int, default=60, metavar="SECONDS", help="of one notebook (60)")
    parser.add_argument("--memory-limit", type=int, default=1000, metavar="MB", help="of one notebook (1000)")
    parser.add_argument("--again", action="store_true", help="grade everything anew, also what an earlier run has graded")
    parser.add_argument("--without-sandbox", action="store_true",
                        help="run notebooks with all your rights, where there is no sandbox; only if you trust them all")  # fmt: skip
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.workers is not None and arguments.scheduler:
        raise CourseError("--workers is for this machine, and a cluster has its own; leave one of --workers and --scheduler out.")
    if arguments.workers is not None and not 1 <= arguments.workers <= 1000:
        raise CourseError(f"--workers {arguments.workers}: give 1 to 1,000.")

    from postsoviet.progress import bar
    from postsoviet.teaching.grading.limits import Limits
    from postsoviet.teaching.grading.running import Request, run

    request = Request(
        tuple(arguments.submissions), arguments.unit, arguments.out, arguments.points, arguments.to, arguments.report,
        arguments.workers or 0, arguments.scheduler, Limits(arguments.time_limit, arguments.memory_limit),
        not arguments.without_sandbox, arguments.again,
    )  # fmt: skip
    try:
        summary = run(request, bar, lambda sentence: print(sentence, file=sys.stderr, flush=True))
    except KeyboardInterrupt:
        raise CourseError("Ended by you; what was graded is kept, so run the same command again to go on.") from None
    for sentence in summary.sentences:
        print(sentence)
    return 0 if summary.is_complete else 1
