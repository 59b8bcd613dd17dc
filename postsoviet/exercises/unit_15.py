"""Exercises of unit 15, dialogue programmes over Nagorno-Karabakh. Answers come from the data sets and from our coding."""

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.explore.unit_15 import (
    MET, NOT_MET, SHORT, cell_counts, group_sizes, joint_limits, respondents, share_of_criticism, themes_of_both,
)  # fmt: skip

FAIR, SIDE, MORE = "fair", "takes a side", "says more than the source"
#: How each sentence of exercise 4 stands to lines 15340-15370, 15468-15481 and 16293-16297; coded by us.
_SENTENCES = {"A": FAIR, "B": MORE, "C": SIDE, "D": FAIR, "E": SIDE, "F": MORE, "G": FAIR}


def _cells_with(*statuses: str) -> dict[str, int]:
    rows = load("15-cases-by-condition")
    return {SHORT[case]: int((rows["case"].eq(case) & rows["status"].isin(statuses)).sum()) for case in SHORT}


def speaking_cells() -> dict[str, int]:
    """Number of conditions on which the text says something, by case."""
    return {SHORT[case]: count for case, count in cell_counts().items()}


def shares(base: str = "all", themes: set[str] | None = None) -> list[float]:
    """Percent of criticism, of participants and then of organisers."""
    return [share_of_criticism(speaker, base, themes) for speaker in ("participant", "organiser")]


def _all_themes_but(*names: str) -> set[str]:
    return set(load("15-themes")["theme"]) - set(names)


def limits() -> list[int]:
    """Fewest and most people who are elsewhere and both; fewest and most who are participants only and without a mark."""
    total, side, role, mark = respondents(), *(group_sizes(name) for name in ("side", "role", "mark"))
    first = joint_limits(side["elsewhere"], role["both"], total=total)
    return [*first, *joint_limits(role["participant"], mark["no mark"], total=total)]


EXERCISES = [
    Exercise(
        id="15-speaking-cells",
        task="Give for each case the number of conditions, of four, on which the text says something.",
        answer=speaking_cells,
        labels=(
            "Nansen, conditions", "Israeli-Palestinian, conditions", "Tekali, conditions",
            "Dialogues of the interviews, conditions",
        ),
        right="The case that is called a success and the case of limited effect are those on which the text is silent somewhere. "
        "The comparison rests on unequal evidence.",
        wrong="Take one column at a time and count the cells that hold anything but silence.",
        mistakes=[
            Mistake(lambda: _cells_with(MET), "You counted the conditions that are met. A failed condition is a statement, too."),
            Mistake(lambda: _cells_with(NOT_MET), "You counted the conditions that are not met. A condition that is met is a statement, too."),
            Mistake(
                lambda: _cells_with(MET, NOT_MET),
                "One case has a cell with little evidence. That is a statement of the author and no silence.",
            ),
            Mistake(
                lambda: dict.fromkeys(SHORT.values(), len(_SENTENCES) - 3),
                "You counted all cells of each case. The task asks for those on which the text says something.",
            ),
        ],
    ),
    Exercise(
        id="15-shared-themes",
        task="Give two percentages with one decimal: criticism among all statements of participants, then of organisers, in the themes "
        "on which both are reported.",
        answer=lambda: shares(themes=themes_of_both()),
        tolerance=0.06,
        labels=("Participants, percent critical", "Organisers, percent critical"),
        right="Only one of the two numbers moves when the themes change, because one group of speakers is in fewer themes to begin with. "
        "The mix of themes can hide a difference between groups, or make one.",
        wrong="First list the themes of each kind of speaker. Keep those in both lists, then count.",
        mistakes=[
            Mistake(shares, "These are the shares over all themes. The task keeps only themes on which both kinds of speakers are reported."),
            Mistake(
                lambda: shares(themes=_all_themes_but("friendship")),
                "You dropped one theme. There are more themes on which only one of the two groups is reported.",
            ),
            Mistake(
                lambda: shares("no suggestions", themes_of_both()),
                "You left the suggestions out of the base. The task takes all statements.",
            ),
            Mistake(
                lambda: shares(themes=themes_of_both())[::-1],
                "The right numbers in the other order: participants come first.",
            ),
        ],
    ),
    Exercise(
        id="15-limits",
        task="Give four numbers of people: fewest and most who can be both elsewhere and both roles, then fewest and most who can be "
        "participants only and without a mark.",
        answer=limits,
        labels=(
            "Elsewhere and both roles, fewest people", "Elsewhere and both roles, most people",
            "Participants only, no mark, fewest people", "Participants only, no mark, most people",
        ),
        right="For one pair of groups the fewest is above zero: large groups must overlap. For small groups the range begins at zero, and a "
        "joined table could single out somebody.",
        wrong="The most is never more than the smaller group. For the fewest, ask how many people are left outside the first group.",
        mistakes=[
            Mistake(
                lambda: [0, limits()[1], 0, limits()[3]],
                "For one pair the fewest is not zero: outside the first group there is not room enough for the whole second group.",
            ),
            Mistake(
                lambda: [0, max(group_sizes("side")["elsewhere"], group_sizes("role")["both"]),
                         limits()[2], group_sizes("mark")["no mark"]],
                "You took the larger group as the most. Nobody can be in both groups without being in the smaller one.",
            ),
            Mistake(lambda: [limits()[1], 0, limits()[3], limits()[2]], "The right numbers in another order: the fewest comes first."),
        ],
    ),
    Exercise(
        id="15-fair-sentences",
        task="Code the seven sentences: fair, takes a side, or says more than the source.",
        answer=lambda: dict(_SENTENCES),
        choices=[FAIR, SIDE, MORE],
        right="A fair sentence can report a hard claim, because it says whose claim it is. An exact number can be unfair, because "
        "nobody printed it.",
        wrong="Ask of each sentence first: who says this? Then: do the lines print it, or did somebody add, sum up or widen it?",
        mistakes=[
            Mistake(
                lambda: _SENTENCES | {"B": FAIR},
                "One sentence has a number that the source does not print. Do we know that the groups are complete and do not overlap?",
            ),
            Mistake(
                lambda: _SENTENCES | {"C": FAIR, "E": FAIR},
                "Two sentences use the word of one capital as a fact, without its speaker.",
            ),
            Mistake(
                lambda: _SENTENCES | {"F": FAIR},
                "One sentence widens the question of a survey. What exactly did people disapprove of?",
            ),
            Mistake(
                lambda: _SENTENCES | {"D": SIDE},
                "A report may use the words of both capitals if it says whose words they are.",
            ),
        ],
    ),
]
