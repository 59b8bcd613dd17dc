"""Bind chapters into one document: title, contents, text, answers and what explains the words."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from html import escape

from environment import ROOT
from lxml import html
from lxml.html import HtmlElement
from postsoviet import edition
from postsoviet.edition import COURSE, Edition
from postsoviet.words import LANGUAGE, words

from paper import links
from paper.chapter import Chapter
from paper.elements import element, inside, markup_of
from paper.site import GLOSSARY, Page, Part, Site


@dataclass(frozen=True)
class Document:
    """What goes to the press: a title for the file, and HTML."""

    title: str
    markup: str


def bind_book(site: Site, parts: Sequence[Part], chapters: dict[str, Chapter]) -> Document:
    """Bind the whole course.

    Parameters
    ----------
    site : Site
        The built site.
    parts : sequence of Part
        Which units, under which headings.
    chapters : dict
        Every unit and every page of reference, by its address on the site.
    """
    held = {page.path: page for page in [*(p for part in parts for p in part.pages), *site.reference]}
    ready = {path: _settled(chapters[path], held, site.address) for path in held}
    text = "".join(_part(part, ready) for part in parts)
    units = [page for part in parts for page in part.pages]
    answers = "".join(_answers(ready[page.path]) for page in units if ready[page.path].answers)
    reference = "".join(_chapter(ready[page.path]) for page in site.reference)
    lines = "".join(_contents_part(part, ready) for part in parts)
    ends = [("answers", words("pdf.answers"))] if answers else []
    ends += [(page.key, _heading(ready[page.path])) for page in site.reference]
    lines += _contents_group(words("pdf.reference"), "", ends)
    glossary = next((page.key for page in site.reference if page.path == GLOSSARY), "")
    told = edition.read()
    front = _cover(told, "", site.address) + _reading("reading", "terms", glossary, bool(answers)) + _contents(lines)
    back = _answers_part(answers, "h1")
    return _document(told.title, told, front + text + back + reference)


def bind_unit(site: Site, chapter: Chapter, glossary: Chapter | None) -> Document:
    """Bind one unit, with its answers and its words at the end."""
    page = chapter.page
    terms = links.glossary_terms([chapter.article])
    held = {page.path: page}
    if glossary is not None and terms:
        held[GLOSSARY] = glossary.page
    ready = _settled(chapter, held, site.address)
    words_of_unit = _words_of_unit(glossary, held, site.address, terms) if GLOSSARY in held else ""
    lines = "".join(
        _line(section.get("id"), section.xpath("./h2")[0].text_content().strip())
        for section in ready.article.xpath(".//section[@id][h2]")
    )
    ends = [("answers", words("pdf.answers"))] if chapter.answers else []
    ends += [("words-of-unit", words("pdf.glossary_unit"))] if words_of_unit else []
    lines = f'<ol class="group">{lines}{"".join(_line(*one) for one in ends)}</ol>'
    back = _answers_part(ready.answers, "h2")
    told = edition.read()
    title = _heading(ready)
    kind = words("pdf.chapter", kind=_kind(page), numeral=page.numeral)
    name = f'<p class="cover-unit">{escape(kind)}</p><p class="cover-chapter">{escape(title)}</p>'
    front = (
        _cover(told, name, site.address)
        + _contents(lines)
        + _reading("reading_unit", "terms_unit", "words-of-unit" if words_of_unit else "", bool(back))
    )
    return _document(f"{kind}. {title}", told, front + _chapter(ready) + back + words_of_unit, page.part)


def _settled(chapter: Chapter, held: dict[str, Page], address: str) -> Chapter:
    """Return a copy of a chapter with its links as this document needs them."""
    page = chapter.page
    article = deepcopy(chapter.article)
    links.prefix_names(article, page.key)
    links.settle(article, page, held, address)
    answers = chapter.answers
    if answers:
        back = element(f"<div>{answers}</div>")
        links.prefix_names(back, page.key)
        links.settle(back, page, held, address)
        answers = inside(back)
    return Chapter(page, article, answers)


def _heading(chapter: Chapter) -> str:
    return chapter.article.xpath(".//h1")[0].text_content().strip()


def _kind(page: Page) -> str:
    return words("site.unit" if page.numeral.isdigit() else "site.synthesis")


def _chapter(chapter: Chapter) -> str:
    page = chapter.page
    short = f"{_kind(page)} {page.numeral}. {page.short}" if page.is_unit else page.short
    return (
        f'<section class="chapter" id="{page.key}" data-part="{page.part}" data-short="{escape(short)}">'
        f"{inside(chapter.article)}</section>"
    )


def _answers(chapter: Chapter) -> str:
    page = chapter.page
    title = f"{_kind(page)} {page.numeral}. {page.short}"
    return f'<section class="answers-unit" data-part="{page.part}"><h2>{escape(title)}</h2>{chapter.answers}</section>'


def _answers_part(answers: str, heading: str) -> str:
    if not answers:
        return ""
    name = words("pdf.answers")
    return (
        f'<section class="chapter answers" id="answers" data-short="{name}"><{heading}>{name}</{heading}>'
        f"{answers}</section>"
    )


def _part(part: Part, ready: dict[str, Chapter]) -> str:
    numeral, _, name = part.caption.partition(". ") if ". " in part.caption else ("", "", part.caption)
    pages = "".join(_line(page.key, _heading(ready[page.path]), page.numeral) for page in part.pages)
    mark = f'<p class="part-numeral">{words("site.part")} {escape(numeral)}</p>' if numeral else ""
    return (
        f'<section class="part" data-part="{part.key}">{mark}<h1>{escape(name)}</h1>'
        f'<ol class="group">{pages}</ol></section>'
        + "".join(_chapter(ready[page.path]) for page in part.pages)
    )


def _line(name: str, title: str, numeral: str = "") -> str:
    mark = f'<span class="numeral">{escape(numeral)}</span>' if numeral else ""
    return f'<li>{mark}<a class="to-page" href="#{name}">{escape(title)}</a></li>'


def _contents_part(part: Part, ready: dict[str, Chapter]) -> str:
    rows = [(page.key, _heading(ready[page.path]), page.numeral) for page in part.pages]
    return _contents_group(part.caption, part.key, rows)


def _contents_group(caption: str, key: str, rows: Sequence[tuple[str, ...]]) -> str:
    inner = "".join(_line(*row) for row in rows)
    return f'<div data-part="{key}"><p class="caption">{escape(caption)}</p><ol class="group">{inner}</ol></div>'


def _contents(lines: str) -> str:
    return f'<nav class="contents"><h2 class="front">{words("pdf.contents")}</h2>{lines}</nav>'


def _cover(told: Edition, unit: str, address: str) -> str:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    lines = [words("pdf.version", version=version)]
    if told.is_renamed or not told.is_whole:
        lines.insert(0, words("pdf.edition_of", course=COURSE))
    if address:
        lines.append(words("pdf.site", address=address))
    lines.append(words("pdf.licence"))
    below = "".join(f"<p>{escape(line)}</p>" for line in lines)
    about = f'<p class="cover-about">{escape(told.description or words("site.description"))}</p>'
    name = f'<p class="cover-course">{escape(told.title)}</p>' if unit else f"<h1>{escape(told.title)}</h1>"
    return (
        f'<section class="cover {"cover-of-unit" if unit else ""}">{name}{unit}{"" if unit else about}'
        f'<p class="cover-author">{escape(told.author)}</p><div class="cover-foot">{below}</div></section>'
    )


def _reading(title: str, terms: str, glossary: str, answers: bool) -> str:
    sentences = [words(f"pdf.{name}") for name in ("charts", "explorers", "numbers")]
    if glossary:
        sentences.append(words(f"pdf.{terms}", page=links.page_link(glossary)))
    if answers:
        sentences.append(words("pdf.exercises", page=links.page_link("answers")))
    return f'<section class="reading"><h2 class="front">{words(f"pdf.{title}")}</h2>' + "".join(
        f"<p>{one}</p>" for one in sentences
    ) + "</section>"


def _words_of_unit(glossary: Chapter, held: dict[str, Page], address: str, terms: list[str]) -> str:
    """Return the part of the glossary that a unit links to."""
    ready = _settled(glossary, held, address)
    key = glossary.page.key
    rows = []
    for term in ready.article.xpath(".//dl/dt"):
        if term.get("id", "").removeprefix(f"{key}-") in terms:
            rows.append(markup_of(term))
            after = term.getnext()
            while after is not None and after.tag != "dd":
                after = after.getnext()
            rows.append(markup_of(after) if after is not None else "")
    name = words("pdf.glossary_unit")
    return (
        f'<section class="chapter" id="words-of-unit" data-short="{name}"><h2>{name}</h2>'
        f'<dl class="glossary">{"".join(rows)}</dl></section>'
    )


def _document(title: str, told: Edition, body: str, part: str = "") -> Document:
    head = f'<body data-part="{part}" data-book="{escape(told.title)}">'
    root: HtmlElement = html.fromstring(f'<html lang="{LANGUAGE}">{head}{body}</body></html>')
    links.drop_broken(root)
    # what the parser of HTML made small
    head = (
        f'<meta charset="utf-8"><title>{escape(title)}</title><meta name="author" content="{escape(told.author)}">'
        f'<meta name="generator" content="{escape(COURSE)}">'
    )
    inner = markup_of(root.xpath("//body")[0]).replace(" viewbox=", " viewBox=")
    return Document(title, f'<!doctype html><html lang="{LANGUAGE}"><head>{head}</head>{inner}</html>')
