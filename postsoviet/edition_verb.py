"""The verb ``edition``: read ``edition.yml``, and say what it means."""

from __future__ import annotations

import argparse


def add_verb(verbs: argparse._SubParsersAction) -> None:
    """Add ``edition`` to the command line."""
    verbs.add_parser("edition", help="check edition.yml, and say what it means").set_defaults(run=_run)


def _run(_arguments: argparse.Namespace) -> int:
    from postsoviet import edition as editions
    from postsoviet.course.register import read

    edition, register = editions.read(), read()
    print(f"{edition.title} ({edition.author})")
    if edition.is_whole:
        print(f"The whole course: {len(register.units)} units.")
    for number in edition.units:
        print(f"  {number}  {register.unit(number).short}")
    for name, group in (("dates", edition.dates), ("links", edition.links)):
        for key in group.model_fields_set:
            value = getattr(group, key)
            print(f"{name}, {key}: {', '.join(map(str, value)) if isinstance(value, tuple) else value}")
    print("The edition is in order.")
    return 0
