"""Measures of inequality, redistribution, migration, proportions and rounding, as plain numpy functions."""

from postsoviet.measures import inequality, migration, proportions, redistribution, rounding
from postsoviet.measures._validation import MeasureError

__all__ = ["MeasureError", "inequality", "migration", "proportions", "redistribution", "rounding"]
