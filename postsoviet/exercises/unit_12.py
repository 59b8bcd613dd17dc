"""Exercises of unit 12, three mines and 44 villagers in Talas. Every answer is computed from the data sets."""

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.explore.unit_12 import NOT_KNOWN, asked, conflicts, overlap, people
from postsoviet.measures.proportions import grim

SUPPORTED, AGAINST, OPEN = "supported", "contradicted", "open"
#: The five printed percentages that no whole number of all respondents gives.
MISFITS = (17, 40, 53, 60, 65)
GROUPS = ("villagers", "donors", "national government", "local government", "author")
#: Statements of exercise 3 by letter: the place of each in the register of views, by its first source line.
STATEMENTS = {"A": "11983", "B": "12004", "C": "11936", "D": "12373", "E": "12184", "F": "11871", "G": "12074", "H": "12291"}


def table_judgements(dash: int = NOT_KNOWN) -> dict[str, str]:
    """Judge the statements on Table 1, with the dash as not known or read as a number."""
    table = conflicts(dash)
    peaceful, violent, court, owners = (
        table["peaceful_protests"], table["violent_protests"], table["court_cases"],
        load("12-mine-conflicts").set_index("mine")["ownership_changes"],
    )
    others = peaceful.drop("Jerui")
    jerui = violent["Jerui"]

    def say(holds: bool) -> str:
        return SUPPORTED if holds else AGAINST

    return {
        "A": say(peaceful.idxmax() == "Jerui"),
        "B": say(others.sum() > peaceful["Jerui"]),
        "C": OPEN if jerui != jerui else say(jerui == 0),
        "D": say(list(owners.sort_values().index) == list(peaceful.sort_values().index)),
        "E": OPEN,  # a cause: three counts cannot show it
        "F": say((court > 0).all()),
        "G": OPEN if jerui != jerui else say(violent["Andash"] > jerui),
    }


def _judged(**changes: str) -> dict[str, str]:
    return {**table_judgements(), **changes}


def largest_base(most: int | None = None) -> dict[str, int]:
    """Largest number of answers, up to a number, of which each percentage can be a whole-number share."""
    most = asked() if most is None else most
    return {str(share): next(n for n in range(most, 0, -1) if grim(share, n)) for share in MISFITS}


def who_says() -> dict[str, str]:
    """Look up whose view each statement is, by its source line."""
    views = load("12-stakeholder-views")
    starts = views["line"].str.extract(r"^(\d+)")[0]
    found = {}
    for letter, line in STATEMENTS.items():
        (row,) = views[starts == line].to_dict("records")
        found[letter] = row["stakeholder"]
    return found


def _said(**changes: str) -> dict[str, str]:
    return {**who_says(), **changes}


def hard_and_went() -> list[int]:
    """Fewest and most people who found it hard to get information and yet went to a hearing."""
    rows, n = people()["count"], asked()
    return list(overlap(int(rows["hard"]), n - int(rows["no hearing"]), n))


def _hard_and_never() -> list[int]:
    rows, n = people()["count"], asked()
    return list(overlap(int(rows["hard"]), int(rows["no hearing"]), n))


EXERCISES = [
    Exercise(
        id="12-what-the-table-shows",
        task="Judge the statements A to G by Table 1 alone: supported, contradicted or open.",
        answer=table_judgements,
        choices=[SUPPORTED, AGAINST, OPEN],
        right="A dash is not a zero, and an order in three rows is not a cause. What remains are sums, orders and differences of printed counts.",
        wrong="Ask of each statement which cells it needs. Is one of them a dash? Does it speak of a count, or of a reason?",
        mistakes=[
            Mistake(lambda: table_judgements(0), "You read the dash as a zero. The table does not say that nothing happened there."),
            Mistake(
                lambda: _judged(E=SUPPORTED),
                "Two columns in the same order do not show that one brings about the other. With three mines, other reasons cannot be ruled out.",
            ),
            Mistake(
                lambda: {**table_judgements(0), "E": SUPPORTED},
                "Two things: you read the dash as a zero, and you took an order in three rows for a cause.",
            ),
            Mistake(lambda: _judged(D=OPEN), "An order of printed counts can be checked cell by cell. Only a reason for it cannot."),
        ],
    ),
    Exercise(
        id="12-largest-base",
        task="Give for each of the five percentages the largest number of answers, at most 44, of which a whole number of people gives it.",
        answer=largest_base,
        tolerance=0.1,
        labels=(
            "17 percent, answers", "40 percent, answers", "53 percent, answers", "60 percent, answers",
            "65 percent, answers",
        ),
        right="A few answers less than 44 would be enough to explain each of them. So a percentage that does not fit is a question about the base, and no proof of a mistake.",
        wrong="Go down from 44 one answer at a time. For each base, find the nearest number of people and turn it back into a rounded percentage.",
        mistakes=[
            Mistake(
                lambda: dict.fromkeys(map(str, MISFITS), asked()),
                "None of the five can come from all respondents: that is why they stand in this list. Try smaller bases.",
            ),
            Mistake(
                lambda: largest_base(40),
                "You began the search too low. Begin one below the number of respondents and go down step by step.",
            ),
            Mistake(
                lambda: {str(share): round(share * asked() / 100) for share in MISFITS},
                "These are numbers of people. The task asks how many answered the question, the base of the percentage.",
            ),
        ],
    ),
    Exercise(
        id="12-who-says-it",
        task="Name for each statement A to H whose view it is: villagers, donors, national government, local government or author.",
        answer=who_says,
        choices=[*GROUPS, "both governments"],
        right="The two levels of government differ on whether villagers know. A view on villagers is not a view of villagers.",
        wrong="Go back to the chart of views and the text around it. Ask who is speaking, and of whom.",
        mistakes=[
            Mistake(
                lambda: _said(B="national government"),
                "Statement B contradicts what the ministries and agencies in the capital say. Which level meets villagers every day?",
            ),
            Mistake(
                lambda: _said(G="villagers"),
                "Statement G is a judgement on villagers. Nobody in the survey says this of himself or herself.",
            ),
            Mistake(lambda: _said(H="villagers"), "Statement H speaks of the population from outside. Who pays for programmes and was quoted at length?"),
            Mistake(lambda: _said(D="donors"), "Statement D judges the programmes that donors pay for. Another group, quoted twice, says it."),
        ],
    ),
    Exercise(
        id="12-hard-and-went",
        task="Give the fewest and the most people who can both have found it hard to get information and have gone to a hearing.",
        answer=hard_and_went,
        tolerance=0.1,
        labels=("Fewest people", "Most people"),
        right="A difficulty did not keep everybody away: some people who name it went to a hearing. How many, the printed numbers leave open.",
        wrong="Put the two groups into a room of 44. How far can you push them apart, and how far together?",
        mistakes=[
            Mistake(_hard_and_never, "You took those who never went. The task asks for those who did go."),
            Mistake(lambda: hard_and_went()[::-1], "Right numbers, wrong order: the fewest come first."),
            Mistake(
                lambda: [0, hard_and_went()[1]],
                "The two groups together are larger than the survey. So they cannot be kept wholly apart.",
            ),
            Mistake(
                lambda: [asked() - int(people()["count"]["hard"]), hard_and_went()[1]],
                "Your first number counts the people who named no difficulty. All of them may have gone: how many others went, then, at least?",
            ),
            Mistake(
                lambda: [hard_and_went()[0], int(people()["count"]["hard"])],
                "The number in both groups cannot be larger than the smaller group.",
            ),
        ],
    ),
]
