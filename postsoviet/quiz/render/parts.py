"""What the markup of every type of question is made of."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from html import escape

from postsoviet.quiz import text
from postsoviet.quiz.draws import Parameter
from postsoviet.quiz.questions import Question
from postsoviet.words import words

_ALIGNED = re.compile(r' style="text-align:(left|right|center)"')


@dataclass(frozen=True)
class Asked:
    """One version of a question, and what its markup is named after.

    Attributes
    ----------
    question : Question
        Drawn: without expressions.
    parameters : mapping
        What was drawn.
    unit : str
        Two digits.
    number : int
        Place in the quiz, from 1.
    """

    question: Question
    parameters: dict[str, Parameter]
    unit: str
    number: int

    @property
    def id(self) -> str:
        """Id of the form; ids and names inside it begin with it."""
        return f"question-{self.unit}-{self.question.id}"


@dataclass(frozen=True)
class Parts:
    """What a type of question puts into the common frame.

    Attributes
    ----------
    advice : str
        One line on what to do.
    controls : str
        The native controls.
    key : str
        The answer with its explanations, which the script reads, too.
    self_check : str
        Controls with which a student reads her own answer.
    """

    advice: str
    controls: str
    key: str
    self_check: str = ""


def note(name: str) -> str:
    """Return the empty place for what is said to one part of an answer; the part is described by it."""
    return f'<p class="note" id="{name}-note" hidden></p>'


def why(feedback: str) -> str:
    """Return an explanation. The script copies it from here, so that its numbers can still be asked."""
    return f'<span class="why">{text.inline(feedback)}</span>'


def verdict(right: bool) -> str:
    """Say of a line of the key whether it is the answer."""
    return f"({escape(words('quiz.correct' if right else 'quiz.incorrect'))})"


def blocks(markup: str) -> str:
    """Make blocks of Markdown fit for the page: wide tables scroll, and nothing carries a style."""
    markup = _ALIGNED.sub(r' class="text-\1"', markup)
    return markup.replace("<table>", '<div class="table-scroll"><table>').replace("</table>", "</table></div>")


def select(name: str, empty: str, choices: list[tuple[int, str]], label: str = "") -> str:
    """Return a list to choose from, which begins with an empty choice.

    Parameters
    ----------
    name : str
        Id and name of the control.
    empty : str
        Plain words of the empty choice.
    choices : list of (int, str)
        Value and plain words of each.
    label : str
        For a control without a label of its own.
    """
    named = f' aria-label="{escape(label)}"' if label else ""
    options = "".join(f'<option value="{value}">{escape(said)}</option>' for value, said in choices)
    return (
        f'<select id="{name}" name="{name}" aria-describedby="{name}-note"{named}>'
        f'<option value="">{escape(empty)}</option>{options}</select>'
    )


def shown_number(value: float, reach: float) -> str:
    """Write a number with as many decimals as its tolerance needs, and never with an exponent.

    Parameters
    ----------
    value : float
        Any finite number.
    reach : float
        How far an accepted answer may lie from it.
    """
    # a tolerance of 0.1 or 0.05 belongs to one decimal, and one of 1 or 0.5 to none
    wanted = math.ceil(-math.log10(2 * reach) - 1e-9) if reach else 12
    for decimals in range(13):
        written = f"{value:.{decimals}f}"
        away = abs(float(written) - value)
        if away <= 1e-12 * abs(value) or (decimals >= wanted and away <= 0.999 * reach):
            break
    return written.replace("-", "\u2212") if float(written) else written.lstrip("-")
