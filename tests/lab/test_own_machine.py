"""The verb ``lab``: a student's own copies, and JupyterLab's settings for the course. No JupyterLab is started here."""

import json
from pathlib import Path

import pytest
from postsoviet.cli import main
from postsoviet.errors import CourseError
from postsoviet.lab import folder, settings


def test_a_copy_is_made_once_and_never_written_over(tmp_path):
    own = tmp_path / "new" / "my-work"
    copy = folder.own_copy("9", own)
    assert copy.name == "09_income_inequality.ipynb"
    assert copy.read_bytes() == folder.units()["09"].read_bytes()
    copy.write_text("my answers")
    assert folder.own_copy("09", own).read_text() == "my answers"


def test_git_does_not_see_the_students_folder():
    assert f"{folder.OWN}/" in (folder.ROOT / ".gitignore").read_text().splitlines()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lab", "99"], "There is no unit '99'"),
        (["lab", "absent.ipynb"], "There is no file absent.ipynb"),
        (["lab", "--try"], "--try needs a unit"),
    ],
)
def test_a_mistake_is_one_sentence(arguments, said, tmp_path, capsys):
    assert main([*arguments, "--folder", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="name another folder by --folder"):
        folder.own_copy("09", tmp_path / "file" / "inside")


def test_settings_of_others_stay(tmp_path):
    target = tmp_path / "share/jupyter/lab/settings/overrides.json"
    target.parent.mkdir(parents=True)
    target.write_text('{"@jupyterlab/apputils-extension:themes": {"theme": "JupyterLab Dark"}}')
    assert settings.write_settings(tmp_path) == target
    written = json.loads(target.read_text())
    assert written["@jupyterlab/apputils-extension:themes"] == {"theme": "JupyterLab Dark"}
    assert written["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def test_what_a_student_sets_stays(tmp_path):
    settings.write_own_settings(tmp_path)
    (own,) = Path(tmp_path).rglob("*.jupyterlab-settings")
    assert own.relative_to(tmp_path).as_posix() == "lab/user-settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"
    own.write_text('{"fetchNews": "true"}')
    settings.write_own_settings(tmp_path)
    assert own.read_text() == '{"fetchNews": "true"}'
