"""Ledger rows of chapter 8 for its small sample: whole people behind shares, and what their number allows.

Nothing says that the sample was drawn at random. Intervals and exact tests here answer only the question what chance
alone could do with so few people; nothing in them makes the sample stand for the young of a country.
"""

from __future__ import annotations

import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, about, join_lines, judge_claim, judge_number, judge_whole, less_than, more_than,
)
from postsoviet.findings.unit_08 import BOTH, TABLE, TEXT, answer, respondents
from postsoviet.measures.proportions import fisher_exact, grim, wilson_interval
from postsoviet.measures.rounding import Interval

SMALL_SAMPLE = "Sample (our question)"
DOUBT = "questioned the accuracy of what is online"
CHANCE = 0.05  # the usual level; the chapter makes no test


def findings() -> list[Finding]:
    """All rows of this module."""
    return [
        *_whole_people(), _disagreement(), _shares_add_up(), _agree_and_disagree(), _equal_sexes(), _south(),
        _half_met(), _equally_important(), *_bounds(), *_comparisons(),
    ]


def people_behind(percent: float, n: float) -> int:
    """Return the one number of people that is printed as this percentage of a group."""
    (count,) = grim(percent, int(n))
    return count


def _size(group: str) -> int:
    return int(respondents("respondents", group).value)


def _printed_shares() -> list[tuple[str, str, str, pd.Series]]:
    table = load("08-table1-numbers").query("unit == 'percent' and group == 'Kazakh'").set_index("measure")
    return [
        ("females", TEXT, "females", respondents("females", "Kazakh")),
        ("males", TEXT, "males", respondents("males", "Kazakh")),
        ("agree", TABLE, "literacy matters for both sexes", table.iloc[0]),
        ("parents", TEXT, "parents should educate", answer("parents should educate", "Kazakh")),
    ]


def _whole_people() -> list[Finding]:
    """Shares of the Kazakh group for which no count is printed."""
    group = respondents("respondents", "Kazakh")
    found = []
    for slug, exhibit, name, row in _printed_shares():
        count = people_behind(row.value, group.value)
        found.append(judge_number(
            f"08-grim-{slug}", exhibit,
            f"{name}, Kazakh group: nearest share that whole people can form (percent)",
            row.value, 100 * count / group.value,
            f"{count} of {group.value:g} people give the printed share; only {int(group.value) + 1} of the "
            "101 whole percentages are possible with so many people, so this is a real check.",
            join_lines(row.line, group.line), decimals=0, shown=1,
        ))
    return found


def _disagreement() -> Finding:
    rows = load("08-table1-numbers").query("measure == 'disagree'")
    said, parts = rows.query("unit == 'percent'").iloc[0], rows.query("unit == 'persons'")
    group = respondents("respondents", "Kazakh")
    count = parts["value"].sum()
    return judge_number(
        "08-disagree-count", TABLE, "males and females who disagree, out of the Kazakh group (percent)",
        said.value, 100 * count / group.value,
        f"The two printed counts make {count:g} of {group.value:g}.", join_lines(said.line, group.line),
        decimals=0, shown=1,
    )


def _shares_add_up() -> Finding:
    sexes = pd.DataFrame([respondents(sex, "Kazakh") for sex in ("females", "males")])
    return judge_whole(
        "08-sum-sexes", TEXT, "females and males, Kazakh group (percent); a whole is 100", 100,
        sexes["value"].sum(),
        "The two printed shares make up the whole group.", join_lines(*sexes["line"]),
    )


def _agree_and_disagree() -> Finding:
    rows, group = load("08-table1-numbers"), respondents("respondents", "Kazakh")
    agree = rows.query("measure.str.startswith('agree') and group == 'Kazakh'").iloc[0]
    against = rows.query("unit == 'persons'")
    count = people_behind(agree.value, group.value)
    return judge_whole(
        "08-answered-all", TABLE, "people behind the share who agree, and those who disagree (persons)",
        group.value, count + against["value"].sum(),
        f"{count} and {against['value'].sum():g} are the whole group, so nobody of it left the question out.",
        join_lines(group.line, agree.line, *against["line"]),
    )


def _equal_sexes() -> Finding:
    row, group = respondents("females", "Russian"), respondents("respondents", "Russian")
    return judge_claim(
        "08-equal-sexes", TEXT,
        "people left over when the Russian group is split in two equal parts (persons)",
        "equal number of females and males", Interval(0, 0), group.value % 2,
        f"{group.value:g} people can be two groups of {group.value / 2:g}.", join_lines(row.line, group.line),
        decimals=0,
    )


def _south() -> Finding:
    row = respondents("grew up in the south", "Kazakh")
    return judge_claim(
        "08-south-majority", TEXT, "Kazakh group who grew up in the south (percent)", "the majority",
        more_than(50),
        100 * row.value / row.base, f"{row.value:g} of {row.base:g} are a majority.", row.line, decimals=1,
    )


def _half_met() -> Finding:
    said, group = answer("met pornography while searching", "both"), respondents("respondents", "Kazakh")
    everyone = respondents("respondents", "all")
    exact = grim(100 * said.value, int(group.value))
    nearest = (int(group.value) + 1) // 2
    return judge_claim(
        "08-half-of-23", TEXT, "share nearest to half that the Kazakh group can form (percent)",
        "half the respondents in both groups", Interval(50, 50) if exact else about(50, 10),
        100 * nearest / group.value,
        f"An odd number of people has no exact half, neither {group.value:g} nor all {everyone.value:g}, so half "
        f"is a rounded word, read here as 45 to 55 percent. In the Kazakh group {nearest - 1} or {nearest} "
        "people are nearest to it.",
        join_lines(said.line, group.line, everyone.line), decimals=1,
    )


def _equally_important() -> Finding:
    rows = load("08-table1-numbers").query("measure.str.startswith('agree')").set_index("group")
    counts = {group: people_behind(row.value, _size(group)) for group, row in rows.iterrows()}
    everyone = sum(map(_size, counts))
    return judge_claim(
        "08-equally-important", BOTH, "respondents of both groups who agree (percent)",
        "deem equally important", more_than(50), 100 * sum(counts.values()) / everyone,
        f"{sum(counts.values())} of {everyone} agree, so the sentence holds for the respondents in general. It "
        f"does not hold for all: {everyone - sum(counts.values())} of the Kazakh group disagree in Table 1, "
        "which the conclusion does not mention.",
        join_lines("8995-8999", *rows["line"]), decimals=1,
    )


def _bounds() -> list[Finding]:
    """What chance leaves open for a share of one group."""
    kazakh, russian = _size("Kazakh"), _size("Russian")
    agree = load("08-table1-numbers").query("measure.str.startswith('agree')").set_index("group")
    parents = answer("parents should educate", "Kazakh")
    doubts = {group: answer(DOUBT, group) for group in ("Kazakh", "Russian")}
    found = []
    for slug, name, printed, count, n, line, above in (
        ("agree-kazakh", "agree, Kazakh group", f"{agree.loc['Kazakh'].value:g} percent",
         people_behind(agree.loc["Kazakh"].value, kazakh), kazakh, agree.loc["Kazakh"].line, True),
        ("agree-russian", "agree, Russian group", f"{agree.loc['Russian'].value:g} percent",
         people_behind(agree.loc["Russian"].value, russian), russian, agree.loc["Russian"].line, True),
        ("parents", "parents should educate, Kazakh group", f"{parents.value:g} percent",
         people_behind(parents.value, kazakh), kazakh, parents.line, True),
        ("doubt-russian", "questioned accuracy, Russian group",
         f"only {doubts['Russian'].value:g} out of {doubts['Russian'].base:g}",
         int(doubts["Russian"].value), russian, doubts["Russian"].line, False),
        ("doubt-kazakh", "questioned accuracy, Kazakh group", f"only {doubts['Kazakh'].value:g}",
         int(doubts["Kazakh"].value), kazakh, doubts["Kazakh"].line, False),
    ):
        ends = wilson_interval(count, n)
        if above:
            end, side, claim = ends.low, "lower", more_than(50)
        else:
            end, side, claim = ends.high, "upper", less_than(50)
        found.append(judge_claim(
            f"08-wilson-{slug}", SMALL_SAMPLE,
            f"{name}: {side} end of the 95 percent Wilson interval, held against half (percent)",
            printed, claim, 100 * end,
            f"If the {n} people were a random sample, {count} of {n} would fit shares from {100 * ends.low:.1f} "
            f"to {100 * ends.high:.1f} percent, all {'more' if above else 'less'} than half. How they "
            "were found is not told; people who were only easy to reach can be further off.",
            line, decimals=1,
        ))
    return found


def _comparisons() -> list[Finding]:
    """Whether so few people can tell two groups apart; ours, since the chapter makes no test."""
    kazakh, russian = _size("Kazakh"), _size("Russian")
    table = load("08-table1-numbers").set_index(["measure", "group", "sex"])
    agree = "agree that literacy matters for both sexes"
    yes = [people_behind(table.loc[(agree, group, "all"), "value"], size)
           for group, size in (("Kazakh", kazakh), ("Russian", russian))]
    doubts = [answer(DOUBT, group) for group in ("Kazakh", "Russian")]
    against = [int(table.loc[("disagree", "Kazakh", sex), "value"]) for sex in ("males", "females")]
    sexes = [people_behind(respondents(sex, "Kazakh").value, kazakh) for sex in ("males", "females")]
    comparisons = (
        ("agree", "agreement in the two groups",
         f"{table.loc[(agree, 'Kazakh', 'all'), 'value']:g} and "
         f"{table.loc[(agree, 'Russian', 'all'), 'value']:g} percent",
         yes, (kazakh, russian),
         [table.loc[(agree, group, "all"), "line"] for group in ("Kazakh", "Russian")]),
        ("doubt", "doubts on accuracy in the two groups", "only {} and only {} people",
         [int(row.value) for row in doubts], (kazakh, russian), [row.line for row in doubts]),
        ("sex", "disagreement of males and females, Kazakh group", "{} males, {} female", against, sexes,
         [table.loc[("disagree", "Kazakh", "males"), "line"], respondents("males", "Kazakh").line]),
    )
    # three comparisons, chosen after the numbers were seen, share the usual level
    limit = CHANCE / len(comparisons)
    found = []
    for slug, name, printed, counts, sizes, lines in comparisons:
        probability = fisher_exact([[count, size - count] for count, size in zip(counts, sizes, strict=True)])
        both = f"{counts[0]} of {sizes[0]} and {counts[1]} of {sizes[1]}"
        found.append(judge_claim(
            f"08-fisher-{slug}", SMALL_SAMPLE,
            f"{name}: exact two-sided probability if the groups were alike (share)",
            printed.format(*counts), Interval(limit, 1), probability,
            f"{both}: if the groups were alike, chance alone would part them at least so far in about "
            f"{100 * probability:.0f} of 100 random samples. We made {len(comparisons)} comparisons, so only "
            f"less than {100 * limit:.1f} of 100 would tell the groups apart. The text claims no such "
            "difference.",
            join_lines(*lines), decimals=3,
        ))
    return found
