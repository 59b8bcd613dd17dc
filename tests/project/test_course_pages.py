"""What holds between the units and the pages about all of them: map, glossary, people, references."""

import re
from functools import cache
from pathlib import Path

import nbformat
import pytest
import yaml

from postsoviet.course import paths, register
from postsoviet.descriptor import open_package
from postsoviet.sourcing import read_sources

ROOT = Path(__file__).parents[2]
REGISTER = register.read(ROOT)
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
GLOSSARY = (ROOT / "book" / "glossary.md").read_text(encoding="utf-8")
PEOPLE = yaml.safe_load((ROOT / "book" / "people.yml").read_text(encoding="utf-8"))
#: A term stands at the margin, its meaning indented below it.
TERMS = re.findall(r"^([^\s`#{].*)\n  \S", GLOSSARY, re.M)
#: ``{term}`Text <Term>``` or ``{term}`Term```.
LINK = re.compile(r"\{term\}`(?:[^`<]*<([^`>]+)>|([^`<]+))`")
FEWEST_TERMS = 5
#: What is no prose: fences, code, headings, links, formulas.
NO_PROSE = re.compile(r"```.*?```|`[^`]*`|^#[^\n]*|\[[^\]]*\]\([^)]*\)|\$[^$]*\$", re.DOTALL | re.MULTILINE)


@cache
def prose(notebook: Path) -> str:
    """All Markdown of a notebook."""
    cells = nbformat.read(notebook, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def linked(text: str) -> list[str]:
    """The terms that a text links, in small letters, in its order."""
    return [(found[0] or found[1]).strip().casefold() for found in LINK.findall(text)]


def test_every_notebook_is_in_the_register_and_every_entry_has_a_notebook():
    documents = {f"notebooks/{path.stem}" for path in NOTEBOOKS}
    named = {unit.document for unit in REGISTER.units.values()}
    assert named == documents, f"make book/units.yml and notebooks/ agree on: {sorted(named ^ documents)}"


@pytest.mark.parametrize("unit", REGISTER.units.values(), ids=lambda unit: unit.number)
def test_a_unit_has_its_place_on_the_map(unit):
    for grouping in register.GROUPINGS:
        assert getattr(unit, grouping), f"unit {unit.number}: give it {grouping} from the lists in {register.PATH}"
    assert len(unit.short.split()) <= 5, f"unit {unit.number}: shorten its title for the navigation to five words"


def test_the_path_of_a_full_term_names_every_unit_once():
    assert sorted(step.unit for step in paths.find("A full term").steps) == sorted(REGISTER.units)


def test_no_term_is_explained_twice():
    folded = [term.casefold() for term in TERMS]
    twice = sorted({term for term in folded if folded.count(term) > 1})
    assert len(folded) > 30 and not twice, f"explain each term once: {twice}"


def test_every_term_is_used():
    pages = [path.read_text(encoding="utf-8") for path in (ROOT / "book").rglob("*.md")]
    used = {term for text in [*map(prose, NOTEBOOKS), *pages] for term in linked(text)}
    idle = [term for term in TERMS if term.casefold() not in used]
    assert not idle, f"link these terms at their first use in a unit, or take them out of the glossary: {idle}"


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_unit_links_its_terms_to_the_glossary(notebook):
    terms = linked(prose(notebook))
    unknown = sorted({term for term in terms if term not in {known.casefold() for known in TERMS}})
    assert not unknown, f"{notebook.name}: add to the glossary, or correct: {unknown}"
    assert len(set(terms)) >= FEWEST_TERMS, f"{notebook.name} links {len(set(terms))} terms; link each at its first use"


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_term_is_linked_where_it_first_stands(notebook):
    text, late, met = prose(notebook), [], set()
    blank = NO_PROSE.sub(lambda found: "\0" * len(found[0]), LINK.sub(lambda found: "\0" * len(found[0]), text))
    for link in LINK.finditer(text):
        term = (link[1] or link[2]).strip()
        shown = re.match(r"\{term\}`([^`<]*)", link[0])[1].strip()
        # a term of one unit, "Extremism (unit 4)", may share its word with everyday language
        if term.casefold() not in met and "(unit" not in term:
            if re.search(rf"(?<![\w-]){re.escape(shown)}s?(?![\w-])", blank[: link.start()], re.IGNORECASE):
                late.append(term)
        met.add(term.casefold())
    assert not late, f"{notebook.name}: link these at their first use already: {late}"


@pytest.mark.parametrize("notebook", [path for path in NOTEBOOKS if not REGISTER.unit(path.name[:2]).uses], ids=lambda path: path.stem)
def test_a_unit_has_people_or_organisations_in_the_index(notebook):
    unit = notebook.name[:2]
    names = [one["name"] for one in PEOPLE if any(mention["unit"] == unit for mention in one["mentions"])]
    assert names, f"{notebook.name}: add those it speaks of to book/people.yml"


def test_the_index_names_each_once():
    names = [one["name"] for one in PEOPLE]
    assert len(set(names)) == len(names), f"join the mentions of {sorted({n for n in names if names.count(n) > 1})}"


def test_every_name_of_the_index_stands_in_its_lines(sources_folder):
    sources = read_sources(open_package(), sources_folder)
    wrong = []
    for one in PEOPLE:
        words = re.findall(r"[^\W\d_]{3,}", one["name"])
        for mention in one["mentions"]:
            # a name that begins at the end of a line goes on in the next
            lines = re.findall(r"\d+", str(mention["line"]))
            passage = sources[mention["unit"]].passage(f"{lines[0]}-{int(lines[-1]) + 1}").casefold()
            # the last word is the family name of a person; of an organisation any long word, or its letters, will do
            tried = words[-1:] if one["kind"] == "person" else words
            if not any(word.casefold() in passage for word in tried):
                wrong.append(f"{one['name']}, unit {mention['unit']}, line {mention['line']}")
    assert not wrong, f"correct the lines or the spelling in book/people.yml: {wrong}"


def test_every_work_is_cited_and_every_unit_cites_its_source():
    keys = re.findall(r"^@\w+\{([^,]+),", (ROOT / "book" / "references.bib").read_text(encoding="utf-8"), re.M)
    pages = [prose(notebook) for notebook in NOTEBOOKS]
    pages += [path.read_text(encoding="utf-8") for path in (ROOT / "book").rglob("*.md")]
    cited = {key.strip() for page in pages for found in re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", page) for key in found.split(",")}
    assert len(set(keys)) == len(keys) and set(keys) == cited, f"cite, add or remove: {sorted(set(keys) ^ cited)}"
    for notebook in NOTEBOOKS:
        assert "{cite" in prose(notebook), f"{notebook.name}: cite the source of the unit"
