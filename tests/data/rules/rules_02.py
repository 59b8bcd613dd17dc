"""The rules between the numbers of unit 02; see data_rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from data_rules import Tables, meets, one, ratio, rule

IN_TEXT_ORDER = {
    "02-born-elsewhere", "02-destinations-by-origin", "02-flows-to-northernmost", "02-origin-shares",
    "02-repatriates-origin", "02-repatriates-settlement", "02-repatriates-settlement-by-origin",
    "02-rural-population-shares", "02-russian-share-northern-oblasts", "02-urban-kazakh-share-1970s",
    "02-villages",
}  # fmt: skip


@rule("02-destinations-by-origin")
def destinations_add_up(tables: Tables) -> Iterator[str]:
    """Totals add to 100 (North) and 99 (South, rounding); parts add to the destination they lie in."""
    rows = tables["02-destinations-by-origin"]
    for origin, expected in (("North", 100), ("South", 99)):
        total = sum(int(row["share_percent"]) for row in rows if row["origin"] == origin and row["level"] == "total")
        if total != expected:
            yield f"{origin}: {total}"
    whole = defaultdict(list)
    for row in rows:
        if (row["level"] == "part") != bool(row["part_of"]):
            yield f"{row['destination']}: a part names the destination it lies in, a total names none"
        if row["part_of"]:
            whole[row["origin"], row["part_of"]].append(int(row["share_percent"]))
    for (origin, destination), parts in whole.items():
        share = one(rows, "share_percent", origin=origin, destination=destination)
        # of the North only one part is printed, the other is what remains
        if not (sum(parts) == share or (len(parts) == 1 and sum(parts) < share)):
            yield f"{origin}, {destination}: {parts} in {share}"


@rule("02-repatriates-settlement", "02-repatriates-settlement-by-origin", "02-repatriates-origin")
def repatriates_add_up(tables: Tables) -> Iterator[str]:
    """Regions add to 100, origins to 100 or a little more, and parts stay inside their whole."""
    if sum(int(row["share_percent"]) for row in tables["02-repatriates-settlement"]) != 100:
        yield "regions of settlement"
    origins = tables["02-repatriates-origin"]
    low = sum(int(row["share_percent"]) for row in origins)
    high = sum(int(row["share_percent_high"] or row["share_percent"]) for row in origins)
    if not (low <= 100 <= high and high - low == 1):
        yield f"origins: {low} to {high}"
    cells = tables["02-repatriates-settlement-by-origin"]
    macro, oblasts = Counter(), Counter()
    for row in cells:
        (macro if row["region_level"] == "macro" else oblasts)[row["origin"]] += int(row["share_percent"])
    for origin in {*macro, *oblasts}:
        if macro[origin] > 100 or oblasts[origin] > (macro[origin] or 100):
            yield f"{origin}: {macro[origin]} in regions, {oblasts[origin]} in oblasts"


@rule("02-populations", "02-population-changes", "02-figures-in-prose")
def populations_and_changes_agree(tables: Tables) -> Iterator[str]:
    """The printed change is possible, given the rounding of the two printed populations."""
    people, changes = tables["02-populations"], tables["02-population-changes"]
    for place, half in (("Six northern oblasts", 0.05), ("Astana city", 500)):
        row = next((row for row in changes if row["group"] == place), None)
        if row is None:
            yield f"{place} has no printed change"
            continue
        start = one(people, "value", place=place, year=row["start"])
        end = one(people, "value", place=place, year=row["end"])
        low, high = ratio(end, start, half, half)
        if not meets(float(row["change_percent"]), 0.5, 100 * low - 100, 100 * high - 100):
            yield f"{place}: {row['change_percent']} percent"
    for row in changes:
        if int(row["start"]) != 1989 or int(row["end"]) != (2015 if row["group"] == "Astana city" else 2009):
            yield f"{row['group']}: {row['start']}-{row['end']}"
        if (int(row["change_percent"]) > 0) != (row["group"] == "Astana city"):
            yield f"{row['group']}: only Astana grows"
    kazakhs = "Ethnic Kazakhs in towns"
    growth = one(people, "value", place=kazakhs, year=2009) / one(people, "value", place=kazakhs, year=1970)
    said = one(tables["02-figures-in-prose"], "value", figure="urban_kazakh_growth")
    if not said < growth < said + 1:
        yield f"Kazakhs in towns grow {growth:.2f} times"
    if not 1 < one(people, "value", place="Almaty city", year=2015) / one(
        people, "value", place="Almaty city", year=1989
    ) < 2:
        yield "Almaty grows, and does not double"


@rule("02-rural-population-shares")
def rural_shares_agree(tables: Tables) -> Iterator[str]:
    """Two oblasts make up almost 40 percent, and four more than half."""
    rows = tables["02-rural-population-shares"]
    both = one(rows, "share_percent", place="South Kazakhstan and Almaty oblast")
    first, second = (one(rows, "share_percent", place=place) for place in ("South Kazakhstan", "Almaty oblast"))
    if not both - 1.5 <= first + second <= both:
        yield f"{first} and {second} in {both}"
    if not 50 < one(rows, "share_percent", place="Four southern oblasts") < both + 20:
        yield "four oblasts are more than half"


@rule("02-migration-volumes", "02-figures-in-prose")
def migration_volumes_agree(tables: Tables) -> Iterator[str]:
    """Multiples in words follow from the counts, and Russians stay below all and below their ceiling."""
    rows = tables["02-migration-volumes"]
    decade = "Inter-regional migrants"
    early, late = (one(rows, "value", measure=decade, start=start, end=start + 10) for start in (1989, 1999))
    said = one(tables["02-figures-in-prose"], "value", figure="decade_growth_of_migration")
    if round(late / early) != said:
        yield f"{late} after {early}"
    turnover = "Inter-regional turnover in the year"
    ceiling = one(rows, "value", measure="Largest inter-regional number in any year")
    for year in (1999, 2015):
        total, russians = (
            one(rows, "value", measure=turnover, group=group, end=year) for group in ("all", "Russians")
        )
        if not (russians < total and 0.8 * ceiling < russians < ceiling):
            yield f"{year}: {russians} Russians of {total}"
    growth = one(rows, "value", measure=turnover, group="all", end=2015) / one(
        rows, "value", measure=turnover, group="all", end=1999
    )
    said = one(rows, "value", measure="Growth of the yearly turnover of internal migration")
    if not said < growth < said + 0.1:
        yield f"turnover grows {growth:.3f} times"
    for row in rows:
        if row["start"] and row["end"] and int(row["end"]) < int(row["start"]):
            yield f"{row['measure']}: ends before it starts"
        if row["measure"] == turnover and row["start"] != row["end"]:
            yield f"{turnover}: {row['start']}-{row['end']} is not one year"


@rule("02-flows-to-northernmost")
def flows_to_the_northernmost_oblasts_are_tiny(tables: Tables) -> Iterator[str]:
    """About one percent or less of those who left."""
    for row in tables["02-flows-to-northernmost"]:
        if not 0.004 < int(row["movers"]) / int(row["all_migrants"]) < 0.012:
            yield f"{row['origin']}: {row['movers']} of {row['all_migrants']}"


@rule("02-born-elsewhere")
def recent_settlers_are_born_elsewhere(tables: Tables) -> Iterator[str]:
    """Who settled there in 1999-2009 may have been born there, but most were not."""
    for row in tables["02-born-elsewhere"]:
        if int(row["settled_1999_2009_percent"]) > int(row["not_born_there_percent"]):
            yield row["city"]


@rule("02-fertility")
def fertility_is_ordered(tables: Tables) -> Iterator[str]:
    """An oblast lies between its towns and villages; Kostanay is lowest; the South is about twice that."""
    rows = tables["02-fertility"]
    urban, whole, rural = (
        one(rows, "total_fertility_rate", place="Mangystau", settlement=settlement)
        for settlement in ("urban", "all", "rural")
    )
    if not urban < whole < rural:
        yield "Mangystau"
    lowest = one(rows, "total_fertility_rate", place="Kostanay")
    ends = [
        one(rows, "total_fertility_rate", place=f"{end} of the southern oblasts (not named)")
        for end in ("Lowest", "Highest")
    ]
    if not (lowest < min(float(row["total_fertility_rate"]) for row in rows if row["place"] != "Kostanay")):
        yield "Kostanay is not the lowest"
    if not (ends[0] < ends[1] and round(ends[0] / lowest) == round(ends[1] / lowest) == 2):
        yield f"the South: {ends[0]} to {ends[1]}"


@rule("02-urban-kazakh-share-1970s")
def kazakhs_are_a_majority_in_two_towns_only(tables: Tables) -> Iterator[str]:
    """The text names two exceptions, and two oblasts below the republic."""
    rows = tables["02-urban-kazakh-share-1970s"]
    if {row["unit"] for row in rows if int(row["share_percent"]) > 50} != {"Atyrau", "Kyzylorda"}:
        yield "majority"
    republic = one(rows, "share_percent", unit="Kazakh Republic")
    below = {row["unit"] for row in rows if int(row["share_percent"]) < republic}
    if not {"Kostanay", "North Kazakhstan"} <= below:
        yield "the two northern oblasts are below the republic"


@rule("02-origin-shares", "02-figures-in-prose")
def the_north_sends_a_third(tables: Tables) -> Iterator[str]:
    """The share in digits and in words is the same, and North and South are not all."""
    rows = tables["02-origin-shares"]
    north = one(rows, "share_percent", origin="North")
    if north / 100 != one(tables["02-figures-in-prose"], "value", figure="north_share_in_words"):
        yield "one-third"
    if not north < one(rows, "share_percent", origin="South") < 100 - north:
        yield "the South sends more than the North"


@rule("02-villages", "02-events")
def lost_villages_add_up(tables: Tables) -> Iterator[str]:
    """A dated event names both printed counts."""
    counts = [row["value"] for row in tables["02-villages"] if row["measure"] == "Villages that ceased to exist"]
    if len(counts) != 2 or not any(all(count in row["event"] for count in counts) for row in tables["02-events"]):
        yield f"{' and '.join(counts)} villages"


@rule("02-regions")
def tiles_stand_where_the_places_are(tables: Tables) -> Iterator[str]:
    """No two places share a tile, and neighbours lie on the right side of each other."""
    rows = tables["02-regions"]
    tiles = {row["oblast"]: (int(row["tile_column"]), int(row["tile_row"])) for row in rows}
    if len({*tiles.values()}) != len(rows) or len(rows) != 16:
        yield "two places share a tile, or a place is missing"
    if Counter(row["macro_region"] for row in rows) != {"North": 6, "South": 4, "West": 4, "City": 2}:
        yield "macro-regions"
    for west, east in (
        ("west-kazakhstan", "kostanay"), ("atyrau", "aktobe"), ("aktobe", "karagandy"), ("kostanay", "akmola"),
        ("akmola", "astana-city"), ("astana-city", "pavlodar"), ("karagandy", "east-kazakhstan"),
        ("mangystau", "kyzylorda"), ("kyzylorda", "south-kazakhstan"), ("south-kazakhstan", "zhambyl"),
        ("zhambyl", "almaty-oblast"),
    ):  # fmt: skip
        if tiles[west][0] >= tiles[east][0]:
            yield f"{west} lies west of {east}"
    for north, south in (
        ("north-kazakhstan", "akmola"), ("akmola", "karagandy"), ("pavlodar", "east-kazakhstan"),
        ("west-kazakhstan", "atyrau"), ("atyrau", "mangystau"), ("kostanay", "aktobe"), ("aktobe", "kyzylorda"),
        ("karagandy", "south-kazakhstan"), ("east-kazakhstan", "almaty-oblast"), ("almaty-oblast", "almaty-city"),
    ):  # fmt: skip
        if tiles[north][1] >= tiles[south][1]:
            yield f"{north} lies north of {south}"
