"""The web app: its manifest, and its icons, drawn from the course's own mark."""

from __future__ import annotations

import json
import re
import struct
import zlib
from pathlib import Path

from course_theme.assets import CSS

MANIFEST = "course.webmanifest"
MARK = Path(__file__).parents[1] / "course_theme" / "theme" / "static" / "course-mark.svg"
#: Edge in pixels, and which part of it the mark may fill: a maskable icon is cut to a circle by some devices.
ICONS = {"course-icon-192.png": (192, 0.8), "course-icon-512.png": (512, 0.8), "course-icon-maskable-512.png": (512, 0.58)}
_RECTANGLE = re.compile(r"M(\d+) (\d+)h(\d+)v(\d+)H")


def write(site: Path, title: str, description: str) -> None:
    """Write manifest and icons into a site."""
    for name, (edge, share) in ICONS.items():
        (site / "_static" / name).write_bytes(icon(edge, share))
    (site / MANIFEST).write_text(json.dumps(manifest(title, description), ensure_ascii=False, indent=2) + "\n", "utf-8")


def manifest(title: str, description: str) -> dict:
    """Return the manifest; its addresses are relative, so the site may stand in any folder of a host."""
    icons = [
        {"src": f"_static/{name}", "sizes": f"{edge}x{edge}", "type": "image/png", "purpose": "maskable" if "maskable" in name else "any"}
        for name, (edge, _) in ICONS.items()
    ]
    said = {
        "name": title, "description": description, "lang": "en", "dir": "ltr", "id": "./", "start_url": "./", "scope": "./",
        "display": "standalone", "background_color": colour("paper"), "theme_color": colour("paper"), "icons": icons,
        "categories": ["education"],
    }  # fmt: skip
    # browsers cut a long name below an icon; the first words are the best short one
    short = title if len(title) <= 12 else title.split()[0][:12]
    return {key: value for key, value in {**said, "short_name": short}.items() if value}


def colour(name: str) -> str:
    """Return a colour of the theme in light mode, in six digits."""
    digits = re.search(rf"--{name}: #([0-9a-f]+);", (CSS / "tokens.css").read_text("utf-8"))[1]
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def icon(edge: int, share: float) -> bytes:
    """Draw the mark on the paper of the theme, as a PNG.

    The mark is made of whole rectangles, so it is drawn at a whole number of pixels a unit, without
    soft edges, and needs no library of pictures.

    Parameters
    ----------
    edge : int
        Pixels of a side.
    share : float
        Which part of the side the mark may fill at most.
    """
    text = MARK.read_text("utf-8")
    parts = [tuple(map(int, found)) for found in _RECTANGLE.findall(text)]
    ink = bytes.fromhex(re.search(r'fill="#([0-9a-f]{6})"', text)[1])
    wide, high = max(x + w for x, _, w, _ in parts), max(y + h for _, y, _, h in parts)
    unit = int(edge * share) // wide
    left, top = (edge - wide * unit) // 2, (edge - high * unit) // 2
    paper = bytes.fromhex(colour("paper")[1:])
    rows = [bytearray(paper * edge) for _ in range(edge)]
    for x, y, w, h in parts:
        start = 3 * (left + x * unit)
        for row in rows[top + y * unit : top + (y + h) * unit]:
            row[start : start + 3 * w * unit] = ink * (w * unit)
    return _png(edge, rows)


def _png(edge: int, rows: list[bytearray]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", edge, edge, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
