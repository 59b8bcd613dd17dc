"""Every key of the quiz of unit 02, computed again from the data sets."""

import pytest

from postsoviet import load
from postsoviet.findings import ledger
from postsoviet.measures.migration import percent_change
from postsoviet.measures.rounding import interval, ratio_interval
from postsoviet.quiz import load as load_bank

QUESTIONS = {question.id: question for question in load_bank("02").questions}


def shares(origin):
    """Printed destinations of one origin."""
    return load("02-destinations-by-origin").query("origin == @origin").set_index("destination")["share_percent"]


def moves(group, year):
    """Yearly moves of a group."""
    rows = load("02-migration-volumes").query("measure == 'Inter-regional turnover in the year'")
    return rows.query("group == @group and start == @year")["value"].iloc[0]


def population(place):
    """The two populations of a place."""
    return load("02-populations").query("place == @place").sort_values("year")["value"].tolist()


def computed():
    """Answers and near misses of the number questions: id to (answer, misses in the order of the bank)."""
    north, loss = shares("North"), population("Six northern oblasts")
    stay, astana = north["North and Astana"], north["Astana city and Akmola"]
    russians, everyone = [moves("Russians", year) for year in (1999, 2015)], [moves("all", year) for year in (1999, 2015)]
    printed_loss = load("02-population-changes").set_index("group").loc["Six northern oblasts", "change_percent"]
    rise = russians[1] - russians[0]
    return {
        "rest-of-the-north": (stay - astana, [stay * (100 - astana) / 100, 100 - astana, 100 - stay]),
        "northern-loss": (
            -percent_change(*loss), [100 * (loss[0] - loss[1]) / loss[1], -printed_loss, 100 * loss[1] / loss[0]],
        ),
        "share-of-growth": (
            100 * rise / (everyone[1] - everyone[0]),
            [100 * russians[1] / everyone[1], percent_change(*russians), 100 * rise / everyone[1]],
        ),
    }


def test_every_number_question_is_computed_here():
    assert set(computed()) == {name for name, question in QUESTIONS.items() if question.type == "number"}


@pytest.mark.parametrize("name", computed())
def test_the_answer_and_the_near_misses(name):
    question, (answer, misses) = QUESTIONS[name], computed()[name]
    assert question.answer == pytest.approx(answer, abs=question.tolerance)
    assert [miss.value for miss in question.near_misses] == pytest.approx(misses, abs=question.tolerance)


def right(name):
    """Texts of the right options."""
    return [option.text for option in QUESTIONS[name].options if option.correct]


def test_two_readings():
    north, south = shares("North"), shares("South")
    totals = load("02-destinations-by-origin").query("origin == 'North' and level == 'total'")
    assert totals["share_percent"].sum() == 100  # so "more than 100" is wrong
    # a trap of the question: the number is also printed for the South
    assert north["Astana city and Akmola"] == south["Almaty city"]
    assert "all northern migrants" in right("two-readings")[0]


def test_four_counts_come_from_two_kinds_of_source():
    rows = load("02-migration-volumes").query("unit == 'persons' and group == 'all'")
    assert rows.groupby("source_type")["value"].apply(sorted).to_dict() == {
        "census": [308_000, 991_000], "statistics": [80_000, 202_800],
    }


def test_evidence_for_the_verdict():
    flows = load("02-flows-to-northernmost").set_index("origin")
    assert tuple(flows.loc["Almaty oblast", ["movers", "all_migrants"]]) == (1400, 278_000)
    settled = load("02-repatriates-settlement").set_index("region")["share_percent"]
    assert (settled["South"], settled["North"]) == (49, 19)
    assert len(right("evidence-for-the-verdict")) == 2


def test_astana_words():
    first, last = (interval(value, -3) for value in population("Astana city"))
    low, high = ratio_interval(last, first)
    assert low > 3, "rounding could make 'almost tripled' true"
    assert 100 * (low - 1) < interval(206, 0).high and 100 * (high - 1) > interval(206, 0).low
    assert ledger("02").set_index("id").loc["02-astana-multiple", "verdict"] == "differs"
    assert low == pytest.approx(3.06, abs=0.005) and 100 * (low - 1) == pytest.approx(206.4, abs=0.05)


def test_lost_map():
    south, flows = shares("South"), load("02-flows-to-northernmost").set_index("origin")
    assert south["Astana city and Akmola"] == 14 and south["West"] == 8
    assert tuple(flows.loc["South Kazakhstan", ["destination", "movers", "all_migrants"]]) == ("Kostanay", 2600, 244_000)
    assert "Kyzylorda" not in flows.index
    assert len(right("lost-map")) == 3


def test_grey_cell():
    cells = load("02-repatriates-settlement-by-origin").query("origin == 'China'")
    assert cells["region"].tolist() == ["South"]
    assert str(100 - cells["share_percent"].sum()) in right("grey-cell")[0]


def test_what_failed():
    settled = load("02-repatriates-settlement").set_index("region")["share_percent"]
    assert settled.idxmax() == "South" and settled["North"] < settled["South"]
    notes = " ".join(load("02-programmes").attrs["notes"])
    assert "seen as a success" in notes and "seen as a success" in right("what-failed")[0]


def test_mangystau_is_a_recorded_conflict():
    conflicts = " ".join(load("02-migration-volumes").attrs["conflicts"])
    assert "Mangystau" in conflicts and "can both fall" in conflicts
    assert "what the first list counts" in conflicts.lower() and "what the first list counts" in right("mangystau")[0].lower()
