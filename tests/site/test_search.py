"""The search: what it shows of a page, from a host and from a folder, and when."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))
from course_theme import extracts  # noqa: E402

PAGE = b"""<html><body><p>no</p><main><section id="top"><h1>Title<a class="headerlink" href="#top">#</a></h1>
<p>Some <b>bo</b>ld &amp; more</p><script>no</script><div class="opener">no</div><table><tr><td>1</td><td>2</td></tr></table>
<section id="next"><h2>Second</h2> tail</section></section></main>after</body></html>"""


def test_an_extract_holds_the_words_that_a_reader_sees_and_where_sections_begin():
    text, sections = extracts.extract(PAGE)
    assert text == "Title Some bold & more 1 2 Second tail"
    assert {name: text[start:].split()[0] for name, start in sections.items()} == {"top": "Title", "next": "Second"}


def test_every_page_has_its_words_and_nothing_is_left_of_others(site, address):
    script = site / extracts.FOLDER / Path(address).with_suffix(".js")
    if address in ("search.html", "404.html"):
        assert not script.exists()
        return
    name, text, sections = json.loads("[" + script.read_text("utf-8").removeprefix("courseExtract(...[")[: -len("]);\n")] + "]")
    assert name == address.removesuffix(".html")
    # most of the words of the page, and none of its markup
    assert len(text) > 100 and not re.search(r"</?(?:p|div|span|table)\b", text)
    assert all(0 <= start <= len(text) for start in sections.values())


def test_no_extract_is_left_of_a_page_that_is_gone(site):
    folder = site / extracts.FOLDER
    assert all((site / path.relative_to(folder).with_suffix(".html")).is_file() for path in folder.rglob("*.js"))


@pytest.mark.parametrize("place", ["host", "folder"])
def test_a_result_shows_the_word_where_it_stands(page, record, site, address_of_site, place):
    page.goto((address_of_site if place == "host" else site.as_uri() + "/") + "search.html?q=gini")
    first = page.locator("ul.search li .context").first
    expect(first).to_contain_text(re.compile("gini", re.IGNORECASE))
    expect(first.locator(".highlighted").first).to_have_text(re.compile("gini", re.IGNORECASE))
    assert not record.troubles


def test_extracts_come_for_results_in_sight_and_no_page_is_fetched(page, record, address_of_site):
    page.goto(address_of_site + "search.html?q=inequality")
    page.wait_for_function("/\\d/.test(document.getElementById('search-count').textContent)")
    expect(page.locator("ul.search li .context").first).to_contain_text(re.compile("inequal", re.IGNORECASE))
    results = page.locator("ul.search li").count()
    asked = [address for address in record.requests if "/_static/extracts/" in address]
    assert 0 < len(asked) < results / 2
    assert not [address for address in record.requests if address.endswith(".html")]
    last = page.locator("ul.search li .context").last
    last.scroll_into_view_if_needed()
    expect(last).to_contain_text(re.compile("inequal", re.IGNORECASE))


def test_a_result_whose_words_do_not_come_shows_its_title(page, address_of_site):
    page.route("**/_static/extracts/**", lambda route: route.abort())
    page.goto(address_of_site + "search.html?q=gini")
    expect(page.locator("ul.search li a").first).to_be_visible()
    expect(page.locator("ul.search li").first.locator(".context")).to_have_count(0)


def test_the_words_of_a_search_are_marked_in_its_results_only_and_not_stored(page, address_of_site):
    for word in ("inequality", "income"):
        page.goto(address_of_site + f"search.html?q={word}")
        expect(page.locator("ul.search .highlighted").first).to_have_text(re.compile(word, re.IGNORECASE))
    assert page.locator(".highlighted:not(ul.search *)").count() == 0
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_query_without_words_says_that_nothing_is_found(page, record, address_of_site):
    page.goto(address_of_site + "search.html?q=%3F%20the%20(%5B")
    page.wait_for_function("document.getElementById('search-count').textContent.startsWith('Nothing found')")
    assert not record.troubles
