"""Rows held against the lines that they cite."""

from __future__ import annotations

import pytest

from postsoviet.descriptor import Column, Provenance, Resource, open_package
from postsoviet.errors import DataError
from postsoviet.sourcing import Evidence, read_sources
from postsoviet.tracing import SourceText

TEXT = SourceText(
    "In Alma-Ata, 26 percent of 44 people were asked in March 2017.\nThey named twelve villages.\n"
    "In the 1990s the Eighth Congress met 3 times."
)
EVIDENCE = Evidence({"12": TEXT}, {"Almaty city": ("Almaty city", "Almaty", "Alma-Ata")})


def resource(processing: str, **columns: dict) -> Resource:
    """Describe a small data set."""
    fields = [Column(name=name, title=name, description=name, **given) for name, given in columns.items()]
    known = open_package().resources[0]
    return known.model_copy(
        update={
            "unit": "12",
            "provenance": Provenance(document="x", exhibit="prose", lines="1-3", processing=processing),
            "table": known.table.model_copy(update={"fields": tuple(fields)}),
        }
    )


def problems(processing: str, row: dict, **columns: dict) -> list[str]:
    return [*EVIDENCE.problems(resource(processing, **columns), row)]


NUMBER = {"type": "integer", "printed": True, "unit": "percent"}


@pytest.mark.parametrize(
    ("value", "line", "good"), [("26", "1", True), ("27", "1", False), ("26", "2", False), ("44", "1", False)]
)
def test_a_percentage_stands_in_its_line_with_its_sign(value, line, good):
    assert (problems("prose", {"value": value, "line": line}, value=NUMBER) == []) is good


def test_a_table_has_its_percent_sign_in_the_head():
    assert problems("printed", {"value": "44", "line": "1"}, value=NUMBER) == []


@pytest.mark.parametrize(("name", "good"), [("Almaty city", True), ("Congress, Eighth", True), ("Astana", False)])
def test_a_name_stands_in_its_lines_in_any_of_its_spellings(name, good):
    found = problems("coded", {"name": name, "line": "1;3"}, name={"type": "string", "printed": True})
    assert (found == []) is good


@pytest.mark.parametrize(
    ("date", "basis", "good"),
    [("2017-03", "printed", True), ("2017-04", "printed", False), ("2017-04", "inferred", True), ("1990", "printed", False)],
)
def test_a_date_stands_unless_the_row_says_that_we_read_it(date, basis, good):
    row = {"date": date, "basis": basis, "line": "1"}
    found = problems("coded", row, date={"type": "string", "role": "date", "printed": True}, basis={"type": "string", "role": "code"})
    assert (found == []) is good


def test_numbers_in_our_words_stand_in_the_lines_and_those_of_notes_need_not():
    row = {"event": "12 villages, 13 people", "line": "2"}
    assert len(problems("coded", row, event={"type": "string"})) == 1
    assert problems("coded", row, event={"type": "string", "role": "note"}) == []


def test_a_missing_source_is_one_sentence(tmp_path):
    with pytest.raises(DataError, match="does not hold the text of"):
        read_sources(open_package(), tmp_path)
