"""Words of other languages are marked, so that a screen reader says them by their own rules."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from lxml import html
from sphinx.errors import ExtensionError

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))
from course_theme.languages import REGISTER, marked, pattern, read  # noqa: E402

WORDS = read(ROOT)
#: Letters of writing systems that English does not use, and what each of their languages may be.
SCRIPTS = {
    r"[\u0400-\u052f]+": {"ru", "kk", "ky", "uz", "tg", "az", "mn", "uk", "be"},
    r"[\u0530-\u058f]+": {"hy"},
    r"[\u0600-\u06ff]+": {"ar", "fa", "kk", "ug"},
    r"[\u10a0-\u10ff]+": {"ka"},
}
#: What a reader sees as text, and not as code.
TEXT = "//body//text()[not(ancestor::script or ancestor::style or ancestor::pre or ancestor::code or ancestor::svg)]"


def language(text) -> str | None:
    """Return the language that stands nearest around a text; None for that of the page."""
    return next((one.get("lang") for one in text.getparent().xpath("ancestor-or-self::*[@lang][not(self::html)][1]")), None)


@pytest.fixture
def texts(site, address) -> list:
    """The pieces of text of a page."""
    return html.parse(str(site / address)).xpath(TEXT)


def test_foreign_words_on_a_page_are_marked(texts, address):
    found = pattern(WORDS)
    tags = {words.casefold(): tag for words, tag in WORDS.items()}
    for text in texts:
        for letters, languages in SCRIPTS.items():
            for run in re.findall(letters, text):
                assert (language(text) or "").split("-")[0] in languages, f"{address}: give '{run}' a language in {REGISTER}"
        for match in found.finditer(text):
            wanted = tags[re.sub(r"\s+", " ", match[0].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")).casefold()]
            assert language(text) == wanted, f"{address}: '{match[0]}' is not marked as {wanted}"


def test_every_entry_of_the_register_stands_on_a_page(site):
    pages = " ".join(" ".join(path.read_text("utf-8").split()) for path in sorted(site.rglob("*.html")))
    for words in WORDS:
        assert pattern({words: "und"}).search(pages), f"{REGISTER}: no page has '{words}'; take it out"


@pytest.mark.parametrize("before, after", [
    ("<p>Uyat.</p>", '<p><span lang="kk-Latn">Uyat</span>.</p>'),
    ('<p title="uyat">uyatty</p>', '<p title="uyat">uyatty</p>'),
    ("<code>uyat</code> <svg><text>uyat</text></svg>", "<code>uyat</code> <svg><text>uyat</text></svg>"),
    ('<a data-x="a > uyat">b</a>', '<a data-x="a > uyat">b</a>'),
    ("natsional&#x27;nosti uyat", 'natsional&#x27;nosti <span lang="kk-Latn">uyat</span>'),
    ("litsa  korennoi\nnatsional’nosti", '<span lang="ru-Latn">litsa  korennoi\nnatsional’nosti</span>'),
])  # fmt: skip
def test_only_text_is_marked(before, after):
    assert marked(before, WORDS, pattern(WORDS)) == after


@pytest.mark.parametrize("text, told", [
    ("- words: uyat\n  language: Kazakh\n  why: x", "'Kazakh' of entry 1 is no language tag"),
    ("- words: uyat\n  language: kk-Latn", "entry 1 must have words, language and why"),
    ("- {words: a, language: ru, why: x}\n- {words: A, language: ru, why: x}", "'A' of entry 2 stands there before"),
])  # fmt: skip
def test_a_mistake_in_the_register_ends_the_build_with_a_sentence(tmp_path, text, told):
    (tmp_path / "book").mkdir()
    (tmp_path / REGISTER).write_text(text, "utf-8")
    with pytest.raises(ExtensionError, match=re.escape(told)):
        read(tmp_path)
