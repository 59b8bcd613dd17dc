"""The instructor's side of a quiz: read what students hand in, mark it, and analyse the questions."""

from postsoviet.quiz.gradebook.running import Summary, run

__all__ = ["Summary", "run"]
