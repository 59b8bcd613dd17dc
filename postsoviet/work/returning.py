"""Put a notebook back where a student goes on with it, and overwrite nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path, PurePosixPath

from postsoviet.errors import CourseError
from postsoviet.files import replacing
from postsoviet.words import words


def place(notebooks: Mapping[str, bytes], folder: Path) -> list[tuple[str, Path]]:
    """Write notebooks into a folder.

    Parameters
    ----------
    notebooks : mapping
        Bytes by name.
    folder : Path
        Where the units lie.

    Returns
    -------
    list of tuple
        What was done, as a sentence, and where the notebook stands now.

    Raises
    ------
    CourseError
        If one cannot be written.
    """
    done = []
    for name, content in notebooks.items():
        for target in _free_names(folder, name):
            try:
                if not target.exists():
                    with replacing(target) as draft:
                        draft.write_bytes(content)
                    key = "placed" if target.name == name else "placed_beside"
                elif target.read_bytes() == content:
                    key = "same"
                else:
                    continue
            except OSError as error:
                raise CourseError(f"{target.name} cannot be written: {error.strerror}.") from None
            done.append((words(f"work_kernel.{key}", name=name, file=target.name), target))
            break
    return done


def _free_names(folder: Path, name: str) -> Iterator[Path]:
    """Yield the name itself, then ``...-mine.ipynb``, ``...-mine-2.ipynb`` and so on."""
    stem = PurePosixPath(name).stem.removesuffix("-mine")
    yield folder / name
    yield folder / f"{stem}-mine.ipynb"
    yield from (folder / f"{stem}-mine-{number}.ipynb" for number in count(2))
