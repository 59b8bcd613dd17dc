"""Every key and every computable truth behind the quiz of unit 9, worked out from the tables another way."""

import re

import numpy as np
import pandas as pd
import pytest
from postsoviet import load
from postsoviet.datasets import data_folder
from postsoviet.quiz.bank import load as load_bank
from postsoviet.quiz.draws import draw_all, draw_one
from postsoviet.quiz.marking import mark
from postsoviet.quiz.text import plain

BANK = load_bank("09")
ANNEX_1 = load("09-annex1-income-shares").pivot(index="year", columns="decile", values="share_percent")
ANNEX_3 = load("09-annex3-income-change").pivot(index="year", columns="decile", values="change_percent")
INDICATORS = load("09-annex1-indicators").pivot(index="year", columns="indicator", values="value")
TABLE_5 = load("09-table5-income-shares").pivot(index="decile", columns="distribution", values="share_percent")
INCOME, BENEFITS = (
    load("09-annex2-income-benefits").pivot(index="year", columns="decile", values=name).astype(float)
    for name in ("income", "benefits")
)
PAYERS = list(range(5, 11))


def drawn(name: str, **parameters):
    """One version of a question."""
    return draw_one(BANK, BANK.question(name), parameters).question


def every(name: str) -> list:
    """All versions of a question, with their parameters."""
    return [(version.question, dict(version.parameters)) for version in draw_all(BANK, BANK.question(name))]


def gini(incomes) -> float:
    """Gini in percent by the other definition: half the mean difference of all pairs, over the mean."""
    x = np.asarray(incomes, float)
    return 100 * np.abs(x[:, None] - x[None, :]).mean() / (2 * x.mean())


def after_transfer(year: int, payers=PAYERS) -> np.ndarray:
    """Incomes when the payers give up their benefits and the poorest tenth has the sum."""
    new = INCOME.loc[year].copy()
    new[payers] -= BENEFITS.loc[year, payers]
    new[1] += BENEFITS.loc[year, payers].sum()
    return new.to_numpy()


def right(question) -> set[int]:
    """Places of the right options."""
    options = question.reasons if question.type == "true-false" else question.options
    return {place for place, option in enumerate(options) if option.correct}


def numbers(text: str) -> list[float]:
    """The numbers of a text, in their order."""
    return [float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*\.?\d*(?<![,.])", plain(text))]


# the keys of the questions with drawn numbers


@pytest.mark.parametrize(("year", "tenths"), [(2015, 3), (2000, 7), (2013, 5)])
def test_a_point_of_the_curve_is_the_sum_of_the_shares_up_to_it(year, tenths):
    question = drawn("point-on-the-curve", year=year, tenths=tenths)
    shares = 100 * INCOME.loc[year] / INCOME.loc[year].sum()
    height = round(shares[:tenths].sum(), 1)
    assert numbers(question.stem)[-1] == height
    assert all(height in numbers(option.text) for option in question.options)
    assert right(question) == {1}
    assert round(shares[tenths], 1) in numbers(question.options[0].feedback)
    assert round(10 * tenths - shares[:tenths].sum(), 1) in numbers(question.options[3].feedback)


def test_the_height_of_the_curve_is_never_what_equality_would_move():
    for question, drawn_values in every("point-on-the-curve"):
        shares = 100 * INCOME.loc[drawn_values["year"]] / INCOME.loc[drawn_values["year"]].sum()
        assert abs(numbers(question.stem)[-1] - (shares - 10).clip(lower=0).sum()) > 0.5, drawn_values


@pytest.mark.parametrize("year", [2003, 2008, 2013])
def test_the_grouped_gini_and_where_its_mistakes_lead(year):
    question = drawn("grouped-gini", year=year)
    ours = gini(INCOME.loc[year])
    assert question.answer == pytest.approx(ours)
    parts = (INCOME.loc[year] / INCOME.loc[year].sum()).to_numpy()
    heights = [sum(parts[:count]) for count in range(11)]
    rectangles = 100 - 20 * sum(heights[1:])
    without_first = 100 - 10 * sum(heights[k] + heights[k - 1] for k in range(2, 11))
    expected = [ours / 100, INDICATORS.gini[year], gini(ANNEX_1.loc[year]), rectangles, without_first]
    assert [miss.value for miss in question.near_misses] == pytest.approx(expected)


def test_the_stem_of_the_gini_prints_the_ten_incomes():
    table = plain(drawn("grouped-gini", year=2013).stem).splitlines()[2:]
    assert [numbers(row.split("|")[1])[0] for row in table] == list(INCOME.loc[2013])


def test_a_printed_gini_is_possible_unless_the_register_of_findings_says_that_it_differs():
    register = pd.read_csv(data_folder() / "findings.csv", dtype=str).set_index("id")
    seen = set()
    for question, drawn_values in every("printed-gini-possible"):
        finding = register.loc[f"09-annex1-gini-{drawn_values['year']}"]
        possible = finding["verdict"] != "differs"
        assert question.answer == (possible if drawn_values["claim"] == "can" else not possible)
        assert right(question) == ({2} if possible else {1})
        low, high = numbers(question.right)[:2]
        # what the stem says of rounding
        assert abs(low - float(finding["allowed_low"])) < 0.5 and abs(high - float(finding["allowed_high"])) < 0.5
        assert low == round(gini(ANNEX_1.loc[drawn_values["year"]]), 1)
        seen.add((possible, drawn_values["claim"]))
    assert len(seen) == 4


@pytest.mark.parametrize("year", [2000, 2012, 2013])
def test_a_cell_of_annex_3_and_where_its_mistakes_lead(year):
    question = drawn("annex3-cell", year=year)
    income, benefits = INCOME.loc[year], BENEFITS.loc[year]
    moved = benefits[PAYERS].sum()
    assert question.answer == pytest.approx(100 * (after_transfer(year)[0] / income[1] - 1))
    expected = [moved / 6 / income[1], (moved + benefits[1]) / income[1], moved / (income[1] - benefits[1]),
                (moved - benefits[10]) / income[1]]  # fmt: skip
    assert [miss.value for miss in question.near_misses] == pytest.approx([100 * value for value in expected])


def test_each_drawn_cell_of_annex_3_is_reproduced():
    for question, drawn_values in every("annex3-cell"):
        assert round(question.answer) == ANNEX_3.loc[drawn_values["year"], 1]


def test_the_benefits_in_the_stem_are_those_of_the_payers():
    stem = numbers(drawn("annex3-cell", year=2012).stem)
    assert stem == [2012, 971, 28, 4, 9, 8, 16, 14, 33]


def test_one_som_is_not_written_as_one_soms():
    for name in ("annex3-cell", "verdict-on-rounding", "loss-in-percent"):
        for question, drawn_values in every(name):
            told = [plain(text) for text in (question.stem, *question.explanations())]
            # in a list of amounts the noun belongs to all of them
            assert not any(re.search(r"(?<!and )(?<![\d.,])1 soms", text) for text in told), (name, drawn_values)


@pytest.mark.parametrize(
    ("year", "lower", "upper", "order"),
    [
        (2015, 5, 8, ["ninth", "eighth", "richest", "fifth"]),
        (2012, 6, 8, ["ninth", "sixth", "eighth", "richest"]),
        (2005, 6, 8, ["richest", "ninth", "sixth", "eighth"]),
    ],
)
def test_the_order_of_losses_is_that_of_benefits_over_income(year, lower, upper, order):
    question = drawn("loss-in-percent", year=year, lower=lower, upper=upper)
    assert [item.text.split()[1] for item in question.items] == order
    loss = (100 * BENEFITS.loc[year] / INCOME.loc[year])[[lower, upper, 9, 10]].sort_values()
    assert [item.by for item in question.items] == pytest.approx(list(loss))
    for tenth, item in zip(loss.index, question.items, strict=True):
        benefit, income, percent, printed = numbers(item.feedback.replace("Annex 3", ""))[:4]
        assert (benefit, income) == (BENEFITS.loc[year, tenth], INCOME.loc[year, tenth])
        assert percent == round(loss[tenth], 2) and printed == -ANNEX_3.loc[year, tenth]


def test_the_order_of_losses_is_never_that_of_the_amounts():
    for question, drawn_values in every("loss-in-percent"):
        amounts = [numbers(item.feedback)[0] for item in question.items]
        assert amounts != sorted(amounts), drawn_values


def test_each_verdict_is_that_of_the_range_that_rounding_allows():
    keys = {"within rounding": 0, "reproduced": 1, "differs": 2}
    seen = []
    for question, drawn_values in every("verdict-on-rounding"):
        year, tenth = drawn_values["year"], drawn_values["place"]
        benefit, income = BENEFITS.loc[year, tenth], INCOME.loc[year, tenth]
        loss = 100 * benefit / income
        low, high = 100 * (benefit - 0.5) / (income + 0.5), 100 * (benefit + 0.5) / (income - 0.5)
        told = numbers(question.stem.replace("Annex 3", ""))
        assert told[:3] == [year, income, benefit] and told[3] == round(loss, 3)
        printed = told[4]
        # every number that would be printed so, to a thousandth; none at an edge
        possible = {round(one, 1) for one in np.arange(low, high, 0.001)}
        verdict = "reproduced" if round(loss, 1) == printed else "within rounding" if printed in possible else "differs"
        assert right(question) == {keys[verdict]}, drawn_values
        assert numbers(question.options[0].feedback)[2:4] == [round(low, 3), round(high, 3)]
        own = -ANNEX_3.loc[year, tenth]
        assert numbers(question.options[2].feedback)[-1] == own and own in possible
        assert ("reproduces" in question.options[2].feedback) == (abs(own - loss) <= 0.05)
        seen.append(verdict)
    assert min(seen.count(verdict) for verdict in keys) >= 0.25 * len(seen)


@pytest.mark.parametrize("year", [2001, 2007, 2014])
def test_aim_size_and_what_a_perfect_aim_would_do(year):
    blanks = drawn("aim-and-size", year=year).blanks
    income, benefits = INCOME.loc[year], BENEFITS.loc[year]
    upper = benefits[PAYERS].sum() / benefits.sum()
    assert blanks["first"].answer == pytest.approx(100 - 100 * upper)
    assert blanks["second"].answer == pytest.approx(100 * benefits.mean() / income.mean())
    own = 100 * benefits[:4].sum() / income[:4].sum()
    assert [miss.value for miss in blanks["first"].near_misses] == pytest.approx(
        [100 * upper, 100 * income[:4].sum() / income.sum(), own]
    )
    rows = [benefits[k] / income[k] for k in range(1, 5)] + [benefits[PAYERS].sum() / income[PAYERS].sum()]
    assert [miss.value for miss in blanks["second"].near_misses] == pytest.approx(
        [benefits.sum() / income.sum(), own, 100 * np.mean(rows)]
    )


def test_a_perfect_aim_lowers_the_gini_by_less_than_one_point_in_every_version():
    for question, drawn_values in every("aim-and-size"):
        year = drawn_values["year"]
        now, then = gini(INCOME.loc[year]), gini(after_transfer(year, list(range(2, 11))))
        assert 0 < now - then < 1
        key = question.blanks["effect"].options[2]
        assert key.correct and numbers(key.feedback) == [round(now, 1), round(then, 1)]
        assert [option.correct for option in question.blanks["meaning"].options] == [False, True, False]


@pytest.mark.parametrize("year", [2000, 2008, 2015])
def test_the_part_of_the_poor_that_the_poorest_tenth_leaves_out(year):
    question = drawn("who-is-missed", year=year)
    poor = INDICATORS.poverty_rate[year]
    assert question.answer == pytest.approx(100 - 1000 / poor)
    assert [miss.value for miss in question.near_misses] == pytest.approx([poor - 10, 1000 / poor, 90])


def test_the_student_mixes_two_distributions_in_every_version():
    for question, drawn_values in every("two-distributions"):
        year = drawn_values["year"]
        before, after = gini(INCOME.loc[year]), gini(after_transfer(year))
        _, printed, then, fall = numbers(question.stem)[:4]
        assert (printed, then) == (INDICATORS.gini[year], round(after, 1))
        assert fall == round(printed - then, 1)
        known = numbers(question.options[2].feedback)[1:]
        assert known[:2] == [round(before, 1), then] and abs(known[2] - (before - after)) < 0.1
        # no Gini that these incomes allow comes near the printed one, and the shares differ by more than rounding
        assert before < numbers(question.options[1].feedback)[-1] < printed
        shares = 100 * INCOME.loc[year] / INCOME.loc[year].sum()
        assert (shares - ANNEX_1.loc[year]).abs().max() > 1
        assert right(question) == {2}


# fixed questions


@pytest.mark.parametrize("year", [2002, 2010, 2014])
def test_the_share_after_one_year_and_where_its_mistakes_lead(year):
    question = drawn("share-after-one-year", year=year)
    new = after_transfer(year)
    income, moved = INCOME.loc[year], BENEFITS.loc[year, PAYERS].sum()
    after, before, rise = 100 * new[0] / new.sum(), 100 * income[1] / income.sum(), 100 * (new[0] / income[1] - 1)
    assert question.answer == pytest.approx(after)
    expected = [TABLE_5.loc[1, "new"], before, after / 100, before + rise]
    assert [miss.value for miss in question.near_misses] == pytest.approx(expected)
    stem = question.stem.replace("Annex 2", "").replace("Annex 3", "")
    assert numbers(stem) == [year, income.sum(), income[1], moved]
    assert mark(question, f"{after:.2f}".replace(".", ",")).right and not mark(question, f"{after + 0.02:.2f}").right


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("grouped-gini", {2015}),
        ("annex3-cell", {2015}),
        ("aim-and-size", {2010, 2015}),
        ("share-after-one-year", {2015}),
    ],
)
def test_no_version_asks_for_a_number_that_the_unit_prints(name, printed):
    assert not printed & {drawn_values["year"] for _, drawn_values in every(name)}


def test_no_year_of_annex_3_gives_the_rise_of_table_5():
    rise = 100 * (TABLE_5.loc[1, "new"] / TABLE_5.loc[1, "actual"] - 1)
    assert ANNEX_3[1].max() < rise
    right_text = drawn("share-after-one-year", year=2010).right.replace("Table 5", "").replace("Annex 3", "")
    assert numbers(right_text)[-2:] == [round(rise), ANNEX_3[1].max()]


def test_a_sum_of_all_years_is_close_to_every_value_of_the_new_row():
    question = drawn("a-fair-report")
    summed = INCOME.loc[2015].copy()
    summed[PAYERS] -= BENEFITS[PAYERS].sum()
    summed[1] += BENEFITS[PAYERS].to_numpy().sum()
    shares = 100 * summed / summed.sum()
    assert (shares[TABLE_5.index] - TABLE_5["new"]).abs().max() < 0.013
    one_year = 100 * after_transfer(2015)[0] / INCOME.loc[2015].sum()
    assert [4.92, 2015, round(one_year, 2), 16, round(shares[1], 2)] == numbers(question.stem)[1:]
    assert right(question) == {3}


def test_the_rows_of_the_table_after_2013():
    table = plain(drawn("the-poor-after-2013").stem).splitlines()[-4:]
    groups = [slice(0, 1), slice(0, 4), slice(4, 9), slice(9, 10)]
    for row, group in zip(table, groups, strict=True):
        expected = [round(ANNEX_1.loc[year].iloc[group].sum(), 1) for year in (2013, 2015)]
        assert numbers(row) == expected
    change = ANNEX_1.loc[2015] - ANNEX_1.loc[2013]
    poor, middle, rich = (round(change.iloc[group].sum(), 1) for group in groups[1:])
    assert (poor, middle, rich) == (3.2, 4.2, -7.4)
    # "almost the same for each tenth"
    assert abs(poor / 4 - middle / 5) < 0.05
    sample = numbers(drawn("the-poor-after-2013").sample)
    assert sample[1:4] == [-rich, poor, middle]
    # 2014 does not lie between the two years at the top
    assert ANNEX_1.loc[2014, 10] > ANNEX_1.loc[[2013, 2015], 10].max()


def test_the_sample_answer_keeps_to_the_length_that_the_question_asks_for():
    assert 60 <= len(plain(drawn("the-poor-after-2013").sample).split()) <= 100


def test_one_payment_of_four_has_an_income_test_and_a_quarter_of_the_money():
    question = drawn("one-income-test")
    budget = load("09-table3-social-assistance-budget").set_index("item")["thousand_soms"]
    part = 100 * budget["Monthly benefits to poor families"] / budget["Total social assistance"]
    assert numbers(question.right) == [round(part)]
    assert budget["Other social assistance transfers"] / budget["Total social assistance"] < 0.03
    whole = "Monthly benefits to poor families with children"
    for text in ("mbpf", "The MBPF.", whole, f"{whole} (MBPF)", "the benefit for poor families"):
        assert mark(question, text).right, text
    for text in ("MSB", "monthly social benefit (MSB)", "cash compensations", "Maternity benefits"):
        given = mark(question, text)
        assert not given.right and given.feedback != (question.wrong,), text


def test_the_what_if_keeps_the_losses_and_leaves_out_the_people():
    question = drawn("what-the-what-if-leaves-out")
    assert right(question) == {1, 2, 4}
    largest = -load("09-table4-income-change")["change_percent"].min()
    assert numbers(question.options[3].feedback)[-1] == largest


def test_each_lost_exhibit_of_the_question_is_in_the_register():
    lost = pd.read_csv(data_folder() / "lost-exhibits.csv", dtype=str).query("unit == '09'").set_index("exhibit")
    for pair in drawn("lost-figures").pairs:
        assert pair.text.split(":")[0] in lost.index
    # the counts that the stem and the matches give
    assert sum(name.startswith("Figure") for name in lost.index) == 6
    assert set(range(1, 11)) - set(TABLE_5.index) == {2, 3, 4}


# the bank as a whole


def test_no_two_answers_of_a_number_lie_within_the_tolerance_of_both():
    for question in BANK.questions:
        for version in draw_all(BANK, question):
            keys = {"number": [version.question], "blanks": list(getattr(version.question, "blanks", {}).values())}
            for key in keys.get(question.type, []):
                if not hasattr(key, "near_misses"):
                    continue
                values = sorted([key.answer, *(miss.value for miss in key.near_misses)])
                apart = min(np.diff(values))
                assert apart > 2 * key.tolerance.absolute, (question.id, dict(version.parameters), values)


def test_neither_place_nor_length_gives_the_key_of_a_single_choice_away():
    singles = [question for question in BANK.questions if question.type == "single"]
    share_longest, share_of_place = [], np.zeros(4)
    for question in singles:
        versions = [version.question for version in draw_all(BANK, question)]
        lengths = [[len(plain(option.text)) for option in version.options] for version in versions]
        keys = [next(iter(right(version))) for version in versions]
        share_longest.append(np.mean([row[key] == max(row) for row, key in zip(lengths, keys, strict=True)]))
        share_of_place += np.bincount(keys, minlength=4) / len(keys)
    assert np.mean(share_longest) <= 0.25
    assert share_of_place.min() > 0 and share_of_place.max() <= 1.5


def test_every_objective_has_two_questions_and_five_questions_draw_in_three_types():
    assert all(sum(question.objective == one for question in BANK.questions) >= 2 for one in range(1, 6))
    drawing = [question for question in BANK.questions if question.is_parameterised]
    assert len(drawing) >= 5 and len({question.type for question in drawing}) >= 3
    assert all(len(draw_all(BANK, question)) >= 10 for question in drawing)
    assert all(question.hint for question in BANK.questions)
