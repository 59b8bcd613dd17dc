"""The exercises of every unit: right answers of every type pass, known mistakes meet their sentence, nothing is told."""

import re
from functools import cache

import numpy as np
import pandas as pd
import pytest
from notebook_files import NOTEBOOKS

from postsoviet.exercises import check, exercises
from postsoviet.exercises.answers import NameSet, Numbers, Table, fold
from postsoviet.teaching.assignment import assignment

UNITS = [path.name[:2] for path in NOTEBOOKS]
ALL = [pytest.param(one, id=one.id) for unit in UNITS for one in exercises(unit).values()]
OF_NUMBERS = [one for one in ALL if isinstance(one.values[0].kind(), Numbers)]
TASKS = {task.id: task for unit in UNITS for task in assignment(unit).checked}
#: Words of a task that permit rounding, and the decimals that they permit.
_PERMITS = {r"\bone decimal\b": 1, r"\btwo decimals\b": 2, r"\bwhole numbers?\b": 0}
_SENTENCE = re.compile(r"(?<=[.?!:])\s+")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def in_every_type(exercise) -> list:
    """Return the right answer in the types that a student may give."""
    answer = exercise.answer()
    match exercise.kind():
        case Numbers():
            numbers = np.atleast_1d(np.asarray(answer, dtype=float))
            whole = [round(one) if one == round(one) else one for one in numbers.tolist()]
            several = [numbers.tolist(), tuple(whole), numbers, pd.Series(numbers), numbers.astype(np.float32) * 1.0]
            return several if len(numbers) > 1 else [*several, whole[0], np.float64(whole[0])]
        case Table():
            return [dict(answer), pd.Series(answer), {key.upper(): value for key, value in answer.items()}]
        case NameSet():
            return [set(answer), sorted(answer), tuple(answer), pd.Series(sorted(answer))]
        case _:
            return [list(answer), tuple(answer), np.array(answer)]


@pytest.mark.parametrize("exercise", ALL)
def test_the_right_answer_passes_in_every_type(exercise):
    for answer in in_every_type(exercise):
        assert check(exercise.id, answer).passed, f"{type(answer).__name__}: {answer}"


@pytest.mark.parametrize("exercise", OF_NUMBERS)
def test_an_answer_that_is_rounded_as_the_task_asks_passes(exercise):
    words = f"{exercise.task} {TASKS[exercise.id].text}"
    permitted = [decimals for pattern, decimals in _PERMITS.items() if re.search(pattern, words, re.I)]
    if permitted:
        assert check(exercise.id, np.round(np.atleast_1d(exercise.answer()), max(permitted))).passed


@pytest.mark.parametrize("exercise", OF_NUMBERS)
def test_a_wild_answer_gets_the_general_sentence(exercise):
    wild = np.full(np.size(exercise.answer()), 987_654.0)
    assert exercise.judge(wild).why == exercise.wrong


@pytest.mark.parametrize("exercise", ALL)
def test_no_answer_shows_the_task(exercise):
    assert check(exercise.id, ...).status == "open"


@pytest.mark.parametrize("exercise", ALL)
def test_each_known_mistake_meets_its_own_sentence(exercise):
    said = [exercise.judge(mistake.answer()) for mistake in exercise.mistakes]
    assert exercise.mistakes, f"{exercise.id}: name at least one mistake that students will make"
    assert all(verdict.status == "wrong" for verdict in said)
    assert [verdict.why for verdict in said] == [mistake.why for mistake in exercise.mistakes]


@cache
def _right(name: str):
    exercise = exercises(name[:2])[name]
    return exercise.answer(), exercise.kind()


def told(exercise, text: str, task: str = "") -> list[str]:
    """Return what a text tells of the right answer beyond the task: a number, a name, or a value with its key."""
    answer, kind = _right(exercise.id)
    if isinstance(kind, Numbers):
        spoken = [float(number.replace(",", "")) for number in {*_NUMBER.findall(text)} - {*_NUMBER.findall(task)}]
        return [str(one) for one in spoken for right in kind.right if abs(abs(right) - one) <= exercise.tolerance]
    if isinstance(kind, Table):
        sentences = _SENTENCE.split(text)
        return [
            f"{key}: {value}" for key, value in answer.items() for sentence in sentences
            if _names_key(sentence, key) and re.search(rf"\b{re.escape(str(value))}\b", sentence, re.I)
        ]  # fmt: skip
    names = [answer] if isinstance(answer, str) else answer
    single = [name for name in names if len(name) > 1 and fold(name) in fold(text) and fold(name) not in fold(task)]
    # the letters of an order are told when they stand together
    ordered = re.findall(r"\b[A-Z]\b(?:\W+(?:and |then |before )?\b[A-Z]\b)+", text)
    return single + ([] if not any(len(name) == 1 for name in names) else ordered)


def _names_key(sentence: str, key: str) -> bool:
    """Return whether a sentence names a key; a small letter counts only in marks or behind a noun, for 'a' is a word."""
    if len(key) == 1 and key.islower():
        return bool(re.search(rf"[\"'`*(]{key}[\"'`*):]|\b(?i:claim|sentence|row|letter|statement|case) {key}\b", sentence))
    return bool(re.search(rf"\b{re.escape(key)}\b", sentence))


@pytest.mark.parametrize("exercise", ALL)
def test_no_sentence_for_an_unsolved_exercise_holds_the_answer(exercise):
    texts = [exercise.task, exercise.wrong, *(mistake.why for mistake in exercise.mistakes)]
    assert [found for text in texts for found in told(exercise, text)] == []


@pytest.mark.parametrize("exercise", ALL)
def test_no_hint_holds_the_answer(exercise):
    assert [found for text in TASKS[exercise.id].hints for found in told(exercise, text, TASKS[exercise.id].text)] == []


@pytest.mark.parametrize(
    ("name", "text", "tells"),
    [
        ("02-share-of-a-share", "You get 32.4 percent.", True),
        ("02-share-of-a-share", "Begin with 69 of 100.", False),
        ("02-claims", "Claim c does not hold.", True),
        ("02-claims", "A claim holds if its share does. Look at c first.", False),
        ("01-order-of-steps", "The order is F, B, D and so on.", True),
        ("01-order-of-steps", "Begin with the earliest year.", False),
        ("04-one-platform", "Leave out c11.", True),
        ("15-speaking-cells", "For Nansen 3 cells speak.", True),
    ],
)
def test_a_text_that_tells_is_seen(name, text, tells):
    assert bool(told(exercises(name[:2])[name], text)) is tells
