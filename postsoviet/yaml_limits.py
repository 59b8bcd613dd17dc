"""What a YAML file may not do to whoever reads it: exhaust the stack, the memory, or hide a key behind another.

The parser written in C reads any depth without a word, and its loader then crashes the whole process at some
ten thousand levels. A few lines of anchors can stand for billions of values. So the events of a file are looked at
before anything is made of them, which takes a quarter of the time of loading it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from postsoviet.errors import CourseError

#: A bank goes eight levels deep.
DEEPEST = 40
#: Values that a file may stand for, with every alias written out; a whole bank has two thousand.
MOST_VALUES = 200_000
_MERGE = "<<"


@dataclass
class _Open:
    """A list or mapping that is being read."""

    is_mapping: bool
    anchor: str | None
    values: int = 0
    parts: int = 0
    keys: set[str] = field(default_factory=set)


def check(name: str, text: str, loader: type) -> None:
    """Refuse a text whose values would be too many or too deep, that refers to itself, or has a key twice.

    Raises
    ------
    CourseError
        In one sentence, with the line.
    yaml.YAMLError
        If the text is not YAML at all.
    """
    stack: list[_Open] = [_Open(False, None)]
    sizes: dict[str, int] = {}
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            if len(stack) > DEEPEST:
                raise _refused(name, event, f"values are nested more than {DEEPEST} deep; write them flatter")
            stack[-1].parts += 1
            stack.append(_Open(isinstance(event, yaml.MappingStartEvent), event.anchor))
            if event.anchor:
                # known by its name from here on, so that an alias inside it is seen
                sizes[event.anchor] = 0
        elif isinstance(event, yaml.CollectionEndEvent):
            done = stack.pop()
            stack[-1].values += done.values + 1
            if done.anchor:
                sizes[done.anchor] = done.values + 1
        elif isinstance(event, yaml.ScalarEvent):
            _scalar(name, event, stack[-1])
            if event.anchor:
                sizes[event.anchor] = 1
        elif isinstance(event, yaml.AliasEvent):
            if any(one.anchor == event.anchor for one in stack):
                raise _refused(name, event, f"'*{event.anchor}' stands inside what it refers to; write the value out")
            stack[-1].parts += 1
            stack[-1].values += sizes.get(event.anchor, 0)
        if sum(one.values for one in stack) > MOST_VALUES:
            raise _refused(name, event, f"the file stands for more than {MOST_VALUES:,} values; write less, and fewer aliases")


def _scalar(name: str, event: yaml.ScalarEvent, inside: _Open) -> None:
    is_key = inside.is_mapping and inside.parts % 2 == 0
    inside.parts += 1
    inside.values += 1
    if is_key and event.value != _MERGE:
        if event.value in inside.keys:
            raise _refused(name, event, f"the key '{event.value[:60]}' stands twice in one place; remove one of them")
        inside.keys.add(event.value)


def _refused(name: str, event: yaml.Event, why: str) -> CourseError:
    return CourseError(f"{name}, line {event.start_mark.line + 1}: {why}.")


def line_of_bad_value(text: str, loader: type) -> tuple[int, str]:
    """Find the first value that cannot be made, such as a 30 February; line 0 where none is found."""
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.ScalarEvent):
            maker = yaml.SafeLoader("")
            tag = event.tag or maker.resolve(yaml.ScalarNode, event.value, event.implicit)
            try:
                maker.construct_object(yaml.ScalarNode(tag, event.value))
            except (ValueError, KeyError, OverflowError, yaml.YAMLError):
                return event.start_mark.line + 1, event.value[:60]
    return 0, ""
