"""``{edition}``: what this edition of the course says of itself on the start page."""

from __future__ import annotations

from datetime import date

from docutils import nodes
from postsoviet.edition import COURSE, Dates

from course_theme import about, words
from course_theme.directives.cards import UnitDirective, render


class EditionCard(UnitDirective):
    """The introduction of the start page, and below it dates and links where ``edition.yml`` has them.

    The content of the directive introduces the whole course; an edition with units or words of its own has its own.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the introduction and the facts."""
        self.assert_has_content()
        own = about.sentence(self.root)
        introduction = [nodes.paragraph("", own)] if own else self.parse_content_to_nodes()
        facts = self.facts()
        return [*introduction, *([render("edition.html", facts=facts)] if facts else [])]

    def facts(self) -> list[dict]:
        """Return what the edition says of itself, as term, text and address."""
        site, links = self.site["edition"], self.edition.links
        facts = [{"term": site[key], "text": text, "link": ""} for key, text in self.when(self.edition.dates)]
        for key in ("learning_platform", "contact", "whole_course"):
            if address := getattr(links, key):
                text = COURSE if key == "whole_course" else address.removeprefix("mailto:").removeprefix("https://").rstrip("/")
                facts.append({"term": site[key], "text": text, "link": address})
        return facts

    def when(self, dates: Dates) -> list[tuple[str, str]]:
        """Put the dates into words."""
        site, said = self.site["edition"], []
        if dates.start and dates.end:
            said.append(("dates", site["from_to"].format(start=self.day(dates.start), end=self.day(dates.end))))
        elif dates.start or dates.end:
            said.append(("starts" if dates.start else "ends", self.day(dates.start or dates.end)))
        if dates.meetings:
            days = about.listed([self.calendar["weekdays"].split()[day] for day in dates.meetings], self.site["and"])
            time = site["at"].format(time=f"{dates.time:%H:%M}") if dates.time else ""
            zone = f"({dates.time_zone})" if dates.time_zone else ""
            minutes = site["minutes"].format(minutes=dates.minutes) if dates.minutes else ""
            said.append(("meetings", ", ".join(filter(None, (days, " ".join(filter(None, (time, zone))), minutes)))))
        if dates.skip:
            spans = [
                self.day(one.first) if one.first == one.last
                else site["from_to"].format(start=self.day(one.first), end=self.day(one.last))
                for one in dates.skip
            ]  # fmt: skip
            said.append(("no_meeting", "; ".join(spans)))
        return said

    def day(self, day: date) -> str:
        """Write a day with the name of its month, which no reader can take for another."""
        return f"{day.day} {self.calendar['months'].split()[day.month - 1]} {day.year}"

    @property
    def calendar(self) -> dict:
        """Names of months and weekdays."""
        return words.table(self.root)["date"]
