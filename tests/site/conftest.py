"""Pages, a local server and the built site, for every test of what a reader sees."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "_build" / "html"

sys.path.insert(0, str(ROOT / "tools"))
from server import site_server  # noqa: E402


def built_pages() -> list[str]:
    """Return the address of every page, relative to the site; one name if nothing is built."""
    pages = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
    # collection must not fail: the fixture says what to do
    return pages or ["index.html"]


def pytest_generate_tests(metafunc) -> None:
    """Give a test that asks for ``address`` one case a page."""
    if "address" in metafunc.fixturenames:
        metafunc.parametrize("address", built_pages())


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site."""
    if not (SITE / "index.html").is_file():
        pytest.fail("The site is not built: run make site first.", pytrace=False)
    return SITE


@pytest.fixture(scope="session")
def address_of_site(site: Path) -> Iterator[str]:
    """Where the site is served, on this machine only."""
    server = site_server(site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@dataclass
class Record:
    """What happened while a page was open."""

    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note every message and every request of a page."""
        page.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.console.append(f"error: {error}"))
        page.on("request", lambda request: self.requests.append(request.url))

    @property
    def troubles(self) -> list[str]:
        """Errors and warnings of the console."""
        return [text for text in self.console if text.startswith(("error", "warning"))]

    def foreign(self, home: str) -> list[str]:
        """Requests that left the site."""
        return [url for url in self.requests if not url.startswith((home, "data:", "blob:"))]

    def weight(self, site: Path) -> int:
        """Bytes of everything that was loaded, compressed as a server would send it."""
        files = {unquote(urlsplit(url).path).lstrip("/") or "index.html" for url in self.requests if "://" in url}
        return sum(len(gzip.compress((site / name).read_bytes())) for name in files)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile: nothing cached, nothing stored, no moving parts."""
    profile = browser.new_context(viewport={"width": 1200, "height": 900}, reduced_motion="reduce")
    yield profile
    profile.close()


@pytest.fixture
def record() -> Record:
    """What happened while the page of this test was open."""
    return Record()


@pytest.fixture
def page(context: BrowserContext, record: Record) -> Page:
    """An empty page whose messages and requests are recorded."""
    opened = context.new_page()
    record.watch(opened)
    return opened
