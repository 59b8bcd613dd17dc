"""The Canvas package: read back by the rules of Canvas's own import, and marked by pyslet where it is QTI 1.2."""

from __future__ import annotations

import re

import pytest
from qti_answers import alone, answers, compare, named, small, visible, words
from qti_package_maker.common.package_integrity import check_package
from qti_readers import Session, bare, dtd_errors, items, migrated, unzipped

from postsoviet.quiz import text
from postsoviet.quiz.exports.ims import canvas
from postsoviet.quiz.exports.base import Report
from postsoviet.quiz.exports.numbers import reach_of
from postsoviet.quiz.exports.ims.spellings import MOST, spellings
from postsoviet.quiz.marking import mark, mark_number
from postsoviet.quiz.parts import NumberKey
from postsoviet.zipped import zipped

# pyslet calls its own functions by names that it has left behind
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated, use, :DeprecationWarning")
KINDS = {
    "single": "multiple_choice_question", "multiple": "multiple_answers_question",
    "true-false": "multiple_dropdowns_question", "number": "numerical_question", "ordering": "matching_question",
    "matching": "matching_question", "text": "short_answer_question", "open": "essay_question",
}  # fmt: skip


@pytest.fixture(scope="module")
def files(source) -> dict[str, bytes]:
    ((name, content),) = canvas.export(source, Report("canvas")).items()
    assert name == "00-canvas.zip"
    return unzipped(content)


@pytest.fixture(scope="module")
def arrived(files):
    found = items(files["q-00/q-00.xml"])
    for path, content in files.items():
        if path.endswith(".qti"):
            found |= items(content)
    return found


def html(markdown: str) -> str:
    return text.block(markdown, maths="tex")


def rules_of(read, *, scored: bool) -> list:
    """Return the tests of the rules that score, or of those that do not."""
    return [rule.test for rule in read.rules if bool(rule.score) == scored]


def values(tests, tag: str) -> list[tuple[str, str]]:
    return [(one.get("respident"), one.text) for test in tests for one in test.iter(tag)]


def test_every_version_arrives_as_a_type_of_canvas(source, arrived):
    assert set(arrived) == {f"q-{name}" for name, _ in named(source)}
    for name, question in named(source):
        read = arrived[f"q-{name}"]
        if question.type != "blanks":
            assert read.fields["question_type"] == KINDS[question.type]
        assert float(read.fields["points_possible"]) == question.points
        assert words(html(question.stem)) in words(read.html)
        assert words(read.feedback["general_fb"]).endswith(f"Rests on: {question.rests_on}")
        everything = " ".join(words(one) for one in read.feedback.values())
        assert all(words(html(one)) in everything for one in question.explanations()), name
        # Canvas knows comments by their names: numbers belong to answers, "incorrect" and "general" to the question
        own = set(read.feedback) - {"general_fb", "correct_fb", "general_incorrect_fb"}
        assert all(re.fullmatch(r"\d+_fb", one) for one in own)
        named_answers = {one.removesuffix("_fb") for one in own}
        assert named_answers <= set(read.fields["original_answer_ids"].split(","))


def test_choices_keep_key_and_feedback(source, arrived):
    for name, question in named(source):
        if question.type not in ("single", "multiple"):
            continue
        read = arrived[f"q-{name}"]
        choices = read.choices["response1"]
        assert list(choices.values()) == [text.inline(one.text, maths="tex") for one in question.options]
        for ident, option in zip(choices, question.options, strict=True):
            assert read.feedback[f"{ident}_fb"] == html(option.feedback)
        for ours, given in answers(question):
            names = [f"{1000 + place}" for place in (given["answer"] if isinstance(ours, list) else [given["answer"]])]
            score, said = read.run({"response1": names})
            assert (score == 100) == mark(question, ours).right
            assert {f"{one}_fb" for one in names} <= set(said)


def test_a_number_keeps_key_and_tolerance_and_its_near_misses_stand_in_the_comment(source, arrived):
    for name, question in named(source):
        if question.type != "number":
            continue
        read = arrived[f"q-{name}"]
        ((_, exact),) = values(rules_of(read, scored=True), "varequal")
        ((_, low),) = values(rules_of(read, scored=True), "vargte")
        ((_, high),) = values(rules_of(read, scored=True), "varlte")
        reach = reach_of(question)
        # Canvas takes the middle, and the way from it to the end, for its margin
        assert float(exact) == pytest.approx(reach.centre, rel=1e-10)
        assert float(high) - float(exact) == pytest.approx(reach.reach, rel=1e-6)
        assert float(exact) - float(low) == pytest.approx(reach.reach, rel=1e-6)
        for ours, given in answers(question):
            assert (read.run({"response1": given["answer"]})[0] == 100) == mark(question, ours).right, (name, ours)
        assert read.feedback["correct_fb"] == html(question.right)
        comment = words(read.feedback["general_incorrect_fb"])
        for miss in question.near_misses:
            assert words(text.inline(miss.feedback, maths="tex")) in comment and reach.shown(miss.value) in comment


def test_no_rule_names_a_near_miss_of_a_word(source, arrived):
    # Canvas would take it for a right answer
    for name, question in named(source):
        if question.type == "text":
            read = arrived[f"q-{name}"]
            every = values(rules_of(read, scored=True) + rules_of(read, scored=False), "varequal")
            assert [one for _, one in every] == question.accepted
            comment = words(read.feedback["general_incorrect_fb"])
            assert all(miss.value in comment for miss in question.near_misses)


def test_pairs_and_orders_become_matching(source, arrived):
    for name, question in named(source):
        if question.type not in ("ordering", "matching"):
            continue
        read = arrived[f"q-{name}"]
        offered = next(iter(read.choices.values()))
        assert all(one == offered for one in read.choices.values()), "Canvas knows one list of matches"
        # Canvas reads the numbers in the names of matches, which must differ
        assert len({re.search(r"\d+", one)[0] for one in offered}) == len(offered)
        scored = dict(values(rules_of(read, scored=True), "varequal"))
        found = {read.labels[response]: offered[match] for response, match in scored.items()}
        if question.type == "matching":
            assert found == {text.inline(one.text): text.plain(one.match) for one in question.pairs}
            assert set(offered.values()) == {text.plain(one) for one in question.choices}
        else:
            assert [found[text.inline(one.text)][0] for one in question.items] == ["1", "2", "3"]
            assert list(read.labels.values()) != [text.inline(one.text) for one in question.items]
        for ours, given in answers(question):
            chosen = {
                response: f"{99000 + given[part]}"
                for response, part in zip(read.labels, _parts(question, read), strict=True)
            }
            assert read.run(chosen)[0] / 100 == pytest.approx(mark(question, ours).fraction, abs=0.002)


def _parts(question, read) -> list[str]:
    if question.type == "matching":
        return [f"pair-{place}" for place in range(1, len(question.pairs) + 1)]
    places = {text.inline(item.text): f"item-{place}" for place, item in enumerate(question.items, start=1)}
    return [places[label] for label in read.labels.values()]


def test_a_verdict_and_its_reason_become_two_lists(source, arrived):
    for name, question in named(source):
        if question.type != "true-false":
            continue
        read = arrived[f"q-{name}"]
        assert list(read.choices) == ["response_verdict", "response_reason"]
        assert "[verdict]" in read.html and "[reason]" in read.html
        right = dict(values(rules_of(read, scored=True), "varequal"))
        verdict = read.choices["response_verdict"][right["response_verdict"]]
        assert verdict == str(question.answer)
        reason = read.choices["response_reason"][right["response_reason"]]
        assert reason == next(text.plain(one.text) for one in question.reasons if one.correct)
        assert read.run(right)[0] == 100
        assert read.feedback[f"{right['response_verdict']}_fb"] == html(question.right)


def test_blanks_become_lists_where_every_blank_can_be_one(source, arrived):
    read = arrived["q-00-blanks"]
    question = dict(named(source))["00-blanks"]
    assert read.fields["question_type"] == "multiple_dropdowns_question"
    assert all(f"[{name}]" in read.html for name in question.blanks) and "[percent] %" in read.html
    right = dict(values(rules_of(read, scored=True), "varequal"))
    chosen = {name: read.choices[name][ident] for name, ident in right.items()}
    assert chosen == {"response_points": "10", "response_percent": "25 %", "response_word": "он"}
    assert sorted(read.choices["response_percent"].values()) == ["20 %", "25 %"]
    assert read.run(right)[0] == pytest.approx(100, abs=0.02)
    wrong = words(read.feedback["general_incorrect_fb"])
    assert question.blanks["percent"].wrong in wrong and question.blanks["word"].wrong in wrong


def test_other_blanks_are_typed_with_every_spelling_that_counts(source, arrived):
    for number in (1, 2, 3):
        question = dict(named(source))[f"00-drawn-blanks-0{number}"]
        read = arrived[f"q-00-drawn-blanks-0{number}"]
        assert read.fields["question_type"] == "fill_in_multiple_blanks_question"
        assert list(read.choices["response_next"].values()) == [f"{question.blanks['next'].answer:.0f}"]
        right = next(one for one in question.blanks["kind"].options if one.correct)
        wrong = next(one for one in question.blanks["kind"].options if not one.correct)
        assert list(read.choices["response_kind"].values()) == [right.text]
        assert "one of even / odd" in words(read.html)
        assert read.html.count("[kind]") == read.html.count("[next]") == 1
        assert f"{wrong.text}: {wrong.feedback}" in words(read.feedback["general_incorrect_fb"])


def test_a_text_with_nothing_to_choose_is_typed_though_its_near_misses_could_be_a_list():
    blank = {
        "accepted": ["ten", "10"],
        "right": "Yes.",
        "wrong": "No.",
        "near_misses": [{"value": "six", "feedback": "Half."}],
    }
    source = alone(type="blanks", text="It is [[many]](so-many).", blanks={"many": blank})
    report = Report("canvas")
    (read,) = items(unzipped(canvas.export(source, report)["00-canvas.zip"])["q-00/q-00.xml"]).values()
    assert read.fields["question_type"] == "fill_in_multiple_blanks_question"
    assert list(read.choices["response_many"].values()) == ["ten", "10"]
    assert "It is [many](so-many)." in read.html
    assert (
        "six: Half." in words(read.feedback["general_incorrect_fb"]) and "No." in read.feedback["general_incorrect_fb"]
    )
    assert read.run({"response_many": "1002"})[0] == 100
    assert any("'many'" in what and "near misses" in what for name, what in report.losses if name == "alone")


@pytest.mark.parametrize(
    ("answer", "tolerance", "some"),
    [
        (25, {"relative": 0.01}, ["25", "24.8", "25.2", "24,8"]),
        (1234.5, {"absolute": 0.05}, ["1234.5", "1234,5", "1234.45", "1234.55"]),
        (0.3333333, {"digits": 2}, ["0.33", "0,33", "0.325", "0.335"]),
        (4812345, {"relative": 0.01}, ["4812345", "4800000", "4850000"]),
        (-2250, {"absolute": 3}, ["-2250", "-2247", "-2253"]),
        (0, {"absolute": 0}, ["0"]),
    ],
)
def test_spellings_are_numbers_that_count(answer, tolerance, some):
    key = NumberKey(answer=answer, tolerance=tolerance, right="Yes.", wrong="No.")
    found = spellings(key)
    assert set(some) <= set(found) and len(found) == len(set(found)) <= 2 * MOST
    assert all(mark_number(key, one).right for one in found)
    assert float(found[0]) == pytest.approx(answer, rel=0.01)


def test_a_foreign_reader_marks_as_the_course_does(source, files):
    questions = {f"q-{name}": question for name, question in named(source)}
    tried = 0
    for path, content in files.items():
        if path.endswith(("q-00.xml", ".qti")):
            for name, item in migrated(content):
                question = questions[name]
                if question.type not in ("single", "number", "text"):
                    continue
                session = Session(item)
                for ours, given in answers(question):
                    one = given["answer"]
                    value = (
                        f"_{1000 + one}" if isinstance(one, int) else float(one) if question.type == "number" else one
                    )
                    score, _ = session.run({"response1": value})
                    assert (score == 100) == mark(question, ours).right, (name, ours)
                    tried += 1
    assert tried > 60


def test_a_question_with_versions_is_a_group_that_draws_one_from_its_bank(source, files):
    top = bare(files["q-00/q-00.xml"]).find("assessment/section")
    assert top.get("ident") == "root_section"
    groups = {one.get("title"): one for one in top.findall("section")}
    resources = {one.get("href") for one in bare(files["imsmanifest.xml"]).iter("resource")}
    for pool in source.pools:
        if not pool.question.is_parameterised:
            assert pool.question.id not in groups
            continue
        draw = groups[pool.question.id].find("selection_ordering/selection")
        assert draw.findtext("selection_number") == "1"
        assert float(draw.findtext("selection_extension/points_per_item")) == pool.question.points
        path = f"non_cc_assessments/{draw.findtext('sourcebank_ref')}.xml.qti"
        bank = bare(files[path]).find("objectbank")
        assert bank.get("ident") == draw.findtext("sourcebank_ref") and path in resources
        assert bank.findtext("qtimetadata/qtimetadatafield/fieldlabel") == "bank_title"
        assert len(bank.findall("item")) == len(pool.variants)


def test_the_quiz_says_its_points(source, files):
    about = bare(files["q-00/assessment_meta.xml"])
    assert about.get("identifier") == "q-00" and about.findtext("title") == source.bank.title
    assert float(about.findtext("points_possible")) == sum(pool.question.points for pool in source.pools)


def test_every_file_is_valid_by_the_public_dtd(files):
    for path, content in files.items():
        if path.endswith(("q-00.xml", ".qti")):
            # the points of a group are an extension of Canvas's own
            assert dtd_errors(content, own=("points_per_item",)) == [], path


def test_a_foreign_reader_finds_nothing_missing_in_the_package(source, tmp_path):
    whole = tmp_path / "quiz.zip"
    whole.write_bytes(canvas.export(visible(source), Report("canvas"))["00-canvas.zip"])
    assert check_package(str(whole)) == []
    broken = unzipped(whole.read_bytes())
    del broken["pictures/picture.png"]
    whole.write_bytes(zipped(broken))
    assert check_package(str(whole))


def test_a_picture_has_its_address_and_its_words(arrived):
    read = arrived["q-00-essay"]
    assert 'src="$IMS-CC-FILEBASE$/pictures/picture.png"' in read.html and "қара мен ақ" in read.html
    assert "<script" not in arrived["q-00-signs"].html


def test_what_is_lost_is_said(source):
    report = Report("canvas")
    canvas.export(source, report)
    said = {}
    for name, what in report.losses:
        said.setdefault(name, []).append(what)
    assert any("hint" in what for what in said[""]) and any("tags" in what for what in said[""])
    assert any("verdict" in what for what in said["verdict"]) and any("TeX" in what for what in said["verdict"])
    assert any("near misses" in what for what in said["total"]) and any("near misses" in what for what in said["word"])
    assert any("matching" in what for what in said["order"])
    assert [what for what in said["blanks"] if "not typed" in what and "'percent'" in what]
    assert [what for what in said["drawn-blanks"] if "spellings" in what]
    assert "signs" not in said and "letters" not in said


def test_the_same_seed_gives_the_same_bytes_and_the_golden_ones(make_source):
    once, again, other = (canvas.export(make_source(seed), Report("canvas"))["00-canvas.zip"] for seed in (7, 7, 8))
    assert once == again != other
    compare("canvas", unzipped(canvas.export(small(make_source()), Report("canvas"))["00-canvas.zip"]))
