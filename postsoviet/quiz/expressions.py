"""A small closed language for what a bank computes: arithmetic, comparisons and calls of known functions.

An expression is parsed as Python and walked by hand. What is not in the tables of this module or in
the vocabulary is refused; nothing is handed to ``eval``.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np

from postsoviet.errors import CourseError, did_you_mean

#: Longer expressions belong into definitions with names.
LONGEST = 600
#: No honest number of the course needs a higher power.
HIGHEST_POWER = 100
LARGEST_BITS = 128


class ExpressionError(CourseError):
    """An expression says something that the language does not hold, or that cannot be computed."""


_OPERATORS: dict[type, Callable] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: operator.pow,
}  # fmt: skip
_SIGNS: dict[type, Callable] = {ast.USub: operator.neg, ast.UAdd: operator.pos, ast.Not: operator.not_}
_COMPARISONS: dict[type, Callable] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge, ast.In: lambda one, many: one in list(many), ast.NotIn: lambda one, many: one not in list(many),
}  # fmt: skip


@cache
def _parsed(text: str) -> ast.expr:
    if len(text) > LONGEST:
        raise ExpressionError(f"it is longer than {LONGEST} signs; give its parts names")
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise ExpressionError(f"it cannot be read ({getattr(error, 'msg', error)})") from None


def evaluate(text: str, names: Mapping[str, Any], functions: Mapping[str, Callable]) -> Any:
    """Compute an expression.

    Parameters
    ----------
    text : str
        The expression, without ``= ``.
    names : mapping
        Values by name.
    functions : mapping
        Functions by name; a name may have one dot, ``inequality.gini``.

    Returns
    -------
    float, int, bool, str, list or numpy.ndarray
        Single numbers of numpy are turned into those of Python.

    Raises
    ------
    ExpressionError
        In one sentence that begins with the expression.
    """
    try:
        return _small(plain_value(_value(_parsed(text), names, functions)))
    except CourseError as error:
        raise ExpressionError(f"the expression '{text.strip()}': {error}") from None
    except (ArithmeticError, TypeError, ValueError, IndexError, KeyError, RecursionError) as error:
        raise ExpressionError(f"the expression '{text.strip()}' cannot be computed ({error})") from None


def plain_value(value: Any) -> Any:
    """Turn a single number of numpy into one of Python; everything else is passed on."""
    return value.item() if isinstance(value, np.generic) else value


def _value(node: ast.expr, names: Mapping[str, Any], functions: Mapping[str, Callable]) -> Any:
    def go(inner: ast.expr) -> Any:
        return _value(inner, names, functions)

    match node:
        case ast.Constant(value=bool() | int() | float() | str() as value):
            return value
        case ast.Name(id=name):
            return _known(name, names, "name", functions)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATORS:
            return _arithmetic(sign, go(left), go(right))
        case ast.UnaryOp(op=sign, operand=inner) if type(sign) in _SIGNS:
            return _SIGNS[type(sign)](go(inner))
        case ast.Compare(left=left, ops=signs, comparators=others):
            values = [go(left), *map(go, others)]
            pairs = zip(signs, values, values[1:], strict=False)
            return all(bool(_COMPARISONS[type(sign)](first, second)) for sign, first, second in pairs if _comparable(sign))
        case ast.BoolOp(op=sign, values=parts):
            truths = (bool(go(part)) for part in parts)
            return all(truths) if isinstance(sign, ast.And) else any(truths)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return go(body) if go(test) else go(orelse)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return [plain_value(go(part)) for part in parts]
        case ast.Subscript(value=inner, slice=ast.Slice(lower=low, upper=high, step=None)):
            return go(inner)[slice(*(part and _whole(go(part)) for part in (low, high)))]
        case ast.Subscript(value=inner, slice=place):
            return go(inner)[_whole(go(place))]
        case ast.Call(func=function, args=given, keywords=named):
            if any(isinstance(part, ast.Starred) for part in given) or any(part.arg is None for part in named):
                raise ExpressionError("'*' before an argument is not part of the language")
            call = _function(function, functions)
            return call(*map(go, given), **{part.arg: go(part.value) for part in named})
    raise ExpressionError(f"'{ast.unparse(node)}' is not part of the language of the banks")


def _comparable(sign: ast.cmpop) -> bool:
    if type(sign) not in _COMPARISONS:
        raise ExpressionError("compare with ==, !=, <, <=, >, >= or in")
    return True


def _function(node: ast.expr, functions: Mapping[str, Callable]) -> Callable:
    match node:
        case ast.Name(id=name):
            pass
        case ast.Attribute(value=ast.Name(id=module), attr=attribute):
            name = f"{module}.{attribute}"
        case _:
            raise ExpressionError(f"'{ast.unparse(node)}' is not a function of the language")
    return _known(name, functions, "function")


def _known(name: str, table: Mapping[str, Any], kind: str, others: Mapping[str, Any] | None = None) -> Any:
    try:
        return table[name]
    except KeyError:
        raise ExpressionError(f"'{name}' is not a known {kind}{did_you_mean(name, [*table, *(others or ())])}") from None


def _whole(place: Any) -> int:
    place = plain_value(place)
    if isinstance(place, float) and place.is_integer():
        place = int(place)
    if not isinstance(place, int) or isinstance(place, bool):
        raise ExpressionError(f"a place in a list is a whole number, not {place!r}")
    return place


def _arithmetic(sign: ast.operator, left: Any, right: Any) -> Any:
    for value in (left, right):
        if isinstance(value, (str, list)):
            raise ExpressionError("only numbers and arrays can be added, subtracted, multiplied or divided")
    if isinstance(sign, ast.Pow) and np.max(np.abs(right)) > HIGHEST_POWER:
        raise ExpressionError(f"no power higher than {HIGHEST_POWER} is computed")
    if isinstance(sign, (ast.Div, ast.FloorDiv, ast.Mod)) and not np.all(right):
        raise ExpressionError("something is divided by zero")
    if isinstance(sign, ast.Pow):
        # whole numbers of Python grow without end; those of the machine say when they overflow
        left = np.asarray(left, float) if isinstance(left, np.ndarray) else float(left)
    result = _OPERATORS[type(sign)](left, right)
    return _small(result)


def _small(value: Any) -> Any:
    """Refuse a whole number that numpy does not know, and that would take Python long to write out."""
    if isinstance(value, int) and value.bit_length() > LARGEST_BITS:
        raise ExpressionError("the number is larger than any that the course needs")
    return value
