"""Reads exercises by the rules of R/exams, for the tests: sections, lists of answers, and the data at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from postsoviet.quiz.text import plain

#: What knitr takes for R code in a line, and for the start of a piece of code.
R_CODE = re.compile(r"(?<!\n``)`r[ #][^`]+`")
R_CHUNK = re.compile(r"^[\t >]*```+\s*\{[a-zA-Z0-9_]+.*\}\s*$", re.M)


@dataclass
class Exercise:
    """An exercise as R/exams reads it."""

    question: list[str]
    options: list[str]
    solution: list[str]
    feedback: list[str]
    meta: dict[str, list[str]]
    chunks: list[str] = field(default_factory=list)

    @property
    def groups(self) -> list[tuple[str, str, list[str], list[str]]]:
        """Type, solution, options and feedback of each part of a cloze."""
        found, place = [], 0
        for kind, solution in zip(self.meta["exclozetype"], self.meta["exsolution"], strict=True):
            size = len(solution) if kind == "schoice" else 1
            found.append((kind, solution, self.options[place : place + size], self.feedback[place : place + size]))
            place += size
        assert place == len(self.options) == len(self.feedback)
        return found


def _section(lines: list[str], name: str, sign: str) -> tuple[list[str], list[str]]:
    """Return the lines of a section, and those before it; two lines go before the next heading, as in R/exams."""
    heads = [place for place, line in enumerate(lines) if line.startswith(sign * 4) and lines[place - 1].strip()]
    mine = next((place for place in heads if lines[place - 1].strip().casefold().replace("-", "") == name), None)
    if mine is None:
        return [], lines
    after = [place for place in heads if place > mine]
    end = after[0] - 1 if after else len(lines)
    assert not after or not lines[end - 1].strip(), "R/exams would cut the last line of a section off"
    return lines[mine + 1 : end], lines[: mine - 1]


def _items(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines = lines[:-1]
    assert all(line.startswith("*") and "\\item" not in line for line in lines), "an item must stand on one line"
    return [re.sub(r"^\*\s*", "", line) for line in lines]


def read_exercise(text: str) -> Exercise:
    """Read one file."""
    lines = text.split("\n")
    meta = {}
    for line in filter(None, _section(lines, "metainformation", "=")[0]):
        key, _, value = line.partition(": ")
        assert key not in meta
        meta[key] = value.split("|")
    (options, question), (feedback, solution) = (
        _section(_section(lines, name, "=")[0], "answerlist", "-") for name in ("question", "solution")
    )
    return Exercise(question, _items(options), solution, _items(feedback), meta, R_CHUNK.findall(text))


_ENTITIES = {"&lt;": "<", "&gt;": ">", "&#92;": "\\", "&#96;": "`", "&nbsp;": "\u00a0", "&#114;": "r", "&amp;": "&"}


def words_of(markdown: str) -> str:
    """Return Markdown for pandoc as words without blanks, as `words_of_bank` does for the Markdown of a bank."""
    pieces = re.split(r"(\$[^$\s](?:[^$]*?[^$\s\\])?\$|` .*? `)", markdown)
    for place, piece in enumerate(pieces):
        if place % 2:
            pieces[place] = piece[2:-2] if piece.startswith("`") else piece
        else:
            piece = re.sub(r"(?<!\\)\*", "", piece)
            piece = re.sub(r"\\(?=[^\w\s])", "", piece)
            pieces[place] = re.sub("|".join(_ENTITIES), lambda found: _ENTITIES[found[0]], piece)
    return re.sub(r"\s", "", "".join(pieces))


def words_of_bank(markdown: str) -> str:
    """Return Markdown of a bank as words without blanks."""
    return re.sub(r"\s", "", plain(markdown))
