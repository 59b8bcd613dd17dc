"""What the site folds away, on paper: hints, solutions and notes stand among the answers, not below their question."""

from __future__ import annotations

from html import escape

from lxml.html import HtmlElement
from postsoviet.words import words

from paper.elements import element, find, has_class, inside, replace
from paper.links import page_link

_HEADINGS = ("h1", "h2", "h3", "h4")


def take_answers(article: HtmlElement, key: str) -> str:
    """Take hints, solutions and notes out of a page, and leave a word in their place that says where they are.

    Returns
    -------
    str
        The answers as HTML, one section for each exercise or question to discuss.
    """
    answers = []
    folds = [fold for fold in find(article, "fold") if fold.tag == "details"]
    for number, (place, group) in enumerate(_groups(folds), start=1):
        name = f"{key}-answer-{number}"
        title = _title(place, group[0])
        kinds = {fold.get("class").split("-")[-1] for fold in group}
        phrase = "hints_at" if "hint" in kinds else "note_at" if "note" in kinds else "solution_at"
        said = words(f"pdf.{phrase}", page=page_link(name))
        bodies = "".join(_opened(fold) for fold in group)
        back = page_link(f"{name}-place")
        answers.append(
            f'<section class="answer" id="{name}"><h4>{title} <small>{back}</small></h4>{bodies}</section>'
        )
        replace(group[0], element(f'<p class="where" id="{name}-place">{said}</p>'))
        for fold in group[1:]:
            replace(fold)
    return "".join(answers)


def _groups(folds: list[HtmlElement]) -> list[tuple[HtmlElement, list[HtmlElement]]]:
    """Put folds that follow one another together: the hints and the solution of one exercise."""
    groups: list[tuple[HtmlElement, list[HtmlElement]]] = []
    for fold in folds:
        before = fold.getprevious()
        if groups and before is groups[-1][1][-1] and not (fold.getprevious().tail or "").strip():
            groups[-1][1].append(fold)
        else:
            groups.append((fold.getparent(), [fold]))
    return groups


def _title(place: HtmlElement, fold: HtmlElement) -> str:
    """Name an answer: by its exercise, or by the bold words that begin what is to be discussed."""
    if "fold-note" in fold.get("class"):
        before = fold.getprevious()
        bold = before.xpath("./strong[1]") if before is not None else []
        if bold:
            return escape(bold[0].text_content())
    headings = [one for one in place if one.tag in _HEADINGS]
    return escape(headings[0].text_content().strip() if headings else words("pdf.answers"))


def _opened(fold: HtmlElement) -> str:
    summary = fold.xpath("./summary")[0]
    body = fold.xpath(f"./*[{has_class('fold-body')}]")
    text = inside(body[0]) if body else ""
    return f'<h5>{escape(summary.text_content())}</h5>{text}'
