"""What every exporter is given, and how it says what its format cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from postsoviet.quiz.draws import Drawn, draw_all
from postsoviet.quiz.models import Bank
from postsoviet.quiz.pictures import Picture, picture
from postsoviet.quiz.questions import Question


@dataclass(frozen=True)
class Pool:
    """A question of a bank with the versions to export: one for a fixed question."""

    question: Question
    variants: tuple[Drawn, ...]


@dataclass(frozen=True)
class Source:
    """A bank, drawn.

    Attributes
    ----------
    bank : Bank
        As it is written.
    pools : tuple of Pool
        In the order of the bank.
    seed : int
        What the versions were drawn with, and what an exporter shuffles with.
    variants : int
        How many versions were asked for; a printed paper has so many.
    pictures : mapping
        The charts that questions name, by their key.
    """

    bank: Bank
    pools: tuple[Pool, ...]
    seed: int
    variants: int = 1
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    def named(self, pool: Pool) -> list[tuple[str, Drawn]]:
        """Return the versions of a pool by their stable names; a fixed question has one, without a number."""
        several = pool.question.is_parameterised
        return [
            (identifier(self.bank, pool.question, number if several else None), drawn)
            for number, drawn in enumerate(pool.variants, start=1)
        ]


@dataclass
class Report:
    """What a format could not hold, and what was done instead."""

    format: str
    losses: list[tuple[str, str]] = field(default_factory=list)

    def lost(self, question: str | None, what: str) -> None:
        """Note a loss once.

        Parameters
        ----------
        question : str or None
            The id of the question; None when it is true of all.
        what : str
            What is lost or changed, in a few words.
        """
        entry = (question or "", what)
        if entry not in self.losses:
            self.losses.append(entry)


#: Gives file names and contents; never touches the disk.
Exporter = Callable[[Source, Report], dict[str, bytes]]


def identifier(bank: Bank, question: Question, number: int | None = None) -> str:
    """Return the stable name of a question, or of one of its versions (from 1)."""
    name = f"{bank.unit}-{question.id}"
    return name if number is None else f"{name}-{number:02d}"


def draw_source(bank: Bank, variants: int, seed: int) -> Source:
    """Draw every question of a bank for an export.

    Parameters
    ----------
    bank : Bank
        A checked bank.
    variants : int
        The largest number of versions of a parameterised question.
    seed : int
        Decides which versions are drawn, and their order.

    Raises
    ------
    CourseError
        When a version cannot be computed, or a picture is missing.
    """
    pools = tuple(
        Pool(question, tuple(draw_all(bank, question, seed=seed, count=variants))) for question in bank.questions
    )
    keys = dict.fromkeys(question.chart for question in bank.questions if question.chart)
    return Source(bank, pools, seed, variants, {key: picture(bank.unit, key) for key in keys})
