"""The verb ``findings``: check the replication ledger, or write it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_verb(verbs: argparse._SubParsersAction) -> None:
    """Add ``findings`` and its actions to the command line."""
    findings = verbs.add_parser("findings", help="check or write the ledger of recomputed results")
    actions = findings.add_subparsers(title="actions", dest="action", metavar="ACTION", required=True)
    for name, run, help_text in (
        ("check", _check, "compare data/findings.csv with what the data sets give"),
        ("write", _write, "compute data/findings.csv again"),
    ):
        action = actions.add_parser(name, help=help_text)
        action.add_argument("--file", type=Path, help="another file (default: findings.csv of the data folder)")
        action.set_defaults(run=run)


def _check(arguments: argparse.Namespace) -> int:
    from postsoviet.findings.register import LedgerError, check

    try:
        count = check(arguments.file)
    except LedgerError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"All {count} findings agree with the data sets.")
    return 0


def _write(arguments: argparse.Namespace) -> int:
    from postsoviet.findings.register import write

    target = write(arguments.file)
    print(f"Wrote {target.name}.")
    if arguments.file is None:
        print("Its checksum has changed if its content has: run 'python -m postsoviet data seal'.")
    return 0
