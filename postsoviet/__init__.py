"""Traced data and tools of the course Governance after the Soviet Union.

``load(name)`` gives one data set as a data frame; ``catalogue()`` lists them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postsoviet.datasets import catalogue, load

__all__ = ["catalogue", "load"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # pandas takes most of a second to import, so nothing asks for it before the first use
    if name in __all__:
        from postsoviet import datasets

        return getattr(datasets, name)
    raise AttributeError(f"module 'postsoviet' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
