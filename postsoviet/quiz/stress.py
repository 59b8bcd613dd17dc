"""Hold every version of every question against the rules that a reviewer cannot check by eye."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from postsoviet.errors import CourseError
from postsoviet.quiz.draws import Drawn, draw_all, shuffled
from postsoviet.quiz.keys import key_of, spoken_key
from postsoviet.quiz.marking import mark, read_number
from postsoviet.quiz.models import Bank
from postsoviet.quiz.parts import NumberKey, Option
from postsoviet.quiz.questions import Question
from postsoviet.quiz.text import plain
from postsoviet.quiz.tolerance import accepted_range

#: A rule of chance is broken when so small a part of fair banks would look like this.
UNLIKELY = 0.01
#: Fewer versions than this can be learned by heart.
FEWEST_VERSIONS = 5


@dataclass
class Outcome:
    """What the stress test found.

    Attributes
    ----------
    problems : list of str
        One sentence each.
    versions : int
        How many were drawn.
    milliseconds : float
        Mean time for one version.
    """

    problems: list[str] = field(default_factory=list)
    versions: int = 0
    milliseconds: float = 0.0


def stress_question(bank: Bank, question: Question, seeds: int) -> Outcome:
    """Draw every version of a question, shuffle it with many seeds, and list what is wrong.

    Parameters
    ----------
    bank : Bank
        For its definitions.
    question : Question
        One of its questions.
    seeds : int
        How many orders are tried.
    """
    where = f"Quiz of unit {bank.unit}, question '{question.id}'"
    begin = time.perf_counter()
    try:
        drawn = draw_all(bank, question)
    except CourseError as error:
        return Outcome([str(error)])
    milliseconds = 1000 * (time.perf_counter() - begin) / len(drawn)
    problems = [
        f"{where}{_told(one)}: {said}" for one in drawn for said in _faults(one.question)
    ]
    problems += [f"{where}: {said}" for said in _faults_over_versions(question, drawn)]
    problems += [f"{where}: {said}" for said in _faults_over_seeds(drawn[0].question, seeds)]
    return Outcome(problems, len(drawn), milliseconds)


def stress_bank(bank: Bank) -> list[str]:
    """List what gives keys away over a whole bank: their place and their length."""
    choices = [
        one.options if one.type == "single" else one.reasons
        for question in bank.questions
        if question.type in ("single", "true-false")
        for one in [draw_all(bank, question, count=1)[0].question]
    ]
    where = f"Quiz of unit {bank.unit}"
    problems = []
    for said, position in (("the longest", -1), ("the shortest", 0)):
        chosen = [_by_length(options)[position].correct for options in choices]
        chances = [1 / len(options) for options in choices]
        if at_least(sum(chosen), chances) < UNLIKELY:
            problems.append(f"{where}: the key is {said} option in {sum(chosen)} of {len(choices)} choices; even out the lengths.")
    places = Counter([option.correct for option in options].index(True) for options in choices)
    for place, count in places.items():
        chances = [1 / len(options) if place < len(options) else 0.0 for options in choices]
        if at_least(count, chances) < UNLIKELY:
            problems.append(f"{where}: the key stands at place {place + 1} in {count} of {len(choices)} choices; spread it.")
    return problems


def _told(drawn: Drawn) -> str:
    return "".join(f", {name} = {value}" for name, value in drawn.parameters.items())


def _faults(question: Question) -> Iterator[str]:
    """What is wrong with one version, beyond what its model has refused."""
    for text in _texts(question):
        if "{{" in text or "}}" in text:
            yield f"a hole was not filled in '{text[:60]}'; write {{{{ expression }}}}."
    for options in _choices(question):
        numbers = [read_number(plain(option.text)) for option in options]
        alike = [number for number, count in Counter(numbers).items() if number is not None and count > 1]
        if alike:
            yield f"two options are the same number, {alike[0]:g}."
    for key in _number_keys(question):
        yield from _faults_of_key(key)
    if mark(question, key_of(question)).right is False and question.type != "open":
        yield "its own key is not marked right."


def _faults_of_key(key: NumberKey) -> Iterator[str]:
    low, high = accepted_range(key.answer, key.tolerance)
    reach = (high - low) / 2
    misses = sorted(key.near_misses, key=lambda miss: miss.value)
    for first, second in zip(misses, misses[1:], strict=False):
        if second.value - first.value <= reach and first.feedback != second.feedback:
            yield f"the near misses {first.value:g} and {second.value:g} cannot be told apart within the tolerance."
    for miss in misses:
        # the place around a miss must not run into the answer: the feedback would depend on luck
        if min(abs(miss.value - low), abs(miss.value - high)) < 0.999 * reach:
            yield f"the near miss {miss.value:g} lies so close that the tolerance, {low:g} to {high:g}, almost reaches it."


def _faults_over_versions(question: Question, drawn: Sequence[Drawn]) -> Iterator[str]:
    if not question.is_parameterised:
        return
    if len(drawn) < FEWEST_VERSIONS:
        yield f"it has only {len(drawn)} versions; allow {FEWEST_VERSIONS} at least, or fix it."
    keys = Counter(spoken_key(one.question) for one in drawn)
    value, most = keys.most_common(1)[0]
    # a choice may ask one idea with ever new numbers; a number, a word or a verdict that never changes is a gift
    if len(drawn) >= FEWEST_VERSIONS and most > 0.8 * len(drawn) and question.type not in ("single", "multiple", "open"):
        yield f"{most} of {len(drawn)} versions have the same answer, {value[:40]}; a student need not read the question."


def _faults_over_seeds(question: Question, seeds: int) -> Iterator[str]:
    """The place of a key in a shuffled paper must be fair, and things to order never in order."""
    if question.type == "single":
        places = Counter(
            [option.correct for option in shuffled(question.options, seed, question.id)].index(True) for seed in range(seeds)
        )
        expected = seeds / len(question.options)
        distance = sum((places[place] - expected) ** 2 / expected for place in range(len(question.options)))
        freedom = len(question.options) - 1
        # the mean of chi-squared is its degrees of freedom; six standard deviations above are no chance
        if distance > freedom + 6 * math.sqrt(2 * freedom):
            yield f"over {seeds} seeds the key stands at its places {dict(sorted(places.items()))} times."


def _choices(question: Question) -> Iterator[Sequence[Option]]:
    if question.type in ("single", "multiple"):
        yield question.options
    elif question.type == "true-false":
        yield question.reasons
    elif question.type == "blanks":
        yield from (blank.options for blank in question.blanks.values() if hasattr(blank, "options"))


def _number_keys(question: Question) -> Iterator[NumberKey]:
    if question.type == "number":
        yield question
    elif question.type == "blanks":
        yield from (blank for blank in question.blanks.values() if isinstance(blank, NumberKey))


def _texts(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
    elif hasattr(value, "model_dump"):
        yield from _texts(value.model_dump())


def _by_length(options: Sequence[Option]) -> list[Option]:
    return sorted(options, key=lambda option: len(plain(option.text)))


def at_least(count: int, chances: Sequence[float]) -> float:
    """Return the chance of so many successes or more in independent trials (Poisson binomial, exact)."""
    distribution = [1.0]
    for chance in chances:
        distribution = [
            (distribution[k] if k < len(distribution) else 0.0) * (1 - chance)
            + (distribution[k - 1] if k else 0.0) * chance
            for k in range(len(distribution) + 1)
        ]
    return sum(distribution[count:])
