"""What a screen reader is given of each kind of chart, of an explorer and of each type of question.

The files in ``spoken/`` are the accessibility tree in Playwright's notation, to be read by people. After a
change that is meant, write them again and look at the difference: ``RENEW_SPOKEN=1 pytest tests/site/test_spoken.py``.
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path

import pytest
from quiz_controls import BANK, form, serve
from unit_pages import page_of

FOLDER = Path(__file__).with_name("spoken")
#: One chart of each kind, by unit.
CHARTS = {
    "01": ["timeline", "titles", "catalogue", "voices"],
    "02": ["regions", "urban-kazakhs", "populations", "from-the-north", "recomputed"],
    "04": ["sets"],
    "06": ["argument"],
    "09": ["gini-palma", "lorenz", "income-change"],
    "10": ["fees"],
}


def compare(name: str, tree: str) -> None:
    """Hold a tree against its file, or write the file anew where that is asked."""
    # a picture is one thing with one text: what is drawn inside it, and when, nobody is told
    tree = re.sub(r"\n +- img(: .*)?(?=\n|$)", "", tree)
    tree = re.sub(r"^( *- (?:img \".*\"|'img \".*\"')):$", r"\1", tree, flags=re.MULTILINE)
    file = FOLDER / f"{name}.yml"
    if os.environ.get("RENEW_SPOKEN"):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(tree + "\n", "utf-8")
        return
    known = file.read_text("utf-8").splitlines() if file.exists() else []
    changes = "\n".join(difflib.unified_diff(known, tree.splitlines(), f"spoken/{file.name}", "the page", lineterm="", n=1))
    assert not changes, f"Read what a screen reader is given now. If it is meant: RENEW_SPOKEN=1 pytest {Path(__file__).name}\n{changes}"


@pytest.mark.parametrize("unit", CHARTS)
def test_charts(page, address_of_site, unit):
    page.goto(address_of_site + page_of(unit))
    for key in CHARTS[unit]:
        compare(f"chart-{unit}-{key}", page.locator(f"figure#chart-{unit}-{key}").aria_snapshot())
    if unit == "09":
        # one with its table: the others differ in their numbers only
        figure = page.locator("figure#chart-09-gini-palma")
        figure.locator("summary").click()
        compare("chart-with-its-table", figure.aria_snapshot())
        section = page.locator("section#explorer-09-redistribution")
        section.scroll_into_view_if_needed()
        section.locator("input[type=range]").press("ArrowLeft")
        compare("explorer", section.aria_snapshot())


def test_questions(page):
    serve(page)
    for question in BANK.questions:
        compare(f"question-{question.id}", form(page, question.id).aria_snapshot())


def test_no_file_is_left_over():
    wanted = {f"chart-{unit}-{key}" for unit, keys in CHARTS.items() for key in keys}
    wanted |= {f"question-{question.id}" for question in BANK.questions} | {"explorer", "chart-with-its-table"}
    assert {file.stem for file in FOLDER.glob("*.yml")} == wanted
