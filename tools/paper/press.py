"""Set a document in type: HTML in, a tagged PDF out, the same bytes for the same input."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from environment import ROOT, say
from postsoviet.files import replacing
from postsoviet.words import words

from paper.binding import Document

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

STYLES = Path(__file__).with_name("styles")
THEME = ROOT / "book/_ext/course_theme"
CODE = Path(__file__).with_name("code.css")
#: What each file of a typeface holds, and how its family is called here.
_SUBSETS = {"latin": "", "latin-ext": " latin-ext", "cyrillic": " cyrillic", "cyrillic-ext": " cyrillic-ext"}
_FACE = re.compile(r'font-family: "([^"]+)";([^}]*?)(latin-ext|cyrillic-ext|latin|cyrillic)-')
_NAME = re.compile(r'"(Source (?:Sans 3|Serif 4|Code Pro))"')
#: Debian's names of what the typesetter loads.
LIBRARIES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
_LOADS = (sys.executable, "-c", "import weasyprint")


@dataclass(frozen=True)
class Printed:
    """A PDF that is written, and what the typesetter complained about."""

    path: Path
    pages: int
    complaints: tuple[str, ...]


def ensure_pango() -> None:
    """See that the typesetter's libraries are there; install Debian's where that is allowed.

    Raises
    ------
    SystemExit
        With one sentence, where they are missing and may not be installed.
    """
    if _loads():
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say("Installing Debian's Pango for the PDF")
        quiet = {"check": True, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", *LIBRARIES], **quiet)
        if _loads():
            return
    raise SystemExit(words("pdf.needs_pango"))


def _loads() -> bool:
    """Try in another process: a half-loaded module could not be loaded again in this one."""
    return subprocess.run(_LOADS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


def print_document(document: Document, target: Path) -> Printed:
    """Write a PDF with tags, bookmarks and embedded typefaces.

    Parameters
    ----------
    document : Document
        From `paper.binding`.
    target : Path
        The file; it is replaced when the new one is whole.
    """
    # the subsets of typefaces carry the time of their making, unless told otherwise
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    logger.propagate = False
    try:
        fonts = FontConfiguration()
        sheets = _sheets(fonts)
        rendered = HTML(string=document.markup, base_url=str(ROOT)).render(stylesheets=sheets, font_config=fonts)
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as draft:
            rendered.write_pdf(draft, pdf_tags=True, pdf_variant="pdf/ua-1")
    finally:
        logger.removeHandler(complaints)
    return Printed(target, len(rendered.pages), tuple(complaints.texts))


def _sheets(fonts: FontConfiguration) -> list[CSS]:
    """Return the site's own typefaces and colours, and the sheets for paper."""
    from weasyprint import CSS

    # a range of weights is nothing that the typesetter reads; it finds the weights in the file
    faces = "".join((THEME / "css" / name).read_text(encoding="utf-8") for name in ("typeface.css", "fonts.css"))
    faces = faces.replace("font-weight: 200 900; ", "")
    colours = (THEME / "css/tokens.css").read_text(encoding="utf-8").partition("@media")[0]
    # the addresses of the typefaces are those of the finished style sheet
    texts = [(_apart(faces) + colours, THEME / "theme/static/course.css")]
    texts += [(_apart(CODE.read_text(encoding="utf-8")), CODE)]
    texts += [(_together(path.read_text(encoding="utf-8")), path) for path in sorted(STYLES.glob("*.css"))]
    return [CSS(string=text, base_url=path.as_uri(), font_config=fonts) for text, path in texts]


def _apart(faces: str) -> str:
    """Give each file of a typeface a family name of its own.

    The typesetter takes two files of one family, style and weight for one file, and prints the letters of the second
    with the shapes of the first.
    """
    return _FACE.sub(lambda face: f'font-family: "{face[1]}{_SUBSETS[face[3]]}";{face[2]}{face[3]}-', faces)


def _together(sheet: str) -> str:
    """Ask for all files of a typeface where a sheet names it."""
    return _NAME.sub(lambda name: ", ".join(f'"{name[1]}{ending}"' for ending in _SUBSETS.values()), sheet)
