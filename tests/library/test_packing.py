"""The data package as one file."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import frictionless
import pytest

from postsoviet.cli import main
from postsoviet.descriptor import data_folder, open_package
from postsoviet.errors import DataError
from postsoviet.packing import TOP, pack


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pack(tmp_path_factory.mktemp("pack") / "data.zip")


def test_it_holds_the_tables_the_readme_the_citation_and_the_licence(packed):
    with zipfile.ZipFile(packed) as archive:
        names = {Path(name).name for name in archive.namelist()}
        assert all(name.startswith(f"{TOP}/") for name in archive.namelist())
    tables = {resource.path for resource in open_package().resources}
    assert names == tables | {"datapackage.json", "README.md", "CITATION.cff", "LICENSE-text.md"}


def test_what_comes_out_is_a_valid_package_with_every_row(packed, tmp_path):
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path)
    report = frictionless.Package(str(tmp_path / TOP / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    for resource in open_package().resources:
        text = (tmp_path / TOP / resource.path).read_text(encoding="utf-8")
        assert text == (data_folder() / resource.path).read_text(encoding="utf-8")
        assert len([*csv.reader(io.StringIO(text))]) > 1


def test_the_same_data_give_the_same_bytes(packed, tmp_path):
    assert pack(tmp_path / "again.zip").read_bytes() == packed.read_bytes()


def test_damaged_data_are_not_packed_and_an_old_file_stays(tmp_path):
    import shutil

    folder = Path(shutil.copytree(data_folder(), tmp_path / "data"))
    (folder / "09-events.csv").write_text("date\n2001\n", encoding="utf-8")
    target = tmp_path / "data.zip"
    target.write_bytes(b"old")
    with pytest.raises(DataError, match="was not written: 09-events.csv"):
        pack(target, folder)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_missing_companion_is_named(tmp_path):
    import shutil

    folder = Path(shutil.copytree(data_folder(), tmp_path / "data"))
    with pytest.raises(DataError, match="CITATION.cff is missing"):
        pack(tmp_path / "data.zip", folder)


def test_the_command_writes_it(tmp_path, capsys):
    assert main(["data", "pack", str(tmp_path / "data.zip")]) == 0
    assert "Wrote data.zip" in capsys.readouterr().out
