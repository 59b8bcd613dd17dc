"""A student's work in JupyterLab: saved as one file, downloaded, and put back with the answers to the quiz."""

from __future__ import annotations

import json
import zipfile

import pytest
from in_jupyterlab import PATIENCE, Lab, jupyterlab
from playwright.sync_api import expect

#: A notebook with a quiz and two cells for the work, so that nothing else takes time.
NAME = "09_small.ipynb"
CELLS = {
    "aaaa0001": 'from postsoviet.quiz import quiz\nfrom postsoviet.work import open_my_work, save_my_work\n\nmine = "typed by a student"',
    "aaaa0002": 'quiz("09")',
    "aaaa0003": "save_my_work()",
    "aaaa0004": 'open_my_work("my-work-09.zip")',
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A student's folder, with the small notebook in it."""
    place = tmp_path_factory.mktemp("own")
    cells = [
        {"cell_type": "code", "id": name, "source": code, "metadata": {}, "outputs": [], "execution_count": None}
        for name, code in CELLS.items()
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    (place / NAME).write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": cells}))
    return place


@pytest.fixture(scope="module")
def server(binder, student_python, folder, tmp_path_factory):
    """JupyterLab in this folder; the one of Binder has installed the library."""
    with jupyterlab(student_python, folder, tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="module")
def lab(server, browser) -> Lab:
    """The small notebook, open in one window for all tests of this file."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.set_default_timeout(30_000)
    lab = server.open(page, f"lab/tree/{NAME}")
    for name in ("aaaa0001", "aaaa0002"):
        lab.run(name)
    yield lab
    page.close()


def question(lab: Lab):
    """Locate the first question of the quiz."""
    return lab.cell("aaaa0002").locator(".question").first


def test_one_file_with_the_notebook_as_it_is_now_and_the_answers(lab, folder):
    first = question(lab)
    first.get_by_label("The poorest four tenths together have").check()
    first.get_by_role("button", name="Check").click()
    expect(first).to_contain_text("Right.")
    lab.write("aaaa0001", CELLS["aaaa0001"] + "\nnot_yet_saved = 1")
    # nobody has saved the notebook: the function does
    lab.run("aaaa0003")
    cell = lab.cell("aaaa0003")
    expect(cell).to_contain_text("It also holds the answers to the quiz of unit 09", timeout=PATIENCE)
    with zipfile.ZipFile(folder / "my-work-09.zip") as archive:
        assert archive.namelist() == [NAME, "my-work.json"]
        assert "not_yet_saved = 1" in archive.read(NAME).decode()
        result = json.loads(archive.read("my-work.json"))["units"]["09"]["quiz"]
    assert len(result["answers"]) == 1
    with lab.page.expect_download() as download:
        cell.get_by_role("link", name="Download my-work-09.zip").click()
    assert download.value.path().read_bytes() == (folder / "my-work-09.zip").read_bytes()


def test_ctrl_s_inside_the_quiz_saves_the_notebook(lab, folder):
    lab.write("aaaa0001", CELLS["aaaa0001"] + "\nsaved_from_the_quiz = 1")
    question(lab).locator("input").first.focus()
    lab.page.keyboard.press("ControlOrMeta+S")
    for _ in range(100):
        if "saved_from_the_quiz = 1" in (folder / NAME).read_text("utf-8"):
            return
        lab.page.wait_for_timeout(100)
    raise AssertionError("the notebook was not saved")


def test_it_is_put_back_on_another_day(lab, folder):
    # the browser has forgotten, and the folder has the notebook of the course again
    lab.page.evaluate("localStorage.removeItem('course.quiz.v1.09'); localStorage.removeItem('course.progress.v1')")
    lab.run("aaaa0004")
    cell = lab.cell("aaaa0004")
    expect(cell).to_contain_text("Unit 09. Answers taken from the file: 1.", timeout=PATIENCE)
    expect(cell).to_contain_text("Yours is put back as 09_small-mine.ipynb, beside it.")
    assert "not_yet_saved = 1" in (folder / "09_small-mine.ipynb").read_text("utf-8")
    # the quiz that is open shows them at once
    expect(question(lab)).to_contain_text("Right.")
    lab.save()
    notebook = json.loads((folder / NAME).read_text("utf-8"))
    kinds = {kind for one in notebook["cells"][2:] for output in one["outputs"] for kind in output.get("data", {})}
    assert "application/javascript" not in kinds, "a script that stays would run whenever the notebook is opened"
    assert lab.troubles == []


def test_after_a_reload_the_quiz_has_its_answers_and_its_cell_may_run_again(lab):
    lab.page.reload()
    lab.wait_for_kernel()
    expect(question(lab)).to_contain_text("Right.")
    lab.run("aaaa0002")
    expect(question(lab)).to_contain_text("Right.")
    expect(lab.cell("aaaa0002").locator(".quiz-asleep")).to_be_hidden()


def test_a_notebook_that_is_not_trusted_says_how_to_wake_the_quiz(lab, folder, server, browser):
    # another text under the same outputs: Jupyter has never seen it run
    text = (folder / NAME).read_text("utf-8").replace("typed by a student", "typed by a stranger")
    (folder / "09_stranger.ipynb").write_text(text, "utf-8")
    page = browser.new_page()
    # a layout of its own, in which the other notebook is not open
    stranger = server.open(page, "lab/workspaces/stranger/tree/09_stranger.ipynb")
    cell = stranger.cell("aaaa0002")
    expect(cell).to_contain_text("Run this cell to make the quiz work.")
    expect(cell.locator(".quiz-asleep")).to_be_visible()
    page.close()
