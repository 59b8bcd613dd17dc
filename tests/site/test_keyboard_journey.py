"""A unit from its first stop of the Tab key to the next page: the stop is always seen, and never lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from unit_pages import page_of

#: What is wrong with the place of the keyboard; null if a reader sees where it is.
TROUBLE = """() => {
  const one = document.activeElement;
  const name = one.outerHTML.slice(0, 110);
  if (one === document.body || one === document.documentElement) return "the focus is lost";
  if (!one.checkVisibility({ visibilityProperty: true })) return `hidden: ${name}`;
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = (colour) => numbers(colour).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [.2126, .7152, .0722][place], 0);
  const boxes = [...one.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  const seen = boxes.some((box) => {
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth), top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    if (right - left < 2 || bottom - top < 2) return false;
    return [[.5, .5], [.1, .2], [.9, .8], [.1, .8], [.5, .1]].some(([x, y]) => {
      const there = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
      return there && (one.contains(there) || there.contains(one) && !there.matches(".site-header"));
    });
  });
  if (!seen) return `out of sight: ${name} at ${boxes.map((box) => [box.left, box.top, box.right, box.bottom].map(Math.round))}`;
  // the part that a link of the skip key leads to needs no ring: nothing can be pressed there
  if (one.matches("main")) return null;
  const style = getComputedStyle(one);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return `no ring: ${name}`;
  let around = one.parentElement;
  while (around && numbers(getComputedStyle(around).backgroundColor)[3] === 0) around = around.parentElement;
  const [a, b] = [light(style.outlineColor), light(getComputedStyle(around || document.body).backgroundColor)];
  const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  return contrast < 3 ? `a ring of contrast ${contrast.toFixed(2)}: ${name}` : null;
}"""


class Keyboard:
    """A reader with a keyboard only, who looks after each key where it stands."""

    def __init__(self, page: Page):
        self.page = page
        self.steps = 0

    def press(self, key: str) -> None:
        """Press a key and see where the keyboard is."""
        self.page.keyboard.press(key)
        self.steps += 1
        # a chart that is drawn or a panel that opens may still move the page
        self.page.wait_for_function(f"() => ({TROUBLE})() === null || (window.looks = (window.looks || 0) + 1) > 30")
        trouble = self.page.evaluate(TROUBLE)
        assert trouble is None, f"after {key}, step {self.steps}: {trouble}"
        self.page.evaluate("window.looks = 0")

    def at(self, selector: str) -> bool:
        """Tell whether the keyboard stands on an element."""
        return self.page.evaluate("(selector) => document.activeElement.matches(selector)", selector)

    def go(self, selector: str, key: str = "Tab", most: int = 150) -> None:
        """Go on until an element is reached."""
        for _ in range(most):
            self.press(key)
            if self.at(selector):
                return
        raise AssertionError(f"{selector} was not reached with {most} times {key}")


@pytest.mark.parametrize(("width", "scheme"), [(1000, "light"), (400, "dark")])
def test_a_unit_is_worked_through_by_keyboard(page, address_of_site, width, scheme):
    # narrow enough for the header that stays, and for the menu; as narrow as a window of 1200 at 300 percent
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(color_scheme=scheme)
    page.goto(address_of_site + page_of("09"))
    hands = Keyboard(page)

    hands.press("Tab")
    assert hands.at(".skip-link")
    hands.go(".site-menu > summary")
    hands.press("Enter")
    hands.press("Tab")
    assert hands.at(".site-menu a")
    hands.press("Escape")
    assert hands.at(".site-menu > summary")
    hands.go(".skip-link", "Shift+Tab")
    hands.press("Enter")
    assert hands.at("main")

    # a number tells where it comes from, and gives the keyboard back
    hands.go(".trace-bar button")
    hands.press("Space")
    hands.go(".ask")
    asked = page.evaluate("document.activeElement.outerHTML")
    hands.press("Enter")
    expect(page.locator(".trace-panel")).to_be_focused()
    hands.press("Tab")
    hands.press("Escape")
    expect(page.locator(".trace-panel")).to_have_count(0)
    assert page.evaluate("document.activeElement.outerHTML").split(">")[1] == asked.split(">")[1]
    hands.go(".trace-bar button", "Shift+Tab")
    hands.press("Space")

    hands.go(".chart-details > summary")
    hands.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    hands.go("a[download]")
    with page.expect_download():
        hands.press("Enter")
    hands.go("[data-chart-png]")
    hands.go("[data-citation]")
    hands.press("Enter")
    expect(page.locator(":focus")).to_have_text("Copied")
    hands.press("Tab")

    hands.go("section.explorer input[type=range]")
    sentence = page.locator("section.explorer .explorer-sentence").first
    before = sentence.inner_text()
    hands.press("ArrowLeft")
    expect(sentence).not_to_have_text(before)
    hands.press("Tab")
    before = sentence.inner_text()
    hands.press("ArrowDown")
    expect(sentence).not_to_have_text(before)

    hands.go("form.question input")
    hands.press("Space")
    hands.go("form.question summary")
    hands.press("Enter")
    hands.go("form.question [type=submit]")
    hands.press("Enter")
    expect(page.locator(".question-result").first).not_to_be_empty()
    # buttons that hide themselves, or write the question anew, hand the keyboard on
    for button in ("[data-again]", "[data-show]", "[data-new]"):
        if page.locator(f"form.question {button}:visible").count():
            hands.go(f"form.question {button}")
            hands.press("Enter")
    hands.go(".turn-on", most=400)
    hands.page.keyboard.press("Enter")
    page.wait_for_url("**/10_*")
