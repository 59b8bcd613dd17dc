"""The pages of the units whose numbers can be asked, for the tests of trace mode."""

from pathlib import Path

import pytest
from postsoviet.quiz.bank import exists

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted(path.stem for path in (ROOT / "notebooks" / "traces").glob("*.yml"))
#: A page across units asks no quiz.
WITH_QUIZ = [unit for unit in UNITS if exists(unit)]


def page_of(unit: str) -> str:
    """Return the page of a unit."""
    (notebook,) = (ROOT / "notebooks").glob(f"{unit}_*.ipynb")
    return f"notebooks/{notebook.stem}.html"


def opened(number: str, page, address_of_site):
    """Open the page of a unit, and note its number."""
    page.goto(address_of_site + page_of(number))
    page.number = number
    return page


@pytest.fixture(params=UNITS)
def unit(request, page, address_of_site):
    """A unit's page, open."""
    return opened(request.param, page, address_of_site)


@pytest.fixture(params=WITH_QUIZ)
def quizzed(request, page, address_of_site):
    """The page of a unit that has a quiz, open."""
    return opened(request.param, page, address_of_site)
