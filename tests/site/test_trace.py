"""A reader asks a number where it comes from, by mouse, by finger and by keyboard."""

from __future__ import annotations

import gzip
import re

import pytest
from playwright.sync_api import expect
from postsoviet.traces import unit_occurrences
from unit_pages import UNITS, WITH_QUIZ, name_of, page_of, sample_unit, unit  # noqa: F401  (fixtures are asked for by name)

ASKED = "main .ask"
#: How many stops of the Tab key stand between the switch and the first number: links, mostly.
STOPS_BETWEEN = """(() => {
  const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0);
  const place = (selector) => stops.indexOf(document.querySelector(selector));
  return place('main .ask') - place('.trace-bar button') - 1;
})()"""


def number(page, text: str, sentence: str):
    """Locate a number in a paragraph."""
    return page.locator("main p", has_text=sentence).first.locator(".ask", has_text=re.compile(f"^{re.escape(text)}$")).first


def test_every_number_of_the_prose_can_be_asked(unit):
    """As many on the page as in the notebook and its quiz; tables of charts and computed numbers come on top."""
    prose = unit.evaluate("[...document.querySelectorAll('main [data-ask]')].filter(n => !n.closest('figure')).length")
    assert prose == len(unit_occurrences(unit.number))


def test_an_answer_names_source_lines_and_data_set(page, address_of_site):
    page.goto(address_of_site + page_of("09"))
    asked = number(page, "4.92", "In her Table 5")
    asked.click()
    panel = page.locator(".trace-panel")
    expect(panel).to_contain_text("4.92")
    expect(panel).to_contain_text("Hasanova 2017, Table 5, line")
    assert asked.get_attribute("aria-expanded") == "true"
    link = panel.get_by_role("link").first
    link.click()
    expect(page.locator("#data-09-table5-income-shares")).to_be_in_viewport()


def test_a_derived_number_shows_its_expression(page, address_of_site):
    page.goto(address_of_site + page_of("02"))
    page.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
    page.locator("main .ask:visible", has_text="36.6").first.click()
    panel = page.locator(".trace-panel")
    expect(panel).to_contain_text("Computed by the course.")
    expect(panel.locator("code")).not_to_be_empty()


def test_one_answer_at_a_time_and_a_second_click_closes_it(sample_unit):
    numbers = sample_unit.locator("main p .ask")
    numbers.nth(3).click()
    expect(sample_unit.locator(".trace-panel")).to_have_count(1)
    numbers.nth(5).click()
    expect(sample_unit.locator(".trace-panel")).to_have_count(1)
    expect(sample_unit.locator(".is-asked")).to_have_count(1)
    numbers.nth(5).click()
    expect(sample_unit.locator(".trace-panel")).to_have_count(0)


def test_every_answer_can_be_read(unit, record):
    """Every number of the page has an answer that is not empty."""
    unit.locator(ASKED).first.click()
    expect(unit.locator(".trace-panel")).to_be_visible()
    texts = unit.evaluate(
        "new Promise((resolve) => { window.courseAnswers = (parts, answers) =>"
        " resolve(answers.map((one) => one.map((part) => parts[part]).join('')));"
        " const s = document.createElement('script'); s.src = document.querySelector('.trace-bar').dataset.answers;"
        " document.head.append(s); })"
    )
    indices = unit.evaluate("[...document.querySelectorAll('main [data-ask]')].map(n => Number(n.dataset.ask))")
    assert {*indices} == {*range(len(texts))}
    assert all(len(re.sub("<[^>]*>", "", text)) > 20 for text in texts)
    assert record.troubles == []


def test_by_keyboard_alone(sample_unit):
    """The switch makes the numbers stops of the Tab key; Enter asks, Escape closes and leads back."""
    assert sample_unit.evaluate("document.querySelectorAll('main .ask[tabindex=\"0\"]').length") == 0
    switch = sample_unit.locator(".trace-bar button")
    switch.focus()
    sample_unit.keyboard.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "true")
    first = sample_unit.locator(ASKED).first
    for _ in range(sample_unit.evaluate(STOPS_BETWEEN) + 1):
        sample_unit.keyboard.press("Tab")
    expect(first).to_be_focused()
    assert first.get_attribute("role") == "button"
    sample_unit.keyboard.press("Enter")
    panel = sample_unit.locator(".trace-panel")
    expect(panel).to_be_focused()
    assert "comes from" in panel.get_attribute("aria-label")
    sample_unit.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(first).to_be_focused()
    switch.focus()
    sample_unit.keyboard.press("Enter")
    assert sample_unit.evaluate("document.querySelectorAll('main .ask[role]').length") == 0


def test_a_number_in_the_table_of_a_chart(page, address_of_site):
    page.goto(address_of_site + page_of("02"))
    details = page.locator("#chart-02-urban-kazakhs .chart-details, figure.chart .chart-details").nth(2)
    details.locator("summary").click()
    details.locator("td .ask").first.click()
    panel = page.locator(".trace-panel")
    expect(panel).to_contain_text("Jaxylykov 2017, line")
    # below its row, so that the number and its answer are seen together
    assert page.evaluate("document.querySelector('.is-asked').closest('tr').nextElementSibling.className") == "trace-row"
    page.keyboard.press("Escape")
    expect(page.locator(".trace-row")).to_have_count(0)


def test_a_table_is_matched_by_what_its_row_is_about(page, address_of_site):
    """Two tables whose computed cells happen to equal a stored number of another row."""
    for unit, chart, text, wrong in (
        ("09", "gini", "39.9", "poverty rate"), ("09", "gini", "38", "year 2012"), ("02", "south", "8", "line 1238"),
    ):  # fmt: skip
        page.goto(address_of_site + page_of(unit))
        page.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
        cells = page.locator(f"figure[id*='{chart}'] td .ask", has_text=re.compile(f"^{re.escape(text)}$"))
        for place in range(cells.count()):
            cells.nth(place).click()
            expect(page.locator(".trace-panel")).not_to_contain_text(wrong)
            page.keyboard.press("Escape")


def test_closing_an_answer_shows_its_number_again(page, address_of_site):
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(address_of_site + page_of("09"))
    asked = page.locator("main p .ask").nth(30)
    asked.click()
    # its answers are fetched first; a key before that closes nothing
    expect(page.locator(".trace-panel")).to_be_visible()
    page.evaluate("scrollBy(0, 900)")
    page.keyboard.press("Escape")
    expect(asked).to_be_in_viewport()
    expect(asked).to_be_focused()


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_an_answer_fits_the_screen(page, address_of_site, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address_of_site + page_of("09"))
    page.locator("main p .ask").nth(20).click()
    expect(page.locator(".trace-panel")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_opened_from_a_folder(context, site):
    page = context.new_page()
    page.goto((site / page_of("02")).as_uri())
    for number in (page.locator("main p .ask[data-ask]").nth(4), page.locator("form .asked .ask").first):
        number.click()
        expect(page.locator(".trace-panel")).to_contain_text("Close")
        expect(page.locator(".trace-panel")).not_to_contain_text("could not be loaded")


def test_without_scripts_a_number_is_plain_text(browser, address_of_site):
    profile = browser.new_context(java_script_enabled=False)
    page = profile.new_page()
    page.goto(address_of_site + page_of("02"))
    look = page.locator("main [data-ask]").first.evaluate("n => [getComputedStyle(n).textDecorationLine, n.tabIndex]")
    assert look == ["none", -1]
    assert page.locator(".trace-bar").is_hidden()
    profile.close()


def test_it_adds_little_to_a_page(site):
    """At most 15 KB: the marks, the script, and the answers that are fetched at the first question.

    The numbers of the quiz add 6 KB of their own at most: the holes in the page, and one more file, which is
    fetched when one of them is asked.
    """
    for unit in UNITS:
        text = (site / page_of(unit)).read_text(encoding="utf-8")
        plain = re.sub(r'<span data-ask="\d+">([^<]*)</span>', r"\1", text)
        marks = len(gzip.compress(text.encode())) - len(gzip.compress(plain.encode()))
        files = [site / "_static" / "trace.js", site / "_static" / f"trace-{unit}.js"]
        extra = marks + sum(len(gzip.compress(path.read_bytes())) for path in files)
        assert extra <= 15_000, f"unit {unit}: {extra} bytes"
        if name_of(unit) not in WITH_QUIZ:
            continue
        bare = re.sub(r' data-hole=(\\?")\d+\1', "", text)
        holes = len(gzip.compress(text.encode())) - len(gzip.compress(bare.encode()))
        quiz = holes + len(gzip.compress((site / "_static" / f"trace-{unit}-quiz.js").read_bytes()))
        assert text != bare and quiz <= 6_000, f"unit {unit}: {quiz} bytes"
