"""What an answer is worth, and what is said to it. The script of the page follows the same rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from postsoviet.quiz.parts import ChoiceBlank, NumberKey, Option, TextKey
from postsoviet.quiz.questions import Question
from postsoviet.quiz.tolerance import accepted_range, folded

_BLANKS = re.compile(r"[\s\u00a0\u2007\u2009\u202f']")
_DIGITS = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)", re.ASCII)
#: Digits in groups of three: 1,234,567. With one group alone, 1,234, both readings are possible.
_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}([.,]\d{3})+", re.ASCII)


@dataclass(frozen=True)
class Mark:
    """What an answer is worth.

    Attributes
    ----------
    fraction : float or None
        0 to 1; None for an open answer, which a person reads.
    right : bool
        Whether everything is right.
    readable : bool
        False when nothing was answered, or a number cannot be read.
    feedback : tuple of str
        Markdown: what is said to the answer, part by part.
    """

    fraction: float | None
    right: bool
    readable: bool
    feedback: tuple[str, ...] = ()


NOT_READABLE = Mark(0.0, False, False)


def readings(text: str) -> list[float]:
    """Return the numbers that a text may mean, the likelier first.

    "1 234,5", "1,234.5" and "1.234,5" are written alike in different countries. One comma or point
    before exactly three digits, as in "1,234", may divide thousands or decimals: both are returned.

    Parameters
    ----------
    text : str
        As it was typed; a percent sign at its end does not count.
    """
    digits = _BLANKS.sub("", text).replace("\u2212", "-").removesuffix("%")
    marks = [sign for sign in digits if sign in ".,"]
    kinds = set(marks)
    candidates: list[str]
    if len(kinds) == 2:
        # the last of two different signs is the decimal one, and stands once
        decimal = marks[-1]
        if marks.count(decimal) > 1:
            return []
        candidates = [digits.replace("." if decimal == "," else ",", "").replace(decimal, ".")]
    elif len(marks) > 1:
        candidates = [re.sub(r"[.,]", "", digits)] if _GROUPED.fullmatch(digits) else []
    elif marks and _GROUPED.fullmatch(digits):
        both = [digits.replace(marks[0], ""), digits.replace(marks[0], ".")]
        candidates = both if marks[0] == "," else both[::-1]
    else:
        candidates = [digits.replace(",", ".")]
    return [float(one) for one in candidates if _DIGITS.fullmatch(one)]


def read_number(text: str) -> float | None:
    """Return the likeliest number of a text, or None; see `readings`."""
    return next(iter(readings(text)), None)


def mark(question: Question, answer: Any) -> Mark:
    """Mark an answer.

    Parameters
    ----------
    question : Question
        Drawn: without expressions.
    answer : object
        In the form of its type; anything else is not readable, and never an error.

    Returns
    -------
    Mark
        Partial credit: of several right options each hit counts one part and each slip takes one
        away; of items, pairs and blanks each right one counts its part; a right verdict without
        its reason counts one half.
    """
    rule = _RULES[question.type]
    try:
        return rule(question, answer)
    except (TypeError, KeyError, IndexError, AttributeError, ValueError, OverflowError):
        # an answer of another form: a damaged file, or one of another version of the question
        return NOT_READABLE


def _place(value: Any, count: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < count:
        raise ValueError(value)
    return value


def _single(question, answer: Any) -> Mark:
    option = question.options[_place(answer, len(question.options))]
    return Mark(float(option.correct), option.correct, True, (option.feedback,))


def _multiple(question, answer: Any) -> Mark:
    chosen = sorted({_place(one, len(question.options)) for one in answer})
    if not chosen:
        return NOT_READABLE
    hits = sum(question.options[place].correct for place in chosen)
    slips = len(chosen) - hits
    every = sum(option.correct for option in question.options)
    feedback = tuple(question.options[place].feedback for place in chosen)
    return Mark(max(0.0, (hits - slips) / every), hits == every and not slips, True, feedback)


def _true_false(question, answer: Any) -> Mark:
    verdict, place = answer["verdict"], answer.get("reason")
    if not isinstance(verdict, bool):
        raise ValueError(verdict)
    reason: Option | None = None if place is None else question.reasons[_place(place, len(question.reasons))]
    right = verdict == question.answer
    whole = bool(right and reason and reason.correct)
    feedback = (question.right if right else question.wrong, *((reason.feedback,) if reason else ()))
    return Mark((0.5 + 0.5 * whole) * right, whole, True, feedback)


def mark_number(key: NumberKey, text: Any) -> Mark:
    """Mark a number as it was typed, of a question or of a blank."""
    found = readings(text)
    if not found:
        return NOT_READABLE
    low, high = accepted_range(key.answer, key.tolerance)
    if any(low <= one <= high for one in found):
        return Mark(1.0, True, True, (key.right,))
    reach = (high - low) / 2
    for miss in key.near_misses:
        if any(abs(one - miss.value) <= reach for one in found):
            return Mark(0.0, False, True, (miss.feedback,))
    return Mark(0.0, False, True, (key.wrong,))


def mark_text(key: TextKey, text: Any) -> Mark:
    """Mark a short text as it was typed, of a question or of a blank."""
    given = folded(text)
    if not given:
        return NOT_READABLE
    if given in {folded(one) for one in key.accepted}:
        return Mark(1.0, True, True, (key.right,))
    for miss in key.near_misses:
        if given == folded(miss.value):
            return Mark(0.0, False, True, (miss.feedback,))
    return Mark(0.0, False, True, (key.wrong,))


def _shares(parts: list[Mark]) -> Mark:
    """Add up the marks of parts that count alike."""
    if not any(part.readable for part in parts):
        return NOT_READABLE
    fraction = sum(part.fraction for part in parts) / len(parts)
    feedback = tuple(said for part in parts for said in part.feedback)
    return Mark(fraction, all(part.right for part in parts), True, feedback)


def _part(right: bool, feedback: str) -> Mark:
    return Mark(float(right), right, True, (feedback,))


def _ordering(question, answer: Any) -> Mark:
    parts = []
    for place, (item, given) in enumerate(zip(question.items, answer, strict=True), start=1):
        parts.append(NOT_READABLE if given is None else _part(_place(given - 1, len(question.items)) + 1 == place, item.feedback))
    return _shares(parts)


def _matching(question, answer: Any) -> Mark:
    choices, extras = question.choices, {extra.text: extra.feedback for extra in question.extra}
    parts = []
    for pair, given in zip(question.pairs, answer, strict=True):
        if given is None:
            parts.append(NOT_READABLE)
            continue
        chosen = choices[_place(given, len(choices))]
        # an extra match says why it tempts; the others are explained by the pair itself
        parts.append(_part(chosen == pair.match, extras.get(chosen, pair.feedback)))
    return _shares(parts)


def _blanks(question, answer: Any) -> Mark:
    parts = []
    for name in question.pieces[1::2]:
        key, given = question.blanks[name], answer.get(name)
        if given is None or given == "":
            parts.append(NOT_READABLE)
        elif isinstance(key, ChoiceBlank):
            option = key.options[_place(given, len(key.options))]
            parts.append(_part(option.correct, option.feedback))
        else:
            parts.append((mark_number if isinstance(key, NumberKey) else mark_text)(key, given))
    return _shares(parts)


def _open(question, answer: Any) -> Mark:
    written = bool(answer["text"].strip())
    return Mark(None, False, written, (question.sample,) if written else ())


_RULES = {
    "single": _single, "multiple": _multiple, "true-false": _true_false, "number": mark_number, "ordering": _ordering,
    "matching": _matching, "blanks": _blanks, "text": mark_text, "open": _open,
}  # fmt: skip
