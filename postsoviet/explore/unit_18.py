"""What the explorers of unit 18 show, and its second codings: sentences, silences, themes, ways of naming a state.

All of it is coding of one article. The views say so, because the lesson of the unit is how much a count
depends on what counts as one, on which naming is let in, and on the rule of the coder.
"""

from collections import Counter
from functools import cache

import pandas as pd

from postsoviet.charts import bars
from postsoviet.datasets import load, row_beginning
from postsoviet.explore.view import Panel, View
from postsoviet.explore.wording import joined

STATES = ["Kyrgyzstan", "Tajikistan", "Kazakhstan"]
#: How a recommendation reaches a state, strongest first.
SINGLED, TOGETHER, GENERAL = "singled out", "one of all three", "no state named"
WAYS = [SINGLED, TOGETHER, GENERAL]
#: Totals are called nearly the same when the lowest is at least this part of the highest; our choice.
NEAR = 0.8

#: Recommendations that share a sentence with an earlier one; every other one has a sentence of its own.
SAME_SENTENCE = {"r20": "r19", "r21": "r19", "r22": "r19", "r25": "r24", "r28": "r27"}

#: Items of the second list to which a recommendation of the text is nearest, as the course reads both.
RETURNS = {
    "r18": ["r09"], "r19": ["r10"], "r20": ["r10"], "r21": ["r12"], "r22": ["r12"], "r23": ["r14"], "r24": ["r14"],
    "r25": ["r14"], "r26": ["r15", "r16"], "r27": ["r15"], "r28": ["r16"], "r29": ["r17"], "r30": ["r13"], "r31": ["r11"],
}  # fmt: skip

#: Second reading of the main theme: where it differs from the data set.
SECOND_THEME = {"r19": "donor projects", "r20": "corruption", "r28": "corruption", "r31": "civil society"}
#: Themes that the words of an item name besides those of the two readings.
ALSO_NAMED = {"r16": "sanctions", "r26": "corruption"}
#: Themes with three or more recommendations in the first reading; of the others only the largest is a bar.
RIVALS = ["corruption", "conditionality", "diplomacy", "sanctions"]

#: States by the second rule: the words of the item alone name a state or say "three countries"; else none is named.
ITEM_ALONE = {
    "r06": "all three", "r19": "Kyrgyzstan and Tajikistan", "r23": "all three", "r25": "Tajikistan", "r27": "Kyrgyzstan",
    "r28": "Kyrgyzstan", "r29": "all three",
}  # fmt: skip

OTHER_PLACE, WEAKER = "another place", "weaker words"
#: Subjects whose sentence leaves a state out: beginning of the feature, and where the document speaks of that state.
SILENCES = [
    ("onerous registration beside", {"Kyrgyzstan": (OTHER_PLACE, "lines 23, 57")}),
    ("anti-extremism powers", {"Kyrgyzstan": (OTHER_PLACE, "line 55")}),
    ("lasting pressure on independent", {"Tajikistan": (OTHER_PLACE, "line 58")}),
    ("tight control of religious", {"Kyrgyzstan": (WEAKER, "line 26")}),
    ("tension over China", {"Tajikistan": (WEAKER, "line 29")}),
    ("third revolution", {}),
    ("incomplete transfer", {}),
]


@cache
def named() -> dict[tuple[str, str], str]:
    """Return how each recommendation reaches each state; a pair is missing where only another state is meant."""
    pairs = set(load("18-recommendation-countries")[["recommendation", "country"]].itertuples(index=False, name=None))
    found = {}
    for row in load("18-recommendations").itertuples():
        for state in STATES:
            if row.scope == GENERAL:
                found[row.recommendation, state] = GENERAL
            elif (row.recommendation, state) in pairs:
                found[row.recommendation, state] = TOGETHER if row.scope == "all three" else SINGLED
    return found


def sentence_of(recommendation: str) -> str:
    """Return the first recommendation of the sentence or list item in which this one stands."""
    return SAME_SENTENCE.get(recommendation, recommendation)


def count(state: str, unit: str, breadth: int = 3, place: str = "all") -> dict[str, int]:
    """Count for one state, by the strongest way in which each thing reaches it.

    Parameters
    ----------
    state : str
        One of `STATES`.
    unit : {"recommendation", "sentence", "addressee"}
        What counts as one.
    breadth : int
        How many ways of naming are let in, from the strongest: 1, 2 or 3.
    place : {"all", "list", "text"}
        The whole article, the two lists at its end, or the running text.
    """
    table = load("18-recommendations")
    table = table if place == "all" else table[table["where"] == place]
    strongest: dict[str, int] = {}
    for row in table.itertuples():
        way = named().get((row.recommendation, state))
        if way is None or WAYS.index(way) >= breadth:
            continue
        thing = {"recommendation": row.recommendation, "sentence": sentence_of(row.recommendation), "addressee": row.addressee}[unit]
        strongest[thing] = min(strongest.get(thing, len(WAYS)), WAYS.index(way))
    found = Counter(strongest.values())
    return {way: found.get(rank, 0) for rank, way in enumerate(WAYS)}


def first_of(totals: dict[str, int]) -> list[str]:
    """Return the names with the largest total."""
    return [name for name, total in totals.items() if total == max(totals.values())]


def states_counted(unit: str, breadth: int, place: str) -> View:
    """Show how many recommendations, sentences or addressees reach each state by one rule; parameters as in `count`."""
    counts = {state: count(state, unit, breadth, place) for state in STATES}
    totals = {state: sum(ways.values()) for state, ways in counts.items()}
    first = first_of(totals)
    numbers = ", ".join(f"{state} {total}" for state, total in totals.items())
    what = {"recommendation": "recommendations", "sentence": "sentences and list items", "addressee": "addressees"}[unit]
    leads = f"{joined(first)} {'leads' if len(first) == 1 else 'share the first place'}"
    gap = max(totals.values()) - min(totals.values())
    if not max(totals.values()):
        result = "No state has any. The place that you chose singles out none, and this says nothing about the states."
    elif len(first) == len(STATES):
        result = "All three have the same number. By this count nobody could tell one state from another."
    elif totals["Kazakhstan"] == 0:
        result = f"{leads}, and Kazakhstan has none. "
        result += "A hasty reader would say that this state needs nothing."
    else:
        near = min(totals.values()) >= NEAR * max(totals.values())
        result = f"{leads}, with a distance of {gap} to the lowest. A hasty reader would say that "
        result += "all three need nearly the same." if near else "Kazakhstan needs clearly less."
    return View(
        f"{numbers} ({what}, coded by us). {result}",
        [Panel(
            "states", f"By this rule: {numbers}.",
            f"Three bars, one a state, with the parts {joined(WAYS)}. "
            + "; ".join(f"{state}: {', '.join(str(ways[way]) for way in WAYS)}" for state, ways in counts.items()) + ".",
            bars(STATES, {way: [counts[state][way] for state in STATES] for way in WAYS},
                 value_title=f"Number of {what}", stacked=True),
        )],
        pd.DataFrame(
            [(state, *(ways[way] for way in WAYS), totals[state]) for state, ways in counts.items()],
            columns=["State", *map(str.capitalize, WAYS), "All that count"],
        ),
    )  # fmt: skip


def themes_of(recommendation: str, reading: str) -> set[str]:
    """Return the themes of a recommendation.

    Parameters
    ----------
    reading : {"first", "second", "several"}
        Main theme of the data set, main theme of the second reading, or all themes that either reading or the words give.
    """
    first = load("18-recommendations").set_index("recommendation").loc[recommendation, "theme"]
    second = SECOND_THEME.get(recommendation, first)
    if reading == "several":
        return {first, second} | ({ALSO_NAMED[recommendation]} if recommendation in ALSO_NAMED else set())
    return {first if reading == "first" else second}


def leading_theme(reading: str, place: str) -> View:
    """Show which theme comes first.

    Parameters
    ----------
    reading : {"first", "second", "several"}
        As for `themes_of`.
    place : {"all", "list", "text"}
        As for `count`.
    """
    table = load("18-recommendations")
    table = table if place == "all" else table[table["where"] == place]
    found = Counter(theme for name in table["recommendation"] for theme in themes_of(name, reading))
    totals = {theme: found.get(theme, 0) for theme in RIVALS}
    rest = {theme: number for theme, number in found.items() if theme not in RIVALS}
    first = first_of(totals)
    if first == ["corruption"]:
        result = "Corruption comes first. A hasty reader would say that the count proves what the author calls the priority."
    elif "corruption" in first:
        result = f"{joined(first).capitalize()} share the first place. By this count there is no single priority."
    else:
        result = f"{joined(first).capitalize()} come before corruption. A hasty reader would say that the count refutes the author."
    numbers = ", ".join(f"{theme} {number}" for theme, number in totals.items())
    return View(
        f"{numbers.capitalize()}. {result} The author states the priority in words (line 38); no count of ours can prove or refute it.",
        [Panel(
            "themes", f"By this reading: {numbers}.",
            f"Five bars. {numbers}; the largest of {len(rest)} other themes has {max(rest.values())}.",
            bars([*map(str.capitalize, RIVALS), "Largest other theme"], {"Number": [*totals.values(), max(rest.values())]},
                 value_title="Number of recommendations with the theme"),
        )],
        pd.DataFrame(
            [(theme.capitalize(), number) for theme, number in totals.items()]
            + [("Largest other theme", max(rest.values())), ("Other themes, together", sum(rest.values()))],
            columns=["Theme", "Recommendations"],
        ),
    )  # fmt: skip


@cache
def two_codings() -> pd.DataFrame:
    """Return both codings of each recommendation: its main theme, and the states by two rules."""
    table = load("18-recommendations")
    names = table["recommendation"]
    return table.assign(
        theme_2=[SECOND_THEME.get(name, theme) for name, theme in zip(names, table["theme"], strict=True)],
        scope_2=[ITEM_ALONE.get(name, GENERAL) for name in names],
    )[["recommendation", "where", "theme", "theme_2", "scope", "scope_2", "action", "line"]]  # fmt: skip


def silences() -> pd.DataFrame:
    """Return each chosen subject and state: said in its sentence, said elsewhere or in weaker words, or silent."""
    mentions, rows = load("18-mentions"), []
    for start, elsewhere in SILENCES:
        feature = row_beginning(mentions.drop_duplicates("feature"), "feature", start)["feature"]
        for row in mentions[mentions["feature"] == feature].itertuples():
            kind, where = elsewhere.get(row.country, ("silent", ""))
            if row.mentioned == "mentioned":
                kind, where = "its sentence", f"line {row.line}"
            rows.append((feature, row.country, kind, where))
    return pd.DataFrame(rows, columns=["subject", "state", "kind", "where"])
