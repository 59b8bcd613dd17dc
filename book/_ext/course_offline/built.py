"""What a built site holds: its files with their fingerprints, and what each page needs to work."""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from course_theme import extracts

#: Made of the site, or of no use to a reader: a worker neither keeps these nor checks them.
NOT_KEPT = ("404.html", "_headers", "objects.inv", ".buildinfo", "*.zip", "*.pdf", "course-worker.js", "*LICENSE*")
#: Names in a script that may be files beside it: a chart's script names plotly so.
_NAMED = re.compile(r"""["'`]([\w./-]+\.(?:js|json|css))["'`]""")
#: A tag that is not a link to follow, and an attribute short enough to be an address.
_TAG = re.compile(r"<(?!a[\s>])[a-z][\w-]*(\s[^<>]*)>")
_ATTRIBUTE = re.compile(r'\s([\w-]+)="([^"\s]{1,200})"')
SEARCH_PAGE = "search.html"
#: What the search loads, by whatever script.
OF_SEARCH = ("searchindex*", "search/*", "_static/search*")


def _addresses(html: str) -> set[tuple[str, bool]]:
    """Return every address of a page that is not a link to follow, and whether a script fetches it later.

    All attributes are taken: a value that is no address leads to no file. By two patterns and not by a parser,
    which takes seconds for the pages of a course.
    """
    return {(value, name.startswith("data-")) for tag in _TAG.findall(html) for name, value in _ATTRIBUTE.findall(tag)}


@dataclass(frozen=True)
class Built:
    """The files of a site: path to fingerprint and number of bytes, in the order of their names."""

    site: Path
    files: dict[str, tuple[str, int]]

    @classmethod
    def of(cls, site: Path) -> Built:
        """Read a site."""
        files = {}
        for path in sorted(site.rglob("*")):
            name = path.relative_to(site).as_posix()
            if path.is_file() and not any(fnmatch(name, pattern) or fnmatch(path.name, pattern) for pattern in NOT_KEPT):
                content = path.read_bytes()
                files[name] = (hashlib.sha256(content).hexdigest()[:16], len(content))
        return cls(site, files)

    @property
    def version(self) -> str:
        """A name for exactly these files."""
        told = "\n".join(f"{name} {mark}" for name, (mark, _) in self.files.items())
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @cached_property
    def needs(self) -> dict[str, tuple[str, ...]]:
        """What a page loads or may load later, typefaces left out: by page, the files.

        A typeface is kept when a page has used it, for most pages need two of sixteen.
        """
        return {name: self._needs(name) for name in self.files if name.endswith(".html")}

    @cached_property
    def search(self) -> tuple[str, ...]:
        """The page of the search and all that it needs."""
        if SEARCH_PAGE not in self.files:
            return ()
        own = {name for name in self.files if any(fnmatch(name, pattern) for pattern in OF_SEARCH)}
        return tuple(sorted({SEARCH_PAGE, *self._needs(SEARCH_PAGE), *own}))

    def _needs(self, page: str) -> tuple[str, ...]:
        found: set[str] = set()
        for address, later in _addresses((self.site / page).read_text("utf-8")):
            name = self._file(page, address)
            if name and not name.endswith(".html"):
                found |= {name} | (self._companions(name) if later else set())
        # what the search shows of the page
        words = self._file("", (extracts.FOLDER / page).with_suffix(".js").as_posix())
        if words:
            found.add(words)
        fresh = found
        while fresh:
            fresh = {named for name in fresh if name.endswith(".js") for named in self._named(name)} - found
            found |= fresh
        return tuple(sorted(found))

    def _companions(self, name: str) -> set[str]:
        """Return the files that a script finds by adding to a name: ``trace-09.js``, ``trace-09-quiz.js``."""
        stem, dot, ending = name.rpartition(".")
        return {other for other in self.files if other.startswith(f"{stem}-") and other.endswith(dot + ending)}

    def _named(self, script: str) -> set[str]:
        known = self.__dict__.setdefault("_named_in", {})
        if script not in known:
            names = _NAMED.findall((self.site / script).read_text("utf-8"))
            known[script] = {file for file in (self._file(script, name) for name in names) if file}
        return known[script]

    def _file(self, page: str, address: str) -> str | None:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return None
        name = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
        return name if name in self.files else None
