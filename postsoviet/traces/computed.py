"""Where the numbers come from that a quiz computes: the expression of a hole, and all that it reaches."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from postsoviet.descriptor import open_package
from postsoviet.quiz.draws import versions
from postsoviet.quiz.filling import holes
from postsoviet.quiz.models import Bank
from postsoviet.quiz.parts import COMPUTED
from postsoviet.quiz.questions import Question


#: The functions of the banks that read a data set.
_READERS = frozenset({"value", "values", "distinct"})


@dataclass(frozen=True)
class Step:
    """A name that an expression uses.

    Attributes
    ----------
    name : str
        As the bank writes it.
    expression : str
        How it is computed; for a drawn name the values that it is drawn from.
    drawn : bool
        Whether it differs from version to version by a draw.
    quoted : bool
        Whether a drawn name stands for a text.
    secret : bool
        Whether the question says nothing of what was drawn; it may be the answer.
    """

    name: str
    expression: str
    drawn: bool = False
    quoted: bool = False
    secret: bool = False


@dataclass(frozen=True)
class Computed:
    """The origin of a computed number.

    Attributes
    ----------
    expression : str
        As it stands in the text of the bank.
    steps : tuple of Step
        Every name that it reaches, each below the first expression that uses it.
    datasets : tuple of str
        The data sets that it reaches.
    kind : str
        ``drawn`` for what is itself drawn, ``taken`` for a cell of a data set as it is, ``computed`` for
        everything else.
    """

    expression: str
    steps: tuple[Step, ...]
    datasets: tuple[str, ...]
    kind: str


def computed_numbers(bank: Bank, question: Question) -> list[Computed]:
    """Say where the computed words of a question come from.

    Parameters
    ----------
    bank : Bank
        For its definitions.
    question : Question
        One of its questions, as in the bank.

    Returns
    -------
    list of Computed
        By the numbers that `postsoviet.quiz.draws.holes` gives.
    """
    names = {**bank.definitions, **question.let, **{name: _choices(one) for name, one in question.draw.items()}}
    said = {name for expression in holes(question, asked_only=True) for name in _names(expression)}
    drawn = {
        name: Step(name, _line(names[name]), True, isinstance(value, str), name not in said)
        for name, value in versions(bank, question)[0].items()
    }
    data = {resource.name for resource in open_package().resources}
    return [_computed(expression, names, drawn, data) for expression in holes(question)]


def _computed(expression: str, names: Mapping[str, str], drawn: Mapping[str, Step], data: set[str]) -> Computed:
    reached = {"": expression}
    waiting = [expression]
    while waiting:
        for name in _names(waiting.pop(0)):
            if name in names and name not in reached:
                reached[name] = names[name]
                waiting.append(names[name])
    said = [text for one in reached.values() for text in _strings(one)]
    del reached[""]
    steps = tuple(drawn.get(name) or Step(name, _line(one)) for name, one in reached.items())
    kind = "drawn" if expression in drawn else "taken" if _is_taken(expression, names) else "computed"
    return Computed(_line(expression), steps, tuple(dict.fromkeys(text for text in said if text in data)), kind)


def _is_taken(expression: str, names: Mapping[str, str]) -> bool:
    """Whether an expression, followed through names and places in lists, reads a cell and does nothing else."""
    match ast.parse(_line(expression), mode="eval").body:
        case ast.Subscript(value=whole):
            return _is_taken(ast.unparse(whole), names)
        case ast.Name(id=name) if name in names:
            return _is_taken(names[name], names)
        case ast.Call(func=ast.Name(id=function)):
            return function in _READERS
    return False


def _choices(given: list | str) -> str:
    return given.removeprefix(COMPUTED) if isinstance(given, str) else repr(given)


def _line(expression: str) -> str:
    return " ".join(expression.split())


def _parts(expression: str) -> list[ast.AST]:
    """List what an expression is made of, from left to right."""
    nodes = [node for node in ast.walk(ast.parse(_line(expression), mode="eval")) if hasattr(node, "col_offset")]
    return sorted(nodes, key=lambda node: node.col_offset)


def _names(expression: str) -> Iterator[str]:
    """Yield the names of values; a function of the language may have the name of a definition."""
    parts = _parts(expression)
    called = {id(inner) for node in parts if isinstance(node, ast.Call) for inner in ast.walk(node.func)}
    return (node.id for node in parts if isinstance(node, ast.Name) and id(node) not in called)


def _strings(expression: str) -> Iterator[str]:
    return (node.value for node in _parts(expression) if isinstance(node, ast.Constant) and isinstance(node.value, str))
