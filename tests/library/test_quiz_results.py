"""One result file: whole ones are read, anything else is one sentence. Zip files cannot do harm."""

import hashlib
import io
import json
import os
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from postsoviet.errors import CourseError
from postsoviet.quiz import read as read_bank
from postsoviet.quiz.gradebook import handed_in
from postsoviet.quiz.draws import draw_one
from postsoviet.quiz.gradebook.handed_in import account, opened
from postsoviet.quiz.marking import mark
from postsoviet.quiz.gradebook.results import LARGEST, LARGEST_WORK, checksum, clean, fits, read
from result_files import RIGHT, make_bank, result, sealed


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        yield make_bank(tmp_path_factory.mktemp("banks"), patch)


def refusal(content, name="a.json"):
    """Return the sentence with which a file is refused, checked to be one."""
    with pytest.raises(CourseError) as error:
        read(name, content)
    text = str(error.value)
    assert text.startswith(name) and text.endswith(".") and len(text.splitlines()) == 1, text
    assert not [sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs")], text
    assert len(text) < 400
    return text


def test_a_whole_file_is_read(bank):
    found = read("a.json", sealed(result(bank, '  Сәуле,\t"Q" ')))
    assert found.student == 'Сәуле, "Q"' and found.unit == "09"
    assert found.answers["sum"].parameters == {"year": 2012}
    assert found.answers["essay"].tries[0].answer == RIGHT["essay"]
    assert read("a.json", b"\xef\xbb\xbf" + sealed(result(bank))) == read("a.json", sealed(result(bank)))


HERE = Path(__file__).parent
#: What the answers in it are worth, by the page that saved it.
WORTH = {
    "one-of-many": [0, 1], "all-that-fit": [0, 0.5], "yes-or-no": [0.5], "how-much": [0, 1], "one-word": [0, 1],
    "own-words": [None], "in-order": [0.25], "what-belongs": [2 / 3], "fill-in": [2 / 3], "drawn-number": [1],
    "drawn-order": [1 / 3],
}  # fmt: skip


def test_a_file_that_the_script_of_the_page_saved_is_read_and_marked():
    """It was saved by Chromium from tests/site/every_type.yaml; no test writes it again."""
    name = "handed_in_by_the_page.json"
    content = (HERE / name).read_bytes()
    found = read(name, content)
    assert found.student == "Сәуле O’Neil «Q» \U0001f642"
    assert found.answers["how-much"].hint and found.answers["in-order"].shown
    assert found.answers["own-words"].tries[0].answer["text"].endswith("\nand a check is missing.")
    bank = read_bank(HERE.parent / "site" / "every_type.yaml")
    given = {}
    for question_id, answered in found.answers.items():
        question = draw_one(bank, bank.question(question_id), answered.parameters).question
        assert all(fits(question, one.answer) for one in answered.tries), question_id
        given[question_id] = [mark(question, one.answer).fraction for one in answered.tries]
    assert given == {one: [worth and pytest.approx(worth) for worth in each] for one, each in WORTH.items()}
    # the page writes as the checksum reads: nothing but the order of keys and the signs between them is free
    raw = json.loads(content)
    assert json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n" == content.decode()
    assert "checksum does not fit" in refusal(content.replace(b'"how-much":{"hint":true', b'"how-much":{"hint":false'))


def test_the_checksum_is_that_of_the_contract():
    # computed by sha256sum from {"a":"ж","b":{"c":[1,null]}} in UTF-8
    assert checksum({"b": {"c": [1, None]}, "a": "ж", "checksum": "x"}) == SHA256SUM


SHA256SUM = "ea9bc5238fe6131b2f907cb943a2de806f99d5b43d4a6ae9068d0c1b211f041b"


def test_half_a_sign_is_written_as_browsers_write_it(bank):
    # JSON.stringify of a lone surrogate gives the six signs of its escape, and that is what a page hashes
    raw = result(bank, "cut \ud83d")
    rest = json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False).replace("\ud83d", "\\ud83d")
    content = json.dumps({**raw, "checksum": hashlib.sha256(rest.encode()).hexdigest()}).encode()
    assert read("a.json", content).student == "cut ?"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": "other"}, "is not a result file of this course"),
        ({"version": 2}, "another version than 1"),
        ({"version": True}, "another version than 1"),
        ({"unit": "9"}, "'unit'"),
        ({"unit": "../09"}, "'unit'"),
        ({"bank": "zz"}, "'bank'"),
        ({"student": 7}, "'student'"),
        ({"student": "x" * 300}, "'student'"),
        ({"saved": "2027-13-18T10:00:00.000Z"}, "'saved'"),
        ({"saved": "yesterday"}, "'saved'"),
        ({"answers": []}, "'answers'"),
        ({"answers": {"one": {"parameters": {}, "tries": [], "hint": 0, "shown": False}}}, "'answers.one.hint'"),
        ({"answers": {"q": {"parameters": {"a": 1.5}, "tries": [], "hint": False, "shown": False}}}, "q.parameters"),
        ({"extra": 1}, "'extra'"),
    ],
)  # fmt: skip
def test_a_foreign_or_forged_file_is_refused_with_its_place(bank, change, sentence):
    assert sentence in refusal(sealed({**result(bank), **change}))


def test_seconds_are_whole_and_not_negative(bank):
    for seconds in (-1, 1.5, True, 10**30, "4"):
        assert "seconds" in refusal(sealed(result(bank, seconds=seconds)))


def test_an_edited_file_is_refused(bank):
    content = sealed(result(bank))
    assert "checksum does not fit" in refusal(content.replace(b'"Aigul"', b'"Aibek"'))
    raw = json.loads(content)
    del raw["checksum"]
    assert "checksum does not fit" in refusal(json.dumps(raw).encode())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"{", "not valid JSON"),
        (b"\xff\xfe{\x00", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "a.json"),
        (b'{"a": NaN}', "not valid JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not valid JSON"),
        (b"[]", "is not a result file of this course"),
        (b"null", "is not a result file of this course"),
        (b" " * (LARGEST + 1) + b"1", "bytes"),
        (b"PK\x03\x04rest", "is a zip file inside another one"),
    ],
)
def test_what_is_no_result_is_refused(content, sentence):
    assert sentence in refusal(content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
KEYS = ["format", "version", "unit", "bank", "student", "saved", "answers"]


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_one_sentence(content):
    refusal(content)


@settings(deadline=None)
@given(JSON)
def test_any_json_is_one_sentence(value):
    refusal(json.dumps(value).encode())


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(st.sampled_from(KEYS) | st.text(), JSON, min_size=1, max_size=4),
    JSON,
    JSON,
    st.sampled_from([*RIGHT]),
)
def test_any_value_in_a_sealed_file_is_read_or_one_sentence(bank, changes, answer, parameter, name):
    raw = result(bank)
    raw["answers"][name]["tries"][0]["answer"] = answer
    raw["answers"][name]["parameters"] = {"year": parameter}
    content = sealed({**raw, **changes})
    try:
        read("a.json", content)
    except CourseError:
        refusal(content)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([*RIGHT]), JSON | st.lists(st.integers(-1, 4) | st.none(), max_size=4))
def test_an_answer_that_fits_can_be_marked(bank, name, answer):
    question = draw_one(bank, bank.question(name), {"year": 2012} if name == "sum" else {}).question
    if fits(question, answer):
        fraction = mark(question, answer).fraction
        assert fraction is None if name == "essay" else 0 <= fraction <= 1
    assert fits(question, RIGHT[name]) and not fits(question, object())


def test_places_that_do_not_exist_do_not_fit(bank):
    wrong = {
        "one": [4, -1, True, "0", None], "many": [[3], [0, 0], 0],
        "verdict": [{"verdict": 1}, {"verdict": True, "reason": 3}, {}], "sum": [12],
        "order": [[1, 2], [0, 1, 2], [1, 2, 4]], "match": [[0, 3], [0]],
        "gaps": [{"other": 1}, {"place": 2}, {"count": 3}],
        "word": [None], "essay": ["text", {"text": "a"}, {"text": "a", "ticked": [2]}],
    }  # fmt: skip
    for name, answers in wrong.items():
        question = draw_one(bank, bank.question(name), {"year": 2012} if name == "sum" else {}).question
        assert [fits(question, answer) for answer in answers] == [False] * len(answers), name


def test_names_lose_hidden_signs_and_keep_letters():
    assert clean("Ә\u202eb\x00c\nd\r") == "Әb c d"
    assert clean("one\r\ntwo \x07", lines=True) == "one\ntwo"
    assert clean('O’Neil, "Қ" 李\u200d') == 'O’Neil, "Қ" 李\u200d'


def names(*paths, **more):
    with opened([*paths], **more) as entries:
        return [entry.name for entry in entries]


def contents(*paths):
    """Return what each entry gives: bytes, or its sentence."""
    found = {}
    with opened([*paths]) as entries:
        for entry in entries:
            try:
                found[entry.name] = entry.read()
            except CourseError as error:
                found[entry.name] = str(error)
    return found


def test_files_folders_patterns_and_zips_are_listed_once(tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("in/a.json", "in/deep/a.json", "in/deep/b.JSON"):
        (tmp_path / name).write_text(name)
    (tmp_path / "in" / "out").mkdir()
    (tmp_path / "in" / "out" / "grades.csv").write_text("")
    with zipfile.ZipFile(tmp_path / "in" / "z.zip", "w") as archive:
        archive.writestr("Aigul_12_assignsubmission_file_/r.json", "1")
        archive.mkdir("empty")
    expected = ["a.json", "deep/a.json", "deep/b.JSON", "z.zip/Aigul_12_assignsubmission_file_/r.json"]
    assert names(tmp_path / "in", leave_out=tmp_path / "in" / "out") == expected
    assert names(tmp_path / "in" / "a.json", tmp_path / "in", leave_out=tmp_path / "in" / "out") == expected
    assert names(tmp_path / "in" / "*.json") == ["a.json"]
    # two files of one name stay two
    assert names(tmp_path / "in" / "a.json", tmp_path / "in" / "deep" / "a.json") == ["a.json", "a.json (2)"]


def test_nothing_at_all_is_said(tmp_path):
    with pytest.raises(CourseError, match=r"There is no result file in .*name the files"):
        names(tmp_path / "*.json")
    assert contents(tmp_path / "typo.json") == {"typo.json": "typo.json does not exist; check the spelling."}


def test_what_cannot_be_read_is_listed(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large.json").write_bytes(b" " * (LARGEST_WORK + 1))
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and then nothing")
    zipfile.ZipFile(tmp_path / "empty.zip", "w").close()
    found = contents(tmp_path)
    assert "is not a plain file" in found["pipe"]
    assert f"more than {LARGEST_WORK:,} bytes" in found["large.json"]
    assert "is no zip file" in found["broken.zip"] and "nothing in it" in found["empty.zip"]


def test_a_path_in_a_zip_stays_a_name(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    with zipfile.ZipFile(tmp_path / "in" / "z.zip", "w") as archive:
        archive.writestr("../../escaped.json", "1")
        archive.writestr("/tmp/escaped-absolute.json", "2")
        archive.writestr("new\nline\u202e.json", "3")
    before = {path for path in tmp_path.rglob("*")}
    found = contents(tmp_path / "in" / "z.zip")
    assert [*found.values()] == [b"1", b"2", b"3"]
    assert all(name.isprintable() for name in found)
    assert {path for path in tmp_path.rglob("*")} == before


def test_a_zip_bomb_is_stopped_early(tmp_path, monkeypatch):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for place in range(5):
            archive.writestr(f"{place}.json", b" " * (4 * LARGEST_WORK))
    assert all("has more than" in said for said in contents(path).values())
    monkeypatch.setattr(handed_in, "MOST_BYTES", 2 * LARGEST_WORK)
    said = [*contents(path).values()]
    assert ["has more than" in one for one in said] == [True, True, False, False, False]
    assert "unpacks to more than" in said[4]
    monkeypatch.setattr(handed_in, "MOST_ENTRIES", 3)
    assert "only the first 3 were read" in contents(path)["bomb.zip (the rest)"]


def test_a_lying_or_locked_zip_is_one_sentence(tmp_path):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.json", b"0123456789" * 10)
    good = target.getvalue()
    path = tmp_path / "z.zip"
    path.write_bytes(good.replace(b"0123456789", b"0123456780", 1))
    assert "cannot be unpacked" in contents(path)["z.zip/a.json"]
    # the flag of a password, in the local header and in the directory
    locked = bytearray(good)
    locked[6] |= 1
    locked[good.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(locked)
    assert "cannot be unpacked" in contents(path)["z.zip/a.json"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_way_to_pack_without_limits_is_refused(tmp_path, method):
    with zipfile.ZipFile(tmp_path / "z.zip", "w", method) as archive:
        archive.writestr("a.json", b"1" * 1000)
    assert "packed in an unknown way" in contents(tmp_path / "z.zip")["z.zip/a.json"]


def test_a_nameless_part_of_a_zip_has_a_name(tmp_path):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("~", b"1")
    (tmp_path / "z.zip").write_bytes(target.getvalue().replace(b"~", b"\0"))
    assert [*contents(tmp_path / "z.zip").values()] == [b"1"]


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, 10_000), value=st.integers(0, 255), cut=st.integers(0, 400))
def test_any_damage_to_a_zip_is_a_sentence(tmp_path_factory, place, value, cut):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", b"some content " * 20)
        archive.writestr("b.json", b"1")
    damaged = bytearray(target.getvalue())
    damaged[place % len(damaged)] = value
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    path.write_bytes(damaged[: len(damaged) - cut] if cut < 200 else damaged)
    assert contents(path)


def test_platforms_name_the_student_in_the_file():
    found = account("all.zip/Aigul Sadykova_12345_assignsubmission_file_/quiz-09.json")
    assert (found.platform, found.name, found.number) == ("moodle", "Aigul Sadykova", "12345")
    assert account("Aigul Sadykova_12345_assignsubmission_file_quiz-09.json").number == "12345"
    found = account("submissions.zip/sadykovaaigul_LATE_4711_998877_quiz-09.json")
    assert (found.platform, found.name, found.number) == ("canvas", "sadykovaaigul", "4711")
    assert account("quiz-09.json") is None and account("2027_01_quiz.json") is None
    assert account("a_1" * 40_000) is None
