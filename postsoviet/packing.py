"""The data folder as one file to hand on: tables, descriptor, README, citation and licence."""

from __future__ import annotations

from pathlib import Path

from postsoviet.checking import check
from postsoviet.descriptor import DESCRIPTOR, data_folder, open_package
from postsoviet.errors import DataError
from postsoviet.files import replacing
from postsoviet.zipped import zipped

TOP = "governance-after-the-soviet-union-data"
#: Files beside the data folder that a reader of the tables needs.
COMPANIONS = ("CITATION.cff", "LICENSE-text.md")


def pack(target: Path, folder: Path | None = None) -> Path:
    """Write the data package as a zip file.

    Parameters
    ----------
    target : Path
        The file to write; an old one is replaced in one step.
    folder : Path, optional
        A data folder; the course's own when left out.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    DataError
        When the data do not agree with their descriptor, or a companion file is missing.
    """
    here = folder or data_folder()
    if problems := check(folder):
        raise DataError(f"The data package was not written: {problems[0]}")
    tables = sorted(resource.path for resource in open_package(folder).resources)
    files = [here / name for name in (DESCRIPTOR, "README.md", *tables)]
    files += [here.parent / name for name in COMPANIONS]
    for path in files:
        if not path.is_file():
            raise DataError(f"{path.name} is missing, and the data package needs it; run this in a whole copy of the repository.")
    content = zipped({f"{TOP}/{path.name}": path.read_bytes() for path in files})
    with replacing(target) as draft:
        draft.write_bytes(content)
    return target
