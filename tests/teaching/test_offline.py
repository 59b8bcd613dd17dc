"""The zip of a unit for a machine with no network, and the program in it that starts the unit."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from postsoviet.cli import main
from postsoviet.errors import CourseError
from postsoviet.teaching.offline import wheels, write_unit_zip
from postsoviet.teaching.plain import student_notebook

ROOT = Path(__file__).parents[2]
START = ROOT / "postsoviet" / "teaching" / "offline" / "start.py"
#: In place of the library: says how it was called.
STUB = "import sys, tiny\nprint('called with', *sys.argv[1:])\n"


def make_wheel(folder: Path) -> Path:
    """Write a wheel with one module ``tiny``, and a lock that asks for it by its hash."""
    files = {
        "tiny.py": "",
        "tiny-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        "tiny-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip('=')},{len(text)}"
        for name, text in files.items()
    ]
    files["tiny-1.0.dist-info/RECORD"] = "\n".join([*record, "tiny-1.0.dist-info/RECORD,,", ""])
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return wheel


def lock_of(wheel: Path, lock: Path) -> Path:
    """Write a lock with the hash of a wheel."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.write_text(f"tiny==1.0 \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n")
    return lock


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory) -> Path:
    """The zip of unit 09 without wheels, unpacked."""
    folder = tmp_path_factory.mktemp("zip")
    assert main(["unit", "zip", "09", "--out", str(folder / "a.zip")]) == 0
    write_unit_zip("09", folder / "b.zip")
    assert (folder / "a.zip").read_bytes() == (folder / "b.zip").read_bytes()
    with zipfile.ZipFile(folder / "a.zip") as archive:
        # two files of one second may agree by chance
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        archive.extractall(folder)
    return folder / "governance-unit-09"


def test_the_zip_has_all_and_nothing_of_this_machine(unpacked):
    assert sorted(path.name for path in unpacked.iterdir()) == ["09_income_inequality.ipynb", "READ-ME-FIRST.txt", "course", "start.py"]
    names = {path.relative_to(unpacked / "course").as_posix() for path in (unpacked / "course").rglob("*")}
    assert {"LICENSE", "LICENSE-text.md", "requirements-lab.txt", "data/09-annex2-income-benefits.csv", "data/datapackage.json"} <= names
    assert {"notebooks/quizzes/09_income_inequality.yaml", "postsoviet/lab/overrides.json", "postsoviet/words/en.yml"} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith("notebooks/quizzes/10")]
    notebook = unpacked / "09_income_inequality.ipynb"
    assert notebook.read_text("utf-8") == student_notebook("09", alone=True)
    assert nbformat.read(notebook, as_version=4).cells[0].source.startswith("# Income inequality in Kyrgyzstan")
    said = (unpacked / "READ-ME-FIRST.txt").read_bytes()
    assert b"start.py" in said and b"09_income_inequality.ipynb" in said and said.count(b"\n") == said.count(b"\r\n")


def start(folder: Path, *options: str) -> subprocess.CompletedProcess:
    """Run start.py where nothing can be fetched."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")} | {"PIP_NO_INDEX": "1"}
    command = [sys.executable, "start.py", *options]
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, timeout=120)


def test_start_installs_from_the_wheels_alone_and_once(tmp_path):
    wheel = make_wheel(tmp_path / "wheels")
    (tmp_path / "wheels" / "made-for.txt").write_text(wheels.this_machine())
    lock_of(wheel, tmp_path / "course" / "requirements-lab.txt")
    shutil.copy(START, tmp_path)
    (tmp_path / "09_unit.ipynb").write_text("{}")
    (tmp_path / "course" / "postsoviet").mkdir()
    (tmp_path / "course" / "postsoviet" / "__main__.py").write_text(STUB)
    first, second = start(tmp_path, "--try"), start(tmp_path)
    assert first.returncode == 0, first.stdout + first.stderr
    assert f"called with lab {tmp_path / '09_unit.ipynb'} --try" in first.stdout
    assert "Making an environment" not in second.stdout and "--try" not in second.stdout and second.returncode == 0
    wheel.write_bytes(wheel.read_bytes() + b"damaged")
    (tmp_path / ".venv" / "made-from.txt").unlink()
    third = start(tmp_path)
    assert third.returncode == 1 and "unpack it again" in third.stdout


def test_start_says_what_is_wrong(tmp_path):
    shutil.copy(START, tmp_path)
    assert "Unpack the whole zip" in start(tmp_path).stdout
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "made-for.txt").write_text("3.99 win32 AMD64\n")
    result = start(tmp_path)
    assert result.returncode == 1 and "for Python 3.99 win32 AMD64, and this is Python 3." in result.stdout
    assert "Usage: python start.py" in start(tmp_path, "--help").stdout


def test_wheels_are_those_of_the_lock(tmp_path, monkeypatch):
    wheel = make_wheel(tmp_path / "index")
    lock = lock_of(wheel, tmp_path / "lock.txt")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))
    found = wheels.fetched_wheels(lock)
    assert found == {
        "wheels/tiny-1.0-py3-none-any.whl": wheel.read_bytes(),
        "wheels/made-for.txt": f"{wheels.this_machine()}\n".encode(),
    }
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "empty"))
    with pytest.raises(CourseError, match="No matching distribution.*needs a network"):
        wheels.fetched_wheels(lock)


def test_an_unknown_unit_or_place_is_one_sentence(tmp_path, capsys):
    assert main(["unit", "zip", "99", "--out", str(tmp_path / "x.zip")]) == 2
    assert main(["unit", "zip", "09", "--out", str(tmp_path / "absent" / "x.zip")]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert "'99'" in first and "choose another place by --out" in second
    assert not [*tmp_path.iterdir()]
