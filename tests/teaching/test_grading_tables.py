"""Grades in the shapes that platforms import, and the report: held against a class that was counted by hand."""

import csv
import io
from pathlib import Path

import axe_script
import pytest

from postsoviet.quiz.gradebook.handed_in import Account
from postsoviet.teaching.assignment import assignment, parse_points
from postsoviet.teaching.grading.class_results import bring_together
from postsoviet.teaching.grading.notebooks import Handed
from postsoviet.teaching.grading.outcome import Outcome, TaskMark
from postsoviet.teaching.grading.report import page
from postsoviet.teaching.grading.submissions import FileNote, Submission
from postsoviet.teaching.grading.supervising import Cell
from postsoviet.teaching.grading.tables import grades, report

UNIT = parse_points("1=2,2=1.5", assignment("09"))
FRACTION = "This is a fraction; the task asks for percent."


def marks(*statuses: str) -> tuple[TaskMark, ...]:
    """Marks of the four exercises: right, wrong, open, or known, which is a known mistake."""
    found = []
    for task, status in zip(UNIT.checked, statuses, strict=True):
        points = task.points if status == "right" else 0.0
        is_known = status == "known"
        found.append(TaskMark(
            id=task.id, number=task.number, points=points, possible=task.points, status="wrong" if is_known else status,
            why=FRACTION if is_known else f"<{status}>", is_known=is_known,
        ))  # fmt: skip
    return tuple(found)


def handed(label: str, outcome: Outcome, account: Account | None = None, code: str = "") -> tuple[Submission, Outcome]:
    file = f"{label}/09.ipynb"
    if outcome.result == "refused":
        return Submission(label, account, file, None, outcome.reason, (FileNote(file, "refused", outcome.reason),)), outcome
    notes = (FileNote(file, "graded"), FileNote(f"{label}/essay.pdf", "ignored", "It is no notebook."))
    return Submission(label, account, file, Handed((Cell("1", code or label),), ()), "", notes), outcome


def a_class(*, in_sandbox: bool = True):
    found = [
        handed("aigul@university.edu", Outcome(result="graded", marks=marks("right", "right", "right", "right"), name="=Aigul()")),
        handed("Bek", Outcome(result="graded", marks=marks("known", "right", "open", "wrong"), number="2023-17"), Account("canvas", "Bek", "4711")),
        handed("Cholpon", Outcome(result="graded", marks=marks("known", "known", "right", "right"), number="2023-18"), code="same"),
        handed("Dina", Outcome(result="graded", marks=marks("known", "known", "right", "right"), number="2023-18"), code="same"),
        handed("Eva", Outcome(result="stopped", reason="It was stopped.", marks=marks("right", "right", "open", "open"), number="17")),
        handed("Farid", Outcome(result="refused", reason="The file is empty.")),
        handed("Gul", Outcome(result="failed", reason="The grader could not do its work.")),
    ]  # fmt: skip
    return bring_together(UNIT, found, in_sandbox=in_sandbox)


def read(content: bytes) -> list[list[str]]:
    return [*csv.reader(io.StringIO(content.decode("utf-8-sig")))]


def test_grades_for_a_spreadsheet():
    header, *rows = read(grades(a_class(), "csv")[0])
    found = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    # 2 + 1.5 + 1 + 1; 1.5; 1 + 1
    assert {label: row["points"] for label, row in found.items()} == {
        "aigul@university.edu": "5.5", "Bek": "1.5", "Cholpon": "2", "Dina": "2", "Eva": "0", "Farid": "0", "Gul": "",
    }  # fmt: skip
    assert {row["points possible"] for row in found.values()} == {"5.5"}
    assert found["Bek"]["exercise 2, 09-annex3-row (of 1.5)"] == "1.5" and found["Bek"]["exercise 1, 09-gini (of 2)"] == "0"
    assert found["Eva"]["exercise 1, 09-gini (of 2)"] == "0" and found["Gul"]["exercise 1, 09-gini (of 2)"] == ""
    assert {row["exercise 5, open (of 1)"] for row in found.values()} == {""}
    assert found["aigul@university.edu"]["name in the notebook"] == "'=Aigul()", "a spreadsheet would run it"
    assert found["Bek"]["feedback"].startswith(f"1.5 of 5.5 points. Exercise 1: Not yet. {FRACTION} Exercise 2: Right. <right>")
    assert found["Farid"]["feedback"] == "0 of 5.5 points. The file is empty. Open exercises (of 1): not read yet."


def test_grades_for_canvas():
    header, possible, *rows = read(grades(a_class(), "canvas")[0])
    assert header[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert header[5:] == ["Exercises of unit 09", "Exercises of unit 09 (open)"]
    assert possible == ["    Points Possible", "", "", "", "", "5.5", "1"]
    assert rows[0] == ["'=Aigul()", "", "", "aigul@university.edu", "", "5.5", ""]
    assert rows[1][:6] == ["Bek", "4711", "2023-17", "2023-17", "", "1.5"]
    # two students give one number, so it is nobody's
    assert rows[2][:5] == ["Cholpon", "", "", "", ""] and rows[6][5:] == ["", ""]


def test_grades_for_moodle_keep_apart_whom_it_would_not_know():
    known, missing = (read(one) for one in grades(a_class(), "moodle"))
    assert known[0] == ["ID number", "Full name", "Exercises of unit 09 (of 5.5 points)", "Exercises of unit 09 (open) (of 1 points)", "Feedback comments"]
    assert [row[:4] for row in known[1:]] == [["2023-17", "Bek", "1.5", ""], ["17", "Eva", "0", ""]]
    assert [row[1] for row in missing[1:]] == ["'=Aigul()", "Cholpon", "Dina", "Farid", "Gul"]


def test_every_file_has_a_row():
    header, *rows = read(report(a_class()))
    assert header == ["file", "result", "student", "points", "why", "notes"]
    assert len(rows) == 6 * 2 + 1
    found = {row[0]: row for row in rows}
    assert found["Eva/09.ipynb"][1:5] == ["stopped", "Eva", "0", "It was stopped."]
    assert found["Bek/essay.pdf"][1] == "ignored" and found["Farid/09.ipynb"][1] == "refused"
    assert found["Cholpon/09.ipynb"][5] == (
        "Another student gives the number 2023-18, too, so it tells nobody who this is."
        " Another student handed in the same code, sign for sign."
    )


def cells_of(page, caption: str) -> list[list[str]]:
    table = page.locator("table", has=page.locator("caption", has_text=caption))
    return [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]


@pytest.fixture
def opened(browser, tmp_path):
    """Open a report as a reader does, and close it again."""
    profiles = []

    def opening(results, scheme="light"):
        path = tmp_path / "report.html"
        path.write_text(page(results), encoding="utf-8")
        profiles.append(browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme, bypass_csp=True))
        shown = profiles[-1].new_page()
        shown.on("request", lambda request: pytest.fail(request.url) if request.url != path.as_uri() else None)
        shown.goto(path.as_uri())
        return shown

    yield opening
    for profile in profiles:
        profile.close()


def test_the_report_counts_as_a_person_would(opened):
    shown = opened(a_class())
    lead = shown.locator("main > p").first.inner_text()
    assert lead.startswith("Submissions: 7. Graded: 4. Stopped: 1. Not usable: 1. Not graded, for the grader itself failed: 1.")
    # of 5.5, 1.5, 2 and 2: mean 2.75, and the root of (2.75² + 1.25² + 0.75² + 0.75²) / 3 is 1.85
    assert "Mean of those graded: 2.75 of 5.5 points, standard deviation 1.85." in lead
    assert cells_of(shown, "Students by points, 4 graded")[2:4] == [["1.1 – 1.65", "1"], ["1.65 – 2.2", "2"]]
    assert [row[1:] for row in cells_of(shown, "Students by exercise")] == [
        ["2", "1", "3", "0", "0", "0.25"], ["1.5", "2", "2", "0", "0", "0.50"], ["1", "3", "0", "0", "1", "0.75"], ["1", "3", "0", "1", "0", "0.75"],
    ]  # fmt: skip
    assert cells_of(shown, "Known mistakes") == [[FRACTION, "1", "3"], [FRACTION, "2", "2"]]
    files = {row[0]: row[1:] for row in cells_of(shown, "Every file")}
    assert files["Eva/09.ipynb"] == ["Eva", "stopped, no points", "It was stopped."]
    assert len(files) == 13 and not shown.locator(".caution").count()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_is_accessible_and_fits_a_phone(opened, scheme):
    shown = opened(a_class(in_sandbox=False), scheme)
    assert "ran without a sandbox" in shown.locator(".caution").inner_text()
    assert axe_script.violations(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_class_of_nobody_has_a_report(opened):
    empty = bring_together(UNIT, [handed("Farid", Outcome(result="refused", reason="The file is empty."))], in_sandbox=True)
    assert "No notebook ran to its end." in opened(empty).locator("main").inner_text()
