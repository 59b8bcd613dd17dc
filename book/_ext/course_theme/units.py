"""The register of units and the edition, as the site asks for them: a mistake ends the build with its sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from postsoviet import edition as editions
from postsoviet.course import register
from postsoviet.course.register import Register
from postsoviet.edition import Edition
from postsoviet.errors import CourseError
from sphinx.errors import ExtensionError

T = TypeVar("T")


def told(read: Callable[[Path], T], path: Path) -> T:
    """Read by a function of the library; a mistake ends the build in the words of the library."""
    try:
        return read(Path(path))
    except CourseError as error:
        raise ExtensionError(str(error)) from None


def read(root: Path) -> Register:
    """Return the register, see ``postsoviet.course.register``.

    Raises
    ------
    ExtensionError
        In the words of the library.
    """
    return told(register.read, root)


def edition(root: Path) -> Edition:
    """Return the edition that is built, see ``postsoviet.edition``.

    Raises
    ------
    ExtensionError
        In the words of the library.
    """
    return told(editions.read, root)
