"""The form that every question stands in."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from html import escape
from typing import Any

from postsoviet.quiz import text
from postsoviet.quiz.draws import draw_all
from postsoviet.quiz.models import Bank
from postsoviet.quiz.pictures import picture
from postsoviet.quiz.questions import Question
from postsoviet.quiz.render.arranged import blanks, matching, ordering
from postsoviet.quiz.render.choices import choice, true_false
from postsoviet.quiz.render.parts import Asked, Parts, blocks
from postsoviet.quiz.render.versions import packed, plain_parameters
from postsoviet.quiz.render.written import number, open_answer, short_text
from postsoviet.words import words

#: The most versions of one question that a page holds.
VERSIONS = 10
_FAMILIES: dict[str, Callable[[Asked], Parts]] = {
    "single": choice, "multiple": choice, "true-false": true_false, "number": number, "text": short_text,
    "open": open_answer, "ordering": ordering, "matching": matching, "blanks": blanks,
}  # fmt: skip
#: Where the picture of a question stands; it is the same in every version, and travels once.
_PICTURE = '<figure class="question-picture"></figure>'


def question_html(bank: Bank, question: Question, place: int, *, shown: bool) -> str:
    """Return one question as a form.

    Parameters
    ----------
    bank : Bank
        The bank that holds it.
    question : Question
        As in the bank.
    place : int
        Place in the quiz, from 1.
    shown : bool
        With its key, or without anything that the answer could be read from.
    """
    asked, parts, fields = _drawn(bank, question, place, shown)
    hints = [_hint(one.question) for one in asked]
    keys = [_key(*each) for each in zip(asked, parts, strict=True)]
    imprint = _imprint(fields)
    parameters = escape(json.dumps(plain_parameters(asked[0].parameters), ensure_ascii=False))
    field = fields[0].replace(_PICTURE, _figure(bank.unit, question.chart), 1)
    head = (
        f'<form class="question" id="{asked[0].id}" data-type="{question.type}" data-points="{question.points}"'
        f' data-question="{question.id}" data-imprint="{imprint}" data-parameters="{parameters}" autocomplete="off">'
    )
    if not shown:
        return f"{head}{field}</form>"
    versions = ""
    if len(asked) > 1:
        whole = [field + hint + key for field, hint, key in zip(fields, hints, keys, strict=True)]
        pack = packed(whole, [one.parameters for one in asked])
        versions = f'<script type="application/json" class="versions">{pack}</script>'
    return f"{head}{field}{hints[0]}{_actions(len(asked) > 1)}{keys[0]}{versions}</form>"


def kept_form(bank: Bank, question: Question, place: int) -> dict[str, Any]:
    """Return by what a browser knows again what it keeps of a question that is shown with its key.

    Returns
    -------
    dict
        ``imprint``, and ``parameters`` of every version in the order of the page.
    """
    asked, _, fields = _drawn(bank, question, place, shown=True)
    return {"imprint": _imprint(fields), "parameters": [plain_parameters(one.parameters) for one in asked]}


def _drawn(bank: Bank, question: Question, place: int, shown: bool) -> tuple[list[Asked], list[Parts], list[str]]:
    drawn = draw_all(bank, question, seed=0, count=VERSIONS if shown else 1, marked=True)
    asked = [Asked(one.question, dict(one.parameters), bank.unit, place) for one in drawn]
    parts = [_FAMILIES[question.type](one) for one in asked]
    return asked, parts, [_fieldset(*each) for each in zip(asked, parts, strict=True)]


def _imprint(fields: list[str]) -> str:
    # answers kept by a browser fit as long as the same is asked: a mended explanation loses nobody's work
    return hashlib.sha256("\n".join(fields).encode()).hexdigest()[:8]


def _fieldset(asked: Asked, parts: Parts) -> str:
    question = asked.question
    stem = text.stem(question.stem)
    described = [f"{asked.id}-advice"]
    material = blocks(stem.material) + (_PICTURE if question.chart else "")
    if material:
        described.insert(0, f"{asked.id}-material")
        material = f'<div class="material" id="{asked.id}-material">{material}</div>'
    points = words("quiz.worth", count=question.points) if question.points > 1 else ""
    advice = " ".join(part for part in (parts.advice, escape(points)) if part)
    line = f'<p class="question-advice" id="{asked.id}-advice">{advice}</p>' if advice else ""
    if not advice:
        described.pop()
    says = f' aria-describedby="{" ".join(described)}"' if described else ""
    return (
        f'<fieldset class="asked"{says}><legend tabindex="-1"><span class="question-number">{asked.number}</span> '
        f"{stem.phrases}</legend>{material}{line}{parts.controls}</fieldset>"
    )


def _hint(question: Question) -> str:
    if not question.hint:
        return ""
    said = text.inline(question.hint)
    return f'<details class="hint"><summary>{escape(words("quiz.hint"))}</summary><p class="why">{said}</p></details>'


def _key(asked: Asked, parts: Parts) -> str:
    rests = f'<p class="rests-on">{escape(words("quiz.rests_on"))} {text.inline(asked.question.rests_on)}</p>'
    summary = escape(words("quiz.answer"))
    return f'{parts.self_check}<details class="answer-key"><summary>{summary}</summary>{parts.key}{rests}</details>'


def _actions(several: bool) -> str:
    buttons = [
        f'<button type="submit" class="button">{escape(words("quiz.check"))}</button>',
        f'<button type="button" class="button-quiet" data-again hidden>{escape(words("quiz.again"))}</button>',
        f'<button type="button" class="button-quiet" data-show>{escape(words("quiz.show"))}</button>',
    ]
    if several:
        new = escape(words("quiz.new_numbers"))
        buttons.append(f'<button type="button" class="button-quiet" data-new>{new}</button>')
    return f'<div class="question-actions" hidden>{"".join(buttons)}</div><p class="question-result" role="status"></p>'


def _figure(unit: str, key: str) -> str:
    if not key:
        return ""
    drawing = picture(unit, key)
    data = base64.b64encode(drawing.svg.encode()).decode()
    return (
        f'<figure class="question-picture"><img src="data:image/svg+xml;base64,{data}" alt="{escape(drawing.alt)}"'
        f' width="{drawing.width}" height="{drawing.height}"></figure>'
    )
