"""The GIFT file of a bank: what arrives, what is said to be lost, and what each answer is then worth."""

from __future__ import annotations

import itertools
import json
import re
import sys
import types
import warnings
from html import escape, unescape
from pathlib import Path

import pytest
from moodle_view import (
    blank_answers, chosen, html, matching_answer, named, of_type, read_gift, shares, typed_numbers, typed_texts,
)  # fmt: skip
from postsoviet.quiz.exports import gift
from postsoviet.quiz.exports.base import Report
from postsoviet.quiz.marking import mark
from postsoviet.quiz.text import block, plain

GOLDEN = Path(__file__).parent / "golden" / "gift.txt"
KINDS = {
    "single": "multichoice", "multiple": "multichoice", "true-false": "multichoice", "number": "numerical",
    "ordering": "matching", "matching": "matching", "text": "shortanswer", "open": "essay",
}  # fmt: skip


def joined(markup: str) -> str:
    """Leave out line breaks, which an export to one line does not keep between tags."""
    return markup.replace("\n", "")


@pytest.fixture(scope="module")
def content(source) -> bytes:
    ((name, content),) = gift.export(source, Report("gift")).items()
    assert name == "00.gift.txt"
    return content


@pytest.fixture(scope="module")
def arrived(content) -> dict:
    read = read_gift(content)
    assert len({one.name for one in read}) == len(read)
    return {one.name: one for one in read}


def test_the_file_is_the_golden_one(make_source):
    content = gift.export(make_source(variants=1), Report("gift"))["00.gift.txt"]
    # when the change is meant: GOLDEN.write_bytes(content)
    assert content.decode() == GOLDEN.read_bytes().decode()


def test_a_seed_gives_the_same_bytes_and_another_seed_another_order(make_source, content):
    again, other = (next(iter(gift.export(make_source(seed), Report("gift")).values())) for seed in (7, 8))
    assert again == content
    first, second = ({one.name: [a.text for a in one.answers] for one in read_gift(x)} for x in (content, other))
    assert first["00-letters"] != second["00-letters"] and sorted(first["00-letters"]) == sorted(second["00-letters"])


def parts_of(name: str, question) -> list[str]:
    return [f"{name}-{one}" for one in question.pieces[1::2]] if question.type == "blanks" else [name]


def test_every_version_arrives_with_everything_around_its_answers(source, arrived):
    versions = named(source)
    assert set(arrived) == {part for name, question, _ in versions for part in parts_of(name, question)}
    for name, question, pool in versions:
        for part in parts_of(name, question):
            read = arrived[part]
            assert read.idnumber == part and joined(block(question.stem, maths="tex")) in joined(read.stem)
            assert question.type == "blanks" or read.kind == KINDS[question.type]
            assert f"Rests on: {html(question.rests_on)}" in read.feedback
            assert read.tags == ["unit-00", f"objective-{question.objective}", f"difficulty-{question.difficulty}"]
            unit = 'Unit 00: Every type & "every" sign: &lt;ә ғ қ ң ө ұ ү һ і&gt;'
            assert read.category == f"$course$/top/{unit}" + (
                f"/00-{pool.question.id}" if question != pool.question else ""
            )


def test_a_picture_is_told_in_words(source, arrived, small_picture):
    for name, question in of_type(source, "open", "number"):
        assert (f"[{escape(small_picture.alt, quote=False)}]" in arrived[name].stem) == bool(question.chart)


def test_choices_are_marked_as_the_course_marks_them(source, arrived):
    for name, question in of_type(source, "single", "multiple"):
        read, several = arrived[name], question.type == "multiple"
        assert read.single != several
        places = range(len(question.options))
        for size in range(1, len(places) + 1) if several else [1]:
            for picked in itertools.combinations(places, size):
                ours = mark(question, list(picked) if several else picked[0])
                fraction, said = chosen(read, [html(question.options[place].text) for place in picked])
                assert fraction == pytest.approx(ours.fraction, abs=1e-4)
                assert said == [html(one) for one in ours.feedback]


def test_a_reason_counts_only_with_the_right_verdict(source, arrived):
    for name, question in of_type(source, "true-false"):
        for verdict, place in itertools.product((True, False), range(len(question.reasons))):
            ours = mark(question, {"verdict": verdict, "reason": place})
            fraction, said = chosen(
                arrived[name], [f"<strong>{verdict}.</strong> {html(question.reasons[place].text)}"]
            )
            assert (fraction, said) == (ours.fraction, ["".join(f"<p>{html(one)}</p>" for one in ours.feedback)])


def test_typed_answers_are_marked_as_the_course_marks_them(source, arrived):
    for name, question in of_type(source, "number", "text"):
        for given in typed_numbers(question) if question.type == "number" else typed_texts(question):
            ours, theirs = mark(question, given), matching_answer(arrived[name], given)
            assert (theirs.percent / 100, theirs.feedback) == (ours.fraction, html(ours.feedback[0])), (name, given)
        if question.type == "number" and question.unit:
            assert f"Unit: {question.unit}" in arrived[name].stem


def test_matching_and_ordering_give_the_share_of_right_lines(source, arrived):
    for name, question in of_type(source, "matching"):
        read = arrived[name]
        assert {choice for _, choice in read.pairs} == {
            escape(plain(choice), quote=False) for choice in question.choices
        }
        for picked in itertools.product(question.choices, repeat=len(question.pairs)):
            given = {
                html(pair.text): escape(plain(one), quote=False)
                for pair, one in zip(question.pairs, picked, strict=True)
            }
            ours = mark(question, [question.choices.index(one) for one in picked])
            assert shares(read, given) == pytest.approx(ours.fraction)
        assert all(html(pair.feedback) in read.feedback for pair in [*question.pairs, *question.extra])
    for name, question in of_type(source, "ordering"):
        read, count = arrived[name], len(question.items)
        places = {int(choice.split()[0]): choice for _, choice in read.pairs}
        assert (
            unescape(places[1]) == f"1 ({question.first})" and unescape(places[count]) == f"{count} ({question.last})"
        )
        for order in itertools.permutations(range(1, count + 1)):
            given = {html(item.text): places[place] for item, place in zip(question.items, order, strict=True)}
            assert shares(read, given) == pytest.approx(mark(question, list(order)).fraction)


def test_each_blank_is_a_question_of_its_own(source, arrived):
    for name, question in of_type(source, "blanks"):
        for blank in question.pieces[1::2]:
            read, key = arrived[f"{name}-{blank}"], question.blanks[blank]
            text = block(question.text, maths="tex").replace(f"[[{blank}]]", "_____")
            for other in question.pieces[1::2]:
                text = text.replace(f"[[{other}]]", "[…]")
            assert joined(text) in joined(read.stem)
            for given, told in blank_answers(key):
                share = mark(question, {blank: given})
                if read.kind == "multichoice":
                    fraction, said = chosen(read, [told])
                else:
                    answer = matching_answer(read, told)
                    fraction, said = answer.percent / 100, [answer.feedback]
                assert fraction == pytest.approx(share.fraction * len(question.blanks))
                assert said == [html(one) for one in share.feedback]


def test_the_rubric_and_the_sample_of_an_open_answer_arrive(source, arrived):
    for name, question in of_type(source, "open"):
        read = arrived[name]
        assert not read.answers and all(html(line.text) in read.feedback for line in question.rubric)
        assert joined(block(question.sample, maths="tex")) in joined(read.feedback)


def test_what_is_lost_is_said(source):
    report = Report("gift")
    gift.export(source, report)
    lost = {(name, what.split(":")[0]) for name, what in report.losses}
    for pool in source.pools:
        question = pool.question
        assert ((question.id, "the hint") in lost) == bool(question.hint)
        assert ((question.id, f"the {question.points} points") in lost) == (question.points != 1)
        assert ((question.id, "the picture") in lost) == bool(question.chart)
    assert ("blanks", "its 3 blanks are as many questions, each with one point") in lost
    assert (
        "essay",
        "the rubric stands in the feedback that students see, for GIFT has no notes for the marker",
    ) in lost
    for name in ("total", "drawn-number", "blanks"):
        assert (name, "a unit that is typed behind the number is not understood") in lost
    assert ("drawn-change", "a unit that is typed behind the number is not understood") not in lost


def test_every_sign_that_means_something_is_escaped():
    assert gift._escaped("a\\b ~=#{}: \n c") == r"a\\b \~\=\#\{\}\: \n c"
    assert gift._escaped("<p>x</p>\n<p>y</p>") == "<p>x</p><p>y</p>"
    answer = gift.Answer("%50% of it", 0, "no")
    assert gift._weighed(answer) == "~%0%"


@pytest.fixture(scope="module")
def foreign(content, tmp_path_factory) -> dict:
    """Give what a reader that is not ours makes of the file."""
    path = tmp_path_factory.mktemp("gift") / "bank.gift"
    # of a number it knows no answer for everything else
    path.write_text(re.sub(r"\n\t~#.*", "", content.decode()), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        # it imports markdown for the format of that name alone, in a release that newer Pythons refuse
        patch.setitem(sys.modules, "markdown", types.ModuleType("markdown"))
        with warnings.catch_warnings():
            # it is written in an old way
            warnings.simplefilter("ignore")
            from pygiftparser import parser
        with path.open(encoding="utf-8") as file:
            return {one.title: one for one in parser.parseFile(file)}


def unescaped(text: str) -> str:
    """Take away the escapes, which this reader leaves in."""
    for sign in "~=#{}:\\":
        text = text.replace(f"\\{sign}", sign)
    return text.strip()


def test_another_reader_sees_the_same_questions(arrived, content, foreign):
    seen = {}
    for part in content.decode().split("\n\n"):
        found = re.search(r"::(.+?)::.*?[^\\]\{(.*)", part, re.S)
        # it takes an escaped brace among the answers for their end, and knows no number below zero
        if not found or "\\}" in found[2] or "%-" in found[2] and found[2].startswith("#"):
            continue
        name = found[1]
        ours, theirs = arrived[name], foreign[name]
        assert unescaped(theirs.text) == ours.stem
        if ours.kind == "matching":
            assert [(unescaped(one.question), unescaped(one.answer)) for one in theirs.answers.answers] == ours.pairs
        elif ours.kind == "numerical":
            keyed = [one for one in ours.answers if one.text != "*"]
            told = [(one.value, one.tolerance, one.fraction, unescaped(one.feedback)) for one in theirs.answers.answers]
            assert told == [(float(one.text), one.tolerance, one.percent, one.feedback) for one in keyed]
        elif ours.kind != "essay":
            told = [(unescaped(one.answer), unescaped(one.feedback)) for one in theirs.answers.answers]
            assert told == [(one.text, one.feedback) for one in ours.answers]
            assert [float(one.fraction) for one in theirs.answers.answers] == [one.percent for one in ours.answers]
        seen.setdefault(ours.kind, []).append(name)
    # of 44 questions three numbers below zero and six with escaped braces are left out
    assert {kind: len(names) for kind, names in seen.items()} == {
        "multichoice": 14, "numerical": 7, "matching": 7, "shortanswer": 3, "essay": 4,
    }  # fmt: skip


@pytest.fixture(scope="module")
def pegjs(content, browser) -> dict:
    """Give what gift-pegjs, a strict reader in JavaScript, makes of the file; it runs in the browser of the tests."""
    script = (Path(__file__).parent / "vendor" / "pegjs-gift.js").read_text(encoding="utf-8")
    page = browser.new_page()
    page.add_script_tag(content=f"window.module = {{}};\n{script}")
    found = page.evaluate("text => JSON.stringify(module.exports.parse(text))", content.decode())
    page.close()
    return {one["title"]: one for one in json.loads(found) if one["type"] != "Category"}


def test_a_third_reader_sees_every_question_whole(arrived, pegjs):
    assert set(pegjs) == set(arrived)
    for name, theirs in pegjs.items():
        ours = arrived[name]
        assert theirs["stem"] == {"format": "html", "text": ours.stem}
        assert (theirs["globalFeedback"]["text"], theirs["tags"], theirs["id"]) == (ours.feedback, ours.tags, name)
        if ours.kind == "matching":
            # it does not turn its own signs for escaped ones back in what is matched
            told = [
                (one["subquestion"]["text"], one["subanswer"].replace("&&123;", "{").replace("&&125;", "}"))
                for one in theirs["matchPairs"]
            ]
            assert told == ours.pairs
        for mine, choice in zip(ours.answers, theirs.get("choices", []), strict=True):
            text = choice["text"]
            assert choice["feedback"]["text"] == mine.feedback
            assert (choice["weight"] or 100 * choice["isCorrect"] * (choice["weight"] is None)) == mine.percent
            if text.get("type") == "range":
                assert (text["number"], text["range"]) == (float(mine.text), mine.tolerance)
            else:
                assert text["text"] == mine.text
