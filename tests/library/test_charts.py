"""A chart carries its finding, its source, a text alternative and its data, or it is refused."""

import json
import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from IPython.utils.capture import capture_output
from postsoviet.charts import (
    bars,
    flow,
    house_figure,
    lines,
    lorenz,
    panels,
    printed_and_recomputed,
    show,
    slope,
    spread,
    tile_map,
    timeline,
)
from postsoviet.charts.card import Card, csv_text, figure_html
from postsoviet.charts.figure import figure_dict, plain, with_house_look, without_house_look
from postsoviet.charts.show import METADATA, PLOTLY_MIME, source_of
from postsoviet.charts.theme import DARK, ON_RAMP, PAPER, RAMP, SERIES
from postsoviet.datasets import load
from postsoviet.errors import CourseError
from postsoviet.tracing import line_blocks
from postsoviet.words import words

TABLE = pd.DataFrame({"Year": [2000, 2001], "Gini (percent)": [None, 41.9]})
TEXTS = {"finding": "It fell.", "alt": "A line from 45 down to 41.", "source": "Somebody 2017, Table 1."}
TILES = [
    {"column": 1, "row": 1, "label": "A", "value": "1", "class": "low", "hover": "A: 1"},
    {"column": 2, "row": 1, "label": "B", "value": "", "class": None, "hover": "B: not printed"},
]
FIGURES = {
    "lines": lambda: lines({"a": ([2000, 2001], [1, float("nan")])}, y_title="percent"),
    "bars": lambda: bars(["a", "b"], {"x": [1, 2]}, value_title="percent"),
    "stacked bars": lambda: bars(["a"], {"x": [1], "y": [2]}, value_title="percent", stacked=True),
    "lorenz": lambda: lorenz({"a": ([0, 0.5, 1], [0, 0.2, 1])}),
    "printed": lambda: printed_and_recomputed(["a"], [1], [1.1], [0.9], [1.2], value_title="percent"),
    "panels": lambda: panels(
        {"Gini (percent)": ([2000, 2001, 2002], [None, 41, 40]), "Growth (percent)": ([2000, 2001, 2002], [5, 0, -1])},
        kinds={"Growth (percent)": "bar"}, marked=(2001, 2002),
    ),
    "spread": lambda: spread(["a"], [1], [0.5], [2], value_title="percent", value_name="mean", range_name="years"),
    "slope": lambda: slope({"a": (1, 2)}, ("1999", "2015"), value_title="percent"),
    "tiles": lambda: tile_map(TILES, classes=["low", "high"]),
    "flow": lambda: flow("South", [("A", 60, SERIES[0]), ("B", 40, SERIES[1])]),
    "timeline": lambda: timeline([("1997", "First", "law"), ("2003-05-08", "Second", "law")]),
}


def shown(**changes):
    """Return the outputs of show() with some arguments changed."""
    arguments = {"key": "09-test", "table": TABLE, **TEXTS, **changes}
    with capture_output() as captured:
        show(lines({"a": ([1, 2], [1, 2])}, y_title="percent"), **arguments)
    return captured.outputs


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2 for a colour written #rrggbb."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_a_chart_travels_as_plotly_data_with_its_card(shell):
    chart = next(output for output in shown() if PLOTLY_MIME in output.data)
    card = chart.metadata[METADATA]
    assert card["id"] == "chart-09-test"
    assert chart.data["text/plain"] == TEXTS["alt"]
    assert card["rows"] == [[2000, None], [2001, 41.9]]


def test_a_live_kernel_shows_finding_source_and_data_beside_the_drawing(shell):
    html = " ".join(output.data.get("text/html", "") for output in shown())
    assert "It fell." in html and "Somebody 2017, Table 1." in html and "<table" in html


@pytest.mark.parametrize("text", ["finding", "alt", "source"])
def test_a_missing_text_is_refused_by_name(text):
    with pytest.raises(CourseError, match=f"'09-test' has no {text}"):
        shown(**{text: " "})


def test_an_alternative_that_repeats_the_finding_is_refused():
    with pytest.raises(CourseError, match="repeats its finding"):
        shown(alt=TEXTS["finding"])


def test_a_malformed_key_is_refused():
    with pytest.raises(CourseError, match="09-short-name"):
        shown(key="Lorenz Curve")


def test_a_trace_that_the_bundle_cannot_draw_is_refused():
    with pytest.raises(CourseError, match="'heatmap'"):
        figure_dict(house_figure([go.Heatmap(z=[[1]])]))


def test_the_source_line_says_each_document_once():
    first, second = load("02-migration-volumes"), load("02-populations")
    place = f"{first.attrs['source'].partition(', lines ')[0]}, lines "
    line = source_of(first, second, note="Ours.")
    assert line.count(place) == 1 and line.endswith(". Ours.") and ";" not in line
    wanted = {number for frame in (first, second) for block in line_blocks(frame.attrs["lines"]) for number in block}
    said = line.removeprefix(place).removesuffix(". Ours.")
    assert {number for block in line_blocks(said.replace(", ", ";")) for number in block} == wanted


@pytest.mark.parametrize(
    ("lines", "said"),
    [("27-27", "line 27"), ("38-74;38-61", "lines 38-74"), ("9;1-4;5-7", "lines 1-7, 9"), ("10;12", "lines 10, 12")],
)
def test_the_source_line_writes_one_line_as_one_and_joins_what_meets(lines, said):
    frame = load("02-populations").copy()
    frame.attrs = {**frame.attrs, "source": f"Somebody 2017, text, lines {lines}"}
    assert source_of(frame) == f"Somebody 2017, text, {said}."


def test_the_source_line_needs_a_frame_with_notes():
    with pytest.raises(CourseError, match="without a source"):
        source_of(pd.DataFrame({"a": [1]}))


@pytest.mark.parametrize("name", FIGURES)
def test_a_builder_gives_plain_stable_data(name):
    first, second = (json.dumps(figure_dict(FIGURES[name]())) for _ in range(2))
    assert first == second
    assert "NaN" not in first and "bdata" not in first


def test_a_figure_leaves_the_house_look_with_the_site_and_gets_it_back():
    whole = figure_dict(lines({"a": ([1, 2], [1, 2])}, y_title="percent"))
    bare = without_house_look(whole)
    assert "template" in whole["layout"] and "template" not in bare["layout"]
    assert with_house_look(bare) == whole


def test_a_missing_value_leaves_a_gap_and_is_never_zero():
    figure = figure_dict(FIGURES["lines"]())
    assert figure["data"][0]["y"] == [1, None]
    assert figure["data"][0]["connectgaps"] is False


def test_numbers_are_rounded_so_that_two_processors_agree():
    assert plain({"a": np.float64(1 / 3), "b": 2.0, "c": float("nan")}) == {"a": 0.333333, "b": 2, "c": None}


def test_panels_never_share_an_axis_of_values():
    figure = figure_dict(FIGURES["panels"]())
    assert [trace["yaxis"] for trace in figure["data"]] == ["y", "y2"]
    assert figure["layout"]["yaxis"]["domain"][0] > figure["layout"]["yaxis2"]["domain"][1]
    assert figure["data"][0]["text"] == ["", "41", "40"]


def test_panels_refuse_an_unknown_kind():
    with pytest.raises(CourseError, match="choose line or bar"):
        panels({"a": ([1], [1])}, kinds={"a": "pie"})


def test_a_bar_of_length_zero_keeps_its_value():
    figure = figure_dict(bars(["a", "b"], {"x": [0.0, 1.0]}, value_title="percent"))
    assert figure["data"][0]["textposition"] == ["outside", "auto"]


def test_two_tiles_on_one_place_are_refused():
    with pytest.raises(CourseError, match="column 1, row 1"):
        tile_map([TILES[0], {**TILES[1], "column": 1}], classes=["low"])


def test_a_flow_of_nothing_is_refused():
    with pytest.raises(CourseError, match="leave out what does not flow"):
        flow("North", [("A", 0, SERIES[0])])


class Tags(HTMLParser):
    """Count opening and closing tags, and keep the text of scripts."""

    def __init__(self):
        super().__init__()
        self.opened, self.closed, self.scripts = [], [], 0

    def handle_starttag(self, tag, attrs):
        self.opened.append(tag)
        self.scripts += tag == "script" and dict(attrs).get("type") != "application/json"

    def handle_endtag(self, tag):
        self.closed.append(tag)


def test_hostile_text_is_shown_and_not_run():
    evil = '</script><script>alert("x")</script><img src=x onerror=alert(1)>'
    card = Card("chart-09-test", evil, evil, evil, [evil], [[evil]])
    tags = Tags()
    tags.feed(figure_html(card, json.dumps({"data": [{"text": evil}], "layout": {}}), 300))
    assert tags.scripts == 0 and "img" not in tags.opened


def test_the_csv_of_a_chart_keeps_an_empty_cell_empty():
    assert csv_text(["Year", "Gini"], [[2000, None], [2001, 41.9]]) == "Year,Gini\n2000,\n2001,41.9\n"


def test_series_colours_stand_out_from_the_paper_in_both_modes():
    # WCAG 2.2, 1.4.11: at least 3 to 1 for what is needed to understand a graphic.
    for colour in SERIES:
        assert contrast(colour, PAPER) >= 3, colour
        assert contrast(DARK[colour], DARK[PAPER]) >= 3, DARK[colour]


def test_text_on_the_ramp_is_legible_in_both_modes():
    for fill, ink in zip(RAMP, ON_RAMP, strict=True):
        assert contrast(fill, ink) >= 4.5, (fill, ink)
        assert contrast(DARK[fill], DARK[ink]) >= 4.5, (DARK[fill], DARK[ink])


def test_every_colour_of_a_chart_has_a_partner_in_dark_mode():
    for name, build in FIGURES.items():
        for colour in re.findall(r"#[0-9a-f]{6}", json.dumps(figure_dict(build()))):
            assert colour in DARK, f"{name} uses {colour}, which theme.DARK does not map"


def test_an_unknown_phrase_names_the_nearest():
    with pytest.raises(CourseError, match="chart.source"):
        words("chart.sorce")
