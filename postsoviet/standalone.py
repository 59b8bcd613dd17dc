"""A whole page in one file, which needs nothing else: no script, style or font from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from postsoviet.words import LANGUAGE

#: What a page without scripts may do: show itself.
QUIET = "default-src 'none'; style-src 'unsafe-inline'"


def page(title: str, main: str, *, style: str, scripts: Sequence[str] = (), policy: str = "", part: str = "") -> str:
    """Return a page of HTML.

    Parameters
    ----------
    title : str
        Plain text, for the tab of the browser.
    main : str
        HTML of the main landmark.
    style : str
        The style sheet.
    scripts : sequence of str
        JavaScript, run in this order below the text.
    policy : str
        A content security policy; none where it is empty.
    part : str
        Part of the course, which chooses the accent colour; none where it is empty.
    """
    rule = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n' if policy else ""
    accent = f' data-part="{escape(part)}"' if part else ""
    return (
        f'<!doctype html>\n<html lang="{LANGUAGE}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{rule}<title>{escape(title)}</title>\n'
        f"<style>\n{style}</style>\n</head>\n<body{accent}>\n<main>\n{main}\n</main>\n"
        + "".join(f"<script>{script}</script>\n" for script in scripts)
        + "</body>\n</html>\n"
    )
