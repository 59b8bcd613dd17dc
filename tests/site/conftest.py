"""Pages, a local server and the built site, for every test of what a reader sees."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from kept_tab import KeptTab
from page_state import state_of
from record import Record, profile_of

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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Add to a failure what the page was doing."""
    report = yield
    if report.failed:
        pages = {id(value): value for value in item.funcargs.values() if isinstance(value, Page)}
        for page in pages.values():
            watched = getattr(page, "record", None) or item.funcargs.get("record")
            report.sections.append(("state of the page", state_of(page, watched.troubles if watched else [])))
    return report


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


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile: nothing cached, nothing stored, no moving parts."""
    # without the worker, which fetches more than the page asks for; tests/site/test_without_network.py is about it
    with profile_of(browser, service_workers="block") as profile:
        yield profile


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


@pytest.fixture(scope="session")
def kept_tab(browser: Browser, address_of_site: str) -> Iterator[KeptTab]:
    """The tab that the tests of a worker share."""
    tab = KeptTab(browser, address_of_site)
    yield tab
    tab.close()


@pytest.fixture
def tab(kept_tab: KeptTab, record: Record) -> Iterator[Page]:
    """A page like ``page``, in a profile that other tests used: for tests that only visit the site."""
    with kept_tab.lent(record) as lent:
        yield lent
