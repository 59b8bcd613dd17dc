"""Files that were in order and have been changed: they are taken, or refused in one sentence; nothing hangs or crashes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from drawn import changed, damaged

from postsoviet import edition
from postsoviet.quiz import bank
from postsoviet.teaching import assignment

ROOT = Path(__file__).parents[2]
BANK = ROOT / "tests" / "site" / "every_type.yaml"
QUIZ = yaml.safe_load(BANK.read_text("utf-8"))
PACKAGE = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
#: One data set and its source say as much as hundreds.
PACKAGE |= {"resources": PACKAGE["resources"][:1], "sources": PACKAGE["sources"][:1]}
NOTEBOOK = json.loads((ROOT / "notebooks" / "09_income_inequality.ipynb").read_text("utf-8"))
#: Charts are most of a notebook and nothing that the packs read.
NOTEBOOK["cells"] = [cell | ({"outputs": []} if "outputs" in cell else {}) for cell in NOTEBOOK["cells"]]
EDITION = {
    "title": "T", "author": "A", "units": ["02", "09"], "links": {"site": "https://x.org", "contact": "a@b.org"},
    "dates": {"start": "2027-01-18", "end": "2027-02-12", "meetings": ["mon"], "minutes": "80", "time": "10:00", "skip": ["2027-02-03"]},
}  # fmt: skip
FUZZ = settings.get_profile("fuzz")


@settings(FUZZ)
@given(raw=changed(QUIZ))
def test_a_changed_bank(answer, tmp_path, raw):
    put_bank(answer, tmp_path, yaml.safe_dump(raw.tree, allow_unicode=True).encode("utf-8", "surrogatepass"))


@settings(FUZZ)
@given(content=damaged(BANK.read_bytes()))
def test_a_damaged_bank(answer, tmp_path, content):
    put_bank(answer, tmp_path, content)


def put_bank(answer, tmp_path, content: bytes) -> None:
    (tmp_path / "09_changed.yaml").write_bytes(content)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bank, "folder", lambda: tmp_path)
        code, said = answer(["quiz", "check", "--unit", "09"], tmp_path)
    assert code in (0, 2)
    assert code == 0 or "09_changed.yaml" in said or "09" in said, said


@settings(FUZZ)
@given(raw=changed(PACKAGE))
def test_a_changed_descriptor(answer, tmp_path, raw):
    (tmp_path / "datapackage.json").write_text(json.dumps(raw.tree), "utf-8")
    code, said = answer(["data", "check", "--folder", tmp_path], tmp_path)
    # what is wrong in the data is told a line each; what is wrong in the descriptor, first and alone
    assert code == 1 and said.strip()


@settings(FUZZ)
@given(content=damaged(json.dumps(PACKAGE, indent=2).encode()))
def test_a_damaged_descriptor(answer, tmp_path, content):
    (tmp_path / "datapackage.json").write_bytes(content)
    assert answer(["data", "list", "--folder", tmp_path], tmp_path)[0] in (0, 2)


@settings(FUZZ)
@given(raw=changed(EDITION))
def test_a_changed_edition(answer, tmp_path, raw):
    (tmp_path / "spring.yml").write_text(yaml.safe_dump(raw.tree), "utf-8")
    edition._read.cache_clear()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(edition.VARIABLE, str(tmp_path / "spring.yml"))
        code, said = answer(["edition"], tmp_path)
    assert code == 0 or said.startswith("spring.yml"), said


@settings(FUZZ, max_examples=max(10, FUZZ.max_examples // 4))
@given(raw=changed(NOTEBOOK))
def test_a_changed_notebook_of_a_unit(tmp_path, raw):
    path = tmp_path / "09_changed.ipynb"
    path.write_text(json.dumps(raw.tree), "utf-8")
    assignment.read.cache_clear()
    try:
        assert assignment.read(path).tasks
    except assignment.CourseError as error:
        assert "\n" not in str(error) and str(error).startswith("09_changed.ipynb"), error


@settings(FUZZ)
@given(content=st.one_of(st.binary(max_size=200), damaged(b'{"format": "postsoviet my work", "version": 1, "units": {"09": {}}}')))
def test_a_damaged_file_of_a_students_work(answer, tmp_path, content):
    (tmp_path / "saved.json").write_bytes(content)
    assert answer(["work", "open", tmp_path / "saved.json", "--folder", tmp_path], tmp_path)[0] in (0, 2)
