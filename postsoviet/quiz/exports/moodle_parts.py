"""What Moodle's two text formats share: texts as HTML, and which answer is worth which part of a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from postsoviet.errors import CourseError
from postsoviet.quiz.draws import shuffled
from postsoviet.quiz.exports.base import Report, Source, identifier
from postsoviet.quiz.exports.numbers import exact, reach_of
from postsoviet.quiz.parts import NumberKey, Option, TextKey
from postsoviet.quiz.questions import MatchingQuestion, OrderingQuestion, Question, TrueFalseQuestion
from postsoviet.quiz.text import block, inline, plain
from postsoviet.words import words

#: Moodle knows the parts 1/1 to 1/10 of a mark, and no 1/11.
SMALLEST_PART = 10
#: Accepts any answer; the last of a list of answers.
ANYTHING = "*"


@dataclass(frozen=True)
class Answer:
    """One answer as Moodle lists it.

    Attributes
    ----------
    text : str
        HTML for an answer to choose; what a student types for a text; digits for a number.
    percent : float
        How much of the mark it gives; below zero for a slip.
    feedback : str
        HTML.
    tolerance : str
        Of a number: how far one may be from it.
    """

    text: str
    percent: float
    feedback: str
    tolerance: str = ""


@dataclass(frozen=True)
class Match:
    """A prompt, empty for a match that belongs to nothing, and what belongs to it: HTML, a choice without tags."""

    prompt: str
    choice: str


@dataclass(frozen=True)
class Version:
    """One version of a question on its way into a file."""

    source: Source
    report: Report
    question: Question
    name: str

    @property
    def salt(self) -> tuple[object, ...]:
        """What the order of the options depends on."""
        return self.source.seed, self.name

    def lost(self, what: str) -> None:
        """Report a loss of this question."""
        self.report.lost(self.question.id, what)


def html(text: str) -> str:
    """Return one paragraph of a bank as HTML with TeX for MathJax."""
    return inline(text, maths="tex")


def blocks(text: str) -> str:
    """Return Markdown of a bank as HTML blocks with TeX for MathJax."""
    return block(text, maths="tex")


def versions(source: Source, report: Report) -> list[tuple[Question, list[Version]]]:
    """Return each question of the bank with its named versions."""
    return [
        (pool.question, [Version(source, report, drawn.question, name) for name, drawn in source.named(pool)])
        for pool in source.pools
    ]


def category(source: Source, question: Question | None = None) -> str:
    """Return the path of the category of the unit, or of the versions of one question."""
    # a single slash parts two categories; Moodle strips what looks like a tag from their names
    title = plain(source.bank.title).replace("/", "//").replace("<", "&lt;").replace(">", "&gt;")
    path = f"$course$/top/{words('export.category', unit=source.bank.unit, title=title)}"
    return path if question is None else f"{path}/{identifier(source.bank, question)}"


def number_unit(key: NumberKey) -> str:
    """Return a line that says in which unit to answer, or nothing."""
    return f"<p>{escape(words('export.unit', unit=key.unit), quote=False)}</p>" if key.unit else ""


def percent(value: float) -> str:
    """Write a part of a mark as Moodle does: ``33.33333``."""
    return f"{value:.5f}".rstrip("0").rstrip(".")


def choices(version: Version) -> list[Answer]:
    """Return the answers of a single or a multiple choice, or of a verdict with its reason."""
    question = version.question
    if isinstance(question, TrueFalseQuestion):
        return _verdicts(version)
    options = shuffled(question.options, *version.salt)
    if question.type == "single":
        return option_answers(options)
    right = sum(option.correct for option in options)
    if right > SMALLEST_PART:
        raise CourseError(
            f"The question '{question.id}' has {right} right options, and Moodle knows no part of a mark smaller than "
            f"1/{SMALLEST_PART}; split the question or leave some options out."
        )
    part = 100 / right
    # a slip takes away what a hit gives; Moodle gives no sum below zero
    return [Answer(html(one.text), part if one.correct else -part, html(one.feedback)) for one in options]


def option_answers(options: Sequence[Option]) -> list[Answer]:
    """Return the answers of a choice with one right option."""
    return [Answer(html(one.text), 100.0 * one.correct, html(one.feedback)) for one in options]


def _verdicts(version: Version) -> list[Answer]:
    """Pair each verdict with each reason: only so a reason counts nothing without its verdict."""
    question = version.question
    version.lost(
        "a verdict without a reason (worth a half) cannot be given; each verdict stands with each reason as one option"
    )
    pairs = [(flag, reason) for flag in (True, False) for reason in question.reasons]
    answers = []
    for flag, reason in shuffled(pairs, *version.salt):
        right = flag == question.answer
        verdict = words("quiz.statement_true" if flag else "quiz.statement_false")
        said = f"<p>{html(question.right if right else question.wrong)}</p><p>{html(reason.feedback)}</p>"
        answers.append(
            Answer(f"<strong>{verdict}.</strong> {html(reason.text)}", (50.0 + 50.0 * reason.correct) * right, said)
        )
    return answers


def number_answers(key: NumberKey) -> list[Answer]:
    """Return the right number, the near misses and everything else, in the order in which Moodle tries them."""
    reach = reach_of(key)
    tolerance = exact(reach.reach)
    return [
        Answer(exact(reach.centre), 100.0, html(key.right), tolerance),
        *(Answer(exact(miss.value), 0.0, html(miss.feedback), tolerance) for miss in key.near_misses),
        Answer(ANYTHING, 0.0, html(key.wrong), "0"),
    ]


def text_answers(key: TextKey) -> list[Answer]:
    """Return the accepted texts, the near misses and everything else, in the order in which Moodle tries them."""
    return [
        *(Answer(_typed(text), 100.0, html(key.right)) for text in key.accepted),
        *(Answer(_typed(miss.value), 0.0, html(miss.feedback)) for miss in key.near_misses),
        Answer(ANYTHING, 0.0, html(key.wrong)),
    ]


def _typed(text: str) -> str:
    """Write what a student types: a star would stand for anything."""
    return text.replace("*", "\\*")


def matches(version: Version) -> list[Match]:
    """Return the rows of a matching question, or the items of an ordering with the places they take."""
    question = version.question
    if isinstance(question, MatchingQuestion):
        rows = [Match(html(pair.text), _untagged(plain(pair.match))) for pair in question.pairs]
        return [*shuffled(rows, *version.salt), *(Match("", _untagged(plain(extra.text))) for extra in question.extra)]
    version.lost("the items are matched with their places, and Moodle shuffles the menu of places")
    rows = [Match(html(item.text), _place(question, place)) for place, item in enumerate(question.items, start=1)]
    return shuffled(rows, *version.salt)


def _place(question: OrderingQuestion, place: int) -> str:
    ends = {1: question.first, len(question.items): question.last}
    return _untagged(f"{place} ({ends[place]})") if place in ends else str(place)


def _untagged(words: str) -> str:
    """Write plain words for a menu, where Moodle takes what looks like a tag away."""
    return escape(words, quote=False)


def general_feedback(version: Version) -> str:
    """Return what is said to everybody: explanations without an answer of their own, and what the question rests on."""
    question = version.question
    lines: list[tuple[str, str]] = []
    if isinstance(question, OrderingQuestion):
        lines = [(html(item.text), item.feedback) for item in question.items]
    elif isinstance(question, MatchingQuestion):
        lines = [(f"{html(pair.text)} → {html(pair.match)}", pair.feedback) for pair in question.pairs]
        lines += [(html(extra.text), extra.feedback) for extra in question.extra]
    if lines:
        version.lost("the feedback of each line comes all together after the answer, not line by line")
    listed = "".join(f"<li><strong>{head}</strong>: {html(said)}</li>" for head, said in lines)
    if listed:
        kind = "ol" if question.type == "ordering" else "ul"
        listed = f"<{kind}>{listed}</{kind}>"
    sample = (
        f"<p><strong>{words('export.sample')}</strong></p>{blocks(question.sample)}"
        if question.type == "open"
        else ""
    )
    rests = f"<p>{words('export.rests_on', source=html(question.rests_on))}</p>"
    return f"{listed}{sample}{rests}"


def rubric(question: Question) -> str:
    """Return the rubric of an open question as a list."""
    lines = "".join(f"<li>{html(line.text)} ({_points(line.points)})</li>" for line in question.rubric)
    return f"<p><strong>{words('export.criterion')}</strong></p><ul>{lines}</ul>"


def _points(points: int) -> str:
    return words("export.one_point") if points == 1 else words("export.points", points=points)


def tags(version: Version) -> list[str]:
    """Return what a question bank can be filtered by."""
    question = version.question
    return [f"unit-{version.source.bank.unit}", f"objective-{question.objective}", f"difficulty-{question.difficulty}"]


def note_reading(version: Version, key: NumberKey | TextKey) -> None:
    """Report how Moodle reads what is typed."""
    if isinstance(key, TextKey):
        version.lost("Moodle compares typed words without case, but dashes, quotation marks and a final point count")
    else:
        version.report.lost(
            None,
            "Moodle reads typed numbers by the rules of its language: one decimal sign, not all that the page accepts",
        )
