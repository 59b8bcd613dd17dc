"""The script of a page judges every exercise as the library does, sentence for sentence."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from postsoviet.exercises import Exercise, Mistake, exercises, units_with_exercises
from postsoviet.exercises.answers import NameSet, Numbers, Table
from postsoviet.exercises.page import data_of, form_of, script



def computed(exercise: Exercise) -> Exercise:
    """Return an exercise that computes its answers once, for it is asked thousands of times."""
    answer, mistakes = exercise.answer(), [(one.answer(), one.why) for one in exercise.mistakes]
    return replace(
        exercise, answer=lambda: answer, choices=exercise.offered(),
        mistakes=[Mistake(lambda wrong=wrong: wrong, why) for wrong, why in mistakes],
    )  # fmt: skip


ALL = [computed(one) for unit in units_with_exercises() for one in exercises(unit).values()]
#: Just inside and just outside the tolerance, as parts of it.
_EDGES = (-1.001, -1, -0.999, 0.999, 1, 1.001)
_FACTORS = (-1, 0.01, 100, 0.001, 1000, 1e-6, 1e6, 2)


def answers(exercise, form) -> list[tuple[object, list]]:
    """Return answers as a kernel gets them, each with the places that a form gives."""
    chance = random.Random(exercise.id)
    kind = exercise.kind()
    if isinstance(kind, Numbers):
        return [(places, places) for places in of_numbers(exercise, kind.right, chance)]
    if isinstance(kind, Table) and form.kind == "amounts":
        tables = of_numbers(exercise, np.array([*kind.right.values()]), chance)
        return [(dict(zip(kind.right, places, strict=True)), places) for places in tables]
    known = {name: place for place, name in enumerate(form.choices)}
    if isinstance(kind, Table):
        places = of_names(exercise, [known[name] for name in kind.right.values()], len(known), chance)
        return [({key: name_of(form, one) for key, one in zip(kind.right, some, strict=True)}, some) for some in places]
    right = [known[name] for name in kind.right]
    if isinstance(kind, NameSet):
        several = [[place for place in known.values() if chance.random() < 0.5] for _ in range(40)]
        return [({form.choices[one] for one in some}, some) for some in [right, [], [*known.values()], *several]]
    return [([name_of(form, one) for one in some], some) for some in of_names(exercise, right, len(known), chance)]


def name_of(form, place: int | None) -> str | None:
    """Return the name at a place of the choices, or None for a place that is left open."""
    return None if place is None else form.choices[place]


def of_numbers(exercise, right: np.ndarray, chance: random.Random) -> list[list[float | None]]:
    """Return the right numbers, every known mistake, slips, edges, rounded ones, wild ones and open places."""
    size = len(right)
    mistakes = data_of(exercise)["mistakes"]
    found = [right, right[::-1], np.zeros(size), np.full(size, 987_654.0), *(right * factor for factor in _FACTORS)]
    for base in [right, *(np.array(places, float) for places, _ in mistakes if None not in places)]:
        found += [base, *(base + exercise.tolerance * edge for edge in _EDGES), base + 1e-13, base - 3e-12]
        found += [np.round(base, decimals) for decimals in range(5)]
        for place in range(size):
            changed = right.copy()
            changed[place] = base[place] if base is not right else 12_345.0
            found += [changed, np.where(np.arange(size) == place, base * 0.01, right), np.where(np.arange(size) == place, -base, right)]
    found += [chance.choice(found) + chance.choice([0, exercise.tolerance, 1e-3]) for _ in range(20)]
    open_places: list[list[float | None]] = [[None] * size]
    open_places += [[None if at == place else one for at, one in enumerate(right.tolist())] for place in range(size)]
    return [one.tolist() for one in found] + open_places


def of_names(exercise, right: list[int], size: int, chance: random.Random) -> list[list[int | None]]:
    """Return the right places, every known mistake, parts of these, another order, wild ones and open places."""
    mistakes = [places for places, _ in data_of(exercise)["mistakes"]]
    mixed = [[chance.choice([*pair]) for pair in zip(right, chance.choice(mistakes), strict=True)] for _ in range(20)]
    both = [[chance.choice([*some]) for some in zip(*chance.sample(mistakes, 2), strict=True)] for _ in range(20)]
    wild = [[chance.randrange(size) for _ in right] for _ in range(20)]
    holes: list[list[int | None]] = [[None if chance.random() < 0.3 else one for one in some] for some in [*wild, right]]
    shuffled = [chance.sample(right, len(right)) for _ in range(5)]
    return [right, right[::-1], *mistakes, *mixed, *both, *wild, *shuffled, *holes, [None] * len(right)]


@pytest.fixture
def judged(browser, tmp_path):
    """Give the function that judges answers by the script, all in one call."""
    end = tmp_path / "end.js"
    end.write_text("globalThis.judged = (cases) => cases.map(([data, all]) => all.map((one) => judge(data, one)));")
    page = browser.new_page()
    page.add_script_tag(content=script(Path(end)))
    yield lambda cases: page.evaluate("(text) => judged(JSON.parse(text))", json.dumps(cases))
    page.close()


def test_every_exercise_has_a_form():
    assert [one.id for one in ALL if form_of(one) is None] == []


def test_the_script_says_what_a_kernel_says(judged):
    given = [answers(one, form_of(one)) for one in ALL]
    said = judged([[data_of(one), [places for _, places in some]] for one, some in zip(ALL, given, strict=True)])
    different, count, states = [], 0, set()
    for exercise, some, verdicts in zip(ALL, given, said, strict=True):
        for (answer, _), verdict in zip(some, verdicts, strict=True):
            expected = exercise.judge(answer)
            count += 1
            states.add(expected.status)
            if (verdict["state"], verdict["said"]) != (expected.status, str(expected)):
                different.append(f"{exercise.id} {answer}: {verdict['said']} | {expected}")
    assert different == []
    assert count > 10_000 and states == {"open", "wrong", "right"}
