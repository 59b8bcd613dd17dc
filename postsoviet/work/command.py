"""The verb ``work``: save a student's work as one file, and put it back, without a kernel."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_verb(verbs: argparse._SubParsersAction) -> None:
    """Add ``work`` and its actions to the command line."""
    work = verbs.add_parser("work", help="save your notebook of a unit as one file, and put it back")
    actions = work.add_subparsers(title="actions", dest="action", metavar="ACTION", required=True)

    save = actions.add_parser("save", help="write my-work-NN.zip; in a notebook, save_my_work() adds the quiz's answers")
    save.add_argument("unit", metavar="UNIT", help="two digits")
    save.add_argument("--folder", type=Path, default=Path(), help="where the notebook lies (the working folder)")
    save.set_defaults(run=_save)

    back = actions.add_parser("open", help="put back what a file holds; nothing is overwritten")
    back.add_argument("file", type=Path, metavar="FILE", help="a my-work-NN.zip")
    back.add_argument("--folder", type=Path, default=Path(), help="where the notebooks lie (the working folder)")
    back.set_defaults(run=_open)


def _save(arguments: argparse.Namespace) -> int:
    from postsoviet.work import file as work_file
    from postsoviet.work.notebooks import current

    notebook = current(arguments.unit, arguments.folder)
    target = work_file.write(notebook)
    print(f"{target} is written; it holds {notebook.path.name} as it was saved, and no answers to the quiz.")
    return 0


def _open(arguments: argparse.Namespace) -> int:
    from postsoviet.work import file as work_file
    from postsoviet.work.returning import place

    found = work_file.read(arguments.file)
    for sentence, _ in place(found.notebooks, arguments.folder):
        print(sentence)
    if found.answers:
        print(
            f"The answers to the quiz go back into a browser: run open_my_work(\"{arguments.file.name}\") in a notebook,"
            f" or load {work_file.ANSWERS} on the page My work of the course."
        )
    for trouble in found.troubles:
        print(trouble, file=sys.stderr)
    return 1 if found.troubles else 0
