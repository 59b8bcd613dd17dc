"""``{my-work}``: the units with what is done in each, and the ways to save, load and remove it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from course_theme.directives.cards import UnitDirective
from course_theme.templates import script_json, template
from postsoviet.course.register import Unit
from docutils import nodes
from postsoviet.quiz import bank as banks
from postsoviet.quiz.render import asked_by
from postsoviet.teaching.assignment import assignment

from course_theme import words
from course_work.exercises import key_of

_PAGE = Path(__file__).with_name("page.html")
#: What the script says; everything else stands in the template.
_SPOKEN = (
    "count", "no_quiz", "sum", "nothing", "closed", "full", "folder", "nothing_to_save", "saved", "trouble", "outcome",
    "unknown", "refused", "no_room", "loaded", "loaded_nothing", "some_unread", "replace_ask", "cancelled", "removed",
)  # fmt: skip


class MyWork(UnitDirective):
    """A table of all units, and the controls."""

    def run(self) -> list[nodes.Node]:
        """Return the markup, with what the script must know of every quiz."""
        uri = self.env.app.builder.get_relative_uri
        rows = [(unit, uri(self.env.docname, unit.document)) for unit in self.written]
        asked = {unit.number: self.asked(unit) for unit in self.written}
        return [nodes.raw("", markup(rows, asked, words.table(self.root)["work"]), format="html")]

    def asked(self, unit: Unit) -> dict:
        """Return what a unit asks: its quiz, and the titles of its exercises as keys."""
        self.env.note_dependency(unit.notebook)
        quiz = {"unit": unit.number, "bank": "", "questions": {}}
        if banks.exists(unit.number):
            path = banks.path(unit.number)
            self.env.note_dependency(str(path))
            quiz = _asked(path, path.stat().st_mtime_ns)
        exercises = [key_of(task.title) for task in assignment(unit.number).tasks]
        return {**quiz, "exercises": exercises, "name": f"{unit.numeral}. {unit.short}"}


def markup(rows: list[tuple[Unit, str]], asked: dict[str, dict], site: dict) -> str:
    """Return the table of units and the controls.

    Parameters
    ----------
    rows : list of tuple
        Units and the addresses of their pages.
    asked : dict
        By unit, what it asks; see `MyWork.asked`.
    site : dict
        The words.
    """
    data = {"units": asked, "words": {name: site[name] for name in _SPOKEN}}
    return template(_PAGE).render(words=site, rows=rows, data=script_json(data))


@lru_cache(maxsize=64)
def _asked(path: Path, _modified: int) -> dict:
    return asked_by(banks.read(path))
