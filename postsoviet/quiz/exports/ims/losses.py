"""What learning platforms lose of every bank, said once."""

from __future__ import annotations

from collections.abc import Iterable

from postsoviet.quiz.exports.base import Report, Source
from postsoviet.quiz.exports.ims.prose import has_formula
from postsoviet.quiz.exports.ims.responses import Typed, responses
from postsoviet.quiz.questions import Question


def say_what_every_platform_loses(source: Source, report: Report, *, formulas: bool) -> None:
    """Tell a report what the platform does otherwise than the page.

    Parameters
    ----------
    source : Source
        The drawn bank.
    report : Report
        What is told.
    formulas : bool
        Whether formulas are written in TeX.
    """
    questions = [pool.variants[0].question for pool in source.pools]
    typed = [one for question in questions for one in responses(question) if isinstance(one, Typed)]
    if any(one.is_number for one in typed):
        report.lost(
            None,
            "a number with a comma, a percent sign or spaces between thousands is read as the platform reads it",
        )
    if any(not one.is_number for one in typed):
        report.lost(
            None,
            "in a written word dashes, quotation marks and a final point may count, which the page passes over",
        )
    if formulas and any(has_formula(text) for question in questions for text in texts(question)):
        report.lost(None, "formulas are TeX between \\( and \\), which the platform must know how to show")
    for question in questions:
        if question.chart:
            report.lost(question.id, "the chart is a picture; its values cannot be read off by pointing")


def texts(question: Question) -> Iterable[str]:
    """Yield every Markdown text of a question that a student sees."""
    yield question.stem
    yield from question.explanations()
    for response in responses(question):
        yield response.label
        if not isinstance(response, Typed):
            yield from (choice.text for choice in getattr(response, "choices", ()))
    if question.type == "open":
        yield from (line.text for line in question.rubric)
