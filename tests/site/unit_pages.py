"""The pages of the units, for every test that opens one."""

from pathlib import Path

import pytest
from postsoviet.quiz.bank import exists

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]
UNITS = [name[:2] for name in NAMES]
#: A page across units asks no quiz.
WITH_QUIZ = [name for name in NAMES if exists(name[:2])]
#: For what one script does alike on every page: the two units with charts and questions of every sort, the longest
#: page, a qualitative unit, and a page across units, which asks no quiz.
SAMPLE = [name for name in NAMES if name[:2] in ("02", "09", "13", "16", "22")]


def name_of(number: str) -> str:
    """Return the file name of a unit's notebook, without its ending."""
    return next(name for name in NAMES if name.startswith(f"{number}_"))


def page_of(number: str) -> str:
    """Return the page of a unit, relative to the site."""
    return f"notebooks/{name_of(number)}.html"


def opened(name: str, page, address_of_site):
    """Open the page of a unit, and note its name and its number."""
    page.goto(f"{address_of_site}notebooks/{name}.html")
    page.unit_name, page.number = name, name[:2]
    return page


@pytest.fixture(params=NAMES)
def unit(request, tab, address_of_site):
    """A unit's page, open."""
    return opened(request.param, tab, address_of_site)


@pytest.fixture(params=SAMPLE)
def sample_unit(request, tab, address_of_site):
    """The page of a unit of the sample, open."""
    return opened(request.param, tab, address_of_site)


@pytest.fixture(params=[name for name in SAMPLE if name in WITH_QUIZ])
def sample_quizzed(request, tab, address_of_site):
    """The page of a unit of the sample that has a quiz, open."""
    return opened(request.param, tab, address_of_site)


@pytest.fixture(params=WITH_QUIZ)
def quizzed(request, tab, address_of_site):
    """The page of a unit that has a quiz, open."""
    return opened(request.param, tab, address_of_site)
