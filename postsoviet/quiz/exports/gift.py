"""GIFT: the text format of Moodle. It has neither pictures, hints, points nor several blanks, and says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from postsoviet.quiz.draws import shuffled
from postsoviet.quiz.exports.base import Report, Source
from postsoviet.quiz.exports.moodle_parts import (
    ANYTHING, Answer, Version, blocks, category, choices, general_feedback, matches, note_reading, number_answers,
    number_unit, option_answers, percent, rubric, tags, text_answers, versions,
)  # fmt: skip
from postsoviet.quiz.parts import ChoiceBlank, NumberKey
from postsoviet.quiz.questions import BLANK

_SPECIAL = re.compile(r"([\\#=~{}:])")
_BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
#: What stands in a text for the blank that is asked, and for the others.
ASKED, OTHER = "_____", "[…]"


def export(source: Source, report: Report) -> dict[str, bytes]:
    """Write a bank as one GIFT file.

    Parameters
    ----------
    source : Source
        A drawn bank.
    report : Report
        Is told what GIFT cannot hold.
    """
    named = versions(source, report)
    parts = [f"$CATEGORY: {category(source)}"]
    for question, drawn in named:
        if not question.is_parameterised:
            parts += [part for version in drawn for part in _question(version)]
    for question, drawn in named:
        if question.is_parameterised:
            parts.append(f"$CATEGORY: {category(source, question)}")
            parts += [part for version in drawn for part in _question(version)]
    # an empty line ends a question
    return {f"{source.bank.unit}.gift.txt": ("\n\n".join(parts) + "\n").encode()}


def _escaped(text: str) -> str:
    """Write a text so that no sign of it means something to GIFT, on one line."""
    joined = _BETWEEN_TAGS.sub("><", text)
    return _SPECIAL.sub(r"\\\1", joined).replace("\n", r"\n")


def _question(version: Version) -> Iterator[str]:
    question = version.question
    if question.points != 1:
        version.lost(f"the {question.points} points: GIFT gives every question one")
    if question.hint:
        version.lost("the hint")
    image = ""
    if question.chart:
        version.lost("the picture: its text alternative stands in its place")
        image = f"<p>[{_alternative(version)}]</p>"
    for name, stem, answers in _KINDS[question.type](version):
        marks = "".join(f" [tag:{tag}]" for tag in tags(version))
        feedback = _escaped(_feedback(version))
        # no line break before the end: an essay is an empty pair of braces but for its feedback
        yield f"// [id:{name}]{marks}\n::{_escaped(name)}::[html]{_escaped(image + stem)}{{{answers}####{feedback}}}"


def _alternative(version: Version) -> str:
    return escape(version.source.pictures[version.question.chart].alt, quote=False)


def _feedback(version: Version) -> str:
    question = version.question
    if question.type != "open":
        return general_feedback(version)
    version.lost("the rubric stands in the feedback that students see, for GIFT has no notes for the marker")
    return rubric(question) + general_feedback(version)


Part = tuple[str, str, str]


def _listed(answers: list[Answer], sign: Callable[[Answer], str]) -> str:
    return (
        "".join(f"\n\t{sign(answer)}{_escaped(answer.text)}#{_escaped(answer.feedback)}" for answer in answers) + "\n"
    )


def _single(answer: Answer) -> str:
    return "=" if answer.percent == 100 else _weighed(answer)


def _weighed(answer: Answer) -> str:
    # a text that begins with a percent sign could look like a weight itself
    return f"~%{percent(answer.percent)}%" if answer.percent or answer.text.startswith("%") else "~"


def _accepted(answer: Answer) -> str:
    return f"=%{percent(answer.percent)}%"


def _choice(version: Version) -> Iterator[Part]:
    sign = _weighed if version.question.type == "multiple" else _single
    yield version.name, blocks(version.question.stem), _listed(choices(version), sign)


def _typed_number(key: NumberKey) -> str:
    lines = []
    for answer in number_answers(key):
        head = "~" if answer.text == ANYTHING else f"{_accepted(answer)}{answer.text}:{answer.tolerance}"
        lines.append(f"\n\t{head}#{_escaped(answer.feedback)}")
    return f"#{''.join(lines)}\n"


def _number(version: Version) -> Iterator[Part]:
    question = version.question
    _note(version, question)
    yield version.name, blocks(question.stem) + number_unit(question), _typed_number(question)


def _note(version: Version, key) -> None:
    note_reading(version, key)
    if isinstance(key, NumberKey) and key.unit:
        version.lost("a unit that is typed behind the number is not understood")


def _text_list(key) -> str:
    # an arrow would make a matching question of it; a star in its middle stands for nothing as well
    return _listed([Answer(a.text.replace("->", "-*>"), a.percent, a.feedback) for a in text_answers(key)], _accepted)


def _short(version: Version) -> Iterator[Part]:
    question = version.question
    _note(version, question)
    yield version.name, blocks(question.stem), _text_list(question)


def _match(version: Version) -> Iterator[Part]:
    rows = "".join(f"\n\t={_escaped(one.prompt)} -> {_escaped(one.choice)}" for one in matches(version))
    yield version.name, blocks(version.question.stem), f"{rows}\n"


def _blanks(version: Version) -> Iterator[Part]:
    """Make a question of each blank: the others are left open in its text."""
    question = version.question
    if len(question.blanks) > 1:
        version.lost(f"its {len(question.blanks)} blanks are as many questions, each with one point")
    pieces = BLANK.split(blocks(question.text))
    for name in pieces[1::2]:
        text = "".join(
            piece if place % 2 == 0 else ASKED if piece == name else OTHER for place, piece in enumerate(pieces)
        )
        blank = question.blanks[name]
        unit = ""
        if isinstance(blank, ChoiceBlank):
            answers = _listed(option_answers(shuffled(blank.options, *version.salt, name)), _single)
        elif isinstance(blank, NumberKey):
            _note(version, blank)
            answers, unit = _typed_number(blank), number_unit(blank)
        else:
            _note(version, blank)
            answers = _text_list(blank)
        yield f"{version.name}-{name}", f"{blocks(question.stem)}{text}{unit}", answers


def _essay(version: Version) -> Iterator[Part]:
    yield version.name, blocks(version.question.stem), ""


_KINDS: dict[str, Callable[[Version], Iterator[Part]]] = {
    "single": _choice, "multiple": _choice, "true-false": _choice, "number": _number, "ordering": _match,
    "matching": _match, "blanks": _blanks, "text": _short, "open": _essay,
}  # fmt: skip
