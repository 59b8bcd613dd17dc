"""What a page was doing when a test failed: a failure in a browser cannot be looked at again."""

from __future__ import annotations

from playwright.sync_api import Error, Page

#: A page without new frames draws nothing and calls no observer, so this is asked first.
_STATE = """async () => {
  const frames = await Promise.race([
    new Promise((resolve) => requestAnimationFrame(() => resolve("frames come"))),
    new Promise((resolve) => setTimeout(() => resolve("no frame within 3 s"), 3000)),
  ]);
  const waiting = [...document.querySelectorAll("[data-chart]:not([data-drawn])")].map((one) =>
    `${one.id}: ${one.querySelector(".main-svg") ? "begun" : "not begun"}, ${Math.round(one.getBoundingClientRect().top)} px down,`
    + ` says "${one.querySelector(".chart-waiting")?.textContent ?? ""}"`);
  return [
    `${location.href}, ${document.readyState}, ${document.visibilityState}, ${frames}, window ${innerWidth} x ${innerHeight}`,
    `focus on ${document.activeElement?.outerHTML.slice(0, 120)}`,
    `charts not drawn: ${waiting.join("; ") || "none"}`,
  ].join("\\n");
}"""


def state_of(page: Page, troubles: list[str]) -> str:
    """Describe a page that is still open, with the errors of its console."""
    try:
        told = page.evaluate(_STATE)
    except Error as error:
        told = f"the page does not answer: {error.message.splitlines()[0]}"
    return "\n".join([told, f"console: {troubles or 'no error'}"])
