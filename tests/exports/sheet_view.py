"""Reads a question as paper and cards print it, and turns a key in letters into an answer of a student."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from postsoviet.quiz.text import inline

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def parsed(markup: str) -> Element:
    """Parse markup that must be well formed."""
    return ElementTree.fromstring(markup.replace("<!DOCTYPE html>", ""))


def words_of(element: Element) -> str:
    """Return the words of an element, formulas sign by sign."""
    return " ".join("".join(element.itertext()).split())


def said(markup: str) -> str:
    """Return the words of a piece of markup."""
    return words_of(parsed(f"<x>{markup}</x>"))


class View:
    """One printed question.

    Parameters
    ----------
    front : Element
        What is asked.
    maths : str
        How its formulas are written.
    """

    def __init__(self, front: Element, maths: str) -> None:
        self.front, self._maths = front, maths
        self.lists = [[words_of(item) for item in one] for one in self._all("ol", "options")]
        self.verdicts = [words_of(item) for one in self._all("ul", "verdicts") for item in one]
        boxes = [words_of(row[0]) for one in self._all("table", "boxes") for row in one[1]]
        self.prompts = boxes or [words_of(item) for one in front.iter("ul") if not one.get("class") for item in one]
        self.stem = words_of(next(self._all("div", "stem")))
        self.pictures = [(one.get("src"), one.get("alt")) for one in front.iter("img")]

    def _all(self, tag: str, kind: str):
        return (one for one in self.front.iter(tag) if one.get("class") == kind)

    def said(self, markdown: str) -> str:
        """Return a text of the bank as it must be printed."""
        return said(inline(markdown, maths=self._maths))

    def answer(self, question, key: str) -> Any:
        """Turn a key, such as ``B`` or ``3 1 2``, into the answer of a student who read it on this sheet."""
        if question.type in ("single", "multiple"):
            found = self._chosen(self.lists[0], question.options, key)
            return sorted(found) if question.type == "multiple" else found[0]
        if question.type == "true-false":
            verdict, reason = key.split("; ")
            assert verdict in self.verdicts
            return {"verdict": verdict == "True", "reason": self._chosen(self.lists[0], question.reasons, reason)[0]}
        if question.type == "ordering":
            places = dict(zip(self.prompts, map(int, key.split()), strict=True))
            return [places[self.said(item.text)] for item in question.items]
        if question.type == "matching":
            choices = [self.said(choice) for choice in question.choices]
            given = dict(zip(self.prompts, key.split(), strict=True))
            return [choices.index(self.lists[0][LETTERS.index(given[self.said(pair.text)])]) for pair in question.pairs]
        if question.type == "blanks":
            return self._filled(question, dict(re.findall(r"\((\d)\) (.*?)(?=; \(|$)", key)))
        return key

    def _chosen(self, shown: list[str], options, letters: str) -> list[int]:
        texts = [self.said(option.text) for option in options]
        assert sorted(shown) == sorted(texts)
        return [texts.index(shown[LETTERS.index(letter)]) for letter in letters.split()]

    def _filled(self, question, given: dict[str, str]) -> dict[str, Any]:
        answer, lists = {}, iter(self.lists)
        for number, name in enumerate(question.pieces[1::2], start=1):
            blank, text = question.blanks[name], given[str(number)]
            if hasattr(blank, "options"):
                (answer[name],) = self._chosen(next(lists), blank.options, text)
            else:
                answer[name] = text.removesuffix(getattr(blank, "unit", "")).split(" | ")[0]
        return answer


def explanations(question) -> list[str]:
    """Return every text that explains, as Markdown, but the sample of an open question, which is a block."""
    texts = list(question.explanations())
    return texts[1:] if question.type == "open" else texts


def literal(text: str) -> str:
    """Return words as they stand in markup."""
    return said(escape(text))
