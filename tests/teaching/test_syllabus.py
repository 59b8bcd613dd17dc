"""Schedules computed by hand, and the four files that a teacher gets."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import nbformat
import axe_script
import pytest
from docutils.nodes import make_id
from icalendar import Calendar

from postsoviet.cli import main
from postsoviet.course import minutes, paths, register
from postsoviet.course.meetings import parse_span
from postsoviet.course.minutes import Activity
from postsoviet.errors import CourseError
from postsoviet.teaching.syllabus import plan as planning
from postsoviet.teaching.syllabus.plan import Request, plan

ROOT = Path(__file__).parents[2]
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = range(4)
#: In class: explorers, exercises, quiz.
ASKED = {"02": (35, [10, 10, 10, 15, 15, 20], 15), "09": (40, [10, 10, 10, 10, 10, 20], 15), "20": (25, [10, 10, 15], 0)}
ISSUE = ["--units", "02,03,09,10", "--start", "2027-01-18", "--meetings", "mon,wed", "--minutes", "80"]


@pytest.fixture
def asked(monkeypatch):
    """Units of known minutes, so that a schedule can be computed by hand."""

    def activities(unit, root=None):
        text, (explore, *tasks), quiz = ASKED[unit.number]
        exercises = [Activity("exercise", one, f"exercise-{number}", number, f"Task {number}") for number, one in enumerate(tasks, 1)]
        return [Activity("read", text), Activity("explore", explore), *exercises, *([Activity("quiz", quiz, "quiz")] if quiz else [])]

    monkeypatch.setattr(planning, "activities", activities)


def schedule(*units, **options):
    """Compute a schedule, from Monday, 18 January 2027, on Mondays and Wednesdays, 80 minutes each."""
    steps = [one if isinstance(one, paths.Step) else paths.Step(unit=one) for one in units]
    return plan(Request(**{"steps": steps, "start": date(2027, 1, 18), "weekdays": (MONDAY, WEDNESDAY), "minutes": 80, **options}))


def shown(meetings) -> list[list[str]]:
    """Write each meeting as words such as '02 exercise1 10'; what is done at home stands in brackets."""
    return [
        [
            f"{item.unit.number} {item.activity.kind}{item.activity.number or ''} {item.minutes}".join(("", "") if item.where == "class" else "[]")
            for item in meeting.items
        ]
        for meeting in meetings
    ]  # fmt: skip


def test_a_unit_longer_than_a_meeting_is_spread_evenly_and_talk_fills_the_rest(asked):
    # 10 + 10 + 10 + 15 + 15 + 20 + 15 = 95. Cut after the fourth part: 45 and 50, no other cut has a
    # fuller meeting of less. 80 - 45 = 35 are left before, 80 - 50 = 30 after.
    found = schedule("02")
    assert shown(found) == [
        ["[02 read 35]", "02 evidence 35", "02 explore 10", "02 exercise1 10", "02 exercise2 10", "02 exercise3 15"],
        ["02 exercise4 15", "02 exercise5 20", "02 quiz 15", "02 discuss 30"],
    ]
    assert [meeting.day.isoformat() for meeting in found] == ["2027-01-18", "2027-01-20"]


def test_of_two_equal_cuts_the_first_meeting_has_more(asked):
    # 85 minutes in meetings of 45: only the cut after the fourth part, 40 and 45, leaves both at 45 or less.
    # In meetings of 30 the 20 and the 15 stand alone, so four are needed. 10+10+10 | 10+10 | 20 | 15 and
    # 10+10 | 10+10+10 | 20 | 15 both have a fullest of 30; the first has more at the beginning.
    assert [meeting.taken("class") for meeting in schedule("09", minutes=45)] == [40, 45]
    assert [sum(item.activity.kind in ("explore", "exercise", "quiz") for item in one.items) for one in schedule("09", minutes=30)] == [3, 2, 1, 1]


def test_a_short_unit_takes_one_meeting_and_what_is_left_goes_to_the_discussion(asked):
    # 10 + 10 + 15 = 35, 45 are left; in meetings of 44 the 9 left are too few to talk; nobody talks for 2 hours
    assert shown(schedule("20")) == [["[20 read 25]", "20 explore 10", "20 exercise1 10", "20 exercise2 15", "20 discuss 45"]]
    assert shown(schedule("20", minutes=44))[0][-1] == "20 exercise2 15"
    assert shown(schedule("20", minutes=155))[0][-1] == "20 discuss 60"


def test_units_that_share_meetings_follow_without_a_gap(asked):
    # 02: 10+10+10+15+15 = 60, +20 = 80: full. Then its quiz 15, and 09: 10+10+10+10+10 = 65, and 20 do not
    # fit into the 15 left, which go to the discussion of 02. Then 20+15 = 35, and 45 to discuss 09.
    found = schedule("02", "09", share=True)
    assert shown(found) == [
        ["[02 read 35]", "02 explore 10", "02 exercise1 10", "02 exercise2 10", "02 exercise3 15", "02 exercise4 15", "02 exercise5 20"],
        ["[09 read 40]", "02 quiz 15", "02 discuss 15", "09 explore 10", "09 exercise1 10", "09 exercise2 10", "09 exercise3 10", "09 exercise4 10"],
        ["09 exercise5 20", "09 quiz 15", "09 discuss 45"],
    ]


def test_a_unit_does_not_begin_in_the_last_minutes_of_a_shared_meeting(asked):
    # 70 of 09 leave 10, into which the explorers of 20 would fit
    assert shown(schedule("09", "20", share=True, quiz="home")) == [
        [
            "[09 read 40]", "09 explore 10", "09 exercise1 10", "09 exercise2 10", "09 exercise3 10", "09 exercise4 10",
            "09 exercise5 20", "09 discuss 10", "[09 quiz 15]",
        ],
        ["[20 read 25]", "20 explore 10", "20 exercise1 10", "20 exercise2 15", "20 discuss 45"],
    ]  # fmt: skip


def test_a_quiz_at_home_comes_after_the_last_meeting_of_its_unit(asked):
    # 95 - 15 = 80: one meeting
    (only,) = schedule("02", quiz="home")
    assert shown([only])[0][-1] == "[02 quiz 15]" and only.taken("class") == 80 and only.taken("before", "after") == 50


def test_a_step_of_some_minutes_has_all_of_them_in_class(asked):
    # 80 - 10 - 15 = 55 for the evidence, which may go on in the next meeting: 40 | 15 + 10 + 15, and 10 are left in both
    step = paths.Step(unit="02", minutes=80)
    assert shown(schedule(step)) == [["02 evidence 55", "02 explore 10", "02 quiz 15"]]
    assert shown(schedule(step, minutes=50)) == [["02 evidence 50"], ["02 evidence 15", "02 explore 10", "02 quiz 15", "02 discuss 10"]]


def test_days_that_are_skipped_and_the_29th_of_february(asked):
    # 29 February 2028 is a Tuesday; Thursday 2 March is left out
    found = schedule("02", "09", start=date(2028, 2, 28), weekdays=(TUESDAY, THURSDAY), skip=[parse_span("2028-03-01..2028-03-05")])
    assert [meeting.day.isoformat() for meeting in found] == ["2028-02-29", "2028-03-07", "2028-03-09", "2028-03-14"]


def test_what_does_not_fit_says_what_would(asked):
    with pytest.raises(CourseError, match=r"--minutes 15 is shorter than exercise 5 of unit 02 \(20 minutes\)"):
        schedule("02", minutes=15)
    # four meetings are needed; Monday, Wednesday and Monday are there; shared, three suffice
    with pytest.raises(CourseError, match="needs 4 meetings, and there are 3 .* with --share, units share meetings and 3 are needed, which fits"):
        schedule("02", "09", until=date(2027, 1, 25))
    assert len(schedule("02", "09", until=date(2027, 1, 27))) == 4
    with pytest.raises(CourseError, match="more than three years"):
        schedule("02", skip=[parse_span("2027-01-01..9999-12-31")])
    with pytest.raises(CourseError, match="20 minutes are too few for the explorers and the quiz of unit 02, which take 25"):
        schedule(paths.Step(unit="02", minutes=20))


def test_the_minutes_of_a_unit_are_its_parts_added_up_and_every_part_is_on_its_page():
    for unit in register.read().units.values():
        cells = nbformat.read(ROOT / unit.notebook, as_version=4).cells
        text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        headings = {make_id(heading) for heading in re.findall(r"^##+ (.+)$", text, re.M)}
        found = minutes.activities(unit)
        # by a second reading of the notebook
        tasks = sum(map(int, re.findall(r"^\*Objectives? .*?(\d+) minutes", text, re.M)))
        assert sum(one.minutes for one in found if one.kind == "exercise") == tasks
        quiz = 0 if unit.uses else 15
        assert minutes.minutes_to_work(unit) == minutes.minutes_to_read(ROOT / unit.notebook) + 10 + tasks + quiz
        anchors = {one.anchor for one in found} | {"the-evidence", "discuss"}
        assert anchors - {""} <= headings, f"unit {unit.number}: {anchors - headings}"


def test_the_ready_paths_keep_their_promise(tmp_path, capsys):
    for name, weeks in (("One week", 1), ("half a term", 7), ("A full term", 14)):
        path = paths.find(name)
        days = (0, 2, 4) if weeks == 1 else (0, 2)
        found = plan(Request(path.steps, date(2027, 1, 18), days, 80, share=path.share, quiz=path.quiz))
        assert found[-1].day < date(2027, 1, 18) + timedelta(weeks=weeks), f"'{name}' ends on {found[-1].day}"
        assert all(meeting.left >= 0 for meeting in found)


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """The schedule of the issue, with a time, a zone and links, written by the command."""
    folder = tmp_path_factory.mktemp("plan") / "syllabus"
    more = ["--time", "10:00", "--time-zone", "Europe/Berlin", "--title", "Häfen; a, b", "--site", "https://www.university.edu/course/"]
    assert main(["syllabus", *ISSUE, *more, "--out", str(folder)]) == 0
    return folder


def test_table_page_and_text_say_the_same(written):
    rows = list(csv.DictReader((written / "syllabus.csv").read_text("utf-8-sig").splitlines()))
    assert [*dict.fromkeys(row["Unit"].partition(".")[0] for row in rows)] == ["2", "3", "9", "10"]
    first = rows[0]
    assert (first["Date"], first["Weekday"], first["Meeting"]) == ("2027-01-18", "Monday", "1")
    assert first["Minutes at home"] and not first["Minutes in class"] and first["Part"].startswith("Before class")
    assert all(row["Link"].startswith("https://www.university.edu/course/notebooks/") for row in rows)
    by_meeting: dict[str, int] = {}
    for row in rows:
        by_meeting[row["Meeting"]] = by_meeting.get(row["Meeting"], 0) + int(row["Minutes in class"] or 0)
    # two meetings of 80 minutes for each of the four units
    assert by_meeting == {str(number): 80 for number in range(1, 9)}
    lines = [line for line in (written / "syllabus.md").read_text("utf-8").splitlines() if line.startswith("| 2027")]
    assert [line.split("|")[1].strip() for line in lines] == [row["Date"] for row in rows]
    page = (written / "syllabus.html").read_text("utf-8")
    assert page.count("<tr") == len(rows) + len(by_meeting) + 2 and "10 h 40 min" in page


def test_the_calendar_reads_back_with_folded_lines_zone_and_stable_names(written, tmp_path):
    raw = (written / "syllabus.ics").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") and max(map(len, raw.split(b"\r\n"))) <= 75
    calendar = Calendar.from_ical(raw)
    calendar.validate()
    assert not calendar.errors and not any(event.errors for event in calendar.events)
    # RFC 7986, 5.1: a text, so with its signs escaped
    assert "\r\nNAME:Häfen\\; a\\, b\r\n".encode() in raw
    first, *_, last = calendar.events
    assert str(first["summary"]).startswith("Häfen; a, b, meeting 1: 2. ")
    assert first["dtstart"].dt.isoformat() == "2027-01-18T10:00:00+01:00" and first["dtend"].dt - first["dtstart"].dt == timedelta(minutes=80)
    assert last["dtstart"].dt.date() == date(2027, 2, 10)
    # the stamp comes from the plan, and a later start keeps the identity of each meeting
    assert first["dtstamp"].dt == datetime.fromisoformat("2027-01-18T00:00:00+00:00")
    main(["syllabus", *ISSUE[:2], "--start", "2027-02-01", *ISSUE[4:], "--title", "Häfen; a, b", "--out", str(tmp_path)])
    moved = Calendar.from_ical((tmp_path / "syllabus.ics").read_bytes())
    assert [event["uid"] for event in moved.events] == [event["uid"] for event in calendar.events]
    assert len({event["uid"] for event in moved.events}) == 8
    # without a time: whole days
    assert moved.events[0]["dtstart"].dt == date(2027, 2, 1) and moved.events[0]["dtend"].dt == date(2027, 2, 2)


def test_the_same_plan_gives_the_same_bytes_anywhere(written, tmp_path):
    command = [sys.executable, "-m", "postsoviet", "syllabus", *ISSUE, "--time", "10:00", "--time-zone", "Europe/Berlin"]
    command += ["--title", "Häfen; a, b", "--site", "https://www.university.edu/course/", "--out", str(tmp_path / "again")]
    environment = {**os.environ, "TZ": "Asia/Almaty", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert {file.name: file.read_bytes() for file in written.iterdir()} == {file.name: file.read_bytes() for file in (tmp_path / "again").iterdir()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_and_fits_a_phone(written, browser, scheme):
    profile = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme, bypass_csp=True)
    page = profile.new_page()
    asked_for = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.goto((written / "syllabus.html").as_uri())
    assert axe_script.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert len(asked_for) == 1, "the page asks for more than itself"
    profile.close()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"--start": "2027-02-29"}, "--start: '2027-02-29' is no day of the calendar"),
        ({"--meetings": "mon,tus"}, "--meetings: 'tus' is no weekday (did you mean 'tue'?)"),
        ({"--meetings": "mon,monday"}, "--meetings: Monday stands twice"),
        ({"--minutes": "5"}, "--minutes 5 is shorter than exercise 5 of unit 02 (20 minutes)"),
        ({"--minutes": "-80"}, "--minutes: '-80' is not a whole number of minutes from 1 to 600"),
        ({"--units": "02,30"}, "--units: book/units.yml has no unit '30'"),
        ({"--units": "02,2"}, "--units: unit 02 stands twice"),
        ({"--units": ""}, "--units: book/units.yml has no unit '00'"),
        ({"--path": "Half a term"}, "--units and --path were both given"),
        ({"--path": "Half a trem", "--units": None}, "has no path 'Half a trem' (did you mean 'half a term'?)"),
        ({"--units": None}, "Give --units, for example"),
        ({"--start": None}, "Give --start, for example --start 2027-01-18, or 'start' among the 'dates' of edition.yml."),
        ({"--until": "2027-01-01"}, "would end on 2027-01-01, before it starts on 2027-01-18"),
        ({"--until": "2027-02-01"}, "needs 8 meetings, and there are 5 from 2027-01-18 to 2027-02-01"),
        ({"--skip": "2027-03-26..2027-03-22"}, "--skip: '2027-03-26..2027-03-22' ends before it starts"),
        ({"--time": "25:00"}, "--time: '25:00' is no time of the day"),
        ({"--time-zone": "Asia/Almaty"}, "--time-zone says where a time is; give the --time, too."),
        ({"--site": "www.university.edu"}, "--site: 'www.university.edu' is not a web address"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_sentence_and_nothing_is_written(change, sentence, tmp_path, capsys):
    options = {**dict(zip(ISSUE[::2], ISSUE[1::2], strict=True)), **change}
    words = [f"{option}={value}" for option, value in options.items() if value is not None]
    assert main(["syllabus", *words, "--out", str(tmp_path / "plan")]) == 2
    said = capsys.readouterr().err.strip()
    assert sentence in said and "\n" not in said and said.endswith(".")
    assert not (tmp_path / "plan").exists()


def test_what_looks_like_a_slip_is_told_and_does_not_stop_the_plan(tmp_path, capsys):
    words = ["--units", "03,02,20", "--start", "2027-01-19", "--meetings", "mon", "--minutes", "80", "--skip", "2026-03-22", "--skip", "2027-01-25"]
    assert main(["syllabus", *words, "--out", str(tmp_path)]) == 0
    said = capsys.readouterr().err
    assert "Unit 03 stands before what helps to understand it: 02." in said
    assert "Unit 20 is easier after what is not in the plan: 09, 10, 11." in said
    assert "No meeting falls on the days that are skipped, 2026-03-22;" in said and "2027-01-25;" not in said
    assert "starts on 2027-01-19 (Tuesday), and first meets on 2027-02-01." in said
