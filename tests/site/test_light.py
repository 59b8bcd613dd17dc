"""What a page weighs, and that nothing on it moves."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest
from unit_pages import NAMES, page_of

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from bench_loading import DESK, PHONE, visit  # noqa: E402

#: Bytes, compressed, of a page after another one; of the first page with charts; of the search index.
NEXT, FIRST, INDEX = 80_000, 600_000, 100_000


def packed(path: Path) -> int:
    """Return the bytes of a file as a host sends it."""
    return len(gzip.compress(path.read_bytes(), 6))


def test_every_unit_page_is_light_for_who_comes_from_another(site):
    """Its styles, typefaces and library of charts are there already; its own words and figures are in the page."""
    heavy = {name: packed(site / "notebooks" / f"{name}.html") for name in NAMES}
    assert not {name: size for name, size in heavy.items() if size > NEXT - 1_000}


def test_the_search_index_is_light(site):
    assert packed(site / "searchindex.js") <= INDEX


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["telephone", "desk"])
def test_nothing_moves_and_little_travels_on_a_slow_line(browser, address_of_site, size):
    # without the worker: what it fetches in a page's place would not be counted
    context = browser.new_context(viewport=size, service_workers="block")
    pages = [page_of("10"), page_of("09"), "book/my-work.html", "index.html", "search.html?q=inequality"]
    visits = [visit(context, address_of_site + page, slow=True) for page in pages]
    context.close()
    for page, one in zip(pages, visits, strict=True):
        assert not one.shift, f"{page}: {one.moved}"
        assert all(address.startswith((address_of_site, "data:", "blob:")) for address in one.bytes)
    assert visits[0].weight <= FIRST and visits[1].weight <= NEXT
