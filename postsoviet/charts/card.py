"""The parts of a chart around its drawing: finding, source, description, data and downloads.

The same markup serves the static site and a live kernel, so a reader meets one form everywhere.
"""

import csv
import io
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

from postsoviet.words import words

#: Signs that may stand in a data address as they are; written so, a table packs better beside its markup.
_PLAIN = "/,:;()!$*+=?@~-._"


@dataclass(frozen=True)
class Card:
    """What a chart says besides its drawing.

    Parameters
    ----------
    id : str
        Stable identifier, for example ``"chart-09-lorenz"``.
    finding : str
        The title: one sentence that says what the chart shows.
    alt : str
        Text alternative: what a reader who cannot see the drawing needs.
    source : str
        Author, exhibit and lines of the source.
    columns : list of str
        Headings of the data table.
    rows : list of list
        The data behind the drawing, one list a row; ``None`` is an empty cell.
    data : list of str
        Names of the data sets that the drawing was made from.
    """

    id: str
    finding: str
    alt: str
    source: str
    columns: list[str] = field(default_factory=list)
    rows: list[list] = field(default_factory=list)
    data: list[str] = field(default_factory=list)

    @property
    def unit(self) -> str:
        """Two-digit number of the unit, read from the identifier."""
        return self.id.split("-")[1]

    @property
    def citation(self) -> str:
        """One sentence by which to cite the chart."""
        return words(
            "chart.citation", finding=self.finding, id=self.id, unit=self.unit, source=self.source
        )


def format_cell(value) -> str:
    """Write a cell for people: no trailing zeros, an empty string for what was not printed."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    return str(value)


def _is_number(cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def table_html(columns: list[str], rows: list[list], label: str, classes: str = "data-table") -> str:
    """Return a scrolling table; cells that hold numbers are set to the right.

    Parameters
    ----------
    columns, rows
        Headings and cells.
    label : str
        Accessible name of the scrolling region.
    """
    numeric = [any(_is_number(row[place]) for row in rows) for place in range(len(columns))]
    kinds = [' class="number"' if number else "" for number in numeric]
    head = "".join(
        f'<th scope="col"{kind}>{escape(str(column))}</th>' for column, kind in zip(columns, kinds, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td class="number">{format_cell(cell)}</td>'
            if _is_number(cell)
            else f"<td>{escape(format_cell(cell))}</td>"
            for cell in row
        )
        + "</tr>"
        for row in rows
    )
    return (
        # a group and not a region: a page of twenty charts would have twenty landmarks
        f'<div class="table-scroll" role="group" tabindex="0" aria-label="{escape(label)}">'
        f'<table class="{classes}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def csv_text(columns: list[str], rows: list[list]) -> str:
    """Return the table as comma-separated values with Unix line ends."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[format_cell(cell) for cell in row] for row in rows])
    return buffer.getvalue()


def finding_html(card: Card) -> str:
    """Return the finding, the chart's title."""
    return f'<p class="chart-finding" id="{card.id}-finding">{escape(card.finding)}</p>'


def notes_html(card: Card, *, live: bool = False) -> str:
    """Return what stands below the drawing: source, description, data and downloads.

    Parameters
    ----------
    card : Card
        The parts of the chart.
    live : bool
        In a live kernel the two buttons that need the site's script are left out, and the source
        is a paragraph, for there is no enclosing figure.
    """
    source = escape(words("chart.source", source=card.source))
    caption = "p" if live else "figcaption"
    download = "data:text/csv;charset=utf-8," + quote(csv_text(card.columns, card.rows), safe=_PLAIN)
    buttons = "" if live else (
        f'<button type="button" class="button-quiet" data-chart-png>{words("chart.png")}</button>'
        f'<button type="button" class="button-quiet" data-citation="{escape(card.citation)}">'
        f"{words('chart.cite')}</button>"
    )
    return (
        f'<{caption} class="chart-source">{source}</{caption}>'
        f'<details class="chart-details"><summary>{words("chart.details")}</summary>'
        f'<p class="chart-alt">{escape(card.alt)}</p>'
        f"{table_html(card.columns, card.rows, words('chart.table', finding=card.finding))}</details>"
        f'<div class="chart-actions"><a class="button-quiet" download="{card.id}.csv"'
        f' href="{download}">{words("chart.csv")}</a>{buttons}</div>'
    )


def _room(height: int, name: str = "") -> str:
    """Return an empty picture that keeps a height free: no style of its own, and no script, is needed for it."""
    return f'<svg class="chart-room{name}" width="1" height="{height}" aria-hidden="true"></svg>'


def canvas_html(identifier: str, alt: str, figure_json: str, height: int, wide_height: int | None = None) -> str:
    """Return the place in which the site's script draws a figure.

    The place has the height of the drawing from the start, so that nothing on the page moves when it is drawn.

    The figure travels as a data block, which a strict content security policy lets pass. ``</`` is
    written so that no text of a figure can end the block early.
    """
    data = figure_json.replace("</", "<\\/")
    rooms = _room(height)
    if wide_height not in (None, height):
        rooms = _room(height, " when-narrow") + _room(wide_height, " when-wide")
    return (
        f'<div class="chart-canvas" id="{identifier}-canvas" role="img" aria-label="{escape(alt)}"'
        f" data-chart>{rooms}"
        f'<p class="chart-waiting" aria-hidden="true">{words("chart.loading")}</p>'
        f'<script type="application/json">{data}</script></div>'
    )


def figure_html(card: Card, figure_json: str, height: int, wide_height: int | None = None) -> str:
    """Return the whole chart as it stands on a static page; it is lower where its legend has the width."""
    return (
        f'<figure class="chart" id="{card.id}" aria-labelledby="{card.id}-finding">'
        f"{finding_html(card)}{canvas_html(card.id, card.alt, figure_json, height, wide_height)}"
        f"{notes_html(card)}</figure>"
    )
