"""A printed quiz can be answered with a pen: what a list holds stands on the paper."""

from __future__ import annotations

import pypdfium2
from quiz_controls import BANK, serve


def test_what_a_list_holds_is_on_the_paper(page):
    # read from the file that is printed, by a program that knows nothing of the page
    serve(page)
    paper = pypdfium2.PdfDocument(page.pdf())
    text = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in paper).split())
    matching = next(question for question in BANK.questions if question.type == "matching")
    asked = text.partition(matching.stem)[2].partition("Complete the sentences.")[0]
    for match in matching.choices:
        assert asked.count(match) == 1, f"{match}: once for all lists of the question"
    (chosen,) = (blank for question in BANK.questions if question.type == "blanks" for blank in question.blanks.values() if hasattr(blank, "options"))
    assert f"({' / '.join(option.text for option in chosen.options)})" in text
    assert not page.locator(".on-paper").count(), "it is gone from the screen"
