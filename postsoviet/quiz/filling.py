"""The holes in the texts of a question, and how they are filled."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from postsoviet.quiz.expressions import ExpressionError
from postsoviet.quiz.parts import COMPUTED, HOLE_END, HOLE_NUMBERS, HOLE_START, is_expression
from postsoviet.quiz.questions import Question

#: A place in a text that is computed, with its format: ``{{ 100 * share | .1f }}``.
HOLE = re.compile(r"\{\{(?P<expression>.+?)(?:\|\s*(?P<format>[^|{}]*?)\s*)?\}\}", re.S)
_FORMAT = re.compile(r"[+]?[,]?(\.\d)?[dfg%]?")
_FORMULA = re.compile(r"(\$\$.+?\$\$|(?<![\\\w])\$[^$\n]+\$)", re.S)
_MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<$|&~])")
#: Texts that are compared with what a student types, or shown as they are: no Markdown.
_LITERAL = frozenset({"accepted", "value", "unit"})
#: Texts that explain; all others are what is asked.
_EXPLAINING = frozenset({"feedback", "right", "wrong", "hint", "sample", "rests_on"})
#: How a question is drawn; left out where it is filled.
RULES = {"draw", "let", "where"}
#: Computed words that are a number, or two with a dash: ``-1,234.5``, ``1999-2015``.
_NUMBER = re.compile(r"[-+]?\d[\d,]*(\.\d+)?%?(-\d[\d,]*(\.\d+)?)?")


def holes(question: Question, *, asked_only: bool = False) -> dict[str, int]:
    """Number the expressions in the texts of a question.

    An expression has one number at all its places, and the same in every version. Those of what is asked
    come first: a mended explanation does not change how the question itself is written on the page.

    Parameters
    ----------
    question : Question
        As in the bank.
    asked_only : bool
        Without those that stand in explanations only.
    """
    texts = [*_texts(question.model_dump(exclude=RULES), "")]
    texts.sort(key=lambda text: text[0] in _EXPLAINING)
    if asked_only:
        texts = [text for text in texts if text[0] not in _EXPLAINING]
    found = dict.fromkeys(hole["expression"].strip() for _, text in texts for hole in HOLE.finditer(text))
    return {expression: place for place, expression in enumerate(found)}


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, key)
    elif isinstance(value, str):
        yield key, value


def filled(
    value: Any, compute: Callable[[str], Any], marks: Mapping[str, int] | None = None, key: str = ""
) -> Any:
    """Walk through a dumped question and compute what is to be computed.

    Parameters
    ----------
    value : object
        The question, or a part of it.
    compute : callable
        Gives the value of an expression.
    marks : mapping, optional
        The numbers of the holes, from `holes`; with them computed words stand between private signs.
    key : str
        The key under which the part stands.

    Raises
    ------
    ExpressionError
        When an expression fails, or its value is none that a text can hold.
    """
    if isinstance(value, dict):
        return {name: filled(inner, compute, marks, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, compute, marks, key) for inner in value]
    if is_expression(value):
        return compute(value.removeprefix(COMPUTED))
    if not isinstance(value, str) or "{{" not in value:
        return value
    if key in _LITERAL:
        return HOLE.sub(lambda hole: _worded(hole, compute), value)
    pieces = _FORMULA.split(value)
    # the odd pieces are formulas, where a sign of Markdown means what TeX says
    pieces[1::2] = [HOLE.sub(lambda hole: _worded(hole, compute), piece) for piece in pieces[1::2]]
    pieces[::2] = [HOLE.sub(lambda hole: _escaped(hole, compute, marks), piece) for piece in pieces[::2]]
    return "".join(pieces)


def _worded(hole: re.Match, compute: Callable[[str], Any]) -> str:
    value, form = compute(hole["expression"].strip()), hole["format"]
    if form is not None and not _FORMAT.fullmatch(form):
        raise ExpressionError(f"'{form}' is not a format; write one like '.1f' or ',.0f'")
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and not form:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ExpressionError(f"'{hole['expression'].strip()}' is {type(value).__name__}, not a number or a text")
    if not math.isfinite(value):
        raise ExpressionError(f"'{hole['expression'].strip()}' is not a finite number")
    if isinstance(value, float) and not form:
        raise ExpressionError(f"'{hole['expression'].strip()}' has decimals; say how many, as in '| .1f'")
    return _without_negative_zero(f"{value:{form or 'd'}}")


def _without_negative_zero(text: str) -> str:
    return text.removeprefix("-") if text.startswith("-") and not text.strip("-0.,") else text


def _escaped(hole: re.Match, compute: Callable[[str], Any], marks: Mapping[str, int] | None) -> str:
    plain = _worded(hole, compute)
    words = _MARKDOWN_SIGNS.sub(r"\\\1", plain)
    if marks is None:
        return words
    sign = chr(HOLE_NUMBERS[marks[hole["expression"].strip()]]) if _NUMBER.fullmatch(plain) else ""
    return f"{HOLE_START}{sign}{words}{HOLE_END}"
