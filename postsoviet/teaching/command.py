"""The verb ``unit``: what is made of one unit for a class."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_verb(verbs: argparse._SubParsersAction) -> None:
    """Add ``unit`` and its actions to the command line."""
    unit = verbs.add_parser("unit", help="make a pack for teaching a unit, or a zip to work without a network")
    actions = unit.add_subparsers(title="actions", dest="action", metavar="ACTION", required=True)

    pack = actions.add_parser("pack", help="notebooks, autograder, teaching note, slides and quiz of a unit")
    pack.add_argument("unit", help="two digits")
    pack.add_argument("--hidden-tests", action="store_true", help="students learn only at grading if an answer is right")
    pack.add_argument("--points", metavar="LIST", help="points of exercises, by number or id: 1=2,09-gini=3.5 (1 each)")
    pack.add_argument("--out", type=Path, help="folder to write, or a file that ends in .zip (unit-NN-pack)")
    pack.add_argument("--force", action="store_true", help="replace the files of an earlier pack")
    pack.set_defaults(run=_pack)

    zipped = actions.add_parser("zip", help="a unit to work through on a machine with no network")
    zipped.add_argument("unit", help="two digits")
    zipped.add_argument("--wheels", action="store_true", help="put in the packages too, for a machine that has none")
    zipped.add_argument("--out", type=Path, help="the file to write (unit-NN.zip)")
    zipped.set_defaults(run=_zip)


def _pack(arguments: argparse.Namespace) -> int:
    from postsoviet.progress import bar
    from postsoviet.teaching.assignment import assignment, parse_points
    from postsoviet.teaching.pack.packing import pack, refuse, write

    unit = assignment(arguments.unit)
    if arguments.points is not None:
        unit = parse_points(arguments.points, unit)
    out = arguments.out or Path(f"unit-{unit.unit}-pack")
    if not arguments.force:
        refuse(out)
    files = pack(unit, hidden=arguments.hidden_tests, progress=bar)
    write(files, out)
    size = sum(map(len, files.values())) / 1e6
    points = sum(task.points for task in unit.tasks)
    print(f"Wrote {out}: {len(files)} files, {size:.1f} MB, {points:g} points. Begin with README.md.")
    return 0


def _zip(arguments: argparse.Namespace) -> int:
    from postsoviet.teaching.assignment import path_of

    path_of(arguments.unit)
    from postsoviet.teaching.offline import write_unit_zip

    written = write_unit_zip(arguments.unit, arguments.out or Path(f"unit-{arguments.unit}.zip"), arguments.wheels)
    print(f"Wrote {written}.")
    return 0
