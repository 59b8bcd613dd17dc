"""What leaves a sandbox is plain data, judged like the answer itself; whatever else is written there is refused."""

import json
from collections import deque
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsoviet.exercises import exercises, units_with_exercises
from postsoviet.exercises.answers import Unreadable, unanswered
from postsoviet.teaching.grading.channel import Answer, Forged, Held, Large, read, rebuild
from postsoviet.teaching.grading.inside.plain import MOST_ITEMS, is_blank, plain

ALL = [pytest.param(one, id=one.id) for unit in units_with_exercises() for one in exercises(unit).values()]


def through(value: object) -> object:
    """Return a value as the grader sees it."""
    line = json.dumps({"kind": "answer", "task": "09-gini", "value": plain(value)}, allow_nan=False)
    return rebuild(read(line.encode()).value)


def forms(answer: object) -> list:
    """Return an answer in the types that a student may give it in."""
    if isinstance(answer, dict):
        return [answer, pd.Series(answer)]
    if isinstance(answer, set | frozenset):
        return [answer, sorted(answer), tuple(answer), np.array(sorted(answer)), pd.Series(sorted(answer)), pd.Index(sorted(answer))]
    if isinstance(answer, str):
        return [answer, np.str_(answer), [answer]]
    several = [answer, list(np.atleast_1d(answer)), pd.Series(np.atleast_1d(answer))]
    if all(isinstance(one, str) for one in np.atleast_1d(answer).tolist()):
        return several
    numbers = np.atleast_1d(np.asarray(answer, dtype=float))
    return [*several, numbers.tolist(), tuple(numbers), numbers[None, :], deque(numbers), pd.DataFrame(numbers), numbers.astype("f4"),
            [Fraction(one) for one in numbers.tolist()], [Decimal(one) for one in numbers.tolist()]]  # fmt: skip


@pytest.mark.parametrize("exercise", ALL)
def test_the_right_answer_is_right_on_both_sides(exercise):
    answer, kind = exercise.answer(), exercise.kind()
    for form in forms(answer):
        assert kind.same(kind.read(form), kind.right), f"no right answer to begin with: {type(form)}"
        assert kind.same(kind.read(through(form)), kind.right), f"{type(form)}: {form}"


@pytest.mark.parametrize("name", exercises("09"))
def test_a_mistake_meets_the_same_sentence_on_both_sides(name):
    exercise = exercises("09")[name]
    for mistake in exercise.mistakes:
        answer = mistake.answer()
        assert exercise.judge(through(answer)) == exercise.judge(answer)


@pytest.mark.parametrize("value", [None, ..., "", [], (), {}, set(), np.array([]), pd.Series([], dtype=float)])
def test_nothing_is_still_nothing(value):
    assert is_blank(plain(value)) and exercises("09")["09-gini"].judge(through(value)).status == "open"


def test_numbers_that_json_does_not_know():
    assert np.isnan(through(float("nan"))) and np.isnan(through(pd.NA)) and np.isnan(through([np.float32("nan")])[0])
    assert through(-np.inf) == through(-(10**5000)) == -np.inf and through([10**5000]) == [np.inf]
    assert through(10**20) == 10**20 and through(np.int64(7)) == 7 and through(True) is True
    assert through({2010: 1, (1, "a"): None}) == {2010: 1, (1, "a"): None}


class Hostile:
    """Raises whatever it is asked."""

    def __getattribute__(self, name):
        raise SystemExit(name)

    __array__ = __len__ = __iter__ = __float__ = __repr__ = __eq__ = __hash__ = None


class Liar(float):
    """Is 1, and says that it is 2."""

    def __float__(self):
        return 2.0

    __repr__ = __str__ = __eq__ = lambda self, *others: None
    __hash__ = float.__hash__


def deep() -> list:
    value: list = []
    for _ in range(100_000):
        value = [value]
    return value


@pytest.mark.parametrize("value", [range(10**12), [0] * (MOST_ITEMS + 1), "x" * 10**6, np.zeros(10**6), pd.Series(np.zeros(10**6)), deep()])
def test_what_is_too_large_stays_inside(value):
    assert plain(value) == {"type": "large"} and isinstance(through(value), Large)


@pytest.mark.parametrize("value", [Hostile, lambda: iter([1]), lambda: (one for one in iter(int, 1)), lambda: 1j, lambda: b"1", lambda: type,
                                  lambda: np.datetime64("2010"), object])  # fmt: skip
def test_what_is_no_answer_leaves_its_type_and_nothing_else(value):
    value = value()
    data = plain(value)
    assert data["type"] == "other"
    assert exercises("09")["09-gini"].judge(through(value)).status == "wrong"


def test_a_class_of_the_student_has_no_word_in_it():
    assert plain(Liar(1)) == 1 and type(plain(Liar(1))) is float
    assert plain([Hostile(), 1]) == {"type": "other", "name": "list"}
    assert rebuild(Held(type="other", name="x\u202e" * 40)).__class__.__name__ == "x" * 40


def message(**changes) -> bytes:
    return json.dumps({"kind": "answer", "task": "09-gini", "value": 1.0} | changes).encode()


def test_a_message_is_read():
    assert read(message()) == Answer(kind="answer", task="09-gini", value=1.0)


@pytest.mark.parametrize(
    "line",
    [
        b"", b"null", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"kind": "ready", "kind": "mark"}', message(points=9), message(kind="mark"),
        message(task="x" * 81), message(value="x" * 5001), message(value={"type": "list", "items": [0] * 5001}), message(value={"type": "class"}),
        message(value={"type": "other", "name": "x" * 81}), message(value=[1]), message(value={"type": "list", "items": {}}),
        b'{"kind": "answer", "task": "09-gini", "value": NaN2}', b'{"kind": "error", "cell": -1, "name": "", "text": ""}',
    ],
)  # fmt: skip
def test_what_is_no_message_is_refused(line):
    with pytest.raises(Forged):
        read(line)


def test_parts_that_do_not_go_together_are_refused():
    nested = {"type": "list", "items": []}
    for _ in range(9):
        nested = {"type": "list", "items": [nested]}
    for value in ({"type": "dict", "keys": [1], "items": []}, {"type": "set", "items": [{"type": "list"}]}, nested,
                  {"type": "dict", "keys": [{"type": "list"}], "items": [1]}):  # fmt: skip
        with pytest.raises(Forged):
            rebuild(read(message(value=value)).value)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=4)
    | st.tuples(inner) | st.frozensets(st.text(max_size=5), max_size=3),
    max_leaves=12,
)  # fmt: skip


KINDS = [exercises(unit)[name].kind() for unit, name in (("09", "09-gini"), ("08", "08-what-the-ranks-show"), ("04", "04-one-platform"))]


def read_by(kind, value) -> object:
    """Return an answer as it is compared, or why it cannot be."""
    try:
        return str(kind.read(value))
    except Unreadable as fault:
        return str(fault)
    except (OverflowError, ValueError):
        return "a number too large, which the grader takes for infinite"


@settings(deadline=None)
@given(ANY)
def test_any_plain_value_comes_through_and_is_read_alike(value):
    seen = through(value)
    assert unanswered(seen) == unanswered(value)
    for kind in KINDS:
        inside, outside = read_by(kind, value), read_by(kind, seen)
        assert inside == outside or "too large" in inside


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_do_more_than_be_refused(line):
    try:
        read(line)
    except Forged:
        pass
