"""The QTI 2.1 package: read back by us and by pyslet, which also marks every answer by the rules in the file."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from pyslet import imscpv1p2
from qti21_schema import groups, schema_errors
from qti_answers import CLOSE, UNEVEN, alone, answers, compare, named, small, visible, words
from qti_package_maker.common.package_integrity import check_package
from qti_readers import Session, bare, unzipped

from postsoviet.quiz import text
from postsoviet.quiz.exports.ims import qti21
from postsoviet.quiz.exports.base import Report
from postsoviet.quiz.marking import mark
from postsoviet.zipped import zipped

# pyslet calls its own functions by names that it has left behind
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated, use, :DeprecationWarning")
MATHML = "{http://www.w3.org/1998/Math/MathML}"
QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


@pytest.fixture(scope="module")
def files(source) -> dict[str, bytes]:
    ((name, content),) = qti21.export(source, Report("qti21")).items()
    assert name == "00-qti21.zip"
    return unzipped(content)


def item_of(files, name: str) -> bytes:
    return files[f"items/q-{name}.xml"]


def value(question, given: dict) -> dict:
    """Return what was answered as values of the variables of the item."""
    if question.type == "ordering":
        return {"RESPONSE": sorted(given, key=given.get)}
    if question.type == "matching":
        return {"RESPONSE": [(pair, f"match-{match}") for pair, match in given.items()]}
    values = {}
    for name, one in given.items():
        variable = "RESPONSE" if name == "answer" else f"RESPONSE-{name}"
        if isinstance(one, list):
            values[variable] = [f"{name}-{place}" for place in one]
        elif isinstance(one, int):
            values[variable] = f"{name}-{one}"
        else:
            key = question if name == "answer" else question.blanks[name]
            values[variable] = float(one) if hasattr(key, "answer") else one
    return values


def test_every_answer_scores_and_is_told_what_the_course_says(source, files):
    tried = 0
    for name, question in named(source):
        if question.type == "open":
            continue
        session = Session(item_of(files, name))
        said = {
            one.get("identifier"): "".join(one.itertext()) for one in bare(item_of(files, name)).iter("modalFeedback")
        }
        for ours, given in answers(question):
            expected = mark(question, ours)
            score, shown = session.run(value(question, given))
            assert score == pytest.approx(expected.fraction * question.points, abs=1e-6), (name, ours)
            told = {" ".join(said[one].split()) for one in shown - {"general", "hint"}}
            assert told == {words(text.block(one)) for one in expected.feedback}, (name, ours)
            assert ("hint" in shown) == (bool(question.hint) and not expected.right), (name, ours)
            tried += 1
    assert tried > 300


def test_an_empty_answer_scores_nothing_and_is_told_nothing_of_an_answer(source, files):
    for name, _ in named(source):
        score, shown = Session(item_of(files, name)).run({})
        assert score == 0 and shown <= {"general", "hint", "sample"}


def test_every_file_keeps_to_the_public_schema(files):
    assert len(groups()) > 150
    for path, content in files.items():
        if path.startswith("items/") or path == "test.xml":
            assert schema_errors(content) == [], path


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("items/q-00-total.xml", ("responseElseIf>", "responseElse>")),
        ("items/q-00-total.xml", (' showHide="show"', "")),
        ("items/q-00-match.xml", ("<simpleMatchSet>", "<simpleMatchSet /><simpleMatchSet>")),
        ("items/q-00-order.xml", (' shuffle="true"', "")),
        ("test.xml", (' navigationMode="nonlinear"', "")),
    ],
)
def test_the_schema_refuses_a_file_that_breaks_it(files, path, change):
    broken = files[path].decode().replace(*change)
    assert broken.encode() != files[path] and schema_errors(broken.encode())


def test_the_key_stands_in_the_declarations(source, files):
    keys = {name: Session(item_of(files, name)) for name, _ in named(source)}
    assert keys["00-total"].key("RESPONSE") == 1234.5
    assert set(keys["00-letters"].key("RESPONSE")) == {"answer-1", "answer-3", "answer-4"}
    assert keys["00-order"].key("RESPONSE") == ["item-1", "item-2", "item-3"]
    assert keys["00-word"].key("RESPONSE") == "тәуелсіз ел"
    mapped = [one.get("mapKey") for one in bare(item_of(files, "00-word")).iter("mapEntry")]
    assert mapped == dict(named(source))["00-word"].accepted


def test_every_word_of_a_question_is_in_its_file(source, files):
    for name, question in named(source):
        tree = bare(item_of(files, name))
        everything = " ".join("".join(tree.itertext()).split())
        body = " ".join("".join(tree.find("itemBody").itertext()).split())
        assert words(text.block(question.stem)) in body
        for explained in question.explanations():
            assert words(text.block(explained)) in everything, name
        assert question.rests_on in everything
        for option in getattr(question, "options", getattr(question, "reasons", ())):
            assert words(text.inline(option.text)) in body
        for item in getattr(question, "items", ()):
            assert words(text.inline(item.text)) in body
        if question.type == "matching":
            assert all(
                words(text.inline(one)) in body for one in [*question.choices, *(p.text for p in question.pairs)]
            )
        if question.type == "open":
            assert all(words(text.inline(line.text)) in body for line in question.rubric)
        if question.type == "number" and question.unit:
            assert question.unit in body
        outcome = next(one for one in tree.iter("outcomeDeclaration") if one.get("identifier") == "MAXSCORE")
        assert float(outcome.findtext("defaultValue/value")) == question.points


def test_a_script_is_words_and_a_formula_is_mathml(files):
    tree = ElementTree.fromstring(item_of(files, "00-signs"))
    assert not list(tree.iter(f"{QTI}script")) and '<script>alert("shown, not run")</script>' in "".join(
        tree.itertext()
    )
    formulas = list(tree.iter(f"{MATHML}math"))
    assert len(formulas) >= 4 and all(list(one.iter(f"{MATHML}mi")) for one in formulas[:2])
    assert not list(tree.iter(f"{QTI}math"))
    # the look of a cell is nothing that QTI knows
    assert not [
        one
        for one in tree.iter()
        if set(one.attrib) & {"style", "start", "title"} and one.tag != f"{QTI}assessmentItem"
    ]


def test_the_things_to_order_are_never_shown_in_the_right_order(make_source):
    for seed in range(8):
        source = make_source(seed)
        inside = unzipped(qti21.export(source, Report("qti21"))["00-qti21.zip"])
        for name, question in named(source):
            if question.type == "ordering":
                shown = [one.get("identifier") for one in bare(item_of(inside, name)).iter("simpleChoice")]
                assert shown != sorted(shown) == [f"item-{place}" for place in (1, 2, 3)]


def test_the_test_draws_one_version_of_each_question(source, files):
    tree = bare(files["test.xml"])
    top = tree.find("testPart/assessmentSection")
    assert tree.find("testPart/itemSessionControl").get("maxAttempts") == "0", "as many tries as one likes"
    drawn = {one.get("identifier"): one for one in top.findall("assessmentSection")}
    for pool in source.pools:
        name = f"q-00-{pool.question.id}"
        if pool.question.is_parameterised:
            assert drawn[name].find("selection").get("select") == "1"
            assert len(drawn[name].findall("assessmentItemRef")) == len(pool.variants)
        else:
            assert name in {one.get("identifier") for one in top.findall("assessmentItemRef")}
    assert [one.get("href") for one in tree.iter("assessmentItemRef")] == [
        f"items/q-{name}.xml" for name, _ in named(source)
    ]


def test_names_are_names_of_xml_and_unique(files):
    for path, content in files.items():
        if path.endswith(".xml"):
            found = [one.get("identifier") for one in bare(content).iter() if one.get("identifier")]
            assert all(NAME.fullmatch(name) for name in found), path
    items = [bare(content).get("identifier") for path, content in files.items() if path.startswith("items/")]
    assert len(set(items)) == len(items)


def test_a_foreign_reader_finds_nothing_missing_in_the_package(source, tmp_path):
    whole = tmp_path / "quiz.zip"
    whole.write_bytes(qti21.export(visible(source), Report("qti21"))["00-qti21.zip"])
    assert check_package(str(whole)) == []
    package = imscpv1p2.ContentPackage(str(whole))
    try:
        found = {one.id: one for one in package.manifest.root.Resources.Resource}
    finally:
        package.close()
    assert [str(one.href) for one in found["q-00-essay"].File] == ["items/q-00-essay.xml"]
    assert [one.identifierref for one in found["q-00-essay"].Dependency] == ["q-00-picture-1"]
    assert {one.type for one in found.values()} == {"imsqti_test_xmlv2p1", "imsqti_item_xmlv2p1", "webcontent"}


def test_the_foreign_reader_sees_a_missing_item(source, tmp_path):
    broken = unzipped(qti21.export(visible(source), Report("qti21"))["00-qti21.zip"])
    del broken["items/q-00-total.xml"]
    (tmp_path / "broken.zip").write_bytes(zipped(broken))
    assert check_package(str(tmp_path / "broken.zip"))


def test_title_objective_difficulty_and_source_stand_in_the_metadata(source, files):
    title = bare(files["imsmanifest.xml"]).findtext("metadata/lom/general/title/langstring")
    assert title == source.bank.title
    resource = next(
        one for one in bare(files["imsmanifest.xml"]).iter("resource") if one.get("identifier") == "q-00-total"
    )
    told = [one.text for one in resource.iter("langstring")]
    assert told == ["total", 'data set "totals"', "objective 2", "apply", "number"]


def test_what_is_lost_is_said(source):
    report = Report("qti21")
    qti21.export(source, report)
    assert ("essay", "the chart is a picture; its values cannot be read off by pointing") in report.losses
    assert any(not name and "the hint" in what for name, what in report.losses)
    assert any(not name and "comma" in what for name, what in report.losses)
    assert not any("TeX" in what for _, what in report.losses)


def test_the_same_seed_gives_the_same_bytes_and_the_golden_ones(make_source):
    once, again, other = (qti21.export(make_source(seed), Report("qti21"))["00-qti21.zip"] for seed in (7, 7, 8))
    assert once == again != other
    compare("qti21", unzipped(qti21.export(small(make_source()), Report("qti21"))["00-qti21.zip"]))


def test_a_bank_without_pictures_has_none(source):
    plain = replace(source, pools=tuple(pool for pool in source.pools if not pool.question.chart), pictures={})
    assert not [
        path for path in unzipped(qti21.export(plain, Report("qti21"))["00-qti21.zip"]) if path.endswith(".png")
    ]


@pytest.mark.parametrize("question", [CLOSE, UNEVEN], ids=["close", "uneven"])
def test_ranges_that_meet_and_ends_that_are_no_decimals_are_marked_alike(question):
    source = alone(**question)
    only = source.bank.questions[0]
    content = item_of(unzipped(qti21.export(source, Report("qti21"))["00-qti21.zip"]), "00-alone")
    session = Session(content)
    texts = {one.get("identifier"): "".join(one.itertext()).strip() for one in bare(content).iter("modalFeedback")}
    for typed in [one for one, _ in answers(only)] + ["10.7", "11", "11.2", "12", "12.4", "13.4", "14"]:
        expected = mark(only, typed)
        score, shown = session.run({"RESPONSE": float(typed)})
        assert score == expected.fraction, typed
        assert {texts[one] for one in shown - {"general"}} == set(expected.feedback), typed
