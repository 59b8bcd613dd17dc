"""What unit 8 shows: what 57 answers allow, and how far one more answer changes a comparison.

Nothing in the source says that the sample was drawn at random. So the first explorer keeps chance apart from what no interval
covers: people unlike those who were asked. The second asks how many answers a difference between
two small groups hangs on.
"""

from functools import cache

import pandas as pd

from postsoviet.charts import intervals, unit_chart
from postsoviet.datasets import load
from postsoviet.explore.view import Panel, View
from postsoviet.measures.proportions import fisher_exact, grim, wilson_interval

GROUPS = ("Kazakh", "Russian")
#: Questions of Table 1 in its order; one more has a single cell for both groups.
QUESTIONS = ("first sources", "sources now", "why the internet", "who should educate")
PLACES = ("1st", "2nd", "3rd")
#: How an answer in the list of one group stands to the list of the other.
SAME, MOVED, PARTLY, ALONE = "in both lists, same place", "in both lists, other place", "in part in both lists", "only in this list"
KINDS = (SAME, MOVED, PARTLY, ALONE)
#: The usual level, and how many comparisons of this sample the unit makes.
LEVEL, COMPARISONS = 0.05, 3
#: What becomes of the rule where nothing, or something, is known.
_OPEN = "whether it is more than half stays open"


# the sample


@cache
def size_of(group: str) -> int:
    """Return how many people filled in the questionnaire in a language."""
    return int(load("08-respondents").query("characteristic == 'respondents' and group == @group")["value"].iloc[0])


def sexes() -> dict[str, dict[str, int]]:
    """Return women and men of each group: from percentages in one, from equal numbers in the other."""
    rows = load("08-respondents").set_index(["characteristic", "group"])["value"]
    kazakh, russian = (size_of(group) for group in GROUPS)
    counts = [grim(float(rows[sex, "Kazakh"]), kazakh)[0] for sex in ("females", "males")]
    return {
        "Kazakh group": dict(zip(("women", "men"), counts, strict=True)),
        "Russian group": {"women": russian // 2, "men": russian - russian // 2},
    }


@cache
def counted_answers() -> pd.DataFrame:
    """Return the answers for which a count is printed or follows from a percentage.

    Returns
    -------
    DataFrame
        Columns ``answer``, ``group``, ``count``, ``n``, ``status``, one row an answer of a group.
    """
    told = load("08-answers-in-text").set_index(["answer", "group"])["value"]
    table = load("08-table1-numbers").query("sex == 'all'").set_index(["measure", "group"])["value"]
    agree, doubt = "agree that literacy matters for both sexes", "questioned the accuracy of what is online"
    kazakh, russian = (size_of(group) for group in GROUPS)
    rows = [
        ("Matters for both sexes", "Kazakh", grim(table[agree, "Kazakh"], kazakh)[0], "derived"),
        ("Matters for both sexes", "Russian", grim(table[agree, "Russian"], russian)[0], "derived"),
        ("Parents should educate", "Kazakh", grim(told["parents should educate", "Kazakh"], kazakh)[0], "derived"),
        ("Questioned what is online", "Kazakh", int(told[doubt, "Kazakh"]), "printed"),
        ("Questioned what is online", "Russian", int(told[doubt, "Russian"]), "printed"),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["answer", "group", "count", "status"])
    return frame.assign(n=frame["group"].map(size_of))[["answer", "group", "count", "n", "status"]]


# the ranked answers of Table 1


def ranked(question: str, group: str) -> dict[int, list[str]]:
    """Return the answers at each place of a list; two answers under one bullet share their place."""
    rows = load("08-table1-ranked-answers").query("question == @question and group == @group")
    return {int(place): list(found["item"]) for place, found in rows.groupby("position")}


def ranked_cells() -> dict[tuple[str, str], tuple[str, str]]:
    """Return the cells of the matrix of ranked answers: (list, place) to (kind, text)."""
    cells = {}
    for question in QUESTIONS:
        for group, other in zip(GROUPS, reversed(GROUPS), strict=True):
            there = {item: place for place, items in ranked(question, other).items() for item in items}
            for place, items in ranked(question, group).items():
                cells[row_name(question, group), PLACES[place - 1]] = _kind(items, place, there), " / ".join(items)
    return cells


def row_name(question: str, group: str) -> str:
    """Name one list of Table 1."""
    return f"{question[:1].upper()}{question[1:]}, {group} group"


def _kind(items: list[str], place: int, there: dict[str, int]) -> str:
    found = {SAME if there.get(item) == place else MOVED if item in there else ALONE for item in items}
    return found.pop() if len(found) == 1 else PARTLY


# explorer 1: chance, and the people who were not asked


def not_asked_bounds(count: int, n: int, covered: float) -> tuple[float, float, float, float]:
    """Return the Wilson interval, and the range for all when nothing is known of a part of them.

    Parameters
    ----------
    count, n : int
        Answers and respondents.
    covered : float
        Part of all the young who are like the respondents, between 0 and 1: an assumption.

    Returns
    -------
    tuple of four float
        Ends of the interval, then ends of the range, as shares.
    """
    low, high = wilson_interval(count, n)
    return low, high, covered * low, covered * high + (1 - covered)


def who_was_asked(answer: int, times: int, covered: int) -> View:
    """Show what an answer allows for people like the respondents, and for all.

    Parameters
    ----------
    answer : int
        Row of `counted_answers`.
    times : int
        How many times as many people answer, with the same share.
    covered : int
        Percent of the young who are like the respondents.
    """
    row = counted_answers().iloc[answer]
    count, n = int(row["count"]) * times, int(row["n"]) * times
    share = 100 * count / n
    low, high, least, most = (100 * end for end in not_asked_bounds(count, n, covered / 100))
    young = f"young people who would answer in {row['group']}"
    labels = [f"The {n} who answer", "Young people like them: chance alone",
              f"All {young}, if {'all' if covered == 100 else f'{covered} of 100'} are like them"]
    supposed = (
        f"If all {young} are like them" if covered == 100
        else f"If {covered} of 100 {young} are like them and nothing is known of the others"
    )
    figure = intervals(
        # of all young people only the range is known: what is not known has no best guess
        labels, [share, share, share if covered == 100 else None], [None, low, least], [None, high, most], value_title="Percent", reference=50,
        reference_name="half", decimals=1,
    )
    figure.update_xaxes(range=[0, 100])
    people = f"{count} of {n}" if times == 1 else f"{count}, if {n} people answered instead of {row['n']}"
    sentence = (
        f"{row['answer']}, {row['group']} group: {people}, which is {share:.1f} percent. "
        f"For people like them, chance alone leaves {low:.1f} to {high:.1f} percent. "
        f"{supposed}, the share of all would lie from {least:.1f} to {most:.1f} percent: {verdict(least, most)}."
    )
    title = f"{row['answer']}, {row['group']} group. Under this assumption {verdict(least, most)}."
    alt = (
        f"Three rows in percent with a line at one half. A dot at {share:.1f} for those who answer; a line from "
        f"{low:.1f} to {high:.1f} for people like them; a line from {least:.1f} to {most:.1f} for all {young}"
        f"{'.' if covered == 100 else ', without a dot, since nothing is known of the others.'}"
    )
    return View(sentence, [Panel("ranges", title, alt, figure)], pd.DataFrame(
        [("Share of those who answer", f"{share:.1f}", f"{share:.1f}", "0.0"),
         ("People like them, chance alone (Wilson, 95 percent)", f"{low:.1f}", f"{high:.1f}", f"{high - low:.1f}"),
         ("All young people under the assumption", f"{least:.1f}", f"{most:.1f}", f"{most - least:.1f}")],
        columns=["Range", "From (percent)", "To (percent)", "Width (points)"],
    ))


def verdict(low: float, high: float) -> str:
    """Say what a range in percent tells about one half."""
    return "it is more than half" if low > 50 else "it is less than half" if high < 50 else _OPEN


# explorer 2: how many answers a difference hangs on


def one_answer(kazakh: int, russian: int) -> View:
    """Show two groups with so many who disagree, and what chance alone would do.

    Parameters
    ----------
    kazakh, russian : int
        How many of each group disagree that literacy matters for both sexes.
    """
    table = [[kazakh, size_of("Kazakh") - kazakh], [russian, size_of("Russian") - russian]]
    chance = fisher_exact(table)
    printed = kazakh == _disagree() and russian == 0
    shares = [100 * no / sum((no, yes)) for no, yes in table]
    sentence = (
        f"{'As in Table 1' if printed else 'A what-if'}: of {size_of('Kazakh')} in the Kazakh group {_disagreeing(kazakh)}, of "
        f"{size_of('Russian')} in the Russian group {_disagreeing(russian)}. If the groups were alike, chance would part two random samples at least so "
        f"far in {_cases(chance)} of 100 cases. {_told_apart(chance)} No rule turns this sample into a random one."
    )
    figure = unit_chart({
        "Kazakh group": {"disagree": kazakh, "agree": table[0][1]},
        "Russian group": {"disagree": russian, "agree": table[1][1]},
    })
    alt = (
        f"Two blocks of squares, one square a person. Kazakh group: {_disagreeing(kazakh)}, {table[0][1]} agree. Russian "
        f"group: {_disagreeing(russian)}, {table[1][1]} agree."
    )
    return View(sentence, [Panel("people", _title(chance), alt, figure)], pd.DataFrame(
        [*[(f"Disagree, {group} group (percent)", f"{share:.1f}") for group, share in zip(GROUPS, shares, strict=True)],
         ("Fisher's exact test (cases of 100)", _cases(chance)),
         ("Limit for one comparison (cases of 100)", f"{100 * LEVEL:.1f}"),
         (f"Limit for {COMPARISONS} comparisons (cases of 100)", f"{100 * LEVEL / COMPARISONS:.1f}")],
        columns=["Figure", "Value"],
    ))


def _cases(chance: float) -> str:
    """Write a probability as cases of 100; what rounds to zero is not zero."""
    return f"{100 * chance:.1f}" if chance >= 0.0005 else "fewer than 0.1"


def _disagreeing(people: int) -> str:
    return "nobody disagrees" if people == 0 else "1 disagrees" if people == 1 else f"{people} disagree"


def _disagree() -> int:
    rows = load("08-table1-numbers").query("measure == 'disagree' and unit == 'persons'")
    return int(rows["value"].sum())


def _told_apart(chance: float) -> str:
    """Say what the two limits make of a probability."""
    limits = f"{100 * LEVEL:g} of 100 (one comparison) and {100 * LEVEL / COMPARISONS:.1f} of 100 ({COMPARISONS} comparisons)"
    if chance < LEVEL / COMPARISONS:
        return f"This is below both limits, {limits}, so by both rules two random samples would be told apart."
    if chance < LEVEL:
        return f"This lies between the two limits, {limits}, so the conclusion depends on the rule."
    return f"This is above both limits, {limits}, so the groups are not told apart."


def _title(chance: float) -> str:
    if chance < LEVEL / COMPARISONS:
        return "Under both rules a reader would tell two random samples apart."
    if chance < LEVEL:
        return "With one comparison a reader would tell two random samples apart; with three, not."
    return "Under neither rule would a reader tell two random samples apart."
