"""The numbers of a text, in digits and in words.

A footnote mark is never a number, though books glue it to the word, year or amount before it. Nor
is a decade (1990s) or part of a code (CDS-1). An ordinal (10th, third) is found only when asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
          "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
_MULTIPLES = {"twice": 2, "thrice": 3, "double": 2, "doubled": 2, "triple": 3, "tripled": 3,
              "quadruple": 4, "quadrupled": 4}  # fmt: skip
_POWERS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_ROUND_ORDINALS = {word[:-1] + "ieth": value for word, value in zip(_TENS, range(20, 100, 10), strict=True)}
_WHOLE = {word: value for value, word in enumerate(_UNITS)}
_RANKS = {word: value for value, word in enumerate(_ORDINALS, start=1)} | _ROUND_ORDINALS
_WHOLE |= {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}
_LARGE = _POWERS | {"dozen": 12}

# the first form is an amount whose commas are complete, though a mark may be glued to it
_DIGITS = re.compile(
    r"[-−]?(?:\d{1,3}(?:,\d{3})+(?=\d{1,2}(?!\d))|(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
)
_names = "|".join(sorted(_WHOLE, key=len, reverse=True))
# the hyphen is optional: one at the end of a line is dropped when lines are joined
_WORDS = re.compile(
    rf"\b(?:(?P<top>an?|{_names})[- ]?(?P<part>{'|'.join(_PARTS)})s?"
    rf"|(?P<fold>{_names})-?fold"
    rf"|(?P<ten>{'|'.join(_TENS)})-?(?P<unit>{'|'.join(_UNITS[1:10])})"
    rf"|(?P<multiple>{'|'.join(_MULTIPLES)})"
    rf"|(?P<half>half)"
    rf"|(?P<whole>{_names})"
    rf"|(?P<large>{'|'.join(_LARGE)}))\b",
    re.IGNORECASE,
)
_TIMES = re.compile(rf"[\s-]*({'|'.join(_POWERS)})\b", re.IGNORECASE)
_AND_HALF = re.compile(r"[\s-]+and[\s-]+a[\s-]+half\b", re.IGNORECASE)
_ORDINAL = re.compile(rf"\b(?:(\d+)(?:st|nd|rd|th)|({'|'.join(_RANKS)}))\b", re.IGNORECASE)
_PERCENT = re.compile(r"\s*(?:percent(?:age points?)?\b|per cent\b|%)", re.IGNORECASE)
# the first number of a range shares the unit of the second: 3-4 percent, 10 to 12 percent
_RANGE_PERCENT = re.compile(
    r"\s*(?:[-–]|to|and|or)\s*\d+(?:\.\d+)?\s*(?:percent(?:age points?)?\b|per cent\b|%)", re.IGNORECASE
)
_AMOUNT_AND_SLASH = re.compile(r"(?:^|[\s(])[\d.,]+(?:\s?[a-z]{1,10})?/$", re.ASCII)
_YEAR_AND_MARK = re.compile(r"((?:19|20)\d\d)(?:\.\d{1,3}|[1-9]\d{1,2})")
_PERIOD = re.compile(r"\b(?:early|mid|late)-$", re.IGNORECASE)
_NUMBER_AND_MARK = re.compile(r"(\d{1,3}(?:,\d{3})*)\.\d{1,3}")
_BEFORE_NUMBER = frozenset("([{“\"‘'—–$€£≈<>=+:~#№")
# letters that make a unit or a power, as in 9bn; any other letter makes a code or an ordinal
_UNIT_LETTERS = re.compile(r"(?:bn|mn|m|k|km|kg|ha|am|pm)\b")
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
        wanted_value = exact(wanted)
        if self.text[-1].isdigit():
            return self.value == wanted_value
        decimals = len(str(wanted).partition(".")[2])
        return self.value == wanted_value or (decimals > 0 and round(self.value, decimals) == wanted_value)


def exact(value: str | float) -> Fraction:
    """Return a number as it is written; 2.86 is not exactly 2.86 as a binary float."""
    return Fraction(str(value).replace(",", "").replace("−", "-"))


def find_numbers(text: str) -> list[tuple[int, Number]]:
    """List the numbers of a text on one line, each with the place where it begins."""
    return sorted([*_in_digits(text), *_in_words(text)], key=lambda item: item[0])


def find_ordinals(text: str) -> list[tuple[int, Number]]:
    """List the ordinals of a text, each with the place where it begins."""
    return [
        (match.start(), Number(match[0], Fraction(match[1] or _RANKS[match[2].lower()]), False))
        for match in _ORDINAL.finditer(text)
    ]


def _in_digits(text: str) -> Iterator[tuple[int, Number]]:
    for match in _DIGITS.finditer(text):
        start, end, token = match.start(), match.end(), match[0]
        before = text[start - 1] if start else " "
        if token[0] in "-−" and (before.isdigit() or before in "-–" or _PERIOD.search(text[: start + 1])):
            # the dash of a range or of a word such as mid-2015, not a minus
            start, token, before = start + 1, token[1:], "–"
        # 519 km/322 miles and 3/4, but not a code such as A/RES/70/1
        in_fraction = before == "/" and bool(_AMOUNT_AND_SLASH.search(text, max(start - 16, 0), start))
        if not (before.isspace() or before in _BEFORE_NUMBER or in_fraction):
            # glued to a word or a full stop: the mark of a footnote, or part of a code
            continue
        # a mark may stand alone in square brackets, or torn from its sentence
        if (before == "[" and text[end : end + 1] == "]") or _is_detached_mark(text, start, end):
            continue
        if text[end : end + 1].isalpha() and not (_UNIT_LETTERS.match(text, end) or _PERCENT.match(text, end)):
            continue
        year = _YEAR_AND_MARK.fullmatch(token)
        token = year[1] if year else token
        percent = bool(_PERCENT.match(text, end) or _RANGE_PERCENT.match(text, end))
        yield start, Number(token, exact(token), percent)
        power = _TIMES.match(text, end)
        if power:
            yield start, _multiplied(text, start, exact(token), power)
        half = _AND_HALF.match(text, end)
        if half:
            yield start, Number(text[start : half.end()], exact(token) + Fraction(1, 2), False)
        marked = _NUMBER_AND_MARK.fullmatch(token)
        # a decimal at the end of a sentence may be a whole number, its full stop and a mark
        if marked and re.match(r"\s*$|\s+[A-Z“‘]", text[end:]):
            yield start, Number(marked[1], exact(marked[1]), False)


def _is_detached_mark(text: str, start: int, end: int) -> bool:
    return start >= 3 and _DETACHED.fullmatch(text, start - 3, end + 2) is not None


def _in_words(text: str) -> Iterator[tuple[int, Number]]:
    for match in _WORDS.finditer(text):
        group = {name: word.lower() for name, word in match.groupdict().items() if word}
        if "part" in group:
            value = Fraction(_WHOLE.get(group["top"], 1), _PARTS[group["part"]])
        elif "unit" in group:
            value = Fraction(_WHOLE[group["ten"]] + _WHOLE[group["unit"]])
        elif "multiple" in group:
            value = Fraction(_MULTIPLES[group["multiple"]])
        elif "half" in group:
            value = Fraction(1, 2)
        elif "large" in group:
            value = Fraction(_LARGE[group["large"]])
            if re.search(rf"(?:\d|\b(?:{_names}))[\s-]*$", text[: match.start()], re.IGNORECASE):
                continue  # the power of the number before it, which is yielded there
        else:
            value = Fraction(_WHOLE[group.get("fold") or group["whole"]])
        percent = bool(_PERCENT.match(text, match.end()))
        yield match.start(), Number(match[0], value, percent)
        half = _AND_HALF.match(text, match.end())
        if half and "whole" in group:
            yield match.start(), Number(text[match.start() : half.end()], value + Fraction(1, 2), False)
        power = _TIMES.match(text, match.end())
        if power and not {"part", "multiple", "large"} & {*group}:
            yield match.start(), _multiplied(text, match.start(), value, power)


def _multiplied(text: str, start: int, value: Fraction, power: re.Match[str]) -> Number:
    """Return a number with the power that follows it: 1.1 million."""
    return Number(text[start : power.end()], value * _POWERS[power[1].lower()], False)
