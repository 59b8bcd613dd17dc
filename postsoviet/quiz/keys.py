"""The right answer of a drawn question: in the form of its type, and in words."""

from __future__ import annotations

from typing import Any

from postsoviet.quiz.parts import Blank, ChoiceBlank, NumberKey
from postsoviet.quiz.questions import Question
from postsoviet.quiz.text import plain


def key_of(question: Question) -> Any:
    """Return the right answer of a drawn question in the form of its type."""
    match question.type:
        case "single":
            return [option.correct for option in question.options].index(True)
        case "multiple":
            return [place for place, option in enumerate(question.options) if option.correct]
        case "true-false":
            return {"verdict": question.answer, "reason": [one.correct for one in question.reasons].index(True)}
        case "number":
            return _typed(question.answer)
        case "ordering":
            return list(range(1, len(question.items) + 1))
        case "matching":
            return [question.choices.index(pair.match) for pair in question.pairs]
        case "blanks":
            return {name: _key_of_blank(blank) for name, blank in question.blanks.items()}
        case "text":
            return question.accepted[0]
    return {"text": question.sample, "ticked": list(range(len(question.rubric)))}


def _key_of_blank(blank: Blank) -> Any:
    if isinstance(blank, NumberKey):
        return _typed(blank.answer)
    if isinstance(blank, ChoiceBlank):
        return [option.correct for option in blank.options].index(True)
    return blank.accepted[0]


def _typed(number: float) -> str:
    """A number as a student would type it, with all the digits that it has."""
    return f"{number:.12f}".rstrip("0").rstrip(".")


def spoken_key(question: Question) -> str:
    """Return the right answer in words, alike for versions with the same answer."""
    match question.type:
        case "single" | "multiple":
            return " + ".join(plain(option.text) for option in question.options if option.correct)
        case "true-false":
            return str(question.answer) + next(plain(one.text) for one in question.reasons if one.correct)
        case "ordering":
            return " < ".join(plain(item.text) for item in question.items)
        case "matching":
            return " + ".join(f"{plain(pair.text)} = {plain(pair.match)}" for pair in question.pairs)
        case "blanks":
            return " + ".join(
                next(plain(one.text) for one in blank.options if one.correct) if isinstance(blank, ChoiceBlank)
                else f"{blank.answer:g}" if isinstance(blank, NumberKey) else blank.accepted[0]
                for blank in question.blanks.values()
            )  # fmt: skip
    return str(key_of(question))
