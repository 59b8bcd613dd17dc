"""The states of an explorer as columns: every state comes out as it went in, and the largest explorer is light."""

from __future__ import annotations

import json
import zlib
from itertools import product
from math import prod
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from postsoviet.explore.columns import FEW, HOLE, PLACES, columns_of
from postsoviet.explore.states import unpack

ROOT = Path(__file__).resolve().parents[2]
MIME = "application/vnd.postsoviet.explorer+json"


def put_together(packed: dict, number: int) -> dict[str, object]:
    """Read one state as ``explorer.js`` does."""
    counts = packed["counts"]
    chosen = list(product(*map(range, counts)))[number]

    def value(column):
        controls, values, *places = packed["columns"][column]
        place = 0
        for control, one in enumerate(chosen):
            if controls >> control & 1:
                place = place * counts[control] + one
        return values[PLACES.index(places[0][place]) if places else place]

    def made(recipe):
        if isinstance(recipe, int):
            return value(recipe)
        if isinstance(recipe, list):
            return [made(one) for one in recipe]
        if "is" in recipe:
            return recipe["is"]
        if "number" in recipe:
            return float(value(recipe["number"]))
        words = (value(recipe["text"]) if isinstance(recipe["text"], int) else recipe["text"]).split(HOLE)
        numbers = [value(one) for one in recipe["numbers"]]
        return "".join(part + number for part, number in zip(words, [*numbers, ""], strict=False))

    return {json.dumps(path): made(recipe) for path, recipe in packed["leaves"]}


def whole(changes: list[dict], number: int) -> dict[str, object]:
    """Return what each leaf has at a state."""
    return {json.dumps(one["path"]): one["values"][one["index"][number]] for one in changes}


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-999, 999), st.floats(-99, 99).map(lambda one: round(one, 2)),
    st.sampled_from(["", "2.50", "a 2.5 b", "+9.2, 0.0, -0.6", "1,234.5 soms", "nothing", "x" + "7"]),
)  # fmt: skip
LEAVES = st.one_of(SCALARS, st.lists(SCALARS, min_size=2, max_size=2), st.lists(SCALARS, max_size=3))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=3), st.data())
def test_every_state_comes_out_as_it_went_in(counts, data):
    size = prod(counts)
    changes = []
    for place in range(data.draw(st.integers(1, 4))):
        values = data.draw(st.lists(LEAVES, min_size=1, max_size=6))
        index = data.draw(st.lists(st.integers(0, len(values) - 1), min_size=size, max_size=size))
        changes.append({"path": ["panels", place], "values": values, "index": index})
    packed = json.loads(json.dumps(columns_of(counts, changes)))
    for number in range(size):
        assert put_together(packed, number) == whole(changes, number)


def explorers(name: str) -> list[dict]:
    """Return the explorers that a notebook holds."""
    (path,) = (ROOT / "notebooks").glob(f"{name}_*.ipynb")
    cells = json.loads(path.read_text("utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return [json.loads(one["data"][MIME]["packed"]) for one in outputs if MIME in one.get("data", {})]


@pytest.mark.parametrize("unit", ["03", "09"])
def test_the_explorers_of_a_unit_keep_every_state(unit):
    for explorer in explorers(unit):
        counts = [len(control["options"]) for control in explorer["controls"]]
        packed = columns_of(counts, explorer["changes"])
        for number in range(0, prod(counts), 7):
            view, found = unpack(explorer, number), put_together(packed, number)
            for change in explorer["changes"]:
                place = view
                for step in change["path"]:
                    place = place[step]
                assert found[json.dumps(change["path"])] == place


def test_the_largest_explorer_is_half_as_heavy():
    explorer = max(explorers("09"), key=lambda one: len(one["changes"][0]["index"]))
    counts = [len(control["options"]) for control in explorer["controls"]]
    assert prod(counts) > FEW
    before, after = (
        len(zlib.compress(json.dumps(one, separators=(",", ":")).encode()))
        for one in (explorer["changes"], columns_of(counts, explorer["changes"]))
    )
    assert after < before / 2
