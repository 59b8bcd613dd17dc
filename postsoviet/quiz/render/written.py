"""Answers that are written: a number, a short text, an open answer."""

from __future__ import annotations

import json
from html import escape

from postsoviet.quiz import text
from postsoviet.quiz.parts import NumberKey, TextKey
from postsoviet.quiz.render.parts import Asked, Parts, blocks, shown_number, verdict, why
from postsoviet.quiz.tolerance import accepted_range, folded
from postsoviet.words import words

#: The most spellings of a right text that a key lists; of more it shows two.
_SPELLINGS = 4


def number_key(key: NumberKey) -> str:
    """Return the key of a number: what is accepted, and what is said to known mistakes."""
    low, high = accepted_range(key.answer, key.tolerance)
    reach = (high - low) / 2
    unit = f" {escape(key.unit)}" if key.unit else ""
    misses, said = "", set()
    for miss in key.near_misses:
        line = f"{shown_number(miss.value, reach)}{unit} {verdict(False)} {why(miss.feedback)}"
        # two mistakes may look alike once they are rounded: the second is for the script alone
        hidden = " hidden" if line in said else ""
        said.add(line)
        misses += f'<li{hidden} data-low="{miss.value - reach!r}" data-high="{miss.value + reach!r}">{line}</li>'
    return (
        f'<ul><li data-low="{low!r}" data-high="{high!r}" data-correct="true">'
        f"<strong>{shown_number(key.answer, reach)}{unit}</strong> {verdict(True)} {why(key.right)}</li>"
        f"{misses}{_others(key.wrong)}</ul>"
    )


def text_key(key: TextKey) -> str:
    """Return the key of a short text; what is compared stands folded beside what is shown."""
    shown = ", ".join(f"<strong>{escape(one)}</strong>" for one in _some(key.accepted))
    if len(key.accepted) > _SPELLINGS:
        shown += f" {escape(words('quiz.spellings'))}"
    # what is explained alike is said once
    alike: dict[str, list[str]] = {}
    for miss in key.near_misses:
        alike.setdefault(miss.feedback, []).append(miss.value)
    misses = "".join(
        f"<li{_accepts(values)}>{escape(', '.join(values))} {verdict(False)} {why(feedback)}</li>"
        for feedback, values in alike.items()
    )
    return (
        f'<ul><li{_accepts(key.accepted)} data-correct="true">{shown} {verdict(True)} {why(key.right)}</li>'
        f"{misses}{_others(key.wrong)}</ul>"
    )


def _some(accepted: list[str]) -> list[str]:
    """Return the accepted texts, or of many the first and the fullest: the others are spelled a little differently."""
    if len(accepted) <= _SPELLINGS:
        return accepted
    fullest = max((one for one in accepted if "(" not in one), key=len, default=accepted[0])
    return [*dict.fromkeys((accepted[0], fullest))]


def _accepts(texts: list[str]) -> str:
    return f' data-accepted="{escape(json.dumps([folded(one) for one in texts], ensure_ascii=False))}"'


def _others(wrong: str) -> str:
    return f"<li data-other>{escape(words('quiz.other'))} {why(wrong)}</li>"


def number(asked: Asked) -> Parts:
    """A line for a number, with its unit."""
    return Parts("", _line(asked, words("quiz.your_number"), "answer-number", "decimal", asked.question.unit),
                 number_key(asked.question))  # fmt: skip


def short_text(asked: Asked) -> Parts:
    """A line for a word or two."""
    return Parts("", _line(asked, words("quiz.your_answer"), "answer-text", "text", ""), text_key(asked.question))


def _line(asked: Asked, label: str, kind: str, mode: str, unit: str) -> str:
    name = f"{asked.id}-answer"
    shown, described = "", ""
    if unit:
        shown = f' <span class="unit" id="{name}-unit">{escape(unit)}</span>'
        described = f' aria-describedby="{name}-unit"'
    return (
        f'<div class="written"><label for="{name}">{escape(label)}</label><span class="line">'
        f'<input type="text" class="{kind}" inputmode="{mode}" id="{name}" name="{name}"{described}'
        f' autocomplete="off" autocapitalize="off" spellcheck="false">{shown}</span></div>'
    )


def open_answer(asked: Asked) -> Parts:
    """A field for an answer in one's own words; afterwards the rubric, to tick for oneself."""
    question, name, tick = asked.question, f"{asked.id}-answer", f"{asked.id}-tick"
    lines = [f"{text.inline(one.text)} ({escape(_points(one.points))})" for one in question.rubric]
    boxes = "".join(
        f'<div class="option"><input type="checkbox" name="{tick}" id="{tick}-{place}" value="{place}">'
        f'<label for="{tick}-{place}">{line}</label></div>'
        for place, line in enumerate(lines)
    )
    sample, rubric = escape(words("quiz.sample")), escape(words("quiz.rubric"))
    return Parts(
        advice=escape(words("quiz.write")),
        controls=f'<div class="written"><label for="{name}">{escape(words("quiz.your_answer"))}</label>'
        f'<textarea id="{name}" name="{name}" rows="6"></textarea></div>',
        key=f'<p class="key-head">{rubric}</p><ul>{"".join(f"<li>{line}</li>" for line in lines)}</ul>'
        f'<p class="key-head">{sample}</p><div class="sample why">{blocks(text.block(question.sample))}</div>',
        self_check=f'<div class="self-check" hidden><fieldset><legend>{escape(words("quiz.tick"))}</legend>{boxes}'
        f'</fieldset><p class="key-head">{sample}</p><div class="sample-place"></div></div>',
    )


def _points(count: int) -> str:
    return words("quiz.point") if count == 1 else words("quiz.points", count=count)
