"""Change one thing in a file that is in order: what a slip of the hand, a bad tool or an ill will may do."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

#: Values that stand where others belong.
STRANGE = st.one_of(
    st.none(), st.booleans(), st.integers(), st.integers(min_value=10**30), st.floats(),
    st.text(max_size=20), st.sampled_from(["", "\x00", "\x1b[2J", "\u202e", "{{ 9**9**9 }}", "{{ (1).__class__ }}", "$x^{", "<script>", "../x"]),
    st.lists(st.integers(), max_size=3), st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
    # made anew each time, for later changes go into them
    st.builds(lambda: [[[]]]), st.builds(lambda: {"a": {"b": {}}}),
)  # fmt: skip


class Changed:
    """A changed copy, which a report does not print whole. No data class, for Hypothesis prints all fields of one."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree

    def __repr__(self) -> str:
        return repr(self.tree)[:2000]


def places(tree: Any, way: tuple = ()) -> list[tuple]:
    """List the way to every value of a tree."""
    found = [way] if way else []
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, value in steps:
        found += places(value, (*way, step))
    return found


@st.composite
def changed(draw: st.DrawFn, whole: Any) -> Changed:
    """Draw a copy with one to three changes: a value replaced, removed, doubled, or a key added."""
    tree = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, 3))):
        ways = places(tree)
        if not ways:
            return Changed(tree)
        *parents, last = draw(st.sampled_from(ways))
        node = tree
        for step in parents:
            node = node[step]
        match draw(st.sampled_from(["replace", "replace", "replace", "remove", "add"])):
            case "replace":
                node[last] = draw(STRANGE)
            case "remove":
                del node[last]
            case "add" if isinstance(node, dict):
                node[draw(st.text(max_size=8))] = draw(STRANGE)
            case "add":
                node.insert(last, copy.deepcopy(node[last]))
    return Changed(tree)


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Draw a copy with bytes changed, cut out or put in."""
    made = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(0, len(made) - 1)))
        end = start + draw(st.integers(0, 40))
        made[start:end] = draw(st.one_of(st.binary(max_size=6), st.sampled_from([b"&a ", b"*a", b"{", b"[", b"- ", b'"', b": ", b"\t", b"\xff"])))
    return bytes(made)
