"""Exercises of unit 10, elite schools in Kazakhstan. Every answer is computed from the data sets."""

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.explore.unit_10 import network, system

_BUDGET, _PUPILS, _NIS = "budget of the ministry", "all pupils", "pupils of the NIS"
_SCHOOLS, _OUTPUT, _OPEN = "all secondary schools", "gross domestic product", "not printed"
_WHOLES = (_BUDGET, _PUPILS, _NIS, _SCHOOLS, _OUTPUT, _OPEN)
_FOLLOWS, _OTHER_DATA, _AGAINST = "follows", "needs other data", "does not fit"
_PAIR = ("Children from single-parent families", "Children from rural areas and small towns")
_FOUR_TO_ONE = 4


def wholes() -> dict[str, str]:
    """Whole of which each of the six percentages is a part."""
    return {"A": _BUDGET, "B": _PUPILS, "C": _NIS, "D": _SCHOOLS, "E": _OUTPUT, "F": _OPEN}


def urban_limits(ratio: float = _FOUR_TO_ONE, part: float = 0.5) -> list[float]:
    """Upper limit of urban schools, and lower limit of their mean number of pupils."""
    schools = system("secondary schools") / (1 + ratio)
    return [schools, part * system("pupils of secondary schools") / schools]


def _three_to_one() -> list[float]:
    return urban_limits(system("rural schools for each urban school"))


def _counts() -> tuple[float, float, float]:
    table = load("10-table1-pupil-categories").set_index("category")["pupils"]
    return (*(float(table[name]) for name in _PAIR), network("pupils"))


def overlap() -> list[float]:
    """Fewest and most pupils in both categories, then fewest and most in neither."""
    first, second, whole = _counts()
    return [max(0.0, first + second - whole), min(first, second), max(0.0, whole - first - second), whole - max(first, second)]


def _by_chance() -> list[float]:
    first, second, whole = _counts()
    both = first * second / whole
    return [both, both, whole - first - second + both, whole - first - second + both]


def _at_least_one() -> list[float]:
    first, second, whole = _counts()
    return [*overlap()[:2], max(first, second), min(first + second, whole)]


def verdicts() -> dict[str, str]:
    """Whether each of the seven conclusions follows, needs other data, or does not fit what is printed."""
    table = load("10-table1-pupil-categories")["pupils"]
    fees = load("10-nis-fees")["fee_usd"]
    rural = network("pupils from rural areas and small towns") < 0.2 * network("pupils")
    one_percent = network("pupils") > 0.01 * system("pupils of secondary schools")
    return {
        "A": _FOLLOWS if rural else _AGAINST,
        "B": _OTHER_DATA,
        "C": _OTHER_DATA,
        "D": _AGAINST if table.sum() < network("pupils") else _OTHER_DATA,
        "E": _OTHER_DATA,
        "F": _FOLLOWS if one_percent else _AGAINST,
        "G": _FOLLOWS if fees.max() < 2 * fees.min() else _AGAINST,
    }


EXERCISES = [
    Exercise(
        id="10-wholes",
        task="Give the whole of each of the six percentages A to F. Choose among the six names of the task.",
        answer=wholes,
        choices=_WHOLES,
        right="Six percentages and six wholes, one of them unknown. So none of the six may be added to another, or divided by it, without more data.",
        wrong="Ask of each percentage: so many percent of all what? If the text has no word for it, say so.",
        mistakes=[
            Mistake(
                lambda: wholes() | {"B": _NIS},
                "One whole is the part itself. The pupils of a few schools are the part; of which larger group?",
            ),
            Mistake(
                lambda: wholes() | {"C": _PUPILS},
                "One whole is too large. There the text counts children inside the few schools only.",
            ),
            Mistake(
                lambda: wholes() | {"F": _SCHOOLS},
                "One gap is given a whole that the text does not name. A gap between schools is no part of the schools.",
            ),
            Mistake(
                lambda: wholes() | {"D": _PUPILS},
                "One whole has the wrong unit: facilities are counted by building, not by child.",
            ),
        ],
    ),
    Exercise(
        id="10-four-to-one",
        task="Read the comparison as more than four to one. Give the upper limit of urban schools and the lower limit of pupils in the "
        "average urban school: a list of two numbers.",
        answer=urban_limits,
        tolerance=1.5,
        labels=("Urban schools, upper limit", "Pupils in the average urban school, lower limit"),
        right="Both limits move when the reading of three words changes. The order of the kinds of school stays the same.",
        wrong="For each urban school there are more than so many rural ones. How many parts do all schools then have, and how many "
        "pupils, at least, are in towns?",
        mistakes=[
            Mistake(
                _three_to_one,
                "These are the limits for three to one, as on the page. One also gets them by dividing all schools by four: the urban "
                "school itself is a part, too.",
            ),
            Mistake(
                lambda: urban_limits(part=1),
                "You gave all pupils to the towns. The text says only that towns have more of them than villages.",
            ),
            Mistake(lambda: urban_limits()[::-1], "Right numbers, wrong order: the schools come first."),
            Mistake(
                lambda: [system("secondary schools") - urban_limits()[0], urban_limits()[1]],
                "Your first number is the limit for rural schools. The task asks for the urban ones.",
            ),
        ],
    ),
    Exercise(
        id="10-overlap",
        task="For single-parent families and for rural areas and small towns, give the fewest and the most pupils who can be in both, "
        "then the fewest and the most who can be in neither: a list of four whole numbers.",
        answer=overlap,
        tolerance=0.6,
        labels=(
            "In both, fewest pupils", "In both, most pupils", "In neither, fewest pupils", "In neither, most pupils",
        ),
        right="Two counts leave a wide range. Only a table that crosses the two categories would say more.",
        wrong="Try two extremes: no pupil in both, then the smaller group wholly inside the larger. What remains of all pupils each time?",
        mistakes=[
            Mistake(
                _by_chance,
                "You assumed that the two traits have nothing to do with each other. That is an assumption; the table does not say so.",
            ),
            Mistake(
                _at_least_one,
                "Your last two numbers count pupils in at least one category. The task asks for those in neither.",
            ),
            Mistake(
                lambda: [*overlap()[:2], *overlap()[:1:-1]],
                "Your last two numbers stand in the wrong order: the fewest comes first.",
            ),
            Mistake(
                lambda: [overlap()[0]] * 2 + [overlap()[2]] * 2,
                "You took the categories as if no pupil could be in both. The table does not exclude it.",
            ),
        ],
    ),
    Exercise(
        id="10-conclusions",
        task="Code each of the seven conclusions A to G with one of three codes: follows, needs other data, does not fit.",
        answer=verdicts,
        choices=(_FOLLOWS, _OTHER_DATA, _AGAINST),
        right="To need other data is not to be wrong. You keep a conclusion open and say what would decide it.",
        wrong="Ask first whether all numbers that a conclusion needs are printed. Only if they are, compute.",
        mistakes=[
            Mistake(
                lambda: verdicts() | {"B": _FOLLOWS},
                "One conclusion is on incomes. Look again at the rows of Table 1: which of them is on income?",
            ),
            Mistake(
                lambda: verdicts() | {"C": _FOLLOWS},
                "One conclusion is on money for a pupil. It divides shares of two wholes, and the text names local budgets, too.",
            ),
            Mistake(
                lambda: verdicts() | {"E": _FOLLOWS},
                "One conclusion is on pay. The text says it in words, but the figure on pay is lost and no number is printed.",
            ),
            Mistake(
                lambda: verdicts() | {"E": _AGAINST},
                "One conclusion lost its figure. Lost evidence does not speak against a sentence; it leaves the sentence open.",
            ),
            Mistake(
                lambda: {key: _OTHER_DATA if code == _AGAINST else code for key, code in verdicts().items()},
                "You left open what printed numbers exclude. Compute these before you decide.",
            ),
        ],
    ),
]
