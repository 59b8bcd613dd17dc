"""What unit 1 shows: works of art counted by different rules, and what the text documents of their way online.

The list of works and the steps online are coded from sentences. So each explorer changes a rule of
counting, and its sentence says what follows for the claim, and for nothing beyond this text.
"""

from functools import cache

import pandas as pd
import plotly.graph_objects as go

from postsoviet.charts import house_figure
from postsoviet.charts.parts import HIDDEN, LEGEND, label_above
from postsoviet.charts.theme import BLUE, PAPER, SERIES, SOFT
from postsoviet.charts.timeline import written
from postsoviet.datasets import load
from postsoviet.explore.view import Panel, View
from postsoviet.explore.wording import joined

#: Narratives in the order of the text; a painting of 1969 stands before them, as background.
NARRATIVES = ("reimagining nomadism", "post-Soviet identity", "urban public space", "current political issues")
#: First and last year of the axis; the one older work stays outside and is named.
YEARS = range(2002, 2017)
#: Years that are printed for a work by itself, not for a group, a posting or an exhibition.
OWN_YEARS = ("caption", "text", "text and caption")
CASES = ("Vsem Pokh", "Pliashem!", "This is silence", "Falkova and Musrepov")
DIRECTIONS = {
    "artist speaks online": "The artist<br>speaks",
    "art reported online": "Others report<br>or pass it on",
    "debate online": "People<br>argue",
    "online becomes art": "Debate<br>becomes art",
}
#: Which steps count as the work becoming public, by definition.
DEFINITIONS = {
    "narrow": ("debate online",),
    "middle": ("debate online", "art reported online"),
    "wide": ("debate online", "art reported online", "artist speaks online"),
}
#: Only this step has a number of readers in the text.
COUNTED = ("c10",)
_WORDS = ("none of the four", "one of the four", "two of the four", "three of the four", "all four")
#: What a definition that is wider than debate still leaves open.
_LIMITS = {
    "narrow": "",
    "middle": " A report or a repost shows that a work spread. It is not yet a debate.",
    "wide": " An artist's own post, a report or a repost is not yet a debate.",
}


# the catalogue


def dated_works(unit: str = "titles", years: str = "all") -> pd.DataFrame:
    """Return the works that may stand on the axis.

    Parameters
    ----------
    unit : {"titles", "folded"}
        Every title, or photographs counted with the series to which they belong.
    years : {"all", "own"}
        Every year of the data set, or only years that are printed for the work itself.
    """
    works = load("01-works").dropna(subset=["year_start"])
    works = works[works["year_end"] >= YEARS[0]]
    if unit == "folded":
        works = works[works["part_of"].isna()]
    if years == "own":
        works = works[works["year_source"].isin(OWN_YEARS)]
    return works.astype({"year_start": int, "year_end": int})


def years_of(work, rule: str) -> list[int]:
    """Return the years in which a work counts: its first, its last, or every year of its range."""
    every = list(range(work.year_start, work.year_end + 1))
    return {"first": every[:1], "last": every[-1:], "every": every}[rule]


def works_by_year(unit: str, rule: str, years: str) -> dict[int, list[tuple[str, str]]]:
    """Return (title, narrative) of the works that count in each year, the large narratives first."""
    works = sorted(dated_works(unit, years).itertuples(), key=lambda work: NARRATIVES.index(work.narrative))
    return {
        year: [(work.title, work.narrative) for work in works if year in years_of(work, rule)] for year in YEARS
    }


def count_works(unit: str, rule: str, years: str) -> View:
    """Show the works by year under one rule of counting."""
    counted = works_by_year(unit, rule, years)
    most = max(map(len, counted.values()))
    fullest = [year for year, works in counted.items() if len(works) == most]
    used = dated_works(unit, years)
    nomad = int((used["narrative"] == NARRATIVES[0]).sum())
    told = joined([str(year) for year in fullest])
    sentence = (
        f"By this rule {told} {'is the fullest year' if len(fullest) == 1 else 'are the fullest years'}, with "
        f"{most} of {len(used)} works. Other rules give another year or another number, so the list shows what the "
        "chapter chose. It cannot show whether art in the country rose or fell."
    )
    finding = f"{told} {'has' if len(fullest) == 1 else 'have'} most works by this rule: {most}."
    alt = "One square for each work in each year in which it counts. " + "; ".join(
        f"{year}: {len(works)}" for year, works in counted.items()
    )
    rows = [(str(year), str(len(works)), ", ".join(title for title, _ in works)) for year, works in counted.items()]
    rows.append(("All years", str(len(used)), f"of these {nomad} under reimagining nomadism"))
    return View(
        sentence, [Panel("years", finding, alt, _draw_years(counted))],
        pd.DataFrame(rows, columns=["Year", "Works", "Titles"]),
    )


def _draw_years(counted: dict[int, list[tuple[str, str]]]) -> go.Figure:
    traces = []
    for place, narrative in enumerate(NARRATIVES):
        here = [
            (year, height + 0.5, title)
            for year, works in counted.items() for height, (title, kind) in enumerate(works) if kind == narrative
        ]
        x, y, titles = zip(*here, strict=True) if here else ([None], [None], [""])
        traces.append(go.Scatter(
            x=list(x), y=list(y), mode="markers", name=narrative, hovertext=list(titles), hoverinfo="text+x",
            marker={"symbol": "square", "size": 15, "color": SERIES[place]},
        ))
    return house_figure(
        traces, height=400, hovermode="closest", legend=LEGEND, margin={"l": 40, "r": 12, "t": 100, "b": 44},
        xaxis={"range": [YEARS[0] - 0.7, YEARS[-1] + 0.7], "tickformat": "d", "dtick": 2, "tick0": YEARS[0]},
        yaxis={"title": {"text": "Works"}, "range": [0, 11], "dtick": 2},
    )


# the way online


@cache
def steps() -> pd.DataFrame:
    """Return the coded steps; the nomination of two works counts with the first of them."""
    table = load("01-online-circulation").copy()
    table["case"] = table["case"].replace("Pliashem! and Portrait of Kharms", "Pliashem!")
    return table


def meets(step, evidence: str) -> bool:
    """Whether the text documents a step as a rule of evidence asks."""
    return {
        "told": True,
        "dated": isinstance(step.date, str),
        "named": isinstance(step.outlet, str),
        "counted": step.item in COUNTED,
    }[evidence]


def documented(definition: str, evidence: str) -> dict[str, list[str]]:
    """Return, for each case, the steps that count as public under a definition and a rule of evidence."""
    return {
        case: [
            step.item for step in steps().itertuples()
            if step.case == case and step.direction in DEFINITIONS[definition] and meets(step, evidence)
        ]
        for case in CASES
    }


def reach_public(definition: str, evidence: str) -> View:
    """Show for which cases the text documents that a work became public online."""
    kept = documented(definition, evidence)
    cases = [case for case, items in kept.items() if items]
    others = [case for case in CASES if case not in cases]
    start = f"By this rule the text has a documented step in {_WORDS[len(cases)]} cases"
    if not cases:
        sentence = f"{start}. This is a statement about what is printed here, not about what happened."
    elif not others:
        sentence = f"{start}.{_LIMITS[definition]}"
    else:
        turned = " That debate began with a post, and not with a work of art." if cases == [CASES[-1]] else ""
        sentence = (
            f"{start}: {_named(cases)}. For {_named(others)} it has none, so a reader of this text can check the claim in "
            f"{'one case only' if len(cases) == 1 else 'some cases only'}.{turned}{_LIMITS[definition]}"
        )
    items = [item for found in kept.values() for item in found]
    finding = f"{len(items)} of {len(steps())} steps count by this rule, in {_WORDS[len(cases)]} cases."
    alt = "Squares for the steps of four cases in four columns; filled ones count. " + "; ".join(
        f"{case}: {len(found)} of {(steps()['case'] == case).sum()} steps" for case, found in kept.items()
    )
    rows = [
        (step.case, step.what, _when(step), "yes" if step.item in items else "no")
        for case in CASES for step in steps().itertuples() if step.case == case
    ]
    return View(
        sentence, [Panel("steps", finding, alt, _draw_steps(set(items)))],
        pd.DataFrame(rows, columns=["Case", "Step (coded by us)", "Date", "Counts"]),
    )


def _named(names: list[str]) -> str:
    return joined([f"the dispute of {name}" if name == CASES[-1] else name for name in names])


def _when(step) -> str:
    if not isinstance(step.date, str):
        return "not printed"
    return written(step.date) + (" (inferred)" if step.basis == "inferred" else "")


def _draw_steps(kept: set[str]) -> go.Figure:
    x, y, hovers, fills = [], [], [], []
    columns = list(DIRECTIONS)
    for down, case in enumerate(CASES):
        for across, direction in enumerate(columns):
            here = [step for step in steps().itertuples() if step.case == case and step.direction == direction]
            for place, step in enumerate(here):
                x.append(across + 0.26 * (place - (len(here) - 1) / 2))
                y.append(60 * down + 42)
                hovers.append(f"{step.what}, {_when(step)}")
                fills.append(BLUE if step.item in kept else PAPER)
    heads = [
        {"x": across, "y": 0, "text": text, "showarrow": False, "yanchor": "bottom", "font": {"size": 12, "color": SOFT}}
        for across, text in enumerate(DIRECTIONS.values())
    ]
    return house_figure(
        [go.Scatter(x=x, y=y, mode="markers", hovertext=hovers, hoverinfo="text", showlegend=False,
                    marker={"symbol": "square", "size": 15, "color": fills, "line": {"color": BLUE, "width": 2}})],
        height=320, hovermode="closest", annotations=[*heads, *(label_above(case, 60 * i + 8) for i, case in enumerate(CASES))],
        margin={"l": 6, "r": 6, "t": 44, "b": 8},
        xaxis={**HIDDEN, "range": [-0.5, 3.5]}, yaxis={**HIDDEN, "range": [60 * len(CASES) + 6, 0]},
    )


# two tables of the notebook

#: What each row of the table of cases takes from the steps.
STAGES = {
    "The artist and his team speak": ("artist speaks online", ("artist", "team of the artist")),
    "Reported by the press": ("art reported online", ("press",)),
    "Passed on by others": ("art reported online", ("not stated", "bloggers")),
    "Debate online": ("debate online", ("artist", "public")),
    "Debate becomes art": ("online becomes art", ("artist",)),
}


def case_cells() -> dict[tuple[str, str], tuple[str, str]]:
    """Return what the text tells of each stage of each case: with a date or without, in a few words."""
    cells = {}
    for row in load("01-street-art-cases").itertuples():
        stay = "out of public reach" if row.reachable.startswith("not") else row.time_in_place.replace("not stated", "time not told")
        year = f"{row.year}{', inferred' * (row.basis == 'inferred')}"
        cells["The work in its place", row.case] = ("with a date", f"{row.place.removesuffix(' city')}, {stay} ({year})")
        if row.reaction_kind != "none reported":
            cells["Authorities", row.case] = ("without a date", row.reaction_kind)
    for stage, (direction, actors) in STAGES.items():
        for case in CASES:
            here = [s for s in steps().itertuples() if s.case == case and s.direction == direction and s.who_acts in actors]
            if here:
                dated = sum(isinstance(s.date, str) for s in here)
                kind = "without a date" if not dated else "with a date" if dated == len(here) else "in part with a date"
                cells[stage, case] = (kind, _places_and_dates(here))
    return cells


def _places_and_dates(here: list) -> str:
    """Return each site or network of some steps, with the dates of its own steps only."""
    dates: dict[str, list[str]] = {}
    for step in here:
        known = dates.setdefault(_outlet(step), [])
        if isinstance(step.date, str) and written(step.date) not in known:
            known.append(written(step.date))
    return ", ".join(f"{outlet} ({', '.join(known)})" if known else outlet for outlet, known in dates.items())


def _outlet(step) -> str:
    """Return the name of a news site, and the kind of everything else."""
    return step.outlet if step.platform in ("news site", "online media") else step.platform


_COLUMN = {"author": "The author", "scholar": "Scholars", "artist": "Artists"}


def voice_cells() -> dict[tuple[str, str], tuple[str, str]]:
    """Return who speaks on each topic, and in words whether the statements are quoted or reported."""
    cells: dict[tuple[str, str], list] = {}
    for row in load("01-positions").itertuples():
        place = (row.topic[:1].upper() + row.topic[1:], _COLUMN.get(row.speaker_kind, "Other voices"))
        cells.setdefault(place, []).append((row.form, _short(row.speaker)))
    return {
        place: (" and ".join(forms), "<br>".join(dict.fromkeys(name for _, name in said)) + _in_words(forms))
        for place, said in cells.items() for forms in [sorted({form for form, _ in said})]
    }


def _in_words(forms: list[str]) -> str:
    """Return what stands below the names; of the author's own statements the name says it."""
    return "" if forms == ["stated"] else f"<br>({forms[0] if len(forms) == 1 else 'both'})"


def _short(speaker: str) -> str:
    """Return the last name of a person; roles and organisations stay whole."""
    if speaker == "the author":
        return "states"
    return speaker if speaker.islower() or "without" in speaker or speaker.startswith(("a ", "interviewed")) else speaker.split()[-1]
