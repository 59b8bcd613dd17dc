"""Shaded cells, flows with empty places, and the colours that tell the unknown from the low."""

import pytest

from postsoviet.charts import cell_table, flow, tile_map
from postsoviet.charts.cells import SHADES
from postsoviet.charts.figure import figure_dict
from postsoviet.charts.theme import FAINT, RAMP, SOFT
from postsoviet.errors import CourseError
from postsoviet.explore.states import leaves


def test_a_cell_without_a_value_is_grey_and_says_so():
    drawn = figure_dict(cell_table(["A"], ["x", "y"], {("A", "x"): (60, "60 %")}, steps=[50]))
    assert [shape["fillcolor"] for shape in drawn["layout"]["shapes"]] == [SHADES[1][0], FAINT]
    assert drawn["data"][0]["text"] == ["<b>60 %</b>", "not printed"]
    assert drawn["data"][0]["textfont"]["color"][1] == SOFT


def test_zero_is_a_value():
    drawn = figure_dict(cell_table(["A"], ["x"], {("A", "x"): (0, "0 %")}, steps=[50]))
    assert drawn["layout"]["shapes"][0]["fillcolor"] == SHADES[0][0]


@pytest.mark.parametrize(
    ("cells", "steps", "said"),
    [({("B", "x"): (1, "1")}, [50], "outside the table"), ({("A", "x"): (1, "1")}, [1, 2, 3, 4], "at most 4 shades")],
)
def test_a_mistake_is_named(cells, steps, said):
    with pytest.raises(CourseError, match=said):
        cell_table(["A"], ["x"], cells, steps=steps)


def test_flows_with_slots_have_one_shape():
    few = flow("North", [("a", 60, FAINT), ("b", 40, FAINT)], slots=4, height=300)
    many = flow("North", [(name, 25, FAINT) for name in "abcd"], slots=4, height=300)
    paths = [{path for path, _ in leaves(figure_dict(figure))} for figure in (few, many)]
    assert paths[0] == paths[1]


def test_a_flow_refuses_more_destinations_than_slots():
    with pytest.raises(CourseError, match="3 destinations and 2 slots"):
        flow("North", [(name, 1, FAINT) for name in "abc"], slots=2)


def test_the_lowest_class_is_told_from_the_unknown():
    tiles = [
        {"column": place, "row": 1, "label": "A", "value": "", "class": kind, "hover": "A"}
        for place, kind in enumerate(["low", "high", None], 1)
    ]
    shapes = figure_dict(tile_map(tiles, classes=["low", "high"]))["layout"]["shapes"]
    assert [shape["fillcolor"] for shape in shapes] == [RAMP[1], RAMP[4], FAINT]
    known = figure_dict(tile_map(tiles[:2], classes=["low", "high"]))["layout"]["shapes"]
    assert known[0]["fillcolor"] == RAMP[0]
