"""Published results recomputed: the replication ledger and the steps behind it.

``ledger()`` computes every row now; ``write(path)`` stores it and ``check(path)`` holds the stored
one against the data. ``unit_02`` and ``unit_09`` have the recomputations that the notebooks call.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postsoviet.findings import unit_02, unit_09
    from postsoviet.findings.register import check, ledger, write

__all__ = ["check", "ledger", "unit_02", "unit_09", "write"]


def __getattr__(name: str) -> Any:
    # The command line imports this package for its verb and must not wait for pandas.
    if name in ("unit_02", "unit_09"):
        return import_module(f"postsoviet.findings.{name}")
    if name in __all__:
        return getattr(import_module("postsoviet.findings.register"), name)
    raise AttributeError(f"module 'postsoviet.findings' has no attribute '{name}'")
