"""Exercises of unit 02, migration in Kazakhstan. Every answer is computed from the data sets."""

from collections.abc import Iterable

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.measures.migration import percent_change
from postsoviet.measures.rounding import Interval, interval, ratio_interval

_MILLION_DECIMALS = 2  # the two populations of Almaty are printed as 1.07 and 1.67
HOLDS, FAILS, OPEN = VERDICTS = ("holds", "does not hold", "not decided")
HALF = 50  # percent


def _shares(origin: str):
    """Printed shares of one origin, by destination."""
    return load("02-destinations-by-origin").query("origin == @origin").set_index("destination")["share_percent"]


def _volume(measure: str, year: int, group: str = "all") -> float:
    """One count of migrants."""
    rows = load("02-migration-volumes").query("measure == @measure and start == @year and group == @group")
    return float(rows["value"].iloc[0])


def _stay_and_astana() -> tuple[float, float]:
    """Printed shares of northern migrants: those who stay in the North, and the share with an open base."""
    north = _shares("North")
    return north["North and Astana"], north["Astana city and Akmola"]


def share_of_a_share() -> float:
    """Percent of all northern migrants in Astana and Akmola, if the base is those who stay."""
    stay, astana = _stay_and_astana()
    return stay * astana / 100


def year_and_decade(years: int = 10) -> float:
    """The yearly count of 1999 over a year of the census decade before."""
    return _volume("Inter-regional turnover in the year", 1999) / (_volume("Inter-regional migrants", 1989) / years)


def _almaty() -> tuple[float, float]:
    rows = load("02-populations").query("place == 'Almaty city'").set_index("year")["value"]
    return float(rows[1989]), float(rows[2015])


def almaty_range(decimals: int = _MILLION_DECIMALS) -> list[float]:
    """Lowest and highest growth of Almaty in percent that the printed populations allow."""
    first, last = _almaty()
    return [100 * (ratio - 1) for ratio in ratio_interval(interval(last, decimals), interval(first, decimals))]


def _almaty_same_ends() -> list[float]:
    first, last = (interval(value, _MILLION_DECIMALS) for value in _almaty())
    return sorted([percent_change(first.low, last.low), percent_change(first.high, last.high)])


def exchange() -> list[float]:
    """South to North and North to South, each city in its part of the country, percent of all inter-regional migrants."""
    size = load("02-origin-shares").set_index("origin")["share_percent"]
    to_north, to_south = _moves()
    return [size["South"] * to_north / 100, size["North"] * to_south / 100]


def _moves() -> tuple[float, float]:
    """Percent of southern migrants who go north, and of northern migrants who go south."""
    north, south = _shares("North"), _shares("South")
    return (
        south["Astana city and Akmola"] + south["Other northern oblasts"],
        north["Almaty city and Almaty oblast"] + north["South without Almaty city and Almaty oblast"],
    )


def _sure(share: float) -> Interval:
    """All shares that would be printed as this percent."""
    return interval(share, 0)


def _decided(results: Iterable[bool]) -> str:
    """Say what follows when a claim is true in all, in none, or in some of its readings."""
    results = [*results]
    return HOLDS if all(results) else OPEN if any(results) else FAILS


def claims(**verdicts: str) -> dict[str, str]:
    """Seven claims on destinations, judged by the printed shares; a verdict given by name replaces the right one."""
    stay, astana = _stay_and_astana()
    readings = [astana, share_of_a_share()]
    south = {place: _sure(share) for place, share in _shares("South").items()}
    capital, rest = south["Astana city and Akmola"], (south["Almaty oblast"], south["Other southern oblasts"])
    settled = load("02-repatriates-settlement").set_index("region")["share_percent"]
    china = load("02-repatriates-settlement-by-origin").query("origin == 'China' and region == 'South'")["share_percent"].item()
    north_at_most = 100 - _sure(china).low
    sizes = [_sure(share) for share in load("02-origin-shares").set_index("origin")["share_percent"][["South", "North"]]]
    (up, down) = (
        (size.low * (share - 1) / 100, size.high * (share + 1) / 100)  # a sum of two rounded shares, one point to each side
        for size, share in zip(sizes, _moves(), strict=True)
    )
    return {
        "a": _decided(_sure(share).high < HALF for share in readings),
        "b": _decided(share > stay - share for share in readings),
        "c": _decided([capital.low > sum(part.high for part in rest), capital.high > sum(part.low for part in rest)]),
        "d": _decided([_sure(settled["South"]).low > HALF, _sure(settled["South"]).high > HALF]),
        "e": _decided([north_at_most <= HALF]),
        "f": _decided([up[0] > down[1], up[1] > down[0]]),
        "g": OPEN,  # no flow is printed for single years
    } | verdicts


EXERCISES = [
    Exercise(
        id="02-share-of-a-share",
        task="Compute what percent of all northern migrants went to Astana and Akmola, if the printed share is of those who stay. "
        "Give one decimal.",
        answer=share_of_a_share,
        tolerance=0.06,
        labels=("Astana and Akmola, percent of all northern migrants",),
        right="The smaller base makes the share smaller. The same printed number now means a third of all northern migrants, "
        "not almost half.",
        wrong="Start with 100 northern migrants, find how many stay in the North, and take the printed share of these.",
        mistakes=[
            Mistake(
                lambda: _stay_and_astana()[1],
                "In this task the printed share is of those who stay; the question asks for a share of all.",
            ),
            Mistake(
                lambda: 100 * _stay_and_astana()[1] / _stay_and_astana()[0],
                "You divided the two shares. That goes from all migrants to those who stay; here you go the other way.",
            ),
            Mistake(
                lambda: _stay_and_astana()[0] - _stay_and_astana()[1],
                "You subtracted. That gives the other northern oblasts, and only if both shares have one base.",
            ),
            Mistake(
                lambda: _stay_and_astana()[0] - share_of_a_share(),
                "This is the rest: those who stay in the North but go elsewhere. Your product was right.",
            ),
            Mistake(lambda: share_of_a_share() / 100, "This is a fraction; the task asks for percent."),
        ],
    ),
    Exercise(
        id="02-year-and-decade",
        task="Compare the moves of 1999 with an average year of the census decade 1989-1999. Give one decimal.",
        answer=year_and_decade,
        tolerance=0.05,
        labels=("1999 beside an average year, times",),
        right="The arithmetic is right, and the comparison is not. The two numbers come from two ways of counting, so the quotient "
        "does not show growth. Read the solution.",
        wrong="Divide the census count by the years of the decade, then divide the count of 1999 by this average.",
        mistakes=[
            Mistake(lambda: year_and_decade(1), "You compared one year with ten years; find the average year first."),
            Mistake(lambda: 1 / year_and_decade(), "You divided the other way round: the question asks how many times as many in 1999."),
            Mistake(
                lambda: _volume("Inter-regional turnover in the year", 2015)
                / _volume("Inter-regional turnover in the year", 1999),
                "This compares 2015 with 1999, two years of the statistics. It is a sound comparison, but not the one asked for.",
            ),
            Mistake(
                lambda: _volume("Inter-regional migrants", 1999) / _volume("Inter-regional migrants", 1989),
                "This compares the two census decades. It is a sound comparison, but not the one asked for.",
            ),
            Mistake(
                lambda: year_and_decade() - 1,
                "This is how much more, as a part of the average year; the question asks how many times as many.",
            ),
        ],
    ),
    Exercise(
        id="02-almaty-range",
        task="Give the lowest and the highest growth of Almaty, 1989-2015, in percent with one decimal, that the rounded "
        "populations allow.",
        answer=almaty_range,
        tolerance=0.11,
        labels=("Lowest growth, percent", "Highest growth, percent"),
        right="The ends come from opposite ends of the two intervals, so the range is wider than one would guess.",
        wrong="Find the range of each printed number first, then pair them so that growth is as low, and as high, as it can be.",
        mistakes=[
            Mistake(
                _almaty_same_ends,
                "You paired low with low and high with high. Growth is lowest when the first number is high and the second low.",
            ),
            Mistake(
                lambda: almaty_range(1),
                "You allowed half a tenth of a million; the numbers have two decimals, so the error is ten times smaller.",
            ),
            Mistake(
                lambda: [percent_change(*_almaty())] * 2,
                "This is the growth of the printed numbers, without rounding; find what the rounding allows around it.",
            ),
            Mistake(lambda: almaty_range()[::-1], "Right numbers, wrong order: the lowest comes first."),
            Mistake(lambda: [1 + end / 100 for end in almaty_range()], "These are multiples; growth in percent is something else."),
            Mistake(lambda: [end / 100 for end in almaty_range()], "These are fractions; the task asks for percent."),
        ],
    ),
    Exercise(
        id="02-claims",
        task="Give a dictionary from each claim to one of: holds, does not hold, not decided.",
        answer=claims,
        choices=VERDICTS,
        right="Each verdict now rests on what is printed: an open base or rounding leaves a claim open only where it can turn it.",
        wrong="Take each claim alone: find its shares, try each reading of its base, and ask how far rounding reaches.",
        mistakes=[
            Mistake(lambda: claims(b=HOLDS), "One claim needs a share with an open base. Try the other reading, too."),
            Mistake(lambda: claims(b=FAILS), "One claim needs a share with an open base, and you tried one reading of it."),
            Mistake(
                lambda: claims(a=OPEN),
                "An open base does not open every claim. Find the share in each reading, and compare both with a half.",
            ),
            Mistake(
                lambda: claims(c=HOLDS),
                "Almaty oblast is printed apart from the other southern oblasts, and is a southern oblast itself.",
            ),
            Mistake(lambda: claims(d=HOLDS), "The largest group is not always more than half. Look at the share itself."),
            Mistake(
                lambda: claims(e=OPEN),
                "A share that is not printed can still have a limit: what is left when the printed share is taken away?",
            ),
            Mistake(lambda: claims(f=HOLDS), "For one claim the gap between two shares is smaller than their rounding."),
            Mistake(lambda: claims(f=FAILS), "Two shares that are equal within rounding do not refute a claim on which is larger."),
            Mistake(
                lambda: claims(g=FAILS),
                "The programme may have failed by the author; still ask whether a flow is printed for its years.",
            ),
            Mistake(lambda: claims(g=HOLDS), "For one claim you need single years. Look again at the periods that are printed."),
        ],
    ),
]
