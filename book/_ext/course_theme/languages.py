"""Words of other languages, marked with their language wherever a page has them in its text.

The register is ``book/languages.yml``. The finished HTML is marked, and not the document tree, because much
text comes as HTML from the notebooks: charts, explorers, quizzes.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

from postsoviet.reading import read_yaml
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from course_theme.units import told

REGISTER = "book/languages.yml"
#: A tag by its grammar in BCP 47, as far as we use it: language, writing system, country.
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
#: What a page is made of: parts that are no text for readers or cannot hold markup, tags, and text.
_PIECES = re.compile(
    r"<(?P<whole>script|style|svg|math|code|pre|textarea|option)\b.*?</(?P=whole)>|<!--.*?-->"
    r"""|<(?:[^<>"']|"[^"]*"|'[^']*')*>|(?P<text>[^<]+)""",
    re.DOTALL | re.IGNORECASE,
)
#: An apostrophe, as authors, typographers and machines write it.
_APOSTROPHE = "(?:'|\N{RIGHT SINGLE QUOTATION MARK}|&#x27;|&#39;|&rsquo;)"


def read(root: Path) -> dict[str, str]:
    """Return the words of the register and their languages.

    Parameters
    ----------
    root : pathlib.Path
        Root of the repository.

    Raises
    ------
    ExtensionError
        If an entry has no words, no language that could be one, or no reason; or if words stand twice.
    """
    words: dict[str, str] = {}
    for place, entry in enumerate(told(read_yaml, Path(root) / REGISTER), 1):
        if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in ("words", "language", "why")):
            raise ExtensionError(f"{REGISTER}: entry {place} must have words, language and why, each a text.")
        if not _TAG.fullmatch(entry["language"]):
            raise ExtensionError(f"{REGISTER}: '{entry['language']}' of entry {place} is no language tag such as ru-Latn.")
        if entry["words"].casefold() in map(str.casefold, words):
            raise ExtensionError(f"{REGISTER}: '{entry['words']}' of entry {place} stands there before; keep one of them.")
        words[entry["words"]] = entry["language"]
    return words


def pattern(words: dict[str, str]) -> re.Pattern:
    """Return a pattern that finds any of the words, in a named group for each, the longest first."""
    def written(phrase: str) -> str:
        parts = [re.escape(html.escape(part, quote=False)).replace("'", _APOSTROPHE) for part in phrase.split()]
        return r"\s+".join(parts)

    numbered = sorted(enumerate(words), key=lambda one: -len(one[1]))
    found = "|".join(f"(?P<w{number}>{written(phrase)})" for number, phrase in numbered)
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE)


def marked(body: str, words: dict[str, str], found: re.Pattern) -> str:
    """Return the HTML of a page with the words in its text in elements that name their language."""
    languages = [*words.values()]

    def mark(match: re.Match) -> str:
        return f'<span lang="{languages[int(match.lastgroup[1:])]}">{match[0]}</span>'

    def piece(match: re.Match) -> str:
        return found.sub(mark, match["text"]) if match["text"] else match[0]

    return _PIECES.sub(piece, body)


def start(app: Sphinx, config) -> None:
    """Read the register once; a change of it writes every page again."""
    config.course_languages = read(Path(app.srcdir))


def mark_page(app: Sphinx, pagename: str, template: str, context: dict, doctree) -> None:
    """Mark the words of other languages in the text of a page."""
    words = app.config.course_languages
    if words and context.get("body"):
        context["body"] = marked(context["body"], words, pattern(words))


def setup(app: Sphinx) -> None:
    """Connect to the build."""
    app.add_config_value("course_languages", {}, "html")
    app.connect("config-inited", start)
    # after all that writes into the text
    app.connect("html-page-context", mark_page, priority=930)
