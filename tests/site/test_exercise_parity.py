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
from postsoviet.exercises.page import Described, Form, described, script



def computed(exercise: Exercise) -> Exercise:
    """Return an exercise that computes its answers once, for it is asked thousands of times."""
    answer, mistakes = exercise.answer(), [(one.answer(), one.why) for one in exercise.mistakes]
    return replace(
        exercise, answer=lambda: answer, choices=exercise.offered(),
        mistakes=[Mistake(lambda wrong=wrong: wrong, why) for wrong, why in mistakes],
    )  # fmt: skip

#: Just inside and just outside the tolerance, as parts of it.
_EDGES = (-1.001, -1, -0.999, 0.999, 1, 1.001)
_FACTORS = (-1, 0.01, 100, 0.001, 1000, 1e-6, 1e6, 2)


def answers(exercise: Exercise, page: Described) -> list[tuple[object, list]]:
    """Return answers as a kernel gets them, each with the places that a form gives."""
    chance = random.Random(exercise.id)
    kind, form = exercise.kind(), page.form
    mistakes = [places for places, _ in page.data["mistakes"]]
    if isinstance(kind, Numbers):
        return [(places, places) for places in of_numbers(exercise, mistakes, kind.right, chance)]
    if isinstance(kind, Table) and form.kind == "amounts":
        tables = of_numbers(exercise, mistakes, np.array([*kind.right.values()]), chance)
        return [(dict(zip(kind.right, places, strict=True)), places) for places in tables]
    known = {name: place for place, name in enumerate(form.choices)}
    if isinstance(kind, Table):
        found = of_names(mistakes, [known[name] for name in kind.right.values()], len(known), chance)
        return [(dict(zip(kind.right, names_of(form, some), strict=True)), some) for some in found]
    right = [known[name] for name in kind.right]
    if isinstance(kind, NameSet):
        several = [[place for place in known.values() if chance.random() < 0.5] for _ in range(40)]
        return [({form.choices[one] for one in some}, some) for some in [right, [], [*known.values()], *several]]
    return [(names_of(form, some), some) for some in of_names(mistakes, right, len(known), chance)]


def names_of(form: Form, places: list[int | None]) -> list[str | None]:
    """Return the names at places of the choices, and None for a place that is left open."""
    return [None if place is None else form.choices[place] for place in places]


def of_numbers(exercise, mistakes: list, right: np.ndarray, chance: random.Random) -> list[list[float | None]]:
    """Return the right numbers, every known mistake, slips, edges, rounded ones, wild ones and open places."""
    size = len(right)
    found = [right, right[::-1], np.zeros(size), np.full(size, 987_654.0), *(right * factor for factor in _FACTORS)]
    for base in [right, *(np.array(places, float) for places in mistakes if None not in places)]:
        found += [base, *(base + exercise.tolerance * edge for edge in _EDGES), base + 1e-13, base - 3e-12]
        found += [np.round(base, decimals) for decimals in range(5)]
        for place in range(size):
            changed = right.copy()
            changed[place] = base[place] if base is not right else 12_345.0
            here = np.arange(size) == place
            found += [changed, np.where(here, base * 0.01, right), np.where(here, -base, right)]
    found += [chance.choice(found) + chance.choice([0, exercise.tolerance, 1e-3]) for _ in range(20)]
    open_places: list[list[float | None]] = [[None] * size]
    open_places += [[None if at == place else one for at, one in enumerate(right.tolist())] for place in range(size)]
    return [one.tolist() for one in found] + open_places


def of_names(mistakes: list, right: list[int], size: int, chance: random.Random) -> list[list[int | None]]:
    """Return the right places, every known mistake, parts of these, another order, wild ones and open places."""
    mixed = [[chance.choice([*pair]) for pair in zip(right, chance.choice(mistakes), strict=True)] for _ in range(20)]
    both = [[chance.choice([*some]) for some in zip(*chance.sample(mistakes, 2), strict=True)] for _ in range(20)]
    wild = [[chance.randrange(size) for _ in right] for _ in range(20)]
    holes: list[list[int | None]] = [
        [None if chance.random() < 0.3 else one for one in some] for some in [*wild, right]
    ]
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


def test_the_script_says_what_a_kernel_says(judged):
    every = [computed(one) for unit in units_with_exercises() for one in exercises(unit).values()]
    pages = [described(one) for one in every]
    # an exercise that has no form would need a kernel
    assert [one.id for one, page in zip(every, pages, strict=True) if page is None] == []
    given = [answers(one, page) for one, page in zip(every, pages, strict=True)]
    said = judged([[page.data, [places for _, places in some]] for page, some in zip(pages, given, strict=True)])
    different, count, states = [], 0, set()
    for exercise, some, verdicts in zip(every, given, said, strict=True):
        for (answer, _), verdict in zip(some, verdicts, strict=True):
            expected = exercise.judge(answer)
            count += 1
            states.add(expected.status)
            if (verdict["state"], verdict["said"]) != (expected.status, str(expected)):
                different.append(f"{exercise.id} {answer}: {verdict['said']} | {expected}")
    assert different == []
    assert count > 10_000 and states == {"open", "wrong", "right"}
