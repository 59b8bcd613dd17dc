"""The texts of a question as HTML for a learning platform."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from postsoviet.quiz import text
from postsoviet.quiz.exports.base import Source
from postsoviet.quiz.parts import NumberKey
from postsoviet.quiz.questions import BLANK, Question
from postsoviet.words import words

#: Where the pictures of a package lie.
PICTURES = "pictures"
_FORMULA = re.compile(r"\\[(\[]")
_MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>$&~|])")


@dataclass(frozen=True)
class Prose:
    """Turns texts of a bank into HTML.

    Attributes
    ----------
    source : Source
        The drawn bank, for its pictures.
    maths : {"mathml", "tex"}
        See `postsoviet.quiz.text.inline`.
    root : str
        What stands before the path of a picture in its address.
    """

    source: Source
    maths: str = "tex"
    root: str = ""

    def inline(self, markdown: str) -> str:
        """Return one paragraph as HTML phrases."""
        return _inline(markdown, self.maths)

    def block(self, markdown: str) -> str:
        """Return Markdown as HTML blocks."""
        return _block(markdown, self.maths)

    def stem(self, question: Question) -> str:
        """Return the stem and the chart."""
        return self.block(question.stem) + self._picture(question.chart)

    def whole(self, question: Question) -> str:
        """Return the stem, the chart, and what its type adds: unit, ends of an order, text with ``[blanks]``."""
        return self.stem(question) + self._task(question)

    def hint(self, question: Question) -> str:
        """Return the hint under its word; empty when there is none."""
        return (
            f"<p><strong>{words('export.hint')}</strong></p>{self.block(question.hint)}" if question.hint else ""
        )

    def rests_on(self, question: Question) -> str:
        """Return what the answer rests on."""
        # the words stand for themselves: a name with stars or underscores is no emphasis
        return f"<p>{escape(words('export.rests_on', source=question.rests_on), quote=False)}</p>"

    def rubric(self, question: Question) -> str:
        """Return the lines of a rubric with their points."""
        lines = "".join(f"<li>{self.inline(one.text)} ({points(one.points)})</li>" for one in question.rubric)
        return f"<p><strong>{words('export.criterion')}</strong></p><ul>{lines}</ul>"

    def sample(self, question: Question) -> str:
        """Return the sample answer under its word."""
        return f"<p><strong>{words('export.sample')}</strong></p>{self.block(question.sample)}"

    def _task(self, question: Question) -> str:
        if question.type == "ordering":
            ends = {"first": self.inline(question.first), "last": self.inline(question.last)}
            return f"<p>{words('export.order', count=len(question.items), **ends)}</p>"
        if question.type == "blanks":
            return self.block(
                BLANK.sub(lambda found: mark(found[1]) + _unit_after(question.blanks[found[1]]), question.text)
            )
        if question.type == "number" and question.unit:
            return f"<p>{words('export.unit', unit=escape(question.unit, quote=False))}</p>"
        return ""

    def _picture(self, key: str) -> str:
        if not key:
            return ""
        picture = self.source.pictures[key]
        address = f"{self.root}{picture_path(key)}"
        return (
            f'<p><img src="{escape(address)}" alt="{escape(picture.alt)}"'
            f' width="{picture.width}" height="{picture.height}" /></p>'
        )


@lru_cache(maxsize=8192)
def _inline(markdown: str, maths: str) -> str:
    # the same text stands in several items and packages, and reading Markdown is most of the work
    return text.inline(markdown, maths=maths)


@lru_cache(maxsize=8192)
def _block(markdown: str, maths: str) -> str:
    return text.block(markdown, maths=maths)


def points(number: int) -> str:
    """Return a number of points in words."""
    return words("export.one_point") if number == 1 else words("export.points", points=number)


def picture_path(key: str) -> str:
    """Return the path of a picture in a package."""
    return f"{PICTURES}/{key}.png"


def picture_files(source: Source) -> dict[str, bytes]:
    """Return every picture that a question of the bank shows, by its path in a package."""
    shown = dict.fromkeys(pool.question.chart for pool in source.pools if pool.question.chart)
    return {picture_path(key): source.pictures[key].png for key in shown}


def has_formula(markdown: str) -> bool:
    """Whether a text holds a formula."""
    return bool(_FORMULA.search(_block(markdown, "tex")))


def mark(name: str) -> str:
    """Return the Markdown that shows a blank as ``[name]``."""
    # without the backslashes a bracket that follows would turn it into a link
    return f"\\[{name}\\]"


def _unit_after(blank: object) -> str:
    unit = blank.unit if isinstance(blank, NumberKey) else ""
    return " " + _MARKDOWN_SIGNS.sub(r"\\\1", unit) if unit else ""
