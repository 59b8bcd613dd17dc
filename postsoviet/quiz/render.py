"""A quiz as native form controls: one markup for the static page and for a live kernel."""

from html import escape

from markdown_it import MarkdownIt

from postsoviet.quiz.models import Bank, ChoiceQuestion, NumberQuestion
from postsoviet.words import words

#: Raw HTML in a bank is shown as text, never run.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def _inline(text: str) -> str:
    return _MARKDOWN.renderInline(text.strip())


def _legend(text: str) -> str:
    """A legend may hold phrases only, so paragraphs of a stem are joined by line breaks."""
    paragraphs = [part for part in text.strip().split("\n\n") if part.strip()]
    return "<br>".join(_inline(part) for part in paragraphs)


def _choice(question: ChoiceQuestion, identifier: str) -> tuple[str, str]:
    kind = "radio" if question.type == "single" else "checkbox"
    controls, answers = [], []
    for place, option in enumerate(question.options):
        mark = f"{identifier}-{place}"
        controls.append(
            f'<div class="option"><input type="{kind}" name="{identifier}" id="{mark}" value="{place}">'
            f'<label for="{mark}">{_inline(option.text)}</label>'
            f'<p class="option-feedback" id="{mark}-feedback" hidden></p></div>'
        )
        verdict = words("quiz.correct" if option.correct else "quiz.incorrect")
        answers.append(
            f'<li data-option="{place}" data-correct="{str(option.correct).lower()}">'
            f"<strong>{_inline(option.text)}</strong> ({verdict}) "
            f'<span class="why">{_inline(option.feedback)}</span></li>'
        )
    hint = words("quiz.choose_one" if question.type == "single" else "quiz.choose_many")
    return f'<p class="question-hint">{hint}</p>{"".join(controls)}', f"<ul>{''.join(answers)}</ul>"


def _number(question: NumberQuestion, identifier: str) -> tuple[str, str]:
    unit = f" ({question.unit})" if question.unit else ""
    control = (
        f'<div class="option"><label for="{identifier}-number">{words("quiz.your_number")}{escape(unit)}</label>'
        f'<input type="text" inputmode="decimal" autocomplete="off" class="answer-number"'
        f' id="{identifier}-number" name="{identifier}"></div>'
    )
    misses = "".join(
        f'<li data-miss="{miss.value:g}" data-tolerance="{question.tolerance:g}">{miss.value:g}: '
        f'<span class="why">{_inline(miss.feedback)}</span></li>'
        for miss in question.near_misses
    )
    key = (
        f'<ul><li data-answer="{question.answer:g}" data-tolerance="{question.tolerance:g}">'
        f"<strong>{question.answer:g}{escape(unit)}</strong> "
        f'<span class="why">{_inline(question.right)}</span></li>{misses}'
        f'<li data-other><span class="why">{_inline(question.wrong)}</span></li></ul>'
    )
    return control, key


def question_html(question, unit: str, number: int) -> str:
    """Return one question as a form.

    Parameters
    ----------
    question : ChoiceQuestion or NumberQuestion
        From a checked bank.
    unit : str
        Two digits.
    number : int
        Place in the quiz, from 1.
    """
    identifier = f"question-{unit}-{question.id}"
    controls, key = (_number if question.type == "number" else _choice)(question, identifier)
    return (
        f'<form class="question" id="{identifier}" data-type="{question.type}">'
        f'<fieldset><legend><span class="question-number">{number}</span> {_legend(question.stem)}</legend>'
        f"{controls}</fieldset>"
        f'<div class="question-actions" hidden>'
        f'<button type="submit" class="button">{words("quiz.check")}</button>'
        f'<button type="button" class="button-quiet" data-again>{words("quiz.again")}</button>'
        f'<button type="button" class="button-quiet" data-show>{words("quiz.show")}</button></div>'
        f'<p class="question-result" role="status"></p>'
        f'<details class="answer-key"><summary>{words("quiz.answer")}</summary>{key}</details></form>'
    )


def quiz_html(bank: Bank) -> str:
    """Return the whole quiz of a unit.

    The key stands in a closed ``details`` of each question: a static page can hide a key from a
    glance only, and without the script a reader opens it there.
    """
    phrases = {
        name: escape(words(f"quiz.{name}"))
        for name in ("right", "part", "wrong", "empty", "not_a_number")
    }
    data = " ".join(f'data-{name.replace("_", "-")}="{text}"' for name, text in phrases.items())
    questions = "".join(
        question_html(question, bank.unit, number) for number, question in enumerate(bank.questions, 1)
    )
    score = escape(words("quiz.score", done="{done}", all=len(bank.questions)))
    return (
        f'<section class="quiz" id="quiz-{bank.unit}" data-unit="{bank.unit}" {data} data-score="{score}"'
        f' aria-label="{escape(words("quiz.label", unit=bank.unit))}">{questions}'
        f'<p class="quiz-score" role="status"></p></section>'
    )
