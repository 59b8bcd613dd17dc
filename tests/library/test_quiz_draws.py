"""Versions of a question: computed, filled, allowed, and in the order that a seed gives."""

import hashlib
import re
import textwrap
from collections import Counter

import pytest
from postsoviet.errors import CourseError
from postsoviet.quiz import read
from postsoviet.quiz.draws import draw_all, draw_one, shuffled
from postsoviet.quiz.filling import holes
from postsoviet.quiz.text import inline, plain

BANK = r"""
unit: "09"
title: Test
definitions:
  incomes: "values('09-annex2-income-benefits', 'income', year=2015)"
  years: "distinct('09-annex2-income-benefits', 'year')"
  twice: "2 * base"
  base: "21"
questions:
  - id: drawn
    type: number
    objective: 1
    difficulty: apply
    draw: {year: years, decile: "[1, 10]"}
    let:
      income: "value('09-annex2-income-benefits', 'income', year=year, decile=decile)"
      near_one: "income + 7"
    where: "year > 2010"
    stem: "In {{ year }} tenth {{ decile }} had {{ income | ,.0f }} soms; with $x_{{ decile }} = {{ income }}$."
    rests_on: 09-annex2-income-benefits
    answer: "= income / 2"
    tolerance: {relative: 0.001}
    unit: soms
    right: "Half of {{ income }}, as {{ base }}."
    wrong: No.
    near_misses: [{value: "= near_one", feedback: Seven too many.}]
  - id: sorted
    type: ordering
    objective: 1
    difficulty: apply
    draw: {n: [1, 2, 3]}
    stem: Order.
    rests_on: lines 1-2
    first: least
    last: most
    items:
      - {text: "ten", by: 10, feedback: Ten.}
      - {text: "five times {{ n }}", by: "= 5.5 * n", feedback: Five.}
      - {text: "zero", by: 0, feedback: Zero.}
  - id: fixed
    type: text
    objective: 1
    difficulty: recall
    stem: What is {{ twice }}?
    rests_on: lines 1-2
    accepted: ["{{ twice }}", "{{ '_a*b_' }}"]
    right: "It is {{ '<b>*x*</b> & $1' }}."
    wrong: No.
"""


@pytest.fixture
def bank(tmp_path):
    """A bank with a drawn number, a drawn order and a fixed word."""
    path = tmp_path / "09_test.yaml"
    path.write_text(textwrap.dedent(BANK), encoding="utf-8")
    return read(path)


def changed(tmp_path, old, new):
    """The bank after one change."""
    assert old in BANK
    path = tmp_path / "09_changed.yaml"
    path.write_text(BANK.replace(old, new, 1), encoding="utf-8")
    return read(path)


def test_every_allowed_version_is_drawn_once(bank):
    drawn = draw_all(bank, bank.question("drawn"))
    assert sorted((one.parameters["year"], one.parameters["decile"]) for one in drawn) == [
        (year, decile) for year in range(2011, 2016) for decile in (1, 10)
    ]


def test_a_version_is_computed_through_and_through(bank):
    # income of the poorest tenth in 2015: 1165 soms, Annex 2
    one = draw_one(bank, bank.question("drawn"), {"year": 2015, "decile": 1}).question
    assert one.answer == 582.5 and one.near_misses[0].value == 1172
    assert plain(one.stem) == "In 2015 tenth 1 had 1,165 soms; with $x_1 = 1165$."
    assert plain(one.right) == "Half of 1165, as 21."
    assert not one.is_parameterised and "{{" not in one.model_dump_json()


def test_the_seed_decides_the_order_and_nothing_else(bank):
    question = bank.question("drawn")
    first, again, other = (draw_all(bank, question, seed=seed) for seed in (7, 7, 8))
    assert first == again
    assert [one.parameters for one in first] != [one.parameters for one in other]
    assert {str(one) for one in first} == {str(one) for one in other}
    assert draw_all(bank, question, seed=7, count=3) == first[:3]


def test_seeds_reach_every_version(bank):
    question = bank.question("drawn")
    chosen = Counter(str(draw_all(bank, question, seed=seed, count=1)[0].parameters) for seed in range(200))
    assert len(chosen) == 10 and min(chosen.values()) >= 5


def test_the_order_is_the_same_on_every_machine():
    # the rule, written out once more: by the sha256 of salt and place


    by_hand = sorted(range(5), key=lambda place: hashlib.sha256(f"7|a|{place}".encode()).hexdigest())
    assert shuffled([0, 1, 2, 3, 4], 7, "a") == by_hand


def test_things_to_order_are_sorted_by_what_is_computed(bank):
    order = {
        one.parameters["n"]: [plain(item.text) for item in one.question.items]
        for one in draw_all(bank, bank.question("sorted"))
    }
    assert order == {
        1: ["zero", "five times 1", "ten"], 2: ["zero", "ten", "five times 2"], 3: ["zero", "ten", "five times 3"],
    }  # fmt: skip


def test_a_fixed_question_has_one_version_whatever_the_seed(bank):
    question = bank.question("fixed")
    assert draw_all(bank, question, seed=1, count=20) == draw_all(bank, question, seed=2)
    assert draw_all(bank, question)[0].question.accepted == ["42", "_a*b_"]


def test_computed_words_are_words_and_no_markup(bank):
    one = draw_all(bank, bank.question("fixed"), marked=True)[0].question
    assert inline(one.right) == 'It is <span class="drawn">&lt;b&gt;*x*&lt;/b&gt; &amp; $1</span>.'
    assert "\ue000" not in draw_all(bank, bank.question("fixed"))[0].question.right
    assert plain(one.right) == "It is <b>*x*</b> & $1."


def holes_shown(markup):
    """The words of every number that can be asked, by its hole."""
    return dict(re.findall(r'<span class="drawn" data-hole="(\d+)">([^<]*)</span>', markup))


def test_a_computed_number_says_which_hole_it_fills_in_every_version(bank):
    question = bank.question("drawn")
    assert list(holes(question)) == ["year", "decile", "income", "base"]
    shown = [holes_shown(inline(one.question.stem)) for one in draw_all(bank, question, marked=True)]
    assert {tuple(one) for one in shown} == {("0", "1", "2")}, "a formula is one drawing, and is not marked"
    assert {one["1"]: one["2"] for one in shown if one["0"] == "2015"} == {"1": "1,165", "10": "10,006"}


@pytest.mark.parametrize(
    ("expression", "is_asked"),
    [("'1999-2015'", True), ("-1234.5 | ,.1f", True), ("0.5 | .0%", True), ("'the 2nd'", False), ("'South'", False)],
)
def test_only_a_number_can_be_asked(tmp_path, expression, is_asked):
    bank = changed(tmp_path, "{{ twice }}?", "{{ %s }}?" % expression)
    assert bool(holes_shown(inline(draw_all(bank, bank.question("fixed"), marked=True)[0].question.stem))) is is_asked


def test_a_mended_explanation_leaves_the_holes_of_the_question_alone(tmp_path, bank):
    mended = changed(tmp_path, "right: \"Half of", "hint: 'Of {{ near_one }}.'\n    right: \"Of {{ twice }}, half of")
    first, second = holes(bank.question("drawn")), holes(mended.question("drawn"))
    assert len(second) == len(first) + 2
    assert [*second][:3] == [*first][:3] == [*holes(bank.question("drawn"), asked_only=True)]


def test_one_match_by_two_ways_stays_one_choice(tmp_path):
    pairs = "[{text: a, match: '{{ base }} soms', feedback: A.}, {text: b, match: '{{ 7 * 3 }} soms', feedback: B.}]"
    bank = changed(
        tmp_path, "  - id: fixed", "  - {id: matched, type: matching, objective: 1, difficulty: apply, stem: Match.,"
        f" rests_on: x, pairs: {pairs}, extra: [{{text: none, feedback: C.}}]}}\n  - id: fixed",
    )  # fmt: skip
    bare, marked = (draw_all(bank, bank.question("matched"), marked=one)[0].question for one in (False, True))
    assert [plain(one) for one in marked.choices] == bare.choices == ["21 soms", "none"]


def test_parameters_may_come_back_as_text(bank):
    given = {"decile": "10", "year": "2015"}
    assert draw_one(bank, bank.question("drawn"), given).parameters == {"year": 2015, "decile": 10}


@pytest.mark.parametrize(
    "given", [{}, {"year": 2015}, {"year": 2009, "decile": 1}, {"year": "x", "decile": 1}, {"year": 2015, "decile": 1, "z": 1}]
)
def test_a_version_that_does_not_exist_is_one_sentence(bank, given):
    with pytest.raises(CourseError, match="Quiz of unit 09, question 'drawn': there is no version with"):
        draw_one(bank, bank.question("drawn"), given)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("year > 2010", "year > 2030", "question 'drawn': 'where' allows none of the versions"),
        ("= income / 2", "= incom / 2", "version year = 20"),
        ("= income / 2", "= incom / 2", "'incom' is not a known name (did you mean 'income'"),
        ('"= near_one"', '"= income / 2"', "lies within the tolerance of the answer"),
        ("{{ base }}", "{{ base / 4 }}", "has decimals; say how many"),
        ("{{ base }}", "{{ base | .1q }}", "'.1q' is not a format"),
        ("{{ base }}", "{{ incomes }}", "not a number or a text"),
        ('base: "21"', 'base: "twice"', "is defined by itself"),
        ("draw: {n: [1, 2, 3]}", "draw: {n: '3'}", "is no list with values"),
        ("5.5 * n", "10 * n", "no two may have the same place"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_version_names_question_version_and_mend(tmp_path, old, new, sentence):
    broken = changed(tmp_path, old, new)
    with pytest.raises(CourseError) as error:
        for question in broken.questions:
            draw_all(broken, question)
    assert sentence in str(error.value) and str(error.value).startswith("Quiz of unit 09, question '")
    assert "\n" not in str(error.value)
