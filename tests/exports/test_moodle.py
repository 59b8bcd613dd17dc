"""The Moodle XML of a bank: what arrives, and what each answer is then worth."""

from __future__ import annotations

import itertools
import re
import sys
import types
from html import escape, unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from moodle_view import (
    FRACTIONS, blank_answers, chosen, html, matching_answer, named, of_type, read_xml, shares, typed_numbers,
    typed_texts,
)  # fmt: skip

from postsoviet.errors import CourseError
from postsoviet.quiz.draws import Drawn
from postsoviet.quiz.exports import moodle
from postsoviet.quiz.exports.base import Pool, Report, Source
from postsoviet.quiz.marking import mark
from postsoviet.quiz.models import Bank
from postsoviet.quiz.questions import BlanksQuestion, ChoiceQuestion
from postsoviet.quiz.text import block, plain
from postsoviet.quiz.tolerance import accepted_range

GOLDEN = Path(__file__).parent / "golden" / "moodle.xml"
KINDS = {
    "single": "multichoice", "multiple": "multichoice", "true-false": "multichoice", "number": "numerical",
    "ordering": "matching", "matching": "matching", "blanks": "cloze", "text": "shortanswer", "open": "essay",
}  # fmt: skip


@pytest.fixture(scope="module")
def content(source) -> bytes:
    ((name, content),) = moodle.export(source, Report("moodle")).items()
    assert name == "00-moodle.xml"
    return content


@pytest.fixture(scope="module")
def arrived(content) -> dict:
    read = read_xml(content)
    assert len({one.name for one in read}) == len(read)
    return {one.name: one for one in read}


def test_the_file_is_the_golden_one(make_source):
    content = moodle.export(make_source(variants=1), Report("moodle"))["00-moodle.xml"]
    # when the change is meant: GOLDEN.write_bytes(content)
    assert content.decode() == GOLDEN.read_bytes().decode()


def test_a_seed_gives_the_same_bytes_and_another_seed_another_order(make_source, content):
    again, other = (next(iter(moodle.export(make_source(seed), Report("moodle")).values())) for seed in (7, 8))
    assert again == content
    first, second = ({one.name: [a.text for a in one.answers] for one in read_xml(x)} for x in (content, other))
    assert first["00-letters"] != second["00-letters"] and sorted(first["00-letters"]) == sorted(second["00-letters"])


def test_every_version_arrives_with_everything_around_its_answers(source, arrived):
    versions = named(source)
    assert set(arrived) == {name for name, _, _ in versions}
    for name, question, pool in versions:
        read = arrived[name]
        assert (read.kind, read.idnumber) == (KINDS[question.type], name)
        assert read.points == question.points or (name.startswith("00-drawn-blanks") and read.points == 2)
        assert block(question.stem, maths="tex") in read.stem
        assert f"Rests on: {html(question.rests_on)}" in read.feedback
        assert read.tags == ["unit-00", f"objective-{question.objective}", f"difficulty-{question.difficulty}"]
        assert read.hints == ([html(question.hint)] if question.hint and question.type != "open" else [])
        unit = 'Unit 00: Every type & "every" sign: &lt;ә ғ қ ң ө ұ ү һ і&gt;'
        assert read.category == f"$course$/top/{unit}" + (
            f"/00-{pool.question.id}" if question != pool.question else ""
        )


def test_nothing_of_a_bank_runs_and_the_letters_are_whole(content):
    text = content.decode()
    assert "<script" not in text and "ә ғ қ ң ө ұ ү һ і" in text
    assert "&lt;script&gt;alert(&quot;shown, not run&quot;)&lt;/script&gt; ]]&gt;" in text


def test_a_picture_lies_in_the_file_of_each_version_that_shows_it(source, arrived, small_picture):
    for name, question, _ in named(source):
        if question.chart:
            assert arrived[name].files == {"00-picture.png": small_picture.png}
            image = ElementTree.fromstring(
                re.search("<img[^>]*>", arrived[name].stem)[0].replace(">", "/>").replace("//>", "/>")
            )
            assert image.get("src") == "@@PLUGINFILE@@/00-picture.png" and image.get("alt") == small_picture.alt
        else:
            assert not arrived[name].files and "<img" not in arrived[name].stem


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_choices_are_marked_as_the_course_marks_them(source, arrived, kind):
    for name, question in of_type(source, kind):
        read = arrived[name]
        assert read.single == (kind == "single") and len(read.answers) == len(question.options)
        assert all(any(abs(abs(one.percent) - known) < 1e-5 for known in FRACTIONS) for one in read.answers)
        places = range(len(question.options))
        for size in [1] if kind == "single" else range(1, len(places) + 1):
            for picked in itertools.combinations(places, size):
                ours = mark(question, picked[0] if kind == "single" else list(picked))
                fraction, said = chosen(read, [html(question.options[place].text) for place in picked])
                assert fraction == pytest.approx(ours.fraction, abs=1e-4)
                assert said == [html(one) for one in ours.feedback]


def test_a_reason_counts_only_with_the_right_verdict(source, arrived):
    for name, question in of_type(source, "true-false"):
        assert len(arrived[name].answers) == 2 * len(question.reasons)
        for verdict, place in itertools.product((True, False), range(len(question.reasons))):
            ours = mark(question, {"verdict": verdict, "reason": place})
            text = f"<strong>{verdict}.</strong> {html(question.reasons[place].text)}"
            fraction, said = chosen(arrived[name], [text])
            assert fraction == ours.fraction
            assert said == ["".join(f"<p>{html(one)}</p>" for one in ours.feedback)]


def test_typed_answers_are_marked_as_the_course_marks_them(source, arrived):
    for name, question in of_type(source, "number", "text"):
        read = arrived[name]
        assert read.units == ([question.unit] if question.type == "number" and question.unit else [])
        for given in typed_numbers(question) if question.type == "number" else typed_texts(question):
            ours, theirs = mark(question, given), matching_answer(read, given)
            assert (theirs.percent / 100, theirs.feedback) == (ours.fraction, html(ours.feedback[0])), (name, given)
        if question.type == "number" and question.unit:
            assert question.unit in read.stem


def test_matching_and_ordering_give_the_share_of_right_lines(source, arrived):
    for name, question in of_type(source, "matching"):
        read, prompts = arrived[name], [html(pair.text) for pair in question.pairs]
        # Moodle takes a choice for HTML and its tags away
        assert {choice for _, choice in read.pairs} == {
            escape(plain(choice), quote=False) for choice in question.choices
        }
        for picked in itertools.product(range(len(question.choices)), repeat=len(prompts)):
            words = [escape(plain(question.choices[place]), quote=False) for place in picked]
            assert shares(read, dict(zip(prompts, words, strict=True))) == pytest.approx(
                mark(question, list(picked)).fraction
            )
        explained = [
            *((pair.text, pair.feedback) for pair in question.pairs),
            *((x.text, x.feedback) for x in question.extra),
        ]
        assert all(html(text) in read.feedback and html(said) in read.feedback for text, said in explained)
    for name, question in of_type(source, "ordering"):
        read, count = arrived[name], len(question.items)
        places = {int(choice.split()[0]): choice for _, choice in read.pairs}
        assert (
            unescape(places[1]) == f"1 ({question.first})" and unescape(places[count]) == f"{count} ({question.last})"
        )
        for order in itertools.permutations(range(1, count + 1)):
            given = {html(item.text): places[place] for item, place in zip(question.items, order, strict=True)}
            assert shares(read, given) == pytest.approx(mark(question, list(order)).fraction)
        assert all(
            f"<strong>{html(item.text)}</strong>: {html(item.feedback)}" in read.feedback for item in question.items
        )


def cloze_mark(read, question, given: dict) -> tuple[float, list[str]]:
    total, said = 0.0, []
    for part, name in zip(read.parts, question.pieces[1::2], strict=True):
        if part.kind == "multichoice":
            answer = next(one for one in part.answers if unescape(one.text) == unescape(given[name]))
        else:
            answer = matching_answer(part, given[name])
        total += answer.percent / 100 * part.points
        said.append(answer.feedback)
    return total / read.points, said


def test_blanks_give_the_share_of_right_blanks(source, arrived):
    for name, question in of_type(source, "blanks"):
        read = arrived[name]
        assert [part.kind for part in read.parts] == [
            "multichoice" if hasattr(key, "options") else "numerical" if hasattr(key, "tolerance") else "shortanswer"
            for key in (question.blanks[one] for one in question.pieces[1::2])
        ]
        names = question.pieces[1::2]
        for picked in itertools.product(*(blank_answers(question.blanks[one]) for one in names)):
            ours = mark(question, {one: given for one, (given, _) in zip(names, picked, strict=True)})
            fraction, said = cloze_mark(
                read, question, {one: text for one, (_, text) in zip(names, picked, strict=True)}
            )
            assert fraction == pytest.approx(ours.fraction)
            assert [unescape(one) for one in said] == [unescape(html(one)) for one in ours.feedback]


def alone(question, seed: int = 7) -> Source:
    """Make a source of one fixed question."""
    bank = Bank(unit="00", title="One", questions=[question])
    return Source(bank, (Pool(question, (Drawn(question, {}),)),), seed)


AWKWARD = {
    "id": "awkward", "type": "blanks", "objective": 1, "difficulty": "recall", "rests_on": "x", "points": 4,
    "stem": "Not a blank: {1:SHORTANSWER:=no} and {#1}.",
    "text": "A {2:MC:=no~yes} and [[sets]] and [[words]].",
    "blanks": {
        "sets": {"options": [
            {"text": r"$\{x\} = \#$", "correct": True, "feedback": r"$\frac{a}{b}$ ~ & a path C:\\"},
            {"text": "=50%", "feedback": "%100%no}"},
        ]},
        "words": {"accepted": ["AT&", "a~b#c}d", "back\\"], "right": "R & <b>", "wrong": "W~"},
    },
}  # fmt: skip


def test_signs_that_mean_something_to_a_cloze_mean_nothing_in_a_text():
    question = BlanksQuestion.model_validate(AWKWARD)
    (read,) = read_xml(next(iter(moodle.export(alone(question), Report("moodle")).values())))
    assert read.points == 4 and [part.points for part in read.parts] == [2, 2]
    # the browser turns the entities of the text back
    assert unescape(read.stem) == (
        "<p>Not a blank: {1:SHORTANSWER:=no} and {#1}.</p>\n<p>A {2:MC:=no~yes} and {#1} and {#2}.</p>"
    )
    assert "{#1}" in read.stem and read.stem.count("{#") == 2
    sets, words = read.parts
    told = {(unescape(one.text), one.percent, unescape(one.feedback)) for one in sets.answers}
    assert told == {
        (unescape(html(option.text)), 100.0 * option.correct, unescape(html(option.feedback)))
        for option in question.blanks["sets"].options
    }
    assert [one.text for one in words.answers] == ["AT&", "a~b#c}d", "back\\", "*"]
    assert [unescape(one.feedback) for one in words.answers] == ["R & <b>", "R & <b>", "R & <b>", "W~"]


def test_a_cloze_shows_formulas_as_buttons_and_words_as_a_menu():
    content = next(
        iter(moodle.export(alone(BlanksQuestion.model_validate(AWKWARD)), Report("moodle")).values())
    ).decode()
    assert "{2:MULTICHOICE_VS:" in content and "{2:MULTICHOICE_S:" not in content


def test_a_star_that_is_accepted_is_only_a_star(arrived):
    read = arrived["00-word"]
    assert matching_answer(read, 'An "INDEPENDENT" state: {ел} -> *all* & <b>').percent == 100
    assert matching_answer(read, 'an "independent" state: {ел} -> not all & <b>').percent == 0


def test_the_end_of_a_section_inside_a_text_does_not_end_it():
    element = ElementTree.fromstring(moodle._text("info", "a ]]> b ]]>]]> c ]]"))
    assert element.findtext("text") == "a ]]> b ]]>]]> c ]]"


def test_the_marker_of_an_open_answer_sees_the_rubric_and_the_student_the_sample(source, arrived):
    for name, question in of_type(source, "open"):
        read = arrived[name]
        for line in question.rubric:
            points = "1 point" if line.points == 1 else f"{line.points} points"
            assert f"<li>{html(line.text)} ({points})</li>" in read.notes and html(line.text) not in read.feedback
        assert block(question.sample, maths="tex") in read.feedback


def test_what_is_lost_is_said(source):
    report = Report("moodle")
    moodle.export(source, report)
    lost = {(name, what.split(":")[0].split(",")[0]) for name, what in report.losses}
    typed = "Moodle compares typed words without case"
    verdict = (
        "a verdict without a reason (worth a half) cannot be given; each verdict stands with each reason as one option"
    )
    order, lines = (
        "the items are matched with their places",
        "the feedback of each line comes all together after the answer",
    )
    assert lost == {
        ("", "Moodle reads typed numbers by the rules of its language"), ("verdict", verdict),
        ("drawn-verdict", verdict), ("order", order), ("drawn-order", order), ("order", lines), ("drawn-order", lines),
        ("match", lines), ("drawn-match", lines),
        ("blanks", typed), ("word", typed), ("drawn-word", typed), ("essay", "the hint"),
        ("drawn-blanks", "Moodle counts 2 marks for its 2 blanks instead of 1"),
    }  # fmt: skip


def test_more_right_options_than_moodle_can_divide_a_mark_by_are_an_error():
    options = [{"text": f"o{n}", "correct": n < 11, "feedback": "f"} for n in range(12)]
    question = ChoiceQuestion(
        id="many", type="multiple", objective=1, difficulty="recall", stem="s", rests_on="r", options=options
    )
    with pytest.raises(CourseError, match="'many' has 11 right options.*1/10"):
        moodle.export(alone(question), Report("moodle"))


@pytest.fixture(scope="module")
def foreign():
    """Give a reader of Moodle XML that is not ours; it reads choices, numbers and essays."""
    with pytest.MonkeyPatch.context() as patch:
        # it imports wand for pictures alone, and wand needs a library of the system
        wand, image = types.ModuleType("wand"), types.ModuleType("wand.image")
        image.Image = object
        patch.setitem(sys.modules, "wand", wand)
        patch.setitem(sys.modules, "wand.image", image)
        from amc2moodle.moodle2amc._questions import CreateQuestion

        yield CreateQuestion


def test_another_reader_sees_the_same_stems_keys_and_tolerances(source, content, foreign, tmp_path, monkeypatch):
    from lxml import etree

    # it puts pictures into the folder where it stands
    monkeypatch.chdir(tmp_path)

    def read(name: str):
        element = next(
            one for one in etree.fromstring(content).findall("question") if one.findtext("name/text") == name
        )
        for answer in element.findall("answer"):
            # it takes every answer for a number and knows one key
            if element.get("type") == "numerical" and answer.get("fraction") != "100":
                element.remove(answer)
        return foreign(element.get("type"), element).transform("00")

    def words(text: str) -> str:
        # it writes for TeX, where a percent sign is escaped
        return text.replace("\\%", "%")

    seen = set()
    for name, question, _ in named(source):
        if KINDS[question.type] not in ("multichoice", "numerical", "essay"):
            continue
        seen.add(question.type)
        element = read(name)
        assert element.get("qname") == name and block(question.stem, maths="tex") in words(element.findtext("text"))
        if question.type in ("single", "multiple"):
            right, wrong = (
                {words(one.findtext("text")) for one in element.iter(tag)} for tag in ("correctchoice", "wrongchoice")
            )
            assert right == {html(option.text) for option in question.options if option.correct}
            assert wrong == {html(option.text) for option in question.options if not option.correct}
            assert element.get("amctype") == ("question" if question.type == "single" else "questionmult")
        elif question.type == "number":
            low, high = accepted_range(question.answer, question.tolerance)
            number = element.find("AMCnumericChoices")
            settings = dict(one.split(" = ") for one in number.text.split(", "))
            assert float(number.get("target")) == pytest.approx((low + high) / 2)
            # it writes the tolerance in units of the last decimal
            assert int(settings["exact"]) / 10 ** int(settings["decimals"]) == pytest.approx((high - low) / 2, rel=1e-4)
    assert seen == {"single", "multiple", "true-false", "number", "open"}
