"""``{unit-card}`` and ``{unit-list}``: what a unit is about, at one look."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from markupsafe import Markup
from postsoviet.course import minutes
from postsoviet.course.register import PATH, Register, Unit
from postsoviet.edition import FILE, Edition
from postsoviet.errors import CourseError
from postsoviet.quiz import bank as quiz_bank
from postsoviet.teaching.assignment import assignment
from sphinx.util.docutils import SphinxDirective

from course_theme import launch, units, words
from course_theme.templates import template

#: Place of each country on the small map: column, row, width in tiles, and the letters it shows.
#: The empty column is the Caspian Sea.
TILES = {
    "Armenia": (0, 1, 1, "AM"),
    "Azerbaijan": (1, 1, 1, "AZ"),
    "Kazakhstan": (3, 0, 2, "KZ"),
    "Uzbekistan": (3, 1, 1, "UZ"),
    "Kyrgyzstan": (4, 1, 1, "KG"),
    "Tajikistan": (4, 2, 1, "TJ"),
}
_SIZE, _GAP = 36, 4
_CARDS = Path(__file__).parents[1] / "theme" / "cards"


def tile_map(countries: list[str], label: str) -> Markup:
    """Draw the six countries as tiles, with those of a unit marked.

    Parameters
    ----------
    countries : list of str
        The countries to mark.
    label : str
        Text alternative of the picture.
    """
    step = _SIZE + _GAP
    shapes = []
    for country, (column, row, width, letters) in TILES.items():
        x, y, wide = column * step, row * step, width * step - _GAP
        state = ' class="here"' if country in countries else ""
        shapes.append(
            f'<g{state}><rect x="{x + 0.5}" y="{y + 0.5}" width="{wide - 1}" height="{_SIZE - 1}" rx="3"/>'
            f'<text x="{x + wide / 2}" y="{y + _SIZE / 2 + 5}">{letters}</text></g>'
        )
    size = f"0 0 {5 * step - _GAP} {3 * step - _GAP}"
    return Markup(
        f'<svg class="tile-map" viewBox="{size}" role="img" aria-label="{label}">{"".join(shapes)}</svg>'
    )


def render(name: str, **values) -> nodes.raw:
    """Fill one of the small templates and wrap it for the page."""
    return nodes.raw("", template(_CARDS / name).render(**values), format="html")


class UnitDirective(SphinxDirective):
    """What the directives about units have in common."""

    @property
    def root(self) -> Path:
        """Root of the repository."""
        return Path(self.env.srcdir)

    @property
    def register(self) -> Register:
        """The register of units; the page is written again when it changes."""
        self.env.note_dependency(PATH)
        return units.read(self.root)

    @property
    def edition(self) -> Edition:
        """The edition that is built; the page is written again when it changes."""
        self.env.note_dependency(FILE)
        return units.edition(self.root)

    @property
    def site(self) -> dict:
        """Words of the site."""
        return words.table(self.root)["site"]

    @property
    def written(self) -> list[Unit]:
        """The units whose notebooks exist."""
        return [unit for unit in self.register.units.values() if unit.document in self.env.found_docs]

    def unit_link(self, unit: Unit, text: str) -> nodes.reference:
        """Return a link to the page of a unit."""
        address = self.env.app.builder.get_relative_uri(self.env.docname, unit.document)
        return nodes.reference("", text, refuri=address, internal=True)

    def describe(self, unit: Unit) -> dict:
        """Return what a template says about a unit."""
        self.env.note_dependency(unit.notebook)
        questions = 0
        if quiz_bank.exists(unit.number):
            bank = quiz_bank.path(unit.number)
            self.env.note_dependency(str(bank))
            questions = len(quiz_bank.read(bank).questions)
        site = self.site
        here = ", ".join(unit.countries)
        return {
            "unit": unit,
            "site": site,
            "map": tile_map(unit.countries, site["map"].format(countries=here)),
            "questions": questions,
            "exercises": len(assignment(unit.number).tasks),
            "uses": site["uses"].format(units=", ".join(str(int(one)) for one in unit.uses)) if unit.uses else "",
            "minutes_read": minutes.minutes_to_read(self.root / unit.notebook),
            "minutes_work": self.minutes_to_work(unit),
            "needs": [self.needed(self.register.unit(number)) for number in unit.needs],
            "binder": launch.binder(self.env.app.course_remote, unit, self.edition.links.binder),
            "notebook": Path(unit.notebook).name,
            "answers": f"{'../' * self.env.docname.count('/')}_static/trace-{unit.number}.js",
            "link": self.env.app.builder.get_relative_uri(self.env.docname, unit.document),
        }


    def minutes_to_work(self, unit: Unit) -> int:
        """Return the minutes of the whole unit; a notebook that cannot be read is told at this place."""
        try:
            return minutes.minutes_to_work(unit, self.root)
        except CourseError as error:
            raise self.error(str(error)) from None

    def needed(self, unit: Unit) -> str:
        """Name a unit that helps, and say where it is not in this edition."""
        said = self.site["needs_unit"].format(unit=unit.numeral)
        return said if self.edition.holds(unit.number) else f"{said} {self.site['left_out']}"


class UnitCard(UnitDirective):
    """The facts of one unit, to stand right below its title: ``{unit-card} 09``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the card."""
        try:
            unit = self.register.unit(self.arguments[0])
        except CourseError as error:
            raise self.error(str(error)) from None
        return [render("unit-card.html", **self.describe(unit))]


class UnitList(UnitDirective):
    """Cards of every unit that is written, part by part."""

    def run(self) -> list[nodes.Node]:
        """Return the cards and a sentence on what is still to come."""
        groups = [
            (part, [self.describe(unit) for unit in self.written if unit.part == part])
            for part in self.register.parts.values()
        ]
        count, growing = sum(not unit.uses for unit in self.written), ""
        if self.edition.is_whole and count < self.register.total:
            growing = self.site["growing"].format(written=count, total=self.register.total)
        return [render("unit-list.html", groups=[g for g in groups if g[1]], growing=growing, site=self.site)]
