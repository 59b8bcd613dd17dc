"""Finding a number in the broken lines of a source."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from postsoviet.errors import CourseError
from postsoviet.tracing import SourceText, line_blocks, numbers_in, stands_in

STANDS = {
    "plain": ("298", "298 villages ceased"),
    "thousands comma": ("7397035", "a total of 7,397,035 soms"),
    "thousands comma wanted": ("7,397,035", "a total of 7,397,035 soms"),
    "without the comma": ("1127", "743 901 1127 1,896"),
    "decimal": ("2.86", "from 2.86 percent"),
    "trailing zero": ("2", "1.9 2.0 2.1"),
    "minus": ("-0.7", "10.3 -0.7 -0.5"),
    "true minus sign": ("-0.7", "10.3 −0.7 −0.5"),
    "minus zero point": ("-0.2", "7.1 -0.2 3.1"),
    "percent sign": ("10", "the 10% poorest"),
    "dollars": ("114.8", "US$114.8 million"),
    "brackets": ("47", "Almaty city (47 percent)"),
    "end of a sentence": ("41", "It was 41. Then"),
    "quotes": ("18", "called “18 years”"),
    "range with a hyphen": ("2015", "in 1999-2015."),
    "range with a dash": ("2009", "the 1989–2009 period"),
    "range with both": ("2009", "the 1999-–2009 decade"),
    "range broken at a line end": ("2005", "for 2003–\n2005 (NSPR)"),
    "first of a range": ("3", "another 3-4 percent"),
    "before a hyphen": ("15", "the 15-year period"),
    "year before a mark": ("2015", "863,000 in 2015.15 Almaty"),
    "range before a mark": ("2016", "in 2014-2016.26 Those"),
    "number before a mark after a space": ("554", "only 554 soms,17 and"),
    "ratio": ("10", "the 10:10 ratio"),
    "word": ("2", "is around two. Shares"),
    "capital": ("4", "Four regions"),
    "compound word": ("25", "twenty-five groups"),
    "two-thirds": ("0.67", "almost two-thirds of"),
    "one-third": ("0.33", "constitutes one-third of"),
    "one-third over a line end": ("0.33", "constitutes one-\nthird of"),
    "half": ("0.5", "more than half of"),
    "fourfold": ("4", "a fourfold growth"),
    "threefold over a line end": ("3", "this three-\nfold growth"),
    "twofold": ("2", "have twofold higher"),
    "doubled": ("2", "has almost doubled, with"),
    "tripled over a line end": ("3", "almost tri-\npled (a"),
    "with its power": ("1100000", "some 1.1 million people"),
    "power in words": ("200", "two hundred families"),
    "power alone": ("1000000", "a million people"),
    "dozen": ("12", "a dozen cases"),
    "a quarter": ("0.25", "a quarter of them"),
    "year before a mark without a stop": ("2002", "since 200215 the"),
    "amount before a mark": ("1414", "were 1,41412 threats"),
    "number, stop and mark": ("45", "they were 45.23 Then"),
    "percentage points": ("6", "by 6 percentage points"),
    "unit letters": ("9", "a debt of $9bn"),
    "percent without a space": ("8.4", "was 8.4percent of"),
    "and a half": ("5.5", "a 5-and-a-half-year term"),
    "and a half in words": ("1.5", "one and a half years"),
    "after a unit and a slash": ("322", "its 519 km/322 miles of border"),
    "middle of a year": ("2015", "since mid-2015 the"),
    "year before a long mark": ("2016", "in February 2016110 the"),
    "kilometres": ("23", "is 23km away"),
}
DOES_NOT_STAND = {
    "mark after a word": ("3", "have been characterized3 as"),
    "mark after a full stop": ("2", "numerous experts.2 Some"),
    "mark after a bracket": ("4", "Akmola (36 percent),4 Karagandy"),
    "mark after a comma": ("17", "only 554 soms,17 and"),
    "mark after a quote": ("18", "in “unfavorable”18 territories"),
    "mark glued to both sides": ("14", "peri-\nod.14The population"),
    "mark after a year": ("15", "863,000 in 2015.15 Almaty"),
    "year and mark as a decimal": ("2015.15", "863,000 in 2015.15 Almaty"),
    "mark after a range": ("26", "in 2014-2016.26 Those"),
    "mark after a number word": ("16", "US$114.8 million16) were"),
    "torn mark": ("19", "other countries. 19 The programme"),
    "ordinal": ("10", "5th 6th 9th 10th"),
    "OCR ordinal": ("2", "Poorest 2d 3d 4th"),
    "decade": ("1990", "in the 1990s and"),
    "code": ("1", "the strategy (CDS-1) began"),
    "document code": ("70", "resolution A/RES/70/1 of"),
    "part of a number": ("397", "7,397,035 soms"),
    "part of a decimal": ("86", "2.86 percent"),
    "digits inside": ("29", "298 villages"),
    "range is not a minus": ("-2015", "in 1999-2015"),
    "hyphenated range is not a minus": ("-4", "another 3-4 percent"),
    "other sign": ("0.7", "10.3 -0.7 -0.5"),
    "rounded digits": ("2.9", "from 2.86 percent"),
    "whole number for a fraction": ("1", "almost two-thirds of"),
    "wrong fraction": ("0.66", "almost two-thirds of"),
    "inside a word": ("10", "it was often done"),
    "one inside a word": ("1", "someone alone"),
    "times a thousand": ("7397", "7,397,035 soms"),
    "empty": ("5", ""),
    "year and mark as one number": ("200215", "since 200215 the"),
    "mark of an amount": ("12", "were 1,41412 threats"),
    "part of a power": ("1000000", "some 1.1 million people"),
    "ordinal in words": ("3", "the third case"),
    "mark in square brackets": ("63", "were shut.[63] Then"),
    "letters of a code": ("9", "the 9th of May"),
}


@pytest.mark.parametrize("kind", STANDS)
def test_stands(kind: str) -> None:
    value, text = STANDS[kind]
    assert stands_in(value, text)


@pytest.mark.parametrize("kind", DOES_NOT_STAND)
def test_does_not_stand(kind: str) -> None:
    value, text = DOES_NOT_STAND[kind]
    assert not stands_in(value, text)


def test_numbers_of_other_types_are_understood() -> None:
    assert stands_in(2.86, "from 2.86 percent")
    assert stands_in(np.float64(2.86), "from 2.86 percent")
    assert stands_in(np.int64(298), "298 villages")
    assert stands_in(970000.0, "Over 970,000 people")


def test_a_loss_may_be_printed_in_words() -> None:
    assert stands_in(-40, "decreased by 40 percent")
    assert stands_in(-25, "lost 25 percent")
    assert not stands_in(-40, "grew by 40 percent")
    assert not stands_in(-41, "decreased by 40 percent")


def test_percent_asks_for_the_word_or_the_sign() -> None:
    assert stands_in(47, "(47 per-\n\ncent)", percent=True)
    assert stands_in(3, "another 3-4 percent", percent=True)
    assert stands_in(10, "10% poorest", percent=True)
    assert not stands_in(47, "47 places and 9 percent", percent=True)
    assert not stands_in(2.5, "2.5 times", percent=True)


def test_an_ordinal_is_found_when_asked_for() -> None:
    source = SourceText("the 8th exporter\nin the third place, or the fortieth")
    assert source.trace(40, "2", ordinal=True)
    assert source.trace(8, "1", ordinal=True) and source.trace(3, "2", ordinal=True)
    assert not source.trace(8, "1") and not source.trace(8, "2", ordinal=True)


def test_a_name_stands_whatever_its_case_accents_and_order() -> None:
    source = SourceText("The Erjan Süleimenov Mu-\nseum, in ALMATY; O’Neill and Sokolov-\nka")
    assert source.says("Suleimenov museum of Almaty", "1-2")
    assert SourceText("in Munch’s work").says("Munch", "1")
    assert source.says("O'Neill", "2") and source.says("Sokolovka", "2-3")
    assert not source.says("Museum of Astana", "1-2")


@pytest.mark.parametrize(
    ("date", "text", "there"),
    [
        ("1998", "the spill of 1998", True),
        ("1998-05-20", "on 20 May 1998 a truck", True),
        ("1998-05-20", "May 20th, 1998", True),
        ("1998-05-20", "dated 20.05.1998", True),
        ("1998-05", "in June 1998", False),
        ("1998-05-21", "on 20 May 1998 a truck", False),
        ("1950", "in the 1950s", True),
        ("1959", "in the 1950s", True),
        ("1954", "in the 1950s", False),
    ],
)
def test_a_date_stands_with_all_its_parts(date: str, text: str, there: bool) -> None:
    assert SourceText(text).dates(date, "1") is there


def test_numbers_come_in_order_with_their_text() -> None:
    found = numbers_in("Over 308,000 people, two-thirds of them in 1989; -0.5 percent")
    assert [number.text for number in found] == ["308,000", "two-thirds", "1989", "-0.5"]
    assert [number.value for number in found] == [308000, Fraction(2, 3), 1989, Fraction(-1, 2)]
    assert [number.percent for number in found] == [False, False, False, True]


SOURCE = SourceText(
    "\n".join(
        [
            "12 Author, “A note”", "the North moved: 69 ", "percent migrated—47 per-", "", "cent of them to ",
            "26 November 2015 and one-", "third; 8 ", "",
        ]
    )
)  # fmt: skip


def test_lines_are_counted_from_one_and_joined() -> None:
    assert SOURCE.line(2) == "the North moved: 69 "
    assert SOURCE.passage("2-5") == "the North moved: 69 percent migrated—47 percent of them to"
    assert SOURCE.passage("2;7") == "the North moved: 69\nthird; 8"


def test_a_number_knows_its_line() -> None:
    assert [(number.text, number.line) for number in SOURCE.numbers("2-7")] == [
        ("69", 2), ("47", 3), ("26", 6), ("2015", 6), ("onethird", 6), ("8", 7),
    ]  # fmt: skip
    assert SOURCE.trace(47, "2-5", percent=True).line == 3
    assert SOURCE.trace(47, "2") is None


def test_the_number_of_a_note_is_a_mark_and_a_date_is_not() -> None:
    assert SOURCE.trace(12, "1") is None
    assert SOURCE.trace(26, "6") is not None


def test_blocks_of_lines_do_not_run_together() -> None:
    assert SOURCE.trace("0.33", "6-7") is not None
    assert SOURCE.trace("0.33", "6;7") is None


def test_line_blocks() -> None:
    assert line_blocks("10048;10050-10052") == [range(10048, 10049), range(10050, 10053)]
    assert line_blocks(12) == [range(12, 13)]


@pytest.mark.parametrize("lines", ["", "12-", "15-12", "a", "12,13", "12; 13", "-5"])
def test_lines_that_cannot_be_read(lines: str) -> None:
    with pytest.raises(CourseError, match="does not name source lines"):
        line_blocks(lines)


@pytest.mark.parametrize("number", [0, 9, -1])
def test_a_line_outside_the_source(number: int) -> None:
    with pytest.raises(CourseError, match="The source has 8 lines"):
        SOURCE.line(number)


# Passages of the source in which marks, broken words and ranges meet: (lines, all numbers).
PASSAGES = {
    "908-916": ["36", "40", "43", "39", "50", "40", "four", "four"],
    "969-972": ["fourfold", "forty", "1.1", "1.1 million", "1970", "2009", "4.8", "4.8 million"],
    "1160-1162": ["tripled", "206", "281,000", "1989", "863,000", "2015"],
    "1310-1319": ["1", "1 million", "1991", "one", "970,000", "1991", "62", "12", "12", "7", "4", "3", "4"],
    "1411-1412": ["11,000", "2014", "2016"],
    "9724-9730": ["1,000", "7,000", "2,500", "2014", "554", "310,717", "1.8", "1.8 million"],
    "10057": ["2003", "220", "298", "358", "427", "505", "594", "743", "901", "1127", "1,896"],
    "10106": ["2000", "-0.1", "-0.3", "-0.2", "-0.5", "-0.7", "-0.5", "9"],
}


@pytest.mark.parametrize("lines", PASSAGES)
def test_numbers_of_real_passages(lines: str, source_text: SourceText) -> None:
    assert [number.text for number in source_text.numbers(lines)] == PASSAGES[lines]


def test_no_footnote_mark_of_a_chapter_is_a_number(source_text: SourceText) -> None:
    """The marks of notes 2 to 26 of unit 02 and where they are glued to the text."""
    marks = {865: 2, 876: 3, 910: 4, 938: 5, 940: 6, 964: 7, 972: 8, 977: 9, 983: 10, 1009: 11, 1038: 12, 1132: 13,
             1160: 14, 1162: 15, 1175: 16, 1204: 17, 1306: 18, 1319: 19, 1332: 20, 1344: 21, 1378: 22, 1383: 23,
             1387: 24, 1394: 25, 1412: 26}  # fmt: skip
    for line, mark in marks.items():
        assert str(mark) in source_text.line(line)
        assert source_text.trace(mark, str(line)) is None, line
