"""Every page, in a real browser: quiet, light, and on its own. What axe says of it: test_axe.py."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from record import Record

#: Types of what a browser never runs, and a strict security policy lets pass.
DATA_BLOCKS = ("application/json", "text/plain")
#: Bytes of a page without charts, compressed, with styles, scripts and typefaces.
BUDGET = 150_000


class Markup(HTMLParser):
    """What the markup tests need to know of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.inline: list[str] = []
        self.repeated: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs) -> None:
        """Collect ids, addresses, and code that a strict security policy would refuse."""
        values = dict(attrs)
        name = values.get("id")
        if name in self.ids:
            self.repeated.append(name)
        self.ids |= {name} - {None}
        self.links += [values[key] for key in ("href", "src") if values.get(key)]
        if tag == "script" and "src" not in values and values.get("type") not in DATA_BLOCKS:
            self.inline.append("a script in the page")
        self.inline += [f"{key} on <{tag}>" for key in values if key.startswith("on")]


@cache
def markup(path: Path) -> Markup:
    """Parse a page once."""
    return Markup(path.read_text("utf-8"))


def test_page_is_quiet_light_and_fits_a_phone(request, tab, record, site, address_of_site, address):
    def weight(visitor, noted) -> int:
        visitor.set_viewport_size({"width": 400, "height": 800})
        visitor.goto(address_of_site + address, wait_until="load")
        visitor.evaluate("document.fonts.ready")
        # the index of the search has its own budget, see test_light
        return noted.weight(site, without="searchindex.js")

    found = weight(tab, record)
    assert not record.troubles
    assert not record.foreign(address_of_site), "the page asks another host"
    if not tab.locator(".chart-canvas").count():
        if found > BUDGET:
            # a tab that has seen other pages counts their typefaces, too: what decides is a first visit
            first = Record()
            page = request.getfixturevalue("context").new_page()
            first.watch(page)
            found = weight(page, first)
        assert found <= BUDGET, f"{found / 1000:.0f} kB compressed is more than {BUDGET / 1000:.0f}"
    for width in (400, 320):
        tab.set_viewport_size({"width": width, "height": 800})
        wide = tab.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"the page is {wide} pixels wide on a screen of {width}"


def test_markup_is_safe_and_ids_are_unique(site, address):
    found = markup(site / address)
    assert not found.inline, "a strict content security policy would refuse this"
    assert not found.repeated


def test_no_stock_file_of_other_themes(site, address):
    stock = r"bootstrap|jquery|fontawesome|mathjax|thebe|basic\.css|pygments\.css|mystnb|require\.js"
    assert not [link for link in markup(site / address).links if re.search(stock, link, re.IGNORECASE)]


def test_skip_link_leads_to_the_text(page, address_of_site):
    page.goto(address_of_site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_colour_choice_persists_and_is_announced(page, address_of_site):
    page.emulate_media(color_scheme="light")
    page.goto(address_of_site)
    page.evaluate("document.addEventListener('themechange', (event) => { window.heard = event.detail.theme; })")
    button = page.get_by_role("button", name="Colours: as on your device")
    button.click()
    page.get_by_role("button", name="Colours: light").click()
    assert page.get_by_role("button", name="Colours: dark").is_visible()
    assert page.evaluate("window.heard") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.get_by_role("button", name="Colours: dark").is_visible()


def test_search_finds_a_word_by_keyboard(page, record, address_of_site):
    page.goto(address_of_site)
    page.get_by_label("Search the course").fill("inequality")
    page.keyboard.press("Enter")
    first = page.locator("ul.search li a").first
    first.wait_for()
    page.wait_for_function("/\\d/.test(document.getElementById('search-count').textContent)")
    assert page.locator("#search-count").get_attribute("role") == "status"
    assert page.locator("ul.search .context").first.is_visible()
    page.get_by_label("Search the course").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('ul.search') !== null"):
            break
    assert page.evaluate("document.activeElement.href") == first.evaluate("(link) => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "search.html" not in url)
    assert not record.troubles


def test_search_without_a_hit_says_so(page, address_of_site):
    page.goto(address_of_site + "search.html?q=zzzzqqq")
    page.wait_for_function("document.getElementById('search-count').textContent.startsWith('Nothing found')")


def test_site_works_from_a_folder(page, record, site):
    page.goto((site / "index.html").as_uri())
    page.get_by_label("Search the course").fill("inequality")
    page.keyboard.press("Enter")
    page.locator("ul.search li a").first.click()
    assert page.locator("h1").is_visible()
    # which the browser does not fetch ahead, from a folder: it comes by the style
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('1rem \"Source Sans 3\"'))")
    assert not record.troubles


@pytest.mark.parametrize("unknown", ["nowhere", "deep/and/deeper/page.html"])
def test_unknown_address_gets_the_sites_own_page(page, address_of_site, unknown):
    answer = page.goto(address_of_site + unknown)
    assert answer.status == 404
    assert page.locator("h1").inner_text() == "Page not found"
    assert page.evaluate("getComputedStyle(document.querySelector('.site-header')).display") == "flex"
    page.locator("main a").first.click()
    assert page.url.rstrip("/").removesuffix("index.html").rstrip("/") == address_of_site.rstrip("/")


def test_phone_menu_opens_and_closes_by_keyboard(page, address_of_site):
    page.set_viewport_size({"width": 400, "height": 800})
    page.goto(address_of_site)
    menu = page.locator("details.site-menu")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.get_by_role("link", name="Glossary").is_visible()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_page_is_whole_without_scripts(browser, address_of_site):
    profile = browser.new_context(java_script_enabled=False, viewport={"width": 400, "height": 800})
    page = profile.new_page()
    page.goto(address_of_site)
    assert page.locator("h1").is_visible()
    assert page.locator(".colour-mode").is_hidden()
    page.locator("details.site-menu > summary").click()
    assert page.locator("details.site-menu").get_by_role("link", name="Glossary").is_visible()
    profile.close()


def test_print_has_the_text_and_no_navigation(page, address_of_site):
    page.goto(address_of_site + "book/data/index.html")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("main details:not([open])").count() == 0
    assert page.locator(".site-nav").is_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_register_is_read_without_sideways_scrolling_on_a_phone(page, address_of_site):
    page.set_viewport_size({"width": 400, "height": 800})
    page.goto(address_of_site + "book/data/findings.html")
    row = page.locator(".register tbody tr").first
    for column in ("cell", "printed", "recomputed", "verdict", "explanation"):
        box = row.locator(f".column-{column}").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 400, f"{column} is off the screen"
    assert row.locator(".column-verdict").get_attribute("data-label") == "Verdict"


def test_register_narrows_and_counts(page, address_of_site):
    page.goto(address_of_site + "book/data/lost-exhibits.html")
    rows = page.locator(".register tbody tr:visible")
    before = rows.count()
    page.get_by_label("Unit").select_option(index=1)
    assert 0 < rows.count() < before
    assert page.locator(".filter-count").inner_text().startswith(f"{rows.count()} of {before}")
