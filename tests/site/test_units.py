"""What a reader of a unit sees and can do: charts, explorers, quizzes, exercises."""

import json
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect
from postsoviet.explore.states import unpack
from postsoviet.quiz import load
from postsoviet.quiz.draws import draw_all
from quiz_controls import fill_in, right_answer, right_steps
from record import Record
from unit_pages import NAMES, ROOT, WITH_QUIZ, opened, quizzed, sample_quizzed, sample_unit, unit  # noqa: F401  (fixtures by name)


def outputs(name: str):
    """Yield every stored output of a notebook."""
    for cell in nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4).cells:
        yield from cell.get("outputs", [])


def declared_charts(name: str) -> list[str]:
    """Return the ids of the charts that a notebook shows."""
    cards = [output.get("metadata", {}).get("postsoviet") for output in outputs(name)]
    return [card["id"] for card in cards if card]


def declared_explorers(name: str) -> list[dict]:
    """Return the packed explorers of a notebook."""
    mime = "application/vnd.postsoviet.explorer+json"
    return [json.loads(o.data[mime]["packed"]) for o in outputs(name) if mime in o.get("data", {})]


def scroll_through(page) -> None:
    """Go down the page as a reader does, who stops at every chart until it is there."""
    page.evaluate(
        "async () => { for (const canvas of document.querySelectorAll('[data-chart]')) {"
        " if (!canvas.offsetParent) continue;"
        " canvas.scrollIntoView({ block: 'center' });"
        " for (let wait = 0; wait < 600 && !canvas.dataset.drawn; wait++) await new Promise(r => setTimeout(r, 25));"
        " } }"
    )


def drawn(page):
    """Locate the canvases that hold a drawing."""
    return page.locator("[data-chart][data-drawn] .main-svg")


@pytest.fixture(scope="module", params=NAMES)
def seen(request, browser, address_of_site):
    """A unit's page that was read from top to bottom, for the tests that only look: one visit serves them all."""
    profile = browser.new_context(viewport={"width": 1200, "height": 900}, reduced_motion="reduce", service_workers="block")
    page, page.record = profile.new_page(), Record()
    page.record.watch(page)
    opened(request.param, page, address_of_site)
    # the page has loaded; what a script then asks for by itself, it asks for at once
    page.wait_for_timeout(500)
    page.asked_before_reading = [*page.record.requests]
    scroll_through(page)
    expect(drawn(page).first).to_be_visible(timeout=20_000)
    yield page
    profile.close()


def test_every_declared_figure_is_drawn(seen):
    charts, explorers = declared_charts(seen.unit_name), declared_explorers(seen.unit_name)
    assert charts and explorers
    for identifier in charts:
        figure = seen.locator(f"figure#{identifier}")
        expect(figure, f"{identifier} is declared but not on the page").to_have_count(1)
        expect(figure.locator("[data-chart][data-drawn]")).to_have_count(1, timeout=20_000)
        marks = figure.locator(".main-svg").first.evaluate(
            "svg => svg.querySelectorAll('path.point, path.js-line, path.js-fill, .point path, text').length"
        )
        assert marks > 0, f"{identifier} is drawn empty"
    for packed in explorers:
        for panel in packed["base"]["panels"]:
            canvas = seen.locator(f"#{packed['id']}-{panel['key']}-canvas")
            expect(canvas).to_have_attribute("data-drawn", "yes", timeout=20_000)
    assert seen.record.troubles == []


def test_a_legend_stands_close_to_the_title_of_its_chart(seen):
    """The room that a telephone needs for a legend of many lines is not left empty on a wide screen."""
    gaps = seen.evaluate(
        "[...document.querySelectorAll('[data-chart][data-drawn]')].filter((one) => one.querySelector('.legend .bg')"
        " && window.courseFigure(one).layout.legend?.y === 1)"
        ".map((one) => [one.id, one.querySelector('.legend .bg').getBoundingClientRect().top - one.getBoundingClientRect().top])"
    )
    assert all(gap < 40 for _, gap in gaps), f"an empty band stands above these legends: {gaps}"


def test_plotly_comes_once_and_only_when_a_chart_is_near(seen):
    before = [url for url in seen.asked_before_reading if "plotly" in url]
    assert before == [], "plotly was fetched before any chart was near"
    assert len([url for url in seen.record.requests if "plotly" in url]) == 1


def test_a_chart_has_a_text_alternative_a_source_and_its_data(seen):
    for identifier in declared_charts(seen.unit_name):
        figure = seen.locator(f"figure#{identifier}")
        finding = figure.locator(".chart-finding").inner_text()
        alternative = figure.locator("[role=img]").get_attribute("aria-label")
        assert len(alternative) > 40 and alternative != finding
        assert figure.locator("figcaption").inner_text().startswith("Source:")
        assert figure.locator("tbody tr").count() >= 1, f"{identifier} has no data table"
        assert figure.locator("a[download]").get_attribute("href").startswith("data:text/csv")


def test_a_chart_whose_library_was_lost_is_drawn_at_the_next_try(page, address_of_site):
    lost = []
    page.route("**/plotly-basic.min.js", lambda route: (lost.append(1), route.abort() if len(lost) == 1 else route.continue_()))
    opened("09_income_inequality", page, address_of_site)
    figure = page.locator("figure.chart").first
    figure.scroll_into_view_if_needed()
    expect(figure.locator(".chart-waiting")).to_contain_text("could not be drawn")
    expect(figure.locator("[data-chart][data-drawn] .main-svg").first).to_be_visible(timeout=20_000)
    expect(figure.locator(".chart-waiting")).to_have_count(0)


def test_nothing_that_needs_a_kernel_is_on_the_page(seen):
    html = seen.content()
    assert "jupyter-widgets" not in html and "widget-view" not in html
    assert "requirejs" not in html.lower()


def test_the_picture_and_the_data_of_a_chart_download(sample_unit):
    figure = sample_unit.locator("figure.chart").first
    figure.scroll_into_view_if_needed()
    # the drawing may move what stands below it, and a press that ends elsewhere is no click
    expect(figure.locator("[data-chart][data-drawn]")).to_have_count(1, timeout=20_000)
    with sample_unit.expect_download() as csv:
        figure.locator("a[download]").click()
    assert Path(csv.value.path()).read_text(encoding="utf-8").count("\n") >= 2
    with sample_unit.expect_download(timeout=30_000) as png:
        figure.locator("[data-chart-png]").click()
    assert Path(png.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def state_number(packed: dict, changes: dict[str, int]) -> int:
    """Number a state as the page's script does."""
    place = 0
    for control in packed["controls"]:
        place = place * len(control["options"]) + changes.get(control["name"], control["default"])
    return place


def test_an_explorer_answers_to_the_keyboard_alone(unit):
    for packed in declared_explorers(unit.unit_name):
        section = unit.locator(f"section#{packed['id']}")
        section.scroll_into_view_if_needed()
        expect(section).to_have_attribute("data-ready", "yes")
        chosen = {}
        for control in packed["controls"]:
            forward = control["default"] + 1 < len(control["options"])
            wanted = control["default"] + (1 if forward else -1)
            if control["kind"] == "radio":
                field = section.locator(f"input[name={control['name']}]:checked")
            else:
                field = section.locator(f"[name={control['name']}]")
            field.focus()
            # Right and left move a slider, a list and a group of radio buttons alike in Chromium.
            unit.keyboard.press("ArrowDown" if forward and control["kind"] != "range" else
                                "ArrowUp" if control["kind"] != "range" else
                                "ArrowRight" if forward else "ArrowLeft")  # fmt: skip
            chosen[control["name"]] = wanted
            number = state_number(packed, chosen)
            expect(section).to_have_attribute("data-state", str(number))
            view = unpack(packed, number)
            expect(section.locator(".explorer-sentence")).to_have_text(view["sentence"])
            first = section.locator(".chart-finding").first
            expect(first).to_have_text(view["panels"][0]["finding"])
            cells = section.locator(".explorer-readout tbody td").all_inner_texts()
            shown = ["" if cell is None else str(cell) for row in view["readout"]["rows"] for cell in row]
            assert cells == shown


#: Everything of the drawings of an explorer that a reader could see change.
DRAWING = (
    "id => [...document.getElementById(id).querySelectorAll('.main-svg path, .main-svg text')]"
    ".map(mark => [mark.getAttribute('d'), mark.getAttribute('style'), mark.textContent]).join()"
)


def another_drawing(packed: dict) -> tuple[dict, int]:
    """Find one control and option that lead from the default to other figures."""
    figures = [panel["figure"] for panel in packed["base"]["panels"]]
    for control in packed["controls"]:
        for option in range(len(control["options"])):
            view = unpack(packed, state_number(packed, {control["name"]: option}))
            if [panel["figure"] for panel in view["panels"]] != figures:
                return control, option
    raise AssertionError(f"{packed['id']}: no single control changes a drawing")


def test_an_explorer_changes_the_drawing(seen):
    for packed in declared_explorers(seen.unit_name):
        section = seen.locator(f"section#{packed['id']}")
        section.scroll_into_view_if_needed()
        expect(section.locator("[data-drawn]").first).to_be_visible(timeout=20_000)
        before = seen.evaluate(DRAWING, packed["id"])
        control, option = another_drawing(packed)
        field = section.locator(f"[name={control['name']}]")
        if control["kind"] == "radio":
            field.nth(option).check()
        elif control["kind"] == "range":
            field.fill(str(option))
        else:
            field.select_option(index=option)
        changed = f"([id, was]) => ({DRAWING})(id) !== was"
        seen.wait_for_function(changed, arg=[packed["id"], before], timeout=10_000)


def test_the_quiz_marks_and_explains(sample_quizzed):
    number = sample_quizzed.number
    bank = load(number)
    section = sample_quizzed.locator(f"section#quiz-{number}")
    assert section.locator("form.question").count() == len(bank.questions)
    for question in bank.questions:
        form = section.locator(f"#question-{number}-{question.id}")
        shown = draw_all(bank, question, count=1)[0].question
        fill_in(form, number, shown, right_answer(shown))
        form.locator("button[type=submit]").click()
        expect(form.locator(".question-result")).to_contain_text("Now compare" if question.type == "open" else "Right.")
    everything = f"{len(bank.questions)} of {len(bank.questions)}"
    expect(section.locator(".quiz-score")).to_contain_text(everything)
    # kept in the browser, and shown on the unit's card and on the home page
    expect(sample_quizzed.locator(".unit-card .progress")).to_contain_text(everything)
    sample_quizzed.goto(sample_quizzed.url.partition("notebooks/")[0])
    expect(sample_quizzed.locator(f"[data-progress='{number}']")).to_contain_text(everything)


def test_new_numbers_are_asked_on_the_page(sample_quizzed):
    number = sample_quizzed.number
    bank = load(number)
    question = next(question for question in bank.questions if question.is_parameterised)
    form = sample_quizzed.locator(f"#question-{number}-{question.id}")
    for version in draw_all(bank, question, count=3)[1:]:
        form.get_by_role("button", name="New numbers").click()
        fill_in(form, number, version.question, right_answer(version.question))
        form.locator("button[type=submit]").click()
        expect(form.locator(".question-result")).to_contain_text("Right.")


#: Answers each version of each question, and tells what is said to it.
_ANSWERED = """(questions) => questions.map(({ id, versions }) => {
  const form = document.getElementById(id);
  return versions.map((steps, version) => {
    if (version) form.querySelector("[data-new]").click();
    for (const [selector, value] of steps) {
      const control = form.querySelector(selector);
      if (typeof value === "boolean") { if (control.checked !== value) control.click(); continue; }
      control.value = value;
      for (const name of ["input", "change"]) control.dispatchEvent(new Event(name, { bubbles: true }));
    }
    form.querySelector("button[type=submit]").click();
    return form.querySelector(".question-result").textContent;
  });
})"""


def test_every_version_of_every_question_is_marked_by_its_own_answer(quizzed):
    number = quizzed.number
    bank = load(number)
    assert quizzed.locator(f"section#quiz-{number} form.question").count() == len(bank.questions)
    asked = [
        {
            "id": f"question-{number}-{question.id}",
            "versions": [right_steps(number, one.question) for one in draw_all(bank, question, count=10)],
        }
        for question in bank.questions
    ]
    said = quizzed.evaluate(_ANSWERED, asked)
    for question, results in zip(bank.questions, said, strict=True):
        expected = "Now compare" if question.type == "open" else "Right."
        for version, result in enumerate(results):
            assert expected in result, f"{question.id}, version {version}: {result}"
    expect(quizzed.locator(".quiz-score")).to_contain_text(f"{len(bank.questions)} of {len(bank.questions)}")


def test_a_wrong_choice_is_explained_and_can_be_tried_again(sample_quizzed):
    number = sample_quizzed.unit_name[:2]
    bank = load(number)
    single = next(question for question in bank.questions if question.type == "single")
    question = draw_all(bank, single, count=1)[0].question
    form = sample_quizzed.locator(f"#question-{number}-{question.id}")
    place = [option.correct for option in question.options].index(False)
    form.locator("input").nth(place).check()
    form.locator("button[type=submit]").click()
    result = form.locator(".question-result")
    expect(result).to_contain_text("Not yet. ")
    assert len(result.inner_text()) > 30, "a wrong choice is marked but not explained"
    expect(form.locator(".option").nth(place)).to_have_class("option is-wrong")
    form.locator("[data-again]").click()
    expect(result).to_be_empty()
    expect(form.locator("input").first).to_be_focused()


def test_without_script_the_quiz_shows_its_key_and_the_charts_their_data(browser, address_of_site):
    profile = browser.new_context(java_script_enabled=False)
    page = profile.new_page()
    for name in NAMES:
        page.goto(f"{address_of_site}notebooks/{name}.html")
        if name in WITH_QUIZ:
            expect(page.locator(".answer-key").first).to_be_visible()
            expect(page.locator(".question-actions").first).to_be_hidden()
        assert page.locator("figure.chart .chart-details").count() == len(declared_charts(name))
        expect(page.locator(".explorer-sentence").first).to_be_visible()
    profile.close()


def test_no_screen_is_wider_than_a_telephone(sample_unit):
    sample_unit.set_viewport_size({"width": 360, "height": 740})
    scroll_through(sample_unit)
    expect(drawn(sample_unit).first).to_be_visible(timeout=20_000)
    wide = sample_unit.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360, f"the page is {wide} px wide on a screen of 360"


#: Widths of the drawings of a page; on paper all are as wide as the text of an A4 page.
WIDTHS = "[...new Set([...document.querySelectorAll('figure.chart .main-svg')].map(s => s.getAttribute('width')))]"


def test_print_draws_every_chart_at_the_width_of_the_paper(seen):
    # The browser takes its picture right after the event: what is not drawn by then is not printed.
    seen.evaluate("async () => { dispatchEvent(new Event('beforeprint')); await Promise.resolve(); }")
    assert seen.evaluate(WIDTHS) == ["640"]
    count = len(declared_charts(seen.unit_name))
    expect(seen.locator("figure.chart [data-chart][data-drawn]")).to_have_count(count, timeout=30_000)
    seen.evaluate("dispatchEvent(new Event('afterprint'))")
    seen.wait_for_function(f"() => !{WIDTHS}.includes('640')")


#: The widest thing that a reader would have to scroll to, and whether the drawings have taken the width of the screen.
NARROW = """() => [...document.querySelectorAll("figure.chart [data-chart][data-drawn]")].every((canvas) =>
    !canvas.offsetParent || canvas.querySelector(".main-svg").getBoundingClientRect().width <= innerWidth)"""


def test_a_page_that_was_read_fits_when_the_screen_becomes_a_telephones(seen):
    """A device is turned, a window made small: every drawing follows."""
    seen.set_viewport_size({"width": 360, "height": 740})
    seen.wait_for_function(NARROW, timeout=20_000)
    wide = seen.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360, f"the page is {wide} px wide on a screen of 360"


def test_the_print_key_waits_for_charts_that_were_never_near(sample_unit):
    sample_unit.evaluate(f"() => {{ window.print = () => {{ window.printed = {WIDTHS}; }}; }}")
    sample_unit.keyboard.press("Control+p")
    sample_unit.wait_for_function("() => window.printed", timeout=30_000)
    assert sample_unit.evaluate("window.printed") == ["640"]


def test_the_colour_mode_changes_the_drawing(sample_unit):
    sample_unit.locator("figure.chart").first.scroll_into_view_if_needed()
    expect(drawn(sample_unit).first).to_be_visible(timeout=20_000)
    read = "() => document.querySelector('figure.chart .main-svg .xtick text, figure.chart .main-svg text').style.fill"
    light = sample_unit.evaluate(read)
    sample_unit.evaluate(
        "() => { document.documentElement.dataset.theme = 'dark';"
        " document.dispatchEvent(new Event('themechange')); }"
    )
    sample_unit.wait_for_function(f"was => ({read})() !== was", arg=light)
