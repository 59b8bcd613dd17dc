"""A schedule in words: its rows, its totals, and what a teacher should know of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from postsoviet.course.meetings import WEEKDAYS
from postsoviet.course.register import read
from postsoviet.teaching.syllabus.plan import Item, Meeting, Request
from postsoviet.words import words


@dataclass(frozen=True)
class Syllabus:
    """A schedule with all that its files say.

    Parameters
    ----------
    title : str
        Name of the course.
    meetings : sequence of Meeting
        From `plan`.
    request : Request
        What it was computed from.
    time : datetime.time, optional
        When a meeting begins; without it the calendar has whole days.
    zone : zoneinfo.ZoneInfo, optional
        Where that time is; without it, the time of the place where the calendar is read.
    site : str, optional
        Address of the course's site, for links.
    """

    title: str
    meetings: Sequence[Meeting]
    request: Request
    time: time | None = None
    zone: ZoneInfo | None = None
    site: str | None = None

    def link(self, item: Item) -> str:
        """Return the address of an item's section; without a site, its path below one."""
        path = f"{item.unit.document}.html" + (f"#{item.activity.anchor}" if item.activity.anchor else "")
        return f"{self.site.rstrip('/')}/{path}" if self.site else path

    @property
    def in_class(self) -> int:
        """Minutes planned in class."""
        return sum(meeting.taken("class") for meeting in self.meetings)

    @property
    def at_home(self) -> int:
        """Minutes at home."""
        return sum(meeting.taken("before", "after") for meeting in self.meetings)


def told(day: date) -> str:
    """Write a day in words, which nobody can take for another."""
    return words("syllabus.day", day=day.day, month=words("date.months").split()[day.month - 1], year=day.year)


def weekday(day: date) -> str:
    """Return the name of a day's weekday."""
    return words("date.weekdays").split()[day.weekday()]


def hours(minutes: int) -> str:
    """Write minutes as hours and minutes."""
    return words("syllabus.hours", hours=minutes // 60, minutes=f"{minutes % 60:02}")


def unit_name(item: Item) -> str:
    """Return number and short title of an item's unit."""
    return f"{item.unit.numeral}. {item.unit.short}"


def part_name(item: Item) -> str:
    """Say what is to be done."""
    one = item.activity
    kind = f"{one.kind}_after" if item.where == "after" else one.kind
    return words(f"syllabus.{kind}", number=one.number, title=one.title)


def lead(syllabus: Syllabus) -> str:
    """Say in a sentence or two when the course meets, and how much it asks."""
    first, last = syllabus.meetings[0].day, syllabus.meetings[-1].day
    count = len(syllabus.meetings)
    return words(
        "syllabus.lead" if count > 1 else "syllabus.lead_one", meetings=count, minutes=syllabus.request.minutes,
        first=f"{weekday(first)}, {told(first)}", last=f"{weekday(last)}, {told(last)}",
        in_class=hours(syllabus.in_class), at_home=hours(syllabus.at_home),
    )  # fmt: skip


def begins(syllabus: Syllabus) -> str:
    """Say at what time a meeting begins; nothing where no time is known."""
    if not syllabus.time:
        return ""
    zone = f" ({syllabus.zone})" if syllabus.zone else ""
    return words("syllabus.begins", time=f"{syllabus.time:%H:%M}", zone=zone)


def notes(syllabus: Syllabus) -> Iterator[str]:
    """Tell a teacher what looks like a slip: units before what helps them, skipped days without a meeting."""
    request, register = syllabus.request, read()
    order = [step.unit for step in request.steps]
    for place, number in enumerate(order):
        unit = register.unit(number)
        helpful = dict.fromkeys([*unit.needs, *unit.uses])
        absent = [other for other in helpful if other not in order]
        late = [other for other in helpful if other in order[place:]]
        for key, others in (("absent", absent), ("late", late)):
            if others:
                yield words(f"syllabus.{key}", unit=number, others=", ".join(others))
    for span in request.skip:
        days = (date.fromordinal(day) for day in range(span.first.toordinal(), span.last.toordinal() + 1))
        if not any(day.weekday() in request.weekdays and request.start <= day <= syllabus.meetings[-1].day for day in days):
            yield words("syllabus.skips_nothing", days=span)
    if request.start.weekday() not in request.weekdays:
        first = syllabus.meetings[0].day
        yield words("syllabus.starts_later", start=f"{request.start} ({WEEKDAYS[request.start.weekday()].capitalize()})", first=first)
