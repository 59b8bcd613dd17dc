"""The verb ``new``: the skeleton of a unit or of a data set, and what is left to write."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postsoviet.scaffold.writing import Plan


def add_verb(verbs: argparse._SubParsersAction) -> None:
    """Add ``new`` and its kinds to the command line."""
    new = verbs.add_parser("new", help="write the skeleton of a unit or of a data set; list what is left to write")
    kinds = new.add_subparsers(title="kinds", dest="kind", metavar="KIND", required=True)

    unit = kinds.add_parser("unit", help="notebook, quiz, explorer, exercises, data and every entry of a new unit")
    unit.add_argument("number", help="two digits that no unit has: 23")
    unit.add_argument("--title", required=True, help="heading of the page")
    unit.add_argument("--short-name", required=True, metavar="NAME", help="for its files: small letters, digits and _")
    unit.add_argument("--short", help="title in cards and navigation, at most five words (default: the title)")
    unit.add_argument("--author", required=True, help="who wrote the source: 'Savia Hasanova'")
    unit.add_argument("--year", required=True, type=int, help="when the source appeared")
    unit.add_argument("--part", required=True, help="1 to 4, or documents; as in book/units.yml")
    unit.add_argument("--country", required=True, action="append", help="as on the small map; may be given again")
    unit.add_argument("--text", required=True, type=Path, help="the text of the source; read for its checksum and never copied")
    unit.set_defaults(run=_unit)

    dataset = kinds.add_parser("dataset", help="an empty table and its description")
    dataset.add_argument("name", help="the unit and the content: 09-topic")
    dataset.add_argument("--title", help="what the table holds, in a few words")
    dataset.add_argument(
        "--column", action="append", default=[], metavar="NAME:TYPE",
        help="a column, of the type string, integer or number; may be given again (default: item:string, value:number)",
    )  # fmt: skip
    dataset.add_argument("--processing", choices=("printed", "prose", "coded"), default="prose", help="where it comes from (prose)")
    dataset.set_defaults(run=_dataset)
    for parser in (unit, dataset):
        parser.add_argument("--dry-run", action="store_true", help="write nothing; list what would be written")

    left = kinds.add_parser("left", help="list what is left to write; the exit code is 1 while there is any")
    left.add_argument("unit", nargs="?", help="two digits; the whole course when left out")
    left.set_defaults(run=_left)


def _unit(arguments: argparse.Namespace) -> int:
    from postsoviet.course.register import ROOT
    from postsoviet.scaffold.unit import Facts, plan_unit

    facts = Facts(
        number=arguments.number, title=arguments.title, name=arguments.short_name, short=arguments.short or arguments.title,
        author=arguments.author, year=arguments.year, part=arguments.part, countries=tuple(arguments.country),
    )  # fmt: skip
    status = _finish(plan_unit(ROOT, facts, arguments.text), arguments.dry_run)
    if not arguments.dry_run:
        _tell(facts.number)
        print(f"\nNext: python tools/notebooks.py notebooks/{facts.number}_{facts.name}.ipynb, then book/maintainers/add-a-unit.md.")
    return status


def _dataset(arguments: argparse.Namespace) -> int:
    from postsoviet.course.register import ROOT
    from postsoviet.scaffold.dataset import plan_dataset

    plan = plan_dataset(ROOT, arguments.name, arguments.title, arguments.column, arguments.processing)
    status = _finish(plan, arguments.dry_run)
    if not arguments.dry_run:
        _tell(arguments.name[:2])
        print("\nNext: fill in the rows, then python -m postsoviet data seal; see book/maintainers/add-a-data-set.md.")
    return status


def _finish(plan: Plan, dry_run: bool) -> int:
    if not dry_run:
        plan.write()
    print("\n".join(plan.describe()))
    if dry_run:
        print("Nothing was written.")
    return 0


def _tell(unit: str | None) -> int:
    from postsoviet.course.register import ROOT
    from postsoviet.scaffold.left import left_to_write

    places = left_to_write(ROOT, unit)
    whose = f"unit {unit}" if unit else "the course"
    print(f"\nLeft to write in {whose}: {len(places) or 'nothing'}{' places' if len(places) > 1 else ' place' if places else ''}.")
    for place in places:
        print(f"  {place}")
    return len(places)


def _left(arguments: argparse.Namespace) -> int:
    if arguments.unit is not None:
        from postsoviet.course.register import read

        read().unit(arguments.unit)
    return int(_tell(arguments.unit) > 0)
