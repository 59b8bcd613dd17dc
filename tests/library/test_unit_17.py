"""Unit 17: answers, explorers, charts and quiz keys, worked out by hand from the lines of the source."""

import itertools
from datetime import date

import pytest
from banks import right_text, versions_of
from postsoviet import load
from postsoviet.descriptor import open_package
from postsoviet.exercises.unit_17 import EXERCISES
from postsoviet.explore.unit_17 import (
    OPEN, OTHER_UNITS, PAST, STATES, assignments, concern_cells, counted_statements, forecasts, leaders, limits, outcome, step_days,
    support, treaties, treaty_cells, treaty_names,
)  # fmt: skip
from postsoviet.quiz.bank import load as load_bank
from postsoviet.quiz.draws import draw_one
from postsoviet.quiz.marking import mark
from postsoviet.quiz.text import plain
from postsoviet.sourcing import read_sources

BANK = load_bank("17")
every, _ = versions_of("17")
BY_ID = {exercise.id: exercise for exercise in EXERCISES}
#: Lines 143-151, read by hand: what each state has in the seven rows with three values.
BINDING = {"Kazakhstan": 7, "Kyrgyzstan": 6, "Uzbekistan": 6}
LOOSE = ("Optional protocol on torture", "Enforced disappearance")


# exercises


def test_certain_or_open_by_hand():
    # protocol: two of three states; disappearance: one of three
    by_hand = {"s1": "certain", "s2": "open", "s3": "ruled out", "s4": "open", "s5": "certain", "s6": "ruled out"}
    assert BY_ID["17-certain-or-open"].answer() == by_hand
    assert not BY_ID["17-certain-or-open"].judge(by_hand | {"s2": "certain"}).passed


def test_the_other_exercises_by_hand():
    # 77: "February 27, 2005", "very next day", "after a few days", "march 9th", "fled ... April 9, 2005"; 81: "April the 16th"
    days = ["printed", "follows", "no day", "printed", "no day", "printed", "no day", "printed"]
    assert BY_ID["17-which-day"].judge({f"r{place}": word for place, word in enumerate(days, 1)}).passed
    pairs = ["came before", "supports", "another question", "another question", "disputes"]
    assert BY_ID["17-is-it-an-outcome"].judge({f"p{place}": word for place, word in enumerate(pairs, 1)}).passed
    tests = ["programme of the forum", "law as published", "minutes and drafts", "grant contracts", "survey of NGOs"]
    assert BY_ID["17-what-would-test-it"].judge({f"t{place}": word for place, word in enumerate(tests, 1)}).passed


def test_the_overthrow_is_older_than_the_essay():
    overthrow = load("18-events").set_index("event").loc["President Jeenbekov of Kyrgyzstan is overthrown", "date"]
    cited = load("17-events").query("line == '104'")["date"].iloc[0]
    assert overthrow == "2020-10" < cited == "2020-12-24"


# the treaty table


def test_no_loose_value_is_given_to_a_state():
    names = {name for name, _ in treaty_cells()}
    assert len(treaty_names()) == 9 and len(names) == 7 and not names & set(LOOSE)
    assert "country" not in load("17-treaties-unassigned").columns
    free = treaties(OPEN, OPEN, "binding")
    texts = list(free.panels[0].figure["data"][0]["text"])
    assert texts.count("not readable") == 6 and not any("supposed" in text for text in texts)


def test_limits_by_hand():
    assert len(assignments()) == 9
    for state, count in BINDING.items():
        assert limits(state) == (count, count + 2) and limits(state, counted="any") == (7, 9)
    # Kazakhstan without the protocol, Kyrgyzstan with the other: 7, 6 + 2, 6 + 1
    assert [limits(state, "Kazakhstan", "Kyrgyzstan")[0] for state in STATES] == [7, 8, 7]


@pytest.mark.parametrize(
    ("blank", "holder", "counted", "words"),
    [
        (OPEN, OPEN, "binding", "do not tell which state has the most"),
        (OPEN, "Kazakhstan", "binding", "Kazakhstan would have the most"),
        ("Kazakhstan", "Uzbekistan", "binding", "Uzbekistan would have the most"),
        ("Kyrgyzstan", "Uzbekistan", "binding", "Kazakhstan and Uzbekistan would share"),
        ("Kyrgyzstan", "Kyrgyzstan", "any", "Kazakhstan, Kyrgyzstan and Uzbekistan would share"),
        # 9 or 8 for Kazakhstan, and at most 8 for Uzbekistan: first in each way, once shared
        ("Kyrgyzstan", OPEN, "binding", "Kazakhstan would be first, alone or with others"),
        (OPEN, "Kyrgyzstan", "any", "Kyrgyzstan would be first, alone or with others"),
        ("Kazakhstan", OPEN, "binding", "would still not tell which state has the most"),
    ],
)
def test_what_a_supposition_changes(blank, holder, counted, words):
    view = treaties(blank, holder, counted)
    assert words in view.sentence and "copy does not say" in view.sentence
    assert ("upposed" in view.panels[0].finding) is not (blank == holder == OPEN)


def test_each_state_can_be_first_alone():
    alone = {leaders(*way)[0] for way in assignments() if len(leaders(*way)) == 1}
    assert alone == set(STATES)
    for way in itertools.product(STATES, STATES):
        # 19 readable binding entries and three loose values
        assert sum(limits(state, *way)[0] for state in STATES) == 22


# forecasts


@pytest.mark.parametrize(
    ("when", "teller", "untold", "base", "told", "rate"),
    [
        ("all", "any", "out", 23, 6, "1 of 6"),
        ("all", "any", "failed", 23, 6, "1 of 23"),
        ("ahead", "any", "out", 16, 0, "No rate"),
        ("past", "any", "out", 7, 6, "1 of 6"),
        ("all", "other", "out", 23, 0, "No rate"),
        ("ahead", "course", "out", 16, 2, "2 of 2"),
        ("past", "course", "out", 7, 0, "No rate"),
        ("all", "course", "failed", 23, 2, "2 of 23"),
    ],
)
def test_rates_by_hand(when, teller, untold, base, told, rate):
    view = forecasts(when, teller, untold)
    assert view.sentence.startswith(f"{base} statements count, and {told} have") and f". {rate}" in view.sentence
    # an outcome that only follows is called so wherever it counts
    inferred = teller == "course" and when != "past"
    assert ("inference" in view.sentence) == ("by inference" in view.panels[0].finding) == inferred


def test_no_told_outcome_looked_ahead():
    table = load("17-forecasts").set_index("forecast")["outcome"]
    told = set(table.index[table.isin(["borne out", "not borne out"])])
    assert told < set(PAST) and not told & set(counted_statements("ahead"))
    # every outcome row cites lines of its own article
    articles = {"A": (11, 51), "B": (61, 124), "C": (136, 173), "D": (185, 211)}
    for row in load("17-forecasts").itertuples():
        first, last = articles[row.article]
        assert all(first <= int(line) <= last for line in row.line.split(";"))
    assert set(OTHER_UNITS) == {"f01", "f02", "f21"} and outcome("f14", "course") == "not told"


# charts


def test_support_adds_up():
    counts = support()
    assert {name: sum(kinds.values()) for name, kinds in counts.items()} == {
        "Article A": 23, "Article B": 16, "Article C": 13, "Article D": 19}  # fmt: skip
    assert [name for name, kinds in counts.items() if kinds["own part in it"]] == ["Article D"]


def test_voices_by_hand():
    cells = concern_cells()
    assert len(cells) == 18 and cells["expression", "Kazakhstan"] == ("UN committee", "3 of 3")
    assert sum(kind == "no source named" for kind, _ in cells.values()) == 7
    assert sum(kind == "UN committee" for kind, _ in cells.values()) == 2


def test_days_of_the_revolts_by_hand():
    days = step_days().set_index(["revolt", "step"])
    assert days.loc[(2005, 8), "first"] == (date(2005, 4, 9) - date(2005, 2, 27)).days == 41
    assert days.loc[(2010, 7), "last"] == (date(2010, 4, 16) - date(2010, 4, 3)).days == 13
    assert list(days.loc[(2005, 3), ["first", "last"]]) == [1, 10] and list(days.loc[(2010, 5), ["first", "last"]]) == [0, 12]
    assert (days["dated"] == "no day").sum() == 7 and (days["first"] <= days["last"]).all()


def test_the_runs_stand_in_their_lines(sources_folder):
    source = read_sources(open_package(), sources_folder)["17"]
    assert source.line(144).endswith("TortureRatificationRatification")
    assert source.line(146).endswith("DisappearanceAccession")
    assert source.line(151).endswith("RatificationSignedSigned")


# quiz


def test_treaty_cells_by_hand():
    for question, drawn in every("treaty-cell"):
        first = drawn["state"] == "Kazakhstan"
        if drawn["name"] in ("OPCAT", "ICPPED"):
            expected = "cannot be read"
        elif drawn["name"] in ("CAT", "CEDAW"):
            expected = "accession"
        else:
            expected = "ratification" if first else "signed" if drawn["name"] == "CRPD" else "accession"
        assert expected in right_text(question)


def test_pairs_of_states_by_hand():
    for question, drawn in every("two-states-together"):
        pair = [count if drawn["counted"] == "binding" else 7 for state, count in BINDING.items() if state != drawn["third"]]
        totals = []
        for blank, holder in itertools.product(STATES, STATES):
            others = [state for state in STATES if state != drawn["third"]]
            totals.append(sum(pair) + sum(state != blank for state in others) + (holder in others))
        assert question.answer == (min if drawn["end"] == "smallest" else max)(totals)


def test_days_and_outcomes_by_hand():
    kinds = "printed,worked,story,story,printed,story,printed,story,story,printed".split(",")
    for question, drawn in every("kind-of-day"):
        assert kinds[drawn["item"]] in right_text(question)
    told = {"f18": "Open", "f22": "Open"} | dict.fromkeys(["f04", "f10", "f11", "f12", "f17"], "Not borne out")
    for question, drawn in every("outcome-told"):
        assert right_text(question).startswith(told.get(drawn["id"], "Not told"))


def test_support_questions_by_hand():
    around = ["nothing", "figure", "names", "names", "nothing", "names", "nothing", "figure", "own part", "own part", "nothing", "figure"]
    claims = load("17-claims").set_index("claim")["evidence"]
    ids = ["a22", "d09", "a14", "b09", "b11", "c07", "c09", "d03", "d12", "d13", "d07", "d15"]
    words = {"none given": "nothing", "figure": "figure", "event": "figure", "own role": "own part"}
    for question, drawn in every("support-of-a-claim"):
        assert around[drawn["item"]] in right_text(question)
        assert words.get(claims[ids[drawn["item"]]], "names") == around[drawn["item"]]


def test_numbers_of_the_op_ed_by_hand():
    for question, drawn in every("fold-with-other-roundings"):
        assert question.answer == pytest.approx(drawn["late"] / drawn["early"]) and 350 < drawn["early"] < 450
    question = draw_one(BANK, BANK.question("fold-with-other-roundings"), {"early": 440, "late": 15900}).question
    assert mark(question, "36.1").right and not mark(question, "40").right
    blanks = every("room-for-a-claim")[0][0].blanks
    assert blanks["share"].answer == pytest.approx(305.4 / 18) and blanks["rest"].answer == pytest.approx(100 - 305.4 / 18)


def test_fixed_keys_by_hand():
    rate = every("a-rate-of-forecasts")[0][0]
    assert rate.answer is False and "hindsight" in right_text(rate)
    fair = every("fair-words-for-an-official")[0][0]
    assert [place for place, option in enumerate(fair.options) if option.correct] == [1, 3]
    order = [plain(item.text) for item in every("order-of-article-d")[0][0].items]
    assert [words in text for words, text in zip(["2003", "2013", "2019", "November", "January", "week"], order, strict=True)] == [True] * 6
    pairs = {plain(pair.text)[:12]: plain(pair.match) for pair in every("what-would-test-it")[0][0].pairs}
    assert "Minutes" in pairs["A law came o"] and "register" in pairs["The number o"]
