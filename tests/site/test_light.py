"""What a page weighs, what comes before its first text, and that nothing on it moves."""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

import pytest
from unit_pages import NAMES, page_of

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from bench_loading import DESK, PHONE, visit  # noqa: E402

#: Bytes, compressed, of a page after another one; of the first page with charts; of the search index.
NEXT, FIRST, INDEX = 80_000, 600_000, 100_000
#: Bytes, compressed, of all that a browser waits for before it shows the first text, without the page itself.
BEFORE_TEXT = 16_000


def packed(path: Path) -> int:
    """Return the bytes of a file as a host sends it."""
    return len(gzip.compress(path.read_bytes(), 6))


def test_every_unit_page_is_light_for_who_comes_from_another(site):
    """Its styles, typefaces and library of charts are there already; its own words and figures are in the page."""
    heavy = {name: packed(site / "notebooks" / f"{name}.html") for name in NAMES}
    assert not {name: size for name, size in heavy.items() if size > NEXT - 1_000}


def test_the_search_index_is_light(site):
    assert packed(site / "searchindex.js") <= INDEX


def test_little_stands_before_the_first_text(site, address):
    head = (site / address).read_text("utf-8").split("</head>")[0]
    scripts = re.findall(r'<script src="([^"?]+)', head)
    assert [Path(one).name for one in scripts] == ["course-start.js"] and head.count("<script") == 1
    styles = re.findall(r'<link rel="stylesheet"[^>]*href="([^"?]+)', head)
    folder = (site / address).parent
    # the page for unknown addresses names its files from the root
    files = [site / one.split("_static/", 1)[1].join(["_static/", ""]) for one in (*scripts, *styles)] \
        if address == "404.html" else [folder / one for one in (*scripts, *styles)]  # fmt: skip
    assert sum(map(packed, files)) <= BEFORE_TEXT


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["telephone", "desk"])
def test_nothing_moves_and_little_travels_on_a_slow_line(browser, address_of_site, size):
    context = browser.new_context(viewport=size)
    pages = [page_of("10"), page_of("09"), "book/my-work.html", "index.html"]
    visits = [visit(context, address_of_site + page, slow=True) for page in pages]
    context.close()
    for page, one in zip(pages, visits, strict=True):
        assert not one.moved, f"{page}: {one.moved}"
        assert all(address.startswith((address_of_site, "data:", "blob:")) for address in one.bytes)
    assert visits[0].weight <= FIRST and visits[1].weight <= NEXT
