"""Zip files as nobody should hand them in. Made here and not kept: a bomb in a repository troubles every scanner."""

from __future__ import annotations

import io
import stat
import warnings
import zipfile


def zip_of(parts: list[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a zip; a name may stand in it twice."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in parts:
            archive.writestr(name, content, compress_type=method)
    return target.getvalue()


def link(name: str, target: str) -> tuple[zipfile.ZipInfo, bytes]:
    """Make a part that is a symbolic link."""
    part = zipfile.ZipInfo(name)
    part.create_system = 3
    part.external_attr = (stat.S_IFLNK | 0o777) << 16
    return part, target.encode()


def locked(content: bytes) -> bytes:
    """Set the flag of a password, in the local header and in the directory."""
    made = bytearray(content)
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def overlapping(content: bytes, copies: int) -> bytes:
    """Let many entries of the directory point to the same bytes, as David Fifield's bombs do."""
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    directory = content[start:end] * copies
    tail = bytearray(content[end:])
    tail[8:10] = tail[10:12] = copies.to_bytes(2, "little")
    tail[12:16] = len(directory).to_bytes(4, "little")
    return content[:start] + directory + bytes(tail)


def hostile(inside: bytes) -> dict[str, bytes]:
    """Return hostile zips that try to bring in a file; ``inside`` is one that would be taken."""
    whole = zip_of([("09_a.ipynb", inside)], zipfile.ZIP_STORED)
    return {
        "up": zip_of([("../../../escaped/09_a.ipynb", inside)]),
        "absolute": zip_of([("/escaped/09_a.ipynb", inside)]),
        "windows up": zip_of([("..\\..\\escaped\\09_a.ipynb", inside)]),
        "windows drive": zip_of([("C:\\escaped\\09_a.ipynb", inside), ("C:09_b.ipynb", inside)]),
        "windows device": zip_of([("CON.ipynb", inside), ("nul.09_a.ipynb", inside)]),
        "windows stream": zip_of([("09_a.txt:09_a.ipynb", inside)]),
        "network share": zip_of([("\\\\host\\share\\09_a.ipynb", inside)]),
        "link": zip_of([link("09_a.ipynb", "/etc/passwd"), link("folder", "/etc"), ("folder/09_b.ipynb", inside)]),
        "twice": zip_of([("09_a.ipynb", inside), ("09_a.ipynb", inside + b" "), ("b/09_A.ipynb", inside + b"  ")]),
        "bomb": zip_of([("09_a.ipynb", bytes(80_000_000))]),
        "many bombs": zip_of([(f"{n}/09_a.ipynb", bytes(45_000_000)) for n in range(6)]),
        "overlapping": overlapping(zip_of([("09_a.ipynb", bytes(45_000_000))]), 90),
        "many": zip_of([(f"{n}.ipynb", b"") for n in range(3_000)]),
        "locked": locked(whole),
        "wrong sum": whole.replace(inside[:40], inside[:39] + b"\x01", 1),
        "bzip2": zip_of([("09_a.ipynb", inside)], zipfile.ZIP_BZIP2),
        "lzma": zip_of([("09_a.ipynb", inside)], zipfile.ZIP_LZMA),
        "nul": whole.replace(b"09_a.ipynb", b"09\x00a.ipynb"),
        "nameless": whole.replace(b"09_a.ipynb", b"\0" * 10),
        "dots": zip_of([("..", inside), (".", inside), ("a/..ipynb", inside)]),
        "right to left": zip_of([("09_a\u202eexe.ipynb", inside)]),
        "new line": zip_of([("09_a\nb.ipynb", inside)]),
        "long": zip_of([("x" * 60_000 + ".ipynb", inside)]),
        "only folders": zip_of([("a/", b""), ("b/c/", b"")]),
        "zip in zip": zip_of([("deep.zip", zip_of([("09_a.ipynb", inside)]))]),
        "cut": whole[: len(whole) // 2],
        "before": b"junk" * 100 + whole,
        "nothing": b"PK\x05\x06" + bytes(18),
    }
