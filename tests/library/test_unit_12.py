"""Unit 12: its exercises, explorers and quiz, held against counts and sums worked out by hand from the source lines."""
import re
from itertools import product
from math import sqrt

import nbformat
import pytest
from banks import right_set, versions_of
from postsoviet import load
from postsoviet.charts.figure import figure_dict
from postsoviet.charts.show import METADATA
from postsoviet.datasets import data_folder
from postsoviet.exercises import exercises
from postsoviet.explore.unit_12 import (
    FEWEST, MEASURES, MOST, NOT_KNOWN, UNRELATED, believe_and_go, overlap, people, percentages, which_mine,
)  # fmt: skip
from postsoviet.findings import ledger
from postsoviet.quiz.bank import load as load_bank
from postsoviet.quiz.text import plain

BANK = load_bank("12")
every, _ = versions_of("12")
EXERCISES = exercises("12")
VILLAGERS = 44  # lines 11780-11781
# Table 1, lines 11607-11631: changes of owner, court cases, peaceful protests, violent protests
TABLE = {"Jerui": (7, 2, 12, None), "Andash": (5, 1, 9, 2), "Taldy-Bulak": (2, 0, 5, 2)}


def shares_of(n: int) -> set[int]:
    """Whole percentages that n people can give; halves round up."""
    return {int(100 * count / n + 0.5) for count in range(n + 1)}


def both_by_trial(first: int, second: int, n: int) -> tuple[int, int]:
    """Fewest and most in both groups, by trying how many of the second lie inside the first."""
    possible = [k for k in range(min(first, second) + 1) if second - k <= n - first]
    return possible[0], possible[-1]


# what the charts draw


def test_every_printed_percentage_is_there_once():
    # lines 11841-11856, 11894-11895, 11922-11924, 12097-12101 and 12250, in the order of the text
    printed = [59, 55, 40, 34, 30, 65, 53, 50, 32, 17, 23, 77, 57, 39, 66, 60]
    assert list(percentages()["percent"]) == printed
    assert [share for share in printed if share not in shares_of(VILLAGERS)] == [40, 65, 53, 17, 60]


def test_the_people_behind_the_answers():
    assert dict(people()["count"]) == {"aware": 26, "influence": 34, "hard": 29, "no hearing": 19, "no auction": 27}
    assert [round(100 * count / 44) for count in (26, 34, 29, 44 - 19, 44 - 27)] == [59, 77, 66, 57, 39]


def test_the_table_is_the_table_of_the_source():
    rows = load("12-mine-conflicts").set_index("mine")
    names = ["ownership_changes", "court_cases", "peaceful_protests", "violent_protests"]
    for mine, counts in TABLE.items():
        assert list(rows.loc[mine, names].fillna(-1)) == [-1 if count is None else count for count in counts]


def test_the_intervals_of_the_chart():
    # Wilson's interval as the two roots of (p - x)^2 = z^2 x (1 - x) / n, against the text alternative
    cells = nbformat.read(data_folder().parent / "notebooks" / "12_mining_talas.ipynb", as_version=4).cells
    cards = [output.metadata[METADATA] for cell in cells for output in cell.get("outputs", []) if METADATA in output.get("metadata", {})]
    alt = next(card["alt"] for card in cards if card["id"] == "chart-12-wilson")
    for count in (34, 29, 26, 25, 17):
        p, z, n = count / 44, 1.959964, 44
        a, b, c = 1 + z * z / n, -(2 * p + z * z / n), p * p
        root = sqrt(b * b - 4 * a * c)
        assert f"{100 * p:.1f}, from {100 * (-b - root) / (2 * a):.1f} to {100 * (-b + root) / (2 * a):.1f}" in alt


def test_no_number_of_a_chart_is_typed():
    cells = nbformat.read(data_folder().parent / "notebooks" / "12_mining_talas.ipynb", as_version=4).cells
    charts = [cell.source for cell in cells if cell.cell_type == "code" and "show(\n" in cell.source]
    assert len(charts) == 7
    for source in charts:
        drawn = source.split("key=")[0]
        assert not re.search(r"(?<![\w\"'])\d\d+(?![\w\"'])", re.sub(r"label_shift=\{[^}]*\}|per_row=\d+|label_room=\d+|reference=\d+|100 \*|\"[^\"]*\"", "", drawn)), drawn


# the exercises


def test_what_the_table_shows_by_hand():
    assert EXERCISES["12-what-the-table-shows"].answer() == {
        "A": "supported", "B": "supported", "C": "open", "D": "supported", "E": "open", "F": "contradicted", "G": "open",
    }


def test_the_largest_bases_by_counting():
    found = {str(share): max(n for n in range(1, 45) if share in shares_of(n)) for share in (17, 40, 53, 60, 65)}
    assert EXERCISES["12-largest-base"].answer() == found == {"17": 42, "40": 43, "53": 43, "60": 43, "65": 43}


def test_who_says_it_by_the_source():
    # A 11986-11990, B 12006-12010, C 11936-11941, D 12381-12388, E 12184-12186, F 11871-11874, G 12077-12079, H 12293-12299
    assert EXERCISES["12-who-says-it"].answer() == {
        "A": "national government", "B": "local government", "C": "donors", "D": "local government",
        "E": "national government", "F": "villagers", "G": "author", "H": "donors",
    }


def test_hard_and_went_by_trial():
    assert EXERCISES["12-hard-and-went"].answer() == list(both_by_trial(29, 25, 44)) == [10, 25]


# explorer 1: which mine is most in conflict


@pytest.mark.parametrize("dash", [NOT_KNOWN, 0, 1, 2, 3])
@pytest.mark.parametrize("measure", MEASURES)
def test_the_sums_of_the_mines(measure, dash):
    which = {"peaceful protests": (2,), "violent protests": (3,), "all protests": (2, 3), "protests and court cases": (1, 2, 3)}[measure]
    view = which_mine(measure, dash)
    sums = dict(zip(view.readout["Mine"], view.readout["Sum (count)"], strict=True))
    for mine, counts in TABLE.items():
        cells = [counts[place] if counts[place] is not None else None if dash == NOT_KNOWN else dash for place in which]
        known = sum(cell for cell in cells if cell is not None)
        wanted = str(known) if None not in cells else "not known" if len(cells) == 1 else f"{known} or more"
        assert sums[mine] == wanted, (measure, dash, mine)
        assert f"{mine} {wanted}" in view.sentence


def test_only_violence_hangs_on_the_dash():
    for measure, dash in product(MEASURES, [NOT_KNOWN, 0, 1, 2, 3]):
        if measure != "violent protests":
            assert which_mine(measure, dash).panels[0].finding.startswith("Jerui has the most"), (measure, dash)
    said = [which_mine("violent protests", dash).panels[0].finding for dash in (NOT_KNOWN, 0, 2, 3)]
    assert "stays open" in said[0] and said[1].startswith("Andash and Taldy-Bulak") and "equal" in said[2] and said[3].startswith("Jerui")


def test_a_dash_is_never_drawn_as_a_zero():
    bars = {trace["name"]: trace for trace in figure_dict(which_mine("all protests", NOT_KNOWN).panels[0].figure)["data"]}
    assert None in list(bars["violent"]["x"])
    assert 0 in list(figure_dict(which_mine("all protests", 0).panels[0].figure)["data"][1]["x"])


# explorer 2: two answers of the same people


@pytest.mark.parametrize(("first", "second"), [*product(["influence", "aware"], ["no hearing", "no auction"])])
def test_the_limits_by_trial(first, second):
    said, never = {"influence": 34, "aware": 26}[first], {"no hearing": 19, "no auction": 27}[second]
    low, high = both_by_trial(said, never, 44)
    assert overlap(said, never, 44) == (low, high)
    for reading, both in ((FEWEST, low), (MOST, high), (UNRELATED, round(said * never / 44))):
        view = believe_and_go(first, second, reading)
        assert list(view.readout["Gave the answer (persons)"]) == [said - both, both]
        assert list(view.readout["People"]) == [44 - never, never]
        assert f"from {low} to {high} people" in view.sentence
        drawing = figure_dict(view.panels[0].figure)
        squares = sum(len([x for x in trace["x"] if x is not None]) for trace in drawing["data"] if trace.get("mode") == "markers")
        assert squares == 44


def test_the_overlap_turns_the_conclusion():
    said = {reading: believe_and_go("influence", "no hearing", reading).panels[0].finding for reading in (FEWEST, UNRELATED, MOST)}
    assert "who went would" in said[FEWEST] and "equally" in said[UNRELATED] and "never went would" in said[MOST]


# the ledger rows on the page


def test_the_verdicts_that_the_page_speaks_of():
    rows = ledger("12").set_index("id")["verdict"]
    assert rows["12-attended-hearings"] == "reproduced"
    assert rows["12-government-before-ngos"] == rows["12-powerless"] == rows["12-main-villages"] == "differs"


# the quiz


def test_a_dash_stays_empty():
    assert right_set(BANK.question("what-to-do-with-the-dash")) == {2}


def test_shares_of_one_mine():
    place = {"changes of owner": 0, "court cases": 1, "peaceful protests": 2}
    for question, given in every("share-of-one-mine"):
        column = [counts[place[given["measure"]]] for counts in TABLE.values()]
        assert question.answer == pytest.approx(100 * TABLE[given["mine"]][place[given["measure"]]] / sum(column)), given


def test_people_behind_a_share():
    for question, given in every("people-behind-a-share"):
        share = int(re.search(r"(\d+) percent say yes", plain(question.stem))[1])
        (yes,) = [count for count in range(45) if int(100 * count / 44 + 0.5) == share]
        assert question.answer == (yes if given["said"] == "yes" else 44 - yes), given


def test_the_base_decides():
    for question, given in every("can-it-come-from"):
        fits = given["share"] in shares_of(44 - given["missing"])
        assert fits != (given["share"] in shares_of(44)), given
        assert question.answer == (fits if given["claim"] == "can" else not fits), given
        assert right_set(question) == ({0} if fits else {2}), given


def test_a_misfit_and_the_comparable_channels():
    assert 53 not in shares_of(44) and 53 in shares_of(43)
    assert right_set(BANK.question("what-a-misfit-means")) == {2}
    channels = load("12-information-channels")
    alone = set(channels[channels["question"] == "now"]["channel"]) & set(channels[channels["question"] == "wanted"]["channel"])
    options = BANK.question("which-changes-are-shown").options
    assert {plain(options[place].text).split(":")[0].casefold() for place in right_set(BANK.question("which-changes-are-shown"))} == {name.casefold() for name in alone}


def test_limits_of_a_gap_by_trial():
    for question, given in every("limits-of-a-gap"):
        gaps = [given["wanted"] - using for using in range(given["used"] + 1)]
        assert question.answer == (min(gaps) if given["end"] == "smallest" else max(gaps)), given


def test_views_belong_to_their_groups():
    views = load("12-stakeholder-views").set_index("view")["stakeholder"]
    groups = ["villagers", "donors", "national government", "local government"]
    for question, given in every("who-holds-which-view"):
        assert [views[plain(pair.text)] for pair in question.pairs] == groups, given


def test_what_each_view_rests_on():
    # read in the source: a view given to a group with words of a respondent beside it, and words of single respondents
    rows = load("12-stakeholder-views").set_index("line")["evidence"]
    both = {
        "11951-11956", "11983-11990", "12019-12025", "12030-12040", "12120-12134", "12136-12142", "12142-12152",
        "12169-12177", "12196-12207", "12311-12329",
    }
    assert set(rows.index[rows == "survey with a quotation"]) == both
    assert set(rows.index[rows == "quoted respondent"]) == {"12004-12010", "12010-12017", "12291-12299", "12373-12388"}


def test_one_voice_or_a_summary():
    rows = load("12-stakeholder-views")
    for question, given in every("how-many-say-so"):
        row = rows[rows["stakeholder"] == given["group"]].iloc[given["place"]]
        assert f'"{row["view"]}"' in plain(question.stem)
        assert right_set(question) == ({0} if row["evidence"] == "quoted respondent" else {1}), given


def test_fewest_and_most_by_trial():
    for question, given in every("fewest-or-most-in-both"):
        low, high = both_by_trial(given["first"], given["second"], 44)
        assert question.answer == (low if given["end"] == "smallest" else high), given


def test_the_order_of_the_pairs():
    for question, given in every("order-by-fewest"):
        ordered = [[int(number) for number in re.findall(r"\d+", plain(item.text))] for item in sorted(question.items, key=lambda item: item.by)]
        fewest = [both_by_trial(*pair, 44)[0] for pair in ordered]
        assert fewest == sorted(set(fewest)), given
