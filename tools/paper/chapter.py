"""A page of the site as a chapter on paper: what only moves or is pressed goes, what was drawn late is drawn."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from html import escape

from environment import ROOT
from lxml.html import HtmlElement
from postsoviet.charts.figure import with_house_look
from postsoviet.words import words

from paper.elements import element, find, markup_of, replace
from paper.folds import take_answers
from paper.formulas import set_formulas
from paper.pictures import Studio
from paper.quizzes import PaperQuiz
from paper.site import Page, Site

#: Of use on a screen only. The code of a chart is in the notebook, its numbers are in the data of the unit.
_SCREEN_ONLY = (
    "headerlink", "progress", "unit-run", "trace-bar", "cell-fold", "chart-details", "chart-actions", "chart-waiting", "chart-room",
    "to-my-work", "exercise-check", "exercise-tick", "copy-code", "check", "filters",
)  # fmt: skip
_CHECK_CALL = re.compile(r"\s*check\(")
#: A table with so many columns is set smaller.
_MANY, _VERY_MANY = 6, 8
#: What fits on a line of code on paper.
_LONG_LINE = 84
#: A table of so many rows is never cut by the end of a page; a longer one repeats its head.
_WHOLE = 20


@dataclass(frozen=True)
class Chapter:
    """A page for paper.

    Attributes
    ----------
    page : Page
        Which one.
    article : HtmlElement
        Its text, with identifiers as on the site.
    answers : str
        Hints, solutions, notes and the key of the quiz; empty for a page without any.
    """

    page: Page
    article: HtmlElement
    answers: str


def read_chapter(site: Site, page: Page, studio: Studio) -> Chapter:
    """Turn a page of the built site into a chapter."""
    article = site.text(page)
    _explorers(article)
    for name in _SCREEN_ONLY:
        for node in find(article, name):
            node.drop_tree()
    for node in article.xpath(".//noscript | .//*[@hidden]"):
        node.drop_tree()
    _charts(article, studio)
    for node in article.xpath(".//script | .//link | .//button"):
        node.drop_tree()
    for number in article.xpath(".//*[@data-ask]"):
        number.drop_tag()
    _cells(article)
    _maps(article, page)
    answers = take_answers(article, page.key)
    quizzes = find(article, "quiz")
    if quizzes:
        drawn = {chart.get("id"): chart.xpath(".//img/@src")[0] for chart in find(article, "chart")}
        quiz = PaperQuiz(page.unit, page.key, drawn)
        replace(quizzes[0], element(quiz.questions()))
        answers += quiz.answers(words("pdf.quiz_key"))
    _tables(article)
    _code(article)
    set_formulas(article)
    return Chapter(page, article, answers)


def _charts(article: HtmlElement, studio: Studio) -> None:
    canvases = article.xpath(".//*[@data-chart]")
    figures = [with_house_look(json.loads(canvas.xpath("./script")[0].text)) for canvas in canvases]
    for canvas, picture in zip(canvases, studio.draw(figures), strict=True):
        alt = escape(canvas.get("aria-label"))
        replace(canvas, element(f'<p class="drawing"><img src="{picture.as_uri()}" alt="{alt}"></p>'))


def _explorers(article: HtmlElement) -> None:
    """Say which state of an explorer is shown, and that it moves on the site."""
    for form in find(article, "explorer-controls"):
        shown = [_setting(control) for control in find(form, "control")]
        said = words("pdf.explorer", state="; ".join(one for one in shown if one))
        replace(form, element(f'<p class="explorer-state">{escape(said)}</p>'))


def _setting(control: HtmlElement) -> str:
    """Return a control as its label and its present value."""
    labels = [" ".join(one.text_content().split()) for one in control.xpath("./label | ./legend | .//legend")]
    outputs = control.xpath(".//output")
    chosen = control.xpath(".//option[@selected]") or control.xpath(".//option")[:1]
    checked = control.xpath(".//input[@checked]/ancestor::label | .//input[@checked]/following-sibling::label")
    value = (outputs or chosen or checked or [None])[0]
    if not labels:
        return ""
    return f"{labels[0]}: {' '.join(value.text_content().split())}" if value is not None else labels[0]


def _cells(article: HtmlElement) -> None:
    """Leave out cells that ask the program to check an answer, and what is empty now."""
    for cell in find(article, "cell"):
        code = find(cell, "cell_input")
        if code and _CHECK_CALL.match(code[0].text_content()):
            replace(cell)
            continue
        for output in find(cell, "cell_output") + find(cell, "output"):
            if not output.text_content().strip() and not output.xpath(".//img | .//svg"):
                output.drop_tree()
        if not cell.text_content().strip() and not cell.xpath(".//img | .//svg"):
            replace(cell)


def _code(article: HtmlElement) -> None:
    """Let long lines of code end after a sign; the press breaks a line only inside one piece of colour."""
    for block in article.xpath(".//pre"):
        if max(map(len, block.text_content().splitlines()), default=0) > _LONG_LINE:
            for sign in block.xpath("./span[contains('([,.', substring(., string-length(.)))]"):
                place, tail = element("<wbr>"), sign.tail
                sign.tail, place.tail = None, tail
                sign.addnext(place)


@cache
def accents() -> dict[str, str]:
    """Return the colour of each part from the site's own table of colours."""
    tokens = (ROOT / "book/_ext/course_theme/css/tokens.css").read_text(encoding="utf-8").partition("@media")[0]
    return dict(re.findall(r'\[data-part="(\w+)"\] \{ --accent: (#\w+)', tokens))


def _maps(article: HtmlElement, page: Page) -> None:
    """Make the small maps pictures with their colours inside: the press gives no words to a drawing in the text."""
    colour = accents().get(page.part, "#34465c")
    for drawing in article.xpath(".//svg"):
        # the parser of HTML writes every name small
        drawing.set("viewBox", drawing.attrib.pop("viewbox", drawing.get("viewBox", "")))
        drawing.set("xmlns", "http://www.w3.org/2000/svg")
        for group in drawing.xpath(".//g"):
            here = group.get("class") == "here"
            for box in group.xpath("./rect"):
                box.set("fill", colour if here else "none")
                box.set("stroke", colour if here else "#7f8894")
            for text in group.xpath("./text"):
                text.set("fill", "#ffffff" if here else "#565f6b")
                text.set("style", "font: 14px 'Source Sans 3'")
                text.set("text-anchor", "middle")
        data = b64encode(markup_of(drawing).encode()).decode()
        alt = escape(drawing.get("aria-label", ""))
        replace(drawing, element(f'<img src="data:image/svg+xml;base64,{data}" alt="{alt}">'))


def _tables(article: HtmlElement) -> None:
    for table in article.xpath(".//table"):
        columns = max(len(row) for row in table.xpath(".//tr"))
        size = "very-many" if columns >= _VERY_MANY else "many" if columns >= _MANY else "few"
        rows = len(table.xpath("./tbody/tr"))
        table.set("class", f"{table.get('class', '')} columns-{size}{' whole' if rows <= _WHOLE else ''}".strip())
        table.attrib.pop("style", None)
