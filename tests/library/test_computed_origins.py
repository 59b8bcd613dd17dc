"""From a number that a quiz computes to the data sets behind it."""

from __future__ import annotations

import textwrap

import pytest
from postsoviet.quiz import load, read
from postsoviet.quiz.draws import draw_all
from postsoviet.quiz.filling import holes
from postsoviet.quiz.scope import Scope
from postsoviet.quiz.expressions import evaluate
from postsoviet.quiz.parts import HOLE_NUMBERS, MARKED
from postsoviet.quiz.vocabulary import FUNCTIONS
from postsoviet.traces.computed import computed_numbers

ANNEX = "09-annex2-income-benefits"
BANK = """
unit: "09"
title: Test
definitions:
  years: distinct("09-annex2-income-benefits", "year")
  sum: 100 * sum(income) / mean(income)
  income: values("09-annex2-income-benefits", "income", year=year)
  mean: "7"
  unused: values("09-table5-income-shares", "share_percent")
questions:
  - id: drawn
    type: number
    objective: 1
    difficulty: apply
    draw: {year: "= years", kind: [high, low]}
    let:
      income: values("09-annex2-income-benefits", "income", year=year) if kind == "high" else values("09-annex1-income-shares", "share_percent", year=year)
      first: income[0]
    stem: "In {{ year }} {{ first | .1f }} and {{ sum | .1f }} and {{ 2 + 3 }}."
    rests_on: lines 1-2
    answer: "= first"
    tolerance: 1
    right: "{{ value('09-annex2-income-benefits', 'income', year=2015, decile=1) }} and {{ income[1] | .0f }}"
    wrong: "{{ -value('09-annex2-income-benefits', 'income', year=2015, decile=1) }} and {{ years[0] }} and {{ round(first, 1) | .1f }}"
"""


@pytest.fixture
def origins(tmp_path):
    """The origins of every hole of the question, by expression."""
    path = tmp_path / "09_test.yaml"
    path.write_text(textwrap.dedent(BANK), encoding="utf-8")
    bank = read(path)
    question = bank.question("drawn")
    found = computed_numbers(bank, question)
    assert [one.expression for one in found] == [*holes(question)]
    return {one.expression: one for one in found}


def test_every_name_stands_below_the_expression_that_uses_it(origins):
    """The text "income" names a column, `sum(` a function, and neither is the definition of that name."""
    assert [step.name for step in origins["sum"].steps] == ["sum", "income", "year", "kind", "years"]
    assert [step.name for step in origins["2 + 3"].steps] == []
    assert origins["first"].steps[1].expression.startswith('values("09-annex2'), "let comes before definitions"


def test_the_data_sets_are_those_that_are_reached(origins):
    assert origins["sum"].datasets == (ANNEX, "09-annex1-income-shares")
    assert origins["year"].datasets == (ANNEX,)
    assert origins["2 + 3"].datasets == ()


def test_a_drawn_name_says_from_what(origins):
    year, kind = (one for one in origins["sum"].steps if one.drawn)
    assert (year.name, year.expression, year.quoted) == ("year", "years", False)
    assert (kind.name, kind.expression, kind.quoted) == ("kind", "['high', 'low']", True)


def test_what_the_question_does_not_say_is_a_secret(origins):
    """The value of `kind` stands nowhere in the stem; `year` does."""
    assert {step.name: step.secret for step in origins["sum"].steps if step.drawn} == {"year": False, "kind": True}


@pytest.mark.parametrize(
    ("expression", "kind"),
    [("year", "drawn"), ("sum", "computed"), ("2 + 3", "computed"), ("years[0]", "taken"), ("first", "computed"), ("round(first, 1)", "computed"),
     ("value('09-annex2-income-benefits', 'income', year=2015, decile=1)", "taken"),
     ("-value('09-annex2-income-benefits', 'income', year=2015, decile=1)", "computed")],
)  # fmt: skip
def test_a_cell_as_it_is_was_taken_and_not_computed(origins, expression, kind):
    assert origins[expression].kind == kind


@pytest.mark.parametrize("unit", ["02", "09"])
def test_every_number_of_a_bank_leads_to_data_or_says_that_it_does_not(unit):
    bank = load(unit)
    for question in bank.questions:
        for found in computed_numbers(bank, question):
            code = " ".join([found.expression, *(step.expression for step in found.steps)])
            assert all(name in code for name in found.datasets)
            assert bool(found.datasets) is any(f"{reader}(" in code for reader in ("value", "values", "distinct"))


@pytest.mark.parametrize("unit", ["02", "09"])
def test_a_reader_who_follows_the_steps_gets_the_number(unit):
    """What is told, and nothing else, gives every number of every version that the page shows."""
    bank, followed = load(unit), 0
    for question in bank.questions:
        origins = computed_numbers(bank, question)
        for version in draw_all(bank, question, count=10, marked=True):
            marks = {found.groups() for found in MARKED.finditer(version.question.model_dump_json()) if found[1]}
            for sign, words in marks:
                told = origins[HOLE_NUMBERS.index(ord(sign))]
                names = {step.name: step.expression for step in told.steps if not step.drawn}
                drawn = {step.name: version.parameters[step.name] for step in told.steps if step.drawn}
                value = evaluate(told.expression, Scope(names, drawn), FUNCTIONS)
                decimals = len(words.partition(".")[2])
                same = words == value if isinstance(value, str) else float(words.replace(",", "")) == round(value, decimals)
                assert same, (question.id, version.parameters, told.expression, words, value)
                followed += 1
    assert followed > 400
