"""Exercises of page B across the units: people on the move. Every answer is computed from the data sets."""

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.explore.unit_21 import EVENTS, FLOW, STOCK, SUM, returnees, settled
from postsoviet.measures import migration

_TESTIMONY = "testimony"
#: Assumed in exercise 3: more births than deaths a year, and people who leave a year.
_BORN, _LEFT = 100, 250


def kinds() -> dict[str, str]:
    """The kind of each printed count in exercise 1."""
    return {"A": STOCK, "B": FLOW, "C": SUM, "D": EVENTS, "E": _TESTIMONY, "F": STOCK, "G": FLOW, "H": _TESTIMONY}


def even_steps(years: int = 7) -> list[float]:
    """Returnees of 1999-2005 in even steps, and what the census leaves for the later years, both in thousands."""
    total = years * (returnees(1999) + returnees(2005)) / 2
    return [total / 1000, (settled() - total) / 1000]


def _town() -> tuple[float, int]:
    people = load("11-population").set_index("year")["population"]
    return float(people[2016] - people[1999]), 2016 - 1999


def balance(born: float = _BORN, left: float = _LEFT) -> list[float]:
    """Net migration, arrivals and migration effectiveness of the town, with the assumed births and departures."""
    gain, years = _town()
    net = gain - born * years
    arrivals, departures = net + left * years, left * years
    return [net, arrivals, float(migration.effectiveness(arrivals, departures))]


EXERCISES = [
    Exercise(
        id="21-kinds",
        task="Code each of the counts A to H with its kind.",
        answer=kinds,
        choices=(STOCK, FLOW, SUM, EVENTS, _TESTIMONY),
        right="The words around a number decide its kind. A share has the kind of the people whom it describes.",
        wrong="Ask of each number: is it true at a date, or over a period? Is one unit a person, a move or an incident? Did anybody count?",
        mistakes=[
            Mistake(
                lambda: kinds() | {"C": STOCK},
                "Some of those who came since the start may have died or left again. Does C say how many are there now?",
            ),
            Mistake(
                lambda: kinds() | {"C": FLOW},
                "C adds up many years, and it can only grow. There is a code for this.",
            ),
            Mistake(
                lambda: kinds() | {"F": FLOW},
                "F speaks of moves, but it describes people who live in a place at a date.",
            ),
            Mistake(
                lambda: kinds() | {"E": STOCK},
                "For E nobody counted: people remember, without years.",
            ),
            Mistake(
                lambda: kinds() | {"H": FLOW},
                "H is what one person told of her own journeys.",
            ),
        ],
    ),
    Exercise(
        id="21-even-steps",
        task="Let the returnees of a year rise in even steps from the value of 1999 to that of 2005. Give their sum over these years, and what "
        "the census leaves for the later years, both in thousand people: a list of two numbers.",
        answer=even_steps,
        tolerance=0.06,
        labels=("Sum over the years, thousands", "Left for the later years, thousands"),
        right="An even path would leave almost nothing for the last years of the census period. So at least one thing is not as supposed: the "
        "path, the kind of count, or a printed number.",
        wrong="The mean of an even path lies half way between its ends. How many years does the path have?",
        mistakes=[
            Mistake(
                lambda: even_steps(6),
                "You counted the steps. Count the years, both ends with them.",
            ),
            Mistake(
                lambda: [
                    (returnees(1999) + returnees(2005)) / 1000,
                    (settled() - returnees(1999) - returnees(2005)) / 1000,
                ],
                "You added the two printed years only. The years between them belong to the path, too.",
            ),
            Mistake(
                lambda: [even_steps()[0], even_steps()[0] - settled() / 1000],
                "Your rest has the wrong sign. Take the path from the census.",
            ),
            Mistake(
                lambda: even_steps(11),
                "You went on with the path to the end of the census period. It stops in the later of the two printed years.",
            ),
        ],
    ),
    Exercise(
        id="21-town",
        task="With the assumed births, deaths and departures, give the net migration of the town from 1999 to 2016, its arrivals, and the "
        "effectiveness of migration in percent: a list of three numbers.",
        answer=balance,
        tolerance=0.06,
        labels=("Net migration, people", "Arrivals, people", "Effectiveness, percent"),
        right="The same two stocks go with many flows. Other assumptions would give other arrivals and the same growth.",
        wrong="Begin with the growth of the town. Take off what births and deaths explain. What is left is arrivals minus departures.",
        mistakes=[
            Mistake(
                lambda: balance(born=0),
                "You took the whole growth for migration. A part of it are births, less deaths.",
            ),
            Mistake(
                lambda: balance(left=0),
                "Your arrivals are the net migration only. They must also make up for those who left.",
            ),
            Mistake(
                lambda: balance(born=-_BORN),
                "You added the births to what migration has to explain. They explain a part of it already.",
            ),
            Mistake(
                lambda: [*balance()[:2], 100 * balance()[0] / balance()[1]],
                "For the third number you divided by the arrivals. Effectiveness divides by all moves, in and out.",
            ),
        ],
    ),
]
