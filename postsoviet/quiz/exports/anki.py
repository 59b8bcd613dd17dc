"""Anki cards: one text file that Anki imports with File, Import.

The text format and not a package (.apkg): Anki updates the notes of a text file that it knows by
their guid whatever their age, while it takes a note of a package only when its time of change is
later, and a file with a time in it would differ from day to day.
"""

from __future__ import annotations

import csv
import hashlib
import io

from postsoviet.quiz.draws import Drawn, canonical
from postsoviet.quiz.exports.base import Report, Source, identifier
from postsoviet.quiz.exports.explained import arranged
from postsoviet.quiz.exports.sheets import Sheet
from postsoviet.quiz.models import Bank
from postsoviet.quiz.pictures import Picture
from postsoviet.words import words

COLUMNS = ("guid", "front", "back", "tags")
#: The note type that every collection has from the start; where its name is translated, Anki offers its own.
NOTE_TYPE = "Basic"
# in the front alone: Anki repeats the front above the back. Colours are those of the card, by day and night
_STYLE = (
    "<style>.quiz{text-align:left}.quiz table{border-collapse:collapse}.quiz img{background:#fff}"
    ".quiz th,.quiz td{border:1px solid;padding:.2em .4em;text-align:left;font-weight:normal}"
    ".quiz caption,.quiz thead th{font-weight:bold;text-align:left}</style>"
)


def export(source: Source, report: Report) -> dict[str, bytes]:
    """Write a note for each version of each question.

    Parameters
    ----------
    source : Source
        A drawn bank.
    report : Report
        What a card cannot do.

    Returns
    -------
    dict
        One file, ``NN-anki.txt``.
    """
    report.lost(None, "marking: a card shows the key, and the student judges the answer")
    sheet = Sheet(maths="tex", room=False)
    target = io.StringIO()
    # one blank around no sign: the title is one line, and '::' would open a deck inside the deck
    title = " ".join(source.bank.title.replace("::", ":").split())
    head = {
        "separator": "tab",
        "html": "true",
        "notetype": NOTE_TYPE,
        "deck": words("export.deck", unit=source.bank.unit, title=title),
        "guid column": COLUMNS.index("guid") + 1,
        "tags column": COLUMNS.index("tags") + 1,
    }
    target.writelines(f"#{name}:{value}\n" for name, value in head.items())
    writer = csv.writer(target, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL)
    for pool in source.pools:
        picture = source.pictures.get(pool.question.chart)
        writer.writerows(_note(source.bank, drawn, picture, sheet) for drawn in pool.variants)
    return {f"{source.bank.unit}-anki.txt": target.getvalue().encode()}


def guid(bank: Bank, drawn: Drawn) -> str:
    """Return the name under which Anki knows a version.

    It depends on what was drawn and not on its place among the versions: another seed adds notes
    and never turns a known note into another one.
    """
    name = f"postsoviet-{identifier(bank, drawn.question)}"
    if not drawn.parameters:
        return name
    return f"{name}-{hashlib.sha256(canonical(drawn.parameters).encode()).hexdigest()[:8]}"


def _note(bank: Bank, drawn: Drawn, picture: Picture | None, sheet: Sheet) -> tuple[str, str, str, str]:
    question, name = drawn.question, guid(bank, drawn)
    one = arranged(question, name)
    hint = ""
    if question.hint:
        hint = f"<details><summary>{words('export.hint')}</summary>{sheet.inline(question.hint)}</details>"
    front = f'{_STYLE}<div class="quiz">{sheet.front(one, picture)}{hint}</div>'
    back = f'<div class="quiz">{sheet.back(one)}{sheet.rests_on(question)}</div>'
    tags = (
        f"unit::{bank.unit}", f"objective::{bank.unit}-{question.objective}", f"difficulty::{question.difficulty}",
        f"type::{question.type}", f"points::{question.points}",
    )  # fmt: skip
    return name, front, back, " ".join(tags)
