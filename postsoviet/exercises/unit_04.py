"""Exercises of unit 04, extremism law in Kazakhstan. Every answer is computed from the data sets."""

from collections.abc import Sequence

import pandas as pd

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.explore.unit_04 import FAITH, SEPARATISM, turning

#: Names that the exercise on what was posted uses for the categories of the data set.
CODES = {"own words": "own words", "material of others": "works of others", "both": "both", "not clear": "not clear"}
_PLATFORM = "VKontakte"


def _count(name: str) -> float:
    """One count of cases."""
    return float(load("04-case-counts").set_index("count").loc[name, "value"])


def january() -> list[float]:
    """January 2017 over the mean month of 2016, and the mean month after January if the later count is a sum."""
    return [_count("registered_january_2017") / (_count("registered_2016") / 12), _rest() / 8]


def _rest() -> float:
    return _count("criminal_cases_september_2017") - _count("registered_january_2017")


def content_codes(**changed: str) -> dict[str, str]:
    """Category of what was posted, case by case; ``changed`` puts some cases elsewhere."""
    rows = load("04-court-cases")
    return {case: CODES[content] for case, content in zip(rows["case"], rows["content"], strict=True)} | changed


def one_platform() -> tuple[dict[str, float], dict[str, float]]:
    """Months of prison on one platform: separatism, and religious hatred or terrorism."""
    rows = pd.concat([load("04-court-cases").rename(columns={"platform": "medium"}), load("04-other-cases")])
    rows = rows[(rows["medium"] == _PLATFORM) & (rows["penalty"] == "prison")].set_index("case")
    months = 12 * rows["years"] + rows["months"].fillna(0).astype(float)
    return tuple(months[rows["theme"] == theme].to_dict() for theme in (SEPARATISM, FAITH))


def turning_cases() -> set[str]:
    """Cases of the platform without which the verdict turns."""
    return set(turning(*one_platform()))


def _of(side: Sequence[str]) -> set[str]:
    return turning_cases() & {*side}


def _others() -> set[str]:
    """The cases that do not turn the verdict."""
    first, second = one_platform()
    return {*first, *second} - turning_cases()


def left_over() -> list[float]:
    """Persons left for the lost options with and without the inferred share, and the fewest of the largest option."""
    rows = load("04-survey-answers").set_index("answer")["percent"]
    kept = [float(rows[name]) for name in ("offensive_statements", "none_of_the_cases", "negative_attitude")]
    return [100 - sum(kept), 100 - sum(kept[:2]), max(kept) + 1]


EXERCISES = [
    Exercise(
        id="04-january",
        task="Give two numbers with one decimal: January beside the mean month of the year before, in times; and the mean month "
        "from February to September, if the count for September is a sum from January on.",
        answer=january,
        tolerance=0.06,
        labels=("January beside the mean month of the year before, times", "Mean month from February to September"),
        right="The first number says that January was extraordinary, the second that the months after it were far below it. Both rest "
        "on the names of the counts, which differ. So neither is a finding; together they show what must be asked of the sources.",
        wrong="For the first, make the year into a mean month. For the second, take away January, and count the months that are left.",
        mistakes=[
            Mistake(
                lambda: [january()[0], _count("criminal_cases_september_2017") / 9],
                "The second number still has January in it. The question asks for the months after January.",
            ),
            Mistake(lambda: [january()[0], _rest() / 9], "January is taken away from the cases, so take it away from the months too."),
            Mistake(lambda: january()[::-1], "Right numbers, wrong order: the comparison with the year before comes first."),
            Mistake(
                lambda: [_count("registered_january_2017") / _count("registered_2016"), january()[1]],
                "You compared one month with a whole year. Make the year into a mean month first.",
            ),
            Mistake(
                lambda: [1 / january()[0], january()[1]],
                "You divided the other way round: the question asks how many times the mean month fits into January.",
            ),
            Mistake(
                lambda: [january()[0], _count("criminal_cases_september_2017") / 8],
                "You counted the right months, but January is still among the cases.",
            ),
        ],
    ),
    Exercise(
        id="04-content-codes",
        task="Give a dictionary from each case to one of: own words, works of others, both, not clear.",
        answer=content_codes,
        choices=tuple(CODES.values()),
        right="This is our coding too. Another reader who agrees with the rule should reach it from the same words; where two readers "
        "differ, the rule must be mended, not the case.",
        wrong="Read the rule again, case by case. Code only what the row says, and not what is likely.",
        mistakes=[
            Mistake(
                lambda: content_codes(c03="own words"),
                "Look again at the row that tells of materials he published and spread. It does not say who made them.",
            ),
            Mistake(
                lambda: content_codes(c03="works of others"),
                "In one row the materials may be his own. The row does not say who made them.",
            ),
            Mistake(
                lambda: content_codes(c07="own words"),
                "One row has two parts, words that he used and materials that he cited.",
            ),
            Mistake(
                lambda: content_codes(c07="works of others"),
                "In one row, beside materials that he cited, there are words that he used.",
            ),
            Mistake(
                lambda: content_codes(c06="both"),
                "Materials of an organisation and a video: by the rule these are existing works. The row names no words of the accused.",
            ),
            Mistake(
                lambda: content_codes(c06="not clear"),
                "You doubt who made the video. Then the doubt is about the rule: the row names a video, and no words of the accused.",
            ),
            Mistake(
                lambda: content_codes(c04="not clear"),
                "That the accused admitted a part of the publications is about proof. The row names insults, which are words.",
            ),
            Mistake(
                lambda: content_codes(**dict.fromkeys(("c08", "c09", "c10"), "own words")),
                "Lectures and songs are existing works by the rule, even if somebody posts them on a page of their own.",
            ),
            Mistake(
                lambda: content_codes(c01="not clear"),
                "What the accused says of the proof is another column. The row names abusive words.",
            ),
        ],
    ),
    Exercise(
        id="04-one-platform",
        task="Give a set of case ids: the cases without which, left out one at a time, the verdict turns.",
        answer=turning_cases,
        choices=lambda: [*one_platform()[0], *one_platform()[1]],
        right="One case on each side carries the verdict. With so few cases a mean cannot say which side is longer; it says which cases "
        "were chosen.",
        wrong="Take away one case, compute both means again, compare them, and put the case back. Then take the next one.",
        mistakes=[
            Mistake(
                lambda: _of(one_platform()[1]),
                "You left out cases of religious hatred or terrorism only. The other side has cases too.",
            ),
            Mistake(
                lambda: _of(one_platform()[0]),
                "You left out cases of separatism only. A comparison has two sides.",
            ),
            Mistake(_others, "These are the cases without which the verdict stays. The task asks for the others."),
            Mistake(
                lambda: {*one_platform()[0], *one_platform()[1]},
                "Each case moves the gap, but not each turns its direction. Compute the five gaps and look at their signs.",
            ),
        ],
    ),
    Exercise(
        id="04-left-over",
        task="Give three numbers of persons: how many are left for the lost options if the third share belongs to the same question; "
        "how many if it does not; and the fewest that the largest option can have, if it does.",
        answer=left_over,
        tolerance=0.5,
        labels=(
            "Left over, same question, persons", "Left over, another question, persons",
            "Fewest of the largest option, persons",
        ),
        right="So we know how much is lost, and one lower bound. We do not know how it is spread, and must not guess it.",
        wrong="With one choice a person, the shares of one question add up to the whole. For the third number, the largest option must "
        "be larger than each that is printed.",
        mistakes=[
            Mistake(
                lambda: [left_over()[0], left_over()[1], left_over()[0]],
                "The third number: all who are left need not have chosen one option. The text does not say how many lost options there are.",
            ),
            Mistake(
                lambda: [left_over()[1], left_over()[0], left_over()[2]],
                "Right numbers, wrong order: first with the share that we match to the question, then without it.",
            ),
            Mistake(
                lambda: [100 - left_over()[0], 100 - left_over()[1], left_over()[2]],
                "These are the persons behind the printed shares. The question asks for the others.",
            ),
            Mistake(
                lambda: [left_over()[0], left_over()[1], left_over()[2] - 1],
                "The third number: with so few it would only be as large as another option, and not the largest.",
            ),
            Mistake(
                lambda: [left_over()[0], left_over()[1], 1],
                "The third number: one person would not make it the largest option. Look at the shares that are printed.",
            ),
        ],
    ),
]
