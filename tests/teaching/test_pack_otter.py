"""The otter tests of a unit: marks are given from plain values, and by otter's own counting."""

import pytest

from postsoviet.exercises import exercises
from postsoviet.teaching.assignment import assignment, parse_points
from postsoviet.teaching.pack.otter_tests import mark, write_tests

#: A library of widgets that otter loads is written for an older traitlets.
pytestmark = pytest.mark.filterwarnings("ignore:Traits should be given as instances:DeprecationWarning")


def right(unit: str) -> dict:
    """Return the right value of every answer variable of a unit."""
    return {task.answer_name: exercises(unit)[task.id].answer() for task in assignment(unit).checked}


@pytest.mark.parametrize("unit", ["01", "06", "09", "20"])
def test_right_values_earn_every_point_and_none_earn_nothing(unit):
    assert [(one.points, one.status) for one in mark(assignment(unit), right(unit))] == [(1, "right")] * len(right(unit))
    assert {(one.points, one.status) for one in mark(assignment(unit), {})} == {(0, "open")}


def test_points_and_sentences_of_a_mixed_submission():
    values = right("09") | {"my_gini": right("09")["my_gini"] / 100, "my_soms": ...}
    marks = mark(parse_points("1=2,2=3.5,4=0", assignment("09")), values)
    assert [(one.task.number, one.points, one.status) for one in marks] == [
        (1, 0, "wrong"), (2, 3.5, "right"), (3, 1, "right"), (4, 0, "open"),
    ]  # fmt: skip
    assert marks[0].why == "This is a fraction; the task asks for percent."


def nested(depth: int) -> list:
    value: list = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value", [10**400, nested(5000), "text", float("nan"), [float("inf")], {"a": {}}, b"x", {1, "a"}, True, [1, None]]
)
def test_no_value_stops_the_marking_or_earns_a_point(value):
    for unit in ("06", "09"):
        values = dict.fromkeys(right(unit), value)
        assert [one.points for one in mark(assignment(unit), values)] == [0] * len(values)


def test_the_files_are_what_otter_reads_with_the_points_given(tmp_path):
    from otter.nbmeta_config import NBMetadataConfig
    from otter.test_files import create_test_file

    paths = write_tests(parse_points("1=2.5", assignment("09")), tmp_path, hidden=True)
    tests = [create_test_file(str(path), NBMetadataConfig()) for path in paths]
    assert [test.name for test in tests] == ["09-gini", "09-annex3-row", "09-aim-and-size", "09-soms-needed"]
    assert [test.possible for test in tests] == [2.5, 1, 1, 1]
    assert all(case.hidden for test in tests for case in test.test_cases)
    tests[0].run({"my_gini": 0.3})
    assert tests[0].score == 0 and "fraction; the task asks for percent" in tests[0].summary()
