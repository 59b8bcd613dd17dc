"""A class is marked and merged: partial points, tries, duplicates, and no file is lost."""

import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from postsoviet.errors import CourseError
from postsoviet.quiz.gradebook.running import run
from result_files import RIGHT, Tries, column, make_bank, result, sealed, tables

# all points of the bank but those of the essay: 1 + 2 + 1 + 1 + 1 + 1 + 1 + 1
MARKABLE = 9


def test_everything_right_has_every_point(graded, bank):
    files, summary = graded({"a.json": result(bank)})
    grades = files["grades.csv"]
    assert column(grades, "student") == ["Aigul"]
    assert column(grades, "points so far") == column(grades, "points markable") == [str(MARKABLE)]
    assert column(grades, "open points") == [""] and column(grades, "open answers to read") == ["1"]
    assert {column(grades, question.id)[0] for question in bank.questions} == {"1", ""}
    assert (summary.graded, summary.skipped) == (1, 0)
    assert files["report.csv"][1] == ["a.json", "graded", "Aigul", "2027-01-18T10:00:00.000Z", "", "", ""]


def test_hints_and_answers_shown_are_reported_and_cost_nothing(graded, bank):
    files, _ = graded({"a.json": result(bank, shown=["one", "many"]), "b.json": result(bank, "B", shown=["one"])})
    assert column(files["report.csv"], "answers shown") == ["many, one", "one"]
    assert column(files["grades.csv"], "answers shown") == column(files["grades.csv"], "hints") == ["2", "1"]
    assert column(files["grades.csv"], "points so far") == [str(MARKABLE)] * 2
    assert (
        column(files["items.csv"], "answers shown")[:3]
        == column(files["items.csv"], "hints taken")[:3]
        == ["2", "1", "0"]
    )


def test_partial_points_by_hand(graded, bank):
    # many: one hit of two = 1/2 of 2 points; verdict without its reason 1/2; order one of three;
    # match one of two; gaps one of three
    answers = {
        "one": 1, "many": [0], "verdict": {"verdict": True, "reason": None}, "sum": "12,4", "order": [1, 3, 2],
        "match": [0, None], "gaps": {"place": 1, "count": "3"}, "word": "Frunze",
    }  # fmt: skip
    files, _ = graded({"a.json": result(bank, answers=answers)})
    assert float(column(files["grades.csv"], "points so far")[0]) == pytest.approx(
        1 + 0.5 + 1 + 1 / 3 + 0.5 + 1 / 3, abs=1e-4
    )
    assert column(files["grades.csv"], "essay") == [""] and column(files["grades.csv"], "one") == ["0"]


@pytest.mark.parametrize(("count", "fraction"), [("first", "0.5"), ("last", "0"), ("best", "1")])
def test_which_try_counts(graded, bank, count, fraction):
    files, _ = graded({"a.json": result(bank, answers={"many": Tries([0], [0, 1], [2])})}, count=count)
    assert column(files["grades.csv"], "many") == [fraction]
    assert column(files["grades.csv"], "tries") == ["3"] and column(files["grades.csv"], "seconds") == ["120"]


def test_the_last_try_counts_when_nothing_is_said(graded, bank):
    files, _ = graded({"a.json": result(bank, answers={"many": Tries([0, 1], [2])})})
    assert column(files["grades.csv"], "many") == ["0"]


def test_every_file_is_reported_and_the_rest_is_graded(graded, bank, tmp_path, monkeypatch):
    make_bank(tmp_path / "banks", monkeypatch, unit="02")
    tampered = sealed(result(bank)).replace(b'"Aigul"', b'"Aibek"')
    older = result(bank, "Older", bank="0" * 16)
    gone = result(bank, "Gone", {"gone": 1}, bank="0" * 16)
    version = result(bank, "Version", parameters={"sum": {"year": 1999}})
    place = result(bank, "Place", {"one": 9})
    files, summary = graded(
        {
            "bytes.json": b"\x00\x01", "empty.json": b"", "essay.pdf": b"%PDF-1.7", "gone.json": gone,
            "good.json": result(bank), "older.json": older, "other.json": result(bank, unit="02"),
            "nounit.json": result(bank, unit="77"), "place.json": place, "tampered.json": tampered,
            "version.json": version,
        }
    )  # fmt: skip
    report = {row[0]: row for row in files["report.csv"][1:]}
    assert len(report) == 11 and (summary.graded, summary.skipped) == (2, 9)
    assert {name for name, row in report.items() if row[1] == "graded"} == {"good.json", "older.json"}
    reasons = {name: row[4] for name, row in report.items() if row[1] == "skipped"}
    for name, words in {
        "bytes.json": "not valid JSON", "empty.json": "is empty", "essay.pdf": "not valid JSON",
        "gone.json": "question 'gone'", "other.json": "is of unit 02",
        "nounit.json": "is of unit 77, which has no quiz", "place.json": "answer to 'one'",
        "tampered.json": "checksum does not fit", "version.json": "no version with year = 1999",
    }.items():  # fmt: skip
        assert reasons[name].startswith(name) and words in reasons[name], reasons[name]
        assert any(reasons[name] in sentence for sentence in summary.sentences)
    assert "the quiz has changed since" in reasons["gone.json"] and "somebody changed" in reasons["place.json"]
    assert "earlier version of the quiz" in report["older.json"][5]
    assert column(files["grades.csv"], "student") == ["Aigul", "Older"]


def test_of_two_files_of_a_student_the_later_counts_and_both_are_named(graded, bank):
    late = result(bank, "aigul  SADYKOVA", {"one": 1}, saved="2027-01-18T11:00:00.000Z")
    files, _ = graded(
        {"z-early.json": result(bank, "Aigul Sadykova"), "a-late.json": late, "b.json": result(bank, "Berik")}
    )
    assert column(files["grades.csv"], "one") == ["0", "1"]
    report = {row[0]: row for row in files["report.csv"][1:]}
    assert report["z-early.json"][1] == "skipped" and "a-late.json" in report["z-early.json"][4]
    assert report["a-late.json"][1] == "graded" and "z-early.json" in report["a-late.json"][5]


def test_two_accounts_with_one_name_stay_two_students(graded, bank):
    files, _ = graded(
        {
            "Aigul S_11_assignsubmission_file_/r.json": result(bank, "Aigul"),
            "Aigul T_12_assignsubmission_file_/r.json": result(bank, "Aigul"),
            "Dana_13_assignsubmission_file_/r.json": result(bank, ""),
            "r.json": result(bank, ""),
        }
    )
    students = column(files["grades.csv"], "student")
    assert len(students) == 4 == len(set(students)) and students[2:] == ["Dana", "r"]
    cautions = column(files["report.csv"], "cautions")
    assert "Another student has the name" in cautions[0] and "same file, sign for sign" in cautions[0]
    assert "No name is written" in cautions[2]


def test_the_same_files_in_any_order_give_the_same_bytes(graded, bank, tmp_path):
    results = {
        f"{name}.json": result(bank, name, {"one": n % 4, "essay": {"text": name, "ticked": []}})
        for n, name in enumerate("dbca")
    }
    graded(results)
    first = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    run(sorted((tmp_path / "in").iterdir(), reverse=True), "csv", tmp_path / "again")
    again = {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    assert again.keys() == first.keys() and len(first) == 6
    # the report lists files in the order given; everything else is the same
    assert {name for name in first if first[name] != again[name]} == {"report.csv"}
    assert sorted(first["report.csv"].split()) == sorted(again["report.csv"].split())


def test_a_zip_as_a_platform_gives_it_out(bank, tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for n, name in enumerate(("Aigul S", "Berik T")):
            archive.writestr(f"{name}_{n}_assignsubmission_file_/quiz.json", sealed(result(bank, "")))
        archive.writestr("Dana_7_assignsubmission_onlinetext_/onlinetext.html", "<p>sorry</p>")
    calls = []
    summary = run([tmp_path / "all.zip"], "csv", tmp_path / "out", lambda done, of: calls.append((done, of)))
    assert (summary.graded, summary.skipped) == (2, 1) and calls == [(1, 3), (2, 3), (3, 3)]
    assert column(tables(tmp_path / "out")["grades.csv"], "student") == ["Aigul S", "Berik T"]


def test_a_file_by_hand_joins_the_one_account_of_its_name(graded, bank):
    late = result(bank, "Aigul", {"one": 1}, saved="2027-01-18T11:00:00.000Z")
    files, _ = graded({"aigul_4711_99_r.json": result(bank, "Aigul"), "by-mail.json": late}, to="canvas")
    assert files["grades.csv"][2:] == [["Aigul", "4711", "", "", "", "0", "0"]]
    assert "by-mail.json, which counts" in files["report.csv"][1][4]


def test_an_earlier_gradebook_outlives_a_class_that_cannot_be_graded(graded, bank, tmp_path):
    graded({"a.json": result(bank)})
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    with pytest.raises(CourseError, match="is empty.*earlier gradebook in .* is as it was"):
        graded({"a.json": b""})
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_nothing_graded_leaves_only_the_reasons(graded, bank, tmp_path):
    with pytest.raises(CourseError, match="None of the 2 files could be graded.* is empty"):
        graded({"a.json": b"", "b.json": b"{"})
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.csv"]
    with pytest.raises(CourseError, match="is not one of"):
        graded({}, to="canvass")


VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers(-2, 5), max_size=4)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from([*RIGHT, "x"]), VALUES, max_size=5), st.text(max_size=30), st.booleans(), VALUES,
)  # fmt: skip
def test_no_sealed_file_stops_the_class(graded, bank, tmp_path, answers, student, older, year):
    hostile = result(
        bank, student, answers, parameters={"sum": {"year": year}}, bank="0" * 16 if older else result(bank)["bank"]
    )
    (tmp_path / "out" / "open-answers.csv").unlink(missing_ok=True)
    files, summary = graded({"good.json": result(bank, "Good One"), "hostile.json": hostile})
    assert len(files["report.csv"]) == 3 and summary.graded + summary.skipped == 2
    assert "Good One" in column(files["grades.csv"], "student")
    assert all("\n" not in sentence for sentence in summary.sentences)
