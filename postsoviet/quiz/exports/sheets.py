"""A question as HTML without script, for paper and for cards: what is asked, and the key that explains."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from html import escape

from postsoviet.quiz import text
from postsoviet.quiz.exports.explained import Arranged, Group, Row, verdict
from postsoviet.quiz.parts import ChoiceBlank, NumberKey, Option
from postsoviet.quiz.pictures import Picture
from postsoviet.quiz.questions import BLANK, BlanksQuestion, QuestionBase
from postsoviet.words import words

#: Stands for a blank while a text is turned into markup; no text of a bank may hold private signs like it.
BLANK_MARK = re.compile("\ue010(\\d+)\ue011")
#: Lines to write an open answer: some, and more for each point.
_LINES, _LINES_A_POINT = 4, 2
_LINE = '<span class="line"></span>'
# twenty papers print most texts twenty times
_inline, _block = (lru_cache(maxsize=4096)(one) for one in (text.inline, text.block))


class Sheet:
    """Writes questions and keys.

    Parameters
    ----------
    maths : {"mathml", "tex"}
        See `postsoviet.quiz.text.inline`.
    room : bool
        Whether to leave room to write, and boxes to tick.
    """

    def __init__(self, *, maths: str, room: bool) -> None:
        self._maths, self._room = maths, room

    def inline(self, markdown: str) -> str:
        """Return one paragraph as HTML phrases."""
        return _inline(markdown, maths=self._maths)

    def block(self, markdown: str) -> str:
        """Return Markdown as HTML blocks."""
        return _block(markdown, maths=self._maths)

    def front(self, one: Arranged, picture: Picture | None) -> str:
        """Return what is asked: stem, picture, and what there is to choose or to write."""
        drawing = f'<p class="picture">{picture_element(picture)}</p>' if picture else ""
        return f'<div class="stem">{self.block(one.question.stem)}</div>{drawing}{self._task(one)}'

    def back(self, one: Arranged) -> str:
        """Return the key: the answer, and what is said to each."""
        answer = escape(one.answer)
        short = (
            f'<p class="answer"><strong>{words("export.answer_is", answer=answer)}</strong></p>' if answer else ""
        )
        sample = ""
        if one.question.type == "open":
            sample = (
                f"<p><strong>{words('export.sample')}</strong></p>"
                f'<div class="sample">{self.block(one.question.sample)}</div>'
            )
        return short + "".join(map(self._table, one.groups())) + sample

    def rests_on(self, question: QuestionBase) -> str:
        """Say what an answer rests on."""
        return f'<p class="rests-on">{words("export.rests_on", source=self.inline(question.rests_on))}</p>'

    def _task(self, one: Arranged) -> str:
        question = one.question
        if question.type in ("single", "multiple"):
            return self._choice(question.options, several=question.type == "multiple")
        if question.type == "true-false":
            box = self._box(several=False)
            verdicts = "".join(f"<li>{box}{verdict(flag)}</li>" for flag in (True, False))
            reason = f'<p class="todo">{words("export.choose_reason")}</p>{self._options(question.reasons)}'
            return f'<ul class="verdicts">{verdicts}</ul>{reason}'
        if question.type == "ordering":
            return self._ordering(one)
        if question.type == "matching":
            return self._matching(one)
        if question.type == "blanks":
            return self._blanks(question)
        if not self._room:
            return f'<p class="unit">({escape(question.unit)})</p>' if getattr(question, "unit", "") else ""
        if question.type == "open":
            return '<div class="ruled"></div>' * (_LINES + _LINES_A_POINT * question.points)
        unit = f" {escape(question.unit)}" if isinstance(question, NumberKey) else ""
        return f'<p class="write">{words("export.answer")}: {_LINE}{unit}</p>'

    def _box(self, *, several: bool) -> str:
        return f'<span class="{"square" if several else "circle"}"></span> ' if self._room else ""

    def _options(self, options: list[Option], *, several: bool = False) -> str:
        box = self._box(several=several)
        items = "".join(f"<li>{box}{self.inline(option.text)}</li>" for option in options)
        return f'<ol class="options" type="A">{items}</ol>'

    def _choice(self, options: list[Option], *, several: bool) -> str:
        todo = words("quiz.choose_many" if several else "quiz.choose_one")
        return f'<p class="todo">{todo}</p>{self._options(options, several=several)}'

    def _ordering(self, one: Arranged) -> str:
        question = one.question
        todo = words(
            "export.order",
            first=self.inline(question.first), last=self.inline(question.last), count=len(question.items),
        )  # fmt: skip
        items = [self.inline(question.items[place].text) for place in one.shown]
        return f'<p class="todo">{todo}</p>' + self._boxes(items, "to_order", "place")

    def _matching(self, one: Arranged) -> str:
        choices = "".join(f"<li>{self.inline(one.question.choices[place])}</li>" for place in one.shown)
        prompts = [self.inline(pair.text) for pair in one.question.pairs]
        return (
            f'<p class="todo">{words("export.match")}</p>'
            + self._boxes(prompts, "to_match", "letter")
            + f'<ol class="options" type="A">{choices}</ol>'
        )

    def _boxes(self, prompts: list[str], head: str, box: str) -> str:
        """A table with a box to write in beside each prompt; without room, a list."""
        if not self._room:
            return f"<ul>{''.join(f'<li>{prompt}</li>' for prompt in prompts)}</ul>"
        rows = "".join(f'<tr><th scope="row">{prompt}</th><td class="box"></td></tr>' for prompt in prompts)
        heads = f'<th scope="col">{words(f"export.{head}")}</th><th scope="col">{words(f"export.{box}")}</th>'
        return f'<table class="boxes"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'

    def _blanks(self, question: BlanksQuestion) -> str:
        names = question.pieces[1::2]

        def place(found: re.Match[str]) -> str:
            number = int(found[1])
            blank = question.blanks[names[number - 1]]
            unit = f" {escape(blank.unit)}" if isinstance(blank, NumberKey) and blank.unit else ""
            line = '<span class="line short"></span>' if self._room else "_____"
            return f'<span class="blank">({number}) {line}{unit}</span>'

        filled = BLANK_MARK.sub(place, self.block(marked_blanks(question)))
        choices = "".join(
            f'<p class="todo">{words("export.choose_blank", number=number)}</p>{self._options(blank.options)}'
            for number, blank in enumerate((question.blanks[name] for name in names), start=1)
            if isinstance(blank, ChoiceBlank)
        )
        return f'<div class="blanks">{filled}</div>{choices}'

    def _table(self, group: Group) -> str:
        judged = any(row.right is False for row in group.rows)
        rubric = all(row.right is None for row in group.rows)
        heads = [words("export.criterion" if rubric else "export.answer")]
        heads += [words("export.is_it")] if judged else []
        heads += ["" if rubric else words("export.why")]
        caption = f"<caption>{group.title}</caption>" if group.title else ""
        head = "".join(f'<th scope="col">{one}</th>' if one else "<td></td>" for one in heads)
        body = "".join(self._row(row, judged) for row in group.rows)
        return f'<table class="key">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

    def _row(self, row: Row, judged: bool) -> str:
        answer = escape(row.answer.text) if row.answer.literal else self.inline(row.answer.text)
        mark = f'<span class="mark">{row.mark}.</span> ' if row.mark else ""
        said = f"<td>{words('export.right' if row.right else 'export.wrong')}</td>" if judged else ""
        return f'<tr><th scope="row">{mark}{answer}</th>{said}<td class="why">{self.inline(row.why)}</td></tr>'


def marked_blanks(question: BlanksQuestion) -> str:
    """Return the text of a question with a private mark, ``number``, at each blank."""
    names = question.pieces[1::2]
    return BLANK.sub(lambda found: f"\ue010{names.index(found[1]) + 1}\ue011", question.text)


def picture_element(picture: Picture) -> str:
    """Return a picture that needs no file beside it; as an image, so that a script in it cannot run."""
    data = b64encode(picture.svg.encode()).decode()
    return (
        f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(picture.alt)}"'
        f' width="{picture.width}" height="{picture.height}" />'
    )
