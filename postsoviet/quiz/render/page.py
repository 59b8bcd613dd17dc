"""The whole quiz of a unit: its questions, the line of progress, and what stands at its end."""

from __future__ import annotations

import json
from html import escape
from typing import Any, Literal

from postsoviet.errors import CourseError
from postsoviet.quiz.bank import fingerprint
from postsoviet.quiz.models import Bank
from postsoviet.quiz.render.frame import kept_form, question_html
from postsoviet.words import table, words

#: Phrases that the script says, some with blanks that it fills.
_SPOKEN = (
    "right", "wrong", "part", "part_places", "part_pairs", "part_blanks", "part_found", "part_options", "part_undone",
    "part_verdict", "beside",
    "empty", "not_a_number", "missing", "earlier", "later", "compare", "said_new", "score", "answered", "saved",
    "removed", "unkept",
)  # fmt: skip


def quiz_html(bank: Bank, *, answers: Literal["shown", "hidden"] = "shown") -> str:
    """Return the whole quiz of a unit.

    A static page can hide a shown key from a glance only: it stands in a closed ``details`` of each
    question, where a reader without the script opens it. With hidden answers the page holds nothing
    that an answer could be read from; students save what they wrote, and an instructor marks it.

    Parameters
    ----------
    bank : Bank
        From ``postsoviet.quiz.load``.
    answers : {"shown", "hidden"}
        With keys and marks, or without.

    Raises
    ------
    CourseError
        If ``answers`` is another word, or a question cannot be drawn.
    """
    if answers not in ("shown", "hidden"):
        raise CourseError(f"quiz_html() was given answers='{answers}'; write answers='shown' or answers='hidden'.")
    shown = answers == "shown"
    questions = "".join(
        question_html(bank, question, place, shown=shown) for place, question in enumerate(bank.questions, 1)
    )
    note = "" if shown else f'<p class="quiz-note">{_said("quiz.hidden")}</p>'
    # a notebook that Jupyter does not trust yet shows markup without script and style: then this line is seen
    asleep = f'<p class="quiz-asleep">{_said("quiz.asleep")}</p>'
    # JupyterLab typesets dollars, and takes keys for its own commands, where a region does not say no
    return (
        f'<section class="quiz tex2jax_ignore mathjax_ignore" id="quiz-{bank.unit}" data-unit="{bank.unit}"'
        f' data-bank="{fingerprint(bank)}" data-answers="{answers}" data-lm-suppress-shortcuts="true"'
        f' aria-label="{_said("quiz.label", unit=bank.unit)}">{asleep}{note}{questions}{_end(bank)}{_phrases()}</section>'
    )


def asked_by(bank: Bank) -> dict[str, Any]:
    """Return what a quiz asks, as far as the file of a student's work has to know it.

    Parameters
    ----------
    bank : Bank
        From ``postsoviet.quiz.load``.

    Returns
    -------
    dict
        ``unit``, ``bank`` (its fingerprint) and ``questions``: by name, imprint and parameters of each version.
    """
    questions = {one.id: kept_form(bank, one, place) for place, one in enumerate(bank.questions, 1)}
    return {"unit": bank.unit, "bank": fingerprint(bank), "questions": questions}


def _said(key: str, **values) -> str:
    return escape(words(key, **values))


def _end(bank: Bank) -> str:
    unit = bank.unit
    return (
        f'<div class="quiz-end" hidden><div class="quiz-progress">'
        f'<p class="quiz-score" id="quiz-{unit}-score" role="status"></p>'
        f'<progress aria-labelledby="quiz-{unit}-score" max="{len(bank.questions)}" value="0"></progress></div>'
        f'<p class="quiz-unkept" role="status"></p>'
        f'<div class="quiz-save"><p>{_said("quiz.save_help")}</p><div class="written"><label for="quiz-{unit}-student">{_said("quiz.student")}</label>'
        f'<input type="text" id="quiz-{unit}-student" class="student" autocomplete="name"></div>'
        f'<button type="button" class="button-quiet" data-save>{_said("quiz.save")}</button></div>'
        f'<div class="quiz-reset"><button type="button" class="button-quiet" data-reset>{_said("quiz.reset")}</button>'
        f'<div class="confirm" role="group" aria-labelledby="quiz-{unit}-confirm" hidden>'
        f'<p id="quiz-{unit}-confirm">{_said("quiz.reset_ask")}</p>'
        f'<button type="button" class="button-quiet" data-reset-no>{_said("quiz.reset_no")}</button>'
        f'<button type="button" class="button" data-reset-yes>{_said("quiz.reset_yes")}</button></div></div>'
        f'<p class="quiz-said" role="status"></p></div>'
    )


def _phrases() -> str:
    held = {name: table()["quiz"][name] for name in _SPOKEN}
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" class="quiz-words">{text}</script>'
