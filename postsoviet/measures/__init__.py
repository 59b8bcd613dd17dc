"""Measures of agreement, inequality, redistribution, migration, proportions and rounding, as plain numpy functions."""

from postsoviet.measures import agreement, inequality, migration, proportions, redistribution, rounding
from postsoviet.measures._validation import MeasureError

__all__ = ["MeasureError", "agreement", "inequality", "migration", "proportions", "redistribution", "rounding"]
