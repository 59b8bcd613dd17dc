"""Sphinx extension: a link inside the site that leads nowhere fails the build, with one line for each."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from sphinx.application import Sphinx
from sphinx.util import logging

from course_links.inside import problems
from course_links.markup import read

_LOGGER = logging.getLogger(__name__)
#: After every other extension has written its files, also those that write late.
_LAST = 2000


def report(app: Sphinx, exception: Exception | None) -> None:
    """Warn of every link that leads nowhere; the build counts warnings as errors."""
    if exception or app.builder.format != "html":
        return
    site = Path(app.outdir)
    for sentence in problems(site, read(site), urlsplit(app.config.html_baseurl or "").path):
        _LOGGER.warning(sentence, type="course", subtype="links")


def setup(app: Sphinx) -> dict:
    """Connect to the end of the build."""
    app.connect("build-finished", report, priority=_LAST)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
