"""Every hostile file that is kept, and some that are grown, gives one clear sentence with the file and the place."""

from __future__ import annotations

import pytest
from grown import DEEP_JSON, DEEP_YAML

from postsoviet import edition
from postsoviet.course import register
from postsoviet.quiz import bank
from postsoviet.teaching import assignment


def of(kind: str):
    """Say which folder of the corpus a test reads."""

    def mark(function):
        function.kind = kind
        return function

    return mark


def check_bank(refused, tmp_path, monkeypatch, content: bytes) -> str:
    (tmp_path / "09_hostile.yaml").write_bytes(content)
    monkeypatch.setattr(bank, "folder", lambda: tmp_path)
    said = refused(["quiz", "check", "--unit", "09"], tmp_path)
    assert said.startswith("09_hostile.yaml")
    return said


def check_descriptor(refused, tmp_path, content: bytes) -> str:
    (tmp_path / "datapackage.json").write_bytes(content)
    said = refused(["data", "list", "--folder", tmp_path], tmp_path)
    assert said.startswith("datapackage.json")
    return said


def check_notebook(refused, tmp_path, monkeypatch, content: bytes) -> str:
    (tmp_path / "09_hostile.ipynb").write_bytes(content)
    monkeypatch.setattr(assignment, "notebooks_folder", lambda: tmp_path)
    said = refused(["unit", "pack", "09", "--out", tmp_path / "pack"], tmp_path)
    assert said.startswith("09_hostile.ipynb")
    return said


@of("bank")
def test_a_hostile_bank_is_one_sentence(refused, tmp_path, monkeypatch, hostile):
    file, expected = hostile
    assert expected in check_bank(refused, tmp_path, monkeypatch, file.read_bytes())


@pytest.mark.parametrize("name", DEEP_YAML)
def test_a_bank_that_is_deep_or_wide_is_one_sentence(refused, tmp_path, monkeypatch, name):
    check_bank(refused, tmp_path, monkeypatch, DEEP_YAML[name])


@of("descriptor")
def test_a_hostile_descriptor_is_one_sentence(refused, tmp_path, hostile):
    file, expected = hostile
    assert expected in check_descriptor(refused, tmp_path, file.read_bytes())


@pytest.mark.parametrize("name", DEEP_JSON)
def test_a_descriptor_that_is_deep_or_wide_is_one_sentence(refused, tmp_path, name):
    check_descriptor(refused, tmp_path, DEEP_JSON[name])


@of("notebook")
def test_a_hostile_notebook_of_a_unit_is_one_sentence(refused, tmp_path, monkeypatch, hostile):
    file, expected = hostile
    assert expected in check_notebook(refused, tmp_path, monkeypatch, file.read_bytes())


@pytest.mark.parametrize("name", DEEP_JSON)
def test_a_notebook_that_is_deep_or_wide_is_one_sentence(refused, tmp_path, monkeypatch, name):
    check_notebook(refused, tmp_path, monkeypatch, DEEP_JSON[name])


@of("edition")
def test_a_hostile_edition_is_one_sentence(refused, tmp_path, monkeypatch, hostile):
    file, expected = hostile
    (tmp_path / "spring.yml").write_bytes(file.read_bytes())
    monkeypatch.setenv(edition.VARIABLE, str(tmp_path / "spring.yml"))
    said = refused(["edition"], tmp_path)
    assert said.startswith("spring.yml") and expected in said


@pytest.mark.parametrize("name", DEEP_YAML)
def test_an_edition_that_is_deep_or_wide_is_one_sentence(refused, tmp_path, monkeypatch, name):
    (tmp_path / "spring.yml").write_bytes(DEEP_YAML[name])
    monkeypatch.setenv(edition.VARIABLE, str(tmp_path / "spring.yml"))
    assert refused(["edition"], tmp_path).startswith("spring.yml")


@of("work")
def test_a_hostile_file_of_a_students_work_is_one_sentence(refused, tmp_path, monkeypatch, hostile):
    file, expected = hostile
    monkeypatch.chdir(tmp_path)
    (tmp_path / "saved.json").write_bytes(file.read_bytes())
    assert expected in refused(["work", "open", "saved.json"], tmp_path)


@pytest.mark.parametrize("name", DEEP_JSON)
def test_a_students_work_that_is_deep_or_wide_is_one_sentence(refused, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "saved.json").write_bytes(DEEP_JSON[name])
    refused(["work", "open", "saved.json"], tmp_path)


def test_a_register_with_a_cycle_is_one_sentence(refused, tmp_path, monkeypatch):
    (tmp_path / "book").mkdir()
    (tmp_path / register.PATH).write_text("units: &u [*u]\n", "utf-8")
    with pytest.raises(ValueError, match="stands inside what it refers to"):
        register.read(tmp_path)
