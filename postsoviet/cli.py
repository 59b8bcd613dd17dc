"""The command line: ``python -m postsoviet VERB``.

A verb is a module with a function ``add_verb(verbs)`` that adds its parser and sets ``run``, a
function of the parsed arguments that returns the exit code. List the module in ``VERBS``.

Exit codes: 0 all is well, 1 a check found problems, 2 the command could not be done.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from postsoviet.errors import CourseError, one_line

VERBS = (
    "postsoviet.data_verbs", "postsoviet.findings.command", "postsoviet.quiz.command", "postsoviet.traces.command",
    "postsoviet.lab.command", "postsoviet.work.command", "postsoviet.scaffold.command",
    "postsoviet.edition_verb", "postsoviet.teaching.syllabus.command",
    "postsoviet.teaching.command", "postsoviet.teaching.grading.command", "postsoviet.teaching.class_links",
)  # fmt: skip


def build_parser() -> argparse.ArgumentParser:
    """Build the parser with every registered verb."""
    parser = argparse.ArgumentParser(
        prog="python -m postsoviet", description="Tools of the course Governance after the Soviet Union."
    )
    verbs = parser.add_subparsers(title="verbs", dest="verb", metavar="VERB", required=True)
    for module in VERBS:
        import_module(module).add_verb(verbs)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after the program's name; those of the process when left out.
    """
    parsed = build_parser().parse_args(arguments)
    try:
        return parsed.run(parsed)
    except CourseError as error:
        print(one_line(str(error)), file=sys.stderr)
        return 2
    except BrokenPipeError:
        # the reader of a pipe has seen enough; what is still in the buffer must not complain either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
