"""Unit 19: answers, explorers and quiz keys, worked out by hand from the lines of the article."""

import itertools

import pytest
from banks import right_text, versions_of
from postsoviet import load
from postsoviet.descriptor import open_package
from postsoviet.exercises.unit_19 import EXERCISES
from postsoviet.explore.unit_19 import (
    COMPARISON, LINKS, RIVALS, RULES, TEXTS, TOLD, TOPIC_GROUPS, answered, counted, plan, speakers, voices,
)  # fmt: skip
from postsoviet.quiz.bank import load as load_bank
from postsoviet.quiz.draws import draw_one
from postsoviet.quiz.marking import mark
from postsoviet.quiz.text import plain
from postsoviet.sourcing import read_sources

BANK = load_bank("19")
every, _ = versions_of("19")
BY_ID = {exercise.id: exercise for exercise in EXERCISES}
PLANS = list(itertools.product(["nobody", "after", "both"], ["none", "choice", "lot"], ["organiser", "independent"], ["day", "months"]))


# exercises


def test_levels_by_hand():
    # unit 17: 191 money, 195 meetings and talks, 205 and 209 what the official says came of it, 211 an aim
    by_hand = {"a": "input", "b": "output", "c": "claimed outcome", "d": "output", "e": "hoped outcome", "f": "claimed outcome",
               "g": "input"}  # fmt: skip
    assert BY_ID["19-levels"].judge(by_hand).passed
    assert not BY_ID["19-levels"].judge(by_hand | {"f": "output"}).passed


def test_carriers_by_hand():
    # 34 and 42 have no "said" or "told"; 18, 22 and 40 are on the own organisation; 44 and 46 on the movement
    by_hand = dict.fromkeys(["n1", "n5", "n7"], "no speaker named") | dict.fromkeys(["n2", "n3", "n8"], "about own organisation")
    by_hand |= dict.fromkeys(["n4", "n6"], "about another organisation")
    assert BY_ID["19-carriers"].judge(by_hand).passed
    assert not BY_ID["19-carriers"].judge(by_hand | {"n3": "no speaker named"}).passed


def test_bounds_by_hand():
    # 12000 / 1.5; 12000 / 60; 75 meetings of 30 are 2250, 9750 are left for 75
    assert list(BY_ID["19-bound"].answer()) == [8000, 200, 130]
    assert BY_ID["19-bound"].judge([8000, 200, 130]).passed and not BY_ID["19-bound"].judge([8000, 200, 65]).passed


def test_the_records_by_hand():
    needed = {"those who came, asked before", "those who came, asked a year later", "others like them, asked at the same times"}
    assert BY_ID["19-needed"].judge(needed).passed
    for record in needed:
        assert not BY_ID["19-needed"].judge(needed - {record}).passed
    assert not BY_ID["19-needed"].judge(needed | {"number of meetings"}).passed


def test_each_mistake_has_its_own_sentence():
    for exercise in EXERCISES:
        for mistake in exercise.mistakes:
            verdict = exercise.judge(mistake.answer())
            assert verdict.status == "wrong" and verdict.why == mistake.why, exercise.id


# whose voice


@pytest.mark.parametrize(
    ("count", "rule", "state", "whole"),
    [
        ("speakers", "narrow", 2, 6), ("speakers", "posts", 4, 6), ("persons", "money", 4, 5),
        ("statements", "narrow", 4, 16), ("statements", "posts", 6, 16), ("statements", "money", 11, 16),
        # reported and not quoted: lines 24-26, 48, 58
        ("quoted", "narrow", 3, 13), ("quoted", "money", 9, 13),
    ],
)  # fmt: skip
def test_voices_by_hand(count, rule, state, whole):
    sentence = voices(count, rule).sentence
    assert sentence.startswith(f"{state} of {whole} ")
    assert ("more than half" in sentence) == (state * 2 > whole)


def test_the_verdict_turns_with_the_rule_and_one_voice_stays_free():
    for count in ("speakers", "persons", "statements", "quoted"):
        assert "fewer than half" in voices(count, "narrow").sentence and "more than half" in voices(count, "money").sentence
        shares = [counted(count).isin(RULES[rule]).mean() for rule in ("narrow", "posts", "money")]
        assert shares == sorted(shares) and shares[-1] < 1
    # the one step at which the two units disagree
    assert "more than half" in voices("speakers", "posts").sentence and "fewer than half" in voices("statements", "posts").sentence
    assert list(speakers().loc[speakers()["tie"] == "no tie named", "speaker"]) == ["p04"]


def test_threat_and_support_have_one_speaker_each():
    topics = load("19-statements").assign(group=lambda rows: rows["topic"].map(TOPIC_GROUPS))
    assert set(topics[topics["group"] == "The threat"]["speaker"]) == {"p01"}
    assert set(topics[topics["group"] == "Support, resources"]["speaker"]) == {"p04"} and topics["group"].notna().all()


# what an evaluation needs


@pytest.mark.parametrize(
    ("state", "open_", "words"),
    [
        (("nobody", "lot", "independent", "months"), 5, "where the article stands"),
        (("after", "none", "organiser", "day"), 5, "may not say that they changed"),
        (("after", "choice", "organiser", "day"), 4, "may not say why"),
        (("after", "choice", "independent", "months"), 2, "may not say why"),
        (("after", "lot", "independent", "months"), 0, "what the meetings changed"),
        (("both", "none", "organiser", "day"), 4, "may not say that the meetings did it"),
        (("both", "choice", "independent", "day"), 2, "one possible reason"),
        (("both", "lot", "organiser", "day"), 2, "what the meetings changed"),
    ],
)
def test_plans_by_hand(state, open_, words):
    sentence = plan(*state).sentence
    assert words in sentence and f" {open_} of 5 other explanations" in sentence


def test_more_of_a_plan_never_opens_an_explanation():
    orders = [["nobody", "after", "both"], ["none", "choice", "lot"], ["organiser", "independent"], ["day", "months"]]
    for less, more in itertools.product(PLANS, repeat=2):
        if all(order.index(a) <= order.index(b) for order, a, b in zip(orders, less, more, strict=True)):
            small, large = answered(*less), answered(*more)
            assert all(large[rival] or not small[rival] for rival in RIVALS)
    assert all(answered("both", "lot", "independent", "months").values())


def test_without_a_lot_the_readier_stay_an_open_doubt():
    assert not any(answered(*state)["Those who came were readier to change"] for state in PLANS if state[1] != "lot")


# charts


def test_no_outcome_rests_on_a_number_or_an_event():
    chain = load("19-outputs-and-outcomes")
    outcomes = chain[chain["level"].str.endswith("outcome")]
    assert sorted(outcomes["item"]) == ["o01", "o11", "o14", "o15", "o16", "o17"]
    assert outcomes["evidence"].value_counts().to_dict() == {"statement": 4, "none": 2}
    outputs = chain[chain["level"] == "output"]["evidence"].value_counts().to_dict()
    assert outputs == {"event": 3, "number without source": 2, "statement": 1}


def test_the_lines_behind_the_four_texts(sources_folder):
    sources = read_sources(open_package(), sources_folder)
    units = dict(zip(TEXTS, ["19", "04", "16", "17"], strict=True))
    wanted = {
        ("What extremism is", "Unit 4"): "three types", ("The label on people without violence", "Unit 16"): "without proven ties",
        ("A task for NGOs", "This article"): "ngos", ("A task for NGOs", "Unit 4"): "judge and party", ("A task for NGOs", "Unit 16"): "engage",
        ("A task for NGOs", "Unit 17, D"): "non-governmental", ("State money for NGOs", "This article"): "financed",
        ("State money for NGOs", "Unit 16"): "funding", ("State money for NGOs", "Unit 17, D"): "grants",
        ("Pressure on NGOs or activists", "Unit 4"): "prosecuted", ("Pressure on NGOs or activists", "Unit 16"): "tax",
        ("Pressure on NGOs or activists", "Unit 17, D"): "suspension", ("The label on people without violence", "Unit 4"): "opinion",
    }  # fmt: skip
    told = {(subject, text) for subject, row in COMPARISON.items() for text, cell in zip(TEXTS, row, strict=True) if cell[0] == TOLD}
    assert told == set(wanted)
    for (subject, text), word in wanted.items():
        passage = COMPARISON[subject][TEXTS.index(text)][2]
        lines = " ".join(sources[units[text]].passage(part) for part in passage.split(";"))
        assert word in lines.casefold(), (subject, text)
    # silence can be checked too: the op-ed never uses the word; in the article only the policy document defines (line 56)
    assert "extremis" not in sources["17"].passage("179-211").casefold()
    assert not any("defin" in sources["19"].passage(part).casefold() for part in ("6-54", "58-60"))
    assert {end for _, end, *_ in LINKS} >= {"KazakhStan for Peace", "Phoenix Centre"}


# quiz


def test_levels_and_ties_in_the_quiz_by_hand():
    words = {"o01": "hoped", "o05": "input", "o14": "hoped", "o15": "claimed", "o16": "claimed", "o17": "hoped"}
    for question, drawn in every("level-of-a-sentence"):
        assert words.get(drawn["item"], "output") in right_text(question)
    ties = {"p01": "State money", "p02": "post", "p03": "post", "p04": "No tie"}
    for question, drawn in every("tie-of-a-speaker"):
        assert ties.get(drawn["who"], "is the state") in right_text(question)


def test_counts_in_the_quiz_by_hand():
    statements, persons = [4, 6, 11, 7], [2, 4, 5, 3]
    versions = every("count-the-voices")
    assert len(versions) >= 5
    for question, drawn in versions:
        assert question.answer == (statements if drawn["unit"] == "statements" else persons)[drawn["rule"]]


def test_bounds_in_the_quiz_by_hand():
    for question, drawn in every("ceiling"):
        assert question.answer * drawn["floor"] == drawn["total"]
    question = draw_one(BANK, BANK.question("ceiling"), {"floor": 80, "total": 6000}).question
    assert question.answer == 75 and mark(question, "75").right
    # 6000 / 81 can be reached; 6000 / 160 is one possible mean
    assert not mark(question, "74.07").right and not mark(question, "74.1").right and not mark(question, "37.5").right
    people = {drawn["times"]: question.blanks["number"].answer
              for question, drawn in every("different-people")}  # fmt: skip
    assert people == {2: 6000, 3: 4000, 4: 3000, 5: 2400, 6: 2000}


def test_records_in_the_quiz_by_hand():
    right = ["before the meeting", "did not come", "independent", "months later", "did not come", "before the meeting"]
    for question, drawn in every("which-record"):
        assert right[drawn["item"]] in right_text(question)


def test_fixed_keys_by_hand():
    for name, places in {"since-the-founding": {1}, "voices-not-heard": {0, 2, 4}, "may-be-joined": {0, 3, 4}}.items():
        question = every(name)[0][0]
        options = question.reasons if question.type == "true-false" else question.options
        assert {place for place, option in enumerate(options) if option.correct} == places
    assert every("since-the-founding")[0][0].answer is False
    pairs = {plain(pair.text): plain(pair.match) for pair in every("four-texts")[0][0].pairs}
    assert "judge and party" in pairs["The study of unit 4"] and "without proven ties" in pairs["The introduction of unit 16"]
    order = [plain(item.text).split()[0] for item in every("chain-in-order")[0][0].items]
    assert order == ["A", "Speakers", "Forty", "Pupils"]
