"""What a question is in R/exams: a type, parts with their solutions, and the text around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from postsoviet.quiz.exports.base import Report
from postsoviet.quiz.exports.explained import Row, arranged, points_words, rows_of_key, verdict
from postsoviet.quiz.exports.numbers import exact, reach_of
from postsoviet.quiz.exports.pandoc import blocks, escaped, phrase
from postsoviet.quiz.exports.sheets import BLANK_MARK, marked_blanks
from postsoviet.quiz.parts import Blank, ChoiceBlank, NumberKey, Option, TextKey
from postsoviet.quiz.questions import BlanksQuestion, MatchingQuestion, OrderingQuestion, Question, TrueFalseQuestion
from postsoviet.words import words

#: Signs that a short answer cannot hold: R/exams parts answers at the first, knitr runs code at the
#: second, and exams2moodle puts the others into XML as they are.
_FORBIDDEN = "|`<>&"
#: Signs that end an answer inside a Moodle cloze, and that exams2moodle does not protect.
_CLOZE_SIGNS = "}~#"


@dataclass(frozen=True)
class Piece:
    """One thing to answer.

    Attributes
    ----------
    type : str
        ``schoice``, ``mchoice``, ``num``, ``string`` or ``essay``.
    solution : str
        Zeros and ones, a number, or a text.
    shown : tuple of str
        Lines of the answer list of the question: the options.
    said : tuple of str
        Lines of the answer list of the solution: what is said to each.
    tolerance : str
        Of a number.
    """

    type: str
    solution: str
    shown: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    tolerance: str = "0"


@dataclass(frozen=True)
class Exercise:
    """A question as R/exams takes it; ``question`` and ``solution`` are lines that follow the stem."""

    type: str
    pieces: tuple[Piece, ...]
    points: tuple[int, ...]
    question: tuple[str, ...] = ()
    solution: tuple[str, ...] = ()


def exercise(question: Question, report: Report) -> Exercise:
    """Turn a drawn question into an exercise.

    Parameters
    ----------
    question : Question
        A drawn question.
    report : Report
        What R/exams cannot hold is noted here.
    """
    if question.type in ("single", "multiple"):
        piece = _choice(question.options, "schoice" if question.type == "single" else "mchoice")
        return Exercise(piece.type, (piece,), (question.points,))
    if question.type == "open":
        return _essay(question, report)
    if question.type in ("number", "text"):
        return _short(question, report)
    makers = {"true-false": _true_false, "ordering": _ordering, "matching": _matching, "blanks": _blanks}
    lines, pieces = makers[question.type](question, report)
    _check_signs(question.id, pieces, report)
    return Exercise("cloze", tuple(pieces), _shared(question, len(pieces), report), tuple(lines))


def _choice(options: Sequence[Option], kind: str) -> Piece:
    return Piece(
        kind,
        "".join(str(int(option.correct)) for option in options),
        tuple(phrase(option.text) for option in options),
        tuple(phrase(option.feedback) for option in options),
    )


def _chosen(texts: Sequence[str], right: int, said: Sequence[str]) -> Piece:
    """One of several texts, which are Markdown for pandoc already."""
    return Piece("schoice", "".join(str(int(place == right)) for place in range(len(texts))), tuple(texts), tuple(said))


def _shared(question: Question, parts: int, report: Report) -> tuple[int, ...]:
    """Share the points among parts; Moodle takes whole points for a part only."""
    if question.points % parts == 0:
        return (question.points // parts,) * parts
    report.lost(
        question.id, f"its points: {points_words(question.points)} in the bank, one for each of {parts} parts here"
    )
    return (1,) * parts


def _true_false(question: TrueFalseQuestion, report: Report) -> tuple[list[str], list[Piece]]:
    report.lost(question.id, "the rule that a reason counts only with the right verdict; both count by themselves")
    said = [phrase(question.right if flag == question.answer else question.wrong) for flag in (True, False)]
    # the place of the right reason must not tell it, and this exercise is not shuffled: False after True
    reasons = arranged(question, "rexams").question.reasons
    first = _chosen([verdict(True), verdict(False)], 0 if question.answer else 1, said)
    lines = [f"{words('export.verdict')}: ##ANSWER1##", "", f"{words('export.reason')}: ##ANSWER2##", ""]
    return lines, [first, _choice(reasons, "schoice")]


def _ordering(question: OrderingQuestion, report: Report) -> tuple[list[str], list[Piece]]:
    count = len(question.items)
    ends = {"first": phrase(question.first), "last": phrase(question.last)}
    lines, pieces = [words("export.order", count=count, **ends), ""], []
    numbers = [str(number) for number in range(1, count + 1)]
    for number, place in enumerate(arranged(question, "rexams").shown, start=1):
        item = question.items[place]
        lines += [f"- ##ANSWER{number}## {phrase(item.text)}"]
        pieces.append(_chosen(numbers, place, [_only(place, at, item.feedback) for at in range(count)]))
    return [*lines, ""], pieces


def _only(right: int, place: int, why: str) -> str:
    return phrase(why) if place == right else words("quiz.incorrect")


def _matching(question: MatchingQuestion, report: Report) -> tuple[list[str], list[Piece]]:
    choices = [question.choices[place] for place in arranged(question, "rexams").shown]
    texts = [phrase(choice) for choice in choices]
    extra = {one.text: phrase(one.feedback) for one in question.extra}
    lines, pieces = [], []
    for number, pair in enumerate(question.pairs, start=1):
        right = choices.index(pair.match)
        said = [extra.get(choice, _only(right, place, pair.feedback)) for place, choice in enumerate(choices)]
        lines.append(f"- {phrase(pair.text)}: ##ANSWER{number}##")
        pieces.append(_chosen(texts, right, said))
    return [*lines, ""], pieces


def _blanks(question: BlanksQuestion, report: Report) -> tuple[list[str], list[Piece]]:
    blanks = [question.blanks[name] for name in question.pieces[1::2]]

    def place(number: int) -> str:
        unit = blanks[number - 1].unit if isinstance(blanks[number - 1], NumberKey) else ""
        return f"##ANSWER{number}## {escaped(unit)}".strip()

    text = BLANK_MARK.sub(lambda found: place(int(found[1])), blocks(marked_blanks(question)))
    return [text, ""], [_blank(blank, question.id, report) for blank in blanks]


def _blank(blank: Blank, name: str, report: Report) -> Piece:
    if isinstance(blank, ChoiceBlank):
        return _choice(blank.options, "schoice")
    said = " ".join(_line(row) for row in rows_of_key(blank))
    # an empty line in the list of answers stands for what is typed
    return _typed(blank, name, report, shown=("",), said=(said,))


def _typed(key: NumberKey | TextKey, name: str, report: Report, **lists: tuple[str, ...]) -> Piece:
    if key.near_misses:
        report.lost(name, "what is said to a near miss alone; the solution says it to all")
    if isinstance(key, NumberKey):
        reach = reach_of(key)
        if key.tolerance.digits is not None:
            report.lost(name, "a tolerance in significant digits; it is a distance from the rounded answer")
        return Piece("num", exact(reach.centre), tolerance=exact(reach.reach), **lists)
    held = [text for text in key.accepted if not any(sign in text for sign in _FORBIDDEN)]
    solution = (held or [_without_forbidden(key.accepted[0])])[0]
    if not held:
        report.lost(name, f"the signs {_FORBIDDEN} of its accepted answer")
    others = [text for text in key.accepted if text != solution]
    if others and held:
        report.lost(name, f"all accepted answers but one, which is '{solution}'; the solution names them")
    report.lost(name, "the comparison without case and marks; R/exams and the platform compare their own way")
    return Piece("string", solution, **lists)


def _without_forbidden(text: str) -> str:
    return " ".join("".join(" " if sign in _FORBIDDEN else sign for sign in text).split())


def _short(question: Question, report: Report) -> Exercise:
    piece = _typed(question, question.id, report)
    unit = [words("export.unit", unit=escaped(question.unit)), ""] if getattr(question, "unit", "") else []
    solution = [f"- {_line(row)}" for row in rows_of_key(question)]
    return Exercise(piece.type, (piece,), (question.points,), tuple(unit), (*solution, ""))


def _essay(question: Question, report: Report) -> Exercise:
    report.lost(question.id, "a rubric to tick; the solution lists it")
    (group,) = arranged(question).groups()
    rubric = [f"- {phrase(row.answer.text)} ({row.why})" for row in group.rows]
    sample = [f"{words('export.sample')}:", "", blocks(question.sample), ""]
    return Exercise("string", (), (question.points,), (), (*sample, *rubric, ""))


def _line(row: Row) -> str:
    answer = escaped(row.answer.text) if row.answer.literal else phrase(row.answer.text)
    return f"{answer}: {phrase(row.why)}"


def _check_signs(name: str, pieces: Sequence[Piece], report: Report) -> None:
    texts = [text for piece in pieces for text in (*piece.shown, piece.solution)]
    if any(sign in text for text in texts for sign in _CLOZE_SIGNS):
        report.lost(
            name, f"safe signs {' '.join(_CLOZE_SIGNS)} in an answer: Moodle takes them for the end of an answer"
        )
