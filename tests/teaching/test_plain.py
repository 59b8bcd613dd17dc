"""A unit's notebook for JupyterLab: nothing that only the site's builder reads, and nothing lost."""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from postsoviet.course import register
from postsoviet.errors import CourseError
from postsoviet.teaching import glossary, plain, references
from pybtex.plugin import find_plugin
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

ROOT = Path(__file__).parents[2]
UNITS = [*register.read().units.values()]
#: Directives, roles, definition lists, and links to pages that are not beside the notebook.
NOTATION = re.compile(r"^ *[`:~]{3,}\{|\{[a-z:-]+\}`|^: |\]\([^)]*\.md[)#]|\]\(\.\.", re.M)


def converted(*texts: str, alone: bool = False) -> list[str]:
    """Return the texts of Markdown cells after the conversion."""
    return [cell.source for cell in plain.for_jupyterlab([new_markdown_cell(text) for text in texts], alone=alone)]


def test_the_folder_of_units_is_what_the_notebooks_give():
    result = subprocess.run([sys.executable, "tools/units.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, f"{result.stdout.splitlines()[-1]}: run 'make notebooks'"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.number)
def test_a_unit_keeps_its_code_and_loses_the_notation(unit):
    ours = nbformat.read(ROOT / unit.notebook, as_version=4).cells
    theirs = nbformat.read(ROOT / plain.student_path(unit), as_version=4).cells
    assert [cell.id for cell in theirs] == [*(cell.id for cell in ours), plain.WORDS_ID]
    for before, after in zip(ours, theirs, strict=False):
        if before.cell_type == "code":
            assert after.source == before.source and not after.outputs
        else:
            assert not (left := NOTATION.search(after.source)), f"{after.id}: {left[0]}"
            assert after.source.count("<details>") == before.source.count("{fold}") == after.source.count("</details>")


def test_a_fold_becomes_details_with_markdown_inside():
    text = "Before.\n\n````{fold} Solution: a & b\n:kind: note\nThe {term}`Gini coefficient`.\n\n```python\nx = {1}\n```\n````\n\nAfter."
    details, _words = converted(text)
    head, body = details.split("</summary>")
    assert head == "Before.\n\n<details>\n<summary><strong>Solution: a &amp; b</strong>"
    # a blank line after the summary and one before the end: else JupyterLab would not read Markdown inside
    assert re.fullmatch(r"\n\nThe \[Gini coefficient\]\(.*\)\.\n\n```python\nx = \{1\}\n```\n\n</details>\n\nAfter\.", body)


def test_words_are_explained_once_at_the_end():
    first, second, words = converted("A {term}`decile`.", "Two {term}`deciles <Decile>`, one {term}`Oblast`.")
    assert first.startswith('A [decile](#Words-of-this-unit "One tenth of the people')
    assert second.startswith("Two [deciles](#Words-of-this-unit ")
    assert words.count("- **Decile**: ") == 1 and "- **Oblast**: A region of Kazakhstan" in words
    assert "{term}" not in words


def test_links_lead_somewhere_or_are_text():
    text = (
        "## A question, is it?\n\n[above](#a-question-is-it) [Methods](../book/methods.md#x) "
        "[unit 3](03_ethnic_returnees.ipynb) [web](https://www.example.org) {doc}`findings </book/data/findings>`"
    )
    (here,), (alone,) = converted(text), converted(text, alone=True)
    assert "[above](#A-question%2C-is-it%3F) Methods [unit 3](03_ethnic_returnees.ipynb) [web](https://www.example.org) findings" in here
    assert "Methods unit 3 [web]" in alone


def test_definition_lists_become_lists():
    (text,) = converted("*Oralman*\n: One who came\n  from abroad.\n\nQuota\n: A number.\n\nText.")
    assert text == "- ***Oralman***: One who came from abroad.\n- **Quota**: A number.\n\nText."


def test_code_that_the_site_folds_is_folded():
    chart, task = plain.for_jupyterlab([new_code_cell("show()", metadata={"tags": ["hide-input"]}), new_code_cell("my_gini = ...")])
    assert chart.metadata["jupyter"] == {"source_hidden": True} and "jupyter" not in task.metadata


def test_names_in_citations_are_those_of_the_site():
    style = AuthorYearReferenceStyle()
    backend = find_plugin("pybtex.backends", "plaintext")()
    works = references._works().entries
    assert len(works) > 100
    for key, entry in works.items():
        names = style.person.author_or_editor_or_title(full=False).format_data({"entry": entry, "style": style}).render(backend)
        assert references.cite([key], in_text=True).replace("*", "").removesuffix(f" ({entry.fields.get('year')})") == names, key


def test_citations_stand_in_round_brackets():
    assert references.cite(["hasanova2017"], in_text=True) == "Hasanova (2017)"
    # as the site writes two works in one bracket
    assert references.cite(["hasanova2017", "u09-joumard2012"], in_text=False) == "(Hasanova, 2017, Joumard *et al.*, 2012)"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{term}`Gini coeficient`", "did you mean 'gini coefficient'"),
        ("{cite}`hasanova2018`", "did you mean 'hasanova2017'"),
        ("{numref}`x`", "the role '{numref}'"),
        ("```{figure} x.png\n```", "the directive '{figure}'"),
    ],
)
def test_what_has_no_form_is_one_sentence(text, said):
    with pytest.raises(CourseError, match=re.escape(said)):
        converted(text)


def test_the_glossary_is_read_whole():
    page = (ROOT / glossary.PATH).read_text("utf-8")
    # a term stands at the margin, and its meaning is indented by two
    assert len(glossary.glossary()) == len(re.findall(r"^(?![`#:{]|Short ).+\n  \S", page, re.M))
    assert glossary.meaning("PALMA ratio")[1].startswith("The income share of the richest tenth")
