"""A reader asks a number of a quiz where it comes from: in a question, in what explains it, and in its other versions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from playwright.sync_api import expect
from postsoviet.quiz import load
from postsoviet.quiz.draws import draw_all
from postsoviet.quiz.questions import Question
from postsoviet.quiz.text import inline, stem
from postsoviet.traces.computed import computed_numbers
from quiz_controls import fill_in, right_answer
from unit_pages import page_of, quizzed, sample_quizzed  # noqa: F401  (fixtures are asked for by name)


def first_with(unit: str, fits: Callable[[Question], bool]) -> Question:
    """Return the first question of a bank that a test can use, as the page first shows it."""
    bank = load(unit)
    for question in bank.questions:
        (shown,) = draw_all(bank, question, count=1, marked=True)
        if fits(shown.question.model_copy(update={"draw": question.draw})):
            return shown.question
    raise AssertionError(f"no question of unit {unit} has what this test needs")


def explained_with_a_number(unit: str) -> Question:
    """Return a question that is answered with a number, and whose explanation computes one from data."""
    bank = load(unit)

    def fits(question: Question) -> bool:
        hole = re.search(r'data-hole="(\d+)"', inline(question.right)) if question.type == "number" else None
        return hole is not None and bool(computed_numbers(bank, bank.question(question.id))[int(hole[1])].datasets)

    return first_with(unit, fits)


def answered(page, unit: str, question: Question):
    """Give the right answer to a question, and return its form."""
    form = page.locator(f"#question-{unit}-{question.id}")
    fill_in(form, unit, question, right_answer(question))
    form.get_by_role("button", name="Check", exact=True).click()
    return form


def test_a_new_check_of_a_question_takes_the_old_answer_away(page, address_of_site):
    question = explained_with_a_number("02")
    page.goto(address_of_site + page_of("02"))
    form = answered(page, "02", question)
    form.locator(".question-result .ask").first.click()
    expect(form.locator(".trace-panel")).to_have_count(1)
    form.locator(".answer-number").fill("53")
    form.get_by_role("button", name="Check").click()
    expect(page.locator(".trace-panel")).to_have_count(0)
    expect(page.locator(".is-asked")).to_have_count(0)


def test_a_number_in_the_feedback_of_a_quiz(sample_quizzed):
    """It says the data set, by a link, and the call that reads it."""
    question = explained_with_a_number(sample_quizzed.number)
    result = answered(sample_quizzed, sample_quizzed.number, question).locator(".question-result")
    expect(result).to_contain_text("Right.")
    asked = result.locator(".drawn[data-hole]").first
    told = computed_numbers(load(sample_quizzed.number), load(sample_quizzed.number).question(question.id))
    datasets = told[int(asked.get_attribute("data-hole"))].datasets
    asked.click()
    panel = sample_quizzed.locator(".trace-panel")
    expect(panel).to_contain_text(re.compile("(Computed|Taken) by the course from the data named here."))
    expect(panel.get_by_role("link")).to_have_count(len(datasets))
    assert f'value("{datasets[0]}"' in panel.inner_text() or f'values("{datasets[0]}"' in panel.inner_text()
    panel.get_by_role("link").first.click()
    expect(sample_quizzed.locator(f"#data-{datasets[0]}")).to_be_in_viewport()


def test_a_number_of_a_question_is_asked_before_it_is_answered(sample_quizzed):
    """In the legend and in a table; what was drawn is told with the version on the page."""
    question = first_with(sample_quizzed.number, lambda one: one.is_parameterised and "data-hole" in stem(one.stem).phrases)
    form = sample_quizzed.locator(f"#question-{sample_quizzed.number}-{question.id}")
    for _ in range(2):
        drawn = json.loads(form.get_attribute("data-parameters"))
        expect(form.locator("legend .ask")).not_to_have_count(0)
        for asked in form.locator("legend .ask").all():
            asked.click()
            panel = sample_quizzed.locator(".trace-panel")
            expect(panel.locator(".trace-number")).to_have_text(asked.inner_text())
            assert sample_quizzed.evaluate("document.querySelector('.trace-panel').previousElementSibling.tagName") == "LEGEND"
            for blank in panel.locator("[data-drawn]:not([data-secret])").all():
                assert blank.inner_text() == str(drawn[blank.get_attribute("data-drawn")])
        # and once more with other numbers, which stand in the packed versions
        form.get_by_role("button", name="New numbers").click()
        expect(sample_quizzed.locator(".trace-panel, .is-asked")).to_have_count(0)
    assert json.loads(form.get_attribute("data-parameters")) != drawn


def test_a_number_in_the_table_of_a_question(page, address_of_site):
    question = first_with("09", lambda one: one.is_parameterised and "data-hole" in stem(one.stem).material)
    page.goto(address_of_site + page_of("09"))
    form = page.locator(f"#question-09-{question.id}")
    rows = form.locator(".material tr").count()
    form.locator(".material td .ask").first.click()
    expect(form.locator(".trace-row .trace-panel")).to_have_count(1)
    # what was asked in the question stays open while it is answered and answered again
    form = answered(page, "09", question)
    form.locator(".asked :is(input, select)").first.dispatch_event("input")
    expect(form.locator(".trace-row .trace-panel")).to_have_count(1)
    # asked once more it closes, and leaves no empty row
    form.locator(".material td .ask").first.click()
    expect(form.locator(".trace-row, .is-asked")).to_have_count(0)
    form.locator(".material td .ask").first.click()
    # the first version comes back without the row of the answer
    versions = len(draw_all(load("09"), load("09").question(question.id), count=10))
    for _ in range(versions):
        form.get_by_role("button", name="New numbers").click()
    assert form.locator(".material tr").count() == rows
    expect(form.locator(".is-asked, [aria-expanded]")).to_have_count(0)


def test_every_number_of_every_version_has_an_answer(quizzed, record):
    """Of all forms, renewed until the first version is back; what is chosen stays for choosing."""
    shown = quizzed.evaluate(
        """async () => {
        const found = [];
        // a page that is not painted takes a turn in no time
        document.body.hidden = true;
        for (const form of document.querySelectorAll("form.question")) {
          for (let turn = 0; turn < 10; turn += 1) {
            for (const one of form.querySelectorAll(".drawn")) found.push({
              question: form.dataset.question, hole: one.dataset.hole ?? "", text: one.textContent,
              ready: one.classList.contains("ask"), chosen: Boolean(one.closest("label, option, button, summary")) });
            form.querySelector("[data-new]")?.click();
            await null;
          }
        }
        return found; }"""
    )
    answers = quizzed.evaluate(
        "new Promise((resolve) => { window.courseQuizAnswers = (parts, answers) => resolve(Object.fromEntries("
        "Object.entries(answers).map(([name, all]) => [name, all.map((one) => one.map((part) => parts[part]).join(''))])));"
        " const s = document.createElement('script');"
        " s.src = document.querySelector('.trace-bar').dataset.answers.replace('.js', '-quiz.js');"
        " document.head.append(s); })"
    )
    numbers = [one for one in shown if re.fullmatch(r"[-+−]?\d[\d,.]*%?", one["text"])]
    rich = quizzed.number in ("02", "09")
    assert len(numbers) > (500 if rich else 50)
    assert all(one["hole"] for one in numbers)
    assert all(one["ready"] is (bool(one["hole"]) and not one["chosen"]) for one in shown)
    # the banks of two units have numbers of every sort; in others some sorts may be missing
    if rich:
        assert any(one["chosen"] for one in numbers) and any(not one["hole"] for one in shown)
    for one in numbers:
        assert "by the course" in answers[one["question"]][int(one["hole"])], one
    assert record.troubles == []


def test_a_click_on_a_number_that_is_chosen_chooses(sample_quizzed):
    number = sample_quizzed.locator("form.question .option label .drawn[data-hole]").first
    number.click()
    expect(sample_quizzed.locator(".trace-panel")).to_have_count(0)
    assert number.evaluate("n => n.closest('.option').querySelector('input').checked")


def test_a_question_does_not_tell_its_answer(quizzed):
    """What the question keeps to itself is told in the explanations only."""
    bank = load(quizzed.number)
    secrets = 0
    for question in bank.questions:
        told = computed_numbers(bank, question)
        form = quizzed.locator(f"#question-{quizzed.number}-{question.id}")
        for asked in form.locator(".asked .ask").all():
            secret = [step.name for step in told[int(asked.get_attribute("data-hole"))].steps if step.secret]
            if not secret:
                continue
            secrets += 1
            asked.click()
            panel = quizzed.locator(".trace-panel")
            expect(panel.locator("[data-secret]").first).to_have_text("…")
            value = json.loads(form.get_attribute("data-parameters"))[secret[0]]
            assert f'{secret[0]} = "{value}"' not in panel.inner_text()
            form.locator("[data-show]").click()
            form.locator(f".answer-key .ask[data-hole='{asked.get_attribute('data-hole')}']").first.click()
            expect(panel.locator("[data-secret]").first).to_have_text(str(value))
    assert secrets or quizzed.number != "09"


def test_new_numbers_are_stops_of_the_keyboard_too(sample_quizzed):
    question = first_with(sample_quizzed.number, lambda one: one.is_parameterised and "data-hole" in stem(one.stem).phrases)
    sample_quizzed.locator(".trace-bar button").click()
    form = sample_quizzed.locator(f"#question-{sample_quizzed.number}-{question.id}")
    form.get_by_role("button", name="New numbers").click()
    first = form.locator("legend .ask").first
    expect(first).to_have_attribute("role", "button")
    form.locator("legend").first.focus()
    sample_quizzed.keyboard.press("Tab")
    expect(first).to_be_focused()
    sample_quizzed.keyboard.press("Enter")
    expect(sample_quizzed.locator(".trace-panel")).to_be_focused()
    sample_quizzed.keyboard.press("Escape")
    expect(first).to_be_focused()


def test_the_answers_of_the_quiz_are_fetched_when_one_is_asked(sample_quizzed, record):
    sample_quizzed.locator("main p .ask[data-ask]").first.click()
    expect(sample_quizzed.locator(".trace-panel")).to_be_visible()
    assert not [url for url in record.requests if "-quiz.js" in url]
    sample_quizzed.locator("form .asked .ask").first.click()
    expect(sample_quizzed.locator(".trace-panel")).to_contain_text("by the course")
    assert len([url for url in record.requests if "-quiz.js" in url]) == 1
