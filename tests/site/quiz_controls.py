"""Serves a quiz as a page of its own, and puts answers into its controls."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page
from postsoviet.quiz import assets, read
from postsoviet.quiz.draws import draw_all
from postsoviet.quiz.models import Bank
from postsoviet.quiz.questions import Question
from postsoviet.quiz.render import quiz_html
from postsoviet.quiz.render.order import shown_choices, shown_items

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))
from course_theme.assets import first_style, later_style, packed  # noqa: E402
from course_theme.policy import in_page  # noqa: E402

#: One question of every type, two of them parameterised.
BANK = read(Path(__file__).with_name("every_type.yaml"))
#: Its questions as the page first shows them.
FIRST = {question.id: draw_all(BANK, question, count=1)[0].question for question in BANK.questions}
#: A right answer to each, in the form of result files.
RIGHT = {
    "one-of-many": 1, "all-that-fit": [0, 2], "yes-or-no": {"verdict": True, "reason": 0}, "how-much": "1 234,5",
    "one-word": "lorenz", "own-words": {"text": "They differ.", "ticked": []}, "in-order": [1, 2, 3, 4],
    "what-belongs": [0, 1, 2], "fill-in": {"points": "5", "percent": "25 %", "kind": 0},
    "drawn-number": f"{FIRST['drawn-number'].answer:g}", "drawn-order": [1, 2, 3],
}  # fmt: skip
HOME = "http://quiz.test/"
POLICY = in_page("./")
FONTS = ROOT / "book/_ext/course_theme/theme/static/fonts"


def document(html: str) -> str:
    """Put a quiz into a page as small as can be."""
    return (
        '<!doctype html><html lang="en" class="js"><head><meta charset="utf-8"><title>Quiz</title>'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="course.css"><link rel="stylesheet" href="quiz.css"></head>'
        f'<body data-part="2"><main><h1>Quiz</h1>{html}</main><script src="quiz.js"></script></body></html>'
    )


def serve(page: Page, bank: Bank = BANK, answers: str = "shown") -> Page:
    """Serve a quiz with the site's style under a strict policy, and open it."""
    files = {
        "": ("text/html", document(quiz_html(bank, answers=answers))),
        "course.css": ("text/css", first_style("./") + later_style()),
        "quiz.css": ("text/css", packed(assets.style())),
        "quiz.js": ("text/javascript", assets.script()),
    }

    def answer(route):
        name = route.request.url.removeprefix(HOME)
        if name.endswith(".woff2"):
            route.fulfill(path=FONTS / Path(name).name)
            return
        kind, body = files.get(name, ("text/plain", ""))
        headers = {"content-type": f"{kind}; charset=utf-8", "content-security-policy": POLICY}
        route.fulfill(status=200 if name in files else 404, body=body, headers=headers)

    page.context.route(f"{HOME}**", answer)
    page.goto(HOME)
    return page


def form(page: Page, name: str):
    """Locate a question."""
    return page.locator(f"#question-09-{name}")


def result(page: Page, name: str):
    """Locate what is said to the answer of a question."""
    return form(page, name).locator(".question-result")


def check(page: Page, name: str) -> None:
    """Press Check."""
    form(page, name).get_by_role("button", name="Check", exact=True).click()


def saved(page: Page) -> dict:
    """Press the button, and read the file that a student hands in."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my answers").click()
    assert download.value.suggested_filename == "quiz-09-answers.json"
    return json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def give(page: Page, name: str, answer: Any) -> None:
    """Put an answer to a question of the test bank, as the page first shows it, into its controls."""
    fill_in(form(page, name), "09", FIRST[name], answer)


def fill_in(box: Locator, unit: str, question: Question, answer: Any) -> None:
    """Put an answer, in the form that result files have, into the controls of a question.

    Parameters
    ----------
    box : Locator
        The form.
    unit : str
        Two digits.
    question : Question
        The version that the form shows.
    answer : object
        None and empty texts leave a control as it is, or empty it.
    """
    def control(part: str) -> Locator:
        return box.locator(f"#question-{unit}-{question.id}-{part}")

    if question.type == "single":
        control(f"option-{answer}").check()
    elif question.type == "multiple":
        for place in range(len(question.options)):
            control(f"option-{place}").set_checked(place in answer)
    elif question.type == "true-false":
        control(f"verdict-{str(answer['verdict']).lower()}").check()
        if answer["reason"] is not None:
            control(f"reason-{answer['reason']}").check()
    elif question.type == "ordering":
        for shown, place in enumerate(shown_items(unit, question)):
            control(f"item-{shown}").select_option(str(answer[place] or ""))
    elif question.type == "matching":
        order = shown_choices(unit, question)
        for place, one in enumerate(answer):
            control(f"pair-{place}").select_option("" if one is None else str(order.index(one)))
    elif question.type == "blanks":
        for place, blank in enumerate(question.pieces[1::2]):
            if hasattr(question.blanks[blank], "options"):
                control(f"blank-{place}").select_option("" if answer[blank] is None else str(answer[blank]))
            else:
                control(f"blank-{place}").fill(answer[blank])
    else:
        control("answer").fill(answer["text"] if question.type == "open" else answer)


def right_answer(question: Question) -> Any:
    """Return a right answer to a drawn question, in the form that result files have."""
    def best(options: list) -> int:
        return [option.correct for option in options].index(True)

    if question.type == "single":
        return best(question.options)
    if question.type == "multiple":
        return [place for place, option in enumerate(question.options) if option.correct]
    if question.type == "true-false":
        return {"verdict": question.answer, "reason": best(question.reasons)}
    if question.type == "number":
        return f"{question.answer:.12g}".replace(".", ",")
    if question.type == "ordering":
        return [*range(1, len(question.items) + 1)]
    if question.type == "matching":
        return [question.choices.index(pair.match) for pair in question.pairs]
    if question.type == "blanks":
        return {
            name: best(key.options) if hasattr(key, "options")
            else f"{key.answer:.12g}" if hasattr(key, "answer") else key.accepted[0]
            for name, key in question.blanks.items()
        }  # fmt: skip
    return {"text": "In my own words.", "ticked": []} if question.type == "open" else question.accepted[0]


class Noted:
    """Stands for a form and notes what ``fill_in`` would do to its controls, for a script that does it at once.

    A hand at the mouse takes two frames a press, and the banks have over a thousand answers in all their versions.
    """

    def __init__(self) -> None:
        self.steps: list[tuple[str, str | bool]] = []

    def locator(self, selector: str) -> _NotedControl:
        """Name a control."""
        return _NotedControl(selector, self.steps)


class _NotedControl:
    """A control of a form that is only noted."""

    def __init__(self, selector: str, steps: list[tuple[str, str | bool]]) -> None:
        self._selector, self._steps = selector, steps

    def set_checked(self, checked: bool) -> None:
        self._steps.append((self._selector, checked))

    def check(self) -> None:
        self.set_checked(True)

    def fill(self, text: str) -> None:
        self._steps.append((self._selector, text))

    select_option = fill


def right_steps(unit: str, question: Question) -> list[tuple[str, str | bool]]:
    """Return a right answer as the values of controls."""
    box = Noted()
    fill_in(box, unit, question, right_answer(question))
    return box.steps
