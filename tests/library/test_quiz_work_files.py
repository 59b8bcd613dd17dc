"""A student's work in the whole course is graded for one unit at a time, beside the files of single quizzes."""

import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from postsoviet.errors import CourseError
from postsoviet.quiz.gradebook.results import Work, read
from postsoviet.quiz.gradebook.running import run
from result_files import column, result, sealed, tables


def work(*results, **more):
    """Return the bytes of a file as the page "My work" saves it, without what only a browser reads."""
    parts = {raw["unit"]: {"quiz": json.loads(sealed(raw)), "kept": {"questions": {}}} for raw in results}
    file = {"format": "postsoviet my work", "version": 1, "saved": "2027-01-18T10:00:00.000Z", "student": "", "units": parts}
    return json.dumps(file | more).encode()


def test_the_part_of_the_unit_is_graded_as_its_own_file_would_be(graded, bank):
    alone = result(bank, "Aigul", {"one": 0, "sum": "11"})
    from_work, _ = graded({"a.json": work(alone, result(bank, "Aigul", {"one": 1}, unit="02"))}, unit="09")
    from_file, _ = graded({"a.json": alone})
    assert from_work["grades.csv"] == from_file["grades.csv"]
    assert from_work["items.csv"] == from_file["items.csv"]


def test_the_unit_is_that_of_the_single_files_and_else_must_be_named(graded, bank, tmp_path):
    both = work(result(bank, "Dana"), result(bank, "Dana", unit="02"))
    files, summary = graded({"a.json": result(bank), "b.json": both})
    assert summary.unit == "09" and column(files["grades.csv"], "student") == ["Aigul", "Dana"]
    (tmp_path / "in" / "a.json").unlink()
    with pytest.raises(CourseError, match="b.json holds the work of units 02, 09; name one with --unit"):
        graded({})
    _, summary = graded({"b.json": work(result(bank, "Dana"))})
    assert (summary.unit, summary.graded) == ("09", 1)


def test_work_without_the_unit_or_with_a_damaged_part_is_a_sentence_and_the_rest_is_graded(graded, bank):
    damaged = json.loads(work(result(bank, "Dana")))
    damaged["units"]["09"]["quiz"]["answers"]["one"]["tries"][0]["answer"] = 3
    other = work(result(bank, "Eldor", unit="02"))
    swapped = work(result(bank, "Gulnara"))
    swapped = swapped.replace(b'"units": {"09"', b'"units": {"02"')
    files, summary = graded({
        "a.json": work(result(bank)), "b.json": json.dumps(damaged).encode(), "c.json": other,
        "d.json": work(), "e.json": work(result(bank), version=2), "f.json": swapped,
    }, unit="09")  # fmt: skip
    assert (summary.graded, summary.skipped) == (1, 5)
    reasons = dict(zip(column(files["report.csv"], "file"), column(files["report.csv"], "why skipped"), strict=True))
    assert reasons["a.json"] == ""
    assert "b.json (unit 09) was changed or damaged" in reasons["b.json"]
    assert reasons["c.json"] == "c.json holds no answers to the quiz of unit 09; it has those of 02."
    assert "no answer to any quiz" in reasons["d.json"]
    assert "another version than 1" in reasons["e.json"]
    assert reasons["f.json"] == "f.json holds no answers to the quiz of unit 09; it has those of 02."


def test_answers_under_another_unit_are_refused(bank):
    raw = work(result(bank)).replace(b'"units": {"09"', b'"units": {"02"')
    with pytest.raises(CourseError, match="gives the answers of unit 09 as those of unit 02"):
        read("w.json", raw).result("02")


def test_of_work_and_a_file_of_one_student_the_later_counts(graded, bank):
    late = result(bank, "Aigul", {"one": 0}, saved="2027-01-19T10:00:00.000Z")
    files, summary = graded({"a.json": result(bank, "Aigul"), "work.json": work(late)})
    assert (summary.graded, summary.skipped) == (1, 1)
    assert "work.json, which counts" in " ".join(column(files["report.csv"], "why skipped"))


def test_the_zip_of_a_kernel_is_read_and_its_notebook_is_no_trouble(bank, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, holds in (("one", True), ("two", False)):
        with zipfile.ZipFile(folder / f"{name}-my-work-09.zip", "w") as archive:
            archive.writestr("09_income_inequality.ipynb", "{}")
            if holds:
                archive.writestr("my-work.json", work(result(bank, "Aigul")))
    summary = run([folder], "csv", tmp_path / "out", unit="09")
    assert (summary.graded, summary.skipped) == (1, 1)
    (skipped,) = [row for row in tables(tmp_path / "out")["report.csv"] if row[1] == "skipped"]
    assert skipped[0] == "two-my-work-09.zip/09_income_inequality.ipynb"


def test_zips_of_students_inside_the_zip_of_a_platform(bank, tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("09_income_inequality.ipynb", "{}")
        archive.writestr("my-work.json", work(result(bank, "")))
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr("Dana T_12_assignsubmission_file_/my-work-09.zip", inner.getvalue())
        archive.writestr("Berik S_13_assignsubmission_file_/my-work-09.zip", inner.getvalue()[:60])
    summary = run([tmp_path / "class.zip"], "csv", tmp_path / "out", unit="09")
    found = tables(tmp_path / "out")
    assert (summary.graded, summary.skipped) == (1, 1) and column(found["grades.csv"], "student") == ["Dana T"]
    (reason,) = filter(None, column(found["report.csv"], "why skipped"))
    assert "my-work-09.zip is no zip file that can be opened" in reason


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["09", "quiz", "unit", "x"]), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VALUES, VALUES)
def test_any_work_is_read_or_one_sentence(units, version):
    raw = json.dumps({"format": "postsoviet my work", "version": version, "units": units}).encode()
    try:
        found = read("any.json", raw)
        assert isinstance(found, Work)
        found.result("09")
    except CourseError as error:
        assert "\n" not in str(error) and str(error).startswith("any.json") and str(error).endswith(".")
