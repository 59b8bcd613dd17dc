"""A matrix of kinds: who holds which position on what, told by colour and in words."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from postsoviet.charts.figure import house_figure
from postsoviet.charts.parts import (
    HIDDEN,
    LEGEND,
    NARROW,
    colours_of,
    fold,
    label_above,
    legend_mark,
    legend_room,
    line_count,
    refuse_nothing,
)
from postsoviet.charts.theme import FAINT, PAPER, SOFT
from postsoviet.errors import CourseError, did_you_mean

_MOST_KINDS, _MOST_COLUMNS = 5, 6
#: A longer name of a row stands above it.
_SHORT = 14
#: Pixels of a line of text, and of the space above and below the text of a cell.
_LINE, _PAD = 15, 14
#: Pixels of the names of rows, where they stand beside them.
_BESIDE = 92


def matrix(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[tuple[str, str], tuple[str, str]],
    *,
    kinds: Sequence[str],
    missing: str = "",
    height: int | None = None,
) -> go.Figure:
    """Draw rows and columns of cells whose colour is a kind and whose text says it in words.

    Parameters
    ----------
    rows, columns : sequence of str
        Names, from the top and from the left; at most six columns.
    cells : mapping of (row, column) to (kind, text)
        Only the cells of which something is known; the text is a word, a symbol or a few words.
    kinds : sequence of str
        Names of the kinds in the order of the legend, at most five.
    missing : str
        What stands in the other cells.

    Raises
    ------
    CourseError
        If a cell lies outside the table, has no text or an unknown kind, a name comes twice, or there are
        more kinds or columns than a telephone can show.
    """
    _check(rows, columns, cells, kinds)
    colours = colours_of(kinds)
    above = any(len(row) > _SHORT for row in rows)
    left = 0 if above else _BESIDE
    # The names take a share of the width that grows with it, so that the legend can begin above them.
    edge = -0.5 - left * len(columns) / (NARROW - left)
    pixels = (NARROW - left) / len(columns) - 6
    heads = [fold(column, pixels, 12) for column in columns]
    y = _LINE * max(map(line_count, heads)) + 6.0
    # The names of the columns stand on one line at the foot of the heading.
    texts = [
        {"x": across, "y": y - 4, "text": head, "showarrow": False, "yanchor": "bottom", "borderpad": 0,
         "font": {"size": 12, "color": SOFT}}
        for across, head in enumerate(heads)
    ]
    shapes, points = [], []
    for row in rows:
        inside = [fold(cells.get((row, column), ("", missing))[1], pixels, 12) for column in columns]
        label = fold(row, NARROW if above else _BESIDE - 6)
        tall = _PAD + _LINE * max(map(line_count, inside))
        if above:
            texts.append(label_above(label, y + 4))
            y += 17 * line_count(label) + 6
        else:
            tall = max(tall, 8 + 17 * line_count(label))
            texts.append({**label_above(label, y + tall / 2), "yanchor": "middle"})
        for across, (column, text) in enumerate(zip(columns, inside, strict=True)):
            kind, said = cells.get((row, column), (None, missing or "nothing known"))
            shapes.append({
                "type": "rect", "x0": across - 0.5, "x1": across + 0.5, "y0": y, "y1": y + tall,
                "fillcolor": colours.get(kind, FAINT), "line": {"color": PAPER, "width": 3}, "layer": "below",
            })
            hover = f"{row}, {column}: {said}" + (f" ({kind})" if kind else "")
            points.append((across, y + tall / 2, text, PAPER if kind else SOFT, hover.replace("<br>", " ")))
        y += tall + (4 if above else 0)
    x, middle, inside, inks, hovers = zip(*points, strict=True)
    drawn = go.Scatter(
        x=x, y=middle, mode="text", text=inside, textfont={"size": 12, "color": inks}, hovertext=hovers,
        hoverinfo="text", showlegend=False,
    )
    top = legend_room(["", *kinds])
    return house_figure(
        [drawn, *(legend_mark(kind, colours[kind]) for kind in kinds)],
        height=height or int(y + top + 6), shapes=shapes, annotations=texts, hovermode="closest", showlegend=True,
        legend=LEGEND, margin={"l": 4, "r": 4, "t": top, "b": 6},
        xaxis={**HIDDEN, "range": [edge, len(columns) - 0.5]}, yaxis={**HIDDEN, "range": [y, 0]},
    )


def _check(rows: Sequence[str], columns: Sequence[str], cells: Mapping, kinds: Sequence[str]) -> None:
    """Refuse what cannot be drawn or could not be read."""
    refuse_nothing(rows, "rows")
    refuse_nothing(columns, "columns")
    for most, names, what in ((_MOST_KINDS, kinds, "kinds"), (_MOST_COLUMNS, columns, "columns"), (None, rows, "rows")):
        if most and len(names) > most:
            raise CourseError(f"A matrix shows at most {most} {what}, not {len(names)}; join some or draw two.")
        for name in names:
            if list(names).count(name) > 1:
                raise CourseError(f"The name '{name}' comes twice among the {what} of the matrix; name each once.")
    for (row, column), (kind, text) in cells.items():
        if row not in rows or column not in columns:
            raise CourseError(f"The cell ({row}, {column}) lies outside the table; add the row or the column.")
        if kind not in kinds:
            raise CourseError(
                f"The cell ({row}, {column}) is of the kind '{kind}', which is not in kinds{did_you_mean(kind, kinds)}."
            )
        if not str(text).strip():
            raise CourseError(f"The cell ({row}, {column}) has no text; write a word or a symbol beside its colour.")
