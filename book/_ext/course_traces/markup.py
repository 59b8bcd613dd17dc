"""Walk the HTML of a page and wrap the numbers that a reader may ask.

Everything else is passed on as it stands, sign by sign.
"""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

from postsoviet.traces.prose import Occurrence, occurrences

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
#: Tags that do not end a block of text.
_INLINE = frozenset(
    "a abbr b bdi br button cite code dfn em i kbd mark math q s small span strong sub sup u var wbr".split()
)
#: Parts of a page that are no prose: code, drawings, controls, and what the page says of itself.
_SILENT_TAGS = frozenset("button code kbd math option pre script select style svg textarea".split())
_SILENT_CLASSES = frozenset(
    "unit-card opener cell_input cell_output bibtex-citation references headerlink progress drawn exercise-check".split()
)
#: Islands of prose inside silent parts, and how their numbers are treated.
_SPEAKING = {"why": "prose"}

#: Give the index of an answer, or None to leave the number alone.
Ask = Callable[[Occurrence], int | None]
AskCell = Callable[[str, int, int, str], int | None]


class Marker(HTMLParser):
    """Wraps numbers while it copies a page.

    Parameters
    ----------
    ask : callable
        Is given an occurrence in the prose; returns the index of its answer.
    ask_cell : callable
        Is given a chart's id, row and column of its table, and the text of the cell.
    """

    def __init__(self, ask: Ask, ask_cell: AskCell) -> None:
        super().__init__(convert_charrefs=False)
        self._ask, self._ask_cell = ask, ask_cell
        self._out: list[str] = []
        self._open: list[tuple[str, str, bool]] = []  # tag, mode and whether it ends a block
        # place in the output, text and mode of every piece of the block so far
        self._block: list[tuple[int, str, str]] = []
        self._chart, self._row, self._column = "", -1, -1

    def mark(self, html: str) -> str:
        """Return the page with its numbers wrapped."""
        self.feed(html)
        self.close()
        self._end_block()
        return "".join(self._out)

    @property
    def _mode(self) -> str:
        return self._open[-1][1] if self._open else "prose"

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        classes = {*(given.get("class") or "").split()}
        breaks = tag not in _INLINE or bool(classes & {*_SPEAKING})
        if breaks:
            self._end_block()
        if tag not in _VOID:
            self._open.append((tag, self._mode_of(tag, classes), breaks))
        if tag == "figure" and "chart" in classes:
            self._chart, self._row = given.get("id") or "", -1
        elif tag == "tr":
            self._row, self._column = self._row + 1, -1
        elif tag in ("td", "th"):
            self._column += 1
        elif tag == "br":
            self._block.append((-1, " ", self._mode))
        self._out.append(self.get_starttag_text() or "")

    def _mode_of(self, tag: str, classes: set[str]) -> str:
        for name, mode in _SPEAKING.items():
            if name in classes:
                return mode
        if tag == "table" and self._chart and self._mode == "silent":
            return "table"
        if tag in _SILENT_TAGS or classes & _SILENT_CLASSES:
            return "silent"
        return self._mode

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            closed, _, breaks = self._open[-1]
            if breaks:
                self._end_block()
            self._open.pop()
            if closed == tag:
                break
        if tag == "figure":
            self._chart = ""
        self._out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._text(data, data)

    def handle_entityref(self, name: str) -> None:
        self._text(f"&{name};", unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._text(f"&#{name};", unescape(f"&#{name};"))

    def handle_comment(self, data: str) -> None:
        self._out.append(f"<!--{data}-->")

    def _text(self, raw: str, text: str) -> None:
        self._out.append(raw)
        if self._mode == "silent":
            # a word of code breaks a phrase, as it does in the Markdown
            self._block.append((-1, " ", "silent"))
        else:
            # an entity is never part of a number, and must not be cut
            self._block.append((len(self._out) - 1, text if raw == text else " " * len(text), self._mode))

    def _end_block(self) -> None:
        block, self._block = self._block, []
        modes = [mode for place, _, mode in block if place >= 0]
        if not modes:
            return
        if modes[0] == "table":
            self._mark_cell(block)
        else:
            self._mark_block(block)

    def _mark_cell(self, block: list[tuple[int, str, str]]) -> None:
        if self._open[-1][0] != "td":
            return
        for place, text, _ in block:
            if place >= 0 and any(sign.isdigit() for sign in text):
                # the row of headings is row 0
                index = self._ask_cell(self._chart, self._row - 1, self._column, text.strip())
                if index is not None:
                    self._out[place] = wrapped(text.strip(), index)

    def _mark_block(self, block: list[tuple[int, str, str]]) -> None:
        found = occurrences("".join(text for _, text, _ in block))
        marks = [(one, index) for one in found if (index := self._ask(one)) is not None]
        end = sum(len(text) for _, text, _ in block)
        for place, text, _ in reversed(block):
            start = end - len(text)
            if place >= 0:
                self._out[place] = _with_marks(self._out[place], start, end, marks)
            end = start


def wrapped(text: str, index: int) -> str:
    """Wrap a number with the index of its answer."""
    return f'<span data-ask="{index}">{text}</span>'


def _with_marks(raw: str, start: int, end: int, marks: list[tuple[Occurrence, int]]) -> str:
    inside = [(one, index) for one, index in marks if start <= one.start and one.start + len(one.number) <= end]
    for one, index in reversed(inside):
        first = one.start - start
        last = first + len(one.number)
        # a minus belongs to its number; a dash between two numbers does not
        if first and raw[first - 1] in "-−" and not raw[max(first - 2, 0)].isalnum():
            first -= 1
        raw = raw[:first] + wrapped(raw[first:last], index) + raw[last:]
    return raw
