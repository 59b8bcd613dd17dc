"""A zip file whose bytes depend on its content alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

# the same content gives the same bytes, on any day and machine
TIME = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """Pack files into a zip, in the order given.

    Parameters
    ----------
    files : mapping
        Path inside the zip to content; text is written as UTF-8.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=TIME)
            # a wheel is packed already
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=9)
    return target.getvalue()
