"""When a course meets: weekdays, a first and a last day, and days without a meeting.

What is read here was written in ``edition.yml`` or on a command line. So a ``ValueError`` says what
is wrong and the mend, and who calls puts the place before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from postsoviet.errors import CourseError, did_you_mean

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: No course goes on for longer; a plan that would has a wrong year in it.
LONGEST = timedelta(days=3 * 366)


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"


def parse_day(text: str) -> date:
    """Read a day, ``2027-01-18``.

    Raises
    ------
    ValueError
        If it is no day of the calendar.
    """
    try:
        return date.fromisoformat(text) if len(text) == len("2027-01-18") else _no_day(text)
    except ValueError:
        return _no_day(text)


def _no_day(text: str) -> date:
    raise ValueError(f"'{text}' is no day of the calendar; write year, month and day, as in 2027-01-18")


def parse_span(text: str) -> Span:
    """Read a day or a range of days, ``2027-03-22..2027-03-26``.

    Raises
    ------
    ValueError
        If a part is no day, or the range ends before it starts.
    """
    first, separator, last = text.partition("..")
    span = Span(parse_day(first.strip()), parse_day((last if separator else first).strip()))
    if span.last < span.first:
        raise ValueError(f"'{text}' ends before it starts; write the earlier day first")
    return span


def parse_weekday(text: str) -> int:
    """Read a weekday, ``mon`` or ``Monday``, as 0 for Monday to 6 for Sunday.

    Raises
    ------
    ValueError
        If it is none; the sentence names the near ones.
    """
    word = text.strip().lower()
    found = [place for place, name in enumerate(WEEKDAYS) if len(word) > 2 and name.startswith(word)]
    if not found:
        short = [name[:3] for name in WEEKDAYS]
        near = did_you_mean(word, [*WEEKDAYS, *short], limit=1)
        raise ValueError(f"'{text.strip()}' is no weekday{near}; write {', '.join(short)}")
    return found[0]


def parse_weekdays(words: Iterable[str]) -> tuple[int, ...]:
    """Read the weekdays of a course, each once; they come back from Monday on.

    Raises
    ------
    ValueError
        If one is no weekday, stands twice, or none is given.
    """
    days = [parse_weekday(word) for word in words]
    for day in days:
        if days.count(day) > 1:
            raise ValueError(f"{WEEKDAYS[day].capitalize()} stands twice; a course meets once a day at most")
    if not days:
        raise ValueError("no weekday is given; write for example mon,wed")
    return tuple(sorted(days))


def parse_time(text: str) -> time:
    """Read a time of the day, ``10:00``.

    Raises
    ------
    ValueError
        If it is none.
    """
    hours, separator, minutes = text.partition(":")
    if separator and hours.isdigit() and minutes.isdigit() and len(minutes) == 2 and int(hours) < 24 and int(minutes) < 60:
        return time(int(hours), int(minutes))
    raise ValueError(f"'{text}' is no time of the day; write hours and minutes, as in 09:30 or 14:00")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def parse_zone(text: str) -> ZoneInfo:
    """Read a time zone, ``Asia/Almaty``.

    Raises
    ------
    ValueError
        If it is none; the sentence names the near ones.
    """
    if text not in _zones():
        cities = {zone.rpartition("/")[2].lower(): zone for zone in _zones() if "/" in zone}
        meant = cities.get(text.strip().lower().replace(" ", "_"))
        near = f" (did you mean '{meant}'?)" if meant else did_you_mean(text, _zones())
        raise ValueError(f"'{text}' is no time zone{near}; write it as in Asia/Almaty or Europe/London")
    return ZoneInfo(text)


def meeting_days(start: date, weekdays: Iterable[int], skip: Iterable[Span] = (), until: date | None = None) -> Iterator[date]:
    """Yield the days on which a course meets, without end where no last day is given.

    Parameters
    ----------
    start : datetime.date
        The first day on which it may meet.
    weekdays : iterable of int
        0 for Monday to 6 for Sunday.
    skip : iterable of Span
        Days without a meeting.
    until : datetime.date, optional
        The last day on which it may meet.

    Raises
    ------
    CourseError
        When the days go on for more than three years.
    """
    weekdays, skip = set(weekdays), tuple(skip)
    day = start
    while until is None or day <= until:
        if day - start > LONGEST or day == date.max:
            raise CourseError(f"The plan would run for more than three years from {start}; look at the start and at the days that are skipped.")
        if day.weekday() in weekdays and not any(day in span for span in skip):
            yield day
        day += timedelta(days=1)
