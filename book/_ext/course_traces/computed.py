"""The answers to the numbers that a quiz computes, for all versions of its questions in one file."""

from __future__ import annotations

from html import escape

from course_traces.answers import dataset_part
from course_traces.parts import Shared
from postsoviet.quiz import bank
from postsoviet.traces.computed import Computed, Step, computed_numbers


def quiz_script(unit: str, words: dict, up: str) -> str:
    """Return the file of answers to the computed numbers of a unit's quiz, by question and hole.

    Parameters
    ----------
    unit : str
        Two digits.
    words : dict
        The words of the site, ``site.trace``.
    up : str
        The way from the page to the root of the site.
    """
    questions = bank.load(unit)
    shared = Shared()
    answers = {
        question.id: [shared.places(computed_parts(one, words, up)) for one in computed_numbers(questions, question)]
        for question in questions.questions
    }
    return shared.script("courseQuizAnswers", answers)


def computed_parts(found: Computed, words: dict, up: str) -> list[str]:
    """Return an answer as short pieces of markup; many answers share the lines of the definitions."""
    kind = "computed_alone" if found.kind == "computed" and not found.datasets else found.kind
    parts = [f"<p>{escape(words[kind])}</p>"]
    # a name that stands alone is explained by its own definition
    if not (found.steps and found.steps[0].name == found.expression):
        parts.append(_code(escape(found.expression, quote=False)))
        if found.steps:
            parts.append(f"<p>{escape(words['uses'])}</p>")
    parts += [_code(_step(step, words)) for step in found.steps]
    return parts + [dataset_part(name, words, up) for name in found.datasets]


def _code(markup: str) -> str:
    """Return a line of code; each is a paragraph, so that a long one that is broken is seen to be one."""
    return f"<p><code>{markup}</code></p>"


def _step(step: Step, words: dict) -> str:
    if not step.drawn:
        return escape(f"{step.name} = {step.expression}", quote=False)
    # the script puts the value of the version on the page here, but not a secret before the answer
    quote = '"' if step.quoted else ""
    secret = " data-secret" if step.secret else ""
    value = f'{quote}<span data-drawn="{step.name}"{secret}>…</span>{quote}'
    return f"{step.name} = {value}  # {escape(words['drawn_from'].format(choices=step.expression), quote=False)}"
