"""Every state of an explorer, packed small enough to travel with a static page.

A state is a tree of plain data. Most of it never changes, so the default state is stored whole and
only the leaves that differ are listed: each with its distinct values, and one index a state.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from itertools import product
from json import dumps

from postsoviet.errors import CourseError
from postsoviet.explore.controls import Control

#: More states than this make a page heavy and a notebook slow; a smaller question teaches as much.
MOST_STATES = 600


def leaves(tree, path: tuple = ()) -> Iterator[tuple[tuple, object]]:
    """Walk a tree of plain data; a list of bare values counts as one leaf."""
    if isinstance(tree, dict):
        for key, inner in tree.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(tree, list) and any(isinstance(item, dict | list) for item in tree):
        for place, inner in enumerate(tree):
            yield from leaves(inner, (*path, place))
    else:
        yield path, tree


def choices(controls: Sequence[Control]) -> Iterator[dict]:
    """Yield every combination of the controls, the last control changing fastest."""
    names = [control.name for control in controls]
    for values in product(*(control.values for control in controls)):
        yield dict(zip(names, values, strict=True))


def pack(controls: Sequence[Control], view_of: Callable[[dict], dict], title: str) -> dict:
    """Compute all states and keep what differs.

    Parameters
    ----------
    controls : sequence of Control
        In the order in which the states are numbered.
    view_of : callable
        From a choice (mapping of control name to value) to a plain view.
    title : str
        Name of the explorer, for the errors.

    Returns
    -------
    dict
        ``base`` (the default state whole) and ``changes``: a list of ``path``, ``values`` (distinct)
        and ``index`` (one number a state).

    Raises
    ------
    CourseError
        If there are too many states, or two states differ in shape.
    """
    states = list(choices(controls))
    if len(states) > MOST_STATES:
        raise CourseError(
            f"The explorer '{title}' has {len(states)} states; at most {MOST_STATES} travel with a page, "
            "so offer fewer options."
        )
    views = [view_of(state) for state in states]
    flat = [dict(leaves(view)) for view in views]
    default = {control.name: control.default for control in controls}
    base = views[states.index(default)]
    shape = set(flat[0])
    for state, paths in zip(states, flat, strict=True):
        if set(paths) != shape:
            odd = sorted(map(str, shape.symmetric_difference(paths)))[0]
            raise CourseError(
                f"The explorer '{title}' draws another shape at {state} (see {odd}); give every state "
                "the same traces, labels and rows."
            )
    changes = []
    for path in flat[0]:
        values, index, seen = [], [], {}
        for paths in flat:
            mark = dumps(paths[path])
            if mark not in seen:
                seen[mark] = len(values)
                values.append(paths[path])
            index.append(seen[mark])
        if len(values) > 1:
            changes.append({"path": list(path), "values": values, "index": index})
    return {"base": base, "changes": changes}


def unpack(packed: dict, number: int) -> dict:
    """Rebuild one state from the packed form; the page's script does the same.

    Parameters
    ----------
    packed : dict
        What ``pack`` returned.
    number : int
        Place of the state in the order of ``choices``.
    """
    view = deepcopy(packed["base"])
    for change in packed["changes"]:
        *way, last = change["path"]
        place = view
        for step in way:
            place = place[step]
        place[last] = change["values"][change["index"][number]]
    return view
