"""Exercises of unit 14, youth and peace at the border. Every answer is computed from the data sets."""

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake

_PRESS = 125
_NONE = "not in Table 3"
_FAMILIES = "Tajikistan"
#: Items of exercise 4 with the proposal of Table 3 that they are an example of.
_ITEMS = {"A": "b2", "B": None, "C": "b1", "D": "b4", "E": "b3", "F": None, "G": "b3"}


def _row(country: str, neighbour: str) -> dict[str, float]:
    rows = load("14-openness")
    rows = rows[(rows["survey_country"] == country) & (rows["neighbour"] == neighbour)]
    return dict(zip(rows["answer"], rows["share_percent"], strict=True))


def _families() -> dict[str, dict[str, float]]:
    rows = load("14-openness")
    names = rows.loc[rows["survey_country"] == _FAMILIES, "neighbour"].drop_duplicates()
    return {name.removeprefix("Family of "): _row(_FAMILIES, name) for name in names if name.startswith("Family")}


def _averages() -> tuple[float, float]:
    values = load("14-incidents").set_index("series")["value"]
    return float(values["first_average"]), float(values["second_average"])


def rest() -> list[float]:
    """Share not printed for Kazakh families in Kyrgyzstan, and the limits of the negative answers."""
    row = _row("Kyrgyzstan", "Family of Kazakhs")
    missing, bad = 100 - sum(row.values()), row["bad"] + row["very bad"]
    return [missing, bad, bad + missing]


def _balance(row: dict[str, float]) -> float:
    return row["good"] + row["very good"] - row["bad"] - row["very bad"]


def order() -> list[str]:
    """Families in the survey in Tajikistan, from the lowest balance to the highest."""
    rows = _families()
    return sorted(rows, key=lambda name: _balance(rows[name]))


def _by_bad() -> list[str]:
    rows = _families()
    return sorted(rows, key=lambda name: -rows[name]["bad"])


def yardstick() -> list[float]:
    """First average on the register's yardstick, the fall from there, and the ratio that leaves no fall."""
    first, second = _averages()
    brought = first * 100 / _PRESS
    return [brought, 100 * (brought - second) / brought, 100 * first / second]


def codes() -> dict[str, str]:
    """The challenge beside which Table 3 prints each item."""
    printed = load("14-solutions").drop_duplicates("theory").set_index("theory")["challenge"]
    return {letter: _NONE if theory is None else printed[theory] for letter, theory in _ITEMS.items()}


EXERCISES = [
    Exercise(
        id="14-rest",
        task="Give three percentages for a Kazakh family next door in the survey in Kyrgyzstan: what is not printed, then the lowest and "
        "the highest share of bad and very bad together: a list of three numbers.",
        answer=rest,
        tolerance=0.06,
        labels=("Not printed, percent", "Bad and very bad, lowest percent", "Bad and very bad, highest percent"),
        right="The printed shares are a lower limit. The upper limit depends on answers that nobody prints, so it is far away.",
        wrong="Add up the four answers first. The rest belongs to nobody, until you give it to one side in thought.",
        mistakes=[
            Mistake(
                lambda: [rest()[0], rest()[1], rest()[0]],
                "For the highest share you took the rest alone. Those who did call it bad are negative as well.",
            ),
            Mistake(
                lambda: [rest()[0], _row("Kyrgyzstan", "Family of Kazakhs")["bad"], rest()[2]],
                "Your lowest share leaves out one of the two negative answers.",
            ),
            Mistake(
                lambda: [100 - rest()[0], rest()[1], rest()[2]],
                "Your first number is the part that is printed. The task asks for the part that is not.",
            ),
            Mistake(
                lambda: [rest()[0], rest()[1], 100.0],
                "Those who said good or very good cannot be counted as negative, even in the extreme case.",
            ),
        ],
    ),
    Exercise(
        id="14-order",
        task="Order the five families of the survey in Tajikistan from the lowest balance of answers to the highest: a list of names.",
        answer=order,
        choices=("non-Muslims", "Chinese", "Uzbeks", "Kazakhs", "Kyrgyz"),
        right="A rating that counts good answers can turn round a rating that counts bad ones. Say which answers you count.",
        wrong="Compute one balance for each row: two sums and a difference. Then sort.",
        mistakes=[
            Mistake(
                _by_bad,
                "You sorted by one negative answer. The balance also counts the answers on the other side.",
            ),
            Mistake(
                lambda: order()[::-1],
                "Your list runs from the other end.",
            ),
            Mistake(
                lambda: sorted(_families(), key=lambda name: -_families()[name]["very bad"]),
                "You sorted by the strongest negative answer alone. The balance needs all four.",
            ),
        ],
    ),
    Exercise(
        id="14-yardstick",
        task="The press had 125 incidents for each 100 in the register. Give the first average as the register would have had it, the fall in "
        "percent, and how many the press must have had for each 100 so that nothing is left of the fall: a list of three numbers.",
        answer=yardstick,
        tolerance=0.06,
        labels=("First average in the register", "Fall, percent", "Press for each 100 in the register"),
        right="You need not know the true ratio to say how large it would have to be. That is often the most that a broken series allows.",
        wrong="Bring the first average to the way in which the second one was counted. Then compare.",
        mistakes=[
            Mistake(
                lambda: [
                    _averages()[0] * _PRESS / 100,
                    100 * (1 - _averages()[1] / (_averages()[0] * _PRESS / 100)),
                    yardstick()[2],
                ],
                "You multiplied. If the press writes of more than is registered, the register has fewer.",
            ),
            Mistake(
                lambda: [yardstick()[0], 100 * (_averages()[0] - _averages()[1]) / _averages()[0], yardstick()[2]],
                "Your fall still begins at the average of the press. Begin at the one that you have just computed.",
            ),
            Mistake(
                lambda: [yardstick()[0], yardstick()[1], 100 * _averages()[1] / _averages()[0]],
                "Your third number is the register for each 100 of the press. The task asks for the other way round.",
            ),
            Mistake(
                lambda: [_averages()[0] * 0.75, 100 * (1 - _averages()[1] / (_averages()[0] * 0.75)), yardstick()[2]],
                "You took 25 percent off. But 25 of 125 is a smaller part.",
            ),
        ],
    ),
    Exercise(
        id="14-table",
        task="Code each item A to G with the challenge beside which Table 3 prints it, or with the words not in Table 3.",
        answer=codes,
        choices=("animosities", "ethnicity and nationalism", "animosities and trust", "risky behaviour", _NONE),
        right="You report where the source puts a thing. Where it should be is a second question.",
        wrong="Look up the chart of proposals: each activity has one row, and each row one challenge.",
        mistakes=[
            Mistake(
                lambda: codes() | {"D": _NONE},
                "One item on language does stand in the table. Look at the row of the mediators.",
            ),
            Mistake(
                lambda: codes() | {"F": "animosities"},
                "One item is an activity of today. It has its place in another table.",
            ),
            Mistake(
                lambda: codes() | {"B": "risky behaviour"},
                "One item is a recommendation to local governments, at the end of the chapter.",
            ),
            Mistake(
                lambda: codes() | {"E": "animosities", "G": "animosities"},
                "Two rows have nearly the same challenge. Making something together is in the row that also names trust.",
            ),
        ],
    ),
]
