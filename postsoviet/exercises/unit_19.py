"""Exercises of unit 19, an article on NGOs against extremism. Codes are the course's, by the rules printed in the unit."""

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake

INPUT, OUTPUT, CLAIMED, HOPED = "input", "output", "claimed outcome", "hoped outcome"
#: Sentences of the op-ed in unit 17, coded by the rule of the exercise: lines 191, 195, 203-211.
_LEVELS = {
    "a": INPUT, "b": OUTPUT, "c": CLAIMED, "d": OUTPUT, "e": HOPED, "f": CLAIMED, "g": INPUT,
}  # fmt: skip

NOBODY, OWN, OTHER = "no speaker named", "about own organisation", "about another organisation"
#: Who carries each claim in this article: lines 34, 40, 18, 44, 34, 46, 42, 22.
_CARRIERS = {
    "n1": NOBODY, "n2": OWN, "n3": OWN, "n4": OTHER, "n5": NOBODY, "n6": OTHER, "n7": NOBODY, "n8": OWN,
}  # fmt: skip

#: Suppositions of the exercise on the bound.
TIMES, MEAN, SMALL = 1.5, 60, 30

BEFORE, ON_THE_DAY, LATER = "those who came, asked before", "those who came, asked on the day", "those who came, asked a year later"
GROUP = "others like them, asked at the same times"
MEETINGS, REACHED, PRAISE = "number of meetings", "number of people reached", "praise from another NGO"


def _figure(name: str) -> float:
    return load("19-figures").set_index("figure").loc[name, "value"]


def bounds() -> list[float]:
    """Different people if each came so often; meetings at which the mean is reached; mean of the larger half of the meetings."""
    people, meetings = _figure("youth_reached"), _figure("meetings")
    return [people / TIMES, people / MEAN, (people - SMALL * meetings / 2) / (meetings / 2)]


EXERCISES = [
    Exercise(
        id="19-levels",
        task="Code the seven sentences: for each letter, input, output, claimed outcome or hoped outcome.",
        answer=lambda: dict(_LEVELS),
        choices=[INPUT, OUTPUT, CLAIMED, HOPED],
        right="A meeting that was held is an output, also when ministers take part. A change that somebody reports is a claim until it is measured.",
        wrong="Ask of each sentence: is it money put in, something held, a change that is said to have come, or one that is to come?",
        mistakes=[
            Mistake(
                lambda: _LEVELS | {"b": CLAIMED},
                "A meeting was held. Does the sentence tell that anything is different after it?",
            ),
            Mistake(
                lambda: _LEVELS | {"d": CLAIMED},
                "One sentence tells what people talked about. Talking about a change is not the change.",
            ),
            Mistake(
                lambda: _LEVELS | {"e": CLAIMED},
                "Look at the time of the verbs. One change is an aim of a document, and lies ahead.",
            ),
            Mistake(
                lambda: _LEVELS | {"g": OUTPUT},
                "A sum of money that is set aside is not yet something done with it.",
            ),
        ],
    ),
    Exercise(
        id="19-carriers",
        task="For each of the eight claims say who carries it: nobody who is named, a speaker on the own organisation, or one on another.",
        answer=lambda: dict(_CARRIERS),
        choices=[NOBODY, OWN, OTHER],
        right="The two counts of reach have no speaker, and the praise comes from outside the movement. Neither shows that the claim is wrong.",
        wrong="Find the words 'said' or 'told' in the row. If there are none, the article speaks in its own voice.",
        mistakes=[
            Mistake(
                lambda: _CARRIERS | {"n1": OWN, "n5": OWN},
                "The counts may well come from the movement. But does the row name anybody who gives them?",
            ),
            Mistake(
                lambda: _CARRIERS | {"n4": OWN, "n6": OWN},
                "In two rows the speaker works for one organisation and praises a different one.",
            ),
            Mistake(
                lambda: _CARRIERS | {"n2": OTHER},
                "In one row the speaker also holds a state post. Which organisation does the claim come from, and which is it about?",
            ),
            Mistake(
                lambda: _CARRIERS | {"n7": OWN},
                "In one row a purpose is told. Is anybody quoted for it?",
            ),
        ],
    ),
    Exercise(
        id="19-bound",
        task="Give three numbers: different people, meetings at which the mean is reached, and the mean of the larger half.",
        answer=bounds,
        tolerance=0.5,
        labels=("Different people", "Meetings", "Mean of the larger half"),
        right="The same two printed numbers fit many different stories. So a report gives the bound, and not one of the stories.",
        wrong="People counted at meetings are visits. Visits are different people times visits of each; and meetings times the mean of a meeting.",
        mistakes=[
            Mistake(
                lambda: [bounds()[0] * TIMES * TIMES, *bounds()[1:]],
                "In the first number you multiplied. If people came more than once, are there more different people than visits, or fewer?",
            ),
            Mistake(
                lambda: [*bounds()[:2], bounds()[2] / 2],
                "In the third number you divided by all meetings. Only the larger half shares what is left.",
            ),
            Mistake(
                lambda: [*bounds()[:2], _figure("youth_reached") / (_figure("meetings") / 2) - _figure("youth_reached") / _figure("meetings")],
                "In the third number the smaller meetings have been given the mean of all. The task gives them a mean of their own.",
            ),
        ],
    ),
    Exercise(
        id="19-needed",
        task="Give the set of records that the claim cannot do without.",
        answer=lambda: {BEFORE, LATER, GROUP},
        choices=[BEFORE, ON_THE_DAY, LATER, GROUP, MEETINGS, REACHED, PRAISE],
        right="A change needs two times, and a reason needs people who did not come. Counts of meetings say how much was done, not what it did.",
        wrong="Take the claim apart: how many times, how many groups? Leave out each record in turn, and ask if the claim would still stand.",
        mistakes=[
            Mistake(
                lambda: {BEFORE, LATER},
                "This shows a change. How would you know that it would not have come without the meetings?",
            ),
            Mistake(
                lambda: {LATER, GROUP},
                "No lot decided who came. How would you know that the two groups were alike at the start?",
            ),
            Mistake(
                lambda: {BEFORE, ON_THE_DAY, GROUP},
                "The claim speaks of a certain time after the meeting. Do your records reach so far?",
            ),
            Mistake(
                lambda: {BEFORE, ON_THE_DAY, LATER, GROUP},
                "One record here would be good to have, but the claim stands without it. The task asks for the smallest set.",
            ),
            Mistake(
                lambda: {MEETINGS, REACHED, PRAISE},
                "This is what the article has. Which of these would be different if the meetings had changed nothing?",
            ),
        ],
    ),
]
