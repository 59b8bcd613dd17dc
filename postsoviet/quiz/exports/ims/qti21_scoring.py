"""The variables and rules of an item of QTI 2.1: keys, points for parts, and what is said to which answer."""

from __future__ import annotations

from collections.abc import Iterator

from postsoviet.quiz.exports.ims.bounds import ends
from postsoviet.quiz.exports.ims.elements import Node, node
from postsoviet.quiz.exports.numbers import Reach, exact, reach_of
from postsoviet.quiz.exports.ims.responses import Choice, Chosen, Response, Typed
from postsoviet.quiz.questions import Question

#: Feedback that is always shown, what the answer rests on and the sample answer; and what is shown until all is right.
GENERAL, SAMPLE, HINT = "general", "sample", "hint"
#: Parts of points may not add up to the whole by a hair.
_HAIR = 0.001
_SCORE, _FEEDBACK, _MOST = "SCORE", "FEEDBACK", "MAXSCORE"


def variable(response: Response) -> str:
    """Return the name of the variable of a response."""
    return "RESPONSE" if response.name == "answer" else f"RESPONSE-{response.name}"


def said(response: Chosen) -> list[tuple[str, Choice]]:
    """Return the choices of a response by their names, which are unique in the item."""
    return [(f"{response.name}-{place}", choice) for place, choice in enumerate(response.choices, start=1)]


def declarations(question: Question, asked: list[Response]) -> Iterator[Node]:
    """Yield what is asked, with its key, and what comes out."""
    share = question.points / len(asked)
    if question.type == "ordering":
        order = sorted(one.name for one in asked)
        yield _declared("RESPONSE", "ordered", "identifier", order)
    elif question.type == "matching":
        right = _right_pairs(question)
        yield _declared(
            "RESPONSE", "multiple", "directedPair", right, _mapping({one: share for one in right}, question.points)
        )
    else:
        for response in asked:
            yield _declaration(question, response, share)
    yield _outcome(_SCORE, 0, normalMaximum=str(question.points))
    yield _outcome(_MOST, question.points)
    yield node("outcomeDeclaration", identifier=_FEEDBACK, cardinality="multiple", baseType="identifier")


def processing(question: Question, asked: list[Response]) -> Node:
    """Return the rules: score and feedback."""
    always = [GENERAL, SAMPLE] if question.type == "open" else [GENERAL]
    return node("responseProcessing", _say(*map(_identifier, always)), *_rules(question, asked), *_hint(question))


def _hint(question: Question) -> Iterator[Node]:
    if question.hint:
        nearly_all = node("baseValue", repr(question.points - _HAIR), baseType="float")
        yield _when(node("lt", node("variable", identifier=_SCORE), nearly_all), _say(_identifier(HINT)))


def _rules(question: Question, asked: list[Response]) -> Iterator[Node]:
    share = question.points / len(asked)
    if question.type == "ordering":
        yield from _order_rules(asked, share)
    elif question.type == "matching":
        yield _mapped()
        yield from _match_rules(question)
    elif question.type == "true-false":
        verdict, reason = asked
        yield from (_say(_value_of(verdict)), _say(_value_of(reason)))
        # a right reason counts with the right verdict only
        yield _when(_is_key(verdict), _score(share), _when(_is_key(reason), _score(share)))
    else:
        for response in asked:
            if isinstance(response, Chosen):
                yield _say(_value_of(response))
                yield _mapped() if response.several else _when(_is_key(response), _score(share))
            elif isinstance(response, Typed):
                yield _when(node("not", node("isNull", _value_of(response))), _typed_rules(response, share))


def _declaration(question: Question, response: Response, share: float) -> Node:
    name = variable(response)
    if isinstance(response, Chosen):
        right = [choice for choice, one in said(response) if one.right]
        if not response.several:
            return _declared(name, "single", "identifier", right)
        part = question.points / len(right)
        parts = {choice: part if one.right else -part for choice, one in said(response)}
        return _declared(name, "multiple", "identifier", right, _mapping(parts, question.points))
    if isinstance(response, Typed):
        if response.is_number:
            return _declared(name, "single", "float", [exact(response.key.answer)])
        accepted = response.key.accepted
        # the rules decide; the mapping tells platforms that read no rules of the other spellings
        return _declared(name, "single", "string", accepted[:1], _mapping(dict.fromkeys(accepted, share), share))
    return node("responseDeclaration", identifier=name, cardinality="single", baseType="string")


def _declared(name: str, cardinality: str, kind: str, right: list[str], mapping: Node | None = None) -> Node:
    key = node("correctResponse", *(node("value", one) for one in right))
    return node("responseDeclaration", key, mapping, identifier=name, cardinality=cardinality, baseType=kind)


def _mapping(parts: dict[str, float], most: float) -> Node:
    entries = (node("mapEntry", mapKey=key, mappedValue=repr(float(part))) for key, part in parts.items())
    return node("mapping", *entries, lowerBound="0", upperBound=repr(float(most)), defaultValue="0")


def _outcome(name: str, value: int, **attributes: str) -> Node:
    default = node("defaultValue", node("value", str(value)))
    return node("outcomeDeclaration", default, identifier=name, cardinality="single", baseType="float", **attributes)


def _right_pairs(question: Question) -> list[str]:
    return [
        f"pair-{place} match-{question.choices.index(pair.match) + 1}"
        for place, pair in enumerate(question.pairs, start=1)
    ]


def _order_rules(asked: list[Response], share: float) -> Iterator[Node]:
    names = sorted(one.name for one in asked)
    for place, name in enumerate(names, start=1):
        there = node("index", node("variable", identifier="RESPONSE"), n=place)
        yield _when(node("match", there, _identifier(name)), _score(share))
    answered = node("not", node("isNull", node("variable", identifier="RESPONSE")))
    yield _when(answered, _say(*map(_identifier, names)))


def _match_rules(question: Question) -> Iterator[Node]:
    extras = {question.choices.index(extra.text) + 1 for extra in question.extra}
    for place in range(1, len(question.pairs) + 1):
        usual = [_paired(place, match) for match in range(1, len(question.choices) + 1) if match not in extras]
        yield _when(node("or", *usual), _say(_identifier(f"pair-{place}")))
    for match in sorted(extras):
        tests = [_paired(place, match) for place in range(1, len(question.pairs) + 1)]
        yield _when(node("or", *tests), _say(_identifier(f"match-{match}")))


def _paired(place: int, match: int) -> Node:
    pair = node("baseValue", f"pair-{place} match-{match}", baseType="directedPair")
    return node("member", pair, node("variable", identifier="RESPONSE"))


def _typed_rules(response: Typed, share: float) -> Node:
    branches = [node("responseIf", _is_right(response), _score(share), _say(_identifier(f"{response.name}-right")))]
    for place, miss in enumerate(response.key.near_misses, start=1):
        rule = _say(_identifier(f"{response.name}-miss-{place}"))
        branches.append(node("responseElseIf", _near(response, miss.value), rule))
    branches.append(node("responseElse", _say(_identifier(f"{response.name}-wrong"))))
    return node("responseCondition", *branches)


def _is_right(response: Typed) -> Node:
    if response.is_number:
        return _within(response, reach_of(response.key))
    return node("or", *(_same(response, one) for one in response.key.accepted))


def _near(response: Typed, value: float | str) -> Node:
    if response.is_number:
        return _within(response, Reach(value, reach_of(response.key).reach))
    return _same(response, value)


def _within(response: Typed, reach: Reach) -> Node:
    """Return the test of a range. Its ends are decimals: a sum of binary fractions could miss them by a hair."""
    low, high = (node("baseValue", end, baseType="float") for end in ends(reach))
    return node("and", node("gte", _value_of(response), low), node("lte", _value_of(response), high))


def _same(response: Typed, words: str) -> Node:
    return node("stringMatch", _value_of(response), node("baseValue", words, baseType="string"), caseSensitive="false")


def _is_key(response: Response) -> Node:
    return node("match", _value_of(response), node("correct", identifier=variable(response)))


def _value_of(response: Response) -> Node:
    return node("variable", identifier=variable(response))


def _identifier(name: str) -> Node:
    return node("baseValue", name, baseType="identifier")


def _say(*names: Node) -> Node:
    """Return the rule that adds feedback to what is shown."""
    return node(
        "setOutcomeValue", node("multiple", node("variable", identifier=_FEEDBACK), *names), identifier=_FEEDBACK
    )


def _score(share: float) -> Node:
    """Return the rule that adds points."""
    more = node("baseValue", repr(share), baseType="float")
    return node("setOutcomeValue", node("sum", node("variable", identifier=_SCORE), more), identifier=_SCORE)


def _mapped() -> Node:
    return node("setOutcomeValue", node("mapResponse", identifier="RESPONSE"), identifier=_SCORE)


def _when(test: Node, *rules: Node) -> Node:
    return node("responseCondition", node("responseIf", test, *rules))
