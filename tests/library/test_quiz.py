"""A quiz bank is checked whole; hostile text is shown, not run."""

import textwrap

import pytest
from postsoviet.errors import CourseError
from postsoviet.quiz import quiz_html, read
from postsoviet.quiz.bank import load

GOOD = """
unit: "09"
title: Test
questions:
  - id: one
    type: single
    objective: 1
    difficulty: apply
    stem: Which *one*?
    rests_on: 09-table4-income-change
    options:
      - {text: A, correct: true, feedback: Yes because.}
      - {text: B, feedback: Tempting because.}
      - {text: C, feedback: No because.}
  - id: two
    type: number
    objective: 2
    difficulty: apply
    stem: How much?
    rests_on: lines 1-2
    answer: 3.19
    tolerance: 0.01
    unit: percent
    right: Yes.
    wrong: No.
    near_misses:
      - {value: 4.92, feedback: That is the printed one.}
"""


def bank(tmp_path, text=GOOD, **swap):
    """Read a bank after replacing some text in it."""
    for old, new in swap.values():
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "09_test.yaml"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return read(path)


def test_a_good_bank_renders_native_controls(tmp_path):
    html = quiz_html(bank(tmp_path))
    assert html.count("<fieldset>") == html.count("<legend>") == 2
    assert html.count('type="radio"') == 3 and 'inputmode="decimal"' in html
    assert "<em>one</em>" in html
    assert html.count('role="status"') == 3


def test_rendering_twice_gives_the_same_bytes(tmp_path):
    assert quiz_html(bank(tmp_path)) == quiz_html(bank(tmp_path))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("feedback: No because.", "feedbck: No because.", "option 3: 'feedbck' is not a known key (did you mean 'feedback'"),
        ("tolerance: 0.01", "tolerence: 0.01", "question 'two': 'tolerence' is not a known key (did you mean 'tolerance'"),
        ("correct: true, ", "", "question 'one': a single choice has exactly one right option, this one has 0"),
        ("id: two", "id: one", "two questions have the id 'one'"),
        ("value: 4.92", "value: 3.195", "question 'two': the near miss 3.195 lies within the tolerance"),
        ("objective: 2", "objective: second", "question 'two': 'objective' is \"second\""),
        ("text: B", "text: A", "question 'one': two options have the same text"),
        ("title: Test", "titel: Test", "'titel' is not a known key (did you mean 'title'"),
        ("    difficulty: apply\n    stem: How", "    stem: How", "question 'two': the key 'difficulty' is missing"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_sentence_with_file_place_and_mend(tmp_path, old, new, sentence):
    with pytest.raises(CourseError) as error:
        bank(tmp_path, swap=(old, new))
    text = str(error.value)
    assert text.startswith("09_test.yaml") and sentence in text and "\n" not in text


def test_broken_yaml_names_the_line(tmp_path):
    with pytest.raises(CourseError, match=r"09_test.yaml, line \d+: this is not valid YAML"):
        bank(tmp_path, text="unit: [")


def test_an_unknown_unit_lists_the_banks():
    with pytest.raises(CourseError, match="holds no bank for unit '77'"):
        load("77")


def test_markup_in_a_bank_is_shown_and_not_run(tmp_path):
    html = quiz_html(bank(tmp_path, swap=("Which *one*?", '"<script>alert(1)</script> <img src=x onerror=a> Қазақ $x$"')))
    assert "<script" not in html and "<img" not in html
    assert "&lt;script&gt;" in html and "Қазақ $x$" in html
