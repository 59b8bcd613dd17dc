"""The directives that pages and units may use."""

from __future__ import annotations

from sphinx.application import Sphinx

from course_theme.directives import cards, data, fold, traced


def setup(app: Sphinx) -> None:
    """Register every directive."""
    fold.setup(app)
    app.add_directive("unit-card", cards.UnitCard)
    app.add_directive("unit-list", cards.UnitList)
    app.add_directive("traced-number", traced.TracedNumber)
    app.add_directive("dataset-list", data.DatasetList)
    app.add_directive("register-table", data.RegisterTable)
