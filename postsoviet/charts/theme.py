"""The house look of every chart: colours that hold for colour-blind readers, in light and in dark.

A figure is drawn in the light colours. The site swaps each light colour for its dark partner when
the reader changes the mode, so a figure is stored once.
"""

INK = "#22262b"
SOFT = "#5b6470"
RULE = "#d5d9df"
FAINT = "#eef0f3"
PAPER = "#ffffff"

BLUE = "#1f5a8c"
ORANGE = "#c2571a"
GREEN = "#2f7d5b"
PURPLE = "#8a3f8f"
OCHRE = "#8c6d1f"
GREY = "#737d89"

#: Order in which the series of a chart take their colours. Neighbours differ in lightness as well
#: as in hue, so the order holds in grey print and for the common kinds of colour blindness.
SERIES = (BLUE, ORANGE, GREEN, PURPLE, OCHRE, GREY)

#: Light to dark ramp of one hue for ordered classes (tile maps, heat tables).
RAMP = ("#e3edf6", "#bcd4e8", "#8bb4d6", "#3f79ab", "#1f5a8c")
#: Text colours that are legible on the ramp, class by class.
ON_RAMP = (INK, INK, INK, PAPER, PAPER)

#: Light colour -> its partner in dark mode.
DARK = {
    INK: "#e8e6e1",
    SOFT: "#a9b0ba",
    RULE: "#3a4048",
    FAINT: "#262b31",
    PAPER: "#16191d",
    BLUE: "#7fb2e0",
    ORANGE: "#f0965a",
    GREEN: "#74c7a0",
    PURPLE: "#d598d9",
    OCHRE: "#d9b95f",
    GREY: "#98a2ae",
    RAMP[0]: "#1d2a36",
    RAMP[1]: "#27405a",
    RAMP[2]: "#35618a",
    RAMP[3]: "#5b93c6",
}

FONT = "'Source Sans 3', 'Source Sans Pro', system-ui, sans-serif"

_AXIS = {
    "automargin": True,
    "gridcolor": RULE,
    "linecolor": SOFT,
    "tickcolor": SOFT,
    "zerolinecolor": RULE,
    "tickfont": {"color": SOFT, "size": 13},
    "title": {"font": {"color": SOFT, "size": 13}, "standoff": 8},
    "fixedrange": True,
}

TEMPLATE = {
    "layout": {
        "font": {"family": FONT, "size": 14, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "colorway": list(SERIES),
        "margin": {"l": 48, "r": 16, "t": 16, "b": 44},
        "hoverlabel": {
            "bgcolor": FAINT,
            "bordercolor": RULE,
            "font": {"family": FONT, "color": INK, "size": 13},
        },
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"},
        "dragmode": False,
        "xaxis": {**_AXIS, "showgrid": False},
        "yaxis": _AXIS,
    }
}

#: The trace types that the site's script bundle can draw (plotly.js "basic").
TRACE_TYPES = frozenset({"scatter", "bar", "pie"})
