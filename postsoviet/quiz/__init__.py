"""The quiz of a unit: one reviewed bank, shown alike in a kernel and on the page, and exported everywhere."""

from postsoviet.quiz.bank import load, read
from postsoviet.quiz.models import Bank

__all__ = ["Bank", "load", "quiz", "read"]


def quiz(unit: str) -> None:
    """Show the quiz of a unit in a notebook.

    Parameters
    ----------
    unit : str
        Two digits, ``"09"``.

    Raises
    ------
    CourseError
        If the unit has no bank, or the bank has a mistake.
    """
    # a command line needs neither IPython nor the charts
    from postsoviet.quiz.live import show

    show(unit)
