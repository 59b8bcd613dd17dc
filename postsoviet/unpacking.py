"""Read zip files that somebody else made. Nothing in the course unpacks an archive in another way.

Nothing is written to the disk here: a caller gets bytes, so no path inside a zip can leave its folder, and no link in
it is followed. What comes out is counted while it comes, so a small zip cannot fill the memory, whatever it declares.
A name becomes a file's name only through `bare_name`.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from postsoviet.errors import CourseError

#: What the standard library raises on a damaged zip, one locked with a password, or one packed in an unknown way.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, OverflowError)
# the ways to pack that platforms use; for others zipfile sets no limit to what it unpacks at once
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: Names that Windows keeps for devices, whatever their ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
#: Signs that a file's name cannot have on one system or another, or that hide what it is.
_UNFIT = re.compile('[\x00-\x1f\x7f-\x9f<>:"|?*\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
#: Bytes of a file's name; most disks take 255.
_LONGEST = 200


class Unreadable(CourseError):
    """A zip file, or a part of one, cannot be unpacked."""


class Unpacked:
    """An open zip file with a limit to what comes out of it.

    Attributes
    ----------
    parts : tuple of zipfile.ZipInfo
        Its files, in its order, without folders.
    left : int
        Bytes that may still come out.
    """

    def __init__(self, archive: zipfile.ZipFile, most: int):
        self._archive = archive
        self.parts = tuple(part for part in archive.infolist() if not part.filename.endswith("/"))
        self.left = most

    def read(self, part: zipfile.ZipInfo, largest: int) -> bytes:
        """Unpack one file; more bytes than ``largest``, by one, say that it has more.

        Raises
        ------
        Unreadable
            If it is damaged, locked with a password, packed in an unknown way, or beyond the limit of the whole.
        """
        if self.left <= 0:
            raise Unreadable("was not read, for the zip unpacks to too many bytes")
        try:
            if part.compress_type not in _METHODS:
                raise NotImplementedError
            with self._archive.open(part) as file:
                content = file.read(largest + 1)
        except BROKEN:
            raise Unreadable("cannot be unpacked: it is damaged, locked with a password or packed in an unknown way") from None
        self.left -= len(content)
        return content


@contextmanager
def unpacked(source: Path | IO[bytes], most: int) -> Iterator[Unpacked]:
    """Open a zip file.

    Parameters
    ----------
    source : Path or file
        The zip file.
    most : int
        Bytes that may come out of it in all.

    Raises
    ------
    Unreadable
        If it is no zip file.
    """
    try:
        archive = zipfile.ZipFile(source)
        found = Unpacked(archive, most)
    except BROKEN:
        raise Unreadable("is no zip file that can be opened") from None
    with archive:
        yield found


def bare_name(name: str) -> str:
    """Return the last part of a path inside a zip as a name that is a file's own on every system.

    Neither stroke, nor the letter of a drive, nor a device, nor a stream beside a file is left in it.
    """
    last = re.split(r"[/\\]", name)[-1]
    last = _UNFIT.sub("_", re.sub(r"^[A-Za-z]:", "", last)).strip(" .")
    while len(last.encode()) > _LONGEST:
        # the end has the kind of the file
        last = last[1:]
    if not last or _DEVICES.match(last):
        last = f"_{last}"
    return last
