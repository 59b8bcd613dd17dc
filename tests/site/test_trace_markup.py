"""The numbers of a page are wrapped, and nothing else of it changes."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "book" / "_ext"))

from course_traces.markup import Marker  # noqa: E402


def marked(html: str) -> tuple[str, list[str]]:
    """Return the page, and the numbers of its prose that were asked for."""
    asked: list[str] = []

    def ask(occurrence):
        asked.append(f"prose {occurrence.number}")
        return len(asked)

    def ask_cell(chart, row, column, text):
        asked.append(f"{chart} {row} {column} {text}")
        return len(asked)

    return Marker(ask, ask_cell).mark(html), asked


@pytest.mark.parametrize(
    ("html", "asked"),
    [
        ("<p>In 1999 there were <strong>80,000</strong> moves.</p>", ["prose 1999", "prose 80,000"]),
        ("<p>Use <code>x[3]</code> of 5</p>", ["prose 5"]),
        ('<h2>After 1991<a class="headerlink" href="#a1">#</a></h2>', ["prose 1991"]),
        ('<div class="unit-card"><p>45 minutes</p></div><p>7</p>', ["prose 7"]),
        ('<div class="cell_output"><pre>12</pre><p class="chart-finding">In 2009</p></div>', []),
        ('<form class="cell_output"><label>9</label><span class="why">It is 22.</span> 4</form>', ["prose 22"]),
        ('<div class="cell_output"><span class="why">In <span class="drawn" data-hole="0">2013</span> 4</span></div>', ["prose 4"]),
        ("<p>&lt;5&gt; &#53; 6</p>", ["prose 5", "prose 6"]),
        ("<script>var a = 5;</script><p>6</p>", ["prose 6"]),
        (
            '<div class="cell_output"><figure class="chart" id="chart-02-a"><table><tr><th>2009</th></tr>'
            "<tr><td>Astana</td><td>863</td></tr></table></figure></div>",
            ["chart-02-a 0 1 863"],
        ),
    ],
)
def test_what_is_asked(html, asked):
    assert marked(html)[1] == asked


PAGE = (
    '<section id="a">\n<h1>T&amp;C 1991<br/></h1><p>A <em>b</em> 12&nbsp;percent, 1,400 &#8211; x<br>y</p>'
    '<svg viewBox="0 0 9 9"><g><text>5</text></g></svg><!-- 3 --><input disabled value="4">'
    '<script type="application/json">{"a": "<p>7</p>"}</script></section>'
)


def test_nothing_else_changes():
    page, asked = marked(PAGE)
    assert asked == ["prose 1991", "prose 12", "prose 1,400"]
    assert re.sub(r'<span data-ask="\d+">([^<]*)</span>', r"\1", page) == PAGE


def test_a_minus_belongs_to_its_number_and_a_dash_does_not():
    page, _ = marked("<p>from -0.9 to 2009-2011</p>")
    assert '<span data-ask="1">-0.9</span>' in page
    assert '<span data-ask="2">2009</span>-<span data-ask="3">2011</span>' in page


def test_a_number_is_wrapped_where_it_stands():
    page, _ = marked("<p>of 12 and 12</p>")
    assert page == (
        '<p>of <span data-ask="1">12</span> and <span data-ask="2">12</span></p>'
    )
