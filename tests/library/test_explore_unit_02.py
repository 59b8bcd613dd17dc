"""The explorers of unit 2: both readings, every grouping, and what is called printed or derived."""

from itertools import product

import pytest

from postsoviet import load
from postsoviet.charts.figure import figure_dict
from postsoviet.explore.unit_02 import (
    destination_flow, destination_shares, grouped, northern_limit, printed, status,
)  # fmt: skip

STATES = list(product(["North", "South"], ["finest", "capitals", "regions"], ["all", "stayers"]))


@pytest.mark.parametrize(("origin", "grouping", "reading"), STATES)
def test_a_grouping_keeps_the_sum_that_is_printed(origin, grouping, reading):
    whole = {"North": 100, "South": 99}[origin]
    assert sum(grouped(destination_shares(origin, reading), grouping).values()) == pytest.approx(whole)


@pytest.mark.parametrize("reading", ["all", "stayers"])
def test_the_reading_moves_people_only_inside_the_north(reading):
    shares = grouped(destination_shares("North", reading), "regions")
    assert shares["North", "North with Astana"] == pytest.approx(printed("North")["North and Astana"])
    assert shares["South", "South with Almaty"] == 29
    astana = destination_shares("North", reading)["Astana", "Astana city and Akmola"]
    assert astana == pytest.approx({"all": 47, "stayers": 0.69 * 47}[reading])


def test_the_south_does_not_depend_on_the_reading():
    assert destination_shares("South", "all") == destination_shares("South", "stayers")
    assert "change nothing here" in destination_flow("South", "finest", "all").sentence


@pytest.mark.parametrize(("origin", "grouping", "reading"), STATES)
def test_printed_and_derived_are_told_apart(origin, grouping, reading):
    view = destination_flow(origin, grouping, reading)
    stored = set(load("02-destinations-by-origin").query("origin == @origin")["share_percent"])
    for row in view.readout.itertuples(index=False):
        said, share = row[2], row[1]
        if said == "printed":
            assert float(share) in stored
        elif said == "derived" and row[0] != "Sum":
            assert float(share) not in stored
        elif said == "not printed":
            assert share == ""
    stars = sum(" *" in note["text"] for note in figure_dict(view.panels[0].figure)["layout"]["annotations"])
    shown = grouped(destination_shares(origin, reading), grouping).values()
    assert stars == sum(status(origin, share) == "derived" for share in shown)


@pytest.mark.parametrize("reading", ["all", "stayers"])
def test_astana_receives_more_from_the_north_in_both_readings(reading):
    # lines 1289-1291 say so; on one base it holds whichever way the 47 percent are read
    views = {origin: destination_flow(origin, "finest", reading).readout for origin in ("North", "South")}
    north, south = (float(view.iloc[0, 3]) for view in views.values())
    assert north > south


@pytest.mark.parametrize(("limit", "inside"), [(35, 6), (36, 6), (37, 5), (40, 4), (41, 2), (44, 1), (51, 0)])
def test_the_limit_counts_the_oblasts_that_reach_it(limit, inside):
    view = northern_limit(limit)
    assert (view.readout["Counts as North"] == "yes").sum() == inside
    assert f"{inside} of the 6" in view.sentence
    assert "other 10 places no share is printed" in view.sentence
