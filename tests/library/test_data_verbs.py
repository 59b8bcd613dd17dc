"""The command line of the data: what it prints, and what it returns."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from postsoviet.cli import main
from postsoviet.descriptor import data_folder, open_package


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_folder(), tmp_path / "data"))


def test_list_prints_a_line_a_data_set(capsys):
    assert main(["data", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(open_package().resources)
    assert any(line.startswith("09-annex2-income-benefits") and "160 rows" in line for line in lines)


def test_list_of_one_unit(capsys):
    assert main(["data", "list", "--unit", "09"]) == 0
    assert all(line.startswith("09-") for line in capsys.readouterr().out.splitlines())


def test_an_unknown_unit_is_one_sentence(capsys):
    assert main(["data", "list", "--unit", "9"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "unit '9'" in error and "09" in error


def test_show_prints_source_cautions_and_rows(capsys):
    assert main(["data", "show", "02-populations"]) == 0
    text = capsys.readouterr().out
    assert "Source: Jaxylykov 2017" in text and "863000" in text and "Note:" in text


def test_show_of_an_unknown_name_lists_near_ones(capsys):
    assert main(["data", "show", "02-population"]) == 2
    error = capsys.readouterr().err
    assert "02-populations" in error and error.count("\n") == 1


def test_check_of_sound_data(capsys):
    assert main(["data", "check"]) == 0
    assert "agree with datapackage.json" in capsys.readouterr().out


def test_check_names_every_problem_and_returns_one(folder, capsys):
    path = folder / "09-table4-income-change.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("10.3", "10.x"), encoding="utf-8")
    assert main(["data", "check", "--folder", str(folder)]) == 1
    out = capsys.readouterr().out
    assert "09-table4-income-change.csv, row 2" in out and "10.x" in out


def test_check_with_the_sources_finds_a_sealed_misprint(folder, sources_folder, capsys):
    path = folder / "09-table4-income-change.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("10.3", "10.4"), encoding="utf-8")
    assert main(["data", "seal", "--folder", str(folder)]) == 0
    assert main(["data", "check", "--folder", str(folder)]) == 0
    arguments = ["data", "check", "--folder", str(folder), "--sources", str(sources_folder)]
    assert main(arguments) == 1
    assert "the source does not bear this out: line 9878: change_percent 10.4" in capsys.readouterr().out


def test_check_without_the_sources_says_so(tmp_path, capsys):
    assert main(["data", "check", "--sources", str(tmp_path)]) == 2
    assert "does not hold the text of" in capsys.readouterr().err
