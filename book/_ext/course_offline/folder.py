"""The course as a zip: a folder that opens from a stick, by a double click on ``index.html``."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from course_theme import page, units, words
from markupsafe import Markup, escape
from postsoviet.files import replacing
from postsoviet.zipped import zipped

READ_ME = "READ-ME-FIRST.txt"
#: Of use to a server only.
OF_A_SERVER = ("404.html", "_headers", "course.webmanifest", "course-worker.js", "objects.inv", ".buildinfo")
#: What a page in a folder must not ask for, line by line as the template writes it.
_ASKED_OF_A_SERVER = re.compile(
    r'\n<link rel="(?:manifest|preload)"[^>]*>|\n<script defer src="[^"]*_static/course-offline\.js[^>]*></script>|\n<link rel="canonical"[^>]*>'
)
_OFFER = re.compile(r'<a class="button course-zip"[^>]*>(.*?)</a>', re.DOTALL)
#: Stands in the page until the zip is made; the length of what replaces it may differ.
_SIZE = "@@size@@"


def archive_name(title: str) -> str:
    """Return the name of the zip, which is also that of the folder in it, in letters that every system can write."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return (re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "course") + ".zip"


def offer(site: dict, address: str) -> Markup:
    """Return the link to the zip, with a place for its size."""
    return Markup('<a class="button course-zip" href="{}" download>{}</a>').format(address, site["download"].format(size=_SIZE))


def write(site: Path, title: str, root: Path) -> Path:
    """Write the zip into the site, and its size into the page that offers it.

    The page in the zip says in place of the link that it is the downloaded course: a zip cannot hold its own size.

    Parameters
    ----------
    site : pathlib.Path
        The built site.
    title : str
        Title of the edition.
    root : pathlib.Path
        Root of the repository, for words and version.
    """
    said = words.table(root)["read_offline"]
    target = site / archive_name(title)
    top = target.stem
    files: dict[str, bytes | str] = {f"{top}/{READ_ME}": read_me(title, root)}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or path == target or name in OF_A_SERVER:
            continue
        content = path.read_bytes()
        if name.endswith(".html"):
            text = _ASKED_OF_A_SERVER.sub("", content.decode())
            content = _OFFER.sub(str(escape(said["downloaded"])), text).encode()
        files[f"{top}/{name}"] = content
    with replacing(target) as draft:
        draft.write_bytes(zipped(files))
    _state_size(site, f"{target.stat().st_size / 1e6:.1f}")
    return target


def read_me(title: str, root: Path) -> str:
    """Return the text that stands first in the folder, with the line ends of Windows, where they matter."""
    said, address = words.table(root)["course_folder"], units.edition(root).links.site
    known = said["address"].format(site=address) if address else ""
    return said["read_me"].format(title=title, version=page.version(root), address=known).replace("\n", "\r\n")


def _state_size(site: Path, megabytes: str) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        if _SIZE in text:
            path.write_text(text.replace(_SIZE, megabytes), "utf-8")
