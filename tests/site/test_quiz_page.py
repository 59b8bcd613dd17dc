"""A quiz in a browser: every type by keyboard, its marks and what is said, safe and without barriers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import axe_script
import pytest
from playwright.sync_api import expect
from postsoviet.quiz import assets
from postsoviet.quiz.live import style_script
from postsoviet.quiz.marking import mark
from postsoviet.quiz.models import Bank
from postsoviet.quiz.render import quiz_html
from postsoviet.quiz.render.order import shown_items
from postsoviet.quiz.tolerance import folded
from quiz_controls import BANK, FIRST, RIGHT, ROOT, check, document, form, give, result, saved, serve

AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}


@pytest.fixture
def quiz(page):
    """The quiz with every type, open."""
    return serve(page)


CASES = [
    *RIGHT.items(),
    *(("one-of-many", one) for one in (0, 2, 3)),
    *(("all-that-fit", one) for one in ([0], [1], [0, 1], [0, 1, 2], [0, 2, 3], [0, 1, 2, 3], [1, 3])),
    *(("yes-or-no", {"verdict": verdict, "reason": reason}) for verdict in (True, False) for reason in (None, 0, 1)),
    *(("how-much", one) for one in (
        "1234.5", "1,234.5", "1.234,5", "1 234,5", "1\u00a0234.5", "1\u202f234,5", "1'234.5", "1234,5 %", "+1234.5", "1235", "1,235",
        "1.235", "1234", "1233.99", "1,234", "1.234", "\u22121234,5", "-1234.5", "411,5", "1,234,5", "1.234.5", "1,2,3", "12,34.5",
        "1,234,567", "abc", "1e3", "0x10", "1235.01", "5.", ".5", "--3", "12 %%", "%", "\u0661\u0662", "1234.5\u00a0%", "0,999", "01,234",
    )),
    *(("one-word", one) for one in (
        "Lorenz", " LORENZ  Curve. ", "«Lorenz»", "lorenz-curve", "Кривая Лоренца", "КРИВАЯ\u00a0ЛОРЕНЦА!", "gini", "Pareto", "Ｌｏｒｅｎｚ", "...",
    )),
    *(("in-order", one) for one in ([2, 1, 3, 4], [4, 3, 2, 1], [1, 1, 1, 1], [None, 2, None, None], [1, 2, 3, None])),
    *(("what-belongs", one) for one in ([1, 0, 2], [3, 3, 3], [None, 1, None], [0, 1, 3])),
    *(("fill-in", {"points": points, "percent": percent, "kind": kind}) for points, percent, kind in (
        ("5", "20", 1), ("five", "25", 0), ("", "", 1), ("5,0", "0,25", None), ("5.005", "25,2", 0), ("five", "x", None),
    )),
    ("drawn-order", [3, 2, 1]),
]  # fmt: skip


@pytest.fixture(scope="module")
def marked(browser):
    """One page for all the cases; each is told by what it left behind."""
    context = browser.new_context()
    yield serve(context.new_page())
    context.close()


@pytest.mark.parametrize(("name", "answer"), CASES, ids=[f"{name}-{answer}" for name, answer in CASES])
def test_script_and_library_mark_alike(marked, name, answer):
    form(marked, name).evaluate("form => form.reset()")
    give(marked, name, answer)
    check(marked, name)
    expected = mark(FIRST[name], answer)
    given = form(marked, name).get_attribute("data-fraction")
    if not expected.readable:
        assert given is None, "the page marks what the library cannot read"
        expect(result(marked, name)).not_to_be_empty()
    elif expected.fraction is None:
        assert given == "null"
    else:
        state = "is-right" if expected.right else "is-part" if expected.fraction else "is-wrong"
        expect(form(marked, name)).to_have_class(f"question {state}")
        assert float(given) == pytest.approx(expected.fraction, abs=1e-12)
        said = "Right." if expected.right else "Not yet." if not expected.fraction else re.compile("(Partly|Half) right")
        expect(result(marked, name).locator("strong")).to_contain_text(said)


def test_short_texts_are_folded_alike(page):
    page.goto("about:blank")
    page.evaluate((ROOT / "postsoviet/quiz/script/1-reading.js").read_text("utf-8") + "; window.folded = folded; 0")
    texts = ["  A  b ", "Ґүұ ҢІ", "“x”—‘y’", "İstanbul ΣΑΣ", "ﬁ ½ ①", "x\u2028y\u0085z\u001cw", "...", "a.b.", "\ufeffa", "É e\u0301", "«Ұ»!?"]
    assert page.evaluate("texts => texts.map(folded)", texts) == [folded(one) for one in texts]


# -- what is said ------------------------------------------------------------------------------


def test_every_question_answered_right_is_counted(quiz, record):
    for name, answer in RIGHT.items():
        check(quiz, name)
        expect(result(quiz, name)).to_contain_text("Choose or write an answer first.")
        give(quiz, name, answer)
        check(quiz, name)
    count = len(RIGHT)
    expect(quiz.locator(".quiz-score")).to_have_text(f"{count} of {count} questions answered right")
    assert quiz.locator("progress").evaluate("bar => bar.value") == count
    assert quiz.evaluate("localStorage['course.progress.v1']") == json.dumps(
        {"09": {f"question-09-{name}": True for name in RIGHT}}, separators=(",", ":")
    )
    assert record.troubles == []


def test_a_wrong_choice_is_explained_and_tried_again(quiz):
    give(quiz, "one-of-many", 0)
    check(quiz, "one-of-many")
    box = form(quiz, "one-of-many")
    expect(result(quiz, "one-of-many")).to_contain_text("Not yet. The curve adds up from the poorest. ONE-A")
    expect(box.locator(".option").nth(0).locator(".note")).to_contain_text("Not yet.")
    expect(box.locator("[data-again]")).to_be_visible()
    box.get_by_role("button", name="Try again").click()
    expect(result(quiz, "one-of-many")).to_be_empty()
    expect(box.locator("input:checked")).to_have_count(0)
    expect(box.locator("input").first).to_be_focused()
    expect(box.locator("[data-again]")).to_be_hidden()


def test_each_part_is_explained_beside_it_and_describes_its_control(quiz):
    give(quiz, "all-that-fit", [0, 1])
    check(quiz, "all-that-fit")
    notes = form(quiz, "all-that-fit").locator(".note")
    expect(notes.nth(0)).to_contain_text("Right. A mean hides what is inside.")
    expect(notes.nth(1)).to_contain_text("Not yet. A tenth is a tenth.")
    expect(notes.nth(2)).to_be_hidden()
    give(quiz, "in-order", [2, 1, 3, None])
    check(quiz, "in-order")
    expect(result(quiz, "in-order")).to_contain_text("Partly right: 1 of 4 places.")
    words = form(quiz, "in-order").locator(".note").all_inner_texts()
    for said in ("earlier", "later", "Right. It comes third.", "Nothing chosen"):
        assert any(said in one for one in words), said
    assert not any("ORDER-A" in one for one in words), "a wrong place must not tell the right one at once"
    give(quiz, "what-belongs", [0, 2, 3])
    check(quiz, "what-belongs")
    expect(result(quiz, "what-belongs")).to_contain_text("Partly right: 1 of 3 pairs.")
    expect(form(quiz, "what-belongs").locator(".pair").nth(2)).to_contain_text("Not yet. This one needs logarithms.")
    give(quiz, "fill-in", {"points": "5", "percent": "20", "kind": None})
    check(quiz, "fill-in")
    expect(result(quiz, "fill-in")).to_contain_text("Partly right: 1 of 3 blanks.")
    field = form(quiz, "fill-in").locator("#question-09-fill-in-blank-1")
    note = quiz.locator(f"#{field.get_attribute('aria-describedby')}")
    expect(note).to_contain_text("Blank 2 of 3: Not yet. You divided by the last share.")


def test_parts_that_are_right_stay_for_another_try(quiz):
    give(quiz, "in-order", [2, 1, 3, 4])
    check(quiz, "in-order")
    form(quiz, "in-order").get_by_role("button", name="Try again").click()
    kept = [place.input_value() for place in form(quiz, "in-order").locator("select").all()]
    assert sorted(kept) == ["", "", "3", "4"]
    give(quiz, "how-much", "7")
    check(quiz, "how-much")
    form(quiz, "how-much").get_by_role("button", name="Try again").click()
    field = form(quiz, "how-much").locator("input")
    expect(field).to_be_focused()
    expect(field).to_have_value("7")


def test_marks_go_when_the_answer_changes(quiz):
    give(quiz, "one-of-many", 0)
    check(quiz, "one-of-many")
    give(quiz, "one-of-many", 1)
    expect(result(quiz, "one-of-many")).to_be_empty()
    expect(form(quiz, "one-of-many").locator(".is-wrong")).to_have_count(0)
    assert form(quiz, "one-of-many").get_attribute("class") == "question"


def test_verdict_and_reason_are_marked_apart(quiz):
    give(quiz, "yes-or-no", {"verdict": True, "reason": 1})
    check(quiz, "yes-or-no")
    expect(result(quiz, "yes-or-no")).to_contain_text("Half right: the verdict is right, the reason is not yet. It is a lower bound.")
    expect(form(quiz, "yes-or-no").locator(".reasons .note:visible")).to_contain_text("Not yet. Rounding goes both ways.")


def test_an_open_answer_is_read_by_its_author(quiz):
    box = form(quiz, "own-words")
    expect(box.locator(".self-check")).to_be_hidden()
    give(quiz, "own-words", RIGHT["own-words"])
    check(quiz, "own-words")
    expect(box.locator(".self-check")).to_contain_text("They come from two distributions.")
    boxes = box.get_by_role("group", name="Tick what your answer shows").get_by_role("checkbox")
    expect(boxes).to_have_count(2)
    boxes.nth(1).check()
    expect(result(quiz, "own-words")).to_contain_text("Now compare")
    kept = json.loads(quiz.evaluate("localStorage['course.quiz.v1.09']"))["questions"]["own-words"]["versions"]["0"]
    assert [one["answer"] for one in kept["tries"]] == [{"text": "They differ.", "ticked": [1]}]


def test_hint_and_answer_are_shown_on_request(quiz):
    box = form(quiz, "how-much")
    expect(box.locator(".hint .why")).to_be_hidden()
    box.locator(".hint summary").click()
    expect(box.locator(".hint .why")).to_have_text("Multiply.")
    expect(box.locator(".answer-key")).to_be_hidden()
    box.get_by_role("button", name="Show answer").click()
    expect(box.locator(".answer-key")).to_contain_text("1234.5 soms")
    expect(box.locator(".answer-key summary")).to_be_focused()
    expect(form(quiz, "one-word").locator(".hint")).to_have_count(0)


# -- keyboard and reach ------------------------------------------------------------------------


def test_a_whole_quiz_by_keyboard_alone(quiz):
    """Tab, arrows, space, letters and Enter are enough for one question of each kind of control."""
    press, type_ = quiz.keyboard.press, quiz.keyboard.type
    form(quiz, "one-of-many").locator("input").first.focus()
    press("Space")
    press("ArrowDown")
    press("Enter")
    expect(result(quiz, "one-of-many")).to_contain_text("Right.")
    form(quiz, "all-that-fit").locator("input").first.focus()
    press("Space")
    press("Tab")
    press("Tab")
    press("Space")
    for _ in range(2):
        press("Tab")
    press("Enter")
    expect(result(quiz, "all-that-fit")).to_contain_text("Right.")
    form(quiz, "how-much").locator("input").focus()
    type_("1234,5")
    press("Enter")
    expect(result(quiz, "how-much")).to_contain_text("Right.")
    form(quiz, "in-order").locator("select").first.focus()
    question = FIRST["in-order"]
    for place in shown_items("09", question):
        type_(str(place + 1))
        press("Tab")
    press("Enter")
    expect(result(quiz, "in-order")).to_contain_text("Right.")


def test_every_target_is_large_enough_for_a_finger(quiz):
    quiz.set_viewport_size({"width": 360, "height": 740})
    for name in RIGHT:
        check(quiz, name)
    small = quiz.evaluate(
        "[...document.querySelectorAll('.quiz :is(button, select, textarea, summary, input[type=text], .option > label)')]"
        ".filter(one => one.getClientRects().length).filter(one => one.getBoundingClientRect().height < 44)"
        ".map(one => one.outerHTML.slice(0, 80))"
    )
    assert small == []


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_is_wider_than_a_telephone_or_a_page_at_400_percent(quiz, width):
    quiz.set_viewport_size({"width": width, "height": 700})
    for name in RIGHT:
        give(quiz, name, RIGHT[name])
        check(quiz, name)
        form(quiz, name).locator("[data-show]").click()
    assert quiz.evaluate("document.documentElement.scrollWidth") <= width
    # a table that scrolls is a stop of the keyboard, others are not
    region = form(quiz, "one-of-many").locator(".table-scroll")
    assert (region.evaluate("r => r.scrollWidth > r.clientWidth + 1")) == (region.get_attribute("tabindex") == "0")


@pytest.mark.parametrize("answers", ["shown", "hidden"])
def test_no_accessibility_violation_with_everything_open(page, answers):
    serve(page, answers=answers)
    wrong = {"one-of-many": 0, "all-that-fit": [0, 1], "in-order": [2, 1, 3, None], "what-belongs": [0, 2, 3],
             "fill-in": {"points": "5", "percent": "x", "kind": 1}, "yes-or-no": {"verdict": True, "reason": 1}}  # fmt: skip
    for name, answer in {**RIGHT, **wrong}.items():
        give(page, name, answer)
        if answers == "shown":
            check(page, name)
            form(page, name).locator("[data-show]").click()
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.locator("[data-reset]").click()
    axe_script.load(page)
    for theme in ("light", "dark"):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        found = page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)["violations"]
        told = [(one["id"], [node["html"][:120] for node in one["nodes"][:4]]) for one in found]
        assert told == [], theme


def test_without_script_everything_can_be_read(browser):
    profile = browser.new_context(java_script_enabled=False)
    page = serve(profile.new_page())
    for name in RIGHT:
        box = form(page, name)
        expect(box.locator(".question-actions")).to_be_hidden()
        key = box.locator(".answer-key")
        expect(key.locator("ul, ol").first).to_be_hidden()
        key.locator("summary").first.click()
        expect(key.locator("ul, ol").first).to_be_visible()
        expect(key).to_contain_text("Rests on: lines")
    form(page, "how-much").locator(".hint summary").click()
    expect(form(page, "how-much").locator(".hint .why")).to_be_visible()
    expect(form(page, "own-words").locator(".answer-key")).to_contain_text("SAMPLE-ONE")
    expect(page.locator(".quiz-end")).to_be_hidden()
    profile.close()


# -- safe --------------------------------------------------------------------------------------

EVIL = '<script>window.hit=1</script>"><img src=x onerror="window.hit=1">\' </script> ]]> <!-- $5 Қазақ'


@pytest.mark.parametrize("answers", ["shown", "hidden"])
def test_hostile_text_is_shown_and_not_run(page, record, answers):
    def spoiled(value, name=""):
        if isinstance(value, dict):
            return {key: spoiled(one, key) for key, one in value.items() if one is not None}
        if isinstance(value, list):
            return [spoiled(one, name) for one in value]
        wanted = ("stem", "feedback", "right", "wrong", "hint", "unit", "sample", "first", "last", "rests_on", "text", "match")
        unit_of_bank = name == "unit" and value == "09"
        return f"{value} {EVIL}" if name in wanted and not unit_of_bank else value

    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    serve(page, Bank.model_validate(spoiled(json.loads(BANK.model_dump_json()))), answers)
    for name in RIGHT:
        if answers == "shown":
            box = form(page, name)
            give(page, name, RIGHT[name])
            check(page, name)
            box.locator("[data-show]").click()
            if name.startswith("drawn"):
                box.locator("[data-new]").click()
            expect(box.locator(".asked").first).to_contain_text('<script>window.hit=1</script>"><img src=x')
    assert page.evaluate("window.hit") is None and asked == []
    assert page.locator("main img").count() == 0
    assert record.troubles == []


def test_it_works_from_a_folder(page, record, tmp_path):
    (tmp_path / "index.html").write_text(document(quiz_html(BANK)), encoding="utf-8")
    (tmp_path / "quiz.js").write_text(assets.script(), encoding="utf-8")
    (tmp_path / "quiz.css").write_text(assets.style(), encoding="utf-8")
    (tmp_path / "course.css").write_text("", encoding="utf-8")
    page.goto((tmp_path / "index.html").as_uri())
    give(page, "one-of-many", 1)
    check(page, "one-of-many")
    expect(result(page, "one-of-many")).to_contain_text("Right.")
    assert {*saved(page)["answers"]} == {"one-of-many"}
    assert record.troubles == []


# -- in JupyterLab -----------------------------------------------------------------------------


@pytest.mark.parametrize("light", ["true", "false"])
def test_without_the_site_it_has_colours_of_its_own(page, light):
    """JupyterLab has none of the site's variables, and says by an attribute whether it is dark."""
    page.set_content(f'<body data-jp-theme-light="{light}"></body>')
    page.evaluate("([html]) => { document.body.innerHTML = html; }", [quiz_html(BANK)])
    page.evaluate(style_script() + assets.script())
    give(page, "one-of-many", 1)
    check(page, "one-of-many")
    expect(result(page, "one-of-many")).to_contain_text("Right.")
    paint = "getComputedStyle(document.querySelector('.quiz')).backgroundColor"
    assert page.evaluate(paint) == ("rgb(255, 255, 255)" if light == "true" else "rgb(22, 25, 29)")
    axe_script.load(page)
    found = page.evaluate("axe.run('.quiz', { runOnly: { type: 'rule', values: ['color-contrast'] } })")["violations"]
    assert [one["nodes"][0]["html"] for one in found] == []


def test_enter_checks_a_number_also_where_a_notebook_takes_the_key(page):
    """JupyterLab listens around its cells, and prevents what Enter does in a field."""
    page.set_content('<div class="jp-Notebook"><div class="jp-Cell"></div></div>')
    page.evaluate(
        "([html]) => { document.querySelector('.jp-Cell').innerHTML = html;"
        " document.querySelector('.jp-Notebook').addEventListener('keydown', (event) => event.preventDefault()); }",
        [quiz_html(BANK)],
    )
    page.evaluate(assets.script())
    field = page.locator("form[data-type=number] .answer-number").first
    field.focus()
    # the keys themselves are prevented, too: the text comes as from a clipboard
    page.keyboard.insert_text("7")
    page.keyboard.press("Enter")
    expect(page.locator("form[data-type=number] .question-result").first).not_to_be_empty()


def test_the_script_may_come_before_the_quiz(page):
    page.set_content("<main></main>")
    page.evaluate(assets.script())
    page.evaluate("([html]) => { document.querySelector('main').innerHTML = html; }", [quiz_html(BANK)])
    expect(form(page, "one-of-many").locator(".question-actions")).to_be_visible()
    # a second run binds nothing twice
    page.evaluate(assets.script())
    give(page, "one-of-many", 1)
    check(page, "one-of-many")
    expect(result(page, "one-of-many")).to_contain_text("Right.")
