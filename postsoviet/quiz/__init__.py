"""The quiz of a unit: read from one reviewed file, shown alike in a kernel and on the page."""

from pathlib import Path

from IPython.display import display

from postsoviet.charts.show import LIVE_MIME
from postsoviet.quiz.bank import load, read
from postsoviet.quiz.models import Bank
from postsoviet.quiz.render import quiz_html

#: The one script of every quiz; the site copies it, a live kernel sends it along.
SCRIPT = Path(__file__).with_name("quiz.js")

__all__ = ["SCRIPT", "Bank", "load", "quiz", "quiz_html", "read"]


def quiz(unit: str) -> None:
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
    display({"application/javascript": SCRIPT.read_text(encoding="utf-8"), LIVE_MIME: {}}, raw=True)
