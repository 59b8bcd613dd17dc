"""Single and multiple choice, and true or false with a reason."""

from __future__ import annotations

from html import escape

from postsoviet.quiz import text
from postsoviet.quiz.parts import Option
from postsoviet.quiz.render.parts import Asked, Parts, note, verdict, why
from postsoviet.words import words


def _row(kind: str, name: str, value: int | str, label: str) -> str:
    mark = f"{name}-{value}"
    return (
        f'<div class="option"><input type="{kind}" name="{name}" id="{mark}" value="{value}"'
        f' aria-describedby="{mark}-note"><label for="{mark}">{label}</label>{note(mark)}</div>'
    )


def _rows(kind: str, name: str, options: list[Option]) -> str:
    return "".join(_row(kind, name, place, text.inline(option.text)) for place, option in enumerate(options))


def options_key(options: list[Option]) -> str:
    """Return the key of a choice: every option, whether it is right, and why."""
    lines = (
        f'<li data-option="{place}" data-correct="{str(option.correct).lower()}">'
        f"<strong>{text.inline(option.text)}</strong> {verdict(option.correct)} {why(option.feedback)}</li>"
        for place, option in enumerate(options)
    )
    return f"<ul>{''.join(lines)}</ul>"


def choice(asked: Asked) -> Parts:
    """Radio buttons for one answer, checkboxes for several."""
    question = asked.question
    several = question.type == "multiple"
    return Parts(
        advice=escape(words("quiz.choose_many" if several else "quiz.choose_one")),
        controls=_rows("checkbox" if several else "radio", f"{asked.id}-option", question.options),
        key=options_key(question.options),
    )


def true_false(asked: Asked) -> Parts:
    """Two radio buttons for the verdict, and a group of radio buttons for the reason."""
    question = asked.question
    said = {"true": escape(words("quiz.statement_true")), "false": escape(words("quiz.statement_false"))}
    reason = escape(words("quiz.reason"))
    verdicts = "".join(_row("radio", f"{asked.id}-verdict", value, label) for value, label in said.items())
    key = "".join(
        f'<li data-verdict="{value}" data-correct="{str(right).lower()}"><strong>{label}</strong> {verdict(right)} '
        f"{why(question.right if right else question.wrong)}</li>"
        for value, label in said.items()
        for right in [(value == "true") == question.answer]
    )
    return Parts(
        advice=escape(words("quiz.choose_verdict")),
        controls=f'<div class="verdicts">{verdicts}</div><fieldset class="reasons"><legend>{reason}</legend>'
        f"{_rows('radio', f'{asked.id}-reason', question.reasons)}</fieldset>",
        key=f'<ul>{key}</ul><p class="key-head">{reason}</p>{options_key(question.reasons)}',
    )
