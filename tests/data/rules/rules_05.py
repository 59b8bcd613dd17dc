"""The rules between the numbers of unit 05; see data_rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from data_rules import Tables, one, rule

IN_TEXT_ORDER = {"05-community-size"}

CLOSURE = "2008"


@rule("05-cited-videos")
def videos_are_complete(tables: Tables) -> Iterator[str]:
    """One row a footnote, in order; two are undated, and the kinds follow from the poster."""
    rows = tables["05-cited-videos"]
    if [row["video"] for row in rows] != sorted(row["video"] for row in rows) or len(rows) != 15:
        yield f"{len(rows)} videos"
    years = Counter(row["posted"][:4] for row in rows)
    if years != {"2014": 2, "2015": 1, "2016": 8, "2017": 2, "": 2}:
        yield f"{years}"
    if Counter(row["posted_by"] for row in rows).most_common(1) != [("u3", 4)]:
        yield "the account that is cited most"
    for row in rows:
        if (row["kind_of_poster"] == "user") != row["posted_by"].startswith("u"):
            yield f"{row['video']}: only private accounts have ids"
        if not row["posted"] and row["kind_of_poster"] != "news organisation":
            yield f"{row['video']}: only interviews are undated"


@rule("05-journeys", "05-cited-videos")
def journeys_have_the_day_of_their_video(tables: Tables) -> Iterator[str]:
    """Day, footnote and place of a journey agree with the list of videos."""
    videos = {row["video"]: row for row in tables["05-cited-videos"]}
    rows = tables["05-journeys"]
    used = [row["video"] for row in rows if row["video"]]
    if used != [f"fn{number}" for number in range(38, 44)]:
        yield f"{used}"
    if {*used} != {name for name, row in videos.items() if row["evidence_for"] == "journey"}:
        yield "videos of journeys"
    for row in rows:
        if (row["journey"] == "abroad") != (row["country"] != "Azerbaijan"):
            yield f"{row['place']}: {row['country']}"
        if bool(row["video"]) != bool(row["posted"]):
            yield f"{row['place']}: a video has a day"
        if row["video"] and videos[row["video"]]["posted"] != row["posted"]:
            yield f"{row['place']}: {row['posted']}"
        if row["video"] and row["place"] not in videos[row["video"]]["topic"]:
            yield f"{row['place']}: other topic"
        if row["posted"] and row["posted"] <= CLOSURE:
            yield f"{row['place']}: before the closure"


@rule("05-journeys", "05-events")
def journeys_stand_among_the_events(tables: Tables) -> Iterator[str]:
    """Every dated journey is an event, and no other."""
    days = sorted(row["posted"] for row in tables["05-journeys"] if row["posted"])
    events = [row for row in tables["05-events"] if row["kind"] == "journey"]
    if sorted(row["date"] for row in events) != days:
        yield "days of journeys"
    for row in tables["05-journeys"]:
        if row["posted"] and not any(row["place"] in event["event"] for event in events):
            yield f"{row['place']} is no event"


@rule("05-trust")
def trust_keeps_its_order(tables: Tables) -> Iterator[str]:
    """Courts below police, police below half, the president above; one range."""
    rows = tables["05-trust"]
    police, courts, president = (
        one(rows, "share_percent", institution=name) for name in ("police", "courts", "president")
    )
    high = one(rows, "share_percent_high", institution="courts")
    if not (courts < high < police < 50 < president) or high != 2 * courts:
        yield f"courts {courts} to {high}, police {police}, president {president}"
    if [row["institution"] for row in rows if row["share_percent_high"]] != ["courts"]:
        yield "one range"
    if [row["institution"] for row in rows if row["answer"] == "somewhat trust"] != ["police"]:
        yield "somewhat trust"
    if [row["qualifier"] for row in rows] != ["", "around", "nearly"]:
        yield "qualifiers"


@rule("05-community-size")
def sizes_are_nested(tables: Tables) -> Iterator[str]:
    """Attendance below the ceiling of the community, and that far below the population."""
    attendance, community, people = tables["05-community-size"]
    low, high = float(attendance["value"]), float(attendance["value_high"])
    if not low < high < float(community["value"]) < float(people["value"]) / 100:
        yield "sizes"
    if not 0.13 < low / float(community["value"]) < high / float(community["value"]) < 0.17:
        yield "attendance beside the ceiling"
    if float(people["value"]) != 200 * float(community["value"]):
        yield "the ceiling is half a percent of the population"


@rule("05-messages", "05-figures-in-prose")
def lists_have_the_printed_length(tables: Tables) -> Iterator[str]:
    """Items are numbered from one, and three lists have the number that the text gives."""
    rows, prose = tables["05-messages"], tables["05-figures-in-prose"]
    lengths = Counter(row["list"] for row in rows)
    for figure, name in (
        ("interview_messages", "interviews"), ("who_we_are_messages", "who we are"),
        ("forms_of_patriotism", "patriotism"),
    ):  # fmt: skip
        if one(prose, "value", figure=figure) != lengths[name]:
            yield figure
    for name, length in lengths.items():
        if [row["number"] for row in rows if row["list"] == name] != [str(place + 1) for place in range(length)]:
            yield f"{name}: numbers"
    if lengths["rules of Salaf News"] != 5:
        yield "five rules"


@rule("05-scholars", "05-figures-in-prose")
def scholars_are_complete(tables: Tables) -> Iterator[str]:
    """Each has one printed year; four inspire, two have a particular influence."""
    rows = tables["05-scholars"]
    roles = Counter(row["role"] for row in rows)
    if roles != {"source of inspiration": 4, "particular influence": 2, "leader in Azerbaijan": 1}:
        yield f"{roles}"
    if one(tables["05-figures-in-prose"], "value", figure="influential_sheikhs") != roles["particular influence"]:
        yield "two sheikhs"
    for row in rows:
        if bool(row["born"]) == bool(row["died"]):
            yield f"{row['scholar']}: one year of life is printed"
        if row["died"] and not 1990 < int(row["died"]) <= 2001:
            yield f"{row['scholar']}: died {row['died']}"
    if not one(rows, "born", role="leader in Azerbaijan") > max(
        int(row["born"]) for row in rows if row["born"] and row["role"] != "leader in Azerbaijan"
    ):
        yield "the leader is the youngest"


@rule("05-platforms", "05-events")
def platforms_and_events_agree(tables: Tables) -> Iterator[str]:
    """The two printed years of launch are events; registers and media fit together."""
    rows = tables["05-platforms"]
    launched = {row["platform"]: row["launched"] for row in rows if row["launched"]}
    if [*launched] != ["abubakr-mescidi.com", "Salaf News"] or len(rows) != 11:
        yield f"{launched}"
    media = {row["date"] for row in tables["05-events"] if row["kind"] == "media"}
    if not {*launched.values()} <= media:
        yield "years of launch"
    for row in rows:
        if row["medium"] in ("recordings", "broadcast", "video", "audio streaming") and row["register"] != "oral":
            yield f"{row['platform']}: sound and video are oral"
    relations = Counter(row["relation"] for row in rows)
    if relations != {"own": 8, "outside": 2, "allied": 1}:
        yield f"{relations}"


@rule("05-mosques", "05-events", "05-figures-in-prose")
def mosque_keeps_its_story(tables: Tables) -> Iterator[str]:
    """Built, attacked and closed in this order; four mosques follow the first."""
    years = [row["date"] for row in tables["05-events"] if row["kind"] == "mosque" or "mosque:" in row["event"]]
    if years != ["1997", CLOSURE]:
        yield f"{years}"
    first, *later = tables["05-mosques"]
    if len(later) != 4 or any(not row["role"].startswith("Used after the closure") for row in later):
        yield "four mosques were used later"
    if CLOSURE not in first["fate"] or first["mosque"] != "Abu Bakr":
        yield "the first mosque"
    prose = tables["05-figures-in-prose"]
    if not 0 < one(prose, "value", figure="grenade_dead") < one(prose, "value", figure="grenade_injured") < 20:
        yield "dead and injured"
    if not one(prose, "value", figure="internet_users") < one(prose, "value", figure="mobile_penetration") <= 100:
        yield "connectivity"
    if one(prose, "value", figure="common_attacks") != 2 or len(prose) != 12:
        yield "figures in the prose"


@rule("05-press", "05-countries-in-salaf-news", "05-portal-sections")
def lists_are_complete(tables: Tables) -> Iterator[str]:
    """Numbers of items, interviews, countries and sections."""
    kinds = Counter(row["kind"] for row in tables["05-press"])
    if kinds != {"interview": 8, "example of hostile coverage": 8, "report": 1}:
        yield f"{kinds}"
    portrayal = Counter(row["portrayal"] for row in tables["05-countries-in-salaf-news"])
    if portrayal != {"friendly": 4, "hostile": 2}:
        yield f"{portrayal}"
    if len(tables["05-portal-sections"]) != 7:
        yield "sections of the site"


@rule("05-events")
def events_of_05_are_in_order(tables: Tables) -> Iterator[str]:
    """Years rise, ends come later, and what is inferred says in words how it is dated."""
    rows = tables["05-events"]
    if [row["date"][:4] for row in rows] != sorted(row["date"][:4] for row in rows) or len(rows) != 40:
        yield f"{len(rows)} events"
    for row in rows:
        if row["end"] and row["end"] <= row["date"]:
            yield f"{row['event']}: ends before it begins"
        inferred = any(word in row["event"] for word in ("late ", "mid-", "end of", "After 9/11"))
        if (row["basis"] == "inferred") != inferred:
            yield f"{row['event']}: how it is dated"
