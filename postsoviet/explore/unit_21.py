"""What page B across the units draws, and what its explorer shows: people on the move, counted in several ways.

Five units count movement: as people in a place at a date, as moves of a period, as arrivals added up, or as incidents
at a border. The drawings set these counts side by side and join none of them. The explorer lays two lists of origins
over one census of where returnees settled, and asks which conclusions depend on the list.
"""

from functools import cache

import pandas as pd
import plotly.graph_objects as go

from postsoviet.charts import house_figure, intervals
from postsoviet.charts.parts import LEGEND, legend_room
from postsoviet.charts.theme import BLUE, GREY, INK, ORANGE
from postsoviet.datasets import load
from postsoviet.explore.unit_03 import OTHERS, origin_ranges
from postsoviet.explore.view import Panel, View
from postsoviet.explore.wording import joined
from postsoviet.measures.rounding import Interval

STOCK, FLOW, SUM, EVENTS = "stock", "flow", "sum of arrivals", "events"
SAME, DIFFERS, UNKNOWN = "same", "differs", "not printed"
#: What four questions say of six pairs of counts; coded by us from the sources. Last: what may be done with the pair.
COMPARED = {
    "Origins of returnees: unit 2 and unit 3": (
        (UNKNOWN, "all who came"), (SAME, "Kazakhstan"), (UNKNOWN, "no date"), (UNKNOWN, "notes lost"),
        "set side by side; test whether a reading joins them; do not average",
    ),
    "Returnees: ten years (2) and one year (3)": (
        (DIFFERS, "found by a census; came"), (SAME, "Kazakhstan"), (DIFFERS, "a decade; two years in it"), (UNKNOWN, "census; notes lost"),
        "use the years as a limit inside the decade",
    ),
    "Moves of ten years and of a year (unit 2)": (
        (UNKNOWN, "not explained"), (SAME, "between oblasts"), (DIFFERS, "decades; years"), (DIFFERS, "census; statistics"),
        "compare decade with decade, and year with year",
    ),
    "Tekeli (unit 11) and six oblasts (unit 2)": (
        (SAME, "people living there"), (DIFFERS, "a town; six oblasts"), (DIFFERS, "one start, other ends"), (UNKNOWN, "not for all"),
        "compare the pace a year, not the percentages",
    ),
    "Incidents, Tajik border: units 13 and 14": (
        (UNKNOWN, "not defined"), (SAME, "the Tajik border"), (DIFFERS, "three years in common"), (DIFFERS, "officials; press"),
        "set side by side; ask if they exclude each other; do not join",
    ),
    "Incidents (13, 14) and movers (2, 3)": (
        (DIFFERS, "events; people"), (DIFFERS, "other states"), (DIFFERS, "partly in common"), (DIFFERS, "others"),
        "no comparison",
    ),
}  # fmt: skip
QUESTIONS = ("What is counted", "Place", "Years", "Recorder")

TAJIK, UZBEK = "Kyrgyzstan-Tajikistan", "Kyrgyzstan-Uzbekistan"
NORTH, SOUTH = "North", "South"
EXACT, ROUNDED = "exact", "rounded"
ANY, FOUR = "any", "four"
#: Countries with a printed share for the South and none of their own in either list of origins.
SMALL = ("Tajikistan", "Kyrgyzstan", "Afghanistan", "Iran")


# what is counted, and over which years


def _year(value) -> tuple[str, str]:
    """Return the first and last day of a year, as the ends of a bar."""
    return str(int(value)), f"{int(value)}-12-31"


@cache
def volume(measure: str, start: int) -> float:
    """Return a printed number of movers of all groups."""
    rows = load("02-migration-volumes")
    fits = rows["measure"].eq(measure) & rows["group"].eq("all") & rows["start"].eq(start) & rows["unit"].eq("persons")
    return float(rows.loc[fits, "value"].iloc[0])


DECADE, TURNOVER = "Inter-regional migrants", "Inter-regional turnover in the year"


@cache
def settled() -> float:
    """Return the returnees of 1999-2009 whom the census found."""
    return float(load("02-figures-in-prose").set_index("figure").loc["repatriates_1999_2009", "value"])


@cache
def returnees(year: int) -> float:
    """Return the returnees of a year that unit 3 prints."""
    rows = load("03-returnees")
    return float(rows.loc[rows["start"].eq(year), "value"].iloc[0])


def evidence_lanes() -> list[tuple]:
    """Return one row a printed count: label, start, end, kind, and the number as text."""
    places = load("02-populations").query("place == 'Six northern oblasts'")
    town = load("11-population").query("year >= 1989")
    came = load("02-figures-in-prose").set_index("figure").loc["repatriates_since_1991", "value"]
    rows = [
        *(("Unit 2: people of six northern oblasts", *_year(row.year), STOCK, f"{row.value} million") for row in places.itertuples()),
        *(("Unit 11: people of Tekeli", *_year(row.year), STOCK, f"{row.population:,}") for row in town.itertuples()),
        ("Unit 2: moves between oblasts, census", "1989", "1999", FLOW, f"over {volume(DECADE, 1989):,.0f}"),
        ("Unit 2: moves between oblasts, census", "1999", "2009", FLOW, f"{volume(DECADE, 1999):,.0f}"),
        *(("Unit 2: moves between oblasts, statistics", *_year(year), FLOW, f"{volume(TURNOVER, year):,.0f}") for year in (1999, 2015)),
        ("Unit 2: returnees of ten years, census", "1999", "2009", FLOW, f"{settled():,.0f}"),
        *(("Unit 3: returnees of a year", *_year(year), FLOW, f"{returnees(year):,.0f}") for year in (1999, 2005)),
        ("Unit 2: returnees since 1991", "1991", None, SUM, f"over {came:,.0f}"),
        ("Unit 3: returnees in 23 years (start inferred)", "1992", None, SUM, "about 1 million"),
    ]  # fmt: skip
    names = {"whole Valley": "conflicts, whole Valley", TAJIK: "incidents, Tajik border", UZBEK: "incidents, Uzbek border"}
    counts = load("13-incidents").set_index("series")
    for series in ("conflicts_1989_2009", "tajik_border_2010_2013", "tajik_border_2014", "uzbek_border_2010_2013", "uzbek_border_2014",
                   "both_borders_2015"):  # fmt: skip
        row = counts.loc[series]
        label = f"Unit 13: {names.get(row['border'], 'incidents, both borders')}"
        some = "some " if series.startswith("conflicts") else ""
        rows.append((label, str(row["start"]), f"{row['end']}-12-31", EVENTS, f"{some}{row['value']}"))
    means = load("14-incidents").set_index("series")["value"]
    rows += [
        ("Unit 14: incidents, Tajik border, mean", "2012", "2014-12-31", EVENTS, f"{means['first_average']}"),
        ("Unit 14: incidents, Tajik border, mean", "2015", "2017-09", EVENTS, f"about {means['second_average']}"),
    ]
    return rows


# stocks on one base, flows on one scale


def on_base_1989() -> pd.DataFrame:
    """Return people of four places as a percent of those of 1989, with their years."""
    rows = load("02-populations")
    rows = rows[rows["place"].isin(["Six northern oblasts", "Astana city", "Almaty city"])][["place", "year", "value", "line"]].assign(unit="2")
    town = load("11-population").query("year >= 1989").rename(columns={"population": "value"})[["place", "year", "value", "line"]].assign(unit="11")
    every = pd.concat([rows, town], ignore_index=True)
    first = every[every["year"].eq(1989)].set_index("place")["value"]
    return every.assign(index=(100 * every["value"] / every["place"].map(first)).round(1))


def people_a_year() -> pd.DataFrame:
    """Return the flows of units 2 and 3 as people a year, with who recorded them."""
    rows = [
        ("Moves, 1989-1999, at least", volume(DECADE, 1989) / 10, "census, mean"),
        ("Moves, 1999-2009", volume(DECADE, 1999) / 10, "census, mean"),
        ("Moves in 1999", volume(TURNOVER, 1999), "statistics"),
        ("Moves in 2015", volume(TURNOVER, 2015), "statistics"),
        ("Returnees, 1999-2009", settled() / 10, "census, mean"),
        ("Returnees in 1999", returnees(1999), "source lost"),
        ("Returnees in 2005", returnees(2005), "source lost"),
    ]
    return pd.DataFrame(rows, columns=["count", "people a year", "recorder"])


# incidents, two recorders


def spliced() -> dict[str, float]:
    """Return incidents a year at the Tajik border, if both chapters counted the same things: an assumption."""
    counts, means = load("13-incidents").set_index("series")["value"], load("14-incidents").set_index("series")["value"]
    two_years = 3 * means["first_average"] - counts["tajik_border_2014"]
    return {
        "2010-2011": float(counts["tajik_border_2010_2013"] - two_years) / 2, "2012-2013": float(two_years) / 2,
        "2014": float(counts["tajik_border_2014"]),
    }  # fmt: skip


def recorders_figure() -> go.Figure:
    """Draw the printed means of both chapters over their years, joined by nothing."""
    counts, means = load("13-incidents").set_index("series")["value"], load("14-incidents").set_index("series")["value"]
    four, both = counts["tajik_border_2010_2013"] / 4, counts["both_borders_2015"]
    first, second = means["first_average"], means["second_average"]
    names = ["unit 13", "unit 14, press", "unit 14, register", "unit 13, limits"]
    looks = [{"color": ORANGE, "width": 6}, {"color": BLUE, "width": 6, "dash": "dot"}, {"color": BLUE, "width": 6}, {"color": GREY, "width": 3}]
    drawn = [
        ([2010, 2014, None, 2014, 2015], [four, four, None, counts["tajik_border_2014"], counts["tajik_border_2014"]]),
        ([2012, 2015], [first, first]), ([2015, 2017.75], [second, second]), ([2015.5, 2015.5], [0, both]),
    ]  # fmt: skip
    traces = [
        go.Scatter(x=x, y=y, mode="lines", name=name, line=look, hovertemplate="%{y:.1f} a year<extra></extra>")
        for name, look, (x, y) in zip(names, looks, drawn, strict=True)
    ]
    texts = [(2011, four, f"{four:.1f}"), (2014.5, counts["tajik_border_2014"], f"{counts['tajik_border_2014']}"), (2013, first, f"{first}"),
             (2016.7, second, f"about {second}")]  # fmt: skip
    notes = [
        {"x": x, "y": y, "text": f"<b>{text}</b>", "showarrow": False, "yanchor": "bottom", "yshift": 4, "font": {"color": INK, "size": 13}}
        for x, y, text in texts
    ] + [{"x": 2015.6, "y": 3, "text": f"2015: 0 to {both}", "showarrow": False, "xanchor": "left", "font": {"color": INK, "size": 12}}]
    top = legend_room(names)
    return house_figure(
        traces, height=330 + top, annotations=notes, showlegend=True, legend=LEGEND, hovermode="closest",
        margin={"l": 48, "r": 12, "t": top, "b": 44},
        xaxis={"range": [2009.4, 2018], "tickvals": [2010, 2012, 2014, 2016, 2018], "tickformat": "d", "zeroline": False},
        yaxis={"range": [0, 38], "title": {"text": "Incidents a year"}, "nticks": 6},
    )


# two lists of origins over one census


@cache
def origin_share(chapter: int, rounding: str) -> dict[str, Interval]:
    """Return the percent of returnees from each country in the list of a chapter."""
    ranges = {name: pair[chapter - 2] for name, pair in origin_ranges().items()}
    if rounding == ROUNDED:
        return ranges
    if chapter == 3:
        printed = load("03-origin-shares").set_index("origin")["share_percent"]
        return {name: Interval(share, share) for name, share in printed.items()} | {OTHERS: Interval(*[100 - printed.sum()] * 2)}
    rows = load("02-repatriates-origin").set_index("origin")
    high = rows["share_percent_high"].fillna(rows["share_percent"])
    return {name: Interval(rows.loc[_row(name, rows), "share_percent"], high[_row(name, rows)]) for name in ranges}


def _row(name: str, rows: pd.DataFrame) -> str:
    return name if name in rows.index else next(one for one in rows.index if one.startswith("Other"))


@cache
def _printed_settlement() -> dict[tuple[str, str], float]:
    rows = load("02-repatriates-settlement-by-origin")
    rows = rows[rows["region_level"].eq("macro") | rows["region"].eq("Mangystau")]
    return {(row.origin, row.region): float(row.share_percent) for row in rows.itertuples()}


@cache
def settlement(origin: str, region: str, rounding: str, others: str) -> Interval:
    """Return the percent of a country's returnees who may have settled in a region: printed, or what is left for it."""
    printed, half = _printed_settlement(), 0.5 if rounding == ROUNDED else 0.0
    if (origin, region) in printed:
        share = printed[origin, region]
        return Interval(share - half, share + half)
    if origin != OTHERS:
        elsewhere = [share - half for (name, _), share in printed.items() if name == origin]
        return Interval(0.0, 100 - sum(elsewhere))
    if others == ANY:
        return Interval(0.0, 100.0)
    south = [printed[name, SOUTH] for name in SMALL]
    return Interval(min(south) - half, max(south) + half) if region == SOUTH else Interval(0.0, 100 - min(south) + half)


def contributions(chapter: int, region: str, rounding: str = EXACT, others: str = ANY) -> dict[str, Interval]:
    """Return how many of 100 returnees came from each country and settled in a region, as a range."""
    found = {}
    for origin, share in origin_share(chapter, rounding).items():
        part = settlement(origin, region, rounding, others)
        found[origin] = Interval(share.low * part.low / 100, share.high * part.high / 100)
    return found


def together(chapter: int, region: str, rounding: str = EXACT, others: str = ANY) -> Interval:
    """Return the limits of the share of all returnees in a region."""
    parts = contributions(chapter, region, rounding, others).values()
    return Interval(sum(one.low for one in parts), sum(one.high for one in parts))


@cache
def census_share(region: str) -> float:
    """Return the printed share of the returnees of 1999-2009 in a region."""
    return float(load("02-repatriates-settlement").set_index("region").loc[region, "share_percent"])


def known(region: str) -> list[str]:
    """Name the countries that stand in both lists and have a printed share for the region."""
    return [origin for origin in origin_ranges() if (origin, region) in _printed_settlement()]


def left_over(chapter: int, region: str, rounding: str = EXACT) -> Interval:
    """Return what the printed share of a region leaves for the countries without a printed share of their own."""
    parts = contributions(chapter, region, rounding)
    half = 0.5 if rounding == ROUNDED else 0.0
    low, high = (sum(getattr(parts[name], end) for name in known(region)) for end in ("low", "high"))
    return Interval(census_share(region) - half - high, census_share(region) + half - low)


def _points(one: Interval) -> str:
    low, high = max(one.low, 0.0), one.high
    return f"{low:.1f}" if high - low < 0.05 else f"{low:.1f} to {high:.1f}"


def _limits(one: Interval) -> str:
    return f"at least {one.low:.1f} and at most {one.high:.1f}"


def _part_left(chapter: int, region: str, rounding: str) -> Interval:
    """Return what percent of a region's returnees is left for the countries without a printed share of their own."""
    parts = contributions(chapter, region, rounding)
    half, printed = 0.5 if rounding == ROUNDED else 0.0, census_share(region)
    low, high = (sum(getattr(parts[name], end) for name in known(region)) for end in ("low", "high"))
    return Interval(max(0.0, 100 * (1 - high / (printed - half))), 100 * (1 - low / (printed + half)))


def _first(parts: dict[str, Interval], region: str) -> tuple[str, str, bool]:
    """Name the two countries with the largest printed parts, and say if their order is sure."""
    first, second = sorted(known(region), key=lambda name: -parts[name].high)[:2]
    return first, second, parts[first].low > parts[second].high


def settlers_view(chapter: int, region: str, rounding: str, others: str) -> View:
    """Show where the share of a region could come from, if a list of origins held for the census too."""
    parts, total = contributions(chapter, region, rounding, others), together(chapter, region, rounding, others)
    printed, half = census_share(region), 0.5 if rounding == ROUNDED else 0.0
    unknown = [name for name in parts if name not in known(region)]
    place = "inside these limits"
    if printed + half < total.low:
        place = "below the lower limit"
    elif printed - half > total.high:
        place = "above the upper limit"
    first, second, sure = _first(parts, region)
    read = f", so {printed - half} to {printed + half}" if rounding == ROUNDED else ""
    sentence = (
        f"If the list of unit {chapter} held for the census too, {_limits(total)} of 100 returnees settled in the {region}. "
        f"The census prints {printed:.0f}{read}: {place}. Of these {printed:.0f}, {_points(parts[first])} came from {first} and "
        f"{_points(parts[second])} from {second}. "
    )
    if place == "inside these limits":
        left, percent = left_over(chapter, region, rounding), _percent(_part_left(chapter, region, rounding))
        rest = joined([_small(name) for name in unknown])
        sentence += f"All others together ({rest}) have {_points(left)} of the {printed:.0f}, or {percent} percent. "
        if region == SOUTH:
            sentence += f"So one would write: in the South {first} comes first, with either list."
        elif sure:
            sentence += f"So with this list one would write: in the North {first} comes first."
        else:
            sentence += f"So with this list one cannot say if {first} or {second} comes first in the North."
    else:
        sentence += "So the list, the census and our assumptions cannot all hold for the same people. At least one of them has to be given up."
    labels = [*parts, "All together", "Printed by the census"]
    lows, highs, middles = [], [], []
    for one in [*parts.values(), total, Interval(printed, printed)]:
        point = one.high - one.low < 0.005
        middles.append(one.high if point else None)
        lows.append(None if point else one.low)
        highs.append(None if point else one.high)
    spoken = "; ".join(f"{_small(name)} {_points(one)}" for name, one in parts.items())
    table = pd.DataFrame(
        [(name, *(_points(contributions(one, region, rounding, others)[name]) for one in (2, 3))) for name in parts]
        + [("All together", *(_points(together(one, region, rounding, others)) for one in (2, 3))),
           ("Printed by the census", f"{printed:.0f}", f"{printed:.0f}")],
        columns=["Origin", f"List of unit 2: of 100 returnees in the {region}", f"List of unit 3: of 100 returnees in the {region}"],
    )  # fmt: skip
    return View(
        sentence,
        [Panel(
            "settlers",
            f"{region}, list of unit {chapter}: {_points(total)} of 100 returnees; the census prints {printed:.0f}.",
            f"Eight rows, people of 100 returnees in the {region}: {spoken}; all together {_points(total)}; printed by the census {printed:.0f}. "
            "A dot is a product of two printed numbers, a line shows limits.",
            intervals(labels, middles, lows, highs, value_title=f"Of 100 returnees, settled in the {region}", decimals=1),
        )],
        table,
    )  # fmt: skip


def _small(name: str) -> str:
    return name.lower() if name == OTHERS else name


def _percent(one: Interval) -> str:
    low, high = round(one.low), round(one.high)
    return f"{low}" if low == high else f"{low} to {high}"
