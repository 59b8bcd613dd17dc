"""The glossary of the book, read from its page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from postsoviet.course.register import ROOT
from postsoviet.errors import CourseError, did_you_mean

PATH = "book/glossary.md"


@cache
def glossary(root: Path = ROOT) -> dict[str, tuple[str, str]]:
    """Read the terms.

    Parameters
    ----------
    root : Path
        Root of a copy of the course.

    Returns
    -------
    dict
        The term in small letters to the term as it is printed and its meaning, in MyST Markdown.

    Raises
    ------
    CourseError
        If the page is missing.
    """
    from markdown_it import MarkdownIt

    path = root / PATH
    if not path.is_file():
        raise CourseError(f"{PATH} is missing; run this in a whole copy of the course.")
    fences = [one for one in MarkdownIt("commonmark").parse(path.read_text("utf-8")) if one.info == "{glossary}"]
    terms: dict[str, tuple[str, str]] = {}
    for fence in fences:
        heads: list[str] = []
        for block in re.split(r"\n(?=\S)", fence.content):
            # a head without a meaning of its own shares that of the next one
            head, *meaning = block.splitlines()
            if head.startswith(":") or not head.strip():
                continue
            heads.append(head.strip())
            if text := " ".join(line.strip() for line in meaning).strip():
                terms |= {one.casefold(): (one, text) for one in heads}
                heads = []
    return terms


def meaning(term: str) -> tuple[str, str]:
    """Return a term as the glossary prints it, and its meaning.

    Raises
    ------
    CourseError
        If the glossary has no such term; the sentence names the near ones.
    """
    known = glossary()
    if term.casefold() not in known:
        raise CourseError(f"{PATH} has no term '{term}'{did_you_mean(term.casefold(), known)}; add it, or name one that is there.")
    return known[term.casefold()]
