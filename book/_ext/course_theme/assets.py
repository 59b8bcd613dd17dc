"""The styles of the site, in two parts, and no script or style on a page that does not need it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from sphinx.application import Sphinx

from postsoviet.quiz.assets import lean

CSS = Path(__file__).parent / "css"
STATIC = Path(__file__).parent / "theme" / "static"
#: The order of the cascade, after those of ``FIRST``; each file has one concern.
LATER = ("fonts", "text", "controls", "layout", "content", "evidence", "units", "data", "traces", "architecture", "print")
#: What paints a page down to its title; it stands in the page itself, see decision 026.
FIRST = ("typeface", "tokens", "devices", "base", "frame", "opening")
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
def typeface() -> str:
    """Return where the typeface of titles lies, as its style names it."""
    return re.search(r"url\((.*?)\)", _sheets(["typeface"])["typeface"])[1]


@cache
def first_style(root: str) -> str:
    """Join the style files that paint a page down to its title.

    Until the script has run that knows what the reader chose, the device says whether colours are dark.

    Parameters
    ----------
    root : str
        The way from the page to the folder of the site, as ``../``: the style names a typeface, and stands in the page.
    """
    sheets = _sheets(FIRST)
    dark = _DARK.search(sheets["tokens"])[0]
    dark = dark.replace("@media screen", "@media screen and (prefers-color-scheme: dark) and (scripting: enabled)")
    sheets["tokens"] += dark.replace('[data-theme="dark"]', ":root:not([data-theme])")
    return packed("\n".join(sheets.values())).replace("url(fonts/", f"url({root}_static/fonts/")


def later_style() -> str:
    """Join the other style files, which stand in a file of their own."""
    sheets = _sheets(LATER)
    # on paper nothing moves, and every page has the same typefaces
    faces = _sheets(["typeface"])["typeface"] + sheets["fonts"]
    sheets["fonts"] += "@media print {\n" + faces.replace("font-display: optional", "font-display: swap") + "}\n"
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
    scripts = sorted(STATIC.glob("course-*.js"))
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
    context["first_style"] = first_style(context["content_root"])
    context["typeface"] = f"{context['content_root']}_static/{typeface()}"


def write_lean_scripts(app: Sphinx, exception: Exception | None) -> None:
    """Write the scripts of the extensions once more, without comments; third-party ones are packed by their makers."""
    if exception or app.builder.format != "html":
        return
    # of folders that lie next to the extensions only: ``vendor`` is a folder in one of them
    for folder in {*app.config.html_static_path, str(STATIC)}:
        for script in Path(app.srcdir, folder).glob("*.js"):
            (Path(app.outdir) / "_static" / script.name).write_text(lean(script.read_text("utf-8")) + "\n", "utf-8")


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
    app.connect("build-finished", write_lean_scripts)
    app.connect("build-finished", remove_unused, priority=900)
