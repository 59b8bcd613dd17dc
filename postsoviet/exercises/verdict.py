"""What a student is told about an answer."""

from dataclasses import dataclass
from html import escape

from postsoviet.words import words


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
        kind = {"open": "open", "wrong": "miss", "right": "pass"}[self.status]
        html = f'<div class="check check-{kind}" role="status"><p>{escape(str(self))}</p></div>'
        return {"text/html": html, "text/plain": str(self)}
