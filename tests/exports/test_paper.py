"""The printed papers of a bank: each key is held against its paper, and marked as a student's answer."""

from __future__ import annotations

import base64
import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest
from sheet_view import View, explanations, literal, parsed, said, words_of

from postsoviet.quiz.draws import Drawn
from postsoviet.quiz.exports import paper
from postsoviet.quiz.exports.base import Report, identifier
from postsoviet.quiz.exports.explained import arranged, letter
from postsoviet.quiz.exports.numbers import Reach, exact, reach_of
from postsoviet.quiz.marking import mark
from postsoviet.quiz.parts import NumberKey
from postsoviet.quiz.text import block, inline

GOLDEN = Path(__file__).parent / "golden" / "paper"
VERSIONS = "ABC"


@pytest.fixture(scope="module")
def files(source) -> dict[str, str]:
    return {
        name.removeprefix("00-print/"): content.decode()
        for name, content in paper.export(source, Report("print")).items()
    }


@pytest.fixture(scope="module")
def table(files) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files["key-all.csv"].removeprefix("\ufeff"))))


def sections(text: str) -> dict:
    return {one.get("id"): one for one in parsed(text).iter("section")}


def drawn_questions(source) -> dict[str, Drawn]:
    return {
        identifier(source.bank, pool.question, number if pool.question.draw else None): drawn
        for pool in source.pools
        for number, drawn in enumerate(pool.variants, start=1)
    }


@pytest.mark.parametrize("name", ["index.html", "paper-A.html", "key-A.html", "key-all.csv"])
def test_the_files_are_the_golden_ones(files, name):
    assert files[name].encode() == (GOLDEN / name).read_bytes(), "if the change is meant, write the file again"


def test_a_seed_gives_the_same_bytes_and_another_seed_another_order(make_source, files):
    again, other = (paper.export(make_source(seed), Report("print")) for seed in (7, 8))
    assert [one.decode() for one in again.values()] == list(files.values())
    assert other["00-print/paper-A.html"] != again["00-print/paper-A.html"]


def test_there_is_a_paper_and_a_key_for_each_version_and_the_index_leads_to_all(files):
    expected = {f"{kind}-{version}.html" for kind in ("paper", "key") for version in VERSIONS} | {
        "index.html",
        "key-all.csv",
    }
    assert set(files) == expected
    assert {one.get("href") for one in parsed(files["index.html"]).iter("a")} == expected - {"index.html"}


def test_every_question_stands_on_every_paper_with_its_stem_points_and_picture(files, source):
    for version in VERSIONS:
        found = sections(files[f"paper-{version}.html"])
        questions = drawn_questions(source)
        assert {name.rsplit("-0", 1)[0] for name in found} == {f"00-{one.id}" for one in source.bank.questions}
        for number, (name, section) in enumerate(found.items(), start=1):
            question, view = questions[name].question, View(section, "mathml")
            assert view.stem == said(block(question.stem))
            points = "1 point" if question.points == 1 else f"{question.points} points"
            assert words_of(section[0]) == f"Question {number} ({points})"
            assert len(view.pictures) == bool(question.chart)
            for address, alt in view.pictures:
                picture = source.pictures[question.chart]
                assert alt == picture.alt
                assert base64.b64decode(address.removeprefix("data:image/svg+xml;base64,")).decode() == picture.svg
        total = sum(one.points for one in source.bank.questions)
        assert f"Points: ________ of {total}" in words_of(parsed(files[f"paper-{version}.html"]))


def test_the_papers_differ_in_order_options_and_numbers(files, source):
    found = [sections(files[f"paper-{version}.html"]) for version in VERSIONS]
    orders = [[name.rsplit("-0", 1)[0] for name in one] for one in found]
    assert len({tuple(one) for one in orders}) == 3 and len({frozenset(one) for one in orders}) == 1
    letters = {tuple(View(one["00-letters"], "mathml").lists[0]) for one in found}
    assert len(letters) > 1 and len({frozenset(one) for one in letters}) == 1
    assert [f"00-drawn-single-0{number}" in one for number, one in enumerate(found, start=1)] == [True] * 3


def test_the_key_of_each_paper_earns_every_point(files, table, source):
    questions, checked = drawn_questions(source), Counter()
    for row in table:
        question = questions[row["id"]].question
        view = View(sections(files[f"paper-{row['version']}.html"])[row["id"]], "mathml")
        assert (row["type"], int(row["points"])) == (question.type, question.points)
        if question.type == "open":
            assert row["answer"] == ""
            continue
        key = row["answer"].split(" | ")[0] if question.type == "text" else row["answer"]
        assert mark(question, view.answer(question, key)).fraction == 1, (row, view.lists)
        checked[question.type] += 1
    assert set(checked) == {one.type for one in source.bank.questions} - {"open"}
    assert {row["version"] for row in table} == set(VERSIONS)


def test_another_letter_than_the_key_earns_nothing(files, source):
    question = drawn_questions(source)["00-signs"].question
    for version in VERSIONS:
        view = View(sections(files[f"paper-{version}.html"])["00-signs"], "mathml")
        assert sorted(mark(question, view.answer(question, key)).fraction for key in "ABC") == [0, 0, 1]


def test_the_edges_of_a_number_are_those_that_marking_accepts(table, source):
    questions = drawn_questions(source)
    rows = [row for row in table if row["type"] == "number"]
    assert len(rows) == 9
    for row in rows:
        question = questions[row["id"]].question
        low, high = float(row["low"]), float(row["high"])
        outside = (high - low) / 50
        assert mark(question, row["low"]).fraction == mark(question, row["high"]).fraction == 1
        assert mark(question, exact(low - outside)).fraction == mark(question, exact(high + outside)).fraction == 0


def test_the_key_holds_every_explanation_tolerance_unit_hint_and_source(files, source):
    questions = drawn_questions(source)
    for version in VERSIONS:
        for name, section in sections(files[f"key-{version}.html"]).items():
            drawn, text = questions[name], words_of(section)
            question = drawn.question
            for explanation in explanations(question):
                assert said(inline(explanation)) in text, (name, explanation)
            assert f"Rests on: {said(inline(question.rests_on))}" in text
            assert f"{name} · objective {question.objective} · {question.difficulty} · {question.points} point" in text
            assert all(f"{key} = {value}" in text for key, value in drawn.parameters.items())
            for key in (question, *getattr(question, "blanks", {}).values()):
                if isinstance(key, NumberKey) and reach_of(key).reach:
                    reach = reach_of(key)
                    unit = f" {key.unit}" if key.unit else ""
                    assert f"{unit}; accepted from {reach.shown(reach.low)} to {reach.shown(reach.high)}" in text
                for accepted in getattr(key, "accepted", ()):
                    assert literal(accepted) in text
            if question.type == "open":
                assert said(block(question.sample)) in text
                assert all(said(inline(line.text)) in text for line in question.rubric)


def test_each_row_of_a_key_says_of_the_right_option_that_it_is_right(files, source):
    questions = drawn_questions(source)
    for version in VERSIONS:
        papers, keys = sections(files[f"paper-{version}.html"]), sections(files[f"key-{version}.html"])
        for name in ("00-signs", "00-letters"):
            view = View(papers[name], "mathml")
            options = {view.said(option.text): option for option in questions[name].question.options}
            rows = [[words_of(cell) for cell in row] for row in keys[name].iter("tr")][1:]
            assert [row[0] for row in rows] == [f"{letter(place)}. {text}" for place, text in enumerate(view.lists[0])]
            for text, row in zip(view.lists[0], rows, strict=True):
                assert row[1] == ("✓ right" if options[text].correct else "✗ wrong")
                assert row[2] == view.said(options[text].feedback)


def test_a_key_says_of_the_right_verdict_that_it_is_right(files, source):
    questions, checked = drawn_questions(source), 0
    for version in VERSIONS:
        for name, section in sections(files[f"key-{version}.html"]).items():
            question = questions[name].question
            if question.type != "true-false":
                continue
            rows = [[words_of(cell) for cell in row] for row in section.iter("tr")][1:3]
            wanted = {True: ["✓ right", said(inline(question.right))], False: ["✗ wrong", said(inline(question.wrong))]}
            assert rows == [[str(flag), *wanted[flag == question.answer]] for flag in (True, False)]
            checked += 1
    assert checked == 6


def test_a_paper_tells_no_answer(files, source):
    questions = drawn_questions(source)
    for version in VERSIONS:
        page = files[f"paper-{version}.html"]
        assert "✓" not in page
        for name, section in sections(page).items():
            text = words_of(section)
            # the feedback of a few letters, such as "Yes.", may stand in a word of the question
            for explanation in filter(lambda one: len(one) > 12, explanations(questions[name].question)):
                assert said(inline(explanation)) not in text


def test_a_question_with_a_long_answer_has_room_to_write(files):
    found = sections(files["paper-A.html"])
    ruled = [one for one in found["00-essay"].iter("div") if one.get("class") == "ruled"]
    assert len(ruled) == 10
    for name in ("00-total", "00-word"):
        assert [one for one in found[name].iter("span") if one.get("class") == "line"]
    assert "thousand" in words_of(found["00-total"][-1])


def test_pages_are_whole_accessible_and_without_script(files):
    for name, text in files.items():
        if not name.endswith(".html"):
            continue
        page = parsed(text)
        tags = Counter(one.tag for one in page.iter())
        assert page.get("lang") == "en" and tags["h1"] == tags["main"] == tags["title"] == 1
        assert not {"script", "link", "iframe", "object"} & set(tags)
        assert not [key for one in page.iter() for key in one.attrib if key.startswith("on")]
        ids = [one.get("id") for one in page.iter() if one.get("id")]
        assert len(ids) == len(set(ids))
        assert all(one.get("aria-labelledby") in ids for one in page.iter("section"))
        assert all(one.get("alt") for one in page.iter("img"))
        for one in page.iter("table"):
            heads = list(one.iter("th"))
            assert heads and (name.startswith("paper") or all(cell.get("scope") for cell in heads))
        assert "<script>alert" not in text
        # both sizes of paper: the page has margins and no size of its own
        style = words_of(next(page.iter("style")))
        assert re.search(r"\.question \{[^}]*break-inside: avoid", style)
        assert "counter(page)" in style and not re.search(r"@page[^}]*\bsize:", style)


def test_an_order_is_never_shown_in_the_right_order(source):
    question = next(one for one in source.bank.questions if one.id == "order")
    shown = {arranged(question, salt).shown for salt in range(60)}
    assert len(shown) == 5 and (0, 1, 2) not in shown


def test_more_papers_than_versions_begin_again_and_the_report_says_so(make_source):
    report = Report("print")
    files = paper.export(make_source(variants=28), report)
    assert {"00-print/paper-Z.html", "00-print/paper-AA.html", "00-print/paper-AB.html"} < set(files)
    assert 'id="00-drawn-single-01"' in files["00-print/paper-F.html"].decode()
    assert len(report.losses) == 2 and "more papers than versions" in report.losses[1][1]
    paper.export(make_source(), enough := Report("print"))
    assert len(enough.losses) == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234.5, "1234.5"), (0.1 + 0.2, "0.3"), (1e-7, "0.0000001"), (1.5e15, "1500000000000000"),
        (-0.0, "0"), (100.0, "100"), (0.0, "0"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_full_without_noise(value, text):
    assert exact(value) == text


def test_a_number_is_shown_as_finely_as_its_tolerance_tells():
    assert Reach(100 / 3, 0.05).shown(100 / 3) == "33.3333"
    assert Reach(100 / 3, 50).shown(100 / 3) == "33.3"
    assert Reach(2.5, 0).shown(2.5) == "2.5"
