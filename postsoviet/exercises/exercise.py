"""An exercise: what is asked, how an answer is judged, and what each known mistake means."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from postsoviet.errors import CourseError, did_you_mean
from postsoviet.exercises.answers import Kind, Unreadable, kind_of, outside, unanswered
from postsoviet.exercises.verdict import Verdict
from postsoviet.words import words


@dataclass(frozen=True)
class Mistake:
    """A known way to a wrong answer, and the sentence that helps.

    Parameters
    ----------
    answer : callable
        Returns the answer to which the mistake leads.
    why : str
        What is wrong in terms of the idea. It must not contain the right answer.
    """

    answer: Callable[[], object]
    why: str


@dataclass(frozen=True)
class Exercise:
    """A task whose answer can be compared with a computed one.

    What `answer` returns decides how an answer is compared: a number or a sequence of numbers; one
    string; a set of strings, without an order; a list or tuple of strings, in order; a dictionary
    with a string or a number for each key.

    Parameters
    ----------
    id : str
        Unit and name, ``"09-palma"``.
    task : str
        What to do, in one sentence; shown while there is no answer.
    answer : callable
        Computes the right answer from the course's data.
    tolerance : float, optional
        Largest distance from the right answer that still counts, in the unit of the answer.
    right, wrong : str
        What is said of a right answer, and of a wrong one that no known mistake explains. Neither
        may be left out.
    mistakes : sequence of Mistake
        Tried in order.
    choices : sequence of str or callable, optional
        The names that may be given, or a function that returns them; in a dictionary, the names
        that may be values. Any other name is reported with the choices that are near to it, so
        give all names of the task, the wrong ones too.
    labels : sequence of str, optional
        What each place of the answer is called in a form, with its unit: ``"Gini, percent"``. Numbers
        need one each; a dictionary is labelled by its keys, if nothing else is given.

    Raises
    ------
    CourseError
        If a sentence is left out.
    """

    id: str
    task: str
    answer: Callable[[], object]
    tolerance: float = 0.0
    right: str | None = None
    wrong: str | None = None
    mistakes: Sequence[Mistake] = field(default_factory=tuple)
    choices: Sequence[str] | Callable[[], Iterable[str]] = ()
    labels: Sequence[str] = ()

    def __post_init__(self):
        if self.right is None or self.wrong is None:
            raise CourseError(f"The exercise '{self.id}' lacks a sentence; give it both 'right' and 'wrong'.")

    def judge(self, answer) -> Verdict:
        """Compare an answer with the right one, then with the known mistakes, then with slips of form.

        An answer with several mistakes gets the sentence of the one that explains most of it, and
        how much is right.

        Parameters
        ----------
        answer : object
            Of the kind that the task asks for. ``None``, ``...`` and an empty collection mean that
            there is no answer yet.

        Raises
        ------
        CourseError
            If the exercise itself is at fault: see `kind`.
        """
        if unanswered(answer):
            return Verdict("open", self.task)
        kind = self.kind()
        try:
            given = kind.read(answer)
        except Unreadable as fault:
            return Verdict("wrong", str(fault))
        if kind.same(given, kind.right):
            return Verdict("right", self.right)
        why = self._known_mistake(kind, given) or kind.slip(given) or self._unknown_name(kind, given)
        return Verdict("wrong", why or f"{kind.counts(given)} {self._mistake_in_part(kind, given) or self.wrong}".strip())

    def kind(self) -> Kind:
        """Return the right answer with its way of comparing.

        Raises
        ------
        CourseError
            If the right answer is of no kind that can be checked, or not among the choices.
        """
        kind = kind_of(self.answer(), self.tolerance)
        if kind is None:
            raise CourseError(
                f"The exercise '{self.id}' cannot be checked: its answer should be numbers, names, "
                "or a dictionary of these, and not be empty."
            )
        strange = self._outside(kind.names(kind.right))
        if strange:
            raise CourseError(f"The exercise '{self.id}' has an answer that is not among its choices: '{strange[0]}'.")
        return kind

    def offered(self) -> list[str]:
        """Return the names that may be given; none where any may."""
        return list(self.choices() if callable(self.choices) else self.choices)

    def mistaken(self, kind: Kind) -> Iterator[tuple[str, object]]:
        """Yield the sentence of each known mistake and the answer to which it leads, as read.

        Parameters
        ----------
        kind : Kind
            From `kind`.
        """
        for mistake in self.mistakes:
            with suppress(Unreadable):
                yield mistake.why, kind.read(mistake.answer())

    def _outside(self, names: Iterable[str]) -> list[str]:
        choices = self.offered()
        return outside(names, choices) if choices else []

    def _known_mistake(self, kind: Kind, given) -> str | None:
        return next((why for why, mistaken in self.mistaken(kind) if kind.same(given, mistaken)), None)

    def _mistake_in_part(self, kind: Kind, given) -> str | None:
        """Return the sentence of the mistake that explains most places of an answer with several mistakes."""
        parts = [(kind.part(given, mistaken), why) for why, mistaken in self.mistaken(kind)]
        # the first of equals, for the more particular mistake stands first
        most, why = max(parts, key=lambda part: part[0], default=(0, None))
        return why if most else None

    def _unknown_name(self, kind: Kind, given) -> str | None:
        unknown = self._outside(kind.names(given))
        if not unknown:
            return None
        return words("exercise.name_unknown", name=unknown[0], hint=did_you_mean(unknown[0], self.offered()))


def refuse_twins(exercises: Sequence[Exercise]) -> dict[str, Exercise]:
    """Index exercises by id and refuse an id that is used twice."""
    found: dict[str, Exercise] = {}
    for exercise in exercises:
        if exercise.id in found:
            raise CourseError(f"Two exercises have the id '{exercise.id}'; give each its own.")
        found[exercise.id] = exercise
    return found
