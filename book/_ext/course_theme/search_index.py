"""The search index of Sphinx, smaller: words of the page and not glued ones, each told by what it adds to the one before.

Sphinx takes the tags out of raw markup without leaving a space, so that the cells of a table become one word.
And it writes its index as JSON, where the lists of pages are most of the size. ``course-search.js`` unfolds what is
written here and hands it to Sphinx's own search.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import IO, Any

from docutils import nodes
from sphinx.application import Sphinx

#: What the file of the index begins with.
_CALL = "courseIndex("
_SILENT = re.compile(r"<(script|style|option)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_PHRASE = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|q|small|span|strong|sub|sup)\b[^>]*>", re.IGNORECASE)
_BLOCK = re.compile(r"<[^>]*>")
#: Codes of the signs that stand for a page and for a length: from here on, and without the backslash.
_FIRST, _BACKSLASH = 35, 92


def said(html: str) -> str:
    """Return the words of markup as a reader sees them, with a space where a block begins or ends."""
    text = unescape(_BLOCK.sub(" ", _PHRASE.sub("", _SILENT.sub(" ", html))))
    # what follows takes out whatever looks like a tag
    return text.replace("<", " ").replace(">", " ")


def _sign(number: int) -> str:
    code = _FIRST + number
    return chr(code if code < _BACKSLASH else code + 1)


def _number(sign: str) -> int:
    code = ord(sign)
    return (code if code < _BACKSLASH else code - 1) - _FIRST


def _slug(title: str) -> str:
    return re.sub(r"^[-0-9]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", title.lower()))


def _fold(terms: dict[str, int | list[int]]) -> list[str]:
    """Return the words and their pages as two texts."""
    words, pages, before = [], [], ""
    for word, found in sorted(terms.items()):
        shared = next((n for n, (a, b) in enumerate(zip(before, word, strict=False)) if a != b), min(len(before), len(word)))
        words.append(_sign(shared) + word[shared:])
        pages.append("".join(map(_sign, [found] if isinstance(found, int) else found)))
        before = word
    return [" ".join(words), " ".join(pages)]


def _unfold(folded: list[str]) -> dict[str, int | list[int]]:
    terms, word = {}, ""
    for part, signs in zip(folded[0].split(" "), folded[1].split(" "), strict=True):
        if not part:
            continue
        word = word[: _number(part[0])] + part[1:]
        found = [_number(sign) for sign in signs]
        terms[word] = found[0] if len(found) == 1 else found
    return terms


class CompactIndex:
    """A format of Sphinx's search index, used like ``sphinx.search.js_index``."""

    def dumps(self, data: dict[str, Any]) -> str:
        """Write the index as a script."""
        titles = [
            [title, *(part for page, anchor in places for part in (page, 1 if anchor == _slug(title) else anchor))]
            for title, places in data["alltitles"].items()
        ]
        small = {**data, "terms": _fold(data["terms"]), "titleterms": _fold(data["titleterms"]), "alltitles": titles}
        text = json.dumps(small, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return f"{_CALL}{text})"

    def loads(self, text: str) -> dict[str, Any]:
        """Read the index again, for a build that goes on from an earlier one."""
        if not text.startswith(_CALL):
            raise ValueError("The search index was written by another program; build the site from nothing.")
        data = json.loads(text.removeprefix(_CALL)[:-1])
        data["terms"], data["titleterms"] = _unfold(data["terms"]), _unfold(data["titleterms"])
        data["alltitles"] = {
            title: [(page, _slug(title) if anchor == 1 else anchor) for page, anchor in zip(rest[::2], rest[1::2], strict=True)]
            for title, *rest in data["alltitles"]
        }
        return data

    def dump(self, data: dict[str, Any], file: IO[str]) -> None:
        """Write the index to a file."""
        file.write(self.dumps(data))

    def load(self, file: IO[str]) -> dict[str, Any]:
        """Read the index from a file."""
        return self.loads(file.read())


def _with_words_apart(index_page: Callable) -> Callable:
    """Wrap the builder's reading of a page, so that it finds words where the page has raw markup."""

    def reading(pagename: str, doctree: nodes.document, title: str) -> None:
        raw = [(node, node.children) for node in doctree.findall(nodes.raw) if "html" in node.get("format", "").split()]
        for node, _ in raw:
            node.children = [nodes.Text(said(node.astext()))]
        index_page(pagename, doctree, title)
        # the same tree is written afterwards
        for node, children in raw:
            node.children = children

    return reading


def improve_search(app: Sphinx) -> None:
    """Give the builder of the site this format, and words that are not glued together."""
    if app.builder.format == "html":
        app.builder.indexer_format = CompactIndex()
        app.builder.index_page = _with_words_apart(app.builder.index_page)


def setup(app: Sphinx) -> None:
    """Connect to the build."""
    app.connect("builder-inited", improve_search)
