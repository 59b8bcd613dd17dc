"""On paper and on the screen a page is read in the order in which a screen reader reads it; on paper nothing is missing."""

from __future__ import annotations

import pytest
from unit_pages import page_of

#: Blocks of text that stand higher than one before them, though not beside it.
BACKWARDS = """() => {
  const blocks = [...document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, dt, dd, tr, legend, figcaption, label, summary)")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.textContent.trim() && !one.closest("[data-chart], .visually-hidden")
      && getComputedStyle(one).clipPath === "none" && getComputedStyle(one).position !== "absolute");
  const found = [];
  let before;
  for (const one of blocks) {
    const box = one.getBoundingClientRect();
    // columns stand side by side: only what is above and not beside it comes in a wrong order
    if (before && box.bottom < before.box.top - 1 && box.left < before.box.right && box.right > before.box.left) {
      found.push(`${one.textContent.trim().slice(0, 50)} stands above ${before.one.textContent.trim().slice(0, 50)}`);
    }
    before = { one, box };
  }
  return found;
}"""
MISSING = """() => [...document.querySelectorAll("main :is(p, li, td, th, label, legend, dd)")].filter((one) => one.textContent.trim()
  && !one.checkVisibility() && !one.closest("[hidden], noscript, .exercise-check, .question-actions, .quiz-end, .chart-actions, .filters, .unit-run, .trace-bar, .code-fold, .quiz-asleep, .chart-waiting, template"))
  .map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 60)}`)"""


@pytest.mark.parametrize("where", [page_of("09"), "book/course-map.html", "index.html", "book/data/unit-09.html"])
def test_a_page_reads_in_one_order_and_prints_whole(page, address_of_site, where):
    page.goto(address_of_site + where)
    assert page.evaluate(BACKWARDS) == [], "on the screen"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.evaluate(BACKWARDS) == [], "on paper"
    assert page.evaluate(MISSING) == []
    # an address that nobody can press is written out
    for link in page.locator("main a[href^='http']").all()[:5]:
        written = link.evaluate("(one) => getComputedStyle(one, '::after').content")
        assert "attr(href)" in written or link.get_attribute("href") in written
