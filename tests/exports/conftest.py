"""A small bank that has every type, and a picture, for the tests of all exports."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from postsoviet.quiz import bank as banks
from postsoviet.quiz.draws import draw_all
from postsoviet.quiz.exports.base import Pool, Report, Source
from postsoviet.quiz.models import Bank
from postsoviet.quiz.pictures import Picture

HERE = Path(__file__).parent
VARIANTS = 3
# two by one: a dark dot and a white one
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1" viewBox="0 0 2 1">'
    '<rect width="1" height="1" fill="#123456"/></svg>'
)
_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR42mMQMgn7//8/AAjJA5qHiVdMAAAAAElFTkSuQmCC"
)


@pytest.fixture(scope="session")
def every_type() -> Bank:
    """Give the bank with every type of question and every awkward sign."""
    return banks.read(HERE / "every_type.yaml")


@pytest.fixture(scope="session")
def small_picture() -> Picture:
    """Give a picture of two dots."""
    return Picture(key="picture", alt='Two dots: "dark" & <light>, қара мен ақ', svg=_SVG, png=_PNG, width=2, height=1)


@pytest.fixture(scope="session")
def make_source(every_type: Bank, small_picture: Picture):
    """Give a maker of sources: a seed, and how many variants a drawn question has."""

    def make(seed: int = 7, variants: int = VARIANTS) -> Source:
        pools = tuple(
            Pool(question, tuple(draw_all(every_type, question, seed=seed, count=variants)))
            for question in every_type.questions
        )
        return Source(bank=every_type, pools=pools, seed=seed, variants=variants, pictures={"picture": small_picture})

    return make


@pytest.fixture(scope="session")
def source(make_source) -> Source:
    """Give the bank with three variants of each drawn question, seed 7."""
    return make_source()


@pytest.fixture()
def report() -> Report:
    """Give an empty report of what is lost."""
    return Report("test")
