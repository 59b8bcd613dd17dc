"""The versions of a question: every expression computed, every hole filled, the order given by a seed."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from pydantic import ValidationError

from postsoviet.errors import CourseError
from postsoviet.quiz.expressions import plain_value
from postsoviet.quiz.filling import RULES, filled, holes
from postsoviet.quiz.models import Bank
from postsoviet.quiz.parts import COMPUTED, DRAWN, MARKED
from postsoviet.quiz.questions import Question
from postsoviet.quiz.scope import Scope

Parameter = float | int | str
T = TypeVar("T")


@dataclass(frozen=True)
class Drawn:
    """One version of a question.

    Attributes
    ----------
    question : Question
        Without expressions and holes: numbers are numbers, texts are texts.
    parameters : mapping
        What was drawn; empty for a fixed question.
    """

    question: Question
    parameters: Mapping[str, Parameter]


def shuffled(things: Sequence[T], *salt: object) -> list[T]:
    """Return things in an order that depends on the salt alone, the same on every machine.

    Parameters
    ----------
    things : sequence
        What to order.
    *salt
        Anything with a stable ``str``: a seed, a question's id.
    """
    return [thing for _, thing in sorted(zip(_ranks(len(things), salt), things, strict=True), key=lambda pair: pair[0])]


def _ranks(count: int, salt: Sequence[object]) -> list[str]:
    head = "|".join(map(str, salt))
    return [hashlib.sha256(f"{head}|{place}".encode()).hexdigest() for place in range(count)]


def versions(bank: Bank, question: Question) -> list[dict[str, Parameter]]:
    """List the parameters of every allowed version, in the order of the bank.

    Raises
    ------
    CourseError
        When an expression fails, or no version is allowed.
    """
    return [parameters for parameters, _ in _versions(bank, question)]


def _versions(bank: Bank, question: Question) -> list[tuple[dict[str, Parameter], Scope]]:
    """List the allowed versions, each with its names: what ``where`` has computed is not computed again."""
    definitions = Scope(bank.definitions)
    with _place(bank, question):
        names = list(question.draw)
        domains = [_domain(name, question.draw[name], definitions) for name in names]
        every = [dict(zip(names, one, strict=True)) for one in itertools.product(*domains)]
        scopes = [(one, Scope(question.let, one, definitions)) for one in every]
        allowed = [(one, scope) for one, scope in scopes if _is_allowed(bank, question, one, scope)]
        if not allowed:
            raise CourseError("'where' allows none of the versions; loosen it")
        return allowed


def draw_all(
    bank: Bank, question: Question, *, seed: int = 0, count: int | None = None, marked: bool = False
) -> list[Drawn]:
    """Draw the versions of a question.

    Parameters
    ----------
    bank : Bank
        For its definitions.
    question : Question
        One of its questions.
    seed : int
        Decides the order; the versions differ from each other.
    count : int, optional
        The largest number of versions; all when left out.
    marked : bool
        Put private signs around computed words, for ``postsoviet.quiz.text``.

    Returns
    -------
    list of Drawn
        Exactly one for a fixed question.

    Raises
    ------
    CourseError
        In one sentence with the question and the version.
    """
    ordered = _versions(bank, question)
    if question.is_parameterised:
        ordered.sort(key=lambda one: _ranks(1, (seed, bank.unit, question.id, canonical(one[0])))[0])
    return [_resolved(bank, question, parameters, scope, marked) for parameters, scope in ordered[:count]]


def draw_one(
    bank: Bank, question: Question, parameters: Mapping[str, Parameter | str], *, marked: bool = False
) -> Drawn:
    """Draw the version with given parameters; numbers may be given as text.

    Raises
    ------
    CourseError
        When the question has no such version.
    """
    wanted = canonical(parameters)
    with _place(bank, question):
        definitions = Scope(bank.definitions)
        if {*parameters} == {*question.draw}:
            domains = {name: _domain(name, question.draw[name], definitions) for name in question.draw}
            found = {
                name: next((one for one in domain if str(one) == str(parameters[name])), None)
                for name, domain in domains.items()
            }
            scope = Scope(question.let, found, definitions)
            if None not in found.values() and _is_allowed(bank, question, found, scope):
                return _resolved(bank, question, found, scope, marked)
        raise CourseError(f"there is no version with {wanted}")


def canonical(parameters: Mapping[str, Parameter]) -> str:
    """Return parameters as one text, alike however they were ordered and written."""
    return json.dumps({name: str(one) for name, one in parameters.items()}, sort_keys=True, ensure_ascii=False)


@contextmanager
def _place(bank: Bank, question: Question, parameters: Mapping[str, Parameter] | None = None) -> Iterator[None]:
    """Say in an error which question, and which version, it is about."""
    try:
        yield
    except CourseError as error:
        if str(error).startswith("Quiz of unit"):
            raise
        version = ", ".join(f"{name} = {one}" for name, one in (parameters or {}).items())
        where = f"Quiz of unit {bank.unit}, question '{question.id}'" + (f", version {version}" if version else "")
        raise CourseError(f"{where}: {error}.".replace("..", ".")) from None


def _domain(name: str, given: list | str, scope: Scope) -> list[Parameter]:
    found = scope.compute(given.removeprefix(COMPUTED)) if isinstance(given, str) else given
    if not isinstance(found, (list, np.ndarray)) or not len(found):
        raise CourseError(f"'{name}' is drawn from {given!r}, which is no list with values")
    plain = [plain_value(one) for one in found]
    whole = [int(one) if isinstance(one, float) and one.is_integer() else one for one in plain]
    return list(dict.fromkeys(whole))


def _is_allowed(bank: Bank, question: Question, parameters: Mapping[str, Parameter], scope: Scope) -> bool:
    if not question.where:
        return True
    with _place(bank, question, parameters):
        return bool(scope.compute(question.where.removeprefix(COMPUTED)))


def _resolved(
    bank: Bank, question: Question, parameters: Mapping[str, Parameter], scope: Scope, marked: bool
) -> Drawn:
    with _place(bank, question, parameters):
        parts = filled(question.model_dump(exclude=RULES), scope.compute, holes(question) if marked else None)
        if marked and question.type == "matching":
            # two expressions may give one match, which is one choice
            same: dict[str, str] = {}
            for pair in parts["pairs"]:
                pair["match"] = same.setdefault(MARKED.sub(r"\2", pair["match"]), pair["match"])
        if question.type == "ordering" and all(item["by"] is not None for item in parts["items"]):
            parts["items"] = sorted(parts["items"], key=lambda item: item["by"])
        try:
            return Drawn(type(question).model_validate(parts, context=DRAWN), dict(parameters))
        except ValidationError as error:
            said = error.errors()[0]["msg"].removeprefix("Value error, ")
            raise CourseError(said) from None
