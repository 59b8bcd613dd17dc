"""Every version of every question of every bank holds; and a bank with a flaw is found out."""

import textwrap

import pytest
from postsoviet.cli import main
from postsoviet.quiz import load, read
from postsoviet.quiz.bank import folder
from postsoviet.quiz.stress import at_least, stress_bank, stress_question

SEEDS = 300
UNITS = sorted(path.name[:2] for path in folder().glob("[0-9][0-9]_*.yaml"))
EVERY = [(unit, question.id) for unit in UNITS for question in load(unit).questions]

HEAD = """unit: "09"
title: Test
questions:
"""
COMMON = "objective: 1, difficulty: apply, rests_on: lines 1-2"
NUMBER = f"""  - {{id: q, type: number, {COMMON}, stem: How much?, answer: "= n * 3", tolerance: 0.1, right: Yes., wrong: No.,
     draw: {{n: [1, 2, 3, 4, 5]}}, near_misses: [{{value: "= n * 3 + 1", feedback: One more.}}, {{value: "= n", feedback: Forgot.}}]}}
"""
CHOICE = f"""  - {{id: q, type: single, {COMMON}, stem: Which?, draw: {{n: [1, 2, 3, 4, 5]}}, options: [
     {{text: "{{{{ n }}}}", correct: true, feedback: Yes.}}, {{text: "{{{{ n + 1 }}}}", feedback: No.}}, {{text: none, feedback: No.}}]}}
"""


def bank(tmp_path, text):
    """Read a bank with these questions."""
    path = tmp_path / "09_test.yaml"
    path.write_text(HEAD + textwrap.dedent(text), encoding="utf-8")
    return read(path)


@pytest.mark.parametrize(("unit", "name"), EVERY)
def test_every_version_of_every_question_holds(unit, name):
    whole = load(unit)
    outcome = stress_question(whole, whole.question(name), SEEDS)
    assert not outcome.problems, "\n".join(outcome.problems)
    assert outcome.versions >= 1


@pytest.mark.parametrize("unit", UNITS)
def test_neither_place_nor_length_gives_a_key_away(unit):
    assert not stress_bank(load(unit))


@pytest.mark.parametrize(
    ("text", "old", "new", "sentence"),
    [
        (NUMBER, "n * 3 + 1", "n * 3 + n / 40", "lies within the tolerance of the answer"),
        (NUMBER, "n * 3 + 1", "n * 3 + 0.11", "lies so close that the tolerance"),
        (NUMBER, '"= n"', '"= n * 3 + 1.05"', "cannot be told apart within the tolerance"),
        (NUMBER, "[1, 2, 3, 4, 5]", "[1, 2, 3]", "has only 3 versions"),
        (NUMBER, '"= n * 3"', '"= 30"', "5 of 5 versions have the same answer"),
        (CHOICE, "{{ n + 1 }}", "{{ n }}.0", "n = 1: two options are the same number, 1"),
        (CHOICE, "{{ n + 1 }}", "{{ n + 0 }}", "two options have the same text"),
        (CHOICE, "{{ n + 1 }}", "{{ n + }", "a hole was not filled"),
    ],
)
def test_a_flaw_is_found_and_named(tmp_path, text, old, new, sentence):
    assert old in text
    broken = bank(tmp_path, text.replace(old, new))
    problems = stress_question(broken, broken.questions[0], 20).problems
    assert any(sentence in one for one in problems), problems
    assert all(one.startswith("Quiz of unit 09, question 'q'") for one in problems)


def test_the_sound_ones_pass(tmp_path):
    for text in (NUMBER, CHOICE):
        sound = bank(tmp_path, text)
        assert not stress_question(sound, sound.questions[0], SEEDS).problems


def several(lengths, place):
    """Eight choices whose key stands at one place and has a length."""
    lines = []
    for number in range(8):
        options = [f"{{text: {letter * lengths[k]}, feedback: x}}" for k, letter in enumerate("abcd")]
        options[place(number)] = options[place(number)].replace("feedback", "correct: true, feedback")
        lines.append(f"  - {{id: q{number}, type: single, {COMMON}, stem: Which?, options: [{', '.join(options)}]}}\n")
    return "".join(lines)


@pytest.mark.parametrize(
    ("lengths", "place", "sentence"),
    [
        ((5, 6, 7, 20), lambda number: 3, "the key is the longest option in 8 of 8"),
        ((5, 16, 17, 20), lambda number: 0, "the key is the shortest option in 8 of 8"),
        ((5, 6, 7, 20), lambda number: 1, "the key stands at place 2 in 8 of 8"),
    ],
)
def test_keys_given_away_by_length_or_place_are_found(tmp_path, lengths, place, sentence):
    assert any(sentence in one for one in stress_bank(bank(tmp_path, several(lengths, place))))


def test_an_even_bank_passes(tmp_path):
    assert not stress_bank(bank(tmp_path, several((5, 6, 7, 20), lambda number: number % 4)))


def test_the_chance_of_so_many_is_that_of_the_binomial_table():
    # ten throws with chance 1/4, five or more: 0.0781 (a printed binomial table)
    assert at_least(5, [0.25] * 10) == pytest.approx(0.0781, abs=5e-5)
    assert at_least(0, [0.25] * 10) == pytest.approx(1)


def test_the_command_lists_every_question_and_ends_well(capsys):
    assert main(["quiz", "stress", "--unit", UNITS[0], "--seeds", "20"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(load(UNITS[0]).questions) and all("ms each" in line for line in lines)


def test_the_command_refuses_a_number_of_seeds_that_is_none(capsys):
    with pytest.raises(SystemExit):
        main(["quiz", "stress", "--seeds", "many"])
    assert "'many' is not a whole number from 1 to 10,000" in capsys.readouterr().err
