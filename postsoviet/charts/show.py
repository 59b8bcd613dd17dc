"""Show a chart in a live kernel and leave behind what the static site needs."""

import re
from collections.abc import Iterable
from html import escape

import pandas as pd
import plotly.graph_objects as go
from IPython.display import display

from postsoviet.charts.card import Card, notes_html
from postsoviet.charts.figure import figure_dict, plain
from postsoviet.errors import CourseError
from postsoviet.tracing import line_blocks

PLOTLY_MIME = "application/vnd.plotly.v1+json"
#: Marks an output that only a live kernel shows; the site has the same words in its own place.
LIVE_MIME = "application/vnd.postsoviet.live+json"
#: Key of the output metadata in which the parts of a chart travel to the site.
METADATA = "postsoviet"

_KEY = re.compile(r"\d\d(-[a-z0-9]+)+")


def display_live(html: str, **options):
    """Display markup that a live kernel shows and the static site leaves out."""
    return display({"text/html": html, LIVE_MIME: {}}, raw=True, **options)


def require_text(key: str, **texts: str) -> None:
    """Refuse a chart with a missing, bare or repeated text.

    Raises
    ------
    CourseError
        If a text is empty, or the text alternative only repeats the finding.
    """
    if not _KEY.fullmatch(key):
        raise CourseError(
            f"The chart key '{key}' is not of the form 09-short-name; write the unit's two digits, "
            "a hyphen, and small letters."
        )
    for name, text in texts.items():
        if not str(text).strip():
            raise CourseError(f"The chart '{key}' has no {name}; pass {name}='...' to show().")
    if "alt" in texts and texts["alt"].strip() == texts["finding"].strip():
        raise CourseError(
            f"The text alternative of the chart '{key}' repeats its finding; describe what the "
            "drawing shows: axes, the main values, where it rises or falls."
        )


def table_parts(table: pd.DataFrame) -> tuple[list[str], list[list]]:
    """Split a data frame into headings and plain rows; a missing value becomes ``None``."""
    rows = [[None if pd.isna(cell) else plain(cell) for cell in row] for row in table.to_numpy(object)]
    return [str(column) for column in table.columns], rows


def show(
    figure: go.Figure, *, key: str, finding: str, alt: str, source: str, table: pd.DataFrame
) -> None:
    """Show a chart with its finding, source, text alternative, data and downloads.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        Best made by a builder of this package or by ``house_figure``.
    key : str
        Unit and name, ``"09-lorenz"``; the chart's address on the site is ``#chart-09-lorenz``.
    finding : str
        One sentence that says what the chart shows; its title.
    alt : str
        Text alternative for readers who cannot see the drawing.
    source : str
        Where the numbers come from; ``postsoviet.charts.source_of`` writes it from data sets.
    table : pandas.DataFrame
        The data drawn, with headings that name the units.

    Raises
    ------
    CourseError
        If a text is missing or repeated, the key is malformed, or the site cannot draw the figure.
    """
    require_text(key, finding=finding, alt=alt, source=source)
    columns, rows = table_parts(table)
    names = [*source.names] if isinstance(source, Source) else []
    card = Card(f"chart-{key}", finding, alt, str(source), columns, rows, names)
    display_live(f"<p><strong>{escape(finding)}</strong></p>")
    display(
        {PLOTLY_MIME: figure_dict(figure), "text/plain": alt},
        raw=True,
        metadata={METADATA: vars(card)},
    )
    display_live(notes_html(card, live=True))


class Source(str):
    """The source line of a chart, which remembers the data sets it was written from."""

    names: tuple[str, ...] = ()


def _lines(ranges: Iterable[str]) -> str:
    """Write ranges of lines in their order: those that meet become one, and one line is no range."""
    numbers = sorted({number for block in line_blocks(";".join(ranges)) for number in block})
    held = {*numbers}
    starts = [number for number in numbers if number - 1 not in held]
    ends = [number for number in numbers if number + 1 not in held]
    said = [str(start) if start == end else f"{start}-{end}" for start, end in zip(starts, ends, strict=True)]
    return f"{'line' if len(numbers) == 1 else 'lines'} {', '.join(said)}"


def source_of(*frames: pd.DataFrame, note: str = "") -> Source:
    """Write the source line of a chart from the data sets it draws.

    Parameters
    ----------
    *frames : pandas.DataFrame
        Frames from ``postsoviet.load``; their ``.attrs`` carry author, exhibit and lines.
    note : str
        What the course did with the numbers, for example ``"Gini computed by the course."``

    Raises
    ------
    CourseError
        If a frame does not come from ``postsoviet.load``.
    """
    places: dict[str, list[str]] = {}
    for frame in frames:
        if "source" not in frame.attrs:
            raise CourseError(
                "source_of() was given a table without a source; pass the frame that load() returned, "
                "for merging or grouping drops its notes."
            )
        place, _, lines = frame.attrs["source"].partition(", lines ")
        ranges = places.setdefault(place, [])
        ranges += [one for one in lines.split(";") if one and one not in ranges]
    said = "; ".join(f"{place}, {_lines(ranges)}" if ranges else place for place, ranges in places.items())
    line = Source(f"{said}. {note}".strip())
    line.names = tuple(dict.fromkeys(frame.attrs["name"] for frame in frames))
    return line
