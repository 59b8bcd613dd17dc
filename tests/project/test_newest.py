"""The report on the newest versions: what differs from a lock, what is held back, what broke."""

from __future__ import annotations

import newest


def test_pins_of_a_lock_are_read_with_all_their_markers():
    lock = "# head\nnumpy==2.4.0 ; python_version < '3.12' \\\n    --hash=sha256:a\nnumpy==2.5.1 ; python_version >= '3.12'\nzope.x==1\n"
    assert newest.pins(lock) == {"numpy": {"2.4.0", "2.5.1"}, "zope.x": {"1"}}


def test_only_what_differs_is_told():
    locked = {"a": {"1"}, "b": {"1", "2"}, "c": {"1"}}
    assert newest.differences(locked, {"a": "2", "b": "2", "d": "1"}) == [("a", "1", "2"), ("d", "none", "1")]


def test_a_limit_is_told_from_a_floor():
    assert newest.limited(["a>=1", "b==1", "c>=1,<2", "d~=1.0", "e>=1 ; python_version < '3.12'"]) == ["b", "c", "d"]


def test_the_report_names_what_broke_first():
    text = newest.report({"make test": ["FAILED tests/x.py"] * 70}, {"site": [("a", "1", "2")]}, {"b": "3"})
    assert text.splitlines()[2] == "Broken: make test." and "... and 10 more lines" in text
    assert "| site | a | 1 | 2 |" in text and "- b: 3 exists" in text
    assert "Nothing broke." in newest.report({}, {"site": []}, {})


def test_every_environment_has_its_extras():
    assert newest.EXTRAS == {"site": ("kernel", "site", "pdf", "teaching", "test"), "lab": ("kernel", "lab"), "hub": ("kernel", "lab", "hub")}
