"""What the two explorers of unit 6 show, and the sums with dates that its notebook uses.

The first explorer asks what a share of the list of prisoners depends on. The second asks which
changes lie before the alliance of religious and secular opposition, when its start may be dated
in several ways. A date is as exact as the source prints it: a year stands for all its days.
"""

from calendar import monthrange
from datetime import date

import pandas as pd

from postsoviet.charts import house_figure, unit_chart
from postsoviet.charts.parts import HIDDEN, LEGEND, NARROW, fold, label_above, legend_room, line_count
from postsoviet.charts.theme import BLUE, FAINT, GREY, ORANGE, PAPER, SOFT
from postsoviet.charts.timeline import written, year_of
from postsoviet.datasets import load, row_beginning
from postsoviet.explore.view import Panel, View
from postsoviet.explore.wording import claim_over

RELIGIOUS, LIFE, REST, OTHERS, MONITORED = (
    "Religious activists", "Serving a life sentence", "None of the other classes", "Other classes by work", "All monitored",
)  # fmt: skip
#: Kinds of squares, in the order of the legend.
COUNTED, NOT_RELIGIOUS, OPEN, LEFT_OUT = "counted as religious", "not religious", "not known", "left out"
_BASES = {
    "confirmed": ("people whom the list confirms", "confirmed", ()),
    "work": ("confirmed people whose class is a kind of work", "class of work", (LIFE, REST)),
    "both": ("confirmed and monitored people", "both", ()),
}

#: The changes that the author names, each with the data set and the beginning of the text of its row.
CHANGES = {
    "Disappointment with the West, first signs": ("06-events", "event", "Presidential election"),
    "Mosque closures on a mass scale": ("06-events", "event", "Mosque closures"),
    "Hijab ban in public schools": ("06-events", "event", "The hijab is banned"),
    "Sharper repression": ("06-events", "event", "From this year on repression"),
    "First NGO amendments approved": ("06-events", "event", "Parliament approves the first amendments"),
    "Movement founded with a democratic aim": ("06-events", "event", "The Movement for Muslim Unity is founded"),
    "Police raid on Nardaran": ("06-events", "event", "Police raid on Nardaran"),
}
#: What may count as the start of the alliance, in order of time.
STARTS = {
    "appeals": ("opposition parties appeal to Muslim voters on television", "All main opposition parties"),
    "chamber": ("the Public Chamber is set up, which the imam joins", "The Public Chamber is set up"),
    "invitation": ("the Popular Front invites the movement to its congress", "The Popular Front invites"),
    "rally": ("speakers of the National Council's rally welcome believers", "Rally of the National Council"),
}
BEFORE, UNCLEAR, LATE = "early enough", "cannot be told", "too late"
_LOOK = {BEFORE: (BLUE, "circle"), UNCLEAR: (ORANGE, "diamond"), LATE: (GREY, "x")}


# prison terms


def plus_months(day: str, months: int) -> str:
    """Return the ISO day that lies some months after another."""
    start = date.fromisoformat(day)
    year, month = divmod(12 * start.year + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).isoformat()


def term_dates(person: str, term: str) -> dict[str, str]:
    """Return the most exact printed date of each step of a prison term."""
    rows = load("06-prison-dates").query("person == @person and term == @term")
    rows = rows.assign(length=rows["date"].str.len()).sort_values("length", kind="stable")
    return dict(zip(rows["step"], rows["date"], strict=True))


def sentence_months(person: str, term: str) -> int:
    """Return the length of a sentence in months, as the footnote prints it."""
    rows = load("06-sentences").query("person == @person and term == @term and account == 'footnote'")
    return int(12 * rows["years"].item() + rows["months"].fillna(0).item())


# the list of prisoners


def classes() -> dict[str, int]:
    """People of each class of the list, with the small classes by work taken together."""
    rows = load("06-political-prisoners")
    parts = rows[rows["level"] == "part"].set_index("category")["persons"].astype(int)
    found = {RELIGIOUS: int(parts[RELIGIOUS]), LIFE: int(parts[LIFE]), REST: int(parts[REST])}
    monitored = rows.set_index("category").loc[MONITORED, "persons"]
    return {**found, OTHERS: int(parts.sum()) - sum(found.values()), MONITORED: int(monitored)}


def share_range(base: str, unknown: str) -> tuple[float, float, int]:
    """Lowest and highest percent of religious activists, and how many people the base holds.

    Parameters
    ----------
    base : {"confirmed", "work", "both"}
        Who is counted.
    unknown : {"none", "all", "range"}
        Whether those whose work is not printed are taken as not religious, as religious, or left open.
    """
    sizes = _base(base)
    low = sizes[RELIGIOUS] + (_unknown(sizes) if unknown == "all" else 0)
    high = sizes[RELIGIOUS] + (0 if unknown == "none" else _unknown(sizes))
    total = sum(sizes.values())
    return 100 * low / total, 100 * high / total, total


def _base(base: str) -> dict[str, int]:
    left_out = (*_BASES[base][2], *(() if base == "both" else (MONITORED,)))
    return {name: size for name, size in classes().items() if name not in left_out}


def _unknown(sizes: dict[str, int]) -> int:
    return sizes.get(LIFE, 0) + sizes.get(MONITORED, 0)


def share_of_list(base: str, unknown: str, limit: int) -> View:
    """Show what the share of religious activists depends on, and what becomes of a claim about it."""
    low, high, total = share_range(base, unknown)
    sizes = _base(base)
    share = f"{low:.1f} percent" if low == high else f"between {low:.1f} and {high:.1f} percent"
    said = claim_over(low, high, limit)
    sentence = (
        f"Of the {total} {_BASES[base][0]}, {share} are religious activists{_assumed(_unknown(sizes), unknown)}. "
        f"The claim \"more than {limit} percent\" {said}{_because(base, said)}."
    )
    kind_of_unknown = {"none": NOT_RELIGIOUS, "all": COUNTED, "range": OPEN}[unknown]
    groups, listed = {}, []
    for name, size in classes().items():
        kind = (
            LEFT_OUT if name not in sizes else COUNTED if name == RELIGIOUS
            else kind_of_unknown if name in (LIFE, MONITORED) else NOT_RELIGIOUS
        )  # fmt: skip
        groups[name] = {one: size if one == kind else 0 for one in (COUNTED, NOT_RELIGIOUS, OPEN, LEFT_OUT)}
        listed.append(f"{name} {size}, {kind}")
    figure = unit_chart(groups, per_row=16)
    figure.data[-1].marker.color = FAINT
    figure.data[-1].marker.line = {"color": GREY, "width": 1}
    return View(
        sentence,
        [Panel("squares", f"Counted here: {share} of {total} people are religious activists.",
               f"Squares, one for each person, in five blocks: {'; '.join(listed)}.", figure)],
        _shares_of_all_bases(unknown, limit),
    )  # fmt: skip


def _assumed(people: int, unknown: str) -> str:
    """What the share takes for granted of the people whose work is not printed."""
    if not people or unknown == "range":
        return ""
    return f", if {'none' if unknown == 'none' else 'each'} of the {people} people of unknown work is one"


def _because(base: str, said: str) -> str:
    if said == "cannot be decided":
        return ": it depends on people whose work the text does not print"
    left_out = sum(classes()[name] for name in _BASES[base][2])
    return f", but {left_out} people of the confirmed list are left out" if left_out and said == "holds" else ""


def _shares_of_all_bases(unknown: str, limit: int) -> pd.DataFrame:
    rows = []
    short = {"holds": "holds", "does not hold": "fails", "cannot be decided": "open"}
    for base, (_, name, _) in _BASES.items():
        low, high, total = share_range(base, unknown)
        rows.append((name, total, f"{low:.1f}", f"{high:.1f}", short[claim_over(low, high, limit)]))
    return pd.DataFrame(rows, columns=["Counted", "People", "Lowest (percent)", "Highest (percent)", "Claim"])


# the order of events


def bounds(day: str) -> tuple[str, str]:
    """First and last day for which a printed date may stand."""
    parts = [int(part) for part in day.split("-")]
    first = date(*parts, *[1] * (3 - len(parts)))
    if len(parts) == 3:
        return first.isoformat(), first.isoformat()
    last = date(first.year, 12, 31) if len(parts) == 1 else first.replace(day=monthrange(first.year, first.month)[1])
    return first.isoformat(), last.isoformat()


def order(change: str, start: str, months: int = 0) -> str:
    """Whether a change lies before a start, by at least some months, as far as both dates tell.

    Parameters
    ----------
    change, start : str
        ISO dates, as exact as the source prints them.
    months : int
        Time that a change must have had to work.
    """
    earliest, latest = (plus_months(end, months) for end in bounds(change))
    first, last = bounds(start)
    return BEFORE if latest < first else LATE if earliest > last else UNCLEAR


def dated(data_set: str, column: str, begins: str) -> str:
    """Date of the one row whose text begins with some words."""
    return row_beginning(load(data_set), column, begins)["date"]


def order_of_events(start: str, months: int) -> View:
    """Show which of the author's changes lie before a start of the alliance."""
    what, begins = STARTS[start]
    begun = dated("06-events", "event", begins)
    found = [(name, day := dated(*row), order(day, begun, months)) for name, row in CHANGES.items()]
    names = {kind: [name for name, _, one in found if one == kind] for kind in _LOOK}
    lead = f" by {months} months or more" if months else ""
    when = f"{'on' if len(begun) == len('2016-09-11') else 'in'} {written(begun)}"
    early, raid = len(names[BEFORE]), found[-1][2]
    sentence = (
        f"If the alliance starts {when}, when {what}, {early} of {len(found)} changes {'lies' if early == 1 else 'lie'} before it{lead}. "
        f"{_listed('Too late', names[LATE])}{_listed('Cannot be told', names[UNCLEAR])}"
        f"So the raid {'can be one of the causes of it' if raid == BEFORE else 'did not begin it by this rule; it can have deepened it'}. "
        "To come first is needed for a cause, and it proves nothing alone."
    )
    listed = "; ".join(f"{name}, {written(day)}, {kind}" for name, day, kind in found)
    return View(
        sentence,
        [Panel("order", f"Start {when}: {early} of {len(found)} changes early enough, {len(names[LATE])} too late.",
               f"Seven rows on an axis of years, with a line at {written(begun)}. {listed}.", _draw(found, begun))],
        pd.DataFrame([(name, written(day), kind) for name, day, kind in found],
                     columns=["Change that the author names", "Printed date", "Beside this start"]),
    )  # fmt: skip


def _listed(head: str, names: list[str]) -> str:
    return f"{head}: {', '.join(name[0].lower() + name[1:] for name in names)}. " if names else ""


def _draw(found: list[tuple[str, str, str]], begun: str):
    """One row a change: a mark at its date, a bar where the date is a month or a year, and a line at the start."""
    labels, places, y = [], [], 0.0
    for name, day, _ in found:
        text = fold(f"{name}, {written(day)}", NARROW)
        labels.append(label_above(text, y))
        places.append(y + 17 * line_count(text) + 12)
        y = places[-1] + 20
    traces = [
        {
            "type": "scatter", "mode": "markers", "name": kind, "hoverinfo": "text",
            "x": [_middle(day) for _, day, one in found if one == kind] or [None],
            "y": [place for (_, _, one), place in zip(found, places, strict=True) if one == kind] or [None],
            "hovertext": [f"{name}, {written(day)}: {kind}" for name, day, one in found if one == kind],
            "marker": {"color": colour, "symbol": symbol, "size": 13},
        }
        for kind, (colour, symbol) in _LOOK.items()
    ]  # fmt: skip
    widths = [
        {"type": "line", "x0": _edge(day, 0), "x1": _edge(day, 1), "y0": place, "y1": place, "layer": "below",
         "line": {"color": SOFT, "width": 3}}
        for (_, day, _), place in zip(found, places, strict=True)
    ]  # fmt: skip
    starts = [
        {"type": "rect", "x0": _edge(begun, 0), "x1": max(_edge(begun, 1), _edge(begun, 0) + 0.06),
         "y0": place - 13, "y1": place + 13, "fillcolor": ORANGE, "line": {"color": PAPER, "width": 0}, "opacity": 0.35,
         "layer": "below"}
        for place in places
    ]  # fmt: skip
    top = legend_room(["", *_LOOK])
    return house_figure(
        traces, height=int(y + top + 34), annotations=labels, shapes=[*starts, *widths], showlegend=True,
        hovermode="closest", margin={"l": 8, "r": 16, "t": top, "b": 34},
        legend=LEGEND,
        xaxis={"range": [2002.6, 2017.2], "tickformat": "d", "nticks": 8, "showgrid": True},
        yaxis={**HIDDEN, "range": [y, 0]},
    )


def _edge(day: str, which: int) -> float:
    return year_of(bounds(day)[which])


def _middle(day: str) -> float:
    return (_edge(day, 0) + _edge(day, 1)) / 2
