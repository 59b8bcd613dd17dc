"""The script of axe in an open page, for every test that asks it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

_AXE = (Path(__file__).parent / "site" / "vendor" / "axe.min.js").read_text("utf-8")


def load(page: Page) -> None:
    """Put axe into a page by the browser itself, for the policy of a page of the site refuses it."""
    page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": _AXE, "allowUnsafeEvalBlockedByCSP": True})


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds on a page as it stands: the rule, and the first places that break it."""
    load(page)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]
