"""Links inside the site: the file must be there, spelt as it is, and the place in it too."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote, urlsplit

from course_links.markup import Markup

_STYLE_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")


def problems(site: Path, pages: Mapping[str, Markup], base: str = "/") -> list[str]:
    """Return a sentence for every link that leads nowhere.

    Parameters
    ----------
    site : pathlib.Path
        The folder of the built site.
    pages : mapping
        What `course_links.markup.read` gives.
    base : str
        The path under which a host serves the site; links that start with a stroke begin there.
    """
    # names and not exists(): some disks take Index.html for index.html, and a host does not
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    root = f"/{base.strip('/')}/".replace("//", "/")
    found = [
        f"{name}: the link '{link}' leads nowhere: {why}"
        for name, markup in pages.items()
        for link in markup.links
        if (why := _trouble(name, link, pages, files, root))
    ]
    for path in sorted(site.rglob("*.css")):
        name = path.relative_to(site).as_posix()
        for link in dict.fromkeys(_STYLE_ADDRESS.findall(path.read_text("utf-8"))):
            if why := _trouble(name, link, pages, files, root):
                found.append(f"{name}: the address '{link}' leads nowhere: {why}")
    return found


def _trouble(name: str, link: str, pages: Mapping[str, Markup], files: set[str], root: str) -> str:
    """Say why a link leads nowhere; nothing where it leads somewhere, or out of the site."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return "it is no address; correct it."
    if parts.scheme or parts.netloc:
        return ""
    target = _target(name, unquote(parts.path), root)
    if target is None:
        return f"it leaves the site, which a host serves under {root}; use a path from the page."
    if target not in files:
        if any(file.startswith(f"{target}/".lstrip("./")) for file in files):
            return "it names a folder, which does not open from a disk; name the page in it."
        return f"there is no such file{_near(target, files)}."
    place = unquote(parts.fragment)
    # 'top' is a place on every page, and what follows ':~:' is text that the browser looks for
    if not place or place == "top" or place.startswith(":~:") or target not in pages:
        return ""
    if place not in pages[target].places:
        return f"{target} has no such place{_near(place, pages[target].places)}."
    return ""


def _target(name: str, path: str, root: str) -> str | None:
    if not path:
        return name
    if path.startswith("/"):
        return posixpath.normpath(path.removeprefix(root)) if path.startswith(root) else None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    return None if target.startswith("../") else target


def _near(word: str, choices: set[str] | frozenset[str]) -> str:
    near = get_close_matches(word, sorted(choices), n=1, cutoff=0.7)
    return f" (did you mean '{near[0]}'?)" if near else ""
