"""Exercises of the synthesis on measuring inequality. Every number is computed from the data sets of units 9, 10 and 11."""

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake

_PAIR, _WHOLES, _SINGLE = "a pair", "no match", "one share only"
_YEAR = 2015


def _tenths() -> list[float]:
    """Shares of the ten tenths in all income of 2015, as Annex 1 prints them."""
    table = load("09-annex1-income-shares")
    return table[table["year"] == _YEAR].sort_values("decile")["share_percent"].astype(float).to_list()


def _schools() -> tuple[float, float]:
    """Share of the elite schools in all pupils and in the budget of one ministry."""
    numbers = load("10-nis-numbers").set_index("measure")["value"]
    return (
        float(numbers["share of all pupils of Kazakhstan"]),
        float(numbers["share of the budget of the Ministry of Education and Science"]),
    )


def codes() -> dict[str, str]:
    """For six statements: two shares whose wholes match, two whose wholes do not, or a share alone.

    A town's budget has a second share when the data print more than one value; the rural pupils of all schools have
    one when a count of them is printed.
    """
    budget = load("11-budget-sources")["share_percent"]
    system = load("10-school-system")["measure"]
    settlements = load("11-monotowns")["measure"].str.contains("settlements").sum()
    return {
        "A": _PAIR if len(_tenths()) == 10 else _SINGLE,
        "B": _WHOLES if max(_schools()) > 0 else _SINGLE,
        "C": _SINGLE if budget.notna().sum() == 1 else _PAIR,
        "D": _PAIR if system.str.startswith("pupils of rural").any() else _SINGLE,
        "E": _PAIR,
        "F": _WHOLES if settlements == 2 else _PAIR,
    }


def fifth() -> list[float]:
    """Ratio and difference in points of the richest fifth, and the highest ratio that a fifth can have."""
    share = sum(_tenths()[8:])
    return [share / 20, share - 20, 100 / 20]


def cut() -> list[float]:
    """Where the two-group Gini is largest: percent of the people below the cut, and the Gini in percent."""
    gaps = {10 * place: 10 * place - sum(_tenths()[:place]) for place in range(1, 10)}
    best = max(gaps, key=gaps.get)
    return [float(best), gaps[best]]


def _half() -> float:
    return 50 - sum(_tenths()[:5])


def _below(percent: int) -> float:
    return sum(_tenths()[: percent // 10])


EXERCISES = [
    Exercise(
        id="20-pairs",
        task="Code each of the six statements A to F with one of the three codes.",
        answer=codes,
        choices=(_PAIR, _WHOLES, _SINGLE),
        right="A share becomes a measure of inequality only with a second share, and its money must be all the money of just the people in the other.",
        wrong="Ask for each: who has it, out of what, and which second number says how much an equal share would be?",
        mistakes=[
            Mistake(
                lambda: codes() | {"B": _PAIR},
                "One pair of numbers is printed side by side, and yet the wholes do not fit: money of one office, and children of the whole country.",
            ),
            Mistake(
                lambda: codes() | {"F": _PAIR},
                "One statement has places in one number and persons in the other. The persons are of the whole country, the places only a part of it.",
            ),
            Mistake(
                lambda: codes() | {"C": _PAIR},
                "What is left up to a hundred is not a second share. It is money from another payer, not the size of a group.",
            ),
            Mistake(
                lambda: codes() | {"D": _PAIR},
                "For one statement the text says who is fewer, in words. A number for the same kind of children elsewhere is not there.",
            ),
            Mistake(
                lambda: codes() | {"A": _SINGLE, "E": _SINGLE},
                "A tenth is a share, too: the size of the group is in its name.",
            ),
            Mistake(
                lambda: codes() | {"E": _SINGLE},
                "A tenth is a share, too: the size of the group is in its name. Six of them are larger than one.",
            ),
        ],
    ),
    Exercise(
        id="20-fifth",
        task="Give for the richest fifth the ratio to its share of people, the difference in points, and the highest ratio "
        "that any fifth can have: a list of three numbers.",
        answer=fifth,
        tolerance=0.06,
        labels=("Ratio", "Difference, points", "Highest ratio of any fifth"),
        right="The larger the group, the lower the highest ratio that it can reach. So an order of ratios needs a word on the size of each group.",
        wrong="Add the last two tenths. Then set the sum against the size of the group, once by division and once by subtraction.",
        mistakes=[
            Mistake(
                lambda: [sum(_tenths()[8:]) / 10, sum(_tenths()[8:]) - 10, 10.0],
                "You took the size of a tenth. How many people in a hundred are in two tenths?",
            ),
            Mistake(
                lambda: [_tenths()[9] / 10, _tenths()[9] - 10, 10.0],
                "You took one tenth. The fifth has a neighbour in it.",
            ),
            Mistake(
                lambda: [20 / sum(_tenths()[8:]), *fifth()[1:]],
                "Your ratio is upside down: the share of income is what is divided.",
            ),
            Mistake(
                lambda: [fifth()[0], -fifth()[1], fifth()[2]],
                "The sign of your difference says that the group has less than its part. It has more.",
            ),
            Mistake(
                lambda: [*fifth()[:2], 100.0],
                "Your last number is a share. Which ratio belongs to a group that has everything?",
            ),
            Mistake(
                lambda: [sum(_tenths()[8:]) / sum(_tenths()[:2]), *fifth()[1:]],
                "Your first number compares the richest with the poorest fifth. Here the base is the share of people.",
            ),
        ],
    ),
    Exercise(
        id="20-cut",
        task="Give the cut at which the Gini of two groups is largest, as the percentage of people below it, and that Gini in percent: "
        "a list of two numbers.",
        answer=cut,
        tolerance=0.06,
        labels=("People below the cut, percent", "Gini, percent"),
        right="The cut lies where the shares of the tenths pass the size of a tenth. Below it every tenth has less than an equal part.",
        wrong="Add up the shares from the poorest on. At each cut, take the percentage of people minus your sum, and look for the largest.",
        mistakes=[
            Mistake(
                lambda: [50.0, _half()],
                "You cut in the middle. The largest gap need not be there: try the cuts beside it.",
            ),
            Mistake(
                lambda: [cut()[0], _below(int(cut()[0]))],
                "Your second number is the share of income below the cut. The Gini of two groups is how much it falls short of the share of people.",
            ),
            Mistake(
                lambda: [100 - cut()[0], cut()[1]],
                "You counted the people above the cut. The task asks for those below it.",
            ),
            Mistake(
                lambda: [90.0, 90 - _below(90)],
                "You cut off the richest tenth. Its own share is far from equal, but other cuts leave a larger gap.",
            ),
            Mistake(
                lambda: [cut()[0], cut()[1] / 100],
                "Your Gini is a fraction; the task asks for percent.",
            ),
        ],
    ),
]
