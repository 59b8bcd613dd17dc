"""Mark the numbers of a unit's page, and write the answers that its script fetches when one is asked."""

from __future__ import annotations

from pathlib import Path

from course_theme import words as word_table
from course_theme.assets import fingerprint
from course_traces.answers import answer_parts
from course_traces.computed import quiz_script
from course_traces.markup import Marker
from course_traces.parts import Shared
from course_traces.tables import cards, table_answer
from postsoviet.errors import CourseError
from postsoviet.quiz import bank
from postsoviet.traces import Answer, Occurrence, TraceMap, answer, load_map
from sphinx.util import logging

logger = logging.getLogger(__name__)
FOLDER = "notebooks"


class Answers:
    """The answers of one page, each kept once."""

    def __init__(self, unit: str, trace_map: TraceMap, notebook: Path, words: dict, up: str) -> None:
        self._unit, self._map, self._words, self._up = unit, trace_map, words, up
        self._cards = cards(notebook)
        self._index: dict[Answer, int] = {}
        self.unexplained: list[Occurrence] = []

    def ask(self, occurrence: Occurrence) -> int | None:
        """Return the index of the answer to a number of the prose."""
        entry = self._map.origin(occurrence)
        if entry is None:
            self.unexplained.append(occurrence)
            return None
        return self._keep(answer(entry, self._unit, self._map.definitions))

    def ask_cell(self, chart: str, row: int, column: int, text: str) -> int | None:
        """Return the index of the answer to a number in the table of a chart."""
        card = self._cards.get(chart)
        found = table_answer(card, row, column) if card else None
        return None if found is None else self._keep(found)

    def _keep(self, found: Answer) -> int:
        return self._index.setdefault(found, len(self._index))

    def script(self) -> str:
        """Return the file of answers."""
        shared = Shared()
        answers = [shared.places(answer_parts(found, self._words, self._up)) for found in self._index]
        return shared.script("courseAnswers", answers)


def mark_numbers(app, pagename, templatename, context, doctree) -> None:
    """Wrap the numbers of a unit's page; warn of every one that has no origin."""
    if doctree is None or not pagename.startswith(f"{FOLDER}/") or "body" not in context:
        return
    unit = Path(pagename).name[:2]
    words = word_table.table(Path(app.srcdir))["site"]["trace"]
    up = "../" * pagename.count("/")
    try:
        trace_map = load_map(unit)
        notebook = Path(app.srcdir) / f"{pagename}.ipynb"
        answers = Answers(unit, trace_map, notebook, words, up)
        computed = quiz_script(unit, words, up) if bank.exists(unit) else ""
        context["body"] = Marker(answers.ask, answers.ask_cell).mark(context["body"])
    except CourseError as error:
        logger.warning("%s", error, location=pagename)
        return
    for occurrence in answers.unexplained:
        logger.warning(
            "%s.yml does not say where %s comes from in '%s'; run python -m postsoviet traces draft %s.",
            unit, occurrence.number, occurrence.context, unit, location=pagename,
        )
    target = Path(app.outdir) / "_static" / f"trace-{unit}.js"
    script = answers.script()
    target.write_text(script, encoding="utf-8")
    if computed:
        target.with_stem(f"{target.stem}-quiz").write_text(computed, encoding="utf-8")
    # a browser keeps both files until the content of one changes
    named = f"{target.name}?v={fingerprint(script + computed)}"
    context["body"] = context["body"].replace(f'/{target.name}"', f'/{named}"')
    app.add_js_file("trace.js", loading_method="defer")
