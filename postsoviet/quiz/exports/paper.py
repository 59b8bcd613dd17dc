"""Printed papers: shuffled versions A, B, C ... with a key each, and one table with the answers of all.

A paper is one HTML file without script. A browser prints it on A4 or letter.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from html import escape
from pathlib import Path

from postsoviet.quiz.draws import Drawn, shuffled
from postsoviet.quiz.exports.base import Pool, Report, Source
from postsoviet.quiz.exports.explained import Arranged, arranged, letter, points_words
from postsoviet.quiz.exports.numbers import reach_of
from postsoviet.quiz.exports.sheets import Sheet
from postsoviet.words import LANGUAGE, words

_STYLE = Path(__file__).with_name("paper.css").read_text(encoding="utf-8")
COLUMNS = ("version", "number", "id", "answer", "low", "high", "type", "points")


@dataclass(frozen=True)
class Placed:
    """A question on a paper: its number there, its name, and the version that was drawn."""

    number: int
    name: str
    drawn: Drawn
    one: Arranged


def export(source: Source, report: Report) -> dict[str, bytes]:
    """Write the papers of a bank with their keys.

    Parameters
    ----------
    source : Source
        A drawn bank. There are as many papers as versions were asked for; a question with fewer
        versions begins again with its first one.
    report : Report
        Nothing is lost on paper but what a machine would do; the report says so.

    Returns
    -------
    dict
        In the folder ``NN-print``: ``index.html``, ``paper-A.html``, ``key-A.html`` ... and ``key-all.csv``.
    """
    report.lost(None, "marking and feedback while one answers; the keys hold all explanations, hints and sources")
    papers = {letter(place): _placed(source, place) for place in range(max(1, source.variants))}
    if any(pool.question.is_parameterised and len(pool.variants) < len(papers) for pool in source.pools):
        report.lost(
            None, "numbers of its own for each paper, where there are more papers than versions: they begin again"
        )
    files = {"index.html": _index(source, papers)}
    for version, placed in papers.items():
        files[f"paper-{version}.html"] = _paper(source, version, placed)
        files[f"key-{version}.html"] = _key(source, version, placed)
    files["key-all.csv"] = _table(papers)
    return {f"{source.bank.unit}-print/{name}": content.encode() for name, content in files.items()}


def _placed(source: Source, place: int) -> list[Placed]:
    def pick(pool: Pool) -> tuple[str, Drawn]:
        return source.named(pool)[place % len(pool.variants)]

    ordered = shuffled(source.pools, source.seed, "paper", place)
    return [
        Placed(number, name, drawn, arranged(drawn.question, source.seed, "paper", place))
        for number, (name, drawn) in enumerate(map(pick, ordered), start=1)
    ]


def _page(source: Source, title: str, foot: str, kind: str, body: str) -> str:
    # the words stand in a style sheet between quotes, so they may hold neither quotes nor tags
    foot = "".join(sign for sign in foot if sign.isalnum() or sign in " .-")
    return (
        f'<!DOCTYPE html>\n<html lang="{LANGUAGE}">\n<head>\n<meta charset="utf-8" />\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1" />\n<title>{escape(title)}</title>\n'
        f'<style>\n{_STYLE}@page {{ @bottom-left {{ content: "{foot}"; }} }}\n</style>\n</head>\n'
        f'<body class="{kind}">\n{body}\n</body>\n</html>\n'
    )


def _title(source: Source) -> str:
    return words("export.title", title=source.bank.title, unit=source.bank.unit)


def _paper(source: Source, version: str, placed: list[Placed]) -> str:
    sheet = Sheet(maths="mathml", room=True)
    said = words("export.version", version=version)
    points = sum(item.one.question.points for item in placed)
    blank = '<span class="line"></span>'
    person = (
        f'<p class="person"><span>{words("export.name")}: {blank}</span>'
        f"<span>{words('export.date')}: {blank}</span>"
        f"<span>{words('export.points_of', points=points)}</span></p>"
    )
    head = f'<header><h1>{escape(_title(source))}</h1><p class="version">{said}</p>{person}</header>'
    questions = "\n".join(
        _section(item, f' <span class="points">({points_words(item.one.question.points)})</span>',
                 sheet.front(item.one, source.pictures.get(item.one.question.chart)))
        for item in placed
    )  # fmt: skip
    body = f"{head}\n<main>\n{questions}\n</main>"
    return _page(source, f"{_title(source)}, {said}", f"{source.bank.unit} {said}", "paper", body)


def _section(item: Placed, aside: str, content: str) -> str:
    mark = f"question-{item.number}"
    number = words("export.question", number=item.number)
    return (
        f'<section class="question" id="{item.name}" aria-labelledby="{mark}">'
        f'<h2 id="{mark}">{number}{aside}</h2>{content}</section>'
    )


def _key(source: Source, version: str, placed: list[Placed]) -> str:
    sheet = Sheet(maths="mathml", room=False)
    title = words("export.key_title", version=version, title=_title(source))
    body = f"<header><h1>{escape(title)}</h1></header>\n<main>\n" + "\n".join(
        _section(item, "", _about(item) + sheet.back(item.one) + _hint(item, sheet) + sheet.rests_on(item.one.question))
        for item in placed
    )
    foot = f"{source.bank.unit} {words('export.key', version=version)}"
    return _page(source, title, foot, "key", f"{body}\n</main>")


def _about(item: Placed) -> str:
    question = item.one.question
    about = words(
        "export.about",
        id=item.name, objective=question.objective, difficulty=question.difficulty,
        points=points_words(question.points),
    )  # fmt: skip
    if item.drawn.parameters:
        drawn = ", ".join(f"{name} = {value}" for name, value in item.drawn.parameters.items())
        about += " · " + escape(words("export.drawn", parameters=drawn))
    return f'<p class="about">{about}</p>'


def _hint(item: Placed, sheet: Sheet) -> str:
    hint = item.one.question.hint
    return f'<p class="hint">{words("export.hint")}: {sheet.inline(hint)}</p>' if hint else ""


def _table(papers: dict[str, list[Placed]]) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for version, placed in papers.items():
        writer.writerows((version, *row) for row in map(_line, placed))
    # the mark that tells spreadsheets the file is UTF-8
    return "\ufeff" + target.getvalue()


def _line(item: Placed) -> tuple[object, ...]:
    question = item.one.question
    answer, low, high = item.one.answer, "", ""
    if question.type == "number":
        reach = reach_of(question)
        answer, low, high = (reach.shown(value) for value in (question.answer, reach.low, reach.high))
    return item.number, item.name, answer, low, high, question.type, question.points


def _index(source: Source, papers: dict[str, list[Placed]]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{version}</th><td><a href="paper-{version}.html">'
        f'{words("export.paper", version=version)}</a></td><td><a href="key-{version}.html">'
        f"{words('export.key', version=version)}</a></td></tr>"
        for version in papers
    )
    heads = "".join(
        f'<th scope="col">{words(f"export.{name}", version="")}</th>' for name in ("version", "paper", "key")
    )
    body = (
        f"<header><h1>{escape(_title(source))}</h1></header>\n<main>\n"
        f"<p>{words('export.index', seed=source.seed)}</p>\n"
        f'<table class="list"><caption>{words("export.all")}</caption><thead><tr>{heads}</tr></thead>'
        f'<tbody>{rows}</tbody></table>\n<p><a href="key-all.csv">{words("export.table")}</a></p>\n</main>'
    )
    return _page(source, _title(source), source.bank.unit, "index", body)
