"""The verb ``traces``: where the numbers of a unit's prose come from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_verb(verbs: argparse._SubParsersAction) -> None:
    """Add ``traces`` and its actions to the command line."""
    traces = verbs.add_parser("traces", help="check or draft the map of the numbers in a unit's prose")
    actions = traces.add_subparsers(title="actions", dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="hold the map against prose, data and, where given, source")
    check.add_argument("units", nargs="*", metavar="UNIT", help="two digits; all units that have a map by default")
    check.add_argument("--sources", type=Path, help="folder of the source texts")
    check.set_defaults(run=_check)
    draft = actions.add_parser("draft", help="print suggestions for numbers without an origin")
    draft.add_argument("unit", metavar="UNIT", help="two digits")
    draft.set_defaults(run=_draft)


def _check(arguments: argparse.Namespace) -> int:
    from postsoviet.descriptor import open_package
    from postsoviet.sourcing import read_sources
    from postsoviet.traces.origins import FOLDER, load_map
    from postsoviet.traces.texts import unit_occurrences
    from postsoviet.traces.verify import problems

    sources = read_sources(open_package(), arguments.sources) if arguments.sources else {}
    count = 0
    wrong: list[str] = []
    units = arguments.units or [path.stem for path in sorted(FOLDER.glob("[0-9][0-9].yml"))]
    for unit in units:
        found = unit_occurrences(unit)
        wrong += problems(load_map(unit), found, sources.get(unit))
        count += len(found)
    for sentence in wrong:
        print(sentence)
    if not wrong:
        print(f"All {count} numbers of {len(units)} units have an origin.")
    return 1 if wrong else 0


def _draft(arguments: argparse.Namespace) -> int:
    import yaml

    from postsoviet.traces.draft import suggestions
    from postsoviet.traces.origins import load_map, map_path
    from postsoviet.traces.texts import blocks

    known = load_map(arguments.unit) if map_path(arguments.unit).is_file() else None
    if known is None:
        print(f"unit: \"{arguments.unit}\"\norigins:")
    found = suggestions(arguments.unit, known, blocks(arguments.unit))
    print(yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=200) if found else "", end="")
    print(f"{len(found)} suggestions; read each one in its sentence before you keep it.", file=sys.stderr)
    return 0
