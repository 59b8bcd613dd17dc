"""Where every number of a unit's prose, charts and quiz comes from."""

from postsoviet.traces.answer import Answer, answer, cell_answer
from postsoviet.traces.origins import Entry, TraceError, TraceMap, load_map
from postsoviet.traces.prose import Occurrence, occurrences
from postsoviet.traces.texts import unit_occurrences
from postsoviet.traces.verify import problems

__all__ = [
    "Answer", "Entry", "Occurrence", "TraceError", "TraceMap", "answer", "cell_answer", "load_map", "occurrences",
    "problems", "unit_occurrences",
]  # fmt: skip
