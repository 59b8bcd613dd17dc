"""A quiz bank is checked whole: a mistake is one sentence with file, place and mend."""

import pytest
from postsoviet.errors import CourseError
from postsoviet.quiz import load, read
from postsoviet.quiz.bank import fingerprint
from postsoviet.quiz.questions import TYPES

HEAD = """unit: "09"
title: Test
questions:
"""
COMMON = "objective: 1, difficulty: apply, rests_on: lines 1-2"
QUESTIONS = {
    "single": """stem: Which *one*?, options: [
        {text: A, correct: true, feedback: Because.}, {text: B, feedback: Tempting.}, {text: C, feedback: No.}]""",
    "multiple": """stem: Which?, options: [
        {text: A, correct: true, feedback: Yes.}, {text: B, correct: true, feedback: Yes.}, {text: C, feedback: No.}]""",
    "true-false": """stem: It rose., answer: true, right: Yes., wrong: No., reasons: [
        {text: A, correct: true, feedback: Because.}, {text: B, feedback: Tempting.}, {text: C, feedback: No.}]""",
    "number": """stem: How much?, answer: 3.19, tolerance: 0.01, unit: percent, right: Yes., wrong: No.,
        near_misses: [{value: 4.92, feedback: Printed.}]""",
    "ordering": """stem: Order them., first: earliest, last: latest, items: [
        {text: A, by: 1, feedback: First.}, {text: B, by: 2, feedback: Then.}, {text: C, by: 3, feedback: Last.}]""",
    "matching": """stem: Match., pairs: [
        {text: A, match: x, feedback: So.}, {text: B, match: y, feedback: So.}], extra: [{text: z, feedback: Tempting.}]""",
    "blanks": """stem: Fill in., text: "A [[one]], b [[two]] and c [[three]].", blanks: {
        one: {options: [{text: in, correct: true, feedback: Yes.}, {text: out, feedback: No.}]},
        two: {answer: 5, tolerance: {relative: 0.1}, right: Yes., wrong: No.},
        three: {accepted: [word], right: Yes., wrong: No.}}""",
    "text": """stem: Name it., accepted: [Lorenz curve, the Lorenz curve], right: Yes., wrong: No.,
        near_misses: [{value: Gini, feedback: A number.}]""",
    "open": """stem: Explain., sample: So., rubric: [{text: A, points: 2}, {text: B, points: 1}]""",
}


def written(tmp_path, *types, old="", new="", head=HEAD):
    """Read a bank with one question of each type, after one change."""
    lines = [f"  - {{id: {kind}, type: {kind}, {COMMON}, {QUESTIONS[kind]}}}\n" for kind in types or QUESTIONS]
    text = head + "".join(lines)
    assert old in text, f"the test changes {old!r}, which is not there"
    path = tmp_path / "09_test.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return read(path)


def test_every_type_can_be_read(tmp_path):
    bank = written(tmp_path)
    assert [question.type for question in bank.questions] == [*TYPES]
    assert all(list(question.explanations()) for question in bank.questions)


def test_the_points_of_an_open_answer_are_those_of_its_rubric(tmp_path):
    assert written(tmp_path, "open").questions[0].points == 3


@pytest.mark.parametrize(
    ("kind", "old", "new", "sentence"),
    [
        ("single", "feedback: No.", "feedbck: No.", "question 'single', option 3: 'feedbck' is not a known key (did you mean 'feedback'"),
        ("single", "correct: true, ", "", "question 'single': a single choice has exactly one right option, this one has 0"),
        ("single", "text: B", "text: a", "question 'single': two options have the same text; reword one"),
        ("single", "objective: 1", "objective: first", "question 'single': 'objective' is \"first\""),
        ("single", "difficulty: apply, ", "", "question 'single': the key 'difficulty' is missing; add it"),
        ("single", "difficulty: apply", "difficulty: hard", "question 'single': 'difficulty' is \"hard\""),
        ("single", "text: B", "text: '= 1 + 1'", "a text cannot begin with '= '"),
        ("single", "type: single", "type: singel", "question 'single': the type 'singel' is not known (did you mean 'single'"),
        ("single", "type: single, ", "", "question 'single': the key 'type' is missing; add it"),
        ("multiple", "text: C, ", "text: C, correct: true, ", "at least one right and one wrong option"),
        ("true-false", "answer: true", "answer: perhaps", "'perhaps' is neither a number nor an expression"),
        ("number", "tolerance: 0.01", "tolerence: 0.01", "'tolerence' is not a known key (did you mean 'tolerance'"),
        ("number", "tolerance: 0.01", "tolerance: {absolute: 1, digits: 2}", "exactly one of them, not absolute and digits"),
        ("number", "tolerance: 0.01", "tolerance: -1", "a tolerance cannot be negative"),
        ("number", "value: 4.92", "value: 3.195", "question 'number': the near miss 3.195 lies within the tolerance"),
        ("ordering", "by: 3", "by: 2", "no two may have the same place"),
        ("ordering", "by: 3, ", "", "either every item says what it is ordered by, or none does"),
        ("matching", "match: y", "match: X", "two matches differ only in case or marks"),
        ("blanks", "[[two]]", "two", "the blank 'two' must stand in the text exactly once"),
        ("blanks", "[[two]]", "[[two]] [[four]]", "the text has the blank [[four]]"),
        ("blanks", "answer: 5", "answr: 5", "'answr' is not a known key"),
        ("text", "the Lorenz curve", "LORENZ  curve.", "two accepted answers are the same"),
        ("text", "value: Gini", "value: Lorenz Curve", "the near miss 'Lorenz Curve' is also an accepted answer"),
        ("open", "points: 1}", "points: 1}], points: 4, hint: [", "question 'open'"),
        ("open", "{text: B, points: 1}", "{text: B, points: 1, pints: 2}", "line of the rubric 2: 'pints' is not a known key"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_sentence_with_file_place_and_mend(tmp_path, kind, old, new, sentence):
    with pytest.raises(CourseError) as error:
        written(tmp_path, kind, old=old, new=new)
    text = str(error.value)
    assert text.startswith("09_test.yaml") and sentence in text and "\n" not in text


def test_two_questions_cannot_share_an_id(tmp_path):
    with pytest.raises(CourseError, match="two questions have the id 'text'"):
        written(tmp_path, "single", "text", old="id: single", new="id: text")


def test_an_unknown_key_of_the_bank_is_named(tmp_path):
    with pytest.raises(CourseError, match="'titel' is not a known key .did you mean 'title'"):
        written(tmp_path, head=HEAD.replace("title", "titel"))


def test_broken_yaml_names_the_line(tmp_path):
    with pytest.raises(CourseError, match=r"09_test.yaml, line \d+: this is not valid YAML"):
        written(tmp_path, head="unit: [\n")


@pytest.mark.parametrize("content", ["", "[]", "just words", "unit: '09'"])
def test_a_file_that_is_no_bank_is_one_sentence(tmp_path, content):
    path = tmp_path / "09_test.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CourseError) as error:
        read(path)
    assert "09_test.yaml" in str(error.value) and "\n" not in str(error.value)


def test_an_unknown_unit_lists_the_banks():
    with pytest.raises(CourseError, match="holds no bank for unit '77'"):
        load("77")


def test_an_unknown_question_offers_the_nearest(tmp_path):
    with pytest.raises(CourseError, match="no question 'singel' .did you mean 'single'"):
        written(tmp_path).question("singel")


def test_the_fingerprint_changes_with_any_word(tmp_path):
    before = fingerprint(written(tmp_path))
    assert before == fingerprint(written(tmp_path)) and len(before) == 16
    assert before != fingerprint(written(tmp_path, old="Tempting.", new="Tempting!"))
