"""Does a number, a name or a date stand in given lines of a source text?

The texts come from PDF files and web pages: words are broken at line ends, and the marks of
footnotes are glued to what stands before them. Here such text is put together again; what counts as
a number in it is settled in ``numerals``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from postsoviet.errors import CourseError
from postsoviet.numerals import Number, exact, find_numbers, find_ordinals

_LOSS = re.compile(r"\b(?:decreas|declin|fell\b|fall|drop|lost\b|los[es]|reduc|shr[aiu]nk)", re.IGNORECASE)
# the number at the head of a footnote; a date or a caption may also begin a line with a number
_NOTE_HEAD = re.compile(
    r"\s?\d{1,3} (?=[A-Z“‘])(?!January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Percent|Million)"
)
_MONTHS = ("january february march april may june july august september october november december").split()
_DATE_IN_DIGITS = re.compile(r"\b(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})\b")
# words that carry nothing by which a name could be told from another
_FILLERS = frozenset("a an and by for from in of on or the to with".split())


class SourceText:
    """A source with numbered lines.

    Parameters
    ----------
    text : str
        The whole text; line numbers count from 1 and lines end with a line feed.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._found: dict[str, list[Number]] = {}
        self._passages: dict[str, str] = {}
        self._said: dict[str, frozenset[str]] = {}

    @classmethod
    def read(cls, path: Path) -> SourceText:
        """Read a source from a UTF-8 file."""
        return cls(path.read_text(encoding="utf-8"))

    def line(self, number: int) -> str:
        """Return one line as it stands."""
        if not 1 <= number <= len(self._lines):
            raise CourseError(f"The source has {len(self._lines)} lines; there is no line {number}.")
        return self._lines[number - 1]

    def passage(self, lines: str) -> str:
        """Return the text of some lines, with broken words put together again."""
        if lines not in self._passages:
            self._passages[lines] = "\n".join(_joined(self._numbered(block))[0] for block in line_blocks(lines))
        return self._passages[lines]

    def numbers(self, lines: str) -> list[Number]:
        """List the numbers of some lines in their order, each with its line."""
        if lines not in self._found:
            self._found[lines] = [*self._search(lines)]
        return self._found[lines]

    def trace(
        self, value: str | float, lines: str, *, percent: bool = False, ordinal: bool = False
    ) -> Number | None:
        """Find a number in some lines.

        Parameters
        ----------
        value : str or number
            The wanted value. A negative one is also found where the text prints its size and a
            word of loss.
        lines : str
            Line numbers, for example ``"1221-1222"`` or ``"10048;10050"``.
        percent : bool
            Take only a number that is followed by a word or sign of percent.
        ordinal : bool
            Take an ordinal too: 8 stands in "the 8th exporter".

        Returns
        -------
        Number or None
            The first match, or None when the number does not stand there.
        """
        found = _first(self.numbers(lines), value, percent, bool(_LOSS.search(self.passage(lines))))
        if found is None and ordinal:
            ordinals = [number for _, number in find_ordinals(self.passage(lines))]
            found = _first(ordinals, value, percent=False, loss=False)
        return found

    def says(self, name: str, lines: str) -> bool:
        """Whether every word of a name stands in some lines, whatever its case and accents."""
        if lines not in self._said:
            passage = self.passage(lines)
            self._said[lines] = frozenset(_words(passage)) | frozenset(_words(passage.replace("-", "")))
        return {*_words(name)} - _FILLERS <= self._said[lines]

    def dates(self, date: str, lines: str) -> bool:
        """Whether a date stands in some lines.

        Parameters
        ----------
        date : str
            ``1998``, ``1998-05`` or ``1998-05-20``. A year also stands in its decade when it opens
            or closes it: 1950 and 1959 in "the 1950s".
        lines : str
            Line numbers.
        """
        year, month, day = (*(int(part) for part in date.split("-")), 0, 0)[:3]
        if month > len(_MONTHS):
            return False
        passage = self.passage(lines)
        if any(
            (year, month or one[1], day or one[2]) in (one, (one[0], one[2], one[1]))
            for one in _dates_in_digits(passage)
        ):
            return True
        decade = year % 10 in (0, 9) and re.search(rf"\b{year // 10}0s", passage)
        if not (decade or self.trace(year, lines)):
            return False
        if month and not re.search(rf"\b{_MONTHS[month - 1][:3]}", passage, re.IGNORECASE):
            return False
        return not day or self.trace(day, lines, ordinal=True) is not None

    def _search(self, lines: str) -> Iterator[Number]:
        for block in line_blocks(lines):
            text, starts, numbers = _joined(self._numbered(block))
            for start, number in find_numbers(text):
                yield replace(number, line=numbers[bisect_right(starts, start) - 1])

    def _numbered(self, block: range) -> list[tuple[int, str]]:
        return [(number, self.line(number)) for number in block]


def line_blocks(lines: str) -> list[range]:
    """Read line numbers such as ``"1221-1222"`` or ``"10048;10050"``.

    Raises
    ------
    CourseError
        When the text does not have that form.
    """
    blocks = []
    for part in str(lines).split(";"):
        match = re.fullmatch(r"(\d+)(?:-(\d+))?", part)
        if not match or int(match[2] or match[1]) < int(match[1]):
            raise CourseError(
                f"'{lines}' does not name source lines; write 12, 12-15 or 12-15;20, smallest first."
            )
        blocks.append(range(int(match[1]), int(match[2] or match[1]) + 1))
    return blocks


def numbers_in(text: str) -> list[Number]:
    """List the numbers of a text, which may be broken over lines, in their order."""
    joined = _joined(list(enumerate(text.split("\n"), start=1)), note_heads=False)[0]
    return [number for _, number in find_numbers(joined)]


def stands_in(value: str | float, text: str, *, percent: bool = False) -> bool:
    """Whether a number stands in a text; see ``SourceText.trace`` for the rules."""
    return _first(numbers_in(text), value, percent, bool(_LOSS.search(text))) is not None


def _first(numbers: list[Number], value: str | float, percent: bool, loss: bool) -> Number | None:
    wanted = [value]
    if loss and exact(value) < 0:
        wanted.append(str(value).lstrip("-−"))
    for number in numbers:
        if (number.percent or not percent) and any(number.is_value(one) for one in wanted):
            return number
    return None


def _words(text: str) -> list[str]:
    text = re.sub(r"[’']s\b|[’']", "", text)
    plain = unicodedata.normalize("NFKD", text)
    return re.findall(r"[^\W_]+", "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold())


def _dates_in_digits(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _DATE_IN_DIGITS.finditer(text):
        first, second, third = (int(part) for part in match.groups())
        yield (first, second, third) if first > 31 else (third, second, first)


def _joined(lines: list[tuple[int, str]], note_heads: bool = True) -> tuple[str, list[int], list[int]]:
    """Join lines; also give where each begins in the result, and its number."""
    pieces: list[str] = []
    length = 0
    starts, numbers = [], []
    for number, line in lines:
        if not line.strip():
            continue
        if note_heads:
            line = line[head.end() :] if (head := _NOTE_HEAD.match(line)) else line
        piece = line.strip()
        if pieces and re.search(r"[^\W\d_]-$", pieces[-1]) and piece[0].islower():
            pieces[-1] = pieces[-1][:-1]
            length -= 1
        elif pieces:
            pieces.append(" ")
            length += 1
        starts.append(length)
        numbers.append(number)
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), starts, numbers
