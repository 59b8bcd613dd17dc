"""An exercise is checked on its page: by keyboard, from a folder, with a number as one is used to write it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from axe_runs import describe, violations
from playwright.sync_api import Page, expect
from postsoviet.exercises import check, exercises, units_with_exercises
from postsoviet.exercises.page import of_unit, turned, unit_script
from postsoviet.words import table

sys.path.insert(0, str(Path(__file__).parents[2] / "book" / "_ext"))
from course_work.checks import markup  # noqa: E402

GINI, ROW, SETS, ORDER = "09-gini", "09-annex3-row", "04-one-platform", "14-order"
PAGES = {"04": "04_extremism_law", "09": "09_income_inequality", "14": "14_youth_at_the_border"}


@pytest.fixture(params=["server", "folder"])
def home(request, site, address_of_site) -> str:
    """Where the site is: served, or a folder that somebody opened."""
    return address_of_site if request.param == "server" else f"{site.as_uri()}/"


def visit(page: Page, home: str, name: str) -> None:
    """Open the page of an exercise."""
    page.goto(f"{home}notebooks/{PAGES[name[:2]]}.html", wait_until="domcontentloaded")


def form(page: Page, name: str):
    """Locate the form of an exercise."""
    return page.locator(f"#check-{name}")


def said(page: Page, name: str):
    """Locate what is said of an answer."""
    return form(page, name).locator("xpath=..").get_by_role("status")


def test_a_number_is_checked_by_keyboard_and_kept(page, record, home):
    visit(page, home, GINI)
    box = form(page, GINI).get_by_label("Gini of 2008, percent")
    box.focus()
    page.keyboard.type("0,3464")
    page.keyboard.press("Enter")
    expect(said(page, GINI)).to_have_text(str(check(GINI, 0.3464)))
    tick = page.get_by_label("I have done this exercise").first
    expect(tick).not_to_be_checked()
    box.fill(" 34,64 % ")
    page.keyboard.press("Tab")
    expect(form(page, GINI).get_by_role("button", name="Check")).to_be_focused()
    page.keyboard.press("Space")
    expect(said(page, GINI)).to_have_text(str(check(GINI, 34.64)))
    expect(tick).to_be_checked()
    page.reload(wait_until="domcontentloaded")
    expect(box).to_have_value(" 34,64 % ")
    expect(said(page, GINI)).to_contain_text("Right.")
    expect(page.get_by_label("I have done this exercise").first).to_be_checked()
    if home.startswith("http"):
        page.goto(f"{home}book/my-work.html")
        expect(page.locator(".work-sum")).to_contain_text("Exercises done: 1.")
        page.get_by_role("button", name="Remove my work from this browser").click()
        page.get_by_role("button", name="Remove them").click()
        assert page.evaluate("localStorage.getItem('course.answers.v1')") is None
    assert record.troubles == []


def test_names_are_ticked_and_put_in_order(page, record, address_of_site):
    visit(page, address_of_site, SETS)
    for case in ("c08", "c10"):
        form(page, SETS).get_by_label(case).focus()
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(said(page, SETS)).to_have_text(str(check(SETS, {"c08", "c10"})))
    visit(page, address_of_site, ORDER)
    families = ["Uzbeks", "Kyrgyz", "Kazakhs", "Chinese", "non-Muslims"]
    for place, family in enumerate(families, 1):
        form(page, ORDER).get_by_label(f"Place {place}").select_option(label=family)
    form(page, ORDER).get_by_role("button").click()
    expect(said(page, ORDER)).to_have_text(str(check(ORDER, families)))
    assert record.troubles == []


def test_a_text_that_is_no_number_or_may_be_two(page, address_of_site):
    visit(page, address_of_site, ROW)
    boxes = form(page, ROW).get_by_role("textbox")
    boxes.first.fill("9,672")
    boxes.nth(1).fill("a loss")
    form(page, ROW).get_by_role("button").click()
    expect(said(page, ROW)).to_contain_text("'a loss' is not a number")
    expect(boxes.nth(1)).to_be_focused()
    expect(boxes.nth(1)).to_have_attribute("aria-invalid", "true")
    for place, text in enumerate(["\u22120.887", "-,55", "-0.4996", "-0,2415", "-.1973", "-0.1665"], 1):
        boxes.nth(place).fill(text)
    form(page, ROW).get_by_role("button").click()
    expect(said(page, ROW)).to_contain_text("Right.")
    expect(boxes.nth(1)).not_to_have_attribute("aria-invalid", "true")


def test_data_that_do_not_come_are_asked_for_again(page, address_of_site):
    page.route("**/exercises-09.js*", lambda route: route.abort())
    visit(page, address_of_site, GINI)
    form(page, GINI).get_by_role("textbox").fill("34.64")
    form(page, GINI).get_by_role("button").click()
    expect(said(page, GINI)).to_have_text(table()["exercise"]["form_unloaded"])
    page.unroute("**/exercises-09.js*")
    form(page, GINI).get_by_role("button").click()
    expect(said(page, GINI)).to_contain_text("Right.")


def test_a_check_before_the_script_is_there_loses_nothing(page, address_of_site):
    page.route("**/course-exercises.js*", lambda route: route.abort())
    visit(page, address_of_site, GINI)
    form(page, GINI).get_by_role("textbox").fill("34.64")
    page.keyboard.press("Enter")
    form(page, GINI).get_by_role("button").click()
    assert page.evaluate("location.search") == "" and not page.url.endswith("?")
    expect(form(page, GINI).get_by_role("textbox")).to_have_value("34.64")


def test_without_scripts_the_page_is_as_it_was(browser, address_of_site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    visit(page, address_of_site, GINI)
    expect(form(page, GINI)).to_be_hidden()
    expect(said(page, GINI)).to_have_text(str(check(GINI)))
    context.close()


def test_axe_finds_nothing_with_verdicts_shown(page, address_of_site):
    page.set_viewport_size({"width": 400, "height": 900})
    visit(page, address_of_site, GINI)
    for answer in ("34.64", "no number"):
        form(page, GINI).get_by_role("textbox").fill(answer)
        form(page, GINI).get_by_role("button").click()
        expect(said(page, GINI)).not_to_have_text(str(check(GINI)))
        found = violations(page, "#exercises section")
        assert not found, describe(found)
    assert page.evaluate("document.documentElement.scrollWidth") == 400


def test_no_form_and_no_file_tells_an_answer():
    for unit in units_with_exercises():
        file = unit_script(unit)
        data = json.loads(turned(json.loads(file.removeprefix("courseChecks=").removesuffix(";\n"))))
        assert [*data] == [*exercises(unit)]
        for name, exercise in exercises(unit).items():
            html = markup(name, "1", "../", table()["exercise"])
            for hidden in (exercise.right, exercise.wrong, *(mistake.why for mistake in exercise.mistakes)):
                assert hidden not in file and hidden not in html
            right = data[name]["right"]
            assert json.dumps(right)[1:-1] not in file and "selected" not in html and "checked" not in html
            # no order of choices is the order of the answer
            assert of_unit(unit)[name].form.kind != "order" or right != sorted(right)
            if data[name]["kind"] in ("numbers", "amounts"):
                assert f"{right[0]:.1f}" not in html
