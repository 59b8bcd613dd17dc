"""Under every exercise of a unit's page its check and a box; and the way from a quiz to "My work"."""

from __future__ import annotations

import re
from html import escape

from course_theme import units, words
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from course_work.checks import add_form

#: The page that shows what was done in all units.
MY_WORK = "book/my-work"
_HEADING = re.compile(r"Exercise (?P<number>\d+)\. (?P<title>.+)")


def key_of(title: str) -> str:
    """Return by what a browser knows an exercise again: its title, so that another number changes nothing."""
    return nodes.make_id(title)


class Ticks(SphinxPostTransform):
    """Adds the checks and the boxes to the exercises, and the link behind the quiz."""

    default_priority = 410
    formats = ("html",)

    def run(self, **kwargs) -> None:
        """Go through the sections of a unit's page."""
        unit = units.read(self.app.srcdir).of_document(self.env.docname)
        if unit is None:
            return
        table = words.table(self.app.srcdir)
        site = table["work"]
        up = "../" * self.env.docname.count("/")
        for section in self.document.findall(nodes.section):
            if heading := _HEADING.fullmatch(section.next_node(nodes.title).astext()):
                add_form(section, heading["number"], up, table["exercise"])
                section += nodes.raw("", box(unit.number, key_of(heading["title"]), site["tick"]), format="html")
        for found in [*self.document.findall(nodes.raw)]:
            if '<section class="quiz ' in found.astext() and MY_WORK in self.env.found_docs:
                address = self.app.builder.get_relative_uri(self.env.docname, MY_WORK)
                link = f'<a href="{address}">{escape(site["link"])}</a>'
                found.parent.insert(found.parent.index(found) + 1, nodes.raw("", _paragraph(site, link), format="html"))


def box(unit: str, key: str, label: str) -> str:
    """Return the box of one exercise; it is shown by the script that keeps it."""
    name = f"tick-{unit}-{key}"
    return (
        f'<p class="exercise-tick" hidden><input type="checkbox" id="{name}" autocomplete="off" data-unit="{unit}"'
        f' data-exercise="{key}"> <label for="{name}">{escape(label)}</label></p>'
    )


def _paragraph(site: dict, link: str) -> str:
    return f'<p class="to-my-work">{escape(site["after_quiz"]).format(link=link)}</p>'


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(Ticks)
