"""The rules by which two browsers' work becomes one: for any work, in any order, as often as one likes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (
    "quiz/script/5-storage.js", "quiz/script/6-result.js", "work/script/1-file.js", "work/script/2-merge.js",
)  # fmt: skip
#: Few times, few texts: so that two devices often meet.
TIMES = st.integers(0, 4).map(lambda n: f"2027-01-18T10:00:0{n}.000Z")
TEXTS = st.sampled_from(["", " ", "7", "8", "ә"])
ANSWERS = TEXTS | st.none() | st.lists(st.integers(0, 2), max_size=2)


@st.composite
def versions(draw):
    """What a browser keeps of one version of a question."""
    moments = sorted(draw(st.sets(TIMES, max_size=3)))
    tries = [{"at": one, "seconds": draw(st.integers(0, 2)), "answer": draw(ANSWERS)} for one in moments]
    kept = {
        "fields": draw(st.dictionaries(st.sampled_from(["answer", "tick"]), TEXTS | st.lists(st.sampled_from("01"), max_size=2))),
        "tries": tries, "at": draw(TIMES),
    }  # fmt: skip
    for flag in ("hint", "shown", "open", "marked", "right"):
        kept[flag] = draw(st.booleans())
    if draw(st.booleans()):
        kept["draft"] = draw(ANSWERS)
    return kept


ENTRIES = st.builds(
    lambda held, version: {"imprint": "0a1b2c3d", "version": version, "versions": held},
    st.dictionaries(st.sampled_from("012"), versions(), max_size=3), st.integers(0, 2),
)  # fmt: skip
PROPERTY = settings(
    max_examples=80, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


@pytest.fixture(scope="module")
def merge(browser):
    """The function of the page, called with entries as Python has them."""
    page = browser.new_page()
    page.goto("about:blank")
    source = "\n".join((ROOT / "postsoviet" / name).read_text("utf-8") for name in SOURCES)
    page.evaluate(f"{source}; Object.assign(window, {{ mergedEntry, tidyEntry }}); 0")
    yield lambda here, there, prefer="newer": page.evaluate(
        "([here, there, prefer]) => mergedEntry(here, there, prefer)", [here, there, prefer]
    )
    page.close()


@PROPERTY
@given(ENTRIES, ENTRIES, ENTRIES)
def test_order_and_repetition_do_not_matter(merge, one, two, three):
    both = merge(one, two)
    assert both == merge(two, one)
    assert merge(both, one) == merge(both, both) == both
    assert merge(both, three) == merge(one, merge(two, three))


@PROPERTY
@given(ENTRIES, ENTRIES, st.sampled_from(["newer", "here"]))
def test_no_try_is_lost_and_what_was_right_stays_right(merge, one, two, prefer):
    both = merge(one, two, prefer)
    for entry in (one, two):
        for name, kept in entry["versions"].items():
            held = both["versions"][name]
            assert {a["at"] for a in kept["tries"]} <= {a["at"] for a in held["tries"]}
            assert all(held[flag] or not kept[flag] for flag in ("right", "hint", "shown"))
            moments = [a["at"] for a in held["tries"]]
            assert moments == sorted({*moments})


@PROPERTY
@given(ENTRIES, ENTRIES)
def test_newer_controls_are_shown_and_filled_ones_stay_where_that_was_asked(merge, one, two):
    for name, kept in one["versions"].items():
        other = two["versions"].get(name)
        shown = merge(one, two)["versions"][name]["fields"]
        if other is None or kept["at"] > other["at"]:
            assert shown == kept["fields"]
        elif kept["at"] < other["at"]:
            assert shown == other["fields"]
        if any("".join(value).strip() for value in kept["fields"].values()):
            assert merge(one, two, "here")["versions"][name]["fields"] == kept["fields"]


def test_a_try_that_got_more_ticks_since_replaces_its_earlier_state(merge):
    def entry(ticked):
        answer = {"text": "They differ.", "ticked": ticked}
        kept = {"fields": {}, "tries": [{"at": "2027-01-18T10:00:00.000Z", "seconds": 1, "answer": answer}], "at": ""}
        return {"imprint": "0", "version": 0, "versions": {"0": kept}}

    for pair in ([0], [0, 1]), ([0, 1], [0]):
        (only,) = merge(*map(entry, pair))["versions"]["0"]["tries"]
        assert json.dumps(only["answer"]["ticked"]) == "[0, 1]"
