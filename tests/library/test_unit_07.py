"""Unit 7: answers, explorers and quiz keys, worked out by hand from the lines of the source."""

import itertools

import pytest
from banks import right_text, versions_of
from postsoviet import load
from postsoviet.descriptor import open_package
from postsoviet.errors import CourseError
from postsoviet.exercises.unit_07 import EXERCISES
from postsoviet.explore.unit_07 import (
    EVIDENCE, OUR_READINGS, POINTS, RELATIONS, STATEMENTS, TYPE_OF_KIND, agreement, ending, event, evidence, together, year_limits,
    years_between,
)  # fmt: skip
from postsoviet.quiz.bank import load as load_bank
from postsoviet.quiz.draws import draw_one
from postsoviet.quiz.marking import mark
from postsoviet.quiz.text import plain
from postsoviet.sourcing import read_sources

BANK = load_bank("07")
every, _ = versions_of("07")
BY_ID = {exercise.id: exercise for exercise in EXERCISES}
#: Lines 7956-8017, read by hand: both positions, and whether the course filled a cell.
AGREED = {
    "Obedience to the regime", "Conservative values", "Suppression of the opposition", "Sovereignty as the main goal", "Western influence",
}  # fmt: skip
DISPUTED = {"Religion as a subject in secular schools", "Talks of imams with couples"}


# exercises


def test_years_by_hand():
    # 1990-1999 to 2014; 1996 to 1990-1999
    assert list(BY_ID["07-years"].answer()) == [15, 24, -6, 3]
    assert BY_ID["07-years"].judge([15, 24, -6, 3]).passed


def test_who_acts_by_hand():
    # 7721 "was banned"; 7757-7758 state television; 7782 "were filed"; 7761 "have moved"; 7767 "are banned"
    by_hand = {"k01": "no actor named", "k02": "state body named", "k03": "no actor named",
               "k04": "artists themselves", "k05": "no actor named"}  # fmt: skip
    assert BY_ID["07-who-acts"].judge(by_hand).passed
    assert set(by_hand) == set(load("07-cultural-cases")["case"])
    assert not BY_ID["07-who-acts"].judge(by_hand | {"k02": "no actor named"}).passed


def test_agreement_in_print_by_hand():
    assert BY_ID["07-agreed-in-print"].judge(AGREED | {"Polygamy"}).passed
    assert not BY_ID["07-agreed-in-print"].judge(AGREED).passed


def test_the_weight_by_hand():
    # 0.35 * 40 = 14; 60 - 14 = 46; 46 / 0.65
    assert BY_ID["07-weight"].judge(70.8).passed and not BY_ID["07-weight"].judge(71.0).passed
    assert BY_ID["07-weight"].answer() == pytest.approx(4600 / 65)


def test_each_mistake_has_its_own_sentence():
    for exercise in EXERCISES:
        for mistake in exercise.mistakes:
            verdict = exercise.judge(mistake.answer())
            assert verdict.status == "wrong" and verdict.why == mistake.why, exercise.id


# dates


def test_a_decade_is_a_range():
    assert year_limits("The doctrine begins") == (1990, 1999) and year_limits("Islam Karimov dies") == (2016, 2016)
    assert years_between("The doctrine begins", "Protests") == (-7, 2)
    assert years_between("Protests", "Kamolot and its counterpart") == (4, 4)
    assert years_between("Islam Karimov dies", "Universities and lyceums") == (0, 1)


def test_the_way_back_is_the_way_with_other_signs():
    starts = ["Protests", "The doctrine begins", "Pan-Turkism", "Kamolot and its counterpart"]
    for first, second in itertools.permutations(starts, 2):
        fewest, most = years_between(first, second)
        assert years_between(second, first) == (-most, -fewest) and fewest <= most


def test_an_unclear_event_is_refused():
    with pytest.raises(CourseError, match="exactly one"):
        event("Press report")


# explorers


@pytest.mark.parametrize(
    ("unit", "polygamy", "readings", "agree", "differ", "word"),
    [
        ("issues", "practice", "keep", 6, 4, "allies"),
        ("issues", "official", "drop", 6, 2, "allies"),
        ("issues", "practice", "drop", 5, 3, "allies"),
        ("points", "practice", "keep", 3, 3, "neither"),
        ("points", "practice", "drop", 2, 3, "rivals"),
        ("points", "official", "drop", 3, 2, "allies"),
    ],
)
def test_the_piles_by_hand(unit, polygamy, readings, agree, differ, word):
    sentence = agreement(unit, polygamy, readings).sentence
    assert sentence.startswith(f"They agree on {agree} and differ on {differ} of {agree + differ} ")
    assert word in sentence.split(". ")[1]


def test_only_one_count_makes_rivals_and_the_pattern_never_changes():
    states = list(itertools.product(["issues", "points"], ["practice", "official"], ["keep", "drop"]))
    rivals = [state for state in states if "rivals" in agreement(*state).sentence]
    assert rivals == [("points", "practice", "drop")]
    for _, polygamy, _ in states:
        assert all(together(issue, polygamy) == "Agree" for issue in AGREED)
        assert all(together(issue, polygamy) == "Differ" for issue in DISPUTED)


def test_the_points_are_those_of_the_text():
    matrix = load("07-position-matrix")
    assert set(POINTS) == set(matrix["issue"]) and set(OUR_READINGS) <= set(POINTS)
    disputes = {point for issue, point in POINTS.items() if "dispute" in point}
    # the text numbers its disputes up to the third
    assert len(disputes) == 3 and {POINTS[issue] for issue in DISPUTED} < disputes


@pytest.mark.parametrize(
    ("nature", "hedged", "indirect", "end", "doubt", "unclear"),
    [
        ("all", "keep", "keep", 11, 2, 3),
        ("all", "drop", "keep", 7, 1, 1),
        ("all", "drop", "drop", 6, 1, 0),
        ("seen", "keep", "keep", 6, 0, 1),
        ("seen", "drop", "drop", 4, 0, 0),
        ("said", "drop", "drop", 2, 1, 0),
    ],
)
def test_the_evidence_by_hand(nature, hedged, indirect, end, doubt, unclear):
    sentence = ending(nature, hedged, indirect).sentence
    assert f": {end} point" in sentence and f", {doubt} raise{'s' if doubt == 1 else ''} a doubt, {unclear} " in sentence


def test_a_stricter_filter_never_adds_a_doubt():
    for nature in ("all", "seen", "said"):
        loose, strict = (ending(nature, hedged, "keep").sentence for hedged in ("keep", "drop"))
        doubts = [int(sentence.split(" raise")[0].split()[-1]) for sentence in (loose, strict)]
        assert doubts[1] <= doubts[0]
    assert "sounds surer" in ending("all", "drop", "keep").sentence
    assert "not certain" in ending("all", "keep", "keep").sentence


def test_the_evidence_carries_the_caution_of_the_data_sets():
    table = evidence().set_index("id")
    hedged = {row.Index for row in table.itertuples() if row.hedged == "yes"}
    # "text": that the new president seems to be interested in civil servants with such skills, 8026
    assert hedged == {"c30", "c21", "c25", "c14", "c22", "c24", "text"}
    assert len(table) == len(EVIDENCE) + len(STATEMENTS)


def test_links_and_types_cover_the_text():
    assert set(load("07-institutions")["kind"]) == set(TYPE_OF_KIND)
    both = [(start, end) for start, end, *_ in RELATIONS]
    assert [pair for pair in set(both) if both.count(pair) == 2] == [("Official Islam", "The doctrine")]


def test_the_statements_stand_in_their_lines(sources_folder):
    source = read_sources(open_package(), sources_folder)["07"]
    words = {"8038-8040": "debate", "8026-8028": "seems", "8028-8030": "obedience", "8060-8062": "vanishing"}
    for *_, lines in STATEMENTS:
        first, last = map(int, lines.split("-"))
        text = " ".join(source.line(line) for line in range(first, last + 1))
        assert words[lines] in text


# quiz


def test_which_came_first_by_hand():
    open_pairs = 0
    years = {"Protests": 1992, "Rustam": 1995, "Kamolot": 1996, "The doctrine becomes": 2004}
    ranges = {"The doctrine begins": (1990, 1999), "Pan-Turkism": (1990, 1993), "The country": (1995, 1999)}
    for question, drawn in every("which-came-first"):
        low, high = next(value for start, value in ranges.items() if drawn["first"].startswith(start))
        year = next(value for start, value in years.items() if drawn["second"].startswith(start))
        expected = "first row came" if high < year else "second row came" if year < low else "leave open"
        assert expected in right_text(question)
        open_pairs += expected == "leave open"
    assert open_pairs == 6


def test_what_a_date_dates_by_hand():
    expected = ["for the event itself"] * 3 + ["A source on it"] * 4 + ["as far as we can read"] * 3
    for question, drawn in every("what-a-date-dates"):
        assert expected[drawn["item"]] in right_text(question)


def test_types_and_speakers_by_hand():
    types = {"Republican Center for Spiritual Propaganda": "watches", "O'zbek Konsert": "watches", "Security services (SNB)": "watches",
             "Deputy rectors for ideology": "watches", "Kamolot": "organises", "Erk": "outside", "Internet preachers": "outside"}  # fmt: skip
    for question, drawn in every("type-of-actor"):
        assert types.get(drawn["name"], "teaches") in right_text(question)
    speakers = dict.fromkeys(["c02", "c04", "c28"], "author himself") | dict.fromkeys(["c03", "c05", "c13"], "scholar")
    speakers |= dict.fromkeys(["c06", "c07", "c08", "c20"], "official") | dict.fromkeys(["c15", "c16", "c19"], "clergy")
    for question, drawn in every("who-says-it"):
        assert speakers[drawn["id"]] in right_text(question)


def test_counts_and_totals_by_hand():
    counts = {("practice", "keep", "all"): 6, ("practice", "drop", "all"): 5, ("official", "keep", "all"): 7, ("official", "drop", "all"): 6,
              ("practice", "keep", "daily"): 1, ("practice", "drop", "daily"): 0, ("official", "keep", "daily"): 2,
              ("official", "drop", "daily"): 1}  # fmt: skip
    for question, drawn in every("count-agreement"):
        assert question.answer == counts[drawn["polygamy"], drawn["readings"], drawn["area"]]
    question = draw_one(BANK, BANK.question("weighted-total"), {"doctrine": 10, "others": 60}).question
    assert question.answer == pytest.approx(42.5) and mark(question, "42.5").right
    assert [miss.value for miss in question.near_misses] == pytest.approx([27.5, 35, 3.5])


def test_fixed_keys_by_hand():
    right = {
        "missing-doer": {2}, "what-the-ratio-shows": {2}, "keep-the-caution": {0, 2}, "a-number-of-one-journalist": {0, 2},
    }  # fmt: skip
    for name, places in right.items():
        question = every(name)[0][0]
        options = question.reasons if question.type == "true-false" else question.options
        assert {place for place, option in enumerate(options) if option.correct} == places
    assert every("missing-doer")[0][0].answer is False
    pairs = {plain(pair.text): plain(pair.match) for pair in every("printed-links")[0][0].pairs}
    assert "no link" in pairs["O'zbek Konsert and the Republican Center"] and "disputes" in pairs["Official Islam and the doctrine"]
