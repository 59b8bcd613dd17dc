"""Every key of the quiz of unit 02, computed again from the data sets in another way than the bank does."""

import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from postsoviet import load
from postsoviet.findings import ledger
from postsoviet.measures.migration import percent_change
from postsoviet.measures.rounding import interval, ratio_interval
from postsoviet.quiz.bank import load as load_bank
from postsoviet.quiz.draws import draw_all, draw_one
from postsoviet.quiz.marking import mark

BANK = load_bank("02")
NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "02_migration.ipynb"


def versions(name):
    """All versions of a question."""
    return draw_all(BANK, BANK.question(name))


def only(name):
    """The one version of a fixed question."""
    (drawn,) = versions(name)
    return drawn.question


def version(name, **parameters):
    """One version of a question."""
    return draw_one(BANK, BANK.question(name), parameters).question


def right(name):
    """Texts of the right options of a fixed question."""
    return [option.text for option in only(name).options if option.correct]


def misses(key):
    """Values of the near misses, in the order of the bank."""
    return [miss.value for miss in key.near_misses]


def shares(origin):
    """Printed destinations of one origin."""
    return load("02-destinations-by-origin").query("origin == @origin").set_index("destination")["share_percent"]


def moves(group):
    """Yearly moves of a group in the two printed years."""
    rows = load("02-migration-volumes").query("measure == 'Inter-regional turnover in the year' and group == @group")
    return rows.sort_values("start")["value"].tolist()


def population(place):
    """The two populations of a place."""
    return load("02-populations").query("place == @place").sort_values("year")["value"].tolist()


def test_what_the_bank_holds():
    objectives = Counter(question.objective for question in BANK.questions)
    assert set(objectives) == {1, 2, 3, 4, 5} and min(objectives.values()) >= 2
    drawn = [question for question in BANK.questions if question.is_parameterised]
    assert len(drawn) >= len(BANK.questions) / 3 and len({question.type for question in drawn}) >= 3
    assert all(len(versions(question.id)) >= 7 for question in drawn)
    assert all(question.hint for question in BANK.questions)


def test_no_place_or_length_gives_a_single_choice_away():
    choices = [drawn[0].question for drawn in (versions(q.id) for q in BANK.questions if q.type == "single")]
    assert sorted([option.correct for option in question.options].index(True) for question in choices) == [0, 1, 2, 3]
    longest = [max(question.options, key=lambda option: len(option.text)).correct for question in choices]
    assert sum(longest) <= 1


def test_two_readings():
    north = shares("North")
    stay, printed = north["North and Astana"], north["Astana city and Akmola"]
    # of 100 northern migrants, to Astana and Akmola and elsewhere in the North, in the one and the other reading
    readings = [(printed, stay - printed), (stay * printed / 100, stay - stay * printed / 100)]
    holds = [
        [45 < astana < 50 for astana, _ in readings],
        [astana > 30 for astana, _ in readings],
        [elsewhere > 100 / 3 for _, elsewhere in readings],
        [astana > stay / 2 for astana, _ in readings],
    ]
    assert holds == [[True, False], [True, True], [False, True], [True, False]]
    assert [option.correct for option in only("two-readings").options] == [all(both) for both in holds]
    # nor can rounding break the safe statement: 68.5 percent of 46.5 percent
    assert interval(stay, 0).low * interval(printed, 0).low / 100 > 30
    said = [option.feedback for option in only("two-readings").options]
    assert "only 32.4 percent" in said[0] and "36.6 percent" in said[2] and "is 22 percent" in said[2]
    assert "68 percent of those who stayed" in said[3]


@pytest.mark.parametrize(
    ("reading", "place", "crowd", "people", "wrong"),
    [
        ("all northern migrants", "Astana and Akmola", 200, 94, [64.86, 44, 138, 106, 47]),
        ("all northern migrants", "other places in the North", 1000, 220, [365.7, 470, 690, 530, 22]),
        ("those who stayed in the North", "Astana and Akmola", 300, 97.29, [141, 109.71, 207, 202.71, 32.43]),
        ("those who stayed in the North", "other places in the North", 500, 182.85, [110, 162.15, 345, 337.85, 36.57]),
    ],
)
def test_readings_in_people_by_hand(reading, place, crowd, people, wrong):
    question = version("readings-in-people", reading=reading, place=place, crowd=crowd)
    assert question.answer == pytest.approx(people) and misses(question) == pytest.approx(wrong)


def test_readings_in_people_in_every_version():
    north = shares("North") / 100
    stay, astana = north["North and Astana"], north["Astana city and Akmola"]
    assert stay == 0.69 and astana == 0.47, "mend the versions that are computed by hand"
    for drawn in versions("readings-in-people"):
        place, crowd = drawn.parameters["place"], drawn.parameters["crowd"]
        went = {"Astana and Akmola": astana if drawn.parameters["reading"].startswith("all") else stay * astana}
        went["other places in the North"] = stay - went["Astana and Akmola"]
        assert drawn.question.answer == pytest.approx(crowd * went[place]), drawn.parameters


def test_people_behind_percents_by_hand():
    question = version("people-behind-percents", from_north="the West", from_south="Almaty city")
    # 2 of 33, 47 of 40, 69 of 33, 67 of 40 percent: 0.66, 18.8, 22.77, 26.8
    assert [item.text.split()[0] for item in question.items] == ["2", "47", "69", "67"]
    assert [item.by / 100 for item in question.items] == pytest.approx([0.66, 18.8, 22.77, 26.8])


def test_people_behind_percents_whatever_about_means():
    size = load("02-origin-shares").set_index("origin")
    assert size.loc["South", "qualifier"] == "about"
    printed = {origin: set(shares(origin)) for origin in ("North", "South")}
    for drawn, about in itertools.product(versions("people-behind-percents"), (37, 40, 43)):
        people = []
        for item in drawn.question.items:
            percent, _, _, whose, *_ = item.text.split()  # "47 percent of southern migrants: ..."
            origin = {"northern": "North", "southern": "South"}[whose]
            assert int(percent) in printed[origin]
            people.append(int(percent) * (size.loc["North", "share_percent"] if origin == "North" else about))
        assert people == sorted(people) and len(set(people)) == 4, drawn.parameters


def test_the_larger_percent_is_not_the_larger_group():
    for drawn in versions("people-behind-percents"):
        percents = [int(item.text.split()[0]) for item in drawn.question.items]
        assert percents != sorted(percents)  # who orders the percents as they stand goes wrong
        northern = next(item for item in drawn.question.items if "Astana included" in item.text)
        assert int(northern.text.split()[0]) == max(percents)  # its feedback says so


def test_one_missing_word():
    rows = load("02-migration-volumes")
    row = rows.query("measure == 'Share of migrants who crossed the national border'").iloc[0]
    assert (row["group"], row["value"], row["start"]) == ("Russians", 34, 2015)
    assert any("share of Russian migrants" in note for note in rows.attrs["notes"])
    question = only("one-missing-word")
    assert all(mark(question, text).right for text in ("migrants", "Migrants.", " movers ", "Мигранты"))
    assert "all Russians" in mark(question, "population").feedback[0]
    assert "34 percent" in question.stem and "66 percent of them did not" in question.right


def test_how_counted():
    volumes = load("02-migration-volumes")
    kinds = {"a census": "census", "yearly statistics": "statistics"}
    found = {pair.text: pair.match for pair in only("how-counted").pairs}
    held = 0
    for row in volumes.query("source_type in ['census', 'statistics']").itertuples():
        for text, match in found.items():
            if {f"{row.value:,g}"} & {*text.split()}:
                held += 1
                assert kinds[match] == row.source_type
    assert held == 4
    # a way of counting is to be known from the period, not from a word of the number itself
    assert not any(word in text for text in found for word in ("census", "year ", "yearly", "statistic"))
    assert Counter(found.values()) == {"a census": 3, "yearly statistics": 2, "way of counting not known": 1}
    returnees = load("02-figures-in-prose").set_index("figure").loc["repatriates_1999_2009"]
    assert returnees["description"].endswith("in the census")
    assert f"{returnees['value']:,.0f} returnees" in " ".join(found)
    assert "census" not in load("02-repatriates-origin").attrs["title"]


def test_growth_of_what():
    expected = {  # the first number and the second one: the right reason, 0 for a fair quotient
        (308_000, 991_000): 0, (80_000, 202_800): 0, (13_400, 14_800): 0,
        (308_000, 80_000): 1, (308_000, 202_800): 1, (991_000, 202_800): 1,
        (80_000, 14_800): 2, (13_400, 202_800): 2,
    }  # fmt: skip
    found = {}
    for drawn in versions("growth-of-what"):
        reasons = [reason.correct for reason in drawn.question.reasons]
        found[drawn.parameters["before"], drawn.parameters["after"]] = reasons.index(True)
        assert drawn.question.answer is (reasons.index(True) == 0)
    assert found == expected
    rows = load("02-migration-volumes").set_index("value")
    for (before, after), reason in expected.items():
        same = [rows.loc[before, column] == rows.loc[after, column] for column in ("source_type", "group")]
        assert same == {0: [True, True], 1: [False, True], 2: [True, False]}[reason]
    assert rows.index[rows["qualifier"].eq("over") & rows["unit"].eq("persons")].tolist() == [308_000]
    decades = version("growth-of-what", before=308_000, after=991_000).stem
    assert "over 308,000 people who moved between oblasts in the ten years up to 1999" in " ".join(decades.split())
    assert all(row.end - row.start == 10 for row in rows.loc[[308_000, 991_000]].itertuples())
    years = version("growth-of-what", before=80_000, after=14_800).stem
    assert "in the year 1999, and 14,800 Russians in the year 2015" in " ".join(years.split())


def test_evidence_for_the_verdict():
    flows = load("02-flows-to-northernmost").set_index("origin")
    assert tuple(flows.loc["Almaty oblast", ["movers", "all_migrants"]]) == (1400, 278_000)
    settled = load("02-repatriates-settlement").set_index("region")["share_percent"]
    assert (settled["South"], settled["North"]) == (49, 19)
    assert [re.findall(r"[\d,]{2,}", text)[:2] for text in right("evidence-for-the-verdict")] == [
        ["1,400", "278,000"], ["49", "1999"],
    ]  # fmt: skip
    decades = load("02-migration-volumes").query("measure == 'Inter-regional migrants'")["value"]
    assert decades.tolist() == [308_000, 991_000]
    assert "Over 308,000 people" in only("evidence-for-the-verdict").options[4].text


def test_what_failed():
    settled = load("02-repatriates-settlement").set_index("region")["share_percent"]
    assert settled.idxmax() == "South" and settled["North"] < 50  # "most settled outside the North"
    notes = " ".join(load("02-programmes").attrs["notes"])
    assert "seen as a success" in notes and "seen as a success" in right("what-failed")[0]


def test_one_small_flow():
    flow = load("02-flows-to-northernmost").set_index("origin").loc["Almaty oblast"]
    assert flow["destination"] == "North Kazakhstan" and flow["scope"].startswith("Ethnic Kazakhs")
    assert flow["movers"] / flow["all_migrants"] == pytest.approx(0.005, abs=0.0005)
    assert len(load("02-flows-to-northernmost")) == 2  # "one of only two such flows that our copy prints"
    question = only("one-small-flow")
    assert question.points == len(question.rubric) == 4
    assert "0.5 percent" in question.rubric[0].text and "0.5 percent" in question.sample


@pytest.mark.parametrize(
    ("what", "first", "last"),
    [
        ("Astana city", 281, 863), ("Six northern oblasts", 7.7, 5.7), ("Ethnic Kazakhs in towns", 1.1, 4.8),
        ("Moves between oblasts in a year, all people but Russians (our subtraction)", 66_600, 188_000),
    ],
)  # fmt: skip
def test_growth_and_times_by_hand(what, first, last):
    percent, times = version("growth-and-times", what=what).blanks.values()
    assert percent.answer == pytest.approx((last - first) / first * 100)
    wrong = [last / first * 100, (last - first) / last * 100, (first - last) / first * 100]
    assert misses(percent) == pytest.approx(wrong)
    assert times.answer == pytest.approx(last / first)
    assert misses(times) == pytest.approx([last / first - 1, first / last])


def test_growth_and_times_in_every_version():
    for drawn in versions("growth-and-times"):
        blanks, what = drawn.question.blanks, drawn.parameters["what"]
        if not what.startswith("Moves"):
            first, last = population(what)
            assert blanks["times"].answer == pytest.approx(last / first)
        assert blanks["times"].answer == pytest.approx(1 + blanks["percent"].answer / 100)


def test_what_rounding_allows_by_search():
    printed = {
        "Astana city": (population("Astana city"), 1000),
        "ethnic Kazakhs in towns": (population("Ethnic Kazakhs in towns"), 0.1),
        "moves of all people between oblasts": (moves("all"), 100),
        "moves of Russians between oblasts": (moves("Russians"), 100),
    }
    # the unit shows the smallest growth of Astana, so that version is left out
    assert len(versions("what-rounding-allows")) == 2 * len(printed) - 1
    for drawn in versions("what-rounding-allows"):
        pair, unit = printed[drawn.parameters["what"]]
        steps = [-0.5, -0.25, 0, 0.25, 0.5]
        first, last = ([value + step * unit for step in steps] for value in pair)
        sizes = [100 * (b / a - 1) for a, b in itertools.product(first, last)]
        ends = {"smallest": min(sizes), "largest": max(sizes)}
        inside = [100 * (last[step] / first[step] - 1) for step in (2, -1, 0)]
        assert drawn.question.answer == pytest.approx(ends.pop(drawn.parameters["end"]))
        assert misses(drawn.question) == pytest.approx([*inside, *ends.values()])
        told = re.search(r"goes from ([\d.,]+) to ([\d.,]+)\. ", drawn.question.right)
        used = [float(number.replace(",", "")) for number in told.groups()]
        assert percent_change(*used) == pytest.approx(drawn.question.answer)


def test_what_rounding_allows_by_hand():
    question = version("what-rounding-allows", what="moves of Russians between oblasts", end="smallest")
    assert question.answer == pytest.approx(100 * (14_750 - 13_450) / 13_450)
    question = version("what-rounding-allows", what="ethnic Kazakhs in towns", end="largest")
    assert question.answer == pytest.approx(100 * (4.85 - 1.05) / 1.05)


def test_astana_words():
    first, last = (interval(value, -3) for value in population("Astana city"))
    low, high = ratio_interval(last, first)
    assert low > 3, "rounding could make 'almost tripled' true"
    assert 100 * (low - 1) < interval(206, 0).high and 100 * (high - 1) > interval(206, 0).low
    assert ledger("02").set_index("id").loc["02-astana-multiple", "verdict"] == "differs"
    question = only("astana-words")
    assert "206 percent growth" in question.stem
    assert right("astana-words") == ['She keeps "206 percent" and changes "almost tripled".']
    assert "206.4 percent" in question.options[0].feedback and "3.06 times" in question.options[0].feedback
    assert "862,500 divided by 281,500" in question.options[1].feedback
    assert "207.1 percent" in question.options[2].feedback


def test_share_of_growth():
    everyone, russians, question = moves("all"), moves("Russians"), only("share-of-growth")
    rise = russians[1] - russians[0]
    assert question.answer == pytest.approx(1400 / 122_800 * 100)
    assert question.answer == pytest.approx(100 * rise / (everyone[1] - everyone[0]))
    wrong = [100 * russians[1] / everyone[1], percent_change(*russians), 100 * rise / everyone[1]]
    assert misses(question) == pytest.approx(wrong)


def test_lost_map():
    south, flows = shares("South"), load("02-flows-to-northernmost").set_index("origin")
    assert south["Astana city and Akmola"] == 14 and south["West"] == 8
    flow = flows.loc["South Kazakhstan"]
    assert (flow["destination"], flow["movers"], flow["all_migrants"]) == ("Kostanay", 2600, 244_000)
    assert "Kyzylorda" not in flows.index and "Kyzylorda" not in set(load("02-destinations-by-origin")["origin"])
    lost = load("lost-exhibits").query("unit == '02'").set_index("exhibit")["subject"]
    assert "southern oblasts" in lost["Map 4"]
    assert [text.split()[-1] for text in right("lost-map")] == ["Akmola?", "Kostanay?", "West?"]


def test_grey_cell():
    cells = load("02-repatriates-settlement-by-origin")
    west = cells["region"].replace("Mangystau", "West")
    printed = {(row.origin, region): row.share_percent for row, region in zip(cells.itertuples(), west, strict=True)}
    found = set()
    for drawn in versions("grey-cell"):
        country, part = drawn.parameters["country"], drawn.parameters["part"]
        assert (country, part) not in printed, "the cell is not grey"
        parts = ("North", "South", "West")
        (known,) = (printed[country, region] for region in parts if (country, region) in printed)
        bound, others = 100 - known, [share for (_, region), share in printed.items() if region == part]
        texts = [option.text for option in drawn.question.options]
        starts = ("about 0", f"about {bound}", f"from {min(others)} to {max(others)}", f"from 0 to {bound}")
        assert [option.correct for option in drawn.question.options] == [False, False, False, True]
        for start, text in zip(starts, texts, strict=True):
            assert text.startswith(f"It is {start} percent"), text
        found.add((country, part))
    # every grey cell of the eight countries but the one that the unit itself explains
    assert ("China", "North") not in found and len(found) == 8 * 2 - 1
    china = version("grey-cell", country="China", part="West")
    assert "from 0 to 42 percent" in china.options[3].text and "from 21 to 86 percent" in china.options[2].text
    assert "from 13 to 73 percent" in version("grey-cell", country="Iran", part="North").options[2].text


def test_the_charts_of_the_questions_are_in_the_notebook():
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    shown = {
        output["metadata"]["postsoviet"]["id"]
        for cell in cells for output in cell.get("outputs", []) if "postsoviet" in output.get("metadata", {})
    }  # fmt: skip
    asked = {f"chart-02-{question.chart}" for question in BANK.questions if question.chart}
    assert asked == {"chart-02-returnees-by-origin"} and asked <= shown
