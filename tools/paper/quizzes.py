"""The quiz of a unit on paper: what is asked, with room to answer, and the key that explains."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from postsoviet.quiz import load
from postsoviet.quiz.exports.base import Source, draw_source
from postsoviet.quiz.exports.explained import Arranged, arranged, points_words
from postsoviet.quiz.exports.sheets import Sheet
from postsoviet.words import words

from paper.elements import element, inside
from paper.links import page_link

#: Any number will do; the same one gives the same book.
SEED = 1
#: Of a word that may be written in many ways, so many are shown.
_SPELLINGS = 3


class PaperQuiz:
    """A quiz with its options in one order, for the questions and for the key.

    Parameters
    ----------
    unit : str
        Two digits.
    key : str
        What its identifiers begin with.
    drawn : mapping
        Addresses of the unit's charts as they were drawn for paper, by their identifiers on the page.
    """

    def __init__(self, unit: str, key: str, drawn: Mapping[str, str]) -> None:
        self._key, self._drawn = key, drawn
        self._source: Source = draw_source(load(unit), 1, SEED)
        self._asked: list[Arranged] = [
            arranged(pool.variants[0].question, SEED, "book", 0) for pool in self._source.pools
        ]

    def questions(self) -> str:
        """Return the questions, in the order of the site, with boxes and lines."""
        sheet = Sheet(maths="mathml", room=True)
        where = words("pdf.key_at", page=page_link(f"{self._key}-quiz-key"))
        parts = [f'<p class="where">{where}</p>']
        for number, one in enumerate(self._asked, start=1):
            title = f"{words('export.question', number=number)} <small>{points_words(one.question.points)}</small>"
            parts.append(
                f'<div class="question" id="{self._key}-question-{number}"><h3>{title}</h3>'
                f"{self._front(sheet, one)}</div>"
            )
        return f'<div class="paper-quiz">{"".join(parts)}</div>'

    def _front(self, sheet: Sheet, one: Arranged) -> str:
        """Return what is asked, with the chart of the unit in place of the smaller one that the site shows there."""
        name = one.question.chart
        front = element(f"<div>{sheet.front(one, self._source.pictures.get(name))}</div>")
        for picture in front.xpath('.//p[@class="picture"]/img'):
            picture.set("src", self._drawn[f"chart-{self._source.bank.unit}-{name}"])
        return inside(front)

    def answers(self, title: str) -> str:
        """Return the key: every answer with its reason, hint and source."""
        sheet = Sheet(maths="mathml", room=False)
        parts = []
        for number, one in enumerate(self._asked, start=1):
            hint = one.question.hint
            said = f'<p class="hint">{words("export.hint")}: {sheet.inline(hint)}</p>' if hint else ""
            link = page_link(f"{self._key}-question-{number}")
            parts.append(
                f'<div class="answer"><h4>{words("export.question", number=number)} <small>{link}</small></h4>'
                f"{_plainer(sheet.back(one))}{said}{sheet.rests_on(one.question)}</div>"
            )
        return (
            f'<section class="quiz-key" id="{self._key}-quiz-key"><h3>{escape(title)}</h3>{"".join(parts)}</section>'
        )


def _plainer(key: str) -> str:
    """Shorten what a machine needs and a reader does not: every spelling of a word, a tick beside its own name."""
    root = element(f"<div>{key}</div>")
    for row in root.xpath(".//tr[th[@scope='row']][td]"):
        answer, verdict = row[0], row[1]
        for node in answer.iter():
            # the typefaces of the course have no such arrow
            node.text, node.tail = (text and text.replace(" →", ":") for text in (node.text, node.tail))
        spellings = (answer.text or "").split(" | ")
        if len(spellings) > _SPELLINGS:
            answer.text = " | ".join(spellings[:_SPELLINGS]) + " " + words("quiz.spellings")
        if verdict.text and verdict.text[:2] in ("✓ ", "✗ "):
            verdict.text = verdict.text[2:]
    return inside(root)
