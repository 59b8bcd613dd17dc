"""Waiting in a page whose security policy forbids ``eval``, as that of the site does."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Error, Page, TimeoutError

_PAUSE = 40


def wait_for_function(page: Page, expression: str, *, arg: Any = None, timeout: float = 30_000) -> Any:
    """Ask a page again and again until the answer is true.

    Playwright's own asks from inside the page, where a strict policy refuses to make a function of a text
    from the second time on. The suite runs under that policy, so this one asks from outside.

    Raises
    ------
    TimeoutError
        When the answer is still not true after so many milliseconds.
    """
    end = time.monotonic() + timeout / 1000
    while True:
        try:
            answer = page.evaluate(expression, arg)
        except Error as error:
            # the page went on to another address meanwhile
            if "context was destroyed" not in error.message and "navigation" not in error.message:
                raise
            answer = None
        if answer:
            return answer
        if time.monotonic() > end:
            raise TimeoutError(f"Still not true after {timeout:.0f} ms: {expression}")
        page.wait_for_timeout(_PAUSE)
