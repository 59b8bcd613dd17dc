"""The words of each page in a script of its own, from which the search shows what stands around a word.

Sphinx's search fetches whole pages for that and takes them apart in the browser: ten times the bytes, a long pause on
a telephone, and nothing at all where the pages lie in a folder, for there a page may not read its neighbours.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from lxml import etree, html
from sphinx.application import Sphinx

#: Where the scripts stand in the site, each at the address of its page.
FOLDER = Path("_static") / "extracts"
#: Parts of a page that make no sentence.
_NOISE = frozenset({"headerlink", "opener", "unit-card", "answer-key", "chart-actions", "question-actions"})
_SILENT = frozenset({"script", "style", "svg"})
#: Elements after which a reader sees no space, but there is one between their words.
_BLOCKS = frozenset({"h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "th", "td", "pre", "summary", "legend", "label"})


def extract(page: bytes) -> tuple[str, dict[str, int]]:
    """Return the words of a page, and where among them each of its sections begins.

    Parameters
    ----------
    page : bytes
        The page as it was written.

    Returns
    -------
    text : str
        The words, with one space between them.
    sections : dict
        Identifier of a section to the position in ``text``.
    """
    root = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    text, sections = "", {}

    def add(more: str | None) -> None:
        nonlocal text
        more = re.sub(r"\s+", " ", more or "")
        text += more.lstrip() if text.endswith(" ") or not text else more

    def walk(element: etree._Element) -> None:
        if element.tag == "section" and element.get("id"):
            sections[element.get("id")] = len(text)
        if isinstance(element.tag, str) and element.tag not in _SILENT and _NOISE.isdisjoint(element.get("class", "").split()):
            add(element.text)
            for child in element:
                walk(child)
                add(child.tail)
            if element.tag in _BLOCKS:
                add(" ")

    for main in root.iter("main"):
        walk(main)
    return text.strip(), sections


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the script of every page; what an earlier build left is gone."""
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir) / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    for name in sorted(app.env.found_docs):
        said = json.dumps([name, *extract((Path(app.outdir) / f"{name}.html").read_bytes())], ensure_ascii=False, separators=(",", ":"))
        target = folder / f"{name}.js"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"courseExtract(...{said});\n", "utf-8")


def setup(app: Sphinx) -> None:
    """Connect to the build: when the pages are written, and before the parts that list all files."""
    app.connect("build-finished", write, priority=900)
