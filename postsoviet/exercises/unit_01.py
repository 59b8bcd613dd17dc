"""Exercises of unit 01, contemporary art in Kazakhstan. Numbers and order are computed from the data sets."""

from postsoviet.datasets import load, row_beginning
from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.measures.rounding import interval, ratio_interval

_YEAR = 2011
#: 37,000 looks like a number of whole thousands; -3 decimals say so.
_THOUSANDS = -3
#: What the letters of the third exercise stand for: first words of the event in the data set.
_STEPS = {
    "A": "Exhibition Post/Nachalo", "B": "A news site reports that police look", "C": "Falkova and Musrepov dispute",
    "D": "The video This is silence", "E": "A news site reports the nomination", "F": "Two news sites report on Vsem Pokh",
}  # fmt: skip
_VERDICTS = ("supported", "contradicted", "not known")


def _dated(without: tuple[str, ...] = ()):
    works = load("01-works").dropna(subset=["year_start"])
    return works[~works["year_source"].isin(without)]


def counts_of_a_year(without: tuple[str, ...] = ()) -> list[int]:
    """Titles of 2011 by first year, by last year, and by every year of the range."""
    works = _dated(without)
    first, last = works["year_start"], works["year_end"]
    return [int((first == _YEAR).sum()), int((last == _YEAR).sum()), int(((first <= _YEAR) & (last >= _YEAR)).sum())]


def _running_through() -> int:
    """Titles that began before the year and ended after it."""
    works = _dated()
    return int(((works["year_start"] < _YEAR) & (works["year_end"] > _YEAR)).sum())


def verdicts() -> dict[str, str]:
    """What the text allows to say of seven sentences; the reasons stand in the solution."""
    return {
        "A": "contradicted", "B": "supported", "C": "not known", "D": "contradicted", "E": "not known",
        "F": "supported", "G": "not known",
    }  # fmt: skip


def order_of_steps() -> list[str]:
    """Letters of six dated events, earliest first."""
    events = load("01-events")
    date = {letter: row_beginning(events, "event", start)["date"] for letter, start in _STEPS.items()}
    return sorted(date, key=lambda letter: date[letter])


def _post() -> tuple[float, float]:
    figures = load("01-figures-in-prose").set_index("figure")["value"]
    return float(figures["post_shares"]), float(figures["post_views"])


def share_range(decimals: int = _THOUSANDS) -> list[float]:
    """Lowest and highest shares for 100 views that the round number of views allows."""
    shares, views = _post()
    low, high = ratio_interval((shares, shares), interval(views, decimals))
    return [100 * low, 100 * high]


def _changed(**other: str) -> dict[str, str]:
    return {**verdicts(), **other}


EXERCISES = [
    Exercise(
        id="01-years-by-rule",
        task="Count the titles of 2011 by three rules: first year, last year, every year of the range. Give three whole numbers.",
        answer=counts_of_a_year,
        labels=("By first year, titles", "By last year, titles", "By every year of the range, titles"),
        right="One list, one year, three results. A chart of works by year needs a sentence that names its rule.",
        wrong="Take the rules one after the other, and go through all rows with a year for each of them.",
        mistakes=[
            Mistake(lambda: counts_of_a_year()[::-1], "Right numbers, other order: the first year comes first."),
            Mistake(
                lambda: counts_of_a_year(("range of three series",)),
                "You left out the three series whose years are printed for the group. Here they count with these years.",
            ),
            Mistake(
                lambda: [counts_of_a_year()[0]] * 2 + [counts_of_a_year()[2]],
                "One series ends in this year and began earlier. It counts by the second rule.",
            ),
            Mistake(
                lambda: counts_of_a_year()[:2] + [counts_of_a_year()[1]],
                "The third rule also takes series that began earlier and ended later.",
            ),
            Mistake(
                lambda: counts_of_a_year()[:2] + [sum(counts_of_a_year()[:2])],
                "The third rule is no sum: a work of this one year would count twice, and a series that runs through it not at all.",
            ),
            Mistake(
                lambda: counts_of_a_year()[:2] + [_running_through()],
                "The third rule also takes works that begin or end in this year.",
            ),
        ],
    ),
    Exercise(
        id="01-verdicts",
        task="Give each of the sentences A to G one verdict: supported, contradicted or not known.",
        answer=verdicts,
        choices=_VERDICTS,
        right="A sentence may be likely and still not be in the text. The third verdict protects the author and the reader.",
        wrong="For each sentence ask: which line says it, and does any line say the opposite? If neither, it is not known.",
        mistakes=[
            Mistake(
                lambda: _changed(A="supported"),
                "Look at the first sentence again: an opened case is not a sentence of a court.",
            ),
            Mistake(
                lambda: _changed(C="contradicted"),
                "For one of the sentences the text has a number for one work only. Then the comparison is neither right nor wrong.",
            ),
            Mistake(lambda: _changed(C="supported"), "One number for one work does not allow a comparison of two works."),
            Mistake(lambda: _changed(E="supported"), "Look at the word that follows the number of lead. It is not a multiple."),
            Mistake(
                lambda: _changed(E="contradicted"),
                "The unit of the number of lead is not clear, so the text cannot contradict a multiple either.",
            ),
            Mistake(
                lambda: _changed(G="supported"),
                "The weakness is in the list of the artists. Ask whether a number or a share of them is printed.",
            ),
            Mistake(
                lambda: _changed(G="contradicted"),
                "No line says that only few artists named it. Without a count, neither most nor few has support.",
            ),
        ],
    ),
    Exercise(
        id="01-order-of-steps",
        task="Put the events A to F in order of time, the earliest first. Give a list of six letters.",
        answer=order_of_steps,
        choices=tuple(_STEPS),
        right="Five of the six events lie in one year. The order is known, and most of the causes between them are not.",
        wrong="Compare year, then month, then day. A date without a day still has its month.",
        mistakes=[
            Mistake(lambda: order_of_steps()[::-1], "This is the reverse order: begin with the earliest event."),
            Mistake(
                lambda: ["F", "B", "D", "E", "C", "A"],
                "Two neighbours have changed places. One of them has a month without a day; the month is enough.",
            ),
            Mistake(
                lambda: ["B", "D", "C", "E", "A", "F"],
                "One event is of another year than the others, and that year is earlier.",
            ),
        ],
    ),
    Exercise(
        id="01-share-range",
        task="Give the lowest and the highest number of shares for 100 views, with two decimals.",
        answer=share_range,
        tolerance=0.006,
        labels=("Lowest, shares for 100 views", "Highest, shares for 100 views"),
        right="The range is narrow. So rounding is not the weak point here; that there is only one post is.",
        wrong="Ask which numbers of views would be printed as the round number. Then divide the shares by each end.",
        mistakes=[
            Mistake(lambda: share_range()[::-1], "Right numbers, other order: the lowest comes first."),
            Mistake(lambda: [100 * _post()[0] / _post()[1]] * 2, "This is the printed quotient, without the rounding of the views."),
            Mistake(lambda: [end / 100 for end in share_range()], "These are shares for one view; the task asks for 100 views."),
            Mistake(
                lambda: [100 * _post()[0] / (_post()[1] + 1000), 100 * _post()[0] / (_post()[1] - 1000)],
                "You allowed a whole thousand to each side. Rounding to thousands moves a number by half a thousand at most.",
            ),
        ],
    ),
]
