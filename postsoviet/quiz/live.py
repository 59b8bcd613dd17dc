"""The quiz of a unit in a live kernel."""

from __future__ import annotations

import json

from IPython.display import display

from postsoviet.charts.show import LIVE_MIME
from postsoviet.quiz.assets import script, style
from postsoviet.quiz.bank import load
from postsoviet.quiz.render import quiz_html

_STYLE = (
    "(() => {{ const id = 'postsoviet-quiz-style'; let style = document.getElementById(id);"
    " if (!style) {{ style = document.createElement('style'); style.id = id; document.head.append(style); }}"
    " style.textContent = {css}; }})();\n"
)


def style_script() -> str:
    """Return a script that puts the style sheet into the page, once however many quizzes are shown."""
    return _STYLE.format(css=json.dumps(style()))


def show(unit: str) -> None:
    """Show the quiz of a unit.

    Parameters
    ----------
    unit : str
        Two digits, ``"09"``.

    Raises
    ------
    CourseError
        If the unit has no bank, or the bank has a mistake.
    """
    bank = load(unit)
    display({"text/html": quiz_html(bank), "text/plain": bank.title}, raw=True)
    # the site has script and style in its own place
    display({"application/javascript": style_script() + script(), LIVE_MIME: {}}, raw=True)
