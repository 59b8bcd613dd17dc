"""Pages enlarged to 200 and 400 percent, and with wider text: nothing is lost, nothing lies on other things."""

from __future__ import annotations

import pytest

PAGES = ["index.html", "notebooks/09_income_inequality.html", "book/glossary.html", "book/data/findings.html",
         "book/course-map.html", "book/my-work.html", "search.html"]  # fmt: skip
#: What is left of a screen of 1280 by 900 (or 1024) pixels.
SIZES = {"200 percent": (640, 450), "400 percent": (320, 256)}
#: The distances of WCAG 2.2, 1.4.12.
WIDER = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    + " p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
#: Texts that their box cuts off, and things to press that lie on each other.
TROUBLES = """() => {
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const name = (one) => `<${one.tagName.toLowerCase()} class="${one.className}"> ${one.textContent.trim().slice(0, 40)}`;
  const found = [];
  for (const one of document.body.querySelectorAll("*:not(svg, svg *, option, .visually-hidden, .visually-hidden *, [aria-hidden=true])")) {
    const { overflowX, overflowY, clipPath } = getComputedStyle(one);
    if (!one.textContent.trim() || clipPath !== "none" || one.closest("[data-chart], math") || !shown(one)) continue;
    const wide = one.scrollWidth > one.clientWidth + 1, high = one.scrollHeight > one.clientHeight + 1;
    if ((wide && /hidden|clip/.test(overflowX)) || (high && /hidden|clip/.test(overflowY))) found.push(`cut off: ${name(one)}`);
    // what scrolls for itself can be reached by the keyboard, and has a name or is code
    const marked = one.matches("[role=group][aria-label], pre, nav, select, textarea, .math-block, .question-picture, .quiz .table-scroll");
    if (wide && /auto|scroll/.test(overflowX) && !marked) found.push(`scrolls sideways: ${name(one)}`);
    // the room around a number that can be asked reaches a little over the edge
    if (one.matches("button, .button, .button-quiet, summary, label, legend, th") && one.scrollWidth > one.clientWidth + 6 && one.clientWidth) found.push(`too wide: ${name(one)}`);
  }
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((one) => shown(one)
    && !one.closest(".visually-hidden, .skip-link, .site-search") && one.offsetWidth + one.getBoundingClientRect().width > 4);
  const boxes = stops.flatMap((one) => [...one.getClientRects()].map((box) => [one, box])).sort((a, b) => a[1].top - b[1].top);
  boxes.forEach(([one, a], place) => {
    for (let next = place + 1; next < boxes.length && boxes[next][1].top < a.bottom - 4; next++) {
      const [other, b] = boxes[next];
      if (one === other || one.contains(other) || other.contains(one)) continue;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left), down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 4 && down > 8) found.push(`${name(one)} lies on ${name(other)}`);
    }
  });
  return [...new Set(found)];
}"""
#: How much of the screen is covered by what stays in its place.
COVERED = """() => [...document.querySelectorAll("body *")].filter((one) => ["sticky", "fixed"].includes(getComputedStyle(one).position)
  && one.checkVisibility() && !one.closest(".table-scroll")).map((one) => one.getBoundingClientRect().height / innerHeight)"""


@pytest.mark.parametrize("where", PAGES)
def test_an_enlarged_page_loses_nothing(tab, address_of_site, where):
    tab.set_viewport_size({"width": 640, "height": 450})
    tab.goto(address_of_site + where)
    tab.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
    for spaced in (False, True):
        if spaced:
            tab.evaluate(WIDER)
        for size, (width, height) in SIZES.items():
            tab.set_viewport_size({"width": width, "height": height})
            said = f"{where} at {size}" + (" with wider text" if spaced else "")
            wide = tab.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{said}: {wide} pixels wide on a screen of {width}"
            assert not (troubles := tab.evaluate(TROUBLES)), f"{said}:\n" + "\n".join(troubles[:12])
            assert max(tab.evaluate(COVERED), default=0) < 0.25, f"{said}: what stays on the screen covers too much of it"


def test_nothing_moves_for_a_reader_who_asks_for_stillness(page, address_of_site):
    page.goto(address_of_site + PAGES[1])
    page.locator("figure.chart").first.scroll_into_view_if_needed()
    page.locator("section.explorer select").first.press("ArrowDown")
    page.locator(".trace-bar button").click()
    moving = (
        "() => [document.getAnimations().length, ...[...document.querySelectorAll('*')].filter((one) => {"
        " const style = getComputedStyle(one); return style.scrollBehavior === 'smooth'"
        " || style.transitionDuration.split(',').some((time) => parseFloat(time) > 0)"
        " || style.animationName !== 'none'; }).map((one) => one.outerHTML.slice(0, 80))]"
    )
    assert page.evaluate(moving) == [0]
