"""What unit 12 shows: three mines with a dash in their table, and 44 villagers whose answers can overlap.

The source prints a dash where the violent protests at Jerui would stand, so the first explorer lets the
student read it. It also prints shares of the same 44 people for several questions and never crosses them, so the second
explorer shows the fewest and the most people who can stand behind two answers.
"""

from functools import cache

import pandas as pd

from postsoviet.charts import bars, unit_chart
from postsoviet.datasets import load
from postsoviet.explore.view import Panel, View
from postsoviet.measures.proportions import grim

PEACEFUL, VIOLENT, COURT = "peaceful", "violent", "court cases"
COLUMNS = {PEACEFUL: "peaceful_protests", VIOLENT: "violent_protests", COURT: "court_cases"}
#: What may be counted as conflict: words for the student, then the columns that are added.
MEASURES = {
    "peaceful protests": (PEACEFUL,),
    "violent protests": (VIOLENT,),
    "all protests": (PEACEFUL, VIOLENT),
    "protests and court cases": (PEACEFUL, VIOLENT, COURT),
}
NOT_KNOWN = -1
FEWEST, UNRELATED, MOST = "fewest", "unrelated", "most"


# the sample and its percentages


@cache
def asked() -> int:
    """Return how many villagers answered."""
    return int(load("12-respondents").query("group == 'local communities'")["value"].iloc[0])


@cache
def percentages() -> pd.DataFrame:
    """Return every printed percentage of the villagers, in the order of the text.

    Returns
    -------
    DataFrame
        Columns ``question``, ``answer``, ``percent``, ``qualifier``, ``line``.
    """
    channels = load("12-information-channels").rename(columns={"channel": "answer"})
    channels = channels.assign(question=channels["question"].map({"now": "Hears from, now", "wanted": "Would like to hear from"}))
    influence = load("12-influence").assign(question="Can influence decisions", qualifier="")
    answers = load("12-survey-answers").query("unit == 'percent'").rename(columns={"value": "percent"})
    columns = ["question", "answer", "percent", "qualifier", "line"]
    frame = pd.concat([part[columns] for part in (answers, channels, influence)], ignore_index=True)
    place = frame["line"].str.extract(r"(\d+)")[0].astype(int)
    order = frame.assign(place=place, last=frame["line"].str.extract(r"(\d+)$")[0].astype(int))
    return order.sort_values(["place", "last"], kind="stable")[columns].reset_index(drop=True)


def count_behind(percent: float) -> int:
    """Return the one whole number of the villagers that is printed as this percentage."""
    (count,) = grim(percent, asked())
    return count


@cache
def people() -> pd.DataFrame:
    """Return answers whose count is printed or follows from the percentage.

    Returns
    -------
    DataFrame
        Columns ``answer``, ``count``, ``status``, indexed by a short key.
    """
    never = load("12-survey-counts").set_index("question")["count"]
    shares = load("12-survey-answers").set_index(["question", "answer"])["value"]
    influence = load("12-influence").set_index("answer")["percent"]
    rows = {
        "aware": ("say they are aware of decisions", count_behind(shares["Aware of decisions and policies on mining", "yes"]), "derived"),
        "influence": ("believe they can influence decisions", count_behind(influence["Yes"]), "derived"),
        "hard": ("find it hard to get information", count_behind(shares["Difficulties in taking part", "communication and information"]), "derived"),
        "no hearing": ("never went to a hearing", int(never["Attendance of public hearings"]), "printed"),
        "no auction": ("never went to an auction", int(never["Attendance of competitions and auctions"]), "printed"),
    }  # fmt: skip
    return pd.DataFrame.from_dict(rows, orient="index", columns=["answer", "count", "status"])


def overlap(first: int, second: int, n: int) -> tuple[int, int]:
    """Return the fewest and the most people who can belong to two groups out of n."""
    return max(0, first + second - n), min(first, second)


# explorer 1: which mine is most in conflict


def conflicts(dash: int) -> pd.DataFrame:
    """Return the counts of Table 1 by mine, with the dash read as given; `NOT_KNOWN` leaves it missing."""
    table = load("12-mine-conflicts").set_index("mine")[list(COLUMNS.values())].astype(float)
    return table if dash == NOT_KNOWN else table.fillna(dash)


def which_mine(measure: str, dash: int) -> View:
    """Show what is counted at each mine and which mine comes first.

    Parameters
    ----------
    measure : str
        One of `MEASURES`.
    dash : int
        Violent protests at Jerui, or `NOT_KNOWN`.
    """
    kinds = MEASURES[measure]
    every = conflicts(dash).rename(columns={column: kind for kind, column in COLUMNS.items()})
    table = every[list(kinds)]
    totals, open_ = table.sum(axis=1), table.isna().any(axis=1)
    labels = [f"{mine} (violent: not known)" if open_[mine] else mine for mine in table.index]
    # every state has the same three series: what is not counted stays empty
    drawn = {kind: [value if kind in kinds and value == value else None for value in every[kind]] for kind in COLUMNS}
    figure = bars(labels, drawn, stacked=True, value_title="Counted, 1994-2016")
    figure.update_xaxes(range=[0, 18])
    told = [_told(mine, totals[mine], open_[mine], only=kinds == (VIOLENT,)) for mine in table.index]
    first = _first(totals, open_)
    where = f" {_where_violence(dash)}" if VIOLENT in kinds else " The dash plays no part here."
    sentence = f"{measure.capitalize()}: {', '.join(told)}. {first}{where}"
    alt = f"Bars for three mines, in {measure}: {', '.join(told)}."
    readout = pd.DataFrame({
        "Mine": table.index,
        **{
            f"{kind.capitalize()} (count)": [_written(value) if kind in kinds else "left out" for value in every[kind]]
            for kind in (PEACEFUL, VIOLENT, COURT)
        },
        "Sum (count)": [("not known" if kinds == (VIOLENT,) else f"{total:.0f} or more") if open_[mine] else f"{total:.0f}" for mine, total in totals.items()],
    })
    return View(sentence, [Panel("mines", first, alt, figure)], readout)


def _written(value: float) -> str:
    return "not known" if pd.isna(value) else f"{value:.0f}"


def _told(mine: str, total: float, unknown: bool, *, only: bool) -> str:
    if not unknown:
        return f"{mine} {total:.0f}"
    return f"{mine} not known" if only else f"{mine} {total:.0f} or more"


def _first(totals: pd.Series, open_: pd.Series) -> str:
    """Say which mine has the highest count, as far as the known counts settle it."""
    if not open_.any():
        top = list(totals.index[totals == totals.max()])
        if len(top) == 1:
            return f"{top[0]} has the most."
        return f"{' and '.join(top)} come first together." if len(top) == 2 else "The three mines are equal."
    unsure = totals.index[open_][0]
    if totals[unsure] > totals[~open_].max():
        return f"{unsure} has the most, whatever the dash means."
    return "Which mine has the most stays open."


def _where_violence(dash: int) -> str:
    if dash == NOT_KNOWN:
        return "Violence is counted at two mines; whether at the third stays open."
    if dash == 0:
        return "Violence then stands at two mines, while the text speaks of three."
    return "Violence then stands at all three mines, as in the text."


# explorer 2: two answers of the same people


def joined(first: str, second: str, reading: str) -> int:
    """Return how many of those who never went also gave the first answer, under a reading."""
    rows, n = people()["count"], asked()
    low, high = overlap(int(rows[first]), int(rows[second]), n)
    return {FEWEST: low, MOST: high, UNRELATED: round(int(rows[first]) * int(rows[second]) / n)}[reading]


def believe_and_go(first: str, second: str, reading: str) -> View:
    """Show those who went and those who never did, and how many of each gave an answer.

    Parameters
    ----------
    first : str
        Key of an answer in `people`.
    second : str
        Key of what people never did.
    reading : str
        `FEWEST`, `UNRELATED` or `MOST`: how many of those who never went gave the answer.
    """
    rows, n = people(), asked()
    said, never = int(rows["count"][first]), int(rows["count"][second])
    both = joined(first, second, reading)
    low, high = overlap(said, never, n)
    place = "a hearing" if second == "no hearing" else "an auction"
    went, went_said = n - never, said - both
    shares = 100 * went_said / went, 100 * both / never
    answer = rows["answer"][first]
    figure = unit_chart({
        f"Went to {place}": {answer: went_said, "did not say so": went - went_said},
        f"Never went to {place}": {answer: both, "did not say so": never - both},
    }, per_row=11)
    verdict = (
        "Those who went would say so more often." if shares[0] > shares[1] + 5 else
        "Those who never went would say so more often." if shares[1] > shares[0] + 5 else
        "Both groups would say so about equally often."
    )
    sentence = (
        f"Of {n} people, {said} {answer} and {never} {rows['answer'][second]}. {_supposed(reading)} {both} of the {never} who never went "
        f"would say so ({shares[1]:.0f} percent), and {went_said} of the {went} who went ({shares[0]:.0f} percent). {verdict} "
        f"The printed numbers allow from {low} to {high} people in both groups, and do not say which number is true."
    )
    alt = (
        f"Two blocks of squares, one square a person. Went to {place}: {went}, of them {went_said} {answer}. Never went: "
        f"{never}, of them {both} {answer}."
    )
    return View(sentence, [Panel("people", verdict, alt, figure)], pd.DataFrame({
        "Group": [f"Went to {place}", f"Never went to {place}"],
        "People": [went, never],
        "Gave the answer (persons)": [went_said, both],
        "Gave the answer (percent)": [round(share) for share in shares],
    }))


def _supposed(reading: str) -> str:
    return {
        FEWEST: "With as few people as possible in both groups,",
        UNRELATED: "If the two answers had nothing to do with each other, about",
        MOST: "With as many people as possible in both groups,",
    }[reading]
