"""What the two explorers of unit 2 show: destinations of migrants, and a limit that makes a North.

The text leaves open of what its "47 percent" is a share. Both readings are computed here, and a
share that does not stand in the text is marked as derived wherever it is shown.
"""

from functools import cache

import pandas as pd

from postsoviet.charts.places import flow, tile_map, tiles
from postsoviet.charts.theme import BLUE, GREEN, OCHRE, ORANGE, PURPLE
from postsoviet.datasets import load
from postsoviet.explore.view import Panel, View

#: Colour of each group of destinations.
_COLOURS = {"Astana": PURPLE, "North": BLUE, "West": GREEN, "Almaty": OCHRE, "South": ORANGE}
#: Which groups a grouping puts together, and under which name.
_TOGETHER = {
    "finest": {},
    "capitals": {"Almaty": ("Almaty", "Almaty city and oblast")},
    "regions": {
        "Astana": ("North", "North with Astana"), "North": ("North", "North with Astana"),
        "Almaty": ("South", "South with Almaty"), "South": ("South", "South with Almaty"),
    },
}  # fmt: skip
_MOST_BANDS = 6


@cache
def printed(origin: str) -> dict[str, float]:
    """Printed shares of the migrants from the North or the South, by destination, in percent."""
    rows = load("02-destinations-by-origin").query("origin == @origin")
    return dict(zip(rows["destination"], rows["share_percent"].astype(float), strict=True))


def destination_shares(origin: str, reading: str) -> dict[tuple[str, str], float]:
    """Shares of destinations as finely as the text allows.

    Parameters
    ----------
    origin : {"North", "South"}
    reading : {"all", "stayers"}
        Whether the 47 percent of the North are of all its migrants, or of those who stay in it.

    Returns
    -------
    dict
        (group, place) to percent of the migrants from the origin.
    """
    given = printed(origin)
    astana = given["Astana city and Akmola"]
    if origin == "South":
        return {
            ("Astana", "Astana city and Akmola"): astana, ("North", "other northern oblasts"): given["Other northern oblasts"],
            ("West", "West"): given["West"], ("Almaty", "Almaty city"): given["Almaty city"],
            ("Almaty", "Almaty oblast"): given["Almaty oblast"], ("South", "other southern oblasts"): given["Other southern oblasts"],
        }  # fmt: skip
    stayers = given["North and Astana"]
    if reading == "stayers":
        astana *= stayers / 100
    return {
        ("Astana", "Astana city and Akmola"): astana, ("North", "other northern oblasts"): stayers - astana,
        ("West", "West"): given["West"], ("Almaty", "Almaty city and oblast"): given["Almaty city and Almaty oblast"],
        ("South", "other southern oblasts"): given["South without Almaty city and Almaty oblast"],
    }  # fmt: skip


def grouped(shares: dict[tuple[str, str], float], grouping: str) -> dict[tuple[str, str], float]:
    """Add up shares by a grouping: ``"finest"``, ``"capitals"`` or ``"regions"``."""
    totals: dict[tuple[str, str], float] = {}
    for (group, place), share in shares.items():
        key = _TOGETHER[grouping].get(group, (group, place))
        totals[key] = totals.get(key, 0) + share
    return totals


def status(origin: str, share: float) -> str:
    """Whether a share of the origin's migrants stands in the text or follows from what does."""
    return "printed" if share in printed(origin).values() else "derived"


def destination_flow(origin: str, grouping: str, reading: str) -> View:
    """Show where the migrants from one origin went.

    Parameters
    ----------
    origin, reading : str
        As for `destination_shares`.
    grouping : str
        As for `grouped`.
    """
    fine = destination_shares(origin, reading)
    shown = grouped(fine, grouping)
    bands = [
        (name + (" *" if status(origin, share) == "derived" else ""), round(share, 1), _COLOURS[group])
        for (group, name), share in shown.items()
    ]
    (_, widest), most = max(shown.items(), key=lambda entry: entry[1])
    figure = flow(
        origin, [(_wrapped(name), share, colour) for name, share, colour in bands], slots=_MOST_BANDS, height=400
    )
    listed = ", ".join(f"{name} {share:g}" for name, share, _ in bands)
    return View(
        _sentence(origin, fine),
        [Panel(
            "flow", f"Migrants from the {origin}, 1999-2015: the largest share, {most:.3g} percent, goes to {_named(widest)}.",
            f"Flow chart in percent of the migrants from the {origin}: {listed}. A star marks a derived share.", figure,
        )],
        _readout(origin, fine),
    )


def _named(place: str) -> str:
    """Put the article where a sentence needs it: the cities have none, the parts of the country have."""
    return place if place.startswith(("Almaty", "Astana")) else f"the {place}"


def _wrapped(name: str) -> str:
    """Break a name so that it stands beside its band on a telephone."""
    for word in (" and ", " with "):
        name = name.replace(word, f"<br>{word.strip()} ")
    return name.replace("other ", "other<br>")


def _sentence(origin: str, fine: dict[tuple[str, str], float]) -> str:
    by_region = {group: share for (group, _), share in grouped(fine, "regions").items()}
    away = "South" if origin == "North" else "North"
    astana = fine["Astana", "Astana city and Akmola"]
    said = (
        f"Of 100 migrants from the {origin}, {by_region[origin]:g} stayed in the {origin} and {by_region[away]:g} went "
        f"to the {away}, when each city is counted in its part of the country. {astana:.1f} went to Astana and Akmola. "
    )
    if origin == "South":
        return said + "The two readings concern northern migrants only, so they change nothing here."
    return said + f"In this reading {by_region['North'] - astana:.1f} went to other northern oblasts, by subtraction."


def _readout(origin: str, fine: dict[tuple[str, str], float]) -> pd.DataFrame:
    size = load("02-origin-shares").set_index("origin").loc[origin, "share_percent"]
    everything = sum(fine.values())
    rows = [
        (place, f"{share:.1f}", status(origin, share), f"{share * size / 100:.1f}") for (_, place), share in fine.items()
    ]
    if origin == "North":  # the one place for which only the South has a share of its own
        rows.insert(4, ("Almaty city alone", "", "not printed", ""))
    rows.append(("Sum", f"{everything:.1f}", "derived", f"{everything * size / 100:.1f}"))
    return pd.DataFrame(rows, columns=[
        "Destination", f"Percent of migrants from the {origin}", "Printed or derived",
        "Percent of all inter-regional migrants (derived)",
    ])


def northern_limit(limit: float) -> View:
    """Show which oblasts would count as North if the share of Russians had to reach a limit.

    Parameters
    ----------
    limit : float
        Percent of the population.
    """
    places = load("02-regions")
    rows = load("02-russian-share-northern-oblasts").sort_values("share_percent", ascending=False, kind="stable")
    shares = dict(zip(rows["name"], rows["share_percent"], strict=True))
    reaches = {name: share >= limit for name, share in shares.items()}
    inside, outside = ([name for name in shares if reaches[name] is side] for side in (True, False))
    kinds = {name: "Reaches the limit" if reach else "Below the limit" for name, reach in reaches.items()}
    missing = len(places) - len(shares)
    sentence = f"At {limit:g} percent or more, {len(inside)} of the {len(shares)} printed oblasts count as North"
    sentence += f"; {', '.join(outside)} would not." if outside else "."
    return View(
        f"{sentence} For the other {missing} places no share is printed, so nobody can say whether one of them would join.",
        [Panel(
            "map", f"With a limit of {limit:g} percent, {len(inside)} of {len(shares)} oblasts stay in the North.",
            f"Map of squares. Reach the limit: {', '.join(inside) or 'none'}. Below it: {', '.join(outside) or 'none'}. "
            f"The other {missing} squares are grey because no share is printed.",
            tile_map(
                tiles(places, kinds, {name: f"{share} %" for name, share in shares.items()}),
                classes=["Reaches the limit", "Below the limit"], ordered=False,
            ),
        )],
        pd.DataFrame(
            [(name, f"{share}", "yes" if reaches[name] else "no") for name, share in shares.items()],
            columns=["Oblast", "Ethnic Russians (percent)", "Counts as North"],
        ),
    )  # fmt: skip
