"""The slides and the note as a teacher meets them: in a real browser, on a projector, a telephone and paper."""

import re
from pathlib import Path

import axe_script
import pytest

from postsoviet.teaching.assignment import assignment
from postsoviet.teaching.pack.content import content
from postsoviet.teaching.pack.note import note_html, note_markdown
from postsoviet.teaching.pack.slides import slides

UNITS = ["06", "09"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Path:
    """Write the slides and the note of each unit into one folder."""
    folder = tmp_path_factory.mktemp("pages")
    for unit in UNITS:
        one = assignment(unit)
        taught = content(one)
        (folder / f"slides-{unit}.html").write_text(slides(one, taught), encoding="utf-8")
        note = note_html(one, note_markdown(one, taught, solutions="solutions.ipynb"))
        (folder / f"note-{unit}.html").write_text(note, encoding="utf-8")
    return folder


@pytest.fixture
def page(browser):
    """Give a page that keeps what it asks for and what goes wrong in it."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.asked, page.troubles = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.troubles.append(message.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        yield page


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def titles(unit: str) -> list[str]:
    taught = content(assignment(unit))
    return ["The question", *(chart.finding for chart in taught.charts), *(one.title for one in taught.prompts), "Sources"]


@pytest.mark.parametrize("unit", UNITS)
def test_slides_hold_the_unit_ask_for_nothing_and_break_no_rule_of_access(page, pages, unit):
    page.goto((pages / f"slides-{unit}.html").as_uri())
    page.wait_for_selector(".reveal.ready")
    assert page.locator("h1").inner_text() == assignment(unit).title
    assert [heading.strip() for heading in page.locator("section h2").all_text_contents()] == titles(unit)
    for number in range(page.locator("section").count()):
        current = page.locator("section.present")
        if current.locator(".chart").count():
            # each is drawn when its slide comes up, and fits or can be scrolled by keyboard
            current.locator(".main-svg").first.wait_for()
            hidden = current.locator(".chart").evaluate("chart => chart.scrollHeight > chart.clientHeight + 1 && chart.tabIndex < 0")
            assert not hidden, current.locator("h2").inner_text()
        low = current.evaluate("slide => slide.lastElementChild.getBoundingClientRect().bottom")
        assert low <= 770, f"slide {number + 1} runs out of the screen"
        if number < 4:
            assert axe_script.violations(page) == []
        page.keyboard.press("ArrowRight")
    assert page.asked == [(pages / f"slides-{unit}.html").as_uri()] and not page.troubles


def test_a_tall_chart_scrolls_by_keyboard_and_the_slide_stays(page, pages):
    page.goto((pages / "slides-09.html").as_uri() + "#/2")
    chart = page.locator("#chart-09-timeline")
    chart.locator(".main-svg").first.wait_for()
    chart.focus()
    page.keyboard.press("PageDown")
    page.wait_for_function("document.getElementById('chart-09-timeline').scrollTop > 100")
    assert page.url.endswith("#/2")


@pytest.mark.parametrize("kind", ["slides", "note"])
def test_on_a_telephone_it_is_a_page_to_read(page, pages, kind):
    page.set_viewport_size({"width": 360, "height": 740})
    for unit in UNITS:
        page.goto((pages / f"{kind}-{unit}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        sizes = page.locator("p:visible, li:visible").evaluate_all("all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")
        assert min(sizes) >= 15
        assert axe_script.violations(page) == []
        if kind == "slides":
            page.locator(".chart").last.scroll_into_view_if_needed()
            page.locator(".chart").last.locator(".main-svg").first.wait_for()
    assert not page.troubles


def test_without_script_the_slides_say_what_the_charts_show(browser, pages):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((pages / "slides-09.html").as_uri())
        assert page.locator("#chart-09-gini-palma p").is_visible()
        assert "rises from 40.7" in page.locator("#chart-09-gini-palma").inner_text()


@pytest.mark.parametrize("unit", UNITS)
def test_on_paper_a_note_takes_two_sheets_and_a_slide_one(page, pages, unit):
    page.goto((pages / f"note-{unit}.html").as_uri())
    assert sheets(page.pdf(prefer_css_page_size=True)) <= 2
    assert axe_script.violations(page) == [] and len(page.asked) == 1
    page.goto((pages / f"slides-{unit}.html").as_uri() + "?view=print")
    page.wait_for_selector("html[data-drawn=all]")
    assert sheets(page.pdf(prefer_css_page_size=True)) == 1 + len(titles(unit))
