"""Put a unit, the library and all that they need into one zip file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from postsoviet.course import register
from postsoviet.errors import CourseError
from postsoviet.files import replacing
from postsoviet.teaching.plain import student_notebook
from postsoviet.words import words
from postsoviet.zipped import zipped

ROOT = register.ROOT
LOCK = "requirements-lab.txt"
#: Where the zip keeps what a student does not open; laid out as in the repository, so that the library finds its data.
INSIDE = "course"
#: Beside the library and the data.
COMPANIONS = ("LICENSE", "LICENSE-text.md", "CITATION.cff", LOCK)
#: What only an instructor's commands use.
LEFT_OUT = ("__pycache__", "vendor")


def write_unit_zip(unit: str, out: Path, wheels: bool = False) -> Path:
    """Write a unit with all that it needs into one zip file.

    Parameters
    ----------
    unit : str
        Two digits, ``"09"``.
    out : Path
        The file to write; an old one is replaced in one step.
    wheels : bool
        Whether to put in the packages for machines like this one: its system, its processor, its
        version of Python. They are fetched, so this needs a network.

    Returns
    -------
    Path
        The file written. Without wheels it has the same bytes each time.

    Raises
    ------
    CourseError
        If there is no such unit, the packages cannot be fetched, or the file cannot be written.
    """
    top = f"governance-unit-{unit}"
    files = dict(_files(unit))
    if wheels:
        from postsoviet.teaching.offline.wheels import fetched_wheels

        files |= fetched_wheels(ROOT / LOCK)
    content = zipped({f"{top}/{name}": files[name] for name in sorted(files)})
    try:
        with replacing(out) as draft:
            draft.write_bytes(content)
    except OSError as error:
        raise CourseError(f"{out} cannot be written: {error.strerror}; choose another place by --out.") from None
    return out


def _files(number: str) -> Iterator[tuple[str, bytes]]:
    unit = register.read().unit(number)
    notebook = unit.notebook.rpartition("/")[2]
    text = words("offline.read_me", title=unit.short, notebook=notebook, folder=INSIDE)
    # Windows' oldest editor shows one long line without these line ends
    yield "READ-ME-FIRST.txt", text.replace("\n", "\r\n").encode()
    yield notebook, student_notebook(number, alone=True).encode()
    yield "start.py", (Path(__file__).parent / "start.py").read_bytes()
    quizzes = "notebooks/quizzes"
    paths = [ROOT / name for name in COMPANIONS]
    paths += [path for path in (ROOT / "postsoviet").rglob("*") if path.is_file() and not {*path.parts} & {*LEFT_OUT}]
    paths += (ROOT / "data").glob("*.*")
    paths += (ROOT / quizzes).glob(f"{number}_*.yaml")
    paths += (ROOT / quizzes / "pictures").glob(f"{number}-*")
    paths += (ROOT / quizzes / "pictures").glob("*.json")
    for path in paths:
        if not path.is_file():
            raise CourseError(f"{path.name} is missing; run this in a whole copy of the course.")
        yield f"{INSIDE}/{path.relative_to(ROOT).as_posix()}", path.read_bytes()
