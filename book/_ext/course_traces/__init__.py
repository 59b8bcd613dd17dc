"""Sphinx extension: a reader may ask any number of a unit where it comes from.

The answers come from the same maps that the tests hold against the prose, the data and the sources
(``notebooks/traces``). A number in the prose of a unit without an origin is a warning, and so fails
the build.
"""

from pathlib import Path

from course_theme.assets import serve_static
from course_traces.pages import mark_numbers

STATIC = Path(__file__).parent / "static"


def setup(app):
    """Register the static folder and the marking of numbers."""
    serve_static(app, STATIC)
    # after the scripts of charts, and before the theme drops what no page needs
    app.connect("html-page-context", mark_numbers, priority=700)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
