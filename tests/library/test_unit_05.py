"""Unit 5: answers written out by hand from the lines of the text, and every key worked out another way."""

import re

import pytest
from banks import right_set, versions_of
from postsoviet import load
from postsoviet.charts.figure import figure_dict
from postsoviet.exercises import check
from postsoviet.exercises.unit_05 import EXERCISES
from postsoviet.explore import unit_05
from postsoviet.explore.unit_05 import ANSWERS, counts, mosque_and_media, trust_readings, videos_by_year
from postsoviet.quiz.keys import key_of
from postsoviet.quiz.marking import mark
from postsoviet.quiz.text import plain

every, _ = versions_of("05")
#: Day of posting by footnote, read from lines 3595-4996; two footnotes print no day.
POSTED = {
    2: "2016-05-02", 20: "2017-01-08", 38: "2017-06-15", 39: "2016-10-12", 40: "2016-04-16", 41: "2016-06-23",
    42: "2015-02-06", 43: "2016-05-14", 44: "2016-05-31", 55: None, 56: None, 65: "2014-11-17", 66: "2016-12-20",
    80: "2014-04-23", 84: "2016-01-29",
}  # fmt: skip
PLACE_OF = {38: "Qobustan", 39: "Shirvan", 40: "Ganja", 41: "Quba", 42: "Ukraine", 43: "Tyumen"}
OF_U3 = {38, 40, 41, 44}
#: Footnotes of news organisations (55, 56, 65) and of outlets of the community (66, 84).
OF_ORGANISATIONS = {55, 56, 65, 66, 84}


def per_year(footnotes, undated_in=None) -> list[int]:
    """Count footnotes by year, 2014 to 2017."""
    years = [(POSTED[note] or undated_in or "none")[:4] for note in footnotes]
    return [years.count(str(year)) for year in range(2014, 2018)]


# exercises


ANSWER = {
    # lines 4073-4110 and 4146-4151
    "05-sections": {
        "Sects": "not stated", "Topics": "both", "Writings": "written", "Fatwas": "not stated", "Sermons": "not stated",
        "Inquiries": "both", "Questions and answers": "spoken",
    },
    "05-without-one-account": [2, 1, 5, 1],
    "05-more-trust": [18, 52],
    # lines 4499-4501, 4531-4535, 4912-4923, 3772-3775, 4275-4279, 4812-4820
    "05-who-says": {
        "A": "an anonymous analyst", "B": "Bedford", "C": "the leader", "D": "general agreement", "E": "the author",
        "F": "Salaf News",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWER)
def test_the_answer_read_from_the_text_passes(name):
    assert check(name, ANSWER[name]).passed


def test_there_is_an_answer_for_every_exercise_and_one_slip_fails():
    assert {exercise.id for exercise in EXERCISES} == set(ANSWER)
    assert not check("05-sections", ANSWER["05-sections"] | {"Fatwas": "written"}).passed
    assert not check("05-without-one-account", [2, 1, 6, 1]).passed
    assert not check("05-more-trust", [18, 51]).passed
    assert not check("05-who-says", ANSWER["05-who-says"] | {"F": "the author"}).passed


def test_the_count_without_one_account_is_that_of_the_footnotes():
    assert per_year(set(POSTED) - OF_U3) == ANSWER["05-without-one-account"]


# explorers and charts


@pytest.mark.parametrize(
    ("which", "undated", "footnotes"),
    [
        ("all", "left out", set(POSTED)),
        ("journeys", "left out", set(PLACE_OF)),
        ("others", "2014", set(POSTED) - set(PLACE_OF)),
        ("users", "left out", set(POSTED) - OF_ORGANISATIONS),
        ("organisations", "2014", OF_ORGANISATIONS),
    ],
)
def test_a_choice_of_videos_is_counted_as_by_hand(which, undated, footnotes):
    undated_in = None if undated == "left out" else undated
    table = counts(which, undated)
    assert list(table.sum(axis=1))[:4] == per_year(footnotes, undated_in)
    lost = 0 if undated_in else sum(POSTED[note] is None for note in footnotes)
    assert table.sum(axis=1).iloc[4] == lost
    told = [int(number) for number in re.findall(r"(?:\d{4}|printed) (\d+)", videos_by_year(which, undated).panels[0].alt)]
    assert told == [*per_year(footnotes, undated_in), lost]


def test_the_choice_changes_the_highest_year():
    assert "highest year is 2016" in videos_by_year("all", "left out").sentence
    assert "2014 and 2016 are level" in videos_by_year("others", "2014").sentence
    assert "now 2014" in videos_by_year("organisations", "2014").sentence


def test_the_drawing_has_as_many_squares_as_the_sentence_counts():
    for which, _ in unit_05.WHICH:
        for undated, _ in unit_05.PLACING:
            view = videos_by_year(which, undated)
            squares = sum(sum(x is not None for x in trace["x"]) for trace in figure_dict(view.panels[0].figure)["data"])
            assert squares == int(view.sentence.split()[0])


def test_statements_on_trust_fall_where_arithmetic_says():
    def fallen(fully, courts):
        return [place for place, said in enumerate(trust_readings(fully, courts).readout["Under this reading"]) if said == "falls"]

    assert fallen(0, "low") == fallen(10, "high") == []  # 42 percent are fewer than half
    assert fallen(20, "high") == fallen(50, "low") == [0]  # 82 percent are fewer than 84
    assert fallen(60, "high") == [0, 2]  # 92 percent are more than 84
    assert fallen(0, "sum") == [3]  # 33 percent are more than 32
    assert "92, courts 22, president 84" in trust_readings(60, "high").sentence
    assert "52 points ahead" in trust_readings(0, "low").panels[0].finding
    assert "police are 8 points ahead" in trust_readings(60, "low").panels[0].finding


def test_the_spans_hold_the_dates_of_the_text():
    rows = {label: (start, end) for label, start, end, _ in mosque_and_media()}
    assert rows["Abu Bakr mosque"] == ("1997", "2008")
    assert rows["Recordings sold around the mosque"] == ("1997", "2008")
    assert rows["Site of the mosque"] == ("2003", None)
    assert rows["Written answers in its forum"] == ("2003", "2016")
    assert rows["Salaf News"] == ("2014", None)
    assert rows["Cited videos, first to last"] == ("2014-04-23", "2017-06-15")


def test_every_restriction_has_its_marks_and_nine_are_answered_in_media():
    assert list(ANSWERS) == list(load("05-restrictions")["restriction"])
    kinds = (unit_05.OWN, unit_05.PRESS, unit_05.PEOPLE, unit_05.APPEAL)
    own, press, people, appeal = kinds
    # read from lines 3715-3729, 3821-3825, 3979-4009, 4176-4215, 4268-4279, 4408-4627
    assert [set(marks) for marks in ANSWERS.values()] == [
        {people}, {own}, set(), {press, appeal}, set(kinds), {own}, {own, press}, {press}, {own, press}, {own, press, appeal}, {own},
    ]
    assert sum(bool(set(marks) & {own, press}) for marks in ANSWERS.values()) == 9
    assert [sum(kind in marks for marks in ANSWERS.values()) for kind in kinds] == [7, 6, 2, 3]


# quiz


def test_the_voice_of_a_platform_is_the_one_read_from_the_text():
    spoken = {"CDs around the mosque", "Radio and regional television", "YouTube channels owned by Salafis",
              "fatvalar.com on YouTube", "Mixlr"}
    silent = {"islamevi.az", "Qamet.com", "Secular press on the internet"}
    seen = set()
    for question, drawn in every("voice-of-a-platform"):
        name = drawn["platform"]
        assert right_set(question) == ({1} if name in spoken else {3} if name in silent else {2})
        seen.add(name)
    assert seen == spoken | silent | {"Salaf News"}


def test_the_share_of_an_account():
    own = {"u1": 1, "u2": 2, "u3": 4, "u4": 1, "u5": 1, "u6": 1}
    size = {"all cited videos": 15, "all videos of users": 10, "all videos with a printed day": 13}
    for question, drawn in every("share-of-an-account"):
        bases = [size[drawn["base"]], *(number for name, number in size.items() if name != drawn["base"])]
        shares = [100 * own[drawn["account"]] / base for base in bases]
        assert question.answer == pytest.approx(shares[0])
        assert sorted(miss.value for miss in question.near_misses[:2]) == pytest.approx(sorted(shares[1:]))


def test_a_day_of_posting_is_no_day_of_a_meeting():
    footnote = {place: note for note, place in PLACE_OF.items()}
    for question, drawn in every("day-of-a-journey"):
        assert POSTED[footnote[drawn["place"]]] in plain(question.stem)
        assert question.answer is ("posted" in drawn["happened"])
        assert right_set(question) == {2}
    for question, drawn in every("marks-in-the-text"):
        assert drawn["place"] != "Tyumen"  # its mark stands half a sentence later
        assert f"Footnote {footnote[drawn['place']]} belongs" in question.options[1].text
        assert right_set(question) == {1}


def test_numbers_on_trust_and_attendance():
    for question, drawn in every("trust-needed"):
        level = drawn["level"]
        assert question.answer == level - 32
        assert [miss.value for miss in question.near_misses] == pytest.approx([level, (level - 32) / 0.32, level - 22, level + 32])
    for question, drawn in every("base-of-attendance"):
        blanks = question.blanks
        assert blanks["low"].answer == pytest.approx(700_000 / drawn["members"])
        assert blanks["high"].answer == pytest.approx(800_000 / drawn["members"])
        assert blanks["high"].answer < 100
        assert [option.correct for option in blanks["direction"].options] == [False, False, True]


def test_who_makes_a_statement():
    rows = load("05-claims")
    # the second half of the statement on the devaluation is the author's reading of the sermon
    said = rows["statement"].str.split(";").str[0].str.replace("al-Jami", "al-Jami, a Salafi sheikh")
    speaker = dict(zip(said, rows["who_says"], strict=True))
    assert not any("by implication" in plain(pair.text) for question, _ in every("who-makes-the-statement") for pair in question.pairs)
    who = {
        "the author of the chapter, as an argument of his own": "the author",
        "the leader of the community, in a source that is quoted": "the leader as the author gives it",
        "another scholar, in a study that is cited": "Bedford",
        "one person who stays anonymous, in an interview": "an anonymous political analyst",
    }
    for question, _ in every("who-makes-the-statement"):
        assert {plain(pair.text): who[pair.match] for pair in question.pairs} == {
            plain(pair.text): speaker[plain(pair.text)] for pair in question.pairs
        }


def test_the_order_of_events():
    beginnings = {"Arab students": 1987, "The Abu Bakr mosque is": 1997, "Site of the": 2003, "The authorities": 2008,
                  "Demonstrations": 2010, "Salaf News": 2014, "Written answers": 2016}
    for question, _ in every("order-of-events"):
        years = [next(year for start, year in beginnings.items() if item.text.startswith(start)) for item in question.items]
        key = key_of(question)
        assert mark(question, key).right
        assert [item.by for item in question.items] == years == sorted(years)


def test_the_questions_without_versions():
    media = every("media-before-the-closure")[0][0]
    assert right_set(media) == {0, 2}
    assert "2015" in media.options[3].text and "2003" in media.options[0].text
    assert right_set(every("fair-sentence")[0][0]) == {3}
    word = every("word-of-the-author")[0][0]
    assert mark(word, "salafi").right and not mark(word, "Wahhabi").right
    opened = every("blame-on-individuals")[0][0]
    assert sum(line.points for line in opened.rubric) == 4
    assert "2014" in plain(opened.stem) and "84" in plain(opened.sample)
