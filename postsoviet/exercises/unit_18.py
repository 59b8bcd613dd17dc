"""Exercises of unit 18, recommendations for three states. Answers come from the coding of one article."""

from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.explore.unit_18 import STATES, TOGETHER, count, two_codings

ELSEWHERE, WEAKER, NOTHING, DENIED = "another place", "weaker words", "nothing found", "denied"
#: How the lines of the exercise treat the state that another sentence leaves out; coded by us.
_SILENCES = {"s1": WEAKER, "s2": WEAKER, "s3": ELSEWHERE, "s4": ELSEWHERE, "s5": NOTHING, "s6": NOTHING}


def _counted(unit: str, breadth: int) -> dict[str, int]:
    return {state: sum(count(state, unit, breadth).values()) for state in STATES}


def addressees() -> dict[str, int]:
    """Addressees who are asked for something that is meant for the state, alone or as one of all three."""
    return _counted("addressee", 2)


def same_theme(place: str) -> float:
    """Percent of the items of a place, list or text, to which both readings give one theme."""
    table = two_codings()
    table = table[table["where"] == place]
    return 100 * float((table["theme"] == table["theme_2"]).mean())


def _all_places() -> float:
    table = two_codings()
    return 100 * float((table["theme"] == table["theme_2"]).mean())


EXERCISES = [
    Exercise(
        id="18-addressees",
        task="Give for each state the number of addressees who are asked for something that is meant for it, alone or as one of all three.",
        answer=addressees,
        labels=("Kyrgyzstan, addressees", "Tajikistan, addressees", "Kazakhstan, addressees"),
        right="With this unit another state comes first than with recommendations that single a state out. The rule belongs to the number.",
        wrong="Go down one column. Each addressee with a filled cell is one, whatever the number in the cell. Leave out the last column.",
        mistakes=[
            Mistake(
                lambda: _counted("recommendation", 2),
                "These are recommendations. An addressee who is asked several times is one addressee.",
            ),
            Mistake(
                lambda: _counted("addressee", 1),
                "You let in only what singles a state out. The task also takes what is meant for all three.",
            ),
            Mistake(
                lambda: _counted("addressee", 3),
                "You let in an addressee whose items name no state. The task leaves such items out.",
            ),
            Mistake(
                lambda: {state: count(state, "addressee", 2)[TOGETHER] for state in STATES},
                "You left out an addressee who is asked for something for one state alone. Look for the row with one filled cell.",
            ),
        ],
    ),
    Exercise(
        id="18-silences",
        task="Code the six empty cells: for each id, what the rest of the table says of the state.",
        answer=lambda: dict(_SILENCES),
        choices=[ELSEWHERE, WEAKER, NOTHING, DENIED],
        right="Four of the six silences are broken inside this small table. The other two stay open, and nothing is denied.",
        wrong="Read the whole line of the silence first, then every other line. Only a sentence that says it is not so may be coded as a denial.",
        mistakes=[
            Mistake(
                lambda: dict.fromkeys(_SILENCES, NOTHING),
                "You looked only at the words on the named state. Read each whole line, and then the other lines.",
            ),
            Mistake(
                lambda: _SILENCES | {"s5": DENIED, "s6": DENIED},
                "Twice you took a list of names for a statement about all who are not on it. Does the table say that it is not so?",
            ),
            Mistake(
                lambda: _SILENCES | {"s5": DENIED},
                "A sentence that names two members is not a sentence about a third state. Does the table say that it is not so?",
            ),
            Mistake(
                lambda: _SILENCES | {"s1": NOTHING},
                "In one case the sentence begins with all three states. A stress on one of them leaves room for the others.",
            ),
            Mistake(
                lambda: _SILENCES | {"s2": NOTHING},
                "In one case the same line goes on with the second state, and says less of it. Read it to its end.",
            ),
            Mistake(
                lambda: _SILENCES | {"s1": ELSEWHERE},
                "In one case you need no other line: the sentence itself speaks of all three, with a stress on one.",
            ),
        ],
    ),
    Exercise(
        id="18-agreement",
        task="Give two percentages: the agreement of the two readings in the running text, and in the two lists. One decimal.",
        answer=lambda: [same_theme("text"), same_theme("list")],
        tolerance=0.06,
        labels=("Running text, percent", "Two lists, percent"),
        right="The lists hide the trouble of the text. One figure for a whole document can do so.",
        wrong="Count the rows with one theme twice, and divide by the rows of the same place. The lists hold what is left of the whole.",
        mistakes=[
            Mistake(
                lambda: [100 - same_theme("text"), 100 - same_theme("list")],
                "This is the share of items on which the readings differ.",
            ),
            Mistake(
                lambda: [same_theme("list"), same_theme("text")],
                "You exchanged the two places. The text comes first.",
            ),
            Mistake(
                lambda: [_all_places(), _all_places()],
                "This is the agreement over the whole article, twice. Each place needs its own rows.",
            ),
            Mistake(
                lambda: [100 * 10 / 31, 100 * 17 / 31],
                "You divided by all items of the article. The base is the items of the one place.",
            ),
        ],
    ),
]
