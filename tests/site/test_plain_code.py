"""Code on a page carries the colours that the style has, and no other markup."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))
from course_outputs.lighter import COLOURS, plain_code  # noqa: E402
from course_theme.assets import CSS  # noqa: E402

SAMPLES = [
    'def gini(shares: list[float]) -> float:\n    """Return it."""\n    return 1 - sum(x * 2.5e3 for x in shares if x not in (1, None))  # a < b\n',
    "name = f\"{one!r:>{width}}\\n\" 'two' rb'\\x00'\nclass A(B, metaclass=C):\n    @property\n    async def x(self): await y @ z\n",
    "raise ValueError(f'{a}{b}') from None\nprint(1_000, 0x1F, 1j, True, ...)\n",
]


def words_of(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize("code", SAMPLES)
def test_the_text_of_code_is_kept_and_only_colours_are_left(code):
    before = highlight(code, PythonLexer(), HtmlFormatter())
    after = plain_code(before)
    assert words_of(after) == words_of(before)
    named = re.findall(r'<span class="([^"]*)">', after)
    assert named and set(named) <= set(COLOURS)
    assert not re.search(r'<span class="(\w+)">[^<]*</span><span class="\1">', after)


def test_what_is_not_code_is_left_alone():
    html = '<p><span class="n">x</span></p><div class="highlight"><pre><span class="n">x</span></pre></div>'
    assert plain_code(html) == '<p><span class="n">x</span></p><div class="highlight"><pre>x</pre></div>'


def test_the_style_has_each_of_these_colours_and_no_other():
    assert set(re.findall(r"\.highlight \.(\w+) \{", (CSS / "content.css").read_text("utf-8"))) == set(COLOURS)


def test_pages_of_the_site_carry_no_other_markup_in_code(site, address):
    for block in re.findall(r'<div class="highlight"><pre>.*?</pre>', (site / address).read_text("utf-8"), re.DOTALL):
        assert set(re.findall(r'<span class="([^"]*)">', block)) <= set(COLOURS)
