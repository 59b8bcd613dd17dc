"""What the charts of rows, boxes and marks share: checked numbers, folded text, and the legend of kinds."""

import math
from collections.abc import Iterable, Sequence
from numbers import Real
from textwrap import wrap

import plotly.graph_objects as go

from postsoviet.charts.theme import RULE, SERIES
from postsoviet.errors import CourseError

#: Pixels across which a drawing has on a telephone of 360.
NARROW = 320
#: Pixels from which a chart counts as wide; the site's style has the same number.
WIDE = 560
#: Width of a mean character, as a share of the size of its type; broad enough for the fallback fonts.
_MEAN = 0.52

#: An axis that only places things.
HIDDEN = {"visible": False, "fixedrange": True}
#: A legend above the drawing that explains and does not switch: its marks stand for shapes.
LEGEND = {"y": 1, "yanchor": "bottom", "itemclick": False, "itemdoubleclick": False}


def number(value, what: str, wanted: str = "a finite number") -> float:
    """Return a finite number as a float.

    Raises
    ------
    CourseError
        If the value is missing, infinite or no number; the sentence begins with ``what`` and ends with ``wanted``.
    """
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise CourseError(f"{what} is {value!r}; give {wanted}.")
    return float(value)


def is_missing(value) -> bool:
    """Tell whether a value is ``None`` or not a number."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def refuse_nothing(things: Sequence, what: str) -> None:
    """Refuse an empty list of things to draw."""
    if not len(things):
        raise CourseError(f"There are no {what} to draw; give at least one.")


def width_of(text: str, size: int = 13) -> float:
    """Estimate the pixels that the longest line of a text takes."""
    return max(len(line) for line in text.split("<br>")) * size * _MEAN


def fold(text: str, pixels: float, size: int = 13) -> str:
    """Break a text into lines that fit, with ``<br>``; breaks that the author made are kept."""
    room = max(4, int(pixels / (size * _MEAN)))
    return "<br>".join(line for part in str(text).split("<br>") for line in _lines(part, room) or [""])


def _lines(text: str, room: int) -> list[str]:
    """Wrap a text; a word that is longer than a line is broken with a hyphen."""
    pieces = []
    for word in text.split():
        while len(word) > room and "-" not in word[:room]:
            pieces.append(word[: room - 1] + "-")
            word = word[room - 1 :]
        pieces.append(word)
    return wrap(" ".join(pieces), room, break_long_words=False)


def line_count(text: str) -> int:
    """Count the lines of a folded text."""
    return text.count("<br>") + 1


def colours_of(kinds: Iterable[str], most: int = len(SERIES)) -> dict[str, str]:
    """Give each kind its colour, in order of first appearance.

    Raises
    ------
    CourseError
        If there are more kinds than a reader can tell apart.
    """
    names = list(dict.fromkeys(kinds))
    if len(names) > most:
        raise CourseError(f"The chart has {len(names)} kinds, and at most {most} can be told apart; join some of them.")
    return dict(zip(names, SERIES, strict=False))


def legend_mark(name: str, colour: str, symbol: str = "square") -> go.Scatter:
    """Return a trace that draws nothing but its entry in the legend."""
    return go.Scatter(
        x=[None], y=[None], mode="markers", name=name, showlegend=True,
        marker={"symbol": symbol, "size": 13, "color": colour, "line": {"color": RULE, "width": 1}},
    )


def legend_room(names: Iterable[str], across: int = NARROW) -> int:
    """Return the pixels that a legend above the drawing takes, on a telephone or wider.

    Reserved as a margin, they keep plotly from taking them off the drawing.
    """
    names = list(names)
    if len(names) < 2:
        return 12
    columns = max(1, int(across // (45 + max(width_of(name, 12) for name in names))))
    return 14 + 20 * math.ceil(len(names) / columns)


def label_above(text: str, y: float, size: int = 13) -> dict:
    """Return an annotation at the left edge whose top is at ``y``, an axis of pixels that runs down."""
    return {
        "xref": "paper", "x": 0, "y": y, "text": text, "showarrow": False, "xanchor": "left", "yanchor": "top",
        "align": "left", "borderpad": 0, "font": {"size": size},
    }
