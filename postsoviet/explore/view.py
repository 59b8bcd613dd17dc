"""What an explorer shows for one choice of its controls."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from postsoviet.charts.figure import figure_dict
from postsoviet.charts.show import require_text, table_parts


@dataclass(frozen=True)
class Panel:
    """One chart of an explorer.

    Parameters
    ----------
    key : str
        Name within the explorer, small letters.
    finding : str
        Title of the chart; it may change with the choice.
    alt : str
        Text alternative of the chart as it stands.
    figure : plotly.graph_objects.Figure or dict
        The drawing; a dict as ``to_plotly_json`` returns it where speed matters.
    """

    key: str
    finding: str
    alt: str
    figure: go.Figure | dict


@dataclass(frozen=True)
class View:
    """Everything that changes with the controls.

    Parameters
    ----------
    sentence : str
        The result in words, read aloud by a screen reader when the choice changes.
    panels : sequence of Panel
        The charts.
    readout : pandas.DataFrame
        The figures of the present choice, with headings that name the units.
    """

    sentence: str
    panels: tuple[Panel, ...] | list[Panel]
    readout: pd.DataFrame


def plain_view(identifier: str, view: View) -> dict:
    """Return a view as plain data, the form in which it travels to the static page."""
    columns, rows = table_parts(view.readout)
    panels = []
    for panel in view.panels:
        require_text(f"{identifier}-{panel.key}", finding=panel.finding, alt=panel.alt)
        panels.append({
            "key": panel.key,
            "finding": panel.finding,
            "alt": panel.alt,
            "figure": figure_dict(panel.figure),
        })
    return {"sentence": view.sentence, "panels": panels, "readout": {"columns": columns, "rows": rows}}
