"""A class of two on a real JupyterHub, seen through a real browser: the recipe of deploy/jupyterhub.

The tests of this file tell one story and stand in its order: Bolat comes in and leaves; Anna follows the
instructor's link, runs the unit, works in it, and follows the link again after the instructor mended the
course; Bolat tries Anna's door; and his server, unused, has ended.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from postsoviet.course import register
from postsoviet.teaching.class_links import class_link
from postsoviet.teaching.plain import student_path
from running_hub import IDLE_SECONDS, Hub, publish

UNIT = student_path(register.read().unit("09"))
#: A server that starts on a busy machine, or a unit that runs from top to bottom.
PATIENCE = 120_000
MENDED = "You will be able to (mended)"


def sign_in(page: Page, name: str) -> None:
    """Fill in the form to which the hub sends whoever it does not know."""
    page.fill("#username_input", name)
    page.fill("#password_input", "any")
    page.click("#login_submit")


def wait_until(what: Callable[[], bool], seconds: float, otherwise: str) -> None:
    """Ask again and again; a condition that never holds fails with its own sentence."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, otherwise
        time.sleep(0.5)


def saved(page: Page, notebook: Path) -> list[dict]:
    """Save the notebook as a student does, and give its code cells; none while the file is being written."""
    page.keyboard.press("Control+s")
    time.sleep(0.5)
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except json.JSONDecodeError:
        return []
    return [cell for cell in cells if cell["cell_type"] == "code"]


@pytest.fixture(scope="module")
def link(hub: Hub, course: Path) -> str:
    """The link of the unit, as ``class-links`` writes it."""
    return class_link(hub.address, course.as_uri(), UNIT)


@pytest.fixture(scope="module")
def bolat(hub: Hub, browser: Browser) -> Iterator[BrowserContext]:
    """Bolat has signed in, his server runs, and he has closed its page."""
    context = browser.new_context()
    page = context.new_page()
    # the lightest page of a student's own server
    page.goto(f"{hub.address}hub/user-redirect/api/status")
    sign_in(page, "Bolat")  # names of accounts are written small; people write them as they like
    page.wait_for_url("**/user/bolat/api/status", timeout=PATIENCE)
    page.close()
    yield context
    context.close()


@pytest.fixture(scope="module")
def anna(bolat: BrowserContext, link: str, browser: Browser) -> Iterator[Page]:
    """Anna has followed the link, signed in, and sees the unit with a kernel that waits for her."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(link)
    sign_in(page, "anna")
    page.wait_for_url("**/lab/tree/**", timeout=PATIENCE)
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=PATIENCE)
    yield page
    context.close()


@pytest.fixture(scope="module")
def notebook(hub: Hub, course: Path) -> Path:
    """The unit's notebook in Anna's own folder."""
    return hub.homes / "anna" / course.name / UNIT


def test_a_link_leads_through_the_sign_in_to_the_unit_in_jupyterlab(anna: Page, hub: Hub, course: Path):
    assert anna.url == f"{hub.address}user/anna/lab/tree/{course.name}/{UNIT}"
    expect(anna.locator(".jp-Notebook h1").first).to_contain_text("Income inequality in Kyrgyzstan")
    expect(anna.locator(".jp-TableOfContents")).to_be_visible()


def test_the_unit_runs_from_top_to_bottom(anna: Page, notebook: Path):
    anna.get_by_role("menuitem", name="Run", exact=True).click()
    anna.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    cells: list[dict] = []

    def every_cell_has_run() -> bool:
        cells[:] = saved(anna, notebook)
        return bool(cells) and all(cell["execution_count"] for cell in cells)

    wait_until(every_cell_has_run, PATIENCE / 1000, "not every cell was run")
    broken = [output for cell in cells for output in cell["outputs"] if output["output_type"] == "error"]
    assert len(cells) > 20 and not broken
    expect(anna.locator(".js-plotly-plot").first).to_be_attached()
    # by now JupyterLab would have asked about its news: nothing lies over the page
    expect(anna.locator(".jp-Dialog, .Toastify__toast")).to_have_count(0)


def test_a_students_work_survives_the_instructors_correction(anna: Page, link: str, course: Path, notebook: Path):
    anna.locator(".jp-TableOfContents").get_by_text("Exercise 1. A Gini coefficient by hand").click()
    answer = anna.locator(".jp-CodeCell .cm-line", has_text="my_gini = ...")
    answer.click()
    anna.keyboard.press("End")
    anna.keyboard.type("  # Anna's own words")
    wait_until(
        lambda: any("Anna's own words" in "".join(cell["source"]) for cell in saved(anna, notebook)), 30, "nothing was saved"
    )
    original = course / UNIT
    text = original.read_text(encoding="utf-8")
    assert text.count("You will be able to") == 1
    original.write_text(text.replace("You will be able to", MENDED), encoding="utf-8")
    (course / "units" / "read-me-first.md").write_text("New in week 2.\n", encoding="utf-8")
    publish(course)

    anna.goto(link)
    anna.wait_for_url("**/lab/tree/**", timeout=PATIENCE)
    expect(anna.locator(".jp-RenderedMarkdown", has_text=MENDED)).to_be_visible(timeout=PATIENCE)
    assert (notebook.parent / "read-me-first.md").read_text(encoding="utf-8") == "New in week 2.\n"
    after = notebook.read_text(encoding="utf-8")
    assert "Anna's own words" in after and MENDED in after
    assert all(cell["execution_count"] for cell in json.loads(after)["cells"] if cell["cell_type"] == "code")


def test_one_student_cannot_open_the_server_of_another(anna: Page, bolat: BrowserContext, hub: Hub):
    assert hub.runs_for("anna")
    door, room = f"{hub.address}user/anna/lab", f"{hub.address}user/anna/api/contents"
    # Bolat is signed in: his own page greets him, Anna's does not
    assert bolat.request.get(f"{hub.address}hub/home").status == 200
    page = bolat.new_page()
    assert page.goto(door).status == 403
    page.close()
    assert bolat.request.get(room).status == 403
    assert bolat.request.get(f"{hub.address}hub/api/users").status == 403
    assert bolat.request.get(f"{hub.address}hub/admin").status == 403
    # the same address opens for Anna, so it is not merely wrong
    assert anna.request.get(room).status == 200


def test_an_instructor_sees_who_is_there_and_opens_nobodys_notebooks(anna: Page, hub: Hub, browser: Browser):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{hub.address}hub/admin")
    sign_in(page, "teacher")
    expect(page.get_by_role("row", name="anna").get_by_role("button", name="Stop Server")).to_be_visible()
    assert context.request.get(f"{hub.address}user/anna/api/contents").status == 403
    assert page.goto(f"{hub.address}user/anna/lab").status == 403
    mark = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "_xsrf")
    assert context.request.post(f"{hub.address}hub/api/shutdown?_xsrf={mark}").status == 403
    context.close()


def test_a_request_that_another_page_forges_in_a_students_name_is_refused(anna: Page, hub: Hub):
    answer = anna.request.delete(f"{hub.address}hub/api/users/anna/server")
    assert answer.status == 403 and "_xsrf" in answer.text()
    assert hub.runs_for("anna")


def test_who_is_not_on_the_class_list_does_not_come_in(hub: Hub, browser: Browser):
    context = browser.new_context()
    page = context.new_page()
    page.goto(hub.address)
    sign_in(page, "stranger")
    expect(page.locator(".login_error")).to_be_visible()
    assert not (hub.homes / "stranger").exists()
    context.close()


def test_a_server_that_nobody_uses_ends_by_itself(anna: Page, bolat: BrowserContext, hub: Hub):
    # Jupyter Server looks once a minute whether it is still needed
    wait_until(lambda: not hub.runs_for("bolat"), 60 + IDLE_SECONDS + 10, "Bolat's server still runs")


def test_when_the_hub_ends_so_does_everything_it_started(hub: Hub):
    assert hub.runs_for("anna")
    assert not hub.end()
