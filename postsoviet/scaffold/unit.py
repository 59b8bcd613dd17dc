"""The skeleton of a unit: every file and entry that the page on adding a unit names, in the house order."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from string import Template

from postsoviet.course import register
from postsoviet.errors import CourseError, did_you_mean
from postsoviet.scaffold.dataset import DESCRIPTOR, described, rows_of_csv
from postsoviet.scaffold.registers import quoted, with_chapter, with_data_page, with_resource, with_step, with_unit
from postsoviet.scaffold.writing import Plan

_TEMPLATES = Path(__file__).parent / "templates"
_CELL = re.compile(r"^%% (markdown|code)( hide-input)?\n", re.M)
#: Signs that mean something in one of the files into which a title goes.
_UNFIT = re.compile(r'["`\\{}<>$\x00-\x1f]')
_MOST_WORDS = 5


@dataclass(frozen=True)
class Facts:
    """What an author says of a new unit on the command line."""

    number: str
    title: str
    name: str
    short: str
    author: str
    year: int
    part: str
    countries: tuple[str, ...]

    @property
    def surname(self) -> str:
        """The last word of the author's name."""
        return self.author.split()[-1]


def plan_unit(root: Path, facts: Facts, text: Path) -> Plan:
    """Plan every file and entry of a new unit.

    Parameters
    ----------
    root : pathlib.Path
        Root of the copy of the course.
    facts : Facts
        What the author says of the unit.
    text : pathlib.Path
        The text of the source. Its checksum and its number of lines are kept, and nothing else.

    Raises
    ------
    CourseError
        If the number or a name is taken or not of the form, or the source cannot be read.
    """
    known = register.read(root)
    _check(facts, known, root)
    digest, count = _read_source(text)
    plan = Plan(root)
    document = _document(facts, plan)
    words = {
        "number": facts.number, "name": facts.name, "title": facts.title, "short": facts.short, "author": facts.author,
        "year": str(facts.year), "surname": facts.surname, "citation": f"u{facts.number}-{_key(facts.surname)}{facts.year}",
    }  # fmt: skip

    def filled(name: str) -> str:
        return Template((_TEMPLATES / name).read_text(encoding="utf-8")).substitute(words)

    plan.create(f"notebooks/{facts.number}_{facts.name}.ipynb", _notebook(filled("notebook.txt"), facts.number))
    for template, target in {
        "quiz.txt": f"notebooks/quizzes/{facts.number}_{facts.name}.yaml", "traces.txt": f"notebooks/traces/{facts.number}.yml",
        "explore.txt": f"postsoviet/explore/unit_{facts.number}.py", "exercises.txt": f"postsoviet/exercises/unit_{facts.number}.py",
        "findings.txt": f"postsoviet/findings/unit_{facts.number}.py", "rules.txt": f"tests/data/rules/rules_{facts.number}.py",
        "answers.txt": f"tests/library/test_unit_{facts.number}.py", "data_page.txt": f"book/data/unit-{facts.number}.md",
    }.items():  # fmt: skip
        plan.create(target, filled(template))
    _add_entries(plan, facts, known.parts[facts.part], filled("reference.txt"))
    _add_data(plan, facts, document, digest, count)
    return plan


def _check(facts: Facts, known: register.Register, root: Path) -> None:
    if not re.fullmatch(r"\d\d", facts.number) or facts.number == "00":
        raise CourseError(f"'{facts.number}' is no number of a unit; write two digits, such as {_free(known)}.")
    if facts.number in known.units:
        raise CourseError(f"{register.PATH} has a unit {facts.number} already, and nothing was written; the next free number is {_free(known)}.")
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", facts.name) or len(facts.name) > 40:
        raise CourseError(f"'{facts.name}' is no short name; write small letters and digits with single _ between words, at most 40 signs.")
    if taken := next((unit for unit in known.units.values() if unit.document[13:] == facts.name), None):
        raise CourseError(f"Unit {taken.number} has the short name '{facts.name}' already; choose another one.")
    for name, said in (("--title", facts.title), ("--short", facts.short), ("--author", facts.author)):
        if not said.strip() or _UNFIT.search(said):
            raise CourseError(f"{name}: '{said}' is empty or holds a sign that means something else in the files; write plain words.")
    if len(facts.short.split()) > _MOST_WORDS:
        raise CourseError(f"'{facts.short}' is too long for the navigation; give a title of at most {_MOST_WORDS} words with --short.")
    parts = [name for name in known.parts if name != "synthesis"]
    if facts.part not in parts:
        raise CourseError(f"There is no part '{facts.part}' for a unit with a source{did_you_mean(facts.part, parts)}; use one of: {', '.join(parts)}.")
    if not 1000 <= facts.year <= 9999:
        raise CourseError(f"--year: {facts.year} is no year of four digits; write the year in which the source appeared.")
    countries = list(dict.fromkeys(name for unit in known.units.values() for name in unit.countries))
    for name in facts.countries:
        if name not in countries:
            raise CourseError(
                f"The small map has no country '{name}'{did_you_mean(name, countries)}; use one of: {', '.join(sorted(countries))}."
            )


def _free(known: register.Register) -> str:
    return next(f"{number:02}" for number in range(1, 100) if f"{number:02}" not in known.units)


def _read_source(path: Path) -> tuple[str, int]:
    try:
        content = path.read_bytes()
        count = len(content.decode("utf-8").splitlines())
    except OSError as error:
        raise CourseError(f"--text: {path} cannot be read ({error.strerror}); name the file that holds the text of the source.") from None
    except UnicodeDecodeError as error:
        raise CourseError(f"--text: {path} is not UTF-8 (byte {error.start}); save it again as UTF-8.") from None
    if not count:
        raise CourseError(f"--text: {path} is empty; name the file that holds the text of the source.")
    return hashlib.sha256(content).hexdigest(), count


def _document(facts: Facts, plan: Plan) -> str:
    """Return the short reference of the source, with a letter where an author has several of one year."""
    taken = {one["document"] for one in json.loads(plan.text(DESCRIPTOR))["sources"]}
    names = (f"{facts.surname} {facts.year}{letter}" for letter in ("", *"bcdefgh"))
    return next(name for name in names if name not in taken)


def _key(surname: str) -> str:
    return re.sub(r"[^a-z]", "", surname.casefold()) or "source"


def _notebook(text: str, number: str) -> str:
    """Return a notebook that was not run yet, from its cells as text."""
    pieces = _CELL.split(text)[1:]
    cells = []
    for place, (kind, hidden, source) in enumerate(zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)):
        cell = {
            "cell_type": kind, "id": f"u{number}c{place:03}", "metadata": {"tags": [hidden.strip()]} if hidden else {},
            "source": source.strip("\n").splitlines(keepends=True),
        }  # fmt: skip
        cells.append(cell | ({"execution_count": 1, "outputs": []} if kind == "code" else {}))
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"},
    }  # fmt: skip
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _add_entries(plan: Plan, facts: Facts, part: register.Part, reference: str) -> None:
    document = f"notebooks/{facts.number}_{facts.name}"
    # a part of the book has a number, and any other a word
    identity = facts.part if facts.part.isdigit() else quoted(facts.part)
    entry = (
        f'  - number: "{facts.number}"\n    document: {document}\n    part: {identity}\n    short: {quoted(facts.short)}\n'
        f"    author: {quoted(facts.author)}\n    year: {facts.year}\n    countries: [{', '.join(facts.countries)}]\n"
        '    method: "To be written: how the author worked, in one or two short sentences."\n'
        '    question: "To be written: the question of the unit, for its card, with themes, methods and skills below it."\n'
    )
    plan.change(register.PATH, with_unit(plan.text(register.PATH), facts.number, entry))
    caption = f"{part.numeral}. {part.name}" if part.numeral else part.name
    contents = with_chapter(plan.text("_toc.yml"), caption, document)
    plan.change("_toc.yml", with_data_page(contents, f"book/data/unit-{facts.number}"))
    plan.change("book/paths.yml", with_step(plan.text("book/paths.yml"), facts.number))
    plan.change("book/references.bib", f"{plan.text('book/references.bib').rstrip()}\n\n{reference}")


def _add_data(plan: Plan, facts: Facts, document: str, digest: str, count: int) -> None:
    """Add the source, and the timeline that every unit has, with the one event that is known: the source appears."""
    source = {
        "title": f"{facts.author}, {facts.title} ({facts.year})", "document": document, "unit": facts.number, "lines": f"1-{count}",
        "text_sha256": digest, "rights": "To be written: whose the text is, and what may be used of it.",
        "note": "Line numbers count the lines of the stored text with the given checksum.",
    }  # fmt: skip
    heading = ["date", "basis", "event", "kind", "line", "note"]
    event = [str(facts.year), "inferred", "The source appears", "source", "1", "The year is that of the publication."]
    text = rows_of_csv([heading, event])
    plan.create(f"data/{facts.number}-events.csv", text)
    entry = described(
        f"{facts.number}-events", text, json.loads((_TEMPLATES / "events.json").read_text(encoding="utf-8")), ["date", "event"],
        {"document": document, "exhibit": "prose", "lines": f"1-{count}", "processing": "coded"},
        "Dated events in the text", "A timeline, in our words, of what the text dates.",
    )  # fmt: skip
    entry["notes"] = ["To be written: the other events that the text dates, a row each."]
    plan.change(DESCRIPTOR, with_resource(plan.text(DESCRIPTOR), entry, source))
