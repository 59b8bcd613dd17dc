"""Exercises of unit 11, the mining town Tekeli. Every answer is computed from the data sets."""

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake

_TEST, _YEARS, _MEASURE, _NONE = "could test it", "other years", "other measure", "no such figure"
_FLOOR, _TIMES, _CUT, _LOSS = 4, 3, 15, 0.45


def _people(year: int) -> int:
    return int(load("11-population").set_index("year").loc[year, "population"])


def _own() -> float:
    return float(load("11-budget-sources")["share_percent"].dropna().iloc[0])


def there_and_back() -> list[float]:
    """Fall from 1989 to 1999 and the rise back, in percent, then the thousands of people before a deeper fall to the count of 1999."""
    before, after = _people(1989), _people(1999)
    return [100 * (before - after) / before, 100 * (before - after) / after, after / (1 - _LOSS) / 1000]


def one_year() -> list[float]:
    """Highest share of one year of five with the printed mean: without a floor, and with one for the other years."""
    return [5 * _own(), 5 * _own() - 4 * _FLOOR]


def budget() -> list[float]:
    """Own share after own revenue is multiplied, and the rise of own revenue that replaces a cut of transfers."""
    own, rest = _own(), 100 - _own()
    return [100 * _TIMES * own / (_TIMES * own + rest), _CUT * rest / own]


def codes() -> dict[str, str]:
    """What the captions of the six lost figures promise for six statements of the text."""
    rows = load("11-figure-numbers").set_index("caption_number")
    stop = int(load("11-plant-history").set_index("stage").loc["Stop", "start"])
    return {
        "A": _YEARS if rows.loc[2, "start"] > stop else _TEST,
        "B": _TEST if rows.loc[3, "start"] <= 1989 and rows.loc[3, "end"] >= 1999 else _YEARS,
        "C": _MEASURE if rows.loc[4, "measures"] == "different" else _TEST,
        "D": _TEST if rows.loc[5, "measures"] == "same" else _MEASURE,
        "E": _TEST,
        "F": _NONE,
    }


EXERCISES = [
    Exercise(
        id="11-there-and-back",
        task="Give the fall from 1989 to 1999 and the rise that would lead back, both in percent, then the thousands of people before a loss of "
        "45 percent that ends at the count of 1999: a list of three numbers.",
        answer=there_and_back,
        tolerance=0.06,
        labels=(
            "Fall from 1989 to 1999, percent", "Rise that would lead back, percent",
            "People before the loss, thousands",
        ),
        right="The same number of people is a smaller part of a larger base. And a deeper loss that ends at the same count needs a higher start.",
        wrong="Ask three times: percent of which number? For the last part, ask which part of the people is left.",
        mistakes=[
            Mistake(
                lambda: [there_and_back()[0], there_and_back()[0], there_and_back()[2]],
                "You used one base twice. The way back begins at the lower count.",
            ),
            Mistake(
                lambda: [there_and_back()[1], there_and_back()[0], there_and_back()[2]],
                "Your first two numbers are exchanged. A fall is counted on the people who were there before it.",
            ),
            Mistake(
                lambda: [-there_and_back()[0], *there_and_back()[1:]],
                "The task asks for the size of the fall. Leave out the sign.",
            ),
            Mistake(
                lambda: [there_and_back()[0], 100 * (_people(2016) - _people(1999)) / _people(1999), there_and_back()[2]],
                "Your second number leads to 2016. The task asks for the way back to the count of 1989.",
            ),
            Mistake(
                lambda: [*there_and_back()[:2], _people(1999) * (1 + _LOSS) / 1000],
                "In the last part you added the percentage to what was left. The loss is a part of what was there before.",
            ),
            Mistake(
                lambda: [*there_and_back()[:2], _people(1989) * (1 - _LOSS) / 1000],
                "In the last part you began in 1989. The task fixes the end and asks for the start.",
            ),
        ],
    ),
    Exercise(
        id="11-one-year",
        task="Give the highest own share that one of the five years can have, first with no other limit, then if no year is below "
        "4 percent: a list of two numbers.",
        answer=one_year,
        tolerance=0.06,
        labels=("No other limit, own share in percent", "No year below 4 percent, own share in percent"),
        right="An average of five years hides much: one year can be far from it, and the order of the years is not told at all.",
        wrong="Five shares with this mean have a fixed sum. What is the least that the other years can take of it?",
        mistakes=[
            Mistake(
                lambda: [100.0, 100.0 - 4 * _FLOOR],
                "You let one year have the whole budget. Then the mean of the five years would be too high.",
            ),
            Mistake(
                lambda: [5 * _own(), 5 * _own() - _FLOOR],
                "You took the floor away once. How many other years have it?",
            ),
            Mistake(
                lambda: [5 * _own(), 5 * (_own() - _FLOOR)],
                "You took the floor away from all five years. The year that is highest keeps its own.",
            ),
            Mistake(
                lambda: [_own(), _own()],
                "You gave each year the mean. A mean does not say that the years are alike.",
            ),
        ],
    ),
    Exercise(
        id="11-budget",
        task="Give the own share, in percent, if own revenue triples and transfers stay. Then give the percent by which own revenue "
        "must grow if 15 percent of the transfers are cut: a list of two numbers.",
        answer=budget,
        tolerance=0.6,
        labels=("Own share if own revenue triples, percent", "Growth of own revenue that is needed, percent"),
        right="A small base has to grow very much to replace a small part of a large one. And a share is not tripled when revenue is.",
        wrong="Write the budget as 100. After each change, write down the new own revenue, the new transfers and the new whole.",
        mistakes=[
            Mistake(
                lambda: [_TIMES * _own(), budget()[1]],
                "Your share is of the old budget. When own revenue grows, the whole grows, too.",
            ),
            Mistake(
                lambda: [budget()[0], float(_CUT)],
                "The two percentages in the second part have different bases: transfers, and own revenue.",
            ),
            Mistake(
                lambda: [budget()[0], 100 * _CUT / _own()],
                "You took the cut from the whole budget. Only transfers are cut.",
            ),
            Mistake(
                lambda: [budget()[0], 100 + budget()[1]],
                "Your second number is what own revenue would be in percent of before. The task asks how much is added.",
            ),
        ],
    ),
    Exercise(
        id="11-captions",
        task="Code each of the six statements A to F with the first of the four codes that fits, in the order of the task.",
        answer=codes,
        choices=(_TEST, _YEARS, _MEASURE, _NONE),
        right="A figure can fail a statement in three ways: its years, its measure, or its absence. The number in brackets tells none of them.",
        wrong="Read the caption and not the number: what is measured, and from which year to which?",
        mistakes=[
            Mistake(
                lambda: codes() | {"A": _TEST},
                "One statement is about years before the first year of the caption.",
            ),
            Mistake(
                lambda: codes() | {"C": _TEST},
                "One statement is about all growth of a population. Births and deaths belong to it, too.",
            ),
            Mistake(
                lambda: codes() | {"E": _NONE},
                "One passage names no figure, and still a caption fits it. Look through all six.",
            ),
            Mistake(
                lambda: codes() | {"B": _MEASURE, "D": _MEASURE},
                "Two references lead to another caption by their number. The task asks about the caption that fits the subject.",
            ),
        ],
    ),
]
