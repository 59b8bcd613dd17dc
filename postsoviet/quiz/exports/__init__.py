"""Exports of a bank: each format is a module with ``export(source, report)``; this is their register."""

from __future__ import annotations

from importlib import import_module

from postsoviet.errors import CourseError, did_you_mean
from postsoviet.quiz.exports.base import Exporter, Report, Source, draw_source
from postsoviet.quiz.formats import FORMATS

__all__ = ["FORMATS", "Report", "Source", "draw_source", "exporter"]


def exporter(name: str) -> Exporter:
    """Return the exporter of a format.

    Raises
    ------
    CourseError
        When there is none of this name.
    """
    if name not in FORMATS:
        raise CourseError(f"There is no export to '{name}'{did_you_mean(name, FORMATS)}; there are: {', '.join(FORMATS)}.")
    return import_module(f"postsoviet.quiz.exports.{FORMATS[name][0]}").export
