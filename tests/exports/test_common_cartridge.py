"""The Common Cartridge: within the profile, read back by us, and by readers that are not ours."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from pyslet import imscc_profilev1p1
from qti_answers import answers, compare, named, small, visible, words
from qti_package_maker.common.package_integrity import check_package
from qti_readers import Session, bare, dtd_errors, items, migrated, unzipped

from postsoviet.quiz import text
from postsoviet.quiz.exports.ims import common_cartridge
from postsoviet.quiz.exports.base import Pool, Report
from postsoviet.quiz.exports.ims.spellings import spellings
from postsoviet.quiz.marking import mark, mark_number, mark_text
from postsoviet.quiz.parts import ChoiceBlank, NumberKey
from postsoviet.zipped import zipped

# pyslet calls its own functions by names that it has left behind
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated, use, :DeprecationWarning")
PROFILES = {"multiple_choice", "multiple_response", "true_false", "fib", "essay"}
#: What the profile of version 1.1 takes away from QTI 1.2.
FORBIDDEN = {"response_num", "response_grp", "or", "vargt", "vargte", "varlt", "varlte", "itemrubric", "rubric"}
FILE = "00-common-cartridge.imscc"


@pytest.fixture(scope="module")
def files(source) -> dict[str, bytes]:
    found = common_cartridge.export(source, Report("common-cartridge"))
    assert list(found) == [FILE]
    return unzipped(found[FILE])


@pytest.fixture(scope="module")
def arrived(files):
    return items(files["question-bank.xml"])


def html(markdown: str) -> str:
    return text.block(markdown, maths="tex")


@pytest.mark.parametrize("path", ["assessment.xml", "question-bank.xml"])
def test_a_file_keeps_to_the_dtd_and_to_the_profile(files, path):
    assert dtd_errors(files[path]) == []
    tree = bare(files[path])
    assert not {one.tag for one in tree.iter()} & FORBIDDEN
    assert {one.get("action") for one in tree.iter("setvar")} == {"Set"}
    assert {one.text for one in tree.iter("setvar")} == {"100"}
    assert all(one.get("feedbacktype") for one in tree.iter("displayfeedback"))
    for item in tree.iter("item"):
        assert len(list(item.iter("decvar"))) == 1 and item.get("label") is None
        fields = {one.findtext("fieldlabel"): one.findtext("fieldentry") for one in item.iter("qtimetadatafield")}
        kind = re.fullmatch(r"cc\.(\w+)\.v0p1", fields["cc_profile"])[1]
        assert kind in PROFILES and int(fields["cc_weighting"]) > 0
        assert len([one for one in item.find("presentation") if one.tag.startswith("response_")]) == 1
        idents = [one.get("ident") for one in item.iter("itemfeedback")]
        assert {one.get("linkrefid") for one in item.iter("displayfeedback")} <= set(idents)
        assert len(set(idents)) == len(idents)


def test_an_assessment_has_one_section_and_its_metadata_and_a_bank_has_items_only(files):
    tree = bare(files["assessment.xml"])
    assert len(list(tree.iter("section"))) == 1
    fields = {
        one.findtext("fieldlabel"): one.findtext("fieldentry") for one in tree.findall("assessment/qtimetadata/*")
    }
    assert fields["cc_profile"] == "cc.exam.v0p1" and fields["qmd_assessmenttype"] == "Examination"
    bank = bare(files["question-bank.xml"]).find("objectbank")
    assert {one.tag for one in bank} == {"item"}


def test_weights_are_whole_and_those_of_a_question_add_up(source, files):
    weights: dict[str, int] = {}
    for name, read in items(files["assessment.xml"]).items():
        question = next(one.question.id for one in source.pools if _belongs(name, one.question))
        weights[question] = weights.get(question, 0) + int(read.fields["cc_weighting"])
    points = {pool.question.id: pool.question.points for pool in source.pools}
    (scale,) = {weights[name] / points[name] for name in points}
    assert scale == 6


def _belongs(name: str, question) -> bool:
    return (
        re.fullmatch(rf"q-00-{question.id}(-(verdict|reason|item-\d|pair-\d|points|percent|word|next|kind))?", name)
        is not None
    )


def _answer_of_part(question, part: str, given) -> dict[str, object]:
    """Return what is answered in one part, by the names that the item has."""
    if part == "verdict":
        return {"response1": "true" if given == 1 else "false"}
    if isinstance(given, list):
        return {"response1": [f"choice-{place}" for place in given]}
    return {"response1": f"choice-{given}" if isinstance(given, int) else given}


def _right_part(question, part: str, given) -> bool:
    """Whether one part is right, as the course marks it."""
    if part == "verdict":
        return (given == 1) == question.answer
    if part == "reason":
        return question.reasons[given - 1].correct
    if part.startswith("item-"):
        return given == int(part.removeprefix("item-"))
    if part.startswith("pair-"):
        return question.choices[given - 1] == question.pairs[int(part.removeprefix("pair-")) - 1].match
    blank = question.blanks[part]
    if isinstance(blank, ChoiceBlank):
        return blank.options[given - 1].correct
    return (mark_number if isinstance(blank, NumberKey) else mark_text)(blank, given).right


def test_every_part_is_right_when_the_course_says_so(source, arrived):
    tried = 0
    for name, question in named(source):
        if question.type == "open":
            continue
        for ours, given in answers(question):
            for part, one in given.items():
                whole = part == "answer"
                read = arrived[f"q-{name}-bank" if whole else f"q-{name}-bank-{part}"]
                right = mark(question, ours).right if whole else _right_part(question, part, one)
                score, said = read.run(_answer_of_part(question, part, one))
                key = question if whole else getattr(question, "blanks", {}).get(part)
                if isinstance(key, NumberKey) and right:
                    # the profile compares letters: of the numbers within the tolerance those in the list count
                    right = one in spellings(key)
                assert (score == 100) == right, (name, part, one)
                assert said[0] == "general_fb" and len(said) >= 2
                tried += 1
    assert tried > 300


def test_every_text_arrives(source, arrived):
    for name, question in named(source):
        parts = [
            read for ident, read in arrived.items() if ident == f"q-{name}-bank" or ident.startswith(f"q-{name}-bank-")
        ]
        assert parts
        everything = " ".join(words(one) for read in parts for one in read.feedback.values())
        assert all(words(html(one)) in everything for one in question.explanations()), name
        for read in parts:
            assert words(html(question.stem)) in words(read.html)
            assert question.rests_on in words(read.feedback["general_fb"])
            assert read.fields["cc_question_category"] == f"objective {question.objective}, {question.difficulty}"
            assert read.title.startswith(name.removeprefix("00-"))
        if question.type in ("single", "multiple"):
            assert list(parts[0].choices["response1"].values()) == [
                text.inline(one.text, maths="tex") for one in question.options
            ]
        if question.type == "matching":
            labels = [
                words(read.html).endswith(words(text.inline(one.text)))
                for read, one in zip(parts, question.pairs, strict=True)
            ]
            assert all(labels)


def test_the_assessment_holds_the_first_versions_and_the_bank_holds_all(source, files, arrived):
    first = items(files["assessment.xml"])
    assert not set(first) & set(arrived)
    for pool in source.pools:
        name = f"00-{pool.question.id}"
        mine = [read for ident, read in first.items() if _belongs(ident, pool.question)]
        ending = "-01" if pool.question.is_parameterised else ""
        theirs = [read for ident, read in arrived.items() if re.fullmatch(rf"q-{name}{ending}-bank(-.*)?", ident)]
        assert [one.html for one in mine] == [one.html for one in theirs]
        assert mine


def test_hint_sample_and_picture_are_what_they_are(files):
    tree = bare(files["assessment.xml"])
    essay = next(one for one in tree.iter("item") if one.get("ident") == "q-00-essay")
    assert essay.find("itemfeedback[@ident='hint']/hint/hintmaterial") is not None
    assert essay.find("itemfeedback[@ident='solution']/solution/solutionmaterial") is not None
    assert 'src="$IMS-CC-FILEBASE$/pictures/picture.png"' in essay.findtext("presentation/material/mattext")


def test_a_foreign_reader_marks_as_the_course_does(source, files):
    questions = {f"q-{name}-bank": question for name, question in named(source) if question.type in ("single", "text")}
    tried = 0
    for name, item in migrated(files["question-bank.xml"], only=questions):
        question, session = questions[name], Session(item)
        for ours, given in answers(question):
            score, _ = session.run(_answer_of_part(question, "answer", given["answer"]))
            assert (score == 100) == mark(question, ours).right, (name, ours)
            tried += 1
    assert tried > 20


def test_a_foreign_reader_finds_nothing_missing_in_the_package(source, tmp_path):
    whole = tmp_path / "quiz.zip"
    whole.write_bytes(common_cartridge.export(visible(source), Report("common-cartridge"))[FILE])
    assert check_package(str(whole)) == []
    package = imscc_profilev1p1.ContentPackage(str(whole))
    try:
        root = package.manifest.root
        assert root.Metadata.Schema.get_value() == "IMS Common Cartridge"
        assert root.Metadata.SchemaVersion.get_value() == "1.1.0"
        found = {one.id: (one.type, [str(file.href) for file in one.File]) for one in root.Resources.Resource}
    finally:
        package.close()
    assert found == {
        "q-00-page": ("webcontent", ["overview.html"]),
        "q-00-quiz": ("imsqti_xmlv1p2/imscc_xmlv1p1/assessment", ["assessment.xml"]),
        "q-00-bank": ("imsqti_xmlv1p2/imscc_xmlv1p1/question-bank", ["question-bank.xml"]),
        "q-00-picture-1": ("webcontent", ["pictures/picture.png"]),
    }
    broken = unzipped(whole.read_bytes())
    del broken["assessment.xml"]
    whole.write_bytes(zipped(broken))
    assert check_package(str(whole))


def test_a_reader_of_the_cartridge_sees_the_page_and_the_quiz(source, files):
    tree = bare(files["imsmanifest.xml"])
    shown = {one.get("identifierref"): one.findtext("title") for one in tree.iter("item") if one.get("identifierref")}
    # a bank is for instructors, and must not stand in the table of contents
    assert list(shown) == ["q-00-page", "q-00-quiz"] and shown["q-00-quiz"] == source.bank.title
    page = files["overview.html"].decode()
    assert all(f"<li>{pool.question.id} · objective {pool.question.objective} · " in page for pool in source.pools)
    assert "&lt;ә ғ қ ң ө ұ ү һ і&gt;" in page and "1234.5" not in page


def test_what_is_lost_is_said(source):
    report = Report("common-cartridge")
    common_cartridge.export(source, report)
    said: dict[str, list[str]] = {}
    for name, what in report.losses:
        said.setdefault(name, []).append(what)
    assert any("first of each" in what for what in said[""]) and any("weight 6" in what for what in said[""])
    assert "becomes 3 questions, one for each part" in said["order"] and any(
        "spellings" in what for what in said["total"]
    )
    assert said["letters"] == ["counts only when every choice is right"]
    assert any("verdict" in what for what in said["verdict"])
    assert "signs" not in said


def test_the_same_seed_gives_the_same_bytes_and_the_golden_ones(make_source):
    once, again, other = (
        common_cartridge.export(make_source(seed), Report("common-cartridge"))[FILE] for seed in (7, 7, 8)
    )
    assert once == again != other
    kept = unzipped(common_cartridge.export(small(make_source()), Report("common-cartridge"))[FILE])
    # the bank holds the same questions once more, which another test compares
    del kept["question-bank.xml"]
    compare("cartridge", kept)


def test_a_blank_that_is_called_verdict_is_no_true_or_false(make_source):
    source = make_source()
    (pool,) = [pool for pool in source.pools if pool.question.type == "blanks"][:1]

    def renamed(question):
        (old, blank), *rest = [(key, one) for key, one in question.blanks.items() if isinstance(one, ChoiceBlank)]
        others = {key: one for key, one in question.blanks.items() if key != old}
        text_of = question.text.replace(f"[[{old}]]", "[[verdict]]")
        return question.model_copy(update={"blanks": others | {"verdict": blank}, "text": text_of})

    variants = tuple(replace(one, question=renamed(one.question)) for one in pool.variants)
    changed = replace(source, pools=(Pool(renamed(pool.question), variants),))
    found = unzipped(common_cartridge.export(changed, Report("common-cartridge"))[FILE])
    assert b"true_false" not in found["question-bank.xml"] and b"choice-1" in found["question-bank.xml"]
