"""Make the whole pack of a unit, and write it as a folder or as a zip."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from postsoviet.errors import CourseError
from postsoviet.files import replacing
from postsoviet.quiz import bank
from postsoviet.teaching.assignment import Assignment
from postsoviet.teaching.pack import autograder, note, notebooks
from postsoviet.teaching.pack.content import content
from postsoviet.teaching.pack.slides import slides
from postsoviet.words import words
from postsoviet.zipped import zipped

Progress = Callable[[int, int], None]
#: Versions of a question with drawn numbers, and of a printed paper; and the seed of the draw.
_VARIANTS, _SEED = 10, 1


def pack(assignment: Assignment, *, hidden: bool = False, progress: Progress = lambda done, whole: None) -> dict[str, bytes]:
    """Make every file of a pack.

    Parameters
    ----------
    assignment : Assignment
        With the points as they should be.
    hidden : bool
        Whether students learn only at grading if an answer is right.
    progress : callable
        Told how many steps are done, and of how many.

    Returns
    -------
    dict of str to bytes
        Path inside the pack to content; the same bytes for the same course and the same options.

    Raises
    ------
    CourseError
        If the notebook is not in the house form.
    """
    from postsoviet.quiz.formats import FORMATS

    has_quiz = bank.exists(assignment.unit)
    whole = 4 + (len(FORMATS) + 1 if has_quiz else 0)
    done = 0

    def step(new: Mapping[str, str | bytes]) -> None:
        nonlocal done
        files.update({name: text.encode() if isinstance(text, str) else text for name, text in new.items()})
        done += 1
        progress(done, whole)

    files: dict[str, bytes] = {}
    stem = assignment.path.stem
    solutions = f"instructor/{stem}-solutions.ipynb"
    progress(0, whole)
    step({
        f"student/{stem}.ipynb": notebooks.student_notebook(assignment, hidden=hidden),
        solutions: notebooks.instructor_notebook(assignment),
    })
    unit = content(assignment)
    text = note.note_markdown(assignment, unit, hidden=hidden, solutions=solutions)
    step({"teaching-note.md": text, "teaching-note.html": note.note_html(assignment, text)})
    step({"slides.html": slides(assignment, unit)})
    made = autograder.autograder(assignment, hidden=hidden)
    tests = {f"autograder/tests/{name}": test for name, test in autograder.tests_of(made).items()}
    step({"autograder/autograder.zip": made, "autograder/requirements.txt": autograder.requirements(), **tests})
    if has_quiz:
        for name in ("page", *FORMATS):
            step(_quiz(assignment.unit, name))
    files["README.md"] = _readme(assignment, solutions, hidden, has_quiz).encode()
    return dict(sorted(files.items()))


def refuse(out: Path) -> None:
    """Refuse a place where something is already.

    Raises
    ------
    CourseError
        If `out` is a file, or a folder that is not empty.
    """
    if out.is_file() or out.is_dir() and any(out.iterdir()):
        raise CourseError(f"{out} is there already; choose another --out, or replace its files with --force.")


def write(files: Mapping[str, bytes], out: Path) -> None:
    """Write a pack to a folder, or to one zip if the name ends so.

    Parameters
    ----------
    files : mapping of str to bytes
        From `pack`.
    out : pathlib.Path
        Files of the pack replace those that are there; others in the folder stay.

    Raises
    ------
    CourseError
        If nothing can be written there.
    """
    try:
        if out.suffix == ".zip":
            out.parent.mkdir(parents=True, exist_ok=True)
            with replacing(out) as draft:
                draft.write_bytes(zipped(files))
        else:
            _write_folder(files, out)
    except OSError as error:
        raise CourseError(f"{out} could not be written: {error.strerror or error}; choose another --out.") from None


def _write_folder(files: Mapping[str, bytes], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    # all of it on the disk before the first file takes its place
    with tempfile.TemporaryDirectory(dir=out, prefix=".pack-") as draft:
        for name, content in files.items():
            path = Path(draft, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for name in files:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(Path(draft, name), out / name)


def _quiz(unit: str, name: str) -> dict[str, bytes]:
    """Return the quiz in one format, or as a page without the key."""
    from postsoviet.quiz.exports import draw_source
    from postsoviet.quiz.exports.writing import export
    from postsoviet.quiz.page import whole_page

    if name == "page":
        return {f"quiz/{unit}-test-without-key.html": whole_page(bank.load(unit), answers="hidden").encode()}
    files, _ = export(draw_source(bank.load(unit), _VARIANTS, _SEED), name)
    return {f"quiz/{path}": content for path, content in files.items()}


def _readme(assignment: Assignment, solutions: str, hidden: bool, has_quiz: bool) -> str:
    rows = {
        f"student/{assignment.path.name}": "student_hidden" if hidden else "student",
        solutions: "instructor",
        "teaching-note.html, teaching-note.md": "note",
        "slides.html": "slides",
        "autograder/autograder.zip": "autograder_hidden" if hidden else "autograder",
        "autograder/tests/, requirements.txt": "tests",
    }
    if has_quiz:
        rows |= {"quiz/": "quiz", f"quiz/{assignment.unit}-test-without-key.html": "page"}
    lines = [f"| `{name}` | {words(f'pack_readme.{key}')} |" for name, key in rows.items()]
    return "\n".join([
        f"# {words('pack_readme.title', unit=assignment.unit, title=assignment.title)}",
        "",
        words("pack_readme.lead"),
        "",
        words("pack_readme.header"),
        "| --- | --- |",
        *lines,
        "",
        words("pack_readme.grade", command=note.grade_command(assignment)),
        "",
        words("pack_readme.caution"),
        "",
    ])
