"""The static front end of an explorer: native controls, the default view, and all states as data."""

import json
from html import escape

from postsoviet.charts.card import canvas_html, table_html
from postsoviet.charts.figure import height_of, wide_height_of, without_house_look
from postsoviet.explore.columns import columns_of
from postsoviet.words import words


def _control_html(explorer: str, control: dict) -> str:
    identifier = f"{explorer}-{control['name']}"
    name, label, chosen = escape(control["name"]), escape(control["label"]), control["default"]
    if control["kind"] == "radio":
        options = "".join(
            f'<label><input type="radio" name="{name}" value="{place}"{" checked" * (place == chosen)}>'
            f" {escape(text)}</label>"
            for place, text in enumerate(control["options"])
        )
        return f'<fieldset class="control"><legend>{label}</legend>{options}</fieldset>'
    if control["kind"] == "range":
        texts = escape(json.dumps(control["options"], ensure_ascii=False))
        now = escape(control["options"][chosen])
        return (
            f'<div class="control"><label for="{identifier}">{label}</label>'
            f'<input type="range" id="{identifier}" name="{name}" min="0" step="1"'
            f' max="{len(control["options"]) - 1}" value="{chosen}" aria-valuetext="{now}"'
            f' data-texts="{texts}"><output for="{identifier}">{now}</output></div>'
        )
    options = "".join(
        f'<option value="{place}"{" selected" * (place == chosen)}>{escape(text)}</option>'
        for place, text in enumerate(control["options"])
    )
    return (
        f'<div class="control"><label for="{identifier}">{label}</label>'
        f'<select id="{identifier}" name="{name}">{options}</select></div>'
    )


def explorer_html(packed: dict) -> str:
    """Return the explorer as it stands on a static page.

    Parameters
    ----------
    packed : dict
        What ``Explorer.packed`` returned.
    """
    identifier, base = packed["id"], packed["base"]
    controls = "".join(_control_html(identifier, control) for control in packed["controls"])
    panels = "".join(
        f'<div class="explorer-figure" data-panel="{place}">'
        f'<p class="chart-finding">{escape(panel["finding"])}</p>'
        + canvas_html(
            f"{identifier}-{panel['key']}",
            panel["alt"],
            json.dumps(without_house_look(panel["figure"]), ensure_ascii=False, separators=(",", ":")),
            height_of(panel["figure"]),
            wide_height_of(panel["figure"]),
        )
        + "</div>"
        for place, panel in enumerate(base["panels"])
    )
    readout = table_html(
        base["readout"]["columns"], base["readout"]["rows"], words("explorer.readout"),
        "data-table explorer-readout",
    )
    state = ", ".join(
        f"{control['label']}: {control['options'][control['default']]}" for control in packed["controls"]
    )
    counts = [len(control["options"]) for control in packed["controls"]]
    data = json.dumps(
        columns_of(counts, packed["changes"]), ensure_ascii=False, separators=(",", ":")
    ).replace("</", "<\\/")
    return (
        f'<section class="explorer" id="{identifier}" aria-labelledby="{identifier}-title">'
        f'<h3 class="explorer-title" id="{identifier}-title">{escape(packed["title"])}</h3>'
        f'<p class="explorer-lead">{escape(packed["lead"])}</p>'
        f'<form class="explorer-controls">{controls}</form>'
        f"<noscript><p>{escape(words('explorer.no_script', state=state))}</p></noscript>"
        f'<p class="explorer-sentence" role="status">{escape(base["sentence"])}</p>'
        f'<div class="explorer-figures">{panels}</div>{readout}'
        f'<p class="chart-source">{escape(words("chart.source", source=packed["source"]))}</p>'
        f'<script type="application/json" class="explorer-states">{data}</script></section>'
    )
