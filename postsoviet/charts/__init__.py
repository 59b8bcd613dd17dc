"""Charts in one house look that work in a live kernel, on the static site and in print."""

from postsoviet.charts.cells import cell_table
from postsoviet.charts.distribution import lorenz, printed_and_recomputed, slope, spread
from postsoviet.charts.figure import house_figure
from postsoviet.charts.intervals import intervals
from postsoviet.charts.matrix import matrix
from postsoviet.charts.network import network
from postsoviet.charts.panels import panels
from postsoviet.charts.places import flow, tile_map, tiles
from postsoviet.charts.points import points
from postsoviet.charts.series import bars, lines
from postsoviet.charts.show import show, source_of
from postsoviet.charts.spans import spans
from postsoviet.charts.timeline import timeline
from postsoviet.charts.unit_chart import unit_chart

__all__ = [
    "bars",
    "cell_table",
    "flow",
    "house_figure",
    "intervals",
    "lines",
    "lorenz",
    "matrix",
    "network",
    "panels",
    "points",
    "printed_and_recomputed",
    "show",
    "slope",
    "source_of",
    "spans",
    "spread",
    "tile_map",
    "tiles",
    "timeline",
    "unit_chart",
]
