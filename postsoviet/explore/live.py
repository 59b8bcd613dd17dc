"""The live front end of an explorer: ipywidgets beside display handles.

No Output widget is used: under a notebook runner its reply is sometimes lost and the cell waits for
ever. A display handle is updated instead.
"""

import json
from html import escape

import ipywidgets
from IPython.display import display

from postsoviet.charts.card import table_html
from postsoviet.charts.show import LIVE_MIME, PLOTLY_MIME
from postsoviet.explore.controls import Control
from postsoviet.explore.view import View, plain_view
from postsoviet.words import words

#: Carries all states of an explorer to the static page.
EXPLORER_MIME = "application/vnd.postsoviet.explorer+json"


def _widget(control: Control) -> ipywidgets.Widget:
    options = [(text, value) for value, text in control.options]
    common = {"options": options, "value": control.default, "description": control.label}
    wide = {"description_width": "initial"}
    # as wide as the longest choice, which the usual 300 pixels would cut off
    whole = {"width": "max-content", "max_width": "100%"}
    if control.kind == "range":
        return ipywidgets.SelectionSlider(**common, style=wide, continuous_update=False)
    if control.kind == "radio":
        return ipywidgets.RadioButtons(**common, style=wide, layout=whole)
    return ipywidgets.Dropdown(**common, style=wide, layout=whole)


def _html(html: str, text: str) -> dict:
    return {"text/html": html, "text/plain": text, LIVE_MIME: {}}


def _bundles(key: str, view: View) -> list[dict]:
    """Return one bundle for the sentence, two a panel (finding and drawing), one for the table."""
    plain = plain_view(key, view)
    bundles = [_html(f'<p role="status">{escape(view.sentence)}</p>', view.sentence)]
    for panel in plain["panels"]:
        bundles.append(_html(f"<p><strong>{escape(panel['finding'])}</strong></p>", panel["finding"]))
        bundles.append({PLOTLY_MIME: panel["figure"], "text/plain": panel["alt"], LIVE_MIME: {}})
    table = table_html(plain["readout"]["columns"], plain["readout"]["rows"], words("explorer.readout"))
    bundles.append(_html(table, words("explorer.readout")))
    return bundles


def show_live(explorer) -> None:
    """Display the controls and keep the view in step with them.

    The first output also carries the packed states, which the static page shows in its place.
    """
    widgets = {control.name: _widget(control) for control in explorer.controls}
    box = ipywidgets.VBox(list(widgets.values()))
    bundle = box._repr_mimebundle_()
    packed = json.dumps(explorer.packed(), ensure_ascii=False, separators=(",", ":"))
    # As one text: a notebook file would otherwise give every number a line of its own.
    display({**bundle, EXPLORER_MIME: {"packed": packed}}, raw=True)
    view = explorer.view_at()
    handles = [
        display(bundle, raw=True, display_id=f"explorer-{explorer.key}-{place}")
        for place, bundle in enumerate(_bundles(explorer.key, view))
    ]

    def refresh(_change) -> None:
        chosen = {name: widget.value for name, widget in widgets.items()}
        for handle, bundle in zip(handles, _bundles(explorer.key, explorer.view_at(**chosen)), strict=True):
            if PLOTLY_MIME in bundle:
                # JupyterLab's plotly renderer keeps the graph it has; another type in between makes
                # it start anew.
                handle.update({"text/plain": bundle["text/plain"]}, raw=True)
            handle.update(bundle, raw=True)

    for widget in widgets.values():
        widget.observe(refresh, names="value")
