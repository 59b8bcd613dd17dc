"""What a page carries, made lighter on its way to the site.

A notebook stores its outputs for every use, a live kernel among them. A page travels over slow lines, so here
the versions of a question are written in a way that packs better, and what no reader needs before the first
move of a large explorer becomes a file of its own.
"""

import json
import re
import zlib
from pathlib import Path

#: Stands in the fixed parts of a question where a piece of a version goes; and behind a ``<`` that would end a script.
HOLE, BREAK = "\uf8ff", "\uf8fe"
#: Bytes, compressed, from which the states of an explorer are a file.
LARGE = 2_000
_VERSIONS = re.compile(r'<script type="application/json" class="versions">(.*?)</script>', re.DOTALL)
_STATES = re.compile(r'(<section class="explorer" id="([a-z0-9-]+)".*?<script type="application/json" class="explorer-states")>(.*?)</script>', re.DOTALL)  # fmt: skip
_EDGE = re.compile(r'(data-(?:low|high)=\\?")(-?[\d.]+(?:e-?\d+)?)')
#: The colours of code, and the names of Pygments for what has them; every other name is markup that nobody sees.
COLOURS = {
    "k": "k kn kd kc kr ow", "s": "s s1 s2 sa sd si se", "m": "m mi mf", "n": "nf nc nd nb bp", "c": "c c1 cm ch", "gr": "gr",
}  # fmt: skip
_COLOUR_OF = {name: colour for colour, names in COLOURS.items() for name in names.split()}
_CODE = re.compile(r'<div class="highlight"><pre>.*?</pre>', re.DOTALL)
_TOKEN = re.compile(r'<span class="([\w -]+)">([^<]*)</span>')
#: Neighbours of one colour.
_RUN = re.compile(r'<span class="(\w+)">[^<]*</span>(?:<span class="\1">[^<]*</span>)+')
_DANGER = re.compile("<(?=/?script|!--)", re.IGNORECASE)


def versions_text(pack: str) -> str:
    """Write the versions of a question with their markup as it is.

    In JSON every quotation mark has a sign before it, and a server cannot pack the markup as a repetition of the
    form that it belongs to.

    Parameters
    ----------
    pack : str
        The JSON of ``postsoviet.quiz.render.versions.packed``.

    Returns
    -------
    str
        A line of JSON without ``fixed``; then the fixed parts, with ``HOLE`` between each two.
    """
    held = json.loads(pack)
    fixed = _DANGER.sub("<" + BREAK, HOLE.join(held.pop("fixed")))
    head = json.dumps(held, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"{head}\n{fixed}"


def _shorter(edge: re.Match) -> str:
    # more digits than anybody types, and a hundredth of the slack for binary fractions
    return f"{edge[1]}{float(f'{float(edge[2]):.11g}')!r}"


def plain_code(body: str) -> str:
    """Take the markup out of code that gives a word no colour, which is half of all elements of a unit."""
    def token(found: re.Match) -> str:
        colour = _COLOUR_OF.get(found[1])
        return f'<span class="{colour}">{found[2]}</span>' if colour else found[2]

    def block(code: re.Match) -> str:
        coloured = _TOKEN.sub(token, code[0].replace("<span></span>", ""))
        return _RUN.sub(lambda run: run[0].replace(f'</span><span class="{run[1]}">', ""), coloured)

    return _CODE.sub(block, body)


def lighten(app, pagename, templatename, context, doctree) -> None:
    """Rewrite the body of a page, and write the states of its large explorers beside it."""
    body = plain_code(context.get("body") or "")
    if '<section class="quiz ' in body:
        body = _EDGE.sub(_shorter, body)
        body = _VERSIONS.sub(lambda found: f'<script type="text/plain" class="versions">{versions_text(found[1])}</script>', body)
    folder = Path(app.outdir) / "_static"

    def moved(found: re.Match) -> str:
        start, name, states = found.groups()
        if len(zlib.compress(states.encode())) < LARGE:
            return found[0]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.js").write_text(f'courseStates("{name}",{states});\n', encoding="utf-8")
        address = context["pathto"](f"_static/{name}.js", 1)
        return f'{start} data-src="{address}"></script>'

    if '<section class="explorer"' in body:
        body = _STATES.sub(moved, body)
    context["body"] = body
