"""The redistribution explorer of unit 9: what it says is what the measures give, in every state."""

import re
from itertools import product

import numpy as np
import pytest
from postsoviet.charts.figure import figure_dict
from postsoviet.explore.unit_09 import before_and_after
from postsoviet.findings.unit_09 import incomes_and_benefits
from postsoviet.measures import inequality, redistribution

YEARS = range(2000, 2016)


def after(year, first_payer=5, last_receiver=1):
    """Incomes after a rule."""
    income, benefits = incomes_and_benefits(year)
    return redistribution.transfer(income, benefits, range(first_payer, 11), range(1, last_receiver + 1))


def view(year, **rule):
    """The view of a rule."""
    return before_and_after(incomes_and_benefits(year)[0], after(year, **rule))


def test_the_author_rule_in_2015():
    shown = view(2015)
    assert shown.sentence.startswith("133 soms move.")
    rows = shown.readout.set_index("Figure")
    income, _ = incomes_and_benefits(2015)
    assert rows.loc["Gini coefficient (percent)", "Before"] == f"{100 * inequality.gini(income):.2f}"
    assert rows.loc["Share of the poorest tenth (percent)", "After"] == f"{inequality.shares(after(2015))[0]:.2f}"
    assert list(rows["Change"])[-10:] == ["+133.0", "0.0", "0.0", "0.0", *[f"-{b:.1f}" for b in (29, 18, 17, 15, 8, 46)]]


def test_the_drawing_holds_the_numbers_of_its_description():
    change = view(2015).panels[0]
    drawn = figure_dict(change.figure)["data"][0]["y"]
    told = [float(number) for number in re.findall(r"[+-]?\d+\.\d", change.alt)]
    assert np.allclose(drawn, told)


def test_no_tenth_is_overtaken_in_any_state():
    # The explorer speaks of "the poorest tenth" after the transfer, so the order must hold.
    for year, first, last in product(YEARS, range(5, 11), range(1, 5)):
        assert np.all(np.diff(after(year, first, last)) > 0), (year, first, last)


def test_every_change_fits_on_the_common_axis():
    low, high = figure_dict(view(2015).panels[0].figure)["layout"]["yaxis"]["range"]
    for year in YEARS:
        change = redistribution.percent_change(incomes_and_benefits(year)[0], after(year))
        assert low < change.min() and change.max() < high


@pytest.mark.parametrize("place", [0, 1])
def test_two_views_do_not_share_their_drawing(place):
    first, second = view(2002), view(2015)
    before = figure_dict(first.panels[place].figure)
    assert before == figure_dict(view(2002).panels[place].figure)
    assert before != figure_dict(second.panels[place].figure)
