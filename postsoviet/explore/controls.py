"""The controls of an explorer: one declaration for a live kernel and for the static page."""

from collections.abc import Sequence
from dataclasses import dataclass

from postsoviet.errors import CourseError, did_you_mean


@dataclass(frozen=True)
class Control:
    """A question with a closed list of answers.

    Parameters
    ----------
    name : str
        Name of the argument that the view receives.
    label : str
        What the student reads.
    options : sequence of (value, text)
        The values the view may receive, each with the words that stand for it.
    default : object
        The value shown first.
    kind : str
        ``"select"`` (a list), ``"radio"`` (two to five answers side by side) or ``"range"``
        (values in order, such as years).
    """

    name: str
    label: str
    options: tuple[tuple[object, str], ...]
    default: object
    kind: str = "select"

    def __post_init__(self):
        values = [value for value, _ in self.options]
        if len(values) < 2:
            raise CourseError(f"The control '{self.name}' needs at least two options.")
        if len(set(map(str, values))) != len(values):
            raise CourseError(f"The control '{self.name}' lists an option twice; list each value once.")
        if self.default not in values:
            raise CourseError(
                f"The default of the control '{self.name}' is {self.default!r}, which is not one of its options."
            )

    @property
    def values(self) -> list:
        """The values in the order in which they are offered."""
        return [value for value, _ in self.options]

    def require(self, value) -> None:
        """Refuse a value that the control does not offer.

        Raises
        ------
        CourseError
            Naming the control, the value and what is offered.
        """
        if value in self.values:
            return
        if self.kind == "range":
            offered = f"choose from {self.values[0]} to {self.values[-1]}"
        else:
            offered = "choose one of: " + ", ".join(map(repr, self.values))
        hint = did_you_mean(str(value), map(str, self.values)) if isinstance(value, str) else ""
        raise CourseError(f"The control '{self.name}' has no value {value!r}; {offered}{hint}.")


def _pairs(options: Sequence) -> tuple[tuple[object, str], ...]:
    return tuple(option if isinstance(option, tuple) else (option, str(option)) for option in options)


def choice(name: str, label: str, options: Sequence, default=None) -> Control:
    """A list to choose from; options are values, or pairs of value and text."""
    pairs = _pairs(options)
    return Control(name, label, pairs, pairs[0][0] if default is None else default, "select")


def either(name: str, label: str, options: Sequence, default=None) -> Control:
    """Two to five answers shown side by side."""
    pairs = _pairs(options)
    return Control(name, label, pairs, pairs[0][0] if default is None else default, "radio")


def steps(name: str, label: str, options: Sequence, default=None) -> Control:
    """Values in order on a slider."""
    pairs = _pairs(options)
    return Control(name, label, pairs, pairs[-1][0] if default is None else default, "range")
