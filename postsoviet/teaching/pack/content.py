"""What the teaching note and the slides take from a unit's notebook: objectives, charts, questions, works."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from postsoviet.charts.show import METADATA, PLOTLY_MIME
from postsoviet.course import register
from postsoviet.errors import CourseError
from postsoviet.notebook_file import read_notebook
from postsoviet.teaching import references
from postsoviet.teaching.assignment import Assignment, folds

if TYPE_CHECKING:
    from nbformat import NotebookNode

_ROLE = re.compile(r"\{(?P<name>[a-z:]+)\}`(?P<text>[^`<]+?)\s*(?:<[^`>]*>)?`")
_LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<target>[^()\s]+)\)")
_OBJECTIVES = re.compile(r"\*\*You will be able to\*\*\n\n(?P<list>(?:\d+\. .+\n?)+)")
_PROMPT = re.compile(r"\A\*\*\d+\. (?P<title>.+?)\*\*\s*(?P<text>.*)\Z", re.S)


@dataclass(frozen=True)
class Chart:
    """A chart of the unit: its texts, and the figure as plotly's JSON."""

    id: str
    finding: str
    alt: str
    source: str
    figure: dict


@dataclass(frozen=True)
class Prompt:
    """A question for discussion, and what a good answer holds; Markdown."""

    title: str
    text: str
    rubric: str


@dataclass(frozen=True)
class Content:
    """What a unit teaches with.

    Parameters
    ----------
    unit : postsoviet.course.register.Unit
        Its entry in the register: author, year, question, what comes before it.
    objectives : tuple of str
        What students will be able to do; number 1 stands first.
    charts : tuple of Chart
        In the order of the notebook.
    prompts : tuple of Prompt
        Of the section *Discuss*.
    works : tuple of str
        Works that the unit cites, in full; Markdown.
    """

    unit: register.Unit
    objectives: tuple[str, ...]
    charts: tuple[Chart, ...]
    prompts: tuple[Prompt, ...]
    works: tuple[str, ...]


def content(assignment: Assignment) -> Content:
    """Read what a unit teaches with.

    Raises
    ------
    CourseError
        If the notebook has no objectives, or a question for discussion is not in the house form.
    """
    cells = read_notebook(assignment.path).cells
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    name = assignment.path.name
    return Content(
        register.read().unit(assignment.unit),
        _objectives(name, texts),
        tuple(_charts(cells)),
        _prompts(name, texts),
        tuple(references.reference_list(_cited(texts))),
    )


def bare(text: str) -> str:
    """Return MyST Markdown without roles, and with no link but those to the web."""
    text = _LINK.sub(lambda found: found[0] if found["target"].startswith("http") else found["text"], text)
    return _ROLE.sub(_said, text)


def _said(found: re.Match) -> str:
    if found["name"].startswith("cite"):
        return references.cite(_keys(found), in_text=found["name"] == "cite:t")
    return found["text"]


def _keys(found: re.Match) -> list[str]:
    return [key.strip() for key in found["text"].split(",")]


def _cited(texts: Sequence[str]) -> dict[str, None]:
    roles = [role for text in texts for role in _ROLE.finditer(text) if role["name"].startswith("cite")]
    return dict.fromkeys(key for role in roles for key in _keys(role))


def _objectives(name: str, texts: Sequence[str]) -> tuple[str, ...]:
    found = next(filter(None, map(_OBJECTIVES.search, texts)), None)
    if not found:
        raise CourseError(f"{name} has no list of objectives below '**You will be able to**'; write it.")
    return tuple(bare(line.partition(". ")[2]).rstrip(";.") for line in found["list"].splitlines())


def _charts(cells: Sequence[NotebookNode]):
    for cell in cells:
        for output in cell.get("outputs", []):
            texts = output.get("metadata", {}).get(METADATA)
            if texts and PLOTLY_MIME in output.get("data", {}):
                figure = output["data"][PLOTLY_MIME]
                yield Chart(texts["id"], texts["finding"], texts["alt"], texts["source"], figure)


def _prompts(name: str, texts: Sequence[str]) -> tuple[Prompt, ...]:
    section = next((text for text in texts if text.startswith("## Discuss")), "")
    lines, done, prompts = section.splitlines(), 1, []
    for fold in folds(section):
        first, last = fold.map
        found = _PROMPT.match("\n".join(lines[done:first]).strip())
        if not found:
            raise CourseError(
                f"{name}, Discuss: begin each question with its number and title, '**1. Title.** Question', before its fold."
            )
        prompts.append(Prompt(found["title"].rstrip("."), bare(found["text"].strip()), bare(fold.content.strip())))
        done = last
    return tuple(prompts)
