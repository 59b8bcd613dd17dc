"""``{course-map}`` and ``{course-paths}``: the units by what they have in common, and ways through them."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import directives
from postsoviet.course import paths
from postsoviet.course.register import GROUPINGS, Unit
from postsoviet.errors import CourseError

from course_theme.directives.cards import UnitDirective
from course_theme.directives.tables import entry, table


class CourseMap(UnitDirective):
    """A table of the units by theme, country, method or skill, for example ``{course-map} themes``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        grouping = directives.choice(self.arguments[0], (*GROUPINGS, "countries"))
        groups: dict[str, list[Unit]] = {}
        for unit in self.written:
            for name in getattr(unit, grouping):
                groups.setdefault(name, []).append(unit)
        heads = [entry(self.site["map_of"][grouping]), entry(self.site["units"])]
        rows = [[entry(name), entry(self.links(groups[name]))] for name in self.in_order(grouping, groups)]
        return [table(heads, rows, ["data-table", "course-map"])]

    def in_order(self, grouping: str, groups: dict) -> list[str]:
        """Return the names of the rows: in the order of the register, countries by letter."""
        known = self.register.vocabulary.get(grouping, sorted(groups))
        return [name for name in known if name in groups]

    def links(self, group: list[Unit]) -> nodes.bullet_list:
        """List the units of one row."""
        items = [nodes.list_item("", nodes.paragraph("", "", self.unit_link(unit, f"{unit.numeral}. {unit.short}"))) for unit in group]
        return nodes.bullet_list("", *items, classes=["plain-list"])


class CoursePaths(UnitDirective):
    """The suggested ways through the course, from ``book/paths.yml``, with their minutes added up.

    An edition with units of its own begins with these, in its order; of the others it shows the paths
    that need no unit beside them.
    """

    def run(self) -> list[nodes.Node]:
        """Return a section a way."""
        self.env.note_dependency(paths.PATH)
        try:
            known = paths.read(self.root)
        except CourseError as error:
            raise self.error(str(error)) from None
        shown = [path for path in known if all(self.edition.holds(step.unit) for step in path.steps)]
        if not self.edition.is_whole:
            steps = paths.whole_units(self.edition.units)
            shown.insert(0, paths.Path(name=self.site["own_path"], audience=self.site["own_path_for"], steps=steps))
        return [self.path(path) for path in shown]

    def path(self, path: paths.Path) -> nodes.section:
        """Return one way: whom it is for, its steps, and how long they take."""
        name = nodes.make_id(path.name)
        section = nodes.section("", nodes.title("", path.name), ids=[name], names=[name])
        minutes, items = 0, []
        for step in path.steps:
            unit = self.register.unit(step.unit)
            minutes += step.minutes or self.minutes_to_work(unit)
            text = nodes.paragraph("", "", self.unit_link(unit, f"{unit.numeral}. {unit.short}"))
            if step.do:
                text += nodes.Text(f": {step.do}")
            items.append(nodes.list_item("", text))
        hours = self.site["path_hours"].format(units=len(items), hours=round(minutes / 60))
        section += nodes.paragraph("", path.audience)
        section += nodes.enumerated_list("", *items)
        section += nodes.paragraph("", hours)
        self.state.document.note_explicit_target(section, section)
        return section
