"""Unit 14: exercises, explorers and quiz, against sums and lists written out by hand from the source lines."""

import re

import pytest
from banks import right_places, versions_of

from postsoviet import load
from postsoviet.charts.figure import figure_dict
from postsoviet.exercises import check
from postsoviet.explore import unit_14
from postsoviet.explore.unit_14 import CALENDAR, TWELVE, compared, incident_view, limits, not_printed, rank, rank_view
from postsoviet.quiz.marking import mark
from postsoviet.quiz.text import plain

every, drawn = versions_of("14")
# very good, good, bad, very bad: lines 15271-15276 and 15284-15289
TABLE = {
    "Kyrgyzstan": {
        "Homosexual couple": (0, 1.4, 29.9, 36.3), "Family of Chinese": (2.9, 17.2, 22.3, 5.2), "Family of Tajiks": (3.4, 19.0, 21.3, 1.4),
        "Family of Uzbeks": (3.5, 18.9, 19.0, 3.5), "Family of Kazakhs": (6.8, 21.1, 6.3, 1.1), "Family of Russians": (7.8, 29.5, 5.3, 0.2),
    },
    "Tajikistan": {
        "Homosexual couple": (1.7, 5.2, 24.6, 43.4), "Family of non-Muslims": (6.2, 20.8, 16.3, 7.4), "Family of Chinese": (6.0, 24.2, 11.0, 3.4),
        "Family of Uzbeks": (14.3, 31.7, 8.1, 2.4), "Family of Kazakhs": (13.0, 27.2, 6.3, 1.5), "Family of Kyrgyz": (11.5, 30.6, 6.1, 1.7),
    },
}  # fmt: skip


def row_of(question) -> tuple[str, str]:
    """Country and row that a question's table shows."""
    text = plain(question.stem)
    country = re.search(r"survey in (\w+)", text)[1]
    (name,) = [name for name in TABLE[country] if name in text]
    return country, name


def test_the_numbers_are_those_of_the_source():
    for country, rows in TABLE.items():
        found = unit_14.answers(country)
        assert list(found.index) == list(rows)
        assert [tuple(row) for row in found.to_numpy()] == list(rows.values())
    assert list(load("14-incidents")["value"]) == [100, 23, 10]


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("14-rest", [64.7, 7.4, 72.1]),
        ("14-order", ["non-Muslims", "Chinese", "Kazakhs", "Kyrgyz", "Uzbeks"]),
        ("14-yardstick", [18.4, 45.7, 230]),
        ("14-table", {
            "A": "ethnicity and nationalism", "B": "not in Table 3", "C": "animosities", "D": "risky behaviour",
            "E": "animosities and trust", "F": "not in Table 3", "G": "animosities and trust",
        }),
    ],
)  # fmt: skip
def test_the_right_answers_pass(exercise, answer):
    assert check(exercise, answer).passed


@pytest.mark.parametrize(
    ("exercise", "answer", "said"),
    [
        ("14-rest", [64.7, 7.4, 64.7], "the rest alone"),
        ("14-rest", [64.7, 6.3, 72.1], "one of the two negative"),
        ("14-rest", [35.3, 7.4, 72.1], "the part that is printed"),
        ("14-order", ["non-Muslims", "Chinese", "Uzbeks", "Kazakhs", "Kyrgyz"], "one negative answer"),
        ("14-order", ["non-Muslims", "Chinese", "Kazakhs", "Kyrgyz", "Uzbeks"][::-1], "other end"),
        ("14-yardstick", [28.75, 65.2, 230], "multiplied"),
        ("14-yardstick", [18.4, 56.5, 230], "average of the press"),
        ("14-yardstick", [18.4, 45.7, 43.5], "other way round"),
    ],
)
def test_known_mistakes_meet_their_sentence(exercise, answer, said):
    verdict = check(exercise, answer)
    assert not verdict.passed
    assert said in verdict.why


def test_what_is_not_printed_and_the_limits():
    assert list(not_printed("Kyrgyzstan")) == [32.4, 52.4, 54.9, 55.1, 64.7, 57.2]
    assert list(not_printed("Tajikistan")) == [25.1, 49.3, 55.4, 43.5, 52.0, 50.1]
    assert limits("Kyrgyzstan", "Family of Tajiks") == (22.7, 77.6)
    assert limits("Tajikistan", "Family of Kyrgyz") == (7.8, 57.9)


@pytest.mark.parametrize(
    ("country", "reading", "rows", "places"),
    [
        ("Kyrgyzstan", "bad", "all", (3, 3, 6)), ("Kyrgyzstan", "both", "all", (3, 3, 6)), ("Kyrgyzstan", "very bad", "all", (4, 4, 6)),
        ("Kyrgyzstan", "balance", "all", (3, 4, 6)), ("Kyrgyzstan", "printed", "families", (2, 3, 5)), ("Kyrgyzstan", "bad", "shared", (2, 2, 4)),
        ("Tajikistan", "bad", "all", (6, 6, 6)), ("Tajikistan", "both", "all", (5, 6, 6)), ("Tajikistan", "very bad", "all", (5, 5, 6)),
        ("Tajikistan", "balance", "families", (4, 4, 5)),
    ],
)  # fmt: skip
def test_places_of_the_neighbours(country, reading, rows, places):
    assert rank(country, reading, rows) == places
    view = rank_view(country, reading, rows)
    bar = figure_dict(view.panels[0].figure)["data"][0]
    names = [note["text"] for note in figure_dict(view.panels[0].figure)["layout"]["annotations"]]
    assert len([name for name in names if name]) == places[2]
    shown = [float(text) for text in bar["text"] if text]
    # the balance counts good answers less bad ones, so its least welcome row is the lowest
    assert shown == sorted(shown, reverse=reading != "balance")


def test_the_balance_has_one_sign_in_explorer_and_exercise():
    # good and very good less bad and very bad, by hand
    assert unit_14.scores("Tajikistan", "balance").loc["Family of Uzbeks", "score"] == pytest.approx(14.3 + 31.7 - 8.1 - 2.4)
    readout = rank_view("Kyrgyzstan", "balance", "all").readout
    assert list(readout.iloc[3])[1:] == ["3 or 4", "-0.3"]


def test_the_sentence_of_the_text_holds_fails_and_stays_open():
    said = {reading: rank_view("Kyrgyzstan", reading, "all").sentence for reading in unit_14.READINGS}
    assert said["bad"].endswith("the sentence holds by this reading.")
    assert said["very bad"].endswith("the sentence does not hold.")
    assert said["balance"].endswith("one cannot tell.")
    assert all("neither confirmed nor refused" in rank_view("Tajikistan", reading, "all").sentence for reading in unit_14.READINGS)


@pytest.mark.parametrize(
    ("ratio", "months", "first", "second", "change", "said"),
    [
        (100, CALENDAR, 23, 10, -56.5, "This is the fall of the text"), (50, CALENDAR, 46, 10, -78.3, "larger than 57 percent"),
        (200, CALENDAR, 11.5, 10, -13.0, "smaller than 57 percent"), (230, CALENDAR, 10, 10, 0, "Nothing is left"),
        (250, CALENDAR, 9.2, 10, 8.7, "Then incidents rose"), (230, TWELVE, 10, 30 / 2.75, 9.1, "Then incidents rose"),
    ],
)  # fmt: skip
def test_incidents_on_one_yardstick(ratio, months, first, second, change, said):
    assert compared(ratio, months) == pytest.approx((first, second, change), abs=0.05)
    view = incident_view(ratio, months)
    assert said in view.sentence
    heights = [bar["y"][0] for bar in figure_dict(view.panels[0].figure)["data"] if bar["type"] == "bar"]
    assert heights == pytest.approx([first, second])


def test_highest_share():
    for question, _ in every("highest-share"):
        good, better, bad, worse = TABLE[row_of(question)[0]][row_of(question)[1]]
        rest = 100 - good - better - bad - worse
        assert question.answer == pytest.approx(bad + worse + rest)
        assert mark(question, f"{rest:.1f}").fraction == 0


def test_who_stands_before_whom():
    by_hand = [0, 1, 1, 2, 0, 1, 0, 0, 2]
    for question, values in every("who-stands-before-whom"):
        assert right_places(question) == [by_hand[values["case"]]], values


def test_fall_on_one_yardstick():
    for question, values in every("fall-on-one-yardstick"):
        # the fall from 2300 / ratio to 10
        assert question.answer == pytest.approx(100 - values["ratio"] * 10 / 23)
        assert mark(question, "56.5").fraction == 0


def test_total_from_averages():
    for question, values in every("total-from-averages"):
        assert question.blanks["total"].answer == pytest.approx(69 + 20 + 10 * values["months"] / 12)
        assert [option.text for option in question.blanks["meaning"].options if option.correct] == ["a reading of the averages as yearly is possible"]


def test_what_would_show_an_effect():
    question = drawn("what-would-show-an-effect")
    right = [question.options[place].text for place in right_places(question)]
    assert len(right) == 2
    assert "register" in right[0]
    assert "without activities" in right[1]


def test_both_negative_answers():
    for question, _ in every("both-negative-answers"):
        country, name = row_of(question)
        assert question.answer == pytest.approx(TABLE[country][name][3])
        assert mark(question, f"{sum(TABLE[country][name][2:]):.1f}").fraction == 0


def test_extortion_of_pupils():
    for question, values in every("extortion-of-pupils"):
        assert question.answer == pytest.approx(12 + 39 * values["part"] / 100)


def test_chain_of_a_proposal():
    order = [item.text for item in drawn("chain-of-a-proposal").items]
    assert [("works" in order[0]), ("learns" in order[1]), ("accepts" in order[2]), ("Animosity" in order[3]), ("Peace" in order[4])] == [True] * 5


def test_proposals_and_challenges():
    printed = load("14-solutions").drop_duplicates("challenge").set_index("challenge")["solution"]
    pairs = {pair.text: pair.match for pair in drawn("proposals-and-challenges").pairs}
    assert printed["animosities"].split()[0] == pairs["Animosities"].split()[0]
    assert printed["ethnicity and nationalism"].split()[:2] == pairs["Ethnicity and nationalism"].split()[:2]
    assert "mediators" in printed["risky behaviour"]
    assert "settle" in pairs["Risky behaviour"]
    assert "classes" in pairs["Loss of a common language"]
    assert not load("14-solutions")["solution"].str.contains("class").any()


def test_what_was_looked_at():
    # 0 youth, 1 a place, 2 people who were met, 3 nobody: by the notes of lines 14472-14487 and 14582-14585
    by_hand = {2: 1, 3: 1, 4: 0, 5: 0, 6: 2, 9: 0, 11: 3, 15: 0, 16: 0, 22: 3, 24: 3, 25: 2}
    for question, values in every("what-was-looked-at"):
        assert right_places(question) == [by_hand[values["place"]]], (values, plain(question.stem))


def test_no_study_no_problem():
    question = drawn("no-study-no-problem")
    assert question.answer is False
    (right,) = [reason.text for reason in question.reasons if reason.correct]
    assert "nothing to compare" in right
