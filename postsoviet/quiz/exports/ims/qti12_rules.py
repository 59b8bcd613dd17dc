"""The rules of a response in plain QTI 1.2: what scores, and what is said to which answer."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from postsoviet.quiz.exports.ims.bounds import ends
from postsoviet.quiz.exports.ims.elements import Node, node
from postsoviet.quiz.exports.numbers import Reach, exact, reach_of
from postsoviet.quiz.exports.ims.prose import Prose
from postsoviet.quiz.exports.ims.qti12_items import between, condition, equal, feedback, neither
from postsoviet.quiz.exports.ims.responses import Chosen, Response, Typed

#: Decimals of a part of the points.
DECIMALS = 4


@dataclass
class Rules:
    """Rules and feedback of an item, gathered response by response.

    Attributes
    ----------
    prose : Prose
        How texts are written.
    conditions, words : list of Element
        What was gathered.
    """

    prose: Prose
    conditions: list[Node] = field(default_factory=list)
    words: list[Node] = field(default_factory=list)
    _said: dict[tuple[str, str], str] = field(default_factory=dict)

    def gather(self, response: Response, share: str, *, only: Node | None = None) -> None:
        """Add the rules of a response.

        Parameters
        ----------
        response : Chosen or Typed
            What is asked for.
        share : str
            What it scores; of several right choices each scores it.
        only : Element, optional
            A test that must hold as well before anything is scored.
        """
        if isinstance(response, Chosen):
            self._choices(response, share, only)
        elif isinstance(response, Typed):
            self._typed(response, share)

    def say(self, response: str, said: str, words: str) -> str:
        """Keep feedback, the same words of a response once, and return its name.

        Parameters
        ----------
        response, said : str
            Names of the response and of what was answered.
        words : str
            Markdown.
        """
        name = self._said.setdefault((response, words), f"{response}-{said}-feedback")
        if name == f"{response}-{said}-feedback":
            self.words.append(feedback(name, self.prose.block(words)))
        return name

    def _choices(self, response: Chosen, share: str, only: Node | None) -> None:
        for place, choice in enumerate(response.choices, start=1):
            ident = choice_name(response, place)
            said = [self.say(response.name, str(place), choice.feedback)]
            test = equal(response.name, ident)
            slip = response.several and not choice.right
            if choice.right and only is not None:
                self.conditions.append(condition(test, only, score=share, action="Add", more=True))
                self.conditions.append(condition(equal(response.name, ident), feedback=said, more=True))
            elif choice.right or slip:
                action = "Subtract" if slip else "Add"
                self.conditions.append(condition(test, score=share, action=action, feedback=said, more=True))
            else:
                self.conditions.append(condition(test, feedback=said, more=True))

    def _typed(self, response: Typed, share: str) -> None:
        key, name = response.key, response.name
        said = [self.say(name, "right", key.right)]
        self.conditions.append(condition(right_test(response), score=share, action="Add", feedback=said, more=True))
        for place, miss in enumerate(key.near_misses, start=1):
            said = [self.say(name, f"miss-{place}", miss.feedback)]
            self.conditions.append(condition(*miss_tests(response, place - 1), feedback=said, more=True))
        said = [self.say(name, "wrong", key.wrong)]
        tests = [right_test(response), *(_near(response, place) for place in range(len(key.near_misses)))]
        self.conditions.append(condition(neither(tests), feedback=said, more=True))


def choice_name(response: Chosen, place: int) -> str:
    """Return the name of a choice, by its place from 1; unique in its item."""
    return f"{response.name}-{place}"


def part_of(points: int, parts: int) -> str:
    """Return one part of the points; a little too much rather than too little, for an item caps its score."""
    factor = 10**DECIMALS
    return exact(math.ceil(points * factor / parts) / factor)


def right_test(response: Typed) -> Node:
    """Return the test that holds for the right answers of a typed response."""
    if response.is_number:
        return _around(response.name, reach_of(response.key))
    accepted = [equal(response.name, text, case="No") for text in response.key.accepted]
    return accepted[0] if len(accepted) == 1 else node("or", *accepted)


def miss_tests(response: Typed, place: int) -> Iterator[Node]:
    """Yield the tests that hold for a near miss alone: not for the key, nor for an earlier miss."""
    yield _near(response, place)
    if not response.is_number:
        return
    reach = reach_of(response.key).reach
    misses = response.key.near_misses
    centre = misses[place].value
    if abs(centre - reach_of(response.key).centre) <= 2 * reach:
        yield node("not", right_test(response))
    for earlier in range(place):
        if abs(centre - misses[earlier].value) <= 2 * reach:
            yield node("not", _near(response, earlier))


def _near(response: Typed, place: int) -> Node:
    miss = response.key.near_misses[place]
    if response.is_number:
        return _around(response.name, Reach(miss.value, reach_of(response.key).reach))
    return equal(response.name, miss.value, case="No")


def _around(name: str, reach: Reach) -> Node:
    return between(name, *ends(reach))
