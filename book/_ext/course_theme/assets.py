"""The styles of the site, in two parts, and no script or style on a page that does not need it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from sphinx.application import Sphinx

CSS = Path(__file__).parent / "css"
#: The order of the cascade, after those of ``FIRST``; each file has one concern.
LATER = ("fonts", "controls", "layout", "content", "evidence", "units", "data", "traces", "architecture", "print")
#: What paints a page down to its title; it stands in the page itself, see decision 026.
FIRST = ("tokens", "devices", "base", "frame", "opening")
#: The colours of dark mode, in the sheet of tokens.
_DARK = re.compile(r"@media screen \{.*?\n\}\n", re.DOTALL)
#: What extensions may add to a page: the scripts of charts, explorers, quizzes and traces,
#: which ``course_outputs`` and ``course_traces`` add where they are needed. Everything else is stock that no page needs.
ALLOWED = ("_static/course*", "_static/chart*", "_static/explorer*", "_static/quiz*", "_static/trace*")
#: Files that Sphinx and MyST-NB write although no page asks for them.
UNUSED = ("basic.css", "pygments.css", "file.png", "minus.png", "plus.png", "mystnb.*.css", "design-tabs.js", "sphinx_highlight.js")


def _sheets(names: Iterable[str]) -> dict[str, str]:
    return {name: (CSS / f"{name}.css").read_text("utf-8") for name in names}


@cache
def first_style() -> str:
    """Join the style files that paint a page down to its title.

    Until the script has run that knows what the reader chose, the device says whether colours are dark.
    """
    sheets = _sheets(FIRST)
    dark = _DARK.search(sheets["tokens"])[0]
    dark = dark.replace("@media screen", "@media screen and (prefers-color-scheme: dark) and (scripting: enabled)")
    sheets["tokens"] += dark.replace('[data-theme="dark"]', ":root:not([data-theme])")
    return packed("\n".join(sheets.values()))


def later_style() -> str:
    """Join the other style files, which stand in a file of their own."""
    sheets = _sheets(LATER)
    # on paper nothing moves, and every page has the same typefaces
    sheets["fonts"] += "@media print {\n" + sheets["fonts"].replace("font-display: optional", "font-display: swap") + "}\n"
    return packed("\n".join(sheets.values()))


def packed(css: str) -> str:
    """Take out of a style sheet what only its authors need."""
    text = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([{};,]) ?", r"\1", text).replace(";}", "}").strip()


def fingerprint(content: str | bytes) -> str:
    """Return a short name for a file's content, so that a browser may keep it until it changes."""
    data = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()[:8]


def write_stylesheet(app: Sphinx) -> None:
    """Write the stylesheet and remember the fingerprints of the theme's own files."""
    if app.builder.format != "html":
        return
    css = later_style()
    target = Path(app.outdir) / "_static" / "course.css"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(css, "utf-8")
    scripts = sorted((Path(__file__).parent / "theme" / "static").glob("course-*.js"))
    app.course_fingerprints = {"course.css": fingerprint(css)} | {
        script.name: fingerprint(script.read_bytes()) for script in scripts
    }


def keep_needed(app: Sphinx, pagename: str, template: str, context: dict, doctree) -> None:
    """Drop every stock script and style; the templates name what a page needs."""
    for key in ("script_files", "css_files"):
        context[key] = [
            file
            for file in context.get(key, [])
            if any(fnmatch(str(file.filename), pattern) for pattern in ALLOWED)
        ]
    context["fingerprints"] = app.course_fingerprints
    context["first_style"] = first_style()


def remove_unused(app: Sphinx, exception: Exception | None) -> None:
    """Delete stock files that no page of the site refers to."""
    if exception or app.builder.format != "html":
        return
    for pattern in UNUSED:
        for file in (Path(app.outdir) / "_static").glob(pattern):
            file.unlink()


def serve_static(app: Sphinx, folder: Path) -> None:
    """Add a folder of scripts to the site.

    Not in ``_config.yml``: Jupyter Book would put every script it finds there on every page.
    """
    app.connect("builder-inited", lambda app: app.config.html_static_path.append(str(folder)))


def setup(app: Sphinx) -> None:
    """Connect to the build."""
    app.connect("builder-inited", write_stylesheet)
    # late, so that it also sees what other extensions add to this page
    app.connect("html-page-context", keep_needed, priority=950)
    app.connect("build-finished", remove_unused, priority=900)
