"""What happens while a page is open: its messages and its requests."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request

#: What Playwright says where a test wants no worker, and Chromium of a typeface that a page in a folder asks for ahead.
_EXPECTED = re.compile(r"Service Worker registration blocked by Playwright|file://\S+\.woff2")


@dataclass
class Record:
    """What happened while a page was open."""

    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note every message and every request of a page."""
        page.on("console", self.hear)
        page.on("pageerror", self.fail)
        page.on("request", self.ask)

    def hear(self, message: ConsoleMessage) -> None:
        """Note a message of the console, and where it comes from."""
        self.console.append(f"{message.type}: {message.text} [{message.location['url']}]")

    def fail(self, error: Error) -> None:
        """Note an error that nothing caught."""
        self.console.append(f"error: {error}")

    def ask(self, request: Request) -> None:
        """Note a request."""
        self.requests.append(request.url)

    @property
    def troubles(self) -> list[str]:
        """Errors and warnings of the console."""
        return [text for text in self.console if text.startswith(("error", "warning")) and not _EXPECTED.search(text)]

    def foreign(self, home: str) -> list[str]:
        """Requests that left the site."""
        return [url for url in self.requests if not url.startswith((home, "data:", "blob:"))]

    def weight(self, site: Path, without: str = "") -> int:
        """Bytes of everything that was loaded but for one file, compressed as a server would send it."""
        files = {unquote(urlsplit(url).path).lstrip("/") or "index.html" for url in self.requests if "://" in url}
        return sum(len(gzip.compress((site / name).read_bytes())) for name in files - {without})


@dataclass
class Refused:
    """What the security policy of a page refused: the browser says it in the console of every page."""

    told: list[str] = field(default_factory=list)

    def hear(self, message) -> None:
        """Note a message, if it is one of these."""
        if "Content Security Policy" in message.text:
            self.told.append(message.text)

    def check(self) -> None:
        """Fail where something was refused."""
        assert not self.told, "the site's own security policy refuses something"


@contextmanager
def profile_of(browser: Browser, **settings) -> Iterator[BrowserContext]:
    """Open a fresh profile: nothing cached, nothing stored, no moving parts, and nothing refused by the site's own policy."""
    profile = browser.new_context(viewport={"width": 1200, "height": 900}, reduced_motion="reduce", **settings)
    refused = Refused()
    profile.on("console", refused.hear)
    yield profile
    profile.close()
    refused.check()
