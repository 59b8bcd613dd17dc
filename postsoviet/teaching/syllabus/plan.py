"""Spread units over meetings.

The rules, as the page "For instructors" has them:

- At home, before the first meeting of a unit: its whole text.
- In class: its explorers, its exercises, its quiz, in the order of the page. No part is cut in two.
- A unit begins with a meeting. It takes as few meetings as hold it, and its parts are spread so
  that the fullest of these has as little as possible.
- What is then left of a meeting, from ten minutes to an hour, goes to talk: about the evidence at
  the start, and about the questions to discuss in the last meeting of the unit.
- Where units share meetings, a unit begins where the one before it ends, if half an hour is left there,
  and meetings are filled in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import islice
from typing import Literal

from postsoviet.course.meetings import Span, meeting_days
from postsoviet.course.minutes import STEP, Activity, activities
from postsoviet.course.paths import PATH, Step
from postsoviet.course.register import Unit, read
from postsoviet.errors import CourseError

#: Less than this is no time to talk; it is the room that every meeting needs.
TALK = 10
#: Nobody talks for longer about one unit; the rest of a long meeting stays free.
LONGEST_TALK = 60
#: Nobody reads a unit at home for less than this of it in class.
BEGIN = 30
Where = Literal["before", "class", "after"]


@dataclass(frozen=True)
class Request:
    """What a schedule is asked for.

    Parameters
    ----------
    steps : sequence of Step
        Units, or parts of units, in their order.
    start : datetime.date
        The first day on which the course may meet.
    weekdays : sequence of int
        0 for Monday to 6 for Sunday.
    minutes : int
        Of one meeting.
    skip : sequence of Span
        Days without a meeting.
    until : datetime.date, optional
        The last day on which the course may meet.
    share : bool
        Whether a unit may begin in the middle of a meeting.
    quiz : {"class", "home"}
        Where the quiz of a unit is done.
    """

    steps: Sequence[Step]
    start: date
    weekdays: Sequence[int]
    minutes: int
    skip: Sequence[Span] = ()
    until: date | None = None
    share: bool = False
    quiz: Literal["class", "home"] = "class"


@dataclass(frozen=True)
class Item:
    """Something to do for a meeting, in it, or after it."""

    unit: Unit
    activity: Activity
    where: Where = "class"

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return self.activity.minutes


@dataclass
class Meeting:
    """One meeting and what belongs to it."""

    minutes: int
    number: int = 0
    day: date = date.min
    items: list[Item] = field(default_factory=list)

    def taken(self, *where: Where) -> int:
        """Return the minutes of what is done before, in or after class."""
        return sum(item.minutes for item in self.items if item.where in where)

    @property
    def left(self) -> int:
        """Minutes of the meeting that nothing fills yet."""
        return self.minutes - self.taken("class")

    def sort(self) -> None:
        """Put what is done before class first, and what is done after it last."""
        self.items.sort(key=lambda item: ("before", "class", "after").index(item.where))


def plan(request: Request) -> list[Meeting]:
    """Compute a schedule.

    Raises
    ------
    CourseError
        If a meeting is too short for a part, or the meetings do not fit between the days.
    """
    work = [_Work(step, request.quiz) for step in request.steps]
    _check_minutes(work, request.minutes)
    meetings = _shared(work, request.minutes) if request.share else [one for unit in work for one in unit.meetings(request.minutes)]
    days = list(islice(meeting_days(request.start, request.weekdays, request.skip, request.until), len(meetings)))
    if len(days) < len(meetings):
        raise CourseError(_too_many(request, len(meetings), len(days), work))
    for number, (meeting, day) in enumerate(zip(meetings, days, strict=True), start=1):
        meeting.number, meeting.day = number, day
        meeting.sort()
    return meetings


class _Work:
    """What one step asks: at home, and in class as parts that are not cut."""

    def __init__(self, step: Step, quiz: str) -> None:
        self.unit = read().unit(step.unit)
        text, *rest = activities(self.unit)
        quizzes = [one for one in rest if one.kind == "quiz"]
        if step.minutes:
            # only some sections, all in class: the evidence has what explorers and quiz leave
            rest = [one for one in rest if one.kind in ("explore", "quiz")]
            left = step.minutes - sum(one.minutes for one in rest)
            if left < 0:
                raise CourseError(
                    f"{PATH}: {step.minutes} minutes are too few for the explorers and the quiz of unit {step.unit}, "
                    f"which take {step.minutes - left}; give the step more minutes."
                )
            rest = [*_in_pieces(left), *rest]
        self.home = [] if step.minutes else [Item(self.unit, text, "before")]
        self.parts = [Item(self.unit, one) for one in rest if one.kind != "quiz" or quiz == "class"]
        self.after = [Item(self.unit, one, "after") for one in quizzes if quiz == "home"]

    def meetings(self, minutes: int) -> list[Meeting]:
        """Spread the unit over meetings of its own."""
        groups = _even([part.minutes for part in self.parts], minutes)
        parts = iter(self.parts)
        found = [Meeting(minutes, items=list(islice(parts, count))) for count in groups]
        for meeting in found[:-1]:
            meeting.items[:0] = self._rest(meeting, "evidence")
        found[-1].items += self._rest(found[-1], "discuss")
        found[0].items += self.home
        found[-1].items += self.after
        for meeting in found:
            meeting.items = joined(meeting.items)
        return found

    def _rest(self, meeting: Meeting, kind: str) -> list[Item]:
        return [_talk(self.unit, kind, meeting.left)] if meeting.left >= TALK else []


def _talk(unit: Unit, kind: Literal["evidence", "discuss"], minutes: int) -> Item:
    anchor = "the-evidence" if kind == "evidence" else "discuss"
    return Item(unit, Activity(kind, min(minutes, LONGEST_TALK), anchor))


def _in_pieces(minutes: int) -> list[Activity]:
    """Return work with the evidence in pieces, for it may go on in the next meeting."""
    pieces = [STEP] * (minutes // STEP) + [minutes % STEP] * (minutes % STEP > 0)
    return [Activity("evidence", piece, "the-evidence") for piece in pieces]


def joined(items: Sequence[Item]) -> list[Item]:
    """Put pieces of work with the evidence that follow each other together."""
    found: list[Item] = []
    for item in items:
        last = found[-1] if found else None
        if last and item.activity.kind == last.activity.kind == "evidence" and item.unit == last.unit:
            found[-1] = replace(last, activity=replace(last.activity, minutes=last.minutes + item.minutes))
        else:
            found.append(item)
    return found


def _even(parts: Sequence[int], limit: int) -> list[int]:
    """Return how many parts each meeting has: as few meetings as hold them, the fullest as empty as can be.

    Of several ways the one is taken whose first meetings are fuller.
    """

    @cache
    def best(first: int, meetings: int) -> tuple[int, list[int]] | None:
        if meetings == 1:
            load = sum(parts[first:])
            return (load, [len(parts) - first]) if load <= limit else None
        ways = []
        for last in range(first + 1, len(parts) - meetings + 2):
            load, rest = sum(parts[first:last]), best(last, meetings - 1)
            if load <= limit and rest:
                ways.append((max(load, rest[0]), [last - first, *rest[1]]))
        return min(ways, key=lambda way: (way[0], [-count for count in way[1]]), default=None)

    return next(found[1] for count in range(1, len(parts) + 1) if (found := best(0, count)))


def _shared(work: Sequence[_Work], minutes: int) -> list[Meeting]:
    """Fill the meetings in order; a unit begins where the one before it ends."""
    meetings = [Meeting(minutes)]
    for unit in work:
        for place, part in enumerate(unit.parts):
            late = place == 0 and meetings[-1].left < BEGIN
            if meetings[-1].items and (late or part.minutes > meetings[-1].left):
                meetings.append(Meeting(minutes))
            if place == 0:
                meetings[-1].items += unit.home
            meetings[-1].items.append(part)
        meetings[-1].items += unit.after
    last = {unit.unit.number: unit.parts[-1] for unit in work}
    for meeting in meetings:
        _use_rest(meeting, last)
    return meetings


def _use_rest(meeting: Meeting, last: dict[str, Item]) -> None:
    """Give the rest of a shared meeting to the unit that ends in it, or to the evidence of the one that goes on."""
    meeting.items = joined(meeting.items)
    if meeting.left < TALK:
        return
    kinds = [(item.unit.number, item.activity.kind, item.activity.number) for item in meeting.items]
    ends = {
        number: kinds.index(key)
        for number, part in last.items()
        if (key := (number, part.activity.kind, part.activity.number)) in kinds
    }
    if ends:
        place = max(ends.values())
        meeting.items.insert(place + 1, _talk(meeting.items[place].unit, "discuss", meeting.left))
    else:
        place = next(place for place, item in enumerate(meeting.items) if item.where == "class")
        meeting.items.insert(place, _talk(meeting.items[place].unit, "evidence", meeting.left))
        meeting.items = joined(meeting.items)


def _check_minutes(work: Sequence[_Work], minutes: int) -> None:
    longest = max((part for unit in work for part in unit.parts), key=lambda part: part.minutes)
    if longest.minutes > minutes:
        one = longest.activity
        name = f"exercise {one.number}" if one.kind == "exercise" else {"explore": "the explorers", "quiz": "the quiz"}[one.kind]
        raise CourseError(
            f"--minutes {minutes} is shorter than {name} of unit {longest.unit.number} ({one.minutes} minutes), "
            f"and no part is cut in two; plan meetings of {one.minutes} minutes or more."
        )


def _too_many(request: Request, needed: int, there: int, work: Sequence[_Work]) -> str:
    said = f"The plan needs {needed} meetings, and there are {there} from {request.start} to {request.until}"
    if not request.share and (shared := len(_shared(work, request.minutes))) < needed:
        fits = ", which fits" if shared <= there else ""
        said += f"; with --share, units share meetings and {shared} are needed{fits}"
    return f"{said}; choose a later --until, longer or more meetings, or fewer units."
