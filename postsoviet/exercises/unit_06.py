"""Exercises of unit 06, religion and politics in Azerbaijan. Every answer comes from the data sets."""

from postsoviet.datasets import load, row_beginning
from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.explore.unit_06 import classes, plus_months, sentence_months, share_range, term_dates
from postsoviet.findings.finding import days_between

_DAY = "2013-06-01"
IN_FORCE, NOT_YET, UNDATED = "in force", "not yet", "date not printed"
FACT, OTHERS, ARGUMENT, EXPECTATION = (
    "reported as fact", "claim of others", "author's argument", "author's expectation",
)  # fmt: skip
#: Rules of the task: how the row of the timeline of law begins, and the step that brings it into force.
_RULES = {
    "A": ("Parties based on faith", "applied"),
    "B": ("The headscarf is banned", "introduced"),
    "C": ("The same amendments enter into force", "in force"),
    "D": ("Foreign donors need an agreement", "adopted"),
    "E": ("Ministers of religion", "in the law"),
    "F": ("No loudspeakers", "practice"),
}
#: Sentences of the task by their claim; those without a claim are events that the chapter reports.
_VOICES = {"A": None, "B": "c08", "C": "c01", "D": "c39", "E": None, "F": "c14", "G": "c51", "H": "c52"}
_KINDS = {"argument": ARGUMENT, "projection": EXPECTATION}


def range_of_both() -> list[float]:
    """Lowest and highest percent of religious activists among all people of the two lists."""
    return list(share_range("both", "range")[:2])


def _printed_only() -> list[float]:
    """The range for the confirmed people alone."""
    return list(share_range("confirmed", "range")[:2])


def _without_life() -> list[float]:
    """Leave the people with a life sentence among those who are not religious."""
    sizes = classes()
    low, _, total = share_range("both", "none")
    return [low, 100 * (sizes["Religious activists"] + sizes["All monitored"]) / total]


def days_before_arrest() -> int:
    """Days from the beginning of the whole second sentence, counted back from the release, to the printed arrest."""
    step = term_dates("p01", "2")
    return days_between(plus_months(step["release"], -sentence_months("p01", "2")), step["arrest"])


def _days_after_release() -> int:
    """Days from the printed release to the end of the whole second sentence, counted from the arrest."""
    step = term_dates("p01", "2")
    return days_between(step["release"], plus_months(step["arrest"], sentence_months("p01", "2")))


def _served_days() -> int:
    step = term_dates("p01", "2")
    return days_between(step["arrest"], step["release"])


def rules_on_a_day(day: str = _DAY) -> dict[str, str]:
    """Status of each rule on a day, as far as the chapter dates it."""
    laws, found = load("06-legal-timeline"), {}
    for letter, (begins, step) in _RULES.items():
        row = row_beginning(laws[laws["step"] == step], "content", begins)
        found[letter] = UNDATED if row["date"] != row["date"] or not row["date"] else IN_FORCE if row["date"] <= day else NOT_YET
    return found


def voices() -> dict[str, str]:
    """Whose voice each sentence is, by the evidence that the claims table gives."""
    evidence = load("06-claims").set_index("claim_id")["evidence"]
    return {letter: FACT if claim is None else _KINDS.get(evidence[claim], OTHERS) for letter, claim in _VOICES.items()}


EXERCISES = [
    Exercise(
        id="06-share-range",
        task="Give the lowest and the highest share of religious activists among all people of both lists, in percent with one decimal.",
        answer=range_of_both,
        tolerance=0.06,
        labels=("Lowest share, percent", "Highest share, percent"),
        right="The base is certain and the class of some people is not. So the share is a range, and it is wide.",
        wrong="Keep all people of both lists as the base, and move only those whose work is not printed.",
        mistakes=[
            Mistake(_printed_only, "You used the confirmed people as the base. The task counts the monitored people, too."),
            Mistake(_without_life, "One more class does not say what its people did. Look at how they are described: by a sentence."),
            Mistake(lambda: range_of_both()[::-1], "Right numbers, wrong order: the lowest comes first."),
            Mistake(lambda: [share / 100 for share in range_of_both()], "These are fractions; the task asks for percent."),
            Mistake(
                lambda: [range_of_both()[0]] * 2,
                "You counted nobody of the people with unknown work as religious, in both places. The highest share needs the other extreme.",
            ),
        ],
    ),
    Exercise(
        id="06-missing-days",
        task="Count the whole sentence back from the printed release. How many days before the printed arrest would it have begun?",
        answer=days_before_arrest,
        tolerance=1,
        labels=("Days before the printed arrest",),
        right="So much earlier custody would explain the gap. The text does not say that there was any, so report both statements.",
        wrong="First find the day on which the sentence would have begun, counted back from the release. Then count from that day to the "
        "arrest.",
        mistakes=[
            Mistake(
                _days_after_release,
                "These are the days after the release, as the section Recompute prints them. This task keeps the release and moves the beginning.",
            ),
            Mistake(_served_days, "This is the time from arrest to release. The task asks what would lie before the arrest."),
            Mistake(
                lambda: days_before_arrest() + _served_days(),
                "This is the whole sentence in days. Take away what lies after the arrest.",
            ),
            Mistake(lambda: -days_before_arrest(), "The size is right. Count from the earlier day to the arrest."),
            Mistake(lambda: 2, "This is the gap in months. The task asks for days."),
        ],
    ),
    Exercise(
        id="06-rules-on-a-day",
        task="Give a dictionary from each letter to one of: in force, not yet, date not printed.",
        answer=rules_on_a_day,
        choices=(IN_FORCE, NOT_YET, UNDATED),
        right="You kept the vote and the day of force apart, and you gave no date where the chapter prints none.",
        wrong="Ask for each rule: is a date printed? If so, is it the date of a vote, or of the day from which the rule holds?",
        mistakes=[
            Mistake(
                lambda: {**rules_on_a_day(), "C": IN_FORCE},
                "One of these rules had been approved by that day. Look at the step in brackets: when did it begin to hold?",
            ),
            Mistake(
                lambda: {letter: IN_FORCE if status == UNDATED else status for letter, status in rules_on_a_day().items()},
                "Two of these rules have no printed date. They may have held on that day, but the chapter does not say so.",
            ),
            Mistake(
                lambda: {letter: NOT_YET if status == UNDATED else status for letter, status in rules_on_a_day().items()},
                "A rule without a printed date need not be younger than the day. There is a code for what the chapter does not date.",
            ),
            Mistake(
                lambda: {**rules_on_a_day(), "D": IN_FORCE},
                "One of these rules was adopted in a later year than that of the day. Compare the years first.",
            ),
        ],
    ),
    Exercise(
        id="06-voices",
        task="Give a dictionary from each letter to one of: reported as fact, claim of others, author's argument, author's expectation.",
        answer=voices,
        choices=(FACT, OTHERS, ARGUMENT, EXPECTATION),
        right="You kept four voices apart, also where the author leans to one side.",
        wrong="Ask who speaks in each sentence, and whether it is about what happened, why it happened, or what will happen.",
        mistakes=[
            Mistake(
                lambda: {**voices(), "F": FACT},
                "One sentence is a judgement of human rights defenders. That the author agrees with it does not make it a reported fact.",
            ),
            Mistake(
                lambda: {**voices(), "B": FACT},
                "One sentence is disputed between officials and residents. The chapter reports who says it, and not that it happened.",
            ),
            Mistake(
                lambda: {letter: ARGUMENT if voice == EXPECTATION else voice for letter, voice in voices().items()},
                "Two sentences are about the future. An explanation and a forecast need different verbs.",
            ),
            Mistake(
                lambda: {**voices(), "G": EXPECTATION},
                "One sentence says what could be a way to something good. It has no forecast in it, only the author's view.",
            ),
        ],
    ),
]
