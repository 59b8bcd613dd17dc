"""An explorer: closed controls, every state the same shape, and packed states that unpack to themselves."""

import json

import pandas as pd
import pytest
from IPython.utils.capture import capture_output
from postsoviet.charts import lines
from postsoviet.charts.show import PLOTLY_MIME
from postsoviet.errors import CourseError
from postsoviet.explore import Explorer, Panel, View, choice, either, steps
from postsoviet.explore.live import EXPLORER_MIME
from postsoviet.explore.page import explorer_html
from postsoviet.explore.states import choices, pack, unpack
from postsoviet.explore.view import plain_view

YEAR = steps("year", "Year", [2000, 2001, 2002])
GROUP = choice("group", "Group", [("a", "First"), ("b", "Second")])


def view(year, group):
    """A view whose drawing follows one control, and whose words follow both."""
    height = year - 1999 if group == "a" else 10
    return View(
        sentence=f"{group} in {year}",
        panels=[Panel("main", f"Finding {year}", "Alt", lines({"x": ([1, 2], [0, height])}, y_title="soms"))],
        readout=pd.DataFrame({"Measure": ["height"], "Value": [height]}),
    )


def explorer(**changes):
    """Return a small explorer with some arguments changed."""
    arguments = {
        "title": "Title", "lead": "Lead.", "controls": [YEAR, GROUP], "view": view, "source": "S 2017.",
        **changes,
    }  # fmt: skip
    return Explorer("09-test", **arguments)


def test_every_packed_state_unpacks_to_what_the_view_returns():
    packed = explorer().packed()
    for number, state in enumerate(choices([YEAR, GROUP])):
        assert unpack(packed, number) == plain_view("09-test", view(**state)), state


def test_what_does_not_change_is_stored_once():
    text = json.dumps(explorer().packed())
    assert text.count("Source Sans 3") == text.count('"template"') * 2


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({"year": 1999}, "The control 'year' has no value 1999; choose from 2000 to 2002"),
        ({"group": "c"}, "The control 'group' has no value 'c'; choose one of: 'a', 'b'"),
        ({"decile": 5}, "has no control 'decile'; its controls are: year, group"),
    ],
)
def test_a_value_out_of_range_is_one_clear_sentence(state, sentence):
    with pytest.raises(CourseError) as error:
        explorer().view_at(**state)
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)


def test_a_default_outside_the_options_is_refused():
    with pytest.raises(CourseError, match="default"):
        choice("x", "X", [1, 2], default=3)


def test_an_option_listed_twice_is_refused():
    with pytest.raises(CourseError, match="twice"):
        choice("x", "X", [1, 1])


def test_states_of_different_shape_are_refused():
    def crooked(year, group):
        series = {"x": ([1], [1])} if group == "a" else {"x": ([1], [1]), "y": ([1], [1])}
        return View("s", [Panel("main", "F", "A", lines(series, y_title="soms"))], pd.DataFrame({"a": [1]}))

    with pytest.raises(CourseError, match="another shape"):
        explorer(view=crooked).packed()


def test_too_many_states_are_refused_before_they_are_computed():
    def never(_state):
        raise AssertionError("a state was computed")

    with pytest.raises(CourseError, match="at most 600"):
        pack([choice("a", "A", range(100)), choice("b", "B", range(100))], never, "big")


def test_the_page_holds_native_named_controls_and_the_default_state():
    html = explorer(controls=[YEAR, either("group", "Group", ["a", "b"])]).packed()
    html = explorer_html(html)
    assert '<label for="explorer-09-test-year">Year</label>' in html
    assert "<fieldset" in html and "<legend>Group</legend>" in html
    assert "a in 2002" in html and 'aria-valuetext="2002"' in html
    assert 'role="status"' in html


def test_live_controls_update_the_view(monkeypatch):
    from postsoviet.explore import live

    updates = []

    class Handle:
        def update(self, bundle, raw):
            updates.append(bundle)

    monkeypatch.setattr(live, "display", lambda *args, **options: Handle())
    made = {}
    original = live._widget
    monkeypatch.setattr(live, "_widget", lambda control: made.setdefault(control.name, original(control)))
    explorer().show()
    made["year"].value = 2000
    assert any(bundle.get("text/plain") == "a in 2000" for bundle in updates)
    # JupyterLab keeps a plotly graph that it has, unless another type comes in between.
    drawn = [place for place, bundle in enumerate(updates) if PLOTLY_MIME in bundle]
    assert drawn and all(list(updates[place - 1]) == ["text/plain"] for place in drawn)


def test_the_first_output_carries_all_states_for_the_page(shell):
    with capture_output() as captured:
        explorer().show()
    packed = json.loads(captured.outputs[0].data[EXPLORER_MIME]["packed"])
    assert packed["id"] == "explorer-09-test"
    assert len(captured.outputs) == 1 + 1 + 2 + 1
