"""In which order things are shown that must not stand in the order of the bank, and the way back.

The markup names such things by the place where they are shown. With the key on the page the script
writes answers in the order of the bank; without it, it writes ``{"shown": [...]}``, and `in_bank_order`
turns that into the form which ``postsoviet.quiz.marking`` reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from postsoviet.quiz import text
from postsoviet.quiz.draws import shuffled
from postsoviet.quiz.questions import Question


def shown_order(texts: Sequence[str], *salt: object) -> list[int]:
    """Return the places in the bank of things, in the order in which they are shown.

    It depends on the texts and the salt, not on the places: the order tells nothing of the key.
    """
    # computed words are marked on the page and bare elsewhere; both must give one order
    plain = [text.markdown(one) for one in texts]
    return shuffled(sorted(range(len(plain)), key=lambda place: plain[place]), *salt)


def shown_items(unit: str, question: Question) -> list[int]:
    """Return the order in which the items of an ordering question are shown; never the right one."""
    order = shown_order([item.text for item in question.items], unit, question.id, "items")
    return order if order != sorted(order) else order[1:] + order[:1]


def shown_choices(unit: str, question: Question) -> list[int]:
    """Return the order in which the choices of a matching question are shown."""
    return shown_order(question.choices, unit, question.id, "choices")


def in_bank_order(unit: str, question: Question, answer: Any) -> Any:
    """Return an answer that was written on a page without a key in the form that is marked.

    Parameters
    ----------
    unit : str
        Two digits.
    question : Question
        Drawn: the version that was answered.
    answer : object
        As in a result file; an answer of another form is returned as it is.
    """
    if not isinstance(answer, dict) or not isinstance(answer.get("shown"), list):
        return answer
    given = answer["shown"]
    if question.type == "ordering" and len(given) == len(question.items):
        order = shown_items(unit, question)
        return [given[order.index(place)] for place in range(len(order))]
    if question.type == "matching":
        order = shown_choices(unit, question)
        known = range(len(order))
        return [order[one] if isinstance(one, int) and one in known else one for one in given]
    if question.type == "blanks":
        return dict(zip(question.pieces[1::2], given, strict=False))
    return answer
