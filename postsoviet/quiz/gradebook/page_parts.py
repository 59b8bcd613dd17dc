"""Pieces of a report page that needs nothing else: no script, no font, no address."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from postsoviet import standalone
from postsoviet.charts.theme import BLUE, DARK, FAINT, FONT, INK, ORANGE, PAPER, RULE, SOFT

_NAMES = {"ink": INK, "soft": SOFT, "rule": RULE, "faint": FAINT, "paper": PAPER, "blue": BLUE, "orange": ORANGE}
_LIGHT = ";".join(f"--{name}:{colour}" for name, colour in _NAMES.items())
_NIGHT = ";".join(f"--{name}:{DARK[colour]}" for name, colour in _NAMES.items())
_STYLE = f"""
:root {{ color-scheme: light dark; {_LIGHT} }}
@media (prefers-color-scheme: dark) {{ :root {{ {_NIGHT} }} }}
@media print {{ :root {{ color-scheme: light; {_LIGHT} }}
  tr, svg {{ break-inside: avoid }} .scroll {{ overflow: visible }} }}
body {{ margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 {FONT}; overflow-wrap: anywhere }}
h1 {{ line-height: 1.2 }} h2 {{ margin-top: 2.5rem }} p, li {{ max-width: 42rem }}
.scroll {{ overflow-x: auto }} .scroll:focus-visible {{ outline: 3px solid var(--blue); outline-offset: 2px }}
table {{ border-collapse: collapse; font-size: .93rem; overflow-wrap: normal }}
caption {{ text-align: left; color: var(--soft); padding: .3rem 0 }}
th, td {{ padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top }}
td:last-child:not(.number) {{ min-width: 14rem }}
td.number, th.number {{ text-align: right; font-variant-numeric: tabular-nums }}
.caution {{ border-left: 4px solid var(--orange); padding: .4rem 1rem; background: var(--faint) }}
svg {{ width: 100%; max-width: 36rem; height: auto; display: block; font-family: {FONT} }}
svg text {{ paint-order: stroke; stroke: var(--paper); stroke-width: 4px }}
"""


def document(title: str, body: str) -> str:
    """Return a whole page.

    Parameters
    ----------
    title : str
        Plain text; also the first heading.
    body : str
        HTML that stands below it.
    """
    return standalone.page(title, f"<h1>{text(title)}</h1>\n{body}", style=_STYLE, policy=standalone.QUIET)


def section(key: str, title: str, body: str) -> str:
    """Return a part of the page with its heading; `key` makes the id of the heading."""
    return f'<section aria-labelledby="{key}-title">\n<h2 id="{key}-title">{text(title)}</h2>\n{body}\n</section>'


def text(plain: str) -> str:
    """Return plain text as HTML."""
    return escape(plain, quote=True)


def number(value: float | None, places: int = 2) -> str:
    """Return a number as text; a dash for none."""
    if value is None:
        return "–"
    shown = f"{value:.{places}f}"
    # a minus sign of the width of a digit; and no minus before zero
    return shown.removeprefix("-") if not shown.strip("-0.") else shown.replace("-", "−")


def table(caption: str, header: Sequence[tuple[str, bool]], rows: Sequence[Sequence[str]]) -> str:
    """Write a table that scrolls by itself on a narrow page.

    Parameters
    ----------
    caption : str
        Its heading.
    header : sequence of tuple
        Heading of each column, and whether it holds numbers.
    rows : sequence of sequence of str
        The first cell of a row is its heading.
    """
    classes = [' class="number"' if is_number else "" for _, is_number in header]
    head = "".join(f'<th scope="col"{one}>{text(name)}</th>' for (name, _), one in zip(header, classes, strict=True))
    body = []
    for first, *rest in rows:
        cells = "".join(f"<td{one}>{text(cell)}</td>" for cell, one in zip(rest, classes[1:], strict=True))
        body.append(f'<tr><th scope="row">{text(first)}</th>{cells}</tr>')
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{text(caption)}">'
        f"<table><caption>{text(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>\n" + "\n".join(body) + "\n</tbody></table></div>"
    )
