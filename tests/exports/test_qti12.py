"""The QTI 1.2 package: valid by the public DTD, read back by us, and marked by pyslet after its own migration."""

from __future__ import annotations

import re

import pytest
from pyslet import imscpv1p2
from qti_answers import CLOSE, UNEVEN, alone, answers, compare, named, small, visible, words
from qti_package_maker.common.package_integrity import check_package
from qti_readers import Session, bare, dtd_errors, items, migrated, unzipped

from postsoviet.quiz import text
from postsoviet.quiz.exports.ims import qti12
from postsoviet.quiz.exports.base import Report
from postsoviet.quiz.marking import mark
from postsoviet.zipped import zipped

# pyslet calls its own functions by names that it has left behind
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated, use, :DeprecationWarning")
NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


@pytest.fixture(scope="module")
def files(source) -> dict[str, bytes]:
    ((name, content),) = qti12.export(source, Report("qti12")).items()
    assert name == "00-qti12.zip"
    return unzipped(content)


@pytest.fixture(scope="module")
def arrived(files):
    return items(files["quiz-00.xml"])


def place_names(given: dict) -> dict:
    """Return what was answered by the names of choices; what was typed stays as it is."""

    def named_choice(name: str, value):
        if isinstance(value, list):
            return [f"{name}-{one}" for one in value]
        return f"{name}-{value}" if isinstance(value, int) else value

    return {name: named_choice(name, value) for name, value in given.items()}


def html(markdown: str) -> str:
    return text.block(markdown, maths="tex")


def test_the_file_is_valid_by_the_public_dtd(files):
    assert dtd_errors(files["quiz-00.xml"]) == []


def test_the_dtd_refuses_a_file_that_is_out_of_order(files):
    broken = files["quiz-00.xml"].replace(b"<presentation>", b"<presentation><other />", 1)
    assert dtd_errors(broken)
    assert dtd_errors(files["quiz-00.xml"].replace(b' respident="answer"', b"", 1))


def test_every_answer_scores_and_is_told_what_the_course_says(source, arrived):
    tried = 0
    for name, question in named(source):
        if question.type == "open":
            continue
        read = arrived[f"q-{name}"]
        for ours, given in answers(question):
            expected = mark(question, ours)
            score, said = read.run(place_names(given))
            assert score == pytest.approx(expected.fraction * question.points, abs=1e-3), (name, ours)
            if expected.right:
                assert score == question.points
            assert said[0] == "general"
            told = {read.feedback[one] for one in said[1:]}
            assert told == {html(one) for one in expected.feedback}, (name, ours)
            tried += 1
    assert tried > 300


def test_a_foreign_reader_marks_as_the_course_does(source, files):
    questions = {f"q-{name}": question for name, question in named(source)}
    tried = 0
    for name, content in migrated(files["quiz-00.xml"]):
        question = questions[name]
        if question.type == "open":
            continue
        session = Session(content)
        numbers = {one for one, kind in session.kinds().items() if kind == "float"}
        for ours, given in answers(question):
            values = place_names(given)
            expected = mark(question, ours)
            score, said = session.run({one: float(value) if one in numbers else value for one, value in values.items()})
            # its migration knows no lowest and no highest score
            assert min(max(score, 0.0), question.points) == pytest.approx(
                expected.fraction * question.points, abs=1e-3
            ), (name, ours)
            assert len(said) >= 2
            tried += 1
    assert tried > 300


def test_every_word_of_a_question_arrives(source, arrived):
    for name, question in named(source):
        read = arrived[f"q-{name}"]
        assert words(html(question.stem)) in words(read.html)
        assert read.title == name.removeprefix("00-")
        assert read.fields["qmd_levelofdifficulty"] == question.difficulty
        assert read.fields["qmd_topic"] == f"objective {question.objective}"
        assert float(read.fields["qmd_maximumscore"]) == question.points == read.most
        assert question.rests_on in words(read.feedback["general"])
        everything = " ".join(words(one) for one in read.feedback.values())
        assert all(words(html(one)) in everything for one in question.explanations()), name
        if question.type in ("single", "multiple"):
            offered = list(read.choices["answer"].values())
            assert offered == [text.inline(one.text, maths="tex") for one in question.options]
        if question.type == "matching":
            assert [read.labels[f"pair-{place}"] for place in range(1, len(question.pairs) + 1)] == [
                text.inline(pair.text, maths="tex") for pair in question.pairs
            ]
        if question.type == "ordering":
            assert {read.labels[f"item-{place}"] for place in (1, 2, 3)} == {
                text.inline(one.text) for one in question.items
            }
            assert list(read.labels) != sorted(read.labels)
            assert text.inline(question.last) in read.html and text.inline(question.first) in read.html
        if question.type == "number":
            assert read.kinds == {"answer": "response_num"} and question.unit in words(read.html)
        if question.type == "open":
            assert "<pre>" not in read.html and read.kinds == {"answer": "response_str"}


def test_a_rubric_a_hint_and_a_sample_are_called_so(files):
    tree = bare(files["quiz-00.xml"])
    essay = next(one for one in tree.iter("item") if one.get("ident") == "q-00-essay")
    assert essay.find("rubric").get("view") == "Scorer" and "2 points" in essay.findtext("rubric/material/mattext")
    assert essay.find("itemfeedback[@ident='solution']/solution") is not None
    assert essay.find("itemfeedback[@ident='hint']/hint") is not None
    picture = essay.findtext("presentation/material/mattext")
    assert 'src="pictures/picture.png"' in picture and "қара мен ақ" in picture
    assert "pictures/picture.png" in files


def test_the_versions_of_a_question_are_a_section_that_shows_one(source, files):
    top = bare(files["quiz-00.xml"]).find("assessment/section")
    for pool in source.pools:
        if pool.question.is_parameterised:
            (section,) = (one for one in top.findall("section") if one.get("title") == pool.question.id)
            assert section.findtext("selection_ordering/selection/selection_number") == "1"
            assert len(section.findall("item")) == len(pool.variants)
        else:
            assert [one.get("title") for one in top.findall("item")].count(pool.question.id) == 1


def test_a_script_is_words(arrived):
    assert "<script" not in arrived["q-00-signs"].html and "&lt;script&gt;" in arrived["q-00-signs"].html


def test_names_are_names_of_xml_and_unique(files, arrived):
    assert all(NAME.fullmatch(name) for name in arrived)
    tree = bare(files["quiz-00.xml"])
    for item in tree.iter("item"):
        inside = [one.get("ident") for one in item.iter() if one.get("ident")]
        assert all(map(NAME.fullmatch, inside)) and len(set(inside)) == len(inside), item.get("ident")
    tops = [one.get("ident") for one in tree.iter() if one.tag in ("assessment", "section", "item")]
    assert len(set(tops)) == len(tops)


def test_a_foreign_reader_finds_nothing_missing_in_the_package(source, tmp_path):
    whole = tmp_path / "quiz.zip"
    whole.write_bytes(qti12.export(visible(source), Report("qti12"))["00-qti12.zip"])
    assert check_package(str(whole)) == []
    package = imscpv1p2.ContentPackage(str(whole))
    try:
        found = [
            (one.id, one.type, [str(file.href) for file in one.File])
            for one in package.manifest.root.Resources.Resource
        ]
    finally:
        package.close()
    assert found == [
        ("q-00-resource", "imsqti_xmlv1p2", ["quiz-00.xml"]),
        ("q-00-picture-1", "webcontent", ["pictures/picture.png"]),
    ]
    broken = unzipped(whole.read_bytes())
    del broken["pictures/picture.png"]
    whole.write_bytes(zipped(broken))
    assert check_package(str(whole))


def test_what_is_lost_is_said(source):
    report = Report("qti12")
    qti12.export(source, report)
    general = [what for name, what in report.losses if not name]
    assert len(general) == 3 and "comma" in general[0] and "dashes" in general[1] and "TeX" in general[2]
    assert {name for name, _ in report.losses if name} == {"essay", "drawn-change"}


def test_the_same_seed_gives_the_same_bytes_and_the_golden_ones(make_source):
    once, again, other = (qti12.export(make_source(seed), Report("qti12"))["00-qti12.zip"] for seed in (7, 7, 8))
    assert once == again != other
    compare("qti12", unzipped(qti12.export(small(make_source()), Report("qti12"))["00-qti12.zip"]))


@pytest.mark.parametrize("question", [CLOSE, UNEVEN], ids=["close", "uneven"])
def test_ranges_that_meet_and_ends_that_are_no_decimals_are_marked_alike(question):
    source = alone(**question)
    only = source.bank.questions[0]
    read = items(unzipped(qti12.export(source, Report("qti12"))["00-qti12.zip"])["quiz-00.xml"])["q-00-alone"]
    for typed in [one for one, _ in answers(only)] + ["10.7", "11", "11.2", "12", "12.4", "13.4", "14"]:
        expected = mark(only, typed)
        score, said = read.run({"answer": typed})
        assert score == expected.fraction, typed
        assert [read.feedback[one] for one in said[1:]] == [html(one) for one in expected.feedback], typed
