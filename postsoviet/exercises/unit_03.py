"""Exercises of unit 03, ethnic returnees. Every answer is computed from the data sets."""

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.explore.unit_03 import origin_ranges, people_of_chapter_2

# the years of the headings

#: Items of the task, and the first and last year of each; the note of 2012 is made up and says so.
_ITEMS = {
    "Law on Immigration": ("03-policy-measures", "measure", "Law on Immigration"),
    "Quota decrees": ("03-policy-measures", "measure", "Quota decrees"),
    "Article on clans": ("03-dated-articles", "article", "a05"),
    "Extension to 14 oblasts": ("03-policy-measures", "measure", "Extension of the decree"),
    "Proposal on young returnees": ("03-policy-measures", "measure", "Priority for the young"),
}
_NOTE, _NOTE_YEAR = "Note of May 2012", 2012
_OUTSIDE = "no stage"


def _years() -> dict[str, int]:
    years = {}
    for item, (name, column, key) in _ITEMS.items():
        years[item] = int(load(name).set_index(column).loc[key, "date"][:4])
    return {**years, _NOTE: _NOTE_YEAR}


def _stage_of(year: int) -> str:
    """Name the stage whose heading holds a year; the last one has no end."""
    for stage in load("03-stages").fillna({"end": year}).itertuples():
        if stage.start <= year <= stage.end:
            return f"stage {stage.number}"
    return _OUTSIDE


def stage_by_heading() -> dict[str, str]:
    """Put each item into the stage whose printed years hold it."""
    return {item: _stage_of(year) for item, year in _years().items()}


def _note_in(stage: str) -> dict[str, str]:
    return {**stage_by_heading(), _NOTE: stage}


# the quota


def _quota() -> tuple[float, float, float]:
    rows = load("03-nurly-kosh").set_index("measure")["value"]
    return (
        float(rows["Quota of families with social benefits"]), float(rows["Part of the goal that was reached"]),
        float(rows["Quota against the decrees of earlier years"]),
    )  # fmt: skip


def quota_a_year() -> list[float]:
    """Families a year that were reached, if the goal is the quotas together, and the quota of the decrees before."""
    quota, reached, times = _quota()
    return [quota * reached / 100, quota / times]


# the two lists


def least_base(origin: str = "Turkmenistan") -> float:
    """Smallest number of people in chapter 3, in thousands, that holds all whom chapter 2 counts from one country."""
    there, here = origin_ranges()[origin]
    return there.low * people_of_chapter_2().low / here.high / 1000


def _base(there_share: float, here_share: float) -> float:
    return there_share * people_of_chapter_2().low / here_share / 1000


def _printed(origin: str = "Turkmenistan") -> tuple[float, float]:
    two, three = load("02-repatriates-origin").set_index("origin"), load("03-origin-shares").set_index("origin")
    return float(two.loc[origin, "share_percent"]), float(three.loc[origin, "share_percent"])


# the frames

FRAMES = ["kin and homeland", "costs and doubts", "labour for the economy", "failures of programmes", "great migration",
          "image of returnees"]  # fmt: skip
#: Passage of the task to the row of the data set whose frame it carries.
_PASSAGES = {"A": "f03", "B": "f06", "C": "f07", "D": "f11", "E": "f13", "F": "f15", "G": "f02"}


def frames_of_passages() -> dict[str, str]:
    """Code each passage by the rules of the task, as the data set does."""
    coded = load("03-frames").set_index("frame_id")["frame"]
    return {passage: coded[row] for passage, row in _PASSAGES.items()}


EXERCISES = [
    Exercise(
        id="03-stage-years",
        task="For each of the six items name 'stage 1', 'stage 2', 'stage 3' or 'no stage', by the years of the headings alone.",
        answer=stage_by_heading,
        choices=["stage 1", "stage 2", "stage 3", _OUTSIDE],
        right="A division into stages is a decision. Its years can leave something out, and a reader who uses it has to notice.",
        wrong="Compare the year of each item with the first and the last year in the headings, and with nothing else.",
        mistakes=[
            Mistake(
                lambda: _note_in("stage 2"),
                "Look again at the last year in the heading of the second stage. An aftermath is not part of the printed years.",
            ),
            Mistake(
                lambda: _note_in("stage 3"),
                "Look again at the first year in the heading of the third stage. The space between two stages is not filled by either.",
            ),
        ],
    ),
    Exercise(
        id="03-quota-a-year",
        task="Give two numbers: families a year that were reached, if the goal is the sum of the yearly quotas, and the yearly quota "
        "of the earlier decrees.",
        answer=quota_a_year,
        tolerance=1,
        labels=("Families reached a year", "Yearly quota of the earlier decrees, families"),
        right="In this reading the result of a year stayed below the earlier quota too. The goal was raised, and the old goal would "
        "have been missed as well. In another reading of the goal this need not hold.",
        wrong="Take the part that was reached of one yearly quota. Then undo the doubling.",
        mistakes=[
            Mistake(
                lambda: [3 * quota_a_year()[0], quota_a_year()[1]],
                "Your first number is for all years together. The task asks for an average year.",
            ),
            Mistake(
                lambda: [quota_a_year()[0], 2 * _quota()[0]],
                "You doubled the quota. The printed quota is already the doubled one; which was there before?",
            ),
            Mistake(lambda: quota_a_year()[::-1], "Right numbers, wrong order: the families that were reached come first."),
            Mistake(
                lambda: [_quota()[0] - quota_a_year()[0], quota_a_year()[1]],
                "Your first number is what was missing. The task asks for what was reached.",
            ),
        ],
    ),
    Exercise(
        id="03-least-base",
        task="Find the smallest number of people, in thousands, whom the shares of chapter 3 must count so that the number from "
        "Turkmenistan does not fall.",
        answer=least_base,
        tolerance=1.5,
        labels=("Smallest number of people, thousands",),
        right="Only a number of people far above the one that the text prints would do. So a later date alone does not explain "
        "this gap, if both lists count all who ever came.",
        wrong="Find the fewest people from Turkmenistan that chapter 2 allows. Then ask of which total they are the largest share "
        "that chapter 3 allows.",
        mistakes=[
            Mistake(lambda: _base(*_printed()), "You used the printed shares. Rounding allows a smaller share in one list and a larger one in the other."),
            Mistake(
                lambda: _base(origin_ranges()["Turkmenistan"][0].high, origin_ranges()["Turkmenistan"][1].low),
                "You took the ends that make the total as large as possible. The task asks for the smallest one.",
            ),
            Mistake(
                lambda: _base(origin_ranges()["Turkmenistan"][0].low, origin_ranges()["Turkmenistan"][1].low),
                "The share of chapter 2 is at its lower end, which is right. At which end must the share of chapter 3 be?",
            ),
            Mistake(
                lambda: origin_ranges()["Turkmenistan"][0].low * people_of_chapter_2().low / 100 / 1000,
                "These are the people from Turkmenistan by chapter 2. One step is missing: the total of which they are a share.",
            ),
            Mistake(lambda: 1000 * least_base(), "This is a number of people; the task asks for thousands."),
        ],
    ),
    Exercise(
        id="03-code-frames",
        task="Give one frame to each of the passages A to G, by the rules of the codebook.",
        answer=frames_of_passages,
        choices=FRAMES,
        right="You applied the rules as we did. Agreement shows that the rules are clear. It does not show that they are the only "
        "good ones.",
        wrong="Ask of each passage what it is about in the end, and go through the rules from the top.",
        mistakes=[
            Mistake(
                lambda: {**frames_of_passages(), "A": "kin and homeland"},
                "One passage asks about a homeland, but what does the question put in doubt? Read the rules for the first two frames again.",
            ),
            Mistake(
                lambda: {**frames_of_passages(), "F": "failures of programmes"},
                "One passage is about how people picture returnees, and not about what a programme did.",
            ),
            Mistake(
                lambda: {**frames_of_passages(), "D": "kin and homeland"},
                "One passage speaks of kinship, but in order to bring people somewhere. The rules say which frame goes first.",
            ),
        ],
    ),
]
