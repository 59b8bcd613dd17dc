"""A quiz as one page that works alone: on a stick, by mail, on any server, with the network off."""

from __future__ import annotations

from html import escape
from typing import Literal

from postsoviet import standalone
from postsoviet.quiz import assets
from postsoviet.quiz.models import Bank
from postsoviet.quiz.render import quiz_html
from postsoviet.words import words

_LOOK = """\
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; text-wrap: balance; }
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16191d; --paper-raised: #1f2329; --ink: #e8e6e1; --ink-soft: #a9b0ba; --rule: #3a4048;
    --rule-strong: #7d8691; --accent: #b6c4d6; --accent-soft: #252b33; --on-accent: #16191d; --focus: #8ab4f8;
    --good: #7fceab; --good-soft: #1b2b25; --bad: #f2a08f; --bad-soft: #33211e;
  }
  body { background: var(--paper); color: var(--ink); }
}
"""


def whole_page(bank: Bank, *, answers: Literal["shown", "hidden"] = "hidden") -> str:
    """Return an HTML document with the quiz, its style and its script.

    Parameters
    ----------
    bank : Bank
        From ``postsoviet.quiz.load``.
    answers : {"shown", "hidden"}
        A page with hidden answers holds nothing that an answer could be read from.
    """
    main = f"<h1>{escape(bank.title)}</h1>\n{quiz_html(bank, answers=answers)}"
    return standalone.page(
        words("quiz.label", unit=bank.unit), main, style=f"{_LOOK}{assets.style()}", scripts=[assets.script()]
    )
