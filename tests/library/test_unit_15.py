"""Unit 15: answers, explorers and quiz keys, worked out by hand from the lines of the source."""

import itertools

import pytest
from banks import right_text, versions_of
from postsoviet import load
from postsoviet.exercises.unit_15 import EXERCISES
from postsoviet.explore.unit_15 import (
    BREAKS, COLUMNS, FORMS, KEEPS, OPEN, OWN, SHORT, cell_counts, conditions, conditions_view, dollars_by_year, group_sizes,
    joint_limits, release, release_view, share_of_criticism, status, themes_of_both,
)  # fmt: skip
from postsoviet.quiz.bank import load as load_bank
from postsoviet.quiz.draws import draw_one
from postsoviet.quiz.marking import mark
from postsoviet.quiz.text import plain

BANK = load_bank("15")
every, _ = versions_of("15")
BY_ID = {exercise.id: exercise for exercise in EXERCISES}
#: Lines 15697-15742 and 15832-16324, read by hand: equal status, common goal, cooperation, authority sanction.
BY_HAND = {
    "Nansen": ["met", "met", "met", "not stated"],
    "Israeli-Palestinian": ["not stated", "not stated", "not stated", "not met"],
    "Tekali": ["met", "met", "met", "not met"],
    "Dialogues of the interviews": ["not met", "little evidence", "not met", "not met"],
}


# exercises


def test_the_answers_by_hand():
    said = {case: sum(word != "not stated" for word in row) for case, row in BY_HAND.items()}
    assert said == {"Nansen": 3, "Israeli-Palestinian": 1, "Tekali": 4, "Dialogues of the interviews": 4}
    assert BY_ID["15-speaking-cells"].judge(said).passed
    # selection 2 of 5, insensitivity 5 of 6, sanction 2 of 2, sustainability 4 of 5, funding 2 of 2, follow-up 4 of 4
    participants = 100 * (2 + 5 + 2 + 4 + 2 + 4) / (5 + 6 + 2 + 5 + 2 + 4)
    organisers = 100 * (0 + 0 + 3 + 1 + 2 + 1) / (1 + 1 + 5 + 2 + 2 + 1)
    assert BY_ID["15-shared-themes"].judge([participants, organisers]).passed
    assert BY_ID["15-shared-themes"].judge([79.2, 58.3]).passed and not BY_ID["15-shared-themes"].judge([67.6, 58.3]).passed
    # 12 + 14 = 26 for 22 people
    assert BY_ID["15-limits"].judge([0, 3, 26 - 22, 12]).passed
    codes = dict(zip("ABCDEFG", ["fair", "more", "side", "fair", "side", "more", "fair"]))
    words = {"fair": "fair", "side": "takes a side", "more": "says more than the source"}
    assert BY_ID["15-fair-sentences"].judge({name: words[code] for name, code in codes.items()}).passed


def test_each_mistake_has_its_own_sentence():
    for exercise in EXERCISES:
        for mistake in exercise.mistakes:
            verdict = exercise.judge(mistake.answer())
            assert verdict.status == "wrong" and verdict.why == mistake.why, exercise.id


# cases and conditions


def test_the_cases_by_hand():
    second = conditions("second")
    assert second == ["equal status", "common goal", "cooperation", "authority sanction"]
    assert {SHORT[case]: [status(case, one) for one in second] for case in SHORT} == BY_HAND
    assert sum(cell_counts().values()) == 12
    # only the dialogues of the interviews are said to have had competition, 15414-15416
    assert [case for case in SHORT if status(case, "absence of competition") != "not stated"] == [OWN]


@pytest.mark.parametrize(
    ("which", "silence", "outcome", "silent", "words", "apart"),
    [
        ("second", "open", "lasting", 4, "not tested", "No condition divides"),
        ("second", "not", "lasting", 4, "By this reading of silence, there is success in Nansen although authority sanction is not met: this speaks against", "No condition divides"),
        ("second", "met", "lasting", 4, "fits the claim", "Authority sanction divides"),
        ("second", "not", "meetings", 4, "speaks against", "Equal status and cooperation divide"),
        ("second", "met", "meetings", 4, "There is success in Tekali although authority sanction is not met", "No condition divides"),
        ("first", "open", "lasting", 6, "absence of competition and authority sanction the text is silent", "No condition divides"),
    ],
)
def test_the_conclusion_by_hand(which, silence, outcome, silent, words, apart):
    sentence = conditions_view(which, silence, outcome).sentence
    assert sentence.startswith(f"{silent} of 16 cells are silent.") and words in sentence and apart in sentence


def test_tekali_as_a_success_speaks_against_the_claim_in_every_reading():
    for which, silence in itertools.product(["first", "second"], ["open", "not", "met"]):
        assert "speaks against" in conditions_view(which, silence, "meetings").sentence
    read = {silence: conditions_view("second", silence, "lasting").sentence for silence in ("open", "not", "met")}
    assert len(set(read.values())) == 3


# the people


def test_group_sizes_by_hand():
    # lines 16596-16679, counted one attribute at a time
    assert group_sizes("side") == {"Armenia": 9, "Azerbaijan": 9, "elsewhere": 4}
    assert group_sizes("role") == {"both": 3, "organiser": 7, "participant": 12}
    assert group_sizes("mark") == {"no mark": 14, "pseudonym": 8}


def test_no_entry_has_two_attributes():
    rows = load("15-interviewees")
    assert not rows["entry"].duplicated().any()
    assert {"line", "name", "sex"}.isdisjoint(rows.columns)
    assert {"country", "side", "nationality"}.isdisjoint(load("15-statements").columns)


def test_limits_hold_for_every_way_to_place_two_groups():
    for total, one, two in itertools.product([6], range(7), range(7)):
        places = range(total)
        found = {len({*first} & {*range(two)}) for first in itertools.combinations(places, one)}
        assert joint_limits(one, two, total=total) == (min(found), max(found))


@pytest.mark.parametrize(
    ("rule", "merge", "apart", "broken", "unclear"), [(3, False, 7, 0, 4), (4, False, 3, 4, 1), (4, True, 7, 0, 4), (5, False, 1, 6, 0), (5, True, 3, 4, 1)]
)  # fmt: skip
def test_the_release_by_hand(rule, merge, apart, broken, unclear):
    sentence = release_view(rule, merge).sentence
    assert sentence.startswith(f"Separate columns keep a rule of {rule} in {apart} of 7 tables")
    assert f"As one row a person, {broken} break it for sure, and {unclear} cannot be told." in sentence


def test_a_joined_table_is_never_surer_than_its_columns():
    for rule, merge, attributes in itertools.product([3, 4, 5], [False, True], COLUMNS):
        apart, joined = (release(attributes, rule, merge)[form][0] for form in FORMS)
        assert joined == apart if len(attributes) == 1 else (apart, joined) in {(KEEPS, OPEN), (BREAKS, BREAKS)}


# statements and money


def test_shares_by_hand():
    # participants 23 critical, 5 suggestions, 6 praise; organisers 7 critical, 3 suggestions, 2 observations
    assert share_of_criticism("participant") == pytest.approx(2300 / 34)
    assert share_of_criticism("organiser", "no suggestions") == pytest.approx(700 / 9)
    assert share_of_criticism("organiser", "criticism and praise") == 100
    assert share_of_criticism("participant", "criticism and praise") == pytest.approx(2300 / 29)
    assert len(themes_of_both()) == 6 and "friendship" not in themes_of_both()


def test_money_by_year_by_hand():
    assert dollars_by_year().to_dict() == {"EPNK": 5_800_000 / 4, "CRISP": 61_000, "Imagine": 800_000 / 5}


# quiz


def test_cells_and_themes_by_hand():
    words = {"met": "was fulfilled", "not met": "was lacking", "not stated": "is silent", "little evidence": "hardly a sign"}
    long = {name: SHORT[name] for name in SHORT}
    columns = conditions("second")
    for question, drawn in every("what-a-cell-says"):
        assert words[BY_HAND[long[drawn["case"]]][columns.index(drawn["condition"])]] in right_text(question)
    themes = ["Equal", "Equal", "Cooperation", "Authority", "Authority", "Authority", "Authority", "A common"]
    for question, drawn in every("theme-and-condition"):
        assert right_text(question).startswith(themes[drawn["item"]])


def test_numbers_by_hand():
    counts = {"participant": (23, 5, 0, 6), "organiser": (7, 3, 2, 0), "author": (6, 5, 8, 1),
              "other author or expert": (3, 2, 8, 0), "respondents together": (8, 2, 2, 1)}  # fmt: skip
    for question, drawn in every("share-of-criticism"):
        critical, suggested, observed, praised = counts[drawn["speaker"]]
        whole = critical + observed + praised + (suggested if drawn["base"] == "all" else 0)
        assert question.answer == pytest.approx(100 * critical / whole)
    pairs = [(12, 14), (9, 14), (7, 8), (10, 14), (13, 14)]
    for question, drawn in every("limits-of-a-cell"):
        one, two = pairs[drawn["pair"]]
        assert question.answer == (min(one, two) if drawn["end"] == "largest" else max(0, one + two - 22))
    years = {("both ends", 0): 4, ("difference", 0): 3, ("both ends", 1): 4, ("difference", 1): 3, ("both ends", 2): 5,
             ("difference", 2): 4, ("both ends", 3): 1, ("both ends", 4): 1}  # fmt: skip
    sums = [4_700_000, 5_800_000, 800_000, 50_000, 61_000]
    versions = every("money-by-year")
    assert {(drawn["reading"], drawn["row"]) for _, drawn in versions} == set(years)
    for question, drawn in versions:
        assert question.answer == pytest.approx(sums[drawn["row"]] / years[drawn["reading"], drawn["row"]])
    assert mark(draw_one(BANK, BANK.question("money-by-year"), {"row": 1, "reading": "both ends"}).question, "1,450,000").right


def test_fixed_keys_by_hand():
    right = {"four-cases-prove": {1}, "what-a-count-counts": {1, 3}, "safe-to-publish": {1, 2}}
    for name, places in right.items():
        for question, _ in every(name):
            options = question.reasons if question.type == "true-false" else question.options
            assert {place for place, option in enumerate(options) if option.correct} == places
    assert every("four-cases-prove")[0][0].answer is False
    speakers = ["Abasov"] * 4 + ["International Crisis Group"]
    for question, drawn in every("fair-figure"):
        assert speakers[drawn["row"]] in right_text(question)
        assert sum("report" in plain(option.text) for option in question.options) == 2
    places = [[option.correct for option in question.options].index(True) for question, _ in every("fair-figure")]
    assert {*places} == {0, 1, 2, 3}
    pairs = {plain(pair.text): plain(pair.match) for pair in every("case-and-evidence")[0][0].pairs}
    assert "one is denied" in pairs["Tekali"] and "left without a word" in pairs["Nansen"]
    assert every("slips-in-the-sample")[0][0].blanks["sum"].answer == 23
