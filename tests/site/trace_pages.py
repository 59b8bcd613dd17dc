"""The pages of the units whose numbers can be asked, for the tests of trace mode."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted(path.stem for path in (ROOT / "notebooks" / "traces").glob("*.yml"))


def page_of(unit: str) -> str:
    """Return the page of a unit."""
    (notebook,) = (ROOT / "notebooks").glob(f"{unit}_*.ipynb")
    return f"notebooks/{notebook.stem}.html"


@pytest.fixture(params=UNITS)
def unit(request, page, address_of_site):
    """A unit's page, open."""
    page.goto(address_of_site + page_of(request.param))
    page.number = request.param
    return page
