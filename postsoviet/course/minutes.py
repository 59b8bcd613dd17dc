"""How long a unit takes, added up from what it asks: its text, its tasks, its quiz.

No figure is typed for a unit as a whole. The text is measured, an exercise names its minutes in the
notebook, and the rest follows the two rules below, which the page "For instructors" repeats.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from postsoviet.course.register import ROOT, Unit
from postsoviet.notebook_file import read_cells
from postsoviet.quiz import bank
from postsoviet.teaching import assignment

#: Words a minute of a student who reads academic English as a second language; see "For maintainers".
READING_SPEED = 130
#: Minutes for the explorers of a unit: to move each control, and to answer the prompts beside them.
EXPLORE = 10
#: Minutes for one question of a quiz, with its explanation.
QUESTION = 1
#: A closer figure would claim more than is known.
STEP = 5

#: A hint or a solution, which a reader opens only when stuck or done.
_FOLDED = re.compile(r"^(?P<fence>[`:~]{3,})\{fold\}.*?^(?P=fence)[`:~]*\s*$", re.MULTILINE | re.DOTALL)

Kind = Literal["read", "evidence", "explore", "exercise", "quiz", "discuss"]


@dataclass(frozen=True)
class Activity:
    """Something that a unit asks of a student.

    Parameters
    ----------
    kind : str
        What it is; ``read`` is the whole text.
    minutes : int
        How long it takes.
    anchor : str
        The section of the unit's page.
    number : int
        Of an exercise.
    title : str
        Of an exercise.
    """

    kind: Kind
    minutes: int
    anchor: str = ""
    number: int = 0
    title: str = ""


def rounded_up(minutes: float) -> int:
    """Round up to five minutes."""
    return STEP * math.ceil(minutes / STEP)


def minutes_to_read(notebook: Path) -> int:
    """Measure how long the prose of a notebook takes to read.

    Code blocks, directive fences and addresses do not count as prose, and neither do hints and
    solutions that are folded.
    """
    prose = "\n".join(cell["source"] for cell in read_cells(notebook) if cell["cell_type"] == "markdown")
    prose = _FOLDED.sub(" ", prose)
    prose = re.sub(r"^(`{3,}|~{3,}|:{3,}).*$|\(https?://[^)]*\)", " ", prose, flags=re.MULTILINE)
    words = len(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", prose))
    return max(STEP, rounded_up(words / READING_SPEED))


def activities(unit: Unit, root: Path = ROOT) -> list[Activity]:
    """Return what a unit asks, in the order of its page, the text first.

    Parameters
    ----------
    unit : Unit
        From the register.
    root : pathlib.Path
        Root of the repository.

    Raises
    ------
    CourseError
        If there is no notebook, or an exercise in it is not in the house form.
    """
    notebook = root / unit.notebook
    found = [Activity("read", minutes_to_read(notebook)), Activity("explore", EXPLORE, "explore")]
    for task in assignment.read(notebook).tasks:
        anchor = slug(f"Exercise {task.number}. {task.title}")
        found.append(Activity("exercise", task.minutes, anchor, task.number, task.title))
    if bank.exists(unit.number):
        found.append(Activity("quiz", rounded_up(QUESTION * len(bank.load(unit.number).questions)), "quiz"))
    return found


def minutes_to_work(unit: Unit, root: Path = ROOT) -> int:
    """Return the minutes for the whole unit: text, explorers, exercises and quiz added up."""
    return sum(one.minutes for one in activities(unit, root))


def slug(heading: str) -> str:
    """Return the anchor that the site gives to a heading."""
    plain = unicodedata.normalize("NFKD", heading.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
