"""Answers to try on a drawn question: in the form that the course marks, and as values of responses of QTI."""

from __future__ import annotations

import itertools
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from postsoviet.quiz.draws import Drawn
from postsoviet.quiz.exports.base import Pool, Source, identifier
from postsoviet.quiz.exports.numbers import reach_of
from postsoviet.quiz.models import Bank
from postsoviet.quiz.parts import ChoiceBlank, NumberKey, TextKey
from postsoviet.quiz.questions import Question

GOLDEN = Path(__file__).parent / "golden"
#: Name of a response to what is answered: a place from 1, a list of them, or what is typed.
Given = dict[str, Any]


def answers(question: Question) -> Iterator[tuple[Any, Given]]:
    """Yield an answer as the course has it, and the same by response, with places counted from 1.

    An ordering gives for each item its place; a matching for each pair the place of its match.
    """
    yield from _FORMS[question.type](question)


def _single(question) -> Iterator[tuple[Any, Given]]:
    for place in range(len(question.options)):
        yield place, {"answer": place + 1}


def _multiple(question) -> Iterator[tuple[Any, Given]]:
    places = range(len(question.options))
    for size in range(1, len(question.options) + 1):
        for chosen in itertools.combinations(places, size):
            yield list(chosen), {"answer": [place + 1 for place in chosen]}


def _true_false(question) -> Iterator[tuple[Any, Given]]:
    for verdict in (True, False):
        for reason in range(len(question.reasons)):
            yield {"verdict": verdict, "reason": reason}, {"verdict": 1 if verdict else 2, "reason": reason + 1}


def typed(key: NumberKey | TextKey) -> list[str]:
    """Return what to type: right, at the edge, just outside, known mistakes, and something else."""
    if isinstance(key, TextKey):
        return [*key.accepted, key.accepted[0].upper(), *(miss.value for miss in key.near_misses), "something else"]
    reach = reach_of(key)
    width = reach.reach or 1
    inside = [reach.centre, reach.centre + width * 0.99 * bool(reach.reach)]
    edges = [reach.low, reach.high]
    outside = [reach.low - width * 0.01, reach.high + width * 0.01]
    values = [*inside, *edges, *outside, *(miss.value for miss in key.near_misses), 987654321.0]
    return [f"{value:.10f}".rstrip("0").rstrip(".") for value in values]


def _typed(question) -> Iterator[tuple[Any, Given]]:
    for one in typed(question):
        yield one, {"answer": one}


def _ordering(question) -> Iterator[tuple[Any, Given]]:
    for places in itertools.permutations(range(1, len(question.items) + 1)):
        yield list(places), {f"item-{item}": place for item, place in enumerate(places, start=1)}


def _matching(question) -> Iterator[tuple[Any, Given]]:
    for chosen in itertools.product(range(len(question.choices)), repeat=len(question.pairs)):
        yield list(chosen), {f"pair-{pair}": match + 1 for pair, match in enumerate(chosen, start=1)}


def _blanks(question) -> Iterator[tuple[Any, Given]]:
    names = list(question.blanks)
    offered = []
    for name in names:
        blank = question.blanks[name]
        if isinstance(blank, ChoiceBlank):
            offered.append([(place, place + 1) for place in range(len(blank.options))])
        else:
            offered.append([(one, one) for one in typed(blank)])
    for chosen in itertools.product(*offered):
        yield (
            {name: ours for name, (ours, _) in zip(names, chosen, strict=True)},
            {name: theirs for name, (_, theirs) in zip(names, chosen, strict=True)},
        )


_FORMS = {
    "single": _single, "multiple": _multiple, "true-false": _true_false, "number": _typed, "text": _typed,
    "ordering": _ordering, "matching": _matching, "blanks": _blanks,
}  # fmt: skip


def named(source: Source) -> Iterator[tuple[str, Question]]:
    """Yield the name of every version, as the packages write it, with its question."""
    for pool in source.pools:
        for number, drawn in enumerate(pool.variants, start=1):
            yield (
                identifier(source.bank, pool.question, number if pool.question.is_parameterised else None),
                drawn.question,
            )


def small(source: Source) -> Source:
    """Return a source with every type once and two versions of one question: enough for golden files."""
    fixed = [pool for pool in source.pools if not pool.question.is_parameterised]
    (drawn,) = (pool for pool in source.pools if pool.question.id == "drawn-single")
    return replace(source, pools=(*fixed, replace(drawn, variants=drawn.variants[:2])))


def visible(source: Source) -> Source:
    """Return a source whose picture is large enough for a reader that takes a dot for a mistake."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
    png = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(72))) + chunk(b"IEND", b"")
    return replace(source, pictures={key: replace(one, png=png) for key, one in source.pictures.items()})


def compare(folder: str, files: Mapping[str, bytes]) -> None:
    """Compare the texts of a package with the golden ones, byte for byte."""
    texts = {name: content for name, content in files.items() if not name.endswith(".png")}
    # when the change is meant: for name, content in texts.items(): write it to GOLDEN / folder / name
    kept = {str(path.relative_to(GOLDEN / folder)): path for path in (GOLDEN / folder).rglob("*") if path.is_file()}
    assert sorted(kept) == sorted(texts)
    for name, content in texts.items():
        assert content.decode() == kept[name].read_bytes().decode(), name


def words(html: str) -> str:
    """Return the words of HTML of our own making, with single blanks between them."""
    return " ".join("".join(ElementTree.fromstring(f"<div>{html}</div>").itertext()).split())


def alone(**question: Any) -> Source:
    """Return a source with one fixed question, from what a bank would say of it."""
    about = {"id": "alone", "objective": 1, "difficulty": "apply", "stem": "What?", "rests_on": "line 1"}
    bank = Bank.model_validate({"unit": "00", "title": "One", "questions": [{**about, **question}]})
    (only,) = bank.questions
    return Source(bank=bank, pools=(Pool(only, (Drawn(only, {}),)),), seed=7)


#: Ranges that meet: the first miss reaches into the key's, the second into the first one's.
CLOSE = {
    "type": "number", "answer": 10, "tolerance": 1, "right": "Right.", "wrong": "Wrong.",
    "near_misses": [{"value": 11.5, "feedback": "First."}, {"value": 12.5, "feedback": "Second."}],
}  # fmt: skip
#: Ends that are no short decimals.
UNEVEN = {"type": "number", "answer": 74 / 67, "tolerance": 0.01, "right": "Right.", "wrong": "Wrong."}
