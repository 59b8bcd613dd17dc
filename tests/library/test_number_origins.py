"""From a number in a prose to its origin, and what is said when there is none."""

from __future__ import annotations

import pytest

from postsoviet import load
from postsoviet.errors import CourseError
from postsoviet.traces import Entry, TraceError, TraceMap, answer, load_map, occurrences, problems
from postsoviet.traces.cells import cell_row, holds
from postsoviet.traces.draft import suggestions
from postsoviet.traces.prose import markdown_blocks
from postsoviet.tracing import SourceText

SHARES = "02-destinations-by-origin[North | North and Astana].share_percent"


def only(text: str, number: str):
    """Return the one occurrence of a number in a text."""
    (found,) = [one for one in occurrences(text) if one.number == number]
    return found


def test_occurrences_know_the_words_around_them():
    one = only("Of 100 northern migrants, **69** stay in the North.".replace("*", ""), "69")
    assert one.before[-2:] == ("northern", "migrants") and one.after[:2] == ("stay", "in")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1,400 of 278,000 people, 0.5 percent", ["1,400", "278,000", "0.5"]),
        ("in Annex 2 and Table 4, see unit 9 (lines 10048-10050)", []),
        ("Exercises 1 to 3 take 20 minutes", ["20"]),
        ("Objective 1, 10 minutes; objectives 2, 3 and 4", ["10"]),
        ("the poorest four tenths 3.2, tenth 5 7 percent", ["3.2", "7"]),
        ("3. A number that does not follow from 44", ["44"]),
        ("tenths 5 to 10 lose 0.5 percent", ["0.5"]),
        ("from 1999-2015 and the 1990s", ["1999", "2015", "1990"]),
        ("It is 978 km in unit 13 and 971 in unit 14.", ["978", "971"]),
    ],
)
def test_labels_and_line_references_are_no_quantities(text, numbers):
    assert [one.number for one in occurrences(text)] == numbers


def test_markdown_and_page_give_the_same_words():
    markdown = (
        "The {term}`Gini coefficient <gini>` of *2013* is `x = 3` **46** "
        "[there](https://example.org/7) {cite}`Hasanova2017`.\n\n- Of 10 rows\n- and 11\n\n```python\ny = 5\n```\n"
    )
    found = [one for block in markdown_blocks(markdown) for one in occurrences(block)]
    assert [one.number for one in found] == ["2013", "46", "10", "11"]
    assert found[0].before == ("the", "gini", "coefficient", "of")


def entry(number: str, **given) -> Entry:
    return Entry(**{"number": number, "at": number, **given})


def test_the_longest_phrase_wins():
    trace_map = TraceMap(
        unit="02",
        origins=(
            entry("47", at="all 47", course="first"), entry("47", at="47 percent", course="second"),
            entry("47", at="went 47 percent of", course="third"),
        ),
    )  # fmt: skip
    assert [
        trace_map.origin(only(text, "47")).course
        for text in ("all 47 rows", "about 47 percent went", "there went 47 percent of them")
    ] == ["first", "second", "third"]
    assert trace_map.origin(only("all 48 rows", "48")) is None


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"cell": SHARES, "course": "x"}, "exactly one"),
        ({}, "exactly one"),
        ({"expression": "1 + 1"}, "why"),
        ({"at": "46 percent", "course": "x"}, "does not hold the number"),
    ],
)
def test_an_entry_has_one_origin_and_its_phrase_the_number(given, words):
    with pytest.raises(ValueError, match=words):
        entry("47", **given)


def faults(at: str, text: str, source: SourceText | None = None, **given) -> list[str]:
    number = next(word for word in at.split() if word[0].isdigit())
    return problems(TraceMap(unit="02", origins=(entry(number, at=at, **given),)), occurrences(text), source)


def test_a_good_map_has_no_problems():
    half = "load('02-destinations-by-origin').share_percent[0] * 0.53"
    assert faults("69 stay", "of them 69 stay", cell=SHARES) == []
    assert faults("or 36.6", "or 36.6 percent", expression=half, why="x") == []
    assert faults("7", "7", SourceText("for seven days"), lines="1") == []


def test_a_number_alone_is_no_phrase_for_a_number_in_a_sentence():
    assert len(faults("69", "of them 69 stay", cell=SHARES)) == 2


@pytest.mark.parametrize(
    ("at", "text", "given", "words"),
    [
        ("68 stay", "of them 68 stay", {"cell": SHARES}, "is not what"),
        ("69 stay", "of them 70 stay", {"cell": SHARES}, "nothing says where 70 comes from"),
        ("69 stay", "nobody stays", {"cell": SHARES}, "does not stand in the prose any more"),
        ("69 stay", "69 stay", {"cell": SHARES.replace("North |", "Nord |")}, "no row has"),
        ("69 stay", "69 stay", {"cell": SHARES.replace("share_percent", "share")}, "no such column"),
        ("69 stay", "69 stay", {"cell": "02-destination[North].share"}, "no data set"),
        ("or 3.1", "or 3.1", {"expression": "1 + 2", "why": "x"}, "the expression gives 3"),
        ("8 days", "on 8 days", {"lines": "1"}, "does not stand in the source lines 1"),
    ],
)
def test_a_fault_is_one_sentence(at, text, given, words):
    found = faults(at, text, SourceText("for seven days"), **given)
    assert any(words in sentence for sentence in found), found
    assert all("\n" not in sentence and sentence.startswith("02.yml") for sentence in found)


def test_a_cell_is_found_by_its_key():
    resource, row, column = cell_row(SHARES)
    assert (resource.name, column, row[column]) == ("02-destinations-by-origin", "share_percent", "69")
    frame = load(resource.name)
    assert frame.query("origin == 'North' and destination == 'North and Astana'").share_percent.item() == 69


@pytest.mark.parametrize(
    ("cell", "number", "same"),
    [("-40", "40", True), ("7.70", "7.7", True), ("7.7", "7.8", False), ("2009-12-22", "22", True),
     ("466 villages disappear", "466", True), ("466 villages disappear", "46", False), ("", "0", False)],
)  # fmt: skip
def test_a_cell_holds_a_number(cell, number, same):
    assert holds(cell, number) is same


def test_an_answer_names_document_lines_data_set_and_findings():
    found = answer(entry("69", cell=SHARES), "02")
    assert (found.status, found.document, found.lines) == ("prose", "Jaxylykov 2017", "1220-1222")
    assert found.datasets == ("02-destinations-by-origin",) and "North" in found.row
    assert found.column == "Share (percent)"
    assert "02-destinations-north" in found.findings


def test_an_answer_to_a_derived_number_names_what_it_is_computed_from():
    definitions = 'people = load("02-populations")\nrate = people.value.sum()'
    found = answer(entry("3.07", expression="rate / 2", why="multiple"), "02", definitions)
    assert (found.status, found.why, found.datasets) == ("derived", "multiple", ("02-populations",))


def test_a_draft_takes_the_cell_whose_row_fits_the_sentence():
    (found,) = suggestions("02", None, ["Of the migrants from the North, 69 percent moved to the North and Astana."])
    assert found == {"number": "69", "at": "the north 69 percent moved", "cell": SHARES}


def test_a_draft_leaves_open_what_no_data_set_has():
    assert suggestions("02", None, ["There were 123,457 of them."]) == [
        {"number": "123,457", "at": "there were 123,457 of them", "lines": ""}
    ]


def test_a_missing_map_is_one_sentence(tmp_path):
    with pytest.raises(TraceError, match="02.yml is missing"):
        load_map("02", tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [("unit: '02'\norigins: [", "not valid YAML"), ("unit: '02'\norigins:\n- {number: '1', at: '1', cel: x}\n", "'cel'"),
     ("unit: 2\norigins: []\n", "'unit'")],
)  # fmt: skip
def test_a_broken_map_is_one_sentence(text, words, tmp_path):
    (tmp_path / "02.yml").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=words) as caught:
        load_map("02", tmp_path)
    assert "\n" not in str(caught.value)
