"""The names that an expression of a bank may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from postsoviet.quiz.expressions import ExpressionError, evaluate
from postsoviet.quiz.vocabulary import FUNCTIONS


class Scope(Mapping):
    """Names with their values; an expression is computed when its name is asked for, and once.

    Parameters
    ----------
    expressions : mapping
        Names to expressions, which may use each other.
    known : mapping, optional
        Names to values.
    outer : mapping, optional
        Where a name is looked up that is in neither; it does not see the inner names.
    """

    def __init__(
        self, expressions: Mapping[str, str], known: Mapping[str, Any] | None = None, outer: Mapping[str, Any] | None = None
    ) -> None:
        self._expressions = {**expressions}
        self._known: dict[str, Any] = {**(known or {})}
        self._outer = outer if outer is not None else {}
        self._open: list[str] = []

    def __getitem__(self, name: str) -> Any:
        if name in self._known:
            return self._known[name]
        if name not in self._expressions:
            return self._outer[name]
        if name in self._open:
            raise ExpressionError(f"'{name}' is defined by itself")
        self._open.append(name)
        try:
            self._known[name] = self.compute(self._expressions[name])
        finally:
            self._open.pop()
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._known, **self._expressions, **dict.fromkeys(self._outer)})

    def __len__(self) -> int:
        return len({*self})

    def compute(self, expression: str) -> Any:
        """Compute an expression with these names.

        Raises
        ------
        ExpressionError
            In one sentence.
        """
        return evaluate(expression, self, FUNCTIONS)
