"""What the reference pictures show: the main pages, every kind of chart, and every part that readers use."""

from __future__ import annotations

from dataclasses import dataclass

WIDTHS = (400, 800, 1400)
SCHEMES = ("light", "dark")
#: A first screen; a longer part is cut here, so that pictures stay small.
HEIGHT = 720


@dataclass(frozen=True)
class Subject:
    """One thing to picture.

    Parameters
    ----------
    name : str
        Of its files, with width and scheme behind it.
    page : str
        Address within the site.
    selector : str, optional
        The part of the page; its first screen when left out.
    press : str, optional
        What is pressed before: an element that opens the part.
    """

    name: str
    page: str
    selector: str | None = None
    press: str | None = None


_UNITS = {
    number: f"notebooks/{number}_{name}.html"
    for number, name in {
        "01": "contemporary_art", "02": "migration", "03": "ethnic_returnees", "07": "spirituality_enlightenment",
        "08": "sexuality_education", "09": "income_inequality", "10": "elite_schools", "20": "measuring_inequality",
    }.items()
}  # fmt: skip

#: The page and the drawing that stand for each builder of ``postsoviet.charts``.
CHARTS = {
    "bars": ("09", "chart-09-budget"), "cell_table": ("02", "chart-02-returnees-by-origin"),
    "flow": ("02", "chart-02-from-the-north"), "intervals": ("08", "chart-08-wilson"), "lines": ("09", "chart-09-groups"),
    "lorenz": ("09", "chart-09-lorenz"), "matrix": ("01", "chart-01-voices"), "network": ("07", "chart-07-network"),
    "panels": ("09", "chart-09-gini-palma"),
    "printed_and_recomputed": ("09", "chart-09-annex3"), "slope": ("10", "chart-10-fees"), "spans": ("03", "chart-03-stages"),
    "spread": ("09", "chart-09-income-change"), "tile_map": ("02", "chart-02-regions"), "timeline": ("09", "chart-09-timeline"),
    "unit_chart": ("08", "chart-08-sample"),
}  # fmt: skip

#: A builder that no unit uses has no place on the site; a test tells when one gets it.
UNUSED = ("points",)

#: A question of each type.
QUESTIONS = {
    "single": "point-on-the-curve", "multiple": "what-the-what-if-leaves-out", "true-false": "printed-gini-possible",
    "number": "grouped-gini", "ordering": "loss-in-percent", "matching": "lost-figures", "blanks": "aim-and-size",
    "text": "one-income-test", "open": "the-poor-after-2013",
}  # fmt: skip

SUBJECTS = (
    *(
        Subject(f"page-{name}", page)
        for name, page in {
            "home": "index.html", "unit": _UNITS["09"], "synthesis": _UNITS["20"], "course-map": "book/course-map.html",
            "students": "book/students.html", "instructors": "book/instructors.html", "my-work": "book/my-work.html",
            "data": "book/data/index.html", "data-of-a-unit": "book/data/unit-09.html",
            "findings": "book/data/findings.html", "search": "search.html",
            "unknown-address": "404.html", "maintainers": "book/maintainers/index.html",
        }.items()
    ),
    *(Subject(f"chart-{kind}", _UNITS[unit], f"#{identifier}") for kind, (unit, identifier) in CHARTS.items()),
    *(Subject(f"question-{kind}", _UNITS["09"], f"#question-09-{name}") for kind, name in QUESTIONS.items()),
    Subject("part-unit-card", _UNITS["09"], ".unit-card"),
    Subject("part-explorer", _UNITS["09"], "#explorer-09-redistribution"),
    Subject("part-table-of-the-map", "book/course-map.html", "table.course-map"),
    Subject("part-hint", _UNITS["09"], "details.fold-hint", "details.fold-hint summary"),
    Subject("part-solution", _UNITS["09"], "details.fold-solution", "details.fold-solution summary"),
    Subject("part-code", _UNITS["09"], "details.code-fold", "details.code-fold summary"),
    Subject("part-trace", _UNITS["09"], ".trace-panel", "main p .ask"),
)  # fmt: skip

#: Looked at by the tests; the whole is ``make visual``.
SAMPLE = ("page-home", "page-unit", "part-unit-card", "chart-bars", "question-single")
