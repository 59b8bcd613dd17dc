"""Every number in the prose and the quiz of a unit has an origin that holds."""

import re

import pytest
from notebook_files import NOTEBOOKS, ROOT, cells

from postsoviet.descriptor import open_package
from postsoviet.sourcing import read_sources
from postsoviet.traces import load_map, problems, unit_occurrences
from postsoviet.traces.origins import FOLDER
from postsoviet.traces.prose import LINES


@pytest.fixture
def unit(notebook):
    """Two digits of the notebook's unit."""
    return notebook.name[:2]


def test_every_number_has_an_origin_that_holds(unit):
    assert problems(load_map(unit), unit_occurrences(unit)) == []


def test_every_line_of_an_origin_prints_its_number(unit, sources_folder):
    source = read_sources(open_package(), sources_folder).get(unit)
    assert problems(load_map(unit), unit_occurrences(unit), source) == []


def test_every_map_belongs_to_a_notebook():
    units = {path.name[:2] for path in NOTEBOOKS}
    stray = [path.name for path in FOLDER.glob("*") if path.stem not in units]
    assert not stray, f"remove these maps, or add their notebooks: {', '.join(stray)}"


def test_a_changed_number_of_the_prose_is_seen(unit):
    """Change each number of the prose once; the map must notice."""
    trace_map = load_map(unit)
    for one in unit_occurrences(unit):
        other = one.number[:-1] + str((int(one.number[-1]) + 1) % 10)
        entry = trace_map.origin(type(one)(other, one.start, one.before, one.after))
        assert entry is None, f"{one.context}: {other} would be taken for {entry.number} in '{entry.at}'"


def test_line_references_stay_within_the_unit(unit_notebook):
    notebook, unit = unit_notebook, unit_notebook.name[:2]
    source = next(one for one in open_package().sources if one.unit == unit)
    first, last = map(int, source.lines.split("-"))
    text = "\n".join(cell.source for cell in cells(notebook, "markdown"))
    for reference in LINES.findall(text):
        for line in map(int, re.findall(r"\d+", reference)):
            assert first <= line <= last, f"{notebook.name} points to line {line}, outside {first}-{last}"


def test_a_page_across_units_says_whose_lines_it_means(synthesis):
    """``(unit 9, lines 1473-1479)``: lines of another source say nothing without its unit."""
    text = "\n".join(cell.source for cell in cells(synthesis, "markdown"))
    for found in LINES.finditer(text):
        before = re.search(r"\bunit (\d+), $", text[: found.start()], re.I)
        assert before, f"{synthesis.name}: write '(unit N, {found[0].strip('()')})', so that a reader knows whose lines"
        source = next(one for one in open_package().sources if one.unit == f"{int(before[1]):02}")
        first, last = map(int, source.lines.split("-"))
        for line in map(int, re.findall(r"\d+", found[0])):
            assert first <= line <= last, f"{synthesis.name} points to line {line} of unit {before[1]}, outside {first}-{last}"


def test_the_maps_lie_beside_the_notebooks():
    assert FOLDER == ROOT / "notebooks" / "traces"
