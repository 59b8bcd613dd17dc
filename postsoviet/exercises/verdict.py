"""What a student is told about an answer."""

from dataclasses import dataclass
from html import escape

from postsoviet.words import words


def shown(kind: str, text: str) -> dict:
    """Return what a notebook shows of a check: ``kind`` is ``open``, ``miss``, ``pass`` or ``note``."""
    return {"text/html": f'<div class="check check-{kind}" role="status"><p>{escape(text)}</p></div>', "text/plain": text}


@dataclass(frozen=True)
class Verdict:
    """The result of a check; it shows itself in a notebook.

    Parameters
    ----------
    status : {"open", "wrong", "right"}
        Not answered, not yet right, or right.
    why : str
        One sentence that explains in terms of the idea; it never holds the answer.
    """

    status: str
    why: str

    @property
    def passed(self) -> bool:
        """Whether the answer is right."""
        return self.status == "right"

    def __str__(self) -> str:
        return words(f"exercise.{self.status}", why=self.why, task=self.why)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return shown({"open": "open", "wrong": "miss", "right": "pass"}[self.status], str(self))
