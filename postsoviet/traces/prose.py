"""The numbers of a prose, each with the words around it.

Words and numbers are compared without case, marks and emphasis, so the Markdown of a notebook and the
page that is built from it give the same occurrences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.])\d+(?:\.\d+)?")
#: References to lines of a source point there themselves; they are not asked where they come from.
LINES = re.compile(r"\(?(?:source )?lines? \d[\d,;\s–-]*(?:and \d[\d–-]*)?\)?")
#: Names of parts and exhibits hold numbers that are no quantities.
LABELS = re.compile(
    r"\b(?:annex|chapter|cell|exercise|figure|footnote|hint|map|note|objective|part|question|row|section|step|table|tenth|unit)"
    r"(?:e?s)? \d+(?![.,]?\d)(?: ?[–-] ?\d+|(?:, ?\d+)*,? (?:and|or|to) \d{1,2}(?!\d))?(?![.,]?\d| ?(?:percent|%))",
    re.IGNORECASE,
)
#: The number of a heading, "3. A number that does not follow".
_ORDER = re.compile(r"\s*\d+\.(?=\s)")
_TOKEN = re.compile(rf"{NUMBER.pattern}|[^\W\d_]+|\d+")
_REACH = 12

_FENCED_CODE = re.compile(r"^(`{3,})\s*(?:python|\{code).*?^\1", re.S | re.M)
_FENCE = re.compile(r"^(?:`{3,}|:{3,})[^\n]*$", re.M)
_OPTION = re.compile(r"^:[a-z_-]+:[^\n]*$", re.M)
_SILENT_ROLE = re.compile(r"\{(?:cite|cite:\w+|eq|numref)\}`[^`]*`")
_ROLE = re.compile(r"\{[\w:-]+\}`([^`<]*?)\s*(?:<[^`>]*>)?`")
_FORMULA = re.compile(r"\$\$.*?\$\$|(?<![\\\w])\$[^$\n]+\$", re.S)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\]\([^)]*\)|https?://\S+")
_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.)\s)|\n(?=#)|(?<=\n)(?=\|)|\|")


@dataclass(frozen=True)
class Occurrence:
    """A number at one place of a prose.

    Attributes
    ----------
    number : str
        As it is written, for example ``"1,400"``.
    start : int
        Where it begins in its block of text.
    before, after : tuple of str
        The words on both sides, nearest last and nearest first.
    """

    number: str
    start: int
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def context(self) -> str:
        """A few words around the number, to show where it stands."""
        return " ".join([*self.before[-4:], self.number, *self.after[:4]])

    def matches(self, phrase: tuple[str, ...], place: int) -> bool:
        """Whether a phrase whose word number ``place`` is this number stands here."""
        head, tail = phrase[:place], phrase[place + 1 :]
        if place and self.before[-place:] != head:
            return False
        return self.after[: len(tail)] == tail


def tokens(text: str) -> tuple[str, ...]:
    """Split a text into small words and numbers."""
    return tuple(match[0].casefold() for match in _TOKEN.finditer(text))


def occurrences(block: str) -> list[Occurrence]:
    """List the numbers of one block of plain text, but for those of labels and source lines."""
    silent = [match.span() for pattern in (LINES, LABELS) for match in pattern.finditer(block)]
    if order := _ORDER.match(block):
        silent.append(order.span())
    found = [(match.start(), match[0]) for match in _TOKEN.finditer(block)]
    words = [word.casefold() for _, word in found]
    return [
        Occurrence(word, start, tuple(words[max(0, place - _REACH) : place]), tuple(words[place + 1 : place + _REACH]))
        for place, (start, word) in enumerate(found)
        if NUMBER.fullmatch(word)
        and NUMBER.match(block, start)
        and not any(first <= start < last for first, last in silent)
    ]


def markdown_blocks(markdown: str) -> Iterator[str]:
    """Yield the paragraphs, list items and cells of a Markdown text as plain text."""
    text = _FORMULA.sub(" ", _FENCED_CODE.sub("\n\n", markdown))
    text = _OPTION.sub("", _FENCE.sub("\n\n", text))
    text = _ROLE.sub(r"\1", _SILENT_ROLE.sub(" ", text))
    text = _LINK.sub(" ", _CODE.sub(" ", text)).replace("[", " ").replace("*", "")
    for block in _BLOCK.split(text):
        # the number of a list item is drawn by the browser, not written on the page
        if plain := re.sub(r"^\s*(?:\d+\.|[-+]|#+)\s+", "", block).strip():
            yield plain
