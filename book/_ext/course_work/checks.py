"""The form under a check cell: an answer is judged on the page, with the sentence that a kernel would give."""

from __future__ import annotations

import re
from pathlib import Path

from course_theme.assets import fingerprint
from course_theme.templates import template
from docutils import nodes
from postsoviet.exercises.page import of_unit, unit_script

_FORM = Path(__file__).with_name("check.html")
_CHECK = re.compile(r'check\("(?P<id>\d\d-[a-z0-9-]+)"')
_MARK = re.compile(r'<form class="exercise-check" id="check-(?P<unit>\d\d)-')


def add_form(section: nodes.section, number: str, up: str, said: dict) -> None:
    """Put the form of an exercise between its check cell and what the cell says.

    Parameters
    ----------
    section : docutils.nodes.section
        The exercise.
    number : str
        Its number in the unit.
    up : str
        The way from the page to the root of the site.
    said : dict
        The words of exercises.
    """
    for block in section.findall(nodes.literal_block):
        if (asked := _CHECK.match(block.astext())) and (html := markup(asked["id"], number, up, said)):
            cell = block.parent
            cell.parent.insert(cell.parent.index(cell) + 1, nodes.raw("", html, format="html"))
            return


def markup(name: str, number: str, up: str, said: dict) -> str:
    """Return the form of an exercise, or nothing where it has none; see `add_form`."""
    unit = name[:2]
    found = of_unit(unit).get(name)
    if found is None:
        return ""
    source = f"{up}_static/{script_name(unit)}?v={fingerprint(unit_script(unit))}"
    return template(_FORM).render(
        id=f"check-{name}", name=name, form=found.form, imprint=found.imprint, source=source, number=number, words=said
    )


def write_data(app, body: str) -> None:
    """Write the data of the unit whose forms a page has."""
    if found := _MARK.search(body):
        target = Path(app.outdir) / "_static" / script_name(found["unit"])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(unit_script(found["unit"]), encoding="utf-8")


def script_name(unit: str) -> str:
    """Return the name of the file with a unit's data."""
    return f"exercises-{unit}.js"
