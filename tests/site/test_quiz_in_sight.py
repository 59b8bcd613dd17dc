"""What a student on a small screen must see without looking for it: the whole choice, and what was said."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from quiz_controls import RIGHT, check, form, give, result, serve


@pytest.fixture
def quiz(page):
    """The quiz with every type, open."""
    return serve(page)


def test_a_choice_that_its_list_cuts_off_stands_below_in_full(quiz):
    quiz.set_viewport_size({"width": 360, "height": 740})
    whole = form(quiz, "fill-in").locator(".chosen")
    give(quiz, "fill-in", {"points": "5", "percent": "25", "kind": 1})
    expect(whole).to_have_text("3: nominal, which means counted in the money of each year, and not corrected for prices")
    # a reader of the screen hears it from the list
    expect(whole).to_have_attribute("aria-hidden", "true")
    quiz.reload()
    expect(whole).to_have_count(1)
    give(quiz, "fill-in", {"points": "5", "percent": "25", "kind": 0})
    expect(whole).to_have_count(0)


def test_right_and_wrong_ticks_are_counted_in_words(quiz):
    for ticks, words in (([0], "Partly right: 1 of 2 right answers."), ([0, 1], "Not yet. 1 of 2 right answers, and 1 wrong"),
                         ([0, 1, 2], "Partly right: 2 of 2 right answers, and 1 wrong.")):  # fmt: skip
        give(quiz, "all-that-fit", ticks)
        check(quiz, "all-that-fit")
        expect(result(quiz, "all-that-fit").locator("strong")).to_contain_text(words)


def test_what_is_said_is_in_sight(quiz):
    quiz.set_viewport_size({"width": 360, "height": 500})
    for name in ("one-of-many", "what-belongs", "drawn-order"):
        give(quiz, name, RIGHT[name])
        check(quiz, name)
        expect(result(quiz, name)).to_be_in_viewport(ratio=1)
