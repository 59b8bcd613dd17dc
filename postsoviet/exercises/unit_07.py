"""Exercises of unit 07, a state doctrine in Uzbekistan. Answers come from the data sets and from our coding of them."""

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.explore.unit_07 import AGREE, OUR_READINGS, POLYGAMY, together, years_between

_BEGIN, _BAN, _KAMOLOT = "The doctrine begins", "The singer Lola", "Kamolot and its counterpart"

STATE, NOBODY, ARTISTS = "state body named", "no actor named", "artists themselves"
#: Who is the doer in the sentence of each case; coded by us from the wording of lines 7721-7791.
_ACTORS = {"k01": NOBODY, "k02": STATE, "k03": NOBODY, "k04": ARTISTS, "k05": NOBODY}

#: Our assumptions of the exercise on the weight: the mark in the doctrine exam, and the total that is wanted.
MARK, WANTED = 40, 60


def years() -> list[int]:
    """Fewest and most years from the beginning of the doctrine to the ban on a singer, and from Kamolot to the beginning."""
    return [*years_between(_BEGIN, _BAN), *years_between(_KAMOLOT, _BEGIN)]


def _issues() -> list[str]:
    return list(load("07-position-matrix")["issue"])


def agreed_in_print() -> set[str]:
    """Issues on which both sides officially agree, without the cells that the course read into the text."""
    return {issue for issue in _issues() if issue not in OUR_READINGS and together(issue, "official") == AGREE}


def _share() -> float:
    return load("07-figures-in-prose").set_index("figure").loc["army_exam_share", "value"] / 100


def other_mark(share: float | None = None) -> float:
    """Mark that the other parts must have so that the weighted total is the wanted one."""
    share = _share() if share is None else share
    return (WANTED - share * MARK) / (1 - share)


EXERCISES = [
    Exercise(
        id="07-years",
        task="Give four numbers of calendar years: fewest and most from the beginning of the doctrine to the ban on the singer, "
        "then fewest and most from Kamolot to the beginning of the doctrine.",
        answer=years,
        labels=(
            "Doctrine to ban, fewest years", "Doctrine to ban, most years", "Kamolot to doctrine, fewest years",
            "Kamolot to doctrine, most years",
        ),
        right="The first pair is above zero at both ends, so the order is fixed. The second pair runs from below zero to above "
        "it, so the printed dates leave the order open.",
        wrong="Write down the first and the last possible year of each event. The shortest way ends as early and begins as late as it can.",
        mistakes=[
            Mistake(
                lambda: [years()[1]] * 2 + [years()[2]] * 2,
                "You took the first year of the decade as the date. The text gives ten possible years, and each of them counts.",
            ),
            Mistake(
                lambda: [years()[0]] * 2 + [years()[3]] * 2,
                "You took the last year of the decade as the date. The text gives ten possible years, and each of them counts.",
            ),
            Mistake(
                lambda: [*years()[:2], -years()[3], -years()[2]],
                "In the second pair you went from the doctrine to Kamolot. The task asks for the other direction.",
            ),
            Mistake(
                lambda: [*years()[1::-1], *years()[:1:-1]],
                "The right numbers in another order: each pair begins with the fewest years.",
            ),
            Mistake(
                lambda: [*years()[:2], *sorted(abs(one) for one in years()[2:])],
                "You dropped a sign. A number below zero says that the second event may have come first, and that is the point.",
            ),
        ],
    ),
    Exercise(
        id="07-who-acts",
        task="Code the five cases: for each id, who does it in the sentence.",
        answer=lambda: dict(_ACTORS),
        choices=[STATE, NOBODY, ARTISTS],
        right="Wherever the deed is a ban or a charge, the sentence has no doer. A reader may think of the state, and is "
        "perhaps right, but the sentence does not say it.",
        wrong="Ask of each sentence: who does it? A body that comments afterwards, or acts in another sentence, is not the doer here.",
        mistakes=[
            Mistake(
                lambda: _ACTORS | {"k01": STATE},
                "In one case a body of the state gives its reasons. Does the sentence say that this body also took the measure?",
            ),
            Mistake(
                lambda: _ACTORS | {"k03": STATE},
                "In one case you may have used the sentence before, on a list kept by the state. Does the sentence on the charge name a doer?",
            ),
            Mistake(
                lambda: dict.fromkeys(_ACTORS, STATE) | {"k04": ARTISTS},
                "You wrote down who is likely to have acted. The task asks what the sentences say.",
            ),
            Mistake(
                lambda: _ACTORS | {"k05": ARTISTS},
                "In one case the artists live abroad, but the measure is a ban on their works. Who bans them in this sentence?",
            ),
        ],
    ),
    Exercise(
        id="07-agreed-in-print",
        task="Give the set of issues on which both sides agree, with the clergy at its official word and without our readings.",
        answer=agreed_in_print,
        choices=_issues,
        right="With the same ten rows the list has changed at two places: one issue came in, and one went out.",
        wrong="Go through the rows one by one: is a cell our reading? Are the two positions the same?",
        mistakes=[
            Mistake(
                lambda: agreed_in_print() | {OUR_READINGS[0]},
                "One of these rows rests on a reading of ours. The notes of the table name such rows.",
            ),
            Mistake(
                lambda: agreed_in_print() - {POLYGAMY},
                "One row is missing. The task takes the clergy at its official word, not at what many say.",
            ),
            Mistake(
                lambda: (agreed_in_print() - {POLYGAMY}) | {OUR_READINGS[0]},
                "This is the column of the table as it stands. The task changes two of its rules.",
            ),
            Mistake(
                lambda: agreed_in_print() - {POLYGAMY, "Western influence"},
                "You took only what both are for. Two sides can also agree against something.",
            ),
        ],
    ),
    Exercise(
        id="07-weight",
        task=f"Give the mark in the other parts that brings the total to {WANTED} when the mark in the doctrine exam is {MARK}. One decimal.",
        answer=other_mark,
        tolerance=0.06,
        labels=("Mark in the other parts",),
        right="A low mark in this exam can be made up, if the parts add up by weight. Whether they do, the text does not say.",
        wrong="Write the total as a sum of two products. Put in what you know, and solve for the other mark.",
        mistakes=[
            Mistake(
                lambda: other_mark(1 - _share()),
                "You gave the doctrine exam the weight of the other parts, and the other parts its weight.",
            ),
            Mistake(
                lambda: other_mark(0.5),
                "This is right for two parts of equal weight. Here the weights differ.",
            ),
            Mistake(
                lambda: WANTED - _share() * MARK,
                "So many points are still missing from the total. The other parts do not bring all of their marks into it.",
            ),
            Mistake(
                lambda: WANTED / (1 - _share()),
                "You let the doctrine exam bring nothing. It brings its weight times its mark.",
            ),
        ],
    ),
]
