"""Exercises of unit 08, a survey of 57 young people in Kazakhstan. Every answer is computed from the data sets."""

from math import comb, sqrt
from statistics import NormalDist

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.explore.unit_08 import ranked, sexes, size_of
from postsoviet.measures.proportions import fisher_exact, grim, wilson_interval

#: Percentages that a reader might meet; none of them stands in the source with the base of the Kazakh group.
PERCENTAGES = (43, 50, 57, 59, 65, 70, 75)
SHOWN, AGAINST, UNKNOWN = "shown", "contradicted", "not shown"
_POSSIBLE, _IMPOSSIBLE = "possible", "impossible"


def possible_shares(n: int | None = None) -> dict[str, str]:
    """Say of each percentage whether whole people out of a group can give it."""
    n = size_of("Kazakh") if n is None else n
    return {str(share): _POSSIBLE if grim(share, n) else _IMPOSSIBLE for share in PERCENTAGES}


def what_ranks_show() -> dict[str, str]:
    """Say of each statement whether the lists of Table 1 show it; no list can show a number of people."""
    first, now = ({group: ranked(question, group) for group in ("Kazakh", "Russian")}
                  for question in ("first sources", "sources now"))
    named = {item for group in now.values() for items in group.values() for item in items}
    return {
        "A": SHOWN if first["Kazakh"][1] == ["Friends"] else AGAINST,
        "B": UNKNOWN,  # most people of a group: a count
        "C": SHOWN if first["Kazakh"][1] == first["Russian"][1] else AGAINST,
        "D": SHOWN if now["Kazakh"][1] == now["Russian"][1] else AGAINST,
        "E": UNKNOWN,  # more people than in the other group: a count
        "F": SHOWN if "Parents" not in named else AGAINST,
        "G": UNKNOWN,  # equally often in two groups: a count
    }


def _with(**changes: str) -> dict[str, str]:
    return {**what_ranks_show(), **changes}


def _south() -> tuple[int, int]:
    row = load("08-respondents").query("characteristic == 'grew up in the south'").iloc[0]
    return int(row["value"]), int(row["base"])


def wilson_south(n: int | None = None, level: float = 0.95) -> list[float]:
    """Wilson interval in percent for the share of the Kazakh group who grew up in the south."""
    count, base = _south()
    return [100 * end for end in wilson_interval(count, n or base, level)]


def _rounded_share() -> list[float]:
    """The Wilson interval of a share that was rounded to two decimals on the way."""
    count, n = _south()
    share, z = round(count / n, 2), NormalDist().inv_cdf(0.975)
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z / (1 + z**2 / n) * sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return [100 * (centre - reach), 100 * (centre + reach)]


def _plain_interval() -> list[float]:
    """The interval of the school book: share, plus and minus the same distance."""
    count, n = _south()
    share = count / n
    reach = NormalDist().inv_cdf(0.975) * sqrt(share * (1 - share) / n)
    return [100 * (share - reach), 100 * (share + reach)]


def _disagree() -> list[list[int]]:
    """Men and women of the Kazakh group who disagree, and who agree."""
    rows = load("08-table1-numbers").query("measure == 'disagree' and unit == 'persons'").set_index("sex")["value"]
    people = sexes()["Kazakh group"]
    men, women = int(rows["males"]), int(rows["females"])
    return [[men, people["men"] - men], [women, people["women"] - women]]


def fisher_sexes() -> float:
    """Fisher's two-sided probability for men and women of the Kazakh group, in percent."""
    return 100 * fisher_exact(_disagree())


def _ways() -> dict[int, float]:
    """Percent of all choices of four people in which so many are men."""
    (men, more_men), (women, more_women) = _disagree()
    all_men, all_women, picked = men + more_men, women + more_women, men + women
    every = comb(all_men + all_women, picked)
    return {k: 100 * comb(all_men, k) * comb(all_women, picked - k) / every for k in range(picked + 1)}


def _one_sided() -> float:
    men = _disagree()[0][0]
    return sum(chance for k, chance in _ways().items() if k >= men)


EXERCISES = [
    Exercise(
        id="08-possible-shares",
        task="Say of each percentage whether it can be the share of the 23 people of the Kazakh group: possible or impossible.",
        answer=possible_shares,
        choices=[_POSSIBLE, _IMPOSSIBLE],
        right="With so few people most whole percentages are impossible. So a printed percentage can be checked, and an impossible one "
        "asks for another base.",
        wrong="Multiply each percentage by the size of the group, try the whole numbers on both sides, and turn each back into a rounded percentage.",
        mistakes=[
            Mistake(
                lambda: possible_shares(size_of("Russian")),
                "These are the shares that the Russian group can give. The task asks for the other group.",
            ),
            Mistake(
                lambda: possible_shares(size_of("Kazakh") + size_of("Russian")),
                "You took all respondents as the base. The task asks for one language group.",
            ),
            Mistake(
                lambda: dict.fromkeys(map(str, PERCENTAGES), _POSSIBLE),
                "Not every percentage can come from a small group. People are whole: ask which number of people would stand behind each.",
            ),
        ],
    ),
    Exercise(
        id="08-what-the-ranks-show",
        task="Say of each statement A to G whether the lists of Table 1 show it: shown, contradicted or not shown.",
        answer=what_ranks_show,
        choices=[SHOWN, AGAINST, UNKNOWN],
        right="A list without counts shows what it names and in which order. It cannot show how many people stand behind a place.",
        wrong="Ask of each statement: does it speak of an order or of a name in a list, or does it need a number of people?",
        mistakes=[
            Mistake(
                lambda: _with(B=SHOWN),
                "A first place does not make a majority. With three or more answers, the first can have a small share.",
            ),
            Mistake(
                lambda: _with(G=SHOWN),
                "The same place in two lists does not mean the same share of two groups.",
            ),
            Mistake(
                lambda: _with(B=SHOWN, E=SHOWN, G=SHOWN),
                "Three of your judgements need a number of people, and the lists print none.",
            ),
            Mistake(
                lambda: _with(E=SHOWN),
                "A higher place in one list does not mean more people: the groups differ in size, and no list has counts.",
            ),
            Mistake(
                lambda: _with(F=AGAINST),
                "One list has a wider word. A wider word may include the people of the statement, but it does not name them.",
            ),
            Mistake(
                lambda: _with(C=UNKNOWN),
                "To compare which answer heads two lists, no counts are needed. Look at the first places again.",
            ),
        ],
    ),
    Exercise(
        id="08-wilson-south",
        task="Give the lower and the upper end of the 95 percent Wilson interval for 15 of 23, in percent with one decimal.",
        answer=wilson_south,
        tolerance=0.06,
        labels=("Lower end, percent", "Upper end, percent"),
        right="The interval reaches below one half. In this group more than half grew up in the south: that is a count, and certain. "
        "For a population, if the 23 had been a random sample, a majority would not be certain.",
        wrong="Follow the three steps: the share, the centre, and the distance from the centre to the ends.",
        mistakes=[
            Mistake(_plain_interval, "This is the interval with the share in the middle. Wilson moves the centre towards one half."),
            Mistake(lambda: wilson_south(n=size_of("Kazakh") + size_of("Russian")), "You divided by all respondents. The base is the group in which people were counted."),
            Mistake(_rounded_share, "You rounded the share before you went on. Keep all its digits until the end."),
            Mistake(lambda: wilson_south(level=0.9), "This is the interval at a lower level. Take the multiplier that belongs to 95 percent."),
            Mistake(lambda: wilson_south()[::-1], "Right numbers, wrong order: the lower end comes first."),
            Mistake(lambda: [end / 100 for end in wilson_south()], "These are fractions; the task asks for percent."),
        ],
    ),
    Exercise(
        id="08-fisher-sexes",
        task="Three of the men and one of the women of the Kazakh group disagree. Give Fisher's two-sided probability, as cases of 100, with one decimal.",
        answer=fisher_sexes,
        tolerance=0.06,
        labels=("Probability, cases of 100",),
        right="Chance alone would part men and women at least so far about every fourth time. Four people who disagree say nothing about men "
        "and women in general.",
        wrong="Count the ways to choose four people of the group, for each number of men among them. Then add all numbers of men that are not more likely than the one that was seen.",
        mistakes=[
            Mistake(_one_sided, "You added one side only. The two-sided test adds every table that is not more likely, on both sides."),
            Mistake(lambda: _ways()[_disagree()[0][0]], "This is the chance of exactly this table. The test adds the tables that are as rare or rarer."),
            Mistake(lambda: 2 * _one_sided(), "You doubled one side. The two sides are not mirror images here; add the tables one by one."),
            Mistake(lambda: fisher_sexes() / 100, "This is a fraction; the task asks for cases of 100."),
            Mistake(
                lambda: 100 * fisher_exact([[3, 20], [1, 22]]),
                "You took the whole group as the base of both rows. The rows are the men and the women of the group.",
            ),
        ],
    ),
]
