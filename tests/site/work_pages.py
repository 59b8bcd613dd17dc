"""Serves the page "My work" beside two quizzes and some exercises, under the strict policy of `quiz_controls`."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import Page
from postsoviet.exercises.page import script as check_script
from postsoviet.quiz import assets
from postsoviet.quiz.models import Bank
from postsoviet.quiz.render import asked_by, quiz_html
from postsoviet.words import table
from quiz_controls import BANK, FIRST, FONTS, HOME, POLICY, RIGHT, fill_in, first_style, later_style, packed

import course_work
from course_work.exercises import box
from course_work.page import markup
from postsoviet.work import assets as work_assets

HERE = Path(course_work.__file__).parent
EXERCISES = {"02": ["a-rate"], "09": ["a-gini-by-hand", "your-own-rule"], "20": ["across"]}
#: The same questions, asked in another unit.
OTHER = Bank.model_validate(BANK.model_dump() | {"unit": "02"})
BANKS = {"02": OTHER, "09": BANK}


def unit(number: str, name: str) -> SimpleNamespace:
    """Return a unit as the register has it."""
    return SimpleNamespace(number=number, numeral=str(int(number)), short=name, part=SimpleNamespace(id="3"))


UNITS = [unit("02", "Migration"), unit("09", "Inequality"), unit("20", "Across")]


def asked(banks: dict[str, Bank] = BANKS, exercises: dict[str, list[str]] = EXERCISES) -> dict[str, Any]:
    """Return what the units ask; leave one out, or change one, for another edition."""
    empty = {"bank": "", "questions": {}}
    return {
        one.number: {
            "unit": one.number, **(asked_by(banks[one.number]) if one.number in banks else empty),
            "exercises": exercises[one.number], "name": f"{one.numeral}. {one.short}",
        }
        for one in UNITS if one.number in exercises
    }  # fmt: skip


def document(html: str, *scripts: str) -> str:
    """Put markup into a page as small as can be."""
    sheets = "".join(f'<link rel="stylesheet" href="{name}.css">' for name in ("course", "quiz", "work"))
    tags = "".join(f'<script src="{name}.js"></script>' for name in scripts)
    return (
        '<!doctype html><html lang="en" data-theme="light"><head><meta charset="utf-8"><title>Work</title>'
        f'<meta name="viewport" content="width=device-width">{sheets}</head>'
        f'<body data-part="3"><main><h1>My work</h1>{html}</main>{tags}</body></html>'
    )


def files(edition: dict[str, Any] | None = None, banks: dict[str, Bank] = BANKS) -> dict[str, tuple[str, str]]:
    """Return every page and what it needs."""
    edition = edition or asked(banks)
    rows = [(one, f"unit-{one.number}.html") for one in UNITS if one.number in edition]
    found = {
        "my-work.html": document(markup(rows, edition, table()["work"]), "work"),
        "course.css": first_style("./") + later_style(),
        "quiz.css": packed(assets.style()),
        "work.css": packed((HERE / "page.css").read_text("utf-8")),
        "quiz.js": assets.script(),
        "work.js": work_assets.script(HERE / "page.js"),
        "ticks.js": check_script(HERE / "ticks.js", HERE / "check.js"),
    }
    for number, keys in EXERCISES.items():
        quiz = quiz_html(banks[number]) if number in banks else ""
        boxes = "".join(box(number, key, "I have done this exercise") for key in keys)
        found[f"unit-{number}.html"] = document(quiz + boxes, "quiz", "ticks")
    return found


def serve(context, edition: dict[str, Any] | None = None, banks: dict[str, Bank] = BANKS) -> None:
    """Serve all pages to a profile."""
    held = files(edition, banks)
    kinds = {"html": "text/html", "css": "text/css", "js": "text/javascript"}

    def answer(route) -> None:
        name = route.request.url.removeprefix(HOME)
        if name.endswith(".woff2"):
            route.fulfill(path=FONTS / Path(name).name)
            return
        kind = kinds.get(name.rpartition(".")[2], "text/plain")
        headers = {"content-type": f"{kind}; charset=utf-8", "content-security-policy": POLICY}
        route.fulfill(status=200 if name in held else 404, body=held.get(name, ""), headers=headers)

    context.unroute_all()
    context.route(f"{HOME}**", answer)


def visit(page: Page, name: str) -> Page:
    """Open one of the pages."""
    page.goto(f"{HOME}{name}.html")
    return page


def answer(page: Page, number: str, name: str, given: Any = None, *, check: bool = True) -> None:
    """Answer a question of an open unit, rightly where nothing else is said."""
    form = page.locator(f"#question-{number}-{name}")
    question = FIRST[name]
    fill_in(form, number, question, RIGHT[name] if given is None else given)
    if check:
        form.get_by_role("button", name="Check", exact=True).click()


def save(page: Page, target: Path) -> dict[str, Any]:
    """Press the button, and read the file."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my work").click()
    assert download.value.suggested_filename == "my-work.json"
    download.value.save_as(target)
    return json.loads(target.read_text(encoding="utf-8"))


def choose(page: Page, content: Path | bytes, name: str = "my-work.json") -> None:
    """Choose a file to load."""
    given = content if isinstance(content, Path) else {"name": name, "mimeType": "application/json", "buffer": content}
    page.get_by_label("File with my work").set_input_files(given)


def kept(page: Page) -> dict[str, Any]:
    """Return everything of the course that this browser keeps."""
    return page.evaluate(
        "Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('course.'))"
        ".map(([key, text]) => [key, JSON.parse(text)]))"
    )


def table_of(page: Page) -> dict[str, list[str]]:
    """Return the lines of the table by unit."""
    return {
        line.locator("th a").inner_text(): line.locator("td").all_inner_texts()
        for line in page.locator(".work-table tbody tr:visible").all()
    }
