"""The verb ``quiz``: check, stress, export and grade the quizzes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from postsoviet.errors import CourseError
from postsoviet.quiz.formats import FORMATS

if TYPE_CHECKING:
    from postsoviet.quiz.models import Bank


def add_verb(verbs: argparse._SubParsersAction) -> None:
    """Add ``quiz`` and its actions to the command line."""
    quiz = verbs.add_parser("quiz", help="check, stress, export and grade the quizzes")
    actions = quiz.add_subparsers(title="actions", dest="action", metavar="ACTION", required=True)

    check = actions.add_parser("check", help="read every bank and draw one version of each question")
    _units(check)
    check.set_defaults(run=_check)

    stress = actions.add_parser("stress", help="draw every version of every question and look for what is wrong")
    _units(stress)
    stress.add_argument("--seeds", type=_positive, default=300, help="orders to try for each question (300)")
    stress.set_defaults(run=_stress)

    export = actions.add_parser("export", help="write quizzes for learning platforms, paper and cards")
    _units(export)
    names = [*FORMATS, "all"]
    export.add_argument("--to", required=True, choices=names, metavar="FORMAT", help=", ".join(names))
    export.add_argument("--variants", type=_positive, default=10, help="versions of a drawn question, and of a paper (10)")
    export.add_argument("--seed", type=int, default=1, help="the same seed gives the same bytes (1)")
    export.add_argument("--out", type=Path, default=Path("quiz-exports"), help="folder to write to (quiz-exports)")
    export.set_defaults(run=_export)

    page = actions.add_parser("page", help="write a quiz as one page that works alone, for a test without the key")
    page.add_argument("--unit", required=True, help="two digits")
    page.add_argument("--answers", choices=("hidden", "shown"), default="hidden", help="is the key in the page (hidden)")
    page.add_argument("--out", type=Path, required=True, help="the HTML file to write")
    page.set_defaults(run=_page)

    gradebook = actions.add_parser("gradebook", help="mark result files and analyse the questions")
    gradebook.add_argument("files", nargs="+", type=Path, metavar="FILE", help="result files, or folders or zips of them")
    gradebook.add_argument("--to", required=True, metavar="SHAPE", help="shape of grades.csv: canvas, moodle or csv")
    gradebook.add_argument("--out", type=Path, required=True, help="a folder: new, empty or an earlier gradebook")
    gradebook.add_argument("--unit", help="two digits (default: the unit of most files)")
    gradebook.add_argument("--count", default="last", metavar="TRY", help="the try that counts: last, first or best (last)")
    gradebook.add_argument("--open", type=Path, metavar="FILE", help="open-answers.csv with your points filled in")
    gradebook.set_defaults(run=_gradebook)


def _units(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", action="append", dest="units", help="two digits; may be given again (default: all)")


def _positive(text: str) -> int:
    number = int(text) if text.isdigit() else 0
    if not 1 <= number <= 10_000:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 to 10,000")
    return number


def _banks(units: Iterable[str] | None) -> list[Bank]:
    from postsoviet.quiz import bank

    known = sorted(path.name[:2] for path in bank.folder().glob("[0-9][0-9]_*.yaml"))
    return [bank.load(unit) for unit in units or known]


def _check(arguments: argparse.Namespace) -> int:
    from postsoviet.quiz.draws import draw_all

    for bank in _banks(arguments.units):
        versions = [len(draw_all(bank, question)) for question in bank.questions]
        drawn = sum(question.is_parameterised for question in bank.questions)
        print(f"{bank.unit}  {len(versions)} questions, {drawn} of them parameterised, {sum(versions)} versions: in order.")
    return 0


def _stress(arguments: argparse.Namespace) -> int:
    from postsoviet.quiz.stress import stress_bank, stress_question

    problems: list[str] = []
    for bank in _banks(arguments.units):
        for number, question in enumerate(bank.questions, 1):
            outcome = stress_question(bank, question, arguments.seeds)
            problems += outcome.problems
            told = f"{len(outcome.problems)} problems" if outcome.problems else "in order"
            print(
                f"{bank.unit} {number:>2}/{len(bank.questions)}  {question.id:<32} {outcome.versions:>4} versions, "
                f"{outcome.milliseconds:5.1f} ms each, {arguments.seeds} seeds: {told}",
                flush=True,
            )
        problems += stress_bank(bank)
    for sentence in problems:
        print(sentence, file=sys.stderr)
    return 1 if problems else 0


def _export(arguments: argparse.Namespace) -> int:
    from postsoviet.quiz.exports import draw_source
    from postsoviet.quiz.exports.writing import export, write

    formats = [*FORMATS] if arguments.to == "all" else [arguments.to]
    for bank in _banks(arguments.units):
        source = draw_source(bank, arguments.variants, arguments.seed)
        versions = sum(len(pool.variants) for pool in source.pools)
        for name in formats:
            files, report = export(source, name)
            write(files, arguments.out)
            count = len({what for _, what in report.losses})
            lost = f"{count} {'note' if count == 1 else 'notes'} on what it does not hold" if count else "nothing lost"
            done = f"{len(source.pools)} questions, {versions} versions, {len(files)} files; {lost}."
            print(f"{bank.unit}  {name:<16} {done}", flush=True)
    print(f"Written to {arguments.out}. Each report says what its format does not hold.")
    return 0


def _page(arguments: argparse.Namespace) -> int:
    from postsoviet.files import replacing
    from postsoviet.quiz.bank import load
    from postsoviet.quiz.page import whole_page

    markup = whole_page(load(arguments.unit), answers=arguments.answers)
    try:
        with replacing(arguments.out) as draft:
            draft.write_text(markup, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CourseError(f"{arguments.out} could not be written: {error.strerror}; choose another --out.") from None
    print(f"Wrote {arguments.out} ({len(markup.encode()) / 1000:.0f} kB), answers {arguments.answers}.")
    return 0


def _gradebook(arguments: argparse.Namespace) -> int:
    from postsoviet.progress import bar
    from postsoviet.quiz.gradebook import run

    summary = run(
        arguments.files, arguments.to, arguments.out, bar,
        count=arguments.count, unit=arguments.unit, open_file=arguments.open,
    )  # fmt: skip
    for sentence in summary.sentences:
        print(sentence)
    return 1 if summary.skipped else 0
