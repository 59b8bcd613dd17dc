"""Put the origin of a number into words and markup."""

from __future__ import annotations

from html import escape

from course_theme.directives.dictionary import page_of
from postsoviet.descriptor import open_package
from postsoviet.traces import Answer
from postsoviet.traces.cells import rows

LEDGER = "book/data/findings.html"
#: Where the course says what a line is.
LINES = "book/students.html#when-a-number-surprises-you"


def answer_parts(answer: Answer, words: dict, up: str) -> list[str]:
    """Return the answer as a few short paragraphs of markup.

    Parameters
    ----------
    answer : Answer
        The origin.
    words : dict
        The words of the site, ``site.trace``.
    up : str
        The way from the page to the root of the site.
    """
    parts = []
    if what := " · ".join(filter(None, (answer.column, answer.row))):
        said = f" {words['qualifier'].format(qualifier=answer.qualifier)}" if answer.qualifier else ""
        parts.append(f"<p><b>{escape(what)}</b>{escape(said)}</p>")
    if answer.why:
        parts.append(f"<p><b>{escape(_sentence(answer.why))}</b></p>")
    parts.append(f"<p>{_origin(answer, words)}</p>")
    if answer.expression:
        parts.append(f"<pre><code>{escape(answer.expression)}</code></pre>")
    for name in answer.datasets:
        parts.append(dataset_part(name, words, up))
    if answer.lines:
        parts.append(f'<p><a href="{up}{LINES}">{words["lines_help"]}</a></p>')
    ledger = {row["id"]: row for row in rows("findings")} if answer.findings else {}
    for finding in answer.findings:
        row = ledger[finding]
        said = words["finding"].format(
            cell=row["cell"], printed=row["printed"], recomputed=row["recomputed"], verdict=row["verdict"]
        )
        parts.append(f'<p>{escape(said)} <a href="{up}{LEDGER}#{finding}">{words["ledger"]}</a></p>')
    return parts


def dataset_part(name: str, words: dict, up: str) -> str:
    """Return the paragraph that links a data set."""
    resource = open_package().resource(name)
    address = f"{up}{page_of(resource.unit)}.html#data-{name}"
    return f'<p>{words["dataset"]} <a href="{address}">{escape(resource.title)}</a></p>'


def _origin(answer: Answer, words: dict) -> str:
    if answer.status in ("derived", "code", "course"):
        return escape(words[answer.status])
    place = ", ".join(filter(None, (answer.document, answer.exhibit)))
    lines = answer.lines.replace("-", "–").replace(";", ", ")
    key = "place" if "–" in lines or "," in lines else "place_one"
    return escape(f"{words[answer.status]} {words[key].format(document=place, lines=lines)}")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
