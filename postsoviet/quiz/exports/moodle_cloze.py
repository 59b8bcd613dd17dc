"""A text with blanks as Moodle's cloze: each blank is a small question written inside the text."""

from __future__ import annotations

import re
from html import escape

from postsoviet.quiz.draws import shuffled
from postsoviet.quiz.exports.moodle_parts import (
    ANYTHING, Answer, Version, blocks, note_reading, number_answers, option_answers, percent, text_answers,
)  # fmt: skip
from postsoviet.quiz.parts import Blank, ChoiceBlank, NumberKey
from postsoviet.quiz.questions import BLANK

# what Moodle would take for a blank of its own: {1:SHORTANSWER:...} before the text is read, {#1} after
_OPENING = re.compile(r"\{(?=#|[0-9]*:)")
# what ends an answer or a blank; in HTML an entity says the same
_ENDINGS = {ord(sign): f"&#{ord(sign)};" for sign in "~#}"}
# what is typed is no HTML: Moodle turns entities back once, and the signs are themselves again
_TYPED = {ord(sign): f"&#{ord(sign)};" for sign in "~#}\\&<>"}


def cloze(version: Version) -> str:
    """Return the text of a fill-in question with its blanks, as HTML.

    Parameters
    ----------
    version : Version
        A version of a question of the type ``blanks``.
    """
    question = version.question
    count = len(question.blanks)
    # a blank counts a whole number of marks, and all blanks count alike
    weight, rest = divmod(question.points, count)
    if rest:
        weight = 1
        version.lost(f"Moodle counts {count} marks for its {count} blanks instead of {question.points}")
    pieces = BLANK.split(_OPENING.sub("&#123;", blocks(question.text)))
    for place, name in enumerate(pieces[1::2]):
        pieces[2 * place + 1] = _blank(version, name, question.blanks[name], weight)
    return _OPENING.sub("&#123;", blocks(question.stem)) + "\n" + "".join(pieces)


def _blank(version: Version, name: str, blank: Blank, weight: int) -> str:
    unit = ""
    if isinstance(blank, ChoiceBlank):
        answers = option_answers(shuffled(blank.options, *version.salt, name))
        # a menu shows words only, so formulas and marked words become a list of buttons
        kind = "MULTICHOICE_VS" if any("<" in answer.text for answer in answers) else "MULTICHOICE_S"
        written = [_quoted(answer.text) for answer in answers]
    elif isinstance(blank, NumberKey):
        note_reading(version, blank)
        answers, kind = number_answers(blank), "NUMERICAL"
        written = [
            answer.text if answer.text == ANYTHING else f"{answer.text}:{answer.tolerance}" for answer in answers
        ]
        unit = f" {escape(blank.unit, quote=False)}" if blank.unit else ""
    else:
        note_reading(version, blank)
        answers, kind = text_answers(blank), "SHORTANSWER"
        written = [answer.text.translate(_TYPED) for answer in answers]
    alternatives = "~".join(_alternative(answer, text) for answer, text in zip(answers, written, strict=True))
    return f"{{{weight}:{kind}:{alternatives}}}{unit}"


def _alternative(answer: Answer, text: str) -> str:
    return f"%{percent(answer.percent)}%{text}#{_quoted(answer.feedback)}"


def _quoted(html: str) -> str:
    """Write HTML inside a blank: Moodle turns entities back once, and the browser once more."""
    ended = html.translate(_ENDINGS)
    # behind a backslash the end of an answer would not be seen; elsewhere it may begin a formula
    return escape(f"{ended[:-1]}&#92;" if ended.endswith("\\") else ended, quote=False)
