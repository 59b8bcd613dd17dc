"""The errors that a reader of the course may see: one sentence, with the place and the mend."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class CourseError(ValueError):
    """Base of every error that the library raises on purpose.

    The message is one sentence for a reader: what is wrong, where, and what to do.
    """


class DataError(CourseError):
    """A data file or its descriptor is not as it should be."""


def one_line(text: str) -> str:
    """Return a sentence as one line that a terminal shows as it is.

    A sentence may quote what somebody else wrote. Signs that would end the line, move the cursor, turn the direction
    of writing or be no sign at all are written as escapes, so that nothing hides.
    """
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)


def did_you_mean(word: str, choices: Iterable[str], limit: int = 3) -> str:
    """Offer the names nearest to a misspelt one.

    Parameters
    ----------
    word : str
        What was asked for.
    choices : iterable of str
        What exists.
    limit : int
        The largest number of names to offer.

    Returns
    -------
    str
        ``" (did you mean 'a' or 'b'?)"``, or an empty string when nothing is near; a sentence
        goes on or ends after it.
    """
    near = get_close_matches(str(word), [str(choice) for choice in choices], n=limit, cutoff=0.5)
    if not near:
        return ""
    return " (did you mean " + " or ".join(f"'{name}'" for name in near) + "?)"
