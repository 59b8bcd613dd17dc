"""Loading data sets, their attributes, and the sentences when something is wrong."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import postsoviet
from postsoviet import catalogue, load
from postsoviet.cli import main
from postsoviet.datasets import row_beginning
from postsoviet.descriptor import data_folder, open_package
from postsoviet.errors import CourseError, did_you_mean

ANNEX_2 = "09-annex2-income-benefits"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the data folder that a test may damage."""
    return Path(shutil.copytree(data_folder(), tmp_path / "data"))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_import_is_light() -> None:
    """Neither pandas nor pydantic is read before a data set is asked for."""
    script = "import sys, postsoviet; print([name for name in ('pandas', 'numpy', 'pydantic') if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_package_offers_its_two_functions_and_no_other() -> None:
    assert {"load", "catalogue"} <= {*dir(postsoviet)}
    with pytest.raises(AttributeError, match="'postsoviet' has no attribute 'lode'"):
        postsoviet.lode  # noqa: B018


def test_columns_are_typed_by_the_descriptor() -> None:
    frame = load(ANNEX_2)
    assert list(frame.columns) == ["year", "decile", "income", "benefits", "line"]
    assert len(frame) == 160
    assert {str(kind) for kind in frame.dtypes[:4]} == {"int64"}
    assert frame.query("year == 2015 and decile == 10")["income"].item() == 10006
    assert frame.query("year == 2015 and decile == 1")["line"].item() == "10097;10099"


def test_an_absent_number_is_missing_and_not_zero() -> None:
    frame = load("09-annex1-indicators").query("indicator == 'gini'").set_index("year")["value"]
    assert frame.dtype == "float64"
    assert frame.isna().sum() == 2
    assert pd.isna(frame[2000])
    assert frame[2013] == 45.6


def test_an_absent_integer_is_missing_and_keeps_the_others_whole() -> None:
    frame = load("02-fertility")
    assert frame["year"].dtype == "Int64"
    assert frame["year"].isna().sum() == 4
    assert frame.loc[frame["place"] == "Kostanay", "year"].item() == 2014


def test_an_absent_text_is_missing() -> None:
    qualifiers = load("02-origin-shares").set_index("origin")["qualifier"]
    assert qualifiers.isna().tolist() == [True, False]
    assert qualifiers["South"] == "about"


@pytest.mark.parametrize("name", [resource.name for resource in open_package().resources])
def test_every_data_set_loads_with_all_its_attributes(name: str) -> None:
    frame = load(name)
    about = frame.attrs
    assert len(frame) > 0
    assert about["name"] == name
    for key in ("title", "description", "source", "reference", "exhibit", "processing", "unit"):
        assert isinstance(about[key], str), key
        assert about[key], key
    for key in ("notes", "conflicts", "breaks"):
        assert all(sentence.endswith(".") for sentence in about[key]), key
    assert {*about["units"]} <= {*frame.columns}
    assert "line" in frame.columns or not about["lines"] or name == "15-interviewees"


def test_the_source_of_a_caption_is_short_and_the_reference_is_full() -> None:
    about = load(ANNEX_2).attrs
    assert about["source"] == "Hasanova 2017, Annex 2, lines 10045-10101"
    assert "Savia Hasanova" in about["reference"]
    assert about["lines"] == "10045-10101"
    assert about["units"]["income"] == "soms per head"
    assert any("Annex 1 and Annex 2" in sentence for sentence in about["breaks"])


def test_two_loads_share_nothing() -> None:
    first = load("02-origin-shares")
    first.loc[0, "share_percent"] = 99
    first.attrs["notes"].append("x")
    again = load("02-origin-shares")
    assert again.loc[0, "share_percent"] == 33
    assert "x" not in again.attrs["notes"]


def test_an_unknown_name_lists_the_near_ones() -> None:
    with pytest.raises(CourseError, match="09-anex2-income.*did you mean '09-annex2-income-benefits'"):
        load("09-anex2-income")
    with pytest.raises(CourseError, match=r"There is no data set 'zzz'; catalogue\(\)"):
        load("zzz")


def test_the_catalogue_has_a_row_for_each_data_set() -> None:
    table = catalogue()
    assert list(table.columns) == ["name", "unit", "title", "exhibit", "rows", "processing"]
    assert table["name"].is_unique
    counts = table.set_index("name")["rows"]
    assert counts[ANNEX_2] == 160
    assert counts["09-annex1-indicators"] == 80
    assert counts["09-annex3-income-change"] == 112


DAMAGE = {
    "bad cell": ("2000,1,120,4", "2000,1,12o,4", (f"{ANNEX_2}.csv, row 2, column 'income'", "'12o'", "whole number")),
    "decimal in a whole number": ("2000,1,120,4", "2000,1,120.5,4", ("row 2", "'120.5'", "whole number")),
    "nan": ("2000,1,120,4", "2000,1,nan,4", ("row 2", "'nan'")),
    "leading zero": ("2000,1,120,4", "2000,1,0120,4", ("row 2", "'0120'")),
    "blank": ("2000,1,120,4", "2000,1, 120,4", ("row 2", "' 120'")),
    "missing column": ("income", "incom", ("row 1", "'income' is missing", "'incom'")),
    "extra column": ("benefits,line", "benefits,line,note", ("row 1", "'note' is not in datapackage.json")),
    "order": ("income,benefits", "benefits,income", ("row 1", "order year, decile, income, benefits, line")),
    "short row": ("2000,1,120,4,", "2000,1,120,", ("row 2", "4 cells", "5")),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_file_is_one_sentence_with_place_and_mend(kind: str, folder: Path) -> None:
    old, new, words = DAMAGE[kind]
    replace(folder / f"{ANNEX_2}.csv", old, new)
    with pytest.raises(CourseError) as caught:
        load(ANNEX_2, folder)
    sentence = str(caught.value)
    assert all(word in sentence for word in words), sentence
    assert ";" in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_misspelt_field_in_the_descriptor_names_file_data_set_and_column(folder: Path) -> None:
    path = folder / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    resource = next(one for one in raw["resources"] if one["name"] == ANNEX_2)
    resource["schema"]["fields"][2]["prnted"] = resource["schema"]["fields"][2].pop("printed")
    path.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        load(ANNEX_2, folder)
    sentence = str(caught.value)
    assert sentence.startswith(f"datapackage.json, data set '{ANNEX_2}', 'schema', column 'income'")
    assert "'prnted' is not a known key (did you mean 'printed'?)" in sentence


def test_a_mended_descriptor_is_read_again(folder: Path) -> None:
    path = folder / "datapackage.json"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[:-20], encoding="utf-8")
    with pytest.raises(CourseError, match="not valid JSON"):
        load(ANNEX_2, folder)
    path.write_text(whole, encoding="utf-8")
    assert len(load(ANNEX_2, folder)) == 160


def test_an_installed_package_brings_its_own_data(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = folder.rename(folder.with_name("_data"))
    monkeypatch.setattr("postsoviet.descriptor.__file__", str(installed.with_name("descriptor.py")))
    assert data_folder() == installed
    replace(installed / f"{ANNEX_2}.csv", "2000,1,120,4", "2000,1,121,4")
    assert load(ANNEX_2).loc[0, "income"] == 121


def test_missing_files_are_named(folder: Path) -> None:
    (folder / f"{ANNEX_2}.csv").unlink()
    with pytest.raises(CourseError, match=f"{ANNEX_2}.csv is missing"):
        load(ANNEX_2, folder)
    (folder / "datapackage.json").unlink()
    with pytest.raises(CourseError, match="datapackage.json is missing"):
        load(ANNEX_2, folder)


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "02-regions.csv").write_bytes(b"oblast,name\n\xff")
    with pytest.raises(CourseError, match="02-regions.csv is not UTF-8"):
        load("02-regions", folder)


@pytest.mark.parametrize("word", ["", "zzzzzz"])
def test_no_hint_where_nothing_is_near(word: str) -> None:
    assert did_you_mean(word, ["02-regions"]) == ""


# --- the command line ------------------------------------------------------------------------------


def test_data_list_and_show(capsys: pytest.CaptureFixture) -> None:
    assert main(["data", "list"]) == 0
    assert ANNEX_2 in capsys.readouterr().out
    assert main(["data", "show", "02-populations"]) == 0
    shown = capsys.readouterr().out
    assert "Jaxylykov 2017" in shown
    assert "Conflict:" in shown
    assert "281000" in shown
    assert "nan" not in shown.lower()


def test_data_show_of_an_unknown_name_exits_with_2(capsys: pytest.CaptureFixture) -> None:
    assert main(["data", "show", "02-popul"]) == 2
    assert "02-populations" in capsys.readouterr().err


def test_data_check_exits_with_1_and_one_line_a_problem(folder: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["data", "check", "--folder", str(folder)]) == 0
    replace(folder / f"{ANNEX_2}.csv", "2000,1,120,4", "2000,1,-120,4")
    replace(folder / "02-regions.csv", ",North,", ",Nord,")
    capsys.readouterr()
    assert main(["data", "check", "--folder", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert sum("checksum" in line for line in lines) == 2


def test_data_seal_writes_checksums_and_check_agrees(folder: Path, capsys: pytest.CaptureFixture) -> None:
    replace(folder / f"{ANNEX_2}.csv", "2000,1,120,4", "2000,1,121,4")
    assert main(["data", "seal", "--folder", str(folder)]) == 0
    assert f"Sealed {ANNEX_2}." in capsys.readouterr().out
    assert main(["data", "check", "--folder", str(folder)]) == 0
    assert main(["data", "seal", "--folder", str(folder)]) == 0
    json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert "up to date" in capsys.readouterr().out


def test_the_module_runs_as_a_command() -> None:
    run = subprocess.run([sys.executable, "-m", "postsoviet", "data", "check"], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "agree with datapackage.json" in run.stdout


def test_the_row_that_begins_with_some_words_is_the_only_one() -> None:
    table = pd.DataFrame({"event": ["A town is founded", "A town grows", "A bridge is built"], "date": ["1952", "1959", "1960"]})
    assert row_beginning(table, "event", "A bridge")["date"] == "1960"
    for start, count in (("A town", 2), ("A road", 0)):
        with pytest.raises(CourseError, match=f"{count} rows have a text in 'event' that begins with '{start}'"):
            row_beginning(table, "event", start)
