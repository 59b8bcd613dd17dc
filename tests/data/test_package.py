"""The data folder obeys its descriptor, by our check and by the reference validator."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest

from postsoviet.checking import check, seal
from postsoviet.course.register import read
from postsoviet.descriptor import data_folder, open_package

CSV = "09-annex1-income-shares.csv"


def judge(folder: Path) -> list[str]:
    """Return the errors that the reference validator finds."""
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    return [f"{place}: {note}" for place, note in report.flatten(["type", "note"])]


def replace(folder: Path, file: str, old: str, new: str) -> None:
    """Change a file once; the test fails when there is nothing to change."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def edit(folder: Path, change: Callable[[dict], None]) -> None:
    """Change the descriptor."""
    path = folder / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    change(raw)
    path.write_text(json.dumps(raw), encoding="utf-8")


def entry(raw: dict, name: str = "09-annex1-income-shares") -> dict:
    return next(resource for resource in raw["resources"] if resource["name"] == name)


def test_our_check_finds_nothing() -> None:
    assert check() == []


def test_the_reference_validator_finds_nothing() -> None:
    assert judge(data_folder()) == []


def test_the_folder_holds_what_the_contract_names() -> None:
    names = {resource.name for resource in open_package().resources}
    assert {path.stem for path in data_folder().glob("*.csv")} == names
    units = {unit.number for unit in read().units.values() if not unit.uses}
    assert {name[:2] for name in names if name[:2].isdigit()} == units
    assert all(f"{unit}-events" in names for unit in units), "every unit has a timeline"


# Damage that both validators must see, and the words that our sentence must hold.
CELLS = {
    "not a number": ("2000,1,1.7,", "2000,1,1.x,", ("row 2", "'share_percent'", "'1.x'", "full stop")),
    "thousands comma": ("2000,1,1.7,", '2000,1,"1,700",', ("row 2", "'1,700'", "thousands comma")),
    "above the maximum": ("2000,1,1.7,", "2000,1,170,", ("row 2", "170", "100")),
    "below the minimum": ("2000,1,1.7,", "2000,1,-1.7,", ("row 2", "-1.7", "0")),
    "required": ("2000,1,1.7,", "2000,1,,", ("row 2", "'share_percent'", "empty")),
    "pattern": ("2000,1,1.7,10017", "2000,1,1.7,p. 7", ("row 2", "'line'", "'p. 7'")),
    "key twice": ("2000,2,", "2000,1,", ("row 3", "year 2000", "row 2")),
    "column renamed": ("share_percent", "share_per_cent", ("row 1", "'share_percent'", "'share_per_cent'")),
    "extra cell": ("2000,1,1.7,", "2000,1,1.7,,", ("row 2", "5 cells", "4")),
}


@pytest.mark.parametrize("kind", CELLS)
def test_both_validators_see_a_damaged_cell(kind: str, damaged: Path) -> None:
    old, new, words = CELLS[kind]
    replace(damaged, CSV, old, new)
    seal_by_force(damaged, CSV)
    problems = check(damaged)
    assert len(problems) == 1
    assert all(word in problems[0] for word in (CSV, *words)), problems
    assert judge(damaged), "the reference validator sees nothing"


def seal_by_force(folder: Path, file: str) -> None:
    """Renew the checksum as an edit that was meant would, so that only the damage is seen."""
    import hashlib

    content = (folder / file).read_bytes()
    edit(folder, lambda raw: entry(raw, file.removesuffix(".csv")).update(
        hash="sha256:" + hashlib.sha256(content).hexdigest(), bytes=len(content)))  # fmt: skip


def test_both_validators_see_a_changed_value_by_its_checksum(damaged: Path) -> None:
    replace(damaged, CSV, "2000,1,1.7,", "2000,1,1.8,")
    (problem,) = check(damaged)
    assert CSV in problem
    assert "data seal" in problem
    assert any("hash" in error for error in judge(damaged))


def test_a_choice_outside_the_list_is_named(damaged: Path) -> None:
    replace(damaged, "09-table5-income-shares.csv", "1,actual", "1,actuel")
    seal(damaged)
    (problem,) = check(damaged)
    assert "'actuel' is not one of actual, new" in problem
    assert judge(damaged)


def test_a_place_outside_the_vocabulary_is_named(damaged: Path) -> None:
    replace(damaged, "02-flows-to-northernmost.csv", "South Kazakhstan", "South-Kazakhstan")
    seal(damaged)
    (problem,) = check(damaged)
    assert "'South-Kazakhstan' is not in '02-regions'" in problem
    assert any("foreign-key" in error for error in judge(damaged))


def test_a_missing_file_is_named(damaged: Path) -> None:
    (damaged / CSV).unlink()
    assert any(f"{CSV} is missing" in problem for problem in check(damaged))
    assert judge(damaged)


def test_an_undescribed_file_is_named(damaged: Path) -> None:
    (damaged / "10-extra.csv").write_text("a\n1\n", encoding="utf-8")
    assert [problem for problem in check(damaged) if "10-extra.csv" in problem]


def test_windows_line_ends_are_named(damaged: Path) -> None:
    (damaged / CSV).write_bytes((damaged / CSV).read_bytes().replace(b"\n", b"\r\n"))
    assert any("LF" in problem for problem in check(damaged))


def test_a_missing_last_line_end_is_named(damaged: Path) -> None:
    (damaged / CSV).write_bytes((damaged / CSV).read_bytes().rstrip(b"\n"))
    assert any("the last line has no end" in problem for problem in check(damaged))


def test_a_value_that_must_be_unique_is_named(damaged: Path) -> None:
    replace(damaged, "02-regions.csv", ",Kostanay,", ",Akmola,")
    seal(damaged)
    assert any("name Akmola stands in row" in problem for problem in check(damaged))
    assert judge(damaged)


def test_two_data_sets_of_one_name_are_named(damaged: Path) -> None:
    edit(damaged, lambda raw: raw["resources"].append(entry(raw)))
    assert any("two data sets are called '09-annex1-income-shares'" in problem for problem in check(damaged))


@pytest.mark.parametrize("reference", [{"resource": "02-region", "fields": ["name"]},
                                       {"resource": "02-regions", "fields": ["nam"]}])  # fmt: skip
def test_a_foreign_key_must_lead_somewhere(reference: dict, damaged: Path) -> None:
    edit(damaged, lambda raw: entry(raw, "02-villages")["schema"]["foreignKeys"][0].update(reference=reference))
    (problem,) = check(damaged)
    assert "'02-villages': a foreign key points to" in problem
    assert judge(damaged)


# Slips in the descriptor: (change, words of the one sentence).
SLIPS = {
    "constraint": (
        lambda raw: entry(raw)["schema"]["fields"][2]["constraints"].update(requried=True),
        ("'09-annex1-income-shares'", "column 'share_percent'", "'requried'", "'required'"),
    ),
    "key of a column": (
        lambda raw: entry(raw)["schema"]["fields"][2].update(discription="x"),
        ("column 'share_percent'", "'discription'", "'description'"),
    ),
    "key of a data set": (lambda raw: entry(raw).update(sumary="x"), ("'09-annex1-income-shares'", "'sumary'")),
    "key of the package": (lambda raw: raw.update(resource=[]), ("'resource'", "'resources'")),
    "missing title": (lambda raw: entry(raw).pop("title"), ("'09-annex1-income-shares'", "'title' is missing")),
    "unknown type": (
        lambda raw: entry(raw)["schema"]["fields"][0].update(type="year"),
        ("column 'year'", "'type'", '"year"', "integer"),
    ),
    "provenance": (lambda raw: entry(raw)["provenance"].update(processing="guessed"), ("'processing'", "derived")),
}


@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_in_the_descriptor_is_one_clear_sentence(kind: str, damaged: Path) -> None:
    change, words = SLIPS[kind]
    edit(damaged, change)
    (problem,) = check(damaged)
    assert problem.startswith("datapackage.json")
    assert "\n" not in problem
    assert all(word in problem for word in words), problem


def test_broken_json_names_line_and_column(damaged: Path) -> None:
    replace(damaged, "datapackage.json", '"profile": "tabular-data-package",', '"profile": "tabular-data-package"')
    (problem,) = check(damaged)
    assert "line 3, column 3" in problem


def test_a_primary_key_must_name_columns(damaged: Path) -> None:
    edit(damaged, lambda raw: entry(raw)["schema"].update(primaryKey=["year", "tenth"]))
    assert any("'tenth'" in problem for problem in check(damaged))


def test_seal_renews_only_what_changed(damaged: Path) -> None:
    before = (damaged / "datapackage.json").read_text(encoding="utf-8")
    assert seal(damaged) == []
    assert (damaged / "datapackage.json").read_text(encoding="utf-8") == before
    replace(damaged, CSV, "2000,1,1.7,", "2000,1,1.75,")
    assert seal(damaged) == ["09-annex1-income-shares"]
    assert check(damaged) == []
    after = (damaged / "datapackage.json").read_text(encoding="utf-8")
    changed = [new for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]
    assert [line.split(":")[0].strip() for line in changed] == ['"hash"', '"bytes"']
    assert not [path for path in damaged.iterdir() if path.name.startswith(".")]
    # what all could read before, all can read after
    assert (damaged / "datapackage.json").stat().st_mode & 0o777 == (damaged / CSV).stat().st_mode & 0o777


def test_seal_refuses_a_file_with_other_columns(damaged: Path) -> None:
    replace(damaged, CSV, "share_percent", "share")
    with pytest.raises(ValueError, match="share_percent"):
        seal(damaged)
