"""Comments that gather what a platform cannot say to one wrong answer alone."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from postsoviet.quiz.exports.numbers import reach_of
from postsoviet.quiz.exports.ims.prose import Prose
from postsoviet.quiz.exports.ims.responses import Choice, Typed
from postsoviet.quiz.parts import Extra


def misses(prose: Prose, response: Typed) -> str:
    """Return what is said to the near misses, as a list; empty when there are none."""
    return listed(
        (escape(value_words(response, miss.value), quote=False), prose.inline(miss.feedback))
        for miss in response.key.near_misses
    )


def said_to(prose: Prose, answers: Iterable[Choice | Extra]) -> str:
    """Return what is said to some answers, as a list."""
    return listed((prose.inline(one.text), prose.inline(one.feedback)) for one in answers)


def listed(lines: Iterable[tuple[str, str]]) -> str:
    """Return answers and what is said to them as an HTML list; empty when there are none."""
    inside = "".join(f"<li><strong>{answer}</strong>: {said}</li>" for answer, said in lines)
    return f"<ul>{inside}</ul>" if inside else ""


def value_words(response: Typed, value: float | str) -> str:
    """Write an answer to a typed response, a number with its unit."""
    if not response.is_number:
        return str(value)
    return f"{reach_of(response.key).shown(value)} {response.key.unit}".strip()
