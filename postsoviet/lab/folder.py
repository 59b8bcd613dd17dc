"""A student's own folder: copies of the units, which nothing of the course ever writes over."""

from __future__ import annotations

import shutil
from pathlib import Path

from postsoviet.errors import CourseError, did_you_mean

#: The repository that this library stands in; an installed wheel has no units.
ROOT = Path(__file__).parents[2]
UNITS = "units"
#: Where students of this machine work; git does not see it.
OWN = "my-work"


def units() -> dict[str, Path]:
    """Return the notebooks of the units, by number.

    Raises
    ------
    CourseError
        If this is not a copy of the whole course.
    """
    found = {path.name[:2]: path for path in sorted((ROOT / UNITS).glob("[0-9][0-9]_*.ipynb"))}
    if not found:
        raise CourseError(f"The folder '{UNITS}' is not here; run this in a copy of the whole course, or name a notebook.")
    return found


def own_copy(unit: str, folder: Path) -> Path:
    """Give the student's copy of a unit; it is made where there is none.

    Parameters
    ----------
    unit : str
        Two digits; one will do for the first nine.
    folder : Path
        The student's folder; made where it is missing.

    Returns
    -------
    Path
        The copy. One that was there is left as it is.

    Raises
    ------
    CourseError
        If there is no such unit, or the folder cannot be written to.
    """
    known = units()
    number = f"{unit:0>2}"
    if number not in known:
        raise CourseError(f"There is no unit '{unit}'{did_you_mean(number, known)}; the units are: {', '.join(known)}.")
    copy = folder / known[number].name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not copy.exists():
            shutil.copyfile(known[number], copy)
    except OSError as error:
        raise CourseError(f"{copy} cannot be written: {error.strerror}; name another folder by --folder.") from None
    return copy
