"""Exercises of unit 13, cooperation across borders. Every number is computed from the data sets."""

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.explore.unit_13 import BORDERS, EARLY, LATE, TAJIK, counted, length

_EFFECT, _RESISTANCE, _WORKAROUND, _COOPERATION = "effect", "resistance", "workaround", "cooperation"
_KINDS = {"e": _EFFECT, "r": _RESISTANCE}
#: Rows of 13-effects and 13-cases behind the letters of the third exercise.
_ROWS = {"A": "e4", "B": "r1", "C": "w3", "D": "r2", "E": "e8", "F": "w2", "G": "r3", "H": "p4"}
_TAJIKISTANI, _KYRGYZSTANI, _GROUP = "Tajikistani authorities", "Kyrgyzstani side", "International Crisis Group"
_PERSON, _STUDENT, _AUTHOR, _MATVEEVA = "one Kyrgyzstani Uzbek", "one student", "the author", "Matveeva"
_SPEAKERS = (_TAJIKISTANI, _KYRGYZSTANI, _GROUP, _PERSON, _STUDENT, _AUTHOR, _MATVEEVA)


def _share_of_2014() -> float:
    return 100 * counted(TAJIK, LATE)[0] / sum(counted(border, LATE)[0] for border in BORDERS)


def means() -> list[float]:
    """Mean incidents a year of each border in the five years, and the share of the Tajik border in the last year."""
    found = []
    for border in BORDERS:
        early, late = counted(border, EARLY), counted(border, LATE)
        found.append((early[0] + late[0]) / (early[1] + late[1]))
    return [*found, _share_of_2014()]


def _mean_of_means() -> list[float]:
    return [
        *(sum(count / years for count, years in (counted(border, EARLY), counted(border, LATE))) / 2 for border in BORDERS),
        _share_of_2014(),
    ]


def together() -> list[float]:
    """Agreed share of the two borders taken as one, and kilometres that one border lacks to its stated share."""
    stated = load("13-border-shares").set_index(["border", "part"]).loc[(TAJIK, "agreed"), "share_percent"]
    pooled = 100 * sum(length(border, "agreed") for border in BORDERS) / sum(length(border) for border in BORDERS)
    return [pooled, stated * length(TAJIK) / 100 - length(TAJIK, "agreed")]


def _mean_share() -> float:
    return sum(100 * length(border, "agreed") / length(border) for border in BORDERS) / 2


def kinds() -> dict[str, str]:
    """What each of the eight reports tells: an effect, resistance, a workaround or cooperation."""
    table = load("13-effects").set_index("effect")["kind"]
    return {letter: table.get(row, _COOPERATION) for letter, row in _ROWS.items()}


def speakers() -> dict[str, str]:
    """Who makes each of the seven statements."""
    claims = load("13-claims").set_index("claim")["who_says"]
    return {
        "A": claims["c1"], "B": claims["c3"], "C": claims["c8"], "D": _GROUP, "E": _AUTHOR, "F": _STUDENT, "G": _MATVEEVA,
    }  # fmt: skip


EXERCISES = [
    Exercise(
        id="13-means",
        task="Give the mean number of incidents a year from 2010 to 2014 on the Tajik and on the Uzbek border, and the share of the Tajik "
        "border in the incidents of 2014: a list of three numbers.",
        answer=means,
        tolerance=0.06,
        labels=(
            "Tajik border, incidents a year", "Uzbek border, incidents a year",
            "Tajik border in 2014, percent of incidents",
        ),
        right="Over five years the Uzbek border has the higher mean, in the last of them the Tajik one has most incidents. Both are true.",
        wrong="Add up all incidents of a border first. How many years do they come from? For the share: of all incidents of that year.",
        mistakes=[
            Mistake(
                _mean_of_means,
                "You took the mean of two yearly means. That gives one year as much weight as four, and it even changes the order of the borders.",
            ),
            Mistake(
                lambda: [sum(counted(border, period)[0] for period in (EARLY, LATE)) for border in BORDERS] + [_share_of_2014()],
                "Your first two numbers are totals. The task asks for incidents in one year on average.",
            ),
            Mistake(
                lambda: [*(sum(counted(border, period)[0] for period in (EARLY, LATE)) / 2 for border in BORDERS), _share_of_2014()],
                "You divided by the number of counts. A mean a year divides by the number of years.",
            ),
            Mistake(
                lambda: [*means()[:2], 100 - means()[2]],
                "Your last number is the share of the other border.",
            ),
            Mistake(
                lambda: [means()[1], means()[0], means()[2]],
                "The first two numbers stand in the wrong order: the Tajik border comes first.",
            ),
        ],
    ),
    Exercise(
        id="13-together",
        task="Take the two borders as one: which percent is agreed? Then: how many kilometres more would have to be agreed on the Tajik "
        "border to make exactly the share that the text states? A list of two numbers.",
        answer=together,
        tolerance=0.06,
        labels=("Agreed on both borders, percent", "More to agree on the Tajik border, kilometres"),
        right="A share of a whole weighs each part by its size. And the gap to the stated share is too long to be a matter of rounding.",
        wrong="For the first number add up kilometres, not percentages. For the second, ask how many kilometres the stated share would be.",
        mistakes=[
            Mistake(
                lambda: [_mean_share(), together()[1]],
                "You took the mean of the two shares. The longer border must weigh more.",
            ),
            Mistake(
                lambda: [load("13-border-shares").set_index("part").loc["agreed", "share_percent"].mean(), together()[1]],
                "You took the mean of the two shares that the text states. Use the kilometres, and add them up first.",
            ),
            Mistake(
                lambda: [together()[0], length(TAJIK, "open")],
                "Your second number is the whole open part. The stated share would be reached long before its end.",
            ),
            Mistake(
                lambda: [together()[0], 100 * together()[1] / (length(TAJIK, "agreed") + length(TAJIK, "open"))],
                "Your second number is the gap in points of the share. The task asks for kilometres.",
            ),
            Mistake(
                lambda: [together()[0], together()[1] + length(TAJIK, "agreed")],
                "Your second number is the length that the stated share would have. How much of it is agreed already?",
            ),
        ],
    ),
    Exercise(
        id="13-kinds",
        task="Code each of the eight reports A to H with one of four codes: effect, resistance, workaround, cooperation.",
        answer=kinds,
        choices=(_EFFECT, _RESISTANCE, _WORKAROUND, _COOPERATION),
        right="The codes ask two questions: do people act, and do they act with people from the other side?",
        wrong="Ask first whether people act at all. Then: against a measure, past it, or together with people from the other side?",
        mistakes=[
            Mistake(
                lambda: {key: _RESISTANCE if code == _WORKAROUND else code for key, code in kinds().items()},
                "You coded ways around a rule as resistance. In your codebook resistance makes the state take a measure back.",
            ),
            Mistake(
                lambda: {key: _WORKAROUND if key in "FH" else code for key, code in kinds().items()},
                "You coded informal dealings with a partner as a way around a rule. Who is on the other side in these reports?",
            ),
            Mistake(
                lambda: kinds() | {"C": _EFFECT},
                "One report begins with an event of nature. What do people do about it, and with whom?",
            ),
        ],
    ),
    Exercise(
        id="13-speakers",
        task="Say who makes each of the seven statements A to G. Choose among the seven speakers of the task.",
        answer=speakers,
        choices=_SPEAKERS,
        right="Three sorts of speaker: sides of a dispute, single persons, and writers. A fair report names them each time.",
        wrong="Look for a person, a side or a work in the sentence itself. Where there is none, the author speaks.",
        mistakes=[
            Mistake(
                lambda: speakers() | {"A": _TAJIKISTANI, "B": _KYRGYZSTANI},
                "You exchanged the two sides of a dispute. Each reports its own losses.",
            ),
            Mistake(
                lambda: speakers() | {"C": _AUTHOR},
                "One number is given to the author. In the chapter it is an estimate, and somebody makes it.",
            ),
            Mistake(
                lambda: speakers() | {"F": _AUTHOR},
                "One memory of a road is given to the author. She reports it after another researcher, who had it from one person.",
            ),
            Mistake(
                lambda: speakers() | {"D": _AUTHOR},
                "One statement on trade is given to the author. She names a report for it.",
            ),
        ],
    ),
]
