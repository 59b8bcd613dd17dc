"""Unit 3 against lists and sums written out by hand from the lines of the source."""

import json
import re
from pathlib import Path

import pytest
from banks import right_texts, versions_of
from postsoviet import load
from postsoviet.charts.show import METADATA, PLOTLY_MIME
from postsoviet.exercises import check
from postsoviet.explore.unit_03 import (
    AFTER_ZHANAOZEN, OTHERS, divides, frame_cells, must_fall, origin_counts, origin_dates, tone_divide, two_of_many,
)  # fmt: skip
from postsoviet.quiz.bank import load as load_bank
from postsoviet.quiz.draws import draw_one
from postsoviet.quiz.marking import mark
from postsoviet.quiz.text import plain

BANK = load_bank("03")
every, _ = versions_of("03")
#: Chapter 2 (whole percents) and chapter 3, as the lines print them.
PRINTED = {"Uzbekistan": (62, 61.6), "China": (12, 14.2), "Mongolia": (12, 6.8), "Turkmenistan": (7, 4.6), "Russia": (4, 3.7)}
COPIES = {"Egemen Qazaqstan": 170_000, "Kazakhstanskaia pravda": 100_000, "Zhas Alash": 50_000, "Vremia": 180_000}
LANGUAGE = {"Egemen Qazaqstan": "Kazakh", "Kazakhstanskaia pravda": "Russian", "Zhas Alash": "Kazakh", "Vremia": "Russian"}
OWNER = {"Egemen Qazaqstan": "state", "Kazakhstanskaia pravda": "state", "Zhas Alash": "private", "Vremia": "private"}


# exercises


def test_stages_by_the_years_of_the_headings():
    answer = {
        "Law on Immigration": "stage 1", "Quota decrees": "stage 2", "Article on clans": "stage 2",
        "Note of May 2012": "no stage", "Extension to 14 oblasts": "stage 3", "Proposal on young returnees": "stage 3",
    }  # fmt: skip
    assert check("03-stage-years", answer).passed
    assert not check("03-stage-years", {**answer, "Note of May 2012": "stage 2"}).passed
    assert not check("03-stage-years", {**answer, "Quota decrees": "stage 1"}).passed


def test_the_quota_of_a_year_and_the_one_before():
    assert check("03-quota-a-year", [20_000 * 0.36, 20_000 / 2]).passed
    assert not check("03-quota-a-year", [60_000 * 0.36, 10_000]).passed
    assert not check("03-quota-a-year", [7_200, 40_000]).passed


def test_the_least_list_that_holds_all_from_turkmenistan():
    assert check("03-least-base", 0.065 * 970_000 / 0.0465 / 1000).passed
    assert check("03-least-base", 1356).passed
    for slip in (0.07 * 970 / 0.046, 0.065 * 970 / 0.0455, 63.05):
        assert not check("03-least-base", slip).passed


def test_the_passages_by_the_codebook():
    answer = dict(zip("ABCDEFG", [
        "costs and doubts", "labour for the economy", "failures of programmes", "great migration", "failures of programmes",
        "image of returnees", "kin and homeland",
    ], strict=True))  # fmt: skip
    assert check("03-code-frames", answer).passed
    for passage in answer:
        other = "costs and doubts" if passage != "A" else "great migration"
        assert not check("03-code-frames", {**answer, passage: other}).passed


# explorers


@pytest.mark.parametrize(("stage", "divide", "mixed", "said"), [
    (1, "language", "mixed", "yes"), (1, "ownership", "mixed", "no"), (1, "language", "favourable", "alike"),
    (1, "language", "critical", "yes"), (2, "ownership", "mixed", "yes"), (2, "language", "critical", "no"),
    (3, "ownership", "favourable", "yes"), (3, "language", "mixed", "no"),
])  # fmt: skip
def test_what_divides_the_papers(stage, divide, mixed, said):
    assert divides(stage, divide, mixed) == said
    sentence = tone_divide(stage, divide, mixed).sentence
    expected = {"yes": f"{divide} divides the papers", "no": f"{divide} does not divide", "alike": "neither language nor"}
    assert expected[said] in sentence
    assert ("rests on three" in sentence) == (stage == 2)
    assert ("changes nothing" in sentence) == (stage != 1)


def test_only_in_the_first_stage_does_the_rule_for_mixed_tones_matter():
    outcomes = {stage: {divides(stage, "language", mixed) for mixed in ("mixed", "favourable", "critical")} for stage in (1, 2, 3)}
    assert [len(outcomes[stage]) for stage in (1, 2, 3)] == [2, 1, 1]


def falls_by_hand(base: int) -> set[str]:
    """Countries that lose people for sure, if chapter 3 is later."""
    return {name for name, (two, three) in PRINTED.items() if (three + 0.05) * base < (two - 0.5) * 970_000}


@pytest.mark.parametrize("base", [400_000, 900_000, 1_000_000, 1_400_000, 1_700_000])
def test_which_countries_would_lose_people(base):
    assert set(must_fall(3, base)) == falls_by_hand(base)


def test_dates_explain_the_gap_only_with_totals_far_from_one_million():
    bases = range(400_000, 1_800_000, 100_000)
    assert [base for base in bases if not must_fall(3, base)] == [1_700_000]
    assert [base for base in bases if not must_fall(2, base)] == [400_000]
    assert set(must_fall(2, 1_000_000)) == {"Uzbekistan", "China", OTHERS}


def test_the_sentence_and_the_ranges_of_one_state():
    view = origin_dates(3, 1_000_000)
    assert "Mongolia and Turkmenistan" in view.sentence and "does not explain" in view.sentence
    low, high = origin_counts(1_000_000)["Mongolia"][0]
    assert (low, high) == pytest.approx((111_550, 122_500))
    assert origin_counts(1_000_000)[OTHERS][1] == pytest.approx((88_500, 93_500))
    assert "sum of all returnees would have to fall" in origin_dates(3, 800_000).sentence
    assert "could explain" in origin_dates(2, 400_000).sentence


def test_an_empty_cell_of_the_matrix_is_one_that_the_text_does_not_describe():
    cells = frame_cells()
    assert ("Vremia", "2000-2011") not in cells and ("Vremia", AFTER_ZHANAOZEN) not in cells
    assert ("Zhas Alash", AFTER_ZHANAOZEN) not in cells and len(cells) == 13
    assert cells["Zhas Alash", "from 2014"] == ("critical", "failures of programmes")


# the charts of the notebook


def charts() -> dict:
    """Card and figure of each stored chart, by name."""
    notebook = json.loads((Path(__file__).parents[2] / "notebooks" / "03_ethnic_returnees.ipynb").read_text(encoding="utf-8"))
    found = {}
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            card = output.get("metadata", {}).get(METADATA)
            if card:
                found[card["id"]] = (card, output["data"][PLOTLY_MIME])
    return found


def test_findings_carry_numbers_worked_out_by_hand():
    cards = {name: card for name, (card, _) in charts().items()}
    assert "24 yearly values" in cards["chart-03-two-years"]["finding"] and "11.5 times" in cards["chart-03-two-years"]["finding"]
    assert "44 percent" in cards["chart-03-newspapers"]["finding"]  # 220,000 of 500,000
    assert "21,600" in cards["chart-03-nurly-kosh"]["finding"] and "7,200" in cards["chart-03-nurly-kosh"]["finding"]


def test_no_bar_stands_in_a_lost_year():
    _, figure = charts()["chart-03-two-years"]
    assert figure["data"][0]["x"] == [1999, 2005] and figure["data"][0]["y"] == [10_000, 115_000]
    assert len(figure["layout"]["shapes"]) == 22


def test_every_other_year_of_a_lost_figure_is_grey():
    drawn = two_of_many({2001: 5, 2003: 7}, 2000, 2004, value_title="people")
    assert [(shape.x0 + shape.x1) / 2 for shape in drawn.layout.shapes] == [2000, 2002, 2004]
    assert [(note.x, note.text) for note in drawn.layout.annotations[:2]] == [(2001, "2001: 5"), (2003, "2003: 7")]


# quiz


def test_an_article_goes_where_its_year_stands():
    for question, p in every("article-in-a-stage"):
        stage = 2 if p["year"] <= 2011 else 3 if p["year"] >= 2014 else None
        assert question.answer == (stage == p["claimed"])
        assert len(right_texts(question)) == 1
        key = "inside the heading of the stage" if stage == p["claimed"] else "none of the three" if stage is None else "another stage"
        assert key in right_texts(question)[0].replace("The year stands in the heading", "The year stands inside the heading")


def test_two_shares_agree_only_for_uzbekistan_and_russia():
    agree = {p["origin"] for question, p in every("two-shares") if right_texts(question)[0].startswith("They agree")}
    assert agree == {"Uzbekistan", "Russia"}


def test_the_countries_whose_number_falls():
    for question, p in every("whose-number-falls"):
        assert set(right_texts(question)) == falls_by_hand(p["base"]), p


def test_the_property_that_goes_with_the_tones():
    for question, p in every("tones-and-groups"):
        expected = "With ownership" if p["stage"] > 1 else "With neither" if p["rule"] == "favourable" else "With language"
        assert [text.split(",")[0] for text in right_texts(question)] == [expected], p


def test_the_share_of_copies_has_the_base_that_the_stem_names():
    for question, p in every("share-of-copies"):
        same = LANGUAGE if p["by"] == "language" else OWNER
        base = sum(copies for name, copies in COPIES.items() if same[name] == same[p["paper"]])
        assert question.answer == pytest.approx(100 * COPIES[p["paper"]] / base)
        assert same[p["paper"]] in question.stem


def test_the_goal_in_each_reading():
    wholes = {"the yearly quotas": 60_000, "the quota of": 20_000, "the homes": 3_269, "the 39,000": 39_000}
    for question, p in every("readings-of-a-goal"):
        whole = next(value for begin, value in wholes.items() if p["goal"].startswith(begin))
        part = 0.36 if p["asked"] == "reached" else 0.64
        assert question.answer == pytest.approx(part * whole)
        assert mark(question, str(round(part * whole))).right


def test_the_amount_that_would_fit_the_other():
    for question, p in every("two-amounts"):
        assert question.answer == pytest.approx(2000 / p["rate"] if p["kept"] == "tenge" else 1.3 * p["rate"])


def test_how_a_statement_is_to_be_written():
    begins = {"q03": "reports", "q08": "reports", "q09": "reports", "q17": "reports", "q26": "quotes", "q27": "quotes", "q28": "quotes"}
    for question, p in every("how-to-write-it"):
        expected = f'With "Dukeyev {begins.get(p["position"], "argues")}'
        assert [text.startswith(expected) for text in right_texts(question)] == [True], p
        assert ("| nobody |" in question.stem) == (p["position"] not in begins), p


def test_the_fixed_questions():
    order = [plain(item.text).split()[0:2] for item in draw_one(BANK, BANK.question("turns-of-policy"), {}).question.items]
    assert order == [["A", "law"], ["The", "state"], ["Decrees", "set"], ["A", "programme"], ["A", "decree"], ["The", "oblasts"]]
    pairs = draw_one(BANK, BANK.question("who-said-it"), {}).question.pairs
    assert [re.search(r"aide|vice|experts|author|government", pair.text)[0] for pair in pairs] == [
        "aide", "vice", "experts", "author", "government"]  # fmt: skip
    author = draw_one(BANK, BANK.question("name-without-byline"), {}).question
    assert [text.startswith("It is by Berikbol Dukeyev: the running heads") for text in right_texts(author)] == [True]
    survey = draw_one(BANK, BANK.question("what-a-survey-says"), {}).question
    assert [option.correct for option in survey.options] == [True, True, False, False, True]
    assert load("03-youth-survey")["share_percent"].tolist() == [27.3, 14]
