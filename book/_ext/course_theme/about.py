"""What an edition of the course says of itself, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from postsoviet.edition import COURSE

from course_theme import units, words

HOME = "index"


def name(root: Path) -> str:
    """Return the name by which to cite an edition; one with a new name also names the course."""
    edition = units.edition(root)
    if not edition.is_renamed:
        return edition.title
    return _site(root)["edition_of"].format(title=edition.title, course=COURSE)


def sentence(root: Path) -> str:
    """Return what an edition is about; nothing for the whole course without a description of its own."""
    edition, register, site = units.edition(root), units.read(root), _site(root)
    if edition.description or edition.is_whole:
        return edition.description
    chosen = [register.unit(number) for number in edition.units]
    countries = sorted({country for unit in chosen for country in unit.countries})
    count = site["edition_units" if len(chosen) > 1 else "edition_unit"].format(count=len(chosen))
    return site["edition_about"].format(units=count, countries=listed(countries, site["and"]), course=COURSE)


def description(root: Path, page: str, own: str) -> str:
    """Return the sentence on a page that a search engine shows; ``own`` is what the page says itself."""
    said, stock = sentence(root), _site(root)["description"]
    return (said or own or stock) if page == HOME else (own or said or stock)


def listed(names: Sequence[str], joint: str) -> str:
    """Write names as a list in a sentence."""
    *most, last = names
    return f"{', '.join(most)} {joint} {last}" if most else last


def _site(root: Path) -> dict:
    return words.table(root)["site"]
