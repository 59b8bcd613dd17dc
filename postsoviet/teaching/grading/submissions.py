"""Who handed in what: one submission a student, out of a folder or a zip file of a class."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from postsoviet.errors import CourseError
from postsoviet.quiz.gradebook.handed_in import Account, Entry, Wanted, account, opened, unzipped
from postsoviet.quiz.gradebook.results import clean
from postsoviet.teaching.assignment import Assignment
from postsoviet.teaching.grading.notebooks import Handed, Unusable, read
from postsoviet.words import words

#: Bytes of a notebook; one with the outputs of a whole unit has a few millions.
LARGEST = 20_000_000
_WANTED = Wanted(
    "notebook", LARGEST, "clear its outputs, save it and hand it in again", follows_links=False, takes_notebooks=True
)
_SUFFIX = ".ipynb"
#: Ends of names that browsers and students give to a notebook by mistake.
_RENAMED = (".json", ".txt")
#: Folders that Jupyter and macOS make beside a student's own files.
_LITTER = ("__MACOSX", ".ipynb_checkpoints")
#: Notebooks of one student beyond which none is read.
_MOST = 20


@dataclass(frozen=True)
class FileNote:
    """What became of one file: ``graded``, ``refused`` or ``ignored``, and why."""

    name: str
    became: str
    why: str = ""


@dataclass(frozen=True)
class Submission:
    """What one student handed in.

    Parameters
    ----------
    label : str
        How reports call the student; no two have the same.
    account : Account or None
        What a platform's name of the file says of her.
    file : str
        The notebook that counts, or the files that there are.
    handed : Handed or None
        The notebook; None where nothing can be graded.
    refusal : str
        Why nothing can be graded.
    files : tuple of FileNote
        Every file.
    """

    label: str
    account: Account | None
    file: str
    handed: Handed | None = None
    refusal: str = ""
    files: tuple[FileNote, ...] = ()


@dataclass
class _Student:
    """The files of one student, before they are read."""

    label: str
    account: Account | None
    entries: list[Entry] = field(default_factory=list)


def gather(paths: Sequence[Path], assignment: Assignment, leave_out: Path) -> list[Submission]:
    """Read the submissions of a class.

    Parameters
    ----------
    paths : sequence of Path
        A folder of notebooks, of folders or zip files one a student, or the zip file of a platform.
    assignment : Assignment
        The unit.
    leave_out : Path
        A folder that is no submission.

    Returns
    -------
    list of Submission
        One a student, in the order of their labels.

    Raises
    ------
    CourseError
        If there is no file at all.
    """
    with opened(paths, leave_out, _WANTED) as entries, ExitStack() as stack:
        students = _students(_without_litter(entries), paths)
        if not students:
            raise CourseError(f"There is no notebook in {', '.join(map(str, paths))}; name the folder or the zip file of a class.")
        found = [_submission(one, assignment, stack) for one in students]
    return _told_apart(found)


def _without_litter(entries: Iterable[Entry]) -> list[Entry]:
    return [one for one in entries if not {*_LITTER} & {*_parts(one.name)} and not _parts(one.name)[-1].startswith(".")]


def _parts(name: str) -> tuple[str, ...]:
    # a zip made on Windows may have the other stroke
    return PurePosixPath(name.replace("\\", "/")).parts or (name,)


def _students(entries: Sequence[Entry], paths: Sequence[Path]) -> list[_Student]:
    """Group files by student: by the platform's name, else by the first folder, else by the file."""
    skipped = _leading(entries, paths)
    students: dict[object, _Student] = {}
    for entry in entries:
        parts = _parts(entry.name)
        rest = parts[skipped.get(parts[0], 0) :] or parts
        found = _account(entry.name, rest)
        key = (found.platform, found.name, found.number) if found else (parts[: len(parts) - len(rest)], rest[0])
        label = found.name if found else _stem(rest[0], is_file=len(rest) == 1)
        students.setdefault(key, _Student(label or rest[0], found)).entries.append(entry)
    return [*students.values()]


def _account(name: str, rest: Sequence[str]) -> Account | None:
    """Return whom a platform names; what looks like a file of Canvas may be a student's own way with numbers."""
    found = account(rest[0])
    is_file = len(rest) == 1 or rest[0].lower().endswith(".zip")
    if found and found.platform == "canvas" and is_file and not found.number.startswith("0"):
        return found
    found = account(name)
    return found if found and found.platform == "moodle" else None


def _stem(name: str, *, is_file: bool) -> str:
    """Return a name without the ends that make it a file's; others may belong to a person's name."""
    whole = name
    while (path := PurePosixPath(name)).suffix.lower() in (_SUFFIX, ".zip", *_RENAMED) and path.stem:
        name = path.stem
    return path.stem if is_file and name == whole else name


def _leading(entries: Sequence[Entry], paths: Sequence[Path]) -> dict[str, int]:
    """Return how many leading parts of names say nothing of a student, by the first part.

    The name of a zip file of a class is one, and a single folder that holds all folders in it another.
    """
    inside: dict[str, list[tuple[str, ...]]] = {}
    for parts in (_parts(one.name) for one in entries):
        if parts[0].lower().endswith(".zip") and len(parts) > 1:
            inside.setdefault(parts[0], []).append(parts)
    given = {path.name for path in paths if not path.is_dir()}
    skipped = {}
    for name, found in inside.items():
        if name in given or len({account(parts[1]) for parts in found if len(parts) == 2} - {None}) > 1:
            is_wrapped = len({parts[1] for parts in found}) == 1 and all(len(parts) > 3 for parts in found)
            skipped[name] = 2 if is_wrapped else 1
    return skipped


def _submission(student: _Student, assignment: Assignment, stack: ExitStack) -> Submission:
    notes: list[FileNote] = []
    usable: list[tuple[str, Handed]] = []
    entries = [*_unpacked(student.entries, stack)]
    if sum(_is_candidate(one.name) for one in entries) > _MOST:
        why = words("grading.too_many", most=_MOST)
        return Submission(student.label, student.account, _listed(entries), refusal=why, files=_refused(entries, why))
    for entry in entries:
        try:
            handed = _read(entry, assignment)
        except (CourseError, Unusable) as error:
            notes.append(FileNote(entry.name, "refused", _sentence(error, entry.name)))
            continue
        if handed is None:
            notes.append(FileNote(entry.name, "ignored", words("grading.no_notebook_file")))
        else:
            usable.append((entry.name, handed))
    if len({one.cells for _, one in usable}) > 1:
        why = words("grading.several", unit=assignment.unit, files=", ".join(name for name, _ in usable))
        notes += [FileNote(name, "refused", why) for name, _ in usable]
        return Submission(student.label, student.account, _listed(entries), refusal=why, files=tuple(notes))
    if usable:
        name, handed = usable[0]
        notes += [FileNote(other, "ignored", words("grading.same_again", file=name)) for other, _ in usable[1:]]
        return Submission(student.label, student.account, name, handed, files=(FileNote(name, "graded"), *notes))
    refused = [one.why for one in notes if one.became == "refused"]
    why = refused[0] if refused else words("grading.no_notebook", files=_listed(entries))
    return Submission(student.label, student.account, _listed(entries), refusal=why, files=tuple(notes))


def _unpacked(entries: Iterable[Entry], stack: ExitStack) -> Iterator[Entry]:
    """Yield the files of a student, with those of a zip file that she made in its place."""
    for entry in entries:
        if not entry.name.lower().endswith(".zip"):
            yield entry
            continue
        try:
            content = entry.read()
        except CourseError:
            yield entry
            continue
        inside = [Entry(clean(name), part) for name, part in unzipped(entry.name, io.BytesIO(content), stack, _WANTED)]
        yield from _without_litter(inside) or [entry]


def _is_candidate(name: str) -> bool:
    return name.lower().endswith((_SUFFIX, *_RENAMED))


def _read(entry: Entry, assignment: Assignment) -> Handed | None:
    """Return the notebook in a file, or None where the file is something else."""
    content = entry.read()
    if entry.name.lower().endswith(_SUFFIX):
        return read(content, assignment)
    try:
        return read(content, assignment) if _is_candidate(entry.name) else None
    except Unusable:
        # a file of another kind may look like anything
        return None


def _sentence(error: Exception, name: str) -> str:
    """Return a sentence without the name of the file, which stands beside it."""
    return clean(str(error).removeprefix(clean(name)).strip())[:300]


def _listed(entries: Sequence[Entry]) -> str:
    names = [one.name for one in entries[:3]]
    return ", ".join([*names, *([words("grading.more", count=len(entries) - 3)] if len(entries) > 3 else [])])


def _refused(entries: Sequence[Entry], why: str) -> tuple[FileNote, ...]:
    return tuple(FileNote(one.name, "refused", why) for one in entries)


def _told_apart(found: Sequence[Submission]) -> list[Submission]:
    names = Counter(one.label.casefold() for one in found)
    apart = [replace(one, label=f"{one.label} ({one.file})") if names[one.label.casefold()] > 1 else one for one in found]
    return sorted(apart, key=lambda one: (one.label.casefold(), one.file))
