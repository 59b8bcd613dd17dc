"""Exercises of unit 17, four web articles. Answers come from the data sets, or from our coding of the printed words."""

from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.explore.unit_17 import STATES, assignments, readable, total

CERTAIN, OPEN, RULED_OUT = "certain", "open", "ruled out"
ALL_TREATIES = 9
#: Each sentence of the task as a test of one way to give the loose values: (state without the protocol, state with the other).
_SENTENCES = {
    "s1": lambda way: way[0] in STATES,
    "s2": lambda way: total("Kazakhstan", *way) > total("Kyrgyzstan", *way),
    "s3": lambda way: total("Uzbekistan", *way) == ALL_TREATIES,
    "s4": lambda way: total("Kazakhstan", *way) == ALL_TREATIES,
    "s5": lambda way: way[0] != "Kyrgyzstan" or way[0] != "Uzbekistan",
    "s6": lambda way: all(state == way[1] for state in STATES),
}

PRINTED, FOLLOWS, NO_DAY = "printed", "follows", "no day"
#: What article B gives for each step; coded by us from lines 77-81.
_DAYS = {"r1": PRINTED, "r2": FOLLOWS, "r3": NO_DAY, "r4": PRINTED, "r5": NO_DAY, "r6": PRINTED, "r7": NO_DAY, "r8": PRINTED}

SUPPORTS, DISPUTES, BEFORE, OTHER = "supports", "disputes", "came before", "another question"
#: Coded by us from the lines of units 16, 17 and 18 that the table of the task names.
_PAIRS = {"p1": BEFORE, "p2": SUPPORTS, "p3": OTHER, "p4": OTHER, "p5": DISPUTES}

GRANTS, MINUTES, SURVEY, PROGRAMME, LAW = (
    "grant contracts", "minutes and drafts", "survey of NGOs", "programme of the forum", "law as published",
)  # fmt: skip
#: What would test the claims of article D; coded by us.
_TESTS = {"t1": PROGRAMME, "t2": LAW, "t3": MINUTES, "t4": GRANTS, "t5": SURVEY}


def certain_or_open() -> dict[str, str]:
    """Code each sentence by the ways of giving the loose values in which it is true."""
    found = {}
    for name, holds in _SENTENCES.items():
        true = [holds(way) for way in assignments()]
        found[name] = CERTAIN if all(true) else OPEN if any(true) else RULED_OUT
    return found


def _readable_rows_only() -> dict[str, str]:
    ahead = readable("Kazakhstan") > readable("Kyrgyzstan")
    return certain_or_open() | {"s2": CERTAIN if ahead else RULED_OUT, "s4": RULED_OUT}


EXERCISES = [
    Exercise(
        id="17-certain-or-open",
        task="Code the sentences s1 to s6 on the treaty table: true in every way, in some ways, or in none.",
        answer=certain_or_open,
        choices=[CERTAIN, OPEN, RULED_OUT],
        right="A sentence that survives every way may be printed. One that holds in some ways only must wait for the lost borders.",
        wrong="Write down the three ways for each broken row. For each sentence look for a way that makes it false.",
        mistakes=[
            Mistake(
                _readable_rows_only,
                "You used the readable rows alone. The loose values exist, and they can change a count.",
            ),
            Mistake(
                lambda: certain_or_open() | {"s3": OPEN},
                "In one sentence you let a signature bind, or you did not look at the row on disability.",
            ),
            Mistake(
                lambda: certain_or_open() | {"s5": OPEN},
                "In one sentence you may have looked at one state at a time. Two loose values cannot stand in one cell.",
            ),
            Mistake(
                lambda: dict.fromkeys(_SENTENCES, OPEN),
                "Not all is lost. Fewer values than states is itself a fact, and so are the readable rows.",
            ),
        ],
    ),
    Exercise(
        id="17-which-day",
        task="Code for the steps r1 to r8 what the text gives about the day.",
        answer=lambda: dict(_DAYS),
        choices=[PRINTED, FOLLOWS, NO_DAY],
        right="A date belongs to a verb. A step beside a dated one may have none of its own.",
        wrong="Ask of each step: which words give its day, and do they give one day or only a stretch of time?",
        mistakes=[
            Mistake(
                lambda: _DAYS | {"r5": PRINTED},
                "One of your days belongs to another verb of the same sentence.",
            ),
            Mistake(
                lambda: _DAYS | {"r3": FOLLOWS},
                "From one of these phrases a stretch of time follows. The question is about a single day.",
            ),
            Mistake(
                lambda: _DAYS | {"r8": FOLLOWS},
                "In one step the words would be enough, but the text gives more than words. Look at the end of the phrase.",
            ),
            Mistake(
                lambda: _DAYS | {"r2": PRINTED},
                "In one step you worked the day out yourself. It is right, and it does not stand there.",
            ),
        ],
    ),
    Exercise(
        id="17-is-it-an-outcome",
        task="Code the pairs p1 to p5: how does the later-found fact stand to the statement?",
        answer=lambda: dict(_PAIRS),
        choices=[SUPPORTS, DISPUTES, BEFORE, OTHER],
        right="A fact is an outcome if it is later than the statement and about the same thing. Few facts pass both tests.",
        wrong="Ask two questions of each pair. Is the fact later than the statement? Is it about the very same thing?",
        mistakes=[
            Mistake(
                lambda: _PAIRS | {"p1": SUPPORTS},
                "In one pair you forgot to compare two dates. A forecast cannot be met by an older event.",
            ),
            Mistake(
                lambda: _PAIRS | {"p4": SUPPORTS},
                "In one pair both sides speak of no change, but of two different things.",
            ),
            Mistake(
                lambda: _PAIRS | {"p3": DISPUTES},
                "In one pair the fact has another year than the forecast.",
            ),
            Mistake(
                lambda: _PAIRS | {"p5": SUPPORTS},
                "In one pair the fact looks alike. Compare how many, when, and for which reason.",
            ),
            Mistake(
                lambda: _PAIRS | {"p2": OTHER},
                "One fact says more than it seems to. What must be true before somebody can resign?",
            ),
        ],
    ),
    Exercise(
        id="17-what-would-test-it",
        task="Match the claims t1 to t5 with what would test them.",
        answer=lambda: dict(_TESTS),
        choices=list(_TESTS.values()),
        right="A text, a sum, an event, a cause and an experience: five kinds of claim, and five kinds of witness.",
        wrong="Say first what kind of claim it is. Then ask who or what could know.",
        mistakes=[
            Mistake(
                lambda: _TESTS | {"t2": MINUTES, "t3": LAW},
                "You exchanged two. To know that a rule exists is one thing, to know where it came from is another.",
            ),
            Mistake(
                lambda: _TESTS | {"t5": MINUTES},
                "One claim is about what NGOs experience. Those who hold the meetings cannot answer for them.",
            ),
            Mistake(
                lambda: _TESTS | {"t1": MINUTES},
                "One claim is only that something was offered. A simpler document is enough.",
            ),
        ],
    ),
]
