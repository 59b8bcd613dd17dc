"""A tab that the tests of a worker share: a fresh profile costs more than most pages that are opened in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import Browser, Error, Page
from record import Record, Refused

#: As a fresh profile has it.
SIZE = {"width": 1200, "height": 900}
MEDIA = {"media": "null", "color_scheme": "null", "forced_colors": "null", "contrast": "null", "reduced_motion": "reduce"}
#: Milliseconds for a page to go; one that hangs is given up, with the tab.
PATIENCE = 5_000


class KeptTab:
    """Lends one tab to test after test: with nothing stored, in the usual size and colours, and with a record of its own.

    A test that changes more of it asks for ``page``: routes, scripts for every page, permissions, other tabs.

    Parameters
    ----------
    browser : playwright.sync_api.Browser
        Where the tab is opened.
    address : str
        The site, whose storage is emptied.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self._origin = browser, address.rstrip("/")
        self._page: Page | None = None
        self._record, self._refused = Record(), Refused()

    def _opened(self) -> Page:
        profile = self._browser.new_context(viewport=SIZE, reduced_motion="reduce", service_workers="block")
        page = profile.new_page()
        page.on("console", lambda message: (self._record.hear(message), self._refused.hear(message)))
        page.on("pageerror", lambda error: self._record.fail(error))
        page.on("request", lambda request: self._record.ask(request))
        return page

    @contextmanager
    def lent(self, record: Record) -> Iterator[Page]:
        """Lend the tab; what happens in it is noted in this record."""
        self._record, self._refused = record, Refused()
        self._page = self._page or self._opened()
        self._page.set_viewport_size(SIZE)
        self._page.emulate_media(**MEDIA)
        yield self._page
        self._leave()
        self._refused.check()

    def _leave(self) -> None:
        try:
            # what a page keeps as it goes is emptied, too; an empty page of no site would cost a new process each time
            self._page.goto(f"{self._origin}/_static/course-mark.svg", timeout=PATIENCE)
            session = self._page.context.new_cdp_session(self._page)
            session.send("Storage.clearDataForOrigin", {"origin": self._origin, "storageTypes": "all"})
            session.detach()
        except Error:
            self.close()

    def close(self) -> None:
        """Close the tab with its profile; the next test gets a new one."""
        if self._page:
            with suppress(Error):
                self._page.context.close()
        self._page = None
