"""The verb ``syllabus``: a schedule of the course as a page, Markdown, a table and a calendar."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from postsoviet.errors import CourseError

if TYPE_CHECKING:
    from postsoviet.course.paths import Step
    from postsoviet.edition import Edition
    from postsoviet.teaching.syllabus.plan import Request

T = TypeVar("T")
#: Meetings of more than ten hours are a slip of the keyboard.
LONGEST = 600


def add_verb(verbs: argparse._SubParsersAction) -> None:
    """Add ``syllabus`` to the command line."""
    parser = verbs.add_parser(
        "syllabus", help="plan a course: which unit in which meeting",
        description="What is left out is taken from edition.yml.",
    )  # fmt: skip
    parser.add_argument("--units", help="two digits each, with commas, in the order of teaching: 02,03,09")
    parser.add_argument("--path", help="a suggested path in place of units: \"Half a term\"")
    parser.add_argument("--start", metavar="DAY", help="first day on which the course may meet: 2027-01-18")
    parser.add_argument("--until", metavar="DAY", help="last day on which it may meet")
    parser.add_argument("--meetings", metavar="DAYS", help="weekdays, with commas: mon,wed")
    parser.add_argument("--minutes", help="of one meeting: 80")
    parser.add_argument("--skip", action="append", metavar="DAYS", help="a day or a range without a meeting: 2027-03-22..2027-03-26; may be given again")
    parser.add_argument("--time", help="when a meeting begins: 10:00 (default: whole days in the calendar)")
    parser.add_argument("--time-zone", metavar="ZONE", help="where that time is: Asia/Almaty (default: where the calendar is read)")
    parser.add_argument("--share", action=argparse.BooleanOptionalAction, help="may a unit begin in the middle of a meeting (no)")
    parser.add_argument("--quiz", choices=("class", "home"), help="where the quizzes are done (class)")
    parser.add_argument("--title", help="name of the course (default: that of the edition)")
    parser.add_argument("--site", metavar="ADDRESS", help="address of the course's site, for links")
    parser.add_argument("--out", type=Path, default=Path("syllabus"), metavar="FOLDER", help="folder to write to (syllabus)")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from postsoviet import edition as editions
    from postsoviet.course import meetings
    from postsoviet.quiz.exports.writing import write
    from postsoviet.teaching.syllabus import files, telling
    from postsoviet.teaching.syllabus.plan import plan

    edition = editions.read()
    request = _request(arguments, edition)
    time = _given("--time", arguments.time, meetings.parse_time, edition.dates.time)
    zone = _given("--time-zone", arguments.time_zone, meetings.parse_zone, edition.dates.time_zone)
    if zone and not time:
        raise CourseError("--time-zone says where a time is; give the --time, too.")
    title = " ".join((arguments.title or edition.title).split())
    if not title:
        raise CourseError("--title is empty; write the name of the course.")
    site = _given("--site", arguments.site, editions.web_address, edition.links.site)
    syllabus = telling.Syllabus(title, plan(request), request, time, zone, site)
    written = {
        "syllabus.html": files.as_page(syllabus).encode(),
        "syllabus.md": files.as_markdown(syllabus).encode(),
        "syllabus.csv": files.as_csv(syllabus),
        "syllabus.ics": files.as_calendar(syllabus),
    }
    write(written, arguments.out)
    for meeting in syllabus.meetings:
        units = dict.fromkeys(telling.unit_name(item) for item in meeting.items if item.where == "class")
        print(f"{meeting.number:>3}  {meeting.day}  {telling.weekday(meeting.day):<9}  {'; '.join(units)}")
    print(telling.lead(syllabus))
    for note in telling.notes(syllabus):
        print(note, file=sys.stderr)
    print(f"Written to {arguments.out}: {', '.join(written)}.")
    return 0


def _request(arguments: argparse.Namespace, edition: Edition) -> Request:
    """Put the options and the edition together.

    Raises
    ------
    CourseError
        For an option that cannot be read, or one that neither of the two has.
    """
    from postsoviet.course import meetings, paths
    from postsoviet.teaching.syllabus.plan import Request

    dates = edition.dates
    path = paths.find(arguments.path) if arguments.path is not None else None
    steps = _steps(arguments.units, path, edition)
    start = _given("--start", arguments.start, meetings.parse_day, dates.start)
    weekdays = _given("--meetings", arguments.meetings, lambda text: meetings.parse_weekdays(text.split(",")), dates.meetings)
    minutes = _given("--minutes", arguments.minutes, _minutes, dates.minutes)
    for option, example, value, key in (
        ("--start", "2027-01-18", start, "start"), ("--meetings", "mon,wed", weekdays, "meetings"), ("--minutes", "80", minutes, "minutes"),
    ):  # fmt: skip
        if not value:
            raise CourseError(f"Give {option}, for example {option} {example}, or '{key}' among the 'dates' of edition.yml.")
    until = _given("--until", arguments.until, meetings.parse_day, dates.end)
    if until and until < start:
        raise CourseError(f"The course would end on {until}, before it starts on {start}; correct --start or --until.")
    skip = [_given("--skip", text, meetings.parse_span, None) for text in arguments.skip or ()] or dates.skip
    share = arguments.share if arguments.share is not None else bool(path and path.share)
    return Request(steps, start, weekdays, minutes, skip, until, share, arguments.quiz or (path.quiz if path else "class"))


def _steps(text: str | None, path, edition: Edition) -> Sequence[Step]:
    """Return the units to plan, each once."""
    from postsoviet.course import paths
    from postsoviet.course.register import read

    if text is not None and path:
        raise CourseError("--units and --path were both given; choose one of them.")
    if text is None and not path and edition.is_whole:
        raise CourseError('Give --units, for example --units 02,03,09, or --path "Half a term", or the units in edition.yml.')
    names = [f"{name.strip():0>2}" for name in text.split(",")] if text is not None else edition.units
    steps = path.steps if path else paths.whole_units(names)
    seen: set[str] = set()
    for step in steps:
        try:
            read().unit(step.unit)
        except CourseError as error:
            raise CourseError(f"--units: {error}") from None
        if not edition.holds(step.unit):
            raise CourseError(f"Unit {step.unit} is not among the units of edition.yml; add it there, or leave it out.")
        if step.unit in seen:
            raise CourseError(f"--units: unit {step.unit} stands twice; name it once.")
        seen.add(step.unit)
    return steps


def _given(option: str, text: str | None, parse: Callable[[str], T], stands: T) -> T:
    """Return what an option says, or what the edition says in its place."""
    if text is None:
        return stands
    try:
        return parse(text)
    except ValueError as error:
        raise CourseError(f"{option}: {error}.") from None


def _minutes(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= LONGEST:
        raise ValueError(f"'{text}' is not a whole number of minutes from 1 to {LONGEST}; write for example 80")
    return int(text)
