"""The course's own Sphinx theme: templates, styles, scripts and the directives of its pages.

It inherits Sphinx's ``basic`` theme for the search index and nothing else; see decision 001 in
``book/maintainers/decisions``.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from course_theme import (
    assets,
    citations,
    directives,
    edition,
    extracts,
    languages,
    maths,
    page,
    policy,
    search_index,
    translator,
)

__version__ = "0.1.0"


def setup(app: Sphinx) -> dict:
    """Register the theme and its parts with Sphinx."""
    app.add_html_theme("course", str(Path(__file__).parent / "theme"))
    for part in (assets, citations, edition, extracts, languages, maths, page, policy, search_index, translator, directives):
        part.setup(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
