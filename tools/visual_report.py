"""The page of differences: old, new and what changed, side by side, worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 110rem; margin: 0 auto; padding: 1.5rem; }
section { border-top: 1px solid; margin-top: 2rem; padding-top: 1rem; }
.three { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1rem; align-items: start; }
figure { margin: 0; min-width: 0; }
figcaption { font-weight: 600; margin-bottom: .4rem; }
img { max-width: 100%; height: auto; outline: 1px solid #888; }
a { color: inherit; }
code { overflow-wrap: anywhere; }
"""


@dataclass(frozen=True)
class Entry:
    """One picture that changed, is new, or is gone.

    Parameters
    ----------
    name : str
        Of the picture.
    what : str
        What happened to it, in a few words.
    weight : float
        Share of the picture that changed; the page begins with the largest.
    address : str
        Where the part stands in the site.
    kinds : sequence of str
        Which pictures there are: ``old``, ``new``, ``difference``.
    """

    name: str
    what: str
    weight: float
    address: str
    kinds: Sequence[str]


LABELS = {"old": "As it was", "new": "As it is now", "difference": "What changed, in red"}


def write_report(folder: Path, entries: Sequence[Entry], compared: int, ending: str) -> Path:
    """Write ``index.html`` into a folder that holds the pictures in ``old``, ``new`` and ``difference``.

    Returns
    -------
    pathlib.Path
        The page.
    """
    ordered = sorted(entries, key=lambda one: (-one.weight, one.name))
    title = f"{len(ordered)} of {compared} pictures differ" if ordered else f"All {compared} pictures are as they were"
    listed = "".join(f'<li><a href="#{one.name}">{escape(one.name)}</a>: {escape(one.what)}</li>' for one in ordered)
    contents = f'<nav aria-labelledby="contents"><h2 id="contents">Worst first</h2><ol>{listed}</ol></nav>' if ordered else ""
    mend = (
        "<p>If every change is meant, run <code>make visual-accept</code> and commit the pictures with the change.</p>" if ordered else ""
    )
    page = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body><header><h1>{title}</h1>{mend}</header>\n"
        f"<main>{contents}\n{''.join(_section(one, ending) for one in ordered)}</main></body></html>\n"
    )
    target = folder / "index.html"
    target.write_text(page, encoding="utf-8", newline="\n")
    return target


def _section(entry: Entry, ending: str) -> str:
    figures = "".join(
        f'<figure><figcaption>{LABELS[kind]}</figcaption><a href="{kind}/{entry.name}{ending}">'
        f'<img src="{kind}/{entry.name}{ending}" loading="lazy" alt="{escape(entry.name)}, {LABELS[kind].lower()}; opens in full size"></a></figure>'
        for kind in entry.kinds
    )
    return (
        f'<section id="{entry.name}" aria-labelledby="{entry.name}-title"><h2 id="{entry.name}-title">{escape(entry.name)}</h2>'
        f"<p>{escape(entry.what)}. On <code>{escape(entry.address)}</code>.</p>"
        f'<div class="three">{figures}</div></section>\n'
    )
