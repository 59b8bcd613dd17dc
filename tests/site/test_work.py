"""A student's work survives a reload, goes into a file, and comes back in another browser; nothing is lost without a question."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect
from postsoviet.quiz.draws import draw_all
from postsoviet.quiz.gradebook.results import read
from postsoviet.quiz.marking import mark
from postsoviet.quiz.models import Bank
from quiz_controls import BANK, FIRST, RIGHT
from work_pages import EXERCISES, answer, asked, choose, kept, save, serve, table_of, visit


@pytest.fixture
def work(page):
    """Some questions of unit 9 are answered, one is typed and not checked, an exercise is ticked; my work is open."""
    serve(page.context)
    visit(page, "unit-09")
    answer(page, "09", "one-of-many")
    answer(page, "09", "how-much", "7")
    page.locator("#question-09-how-much [data-show]").click()
    answer(page, "09", "one-word", "lorenz", check=False)
    box = page.locator("#question-09-drawn-number")
    box.get_by_role("button", name="New numbers").click()
    second = draw_all(BANK, BANK.question("drawn-number"), count=2)[1].question
    box.locator(".asked input").fill(f"{second.answer:g}")
    box.get_by_role("button", name="Check", exact=True).click()
    page.get_by_label("I have done this exercise").first.check()
    visit(page, "unit-20")
    page.get_by_label("I have done this exercise").check()
    return visit(page, "my-work")


@pytest.fixture
def elsewhere(browser):
    """A page in another profile, as on another device."""
    profile = browser.new_context(viewport={"width": 1200, "height": 900}, reduced_motion="reduce")
    page = profile.new_page()
    serve(profile)
    yield page
    profile.close()


def said(page, what="load"):
    """Locate what is said after loading, saving or removing."""
    return page.locator(f".work-{what}-said")


def sealed_again(page, part: dict) -> None:
    """Give a part of a file the checksum that fits what was changed in it, as only who knows the page could."""
    import hashlib

    rest = {key: value for key, value in part["kept"].items() if key != "checksum"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    part["kept"]["checksum"] = hashlib.sha256(text.encode()).hexdigest()


# -- what is shown and saved -------------------------------------------------------------------


def test_my_work_lists_what_is_done_and_survives_a_reload(work, record):
    for _ in range(2):
        all_questions, all_exercises = len(BANK.questions), len(EXERCISES["09"])
        assert table_of(work) == {
            "Inequality": [f"4 of {all_questions}", f"2 of {all_questions}", f"1 of {all_exercises}"],
            "Across": ["no quiz", "no quiz", "1 of 1"],
        }
        expect(work.locator(".work-sum")).to_have_text(
            "Units begun: 2. Questions answered: 4. Questions right: 2. Exercises done: 2."
        )
        work.reload()
    visit(work, "unit-09")
    expect(work.get_by_label("I have done this exercise").first).to_be_checked()
    expect(work.get_by_label("I have done this exercise").nth(1)).not_to_be_checked()
    assert record.troubles == []


def test_the_saved_file_is_what_the_gradebook_reads(work, tmp_path):
    work.get_by_label("Your name or number").fill("Айгүл № 7")
    file = save(work, tmp_path / "my-work.json")
    assert (file["format"], file["version"], {*file["units"]}) == ("postsoviet my work", 1, {"09", "20"})
    assert "quiz" not in file["units"]["20"]
    result = read("my-work.json", (tmp_path / "my-work.json").read_bytes()).result("09")
    assert result.student == "Айгүл № 7"
    given = {name: one.tries[-1].answer for name, one in result.answers.items()}
    # what was typed and not checked is handed in, too
    assert given == {"one-of-many": RIGHT["one-of-many"], "how-much": "7", "one-word": "lorenz", "drawn-number": given["drawn-number"]}
    drawn = draw_all(BANK, BANK.question("drawn-number"), count=2)[1]
    assert result.answers["drawn-number"].parameters["year"] == drawn.parameters["year"]
    assert mark(drawn.question, given["drawn-number"]).right and mark(FIRST["one-of-many"], given["one-of-many"]).right
    expect(said(work, "save")).to_have_text("Saved as my-work.json. Units: 2. Answers: 4. Exercises: 2.")


def test_the_file_of_the_page_and_of_the_quiz_hold_the_same_answers(work, tmp_path):
    file = save(work, tmp_path / "my-work.json")
    visit(work, "unit-09")
    with work.expect_download() as download:
        work.get_by_role("button", name="Save my answers").click()
    single = json.loads(download.value.path().read_text("utf-8"))
    ours = file["units"]["09"]["quiz"]
    assert {*single} == {*ours} and single["bank"] == ours["bank"]
    def plain(result):
        return {
            name: {**held, "tries": [(one["answer"]) for one in held["tries"]]}
            for name, held in result["answers"].items()
        }  # fmt: skip
    assert plain(single) == plain(ours)


# -- another browser ---------------------------------------------------------------------------


def test_saved_here_and_loaded_there_it_is_the_same(work, elsewhere, tmp_path):
    visit(work, "unit-09")
    state = "() => [...document.querySelectorAll('.question :is(input, select, textarea)')].map(f => f.value + f.checked)"
    seen = "() => document.querySelector('main').innerText"
    before = work.evaluate(state), work.evaluate(seen)
    save(visit(work, "my-work"), tmp_path / "my-work.json")
    choose(visit(elsewhere, "my-work"), tmp_path / "my-work.json")
    expect(said(elsewhere)).to_have_text("Loaded. Answers and exercises taken: 6.")
    expect(elsewhere.locator(".work-report li")).to_contain_text(["9. Inequality", "20. Across"])
    assert table_of(elsewhere) == table_of(work)
    ours, theirs = kept(work), kept(elsewhere)
    assert theirs["course.progress.v1"]["09"] == ours["course.progress.v1"]["09"]
    assert theirs["course.exercises.v1"] == ours["course.exercises.v1"]
    visit(elsewhere, "unit-09")
    assert (elsewhere.evaluate(state), elsewhere.evaluate(seen)) == before
    # and back again: nothing is new
    again = save(visit(elsewhere, "my-work"), tmp_path / "again.json")
    assert again["units"]["09"]["kept"] == json.loads((tmp_path / "my-work.json").read_text("utf-8"))["units"]["09"]["kept"]
    choose(work, tmp_path / "again.json")
    expect(said(work)).to_have_text("Nothing new was in the file.")
    expect(work.locator(".work-report")).to_contain_text("Answers that were here already: 4.")


@pytest.mark.parametrize(
    ("press", "text", "line"),
    [
        ("Keep mine, add the rest", "mine", "Newer answers in the file that were left, as you chose: 1."),
        ("Take the newer ones", "theirs", "Answers here that were replaced by newer ones: 1."),
        ("Load nothing", "mine", None),
    ],
)
def test_what_would_be_replaced_is_asked_about(work, elsewhere, tmp_path, press, text, line):
    answer(visit(work, "unit-09"), "09", "one-word", "mine", check=False)
    answer(visit(elsewhere, "unit-09"), "09", "one-word", "theirs", check=False)
    answer(elsewhere, "09", "in-order")
    save(visit(elsewhere, "my-work"), tmp_path / "theirs.json")
    before = kept(work)
    choose(visit(work, "my-work"), tmp_path / "theirs.json")
    group = work.get_by_role("group", name="The file has other, newer answers")
    expect(group.get_by_role("button").first).to_be_focused()
    assert kept(work) == before, "nothing is written before the answer"
    group.get_by_role("button", name=press).click()
    expect(work.get_by_label("File with my work")).to_be_focused()
    if line:
        expect(work.locator(".work-report")).to_contain_text(line)
        expect(work.locator(".work-report")).to_contain_text("Answers taken from the file: 1.")
    else:
        expect(said(work)).to_have_text("Nothing was loaded, and nothing was changed.")
        assert kept(work) == before
    visit(work, "unit-09")
    expect(work.locator("#question-09-one-word-answer")).to_have_value(text)
    expect(work.locator("#question-09-in-order .question-result")).to_contain_text("Right." if line else "")


def test_an_older_answer_of_the_file_stays_away_and_its_tries_come_along(work, tmp_path):
    save(work, tmp_path / "old.json")
    answer(visit(work, "unit-09"), "09", "how-much", "8")
    work.evaluate("""() => {
        const kept = JSON.parse(localStorage['course.quiz.v1.09']);
        kept.questions['how-much'].versions[0].tries.shift();
        localStorage['course.quiz.v1.09'] = JSON.stringify(kept);
    }""")
    choose(visit(work, "my-work"), tmp_path / "old.json")
    expect(work.locator(".work-report")).to_contain_text("Answers in the file that are older, so yours stay: 1.")
    held = kept(work)["course.quiz.v1.09"]["questions"]["how-much"]["versions"]["0"]
    assert [one["answer"] for one in held["tries"]] == ["7", "8"] and held["fields"]["answer"] == "8"


# -- what cannot be read -----------------------------------------------------------------------

QUIZ_FILE = b'{"format": "postsoviet quiz result", "version": 1}'
BAD = {
    "empty": (b"", "The file is empty."), "cut": (b'{"format": "postsoviet my w', "The file is damaged"),
    "zip": (b"PK\x03\x04", "This is a zip file. Unpack it"), "one quiz": (QUIZ_FILE, "This file holds the answers of one quiz"),
    "notebook": (b'{"nbformat": 4, "cells": []}', "This is a notebook. Open it in JupyterLab."),
    "foreign": (b'{"format": "something"}', "This is not a file from this page."),
    "a list": (b"[1, 2]", "This is not a file from this page."), "null": (b"null", "This is not a file from this page."),
    "no units": (b'{"format": "postsoviet my work", "version": 1, "units": []}', "This is not a file from this page."),
    "newer": (b'{"format": "postsoviet my work", "version": 2, "units": {}}', "The file comes from another version"),
    "large": (b" " * 5_000_001, "The file is larger than"), "deep": (b"[" * 200_000, "The file is damaged"),
    "bytes": (bytes(range(256)), "The file is damaged"),
}  # fmt: skip


def test_a_bad_file_is_one_sentence_and_changes_nothing(work, record):
    before = kept(work)
    for name, (content, sentence) in BAD.items():
        choose(work, content)
        expect(said(work), name).to_contain_text(f"Nothing was loaded, and nothing was changed. {sentence}")
        assert kept(work) == before, name
        expect(work.locator(".work-report li")).to_have_count(0)
    assert record.troubles == []


def test_parts_that_cannot_be_read_are_named_and_the_rest_is_taken(work, elsewhere, tmp_path):
    file = save(work, tmp_path / "my-work.json")
    part, other = file["units"]["09"], file["units"]["20"]
    part["kept"]["questions"]["lost-question"] = part["kept"]["questions"]["one-word"]
    part["kept"]["questions"]["one-of-many"]["imprint"] = "00000000"
    part["kept"]["questions"]["how-much"]["versions"]["0"]["tries"] = [{"at": "today", "seconds": 1, "answer": "7"}]
    part["kept"]["ticked"]["lost-exercise"] = "2027-01-18T10:00:00.000Z"
    sealed_again(work, part)
    other["kept"]["ticked"]["across"] = "2020-01-18T10:00:00.000Z"
    file["units"] |= {"77": part, "02": {"kept": 5}, "<b>": {}, "__proto__": {}}
    choose(visit(elsewhere, "my-work"), json.dumps(file).encode())
    expect(said(elsewhere)).to_have_text(
        "Loaded. Answers and exercises taken: 3. Not everything could be read. The list says what, and why."
    )
    lines = dict(text.split("\n", 1) for text in elsewhere.locator(".work-report li").all_inner_texts())
    assert lines["9. Inequality"].split("\n") == [
        "Answers taken from the file: 2.", "Exercises ticked: 1.",
        "Not read, for they are not as the page writes them. Answers: 1.",
        "Not read, for this edition does not have the question any more. Answers: 1.",
        "Not read, for this edition does not have the exercise any more. Exercises: 1.",
        "Not read, for the question asks for something else now. Questions: 1.",
    ]  # fmt: skip
    assert lines["20. Across"] == "Not read: this part of the file was damaged or changed after it was saved."
    assert lines["2. Migration"] == "Not read: this part of the file is not as the page writes it."
    assert lines["Unit 77"] == lines["Unit <b>"] == "Not read: this edition of the course does not have the unit."
    assert {*kept(elsewhere)["course.quiz.v1.09"]["questions"]} == {"one-word", "drawn-number"}
    assert "across" not in str(kept(elsewhere))


def test_another_edition_takes_what_still_fits(work, elsewhere, tmp_path):
    save(work, tmp_path / "my-work.json")
    raw = BANK.model_dump()
    raw["questions"] = [one for one in raw["questions"] if one["id"] != "drawn-number"]
    raw["questions"][0]["options"][0]["text"] = "Another option."
    edition = {"09": Bank.model_validate(raw)}
    serve(elsewhere.context, asked(edition, {"09": ["your-own-rule"]}), edition)
    choose(visit(elsewhere, "my-work"), tmp_path / "my-work.json")
    report = elsewhere.locator(".work-report")
    for line in (
        "Answers taken from the file: 2.", "the question any more. Answers: 1.", "something else now. Questions: 1.",
        "the exercise any more. Exercises: 1.", "this edition of the course does not have the unit.",
    ):  # fmt: skip
        expect(report).to_contain_text(line)


# -- a storage that does not help --------------------------------------------------------------

CLOSED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } });"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


@pytest.mark.parametrize(("broken", "sentence"), [(CLOSED, "This browser keeps nothing"), (FULL, "is full or locked")])
def test_a_storage_that_keeps_nothing_is_said(page, record, broken, sentence):
    page.add_init_script(broken)
    serve(page.context)
    visit(page, "my-work")
    expect(page.locator(".work-storage")).to_contain_text(sentence)
    visit(page, "unit-09")
    expect(page.locator(".quiz-unkept")).to_be_empty()
    answer(page, "09", "one-of-many")
    expect(page.locator("#question-09-one-of-many .question-result")).to_contain_text("Right.")
    expect(page.locator(".quiz-unkept")).to_contain_text("This browser does not keep your answers")
    page.get_by_label("I have done this exercise").first.check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my answers").click()
    assert {*json.loads(download.value.path().read_text("utf-8"))["answers"]} == {"one-of-many"}
    assert record.troubles == []


def test_a_storage_that_fills_up_while_loading_gets_back_what_it_had(work, elsewhere, tmp_path):
    save(work, tmp_path / "my-work.json")
    answer(visit(elsewhere, "unit-09"), "09", "one-word", "mine")
    visit(elsewhere, "my-work")
    before = kept(elsewhere)
    elsewhere.evaluate("""() => {
        const set = Storage.prototype.setItem;
        let calls = 0;
        Storage.prototype.setItem = function (key, text) {
            if (key === "course.exercises.v1" && calls++ === 0) throw new DOMException("full", "QuotaExceededError");
            set.call(this, key, text);
        };
    }""")
    choose(elsewhere, tmp_path / "my-work.json")
    group = elsewhere.get_by_role("group", name="The file has other, newer answers")
    if group.is_visible():
        group.get_by_role("button", name="Take the newer ones").click()
    expect(said(elsewhere)).to_contain_text("no room for it")
    assert kept(elsewhere) == before


# -- removing ----------------------------------------------------------------------------------


def test_removing_asks_first_and_by_keyboard(work, record):
    before = kept(work)
    button = work.get_by_role("button", name="Remove my work from this browser")
    button.focus()
    work.keyboard.press("Enter")
    group = work.get_by_role("group", name="Remove all answers")
    expect(group.get_by_role("button", name="Keep them")).to_be_focused()
    work.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(group).to_be_hidden()
    assert kept(work) == before
    work.keyboard.press("Enter")
    work.keyboard.press("Tab")
    work.keyboard.press("Enter")
    expect(said(work, "remove")).to_have_text("All your work is removed from this browser.")
    assert kept(work) == {} and table_of(work) == {}
    work.get_by_role("button", name="Save my work").click()
    expect(said(work, "save")).to_have_text("There is nothing to save yet.")
    expect(visit(work, "unit-09").locator("input:checked")).to_have_count(0)
    assert record.troubles == []


