"""Unit 10: exercises, explorers and quiz, against sums and lists written out by hand from the source lines."""

import math
import re
from itertools import combinations

import pytest
from banks import right_places, versions_of

from postsoviet import load
from postsoviet.charts.figure import figure_dict
from postsoviet.exercises import check
from postsoviet.explore import unit_10
from postsoviet.explore.unit_10 import money_view, overlap_view, pupils_a_school
from postsoviet.quiz.marking import mark
from postsoviet.quiz.text import plain

every, drawn = versions_of("10")
# lines 10382-10388 and 10367-10368
TABLE_1 = [2907, 1612, 383, 280, 28, 30, 2667]
NIS = 13824
# lines 10343-10348: residents without and with accommodation, then non-residents
FEES = [5800, 8800, 6900, 10600]


def numbers(text: str) -> list[float]:
    return [float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*\.?\d*(?<![,.])", plain(text))]


def test_the_numbers_are_those_of_the_source():
    assert list(load("10-table1-pupil-categories")["pupils"]) == TABLE_1
    assert list(load("10-nis-fees")["fee_usd"]) == FEES
    assert (unit_10.network("pupils"), unit_10.network("schools"), unit_10.system("secondary schools")) == (NIS, 20, 7160)


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("10-wholes", {
            "A": "budget of the ministry", "B": "all pupils", "C": "pupils of the NIS", "D": "all secondary schools",
            "E": "gross domestic product", "F": "not printed",
        }),
        ("10-four-to-one", [1432, 1_450_000 / 1432]),
        ("10-four-to-one", [1431, 1013]),
        ("10-overlap", [0, 2667, 8250, 10917]),
        ("10-conclusions", {
            "A": "follows", "B": "needs other data", "C": "needs other data", "D": "does not fit",
            "E": "needs other data", "F": "does not fit", "G": "follows",
        }),
    ],
)  # fmt: skip
def test_the_right_answers_pass(exercise, answer):
    assert check(exercise, answer).passed


@pytest.mark.parametrize(
    ("exercise", "answer", "said"),
    [
        ("10-four-to-one", [1790, 1_450_000 / 1790], "three to one"),
        ("10-four-to-one", [1432, 2_900_000 / 1432], "gave all pupils"),
        ("10-overlap", [561, 561, 8811, 8811], "nothing to do"),
        ("10-overlap", [0, 2667, 2907, 5574], "at least one"),
        ("10-overlap", [0, 2667, 10917, 8250], "wrong order"),
    ],
)
def test_known_mistakes_meet_their_sentence(exercise, answer, said):
    verdict = check(exercise, answer)
    assert not verdict.passed
    assert said in verdict.why


def test_limits_of_school_size():
    sizes = pupils_a_school()
    whole = 13824.5 / 0.00465
    assert sizes["Rural school"] == pytest.approx((0, whole / 2 / 5370))
    assert sizes["All schools of the country"] == pytest.approx((2_900_000 / 7160, whole / 7160))
    assert sizes["Nazarbayev Intellectual School"] == pytest.approx((691.2, 691.2))
    assert sizes["Urban school"][0] == pytest.approx(1_450_000 / 1790)
    assert sizes["Urban school"][1] is None


def test_the_school_limits_hold_in_every_country_that_fits_the_comparisons():
    sizes = pupils_a_school()
    for urban_schools in range(1, 1790, 97):
        for urban_share in (0.5001, 0.6, 0.9):
            for pupils in (2_900_001, 2_973_000):
                rural = (1 - urban_share) * pupils / (7160 - urban_schools)
                assert rural < sizes["Rural school"][1]
                assert urban_share * pupils / urban_schools > sizes["Urban school"][0]


@pytest.mark.parametrize(
    ("size", "own", "value", "side"),
    [(100, 100, 14.9, "more"), (10, 100, 1.5, "more"), (10, 50, 0.7, "less"), (5, 100, 0.7, "less"), (200, 50, 14.9, "more")],
)
def test_money_for_a_pupil(size, own, value, side):
    view = money_view(size, own)
    assert round(7 / 0.47 * size * own / 1e4, 1) == value
    assert f"there is {value} times" in view.sentence
    low, high = (edge * size * own / 1e4 for edge in (6.5 / 0.475, 7 / 0.465))
    found = unit_10.money_per_pupil(size, own)[0]
    assert (found.low, found.high) == pytest.approx((low, high))
    assert (low > 1, high < 1) == (side == "more", side == "less")
    assert ("out of proportion" in view.sentence) == (side == "more")
    assert ("do not fit the author" in view.sentence) == (side == "less")
    assert len(view.readout) == len(unit_10.SIZES)


def test_the_same_two_shares_lead_to_opposite_conclusions():
    found = {unit_10.against_average(unit_10.money_per_pupil(size, own)[0]) for size in unit_10.SIZES for own in unit_10.OWN}
    assert {"more", "less"} <= found


@pytest.mark.parametrize(
    ("rows", "overlap", "low", "high"),
    [
        ("all", "open", 2907, 7907), ("all", "apart", 7907, 7907), ("all", "inside", 2907, 2907),
        ("no place", "open", 2907, 5240), ("families", "apart", 4519, 4519), ("few", "open", 383, 721),
    ],
)  # fmt: skip
@pytest.mark.parametrize("limit", [20, 50])
def test_pupils_in_at_least_one_category(rows, overlap, low, high, limit):
    view = overlap_view(rows, overlap, limit)
    assert [int(one) for one in numbers(view.panels[0].finding)] == ([low] if low == high else [low, high])
    holds = [count / NIS > limit / 100 for count in (low, high)]
    said = "holds" if all(holds) else "cannot be decided" if any(holds) else "does not hold"
    assert view.sentence.endswith(f"{said}.")
    bars = {bar["name"]: bar for bar in figure_dict(view.panels[0].figure)["data"]}
    assert list(bars[unit_10.CERTAIN]["x"]) == [low]
    assert list(bars[unit_10.POSSIBLE]["x"]) == [high - low]
    ends = [first + size for first, size in zip(bars[unit_10.ONE_ROW]["base"], bars[unit_10.ONE_ROW]["x"], strict=True)]
    assert max(ends) == high


def test_limits_of_overlaps_are_those_of_all_arrangements_of_a_small_class():
    pupils = range(5)
    unions, boths = set(), set()
    for first in combinations(pupils, 4):
        for second in combinations(pupils, 2):
            unions.add(len({*first, *second}))
            boths.add(len({*first} & {*second}))
    assert unit_10.in_at_least_one([4, 2], 5) == (min(unions), max(unions))
    assert unit_10.in_both(4, 2, 5) == (min(boths), max(boths))


def test_what_a_quotient_is():
    kinds = ["A share", "A mean", "A ratio of two amounts", "A ratio of shares"] * 2
    for question, values in every("what-a-quotient-is"):
        (place,) = right_places(question)
        assert question.options[place].text.startswith(kinds[values["place"]])


def test_money_for_one_pupil():
    for question, values in every("money-for-one-pupil"):
        assert question.answer == pytest.approx(7 * values["size"] / 47)
        assert mark(question, f"{7 * values['size'] / 47:.1f}").fraction == 1
        assert "is the ratio of the two shares" in mark(question, "14.9").feedback[0]


def test_one_fee_and_another():
    seen = {(values["high"], values["low"]): question for question, values in every("one-fee-and-another")}
    assert set(seen) == {(a, b) for a in range(4) for b in range(4) if FEES[a] > FEES[b]}
    for (high, low), question in seen.items():
        assert question.answer == pytest.approx(100 * FEES[high] / FEES[low] - 100)


def test_back_from_a_rounded_share():
    for question, values in every("back-from-a-rounded-share"):
        count = TABLE_1[values["place"]]
        printed = int(100 * count / NIS + 0.5)
        fits = [n for n in range(count, 20000) if printed - 0.5 <= 100 * count / n <= printed + 0.5]
        wanted = fits[0] if values["asked"] == "smallest" else fits[-1]
        assert math.isclose(question.answer, wanted, abs_tol=1)
        assert mark(question, str(wanted)).fraction == 1


def test_which_way_the_limit_goes():
    for question, values in every("which-way-the-limit-goes"):
        share = 100 * TABLE_1[values["place"]] / 14000
        assert question.blanks["limit"].answer == pytest.approx(share)
        assert all(100 * TABLE_1[values["place"]] / n > share for n in range(12000, 14000, 100))
        assert [option.text for option in question.blanks["side"].options if option.correct] == ["more than"]


def test_schools_by_size():
    rural, country, nis, urban = (item.text for item in drawn("schools-by-size").items)
    assert [text.split()[2] for text in (rural, country, nis, urban)] == ["rural", "school", "NIS", "urban"]
    assert 1_500_000 / 5370 < 2_900_000 / 7160 < 3_000_000 / 7160 < NIS / 20 < 1_450_000 / 1790


def test_two_rows_that_overlap():
    for question, values in every("two-rows-that-overlap"):
        first, second = TABLE_1[values["one"]], TABLE_1[values["two"]]
        apart, inside = first + second, max(first, second)
        assert question.answer == [min(first, second), inside, apart, NIS - apart, NIS - inside][values["asked"]]


def test_what_seven_rows_allow():
    question = drawn("what-seven-rows-allow")
    right = [question.options[place].text for place in right_places(question)]
    assert right == ["At least 5,917 pupils are in no row.", "At least 2,907 pupils are in a row."]
    assert NIS - sum(TABLE_1) == 5917
    assert NIS - sum(TABLE_1) < NIS / 2


def test_who_says_it():
    said = {pair.match: pair.text for pair in drawn("who-says-it").pairs}
    assert "hidden" not in said["the state, as the author reports it"]
    assert "crisis" in said["a professor who is quoted"]
    assert "left for other schools" in said["the principal of a lyceum"]
    assert "not an elite" in said["the administration of the NIS"]
    assert "hidden discrimination" in said["the author"]


def test_kind_of_evidence():
    by_hand = {"c04": "A number without", "c13": "A number from", "c17": "What people", "c21": "What people", "c23": "What people"}
    for question, values in every("kind-of-evidence"):
        (place,) = right_places(question)
        assert question.options[place].text.startswith(by_hand.get(values["claim"], "Reasoning")), values


def test_the_hypothesis_needs_income_and_applicants():
    question = drawn("test-of-the-english-hypothesis")
    (place,) = right_places(question)
    assert {"applicants", "income"} <= set(question.options[place].text.split())


def test_what_is_left_of_a_figure():
    lost = load("10-claims")  # no claim uses Figure 4
    assert not lost["line"].str.contains("10428").any()
    left = {pair.text[:8]: pair.match for pair in drawn("what-is-left-of-a-figure").pairs}
    assert "another whole" in left["Figure 1"]
    assert "lower limit" in left["Figure 2"]
    assert "direction" in left["Figure 3"]
    assert "caption alone" in left["Figure 4"]
