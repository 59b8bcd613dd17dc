"""Every picture, chart and drawing of the built pages says in words what it shows."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from lxml import html
from postsoviet.explore.live import EXPLORER_MIME
from postsoviet.notebook_file import read_cells
from unit_pages import NAMES, NOTEBOOKS

#: What stands beside a picture and tells a reader its subject: an alternative that repeats it adds nothing.
TITLES = (
    "ancestor::figure//figcaption | ancestor::figure//*[contains(@class, 'chart-finding')]"
    " | ancestor::*[contains(@class, 'explorer-figure')]//*[contains(@class, 'chart-finding')]"
    " | ancestor::section[contains(@class, 'explorer')]//*[contains(@class, 'explorer-title')]"
    " | preceding::*[self::h1 or self::h2 or self::h3 or self::h4][1] | .//title"
)
FILE_NAME = re.compile(r"\.(png|jpe?g|gif|svg|webp|pdf|ipynb)\b|^\S+[\\/]\S+$|^\w+(-\w+)+$", re.IGNORECASE)
FEWEST_WORDS = 5


def said(text: str) -> list[str]:
    """Return the words and numbers of a text, without signs and case."""
    return re.findall(r"\w+(?:[.,]\d+)*", text.casefold())


def trouble(alternative: str | None, titles: list[str]) -> str | None:
    """Return what is wrong with a text alternative; None if a program finds nothing.

    Parameters
    ----------
    alternative : str or None
        What is said in place of a picture.
    titles : list of str
        What stands beside the picture anyway.
    """
    words = said(alternative or "")
    if not words:
        return "is empty"
    if FILE_NAME.search(alternative.strip()):
        return "looks like a file name"
    for title in titles:
        known = said(title)
        # a title with another word before it or behind it is still a repeat
        if known and (words == known or {*words} <= {*known} | {"a", "the", "chart", "picture", "of", "figure", "image"}):
            return f"repeats '{title.strip()}'"
    return "is too short to say what is seen" if len(words) < FEWEST_WORDS else None


@cache
def tree(path):
    """Parse a page once."""
    return html.parse(str(path)).getroot()


def alternative_of(picture) -> str | None:
    """Return what a screen reader says of a picture."""
    names = [*map(picture.getroottree().getroot().get_element_by_id, picture.get("aria-labelledby", "").split())]
    if names:
        return " ".join(name.text_content() for name in names)
    title = picture.find("{*}title")
    return picture.get("aria-label") or picture.get("alt") or (None if title is None else title.text_content())


def test_every_picture_says_what_it_shows(site, address):
    for picture in tree(site / address).xpath("//img | //*[@role='img'] | //*[@data-chart] | //svg[not(@aria-hidden='true')]"):
        titles = [*(one.text_content() for one in picture.xpath(TITLES)), picture.get("title", "")]
        wrong = trouble(alternative_of(picture), titles)
        # a drawing without a role is read letter by letter
        assert picture.tag == "img" or picture.get("role") == "img", f"{address}: mark this as a picture, or hide it"
        assert not wrong, f"{address}, {picture.get('id', picture.tag)}: the text alternative '{alternative_of(picture)}' {wrong}"


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=NAMES)
def test_every_state_of_an_explorer_says_what_it_shows(notebook):
    # as the notebook holds them, for the page takes their texts apart
    outputs = [one for cell in read_cells(notebook) for one in cell.get("outputs", ())]
    packed = [json.loads(one["data"][EXPLORER_MIME]["packed"]) for one in outputs if EXPLORER_MIME in one.get("data", {})]
    assert packed
    for changes in (one["changes"] for one in packed):
        titles = [title for one in changes if one["path"][-1] == "finding" for title in one["values"]]
        for alternative in (text for one in changes if one["path"][-1] == "alt" for text in one["values"]):
            assert not trouble(alternative, titles), f"{notebook.name}: '{alternative}' {trouble(alternative, titles)}"


@pytest.mark.parametrize("alternative, titles, wrong", [
    (None, [], "empty"),
    ("  ", [], "empty"),
    ("09-income.png", [], "file name"),
    ("pictures/09-income", [], "file name"),
    ("chart-09-income-groups", [], "file name"),
    ("Inequality was lowest in 2008.", ["Inequality was lowest in 2008"], "repeats"),
    ("A chart of: inequality was lowest in 2008", ["Inequality was lowest in 2008"], "repeats"),
    ("Line of the Gini", [], "too short"),
    ("Line of the Gini coefficient from 2002 to 2015; it falls to 36.3 in 2008.", ["Inequality was lowest in 2008"], None),
])  # fmt: skip
def test_the_rule_refuses_what_says_nothing(alternative, titles, wrong):
    found = trouble(alternative, titles)
    assert found is wrong is None or wrong in found
