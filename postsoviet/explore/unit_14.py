"""What the two explorers of unit 14 show, and the drawings of its notebook that no builder fits.

The first explorer ranks the printed rows of a table on neighbours by five readings of the same answers. The second
asks what a fall of registered incidents means when its two halves come from two kinds of sources.
"""

from functools import cache

import pandas as pd
import plotly.graph_objects as go

from postsoviet.charts import house_figure
from postsoviet.charts.parts import LEGEND, legend_room
from postsoviet.charts.theme import BLUE, FAINT, GREY, INK, OCHRE, ORANGE, PAPER, RAMP, RULE
from postsoviet.datasets import load
from postsoviet.explore.view import Panel, View

COUNTRIES = ("Kyrgyzstan", "Tajikistan")
ANSWERS = ("very good", "good", "bad", "very bad")
#: The neighbours across the border whom the text discusses, by survey.
ACROSS = {"Kyrgyzstan": "Family of Tajiks", "Tajikistan": "Family of Kyrgyz"}
READINGS = {
    "bad": ("bad alone", "Share of bad, percent"),
    "very bad": ("very bad alone", "Share of very bad, percent"),
    "both": ("bad and very bad together", "Share of bad and very bad, percent"),
    "balance": ("the balance of good and bad answers", "Good and very good less bad and very bad, points"),
    "printed": ("bad and very bad among the printed answers", "Percent of the four printed answers"),
}
ROWS = {"all": "all printed rows", "families": "the rows on families", "shared": "the families of both tables and the neighbour"}
RATIOS, CALENDAR, TWELVE = (50, 75, 100, 150, 200, 230, 250), "calendar", "twelve"
PRESS, REGISTER = "press", "register"


# openness to neighbours


@cache
def answers(country: str) -> pd.DataFrame:
    """Return the four printed shares by neighbour, in the order of the source's table."""
    rows = load("14-openness")
    rows = rows[rows["survey_country"] == country]
    wide = rows.pivot(index="neighbour", columns="answer", values="share_percent")
    return wide.loc[rows["neighbour"].drop_duplicates(), list(ANSWERS)]


def not_printed(country: str) -> pd.Series:
    """Return what is missing to 100 percent in each row."""
    return (100 - answers(country).sum(axis=1)).round(1)


def limits(country: str, neighbour: str) -> tuple[float, float]:
    """Return the lowest and the highest share of bad and very bad, if nothing is known of the answers not printed."""
    row = answers(country).loc[neighbour]
    low = row["bad"] + row["very bad"]
    return round(low, 1), round(low + not_printed(country)[neighbour], 1)


@cache
def scores(country: str, reading: str) -> pd.DataFrame:
    """Return the score of each row by a reading, with the ends that the rounding of the shares allows.

    A high score is less welcome, but for the balance, which counts good answers less bad ones.
    """
    rows = answers(country)
    bad, good = rows["bad"] + rows["very bad"], rows["good"] + rows["very good"]
    if reading == "printed":
        low, high = 100 * (bad - 0.1) / (bad + good), 100 * (bad + 0.1) / (bad + good)
        value = 100 * bad / (bad + good)
    else:
        value = {"bad": rows["bad"], "very bad": rows["very bad"], "both": bad, "balance": good - bad}[reading]
        half = {"bad": 0.05, "very bad": 0.05, "both": 0.1, "balance": 0.2}[reading]
        low, high = value - half, value + half
    return pd.DataFrame({"score": value, "low": low, "high": high}).round(6)


def chosen_rows(country: str, rows: str) -> list[str]:
    """Return the neighbours that are compared."""
    names = list(answers(country).index)
    if rows == "all":
        return names
    families = [name for name in names if name.startswith("Family")]
    if rows == "families":
        return families
    other = set(answers(next(one for one in COUNTRIES if one != country)).index)
    return [name for name in families if name in other or name == ACROSS[country]]


@cache
def rank(country: str, reading: str, rows: str) -> tuple[int, int, int]:
    """Return the first and last possible rank of the neighbours across the border, from the least welcome, and the rows."""
    table = scores(country, reading).loc[chosen_rows(country, rows)]
    if reading == "balance":
        table = pd.DataFrame({"low": -table["high"], "high": -table["low"]})
    own = table.loc[ACROSS[country]]
    others = table.drop(index=ACROSS[country])
    first = 1 + int((others["low"] >= own["high"]).sum())
    last = 1 + int((others["high"] > own["low"]).sum())
    return first, last, len(table)


def short(neighbour: str) -> str:
    """Return a row's name without the word family."""
    return neighbour.removeprefix("Family of ")


def rank_view(country: str, reading: str, rows: str) -> View:
    """Show the rows from the least to the most welcome, and whether the rank that the text states holds."""
    table = scores(country, reading).loc[chosen_rows(country, rows)]
    table = table.sort_values("score", ascending=reading == "balance", kind="stable")
    first, last, count = rank(country, reading, rows)
    own, words = ACROSS[country], READINGS[reading][0]
    where = f"place {first} of {count}" if first == last else f"place {first} or {last} of {count} (rounding leaves the order open)"
    sentence = (
        f"By {words}, families of {short(own)} take {where}, counted from the least welcome, among {ROWS[rows]} of "
        f"the survey in {country}. {_said(country, rows, first, last)}"
    )
    listed = ", ".join(f"{short(name)} {row.score:.1f}" for name, row in table.iterrows())
    figure = _ranked(table, short(own), reading)
    readout = pd.DataFrame([
        (READINGS[one][0].capitalize(), _places(*rank(country, one, rows)[:2]), f"{scores(country, one).loc[own, 'score']:.1f}")
        for one in READINGS
    ], columns=["Reading", f"Place of families of {short(own)}, from the least welcome", "Score (percent or points)"])  # fmt: skip
    return View(
        sentence,
        [Panel(
            "ranks", f"Survey in {country}, by {words}: families of {short(own)} take place {_places(first, last)} of {count}.",
            f"Bars from the least to the most welcome row by {words}: {listed}. Families of {short(own)} are marked in orange.",
            figure,
        )],
        readout,
    )  # fmt: skip


def _ranked(table: pd.DataFrame, own: str, reading: str) -> go.Figure:
    """Draw the compared rows from the least welcome; six places in every state, so that the page can move between them."""
    sizes, names = [round(one, 1) for one in table["score"]], [short(name) for name in table.index]
    empty = 6 - len(names)
    sizes, names = sizes + [0.0] * empty, names + [""] * empty
    bar = go.Bar(
        x=sizes, y=[*range(6)], orientation="h", width=0.5, cliponaxis=False, textposition="outside",
        marker={"color": [ORANGE if name == own else BLUE for name in names]}, textfont={"color": INK, "size": 13},
        text=[f"{size:.1f}" if name else "" for size, name in zip(sizes, names, strict=True)], hoverinfo="skip",
    )  # fmt: skip
    labels = [
        {"x": 0, "xref": "paper", "y": place - 0.43, "text": name, "showarrow": False, "xanchor": "left", "yanchor": "middle",
         "font": {"color": ORANGE if name == own else INK, "size": 13}}
        for place, name in enumerate(names)
    ]  # fmt: skip
    low, high = min(0.0, *sizes), max(sizes)
    room = 0.17 * (high - low)
    return house_figure(
        [bar], height=400, annotations=labels, showlegend=False, margin={"l": 12, "r": 16, "t": 8, "b": 48},
        xaxis={"range": [low - (room if low < 0 else 0), high + room], "title": {"text": READINGS[reading][1]}, "nticks": 5},
        yaxis={"range": [5.6, -0.75], "visible": False},
    )


def _places(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} or {last}"


def _said(country: str, rows: str, first: int, last: int) -> str:
    """Compare with the rank in the text, which is counted among all groups."""
    said = int(load("14-openness-in-text").set_index("claim").loc["rank_tajik" if country == "Kyrgyzstan" else "rank_kyrgyz", "value"])
    if rows != "all":
        return f"The text counts all groups and says place {said}; with fewer rows a place means something else."
    if country == "Tajikistan":
        return f"The text says place {said}. Six rows are printed, so this place can be neither confirmed nor refused."
    if first == last == said:
        return f"This is place {said} of the text: the sentence holds by this reading."
    if first == last:
        return f"The text says place {said}: by this reading the sentence does not hold."
    return f"The text says place {said}: by this reading one cannot tell."


def openness_figure() -> go.Figure:
    """Draw good answers from the left and bad ones from the right, with what is not printed in between."""
    looks = {
        "very good": (BLUE, PAPER), "good": (RAMP[2], INK), "not printed": (FAINT, INK), "bad": (OCHRE, PAPER), "very bad": (ORANGE, PAPER),
    }
    places, notes, place = [], [], 0.0
    for country in COUNTRIES:
        notes.append({"x": 0, "y": place, "text": f"<b>Survey in {country}</b>", "showarrow": False, "xanchor": "left", "font": {"color": INK, "size": 14}})
        place += 0.8
        for neighbour in answers(country).index:
            notes.append({"x": 0, "y": place, "text": neighbour, "showarrow": False, "xanchor": "left", "font": {"color": INK, "size": 13}})
            places.append((country, neighbour, place + 0.55))
            place += 1.25
        place += 0.3
    traces = []
    for answer, (colour, ink) in looks.items():
        sizes = [not_printed(c)[n] if answer == "not printed" else answers(c).loc[n, answer] for c, n, _ in places]
        traces.append(go.Bar(
            x=sizes, y=[y for _, _, y in places], orientation="h", name=answer, width=0.55,
            marker={"color": colour, "line": {"color": RULE, "width": 1}},
            text=[f"{size:.1f}" if size >= 9 else "" for size in sizes], textposition="inside", insidetextanchor="middle",
            textangle=0, textfont={"color": ink, "size": 12}, hovertemplate="%{x:.1f}<extra>" + answer + "</extra>",
        ))  # fmt: skip
    top = legend_room(list(looks))
    return house_figure(
        traces, height=round(39 * place) + 40 + top, barmode="stack", showlegend=True, legend={**LEGEND, "traceorder": "normal"},
        hovermode="closest", annotations=notes, margin={"l": 12, "r": 12, "t": top, "b": 44},
        xaxis={"range": [0, 100], "title": {"text": "Percent of the young people asked"}, "tickvals": [0, 25, 50, 75, 100], "zeroline": False},
        yaxis={"range": [place, -0.5], "visible": False},
    )  # fmt: skip


# registered incidents


@cache
def average(series: str) -> float:
    """Return a printed average of registered incidents."""
    return float(load("14-incidents").set_index("series").loc[series, "value"])


def compared(ratio: float, months: str = CALENDAR) -> tuple[float, float, float]:
    """Return both averages on the yardstick of the register, and the change in percent.

    Parameters
    ----------
    ratio : float
        Incidents that the press has for each 100 that the register would have had: an assumption.
    months : str
        ``"calendar"``: the second average is of three calendar years as printed; ``"twelve"``: its incidents, to
        September of the last year, are brought to twelve months.
    """
    first, second = average("first_average") * 100 / ratio, average("second_average")
    if months == TWELVE:
        second = second * 3 / 2.75
    return first, second, 100 * (second - first) / first


def incidents_figure(first: float | None = None, second: float | None = None) -> go.Figure:
    """Draw the two averages as blocks of their years; with numbers, the first as the register would have had it."""
    printed = average("first_average")
    drawn, later = first or printed, second or average("second_average")
    name = "from the press" if first is None else "brought to the register"
    traces = [
        go.Bar(x=[2013.5], y=[drawn], width=3, name=name, marker={"color": ORANGE}, text=[f"<b>{drawn:.0f}</b>" if first is None else f"<b>{drawn:.1f}</b>"],
               textposition="inside", insidetextanchor="middle", textfont={"color": PAPER, "size": 16}, hovertemplate="%{y:.1f}<extra></extra>"),
        go.Bar(x=[2016.375], y=[later], width=2.75, name="from the register", marker={"color": BLUE},
               text=[f"<b>about {later:.0f}</b>" if second is None else f"<b>{later:.1f}</b>"],
               textposition="inside", insidetextanchor="middle", textfont={"color": PAPER, "size": 16}, hovertemplate="%{y:.1f}<extra></extra>"),
    ]  # fmt: skip
    names = [name, "from the register"]
    if first is not None:
        names.append("printed, press")
        traces.append(go.Scatter(x=[2012, 2015], y=[printed, printed], mode="lines", name="printed, press",
                                 line={"color": GREY, "width": 2, "dash": "dot"}, hoverinfo="skip"))  # fmt: skip
    top = legend_room(names)
    highest = max(drawn, later, printed)
    notes = [{"x": 2015, "y": highest * 1.14, "text": "the source changes", "showarrow": False, "xanchor": "center", "font": {"color": INK, "size": 13}}]
    rule = [{"type": "line", "x0": 2015, "x1": 2015, "y0": 0, "y1": highest * 1.08, "line": {"color": INK, "width": 1, "dash": "dash"}}]
    return house_figure(
        traces, height=330 + top, showlegend=True, legend={**LEGEND, "traceorder": "normal"}, shapes=rule, annotations=notes, hovermode="closest",
        barmode="overlay", margin={"l": 52, "r": 12, "t": top, "b": 48},
        xaxis={"range": [2011.8, 2018], "tickvals": [year + 0.5 for year in range(2012, 2018)], "ticktext": [str(year) for year in range(2012, 2018)],
               "zeroline": False, "tickangle": 0},
        yaxis={"range": [0, highest * 1.22], "title": {"text": "Incidents a year, on average"}, "nticks": 6},
    )  # fmt: skip


def _signed(change: float) -> str:
    return "0" if abs(change) < 0.5 else f"{change:+.0f}"


def incident_view(ratio: int, months: str) -> View:
    """Show what is left of the printed fall on one yardstick."""
    first, second, change = compared(ratio, months)
    printed = compared(100)[2]
    if abs(change) < 0.5:
        verdict = "Nothing is left of the fall: the change of source alone would explain it."
    elif change > 0:
        verdict = "Then incidents rose, and the printed fall is made by the change of source."
    elif change > printed + 0.5:
        verdict = f"The direction of the author's sentence holds, and the fall is smaller than {-printed:.0f} percent, that of the printed averages."
    elif change < printed - 0.5:
        verdict = f"The direction holds, and the fall is larger than {-printed:.0f} percent, that of the printed averages."
    else:
        verdict = "This is the fall of the text. It supposes that press and register count alike."
    moved = f"a fall of {-change:.0f} percent" if change < -0.5 else f"a rise of {change:.0f} percent" if change > 0.5 else "no change"
    sentence = (
        f"If the press had {ratio} incidents for each 100 that the register would have had, the register would have had "
        f"{first:.1f} a year in 2012-2014. From there to {second:.1f} a year in 2015-2017 is {moved}. {verdict}"
    )
    table = pd.DataFrame(
        [(one, round(compared(one, months)[0], 1), _signed(compared(one, months)[2])) for one in RATIOS],
        columns=["Press, for each 100 of the register (assumed)", "First average on the register's yardstick", "Change (percent)"],
    )
    return View(
        sentence,
        [Panel(
            "averages", f"On one yardstick: {first:.1f} a year, then {second:.1f}, {moved}.",
            f"Two blocks side by side: {first:.1f} incidents a year in 2012-2014, brought to the yardstick of the register, and {second:.1f} from 2015 "
            f"to September 2017. A dotted line at {average('first_average'):.0f} marks the printed average from the press.",
            incidents_figure(first, second),
        )],
        table,
    )  # fmt: skip
