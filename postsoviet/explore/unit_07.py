"""What the explorers of unit 7 show, and the small computations behind its dates and types of actors.

All of it is coding: which issues count as one, which evidence is let in. The views say so, because the
lesson of the unit is how much a result depends on such choices.
"""

from functools import cache

import pandas as pd

from postsoviet.charts import matrix
from postsoviet.datasets import load, row_beginning
from postsoviet.explore.view import Panel, View

#: Type of actor by the kind of institution in `07-institutions`.
TYPE_OF_KIND = {
    "state body": "watches or directs", "security": "watches or directs", "office": "watches or directs",
    "school": "teaches or tests", "army": "teaches or tests", "religious school": "teaches or tests",
    "youth organisation": "organises the young", "government-organised NGO": "organises the young",
    "opposition party": "stands outside", "religious media": "stands outside",
}  # fmt: skip
TYPES = list(dict.fromkeys(TYPE_OF_KIND.values()))

#: Links between actors that sentences of the text state: from, to, kind of link, lines.
RELATIONS = [
    ("Department of Youth Policy", "Schools, higher education", "umbrella", "7866-7869"),
    ("O'zbek Konsert", "Pop stars", "controls", "7718-7721;7739-7743"),
    ("Spiritual centers (Republican Center)", "Cultural life", "controls", "7712-7716"),
    ("Security services (SNB)", "Official Islam", "controls", "7940-7941"),
    ("Kamolot", "The doctrine", "carries, supports", "7844-7851"),
    ("Schools, higher education", "The doctrine", "carries, supports", "7869-7875;7962-7964"),
    ("Official Islam", "The doctrine", "carries, supports", "7956-7966"),
    ("Official Islam", "The doctrine", "disputes, avoids", "7981-8017"),
    ("Internet preachers", "The doctrine", "disputes, avoids", "7968-7976"),
]

#: Rows of the position matrix that the course reads into the text.
OUR_READINGS = ("The doctrine as a subject in religious schools", "A lower age for religious education")
POLYGAMY = "Polygamy"
#: What the text says in one sentence, or numbers as one dispute, by issue.
POINTS = {
    "Obedience to the regime": "Obedience, conservative values, no opposition",
    "Conservative values": "Obedience, conservative values, no opposition",
    "Suppression of the opposition": "Obedience, conservative values, no opposition",
    "Sovereignty as the main goal": "Sovereignty, and against the West",
    "Western influence": "Sovereignty, and against the West",
    "The doctrine as a subject in religious schools": "The doctrine as a subject in religious schools",
    "Religion as a subject in secular schools": "First dispute: religion in schools, and the age for it",
    "A lower age for religious education": "First dispute: religion in schools, and the age for it",
    "Polygamy": "Second dispute: polygamy",
    "Talks of imams with couples": "Third dispute: talks of imams with couples",
}
AGREE, DIFFER, LEFT_OUT = "Agree", "Differ", "Left out"

#: Evidence on whether the doctrine is ending: claim or event, what it is, how it points, and whether it is indirect.
#: Claims carry their own mark of caution; the events are stated firmly.
EVIDENCE = [
    ("c20", "said", "end", False),
    ("Universities and lyceums suspend", "seen", "end", False),
    ("c31", "seen", "end", False),
    ("The photographer of case k03 may hold", "seen", "end", False),
    ("Press report that Kamolot", "seen", "open", True),
    ("c30", "seen", "end", False),
    ("c21", "said", "end", False),
    ("c25", "said", "end", False),
    ("c14", "seen", "end", False),
    ("c22", "said", "doubt", False),
    ("c24", "said", "open", False),
    ("c23", "said", "end", True),
]
#: Statements of the conclusion that are no rows of `07-claims`: words, what it is, softened or not, how it points, lines.
STATEMENTS = [
    ("State television has begun to debate polygamy", "seen", "no", "end", "8038-8040"),
    ("Mirziyoyev seems interested in civil servants with technocratic skills", "said", "yes", "open", "8026-8028"),
    ("Ideological obedience to the regime will stay an important issue", "said", "no", "doubt", "8028-8030"),
    ("Secular conservatism is vanishing, since the doctrine disappears", "said", "no", "end", "8060-8062"),
]
_DIRECTIONS = {"end": "points to an end", "doubt": "raises a doubt", "open": "open"}


def event(start: str) -> pd.Series:
    """Return the event of the unit whose words begin so.

    Raises
    ------
    DataError
        If none or several begin so.
    """
    return row_beginning(load("07-events"), "event", start)


def year_limits(start: str) -> tuple[int, int]:
    """Return the first and the last calendar year in which an event may lie, by its beginning."""
    row = event(start)
    last = row["date"] if pd.isna(row["end"]) else row["end"]
    return int(row["date"][:4]), int(last[:4])


def years_between(first: str, second: str) -> tuple[int, int]:
    """Return the fewest and the most calendar years from one event to another; below zero, the second came first."""
    (early, late), (begin, end) = year_limits(first), year_limits(second)
    return begin - late, end - early


def together(issue: str, polygamy: str = "practice") -> str:
    """Say whether the two sides agree on an issue.

    Parameters
    ----------
    issue : str
        As in `07-position-matrix`.
    polygamy : {"practice", "official"}
        Whether the clergy is taken at what many of it say, or at its official word.
    """
    if issue == POLYGAMY:
        return AGREE if polygamy == "official" else DIFFER
    row = load("07-position-matrix").set_index("issue").loc[issue]
    return AGREE if row["official_islam"] == row["secular_conservatives"] else DIFFER


def agreement(unit: str, polygamy: str, readings: str) -> View:
    """Sort the issues between official Islam and the secular conservatives into two piles.

    Parameters
    ----------
    unit : {"issues", "points"}
        Count our ten issues, or the sentences and numbered disputes of the text.
    polygamy : {"practice", "official"}
        As for `together`.
    readings : {"keep", "drop"}
        Whether cells that the course read into the text count.
    """
    table = load("07-position-matrix")
    cells, sides, counted_points = {}, {}, set()
    for issue in table["issue"]:
        side = LEFT_OUT if readings == "drop" and issue in OUR_READINGS else together(issue, polygamy)
        sides[issue] = side
        point = issue if unit == "issues" else POINTS[issue]
        if side == LEFT_OUT:
            said = "not counted"
        else:
            said = "counted" if point not in counted_points else "same point, counted once"
            counted_points.add(point)
        cells[issue, side] = (side, said)
    count = {side: sum(kind == side and said == "counted" for kind, said in cells.values()) for side in (AGREE, DIFFER)}
    what = "issues" if unit == "issues" else "points of the text"
    counted = count[AGREE] + count[DIFFER]
    more = (
        "By this count the two sides look like allies." if count[AGREE] > count[DIFFER]
        else "By this count the two sides look like rivals." if count[AGREE] < count[DIFFER]
        else "By this count neither pile is larger."
    )  # fmt: skip
    listed = "; ".join(f"{issue}: {side.lower()}, {said}" for (issue, side), (_, said) in cells.items())
    return View(
        f"They agree on {count[AGREE]} and differ on {count[DIFFER]} of {counted} {what}. {more} "
        "In every way of counting they agree on loyalty, nation and values, and differ on religion in secular schools and on "
        "the talks with couples.",
        [Panel(
            "piles", f"Counted like this, they agree on {count[AGREE]} of {counted} {what}.",
            f"Matrix with a row for each of {len(table)} issues and one filled cell in each. {listed}.",
            matrix(list(table["issue"]), [AGREE, DIFFER, LEFT_OUT], cells, kinds=[AGREE, DIFFER, LEFT_OUT]),
        )],
        pd.DataFrame(
            [(row.issue, row.official_islam, row.secular_conservatives, "our reading" if row.issue in OUR_READINGS else "printed",
              sides[row.issue], POINTS[row.issue], row.line) for row in table.itertuples()],
            columns=["Issue", "Official Islam", "Other side", "Printed or our reading", "In this count", "Point of the text", "Lines"],
        ),
    )  # fmt: skip


@cache
def evidence() -> pd.DataFrame:
    """Return the evidence on the end of the doctrine, one row a piece, with the words of the data sets."""
    claims = load("07-claims").set_index("claim_id")
    rows = []
    for name, nature, direction, indirect in EVIDENCE:
        if name in claims.index:
            claim = claims.loc[name]
            rows.append((name, claim["claim"], claim["speaker"], nature, claim["hedged"], direction, indirect, claim["line"]))
        else:
            happened = event(name)
            who = "title of a source" if indirect else "the author"
            rows.append(("event", happened["event"], who, nature, "no", direction, indirect, happened["line"]))
    rows += [("text", piece, "the author", nature, hedged, way, False, line) for piece, nature, hedged, way, line in STATEMENTS]
    return pd.DataFrame(rows, columns=["id", "piece", "who", "nature", "hedged", "direction", "indirect", "line"])


def ending(nature: str, hedged: str, indirect: str) -> View:
    """Show what the admitted evidence says about the end of the doctrine.

    Parameters
    ----------
    nature : {"all", "seen", "said"}
        All evidence, what is reported as done or seen, or what is said and expected.
    hedged, indirect : {"keep", "drop"}
        Whether softened claims, and second-hand words and titles of sources, count.
    """
    table = evidence()
    inside = table["nature"].isin(["seen", "said"] if nature == "all" else [nature])
    inside &= (table["hedged"] == "no") | (hedged == "keep")
    inside &= ~table["indirect"] | (indirect == "keep")
    count = table[inside]["direction"].value_counts()
    end, doubt, unclear = (int(count.get(direction, 0)) for direction in _DIRECTIONS)
    result = (
        "The two doubts are about what will come, so they have gone. What is left shows change up to 2017, not an end.",
        "One of the two doubts has gone, because it is softened. The report now sounds surer than the text.",
        "Both doubts are among them. A fair report says that the author holds an end to be probable, not certain.",
    )[doubt]
    cells = {
        (row.piece, "What it says"): (_DIRECTIONS[row.direction], _DIRECTIONS[row.direction]) for row in table[inside].itertuples()
    }
    cells |= {
        (row.piece, "How it is said"): (
            _DIRECTIONS[row.direction], ("softened" if row.hedged == "yes" else "firm") + (", indirect" if row.indirect else "")
        ) for row in table[inside].itertuples()
    }  # fmt: skip
    listed = "; ".join(f"{row.piece} ({_DIRECTIONS[row.direction]})" for row in table[inside].itertuples()) or "none"
    return View(
        f"{int(inside.sum())} of {len(table)} pieces of evidence are let in: {end} "
        f"{'points' if end == 1 else 'point'} to an end, {doubt} {'raises' if doubt == 1 else 'raise'} a doubt, {unclear} "
        f"{'is' if unclear == 1 else 'are'} open. {result}",
        [Panel(
            "pieces", f"Let in: {end} for an end, {doubt} {'doubt' if doubt == 1 else 'doubts'}, {unclear} open.",
            f"Matrix with {len(table)} rows, one a piece of evidence. Let in are: {listed}. The others are grey.",
            matrix(list(table["piece"]), ["What it says", "How it is said"], cells, kinds=list(_DIRECTIONS.values()),
                   missing="left out"),
        )],
        table.assign(
            inside=["yes" if one else "no" for one in inside], direction=table["direction"].map(_DIRECTIONS),
            indirect=["yes" if one else "no" for one in table["indirect"]],
        )[["id", "piece", "who", "nature", "hedged", "indirect", "direction", "inside", "line"]].set_axis(
            ["Id", "Evidence", "Who", "Seen or said", "Softened", "Indirect", "Direction", "Let in", "Lines"], axis=1
        ),
    )  # fmt: skip
