"""Write what an exporter gives: whole or not at all, with a report of what the format could not hold."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from postsoviet.errors import CourseError
from postsoviet.quiz.exports import FORMATS, exporter
from postsoviet.quiz.exports.base import Report, Source


def export(source: Source, name: str) -> tuple[dict[str, bytes], Report]:
    """Export a drawn bank, and add the report to the files.

    Parameters
    ----------
    source : Source
        From `draw_source`.
    name : str
        A format of the register.

    Returns
    -------
    files : dict of str to bytes
        Path below the target folder to content.
    report : Report
        What was lost.
    """
    report = Report(name)
    files = exporter(name)(source, report)
    return {**files, f"{source.bank.unit}-{name}-report.md": report_text(source, report, files).encode()}, report


def report_text(source: Source, report: Report, files: Mapping[str, bytes]) -> str:
    """Return the report as Markdown."""
    title = FORMATS[report.format][1]
    versions = sum(len(pool.variants) for pool in source.pools)
    # a folder of many files is named by itself
    names = sorted({name.partition("/")[0] + ("/" if "/" in name else "") for name in files})
    lines = [
        f"# {title}: quiz of unit {source.bank.unit}",
        "",
        f"{len(source.pools)} questions, {versions} versions with seed {source.seed}. Files: {', '.join(names)}.",
        "",
    ]
    few = [pool for pool in source.pools if pool.question.is_parameterised and len(pool.variants) < source.variants]
    lines += [
        f"- `{pool.question.id}` has {len(pool.variants)} versions; {source.variants} were asked for." for pool in few
    ]
    lines += ["", "## What this format does not hold", ""] if report.losses else ["Everything of the bank is in the files."]
    lines += _told(report, [pool.question.id for pool in source.pools])
    return "\n".join(lines) + "\n"


def _told(report: Report, every: list[str]) -> list[str]:
    """Say each loss once, with the questions that it is true of; what is true of all comes first."""
    where: dict[str, list[str]] = {}
    for question, what in report.losses:
        where.setdefault(what, []).append(question)
    whole = [what for what, questions in where.items() if "" in questions or {*questions} >= {*every}]
    lines = [f"- Every question: {what}." for what in whole]
    for what, questions in where.items():
        if what not in whole:
            lines.append(f"- {', '.join(f'`{one}`' for one in every if one in questions)}: {what}.")
    return lines


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Put files into a folder; those of a failed run do not stay there half.

    Raises
    ------
    CourseError
        When the folder cannot be written, or a path leads out of it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".quiz-") as draft:
            for name, content in files.items():
                path = Path(draft) / name
                if not path.resolve().is_relative_to(Path(draft).resolve()):
                    raise CourseError(f"The file name '{name}' leads out of the folder {folder.name}.")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            for name in files:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(Path(draft) / name, target)
    except OSError as error:
        raise CourseError(f"Nothing could be written to {folder.name}: {error.strerror or error}; choose another --out.") from None
