"""Find the files that were handed in: single files, folders, and zip files as learning platforms give them out.

Zip files are read through `postsoviet.unpacking`, which writes nothing to the disk and counts what comes out.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import ZipInfo

from postsoviet.errors import CourseError
from postsoviet.quiz.gradebook.results import LARGEST_WORK, clean
from postsoviet.unpacking import Unpacked, Unreadable, unpacked

#: Entries of one zip, and bytes unpacked from it, beyond which the rest is not read.
MOST_ENTRIES = 20_000
MOST_BYTES = 500_000_000
#: Signs of a name that are kept, its end: a zip may hold names of many thousands.
LONGEST_NAME = 300
# "Aigul Sadykova_12345_assignsubmission_file_/result.json", or the same in one name
_MOODLE = re.compile(r"(?:^|/)(?P<name>[^/]+)_(?P<id>\d+)_assignsubmission_[a-z]+_")
# "sadykovaaigul_late_4711_123456_result.json": name, Canvas user, attachment
_CANVAS = re.compile(r"(?:^|/)(?P<name>\w+?)(?:_late)?_(?P<id>\d+)_\d+_[^/]+$", re.IGNORECASE)


@dataclass(frozen=True)
class Wanted:
    """The kind of file that is looked for.

    Parameters
    ----------
    name : str
        What sentences call one, ``"result file"``.
    largest : int
        Bytes beyond which a file is not read.
    mend : str
        What to do about a file that is larger.
    follows_links : bool
        Whether a link in a folder counts as the file that it points to.
    takes_notebooks : bool
        Whether a notebook that lies beside saved answers is wanted, too.
    """

    name: str
    largest: int
    mend: str
    follows_links: bool = True
    takes_notebooks: bool = False


RESULTS = Wanted("result file", LARGEST_WORK, "hand in the file that the page saved")


@dataclass(frozen=True)
class Entry:
    """One file that was handed in.

    Attributes
    ----------
    name : str
        How reports call it; no two entries of a run have the same.
    read : callable
        Returns its bytes, or raises CourseError with one sentence.
    """

    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Account:
    """What a platform's file name says of the student: her name as it spells it, and her number there."""

    platform: str
    name: str
    number: str


def account(name: str) -> Account | None:
    """Read the student out of a name that Moodle or Canvas gave to a handed-in file.

    Parameters
    ----------
    name : str
        With its folder. Moodle puts full name and participant number before ``_assignsubmission_``
        (mod/assign, "Download all submissions"); Canvas writes name, ``late``, user and attachment
        (lib/content_zipper.rb). Only the number of Canvas identifies a person outside the task.
    """
    for platform, pattern in (("moodle", _MOODLE), ("canvas", _CANVAS)):
        if found := pattern.search(name[-LONGEST_NAME:]):
            return Account(platform, found["name"].strip(), found["id"])
    return None


#: The name of a file, and what reads it.
Named = tuple[str, Callable[[], bytes]]


@contextmanager
def opened(
    paths: Iterable[Path], leave_out: Path | None = None, wanted: Wanted = RESULTS
) -> Iterator[list[Entry]]:
    """List every file in files, folders, zip files and patterns such as ``results/*.json``.

    Parameters
    ----------
    paths : iterable of Path
        Patterns are resolved here too, for not every command line does it.
    leave_out : Path, optional
        A folder that is no input: where the gradebook is written.
    wanted : Wanted
        The kind of file, for its largest size and for sentences.

    Yields
    ------
    list of Entry
        To be read while the context is open. A file that cannot be opened is listed as well.

    Raises
    ------
    CourseError
        When there is nothing at all.
    """
    paths = [*paths]
    with ExitStack() as stack:
        entries: list[Entry] = []
        names: dict[str, int] = {}
        seen: set[Path] = set()
        for shown, path in _listed(paths, leave_out):
            if path.is_symlink() and not wanted.follows_links and path not in paths:
                parts = _link(shown)
            elif path.is_dir() or path.resolve() in seen:
                continue
            else:
                seen.add(path.resolve())
                parts = _inside(shown, path, stack, wanted)
            for name, read in parts:
                name = clean(name)[-LONGEST_NAME:] or "(no name)"
                names[name] = names.get(name, 0) + 1
                entries.append(Entry(name if names[name] == 1 else f"{name} ({names[name]})", read))
        if not entries:
            given = ", ".join(clean(str(path)) for path in paths) or "nothing"
            raise CourseError(f"There is no {wanted.name} in {given}; name the files, a folder or a zip file of them.")
        yield entries


def _listed(paths: Iterable[Path], leave_out: Path | None) -> Iterator[tuple[str, Path]]:
    hidden = leave_out.resolve() if leave_out else None
    for given in paths:
        matches = [given]
        if not given.exists() and any(sign in str(given) for sign in "*?["):
            matches = [Path(one) for one in sorted(glob.glob(str(given), recursive=True))]
        for path in matches:
            if not path.is_dir():
                yield path.name, path
                continue
            for one in sorted(path.rglob("*")):
                if hidden is None or hidden not in one.resolve().parents:
                    yield one.relative_to(path).as_posix(), one


def _link(shown: str) -> Iterator[Named]:
    yield shown, lambda: _refuse(f"{clean(shown)} is a link to something else; hand in the file itself.")


def _inside(shown: str, path: Path, stack: ExitStack, wanted: Wanted) -> Iterator[Named]:
    """Yield the names and readers of one path: itself, or what its zip holds."""
    if path.suffix.lower() != ".zip" or not path.is_file():
        yield shown, lambda: _read_file(shown, path, wanted)
    else:
        yield from unzipped(shown, path, stack, wanted)


def unzipped(shown: str, source: Path | IO[bytes], stack: ExitStack, wanted: Wanted) -> Iterator[Named]:
    """Yield the names and readers of what a zip file holds; one that cannot be opened has a reader that says so.

    Parameters
    ----------
    shown : str
        What sentences call the zip file.
    source : Path or file
        The zip file.
    stack : ExitStack
        Closes it; its parts can be read until then.
    wanted : Wanted
        See `opened`.
    """
    try:
        archive = stack.enter_context(unpacked(source, MOST_BYTES))
    except Unreadable as error:
        why = f"{clean(shown)} {error}; download it again."
        yield shown, lambda: _refuse(why)
        return
    parts = archive.parts
    if not parts:
        yield shown, lambda: _refuse(f"{clean(shown)} is a zip file with nothing in it; download it again.")
        return
    for part in parts[:MOST_ENTRIES]:
        name = f"{shown}/{part.filename}"
        yield name, lambda name=name, part=part: _read_part(clean(name)[-LONGEST_NAME:], archive, part, wanted)
    if len(parts) > MOST_ENTRIES:
        many = f"holds {len(parts):,} files, and only the first {MOST_ENTRIES:,} were read"
        rest = f"{clean(shown)} {many}; give the rest in another zip."
        yield f"{shown} (the rest)", lambda: _refuse(rest)


def _refuse(sentence: str) -> bytes:
    raise CourseError(sentence)


def _read_file(shown: str, path: Path, wanted: Wanted) -> bytes:
    name = clean(shown)
    if not path.exists():
        raise CourseError(f"{name} does not exist; check the spelling.")
    if not path.is_file():
        raise CourseError(f"{name} is not a plain file; give a file, a folder or a zip file.")
    try:
        with path.open("rb") as file:
            return _limited(name, file.read(wanted.largest + 1), wanted)
    except OSError as error:
        raise CourseError(f"{name} cannot be read ({error.strerror}); check who may open it.") from None


def _read_part(name: str, archive: Unpacked, part: ZipInfo, wanted: Wanted) -> bytes:
    if archive.left <= 0:
        raise CourseError(
            f"{name} was not read, for the zip unpacks to more than {MOST_BYTES:,} bytes; give it by itself."
        )
    try:
        content = archive.read(part, wanted.largest)
    except Unreadable as error:
        raise CourseError(f"{name} {error}.") from None
    return _limited(name, content, wanted)


def _limited(name: str, content: bytes, wanted: Wanted) -> bytes:
    if len(content) > wanted.largest:
        raise CourseError(
            f"{name} has more than {wanted.largest:,} bytes and is no {wanted.name}; {wanted.mend}."
        )
    return content
