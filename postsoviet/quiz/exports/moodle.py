"""Moodle XML: every type, with pictures inside, categories to draw a random version from, and feedback."""

from __future__ import annotations

import base64
from collections.abc import Callable
from html import escape

from postsoviet.quiz.exports.base import Report, Source
from postsoviet.quiz.exports.moodle_cloze import cloze
from postsoviet.quiz.exports.moodle_parts import (
    Answer, Version, blocks, category, choices, general_feedback, html, matches, note_reading, number_answers,
    number_unit, percent, rubric, tags, text_answers, versions,
)  # fmt: skip
from postsoviet.quiz.pictures import Picture
from postsoviet.words import words

#: What a second try costs; Moodle's own default, one third.
PENALTY = "0.3333333"


def export(source: Source, report: Report) -> dict[str, bytes]:
    """Write a bank as one Moodle XML file.

    Parameters
    ----------
    source : Source
        A drawn bank.
    report : Report
        Is told what Moodle cannot hold.
    """
    unit = source.bank.unit
    parts = [_category(category(source), words("quiz.label", unit=unit))]
    named = versions(source, report)
    for question, drawn in named:
        if not question.is_parameterised:
            parts += [_question(version) for version in drawn]
    for question, drawn in named:
        if question.is_parameterised:
            parts += [_category(category(source, question), words("export.versions")), *map(_question, drawn)]
    body = "\n".join(parts)
    return {f"{unit}-moodle.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{body}\n</quiz>\n'.encode()}


def _cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def _text(tag: str, text: str, *, attributes: str = "", inside: str = "") -> str:
    return f'<{tag}{attributes} format="html"><text>{_cdata(text)}</text>{inside}</{tag}>'


def _plain(tag: str, text: str) -> str:
    return f"<{tag}><text>{escape(text, quote=False)}</text></{tag}>"


def _category(path: str, info: str) -> str:
    return f'<question type="category">\n{_plain("category", path)}\n{_text("info", escape(info))}\n</question>'


def _question(version: Version) -> str:
    question = version.question
    kind, stem, body = _KINDS[question.type](version)
    image, file = _picture(version)
    lines = [
        f'<question type="{kind}">',
        _plain("name", version.name),
        _text("questiontext", image + stem, inside=file),
        _text("generalfeedback", general_feedback(version)),
        f"<defaultgrade>{question.points}</defaultgrade>",
        f"<penalty>{PENALTY}</penalty>",
        "<hidden>0</hidden>",
        f"<idnumber>{version.name}</idnumber>",
        *body,
        *([_text("hint", html(question.hint))] if question.hint and kind != "essay" else []),
        f"<tags>{''.join(_plain('tag', tag) for tag in tags(version))}</tags>",
        "</question>",
    ]
    return "\n".join(lines)


def _picture(version: Version) -> tuple[str, str]:
    """Return the image of a question's chart, and the file that goes with it."""
    if not version.question.chart:
        return "", ""
    picture: Picture = version.source.pictures[version.question.chart]
    name = f"{version.source.bank.unit}-{picture.key}.png"
    size = f'width="{picture.width}" height="{picture.height}"'
    image = f'<p><img src="@@PLUGINFILE@@/{name}" alt="{escape(picture.alt)}" {size}></p>'
    content = base64.b64encode(picture.png).decode()
    return image, f'<file name="{name}" path="/" encoding="base64">{content}</file>'


def _answer(answer: Answer) -> str:
    """Write an answer to choose."""
    return _text(
        "answer",
        answer.text,
        attributes=f' fraction="{percent(answer.percent)}"',
        inside=_text("feedback", answer.feedback),
    )


def _typed(answer: Answer) -> str:
    """Write an answer to type."""
    tolerance = f"<tolerance>{answer.tolerance}</tolerance>" if answer.tolerance else ""
    text = f"<text>{escape(answer.text, quote=False)}</text>{_text('feedback', answer.feedback)}{tolerance}"
    return f'<answer fraction="{percent(answer.percent)}" format="plain_text">{text}</answer>'


def _choice(version: Version) -> tuple[str, str, list[str]]:
    question = version.question
    single = str(question.type != "multiple").lower()
    body = [
        f"<single>{single}</single>",
        "<shuffleanswers>true</shuffleanswers>",
        "<answernumbering>abc</answernumbering>",
    ]
    return "multichoice", blocks(question.stem), [*body, *map(_answer, choices(version))]


def _number(version: Version) -> tuple[str, str, list[str]]:
    question = version.question
    note_reading(version, question)
    body = [_typed(answer) for answer in number_answers(question)]
    if question.unit:
        # the unit may be typed behind the number, and need not be
        unit = f"<multiplier>1</multiplier><unit_name>{escape(question.unit, quote=False)}</unit_name>"
        body += [
            f"<units><unit>{unit}</unit></units>",
            "<unitgradingtype>0</unitgradingtype>",
            "<showunits>0</showunits>",
        ]
    return "numerical", blocks(question.stem) + number_unit(question), body


def _short(version: Version) -> tuple[str, str, list[str]]:
    question = version.question
    note_reading(version, question)
    return "shortanswer", blocks(question.stem), ["<usecase>0</usecase>", *map(_typed, text_answers(question))]


def _match(version: Version) -> tuple[str, str, list[str]]:
    body = ["<shuffleanswers>true</shuffleanswers>"]
    for one in matches(version):
        body.append(_text("subquestion", one.prompt, inside=_plain("answer", one.choice)))
    return "matching", blocks(version.question.stem), body


def _blanks(version: Version) -> tuple[str, str, list[str]]:
    return "cloze", cloze(version), []


def _essay(version: Version) -> tuple[str, str, list[str]]:
    question = version.question
    if question.hint:
        version.lost("the hint: an essay has none")
    body = [
        "<responseformat>editor</responseformat>",
        "<responserequired>1</responserequired>",
        "<responsefieldlines>10</responsefieldlines>",
        "<attachments>0</attachments>",
        _text("graderinfo", rubric(question)),
    ]
    return "essay", blocks(question.stem), body


_KINDS: dict[str, Callable[[Version], tuple[str, str, list[str]]]] = {
    "single": _choice, "multiple": _choice, "true-false": _choice, "number": _number, "ordering": _match,
    "matching": _match, "blanks": _blanks, "text": _short, "open": _essay,
}  # fmt: skip
