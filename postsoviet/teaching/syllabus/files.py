"""A schedule as files: a page, Markdown, a table and a calendar. The same schedule gives the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import escape
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event, vText

from postsoviet import standalone
from postsoviet.charts.theme import BLUE, DARK, FAINT, FONT, INK, PAPER, RULE, SOFT
from postsoviet.edition import COURSE
from postsoviet.quiz.gradebook.spreadsheet import table
from postsoviet.teaching.syllabus.plan import Item, Meeting
from postsoviet.teaching.syllabus.telling import Syllabus, begins, hours, lead, part_name, told, unit_name, weekday
from postsoviet.words import words

COLUMNS = ("date", "weekday", "meeting", "unit", "part", "in_class", "at_home", "link")
_NAMES = {"ink": INK, "soft": SOFT, "rule": RULE, "faint": FAINT, "paper": PAPER, "blue": BLUE}
_LIGHT = ";".join(f"--{name}:{colour}" for name, colour in _NAMES.items())
_NIGHT = ";".join(f"--{name}:{DARK[colour]}" for name, colour in _NAMES.items())
_STYLE = f"""
:root {{ color-scheme: light dark; {_LIGHT} }}
@media (prefers-color-scheme: dark) {{ :root {{ {_NIGHT} }} }}
@media print {{ :root {{ color-scheme: light; {_LIGHT} }} tbody {{ break-inside: avoid }} .scroll {{ overflow: visible }} }}
body {{ margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 {FONT} }}
h1 {{ line-height: 1.2 }} p {{ max-width: 42rem }} a {{ color: var(--blue) }}
.scroll {{ overflow-x: auto }} .scroll:focus-visible {{ outline: 3px solid var(--blue); outline-offset: 2px }}
table {{ border-collapse: collapse; font-size: .93rem; width: 100% }}
caption {{ text-align: left; color: var(--soft); padding: .3rem 0 }}
th, td {{ padding: .3rem .5rem; text-align: left; vertical-align: bottom }}
tbody, tfoot {{ border-top: 1px solid var(--rule) }} tbody th {{ padding-top: 1rem; font-size: 1rem }}
tbody th span {{ font-weight: 400; color: var(--soft) }}
td b {{ display: block; font-weight: 600 }}
td.number, th.number {{ text-align: right; font-variant-numeric: tabular-nums; width: 5.5rem }}
tr.home td {{ background: var(--faint) }}
"""


def _minutes(item: Item) -> tuple[int | None, int | None]:
    """Return an item's minutes in class and at home."""
    return (item.minutes, None) if item.where == "class" else (None, item.minutes)


def as_csv(syllabus: Syllabus) -> bytes:
    """Return the schedule as a table, a row for each part."""
    rows = [
        (meeting.day.isoformat(), weekday(meeting.day), meeting.number, unit_name(item), part_name(item), *_minutes(item), syllabus.link(item))
        for meeting in syllabus.meetings
        for item in meeting.items
    ]
    return table([words(f"syllabus.{name}") for name in COLUMNS], rows)


def as_markdown(syllabus: Syllabus) -> str:
    """Return the schedule as Markdown, for a page or a learning platform."""
    heads = [words(f"syllabus.{name}") for name in COLUMNS[:-1]]
    lines = [f"# {syllabus.title}", "", " ".join(filter(None, (lead(syllabus), begins(syllabus)))), ""]
    lines += [_row(heads), _row(["---", "---", "---:", "---", "---", "---:", "---:"])]
    for meeting in syllabus.meetings:
        for item in meeting.items:
            part = part_name(item).replace("|", r"\|")
            part = f"[{part}]({syllabus.link(item)})" if syllabus.site else part
            cells = [meeting.day.isoformat(), weekday(meeting.day), meeting.number, unit_name(item), part, *_minutes(item)]
            lines.append(_row(["" if cell is None else str(cell) for cell in cells]))
    lines.append(_row([words("syllabus.total"), "", str(len(syllabus.meetings)), "", "", str(syllabus.in_class), str(syllabus.at_home)]))
    return "\n".join([*lines, "", words("syllabus.made", course=COURSE), ""])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def as_page(syllabus: Syllabus) -> str:
    """Return the schedule as one page of HTML that needs nothing else."""
    heads = "".join(
        f'<th scope="col"{_number(name)}>{escape(words(f"syllabus.{name}"))}</th>'
        for name in ("part", "in_class", "at_home")
    )
    bodies = "\n".join(_body(syllabus, meeting) for meeting in syllabus.meetings)
    said = "".join(f"<p>{escape(text)}</p>\n" for text in (lead(syllabus), begins(syllabus)) if text)
    main = f"""<h1>{escape(syllabus.title)}</h1>
{said}<div class="scroll" role="group" tabindex="0" aria-labelledby="schedule">
<table>
<caption id="schedule">{escape(words("syllabus.caption"))}</caption>
<thead><tr>{heads}</tr></thead>
{bodies}
<tfoot><tr><th scope="row">{escape(words("syllabus.total"))}</th>\
<td class="number">{escape(hours(syllabus.in_class))}</td><td class="number">{escape(hours(syllabus.at_home))}</td></tr></tfoot>
</table>
</div>
<p>{escape(words("syllabus.made", course=COURSE))}</p>"""
    return standalone.page(syllabus.title, main, style=_STYLE, policy=standalone.QUIET)


def _body(syllabus: Syllabus, meeting: Meeting) -> str:
    rows = [
        f'<tr><th scope="rowgroup" colspan="3">{escape(words("syllabus.meeting_number", number=meeting.number))} '
        f'<span>{escape(weekday(meeting.day))}, <time datetime="{meeting.day}">{escape(told(meeting.day))}</time></span></th></tr>'
    ]
    unit = ""
    for item in meeting.items:
        part = escape(part_name(item))
        if syllabus.site:
            part = f'<a href="{escape(syllabus.link(item))}">{part}</a>'
        # the name of a unit stands once, above its first part
        name = "" if unit_name(item) == unit else f"<b>{escape(unit_name(item))}</b> "
        unit = unit_name(item)
        minutes = "".join(f'<td class="number">{"" if one is None else one}</td>' for one in _minutes(item))
        opening = "<tr>" if item.where == "class" else '<tr class="home">'
        rows.append(f"{opening}<td>{name}{part}</td>{minutes}</tr>")
    return "<tbody>\n" + "\n".join(rows) + "\n</tbody>"


def _number(name: str) -> str:
    return ' class="number"' if name in ("in_class", "at_home") else ""


def as_calendar(syllabus: Syllabus) -> bytes:
    """Return the schedule as an iCalendar file (RFC 5545).

    The name of the course and the number of a meeting make the event's identity, so a later version of
    the plan moves events and does not double them. The stamp is the first day, not the time of writing.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{COURSE}//postsoviet syllabus//EN")
    calendar.add("version", "2.0")
    for name in ("name", "x-wr-calname"):
        # as text on purpose: the library would not escape a semicolon in these two
        calendar.add(name, vText(syllabus.title))
    stamp = datetime.combine(syllabus.request.start, datetime.min.time(), tzinfo=UTC)
    for meeting in syllabus.meetings:
        calendar.add_component(_event(syllabus, meeting, stamp))
    if syllabus.zone:
        # the rules of the years of the course, and not of all years since 1970
        calendar.add_missing_timezones(syllabus.meetings[0].day, syllabus.meetings[-1].day + timedelta(days=1))
    return calendar.to_ical()


def _event(syllabus: Syllabus, meeting: Meeting, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"{syllabus.title}\n{meeting.number}")))
    event.add("dtstamp", stamp)
    if syllabus.time:
        start = datetime.combine(meeting.day, syllabus.time, tzinfo=syllabus.zone)
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=meeting.minutes))
    else:
        event.add("dtstart", meeting.day)
        event.add("dtend", meeting.day + timedelta(days=1))
        # a day of the course leaves the reader free for other things
        event.add("transp", "TRANSPARENT")
    units = list(dict.fromkeys(unit_name(item) for item in meeting.items if item.where == "class"))
    event.add("summary", words("syllabus.event", title=syllabus.title, number=meeting.number, units="; ".join(units)))
    lines = [words("syllabus.line", unit=unit_name(item), part=part_name(item), minutes=item.minutes) for item in meeting.items]
    event.add("description", "\n".join(lines))
    if syllabus.site and urlsplit(syllabus.site).scheme:
        event.add("url", syllabus.link(meeting.items[0]))
    return event
