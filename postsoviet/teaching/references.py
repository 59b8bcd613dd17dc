"""Citations and lists of works, written as the site writes them, but as plain Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from postsoviet.course.register import ROOT
from postsoviet.errors import CourseError, did_you_mean

if TYPE_CHECKING:
    from pybtex.database import BibliographyData, Entry

PATH = "book/references.bib"


@cache
def _works(root: Path = ROOT) -> BibliographyData:
    from pybtex.database import parse_file

    return parse_file(str(root / PATH))


def _work(key: str) -> Entry:
    entries = _works().entries
    if key not in entries:
        raise CourseError(f"{PATH} has no work '{key}'{did_you_mean(key, entries)}; add it, or cite one that is there.")
    return entries[key]


@cache
def _printing() -> tuple:
    """Return the style of the site's lists, and a writer of Markdown."""
    from pybtex.plugin import find_plugin

    return find_plugin("pybtex.style.formatting", "plain")(), find_plugin("pybtex.backends", "markdown")()


def _who(entry: Entry) -> str:
    from pybtex.richtext import Text

    people = entry.persons.get("author") or entry.persons.get("editor")
    if not people:
        return str(Text.from_latex(entry.fields["title"]))
    names = [" ".join(str(Text.from_latex(part)) for part in (*one.prelast_names, *one.last_names)) for one in people]
    if len(names) > 2:
        return f"{names[0]} *et al.*"
    return " and ".join(names)


def cite(keys: Iterable[str], *, in_text: bool) -> str:
    """Write a citation.

    Parameters
    ----------
    keys : iterable of str
        Keys of works.
    in_text : bool
        ``Hasanova (2017)``, as a part of the sentence; else ``(Hasanova, 2017)``.

    Raises
    ------
    CourseError
        If a work is unknown.
    """
    pairs = [(_who(entry), entry.fields.get("year", "")) for entry in map(_work, keys)]
    if in_text:
        return ", ".join(f"{who} ({year})" if year else who for who, year in pairs)
    return "(" + ", ".join(", ".join(filter(None, pair)) for pair in pairs) + ")"


def reference_list(keys: Iterable[str]) -> list[str]:
    """Write works in full, in the order of their authors' names.

    Raises
    ------
    CourseError
        If a work is unknown.
    """
    style, backend = _printing()
    texts = [work.text.render(backend) for work in style.format_entries([_work(key) for key in keys])]
    # the backend breaks lines, and escapes full stops and hyphens, which are plain inside a line
    return [re.sub(r"\\([.-])", r"\1", " ".join(text.split())) for text in texts]
