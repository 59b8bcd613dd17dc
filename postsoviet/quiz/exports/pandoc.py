"""The Markdown of a bank as Markdown for pandoc and knitr, which run what a bank only shows.

Pandoc passes raw HTML and raw TeX on, and knitr runs R code between backticks. So a text is parsed
and written again with every sign escaped that could mean something there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from postsoviet.quiz.text import parser

# as entities: a backtick opens R code for knitr, and a backslash the items of R/exams, even behind a backslash
_ENTITIES = {"\\": "&#92;", "`": "&#96;", "<": "&lt;", ">": "&gt;", "&": "&amp;", "\u00a0": "&nbsp;"}
_SIGNS = re.compile(r"""[\\`<>&\u00a0*_{}\[\]#$~^|@!"']|-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\.|(?<=\S):(?=:)|(?<=:):""")
#: What makes a list, a heading or a definition at the start of a paragraph.
_START = re.compile(r"^(\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)(?=[.)](?:\s|$))|(?=[-+=:%]))")
# signs that the parser puts in for itself; those of blanks (U+E010, U+E011) stay
_PRIVATE = re.compile("[\ue000-\ue00f]")
# a bar would end the cell; a blank before the last dollar would end the formula
_BAR = r"{\vert}"
_EMPHASIS = {"em_open": "*", "em_close": "*", "strong_open": "**", "strong_close": "**"}


def escaped(text: str) -> str:
    """Return plain words with every sign escaped that pandoc or knitr could take for markup."""
    text = _SIGNS.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), text.replace("\n", " "))
    return _START.sub(r"\1\\", text)


def phrase(text: str) -> str:
    """Return one paragraph of a bank on one line."""
    (line,) = parser("tex").parseInline(" ".join(text.split()))
    return _line(line.children)


def blocks(text: str) -> str:
    """Return Markdown of a bank as paragraphs, lists and tables."""
    return "\n".join(_blocks(parser("tex").parse(text.strip()))).strip("\n")


def _line(parts: Sequence[Token], *, in_table: bool = False) -> str:
    # an r behind code would look to knitr like the start of R code
    return re.sub(r"`r(?=[ #])", "`&#114;", "".join(_phrases(parts, in_table=in_table)))


def _phrases(parts: Sequence[Token], *, in_table: bool) -> Iterator[str]:
    for part in parts:
        if part.type in _EMPHASIS:
            yield _EMPHASIS[part.type]
        elif part.type == "code_inline":
            yield _code(part.content)
        elif part.type.startswith("math_inline"):
            yield _formula(part.content, "$", in_table)
        elif part.type == "softbreak":
            yield " "
        elif part.type == "hardbreak":
            yield " " if in_table else "\\\n"
        elif part.type == "link_open":
            yield "["
        elif part.type == "link_close":
            yield f"](<{_address(parts, part)}>)"
        else:
            yield escaped(_PRIVATE.sub("", part.content))


def _address(parts: Sequence[Token], close: Token) -> str:
    """The address stands in the part that opens a link; links do not nest."""
    opened = [part for part in parts[: parts.index(close)] if part.type == "link_open"]
    return str(opened[-1].attrs["href"]).replace("`", "%60").replace("<", "%3C").replace(">", "%3E")


def _code(content: str) -> str:
    # code that holds a backtick could be R code for knitr, however it is fenced: it loses its typeface
    return escaped(content) if "`" in content else f"` {content} `"


def _formula(tex: str, fence: str, in_table: bool) -> str:
    if "`" in tex:
        return escaped(f"{fence}{tex}{fence}")
    tex = " ".join(tex.split())
    return f"{fence}{tex.replace('|', _BAR) if in_table else tex}{fence}"


def _blocks(parts: Sequence[Token]) -> Iterator[str]:
    """Yield lines, an empty one after each block."""
    place = 0
    while place < len(parts):
        part = parts[place]
        end = _end(parts, place) if part.nesting == 1 else place
        inside = parts[place + 1 : end]
        if part.type in ("paragraph_open", "heading_open"):
            line = _line(inside[0].children)
            yield f"**{line}**" if part.type == "heading_open" else line
        elif part.type in ("bullet_list_open", "ordered_list_open"):
            yield from _list(inside, ordered=part.type == "ordered_list_open", start=int(part.attrs.get("start", 1)))
        elif part.type == "blockquote_open":
            yield from (f"> {line}".rstrip() for line in _without_last_empty(_blocks(inside)))
        elif part.type == "table_open":
            yield from _table(inside)
        elif part.type == "hr":
            yield "* * *"
        elif part.type.startswith("math_block"):
            yield _formula(part.content, "$$", in_table=False)
        else:
            # fenced or indented code, a span a line: whole blocks would be run by knitr
            yield "\\\n".join(_code(line) if line else "&nbsp;" for line in part.content.rstrip("\n").split("\n"))
        yield ""
        place = end + 1


def _end(parts: Sequence[Token], start: int) -> int:
    return next(
        place for place in range(start + 1, len(parts))
        if parts[place].nesting == -1 and parts[place].level == parts[start].level
    )  # fmt: skip


def _without_last_empty(lines: Iterator[str]) -> list[str]:
    found = list(lines)
    return found[:-1] if found and not found[-1] else found


def _list(parts: Sequence[Token], *, ordered: bool, start: int) -> Iterator[str]:
    place, number = 0, start
    while place < len(parts):
        end = _end(parts, place)
        mark = f"{number}. " if ordered else "- "
        lines = "\n".join(_without_last_empty(_blocks(parts[place + 1 : end]))).split("\n")
        yield from (f"{mark if not row else ' ' * len(mark)}{line}".rstrip() for row, line in enumerate(lines))
        place, number = end + 1, number + 1


def _table(parts: Sequence[Token]) -> Iterator[str]:
    rows: list[list[str]] = []
    sides: list[str] = []
    for place, part in enumerate(parts):
        if part.type == "tr_open":
            rows.append([])
        elif part.type in ("th_open", "td_open"):
            rows[-1].append(_line(parts[place + 1].children, in_table=True))
            if part.type == "th_open":
                sides.append(str(part.attrs.get("style", "")).removeprefix("text-align:"))
    yield _row(rows[0])
    # where a table is wide, pandoc takes the widths of its columns from the dashes
    widths = [max(3, *(len(row[column]) for row in rows)) for column in range(len(sides))]
    yield _row([_dashes(width, side) for width, side in zip(widths, sides, strict=True)])
    yield from map(_row, rows[1:])


def _dashes(width: int, side: str) -> str:
    left, right = side in ("left", "center"), side in ("right", "center")
    return ":" * left + "-" * (width - left - right) + ":" * right


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
