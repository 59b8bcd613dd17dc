"""The bank of a unit as the tests of the units ask it: every version of a question, one version, and its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from postsoviet.quiz.bank import load
from postsoviet.quiz.draws import draw_all, draw_one
from postsoviet.quiz.questions import Question
from postsoviet.quiz.text import plain


def versions_of(unit: str) -> tuple[Callable[[str], list[tuple[Question, dict]]], Callable[..., Question]]:
    """Return two functions of a unit's bank: all versions of a question with their draws, and the version of one draw."""
    bank = load(unit)

    def every(name: str) -> list[tuple[Question, dict]]:
        return [(version.question, dict(version.parameters)) for version in draw_all(bank, bank.question(name))]

    def drawn(name: str, **parameters) -> Question:
        return draw_one(bank, bank.question(name), parameters).question

    return every, drawn


def right_places(question: Question | Iterable) -> list[int]:
    """Return the places of the right options of a question, of a blank, or of a list of options."""
    return [place for place, option in enumerate(_options(question)) if option.correct]


def right_set(question: Question) -> set[int]:
    """Return the places of the right options where their order says nothing."""
    return {*right_places(question)}


def right_texts(question: Question) -> list[str]:
    """Return the texts of the right options, as a reader sees them."""
    return [plain(option.text) for option in _options(question) if option.correct]


def right_text(question: Question) -> str:
    """Return the text of the one right option."""
    (text,) = right_texts(question)
    return text


def _options(question) -> Iterable:
    """A statement has reasons, a question and a blank have options, and a list is its own."""
    if getattr(question, "type", "") == "true-false":
        return question.reasons
    return getattr(question, "options", question)
