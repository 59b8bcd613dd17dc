"""The verb ``data``: list, show, check, seal and pack the data sets."""

from __future__ import annotations

import argparse
from pathlib import Path

from postsoviet.descriptor import data_folder, open_package
from postsoviet.errors import DataError, did_you_mean


def add_verb(verbs: argparse._SubParsersAction) -> None:
    """Add ``data`` and its actions to the command line."""
    data = verbs.add_parser("data", help="list, show, check, seal or pack the data sets")
    actions = data.add_subparsers(title="actions", dest="action", metavar="ACTION", required=True)
    folder = {"--folder": {"type": Path, "help": "another data folder (default: the course's own)"}}
    for name, run, help_text, options in (
        ("list", _list, "one line for each data set", {"--unit": {"help": "only one unit: two digits"}}),
        ("show", _show, "one data set with its source and cautions",
         {"name": {"help": "name of a data set, as 'data list' prints it"}}),
        ("check", _check, "hold every data set against datapackage.json",
         {"--sources": {"type": Path, "help": "folder of the source texts, to look every value up"}}),
        ("seal", _seal, "write new checksums into datapackage.json after an edit", {}),
        ("pack", _pack, "write everything into one zip file",
         {"target": {"type": Path, "help": "the zip file to write"}}),
    ):  # fmt: skip
        action = actions.add_parser(name, help=help_text)
        for option, given in {**options, **folder}.items():
            action.add_argument(option, **given)
        action.set_defaults(run=run)


def _list(arguments: argparse.Namespace) -> int:
    from postsoviet.datasets import catalogue

    table = catalogue(arguments.folder)
    if arguments.unit is not None:
        known = [*dict.fromkeys(table["unit"])]
        if arguments.unit not in known:
            hint = did_you_mean(arguments.unit, known)
            raise DataError(f"There are no data sets of unit '{arguments.unit}'{hint}; there are: {', '.join(known)}.")
        table = table[table["unit"] == arguments.unit]
    width = table["name"].str.len().max()
    for row in table.itertuples():
        print(f"{row.name:<{width}}  {row.rows:>4} rows  {row.processing:<7}  {row.title}")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    from postsoviet.datasets import load

    frame = load(arguments.name, arguments.folder)
    about = frame.attrs
    print(f"{about['name']}: {about['title']}")
    print(about["description"])
    print(f"Source: {about['source']} ({about['processing']})")
    for column, unit in about["units"].items():
        print(f"Unit of {column}: {unit}")
    for label, key in (("Note", "notes"), ("Conflict", "conflicts"), ("Break", "breaks")):
        for sentence in about[key]:
            print(f"{label}: {sentence}")
    print()
    # plain numbers as stored, and nothing where nothing is printed
    print(frame.to_string(index=False, na_rep="", float_format=lambda value: f"{value:.10g}"))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from postsoviet.checking import check
    from postsoviet.sourcing import untraced

    problems = check(arguments.folder)
    if arguments.sources and not problems:
        problems = untraced(arguments.sources, arguments.folder)
    for sentence in problems:
        print(sentence)
    if not problems:
        count = len(open_package(arguments.folder).resources)
        print(f"All {count} data sets agree with datapackage.json{' and with the sources' if arguments.sources else ''}.")
    return 1 if problems else 0


def _seal(arguments: argparse.Namespace) -> int:
    from postsoviet.checking import seal

    renewed = seal(arguments.folder)
    for name in renewed:
        print(f"Sealed {name}.")
    if not renewed:
        where = (arguments.folder or data_folder()).name
        print(f"Nothing to do: every checksum in {where} is up to date.")
    return 0


def _pack(arguments: argparse.Namespace) -> int:
    from postsoviet.packing import pack

    target = pack(arguments.target, arguments.folder)
    print(f"Wrote {target.name} ({target.stat().st_size / 1000:.0f} kB).")
    return 0
