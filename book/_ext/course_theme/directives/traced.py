"""``{traced-number}``: one number of the course, followed from the page to its source and back."""

from __future__ import annotations

import csv
from pathlib import Path

from docutils import nodes
from markupsafe import Markup

from course_theme import units, words
from course_theme.directives.cards import render
from course_theme.directives.tables import DataDirective

ANNEX = "09-annex2-income-benefits.csv"
SHARES = "09-table5-income-shares.csv"
YEAR = "2015"
#: The author moves the benefits of the fifth and higher tenths to the poorest tenth.
FIRST_PAYER = 5


def _rows(path: Path) -> list[dict]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def bars(values: list[float], label: str) -> Markup:
    """Draw ten small bars with their values; the first and the last are marked."""
    width, high, gap = 30, 76, 6
    top = max(values)
    shapes = []
    for place, value in enumerate(values):
        x, tall = place * (width + gap), max(2, value / top * high)
        mark = ' class="here"' if place in (0, len(values) - 1) else ""
        shapes.append(
            f'<g{mark}><rect x="{x}" y="{18 + high - tall:.1f}" width="{width}" height="{tall:.1f}"/>'
            f'<text x="{x + width / 2}" y="{12 + high - tall:.1f}">{value:g}</text></g>'
        )
    size = f"0 0 {len(values) * (width + gap) - gap} {high + 20}"
    return Markup(f'<svg class="bars" viewBox="{size}" role="img" aria-label="{label}">{"".join(shapes)}</svg>')


class TracedNumber(DataDirective):
    """Show the number, its place, what follows from it, and what the author prints.

    Every figure is taken from the data or computed here; none is typed.
    """

    def run(self) -> list[nodes.Node]:
        """Read the rows of one year and do the sum."""
        for name in (ANNEX, SHARES):
            if not (self.folder / name).exists():
                return self.missing(name)
            self.env.note_dependency(f"data/{name}")
        year = sorted(
            (row for row in _rows(self.folder / ANNEX) if row["year"] == YEAR), key=lambda row: int(row["decile"])
        )
        incomes = [float(row["income"]) for row in year]
        benefits = [float(row["benefits"]) for row in year]
        moved = sum(benefits[FIRST_PAYER - 1 :])
        (printed,) = [
            row["share_percent"]
            for row in _rows(self.folder / SHARES)
            if row["decile"] == "1" and row["distribution"] == "new"
        ]
        unit = units.read(Path(self.env.srcdir)).unit("09")
        site = words.table(Path(self.env.srcdir))["site"]
        numbers = {
            "year": YEAR,
            "poorest": f"{benefits[0]:g}",
            "richest": f"{benefits[-1]:g}",
            # the second line of the pair is the one that holds the benefits
            "line": year[0]["line"].split(";")[-1],
            "before": f"{100 * incomes[0] / sum(incomes):.2f}",
            "after": f"{100 * (incomes[0] + moved) / sum(incomes):.2f}",
            "moved": f"{moved:g}",
            "printed": printed,
            "author": unit.author,
            "unit": unit.numeral,
            "values": ", ".join(f"{value:g}" for value in benefits),
        }
        text = {key: value.format(**numbers) for key, value in site["traced"].items()}
        picture = bars(benefits, text["picture"])
        link = None
        if unit.document in self.env.found_docs:
            link = self.env.app.builder.get_relative_uri(self.env.docname, unit.document)
        elif whole := units.edition(Path(self.env.srcdir)).links.whole_course:
            link = f"{whole.rstrip('/')}/{unit.document}.html"
        return [render("traced-number.html", text=text, numbers=numbers, bars=picture, link=link)]
