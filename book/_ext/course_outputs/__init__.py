"""Sphinx extension: puts the charts, explorers and quizzes of stored notebook outputs on the page.

A notebook stores a chart as plotly's own MIME type, which JupyterLab draws, with the parts around
it in the output's metadata. myst-nb has no renderer for that type and would skip it with a warning;
here each becomes a whole figure. What only a live kernel shows is left out.
"""

from pathlib import Path

from course_theme.assets import serve_static

from course_outputs.lighter import lighten
from course_outputs.pages import add_scripts, check_figures
from course_outputs.renderer import install_renderer
from course_outputs.scripts import write_scripts

STATIC = Path(__file__).parent / "static"


def setup(app):
    """Register the renderer, the scripts and the checks."""
    install_renderer()
    serve_static(app, STATIC)
    app.connect("html-page-context", add_scripts)
    app.connect("doctree-resolved", check_figures)
    # late: other extensions mark the numbers in the same text
    app.connect("html-page-context", lighten, priority=900)
    app.connect("builder-inited", write_scripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
