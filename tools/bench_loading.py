"""What a reader on a slow line waits for: bytes, the first text, whether anything on the page moves, and who is asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from browser import FLAGS, find_browser
from environment import ROOT
from playwright.sync_api import BrowserContext, Page, sync_playwright
from server import site_server

#: Label, the numbers, their format, and their goal.
Figure = tuple[str, list[float], str, str]
SITE = ROOT / "_build" / "html"
#: A telephone on a line of 1.6 Mbit/s that answers after 150 ms.
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
PHONE, DESK = {"width": 400, "height": 800}, {"width": 1200, "height": 900}
#: A page without a chart; the largest unit, and its neighbour.
BARE = "book/students.html"
FIRST, NEXT = "notebooks/10_elite_schools.html", "notebooks/09_income_inequality.html"
_WATCH = """
window.moved = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    if (!hadRecentInput) window.moved.push([value, sources.slice(0, 3).map(({ node, previousRect, currentRect }) => {
      const element = node?.nodeType === 1 ? node : node?.parentElement;
      return `${element?.tagName} .${element?.className} #${element?.id} ${previousRect.y} -> ${currentRect.y}, ${previousRect.height} -> ${currentRect.height}`;
    })]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
#: Scrolls as a reader does, and waits until every chart on the way is drawn.
_SCROLL = """async () => {
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    await pause(30);
    for (let turn = 0; turn < 400; turn++) {
      const waiting = [...document.querySelectorAll("[data-chart]:not([data-drawn])")].some((one) => {
        const { top, bottom } = one.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      });
      if (!waiting) break;
      await pause(25);
    }
  }
  await pause(200);
}"""
_FIRST_TEXT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


@dataclass
class Visit:
    """What happened when a page was opened and read to its end.

    Parameters
    ----------
    first_text : float
        Milliseconds until the first text was painted.
    moved : list
        Size of each layout shift, and what moved.
    bytes : dict
        Bytes that travelled for each address, compressed as they came; what the browser had is not in it.
    foreign : set
        Addresses of other hosts that the page asked for, answered or not.
    """

    first_text: float = 0
    moved: list[tuple[float, list[str]]] = field(default_factory=list)
    bytes: dict[str, int] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)

    @property
    def weight(self) -> int:
        """Bytes of everything that travelled."""
        return sum(self.bytes.values())

    @property
    def shift(self) -> float:
        """The sum of all layout shifts."""
        return sum(value for value, _ in self.moved)


def visit(context: BrowserContext, address: str, *, slow: bool, scroll: bool = True) -> Visit:
    """Open a page in a profile, read it to its end, and close it.

    Parameters
    ----------
    context : playwright.sync_api.BrowserContext
        The profile; what earlier visits brought is still in it.
    address : str
        The page.
    slow : bool
        Whether the line is slow.
    scroll : bool
        Whether to go through the page to its end.
    """
    page: Page = context.new_page()
    page.add_init_script(_WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    names, result = {}, Visit()

    def arrived(event: dict) -> None:
        size, name = int(event["encodedDataLength"]), names.get(event["requestId"], "")
        if size:
            result.bytes[name] = result.bytes.get(name, 0) + size

    def asked(event: dict) -> None:
        wanted = names[event["requestId"]] = event["request"]["url"]
        if urlsplit(wanted).netloc not in ("", urlsplit(address).netloc):
            result.foreign.add(wanted)

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", arrived)
    if slow:
        session.send("Network.emulateNetworkConditions", SLOW)
    page.goto(address, wait_until="load")
    if scroll:
        page.evaluate(_SCROLL)
    page.wait_for_timeout(100)
    result.first_text = page.evaluate(_FIRST_TEXT)
    result.moved = page.evaluate("window.moved")
    page.close()
    return result


def figures(site: Path = SITE) -> Iterator[Figure]:
    """Measure a first visit and a next page on a slow line, on a telephone and at a desk."""
    server = site_server(site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}/"
    foreign = set()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for name, size in (("telephone", PHONE), ("desk", DESK)):
            context = chromium.new_context(viewport=size, service_workers="block")
            bare = visit(context, home + BARE, slow=True)
            context.close()
            context = chromium.new_context(viewport=size, service_workers="block")
            first, following = (visit(context, home + page, slow=True) for page in (FIRST, NEXT))
            context.close()
            three = (bare, first, following)
            foreign |= set().union(*(one.foreign for one in three))
            yield f"{name}: a bare page, MB gzipped", [bare.weight / 1e6], ".3f", "at most 0.15"
            yield "  first page with charts, all drawn, MB", [first.weight / 1e6], ".3f", "at most 0.6"
            yield f"  next page, {Path(NEXT).stem}, MB", [following.weight / 1e6], ".3f", "at most 0.08"
            yield "  first text of the three, milliseconds", [one.first_text for one in three], ".0f", "at most 500"
            yield "  layout shift of the three, all charts drawn", [one.shift for one in three], ".3f", "0"
        chromium.close()
    yield "addresses of other hosts asked for, three pages", [len(foreign)], ".0f", "0"
    server.shutdown()
    server.server_close()


def written(numbers: list[float], style: str) -> str:
    """Write the numbers of a figure, as they are printed in a table."""
    return ", ".join(format(one, style) for one in numbers)


if __name__ == "__main__":
    for label, numbers, style, goal in figures():
        print(f"{label:<58}{written(numbers, style):>24}   {goal}")
