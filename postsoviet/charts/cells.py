"""A table of shaded cells in which a cell that was never printed says so."""

from collections.abc import Mapping, Sequence

from plotly.graph_objects import Scatter

from postsoviet.charts.figure import house_figure
from postsoviet.charts.theme import FAINT, ON_RAMP, PAPER, RAMP, SOFT
from postsoviet.errors import CourseError

#: Fill and text of the shades; the lightest step of the ramp is too near the grey of a missing cell.
SHADES = list(zip(RAMP, ON_RAMP, strict=True))[1:]


def cell_table(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[tuple[str, str], tuple[float, str]],
    *,
    steps: Sequence[float],
    missing: str = "not printed",
    height: int | None = None,
):
    """Draw rows and columns of cells, darker where the value is higher, grey where there is none.

    Parameters
    ----------
    rows, columns : sequence of str
        Names, from the top and from the left.
    cells : mapping of (row, column) to (value, text)
        Only the cells that have a value; ``text`` is what stands in the cell (``<br>`` allowed).
    steps : sequence of float
        Where one shade ends and the next begins, rising; one fewer than there are shades.
    missing : str
        What stands in the other cells.

    Raises
    ------
    CourseError
        If a cell lies outside the rows and columns, or there are more shades than the ramp has.
    """
    if len(steps) + 1 > len(SHADES):
        raise CourseError(f"A cell table shows at most {len(SHADES)} shades, not {len(steps) + 1}; drop a step.")
    for row, column in cells:
        if row not in rows or column not in columns:
            raise CourseError(f"The cell ({row}, {column}) lies outside the table; add the row or the column.")
    shapes, x, y, texts, inks, hovers = [], [], [], [], [], []
    for down, row in enumerate(rows):
        for across, column in enumerate(columns):
            value, text = cells.get((row, column), (None, missing))
            fill, ink = (FAINT, SOFT) if value is None else SHADES[sum(value >= step for step in steps)]
            shapes.append({
                "type": "rect", "x0": across - 0.5, "x1": across + 0.5, "y0": down - 0.5, "y1": down + 0.5,
                "fillcolor": fill, "line": {"color": PAPER, "width": 3},
                "layer": "below",
            })
            x.append(across)
            y.append(down)
            texts.append(text if value is None else f"<b>{text}</b>")
            inks.append(ink)
            hovers.append(f"{row}, {column}: {text.replace('<br>', ' ')}")
    drawn = Scatter(
        x=x, y=y, mode="text", text=texts, textfont={"size": 11, "color": inks}, hovertext=hovers,
        hoverinfo="text", showlegend=False,
    )
    return house_figure(
        [drawn], height=height or 60 + 36 * len(rows), shapes=shapes, hovermode="closest",
        margin={"l": 8, "r": 4, "t": 30, "b": 4},
        xaxis={"tickvals": list(range(len(columns))), "ticktext": list(columns), "side": "top", "ticks": "",
               "showline": False, "zeroline": False, "range": [-0.5, len(columns) - 0.5]},
        yaxis={"tickvals": list(range(len(rows))), "ticktext": list(rows), "ticks": "", "showgrid": False,
               "showline": False, "zeroline": False, "range": [len(rows) - 0.5, -0.5]},
    )
