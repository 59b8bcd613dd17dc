"""What the two explorers of unit 4 show: which cases are counted, and who knows what extremism is.

The court cases are known by id only. A term is turned into months by the course; a restriction of
freedom is never put into a mean of prison terms.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from statistics import mean, median
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from postsoviet.charts import house_figure
from postsoviet.charts.theme import BLUE, GREEN, GREY, ORANGE, RULE
from postsoviet.datasets import load
from postsoviet.explore.view import Panel, View
from postsoviet.measures.proportions import wilson_interval

SEPARATISM, FAITH = "separatism", "religious hatred or terrorism"
ISLAMIST = "Islamist material under a charge of national hatred"


# which cases are counted


@cache
def _terms() -> pd.DataFrame:
    """All fifteen cases with their terms in months; c13 with the prison of its one reading."""
    tables = []
    for name, table in (("04-court-cases", "appendix"), ("04-other-cases", "text")):
        rows = load(name)
        rows["term"] = 12 * rows["years"] + rows["months"].fillna(0).astype(float)
        tables.append(rows.assign(table=table)[["case", "place", "theme", "penalty", "table", "term"]])
    every = pd.concat(tables, ignore_index=True).set_index("case")
    unclear = every["penalty"] == "not clear"
    every.loc[unclear, "term"] = 12 * load("04-other-cases").set_index("case")["years"][every.index[unclear]]
    return every


def _terrorism() -> set[str]:
    """Cases with a charge of terrorism propaganda."""
    first, second = load("04-court-cases"), load("04-other-cases")
    return {*first[first["further_charge"] == "terrorism propaganda"]["case"],
            *second[second["charge_in_text"] == "terrorist propaganda"]["case"]}


def counted(tables: str, against: str, doubtful: str) -> tuple[dict[str, float], dict[str, float]]:
    """Choose the cases of separatism and those they are compared with.

    Parameters
    ----------
    tables : {"appendix", "text", "both"}
    against : {"faith", "islamist", "terrorism", "every"}
        Religious hatred or terrorism; these and the case on Islamist material; terrorism alone; every other prison term.
    doubtful : {"out", "place", "all"}
        Leave out the cases that are not online or not said to be; count them; count c13 as two years of prison too.

    Returns
    -------
    tuple of dict
        Case to months of prison, of separatism and of the others.
    """
    rows = _terms()
    if tables != "both":
        rows = rows[rows["table"] == tables]
    other = load("04-other-cases").set_index("case")
    offline = set(other.index[other["medium"].isna() | (other["medium"] == "writing at a bus stop")])
    unclear = set(rows.index[rows["penalty"] == "not clear"])
    shut = {"out": offline | unclear, "place": unclear, "all": set()}[doubtful]
    rows = rows[rows["penalty"].isin(["prison", "not clear"]) & ~rows.index.isin(shut)]
    apart = rows["theme"] == SEPARATISM
    wanted = {
        "faith": rows["theme"] == FAITH, "islamist": rows["theme"].isin([FAITH, ISLAMIST]),
        "terrorism": rows.index.isin(_terrorism()), "every": ~apart,
    }[against]
    return rows[apart]["term"].to_dict(), rows[wanted & ~apart]["term"].to_dict()


def without_one(first: Mapping[str, float], second: Mapping[str, float]) -> dict[str, float]:
    """Return the difference of the two means without each case in turn; a side keeps at least one case."""
    found = {}
    for case in [*first, *second]:
        a, b = ({name: term for name, term in side.items() if name != case} for side in (first, second))
        if a and b:
            found[case] = mean(a.values()) - mean(b.values())
    return found


def turning(first: Mapping[str, float], second: Mapping[str, float]) -> list[str]:
    """Cases without which the difference of the two means has another sign, or is gone."""
    whole = _sign(mean(first.values()) - mean(second.values()))
    return [case for case, gap in without_one(first, second).items() if _sign(gap) != whole]


def longer(tables: str, against: str, doubtful: str) -> View:
    """Show whether terms for separatism are longer among the cases that are counted; parameters as for `counted`."""
    first, second = counted(tables, against, doubtful)
    means = mean(first.values()), mean(second.values())
    gap = round(means[0] - means[1], 1) + 0.0
    verdict = "longer" if gap > 0 else "shorter" if gap < 0 else "equal"
    told = f"{verdict} by {abs(gap):.1f} months" if gap else "equal"
    turn = turning(first, second)
    pairs = sum(a > b for a in first.values() for b in second.values()), len(first) * len(second)
    sentence = (
        f"Separatism: {_cases(first)}, mean {means[0]:.1f} months. The others: {_cases(second)}, mean {means[1]:.1f} months. "
        f"The mean for separatism is {told}. {_conclusion(first, second, turn)}"
    )
    return View(
        sentence,
        [Panel("terms", f"With these cases the mean term for separatism is {told}.", _describe(first, second, means),
               _draw(first, second, means))],
        pd.DataFrame(
            [
                ("Cases", f"{len(first)}", f"{len(second)}", ""),
                ("Mean (months)", f"{means[0]:.1f}", f"{means[1]:.1f}", f"{gap:+.1f}"),
                ("Median (months)", f"{median(first.values()):.1f}", f"{median(second.values()):.1f}",
                 f"{median(first.values()) - median(second.values()):+.1f}"),
                ("Shortest and longest (months)", _ends(first), _ends(second), ""),
                ("Pairs in which the term for separatism is the longer", "", "", f"{pairs[0]} of {pairs[1]}"),
                ("Cases that turn the verdict when left out", "", "", ", ".join(turn) or "none"),
            ],
            columns=["Figure", "Separatism", "The others", "Difference or result"],
        ),
    )  # fmt: skip


def _sign(value: float) -> int:
    return (value > 1e-9) - (value < -1e-9)


def _cases(side: Mapping[str, float]) -> str:
    return f"{len(side)} case{'s' if len(side) > 1 else ''} ({', '.join(side)})"


def _ends(side: Mapping[str, float]) -> str:
    low, high = min(side.values()), max(side.values())
    return f"{low:.0f}" if low == high else f"{low:.0f} and {high:.0f}"


def _conclusion(first: Mapping[str, float], second: Mapping[str, float], turn: Sequence[str]) -> str:
    if len(first) == len(second) == 1:
        return "One case stands on each side. Leave out either, and nothing is left to compare."
    if turn:
        end = f"Leave out {' or '.join(turn)}, and the verdict changes: it hangs on single cases."
    elif len(first) == 1:
        end = "No other case turns the verdict when it is left out."
    else:
        end = "No single case turns the verdict when it is left out, but cases chosen from the press are no sample."
    alone = "All rests on one case of separatism: without it nothing is left to compare. " if len(first) == 1 else ""
    return alone + end


def _describe(first: Mapping, second: Mapping, means: tuple[float, float]) -> str:
    listed = "; ".join(
        f"{name} " + ", ".join(f"{case} {term:.0f}" for case, term in side.items())
        for name, side in (("separatism", first), ("the others", second))
    )
    return (f"Dots for prison terms in months, one row a case. Counted: {listed}. Two lines show the means, "
            f"{means[0]:.1f} and {means[1]:.1f} months. Cases that are not counted are grey and open.")


@cache
def _order() -> list[str]:
    """Cases from the top of the drawing: separatism, religion or terrorism, the open case, the others."""
    rows = _terms()
    rank = {SEPARATISM: 0, FAITH: 1, ISLAMIST: 2, "other": 3}
    return sorted(rows.index, key=lambda case: (rank[rows.theme[case]], case))


@cache
def _layout() -> dict:
    """Layout of every state, built once: a figure of its own for each state would be slow."""
    order, rows = _order(), _terms()
    names = [f"{case}  {rows.place[case].removesuffix(' city')}" for case in order]
    return house_figure(
        height=560, margin={"l": 8, "r": 16, "t": 84, "b": 48}, hovermode="closest",
        xaxis={"title": {"text": "Months (c02: not prison; c13: unclear)"}, "range": [0, 86], "dtick": 12, "showgrid": True},
        yaxis={"tickvals": list(range(len(order))), "ticktext": names, "range": [len(order) - 0.4, -0.6], "showgrid": False,
               "zeroline": False},
    ).to_plotly_json()["layout"]


def _draw(first: Mapping, second: Mapping, means: tuple[float, float]) -> dict:
    rows, order = _terms(), _order()
    height = {case: place for place, case in enumerate(order)}
    out = [case for case in order if case not in first and case not in second]

    def dots(cases, name, colour, symbol):
        return dict(
            type="scatter", x=[rows.term[case] for case in cases], y=[height[case] for case in cases], mode="markers", name=name,
            marker={"color": colour, "size": 12, "symbol": symbol, "line": {"color": colour, "width": 2}}, cliponaxis=False,
            text=[f"{case}: {rows.term[case]:.0f} months" for case in cases], hoverinfo="text",
        )

    def line(value, name, colour, dash):
        return dict(type="scatter", x=[value, value], y=[-0.6, len(order) - 0.4], mode="lines", name=name, hoverinfo="skip",
                    line={"color": colour, "width": 2, "dash": dash})

    return {
        "data": [
            dots(list(first), "Separatism", ORANGE, "diamond"), dots(list(second), "Compared with", BLUE, "circle"),
            dots(out, "Not counted", GREY, "circle-open"),
            line(means[0], "Mean, separatism", ORANGE, "dash"), line(means[1], "Mean, the others", BLUE, "dot"),
        ],
        "layout": _layout(),
    }


# who knows what extremism is


def meanings(grouping: str, everything: str) -> tuple[dict[str, int], int]:
    """Count the answers on the meaning of extremism.

    Parameters
    ----------
    grouping : {"options", "types"}
        Answers as printed, or put together by the types of the law.
    everything : {"knows", "guess", "out"}
        What is done with those who chose all: only ``"out"`` changes the counts and the base.

    Returns
    -------
    tuple of (dict of str to int, int)
        Answer to persons, and the base.
    """
    rows = load("04-figure1-meaning-of-extremism")
    if everything == "out":
        rows = rows[rows["type_in_law"] != "all"]
    if grouping == "types":
        rows = rows.assign(option=rows["type_in_law"].map(lambda kind: f"{kind} extremism" if kind != "all" else "All of above"))
    counts = rows.groupby("option", sort=False)["percent"].sum().sort_values(ascending=False, kind="stable")
    return {name[0].upper() + name[1:]: int(count) for name, count in counts.items()}, int(counts.sum())


def knowing(everything: str) -> tuple[int, int]:
    """Persons who named more or other than religious hatred, and the base, in a reading of those who chose all."""
    counts, base = meanings("types", everything)
    beside = base - counts["Religious extremism"]
    return beside - (counts["All of above"] if everything == "guess" else 0), base


def who_knows(grouping: str, everything: str, chance: str) -> View:
    """Show the answers on the meaning of extremism under one reading.

    Parameters
    ----------
    grouping, everything : str
        As for `meanings`.
    chance : {"respondents", "sample"}
        Whether shares are of the respondents alone, or shown with the interval of a random sample.
    """
    counts, base = meanings(grouping, everything)
    known, of = knowing(everything)
    shares = {name: 100 * count / base for name, count in counts.items()}
    bounds = {name: tuple(100 * end for end in wilson_interval(count, base)) for name, count in counts.items()}
    first = next(name for name in counts if name != "All of above")
    half = "more" if known > of / 2 else "fewer"
    sentence = (
        f"{known} of {of} count as people who know that extremism need not be religious, {100 * known / of:.0f} percent, "
        f"{half} than half. So the claim that few know it {'does not hold' if half == 'more' else 'holds'} in this reading, "
        f"if few means less than half. Among the answers that name one {'thing' if grouping == 'options' else 'type'}, "
        f"the first is {first[0].lower()}{first[1:]}, {counts[first]} of {base}."
    )
    if chance == "sample":
        rivals = [name for name in counts if name not in (first, "All of above") and bounds[name][1] > bounds[first][0]]
        sentence += (
            " If the respondents were a random sample, its range would overlap that of "
            + f"{len(rivals)} other answer{'s' if len(rivals) != 1 else ''}. So small a sample would not settle which is first."
        )
    listed = ", ".join(f"{name} {counts[name]} ({shares[name]:.1f} percent)" for name in counts)
    return View(
        sentence,
        [Panel("answers", f"First of the answers that name one {'thing' if grouping == 'options' else 'type'}: "
               f"{first[0].lower()}{first[1:]}, {counts[first]} of {base} respondents.",
               f"A dot for each answer, in percent of {base} respondents: {listed}."
               + (" Bands show the range of a random sample." if chance == "sample" else ""),
               _draw_answers(shares, bounds if chance == "sample" else {}))],
        _readout(counts, shares, bounds, chance, base),
    )  # fmt: skip


def _readout(counts: Mapping, shares: Mapping, bounds: Mapping, chance: str, base: int) -> pd.DataFrame:
    rows = [
        (name, f"{count}", f"{shares[name]:.1f}",
         "{:.1f} to {:.1f}".format(*bounds[name]) if chance == "sample" else "not shown")
        for name, count in counts.items()
    ]
    rows += [("", "", "", "")] * (6 - len(rows))
    return pd.DataFrame(rows, columns=["Answer", "Respondents", "Percent of the base", "If they were a random sample (percent)"])


def _draw_answers(shares: Mapping[str, float], bounds: Mapping[str, tuple[float, float]]) -> go.Figure:
    # not the builder `intervals`: an explorer needs one shape for all states, whatever the number of answers
    x, y = [], []
    for place, name in enumerate(shares):
        if name in bounds:
            x += [*bounds[name], None]
            y += [place, place, None]
    return house_figure(
        [
            go.Scatter(x=x or [None], y=y or [None], mode="lines", line={"color": RULE, "width": 14}, hoverinfo="skip",
                       showlegend=False, cliponaxis=False),
            go.Scatter(x=list(shares.values()), y=list(range(len(shares))), mode="markers+text", showlegend=False,
                       text=[f"{share:.1f}" for share in shares.values()], textposition="top center", cliponaxis=False,
                       marker={"size": 11, "color": [_colour(name) for name in shares]}, hoverinfo="text"),
        ],
        height=400, margin={"l": 8, "r": 16, "t": 16, "b": 48}, hovermode="closest",
        xaxis={"title": {"text": "Percent of the base"}, "range": [-3, 66], "dtick": 10, "showgrid": True},
        yaxis={"tickvals": list(range(len(shares))), "ticktext": ["<br>".join(wrap(name, 21)) for name in shares],
               "range": [5.5, -0.7], "showgrid": False, "zeroline": False},
    )


@cache
def _colours() -> dict[str, str]:
    """Colour of each answer: by the type of the law to which it belongs."""
    by_type = {"political": BLUE, "religious": ORANGE, "national": GREEN, "all": GREY}
    rows = load("04-figure1-meaning-of-extremism")
    return {option: by_type[kind] for option, kind in zip(rows["option"], rows["type_in_law"], strict=True)} | {
        f"{kind.capitalize()} extremism": colour for kind, colour in by_type.items()
    }


def _colour(name: str) -> str:
    return _colours()[name]
