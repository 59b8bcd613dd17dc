"""The house rules of a unit's notebook. Each failure says what to do."""

import ast
import re

import nbformat
import pytest
from notebook_files import NOTEBOOKS, ROOT, UNITS, cells
from postsoviet.charts.show import METADATA, PLOTLY_MIME
from postsoviet.explore.live import EXPLORER_MIME
from postsoviet.quiz import load

SECTIONS = [
    "The question", "People, places, programmes", "The evidence", "Explore", "Recompute", "Exercises",
    "Quiz", "Discuss", "Key points", "Read on", "References",
]  # fmt: skip
SYNTHESIS = ["The question", "The evidence", "Explore", "Exercises", "Discuss", "Key points", "References"]
#: A notebook reads data through the library and nothing else.
FORBIDDEN = {"requests", "urllib", "socket", "http", "os", "subprocess", "io", "pathlib", "random"}


def outputs(notebook):
    """Yield every output of every code cell."""
    for cell in cells(notebook, "code"):
        yield from cell.outputs


def test_there_are_notebooks():
    assert NOTEBOOKS, "notebooks/ holds no unit; every other rule would pass on nothing"


def test_the_sections_stand_in_the_house_order(notebook):
    text = "\n".join(cell.source for cell in cells(notebook, "markdown"))
    found = [title.strip() for title in re.findall(r"^## (.+)$", text, re.M)]
    wanted = SECTIONS if notebook in UNITS else SYNTHESIS
    known = [title for title in found if title in wanted]
    assert known == wanted, f"{notebook.name}: give it the sections {wanted} in this order; it has {found}"


def test_there_is_one_title_and_a_unit_card(notebook):
    text = "\n".join(cell.source for cell in cells(notebook, "markdown"))
    text = re.sub(r"(`{3,}).*?\1", lambda m: m[0] if "{unit-card}" in m[0] else "", text, flags=re.S)
    assert len(re.findall(r"^# ", text, re.M)) == 1, f"{notebook.name}: write exactly one '# ' title"
    assert f"{{unit-card}} {notebook.name[:2]}" in text, f"{notebook.name}: add its unit card below the title"


def test_the_summary_is_150_to_250_words(notebook):
    text = "\n\n".join(cell.source for cell in cells(notebook, "markdown"))
    summary = re.search(r"^## The question\n(.*?)^## ", text, re.M | re.S)[1]
    count = len(re.findall(r"\b[\w'-]+\b", re.sub(r"\(lines? [^)]*\)", "", summary)))
    assert 150 <= count <= 280, f"{notebook.name}: the question and summary have {count} words; aim at 150 to 250"


def test_every_code_cell_parses_and_is_short(notebook):
    for cell in cells(notebook, "code"):
        ast.parse(cell.source)
        length = len(cell.source.splitlines())
        assert length <= 60, f"{notebook.name}: a cell has {length} lines; move the plumbing into the library"


def test_only_the_library_reads_data(notebook):
    for cell in cells(notebook, "code"):
        for node in ast.walk(ast.parse(cell.source)):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name.split(".")[0] for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [(node.module or "").split(".")[0]]
            bad = FORBIDDEN & set(names)
            assert not bad, f"{notebook.name} imports {bad}; load data with postsoviet.load"
        assert "read_csv" not in cell.source, f"{notebook.name}: load data with postsoviet.load, not read_csv"


def test_outputs_are_stored(notebook):
    # A notebook without outputs would pass every comparison and show no chart on the site.
    charts = [output for output in outputs(notebook) if PLOTLY_MIME in output.get("data", {})]
    fewest = 5 if notebook in UNITS else 1
    assert len(charts) >= fewest, f"{notebook.name} stores {len(charts)} charts, at least {fewest}; run 'make notebooks'"
    assert any(EXPLORER_MIME in output.get("data", {}) for output in outputs(notebook))


def test_there_are_no_errors_and_no_warnings(notebook):
    for output in outputs(notebook):
        assert output.output_type != "error", f"{notebook.name} stores an error: {output.get('evalue')}"
        assert output.get("name") != "stderr", f"{notebook.name} stores a warning: {output.get('text')}"


def test_each_chart_is_named_once_and_belongs_to_the_unit(notebook):
    names = [output.metadata[METADATA]["id"] for output in outputs(notebook) if METADATA in output.get("metadata", {})]
    assert len(names) == len(set(names)), f"{notebook.name}: two charts share a key"
    for name in names:
        assert name.startswith(f"chart-{notebook.name[:2]}-"), f"{name} does not belong to {notebook.name}"


def test_a_text_alternative_describes(notebook):
    for output in outputs(notebook):
        card = output.get("metadata", {}).get(METADATA)
        if card:
            words = card["alt"].split()
            assert len(words) >= 15, f"{card['id']}: the text alternative has {len(words)} words; describe the drawing"
            assert not re.search(r"\.(png|svg|jpg)\b", card["alt"]), f"{card['id']}: a file name is no description"


def test_the_file_is_normalised(notebook):
    text = notebook.read_text(encoding="utf-8")
    raw = nbformat.reads(text, as_version=4)
    counts = {cell.execution_count for cell in raw.cells if cell.cell_type == "code"}
    assert counts == {1} and text.endswith("}\n"), f"{notebook.name}: run 'make notebooks' before committing"
    assert len({cell.id for cell in raw.cells}) == len(raw.cells), f"{notebook.name}: two cells share an id"


def test_there_are_three_to_five_exercises(notebook):
    text = "\n".join(cell.source for cell in cells(notebook, "markdown"))
    count = len(re.findall(r"^### Exercise \d", text, re.M))
    fewest = 3 if notebook in UNITS else 2
    assert fewest <= count <= 5, f"{notebook.name} has {count} exercises; write {fewest} to 5"


def test_the_quiz_is_of_one_sitting_and_touches_every_objective(unit_notebook):
    notebook = unit_notebook
    bank = load(notebook.name[:2])
    assert 8 <= len(bank.questions) <= 16, f"{bank.title}: write 8 to 16 questions, not {len(bank.questions)}"
    drawn = sum(question.is_parameterised for question in bank.questions)
    assert drawn >= len(bank.questions) / 3, f"{bank.title}: a third of the questions should draw their numbers, not {drawn}"
    text = "\n".join(cell.source for cell in cells(notebook, "markdown"))
    objectives = re.findall(r"^\d\. ", text[text.index("will be able to") :].partition("\n#")[0], re.M)
    tested = {question.objective for question in bank.questions}
    assert tested == {*range(1, len(objectives) + 1)}, f"{bank.title} tests the objectives {sorted(tested)} of {len(objectives)}"


def test_every_question_has_a_hint(unit_notebook):
    bare = [question.id for question in load(unit_notebook.name[:2]).questions if not question.hint]
    assert not bare, f"{unit_notebook.name}: write a first step as the hint of {bare}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebook_is_in_the_table_of_contents(path):
    assert f"notebooks/{path.stem}" in (ROOT / "_toc.yml").read_text(), f"add notebooks/{path.stem} to _toc.yml"
