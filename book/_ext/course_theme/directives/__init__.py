"""The directives that pages and units may use."""

from __future__ import annotations

from sphinx.application import Sphinx

from course_theme.directives import cards, course_map, dictionary, edition, fold, people, registers, traced


def setup(app: Sphinx) -> None:
    """Register every directive."""
    fold.setup(app)
    app.add_directive("unit-card", cards.UnitCard)
    app.add_directive("unit-list", cards.UnitList)
    app.add_directive("traced-number", traced.TracedNumber)
    app.add_directive("dataset-index", dictionary.DatasetIndex)
    app.add_directive("dataset-list", dictionary.DatasetList)
    app.add_directive("course-map", course_map.CourseMap)
    app.add_directive("course-paths", course_map.CoursePaths)
    app.add_directive("edition", edition.EditionCard)
    app.add_directive("people-index", people.PeopleIndex)
    app.add_directive("register-table", registers.RegisterTable)
