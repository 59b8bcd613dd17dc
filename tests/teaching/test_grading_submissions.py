"""Folders and zip files as teachers have them: who handed in what, and nobody is mixed up with another."""

import io
import zipfile

import pytest
from handed_in_notebooks import notebook, put

from postsoviet.errors import CourseError
from postsoviet.teaching.assignment import assignment
from postsoviet.teaching.grading.submissions import gather

ONE, TWO = notebook(), notebook({"my_gini": "1"})
MOODLE = "Айгүл Садыкова_4711_assignsubmission_file_"


def zip_of(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def who(tmp_path, files: dict[str, bytes], *names: str) -> dict[str, str]:
    """Return the file that counts, or the refusal, by student; as well for the same files in one zip."""
    folder = put(tmp_path / "handed in", files)
    paths = [folder / name for name in names] or [folder]
    return {one.label: one.file if one.handed else one.refusal for one in gather(paths, assignment("09"), tmp_path / "kept")}


FLAT = {"Aigul.ipynb": ONE, "B. Toktogulov.ipynb": TWO, "c@university.edu.ipynb": ONE, "20231234 (1).ipynb.txt": TWO}
LABELS = ["20231234 (1)", "Aigul", "B. Toktogulov", "c@university.edu"]
OF_MOODLE = {f"{MOODLE}/09.ipynb": ONE, "Bek Asanov_4712_assignsubmission_file_/work.zip": zip_of({"a/09.ipynb": TWO})}
OF_CANVAS = {"sadykovaaigul_late_4711_90001_09_income.ipynb": ONE, "asanovbek_4712_90002_work.zip": zip_of({"09.ipynb": TWO})}


def test_a_folder_of_notebooks(tmp_path):
    assert [*who(tmp_path, FLAT)] == LABELS


def test_a_folder_of_folders_one_a_student(tmp_path):
    found = who(tmp_path, {f"{label}/unit/final.ipynb": ONE for label in LABELS} | {f"{LABELS[0]}/notes.txt": b"-"})
    assert found == {label: f"{label}/unit/final.ipynb" for label in LABELS}


@pytest.mark.parametrize("files", [OF_MOODLE, OF_CANVAS])
@pytest.mark.parametrize("is_zip", [True, False])
def test_what_platforms_give(tmp_path, files, is_zip):
    if is_zip:
        found = who(tmp_path, {"download.zip": zip_of(files)}, "download.zip")
    else:
        found = who(tmp_path, files)
    assert [*found] == (["Bek Asanov", "Айгүл Садыкова"] if files is OF_MOODLE else ["asanovbek", "sadykovaaigul"])
    submissions = gather([tmp_path / "handed in"], assignment("09"), tmp_path / "kept")
    assert {one.account.number for one in submissions} == {"4711", "4712"}


@pytest.mark.parametrize("wrapped", ["", "class/"])
def test_a_zip_of_a_class_is_opened_and_its_own_name_is_nobodys(tmp_path, wrapped):
    content = zip_of({f"{wrapped}{label}/{n}.ipynb": ONE for n, label in enumerate(LABELS)})
    assert [*who(tmp_path, {"class of 2027.zip": content}, "class of 2027.zip")] == LABELS


def test_numbers_in_a_name_of_ones_own_are_not_taken_for_those_of_canvas(tmp_path):
    files = {f"{label}/unit_09_2027_final.ipynb": ONE for label in ("Aigul", "Bek")} | {"chynara_09_2027_x.ipynb": ONE}
    assert [*who(tmp_path, files)] == ["Aigul", "Bek", "chynara_09_2027_x"]


def test_litter_is_left_and_other_files_are_told(tmp_path):
    put(tmp_path / "handed in", {
        "A/09.ipynb": ONE, "A/.ipynb_checkpoints/09-checkpoint.ipynb": TWO, "A/__MACOSX/._09.ipynb": b"x", "A/essay.pdf": b"%PDF",
        "A/data.json": b"{}", ".DS_Store": b"",
    })  # fmt: skip
    (found,) = gather([tmp_path / "handed in"], assignment("09"), tmp_path / "kept")
    assert found.file == "A/09.ipynb"
    assert {one.name: one.became for one in found.files} == {"A/09.ipynb": "graded", "A/essay.pdf": "ignored", "A/data.json": "ignored"}


def test_the_notebook_of_the_unit_counts_among_others_and_a_copy_does_no_harm(tmp_path):
    files = {"A/09.ipynb": ONE, "A/10.ipynb": ONE.replace(b"09-", b"10-"), "A/copy.ipynb": ONE.replace(b'"outputs": []', b'"outputs": [{}]')}
    assert who(tmp_path, files) == {"A": "A/09.ipynb"}


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"A/1.ipynb": ONE, "A/2.ipynb": TWO}, "There are several notebooks of unit 09, and they differ: A/1.ipynb, A/2.ipynb."),
        ({f"A/{n}.ipynb": ONE for n in range(21)}, "There are more than 20 notebooks"),
        ({"A/essay.pdf": b"%PDF"}, "There is no notebook among the files: A/essay.pdf."),
        ({"A/10.ipynb": ONE.replace(b"09-", b"10-")}, "It is the notebook of unit 10, and this is unit 09."),
        ({"A/old.ipynb": b'{"nbformat": 3, "worksheets": []}'}, "It is no notebook that can be read ('cells'"),
    ],
)
def test_what_cannot_be_graded_says_why(tmp_path, files, sentence):
    assert who(tmp_path, files)["A"].startswith(sentence)


def test_two_students_of_one_name_are_told_apart(tmp_path):
    files = {f"Bek Asanov_{n}_assignsubmission_file_/09.ipynb": ONE for n in (1, 2)}
    assert [*who(tmp_path, files)] == [f"Bek Asanov ({name})" for name in sorted(files)]


def test_results_of_an_earlier_run_are_no_submissions(tmp_path):
    put(tmp_path / "handed in", {"A.ipynb": ONE, "grades-kept/0.json": b"{}"})
    found = gather([tmp_path / "handed in"], assignment("09"), tmp_path / "handed in" / "grades-kept")
    assert [one.label for one in found] == ["A"]


def test_an_empty_folder_is_refused(tmp_path):
    (tmp_path / "handed in").mkdir()
    with pytest.raises(CourseError, match="There is no notebook in "):
        who(tmp_path, {})
    with pytest.raises(CourseError, match="There is no notebook in "):
        who(tmp_path, {".DS_Store": b""})


def test_a_file_that_does_not_exist_is_told(tmp_path):
    assert who(tmp_path, {}, "nowhere") == {"nowhere": "does not exist; check the spelling."}
