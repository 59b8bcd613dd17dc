"""Things to put in order, things to match, and blanks to fill."""

from __future__ import annotations

import json
import re
from html import escape

from postsoviet.quiz import text
from postsoviet.quiz.parts import Blank, ChoiceBlank, NumberKey
from postsoviet.quiz.render.choices import options_key
from postsoviet.quiz.render.order import shown_choices, shown_items
from postsoviet.quiz.render.parts import Asked, Parts, blocks, note, select, why
from postsoviet.quiz.render.written import number_key, text_key
from postsoviet.words import words

#: Stand for a blank while the text around it is turned into markup; Unicode keeps them for such uses.
_START, _END = "\ufdd0", "\ufdd1"
#: Signs of a choice that fit beside the thing to match.
_HALF = 32


def ordering(asked: Asked) -> Parts:
    """A list of places for each item; the items are not shown in the right order."""
    question = asked.question
    shown = shown_items(asked.unit, question)
    places = [(place, str(place)) for place in range(1, len(shown) + 1)]
    rows = []
    for place, item in enumerate(shown):
        name = f"{asked.id}-item-{place}"
        rows.append(
            f'<div class="place">{select(name, words("quiz.place"), places)}'
            f'<label for="{name}">{text.inline(question.items[item].text)}</label>{note(name)}</div>'
        )
    advice = escape(words("quiz.order", last_place=len(shown), first="\ufdd0", last="\ufdd1"))
    key = "".join(
        f'<li data-item="{shown.index(place)}"><strong>{text.inline(item.text)}</strong> {why(item.feedback)}</li>'
        for place, item in enumerate(question.items)
    )
    ends = {_START: text.inline(question.first), _END: text.inline(question.last)}
    return Parts(re.sub(f"[{_START}{_END}]", lambda sign: ends[sign[0]], advice), "".join(rows), f"<ol>{key}</ol>")


def matching(asked: Asked) -> Parts:
    """A list of all matches for each thing."""
    question = asked.question
    shown = shown_choices(asked.unit, question)
    choices = [(place, _line(question.choices[one])) for place, one in enumerate(shown)]
    # what is too long for half a line stands below its thing
    kind = "pair long" if any(len(said) > _HALF for _, said in choices) else "pair"
    rows, key = [], []
    for place, pair in enumerate(question.pairs):
        name = f"{asked.id}-pair-{place}"
        rows.append(
            f'<div class="{kind}"><label for="{name}">{text.inline(pair.text)}</label>'
            f"{select(name, words('quiz.choose'), choices)}{note(name)}</div>"
        )
        right = shown.index(question.choices.index(pair.match))
        key.append(
            f'<li data-pair="{place}" data-choice="{right}"><strong>{text.inline(pair.text)}: '
            f"{text.inline(pair.match)}</strong> {why(pair.feedback)}</li>"
        )
    for extra in question.extra:
        wrong = shown.index(question.choices.index(extra.text))
        said = f"{escape(words('quiz.extra'))} {text.inline(extra.text)} {why(extra.feedback)}"
        key.append(f'<li data-extra="{wrong}">{said}</li>')
    advice = escape(words("quiz.match_extra" if question.extra else "quiz.match"))
    return Parts(advice, "".join(rows), f'<ul data-order="{escape(json.dumps(shown))}">{"".join(key)}</ul>')


def blanks(asked: Asked) -> Parts:
    """A text with a control in each of its blanks, and below it what is said to them."""
    question = asked.question
    names = question.pieces[1::2]
    # the text is turned into markup whole, so that a paragraph or a table may hold several blanks
    whole = "".join(
        f"{_START}{place // 2}{_END}" if place % 2 else piece for place, piece in enumerate(question.pieces)
    )
    follows = [text.markdown(piece).lower() for piece in question.pieces[2::2]]
    controls = [
        _blank(asked, place, question.blanks[name], len(names), follows[place]) for place, name in enumerate(names)
    ]
    running = re.sub(f"{_START}(\\d+){_END}", lambda sign: controls[int(sign[1])], blocks(text.block(whole)))
    notes, key = [], []
    for place, name in enumerate(names):
        label = escape(words("quiz.blank", number=place + 1, count=len(names)))
        notes.append(f'<p class="note" id="{asked.id}-blank-{place}-note" hidden></p>')
        kind, inner = _key(question.blanks[name])
        key.append(f'<li data-blank="{escape(name)}" data-kind="{kind}" data-label="{label}">{inner}</li>')
    return Parts(
        advice=escape(words("quiz.fill" if len(names) > 1 else "quiz.fill_one")),
        controls=f'<div class="cloze">{running}</div><div class="blank-notes">{"".join(notes)}</div>',
        key=f'<ol class="blanks-key">{"".join(key)}</ol>',
    )


def _blank(asked: Asked, place: int, blank: Blank, count: int, follows: str) -> str:
    name = f"{asked.id}-blank-{place}"
    label = words("quiz.blank", number=place + 1, count=count)
    unit = ""
    if isinstance(blank, ChoiceBlank):
        options = [(place, _line(option.text)) for place, option in enumerate(blank.options)]
        control = select(name, words("quiz.choose"), options, label)
    else:
        kind, mode = ("answer-number", "decimal") if isinstance(blank, NumberKey) else ("answer-text", "text")
        if isinstance(blank, NumberKey) and blank.unit:
            # most texts say the unit themselves, right after the blank
            if not follows.startswith(blank.unit.lower()):
                unit = f' <span class="unit">{escape(blank.unit)}</span>'
            label = f"{label}, {blank.unit}"
        control = (
            f'<input type="text" class="{kind}" inputmode="{mode}" id="{name}" name="{name}"'
            f' aria-label="{escape(label)}" aria-describedby="{name}-note" autocomplete="off" autocapitalize="off" spellcheck="false">'
        )
    mark = f'<span class="blank-number" aria-hidden="true">{place + 1}</span>' if count > 1 else ""
    return f'<span class="blank">{mark}{control}{unit}</span>'


def _key(blank: Blank) -> tuple[str, str]:
    if isinstance(blank, ChoiceBlank):
        return "chosen", options_key(blank.options)
    return ("number", number_key(blank)) if isinstance(blank, NumberKey) else ("text", text_key(blank))


def _line(markdown: str) -> str:
    return " ".join(text.plain(markdown).split())
