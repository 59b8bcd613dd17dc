"""Fixtures that every test may use."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from postsoviet.descriptor import open_package
from postsoviet.errors import DataError
from postsoviet.sourcing import Evidence, read_sources
from postsoviet.tracing import SourceText

ROOT = Path(__file__).parents[1]

# a fork with a name and units of its own tests the course all the same
os.environ["COURSE_EDITION"] = str(ROOT / "tests" / "whole_course.yml")

sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests")]
import recorded  # noqa: E402
from browser import FLAGS, find_browser  # noqa: E402

from policed import wait_for_function  # noqa: E402

Page.wait_for_function = wait_for_function


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run record how long each test takes."""
    parser.addoption("--record-seconds", action="store_true", help="write what each test function took to tests/seconds.json")


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks that are set by themselves, and record where that is asked."""
    for name, meaning in recorded.MEANINGS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}; set by what a test asks for")
    if config.getoption("--record-seconds") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(recorded.Recorder())


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Set the marks before ``-m`` asks for them, and put long files first where several workers share the tests."""
    recorded.mark(items)
    yield
    if hasattr(config, "workerinput"):
        recorded.longest_first(items)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a worker: Playwright does not run twice in one process."""
    path = find_browser()
    if path is None:
        pytest.fail("No Chromium was found: install one, or set CHROMIUM to its path.", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def sources_folder() -> Path:
    """Give the folder of the source texts, known by their checksums."""
    named = os.environ.get("COURSE_SOURCES")
    folder = Path(named) if named else ROOT.parent / "shared" / "sources"
    try:
        read_sources(open_package(), folder)
    except DataError as error:
        if named:
            # asked for by name, so a silent skip would hide a mistake
            pytest.fail(f"COURSE_SOURCES is {named}, but {error}")
        pytest.skip(
            "The source texts are not here, so nothing is compared with them;"
            " put them in ../shared/sources or set COURSE_SOURCES to their folder."
        )
    return folder


@pytest.fixture(scope="session")
def evidence(sources_folder: Path) -> Evidence:
    """Give what the rows of the data sets are held against."""
    return Evidence.open(sources_folder)


@pytest.fixture(scope="session")
def source_text(evidence: Evidence) -> SourceText:
    """Give the volume of which units 01 to 15 are the chapters."""
    return evidence.sources["02"]
