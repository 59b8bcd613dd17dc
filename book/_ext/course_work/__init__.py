"""Sphinx extension: what a student has done, kept by the browser, saved as a file and loaded again.

The script of saving and merging belongs to the library, for a live kernel uses it too.
"""

from __future__ import annotations

from pathlib import Path

from course_theme.assets import packed
from postsoviet.exercises.page import script
from postsoviet.work import assets

from course_work import checks, exercises
from course_work.page import MyWork

_HERE = Path(__file__).parent
PAGE_SCRIPT, PAGE_STYLE, EXERCISES_SCRIPT = "course-work.js", "course-work.css", "course-exercises.js"


def add_scripts(app, pagename, templatename, context, doctree) -> None:
    """Add a script to the pages that need it, and to no other."""
    body = context.get("body", "")
    if '<section class="work"' in body:
        app.add_css_file(PAGE_STYLE)
        app.add_js_file(PAGE_SCRIPT, loading_method="defer")
    if '<p class="exercise-tick"' in body:
        app.add_js_file(EXERCISES_SCRIPT, loading_method="defer")
        checks.write_data(app, body)


def write_scripts(app, exception) -> None:
    """Write the scripts and the style."""
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static"
    (folder / PAGE_SCRIPT).write_text(assets.script(_HERE / "page.js"), encoding="utf-8")
    (folder / EXERCISES_SCRIPT).write_text(script(_HERE / "ticks.js", _HERE / "check.js"), encoding="utf-8")
    (folder / PAGE_STYLE).write_text(packed((_HERE / "page.css").read_text("utf-8")), encoding="utf-8")


def setup(app):
    """Register the directive, the boxes of exercises, and the scripts."""
    app.add_directive("my-work", MyWork)
    exercises.setup(app)
    app.connect("html-page-context", add_scripts)
    app.connect("build-finished", write_scripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
