"""A unit's notebook as JupyterLab shows it: plain Markdown in place of what only the site's builder reads.

JupyterLab prints the directives and roles of MyST as they are typed: ``{term}`` before a word, and a
solution that should be folded as a grey block in full view. The package jupyterlab-myst knows the
roles, but not the directives of this course, and shows a red box in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from postsoviet.course import minutes, register
from postsoviet.errors import CourseError
from postsoviet.notebook_file import read_notebook
from postsoviet.teaching import glossary, references
from postsoviet.words import words

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from nbformat import NotebookNode

#: Folder of the units for JupyterLab, beside that of the notebooks they are written from.
FOLDER = "units"
#: Id of the cell that explains the words of the unit, at the end.
WORDS_ID = "words-of-this-unit"
_ROLE = re.compile(r"\{(?P<name>[a-z:]+)\}`(?P<text>[^`]+)`")
_NAMED = re.compile(r"(?P<text>.+?)\s*<(?P<target>[^<>]+)>", re.S)
_LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<target>[^()\s]+)\)")
_DEFINITION = re.compile(r"^(?P<term>\S.*)\n: (?P<text>.*(?:\n {2}\S.*)*)", re.M)
_DEFINITIONS = re.compile(rf"(?:{_DEFINITION.pattern.replace('?P<term>', '?:').replace('?P<text>', '?:')}\n*)+", re.M)
_OPTION = re.compile(r"\A(?::\w+:.*\n)+")
#: What the page says between the heading of the exercises and the first of them: of its buttons and folds.
_ON_THE_PAGE = re.compile(r"(?<=^## Exercises\n)\s*\S.*?(?=^### Exercise )", re.M | re.S)
_HEADING = re.compile(r"^#{1,6} (.+)$", re.M)
_SENTENCE = re.compile(r".+?[.;](?=\s|$)", re.S)


def for_jupyterlab(cells: Sequence[NotebookNode], *, alone: bool = False) -> list[NotebookNode]:
    """Write the cells of a unit, or some of them, so that JupyterLab shows them well.

    A fold becomes a native ``details``, a term a link to a list of words at the end, a citation
    author and year. Code that the site folds is folded here too. Ids and code stay; outputs go,
    for charts with controls and quizzes need the kernel of the reader.

    Parameters
    ----------
    cells : sequence of NotebookNode
        Cells of one unit's notebook. They are not changed.
    alone : bool
        Whether the notebook will stand without those of other units: a link to one is left out.

    Returns
    -------
    list of NotebookNode
        The cells, and one more where a term is used: the words and their meanings.

    Raises
    ------
    CourseError
        If a term, a work or a unit is named that the course does not have, or a directive or role
        is used that has no form here.
    """
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    page = _Page(text, alone)
    new = [page.cell(cell) for cell in cells]
    if page.terms:
        new.append(page.words_cell())
    return new


def student_path(unit: register.Unit) -> str:
    """Return where a unit's notebook for JupyterLab lies, from the root of the repository."""
    return f"{FOLDER}/{unit.notebook.rpartition('/')[2]}"


def student_notebook(unit: str, *, alone: bool = False) -> str:
    """Return the text of a unit's notebook for JupyterLab.

    Parameters
    ----------
    unit : str
        Two digits, ``"09"``.
    alone : bool
        See `for_jupyterlab`.

    Returns
    -------
    str
        The same bytes for the same unit.

    Raises
    ------
    CourseError
        If there is no such unit, or one of its cells cannot be written.
    """
    import nbformat

    from postsoviet.teaching.assignment import path_of

    path = path_of(unit)
    notebook = read_notebook(path)
    try:
        notebook.cells = for_jupyterlab(notebook.cells, alone=alone)
    except CourseError as error:
        raise CourseError(f"{path.name}: {error}") from None
    return nbformat.writes(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


class _Page:
    """What the cells of one notebook share: its headings, its citations and the terms met so far."""

    def __init__(self, text: str, alone: bool) -> None:
        self.alone = alone
        self.terms: dict[str, None] = {}
        self.cited = dict.fromkeys(
            key.strip() for role in _ROLE.finditer(text) if role["name"].startswith("cite") for key in role["text"].split(",")
        )
        self.headings = {_slug(heading): heading for heading in _HEADING.findall(text)}

    def cell(self, cell: NotebookNode) -> NotebookNode:
        """Return one cell."""
        import nbformat

        # through a text, so that nothing of the old cell is shared
        new = nbformat.from_dict({**cell, "metadata": {**cell.metadata}})
        if cell.cell_type == "code":
            new.outputs, new.execution_count = [], None
            if "hide-input" in cell.metadata.get("tags", []):
                new.metadata["jupyter"] = {"source_hidden": True}
        else:
            new.source = self.markdown(_ON_THE_PAGE.sub(f"\n{words('jupyterlab.exercises')}\n\n", cell.source))
        return new

    def words_cell(self) -> NotebookNode:
        """Return the cell that explains the words."""
        from nbformat.v4 import new_markdown_cell

        meanings = sorted((glossary.meaning(term) for term in self.terms), key=lambda pair: pair[0].casefold())
        lines = [f"- **{term}**: {_bare(text)}" for term, text in dict(meanings).items()]
        return new_markdown_cell(f"## {words('jupyterlab.words')}\n\n" + "\n".join(lines), id=WORDS_ID)

    def markdown(self, text: str) -> str:
        """Return the text of a Markdown cell, or of a fold."""
        parts = [self.fence(*part[1:]) if part[0] else self.prose(part[2]) for part in _parts(text)]
        return "\n".join(parts).strip("\n")

    def fence(self, info: str, content: str, original: str) -> str:
        """Return what stands in the place of a fenced block."""
        directive = re.fullmatch(r"\{([a-z-]+)\}\s*(.*)", info.strip())
        if not directive:
            return original
        name, argument = directive.groups()
        content = _OPTION.sub("", content)
        if name == "fold":
            # blank lines, so that what is inside is read as Markdown
            summary = f"<summary><strong>{escape(argument, quote=False)}</strong></summary>"
            return f"<details>\n{summary}\n\n{self.markdown(content)}\n\n</details>"
        if name == "unit-card":
            return _card(argument)
        if name == "bibliography":
            return "\n".join(f"- {work}" for work in references.reference_list(self.cited))
        raise CourseError(f"the directive '{{{name}}}' has no form in JupyterLab; give it one in postsoviet/teaching/plain.py.")

    def prose(self, text: str) -> str:
        """Return text without fenced blocks."""
        text = _DEFINITIONS.sub(_as_list, text)
        # links first: a term becomes one, which has its form already
        return _ROLE.sub(self.role, _LINK.sub(self.link, text))

    def role(self, found: re.Match) -> str:
        """Return what stands in the place of a role."""
        name, text = found["name"], found["text"]
        if name in ("cite", "cite:t"):
            return references.cite([key.strip() for key in text.split(",")], in_text=name == "cite:t")
        named = _NAMED.fullmatch(text)
        said, target = (named["text"], named["target"]) if named else (text, text)
        if name == "doc":
            return said
        if name == "term":
            self.terms[target] = None
            hint = _SENTENCE.match(_bare(glossary.meaning(target)[1]))[0].replace("*", "").replace('"', "'").rstrip(";")
            return f'[{said}](#{_anchor(words("jupyterlab.words"))} "{hint}")'
        raise CourseError(f"the role '{{{name}}}' has no form in JupyterLab; give it one in postsoviet/teaching/plain.py.")

    def link(self, found: re.Match) -> str:
        """Return a link in the form that leads somewhere in JupyterLab, or its text alone."""
        text, target = found["text"], found["target"]
        if target.startswith("#"):
            heading = self.headings.get(target[1:])
            return f"[{text}](#{_anchor(heading)})" if heading else text
        if re.fullmatch(r"\w+\.ipynb", target):
            return text if self.alone else found[0]
        # a page of the site has no place beside the notebook
        return found[0] if target.startswith("http") else text


@cache
def _blocks_of() -> MarkdownIt:
    """Return a parser of blocks, which leaves what is inside them as text."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").disable("inline")


def _parts(text: str) -> Iterator[tuple[bool, str, str, str]]:
    """Split Markdown into fenced blocks and the rest: whether a fence, its info, its content, the lines."""
    lines, done = text.split("\n"), 0
    for token in _blocks_of().parse(text):
        if token.type == "fence" and token.level == 0:
            start, end = token.map
            if start > done:
                yield False, "", "\n".join(lines[done:start]), ""
            yield True, token.info, token.content, "\n".join(lines[start:end])
            done = end
    if done < len(lines):
        yield False, "", "\n".join(lines[done:]), ""


def _card(number: str) -> str:
    """Return the facts of a unit, and how to work in JupyterLab."""
    units = register.read()
    unit = units.unit(number)
    needs = ", ".join(f"{units.unit(one).numeral}. {units.unit(one).short}" for one in unit.needs)
    facts = {
        words("site.place"): ", ".join(unit.countries),
        words("site.to_read"): words("site.minutes", minutes=minutes.minutes_to_read(register.ROOT / unit.notebook)),
        words("site.to_work"): words("site.minutes", minutes=minutes.minutes_to_work(unit)),
        words("site.method_across" if unit.uses else "site.method"): unit.method,
        words("site.needs_page" if unit.uses else "site.needs"): needs or words("site.needs_nothing"),
    }
    lines = [f"- **{name}**: {fact}" for name, fact in facts.items()]
    how = [f"{place}. {words(f'jupyterlab.{key}')}" for place, key in enumerate(("run", "code", "answer", "site"), 1)]
    return "\n".join([*lines, "", f"**{words('jupyterlab.how')}**", "", *how])


def _as_list(definitions: re.Match) -> str:
    """Return a list of definitions as a list of points, for JupyterLab knows no other."""
    points = [f"- **{one['term']}**: {' '.join(one['text'].split())}" for one in _DEFINITION.finditer(definitions[0])]
    after = definitions[0][len(definitions[0].rstrip("\n")) :]
    return "\n".join(points) + after


def _bare(text: str) -> str:
    """Return the text of a meaning without links, for it stands beside the words that it names."""
    text = _ROLE.sub(lambda found: (_NAMED.fullmatch(found["text"]) or {"text": found["text"]})["text"], text)
    return _LINK.sub(lambda found: found["text"], text)


def _slug(heading: str) -> str:
    """Return the address of a heading as authors write it, which is that of the site."""
    return minutes.slug(_bare(heading))


def _anchor(heading: str) -> str:
    """Return the address of a heading in JupyterLab: its words, with hyphens for spaces."""
    return quote(_bare(heading).replace("*", "").strip().replace(" ", "-"))
