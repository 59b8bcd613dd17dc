"""The Markdown of a bank as HTML, as plain words, or as Markdown for others.

Raw HTML in a bank is shown, never run; pictures and addresses of scripts are not followed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape, unescape

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from postsoviet.mathml import mathml
from postsoviet.quiz.parts import HOLE_NUMBERS, MARKED

_TAG = re.compile(r"<[^>]+>")
#: Put before a formula that opens a paragraph or cell: the rule for formulas looks at the sign
#: before the first dollar, and at place 0 takes the last sign of the text for it.
_GUARD = "\ue002"
#: Texts that are kept as HTML: each format asks for the same ones, and twenty versions of a bank have some hundreds.
_KEPT = 10_000


@cache
def parser(maths: str) -> MarkdownIt:
    """Return the parser of the banks; ``maths`` is ``mathml``, or ``tex`` for platforms that bring MathJax."""

    def render(tex: str, options: dict) -> str:
        block = options["display_mode"]
        if maths == "mathml":
            return mathml(tex, "block" if block else "inline")
        return escape(rf"\[{tex}\]" if block else rf"\({tex}\)", quote=False)

    made = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    made.core.ruler.before("inline", "guard", _guard)
    # a sign of money before a digit is no formula: "$5 and $10"
    return made.use(dollarmath_plugin, allow_digits=False, allow_space=False, renderer=render)


def _guard(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.content.startswith("$"):
            token.content = _GUARD + token.content


@lru_cache(_KEPT)
def inline(text: str, *, maths: str = "mathml") -> str:
    """Return one paragraph as HTML phrases.

    Parameters
    ----------
    text : str
        Markdown of a bank.
    maths : {"mathml", "tex"}
        Formulas as MathML, or as TeX between ``\\(`` and ``\\)``.
    """
    return _finish(parser(maths).renderInline(" ".join(text.split())))


@lru_cache(_KEPT)
def block(text: str, *, maths: str = "mathml") -> str:
    """Return Markdown as HTML blocks: paragraphs, lists and tables; see `inline`."""
    return _finish(parser(maths).render(text.strip())).strip()


def plain(text: str) -> str:
    """Return Markdown as plain words, formulas as TeX between dollars, tables a line a row."""
    html = parser("tex").render(text.strip()).replace(_GUARD, "")
    html = re.sub(r"</t[dh]>\s*<t[dh][^>]*>", " | ", html)
    words = unescape(_TAG.sub("", MARKED.sub(r"\2", html)))
    words = re.sub(r"\\[(\[](.*?)\\[)\]]", r"$\1$", words, flags=re.S)
    return "\n".join(line for line in (" ".join(part.split()) for part in words.splitlines()) if line)


def markdown(text: str) -> str:
    """Return Markdown as it is written, without the marks of computed words."""
    return MARKED.sub(r"\2", text).strip()


@dataclass(frozen=True)
class Stem:
    """A stem in two parts: phrases for a legend, and the tables and lists that follow it."""

    phrases: str
    material: str


def stem(text: str, *, maths: str = "mathml") -> Stem:
    """Cut a stem at its first table, list or other block that is no paragraph.

    Parameters
    ----------
    text : str
        Markdown of a stem.
    maths : {"mathml", "tex"}
        See `inline`.
    """
    reader = parser(maths)
    environment: dict = {}
    tokens = reader.parse(text.strip(), environment)
    place = 0
    phrases: list[str] = []
    while place < len(tokens) and tokens[place].type == "paragraph_open":
        phrases.append(_render(reader, tokens[place + 1 : place + 2], environment))
        place += 3
    return Stem("<br>".join(_finish(part) for part in phrases), _finish(_render(reader, tokens[place:], environment)).strip())


def _render(parser: MarkdownIt, tokens: list[Token], environment: dict) -> str:
    return parser.renderer.render(tokens, parser.options, environment)


def _finish(html: str) -> str:
    """Turn the marks of computed words into elements; a number says from which hole of its question it comes."""
    return MARKED.sub(_drawn, html.replace(_GUARD, ""))


def _drawn(words: re.Match) -> str:
    hole = f' data-hole="{HOLE_NUMBERS.index(ord(words[1]))}"' if words[1] else ""
    return f'<span class="drawn"{hole}>{words[2]}</span>'
