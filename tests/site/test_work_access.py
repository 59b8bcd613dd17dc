"""My work by keyboard, by ear, on a phone and in the dark; and the boxes and links on the pages of units."""

from __future__ import annotations

import pytest
from axe_runs import describe, violations
from playwright.sync_api import expect
from work_pages import answer, choose, save, serve, visit


@pytest.fixture
def work(page, browser, tmp_path):
    """My work with something of everything on it: a table, an open question, a report."""
    serve(page.context)
    answer(visit(page, "unit-09"), "09", "one-of-many")
    answer(page, "09", "one-word", "mine")
    page.get_by_label("I have done this exercise").first.check()
    profile = browser.new_context()
    other = profile.new_page()
    serve(profile)
    for number in ("09", "02"):
        answer(visit(other, f"unit-{number}"), number, "one-word", "theirs")
    save(visit(other, "my-work"), tmp_path / "theirs.json")
    profile.close()
    visit(page, "my-work")
    choose(page, tmp_path / "theirs.json")
    expect(page.get_by_role("group", name="The file has other")).to_be_visible()
    return page


@pytest.mark.parametrize("width", [1200, 320])
def test_axe_finds_nothing_while_it_asks_and_after(work, record, width):
    work.set_viewport_size({"width": width, "height": 800})
    work.get_by_role("button", name="Remove my work from this browser").click()
    assert not (found := violations(work)), describe(found)
    work.get_by_role("button", name="Keep them").click()
    work.get_by_role("button", name="Take the newer ones").click()
    expect(work.locator(".work-report li")).to_have_count(2)
    assert not (found := violations(work)), describe(found)
    assert work.evaluate("document.documentElement.scrollWidth") <= width
    assert record.troubles == []


def test_saving_and_loading_need_no_mouse_and_are_said(work, tmp_path):
    work.keyboard.press("Escape")
    expect(work.get_by_label("File with my work")).to_be_focused()
    for _ in range(2):
        work.keyboard.press("Shift+Tab")
    expect(work.get_by_label("Your name or number")).to_be_focused()
    work.keyboard.type("Dana")
    work.keyboard.press("Tab")
    with work.expect_download():
        work.keyboard.press("Enter")
    for place in ("save", "load", "remove"):
        expect(work.locator(f".work-{place}-said")).to_have_attribute("role", "status")
    expect(work.locator(".work-save-said")).to_contain_text("Saved as my-work.json.")
    work.keyboard.press("Tab")
    field = work.get_by_label("File with my work")
    expect(field).to_be_focused()
    # a field of the browser's own, which opens its dialog by key; the dialog is no part of the page
    assert field.evaluate("(field) => [field.type, field.disabled, field.multiple]") == ["file", False, False]
    work.reload()
    expect(work.get_by_label("Your name or number")).to_have_value("Dana")


def test_two_tabs_show_the_same(work):
    other = work.context.new_page()
    visit(other, "unit-20").get_by_label("I have done this exercise").check()
    expect(work.locator("[data-work='20'] .work-ticked")).to_have_text("1 of 1")
    other.get_by_label("I have done this exercise").uncheck()
    expect(work.locator("[data-work='20']")).to_be_hidden()


def test_without_scripts_the_page_says_why_it_is_empty(browser):
    profile = browser.new_context(java_script_enabled=False)
    page = profile.new_page()
    serve(profile)
    visit(page, "my-work")
    expect(page.get_by_text("This page needs JavaScript")).to_be_visible()
    expect(page.locator("section.work")).to_be_hidden()
    expect(visit(page, "unit-09").get_by_label("I have done this exercise").first).to_be_hidden()
    profile.close()


# -- on the built site -------------------------------------------------------------------------


def test_every_exercise_of_the_site_has_a_box_that_my_work_counts(page, record, site, address_of_site):
    page.goto(address_of_site + "book/my-work.html")
    lines = page.locator("[data-work]")
    addresses = lines.locator("th a").evaluate_all("links => links.map((link) => link.href)")
    numbers = lines.evaluate_all("lines => lines.map((line) => line.dataset.work)")
    assert len(numbers) == 22
    for number, address in list(zip(numbers, addresses, strict=True))[8:20:11]:
        page.goto(address)
        boxes = page.get_by_label("I have done this exercise")
        for box in boxes.all():
            box.check()
        count = boxes.count()
        assert count > 3
        done = page.locator(".unit-card .progress")
        expect(done).to_have_text(f"Exercises: {count} of {count} done")
        if page.locator("section.quiz").count():
            page.locator(".to-my-work").get_by_role("link", name="My work").click()
        else:
            page.goto(address_of_site + "book/my-work.html")
        expect(page.locator(f"[data-work='{number}'] .work-ticked")).to_have_text(f"{count} of {count}")
    assert record.troubles == []


def test_a_real_quiz_goes_from_site_to_file_and_back(page, browser, address_of_site, tmp_path):
    page.goto(address_of_site + "notebooks/09_income_inequality.html")
    form = page.locator("form.question").first
    form.locator("input").first.check()
    form.get_by_role("button", name="Check", exact=True).click()
    page.goto(address_of_site + "book/my-work.html")
    save(page, tmp_path / "my-work.json")
    profile = browser.new_context()
    other = profile.new_page()
    other.goto(address_of_site + "book/my-work.html")
    choose(other, tmp_path / "my-work.json")
    expect(other.locator(".work-load-said")).to_have_text("Loaded. Answers and exercises taken: 1.")
    other.goto(address_of_site + "notebooks/09_income_inequality.html")
    expect(other.locator("form.question").first.locator("input").first).to_be_checked()
    profile.close()


def test_from_a_folder_it_works_here_and_says_that_it_may_not_elsewhere(page, record, site):
    page.goto((site / "notebooks/20_measuring_inequality.html").as_uri())
    page.get_by_label("I have done this exercise").first.check()
    page.goto((site / "book/my-work.html").as_uri())
    expect(page.locator("[data-work='20'] .work-ticked")).to_have_text("1 of 4")
    expect(page.locator(".work-storage")).to_contain_text("You opened the course from a folder.")
    assert record.troubles == []
