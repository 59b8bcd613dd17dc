"""Take the pictures: one page after another, each only when it is still."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from PIL import Image
from playwright.sync_api import Browser, Page, Route
from visual_subjects import HEIGHT, SCHEMES, WIDTHS, Subject

#: Letters are drawn alike on every screen: no hints of the machine's own, no colours at their edges.
STEADY = ("--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb", "--hide-scrollbars")
#: Room above a part, for the bar that stays at the top of a page.
_ABOVE = 100
_WAIT = 60_000
#: Where the typefaces are declared: in each page, and in its style sheet.
_STYLED = re.compile(r"\.html$|/course\.css\?")

#: Every typeface is there, every chart of the part is drawn, and for three frames nothing has moved.
_STILL = """async (selector) => {
  await document.fonts.ready;
  const part = selector ? document.querySelector(selector) : document.body;
  const seen = () => [...part.querySelectorAll("[data-chart]")].filter((one) => one.offsetParent);
  const near = (one) => one.getBoundingClientRect().top < innerHeight && one.getBoundingClientRect().bottom > 0;
  const place = () => { const box = part.getBoundingClientRect(); return [box.top, box.height, scrollY].join(); };
  for (let quiet = 0, last = "", frames = 0; quiet < 3 && frames < 2400; frames++) {
    await new Promise(requestAnimationFrame);
    const drawn = seen().filter(near).every((one) => one.dataset.drawn);
    quiet = drawn && place() === last ? quiet + 1 : 0;
    last = place();
    if (frames === 2399) throw new Error(`${selector ?? location.pathname} does not come to rest`);
  }
}"""
#: The part stands below the bar at the top, at a whole pixel.
_BRING = """([selector, above]) => {
  const box = document.querySelector(selector).getBoundingClientRect();
  scrollTo({ top: Math.round(scrollY + box.top - above), behavior: "instant" });
}"""
_BOX = """([selector, height]) => {
  const box = document.querySelector(selector).getBoundingClientRect();
  const x = Math.max(0, Math.floor(box.left)), y = Math.floor(box.top);
  return { x, y, width: Math.min(innerWidth, Math.ceil(box.right)) - x, height: Math.min(height, Math.ceil(box.height)) };
}"""


@dataclass(frozen=True)
class Shot:
    """One picture to take."""

    subject: Subject
    width: int
    scheme: str

    @property
    def name(self) -> str:
        """Name of its file, without the ending."""
        return f"{self.subject.name}-{self.width}-{self.scheme}"


def shots(subjects: Iterable[Subject], widths: Iterable[int] = WIDTHS, schemes: Iterable[str] = SCHEMES) -> list[Shot]:
    """Return every picture of some subjects, those of one page beside each other."""
    schemes, subjects = (*schemes,), sorted(subjects, key=lambda one: one.page)
    return [Shot(subject, width, scheme) for width in widths for scheme in schemes for subject in subjects]


def take(browser: Browser, site: str, wanted: Iterable[Shot]) -> Iterator[tuple[Shot, Image.Image]]:
    """Yield each picture.

    Parameters
    ----------
    browser : Browser
        Started with the flags `STEADY`.
    site : str
        Address of the built site.
    wanted : iterable of Shot
        As `shots` orders them: a page is opened once for all its parts.
    """
    for (width, scheme, address), several in groupby(wanted, lambda one: (one.width, one.scheme, one.subject.page)):
        profile = browser.new_context(
            viewport={"width": width, "height": HEIGHT + 2 * _ABOVE}, device_scale_factor=1, color_scheme=scheme,
            reduced_motion="reduce", locale="en-GB", timezone_id="UTC", service_workers="block", bypass_csp=True,
        )  # fmt: skip
        profile.route(_STYLED, _with_typefaces)
        page = profile.new_page()
        page.set_default_timeout(_WAIT)
        for shot in several:
            # each part on a fresh page, if the one before has opened something
            if page.url == "about:blank" or shot.subject.press:
                page.goto(site + address)
            yield shot, _picture(page, shot.subject)
            if shot.subject.press:
                page.goto("about:blank")
        profile.close()


def _with_typefaces(route: Route) -> None:
    """Let a page wait for its typefaces: whether they come in time for the first painting is left to a reader's line."""
    answer = route.fetch()
    # the policy of a page names its style by the content, and would refuse this one: hence bypass_csp above
    route.fulfill(response=answer, body=answer.text().replace("font-display: optional", "font-display: block"))


def _picture(page: Page, subject: Subject) -> Image.Image:
    if subject.press:
        page.locator(subject.press).first.click()
        page.mouse.move(0, 0)
        page.evaluate("document.activeElement.blur()")
    if subject.selector:
        page.evaluate(_BRING, [subject.selector, _ABOVE])
        page.evaluate(_STILL, subject.selector)
        # drawings above may have moved it
        page.evaluate(_BRING, [subject.selector, _ABOVE])
        page.evaluate(_STILL, subject.selector)
        clip = page.evaluate(_BOX, [subject.selector, HEIGHT])
    else:
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        page.evaluate(_STILL, None)
        clip = {"x": 0, "y": 0, "width": page.viewport_size["width"], "height": HEIGHT}
    content = page.screenshot(clip=clip, animations="disabled", caret="hide", scale="css")
    return Image.open(io.BytesIO(content)).convert("RGB")
