"""A student in JupyterLab: the unit of a launch link, from opening it to a saved answer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from urllib.parse import parse_qs, urlsplit

import nbformat
import postsoviet
import pytest
from in_jupyterlab import OPTIONS, PATIENCE, ROOT, Lab, running, without_errors
from playwright.sync_api import expect
from postsoviet.charts.show import PLOTLY_MIME
from postsoviet.course import register
from postsoviet.teaching.assignment import assignment
from postsoviet.teaching.offline import write_unit_zip
from postsoviet.teaching.plain import student_path

sys.path.insert(0, str(ROOT / "book" / "_ext"))
from course_theme import launch  # noqa: E402

UNIT = register.read().unit("09")
TASK = assignment("09").tasks[0]
MARKDOWN = [cell for cell in nbformat.read(ROOT / student_path(UNIT), as_version=4).cells if cell.cell_type == "markdown"]
OBJECTIVES = next(cell for cell in MARKDOWN if "**You will be able to**" in cell.source)
FOLDS = next(cell for cell in MARKDOWN if "Each pair of neighbours makes a trapezoid" in cell.source)
#: The room of every list to choose from, and the widest of its choices, in pixels.
ROOM_AND_NEED = """() => [...document.querySelectorAll('.widget-dropdown select')].map((list) => {
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = getComputedStyle(list).font;
    return [list.clientWidth, Math.max(...[...list.options].map((choice) => pen.measureText(choice.textContent).width))];
})"""


def launch_path(unit: register.Unit) -> str:
    """Return what a launch link asks JupyterLab to open."""
    link = launch.binder(("github.com", "owner/name"), unit, "https://hub.university.edu")
    return parse_qs(urlsplit(link).query)["urlpath"][0]


@pytest.fixture(scope="module")
def lab(binder, browser) -> Lab:
    """Unit 09, opened by its launch link, in one window for all tests of this file."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.set_default_timeout(30_000)
    yield binder.open(page, launch_path(UNIT))
    page.close()


@pytest.fixture(scope="module")
def ran(lab) -> list[dict]:
    """The code cells of the unit, after *Run All Cells*."""
    return lab.run_all()


def test_the_launch_link_opens_the_unit_beside_its_contents(lab):
    headings = lab.page.locator(".jp-TableOfContents-tree .jp-tocItem-heading")
    expect(headings.filter(has_text="Exercise 1. A Gini coefficient by hand")).to_be_visible()
    expect(lab.page.get_by_role("tab", name="09_income_inequality")).to_have_count(1)


def test_every_cell_runs_without_an_error(ran):
    notebook = nbformat.read(ROOT / UNIT.notebook, as_version=4)
    assert [cell["id"] for cell in ran] == [cell.id for cell in notebook.cells if cell.cell_type == "code"]
    assert without_errors(ran) == []


def test_every_chart_is_drawn(lab, ran):
    charts = {cell["id"]: sum(PLOTLY_MIME in one.get("data", {}) for one in cell["outputs"]) for cell in ran}
    assert sum(charts.values()) > 10
    for identifier, count in charts.items():
        if count:
            expect(lab.cell(identifier).locator(".js-plotly-plot:has(.main-svg)")).to_have_count(count)


def test_an_explorer_follows_its_controls(lab, ran):
    explorer = next(cell["id"] for cell in ran if any("explorer" in kind for one in cell["outputs"] for kind in one.get("data", {})))
    cell = lab.cell(explorer)
    bar = cell.locator(".js-plotly-plot").first.locator(".bartext").first
    sentence, before = cell.locator("p[role=status]"), bar.text_content()
    expect(sentence).to_contain_text("133 soms move")
    # one year back on the slider: the benefits of the upper six tenths in 2014, added up here
    cell.locator(".noUi-handle").first.press("ArrowLeft")
    payers = postsoviet.load("09-annex2-income-benefits").query("year == 2014 and decile >= 5")
    expect(sentence).to_contain_text(f"{payers['benefits'].sum():g} soms move")
    expect(bar).not_to_have_text(before)


def test_no_choice_of_a_list_is_cut_off(lab, ran):
    lists = lab.page.evaluate(ROOM_AND_NEED)
    # beside the words stands the arrow
    assert lists and [room for room, need in lists if room < need + 16] == []


def test_the_quiz_marks_an_answer(lab, ran):
    cell = lab.cell(ran[-1]["id"])
    question = cell.locator(".question").first
    question.get_by_label("The poorest four tenths together have").check()
    question.get_by_role("button", name="Check").click()
    expect(question).to_contain_text("Right.")


def test_hints_and_solutions_are_folded_and_open(lab, ran):
    solution = lab.cell(FOLDS.id).locator("details").last
    expect(solution).to_contain_text("Solution")
    expect(solution.locator("code")).to_be_hidden()
    solution.locator("summary").click()
    expect(solution.locator("code")).to_contain_text("np.cumsum(shares_2008)")
    expect(solution.locator("code")).to_be_visible()


def test_a_term_leads_to_its_meaning(lab, ran):
    lab.cell(OBJECTIVES.id).get_by_role("link", name="Lorenz curve").click()
    expect(lab.page.get_by_role("heading", name="Words of this unit")).to_be_in_viewport()


def test_an_exercise_is_passed_and_survives_a_reload(lab, ran):
    starter = nbformat.read(ROOT / student_path(UNIT), as_version=4)
    source = next(cell.source for cell in starter.cells if cell.id == TASK.starter_id)
    check = lab.cell(TASK.check_id).get_by_role("status")
    expect(check).to_contain_text("Not answered yet")
    lab.write(TASK.starter_id, source.replace("my_gini = ...", TASK.solution_code))
    lab.run(TASK.starter_id)
    lab.run(TASK.check_id)
    expect(check).to_contain_text("Right.")
    lab.save()
    lab.page.reload()
    lab.wait_for_kernel()
    expect(lab.cell(TASK.starter_id)).to_contain_text("points[1:] + points[:-1]")
    expect(lab.cell(TASK.check_id).get_by_role("status")).to_contain_text("Right.")


def test_the_quiz_keeps_its_answers_over_a_reload(lab, ran):
    expect(lab.cell(ran[-1]["id"]).locator(".question").first).to_contain_text("Right.", timeout=PATIENCE)


def test_no_error_and_no_other_host(lab, ran):
    assert lab.troubles == []
    assert lab.foreign == []
    assert not [one for one in lab.requests if "/lab/api/news" in one or "/lab/api/update" in one]


def test_a_unit_without_numbers_runs_too(binder, browser):
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    # in a workspace of its own, as on Binder, where every launch is a new machine
    path = launch_path(register.read().unit("06")).replace("lab/tree", "lab/workspaces/other/tree")
    lab = binder.open(page, path)
    assert without_errors(lab.run_all()) == []
    assert lab.troubles == [] and lab.foreign == []
    page.close()


def test_a_student_s_own_machine_opens_a_copy(student_python, browser, tmp_path):
    own = tmp_path / "my-work"
    command = [student_python, "-m", "postsoviet", "lab", "09", "--folder", own, *(f"--option={one}" for one in OPTIONS)]
    with running(tmp_path, *command) as server:
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        lab = server.open(page, f"lab/tree/{UNIT.notebook.rpartition('/')[2]}")
        expect(lab.page.locator(".jp-TableOfContents-tree")).to_contain_text("Exercise 1. A Gini coefficient by hand")
        assert lab.troubles == [] and lab.foreign == []
        page.close()
    assert [path.name for path in own.iterdir() if path.suffix == ".ipynb"] == ["09_income_inequality.ipynb"]
    # the address that JupyterLab prints leads to the unit, where no browser can be opened
    assert f"/lab/tree/{UNIT.notebook.rpartition('/')[2]}?token=" in (tmp_path / "log.txt").read_text()


def test_the_zip_runs_with_no_network(student_python, tmp_path):
    with zipfile.ZipFile(write_unit_zip("09", tmp_path / "unit.zip")) as archive:
        archive.extractall(tmp_path)
    # a network of its own, with this machine alone in it, where the system allows that
    apart = ["unshare", "--map-root-user", "--net"] if shutil.which("unshare") else []
    if apart and subprocess.run([*apart, "ip", "link", "set", "lo", "up"], capture_output=True).returncode:
        apart = []
    shell = "ip link set lo up && exec \"$@\"" if apart else "exec \"$@\""
    command = [*apart, "sh", "-c", shell, "sh", student_python, "start.py", "--here", "--try"]
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"}
    result = subprocess.run(
        command, cwd=tmp_path / "governance-unit-09", env=surroundings, capture_output=True, text=True, timeout=PATIENCE / 1000
    )
    assert result.returncode == 0, result.stdout[-500:] + result.stderr[-500:]
    cells = sum(cell.cell_type == "code" for cell in nbformat.read(ROOT / UNIT.notebook, as_version=4).cells)
    assert f"09_income_inequality.ipynb works: {cells} cells ran." in result.stdout


def test_the_student_s_environment_has_what_every_unit_imports(student_python):
    setups = []
    for unit in register.read().units.values():
        cells = nbformat.read(ROOT / student_path(unit), as_version=4).cells
        code = next(cell.source for cell in cells if cell.cell_type == "code")
        assert "postsoviet" in code
        setups.append(code)
    result = subprocess.run([student_python, "-W", "error", "-c", "\n".join(setups)], capture_output=True, text=True, timeout=PATIENCE / 1000)
    assert result.returncode == 0, result.stderr[-1000:]
