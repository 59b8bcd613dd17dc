"""Measures of inequality, redistribution, migration and rounding, as plain numpy functions."""

from postsoviet.measures import inequality, migration, redistribution, rounding
from postsoviet.measures._validation import MeasureError

__all__ = ["MeasureError", "inequality", "migration", "redistribution", "rounding"]
