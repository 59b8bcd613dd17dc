"""The title of a page is painted before any style or script has come, and stands where it stays."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Route
from policed import wait_for_function
from unit_pages import page_of

#: Bytes, compressed, of the style that stands in every page.
FIRST_STYLE = 4_000
PAGES = ["index.html", page_of("09"), page_of("20"), "book/students.html", "book/data/findings.html", "search.html", "404.html"]
#: Every width with every scheme and with every typeface, and each of these two with the other.
SETTINGS = [
    (400, "light", "of the course"), (400, "dark", "of the device"),
    (800, "dark", "of the course"), (800, "light", "of the device"),
    (1400, "light", "of the course"), (1400, "dark", "of the device"),
]  # fmt: skip
#: Where the parts of a page stand that come before its text, and how they look.
_LOOK = """() => [...document.querySelectorAll(".site-header, .site-header *, .site-nav, .opener, .opener *, h1")].map((one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  const { color, backgroundColor, fontSize, fontWeight, display } = getComputedStyle(one);
  return [one.tagName, x, y, width, height, color, backgroundColor, fontSize, fontWeight, display].join(" ");
})"""
_TYPEFACES = re.compile(r"\.woff2$")


class Gate:
    """Holds requests back until it is opened."""

    def __init__(self) -> None:
        self.closed, self.held = True, []

    def meet(self, route: Route) -> None:
        """Hold a request, or let it pass."""
        if self.closed:
            self.held.append(route)
        else:
            route.continue_()

    def open(self) -> None:
        """Let go what was held."""
        self.closed = False
        for route in self.held:
            route.continue_()


def test_what_stands_before_the_title_waits_for_no_file(site, address):
    text = (site / address).read_text("utf-8")
    before, after = text.split("</h1>", 1)
    assert not re.search(r"<script|rel=\"stylesheet\"", before)
    assert before.count("<style") == 1 and "<style" not in after
    # what follows waits for both, and they for nothing else
    following = after.split("<section", 1)[0]
    assert "/course.css?" in following and "/course-start.js?" in following
    assert following.index("course.css") < following.index("course-start.js")


def test_the_style_in_the_page_is_the_one_that_the_policy_names(site, address):
    text = (site / address).read_text("utf-8")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    name = f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
    assert f"style-src 'self' {name};" in text
    sent = re.search("style-src ([^;]*);", (site / "_headers").read_text("utf-8"))[1].split()
    assert name in sent, f"the policy in _headers refuses the style of {address}"
    assert len(gzip.compress(style.encode(), 6)) <= FIRST_STYLE


@pytest.mark.parametrize(("width", "scheme", "typefaces"), SETTINGS)
def test_the_title_stands_where_it_stays(browser: Browser, address_of_site, width, scheme, typefaces):
    """Held back are the styles and the scripts; then the same page without that."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, service_workers="block")
    if typefaces == "of the device":
        context.route(_TYPEFACES, lambda route: route.abort())
    for name in PAGES:
        page, gate = context.new_page(), Gate()
        page.route(lambda url: urlsplit(url).path.endswith((".css", ".js")), gate.meet)
        page.goto(address_of_site + name, wait_until="commit")
        page.locator("h1").wait_for()
        wait_for_function(page, "performance.getEntriesByType('paint').length > 0")
        first = page.evaluate(_LOOK)
        assert page.locator(".site-footer").count() == 0, "what follows the title waits for the styles"
        gate.open()
        page.wait_for_load_state("load")
        page.locator(".site-footer").wait_for()
        # what a script opens or names is not part of the first look
        assert first == page.evaluate(_LOOK)[: len(first)], name
        page.close()
    context.close()
