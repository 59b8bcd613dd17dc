"""Spans, matrices, networks, unit charts, intervals and points: what is given is drawn, and mistakes are named."""

import json
import re

import pytest
from postsoviet.charts import intervals, matrix, network, points, spans, timeline, unit_chart
from postsoviet.charts.figure import figure_dict
from postsoviet.charts.theme import BLUE, DARK, FAINT, ORANGE
from postsoviet.errors import CourseError

OFFICE = [
    ("A. Adams", "1990-10", "2005-03-24", "president", "fled"),
    ("B. Brown", "2005-03-25", "2010", "president"),
    ("A. Adams", "2006", "2008", "deputy"),
    ("B. Brown", "2020", None, "deputy", "in office when printed"),
]
CELLS = {("Russia", "Gas"): ("for", "signs"), ("Russia", "Army"): ("against", "–"), ("Armenia", "Gas"): ("for", "+")}
NODES = [
    ("Claim", 2, 1, "claim"), ("Reason", 2, 2, "reason"), ("Other reason", 1, 2, "reason"), ("Evidence", 2, 3, "fact"),
    ("Last reason", 3, 2, "reason"),
]
EDGES = [("Reason", "Claim", "supports"), ("Evidence", "Reason", "supports"), ("Other reason", "Claim", "contests")]
GROUPS = {"Officials": {"for": 8, "against": 3}, "Deputies": {"for": 2, "against": 0}}
PLACES = [
    ("Estonia", 76, 8.5, "EU"), ("Latvia", 70, 7.9, "EU"), ("Lithuania", 71, 8.0, "EU"), ("Russia", 30, 3.1, "EAEU"),
]


def three_intervals(**changes):
    """Return a chart of a whole row, a row without interval and a row without value."""
    given = {"labels": ["All", "Women", "Men"], "estimates": [57, 61, None], "low": [50, None, None],
             "high": [64, None, None], "value_title": "percent", **changes}  # fmt: skip
    return intervals(given.pop("labels"), given.pop("estimates"), given.pop("low"), given.pop("high"), **given)


def a_matrix(cells=CELLS, rows=("Russia", "Armenia"), columns=("Gas", "Army"), kinds=("for", "against"), **options):
    """Return a small matrix with some arguments changed."""
    return matrix(list(rows), list(columns), cells, kinds=list(kinds), **options)


FIGURES = {
    "spans": lambda: spans(OFFICE),
    "terms": lambda: spans([("A", 0, 8.5, "x"), ("B", 0, None, "x")], x_title="years"),
    "matrix": lambda: a_matrix(missing="no position"),
    "network": lambda: network(NODES, EDGES),
    "unit chart": lambda: unit_chart(GROUPS),
    "intervals": lambda: three_intervals(reference=50, reference_name="Half", suffix=" %"),
    "points": lambda: points(PLACES, x_title="x", y_title="y"),
}


def texts_of(drawn: dict) -> list[str]:
    """Return the texts of all annotations."""
    return [text["text"] for text in drawn["layout"].get("annotations", [])]


def legend_of(drawn: dict) -> list[str]:
    """Return the names in the legend."""
    return [trace["name"] for trace in drawn["data"] if trace.get("showlegend", True)]


def drawn_marks(drawn: dict, mode: str = "markers") -> list[dict]:
    """Return the traces of one mode that draw something."""
    return [trace for trace in drawn["data"] if trace["mode"] == mode and trace["x"] != [None]]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_stable_legible_and_has_only_colours_of_the_theme(name):
    first, second = (json.dumps(figure_dict(FIGURES[name]())) for _ in range(2))
    assert first == second and "NaN" not in first
    drawn = json.loads(first)
    drawn["layout"].pop("template")
    assert set(re.findall(r"#[0-9a-fA-F]{6}", json.dumps(drawn))) <= set(DARK)
    fonts = [text["font"]["size"] for text in drawn["layout"].get("annotations", [])]
    fonts += [trace["textfont"]["size"] for trace in drawn["data"] if "textfont" in trace]
    assert all(11 <= size <= 14 for size in fonts)


@pytest.mark.parametrize("name", sorted(set(FIGURES) - {"points", "terms"}))
def test_the_axis_down_counts_the_pixels_that_the_figure_has(name):
    layout = figure_dict(FIGURES[name]())["layout"]
    free = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    assert free == pytest.approx(layout["yaxis"]["range"][0], abs=1)


def test_spans_draw_a_bar_a_row_and_a_lane_a_label():
    drawn = figure_dict(spans(OFFICE))
    bars = drawn_marks(drawn, "lines")
    assert [bar["text"] for bar in bars] == [
        "A. Adams: October 1990 to 24 March 2005 (president)", "A. Adams: 2006 to 2008 (deputy)",
        "B. Brown: 25 March 2005 to 2010 (president)", "B. Brown: from 2020, end not known (deputy)",
    ]  # fmt: skip
    assert texts_of(drawn) == ["A. Adams", "fled", "B. Brown", "in office when printed"]
    assert [bar["y"][0] == bars[0]["y"][0] for bar in bars] == [True, True, False, False]
    assert legend_of(drawn) == ["president", "deputy", "end not known"]


def test_a_span_whose_end_nobody_knows_is_open_and_dotted():
    drawn = figure_dict(spans(OFFICE))
    *closed, unknown = drawn_marks(drawn, "lines")
    assert unknown["line"]["dash"] == "dot" and unknown["fillcolor"] == "rgba(0,0,0,0)"
    assert max(unknown["x"]) == drawn["layout"]["xaxis"]["range"][1] and unknown["x"][0] != unknown["x"][1]
    assert len(unknown["x"]) == 4 and all(len(bar["x"]) == 5 and bar["fillcolor"] in (BLUE, ORANGE) for bar in closed)


def test_spans_of_less_than_some_years_have_months_at_their_axis():
    """The name of a year stands once: four marks that all say 2016 tell no reader when."""
    axis = figure_dict(spans([("A", "2016-09-05", "2016-11-20", "x")]))["layout"]["xaxis"]
    assert axis["ticktext"] == ["October<br>2016", "November<br>2016"] and axis["tickvals"][0] == pytest.approx(2016.75)
    long = figure_dict(spans([("A", "2011", "2016", "x")]))["layout"]["xaxis"]
    assert "ticktext" not in long and long["tickformat"] == "d"


def test_a_timeline_of_two_years_writes_each_year_once():
    assert figure_dict(timeline([("2020-03", "A", "x"), ("2021-09", "B", "x")]))["layout"]["xaxis"]["dtick"] == 1
    assert "dtick" not in figure_dict(timeline([("1991", "A", "x"), ("2021", "B", "x")]))["layout"]["xaxis"]


def test_spans_that_overlap_do_not_hide_each_other():
    bars = drawn_marks(figure_dict(spans([("A", 0, 5, "x"), ("A", 3, 6, "x"), ("A", 5, 7, "x")])), "lines")
    tops = [bar["y"][0] for bar in bars]
    assert tops[0] == tops[1] < tops[2] and bars[1]["x"][1] == 5


def test_terms_begin_at_zero_and_one_kind_needs_no_legend():
    drawn = figure_dict(spans([("A", 2, 5, "x")]))
    assert drawn["layout"]["xaxis"]["range"][0] == 0 and drawn["layout"]["showlegend"] is False


@pytest.mark.parametrize(
    ("rows", "options", "said"),
    [
        ([], {}, "no spans"),
        ([("A", 0, 1)], {}, "has 3 parts"),
        ([("A", "2015-13", "2016", "x")], {}, "start of 'A' is '2015-13'; write a date"),
        ([("A", "spring", "2016", "x")], {}, "write a date as 2015"),
        ([("A", float("nan"), 1, "x")], {}, "start of 'A' is nan"),
        ([("A", None, 1, "x")], {}, "start of 'A' is None; give a date"),
        ([("A", "2016", "2015-03", "x")], {}, "ends at March 2015, before its start at 2016"),
        ([("A", "2016", 3, "x")], {}, "a date at one end"),
        ([("A", "2016", None, "x"), ("B", 0, 1, "x")], {}, "some at numbers"),
        ([("A", 0, 9, "x")], {"x_range": (0, 5)}, "'A' leaves the axis from 0 to 5"),
    ],
)
def test_a_mistake_in_spans_is_named(rows, options, said):
    with pytest.raises(CourseError, match=said):
        spans(rows, **options)


def test_a_matrix_fills_each_cell_by_kind_and_writes_its_text():
    drawn = figure_dict(a_matrix(missing="no position"))
    assert [shape["fillcolor"] for shape in drawn["layout"]["shapes"]] == [BLUE, ORANGE, BLUE, FAINT]
    assert [text.replace("<br>", " ") for text in drawn["data"][0]["text"]] == ["signs", "–", "+", "no position"]
    assert drawn["data"][0]["hovertext"][1] == "Russia, Army: – (against)"
    assert texts_of(drawn) == ["Gas", "Army", "Russia", "Armenia"] and legend_of(drawn) == ["for", "against"]


def test_long_names_of_rows_stand_above_and_leave_the_whole_width_to_the_cells():
    beside = figure_dict(a_matrix())["layout"]
    cells = {("Landlocked members", "Gas"): ("for", "+")}
    above = figure_dict(a_matrix(cells, rows=["Landlocked members", "Armenia"]))["layout"]
    assert above["xaxis"]["range"][0] == -0.5 > beside["xaxis"]["range"][0]
    assert above["annotations"][2]["y"] < above["shapes"][0]["y0"]
    assert beside["shapes"][0]["y0"] < beside["annotations"][2]["y"] < beside["shapes"][0]["y1"]


def test_a_row_grows_with_the_text_of_its_cells():
    long = {**CELLS, ("Armenia", "Army"): ("for", "signs with many exceptions and a long period of grace")}
    shapes = figure_dict(a_matrix(long))["layout"]["shapes"]
    assert shapes[3]["y1"] - shapes[3]["y0"] > shapes[0]["y1"] - shapes[0]["y0"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"cells": {("Rusia", "Gas"): ("for", "+")}}, "outside the table"),
        ({"cells": {("Russia", "Gas"): ("agains", "+")}}, "did you mean 'against'"),
        ({"cells": {("Russia", "Gas"): ("for", " ")}}, "has no text"),
        ({"kinds": list("abcdef"), "cells": {}}, "at most 5 kinds, not 6"),
        ({"columns": list("abcdefg"), "cells": {}}, "at most 6 columns, not 7"),
        ({"rows": ["Russia", "Russia"]}, "'Russia' comes twice among the rows"),
        ({"rows": [], "cells": {}}, "no rows"),
    ],
)
def test_a_mistake_in_a_matrix_is_named(changes, said):
    with pytest.raises(CourseError, match=said):
        a_matrix(**changes)


def test_a_network_draws_a_box_a_node_and_an_arrow_an_edge():
    drawn = figure_dict(network(NODES, EDGES))
    arrows = drawn_marks(drawn, "lines+markers")
    assert len(drawn["layout"]["shapes"]) == 5 and drawn_marks(drawn, "text")[0]["text"][2] == "Other reason"
    assert [arrow["hovertext"] for arrow in arrows][2] == "Other reason → Claim: contests"
    assert {(arrow["line"]["color"], arrow["line"]["dash"]) for arrow in arrows[:2]}.isdisjoint(
        {(arrows[2]["line"]["color"], arrows[2]["line"]["dash"])}
    )
    looks = {(box["fillcolor"], box["line"]["color"], box["line"]["dash"]) for box in drawn["layout"]["shapes"]}
    assert len(looks) == 3
    assert legend_of(drawn) == ["claim", "reason", "fact", "supports", "contests"]


def test_an_arrow_runs_from_side_to_side():
    drawn = figure_dict(network(NODES, [("Reason", "Claim", "x"), ("Other reason", "Reason", "x")]))
    up, right = drawn_marks(drawn, "lines+markers")
    claim, reason, other, *_ = drawn["layout"]["shapes"]
    assert up["y"] == [reason["y0"], claim["y1"]]
    assert right["x"] == [other["x1"], reason["x0"]] and right["marker"]["size"] == [0, 11]


@pytest.mark.parametrize(
    "edge", [("Evidence", "Claim", "x"), ("Claim", "Evidence", "x"), ("Other reason", "Last reason", "x")]
)
def test_an_arrow_goes_round_a_box_in_its_way(edge):
    drawn = figure_dict(network(NODES, [edge]))
    way = drawn_marks(drawn, "lines+markers")[0]
    corners = list(zip(way["x"], way["y"], strict=True))
    assert len(corners) > 2
    for box in drawn["layout"]["shapes"]:
        for (x0, y0), (x1, y1) in zip(corners, corners[1:], strict=False):
            over = max(x0, x1) > box["x0"] and min(x0, x1) < box["x1"]
            assert not (over and max(y0, y1) > box["y0"] + 0.01 and min(y0, y1) < box["y1"] - 0.01)


def test_two_arrows_at_one_side_do_not_end_on_one_point():
    drawn = figure_dict(network(NODES, [(name, "Claim", "x") for name in ("Reason", "Other reason", "Last reason")]))
    ends = [arrow["x"][-1] for arrow in drawn_marks(drawn, "lines+markers")]
    assert ends[1] < ends[0] < ends[2]


@pytest.mark.parametrize(
    ("nodes", "edges", "said"),
    [
        ([], [], "no nodes"),
        (NODES, [("Reasn", "Claim", "x")], "needs a box 'Reasn' .did you mean 'Reason'"),
        (NODES, [("Claim", "Claim", "x")], "to itself"),
        ([*NODES, ("Claim", 1, 1, "claim")], [], "Two boxes are named 'Claim'"),
        ([*NODES, ("New", 2, 1, "claim")], [], "Two boxes stand at column 2, row 1"),
        ([("A", 5, 1, "x")], [], "'A' stands at column 5"),
        ([("A", 1, 0, "x")], [], "rows are whole numbers from 1"),
        ([(str(row), 1, row, str(row)) for row in range(1, 6)], [], "5 kinds of boxes"),
        (NODES, [("Claim", "Reason", str(kind)) for kind in range(5)], "5 kinds of arrows"),
    ],
)
def test_a_mistake_in_a_network_is_named(nodes, edges, said):
    with pytest.raises(CourseError, match=said):
        network(nodes, edges)


def test_a_unit_chart_draws_as_many_squares_as_it_counts():
    drawn = figure_dict(unit_chart(GROUPS))
    favour, against = drawn["data"]
    assert (len(favour["x"]), len(against["x"])) == (10, 3) and legend_of(drawn) == ["for", "against"]
    assert texts_of(drawn) == ["Officials: 11 (8 for, 3 against)", "Deputies: 2 (for)", "One square is one person"]
    everywhere = list(zip(favour["x"] + against["x"], favour["y"] + against["y"], strict=True))
    assert len(set(everywhere)) == 13 and len({y for _, y in everywhere}) == 3


def test_a_group_of_nobody_keeps_its_label():
    drawn = figure_dict(unit_chart({"Sentenced": 9, "Acquitted": 0}, unit="one square is one case"))
    assert texts_of(drawn) == ["Sentenced: 9", "Acquitted: 0", "One square is one case"]
    assert len(drawn["data"][0]["x"]) == 9 and drawn["layout"]["showlegend"] is False


@pytest.mark.parametrize(
    ("groups", "options", "said"),
    [
        ({}, {}, "no groups"),
        ({"A": -1}, {}, "count of 'A' is -1; give a whole number"),
        ({"A": 1.5}, {}, "1.5"),
        ({"A": float("nan")}, {}, "nan"),
        ({"A": {"x": None}}, {}, "'x' in 'A' is None"),
        ({"A": 0}, {}, "has 0 squares"),
        ({"A": 401}, {}, "has 401 squares"),
        ({"A": 1}, {"per_row": 31}, "1 to 30, not 31"),
    ],
)
def test_a_mistake_in_a_unit_chart_is_named(groups, options, said):
    with pytest.raises(CourseError, match=said):
        unit_chart(groups, **options)


def test_intervals_draw_and_write_each_value_and_its_ends():
    drawn = figure_dict(three_intervals(suffix=" %"))
    lines, dots = drawn["data"]
    assert lines["x"] == [50, 64, None] and dots["x"] == [57, 61]
    assert texts_of(drawn) == ["All: 57 % (50 to 64 %)", "Women: 61 %", "Men: no value"]
    alone = figure_dict(intervals(["Courts"], [None], [11], [22], value_title="Percent", suffix=" %"))
    assert texts_of(alone) == ["Courts: 11 to 22 %"]
    assert [trace["x"] for trace in alone["data"]] == [[11, 22, None], [None]]


def test_the_line_of_reference_is_named_and_leaves_the_labels_free():
    drawn = figure_dict(three_intervals(reference=50, reference_name="Half", decimals=1))
    line = drawn["data"][0]
    assert set(line["x"]) == {50, None} and line["y"].count(None) == 3
    assert texts_of(drawn)[-1] == "Half: 50.0"
    assert all(text["y"] + 17 <= top for text, top in zip(drawn["layout"]["annotations"], line["y"][::3], strict=False))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"labels": [], "estimates": [], "low": [], "high": []}, "no intervals"),
        ({"low": [50]}, "3 labels, 3 estimates, 1 low and 3 high"),
        ({"low": [58, None, None]}, "'All' is 57, outside its interval from 58 to 64"),
        ({"low": [65, None, None]}, "'All' goes from 65 down to 64"),
        ({"low": [None, None, None]}, "low end of 'All' is None"),
        ({"estimates": ["57", 61, None]}, "estimate of 'All' is '57'"),
        ({"estimates": [None] * 3, "low": [None] * 3, "high": [None] * 3}, "No row has an estimate"),
        ({"reference": float("inf")}, "reference is inf"),
    ],
)
def test_a_mistake_in_intervals_is_named(changes, said):
    with pytest.raises(CourseError, match=said):
        three_intervals(**changes)


def test_points_are_named_and_told_apart_by_colour_and_symbol():
    first, second = figure_dict(points(PLACES, x_title="x", y_title="y"))["data"]
    assert first["text"] == ["Estonia", "Latvia", "Lithuania"] and second["x"] == [30]
    assert all(first["marker"][what] != second["marker"][what] for what in ("color", "symbol"))
    assert legend_of({"data": [first, second]}) == ["EU", "EAEU"]


def test_labels_of_near_points_stand_on_different_sides():
    near = [("Estonia", 50, 8.0, "EU"), ("Latvia", 50, 8.05, "EU"), ("Russia", 90, 8.0, "EAEU")]
    baltic, east = figure_dict(points(near, x_title="x", y_title="y"))["data"]
    assert len(set(baltic["textposition"])) == 2
    assert "right" not in east["textposition"][0], "the label at the edge would be cut"


def test_axes_of_points_start_at_zero_only_where_asked():
    zero, close = (points(PLACES, x_title="x", y_title="y", from_zero=asked).layout for asked in (True, False))
    assert (zero.xaxis.range[0], zero.yaxis.range[0]) == (0, 0)
    assert 20 < close.xaxis.range[0] < 30 and 2 < close.yaxis.range[0] < 3.1


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([], "no points"),
        ([("A", None, 1, "x")], "x of 'A' is None"),
        ([("A", 1, float("nan"), "x")], "y of 'A' is nan"),
        ([("A", 1, True, "x")], "y of 'A' is True"),
        ([(str(i), i, i, str(i)) for i in range(7)], "7 kinds"),
    ],
)
def test_a_mistake_in_points_is_named(places, said):
    with pytest.raises(CourseError, match=said):
        points(places, x_title="x", y_title="y")


def test_every_builder_names_its_mistakes_in_one_sentence():
    for build in (
        lambda: spans([("A", 3, 1, "x")]), lambda: unit_chart({"A": -1}), lambda: three_intervals(low=[50]),
        lambda: network(NODES, [("a", "b", "x")]), lambda: a_matrix({("Russia", "Gas"): ("x", "+")}),
    ):  # fmt: skip
        with pytest.raises(CourseError) as caught:
            build()
        assert re.fullmatch(r"[A-Z][^\n]*[^.]\.", str(caught.value))
