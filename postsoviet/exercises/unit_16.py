"""Exercises of unit 16, Kazakhstan after the handover. Answers come from the data sets and from our coding of them."""

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake
from postsoviet.explore.unit_16 import BEHIND, BOTH, CODES, NEITHER, PLACES, PRISON, RESTRICTION, code

#: Cases of the exercise on coding.
CASES = ("c01", "c03", "c07", "c09", "c11", "c12", "c14", "c17")
#: Amounts of the exercise on evidence, by row of `16-assets`.
AMOUNTS = {
    "bank": "Judgments for BTA Bank, mostly in Britain", "oil funds": "Funds of the Kazakhgate affair",
    "family homes": "Homes bought by the first president's family", "three homes": "Three homes in Britain",
    "investment": "Direct investment from Kazakhstan in Britain",
}  # fmt: skip
#: Groups of the exercise on two readings: two whose share is asked, and the one whose number is doubted.
_TWO, _ONE = ("journalists", "lawyers"), "journalists"
#: Our assumptions of the exercise on the stricter condition: members in all, and in one city.
MEMBERS, IN_CITY = 8000, 3500


def _groups() -> dict[str, float]:
    return load("16-threats-by-group").set_index("group")["value"].astype(float).to_dict()


def _total(measure: str) -> float:
    rows = load("16-threat-totals").query("year == 2020").set_index("measure")
    return float(rows.loc[measure, "value"])


def two_readings() -> list[float]:
    """Share of two groups in percent if the numbers are people; threats of no group, and what one group lacks, if threats."""
    counts = _groups()
    without = _total("threats") - sum(counts.values())
    return [100 * sum(counts[name] for name in _TWO) / sum(counts.values()), without, without + counts[_ONE]]


def sanction_codes(**changed: str) -> dict[str, str]:
    """Code of each case of the exercise; ``changed`` puts some elsewhere."""
    return {case: code(case) for case in CASES} | changed


_NATIONAL = "national religious organisation"
_EACH = "members in each oblast and in each of three cities"


def _rule(rule: str) -> float:
    rows = load("16-registration-thresholds")
    return float(rows[(rows["body"] == _NATIONAL) & (rows["rule"] == rule)]["minimum"].item())


def stricter() -> list[float]:
    """Fewest members for both rules of a national religious organisation, and how many the group of the exercise lacks."""
    each = _rule(_EACH)
    return [max(_rule("members"), PLACES * each), (PLACES - 1) * each - (MEMBERS - IN_CITY)]


def behind(**changed: str) -> dict[str, str]:
    """What stands behind each amount of the exercise; ``changed`` puts some elsewhere."""
    natures = load("16-assets").set_index("item")["nature"]
    return {name: BEHIND[natures[item]] for name, item in AMOUNTS.items()} | changed


EXERCISES = [
    Exercise(
        id="16-two-readings",
        task="Give three numbers: the share of journalists and lawyers together in percent, if the numbers are people; the threats that "
        "belong to no group, if they are threats; and the number that the journalists would then need so that nothing is left over.",
        answer=two_readings,
        tolerance=0.06,
        labels=("Journalists and lawyers, percent", "Threats in no group", "Journalists needed, number"),
        right="One total is met to the last unit. The other could be met only by a number that the sentence excludes. That is an argument "
        "for one reading, and not a proof of how each number was counted.",
        wrong="Add the eight numbers, and see which total they meet. For the share, ask which whole the parts make up. For the last "
        "number, take the other seven groups away from all threats.",
        mistakes=[
            Mistake(
                lambda: [100 * sum(_groups()[name] for name in _TWO) / _total("threats"), *two_readings()[1:]],
                "The first number: you divided by the threats. If the groups count people, another total is the whole.",
            ),
            Mistake(
                lambda: [100 * _groups()[_ONE] / sum(_groups().values()), *two_readings()[1:]],
                "The first number is the share of one group. The task asks for two groups together.",
            ),
            Mistake(
                lambda: [two_readings()[0] / 100, *two_readings()[1:]],
                "The first number is a fraction. The task asks for percent.",
            ),
            Mistake(
                lambda: [two_readings()[0], _total("threats") - max(_groups().values()), two_readings()[2]],
                "The second number: all eight groups would have threats, not only the first one.",
            ),
            Mistake(
                lambda: [*two_readings()[:2], two_readings()[1]],
                "The third number is what the journalists would need more. Their own number belongs to it, too.",
            ),
            Mistake(
                lambda: [*two_readings()[:2], _groups()[_ONE]],
                "The third number is the printed one. With it the eight numbers meet the other total, and not that of the threats.",
            ),
        ],
    ),
    Exercise(
        id="16-sanction-codes",
        task="Code the eight cases by the rule: prison only, restriction only, both, neither.",
        answer=sanction_codes,
        choices=CODES,
        right="Another reader with this rule should get the same codes. Change one word of the rule, and some of them move.",
        wrong="Cross out what was threatened, pardoned, or came before the trial. Code only what remains.",
        mistakes=[
            Mistake(
                lambda: sanction_codes(c09=BOTH),
                "In one case you counted time before the trial, or a threat, as prison. The rule leaves both out.",
            ),
            Mistake(lambda: sanction_codes(c11=BOTH), "In one case the prison term was only threatened."),
            Mistake(
                lambda: sanction_codes(c12=RESTRICTION),
                "One case has a pardoned term and a second, shorter one. Was the second imposed?",
            ),
            Mistake(lambda: sanction_codes(c14=PRISON), "In one case prison was possible. The rule counts what was imposed."),
            Mistake(
                lambda: sanction_codes(c14=RESTRICTION),
                "In one case a channel was closed. The text tells of no order against the person's activity.",
            ),
            Mistake(
                lambda: sanction_codes(c17=NEITHER),
                "In one case no term is printed. A sanction without a printed length is still a sanction.",
            ),
            Mistake(
                lambda: sanction_codes(c09=BOTH, c11=BOTH, c14=PRISON),
                "You counted threatened terms as prison. That is another rule, and it gives another table.",
            ),
        ],
    ),
    Exercise(
        id="16-stricter",
        task="Give two numbers of members: the smallest number that satisfies both rules, and how many more the group of the task needs.",
        answer=stricter,
        labels=("Members for both rules", "Members more for the group"),
        right="The regional rule binds in both answers, and the total does not. So a total alone cannot tell whether a rule is met.",
        wrong="Check both rules. For the regional rule, compute what each place has and what it lacks, place by place.",
        mistakes=[
            Mistake(lambda: [_rule("members"), stricter()[1]], "The first number satisfies the total only. Is it enough for all places?"),
            Mistake(
                lambda: [stricter()[0], 0],
                "The total of the group is large enough. Now look at the places outside the city, one by one.",
            ),
            Mistake(
                lambda: [stricter()[0], PLACES * _rule(_EACH) - (MEMBERS - IN_CITY)],
                "You asked the places outside for the members of all places. The city has its own already.",
            ),
            Mistake(lambda: [stricter()[0] + _rule("members"), stricter()[1]], "You added the two rules. The same members can satisfy both."),
        ],
    ),
    Exercise(
        id="16-behind",
        task="Say for each amount what stands behind it: court decision; claim, allegation; press, analysts; official figure.",
        answer=behind,
        choices=("court decision", "claim, allegation", "press, analysts", "official figure"),
        right="A court, an agency, a newsroom and a ministry can all print an amount. Only the words around it tell what it is worth as evidence.",
        wrong="Read who says it, and how the matter ended. A case in court is not yet a decision for the claim.",
        mistakes=[
            Mistake(
                lambda: behind(**{"three homes": "court decision"}),
                "One matter was before a court. Did the court confirm what the agency said?",
            ),
            Mistake(
                lambda: behind(**{"oil funds": "court decision"}),
                "In one matter prosecutors spoke, and most charges were dropped. A prosecutor is not a court.",
            ),
            Mistake(
                lambda: behind(**{"oil funds": "official figure", "three homes": "official figure"}),
                "A statement of an office that accuses is not a statistic. Two rows are of this sort.",
            ),
            Mistake(
                lambda: behind(**{"family homes": "claim, allegation"}),
                "In one row somebody looked for purchases and reports what was found. The text accuses nobody there.",
            ),
        ],
    ),
]  # fmt: skip
