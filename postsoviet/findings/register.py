"""The replication ledger: every published result that can be recomputed, beside ours."""

from __future__ import annotations

import csv
import io
import math
import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pandas as pd

from postsoviet.descriptor import data_folder
from postsoviet.errors import CourseError, did_you_mean
from postsoviet.files import replacing
from postsoviet.findings.finding import Finding

COLUMNS = [
    "id", "unit", "exhibit", "cell", "printed", "recomputed", "allowed_low", "allowed_high", "verdict",
    "explanation", "line",
]
FILE = "findings.csv"


class LedgerError(CourseError):
    """The stored ledger is not what the data sets give."""


def _modules() -> dict[str, list[str]]:
    """Name the modules of each unit: those called ``unit_NN`` or ``unit_NN_topic``."""
    found: dict[str, list[str]] = {}
    for module in sorted(module.name for module in iter_modules([str(Path(__file__).parent)])):
        if name := re.fullmatch(r"unit_(\d\d)(?:_\w+)?", module):
            found.setdefault(name[1], []).append(f"postsoviet.findings.{module}")
    return found


def _findings_of(name: str) -> list[Finding]:
    # a module may hold only what others of its unit share
    return getattr(import_module(name), "findings", list)()


def findings(unit: str | None = None) -> list[Finding]:
    """The findings of one unit, or of all.

    Parameters
    ----------
    unit : str, optional
        Two digits, ``"02"``.

    Raises
    ------
    CourseError
        If the unit has no findings, or two findings have one id.
    """
    modules = _modules()
    if unit is not None and unit not in modules:
        raise CourseError(
            f"There are no findings of unit '{unit}'{did_you_mean(unit, modules)}; "
            f"there are for: {', '.join(modules)}."
        )
    units = modules if unit is None else [unit]
    found = [finding for number in units for name in modules[number] for finding in _findings_of(name)]
    seen: set[str] = set()
    for finding in found:
        if finding.id in seen:
            raise CourseError(f"Two findings have the id {finding.id}; give each its own.")
        seen.add(finding.id)
    return found


def ledger(unit: str | None = None) -> pd.DataFrame:
    """The ledger as a data frame, computed now from the data sets.

    Parameters
    ----------
    unit : str, optional
        Two digits; all units when left out.

    Returns
    -------
    pandas.DataFrame
        id, unit, exhibit, cell, printed (as printed, text), recomputed, allowed_low,
        allowed_high (numbers; missing where inputs are exact), verdict, explanation, line.
        Our numbers are rounded for reading, the allowed range outwards.
    """
    frame = pd.DataFrame(_rows(unit), columns=COLUMNS)
    for column in ("recomputed", "allowed_low", "allowed_high"):
        frame[column] = pd.to_numeric(frame[column])
    return frame


def text() -> str:
    """The ledger as the text of its CSV file."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows())
    return stream.getvalue()


def write(path: Path | None = None) -> Path:
    """Write the ledger; a reader sees the old file or the new one, never a part.

    Parameters
    ----------
    path : Path, optional
        Default: ``findings.csv`` in the course's data folder.

    Returns
    -------
    Path
        The file written.
    """
    target = Path(path) if path is not None else data_folder() / FILE
    with replacing(target) as draft:
        draft.write_text(text(), encoding="utf-8", newline="")
    return target


def check(path: Path | None = None) -> int:
    """Raise unless the stored ledger is what the data sets give.

    Parameters
    ----------
    path : Path, optional
        As for `write`.

    Returns
    -------
    int
        The number of findings.

    Raises
    ------
    LedgerError
        Naming the file and its first line that differs.
    """
    target = Path(path) if path is not None else data_folder() / FILE
    mend = "run 'python -m postsoviet findings write'"
    if not target.is_file():
        raise LedgerError(f"{target.name} is missing; {mend}.")
    stored, fresh = target.read_bytes().decode("utf-8", errors="replace"), text()
    if stored == fresh:
        return fresh.count("\n") - 1  # no cell of the ledger has a line break
    old, new = stored.split("\n"), fresh.split("\n")
    pairs = zip([*old, *[""] * len(new)], [*new, *[""] * len(old)])
    number = next(position for position, (before, after) in enumerate(pairs, 1) if before != after)
    raise LedgerError(f"{target.name}, line {number}, is not what the data sets give; {mend}.")


def _rows(unit: str | None = None) -> list[list[str]]:
    return [
        [
            one.id, one.unit, one.exhibit, one.cell, one.printed, _shown(one.recomputed, one.decimals),
            *_shown_range(one), one.verdict, one.explanation, one.line,
        ]
        for one in findings(unit)
    ]


def _shown(value: float, decimals: int) -> str:
    return f"{round(value, decimals) + 0.0:.{decimals}f}"  # the zero added turns -0.0 into 0.0


def _shown_range(one: Finding) -> tuple[str, str]:
    """Both ends, rounded outwards so that the range shown is never narrower than it is."""
    if one.allowed is None:
        return "", ""
    unit = 10**one.decimals
    return tuple(
        # Rounded first, so that noise in the last bit does not push 98 out to 97.99.
        _shown(whole(round(end * unit, 6)) / unit, one.decimals) if math.isfinite(end) else ""
        for end, whole in zip(one.allowed, (math.floor, math.ceil), strict=True)
    )
