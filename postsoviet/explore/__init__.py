"""Explorers: charts with controls, declared once, alive in a kernel and on the static page."""

from postsoviet.explore.controls import choice, either, steps
from postsoviet.explore.explorer import Explorer
from postsoviet.explore.view import Panel, View

__all__ = ["Explorer", "Panel", "View", "choice", "either", "steps"]
