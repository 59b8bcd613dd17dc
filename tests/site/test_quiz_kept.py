"""What a quiz asks anew, keeps in the browser, and hands in."""

from __future__ import annotations

import hashlib
import json
import re

import pytest
from playwright.sync_api import expect
from postsoviet.quiz.bank import fingerprint
from postsoviet.quiz.draws import draw_all
from postsoviet.quiz.marking import mark
from postsoviet.quiz.models import Bank
from postsoviet.quiz.pictures import Picture
from postsoviet.quiz.render import frame
from postsoviet.quiz.render.order import in_bank_order, shown_items
from quiz_controls import BANK, FIRST, HOME, RIGHT, ROOT, check, form, give, result, saved, serve


@pytest.fixture
def quiz(page):
    """The quiz with every type, open."""
    return serve(page)


# -- versions ----------------------------------------------------------------------------------


def test_new_numbers_ask_mark_and_explain_anew(quiz, record):
    drawn = draw_all(BANK, BANK.question("drawn-number"), count=10)
    box = form(quiz, "drawn-number")
    for version in [*drawn[1:], drawn[0]]:
        box.get_by_role("button", name="New numbers").click()
        year = str(version.parameters["year"])
        expect(box.locator("legend")).to_contain_text(year)
        expect(box.locator("legend")).to_be_focused()
        expect(result(quiz, "drawn-number")).to_have_text("New numbers.")
        box.locator(".asked input").fill(f"{version.question.answer:g}")
        check(quiz, "drawn-number")
        expect(result(quiz, "drawn-number")).to_contain_text(f"Right. The half of {year}.")
        expect(box.locator(".hint .why")).to_contain_text(f"Begin with {year}.")
        assert json.loads(box.get_attribute("data-parameters"))["year"] == version.parameters["year"]
    repeated = quiz.evaluate(
        "(() => { const ids = [...document.querySelectorAll('[id]')].map(one => one.id);"
        " return ids.filter((id, at) => ids.indexOf(id) !== at); })()"
    )
    assert repeated == []
    assert record.troubles == []


def test_a_rebuilt_order_has_its_own_key(quiz):
    versions = draw_all(BANK, BANK.question("drawn-order"), count=10)
    box = form(quiz, "drawn-order")
    for version in versions[1:]:
        box.get_by_role("button", name="New numbers").click()
        for shown, place in enumerate(shown_items("09", version.question)):
            box.locator(f"#question-09-drawn-order-item-{shown}").select_option(str(place + 1))
        check(quiz, "drawn-order")
        expect(result(quiz, "drawn-order")).to_contain_text("Right.")


def test_a_picture_stays_when_the_numbers_change(page, monkeypatch, record):
    drawing = Picture("lorenz", "Two curves.", '<svg xmlns="http://www.w3.org/2000/svg" width="6" height="4"/>', b"", 6, 4)
    monkeypatch.setattr(frame, "picture", lambda unit, key: drawing)
    raw = BANK.model_dump()
    next(one for one in raw["questions"] if one["id"] == "drawn-order")["chart"] = "lorenz"
    serve(page, Bank.model_validate(raw))
    box = form(page, "drawn-order")
    for _ in range(6):
        image = box.get_by_role("img", name="Two curves.")
        expect(image).to_be_visible()
        assert image.evaluate("image => image.naturalWidth") == 6
        box.get_by_role("button", name="New numbers").click()
    assert record.troubles == []


# -- what is kept ------------------------------------------------------------------------------


def test_a_reload_shows_everything_as_it_was_left(quiz, record):
    wrong = {"one-of-many": 0, "in-order": [2, 1, 3, None], "fill-in": {"points": "5", "percent": "20", "kind": 1}}
    for name, answer in {**RIGHT, **wrong}.items():
        if name.startswith("drawn"):
            form(quiz, name).locator("[data-new]").click()
            continue
        give(quiz, name, answer)
        check(quiz, name)
    give(quiz, "how-much", "unchecked")
    form(quiz, "one-word").locator("[data-show]").click()
    form(quiz, "how-much").locator(".hint summary").click()
    form(quiz, "own-words").locator(".self-check input").first.check()
    form(quiz, "drawn-number").locator(".asked input").fill("17")
    quiz.locator(".student").fill("Айгүл № 7")
    seen = (
        "() => [[...document.querySelectorAll('.question :is(input, select, textarea)')].map(f => f.value + f.checked),"
        " document.querySelector('main').innerText, document.querySelector('.student').value]"
    )
    # the words after a rebuild are news and not a state
    before = quiz.evaluate(seen)
    quiz.reload()
    quiz.wait_for_function("document.querySelector('.quiz [role=status]')")
    after = quiz.evaluate(seen)
    assert after[0] == before[0] and after[2] == before[2]
    assert after[1] == re.sub(r"New numbers\.\n+", "", before[1]).rstrip("\n")
    kept = json.loads(quiz.evaluate("localStorage['course.quiz.v1.09']"))["questions"]
    assert [len(one["versions"]["0"]["tries"]) for one in kept.values() if "0" in one["versions"]].count(1) >= 8
    assert record.troubles == []


def test_marks_that_are_put_back_are_not_read_aloud(quiz):
    give(quiz, "one-of-many", 1)
    check(quiz, "one-of-many")
    quiz.add_init_script(
        "new MutationObserver((all) => { for (const { target } of all)"
        " if (target.closest?.('[role=status]')?.matches('.question-result')) window.news = true;"
        " }).observe(document, { childList: true, subtree: true, characterData: true });"
    )
    quiz.reload()
    expect(result(quiz, "one-of-many")).to_contain_text("Right.")
    expect(result(quiz, "one-of-many")).to_have_attribute("role", "status")
    expect(quiz.locator(".quiz-score")).to_have_attribute("role", "status")
    assert quiz.evaluate("window.news") is None, "words came into a region that was already live"


def test_kept_answers_are_dropped_where_the_question_asks_for_something_else(quiz):
    give(quiz, "one-of-many", 0)
    give(quiz, "how-much", "12")
    raw = BANK.model_dump()
    raw["questions"][0]["options"][0]["text"] = "Another option."
    raw["questions"][3]["right"] = "A mended explanation."
    serve(quiz, Bank.model_validate(raw))
    expect(form(quiz, "one-of-many").locator("input:checked")).to_have_count(0)
    expect(form(quiz, "how-much").locator("input")).to_have_value("12")


def test_reset_asks_first(quiz):
    give(quiz, "one-of-many", 1)
    check(quiz, "one-of-many")
    form(quiz, "drawn-number").locator("[data-new]").click()
    reset = quiz.get_by_role("button", name="Start again")
    reset.click()
    group = quiz.get_by_role("group", name="Remove all your answers")
    expect(group.get_by_role("button", name="Keep them")).to_be_focused()
    quiz.keyboard.press("Escape")
    expect(reset).to_be_focused()
    expect(result(quiz, "one-of-many")).to_contain_text("Right.")
    reset.click()
    group.get_by_role("button", name="Remove them").click()
    expect(reset).to_be_focused()
    expect(quiz.locator(".quiz-said")).to_have_text("All answers of this quiz are removed.")
    expect(quiz.locator(".quiz-score")).to_contain_text("0 of")
    expect(quiz.locator("input:checked")).to_have_count(0)
    expect(result(quiz, "one-of-many")).to_be_empty()
    year = str(draw_all(BANK, BANK.question("drawn-number"), count=1)[0].parameters["year"])
    expect(form(quiz, "drawn-number").locator("legend")).to_contain_text(year)
    quiz.reload()
    expect(quiz.locator("input:checked")).to_have_count(0)
    assert json.loads(quiz.evaluate("localStorage['course.progress.v1']")) == {"09": {}}


@pytest.mark.parametrize(
    "broken",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } });",
        "Storage.prototype.setItem = () => { throw new Error('full'); };",
        "localStorage['course.progress.v1'] = '[1'; localStorage['course.quiz.v1.09'] = '\"text\"';",
        "localStorage['course.quiz.v1.09'] = JSON.stringify({ student: 5, questions: { 'one-of-many': 3, 'how-much': null } });",
    ],
    ids=["no-storage", "full", "not-json", "not-ours"],
)
def test_a_browser_that_keeps_nothing_can_still_be_used(page, record, broken):
    page.add_init_script(broken)
    serve(page)
    give(page, "one-of-many", 1)
    check(page, "one-of-many")
    expect(result(page, "one-of-many")).to_contain_text("Right.")
    expect(page.locator(".quiz-score")).to_contain_text("1 of")
    give(page, "how-much", "7")
    check(page, "how-much")
    form(page, "drawn-number").locator("[data-new]").click()
    page.locator("[data-reset]").click()
    page.locator("[data-reset-yes]").click()
    expect(page.locator("input:checked")).to_have_count(0)
    assert record.troubles == []


def test_broken_entries_of_a_question_do_no_harm(page, record):
    serve(page)
    imprint = form(page, "how-much").get_attribute("data-imprint")
    entry = {"imprint": imprint, "version": "x", "versions": {"0": {"fields": 3, "tries": "none"}, "x": {"fields": [1], "marked": True}}}
    page.evaluate("kept => { localStorage['course.quiz.v1.09'] = kept; }", json.dumps({"questions": {"how-much": entry}}))
    page.reload()
    give(page, "how-much", "1234.5")
    check(page, "how-much")
    expect(result(page, "how-much")).to_contain_text("Right.")
    assert record.troubles == []


def test_two_tabs_do_not_undo_each_other(quiz):
    other = quiz.context.new_page()
    other.goto(HOME)
    give(quiz, "one-of-many", 1)
    check(quiz, "one-of-many")
    give(other, "how-much", "1234.5")
    check(other, "how-much")
    give(quiz, "one-word", "Lorenz")
    check(quiz, "one-word")
    kept = json.loads(quiz.evaluate("localStorage['course.quiz.v1.09']"))["questions"]
    assert {*kept} >= {"one-of-many", "how-much", "one-word"}
    expect(quiz.locator(".quiz-score")).to_contain_text("3 of")
    expect(other.locator(".quiz-score")).to_contain_text("3 of")


# -- what is handed in -------------------------------------------------------------------------


def canonical(value) -> str:
    """Write JSON as the gradebook does."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@pytest.mark.parametrize("answers", ["shown", "hidden"])
def test_the_saved_file_holds_every_answer(page, answers):
    serve(page, answers=answers)
    for name, answer in RIGHT.items():
        give(page, name, answer)
        if answers == "shown" and name != "one-word":
            check(page, name)
    student = 'Әйгүл "Аня" \\ № 7 \U0001f393\u2028</script>'
    page.locator(".student").fill(student)
    file = saved(page)
    checksum = file.pop("checksum")
    assert checksum == hashlib.sha256(canonical(file).encode()).hexdigest()
    assert {name: file[name] for name in ("format", "version", "unit", "bank", "student")} == {
        "format": "postsoviet quiz result", "version": 1, "unit": "09", "bank": fingerprint(BANK),
        "student": student,
    }  # fmt: skip
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", file["saved"])
    assert {*file["answers"]} == {*RIGHT}
    for name, held in file["answers"].items():
        assert {*held} == {"parameters", "tries", "hint", "shown"}
        (only,) = held["tries"]
        assert {*only} == {"at", "seconds", "answer"} and isinstance(only["seconds"], int)
        given = in_bank_order("09", FIRST[name], only["answer"])
        assert given == RIGHT[name]
        assert mark(FIRST[name], given).right or name == "own-words"
    drawn = draw_all(BANK, BANK.question("drawn-number"), count=1)[0]
    assert file["answers"]["drawn-number"]["parameters"] == {"year": drawn.parameters["year"], "rate": "0.5"}
    expect(page.locator(".quiz-said")).to_contain_text(f"answers to {len(RIGHT)} of {len(RIGHT)}")


def test_tries_hint_and_shown_answer_are_in_the_file(quiz):
    for text in ("7", "7", "8", "1234.5"):
        give(quiz, "how-much", text)
        check(quiz, "how-much")
    give(quiz, "one-word", "gini")
    check(quiz, "one-word")
    form(quiz, "one-word").locator("[data-show]").click()
    form(quiz, "how-much").locator(".hint summary").click()
    expect(form(quiz, "how-much").locator(".hint .why")).to_be_visible()
    held = saved(quiz)["answers"]
    assert {*held} == {"how-much", "one-word"}
    assert [one["answer"] for one in held["how-much"]["tries"]] == ["7", "8", "1234.5"]
    assert (held["how-much"]["hint"], held["how-much"]["shown"]) == (True, False)
    assert (held["one-word"]["hint"], held["one-word"]["shown"]) == (False, True)


def test_the_version_that_was_right_is_handed_in(quiz):
    drawn = draw_all(BANK, BANK.question("drawn-number"), count=3)
    box = form(quiz, "drawn-number")
    give(quiz, "drawn-number", "1")
    check(quiz, "drawn-number")
    box.locator("[data-new]").click()
    give(quiz, "drawn-number", f"{drawn[1].question.answer:g}")
    check(quiz, "drawn-number")
    box.locator("[data-new]").click()
    give(quiz, "drawn-number", "3")
    check(quiz, "drawn-number")
    held = saved(quiz)["answers"]["drawn-number"]
    assert held["parameters"]["year"] == drawn[1].parameters["year"]
    assert mark(drawn[1].question, held["tries"][0]["answer"]).right


@pytest.mark.parametrize("length", [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])
def test_the_checksum_is_sha_256(page, length):
    page.goto("about:blank")
    page.evaluate((ROOT / "postsoviet/quiz/script/6-result.js").read_text("utf-8") + "; window.sha256 = sha256; 0")
    text = "aғ😀"[: length % 4] + "x" * (length - length % 4)
    assert page.evaluate("text => sha256(text)", text) == hashlib.sha256(text.encode()).hexdigest()
