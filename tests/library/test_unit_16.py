"""Unit 16 held against what was read from the source by hand: threats, sanctions, rules, amounts, explorers, quiz."""

from itertools import product
from pathlib import Path
from statistics import mean

import nbformat
import pytest
from banks import right_places, versions_of

from postsoviet.charts.show import METADATA, PLOTLY_MIME
from postsoviet.exercises.unit_16 import behind, sanction_codes, stricter, two_readings
from postsoviet.explore.unit_16 import (
    AFTER, BEFORE, BOTH, NEITHER, OUT, PRISON, RESTRICTION, handover, meets, met, piles, registration, restriction_years,
)  # fmt: skip
from postsoviet.quiz.bank import load as load_bank
from postsoviet.quiz.marking import mark
from postsoviet.quiz.text import plain

BANK = load_bank("16")
every, drawn = versions_of("16")
NOTEBOOK = nbformat.read(Path(__file__).parents[2] / "notebooks" / "16_retreating_rights_kazakhstan.ipynb", as_version=4)
# line 146
GROUPS = {"civil society activists": 482, "journalists": 64, "political activists": 48, "human rights defenders": 45, "lawyers": 24,
          "activists of religious associations": 10, "public figures": 6, "trade union activists": 5}
# by hand from lines 35, 54, 78, 82, 90, 130, 132, 136, 178, 184, 188, 190, 206, 212: prison imposed, restriction imposed
JAILED = {"c01", "c02", "c04", "c05", "c07", "c08", "c12", "c13", "c18"}
BARRED = {"c01", "c02", "c03", "c06", "c09", "c10", "c11", "c12", "c15", "c16", "c17"}
THREATENED = {"c09", "c11", "c12", "c14"}
EARLY = {"c01": 2016, "c02": 2016, "c04": 2002, "c05": 2012, "c06": 2017, "c07": 2018, "c08": 2007}
STATES = list(product(["imposed", "detained", "all"], ["after", "out"], ["out", "notes"]))


def charts() -> dict:
    """Charts of the notebook by key."""
    return {
        output.metadata[METADATA]["id"].removeprefix("chart-16-"): output.data[PLOTLY_MIME]
        for cell in NOTEBOOK.cells for output in cell.get("outputs", [])
        if PLOTLY_MIME in output.get("data", {}) and METADATA in output.metadata
    }  # fmt: skip


# exercises


def test_answers_by_hand():
    assert two_readings() == pytest.approx([100 * (64 + 24) / 684, 1414 - 684, 1414 - (684 - 64)])
    assert sanction_codes() == {
        "c01": "both", "c03": "restriction only", "c07": "prison only", "c09": "restriction only", "c11": "restriction only",
        "c12": "both", "c14": "neither", "c17": "restriction only",
    }  # fmt: skip
    # 17 places with 300 each; 16 places need 4,800 and have 4,500
    assert stricter() == [5100, 300]
    # lines 80, 212, 210, 220, 222
    assert list(behind().values()) == ["court decision", "claim, allegation", "press, analysts", "claim, allegation", "official figure"]


# the explorer on the handover


@pytest.mark.parametrize(
    ("state", "before", "after"),
    [
        (("imposed", "after", "out"), (6, 3), (2, 3)),
        (("imposed", "out", "notes"), (6, 3), (0, 3)),
        (("detained", "after", "out"), (6, 3), (3, 3)),
        (("all", "after", "out"), (6, 3), (4, 3)),
        (("all", "after", "notes"), (6, 3), (4, 5)),
    ],
)
def test_counts_before_and_after(state, before, after):
    sides = piles(*state)
    assert met(sides[BEFORE]) == before and met(sides[AFTER]) == after
    assert f"After it: {after[0]} with prison, {after[1]} with a restriction" in handover(*state).sentence


@pytest.mark.parametrize("state", STATES)
def test_every_case_stands_once_under_its_code(state):
    prison, turn, undated = state
    sides = piles(*state)
    jailed = JAILED | ({"c09"} if prison != "imposed" else set()) | (THREATENED if prison == "all" else set())
    found = {case: kind for cases in sides.values() for case, kind in cases.items()}
    assert len(found) == sum(map(len, sides.values())) == 18
    for case, kind in found.items():
        assert kind == {(1, 0): PRISON, (1, 1): BOTH, (0, 1): RESTRICTION, (0, 0): NEITHER}[case in jailed, case in BARRED]
    assert set(sides[BEFORE]) == set(EARLY)
    late = {"c09"} | ({"c11", "c12", "c13"} if turn == "after" else set()) | ({"c03", "c10"} if undated == "notes" else set())
    assert set(sides[AFTER]) == late and set(sides[OUT]) == set(found) - late - set(EARLY)


def test_the_verdict_depends_on_the_rule():
    said = {"would fit" if "would fit" in handover(*state).sentence else "no" for state in STATES}
    assert said == {"would fit", "no"}
    assert "more persons with prison" in handover("all", "after", "out").sentence
    assert all("chosen for a report" in handover(*state).sentence for state in STATES)


# the explorer on registration


@pytest.mark.parametrize(
    ("body", "members", "spread", "enough"),
    [
        ("national", 5000, "even", False), ("national", 5100, "even", True), ("national", 40000, "one", False),
        ("local", 50, "one", True), ("new", 20000, "one", True), ("old", 20000, "even", False), ("new", 5100, "even", False),
    ],
)  # fmt: skip
def test_numbers_suffice_or_not(body, members, spread, enough):
    view = registration(body, members, spread)
    assert (view.panels[0].finding == "The numbers suffice.") is enough
    # 5000 / 17
    assert ("294" in view.sentence) is ((body, members, spread) == ("national", 5000, "even"))


def test_more_than_a_thousand_is_not_a_thousand():
    assert not meets(2, 1000, "one") and meets(2, 1001, "one") and meets(4, 50, "one") and not meets(4, 49, "one")
    assert "only gate" in registration("new", 20000, "even").sentence and "only gate" not in registration("old", 40000, "even").sentence


# recompute


def test_lengths_of_restrictions():
    # lines 35, 54, 90, 136; c12 from 2019 to 2026
    length = {"c01": 3, "c02": 3, "c03": 5, "c06": 3, "c09": 1.5, "c10": 3.5, "c12": 7}
    assert restriction_years() == length
    gaps = [2.0, 3.5 - mean([3, 3, 5, 3, 1.5, 7]), 3.5 - mean([3, 3, 5, 3, 1.5]), 3.5 - mean([3, 3, 3, 1.5]),
            3.25 - mean([3, 3, 5, 1.5, 7])]
    assert charts()["longer"]["data"][-1]["x"] == pytest.approx(gaps) and [gap > 0 for gap in gaps] == [True, False, True, True, False]


def test_printed_results():
    printed = "".join(output.get("text", "") for cell in NOTEBOOK.cells for output in cell.get("outputs", []))
    assert "eight groups together: 684" in printed and "in 2020: 2.07" in printed  # 1414 / 684
    assert "40 percent less: 3.74 million" in printed  # 6,227,549 x 0.6 = 3,736,529
    assert printed.count("cannot be both") == 4 and "138 notes survive" in printed


# charts


def test_the_charts_hold_the_printed_numbers():
    drawings = charts()
    assert set(drawings) == {"timeline", "handover", "parties", "threats", "sanctions", "economy", "money", "across", "longer"}
    bars = {trace["name"]: [x for x in trace["x"] if x] for trace in drawings["threats"]["data"]}
    assert bars == {"civil society activists": [482], "seven other groups": [202], "total as printed": [684, 1414]}
    ends = {}
    for trace in drawings["sanctions"]["data"]:
        if trace.get("x") and trace["x"] != [None]:
            ends.setdefault(trace["name"].split()[0], []).append(round(max(trace["x"]), 2))
    assert sorted(ends["c08"]) == [18] and sorted(ends["c12"]) == [round(5 / 12, 2), 7, 7] and sorted(ends["c03"]) == [3, 5]
    assert set(ends) == {f"c{number:02d}" for number in range(1, 19)}
    told = " ".join(note["text"].replace("<br>", " ") for note in drawings["money"]["layout"].get("annotations", []))
    told += " ".join(str(text).replace("<br>", " ") for trace in drawings["money"]["data"] for text in trace.get("text") or [])
    assert "at least 785 million USD" in told and "less than 1 million GBP" in told and "4.8 billion USD" in told


def test_no_person_of_a_case_is_named():
    names = ("Bokayev Ayanov Ilyashev Kozlov Mamai Abishev Atabek Tulesova Duisembiev Bilash Baltabay Elshibayev Ensebek Kharkova "
             "Eleusinov Kushakbaev Duvanov Agadil Orazaly Kunbolat Akhmedyarov")  # fmt: skip
    folder = Path(__file__).parents[2]
    texts = [nbformat.writes(NOTEBOOK)] + [
        (folder / name).read_text() for name in ("notebooks/quizzes/16_retreating_rights_kazakhstan.yaml", "notebooks/traces/16.yml")
    ]
    assert not [name for name in names.split() for text in texts if name in text]


# quiz


def test_shares_of_people():
    for question, p in every("share-of-people"):
        assert question.answer == pytest.approx(100 * GROUPS[p["name"]] / 684)
        assert question.near_misses[0].value == pytest.approx(100 * GROUPS[p["name"]] / 1414)


def test_what_the_counts_support():
    # 2020: about two threats a person; 2021 under a condition; the others take threats for people, or a floor for a count
    reasons = [1, 1, 0, 0, 2, 2]
    for question, p in every("may-one-say"):
        assert question.answer is (p["place"] < 2) and right_places(question.reasons) == [reasons[p["place"]]]


def test_codes_under_another_rule():
    keys = {"c01": 1, "c03": 0, "c04": 2, "c06": 0, "c09": 1, "c10": 0, "c11": 1, "c12": 1, "c14": 2, "c15": 0}
    found = {next(case for case in keys if f"case {case} " in plain(question.stem)): right_places(question.options)
             for question, _ in every("another-rule")}  # fmt: skip
    assert found == {case: [key] for case, key in keys.items()}
    wide = JAILED | {"c09"} | THREATENED
    assert keys == {case: {(1, 1): 1, (1, 0): 2, (0, 1): 0}[case in wide, case in BARRED] for case in keys}


def test_percent_longer():
    years = {"c01": 3, "c02": 3, "c03": 5, "c06": 3, "c09": 1.5, "c10": 3.5}
    for question, p in every("percent-longer"):
        assert question.answer == pytest.approx(100 * (years[p["first"]] / years[p["second"]] - 1))


def test_after_the_handover_by_each_rule():
    for question, p in every("which-side-after"):
        state = (("imposed", "detained", "all")[p["wide"]], ("out", "after")[p["turn"]], ("out", "notes")[p["by_note"]])
        prison, restricted = met(piles(*state)[AFTER])
        assert right_places(question.options) == [0 if prison > restricted else 1 if prison == restricted else 2]


def test_which_rule_fails():
    for question, p in every("which-rule-fails"):
        each, total = (p["members"] - p["city"]) / 16 >= 300, p["members"] >= 5000
        assert right_places(question.options) == [0 if each and total else 2 if total else 3]
    assert len({right_places(question.options)[0] for question, _ in every("which-rule-fails")}) == 3


def test_what_an_amount_needs():
    keys = {"Judgments": 0, "Assets": 0, "Funds": 2, "Three": 2, "Homes": 3, "Buildings": 3, "Direct": 1}
    assert {p["item"].split()[0]: right_places(question.options)[0] for question, p in every("what-an-amount-needs")} == keys


def test_fixed_questions_and_people():
    for question, p in every("people-from-two-texts"):
        assert question.answer == pytest.approx(6.227549 * (100 - p["fall"]) / 100)
    assert right_places(drawn("number-and-gate").options) == [3] and mark(drawn("number-and-gate"), 3).right
    assert right_places(drawn("what-may-be-joined").options) == [0, 2, 4]
    said = {pair.text: pair.match for pair in drawn("who-says-it").pairs}
    assert next(who for text, who in said.items() if "around 20" in text) == "local human rights defenders"  # line 128
    assert next(who for text, who in said.items() if "130 cases" in text) == "Human Rights Watch"  # line 86
    assert sum(row.points for row in drawn("a-sentence-on-change").rubric) == 5
    assert {q.objective for q in BANK.questions} == {1, 2, 3, 4, 5}
