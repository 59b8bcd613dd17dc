"""From handed-in files to a folder with the gradebook: what the command does."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from postsoviet.errors import CourseError, did_you_mean
from postsoviet.quiz.gradebook import open_answers, shapes
from postsoviet.quiz.gradebook.distractors import taken
from postsoviet.quiz.gradebook.merging import COUNTS, Count, File, Gradebook, NothingGraded, gather
from postsoviet.quiz.gradebook.shapes import SHAPES, Shape
from postsoviet.quiz.gradebook.report import page
from postsoviet.quiz.gradebook.handed_in import RESULTS, Entry, opened, unzipped
from postsoviet.quiz.gradebook.results import clean
from postsoviet.quiz.gradebook.item_analysis import FEW, analyse
from postsoviet.quiz.gradebook.open_answers import Merged
from postsoviet.quiz.gradebook.spreadsheet import table

#: How the answers are called in the zip that a kernel saves.
_ANSWERS = "my-work.json"
#: So many sentences about single files are printed; report.csv has them all.
_SHOWN = 20


@dataclass(frozen=True)
class Summary:
    """What was done.

    Attributes
    ----------
    sentences : tuple of str
        For the instructor, in the order in which to print them.
    """

    unit: str
    graded: int
    skipped: int
    folder: Path
    files: tuple[str, ...]
    sentences: tuple[str, ...]


def run(
    paths: Sequence[Path],
    to: Shape,
    out: Path,
    progress: Callable[[int, int], None] | None = None,
    *,
    count: Count = "last",
    unit: str | None = None,
    open_file: Path | None = None,
) -> Summary:
    """Grade result files and write the gradebook.

    Parameters
    ----------
    paths : sequence of Path
        Files, folders, zip files and patterns.
    to : {"canvas", "moodle", "csv"}
        The shape of grades.csv.
    out : Path
        A new folder, an empty one, or an earlier gradebook.
    progress : callable, optional
        Is told how many files are done, of how many.
    count : {"last", "first", "best"}
        Which try of a question is worth points.
    unit : str, optional
        Two digits; when left out, the unit that most of the files are of.
    open_file : Path, optional
        An open-answers.csv with points.

    Raises
    ------
    CourseError
        When nothing can be graded (``report.csv`` then says why), or the folder cannot be written.
    """
    for word, known in ((to, SHAPES), (count, COUNTS)):
        if word not in known:
            raise CourseError(
                f"'{word}' is not one of {', '.join(known)}{did_you_mean(word, known)}; choose one of them."
            )
    folder = out.resolve()
    shapes.check_target(folder, open_file)
    with opened(paths, leave_out=folder) as entries, ExitStack() as stack:
        try:
            gradebook = gather(_results_in(entries, stack), unit=unit, count=count, progress=progress)
        except NothingGraded as error:
            raise CourseError(f"{error} {_write_reasons(out, folder, error.files)}") from None
    if not gradebook.students:
        reasons = _write_reasons(out, folder, gradebook.files)
        raise CourseError(f"No file is of unit {unit}. {reasons}")
    merged = open_answers.merge(gradebook, open_file) if open_file else Merged(gradebook)
    files = _files(merged, to)
    shapes.put(folder, files)
    return _summary(merged, to, out, tuple(files))


def _results_in(entries: Sequence[Entry], stack: ExitStack) -> list[Entry]:
    """Open zip files that students made, and leave out the notebook that a kernel saved beside the answers."""
    found: list[Entry] = []
    for entry in entries:
        if not entry.name.lower().endswith(".zip"):
            found.append(entry)
            continue
        try:
            content = io.BytesIO(entry.read())
        except CourseError:
            found.append(entry)
            continue
        found += [Entry(clean(name), read) for name, read in unzipped(entry.name, content, stack, RESULTS)]
    # the notebook is graded elsewhere
    folders = {PurePosixPath(one.name).parent for one in found if PurePosixPath(one.name).name == _ANSWERS}
    return [one for one in found if not one.name.endswith(".ipynb") or PurePosixPath(one.name).parent not in folders]


def _write_reasons(out: Path, folder: Path, files: Sequence[File]) -> str:
    """Write why nothing was graded, and return where; an earlier gradebook with grades is worth more."""
    if (folder / shapes.GRADES).exists():
        return f"The earlier gradebook in {out} is as it was; name a new folder to have the reason for each file."
    shapes.put(folder, {shapes.REPORT: shapes.report(files)})
    return f"Why each was skipped stands in {out / shapes.REPORT}."


def _files(merged: Merged, to: Shape) -> dict[str, bytes]:
    gradebook = merged.gradebook
    analysis = analyse(gradebook)
    answers = taken(gradebook, analysis)
    files = shapes.grades(gradebook, to)
    files["items.csv"] = shapes.items(analysis)
    files["distractors.csv"] = shapes.distractors(answers, analysis)
    if rows := open_answers.rows(merged):
        files[open_answers.FILE] = table(open_answers.COLUMNS, rows)
    files[shapes.REPORT] = shapes.report(gradebook.files)
    files["report.html"] = page(gradebook, analysis, answers).encode("utf-8")
    return files


def _summary(merged: Merged, to: Shape, out: Path, files: tuple[str, ...]) -> Summary:
    gradebook = merged.gradebook
    graded = [one for one in gradebook.files if one.is_graded]
    skipped = [one for one in gradebook.files if not one.is_graded]
    said = [f"Unit {gradebook.bank.unit}: {_counted(len(graded), 'file')} graded, {len(skipped)} skipped."]
    said += _first([one.reason for one in skipped])
    said += _first([f"{one.name}: {caution}" for one in graded for caution in one.cautions])
    said += merged.sentences
    said += _about_open(gradebook, out)
    if to == "moodle":
        said += _about_moodle(gradebook, files, out)
    if len(graded) < FEW:
        said.append(f"With fewer than {FEW} students, read the figures of single questions with caution.")
    said.append(f"The gradebook is in {out}: {', '.join(files)}. Open report.html first.")
    return Summary(gradebook.bank.unit, len(graded), len(skipped), out, files, tuple(said))


def _first(sentences: Sequence[str]) -> list[str]:
    rest = len(sentences) - _SHOWN
    return [
        *sentences[:_SHOWN],
        *([f"So much for {_SHOWN} of them; {rest} more stand in report.csv."] if rest > 0 else []),
    ]


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _about_open(gradebook: Gradebook, out: Path) -> list[str]:
    waiting = sum(
        student.wrote(question.id) and student.fraction(question.id) is None
        for question in gradebook.open
        for student in gradebook.students
    )
    if not waiting:
        return []
    table_of_open = out / open_answers.FILE
    return [
        f"{_counted(waiting, 'open answer')} must be read by you: write points into {table_of_open},"
        f" then run this again with --open {table_of_open}; until then grades.csv has the other points."
    ]


def _about_moodle(gradebook: Gradebook, files: tuple[str, ...], out: Path) -> list[str]:
    said = ["In Moodle, make a grade item for each column of points first, and map columns to items when you import."]
    if shapes.UNMATCHED in files:
        said.append(
            "Some students wrote no e-mail address or number that could stand in the first column;"
            f" they are in {out / shapes.UNMATCHED}: fill it in before you import the file,"
            " for Moodle gives a row without it to another student."
        )
    return said
