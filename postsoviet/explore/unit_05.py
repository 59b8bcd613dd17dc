"""What unit 5 shows: a Gantt of mosque and media, answers to restrictions, and two explorers.

The codes of the restrictions are ours. The explorers ask which videos are counted, and what three
percentages of trust may count.
"""

from functools import cache

import pandas as pd

from postsoviet.charts.intervals import intervals
from postsoviet.charts.unit_chart import unit_chart
from postsoviet.datasets import load, row_beginning
from postsoviet.explore.view import Panel, View
from postsoviet.explore.wording import joined

JOURNEY, OTHER = "on a journey", "other"
UNDATED = "No date printed"
_YEARS = ("2014", "2015", "2016", "2017")

#: Kinds of answer to a restriction, coded by us, with the lines on which each mark rests. A mark stands for what
#: the text says that the community did about the restriction, or for where it said it.
OWN, PRESS, PEOPLE, APPEAL = "Own media", "Press of others", "Preachers and mosques", "Appeal or mild criticism"
ANSWERS = {
    "Charities closed": {PEOPLE: "3722-3729"},
    "No post as imam from the Caucasus Muslim Board": {OWN: "3986-4009"},
    "No registration of the community": {},  # the text names no answer (3823-3825)
    "Persecution and violence": {PRESS: "4538-4545", APPEAL: "4545-4549"},
    "Mosque closed": {OWN: "4001-4009; 4268-4279", PRESS: "4421-4456", PEOPLE: "3979-3986; 4196-4215", APPEAL: "4469-4477"},
    "Permission for religious books": {OWN: "4176-4182"},
    "No access of the leader to radio and television": {OWN: "4275-4279", PRESS: "4408-4416"},
    "Leader left out of the state's talks with religious figures": {PRESS: "4412-4416"},
    "Hostile coverage": {OWN: "4610-4619", PRESS: "4408-4421"},
    "Ban on hijab in schools": {OWN: "4494-4511", PRESS: "4479-4492; 4504", APPEAL: "4479-4492; 4519-4525"},
    "Information blockade": {OWN: "4619-4627"},
}


def event_date(beginning: str, column: str = "date") -> str:
    """Return the printed date, or the end, of the one event whose text begins so."""
    return str(row_beginning(load("05-events"), "event", beginning)[column])


def mosque_and_media() -> list[tuple]:
    """Spans of the mosque and of the media around it, as the text dates them."""
    closed, site = event_date("The authorities close the Abu Bakr"), event_date("Site of the mosque")
    # sold around the mosque, in shops that closed after it (3969-3973, 4031-4036)
    built = event_date("The Abu Bakr mosque is built")
    posted = load("05-cited-videos")["posted"].dropna()
    place, medium, trace = "place of prayer", "medium of the community", "videos with a printed day"
    return [
        ("Abu Bakr mosque", built, closed, place),
        ("Other mosques in and near Baku", closed, None, place),
        ("Recordings sold around the mosque", built, closed, medium),
        ("Site of the mosque", site, None, medium),
        ("Written answers in its forum", site, event_date("Written answers"), medium),
        ("Salaf News", event_date("Salaf News goes online"), None, medium),
        ("Cited videos, first to last", posted.min(), posted.max(), trace),
    ]


# explorer 1: which videos are counted


@cache
def _videos() -> pd.DataFrame:
    rows = load("05-cited-videos")
    return pd.DataFrame({
        "video": rows["video"],
        "year": rows["posted"].str[:4].fillna(UNDATED),
        "kind": rows["evidence_for"].map(lambda use: JOURNEY if use == "journey" else OTHER),
        "user": rows["kind_of_poster"] == "user",
    })


_CHOSEN = {
    "all": ("All cited videos", lambda rows: rows["kind"].notna()),
    "journeys": ("Meetings on journeys only", lambda rows: rows["kind"] == JOURNEY),
    "others": ("All but the journeys", lambda rows: rows["kind"] == OTHER),
    "users": ("Posted by accounts of users", lambda rows: rows["user"]),
    "organisations": ("Posted by news organisations and outlets", lambda rows: ~rows["user"]),
}
WHICH = [(name, text) for name, (text, _) in _CHOSEN.items()]
PLACING = [("left out", "Count only printed days"), ("2014", "Put the undated ones in 2014")]


def counts(which: str, undated: str) -> pd.DataFrame:
    """Count videos by year and kind under a choice; the undated stay apart or go to 2014."""
    rows = _videos()[_CHOSEN[which][1](_videos())]
    year = rows["year"].replace({UNDATED: undated}) if undated != "left out" else rows["year"]
    return pd.crosstab(year, rows["kind"]).reindex(index=[*_YEARS, UNDATED], columns=[JOURNEY, OTHER], fill_value=0)


def videos_by_year(which: str, undated: str) -> View:
    """Show the cited videos of each year under a choice of what is counted."""
    table = counts(which, undated)
    total = table.sum(axis=1)
    dated = total.loc[list(_YEARS)]
    top = list(dated.index[dated == dated.max()])
    lost = int(total[UNDATED])
    read = {
        ("2016",): "The highest year is 2016. This looks like growth, but it counts what one author cites.",
        ("2014",): "The highest year is now 2014. Nobody would read growth from this choice.",
    }.get(tuple(top), f"{joined(top)} are level. The picture of growth is gone.")
    placed = f"{int(dated.sum())} with a year, {lost} without" if lost else "all with a year"
    sentence = f"{int(total.sum())} videos are counted, {placed}. {read}"
    shown = ", ".join(f"{name} {int(number)}" for name, number in total.items())
    drawing = unit_chart(
        {name: {kind: int(table.loc[name, kind]) for kind in table} for name in table.index},
        unit="one square is one video that a footnote cites",
    )
    finding = f"{_CHOSEN[which][0]}: most in {joined(top)}."
    panel = Panel("years", finding, f"Squares by year of posting, one a cited video: {shown}.", drawing)
    readout = table.rename_axis("Year of posting").reset_index().assign(All=list(total))
    return View(sentence, [panel], readout.rename(columns={JOURNEY: "Meetings on a journey", OTHER: "Other videos"}))


# explorer 2: what the shares of trust count

FULLY = range(0, 61, 10)
COURTS = [("low", "11 percent, the lower end"), ("high", "22 percent, the upper end"), ("sum", "33 percent: two answers, added")]


@cache
def printed_trust() -> dict[str, float]:
    """Printed shares of trust in percent; the courts with both ends."""
    rows = load("05-trust").set_index("institution")
    return {
        "police": float(rows.share_percent["police"]), "president": float(rows.share_percent["president"]),
        "low": float(rows.share_percent["courts"]), "high": float(rows.share_percent_high["courts"]),
    }


def trust_under(fully: int, courts: str) -> dict[str, float]:
    """Shares of trust if so many more trust the police fully, and the courts are read in one way."""
    given = printed_trust()
    read = given["low"] + given["high"] if courts == "sum" else given[courts]
    return {"Police": given["police"] + fully, "Courts": read, "President": given["president"]}


def trust_readings(fully: int, courts: str) -> View:
    """Show which statements on trust survive a reading of the three printed shares."""
    share = trust_under(fully, courts)
    police, court, president = (share[name] for name in ("Police", "Courts", "President"))
    claims = {
        "Fewer than half trust the police": police < 50,
        "Fewer than half trust the courts": court < 50,
        "More people trust the president than the police": president > police,
        "The courts have the least trust": court < police,
    }
    fails = [claim for claim, holds in claims.items() if not holds]
    kept = f"{'Three' if len(fails) == 1 else 'Two'} of the four statements below still hold"
    end = "All four statements below hold." if not fails else f"{kept}. This one falls: " if len(fails) == 1 else f"{kept}. These fall: "
    names = "; ".join(claim[0].lower() + claim[1:] for claim in fails)
    sentence = f"Police {police:.0f}, courts {court:.0f}, president {president:.0f} percent. {end}{names + '.' if fails else ''}"
    drawing = intervals(
        list(share), list(share.values()), [None] * 3, [None] * 3, value_title="Percent who trust, under this reading",
        reference=50, reference_name="half", suffix=" %",
    )
    drawing.update_xaxes(range=[0, 100])
    gap = president - police
    finding = (
        f"Under this reading the president is {gap:.0f} points ahead of the police." if gap > 0
        else f"Under this reading the police are {-gap:.0f} points ahead of the president."
    )
    alt = f"Three dots on an axis from 0 to 100 percent with a line at half: police {police:.0f}, courts {court:.0f}, president {president:.0f}."
    readout = pd.DataFrame({"Statement": list(claims), "Under this reading": ["holds" if holds else "falls" for holds in claims.values()]})
    return View(sentence, [Panel("shares", finding, alt, drawing)], readout)
