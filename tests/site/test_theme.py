"""The parts of the theme that need no browser: addresses, formulae, the register of units."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pandas as pd
import pytest
from postsoviet.course import minutes, register
from postsoviet.errors import CourseError
from postsoviet.mathml import mathml
from sphinx.errors import ExtensionError

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))
from course_theme import assets, launch, units  # noqa: E402
from course_theme.citations import cited  # noqa: E402
from course_theme.search_index import CompactIndex, said  # noqa: E402
from course_theme.translator import accessible_frame  # noqa: E402


@pytest.mark.parametrize(
    ("remote", "place"),
    [
        ("https://github.com/owner/name.git", ("github.com", "owner/name")),
        ("https://user:secret@github.com/owner/name", ("github.com", "owner/name")),
        ("git@github.com:owner/name.git", ("github.com", "owner/name")),
        ("https://gitlab.com/group/inner/name.git", ("gitlab.com", "group/inner/name")),
        ("https://git.example.org/owner/name.git", None),
        ("/srv/git/name.git", None),
        ("", None),
    ],
)
def test_only_a_remote_that_binder_can_open_counts(remote, place):
    assert launch.parse(remote) == place


def test_binder_address_follows_from_the_remote():
    unit = register.read().unit("01")
    address = launch.binder(("github.com", "owner/name"), unit, "https://hub.university.edu/")
    assert address.startswith("https://hub.university.edu/v2/gh/owner/name/HEAD?urlpath=lab%2Ftree%2Funits%2F01_")
    assert launch.binder(None, unit, "https://hub.university.edu") is None


def test_formula_keeps_its_source_and_names_are_upright():
    markup = mathml(r"\log \frac{a}{b}")
    assert 'alttext="\\log \\frac{a}{b}"' in markup
    assert '<mi mathvariant="normal">log</mi>' in markup


def test_aligned_formula_becomes_rows():
    markup = mathml(r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "block")
    assert markup.count("<mtr>") == 2 and markup.count("<mtd>") == 4


@pytest.mark.parametrize("tex", [r"a & b", r"\foo x"])
def test_formula_that_cannot_be_converted_is_one_sentence(tex):
    with pytest.raises(CourseError) as error:
        mathml(tex)
    assert tex in str(error.value) and "\n" not in str(error.value)


def test_register_names_the_unit_the_key_and_the_mend(tmp_path):
    text = (ROOT / register.PATH).read_text("utf-8").replace("author:", "autor:", 1)
    (tmp_path / "book").mkdir()
    (tmp_path / register.PATH).write_text(text, "utf-8")
    with pytest.raises(ExtensionError, match=r"unit 01: unknown key 'autor' \(did you mean 'author'\?\)"):
        units.read(tmp_path)


def test_unknown_unit_lists_the_near_ones():
    with pytest.raises(CourseError, match=r"no unit '9' \(did you mean '09'\?\)"):
        register.read().unit("9")


def test_reading_time_counts_prose_only(tmp_path):
    prose = "word " * minutes.READING_SPEED * 6
    folded = "\n\n````{fold} Hint\n```python\nx = 1\n```\n" + prose * 9 + "\n````\n"
    cells = [
        {"cell_type": "markdown", "source": [prose + folded]},
        {"cell_type": "code", "source": ["x = 1\n" * 5000]},
    ]
    notebook = tmp_path / "unit.ipynb"
    notebook.write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}))
    assert minutes.minutes_to_read(notebook) == 10


def test_data_frame_has_scopes_and_no_empty_heading():
    html = accessible_frame(pd.DataFrame({"soms": [74]}, index=["poorest"])._repr_html_(), "Table")
    assert "<style" not in html and "<th></th>" not in html and "<th>" not in html
    assert '<th scope="col">soms</th>' in html and '<th scope="row">poorest</th>' in html
    assert html.count('role="group"') == 1


def test_works_of_a_page_are_each_named_once_in_order():
    source = "As {cite:t}`b2017` says, and {cite}`a2001, b2017`. See `{cite}` for more."
    assert cited(source) == ["b2017", "a2001"]


def test_styles_stay_small():
    for text in (assets.first_style("../"), assets.later_style()):
        assert len(gzip.compress(text.encode())) < 7_000
        assert "/*" not in text


def test_every_style_file_of_the_theme_is_used_once():
    assert sorted([*assets.FIRST, *assets.LATER]) == sorted(path.stem for path in assets.CSS.glob("*.css"))


def test_cells_of_a_table_are_words_of_their_own_in_the_search():
    html = '<table><tr><td>Osh</td><td>1,<b>24</b>8 &amp; more</td></tr></table><script>{"no":"word"}</script>'
    assert said(html).split() == ["Osh", "1,248", "&", "more"]


def test_the_search_index_comes_out_as_it_went_in():
    terms = {"": [0, 3], "osh": 2, "oshak": [0, 57, 58, 120], "\u049b\u0430\u0437\u0430\u049b": 1, "z": [5]}
    data = {
        "terms": {**terms, "z": 5}, "titleterms": {"a": [0, 1]}, "docnames": ["one", "two"],
        "alltitles": {"The Gini, again": [(0, "the-gini-again"), (1, None), (2, "id1")], "2010: a year": [(1, "a-year")]},
    }  # fmt: skip
    text = CompactIndex().dumps(data)
    assert CompactIndex().loads(text) == data and text.startswith("courseIndex(")
    with pytest.raises(ValueError, match="another program"):
        CompactIndex().loads("Search.setIndex({})")
