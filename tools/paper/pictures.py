"""The charts of a page as vector pictures: drawn once by the site's own plotly, in Chromium, for paper."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from browser import FLAGS, ensure_browser
from environment import ROOT
from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

BUNDLE = ROOT / "book/_ext/course_outputs/static/vendor/plotly-basic.min.js"
#: As wide as the site draws for its own print.
WIDTH = 640
#: Letters must be there before plotly measures them, in each weight that a chart uses.
_FONTS = """() => Promise.all(["400", "500", "600", "700"].map((weight) =>
    document.fonts.load(`${weight} 14px "Source Sans 3"`, "aЖқə")))"""
_DRAW = Path(__file__).with_name("flatten.js").read_text(encoding="utf-8")


class Studio:
    """Draws figures into a folder, each once.

    Parameters
    ----------
    folder : Path
        Where the pictures are kept; a figure that was drawn for a unit serves the book as well.
    stylesheet : Path
        The style sheet of the site, for its typefaces.
    """

    def __init__(self, folder: Path, stylesheet: Path) -> None:
        self._folder, self._stylesheet = folder, stylesheet

    def draw(self, figures: list[dict]) -> list[Path]:
        """Return a picture for each figure."""
        self._folder.mkdir(parents=True, exist_ok=True)
        targets = [self._folder / f"{fingerprint(figure)}.svg" for figure in figures]
        missing = {target: figure for target, figure in zip(targets, figures, strict=True) if not target.is_file()}
        if missing:
            with self._tab() as tab:
                for target, figure in missing.items():
                    drawing = tab.evaluate(_DRAW, [figure, WIDTH])
                    target.write_text(drawing, encoding="utf-8", newline="\n")
        return targets

    @contextmanager
    def _tab(self) -> Iterator[Tab]:
        blank = self._folder / "blank.html"
        blank.write_text(
            f'<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="{self._stylesheet.as_uri()}">',
            encoding="utf-8",
        )
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=ensure_browser(), args=list(FLAGS))
            tab = chromium.new_page()
            tab.goto(blank.as_uri())
            tab.evaluate(_FONTS)
            tab.add_script_tag(path=BUNDLE)
            yield tab
            chromium.close()


def fingerprint(figure: dict) -> str:
    """Return what changes whenever the drawing would."""
    return hashlib.sha256(json.dumps([figure, WIDTH, _DRAW], sort_keys=True).encode()).hexdigest()[:16]
