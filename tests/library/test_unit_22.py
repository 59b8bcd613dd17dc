"""The page on rights, law and speech: answers, explorer and charts, worked out by hand from the lines of the sources."""

import itertools
from statistics import median

import nbformat
import pytest
from postsoviet.charts.show import METADATA, PLOTLY_MIME
from postsoviet.descriptor import open_package
from postsoviet.exercises.unit_22 import EXERCISES
from postsoviet.explore.unit_22 import (
    BRINGS, CLAIMS, EVIDENCE, POSITIONS, SPEAKERS, chosen, claim_cells, claim_table, counts, months_of, obstacles, position, terms,
    verdict, voices, where_longer,
)  # fmt: skip
from postsoviet.sourcing import read_sources
from postsoviet.traces.origins import FOLDER

BY_ID = {exercise.id: exercise for exercise in EXERCISES}
#: Unit 4, lines 3402-3528, prison only; unit 16, lines 35, 78, 130, 132, 188, 190; unit 6, lines 5511-5524 and 6315-6318.
PRISON_4 = [24, 36, 36, 48, 54, 60, 66, 72, 80]
PRISON_16 = [5, 48, 60, 60, 60, 72, 216]
PRISON_6 = [18, 30, 240]
#: Other penalties with a term: unit 4, line 3421; unit 16, lines 35, 54, 90, 136; unit 6, lines 5420-5421.
OTHER_4, OTHER_16, OTHER_6 = [24], [36, 36, 36, 60, 36, 18, 42], [60]


# exercises


def test_voices_by_hand():
    # units 4, 16 and 18 and web article C; Gussarova, Hug and the author of C; C quotes a committee
    assert BY_ID["22-voices"].answer() == [4, 3, 2] and BY_ID["22-voices"].judge([4, 3, 2]).passed
    assert not BY_ID["22-voices"].judge([4, 4, 2]).passed


def test_reasons_by_hand():
    by_hand = {"A": "different groups", "B": "rule and practice", "C": "choice of a word", "D": "different times",
               "E": "facts in dispute"}  # fmt: skip
    assert BY_ID["22-why-differ"].judge(by_hand).passed
    for pair in by_hand:
        assert not BY_ID["22-why-differ"].judge(by_hand | {pair: "misprint"}).passed


def test_medians_by_hand():
    assert BY_ID["22-unit-of-count"].answer() == [54, 30, 240]
    assert [median(PRISON_4), median(PRISON_6), max(PRISON_6)] == [54, 30, 240]
    assert not BY_ID["22-unit-of-count"].judge([51, 30, 240]).passed


def test_each_mistake_has_its_own_sentence():
    for exercise in EXERCISES:
        for mistake in exercise.mistakes:
            assert exercise.judge(mistake.answer()).why == mistake.why, exercise.id


# terms and explorer


def test_the_terms_are_those_of_the_lines():
    for text, prison, other in (("unit 4", PRISON_4, OTHER_4), ("unit 16", PRISON_16, OTHER_16), ("unit 6", PRISON_6, OTHER_6)):
        assert months_of(chosen("term", "any", "prison"), [text]) == sorted(prison)
        assert months_of(chosen("term", "any", "any"), [text]) == sorted(prison + other)
    assert len(terms()) == 24 + 4


def test_a_pardoned_or_threatened_term_does_not_count():
    sixteen = terms().query("text == 'unit 16'").set_index("case")["months"]
    assert sixteen["c12"] == 5 and "c11" not in sixteen.index and "c14" not in sixteen.index


def test_the_persons_of_unit_16_by_hand():
    # c01, c02: 60 and 36 each; c03: 36 and 60; the others have one term
    rows = chosen("person", "any", "any").query("text == 'unit 16'").set_index("case")["months"]
    assert rows.to_dict() == {"c01": 60, "c02": 60, "c03": 60, "c04": 72, "c06": 36, "c07": 48, "c08": 216, "c09": 18, "c10": 42,
                              "c12": 5, "c13": 60}  # fmt: skip


@pytest.mark.parametrize(
    ("state", "home", "abroad", "said"),
    [
        (("term", "any", "prison", "4"), "9 terms, median 54", "3 terms, median 30", "look longer in Kazakhstan"),
        (("term", "any", "prison", "both"), "16 terms, median 60", "3 terms, median 30", "look longer in Kazakhstan"),
        (("person", "any", "prison", "16"), "7 people, median 60", "1 person, median 240", "look longer in Azerbaijan"),
        (("person", "any", "any", "4"), "10 people, median 51", "2 people, median 150", "look longer in Azerbaijan"),
        (("term", "any", "any", "16"), "14 terms, median 45", "4 terms, median 45", "have the same median"),
        (("term", "words", "any", "16"), "2 terms, median 48", "nothing is left", "cannot be compared"),
    ],
)
def test_the_answers_of_the_explorer_by_hand(state, home, abroad, said):
    sentence = where_longer(*state).sentence
    assert f"Kazakhstan: {home}" in sentence and f"Azerbaijan: {abroad}" in sentence
    assert f"By this rule the terms {said}." in sentence


def test_the_rule_alone_turns_the_answer():
    states = itertools.product(["term", "person"], ["any", "words"], ["prison", "any"], ["4", "16", "both"])
    for base, charge, penalty, texts in states:
        sentence = where_longer(base, charge, penalty, texts).sentence
        if charge == "words":
            assert "cannot be compared" in sentence
        elif base == "person":
            assert "longer in Azerbaijan" in sentence
        else:
            assert "longer in Azerbaijan" not in sentence


def test_what_is_not_counted_is_still_drawn():
    for state in (("term", "any", "prison", "4"), ("person", "words", "any", "both")):
        figure = where_longer(*state).panels[0].figure
        drawn = [x for trace in figure["data"][:3] for x in trace["x"] if x is not None]
        assert sorted(drawn) == sorted(terms()["months"])


def test_an_empty_list_has_no_verdict():
    assert verdict([], [1]) == verdict([1], []) == "cannot be compared"
    assert verdict([2], [1]) == "look longer in Kazakhstan" and verdict([1], [1]) == "have the same median"


# claims and evidence


def test_the_positions_by_hand():
    rows = {claim: [position(claim, speaker) for speaker in SPEAKERS] for claim, *_ in CLAIMS}
    # columns: press 2016, scholar 2017, article C, official, centre July, centre September
    yes, quote, no, early = POSITIONS
    mute = "silent"
    assert list(rows.values()) == [
        [mute, yes, quote, mute, yes, yes], [mute, yes, mute, mute, quote, mute], [quote, yes, mute, mute, mute, mute],
        [early, early, mute, yes, no, no], [early, early, mute, yes, no, mute], [early, early, mute, yes, yes, mute],
        [early, early, mute, yes, no, mute],
    ]  # fmt: skip


def test_too_early_is_never_a_position_of_a_later_text():
    for (claim, since, _), speaker in itertools.product(CLAIMS, SPEAKERS):
        kind = position(claim, speaker)
        assert (kind == "too early") == bool(since and SPEAKERS[speaker][2] < since)
        assert ((claim, speaker) in claim_cells()) == (kind != "silent")


def test_the_finding_on_the_claims():
    official, centre = "State 2021", "Centre July 2021"
    assert [claim for claim, *_ in CLAIMS if position(claim, official) == position(claim, centre) == "says so"] == [CLAIMS[5][0]]
    assert sum({position(claim, official), position(claim, centre)} == {"says so", "differs"} for claim, *_ in CLAIMS) == 3
    assert all(0 < len(said) < len(SPEAKERS) for _, _, said in CLAIMS)
    assert voices(CLAIMS[0][0])[1] == ["Anna Gussarova", "author of article C", "Adam Hug"]


def test_the_finding_on_the_evidence():
    own = [speaker for speaker, brought in BRINGS.items() if "Own counts" in brought]
    assert own == ["Scholar 2017 (unit 4)", "State official 2021 (unit 17)", "Monitor, in unit 16"]
    assert sum("Own role" in BRINGS[speaker] for speaker in own) == 2
    assert all(set(brought) <= set(EVIDENCE) for brought in BRINGS.values())


#: Words of the source that a coded position rests on.
ANCHORS = {
    ("04", "2358-2362"): "words are sufficient", ("04", "2389-2393"): "vagueness", ("04", "2972-2987"): "grassroots",
    ("16", "86-88"): "not currently evidence", ("16", "178"): "overly broad", ("16", "96"): "more cosmetic than meaningful",
    ("16", "106"): "sustained international pressure", ("16", "206"): "removed from the Criminal Code", ("17", "155"): "extremism-related",
    ("17", "205"): "only notify", ("17", "209"): "all charges", ("18", "11"): "substantive difference", ("18", "55"): "peaceful protestors",
    ("19", "48-50"): "If they receive financing",
}  # fmt: skip


def test_the_lines_hold_what_the_coding_rests_on(sources_folder):
    sources = read_sources(open_package(), sources_folder)
    for (unit, lines), words in ANCHORS.items():
        assert words in " ".join(sources[unit].passage(lines).split()), (unit, lines)


def test_the_table_names_lines_for_each_position():
    table = claim_table()
    assert (table["Position"].str.startswith(("silent", "too early")) == (table["Lines"] == "none")).all()


# counts


def test_the_six_counts_by_hand():
    assert [count["value"] for count in counts().values()] == [151, 1039, 130, 20, 119, 87]
    assert [count["printed"] for count in counts().values()] == ["151", "1,039", "over 130", "around 20", "119", "87"]


def test_no_two_counts_agree_and_one_pair_is_nearest():
    apart = {pair: obstacles(*pair) for pair in itertools.combinations(counts(), 2)}
    assert min(map(len, apart.values())) == 2 and [pair for pair, what in apart.items() if len(what) == 2] == [("E", "F")]
    assert apart["D", "E"] == ["country", "time", "maker"] and apart["A", "B"] == ["stage", "time", "maker"]
    assert all(obstacles(one, one) == [] for one in counts())


# the page


def test_the_ranges_drawn_are_those_of_the_lists():
    path = next((FOLDER.parent).glob("22_*.ipynb"))
    outputs = [one for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code" for one in cell.outputs]
    cards = {one.metadata[METADATA]["id"]: one.metadata[METADATA] for one in outputs if PLOTLY_MIME in one.get("data", {}) and METADATA in one.metadata}
    rows = [row[1:] for row in cards["chart-22-terms"]["rows"]]
    assert rows == [[24, None, 84], [24, 54, 80], [5, 60, 216], [18, 30, 240]]
