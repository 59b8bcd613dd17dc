"""Every number and every computable truth behind the quiz of unit 9, from the data sets."""

import numpy as np
import pytest
from postsoviet import load
from postsoviet.measures import inequality, redistribution, rounding
from postsoviet.quiz import load as load_bank

QUESTIONS = {question.id: question for question in load_bank("09").questions}
PAYERS = range(5, 11)


def year(name: int):
    """Income and benefits of one year of Annex 2."""
    rows = load("09-annex2-income-benefits").query("year == @name").sort_values("decile")
    return rows["income"].to_numpy(float), rows["benefits"].to_numpy(float)


def annex1(name: int) -> np.ndarray:
    """Ten shares of one year of Annex 1."""
    rows = load("09-annex1-income-shares").query("year == @name").sort_values("decile")
    return rows["share_percent"].to_numpy(float)


def indicator(name: str, when: int) -> float:
    """One printed value of Annex 1."""
    rows = load("09-annex1-indicators").query("indicator == @name and year == @when")
    return float(rows["value"].iloc[0])


def answer(name: str) -> float:
    """The right number of a question, computed."""
    income, benefits = year(2015)
    if name == "grouped-gini-2015":
        return 100 * inequality.gini(income)
    if name == "annex3-cell-2012":
        income, benefits = year(2012)
        return 100 * benefits[4:].sum() / income[0]
    return inequality.shares(redistribution.transfer(income, benefits, PAYERS, [1]))[0]


def near_misses(name: str) -> list[float]:
    """Where the described mistakes lead, in the order of the bank."""
    income, benefits = year(2015)
    points = np.cumsum(income) / income.sum()
    if name == "grouped-gini-2015":
        return [
            inequality.gini(income),
            indicator("gini", 2015),
            100 * inequality.gini(annex1(2015)),
            100 * (1 - 2 * points.sum() / 10),
            100 * (1 - np.sum((points[1:] + points[:-1]) / 10)),
        ]
    if name == "annex3-cell-2012":
        income, benefits = year(2012)
        moved = benefits[4:].sum()
        return [
            100 * moved / 6 / income[0],
            100 * (moved + benefits[0]) / income[0],
            100 * moved / (income[0] - benefits[0]),
            100 * (moved - benefits[9]) / income[0],
        ]
    moved = benefits[4:].sum()
    before = inequality.shares(income)[0]
    printed = load("09-table5-income-shares").query("decile == 1 and distribution == 'new'")["share_percent"].iloc[0]
    return [
        float(printed),
        before,
        100 * (income[0] + moved) / (income.sum() + moved),
        round(before, 2) + 100 * moved / income[0],
    ]


NUMBERS = [name for name, question in QUESTIONS.items() if question.type == "number"]


@pytest.mark.parametrize("name", NUMBERS)
def test_the_key_is_what_the_data_give(name):
    question = QUESTIONS[name]
    assert abs(answer(name) - question.answer) <= question.tolerance


@pytest.mark.parametrize("name", NUMBERS)
def test_each_near_miss_is_where_its_mistake_leads(name):
    question = QUESTIONS[name]
    for miss, value in zip(question.near_misses, near_misses(name), strict=True):
        assert abs(miss.value - value) <= 0.05, miss.feedback


def right(name: str) -> set[int]:
    """Places of the right options."""
    return {place for place, option in enumerate(QUESTIONS[name].options) if option.correct}


def test_the_point_at_forty_percent():
    income, _ = year(2015)
    assert round(100 * inequality.lorenz_ordinates(income)[1][4], 1) == 19.8
    assert right("point-on-the-curve") == {1}


def test_the_grouped_gini_of_2013_lies_below_the_printed_one():
    ours = 100 * inequality.gini_from_shares(annex1(2013))
    assert round(ours, 1) == 44.9 and ours < indicator("gini", 2013) == 45.6
    assert indicator("gini", 2013) < 100 * inequality.gini_upper_bound(annex1(2013))


def test_the_verdict_on_the_fifth_tenth_of_2000():
    income, benefits = year(2000)
    allowed = rounding.ratio_interval(rounding.interval(benefits[4], 0), rounding.interval(income[4], 0))
    low, high = (100 * end for end in allowed)
    assert (round(low, 2), round(high, 2)) == (0.48, 0.80)
    assert rounding.verdict(0.5, 100 * benefits[4] / income[4], 1, low, high) == "within rounding"
    assert rounding.verdict(0.9, 100 * benefits[4] / income[4], 1, low, high) == "differs"
    assert right("verdict-on-rounding") == {0}


def test_aim_and_size_in_2015():
    income, benefits = year(2015)
    assert round(100 * benefits[:4].sum() / benefits.sum()) == 57
    assert round(100 * benefits.sum() / income.sum(), 2) == 0.76
    assert round(100 * income[:4].sum() / income.sum()) == 20
    perfect = redistribution.transfer(income, benefits, range(2, 11), [1])
    assert [round(100 * inequality.gini(x), 1) for x in (income, perfect)] == [31.8, 31.3]


def test_shares_after_2013():
    first, last = annex1(2013), annex1(2015)
    poor, middle, rich = (round(last[part].sum() - first[part].sum(), 1) for part in (slice(4), slice(4, 9), slice(9, 10)))
    assert (poor, middle, rich) == (3.2, 4.2, -7.4)
    assert right("shares-2013-2015") == {1, 3}


def test_a_share_rises_with_income_when_the_total_is_fixed():
    income = np.array([2.86, 97.14])
    new = inequality.shares([income[0] * 1.1, income[1] - income[0] * 0.1])[0]
    assert round(new, 2) == 3.15
    assert right("same-percent") == {3}
    assert round(2.86 + 10, 1) == 12.9


def test_the_fair_report_names_both_values():
    text = QUESTIONS["a-fair-report"].options[1].text
    printed = load("09-table5-income-shares").query("decile == 1 and distribution == 'new'")["share_percent"].iloc[0]
    assert f"{printed:.2f}" in text and f"{answer('share-after-one-year'):.2f}" in text
