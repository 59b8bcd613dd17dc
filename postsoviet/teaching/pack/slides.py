"""The slides of a unit: one HTML file with everything in it, which asks no host for anything.

Below 700 pixels, without script, and on paper it is a plain page that one scrolls; on a wide screen the
script turns it into slides with reveal.js. Charts are drawn by plotly from the figures of the notebook.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from postsoviet import standalone
from postsoviet.course.register import ROOT
from postsoviet.edition import read as edition
from postsoviet.quiz import text as markdown
from postsoviet.teaching.assignment import Assignment
from postsoviet.teaching.pack.content import Chart, Content, Prompt
from postsoviet.words import words

_HERE = Path(__file__).parent
_VENDOR = _HERE / "vendor"
#: The site's own bundle of plotly, so that a slide and a page draw alike.
_PLOTLY = ROOT / "book/_ext/course_outputs/static/vendor/plotly-basic.min.js"


def slides(assignment: Assignment, content: Content) -> str:
    """Return the slides: title, question, one for each chart, the questions for discussion, sources.

    Parameters
    ----------
    assignment : Assignment
        The unit.
    content : Content
        Of the same unit.
    """
    unit = content.unit
    told = [
        _title(assignment, content),
        _slide(words("slides.question"), f'<p class="lead">{markdown.inline(unit.question)}</p>'),
        *map(_chart, content.charts),
        *(_prompt(number, prompt) for number, prompt in enumerate(content.prompts, 1)),
        _sources(content),
    ]
    style = "\n".join(path.read_text("utf-8") for path in (_VENDOR / "reveal.css", _HERE / "slides.css"))
    scripts = [path.read_text("utf-8") for path in (_PLOTLY, _VENDOR / "reveal.js", _HERE / "slides.js")]
    main = '<div id="deck">\n<div id="slides">\n' + "\n".join(told) + "\n</div>\n</div>"
    # plotly and reveal close no script in their own text; a test in a browser would see it
    return standalone.page(assignment.title, main, style=style, scripts=scripts, part=unit.part.id)


def _slide(title: str, body: str, over: str = "") -> str:
    label = f'<p class="over">{escape(over)}</p>\n' if over else ""
    return f"<section>\n{label}<h2>{markdown.inline(title)}</h2>\n{body}\n</section>"


def _title(assignment: Assignment, content: Content) -> str:
    unit = content.unit
    source = f"<p>{escape(words('slides.after', author=unit.author, year=unit.year))}</p>" if unit.author else ""
    return (
        f'<section class="title">\n<p class="over">{escape(words("slides.unit", unit=unit.numeral))}</p>\n'
        f"<h1>{escape(assignment.title)}</h1>\n{source}\n<p>{escape(edition().title)}</p>\n</section>"
    )


def _chart(chart: Chart) -> str:
    data = json.dumps(chart.figure, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("</", "<\\/")
    body = (
        # what a picture shows stands there in words until it is drawn, and for readers who do not see it
        f'<div class="chart" id="{escape(chart.id)}" data-more="{escape(words("slides.more"))}">'
        f'<div class="canvas" role="img" aria-label="{escape(chart.alt)}"><p>{escape(chart.alt)}</p></div><script type="application/json">{data}</script></div>\n'
        f'<p class="source">{escape(words("chart.source", source=chart.source))}</p>'
    )
    return f'<section class="with-chart">\n<h2>{escape(chart.finding)}</h2>\n{body}\n</section>'


def _prompt(number: int, prompt: Prompt) -> str:
    # what a good answer holds is in the note: students see the slides
    return _slide(prompt.title, f'<div class="lead">{markdown.block(prompt.text)}</div>', words("slides.discuss", number=number))


def _sources(content: Content) -> str:
    works = "".join(f"<li>{markdown.inline(work)}</li>" for work in content.works)
    return _slide(words("slides.sources"), f'<ul class="works">{works}</ul>\n<p class="source">{escape(words("slides.charts"))}</p>')
