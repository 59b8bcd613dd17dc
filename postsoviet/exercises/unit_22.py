"""Exercises of the page on rights, law and speech. Answers come from the coding and the data sets of the units."""

from statistics import mean, median

from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.explore.unit_22 import CLAIMS, SAYS, SPEAKERS, TEXTS, chosen, in_own_words, months_of, position, voices

_CLAIM = CLAIMS[0][0]

GROUPS, RULE, WORD, TIMES, FACTS, MISPRINT = (
    "different groups", "rule and practice", "choice of a word", "different times", "facts in dispute", "misprint",
)  # fmt: skip
#: Why the two statements of each pair differ; coded by us from the lines that the task names.
_REASONS = {"A": GROUPS, "B": RULE, "C": WORD, "D": TIMES, "E": FACTS}


def three_counts() -> list[int]:
    """Texts that hold or quote the first claim, their authors, and the authors who hold it in words of their own."""
    texts, authors = voices(_CLAIM)
    return [len(texts), len(authors), len(in_own_words(_CLAIM))]


def _prison(base: str, text: str) -> list[float]:
    return months_of(chosen(base, "any", "prison"), [text])


def medians() -> list[float]:
    """Medians in months: prison terms of unit 4, those of unit 6, and those of unit 6 with each person once."""
    return [median(_prison("term", TEXTS[0])), median(_prison("term", TEXTS[2])), median(_prison("person", TEXTS[2]))]


def _all_penalties() -> float:
    return median(months_of(chosen("term", "any", "any"), [TEXTS[0]]))


EXERCISES = [
    Exercise(
        id="22-voices",
        task="Give three numbers: texts that say so or quote it, authors of these texts, and authors who say it in words of their own.",
        answer=three_counts,
        labels=("Texts", "Authors of these texts", "Authors in words of their own"),
        right="Each rule makes the support smaller. None of these numbers says that the claim is true or false; it says how many "
        "hands wrote it down.",
        wrong="Go along the row of the matrix, column by column. Then look up who wrote each text, and who only passes on words of others.",
        mistakes=[
            Mistake(
                lambda: [three_counts()[0], three_counts()[0], sum(position(_CLAIM, one) == SAYS for one in SPEAKERS)],
                "You counted one author for each text. One of the authors wrote more than one of them.",
            ),
            Mistake(
                lambda: [three_counts()[0], three_counts()[1], three_counts()[1]],
                "The last number leaves out an author who only passes on what a committee wrote.",
            ),
            Mistake(
                lambda: [sum(position(_CLAIM, one) == SAYS for one in SPEAKERS), *[three_counts()[2]] * 2],
                "The first number also takes a text that quotes the claim. Leave that text out only in the last number.",
            ),
            Mistake(
                lambda: [len(SPEAKERS), len({author for _, author, _ in SPEAKERS.values()}), three_counts()[2]],
                "You counted the texts that are silent as well. Silence is no support, and no denial either.",
            ),
        ],
    ),
    Exercise(
        id="22-why-differ",
        task="For each pair A to E give the reason why the two statements differ.",
        answer=lambda: dict(_REASONS),
        choices=[GROUPS, RULE, WORD, TIMES, FACTS, MISPRINT],
        right="Only one pair is a dispute over what happened. In the others both statements can be right, if one says of whom, of what "
        "and of when each speaks.",
        wrong="Ask of each pair: is it about the same people? The same time? The text of a rule or its use? A name for the same "
        "thing? What remains is a dispute over facts.",
        mistakes=[
            Mistake(
                lambda: _REASONS | {"A": FACTS},
                "In one pair you see a dispute over facts, but both statements are of one author. Whom does each of them count?",
            ),
            Mistake(
                lambda: _REASONS | {"A": TIMES},
                "In one pair no time is named. Look at the people: all who were accused, or those of one table?",
            ),
            Mistake(
                lambda: _REASONS | {"A": WORD},
                "In one pair the same word has the same meaning twice. It is said of some people, and denied of others.",
            ),
            Mistake(
                lambda: _REASONS | {"B": FACTS},
                "In one pair both sides describe the same new procedure. One adds what officials may do when it is used.",
            ),
            Mistake(
                lambda: _REASONS | {"C": FACTS},
                "In one pair nobody denies that the people are in prison. What is it that the two want to call differently?",
            ),
            Mistake(
                lambda: _REASONS | {"D": FACTS},
                "In one pair the two texts speak of years that do not overlap. Then both can be right.",
            ),
        ],
    ),
    Exercise(
        id="22-unit-of-count",
        task="Give three medians in months: the prison terms of unit 4, the prison terms of unit 6, and those of unit 6 with only the "
        "longest term of each person.",
        answer=medians,
        tolerance=0.05,
        labels=("Unit 4, months", "Unit 6, months", "Unit 6, longest term of each person, months"),
        right="With the first two numbers the terms of Kazakhstan look longer, with the first and the last those of Azerbaijan. The "
        "texts are the same; the unit of counting has changed.",
        wrong="Turn years into months, put each list in order, and take the term in the middle. Which penalties are prison?",
        mistakes=[
            Mistake(
                lambda: [_all_penalties(), *medians()[1:]],
                "In the first list one penalty is no prison. Leave it out, and the list has a term in the middle.",
            ),
            Mistake(
                lambda: [mean(_prison("term", TEXTS[0])), mean(_prison("term", TEXTS[2])), medians()[2]],
                "These are means. The median is the term in the middle, and one very long term does not move it.",
            ),
            Mistake(
                lambda: [one / 12 for one in medians()],
                "Right, but in years. The task asks for months.",
            ),
            Mistake(
                lambda: [medians()[0], medians()[2], medians()[1]],
                "You changed the order of the last two. By term the list of unit 6 has more entries than by person.",
            ),
        ],
    ),
]
