"""Hold the map of a unit against its prose, its data sets and, where it is at hand, its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
import pandas as pd

from postsoviet import findings as findings_package
from postsoviet.datasets import load
from postsoviet.errors import CourseError
from postsoviet.measures import inequality, migration, proportions, redistribution, rounding
from postsoviet.traces.cells import cell_row, holds
from postsoviet.traces.origins import Entry, TraceMap
from postsoviet.traces.prose import Occurrence
from postsoviet.tracing import SourceText


_YEAR = re.compile(r"(?:19|20)\d\d")


def problems(trace_map: TraceMap, found: Iterable[Occurrence], source: SourceText | None = None) -> list[str]:
    """List what is wrong with a map, one sentence each.

    Parameters
    ----------
    trace_map : TraceMap
        The map of the unit.
    found : iterable of Occurrence
        The numbers of its prose and quiz.
    source : SourceText, optional
        The source of the unit; without it the lines are not looked up.
    """
    file = f"{trace_map.unit}.yml"
    names = _namespace(trace_map)
    used: set[Entry] = set()
    wrong: list[str] = []
    for occurrence in found:
        entry = trace_map.origin(occurrence)
        if entry is None:
            wrong.append(
                f"{file}: nothing says where {occurrence.number} comes from in '{occurrence.context}';"
                f" correct the number, or run 'python -m postsoviet traces draft {trace_map.unit}' and choose."
            )
        else:
            used.add(entry)
    for entry in trace_map.origins:
        label = f"{file}: {entry.number} in '{entry.at}'"
        if entry not in used:
            wrong.append(f"{label} does not stand in the prose any more; remove the entry.")
        wrong += [f"{label} {said}" for said in _faults(entry, names, source)]
    return wrong


def _faults(entry: Entry, names: dict[str, Any], source: SourceText | None) -> Iterator[str]:
    if entry.cell:
        try:
            _, row, column = cell_row(entry.cell)
        except CourseError as error:
            yield f"cannot be followed: {error}"
        else:
            stored = row[column]
            if not holds(stored, entry.number):
                yield f"is not what {entry.cell} holds ({stored or 'nothing'}); correct the number or the cell."
    elif entry.lines and source is not None:
        if not (
            source.trace(entry.number.replace(",", ""), entry.lines, ordinal=True)
            # a decade: 1990 stands in "the 1990s"
            or (_YEAR.fullmatch(entry.number) and source.dates(entry.number, entry.lines))
        ):
            yield f"does not stand in the source lines {entry.lines}; correct one of them."
    elif entry.expression:
        value = float(eval(entry.expression, names))  # noqa: S307 (the map is part of the repository, as code is)
        digits = len(entry.number.partition(".")[2])
        # compared as magnitudes: prose writes "fell by 26.0 percent" for a change of -26.0
        if f"{abs(value):.{digits}f}" != entry.number.replace(",", ""):
            yield f"does not follow: the expression gives {value:.6g}; correct one of them."


def _namespace(trace_map: TraceMap) -> dict[str, Any]:
    names: dict[str, Any] = {
        "load": load, "np": np, "pd": pd, "inequality": inequality, "migration": migration,
        "proportions": proportions, "redistribution": redistribution, "rounding": rounding,
        "findings": findings_package,
    }  # fmt: skip
    recomputed = f"postsoviet.findings.unit_{trace_map.unit}"
    # a page across units has no findings of its own
    if find_spec(recomputed):
        names[f"unit_{trace_map.unit}"] = import_module(recomputed)
    exec(trace_map.definitions, names)  # noqa: S102 (as above)
    return names
