"""Every number in the prose of a unit stands in its source, in its data, or is computed here.

``tests/notebooks/numbers/NN.yaml`` lists the numbers that are derived, each with the expression that
yields it, and those that are structure (minutes, counts of exercises, our own line references).
"""

import re

import numpy as np
import pandas as pd
import pytest
import yaml
from notebook_files import NOTEBOOKS, ROOT, cells
from postsoviet import catalogue, load
from postsoviet import findings as findings_package
from postsoviet.findings import unit_02, unit_09
from postsoviet.measures import inequality, migration, redistribution, rounding

FOLDER = ROOT / "tests" / "notebooks" / "numbers"
NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.])\d+(?:\.\d+)?")
#: References to source lines are checked by their own test.
LINES = re.compile(r"\(?(?:source )?lines? \d[\d,;\s–-]*(?:and \d[\d–-]*)?\)?")


def prose(notebook) -> str:
    """Return the Markdown of a notebook without code, addresses, citations and line references."""
    text = "\n".join(cell.source for cell in cells(notebook, "markdown"))
    text = re.sub(r"(`{3,})python.*?\1", " ", text, flags=re.S)
    text = re.sub(r"`[^`\n]*`|\]\([^)]*\)|https?://\S+", " ", text)
    return LINES.sub(" ", text)


def listed(unit: str) -> dict:
    """Return the list of a unit's derived and structural numbers."""
    return yaml.safe_load((FOLDER / f"{unit}.yaml").read_text(encoding="utf-8"))


def as_value(number: str) -> float:
    """Read a number as prose writes it."""
    return float(number.replace(",", ""))


def known_values(unit: str) -> set[float]:
    """Return the size of every number that the unit's data sets hold, whole and rounded."""
    found = set()
    names = catalogue()
    for name in names.name[names.unit == unit]:
        frame = load(name)
        for column in frame.columns:
            for value in frame[column].dropna():
                if isinstance(value, str):
                    found |= {as_value(match) for match in NUMBER.findall(value)}
                else:
                    size = abs(float(value))
                    found |= {size, round(size, 1), round(size, 2)}
    return found


def decimals(number: str) -> int:
    """Count the digits after the decimal point."""
    return len(number.partition(".")[2])


def namespace(listing: dict) -> dict:
    """Return the names that an expression may use."""
    names = {
        "load": load, "np": np, "pd": pd, "inequality": inequality, "migration": migration,
        "redistribution": redistribution, "rounding": rounding, "unit_02": unit_02, "unit_09": unit_09,
        "findings": findings_package,
    }  # fmt: skip
    exec(listing.get("definitions", ""), names)
    return names


@pytest.fixture
def unit(notebook):
    """Two digits of the notebook's unit."""
    return notebook.name[:2]


def test_every_number_has_an_origin(notebook, unit, source_text):
    listing = listed(unit)
    known = {abs(float(number.value)) for number in source_text.numbers(listing["lines"])}
    known |= known_values(unit)
    known |= {as_value(str(entry["number"])) for entry in listing.get("derived", [])}
    known |= {float(number) for number in listing.get("structure", [])}
    stray = sorted({number for number in NUMBER.findall(prose(notebook)) if as_value(number) not in known})
    assert not stray, (
        f"{notebook.name}: these numbers are neither in the source nor in the data: {', '.join(stray)}. "
        f"Correct them, or list them with their expression in {FOLDER.name}/{unit}.yaml."
    )


def test_every_derived_number_follows_from_its_expression(unit):
    listing = listed(unit)
    names = namespace(listing)
    wrong = []
    for entry in listing.get("derived", []):
        number = str(entry["number"])
        value = float(eval(entry["expression"], names))
        # compared as magnitudes: prose writes "fell by 26.0 percent" for a change of -26.0
        if f"{abs(value):.{decimals(number)}f}" != number.replace(",", ""):
            wrong.append(f"{number} (the expression gives {value:.6g})")
    assert not wrong, f"unit {unit}: these derived numbers do not follow: {'; '.join(wrong)}"


def test_no_listed_number_is_idle(notebook, unit):
    text = {n.replace(",", "") for n in NUMBER.findall(prose(notebook))}
    idle = [str(e["number"]) for e in listed(unit).get("derived", []) if str(e["number"]).replace(",", "") not in text]
    assert not idle, f"{FOLDER.name}/{unit}.yaml lists numbers that the prose no longer has: {', '.join(idle)}"


def test_there_is_a_list_for_every_notebook():
    missing = [path.name for path in NOTEBOOKS if not (FOLDER / f"{path.name[:2]}.yaml").exists()]
    assert not missing, f"add a list of numbers for: {', '.join(missing)}"


def test_line_references_stay_within_the_unit(notebook, unit):
    first, last = map(int, listed(unit)["lines"].split("-"))
    text = "\n".join(cell.source for cell in cells(notebook, "markdown"))
    for reference in LINES.findall(text):
        for line in map(int, re.findall(r"\d+", reference)):
            assert first <= line <= last, f"{notebook.name} points to line {line}, outside {first}-{last}"
