"""Does a number stand in given lines of a source text?

The texts come from PDF files: words are broken at line ends, and the marks of footnotes are glued
to the word or number before them. Here such text is put together again, and its numbers are found
in digits (thousands commas, decimals, a leading minus) and in words (two-thirds, threefold). A
footnote mark is never a number. Nor is an ordinal (10th), a decade (1990s) or part of a code (CDS-1).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from postsoviet.errors import CourseError

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
          "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
_MULTIPLES = {"twice": 2, "thrice": 3, "double": 2, "doubled": 2, "triple": 3, "tripled": 3,
              "quadruple": 4, "quadrupled": 4}  # fmt: skip
_WHOLE = {word: value for value, word in enumerate(_UNITS)}
_WHOLE |= {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}

_DIGITS = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?")
_names = "|".join(sorted(_WHOLE, key=len, reverse=True))
# the hyphen is optional: one at the end of a line is dropped when lines are joined
_WORDS = re.compile(
    rf"\b(?:(?P<top>{_names})-?(?P<part>{'|'.join(_PARTS)})s?"
    rf"|(?P<fold>{_names})-?fold"
    rf"|(?P<ten>{'|'.join(_TENS)})-?(?P<unit>{'|'.join(_UNITS[1:10])})"
    rf"|(?P<multiple>{'|'.join(_MULTIPLES)})"
    rf"|(?P<half>half)"
    rf"|(?P<whole>{_names}))\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s*(?:percent\b|per cent\b|%)", re.IGNORECASE)
# the first number of a range shares the unit of the second: 3-4 percent
_RANGE_PERCENT = re.compile(r"\s*[-–]\s*\d+(?:\.\d+)?\s*(?:percent\b|per cent\b|%)", re.IGNORECASE)
_LOSS = re.compile(r"\b(?:decreas|declin|fell\b|fall|drop|lost\b|los[es]|reduc|shr[aiu]nk)", re.IGNORECASE)
_YEAR_AND_MARK = re.compile(r"((?:19|20)\d\d)\.\d{1,3}")
_BEFORE_NUMBER = frozenset("([{“\"‘'—–$€£≈<>=+:")
# the number at the head of a footnote; a date or a caption may also begin a line with a number
_NOTE_HEAD = re.compile(
    r"\s?\d{1,3} (?=[A-Z“‘])(?!January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Percent|Million)"
)
# a mark that a space has torn from its sentence: "countries. 19 The"
_DETACHED = re.compile(r"[a-z”)][.!?] (\d{1,2}) [A-Z“‘]")


@dataclass(frozen=True)
class Number:
    """A number found in a text.

    Attributes
    ----------
    text : str
        As it stands, for example ``"7,397,035"`` or ``"two-thirds"``.
    value : Fraction
        Its exact value.
    percent : bool
        Whether a word or sign of percent follows.
    line : int or None
        The source line where it begins, where lines are known.
    """

    text: str
    value: Fraction
    percent: bool
    line: int | None = None

    def is_value(self, wanted: str | float) -> bool:
        """Whether this is the wanted number; a fraction in words may be given rounded (0.67)."""
        exact = _exact(wanted)
        if self.text[-1].isdigit():
            return self.value == exact
        decimals = len(str(wanted).partition(".")[2])
        return self.value == exact or (decimals > 0 and round(self.value, decimals) == exact)


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
        return "\n".join(_joined(self._numbered(block))[0] for block in line_blocks(lines))

    def numbers(self, lines: str) -> list[Number]:
        """List the numbers of some lines in their order, each with its line."""
        if lines not in self._found:
            self._found[lines] = [*self._search(lines)]
        return self._found[lines]

    def trace(self, value: str | float, lines: str, *, percent: bool = False) -> Number | None:
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

        Returns
        -------
        Number or None
            The first match, or None when the number does not stand there.
        """
        return _first(self.numbers(lines), value, percent, bool(_LOSS.search(self.passage(lines))))

    def _search(self, lines: str) -> Iterator[Number]:
        for block in line_blocks(lines):
            text, starts, numbers = _joined(self._numbered(block))
            for start, number in _numbers(text):
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
    return [number for _, number in _numbers(joined)]


def stands_in(value: str | float, text: str, *, percent: bool = False) -> bool:
    """Whether a number stands in a text; see ``SourceText.trace`` for the rules."""
    return _first(numbers_in(text), value, percent, bool(_LOSS.search(text))) is not None


def _first(numbers: list[Number], value: str | float, percent: bool, loss: bool) -> Number | None:
    wanted = [value]
    if loss and _exact(value) < 0:
        wanted.append(str(value).lstrip("-−"))
    for number in numbers:
        if (number.percent or not percent) and any(number.is_value(one) for one in wanted):
            return number
    return None


def _exact(value: str | float) -> Fraction:
    # through text, for 2.86 is not exactly 2.86 as a binary float
    return Fraction(str(value).replace(",", "").replace("−", "-"))


def _joined(lines: list[tuple[int, str]], note_heads: bool = True) -> tuple[str, list[int], list[int]]:
    """Join lines; also give where each begins in the result, and its number."""
    text = ""
    starts, numbers = [], []
    for number, line in lines:
        if not line.strip():
            continue
        if note_heads:
            line = line[head.end() :] if (head := _NOTE_HEAD.match(line)) else line
        piece = line.strip()
        if re.search(r"[^\W\d_]-$", text) and piece[0].islower():
            text = text[:-1]
        elif text:
            text += " "
        starts.append(len(text))
        numbers.append(number)
        text += piece
    return text, starts, numbers


def _numbers(text: str) -> Iterator[tuple[int, Number]]:
    found = [*_in_digits(text), *_in_words(text)]
    yield from sorted(found, key=lambda item: item[0])


def _in_digits(text: str) -> Iterator[tuple[int, Number]]:
    for match in _DIGITS.finditer(text):
        start, end, token = match.start(), match.end(), match[0]
        before = text[start - 1] if start else " "
        if token[0] in "-−" and (before.isdigit() or before in "-–"):
            # the dash of a range, not a minus
            start, token, before = start + 1, token[1:], "–"
        in_fraction = before == "/" and text[max(start - 2, 0)].isdigit()
        if not (before.isspace() or before in _BEFORE_NUMBER or in_fraction):
            # glued to a word or a full stop: the mark of a footnote, or part of a code
            continue
        if text[end : end + 1].isalpha() or _is_detached_mark(text, start, end):
            continue
        year = _YEAR_AND_MARK.fullmatch(token)
        token = year[1] if year else token
        percent = bool(_PERCENT.match(text, end) or _RANGE_PERCENT.match(text, end))
        yield start, Number(token, _exact(token), percent)


def _is_detached_mark(text: str, start: int, end: int) -> bool:
    return start >= 3 and _DETACHED.fullmatch(text, start - 3, end + 2) is not None


def _in_words(text: str) -> Iterator[tuple[int, Number]]:
    for match in _WORDS.finditer(text):
        group = {name: word.lower() for name, word in match.groupdict().items() if word}
        if "part" in group:
            value = Fraction(_WHOLE[group["top"]], _PARTS[group["part"]])
        elif "unit" in group:
            value = Fraction(_WHOLE[group["ten"]] + _WHOLE[group["unit"]])
        elif "multiple" in group:
            value = Fraction(_MULTIPLES[group["multiple"]])
        elif "half" in group:
            value = Fraction(1, 2)
        else:
            value = Fraction(_WHOLE[group.get("fold") or group["whole"]])
        percent = bool(_PERCENT.match(text, match.end()))
        yield match.start(), Number(match[0], value, percent)
