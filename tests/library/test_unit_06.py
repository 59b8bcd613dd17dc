"""Unit 06: answers, explorers and quiz keys, worked out by hand from the lines of the source."""

from datetime import date

import pytest
from banks import right_places, versions_of
from postsoviet import load
from postsoviet.exercises.unit_06 import EXERCISES
from postsoviet.explore.states import choices, unpack
from postsoviet.explore.unit_06 import (
    BEFORE, CHANGES, LATE, STARTS, UNCLEAR, bounds, classes, dated, order, order_of_events, plus_months,
    sentence_months, share_of_list, share_range, term_dates,
)  # fmt: skip
from postsoviet.explore.wording import claim_over
from postsoviet.findings.finding import days_between
from postsoviet.quiz.bank import load as load_bank
from postsoviet.quiz.draws import draw_one
from postsoviet.quiz.text import plain

BANK = load_bank("06")
every, _ = versions_of("06")
#: Lines 6131-6136, read by hand.
CLASSES = {
    "Journalists and bloggers": 6, "Poets and writers": 2, "Human rights defender": 1, "Youth activists": 5, "Politicians": 5,
    "Religious activists": 86, "Serving a life sentence": 3, "None of the other classes": 11,
}  # fmt: skip
#: Dates of the events of the two questions on order, from lines 5440-5443, 5786-5791, 5859, 5984-5986, 6022, 6187-6193, 6445.
DATES = {
    "mosques": (2009,), "hijab": (2010, 12), "ngo": (2013, 2, 15), "movement": (2015, 1), "raid": (2015, 11, 26),
    "appeals": (2005,), "chamber": (2010, 12), "invitation": (2015, 9), "rally": (2016, 9, 11),
}  # fmt: skip


# dates


def test_months_are_added_by_the_calendar():
    assert plus_months("2011-05-06", 18) == "2012-11-06" and plus_months("2013-03-31", 30) == "2015-09-30"
    assert plus_months("2012-12-31", 2) == "2013-02-28" and plus_months("2013-01-01", 12) == "2014-01-01"
    assert days_between("2013-03-31", "2015-07-31") == (date(2015, 7, 31) - date(2013, 3, 31)).days == 852


def test_the_terms_are_those_of_the_footnote():
    first, second = term_dates("p01", "1"), term_dates("p01", "2")
    assert (first["arrest"], first["release"], first["sentence"]) == ("2011-05-06", "2012-11-06", "2011-10-07")
    assert (second["arrest"], second["release"], second["sentence"]) == ("2013-03-31", "2015-07-31", "2013-11")
    assert [sentence_months("p01", term) for term in "12"] == [18, 30]
    assert "release" not in term_dates("p01", "3")


def test_a_date_stands_for_all_its_days():
    assert bounds("2009") == ("2009-01-01", "2009-12-31") and bounds("2012-02") == ("2012-02-01", "2012-02-29")
    assert bounds("2015-11-26") == ("2015-11-26", "2015-11-26")
    assert order("2010-12", "2010-12") == UNCLEAR and order("2009", "2010-12") == BEFORE and order("2015-11-26", "2015-09") == LATE
    assert order("2013", "2015-09", 24) == UNCLEAR  # December 2013 would be too late, January would not


# explorers


def test_the_classes_of_the_explorer_hold_everybody_once():
    found = classes()
    assert found["Religious activists"] == 86 and found["All monitored"] == 25
    assert sum(found.values()) == sum(CLASSES.values()) + 25 == 144
    assert found["Other classes by work"] == 6 + 2 + 1 + 5 + 5


@pytest.mark.parametrize(
    ("base", "unknown", "low", "high", "total"),
    [
        ("confirmed", "none", 86 / 119, 86 / 119, 119), ("confirmed", "range", 86 / 119, 89 / 119, 119),
        ("work", "range", 86 / 105, 86 / 105, 105), ("both", "range", 86 / 144, 114 / 144, 144),
        ("both", "all", 114 / 144, 114 / 144, 144), ("both", "none", 86 / 144, 86 / 144, 144),
    ],
)  # fmt: skip
def test_a_share_and_its_range(base, unknown, low, high, total):
    assert share_range(base, unknown) == pytest.approx((100 * low, 100 * high, total))
    view = share_of_list(base, unknown, 70)
    assert f"{total} " in view.sentence and f"{100 * low:.1f}" in view.sentence and f"{100 * high:.1f}" in view.sentence


def test_the_choice_changes_the_conclusion():
    said = {(base, limit): claim_over(*share_range(base, "range")[:2], limit) for base in ("confirmed", "work", "both") for limit in (50, 70, 75)}
    assert said["confirmed", 70] == "holds" and said["both", 70] == "cannot be decided" and said["confirmed", 75] == "does not hold"
    assert said["work", 75] == "holds" and {said[base, 50] for base in ("confirmed", "work", "both")} == {"holds"}


def test_every_square_is_one_person_in_every_state():
    for base in ("confirmed", "work", "both"):
        for unknown in ("none", "all", "range"):
            figure = share_of_list(base, unknown, 50).panels[0].figure
            assert sum(len([x for x in trace.x if x is not None]) for trace in figure.data) == 144


@pytest.mark.parametrize(
    ("start", "months", "early", "late"),
    [("appeals", 0, 1, 6), ("chamber", 0, 2, 4), ("invitation", 0, 6, 1), ("invitation", 12, 5, 2), ("rally", 0, 7, 0), ("rally", 12, 6, 1)],
)
def test_what_lies_before_a_start(start, months, early, late):
    begun = dated("06-events", "event", STARTS[start][1])
    found = [order(dated(*row), begun, months) for row in CHANGES.values()]
    assert (found.count(BEFORE), found.count(LATE)) == (early, late)
    view = order_of_events(start, months)
    assert f"{early} of 7" in view.sentence and list(view.readout.iloc[:, 2]) == found
    raid_can_be = start == "rally" and months == 0
    assert ("can be one of the causes" in view.sentence) is raid_can_be


def test_the_changes_are_drawn_at_their_dates():
    shown = order_of_events("invitation", 0).readout.iloc[:, 1].tolist()
    assert shown == ["2003", "2009", "December 2010", "2013", "15 February 2013", "January 2015", "26 November 2015"]


# exercises


@pytest.mark.parametrize(
    ("name", "answer", "wrong"),
    [
        ("06-share-range", [59.7, 79.2], [72.3, 74.8]),
        ("06-missing-days", 59, 61),  # 31 January to 31 March 2013: 28 + 31
        ("06-rules-on-a-day", dict(zip("ABCDEF", ["in force"] * 2 + ["not yet"] * 2 + ["date not printed"] * 2, strict=True)),
         dict(zip("ABCDEF", ["in force"] * 3 + ["not yet"] + ["date not printed"] * 2, strict=True))),
        ("06-voices", {"A": "reported as fact", "B": "claim of others", "C": "author's argument", "D": "author's expectation",
                       "E": "reported as fact", "F": "claim of others", "G": "author's argument", "H": "author's expectation"},
         {"A": "reported as fact", "B": "reported as fact", "C": "author's argument", "D": "author's expectation",
          "E": "reported as fact", "F": "claim of others", "G": "author's argument", "H": "author's expectation"}),
    ],
)  # fmt: skip
def test_an_answer_by_hand_is_right_and_a_mistake_is_known(name, answer, wrong):
    exercise = next(one for one in EXERCISES if one.id == name)
    assert exercise.judge(answer).passed
    verdict_of_slip = exercise.judge(wrong)
    assert not verdict_of_slip.passed and verdict_of_slip.why in {mistake.why for mistake in exercise.mistakes}


# quiz


def test_a_share_of_a_class_has_the_base_that_is_asked():
    for question, drawn in every("share-of-a-class"):
        base = 119 if drawn["base"] == "all confirmed people" else 33
        assert question.answer == pytest.approx(100 * CLASSES[drawn["category"]] / base)
        assert 100 * CLASSES[drawn["category"]] / (152 - base) in [pytest.approx(miss.value) for miss in question.near_misses]


def test_the_headline_has_the_share_of_its_class():
    for question, drawn in every("a-headline-and-its-list"):
        assert f"{100 * CLASSES[drawn['category']] / 119:.1f} percent" in plain(question.stem) and right_places(question) == [3]


def test_two_lists_may_both_be_right():
    question = draw_one(BANK, BANK.question("two-lists"), {}).question
    assert question.answer is False and right_places(question) == [1] and "87" in plain(question.stem) and "86" in plain(question.stem)


def test_the_months_of_a_term_follow_from_its_two_dates():
    names = "January February March April May June July August September October November December".split()
    for question, _ in every("months-of-a-term"):
        words = plain(question.stem).replace(",", "").replace(".", "").split()
        found = [(int(words[place + 1]), names.index(word) + 1) for place, word in enumerate(words) if word in names]
        (from_year, from_month), (to_year, to_month) = found
        assert question.answer == 12 * (to_year - from_year) + to_month - from_month


def test_the_conflict_is_reported_and_not_repaired():
    assert right_places(draw_one(BANK, BANK.question("report-a-conflict"), {}).question) == [0]


def test_the_base_of_the_tourists():
    question = draw_one(BANK, BANK.question("derived-base"), {}).question
    assert question.blanks["base"].answer == pytest.approx(435.548, abs=0.001)
    assert [next(i for i, o in enumerate(question.blanks[name].options) if o.correct) for name in ("status", "iran")] == [0, 2]


def test_a_gift_is_judged_by_amount_and_day():
    votes = {"January 2013": 0, "June 2013": 3, "November 2013": 3, "March 2014": 1, "June 2014": 1}
    for question, drawn in every("gift-and-law"):
        assert right_places(question) == [2 if drawn["amount"] <= 200 else votes[drawn["when"]]], drawn


def test_each_claim_has_the_form_of_its_voice():
    author = {"c01": 0, "c51": 0, "c39": 3, "c50": 3, "c52": 3}
    for question, drawn in every("how-to-report-it"):
        assert right_places(question) == [author.get(drawn["row"], 2)], drawn
        said = load("06-claims").set_index("claim_id").loc[drawn["row"], "speaker"]
        assert (said == "the author") is (drawn["row"] in author)


def test_what_is_expected_are_three_projections():
    assert right_places(draw_one(BANK, BANK.question("what-is-expected"), {}).question) == [0, 2, 4]


def test_a_cause_comes_first():
    changes, starts = ["mosques", "hijab", "ngo", "movement", "raid"], ["appeals", "chamber", "invitation", "rally"]
    seen = set()
    for question, drawn in every("early-enough"):
        early = DATES[changes[drawn["change"]]] < DATES[starts[drawn["start"]]]
        assert question.answer is early and right_places(question) == [3 if early else 1], drawn
        seen.add((changes[drawn["change"]], starts[drawn["start"]]))
    assert len(seen) == 19 and ("hijab", "chamber") not in seen


def test_the_events_to_order_stand_in_order_of_their_printed_dates():
    for question, drawn in every("order-of-events"):
        found = [tuple(map(int, item.feedback.split("Printed date: ")[1].split(".")[0].split("-"))) for item in question.items]
        assert found == sorted(found) and len(set(found)) == 6, drawn


def test_states_of_an_explorer_travel_whole():
    from postsoviet.explore import Explorer, either

    controls = [either("start", "Start", list(STARTS)), either("months", "Months", [0, 12, 24])]
    packed = Explorer("06-test", title="t", lead="l", controls=controls, view=order_of_events, source="s").packed()
    for number, state in enumerate(choices(controls)):
        assert unpack(packed, number)["sentence"] == order_of_events(**state).sentence
